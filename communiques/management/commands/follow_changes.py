"""`manage.py follow_changes --run COMMAND`: tell what keeps pages before us that they changed."""

import subprocess
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from communiques import published


class Command(BaseCommand):
    help = "Run a command now, and whenever what readers see has changed, such as a purge of a CDN."

    def add_arguments(self, parser):
        parser.add_argument("--run", required=True, help="a command, as the shell reads it")
        parser.add_argument("--every", type=float, default=0.5, help="seconds between two looks")
        parser.add_argument("--times", type=int, help="end after so many changes")

    def handle(self, *args, run: str, every: float, times: int | None, **options):
        told, done = None, 0  # nobody knows what changed before
        while True:
            close_old_connections()
            try:
                state = published.state(timezone.now(), told)
            except DatabaseError as error:
                state = told
                self.stderr.write(f"The database does not answer: {error}".strip())
            if state is not told:
                if subprocess.run(run, shell=True).returncode:
                    self.stderr.write(f"It failed, and will be tried again: {run}")
                else:
                    told, done = state, done + 1
            if times is not None and done >= times:
                return
            time.sleep(every)
