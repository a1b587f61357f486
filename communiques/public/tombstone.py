"""What stands at the addresses of a text that was withdrawn and removed, or whose words were
redacted: that it was there, what it was called, since when and why it is gone, what replaces it."""

from functools import wraps

from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from communiques.models import Edition
from communiques.public import reading


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
    edition, withdrawal = reading.gone(removed, at=now)
    released = Edition.objects.released(at=now).filter(communique=removed.communique)
    context = {
        "edition": edition,
        "withdrawal": withdrawal,
        "since": released.order_by("number").values_list("visible_from", flat=True).first(),
        "is_one_of_several": removed.number is not None,
    }
    return TemplateResponse(request, "public/tombstone.html", context, status=410)
