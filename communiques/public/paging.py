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


def page(queryset, cursor: str = "", *, day="dated_on", key="communique_id", size=SIZE) -> Page:
    """One page of a queryset, ordered by day and key, newest first. Raises BadCursor."""
    at = Cursor.parse(cursor) if cursor else None
    if at and not at.older:
        after = Q(**{f"{day}__gt": at.day}) | Q(**{day: at.day, f"{key}__gt": at.key})
        queryset = queryset.filter(Q(**{f"{day}__gte": at.day}), after)
        rows = list(queryset.order_by(day, key)[: size + 1])
        more, items = len(rows) > size, rows[:size][::-1]
        return _page(items, day, key, newer=more, older=True)
    if at:
        after = Q(**{f"{day}__lt": at.day}) | Q(**{day: at.day, f"{key}__lt": at.key})
        # The first bound is implied by the second; alone, it lets the database seek in the index.
        queryset = queryset.filter(Q(**{f"{day}__lte": at.day}), after)
    rows = list(queryset.order_by(f"-{day}", f"-{key}")[: size + 1])
    return _page(rows[:size], day, key, newer=bool(at), older=len(rows) > size)


def _page(items: list, day: str, key: str, *, newer: bool, older: bool) -> Page:
    if not items:
        return Page([])
    first, last = ((getattr(each, day), getattr(each, key)) for each in (items[0], items[-1]))
    return Page(
        items,
        str(Cursor(False, *first)) if newer else None,
        str(Cursor(True, *last)) if older else None,
    )
