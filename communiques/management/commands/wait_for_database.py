"""`manage.py wait_for_database`: before a start, where the database starts at the same time."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection


class Command(BaseCommand):
    help = "Wait until the database answers; end with 1 if it does not."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=float, default=60)

    def handle(self, *args, seconds: float, **options):
        end = time.monotonic() + seconds
        while True:
            try:
                connection.ensure_connection()
                return
            except OperationalError as error:
                if time.monotonic() > end:
                    raise CommandError(f"The database does not answer: {error}".strip()) from None
            time.sleep(0.5)
