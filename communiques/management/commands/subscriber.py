"""`manage.py subscriber ADDRESS`: all that is kept of a subscriber, for whoever asks in writing
what is known of them; with `--erase` nothing is kept any more."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from communiques.mail import subscribing
from communiques.models import Subscriber


class Command(BaseCommand):
    help = "Print, or erase, all that is kept of a subscriber."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--erase", action="store_true", help="keep nothing of it")

    def handle(self, *args, address: str, erase: bool, **options):
        found = Subscriber.objects.filter(email=address.strip().lower()).first()
        if found is None:
            raise CommandError("Nothing is kept of this address.")
        told = subscribing.record(found)
        self.stdout.write(json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        if erase:
            subscribing.erase(found)
            self.stdout.write("Nothing of it is kept any more.")
