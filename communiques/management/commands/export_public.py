"""`manage.py export_public`: every edition in force in one file, for those who want them all; to be
run at night."""

from django.core.management.base import BaseCommand

from communiques.api import bulk


class Command(BaseCommand):
    help = "Write the file of everything in force that /api/v1/communiques/all.jsonl.gz gives."

    def handle(self, *args, **options):
        self.stdout.write(f"{bulk.write()} editions written.")
