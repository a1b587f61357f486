"""How long somebody stays logged in: so long after they did, and less where nobody is there."""

from django.conf import settings
from django.contrib.auth import logout
from django.utils import timezone

BEGAN, SEEN = "began_at", "seen_at"
#: Written no more often than this, in seconds.
PRECISION = 60
#: What pages ask by themselves, while nobody may be sitting at them.
BY_THEMSELVES = {"communiques_communique_buffer", "events_conference_roster_progress"}
#: The page says so where somebody typed since it last asked.
TYPED = "typed"


def begin(request, **_signal) -> None:
    """The person has just logged in."""
    request.session[BEGAN] = request.session[SEEN] = now()


def now() -> float:
    return timezone.now().timestamp()


def is_over(session) -> bool:
    age, idle = now() - session.get(BEGAN, 0), now() - session.get(SEEN, 0)
    return age > settings.SESSION_COOKIE_AGE or idle > settings.SESSION_IDLE_MINUTES * 60


def end(request) -> None:
    """The person is no longer in; what they now send is kept until they are again."""
    logout(request)


def touch(request, address: str) -> None:
    """Somebody is there, unless the page asks by itself."""
    alone = address in BY_THEMSELVES and TYPED not in request.POST
    if not alone and now() - request.session.get(SEEN, 0) > PRECISION:
        request.session[SEEN] = now()
