"""`manage.py backup DIR`: the whole site in one archive, while people work; its keys apart, with
`--keys`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from communiques.backups import keyfile, writing

#: Written, but files of the site were lost or damaged before.
INCOMPLETE = 2


class Command(BaseCommand):
    help = "Write all rows, files and the record of redactions into one archive; no keys."

    def add_arguments(self, parser):
        parser.add_argument("to", type=Path, help="a folder, or a file that is not there yet")
        parser.add_argument(
            "--keys", type=Path, metavar="FILE",
            help="write the keys, which the archive has not, into a file of their own",
        )  # fmt: skip

    def handle(self, *args, to: Path, keys: Path | None, **options):
        try:
            if keys:
                names = keyfile.write(keys)
                self.stdout.write(f"{keys}: {', '.join(names)}. Keep it apart from the backup.")
            written = writing.write(to)
        except (writing.NotWritten, Error) as error:
            raise CommandError(f"No backup was written: {error}.") from None
        except OSError as error:
            where = error.filename or to
            raise CommandError(f"No backup was written: {where}: {error.strerror}.") from None
        made = written.manifest
        self.stdout.write(
            f"{written.path}: {sum(made['counts'].values())} rows, {made['files']} files,"
            f" {written.path.stat().st_size} bytes; the audit chain ends at {made['chain']['seq']}."
        )
        for path in written.lost:
            self.stderr.write(f"{path}: the storage has lost it, or it is damaged.")
        if written.lost:
            raise CommandError(
                "The backup is written, without those files: see `manage.py verify`.",
                returncode=INCOMPLETE,
            )
