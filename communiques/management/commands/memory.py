"""`manage.py memory`: every translation released so far filed in the translation memory."""

from django.core.management.base import BaseCommand

from communiques.memory import remember
from communiques.models import Edition

CHUNK = 200


class Command(BaseCommand):
    help = "File the paragraphs of all translations released so far in the translation memory."

    def handle(self, *args, **options):
        rows = Edition.objects.filter(release__called_off_at=None).select_related("communique")
        new, waiting = 0, []
        for edition in rows.order_by("pk").iterator(CHUNK):
            waiting.append(edition)
            if len(waiting) == CHUNK:
                new += remember(waiting)
                waiting = []
        new += remember(waiting)
        self.stdout.write(f"{new} pairs are new in the memory.")
