"""What search asks of its one narrow row is what the editions say together, at every moment."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from communiques import invariants, redactions, withdrawals
from communiques.demo import play
from communiques.models import Action, Edition, EditionKind, Release, SearchedEdition, Withdrawal
from communiques.search import rebuild
from tests.standing import scene
from tests.workflow.conftest import Acts

REASONS = {"ar": "سبب", "en": "A reason"}


@scene
def history(stage) -> list[Acts]:
    """Texts to which everything happened that can happen."""

    def released(**how) -> Acts:
        acts = Acts(stage, play.compose(stage, "ready", timezone.now()))
        acts.clear()
        acts.release(**how)
        return acts

    def again(acts, note, **how):
        for language in ("ar", "en"):
            acts.write(language, title=f"{note} {language}", change_note=note)
        acts.clear()
        acts.release(kind=EditionKind.REVISION, **how)

    approver, deputy = stage.staff["approver"], stage.staff["deputy"]
    plain, coming, off, twice, back, gone, emptied = (released() for _n in range(7))
    again(coming, "To come", in_days=10)
    again(off, "Called off", in_days=10)
    off.do(Action.CALL_OFF, "publisher", "ar", "en", reason="Not yet")
    again(off, "Again", in_days=20)
    again(twice, "Second")
    again(twice, "Third")
    for each in (back, gone):
        withdrawals.withdraw(each.row, reasons=REASONS, actor=approver)
    withdrawals.reinstate(back.row, reasons=REASONS, actor=approver)
    again(emptied, "Clean")
    asked = redactions.ask(
        emptied.row, numbers=[["ar", 1], ["en", 1]], reasons=REASONS, actor=approver
    )
    redactions.confirm(asked, actor=deputy)
    never = released(in_days=5)
    never.do(Action.CALL_OFF, "publisher", "ar", "en", reason="Never")
    return [plain, coming, off, twice, back, gone, emptied, never]


def moments() -> list[dt.datetime]:
    """Just before, at and just after everything that happened or will."""
    happened = set(Release.objects.values_list("visible_from", flat=True))
    for columns in Withdrawal.objects.values_list("since", "lifted_at"):
        happened |= set(filter(None, columns))
    instant = dt.timedelta(microseconds=1)
    return sorted({each + n * instant for each in happened for n in (-1, 0, 1)})


def at_every_moment() -> list[int]:
    """How many editions are in force at each; they are those that the search has."""
    found = []
    for at in moments():
        current = set(Edition.objects.current(at=at).values_list("pk", flat=True))
        kept = SearchedEdition.objects.current(at=at).values_list("pk", flat=True)
        assert set(kept) == current, at
        found.append(len(current))
    return found


@pytest.mark.parametrize("made_anew", [False, True])
def test_at_every_moment_it_is_the_same(history, made_anew):
    if made_anew:
        call_command("reindex", verbosity=0)
    assert list(invariants.failures()) == []
    assert len(set(at_every_moment())) > 5


@pytest.mark.parametrize("goes_on", [False, True])
def test_what_is_called_off_while_the_index_is_made_anew_is_not_found(history, goes_on):
    """It was written beside already; with those that came after it, or without."""
    coming = history[1]
    making_anew = rebuild.rebuild()
    next(making_anew)
    coming.do(Action.CALL_OFF, "publisher", "ar", "en", reason="Not after all")
    if goes_on:
        for language in ("ar", "en"):
            coming.write(language, title=f"Instead {language}", change_note="Instead")
        coming.clear()
        coming.release(kind=EditionKind.REVISION, in_days=30)
    assert len(list(making_anew)) > 1
    assert list(invariants.failures()) == []
    assert at_every_moment()
