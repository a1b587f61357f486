"""Proving once more or for the second time who one is: a code of the app, one from paper, or a
passkey; each try counted, whatever page it comes from."""

from django.conf import settings
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from communiques.desk import known
from communiques.public import limits
from organizations.accounts import factors, keeping, logins, passkeys
from organizations.models import Login, User

#: In the session: who gave the password and not yet the second factor; how who is in proved it.
HALFWAY, PROVED = "halfway", "second_factor"
#: How long the second step waits, in seconds.
PATIENCE = 600
#: In the session: the question that a passkey is to answer, and for what.
QUESTION = "passkey_question"
#: What a question may be for: logging in, the second step of it, once more, a new passkey.
PURPOSES = ("login", "second", "again", "new")
#: Questions, of one network in a minute.
MOST = 60


def locked() -> str:
    """The same for a name that nobody has."""
    minutes = settings.LOCK_MINUTES
    return ngettext(
        "Too many failed attempts. Try again in %(n)s minute.",
        "Too many failed attempts. Try again in %(n)s minutes.",
        minutes,
    ) % {"n": minutes}


def attempt(request, name: str, account: User | None, step: str) -> Login | None:
    """A try that counts until it is said to be right; None where the name is locked."""
    return logins.begin(name, account, step, **where(request, name))


def where(request, name: str) -> dict[str, str]:
    """From where somebody tries."""
    return {
        "device": known.device(request, name),
        "address": str(limits.asker(request) or ""),
        "agent": request.headers.get("User-Agent", "")[:200],
    }


def person_halfway(request) -> User | None:
    """Who gave the password of that account a moment ago, and may still come in."""
    kept = request.session.get(HALFWAY)
    if not kept or timezone.now().timestamp() - kept["at"] > PATIENCE:
        return None
    user = User.objects.filter(pk=kept["account"], is_active=True, is_staff=True).first()
    return user if user and user.get_session_auth_hash() == kept["hash"] else None


def by_code(account: User, typed: str) -> str:
    """How the code proves it, '' where it does not; it is used up."""
    if factors.code_holds(account, typed):
        return Login.How.APP
    return Login.How.RECOVERY if keeping.use_recovery_code(account, typed) else ""


def has_passkey(account: User) -> bool:
    return passkeys.are_possible() and account.passkeys.exists()


def by_passkey(request, purpose: str, answer: str, account: User | None = None):
    """The passkey that answered the question asked in this session for that purpose, which serves
    once; None where it does not do."""
    try:
        return passkeys.answered(asked(request, purpose), answer, account)
    except passkeys.Refused:
        return None


def asked(request, purpose: str) -> dict | None:
    """The question that waits for its answer, taken out of the session."""
    kept = request.session.pop(QUESTION, None)
    return kept["state"] if kept and kept["purpose"] == purpose else None


def question(request, purpose: str, account: User | None):
    """A new question for the browser, in the place of one that was not answered."""
    if purpose == "new":
        options, state = passkeys.ask_new(account)
    else:
        options, state = passkeys.ask(account)
    request.session[QUESTION] = {"purpose": purpose, "state": state}
    return JsonResponse(options)


@require_POST
def options(request):
    """What the script asks before it asks the passkey: `for` says what it is for."""
    purpose = request.POST.get("for")
    if purpose not in PURPOSES or not passkeys.are_possible():
        return JsonResponse({"said": _("This cannot be done here.")}, status=400)
    if limits.too_often(request, "passkey", most=MOST):
        return JsonResponse({"said": _("Too many attempts. Try again in a minute.")}, status=429)
    account = None
    if purpose == "second":
        account = person_halfway(request)
    elif purpose in ("again", "new"):
        account = request.user if request.user.is_authenticated else None
    if account is None and purpose != "login":
        return JsonResponse({"said": _("Your session has ended: log in again.")}, status=403)
    return question(request, purpose, account)
