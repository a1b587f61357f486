"""Tests stand on a stage that is written again: it is the one that the program would build."""

from contextlib import suppress

from django.db import transaction

from communiques.demo import play
from tests.kept import counts, kept, rows


class Undone(Exception):
    """Nothing of it stays."""


def test_what_is_written_again_is_what_was_made(db):
    made = []

    def make():
        made.append(play.set_the_stage())
        return made[-1]

    before = counts()
    with suppress(Undone), transaction.atomic():
        kept(make)
        first = rows()
        raise Undone
    empty = rows()
    assert counts() == before, "nobody else writes in this database"
    stage = kept(make)
    assert len(made) == 1 and rows() == first != empty
    assert stage == made[0] and stage.staff["drafter"] is not made[0].staff["drafter"]
