"""What is done to an account: by its owner, and by whoever keeps it. Each asks here, below every
screen, whether that person may."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop

from organizations import audit
from organizations.accounts import factors, invitations, letters, passkeys, sessions
from organizations.accounts.factors import RecoveryCode
from organizations.audit import AuditEvent, label_of

Kind = letters.AccountLetter.Kind
CLOSED = gettext_noop("account closed")


def may_keep(account, by) -> bool:
    """Whether it is another's account, in the scope of somebody who keeps accounts."""
    able = by.is_active and by.has_perm("organizations.change_user")
    return able and account.pk != by.pk and account.editable_by(by)


def require_keeper(account, by) -> None:
    if not may_keep(account, by):
        raise PermissionDenied


# --- by whoever keeps it ------------------------------------------------------------------------


def invite(account, by) -> None:
    """By e-mail, a link to choose a password."""
    require_keeper(account, by)
    if not (account.is_active and account.email):
        raise PermissionDenied
    invitations.invite(account, by)


@transaction.atomic
def revoke_invitation(account, by) -> None:
    require_keeper(account, by)
    if invitations.revoke(account):
        audit.record(gettext_noop("invitation revoked"), account, by)


@transaction.atomic
def reset_factors(account, by) -> None:
    """For somebody who lost the phone and the paper: they log in with the password alone, and set a
    new second factor up before anything else. Their sessions end."""
    require_keeper(account, by)
    factors.Authenticator.objects.filter(account=account).delete()
    factors.Passkey.objects.filter(account=account).delete()
    factors.RecoveryCode.objects.filter(account=account).delete()
    sessions.end_all(account)
    letters.tell(account, Kind.FACTORS_RESET, by=by.signature()["name"])
    audit.record(gettext_noop("second factor reset"), account, by)


@transaction.atomic
def log_out(account, by, *, but: str | None = None) -> None:
    """End all sessions of an account: one's own, but the present one, or another's that one
    keeps."""
    if account.pk != by.pk:
        require_keeper(account, by)
        letters.tell(account, Kind.LOGGED_OUT, by=by.signature()["name"])
    sessions.end_all(account, but=but)
    audit.record(gettext_noop("logged out everywhere"), account, by)


def closed(account, by) -> None:
    """The account was closed: whoever is in is out. Call it in the transaction of the change."""
    sessions.end_all(account)
    invitations.revoke(account)
    audit.record(CLOSED, account, by)


def reopened(account, by) -> None:
    audit.record(gettext_noop("account opened again"), account, by)


def password_set(account, by) -> None:
    """A superuser set another's password, who is told; call it in the transaction of the change."""
    sessions.end_all(account)
    invitations.revoke(account)
    letters.tell(account, Kind.PASSWORD)
    audit.record(gettext_noop("password changed"), account, by)


def closed_at(account):
    """When it was closed; None while it is open, or where nothing says so."""
    if account.is_active:
        return None
    events = AuditEvent.objects.filter(thing=label_of(account), verb=CLOSED)
    return events.order_by("-seq").values_list("at", flat=True).first()


def has_acted(account) -> bool:
    """Whether the chain names the person: then the account is closed one day, never deleted."""
    return AuditEvent.objects.filter(actor=account).exists()


# --- by its owner -------------------------------------------------------------------------------


@transaction.atomic
def add_authenticator(account, secret: bytes, step: int, *, session: str | None) -> list[str]:
    """The app serves from now on. The first second factor brings recovery codes, and ends all
    sessions but that one: they were begun without it."""
    factors.enrol(account, secret, step)
    return _added(account, gettext_noop("authenticator app set up"), session)


@transaction.atomic
def add_passkey(
    account, state: dict | None, answer: str, name: str, *, session: str | None
) -> list[str]:
    """As `add_authenticator`; raises `passkeys.Refused`."""
    passkeys.add(account, state, answer, name)
    return _added(account, gettext_noop("passkey added"), session)


def _added(account, verb: str, session: str | None) -> list[str]:
    if not RecoveryCode.objects.filter(account=account).exists():
        sessions.end_all(account, but=session)
    codes = [] if factors.unused(account).exists() else factors.new_recovery_codes(account)
    letters.tell(account, Kind.FACTOR_ADDED)
    audit.record(verb, account, account)
    return codes


@transaction.atomic
def remove_factor(account, which: str) -> bool:
    """Take away the app ("app") or the passkey of that number; False where there is none. With the
    last one go the recovery codes."""
    if which == "app":
        rows = factors.Authenticator.objects.filter(account=account)
    else:
        number = int(which) if which.isdecimal() and len(which) < 19 else 0
        rows = factors.Passkey.objects.filter(account=account, pk=number)
    if not rows.delete()[0]:
        return False
    if not factors.has_any(account):
        factors.RecoveryCode.objects.filter(account=account).delete()
    letters.tell(account, Kind.FACTOR_REMOVED)
    audit.record(gettext_noop("second factor removed"), account, account)
    return True


@transaction.atomic
def renew_recovery_codes(account) -> list[str]:
    codes = factors.new_recovery_codes(account)
    letters.tell(account, Kind.NEW_CODES)
    audit.record(gettext_noop("new recovery codes"), account, account)
    return codes


@transaction.atomic
def use_recovery_code(account, typed: str) -> bool:
    """Whether it was one; the person is told that it is gone."""
    if not factors.recovery_code_holds(account, typed):
        return False
    letters.tell(account, Kind.CODE_USED, left=factors.unused(account).count())
    audit.record(gettext_noop("recovery code used"), account, account)
    return True


@transaction.atomic
def password_changed(account, *, but: str | None) -> None:
    """Other sessions end, and links to choose a password serve no more."""
    sessions.end_all(account, but=but)
    invitations.revoke(account)
    letters.tell(account, Kind.PASSWORD)
    audit.record(gettext_noop("password changed"), account, account)
