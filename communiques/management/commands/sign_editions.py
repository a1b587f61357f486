"""`manage.py sign_editions`: sign with the key in use what it has not signed: editions from before
there was a key, or whose key was revoked."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from communiques.proof import transparency

CHUNK = 200


class Command(BaseCommand):
    help = "Sign with SIGNING_KEY every edition that it has not signed."

    def handle(self, *args, **options):
        if settings.SIGNING_KEYRING.private is None:
            raise CommandError("SIGNING_KEY is not set.")
        signed = 0
        while rows := list(transparency.unsigned()[:CHUNK]):
            with transaction.atomic():
                made = transparency.sign(rows)
            if not made:
                raise CommandError("SIGNING_KEY is outside its period.")
            signed += made
        self.stdout.write(f"{signed} editions signed.")
