"""A conference as an entry of a calendar (RFC 5545): one UID for ever, a SEQUENCE that grows with
each change of state or days, the STATUS that calendars know, both languages."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar, Event, vText

from events.models import Conference
from organizations.languages import LANGUAGES, in_language, other

STATUS = {
    Conference.State.PLANNED: "TENTATIVE",
    Conference.State.POSTPONED: "TENTATIVE",
    Conference.State.CONFIRMED: "CONFIRMED",
    Conference.State.HELD: "CONFIRMED",
    Conference.State.CANCELLED: "CANCELLED",
}


def calendar_of(conference: Conference, language: str) -> bytes:
    """The file; ValueError for a conference without days."""
    if conference.starts_on is None:
        raise ValueError("a conference without days is in no calendar")
    calendar = Calendar()
    calendar.add("prodid", "-//Bayan//Conferences//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry(conference, language))
    return calendar.to_ical()


def entry(conference: Conference, language: str) -> Event:
    milestones = list(conference.milestones.all())
    changed = milestones[-1].at if milestones else dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    event = Event()
    event.add("uid", f"conference-{conference.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", max(len(milestones) - 1, 0))
    event.add("status", STATUS[conference.state])
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", conference.starts_on)
    last = conference.ends_on or conference.starts_on
    if last < dt.date.max:  # the last day of all has none after it
        event.add("dtend", last + dt.timedelta(days=1))
    for name, field in (("summary", "title"), ("location", "venue")):
        text, code = worded(conference, field, language)
        if text:
            event.add(name, vText(text), {"LANGUAGE": code})
    event.add("description", "\n".join(filter(None, (titled(conference, c) for c in LANGUAGES))))
    event.add("url", address(conference, language))
    return event


def worded(conference: Conference, field: str, language: str) -> tuple[str, str]:
    """A text and the language that it is in: that of the page, else the other."""
    for code in (language, other(language)):
        if text := in_language(conference, field, code):
            return text, code
    return "", language


def titled(conference: Conference, language: str) -> str:
    """Title and place in that language, and where to read more in it."""
    title = in_language(conference, "title", language)
    place = in_language(conference, "city", language)
    if not title:
        return ""
    return "\n".join(filter(None, (title, place, address(conference, language))))


def address(conference: Conference, language: str) -> str:
    with override(language):
        return settings.SITE_URL + reverse("public:conference", args=[conference.slug])
