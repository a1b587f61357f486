"""Invitations: a link by which somebody chooses their password, so that nobody else ever knows it.

It serves once, for a while, and only the latest of an account does. It logs nobody in, and gives no
right: what the account may do is what its roles say when it is used."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from organizations import audit, tokens
from organizations.accounts import letters, sessions

SALT = "bayan.invitation"


class InvitationQuerySet(models.QuerySet):
    def unspent(self):
        """Those neither used nor revoked nor late. An update that asks this alone, of no other
        table, finds on PostgreSQL too what somebody else has just done to the row."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now())

    def open(self):
        """Those that still serve."""
        return self.unspent().filter(account__is_active=True)


class Invitation(models.Model):
    """One link to one person; its secret is made as its letter is sent, and kept as a hash."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, blank=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-id"]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return not self.used_at and not self.revoked_at and self.expires_at > timezone.now()


@transaction.atomic
def invite(account, by) -> Invitation:
    """Send the person a link to choose a password; those before it serve no more."""
    revoke(account)
    now = timezone.now()
    made = Invitation.objects.create(
        account=account, made_by=by, made_at=now,
        expires_at=now + dt.timedelta(days=settings.INVITATION_DAYS),
    )  # fmt: skip
    letters.tell(account, letters.AccountLetter.Kind.INVITED, invitation=made)
    audit.record(gettext_noop("invited"), account, by)
    return made


def revoke(account) -> int:
    """No link of the account serves any more; how many did."""
    return Invitation.objects.open().filter(account=account).update(revoked_at=timezone.now())


def token_for_letter(invitation: Invitation) -> str | None:
    """A new secret for the letter that is being sent, in the place of one that was not; None where
    the invitation serves no more."""
    secret, hashed = tokens.new()
    mine = Invitation.objects.open().filter(pk=invitation.pk)
    return tokens.token(invitation.pk, secret, SALT) if mine.update(secret_hash=hashed) else None


def found(token: str) -> Invitation | None:
    """The invitation of a link that still serves; None for every other, whatever is wrong."""
    return tokens.found(Invitation.objects.open().select_related("account"), token, SALT)


@transaction.atomic
def accept(invitation: Invitation, password: str) -> bool:
    """Set the password; False where somebody was quicker, or closed the account. All sessions
    end."""
    accounts = type(invitation.account)._default_manager.select_for_update()
    account = accounts.filter(pk=invitation.account_id, is_active=True).first()
    mine = Invitation.objects.unspent().filter(pk=invitation.pk)
    if account is None or not mine.update(used_at=timezone.now()):
        return False
    account.set_password(password)
    account.save(update_fields=["password"])
    sessions.end_all(account)
    letters.tell(account, letters.AccountLetter.Kind.PASSWORD)
    audit.record(gettext_noop("password chosen by invitation"), account, account)
    return True
