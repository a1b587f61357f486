"""What a person is told of their own account, by e-mail: rows of a queue, written with what they
tell of and sent like all others."""

import datetime as dt

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.outgoing import Outgoing


class AccountLetter(Outgoing):
    """A letter to one person about their account. The link of an invitation is made as the letter
    is sent: no secret waits in the queue."""

    class Kind(models.TextChoices):
        INVITED = "invited", _("Invitation")
        FACTOR_ADDED = "added", _("A second factor was added")
        FACTOR_REMOVED = "removed", _("A second factor was removed")
        FACTORS_RESET = "reset", _("The second factor was reset")
        CODE_USED = "code_used", _("A recovery code was used")
        NEW_CODES = "new_codes", _("New recovery codes were made")
        PASSWORD = "password", _("The password was changed")
        ADDRESS = "address", _("The e-mail address was changed")
        LOCKED = "locked", _("The account was locked for a while")
        LOGGED_OUT = "logged_out", _("All sessions were ended")

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: As it was then: who takes over an account must not take over what is told of it.
    address = models.EmailField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    invitation = models.ForeignKey(
        "organizations.Invitation", models.CASCADE, null=True, related_name="letters"
    )
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("letter about an account")
        verbose_name_plural = _("letters about accounts")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(sent_at=None), name="account_letter_due"
            )
        ]

    def __str__(self):
        return f"#{self.pk}"


def tell(account, kind: str, *, to: str = "", invitation=None, **data) -> bool:
    """Queue a letter to the person, or to the address `to`; False where there is none."""
    address, now = to or account.email, timezone.now()
    if not address:
        return False
    AccountLetter.objects.create(
        account=account, address=address, kind=kind, data=data, invitation=invitation,
        made_at=now, due_at=now,
    )  # fmt: skip
    return True


def tell_once(account, kind: str, *, since: dt.datetime) -> bool:
    """As `tell`, but not again where it was told since that moment."""
    told = AccountLetter.objects.filter(account=account, kind=kind, made_at__gt=since)
    return not told.exists() and tell(account, kind)
