"""A session that ends while somebody writes must not cost them their text.

The form carries its author's name under our signature. A POST from an ended session is kept in
the new, anonymous session; after the login of that same person the form comes back as typed, and
stays until it is sent again or put away. Forms of several tabs are kept side by side.
"""

from django.contrib import messages
from django.core import signing
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from organizations.models import DeskSession

KEY = "rescued_forms"
FIELD = "written_by"
SALT = "bayan.rescue"
#: In the address: the person wants the page as it is without what was kept.
ANEW = "anew"
#: Beyond these a form is not kept: an anonymous visitor must not be able to fill the database.
LIMIT = 6 * 1024 * 1024
FORMS = 5


def author_mark(user) -> str:
    """What a form carries to say, beyond forging, whose typing it holds."""
    return signing.dumps(user.pk, salt=SALT)


def keep(request) -> bool:
    """Keep the typed form of an ended session; False where it is not one of ours."""
    author = _author(request.POST.get(FIELD, ""))
    if author is None or request.user.pk not in (None, author):
        return False
    form = request.POST.copy()
    for name in [each for each in form if is_secret(each)]:
        del form[name]  # a session is stored as it is: no password goes into one
    if len(form.urlencode()) > LIMIT:
        return False
    kept = _kept(request)
    kept.pop(request.path, None)
    kept[request.path] = {"author": author, "form": form.urlencode()}
    request.session[KEY] = dict(list(kept.items())[-FORMS:])
    return True


def is_secret(name: str) -> bool:
    """Whether a field of that name proves who somebody is."""
    return "password" in name or name.endswith("_again")


def take(request, *, say: bool = True) -> QueryDict | None:
    """The form kept for this page and this person, with a word to say so."""
    if request.method != "GET" or not hasattr(request, "session"):
        return None
    if ANEW in request.GET:
        drop(request)
    kept = _kept(request).get(request.path)
    if not kept or kept["author"] != request.user.pk:
        return None
    if say:
        messages.warning(
            request,
            format_html(
                '{} <a href="?{}">{}</a>',
                _("Your session had ended. What you typed is here as you left it, not yet saved."),
                ANEW,
                _("Put it away"),
            ),
        )
    return QueryDict(kept["form"])


def drop(request) -> None:
    """Forget what was kept for this page: it was sent again, or put away."""
    kept = _kept(request)
    if kept.get(request.path, {}).get("author") == request.user.pk:
        del kept[request.path]
        request.session[KEY] = kept


def forget(addresses: str) -> None:
    """Take out of all sessions what was kept for pages below that address: its words must go."""
    for session in DeskSession.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = session.get_decoded()
        kept = data.get(KEY, {})
        if going := [path for path in kept if path.startswith(addresses)]:
            data[KEY] = {path: each for path, each in kept.items() if path not in going}
            session.session_data = DeskSession.objects.encode(data)
            session.save(update_fields=["session_data"])


def _kept(request) -> dict[str, dict]:
    """Path → the form kept for it, the oldest first."""
    return dict(request.session.get(KEY, {}))


def typed(request) -> QueryDict | None:
    """What a form page shows: what was posted, else what was rescued, else nothing."""
    return request.POST if request.method == "POST" else take(request)


def _author(mark: str) -> int | None:
    try:
        return signing.loads(mark, salt=SALT, max_age=14 * 24 * 3600)
    except signing.BadSignature:
        return None
