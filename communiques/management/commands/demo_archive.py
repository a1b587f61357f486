"""`manage.py demo_archive --count N`: an invented archive, for benchmarks."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from communiques.archive.intake import Report, take
from communiques.demo.archive import add_bodies, lines


class Command(BaseCommand):
    help = "Take in N invented bilingual communiqués over 40 years. Can be run again with more."

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=10_000)

    def handle(self, *args, count: int, **options):
        if not settings.DEMO:
            raise CommandError("Invented texts belong in a demonstration: set DEMO=1 to allow it.")
        add_bodies()
        report = Report()
        with tqdm(total=count, unit=" communiqués", disable=None) as bar:
            for report in take(lines(count)):
                bar.update(report.taken + report.known + len(report.faults) - bar.n)
        self.stdout.write(f"{report.taken} taken in, {report.known} known already.")
        for number, reason in report.faults:
            self.stderr.write(f"record {number}: {reason}")
