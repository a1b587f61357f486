"""`manage.py send_notices`: the e-mails that are due; as many of these may run at once as one
likes."""

import time

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from communiques.mailing import drain


class Command(BaseCommand):
    help = "Send the notices that are due by e-mail."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="stay, and look again after so long"
        )

    def handle(self, *args, every: int | None, **options):
        while True:
            if sent := drain():
                self.stdout.write(_("%(n)s e-mails sent.") % {"n": sent})
            if not every:
                return
            time.sleep(every)
