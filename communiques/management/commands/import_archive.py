"""`manage.py import_archive FILE.jsonl`: an existing archive taken in, line by line."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import translation
from tqdm import tqdm

from communiques.archive.intake import Report, take
from communiques.archive.records import lines_of


class SomeFaulty(CommandError):
    """The good lines are in; the others were named."""


class Command(BaseCommand):
    help = "Take an archive in (one bilingual record a line). Can be run again; the site stays up."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="the language in which faulty lines are explained",
        )

    def handle(self, *args, file: Path, language: str, **options):
        try:
            stream = file.open("rb")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        report, faulty = Report(), 0
        size = os.path.getsize(file)
        bar = tqdm(total=size, unit="B", unit_scale=True, disable=None)
        try:
            with stream, bar, translation.override(language):
                for _grown in take(measured(stream, bar), report=report):
                    faulty += self.explain(report, bar)
                    bar.set_postfix(taken=report.taken, faulty=faulty)
        except OperationalError as error:
            raise CommandError(
                f"{error}. What was taken in stays; run the import again to go on."
            ) from None
        finally:
            self.sum_up(report, faulty)
        if faulty:
            raise SomeFaulty("Mend the faulty lines and run the import again: it takes only them.")

    def explain(self, report: Report, bar: tqdm) -> int:
        """Say which lines are faulty as soon as it is known, and forget them."""
        faults, report.faults = sorted(report.faults), []
        if faults:
            bar.clear()
        for number, reason in faults:
            self.stderr.write(f"line {number}: {reason}")
        return len(faults)

    def sum_up(self, report: Report, faulty: int) -> None:
        for name in report.new_bodies:
            self.stdout.write(f"new body: {name}")
        for title in report.new_conferences:
            self.stdout.write(f"new conference: {title}")
        self.stdout.write(
            f"{report.taken} taken in, {report.known} known already, {faulty} faulty."
        )


def measured(stream, bar: tqdm):
    """The lines of the file, moving the bar as they are read."""
    for line in lines_of(stream):
        bar.update(len(line))
        yield line
