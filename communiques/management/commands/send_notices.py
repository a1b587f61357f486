"""`manage.py send_notices`: the e-mails that are due, to staff and to subscribers; as many of these
may run at once as one likes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from communiques.mail import accounts, letters
from communiques.mail.outbox import drain
from communiques.management import repeating


class Command(BaseCommand):
    help = "Send the notices to staff and the letters to subscribers that are due by e-mail."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=repeating.seconds,
            metavar="SECONDS",
            help="stay, and look again after so long",
        )
        parser.add_argument(
            "--in-doubt", action="store_true",
            help="send once more the letters of which nobody knows whether they went",
        )  # fmt: skip

    def handle(self, *args, every: int | None, in_doubt: bool, **options):
        if in_doubt:
            letters.send_again(timezone.now())
        repeating.work(self.send, every)

    def send(self) -> None:
        if sent := accounts.deliver() + drain() + letters.deliver():
            self.stdout.write(f"{sent} e-mails sent.")
        if doubtful := letters.in_doubt(timezone.now()).count():
            self.stderr.write(f"{doubtful} letters are in doubt; --in-doubt sends them once more.")
