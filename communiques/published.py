"""The state of all that readers see: two moments of one state show the same pages."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps

from django.db import connections, router
from django.db.models import Count, Max, Min, Sum
from django.utils import timezone

from communiques.models import PublicChange, Release, Withdrawal

#: Whether this request may be answered from a copy of the database that follows it.
from_copy: ContextVar[bool] = ContextVar("from_copy", default=False)


@contextmanager
def for_all_readers() -> Iterator[None]:
    """What is read in here is what anybody is shown, and may come from a copy of the database: the
    pages, and the state that says how long they are true."""
    before = from_copy.set(True)
    try:
        yield
    finally:
        from_copy.reset(before)


def cursor():
    """For questions in SQL: of the database that pages are read from, or of ours."""
    return connections[router.db_for_read(PublicChange)].cursor()


@dataclass(frozen=True)
class State:
    """What was written so far, and the next moment at which pages change without a writer."""

    changes: tuple
    until: dt.datetime
    #: Parts of pages that were made in it.
    parts: dict = field(default_factory=dict, compare=False, repr=False)


#: The state that a page is being made in, where somebody watches it (`config.front`).
_page_of: ContextVar[State | None] = ContextVar("page_of", default=None)


@contextmanager
def page_of(state: State | None) -> Iterator[None]:
    """A page is made in here that is shown no longer than the state lasts."""
    before = _page_of.set(state)
    try:
        yield
    finally:
        _page_of.reset(before)


def part_of_pages(make):
    """What many pages have in common, as the arguments before `at` have it, is made once in each
    state: within one, the moment changes nothing."""

    @wraps(make)
    def part(*key, at: dt.datetime):
        state = _page_of.get()
        if state is None:
            return make(*key, at=at)
        if (make, key) not in state.parts:
            state.parts[make, key] = make(*key, at=at)
        return state.parts[make, key]

    return part


def state(at: dt.datetime, before: State | None = None) -> State:
    """`before`, if it holds at that moment. One query then; three otherwise."""
    made = changes()
    if before and before.changes == made and at < before.until:
        return before
    return State(made, next_moment(at))


def changes() -> tuple:
    """Equal only for equal sets of changes: none comes back, and each has a greater number than
    those whose place it takes."""
    rows = PublicChange.objects.aggregate(count=Count("pk"), total=Sum("pk"), last=Max("pk"))
    return tuple(rows.values())


def next_moment(at: dt.datetime) -> dt.datetime:
    """When the next release becomes public, a withdrawal ends by a clock that is ahead, or the day
    does, by which conferences are coming or past and people hold their posts."""
    standing = Release.objects.filter(called_off_at=None)
    soonest = [
        rows.filter(**{f"{column}__gt": at}).aggregate(first=Min(column))["first"]
        for rows, column in (
            (standing, "visible_from"),
            (Withdrawal.objects, "lifted_at"),
        )
    ]
    tomorrow = timezone.localdate(at) + dt.timedelta(days=1)
    midnight = timezone.make_aware(dt.datetime.combine(tomorrow, dt.time()))
    return min(filter(None, [*soonest, midnight]))
