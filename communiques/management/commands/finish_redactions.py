"""`manage.py finish_redactions`: takes out of the storage what redactions left there because the
machine stopped in between, and makes the database give up the room of words that are gone."""

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import gettext as _

from communiques import redactions
from communiques.models import Redaction
from communiques.search import tables


class Command(BaseCommand):
    help = "Finish redactions: files that are left in the storage, and what the database has freed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--files-only", action="store_true", help="leave the room of the database as it is"
        )

    def handle(self, *args, files_only: bool, **options):
        erased = redactions.erase_files(Redaction.objects.done())
        self.stdout.write(_("%(n)s files erased.") % {"n": len(erased)})
        if not files_only:
            self.give_up_room()

    def give_up_room(self) -> None:
        """Both databases keep what was deleted in their files until these are written anew."""
        tables.press_together()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("VACUUM FULL")
        self.stdout.write(_("The database was written anew."))
