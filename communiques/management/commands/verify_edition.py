"""`manage.py verify_edition FILE`: a bundle downloaded from `/v/<code>/bundle.json`, checked on
this machine alone: no database, no network. `--keys` names a file of public keys that came another
way than the bundle, as from `/.well-known/bayan-keys.json`; else this installation's count."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from communiques.proof import bundles, keys


class Command(BaseCommand):
    help = "Check a downloaded bundle of an edition, offline."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--keys", help="a JSON file of public keys")

    def handle(self, *args, file: str, **options):
        try:
            known = tuple(keys.read_list(options["keys"])) if options["keys"] else None
            bundle = json.loads(Path(file).read_text("utf-8"))
            known = settings.SIGNING_KEYRING.keys if known is None else known
            lines = list(bundles.check(bundle, known))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except ValueError as error:
            raise CommandError(f"{file}: {error}") from None
        for each in lines:
            mark = {True: "ok", False: "FAILED", None: "–"}[each.holds]
            self.stdout.write(f"{mark:7}{each.what}{': ' if each.said else ''}{each.said}")
        if any(each.holds is False for each in lines):
            raise CommandError("This is not what was issued, or it cannot be proven.")
