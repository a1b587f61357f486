"""`manage.py verify`: the invariants, checked again on the live database."""

from django.core.management.base import BaseCommand

from communiques.invariants import failures


class Command(BaseCommand):
    help = "Check the invariants of the README again on the live database; names each failure."

    def handle(self, *args, **options):
        found = 0
        for each in failures():
            found += 1
            self.stdout.write(str(each))
        if found:
            self.stderr.write(f"{found} failures.")
            raise SystemExit(1)
        self.stdout.write("All invariants hold.")
