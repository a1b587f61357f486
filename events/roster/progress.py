"""How far a long list is, for a page that asks while another request works on it.

It lives in the cache: where several processes serve the desk, they must share one (`CACHE_URL`);
otherwise the page only says that it is working.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.cache import cache

SECONDS = 120
STEP = 100
T = TypeVar("T")


class Progress:
    """Counts the rows of one list; without a key it counts for nobody."""

    def __init__(self, key: int | None = None):
        self.key = key

    def rows(self, phase: str, rows: Iterable[T], total: int) -> Iterator[T]:
        """The rows, counted as they pass."""
        for done, row in enumerate(rows):
            if done % STEP == 0:
                self.say(phase, done, total)
            yield row

    def say(self, phase: str, done: int, total: int) -> None:
        if self.key is not None:
            told = {"phase": phase, "done": done, "total": total}
            cache.set(name(self.key), told, SECONDS)

    def over(self) -> None:
        if self.key is not None:
            cache.delete(name(self.key))


def name(key: int) -> str:
    return f"roster-progress-{key}"


def progress_of(key: int) -> dict:
    """What was said last; nothing when nobody works on that list."""
    return cache.get(name(key)) or {}
