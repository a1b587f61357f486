"""Who may keep an answer of ours: anybody, for as long as it is true."""

from functools import wraps

from django.conf import settings

from communiques import published

#: Answers that say what is, and not only what went wrong.
TELLING = {200, 301, 410}


def lasting(view):
    """The pages that all readers are shown alike. Ours keep them until what is published changes
    (`config.front`), a network of caches for `CDN_SECONDS`; browsers ask each time."""
    seconds = settings.CDN_SECONDS
    shared = f"s-maxage={seconds}, stale-while-revalidate={seconds}"

    @wraps(view)
    def answered(request, *args, **kwargs):
        with published.for_all_readers():
            response = view(request, *args, **kwargs)
            if getattr(response, "is_rendered", True) is False:
                response.render()
        if response.status_code in TELLING and not response.has_header("Cache-Control"):
            response["Cache-Control"] = f"public, max-age=0, {shared}"
        return response

    return answered
