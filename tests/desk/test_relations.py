"""What a text is to other texts, and which states stood apart from it: set at the desk, cleared
with the text, sealed, shown on both pages and papers; and the kinds of later editions."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from communiques import invariants, withdrawals
from communiques.demo import play
from communiques.models import (
    Action,
    Communique,
    Edition,
    EditionRelation,
    FactsVersion,
    Relation,
    Reservation,
)
from communiques.standing import Stage
from communiques.workflow import Refused
from organizations.models import Organization
from tests.desk.conftest import url
from tests.standing import scene
from tests.workflow.conftest import Acts


@scene
def other(english) -> Communique:
    """A text that is public."""
    now = timezone.now() - dt.timedelta(hours=1)
    row = play.compose(english, "ready", now)
    play.clear(english, row, now)
    play.release(english, row, now)
    row.refresh_from_db()
    return row


@pytest.fixture
def state(english) -> Organization:
    return Organization.objects.create(
        name_ar="دولة أولى", name_en="First State", kind=Organization.Kind.STATE, slug="first-state"
    )


def form(row: Communique, related=(), reserved=(), revision=None) -> dict:
    data = {"revision": row.rev_facts if revision is None else revision}
    for prefix, rows in (("related", related), ("reserved", reserved)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, each in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in each.items()}
    return data


def reserving(state, kind="reservation", ar="تحفظ على الفقرة 3", en="On paragraph 3") -> dict:
    return {"organization": state.pk, "kind": kind, "text_ar": ar, "text_en": en}


def symbol(row: Communique) -> str:
    return row.symbols.get(voided_at=None).text


def post(client, row, *args, **more):
    return client.post(url("relations", row.pk), form(row, *args, **more))


def test_they_are_set_on_one_screen_and_are_a_version_of_the_facts(row, other, state, as_):
    client = as_("drafter")
    before = row.rev_facts
    answer = post(client, row, [{"kind": "corrects", "to": symbol(other)}], [reserving(state)])
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.rev_facts == before + 1
    kept = FactsVersion.objects.filter(communique=row).latest("pk").data
    assert kept["relations"] == [["corrects", other.pk]]
    assert kept["reservations"] == [
        [state.pk, "reservation", "تحفظ على الفقرة 3", "On paragraph 3"]
    ]
    page = client.get(url("relations", row.pk)).content.decode()
    assert symbol(other) in page and "On paragraph 3" in page
    assert post(client, row, [{"kind": "corrects", "to": symbol(other)}], [reserving(state)])
    row.refresh_from_db()
    assert row.rev_facts == before + 1  # nothing new


def test_an_emptied_row_goes(row, other, as_):
    client = as_("drafter")
    post(client, row, [{"kind": "answers", "to": other.slug}])
    row.refresh_from_db()
    post(client, row, [{"kind": "answers", "to": ""}, {"kind": "", "to": ""}])
    assert Relation.objects.exists()  # half a row is an error, and nothing is lost
    post(client, row, [{"kind": "", "to": ""}])
    assert not Relation.objects.exists()


@pytest.mark.parametrize(
    ("related", "said"),
    [
        ({"kind": "corrects", "to": "AIMC/PR/1999/9"}, "No other public communiqué"),
        ({"kind": "corrects", "to": ""}, "Give both"),
        ({"kind": "", "to": "SYMBOL"}, "Give both"),
        ({"kind": "destroys", "to": "SYMBOL"}, "not one of the available choices"),
    ],
)
def test_bad_relations_are_refused_and_what_was_typed_stays(row, other, as_, related, said):
    related = related | {"to": related["to"].replace("SYMBOL", symbol(other))}
    answer = post(as_("drafter"), row, [related])
    assert answer.status_code == 422 and said in answer.content.decode()
    assert related["to"] in answer.content.decode()
    assert not Relation.objects.exists()


def test_a_text_is_not_related_to_itself_nor_to_a_draft(other, row, as_):
    client = as_("drafter")
    assert post(client, other, [{"kind": "answers", "to": symbol(other)}]).status_code == 422
    assert post(client, row, [{"kind": "answers", "to": str(row.pk)}]).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(communique=other, kind="answers", to=other)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"text_en": ""}, "both languages"), ({"organization": ""}, "Say which state")],
)
def test_bad_reservations_are_refused(row, state, as_, change, said):
    answer = post(as_("drafter"), row, [], [reserving(state) | change])
    assert answer.status_code == 422 and said in answer.content.decode()
    assert "تحفظ على الفقرة 3" in answer.content.decode()


def test_two_at_once_do_not_overwrite_each_other(row, other, state, as_):
    client = as_("drafter")
    old = row.rev_facts
    post(client, row, [], [reserving(state)])
    row.refresh_from_db()
    answer = post(client, row, [{"kind": "answers", "to": symbol(other)}], revision=old)
    assert answer.status_code == 409 and symbol(other) in answer.content.decode()
    assert not Relation.objects.exists() and Reservation.objects.count() == 1


@pytest.mark.parametrize("who", ["translator", "reviewer", "approver", "publisher"])
def test_only_who_writes_the_original_sets_them(row, as_, who):
    assert as_(who).get(url("relations", row.pk)).status_code == 403
    assert post(as_(who), row).status_code == 403


@pytest.mark.parametrize(("who", "offered"), [("drafter", True), ("translator", False)])
def test_the_way_to_them_is_shown_to_those_who_may_go_it(row, as_, who, offered):
    page = as_(who).get(url("decide", row.pk)).content.decode()
    assert (url("relations", row.pk) in page) is offered


def test_what_was_cleared_lapses_and_holds_again_when_undone(english, row, other, as_):
    acts = Acts(english, row)
    acts.clear()
    client = as_("drafter")
    assert acts.stages() == {"ar": Stage.READY, "en": Stage.READY}
    post(client, row, [{"kind": "adds_to", "to": symbol(other)}])
    assert Stage.READY not in acts.stages().values()
    row.refresh_from_db()
    post(client, row, [])
    assert acts.stages() == {"ar": Stage.READY, "en": Stage.READY}


@pytest.fixture
def related(english, row, other, state, as_) -> Acts:
    """A text that corrects another, with a reservation; released."""
    post(as_("drafter"), row, [{"kind": "corrects", "to": symbol(other)}], [reserving(state)])
    row.refresh_from_db()
    acts = Acts(english, row)
    acts.clear()
    acts.release()
    row.refresh_from_db()
    return acts


def test_both_pages_name_each_other_and_the_reservation_is_read(related, other):
    mine = Client().get(f"/en/communiques/{related.row.slug}/").content.decode()
    assert "Corrects:" in mine and f"/en/communiques/{other.slug}/" in mine
    assert "First State" in mine and "On paragraph 3" in mine
    theirs = Client().get(f"/ar/communiques/{other.slug}/").content.decode()
    assert "صحّحه:" in theirs and f"/ar/communiques/{related.row.slug}/" in theirs
    said = Client().get(f"/en/communiques/{related.row.slug}.txt").getvalue().decode()
    assert f"Corrects: {symbol(other)}" in said and "On paragraph 3" in said
    assert list(invariants.failures()) == []


def test_what_was_sealed_stays_whatever_the_draft_says(related, other, as_):
    post(as_("drafter"), related.row, [])
    assert "Corrects:" in Client().get(f"/en/communiques/{related.row.slug}/").content.decode()
    assert "Corrected by:" in Client().get(f"/en/communiques/{other.slug}/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionRelation.objects.update(kind="answers")


def test_verify_finds_a_relation_that_no_edition_sealed(related, other):
    edition = Edition.objects.filter(communique=other).first()
    EditionRelation.objects.create(edition=edition, kind="replaces", to=related.row)
    (failure,) = invariants.failures()
    assert failure.why == "the columns that lists read are not those of the envelope"


def test_a_text_to_come_is_not_hinted_at_on_the_other_page(english, row, other, as_):
    post(as_("drafter"), row, [{"kind": "replaces", "to": symbol(other)}])
    row.refresh_from_db()
    acts = Acts(english, row)
    acts.clear()
    acts.release(in_days=1)
    assert "Replaced by:" not in Client().get(f"/en/communiques/{other.slug}/").content.decode()


def test_a_withdrawn_text_names_nothing_any_more(related, other, english):
    reasons = {"ar": "سبب", "en": "reason"}
    actor = english.staff["approver"]
    withdrawals.withdraw(related.row, reasons=reasons, actor=actor)
    assert "Corrected by:" not in Client().get(f"/en/communiques/{other.slug}/").content.decode()
    withdrawals.withdraw(other, reasons=reasons, removes_text=True, actor=actor)
    withdrawals.reinstate(related.row, reasons=reasons, actor=actor)
    page = Client().get(f"/en/communiques/{related.row.slug}/").content.decode()
    assert symbol(other) in page and other.title_en not in page


def test_texts_without_them_keep_the_digest_that_they_were_cleared_with(other):
    sealed = Edition.objects.filter(communique=other).first().envelope
    assert "relations" not in sealed and "reservations" not in sealed


# --- the kinds of later editions ----------------------------------------------------------------


def again(acts: Acts, kind: str, **fields):
    for language in ("ar", "en"):
        acts.write(language, change_note=f"Note {language}.", **fields)
    acts.clear()
    acts.release(kind=kind)
    return acts.row.editions.get(language="en", number=2)


@scene
def acts(english, row) -> Acts:
    acts = Acts(english, row)
    acts.clear()
    acts.release()
    return acts


@pytest.mark.parametrize("kind", ["corrigendum", "revision", "addendum", "reissue", "erratum"])
def test_an_edition_says_what_it_is(acts, kind):
    edition = again(acts, kind)
    assert edition.kind == kind
    page = Client().get(f"/en/communiques/{acts.row.slug}/").content.decode()
    assert str(edition.get_kind_display()) in page and "Note en." in page


@pytest.mark.parametrize("kind", ["reissue", "erratum"])
def test_a_reissue_and_an_erratum_change_no_word(acts, kind):
    with pytest.raises(Refused) as refused:
        again(acts, kind, title="Other words")
    assert {each.code for each in refused.value.blockers} == {"words_changed"}
    acts.release(kind="corrigendum")


def test_a_note_never_changes_and_an_erratum_corrects_it(acts):
    first = again(acts, "corrigendum", title="Other words")
    for language in ("ar", "en"):
        acts.write(language, title="Other words", change_note=f"Better note {language}.")
    acts.clear()
    acts.do(Action.RELEASE, "publisher", "ar", "en", visible_from=None, kind="erratum")
    first.refresh_from_db()
    assert first.change_note == "Note en."
    page = Client().get(f"/en/communiques/{acts.row.slug}/").content.decode()
    assert "Better note en." in page and "Note en." in page
