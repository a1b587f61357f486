"""The second factor: codes of an authenticator app (RFC 6238), passkeys, and codes on paper for the
day on which both are lost."""

import hmac
import secrets
import time

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.accounts.sealing import mark, seal, unseal
from organizations.arabic import normal_digits

STEP = 30
#: Codes of the step before and after this one do as well: clocks differ.
DRIFT = 1
RECOVERY_CODES = 10
#: Without letters and digits that are taken for each other; 50 bits a code.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
ISSUER = "Bayan"


class Authenticator(models.Model):
    """An app that shows a new code every half minute. Each code serves once: what was used last
    is kept, and nothing before it serves again."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="authenticator"
    )
    sealed_secret = models.TextField()
    last_step = models.BigIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("authenticator app")
        verbose_name_plural = _("authenticator apps")

    def __str__(self):
        return f"#{self.pk}"


class Passkey(models.Model):
    """A key in a phone, a computer or a stick, which answers to its owner's finger, face or PIN."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="passkeys")
    name = models.CharField(_("name"), max_length=80)
    #: As the browser calls it: base64url.
    key_id = models.CharField(max_length=1400, unique=True)
    #: The public key with its number, as WebAuthn writes it: base64url.
    public = models.TextField()
    #: How often it has signed, where it counts; a copy of it counts differently.
    count = models.BigIntegerField(default=0)
    since = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        ordering = ["id"]

    def __str__(self):
        return self.name


class RecoveryCode(models.Model):
    """A code on paper, of which only a mark is kept; it serves once."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes"
    )
    mark = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self):
        return f"#{self.pk}"


def has_any(account) -> bool:
    """Whether the account asks for more than a password."""
    return (
        Authenticator.objects.filter(account=account).exists()
        or Passkey.objects.filter(account=account).exists()
    )


# --- codes of an app ----------------------------------------------------------------------------


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def code_at(secret: bytes, step: int) -> str:
    """The six digits of that half minute."""
    return _totp(secret).generate(step * STEP).decode()


def address_of(secret: bytes, account) -> str:
    """What the QR code says to the app."""
    return _totp(secret).get_provisioning_uri(account.get_username(), ISSUER)


def step_of(secret: bytes, code: str, after: int = 0) -> int | None:
    """The half minute around now whose code this is, of those after the given one; or None."""
    now = int(time.time()) // STEP
    steps = range(max(now - DRIFT, after + 1), now + DRIFT + 1)
    return next((each for each in steps if hmac.compare_digest(code_at(secret, each), code)), None)


def enrol(account, secret: bytes, step: int) -> Authenticator:
    """From now on the app with this secret is the account's; `step` is that of its first code."""
    Authenticator.objects.filter(account=account).delete()
    return Authenticator.objects.create(
        account=account, sealed_secret=seal(secret), last_step=step, since=timezone.now()
    )


def code_holds(account, typed: str) -> bool:
    """Whether it is a code of the account's app that was not used yet; it is used now."""
    app = Authenticator.objects.filter(account=account).first()
    code = digits(typed)
    if app is None or len(code) != 6:
        return False
    try:
        step = step_of(unseal(app.sealed_secret), code, after=app.last_step)
    except InvalidToken:
        return False
    mine = Authenticator.objects.filter(pk=app.pk, last_step__lt=step or 0)
    return step is not None and mine.update(last_step=step) == 1


def digits(typed: str) -> str:
    """What was typed as ASCII digits: Arabic keyboards write others; spaces part the code."""
    return "".join(str(int(each)) for each in typed if each.isdecimal())


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, 6, SHA1(), STEP)


# --- codes on paper -----------------------------------------------------------------------------


@transaction.atomic
def new_recovery_codes(account) -> list[str]:
    """Fresh codes, which nothing shows again; those before them serve no more."""
    codes = [_written("".join(secrets.choice(ALPHABET) for _n in range(10)))
             for _n in range(RECOVERY_CODES)]  # fmt: skip
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, mark=_mark(account, each)) for each in codes
    )
    return codes


def recovery_code_holds(account, typed: str) -> bool:
    """Whether it is an unused code of the account; it is used now."""
    mine = unused(account).filter(mark=_mark(account, typed))
    return mine.update(used_at=timezone.now()) == 1


def unused(account):
    """The recovery codes that still serve."""
    return RecoveryCode.objects.filter(account=account, used_at=None)


def are_codes_of(account, codes: list[str]) -> bool:
    """Whether all of them still serve; asks, and uses none up."""
    marks = {_mark(account, each) for each in codes}
    return bool(marks) and unused(account).filter(mark__in=marks).count() == len(marks)


def _mark(account, code: str) -> str:
    letters = "".join(each for each in normal_digits(code).upper() if each in ALPHABET)
    return mark(f"{account.pk}:{letters}")


def _written(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"
