"""`manage.py reindex`: the search indexes made anew beside the live ones, and switched at once."""

from django.core.management.base import BaseCommand

from communiques.search.rebuild import is_due, rebuild


class Command(BaseCommand):
    help = "Make the search indexes anew, beside the live ones, and switch in one transaction."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-due", action="store_true", help="only where another version of Bayan made them"
        )

    def handle(self, *args, if_due: bool, **options):
        if if_due and not is_due():
            return
        done = 0
        for done in rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} texts")
        self.stdout.write(f"{done} texts are indexed.")
