"""`manage.py restore FILE`: a new site made of a backup, and verified."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from communiques.backups import members, restoring
from communiques.invariants import failures

#: It is restored, and something of it does not hold.
FAULTY = 2
WHAT_TO_DO = (
    "Ask for the redaction anew at the desk, or withdraw the text, before you open the site."
)


class Command(BaseCommand):
    help = "Make this site, which must be new, the one of a backup, and verify it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--redactions", type=Path, nargs="+", default=[], metavar="FILE",
            help="newer backups, or files of the record of redactions (media/redactions/): what"
            " was redacted after this backup is then redacted again",
        )  # fmt: skip

    def handle(self, *args, file: Path, redactions: list[Path], **options):
        try:
            restored = restoring.restore(file, redactions)
        except (restoring.NotRestored, members.Damaged) as error:
            raise CommandError(f"{file} is not restored: {error}.") from None
        except OSError as error:
            raise CommandError(f"{error.filename or file}: {error.strerror}.") from None
        except Error as error:
            raise CommandError(f"{file} is not restored: {error}.") from None
        made = restored.manifest
        self.stdout.write(
            f"Restored as of {made['made_at']}: {sum(made['counts'].values())} rows,"
            f" {made['files']} files."
        )
        whole = self.tell_of_redactions(restored)
        if not self.verified() or not whole:
            raise CommandError(
                "It is restored, but see what is said above before you open the site.",
                returncode=FAULTY,
            )

    def tell_of_redactions(self, restored: restoring.Restored) -> bool:
        """Whether no words that were redacted are known to be back."""
        found = restored.again
        for each in found.done:
            self.stdout.write(f"Redacted again: {each['address']}, as on {each['done_at']}.")
        for each in found.hidden:
            self.stderr.write(
                f"{each['address']} was redacted on {each['done_at']}, and its words are back. It"
                f" is withdrawn, so that no reader sees it. {WHAT_TO_DO}"
            )
        for each in found.left:
            self.stderr.write(
                f"{each['address']} was redacted on {each['done_at']}, AND ITS WORDS ARE BACK AND"
                f" PUBLIC. {WHAT_TO_DO}"
            )
        self.stdout.write(
            f"Words that were redacted after {restored.manifest['made_at']} are back, unless the"
            f" record of redactions named them: {restored.records} were known of."
            " A newer backup has the rest: --redactions."
        )
        return not (found.hidden or found.left)

    def verified(self) -> bool:
        found = 0
        for each in failures():
            found += 1
            self.stdout.write(str(each))
        self.stdout.write(f"{found} failures." if found else "All invariants hold.")
        return not found
