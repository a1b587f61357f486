"""`manage.py demo`: the demonstration, built once, through the real workflow."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from communiques.demo import play


class Command(BaseCommand):
    help = "Build the demonstration: bodies, a conference, colleagues, texts at every stage."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "This is not a demonstration: the accounts would have a known password. "
                "Set DEMO=1 on an installation that is for trying out, never on a real one."
            )
        built = play.build()
        state = "is built" if built else "was already there"
        self.stdout.write(f"The demonstration {state}.\n")
        site = settings.SITE_URL
        self.stdout.write(f"  Readers   {site}/ar/  {site}/en/")
        self.stdout.write(f"  The desk  {site}/admin/")
        self.stdout.write(f"  Accounts  (password for all: {play.PASSWORD})")
        for username, (role, _ar, name, *_post) in play.STAFF.items():
            self.stdout.write(f"    {username:<14} {role:<17} {name}")
