"""Sessions that know whose they are, so that all of a person's can be ended at once: Django's own
way to extend its store."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone


class DeskSession(AbstractBaseSession):
    """One browser that is logged in, or that typed something before it was."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )

    def __str__(self):
        return "•"  # whoever reads its key is in it

    @classmethod
    def get_session_store_class(cls):
        return SessionStore

    @classmethod
    def open_of(cls, account):
        """The sessions in which the person is logged in."""
        return cls.objects.filter(account=account, expire_date__gt=timezone.now())


class SessionStore(DatabaseStore):
    """The engine that `SESSION_ENGINE` names."""

    @classmethod
    def get_model_class(cls):
        return DeskSession

    def create_model_instance(self, data):
        made = super().create_model_instance(data)
        made.account_id = data.get(SESSION_KEY)
        return made


def end_all(account, *, but: str | None = None) -> int:
    """End the sessions of an account, but the one with that key; how many there were."""
    ended, _by_model = DeskSession.objects.filter(account=account).exclude(session_key=but).delete()
    return ended
