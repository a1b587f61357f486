"""Paging by key: a page starts after the last thing that the reader saw, so nothing is skipped or
shown twice while things are published in between, and no page counts the archive."""

import base64
import binascii
import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q

SIZE = 20
LARGEST_KEY = 2**63 - 1
#: Which way a page lies from its cursor.
NEWER, OLDER, FROM_THE_LAST = "newer", "older", ""


class BadCursor(ValueError):
    """The cursor is not one that we gave out."""


@dataclass(frozen=True)
class Cursor:
    """Where a page starts: after (older) or before (newer) the thing of that day and key."""

    older: bool
    day: dt.date
    key: int

    def __str__(self):
        plain = f"{'o' if self.older else 'n'}{self.day.isoformat()}.{self.key}"
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        try:
            plain = base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)).decode()
            parts = re.fullmatch(r"([on])(\d{4}-\d{2}-\d{2})\.([0-9]{1,19})", plain, re.ASCII)
            cursor = cls(parts[1] == "o", dt.date.fromisoformat(parts[2]), int(parts[3]))
        except (ValueError, TypeError, binascii.Error) as error:
            raise BadCursor(text) from error
        if str(cursor) != text or cursor.key > LARGEST_KEY:
            raise BadCursor(text)
        return cursor


@dataclass(frozen=True)
class Page:
    """Some things, newest first, and the cursors of the pages beside them (None: no such page)."""

    items: list
    newer: str | None = None
    older: str | None = None

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


#: No place at all.
FIRST = Cursor(True, dt.date.max, 0)


def page(queryset, cursor: str = "", *, day="dated_on", key="communique_id", size=SIZE) -> Page:
    """One page of a queryset, ordered by day and key, newest first. Raises BadCursor."""

    def rows(towards: str, place: Cursor, limit: int) -> list:
        there = {"from_day": place.day, "from_key": place.key}
        return list(beside(queryset, towards, day, key, **there)[:limit])

    return page_of(rows, cursor, day=day, key=key, size=size)


def page_of(rows, cursor: str, *, day="dated_on", key="communique_id", size=SIZE) -> Page:
    """One page; `rows(towards, place, limit)` gives the rows beside a place. Raises BadCursor."""
    place = Cursor.parse(cursor) if cursor else FIRST
    towards = (OLDER if place.older else NEWER) if cursor else FROM_THE_LAST
    found = rows(towards, place, size + 1)
    more, items = len(found) > size, found[:size]
    if towards == NEWER:
        return _page(items[::-1], day, key, newer=more, older=True)
    return _page(items, day, key, newer=towards == OLDER, older=more)


def beside(queryset, towards: str, day: str, key: str, *, from_day: dt.date, from_key: int):
    """The rows beyond a place, the nearest first; or all, the newest first, whatever the place. The
    first bound is implied by the second; alone, it lets the database seek in the index."""
    if towards == FROM_THE_LAST:
        return queryset.order_by(f"-{day}", f"-{key}")
    sign, order = ("gt", "") if towards == NEWER else ("lt", "-")
    beyond = Q(**{f"{day}__{sign}": from_day}) | Q(**{day: from_day, f"{key}__{sign}": from_key})
    rows = queryset.filter(Q(**{f"{day}__{sign}e": from_day}), beyond)
    return rows.order_by(f"{order}{day}", f"{order}{key}")


def _page(items: list, day: str, key: str, *, newer: bool, older: bool) -> Page:
    if not items:
        return Page([])
    first, last = ((getattr(each, day), getattr(each, key)) for each in (items[0], items[-1]))
    return Page(
        items,
        str(Cursor(False, *first)) if newer else None,
        str(Cursor(True, *last)) if older else None,
    )
