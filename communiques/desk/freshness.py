"""What weighs most is done by whoever is there: where the login was a while ago, the page says what
is at stake and asks for the password once more, with a code where the account has a second factor,
or for a passkey; and nothing that was typed is lost."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from communiques.desk import proving
from communiques.desk.pages import page
from communiques.public import limits
from organizations.accounts import factors, logins
from organizations.models import Login

KEY = "password_given_at"
PASSWORD, CODE, PASSKEY = FIELDS = ("password_again", "code_again", "passkey_again")
#: Tries, of one network in a minute.
MOST = 10


def remember(request, **_signal) -> None:
    """The person has just given their password."""
    request.session[KEY] = timezone.now().timestamp()


def is_fresh(request) -> bool:
    age = timezone.now().timestamp() - request.session.get(KEY, 0)
    return 0 <= age < settings.FRESH_MINUTES * 60


def asked_again(view, at_stake: str | Callable[[HttpRequest], str]):
    """The view, whose POSTs need that who is there has proved it lately. What is at stake is one
    sentence, or said of each request: '' where nothing is asked."""

    @wraps(view)
    def guarded(request, site, *args, **kwargs):
        said = at_stake(request) if callable(at_stake) else at_stake
        if request.method != "POST" or not said:
            return view(request, site, *args, **kwargs)
        given = any(each in request.POST for each in FIELDS)
        if not given and not is_fresh(request):
            return ask(request, site, said)
        if given:
            if wrong := refusal(request):
                return ask(request, site, said, wrong)
            remember(request)
        request.POST = without_proof(request.POST)
        return view(request, site, *args, **kwargs)

    return guarded


@sensitive_variables("given", "code")
def refusal(request) -> str:
    """Why what was given does not do; '' where it does."""
    user = request.user
    if limits.too_often(request, "password", most=MOST):
        return _("Too many attempts. Try again in a minute.")
    if answer := request.POST.get(PASSKEY):
        key = proving.by_passkey(request, "again", answer, user)
        return "" if key else _("This passkey does not do. Try again.")
    tried = proving.attempt(request, user.get_username(), user, Login.Step.AGAIN)
    if tried is None:
        return proving.locked()
    given, code = request.POST.get(PASSWORD, ""), request.POST.get(CODE, "")[:100]
    if authenticate(request, username=user.get_username(), password=given) != user:
        return _("This is not your password.")
    if factors.has_any(user) and not proving.by_code(user, code):
        return _("This code does not do. Try the next one.")
    logins.right(tried, Login.Outcome.CONFIRMED)
    return ""


def ask(request, site, at_stake: str, wrong: str = ""):
    fields = [
        (name, values)
        for name, values in without_proof(request.POST).lists()
        if name != "csrfmiddlewaretoken"
    ]
    return page(
        request, site, "again", _("Confirm that it is you"), status=403, kept=fields, wrong=wrong,
        at_stake=at_stake, has_factor=factors.has_any(request.user),
        has_passkey=proving.has_passkey(request.user),
    )  # fmt: skip


def without_proof(posted):
    kept = posted.copy()
    for each in FIELDS:
        kept.pop(each, None)
    return kept
