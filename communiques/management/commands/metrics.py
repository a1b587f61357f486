"""`manage.py metrics FILE`: numbers for Prometheus, as node_exporter reads them from a folder."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from prometheus_client import generate_latest, write_to_textfile

from communiques import metrics


class Command(BaseCommand):
    help = "Write what waits and how much there is as Prometheus reads it; '-' prints it."

    def add_arguments(self, parser):
        parser.add_argument("file", help="written whole or not at all; - for standard output")

    def handle(self, *args, file: str, **options):
        registry = metrics.collected(timezone.now())
        if file == "-":
            self.stdout.write(generate_latest(registry).decode(), ending="")
            return
        try:
            write_to_textfile(file, registry)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
