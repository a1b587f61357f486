"""`manage.py reindex`: the search index made anew beside the live one, and switched at once."""

from django.core.management.base import BaseCommand

from communiques.search.rebuild import rebuild


class Command(BaseCommand):
    help = "Make the search index anew, beside the live one, and switch to it in one transaction."

    def handle(self, *args, **options):
        done = 0
        for done in rebuild():
            if options["verbosity"] > 1:
                self.stdout.write(f"{done} editions")
        self.stdout.write(f"{done} editions are indexed.")
