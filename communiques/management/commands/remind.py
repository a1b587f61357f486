"""`manage.py remind`: once a day, who keeps others waiting and what is needed soon is called to
mind; old log-ins and ended sessions are forgotten."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from communiques.reminders import remind
from organizations.accounts import logins
from organizations.accounts.sessions import SessionStore


class Command(BaseCommand):
    help = "Queue reminders of reviews overdue and of texts needed soon; once a day at most."

    def handle(self, *args, **options):
        logins.forget_old(timezone.now())
        SessionStore.clear_expired()
        self.stdout.write(f"{remind()} reminders are queued.")
