"""`manage.py signing_key FILE`: a new private key, and the line for the list of public ones."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from communiques.proof import keys


class Command(BaseCommand):
    help = "Make a new key to sign editions with, in a file that only its owner may read."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        try:
            made = keys.make(file)
        except FileExistsError:
            raise CommandError(f"{file} is there already; no key is overwritten.") from None
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        row = made.as_json() | {"since": timezone.now().isoformat(timespec="seconds")}
        self.stdout.write(f"Made. SIGNING_KEY={file.absolute()}")
        self.stdout.write("For the file that SIGNING_KEYS names, in its list, as its last:")
        self.stdout.write(json.dumps(row, indent=1))
