"""What stands at the addresses of a text that was withdrawn and removed, or whose words were
redacted: that it was there, what it was called, since when and why it is gone, what replaces it."""

from functools import wraps

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from communiques.models import Edition, Withdrawal, other
from communiques.public import reading
from communiques.public.words import page_language


def or_tombstone(view):
    """The view of a communiqué, its tombstone (410), or the way to where it leads (301)."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except reading.Removed as removed:
            return tombstone(request, removed)
        except reading.Moved as moved:
            return redirect("public:communique", moved.args[0], permanent=True)

    return shown


def tombstone(request, removed: reading.Removed):
    now = timezone.now()
    released = Edition.objects.released(at=now).filter(communique=removed.communique)
    latest = released.select_related("communique", "redacted__redaction").defer(*reading.HEAVY)
    since = latest.order_by("number").first().visible_from
    asked = {"number": removed.number} if removed.number else {}
    language, stones = page_language(), latest.filter(**asked).order_by("-number")
    here, there = (stones.filter(language=each).first() for each in (language, other(language)))
    if asked and here and not here.is_redacted:
        here = None  # asked for in a language that has its words; the other has lost them
    withdrawn = Withdrawal.objects.standing(at=now).filter(communique=removed.communique)
    context = {
        "edition": here or there,
        "withdrawal": withdrawn.select_related("replaced_by").first(),
        "since": since,
        "is_one_of_several": bool(asked),
    }
    return TemplateResponse(request, "public/tombstone.html", context, status=410)
