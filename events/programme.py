"""What the programme of a conference asks of people: who would have to be in two places."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from events.lists import speakers
from events.models import Conference, Session
from organizations.models import Person


@dataclass(frozen=True)
class Clash:
    """A person in two sessions that go on at the same time."""

    person: Person
    first: Session
    second: Session


def clashes(conference: Conference) -> Iterator[Clash]:
    """Every clash, in the order of the programme; two queries."""
    rows = conference.sessions.select_related("chair", "rapporteur").prefetch_related(
        "interventions__person"
    )
    for first, second in itertools.combinations(rows, 2):
        if at_once(first, second):
            for person in sorted({*speakers(first)} & {*speakers(second)}, key=lambda p: p.pk):
                yield Clash(person, first, second)


def at_once(first: Session, second: Session) -> bool:
    """Whether two sessions overlap; one without an end lasts the moment that it begins."""
    if first.day is None or first.day != second.day:
        return False
    spans = [_span(first), _span(second)]
    if None in spans:
        return False
    (start, end), (other_start, other_end) = spans
    return start == other_start or (start < other_end and other_start < end)


def _span(session: Session) -> tuple[dt.time, dt.time] | None:
    if session.starts_at is None:
        return None
    return session.starts_at, session.ends_at or session.starts_at
