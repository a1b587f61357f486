"""The page of a link for an opinion: the text as it would look, and a form, for its holder."""

from functools import wraps

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from communiques import opinions
from communiques import text as rich
from communiques.envelope import complete, envelope
from communiques.models import Attachment, Opinion
from communiques.opinions import State
from communiques.sending import NO_CACHE, send
from organizations import arabic


class OpinionForm(forms.Form):
    """Who says what."""

    name = forms.CharField(label=_("Your name and post"), max_length=200)
    verdict = forms.ChoiceField(
        label=_("Your opinion"), choices=Opinion.Verdict.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Comments"), required=False, max_length=10_000,
        widget=forms.Textarea({"rows": 6, "dir": "auto"}),
    )  # fmt: skip

    def clean(self):
        data = super().clean()
        for name in ("name", "text"):
            if arabic.problems(data.get(name) or ""):
                self.add_error(name, _("It holds characters that cannot be kept."))
        says_more = data.get("verdict") in (Opinion.Verdict.COMMENTS, Opinion.Verdict.OBJECTS)
        if says_more and not (data.get("text") or "").strip():
            self.add_error("text", _("Write your comments."))
        return data


def private(view):
    """Nobody keeps the page, indexes it, or learns its address from a link on it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"  # none at all would cost the form its origin
        return response

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))


@private
def opinion(request, token: str):
    """Read the text that the link is bound to, and say what one thinks of it."""
    link = opinions.found(token)
    if link is None:
        raise Http404
    now_is = opinions.state(link)
    if request.method == "POST":
        return take(request, link, now_is)
    if now_is == State.OPEN:
        opinions.open_(link)
    return shown(request, link, now_is, OpinionForm())


@private
def file(request, token: str, digest: str, which: str):
    """A picture or document of the text, while the link shows it."""
    link = opinions.found(token)
    if link is None or opinions.state(link) != State.OPEN:
        raise Http404
    shown = Attachment.objects.filter(communique=link.communique, file__digest=digest)
    each = get_object_or_404(shown.select_related("file"), shown_in__in=("", link.language))
    return send(request, each.file, which, name=each.name, cache=NO_CACHE)


def take(request, link, now_is: State):
    if "anew" in request.POST:
        if now_is in (State.MOVED, State.EXPIRED):
            opinions.ask_anew(link)
        return shown(request, link, now_is, None, asked=True)
    form = OpinionForm(request.POST)
    if not form.is_valid():
        return shown(request, link, now_is, form, status=422)
    try:
        opinions.answer(link, **form.cleaned_data)
    except opinions.Closed as closed:
        return shown(request, link, closed.args[0], form, status=409)
    return redirect(f"{request.path}?given")


def shown(request, link, now_is: State, form, status: int = 200, **context):
    open_now = now_is == State.OPEN
    row = complete(link.communique) if open_now else None
    words = row.text(link.language) if row else None
    sealed = envelope(row, link.language) if row else None
    with translation.override(link.language):
        html = rich.render(words.body, link.language) if words else ""
    return TemplateResponse(
        request, "public/opinion.html",
        {
            "link": link, "state": now_is.value, "words": words, "facts": sealed, "html": html,
            "private": True, "form": form, "given": "given" in request.GET, **context,
            "files_at": f"{request.path}files/",
            "typed": form.data.get("text", "") if form and status == 409 else "",
        },
        status=status,
    )  # fmt: skip
