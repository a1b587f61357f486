"""What cannot be taken back is done by whoever is there: where the login was a while ago, the
password is asked once more, and nothing that was typed is lost."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.translation import gettext as _

from communiques.desk.pages import page
from communiques.public import limits

KEY = "password_given_at"
FIELD = "password_again"
#: Tries, of one network in a minute.
MOST = 10


def remember(request, **_signal) -> None:
    """The person has just given their password."""
    request.session[KEY] = timezone.now().timestamp()


def is_fresh(request) -> bool:
    age = timezone.now().timestamp() - request.session.get(KEY, 0)
    return 0 <= age < settings.FRESH_MINUTES * 60


def asked_again(view, when: Callable = lambda request: True):
    """The view, of whose POSTs those that `when` is true of need a password given lately."""

    @wraps(view)
    def guarded(request, site, *args, **kwargs):
        if request.method != "POST" or not when(request):
            return view(request, site, *args, **kwargs)
        given = request.POST.get(FIELD)
        if given is None and not is_fresh(request):
            return ask(request, site)
        if given is not None:
            if wrong := refusal(request, given):
                return ask(request, site, wrong)
            remember(request)
        request.POST = without_password(request.POST)
        return view(request, site, *args, **kwargs)

    return guarded


def refusal(request, given: str) -> str:
    """Why the password does not do; '' where it does."""
    if limits.too_often(request, "password", most=MOST):
        return _("Too many attempts. Try again in a minute.")
    user = authenticate(request, username=request.user.get_username(), password=given)
    return "" if user == request.user else _("This is not your password.")


def ask(request, site, wrong: str = ""):
    fields = [
        (name, values)
        for name, values in without_password(request.POST).lists()
        if name != "csrfmiddlewaretoken"
    ]
    title = _("Confirm that it is you")
    return page(request, site, "again", title, status=403, kept=fields, wrong=wrong)


def without_password(posted):
    kept = posted.copy()
    kept.pop(FIELD, None)
    return kept
