"""Who logged in, when, from where and how; and who tried too often.

A name is locked for a while after so many failures. Failures are counted apart for each browser
that has logged in with that name before, and together for all others: whoever tries passwords from
elsewhere locks out strangers, not the person at their own desk. What was refused while locked
counts for nothing, so that nobody keeps a lock shut by trying on. Names that nobody has are locked
just the same, and are kept as a mark alone: people type passwords into the wrong field.
"""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from organizations import audit
from organizations.accounts import letters
from organizations.accounts.sealing import mark

#: Whoever fails with codes has the password, and whoever fails at confirming is in already: they
#: get so many times the tries in a day.
TIMES_A_DAY = 5


class LoginQuerySet(models.QuerySet):
    def editable_by(self, user):
        """Those that a person may read: of staff of their organization and those below it."""
        return self if user.is_superuser else self.filter(account__organization__in=user.scope)


class Login(models.Model):
    """A try to log in, and what came of it."""

    class Step(models.TextChoices):
        PASSWORD = "password", _("Password")
        CODE = "code", _("Second factor")
        AGAIN = "again", _("Asked once more")

    class Outcome(models.TextChoices):
        FAILED = "failed", _("Failed")
        HALF = "half", _("Password right, second factor missing")
        IN = "in", _("Logged in")
        CONFIRMED = "confirmed", _("Confirmed once more")

    class How(models.TextChoices):
        PASSWORD = "password", _("Password")
        APP = "app", _("Password and code of the app")
        RECOVERY = "recovery", _("Password and recovery code")
        BOTH = "both", _("Password and passkey")
        PASSKEY = "passkey", _("Passkey")

    at = models.DateTimeField(_("at"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="logins",
        verbose_name=_("account"),
    )
    key = models.CharField(max_length=64)
    address = models.CharField(_("from where"), max_length=45, blank=True)
    agent = models.CharField(_("browser"), max_length=200, blank=True)
    #: The browser, where it has logged in with that name before.
    device = models.CharField(max_length=32, blank=True)
    step = models.CharField(_("step"), max_length=10, choices=Step.choices)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.FAILED
    )
    how = models.CharField(
        pgettext_lazy("of a log-in", "how"), max_length=10, choices=How.choices, blank=True
    )

    objects = LoginQuerySet.as_manager()

    class Meta:
        verbose_name = _("log-in")
        verbose_name_plural = _("log-ins")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["key", "step", "at"], name="login_tries"),
            models.Index(fields=["account", "-id"], name="logins_of_account"),
        ]

    def __str__(self):
        return date_format(timezone.localtime(self.at), "DATETIME_FORMAT")

    def browser(self) -> str:
        return browser_of(self.agent)


def key_of(name: str) -> str:
    """By what tries for a name are counted, however it is written."""
    return mark(f"name {name.casefold().strip()}")


def begin(name: str, account, step: str, **where: str) -> Login | None:
    """A try, which counts as failed until it is said to be right; None where the name is locked.
    `where` is address, agent and device."""
    now = timezone.now()
    tried = Login.objects.create(at=now, account=account, key=key_of(name), step=step, **where)
    # Counted after it is written: of tries at once, no more than the limit see so few.
    if not _too_many(tried, now):
        return tried
    tried.delete()
    if account is not None:
        _tell(account, now)
    return None


def _too_many(tried: Login, now: dt.datetime) -> bool:
    failed = Login.objects.filter(
        key=tried.key, step=tried.step, device=tried.device, outcome=Login.Outcome.FAILED
    )
    lately = failed.filter(at__gt=now - dt.timedelta(minutes=settings.LOCK_MINUTES)).count()
    if lately > settings.LOCK_AFTER:
        return True
    if tried.step == Login.Step.PASSWORD:
        return False
    today = failed.filter(at__gt=now - dt.timedelta(days=1)).count()
    return today > settings.LOCK_AFTER * TIMES_A_DAY


@transaction.atomic
def _tell(account, now: dt.datetime) -> None:
    """Once for each lock, the person is told, and the chain keeps it."""
    since = now - dt.timedelta(minutes=settings.LOCK_MINUTES)
    if letters.tell_once(account, letters.AccountLetter.Kind.LOCKED, since=since):
        audit.record(gettext_noop("locked after failed log-ins"), account)


def right(tried: Login, outcome: str, *, how: str = "", account=None) -> None:
    """The try was none of the failures."""
    tried.outcome, tried.how, tried.account = outcome, how, account or tried.account
    tried.save(update_fields=["outcome", "how", "account"])


def note(account, how: str, **where: str) -> Login:
    """A log-in that nobody can guess their way to, which is never locked."""
    return Login.objects.create(
        at=timezone.now(), account=account, key=key_of(account.get_username()),
        step=Login.Step.PASSWORD, outcome=Login.Outcome.IN, how=how, **where,
    )  # fmt: skip


#: What a browser says of itself → what people call it; the first that fits.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet",
            "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
           "Mac OS X": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}  # fmt: skip


def browser_of(agent: str) -> str:
    """Like “Firefox, Windows”; what it says where that says nothing to us."""
    said = [next((name for sign, name in known.items() if sign in agent), "")
            for known in (BROWSERS, SYSTEMS)]  # fmt: skip
    return ", ".join(filter(None, said)) or agent[:60]


def forget_old(now: dt.datetime) -> int:
    """What is older than LOGIN_LOG_DAYS is kept no longer; how many rows."""
    old = Login.objects.filter(at__lt=now - dt.timedelta(days=settings.LOGIN_LOG_DAYS))
    return old.delete()[0]
