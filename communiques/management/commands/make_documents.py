"""`manage.py make_documents`: the papers that are still to be made, and those whose making failed
and whose time has come again."""

from django.core.management.base import BaseCommand

from communiques.documents.making import make_due
from communiques.management import repeating


class Command(BaseCommand):
    help = "Make the documents that are due: PDF, Word and plain text of what was released."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=repeating.seconds,
            metavar="SECONDS",
            help="stay, and look again after so long",
        )

    def handle(self, *args, every: int | None, **options):
        repeating.work(self.make, every)

    def make(self) -> None:
        if made := make_due():
            self.stdout.write(f"{made} documents made.")
