"""What stands at the addresses of a text that was withdrawn and removed: that it was there, what it
was called, since when and why it is gone, and what replaces it."""

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
            return tombstone(request, removed.args[0])
        except reading.Moved as moved:
            return redirect("public:communique", moved.args[0], permanent=True)

    return shown


def tombstone(request, withdrawal: Withdrawal):
    released = Edition.objects.released(at=timezone.now()).filter(communique=withdrawal.communique)
    latest = released.defer(*reading.HEAVY).order_by("-number")
    language = page_language()
    here, there = (latest.filter(language=each).first() for each in (language, other(language)))
    since = latest.last().visible_from
    context = {"withdrawal": withdrawal, "edition": here or there, "since": since}
    return TemplateResponse(request, "public/tombstone.html", context, status=410)
