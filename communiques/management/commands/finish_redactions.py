"""`manage.py finish_redactions`: takes out of the storage what redactions left there because the
machine stopped in between, and makes the database give up the room of words that are gone."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from communiques import redactions
from communiques.models import Redaction
from communiques.search import tables

#: PostgreSQL cannot copy a row that it takes to be needed still and of which a part is gone.
NOT_ANEW = (
    "Nobody can read the words any more, but the database was not written anew and its files may "
    "still hold them: {}. Run this again; if that does not help, when transactions that "
    "began long ago have ended, also those of other databases of the same server."
)


class Command(BaseCommand):
    help = "Finish redactions: files that are left in the storage, and what the database has freed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--files-only", action="store_true", help="leave the room of the database as it is"
        )

    def handle(self, *args, files_only: bool, **options):
        erased = redactions.erase_files(Redaction.objects.done())
        self.stdout.write(f"{len(erased)} files erased.")
        if not files_only:
            try:
                self.give_up_room()
            except DatabaseError as error:
                raise CommandError(NOT_ANEW.format(str(error).strip())) from error

    def give_up_room(self) -> None:
        """Both databases keep what was deleted in their files until these are written anew."""
        tables.press_together()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("VACUUM FULL")
        self.stdout.write("The database was written anew.")
