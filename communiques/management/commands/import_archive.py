"""`manage.py import_archive FILE.jsonl`: an existing archive taken in, line by line."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from communiques.archive import Report, take


class Command(BaseCommand):
    help = "Take an archive in (one bilingual record a line). Can be run again; the site stays up."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        try:
            stream = file.open(encoding="utf-8-sig", errors="surrogateescape")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        report = Report()
        with (
            stream,
            tqdm(total=os.path.getsize(file), unit="B", unit_scale=True, disable=None) as bar,
        ):
            for report in take(measured(stream, bar)):
                bar.set_postfix(taken=report.taken, faulty=len(report.faults))
        self.say(report)

    def say(self, report: Report) -> None:
        for number, reason in report.faults:
            self.stderr.write(f"line {number}: {reason}")
        for name in report.new_bodies:
            self.stdout.write(f"new body: {name}")
        for title in report.new_conferences:
            self.stdout.write(f"new conference: {title}")
        self.stdout.write(
            f"{report.taken} taken in, {report.known} known already, {len(report.faults)} faulty."
        )


def measured(stream, bar):
    """The lines of the file, moving the bar as they are read."""
    for line in stream:
        bar.update(len(line.encode("utf-8", "surrogateescape")))
        yield line
