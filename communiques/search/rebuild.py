"""The indexes made anew, beside the live ones, and switched in one transaction."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL

from communiques.models import (
    Communique,
    Edition,
    PublicChange,
    RedactedEdition,
    Release,
    TextVersion,
)
from communiques.search import analysis, index, tables
from communiques.search.tables import DRAFTED, RELEASED
from organizations.languages import LANGUAGES
from organizations.turns import leave_turn

BATCH = 50


def is_due() -> bool:
    """Whether the indexes were made by another analysis than today's, or never."""
    return tables.version() != analysis.VERSION


def rebuild() -> Iterator[int]:
    """Yields how many records are written, batch by batch; at the end the new indexes are live.
    What was redacted meanwhile may have been written before: then all is made once more."""
    while True:
        redacted = RedactedEdition.objects.count()
        filling = yield from _fill()
        with transaction.atomic():
            _hold_writing()
            if RedactedEdition.objects.count() == redacted:
                _finish(filling)
                break
    yield sum(each.done for each in filling.parts)


def _fill() -> Generator[int, None, "Filled"]:
    filling = [
        Filling(_editions(), _edition),
        Filling(Communique.objects.order_by("pk"), _drafts),
    ]
    with transaction.atomic():
        _hold_writing()  # what is being saved now has its number already
        before = TextVersion.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for each in tables.ALL:
        tables.drop(each.beside)
        tables.create(each.beside)
    for each in filling:
        for _done in each.batches():
            yield sum(other.done for other in filling)
    return Filled(filling, before)


@dataclass(frozen=True)
class Filled:
    """The indexes beside, but for what was written since: the last version before is `before`."""

    parts: "list[Filling]"
    before: int


def _finish(filled: Filled) -> None:
    """What was written meanwhile; and the new indexes in the place of the live ones."""
    there = RawSQL(f"SELECT edition_id FROM {RELEASED.beside.texts}", [])
    for edition in _editions().exclude(pk__in=there):
        _edition(edition)()
    for release in Release.objects.exclude(called_off_at=None):
        index.call_off(release, RELEASED.beside)  # what was written before that was
    for row in Communique.objects.filter(versions__pk__gt=filled.before).distinct():
        _drafts(row)()
    for each in tables.ALL:
        tables.switch(each)
    tables.set_version(analysis.VERSION)
    PublicChange.objects.create()  # what is found may differ now


class Filling:
    """All rows of a table, written one by one in the order of their keys. `read` gives what writes
    a row: nobody waits for the reading."""

    def __init__(self, rows: QuerySet, read: Callable[[Model], Callable[[], None]]):
        self.rows, self.read = rows, read
        self.last = self.done = 0

    def batches(self) -> Iterator[int]:
        while batch := list(self.rows.filter(pk__gt=self.last)[:BATCH]):
            writes = [self.read(each) for each in batch]
            if self.done:
                leave_turn()
            with transaction.atomic():
                for write in writes:
                    write()
            self.last, self.done = batch[-1].pk, self.done + len(batch)
            yield self.done


def _editions() -> QuerySet:
    rows = Edition.objects.unredacted().select_related("release").only(*index.FIELDS)
    return rows.prefetch_related("mentions").order_by("pk")


def _edition(edition: Edition) -> Callable[[], None]:
    return partial(index.read(edition), RELEASED.beside)


def _drafts(row: Communique) -> Callable[[], None]:
    drafts = [index.read_draft(row, each) for each in LANGUAGES if row.revision(each)]

    def write() -> None:
        for each in drafts:
            each(DRAFTED.beside)

    return write


def _hold_writing() -> None:
    """On SQLite a transaction that writes is alone already."""
    if connection.vendor == "postgresql":
        names = ", ".join(each._meta.db_table for each in (Communique, Edition))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
