"""A session that ends while somebody writes must not cost them their text.

The form carries its author's name under our signature. A POST from an ended session is kept in
the new, anonymous session; after the login of that same person the form comes back as typed.
"""

from django.contrib import messages
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

KEY = "rescued_form"
FIELD = "written_by"
SALT = "bayan.rescue"
#: Beyond this a form is not kept: an anonymous visitor must not be able to fill the database.
LIMIT = 6 * 1024 * 1024


def author_mark(user) -> str:
    """What a form carries to say, beyond forging, whose typing it holds."""
    return signing.dumps(user.pk, salt=SALT)


def keep(request) -> bool:
    """Keep the typed form of an ended session; False where it is not one of ours."""
    author = _author(request.POST.get(FIELD, ""))
    if (
        author is None
        or request.user.pk not in (None, author)
        or int(request.META.get("CONTENT_LENGTH") or 0) > LIMIT
    ):
        return False
    form = request.POST.copy()
    for name in [each for each in form if "password" in each]:
        del form[name]  # a session is stored as it is: no password goes into one
    request.session[KEY] = {"path": request.path, "author": author, "form": form.urlencode()}
    return True


def take(request, *, say: bool = True) -> QueryDict | None:
    """The form kept for this page and this person; once, with a word to say so."""
    if request.method != "GET" or not hasattr(request, "session"):
        return None
    kept = request.session.get(KEY)
    if not kept or kept["path"] != request.path or kept["author"] != request.user.pk:
        return None
    del request.session[KEY]
    if say:
        messages.warning(
            request,
            _("Your session had ended. What you typed is here as you left it, not yet saved."),
        )
    return QueryDict(kept["form"])


def typed(request) -> QueryDict | None:
    """What a form page shows: what was posted, else what was rescued, else nothing."""
    return request.POST if request.method == "POST" else take(request)


def _author(mark: str) -> int | None:
    try:
        return signing.loads(mark, salt=SALT, max_age=14 * 24 * 3600)
    except signing.BadSignature:
        return None
