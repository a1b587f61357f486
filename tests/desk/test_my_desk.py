"""My desk, the board and the figures: what waits, for whom, since when and until when; nothing of
another organization, and nothing for somebody who may not do it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone, translation

from communiques import drafting
from communiques.demo import play
from communiques.desk import figures, queues
from communiques.invariants import failures
from communiques.models import Action, Communique, Edition, Step, Text
from communiques.standing import Stage
from communiques.templatetags.desk import age, countdown
from organizations.languages import LANGUAGES
from organizations.models import User
from tests.desk.conftest import url
from tests.workflow.conftest import Acts

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


def compose(stage, key="review"):
    return play.compose(stage, key, timezone.now())


def rows_in(page, code):
    (queue,) = [each for each in page.context["queues"] if each.code == code]
    return [(each.communique.pk, each.language) for each in queue.rows]


def retype(row, author, language="ar", **fields):
    words = {**row.text(language).fields, **fields}
    return drafting.save_text(
        row, Text(language, **words), based_on=row.revision(language), author=author
    )


# --- what waits ---------------------------------------------------------------------------------


def test_what_is_needed_first_comes_first(english, as_):
    later, sooner, none = (compose(english) for _ in range(3))
    for row, day in ((later, 9), (sooner, 2)):
        due = TODAY + dt.timedelta(days=day)
        drafting.save_facts(row, {"due_on": due}, based_on=row.rev_facts, author=None)
    page = as_("drafter").get("/admin/")
    assert rows_in(page, "write") == [(sooner.pk, "ar"), (later.pk, "ar"), (none.pk, "ar")]
    assert [each.communique.pk for each in page.context["due"]] == [sooner.pk, sooner.pk]
    assert "needed by 22 November 2026" in page.content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_registers_stand_from_the_texts_down(english, as_, language):
    User.objects.filter(username="administrator").update(language=language)
    listed = as_("administrator").get("/admin/").context["app_list"]
    assert [each["app_label"] for each in listed] == ["communiques", "events", "organizations"]


def test_a_day_that_a_text_is_needed_by_is_the_desks_alone(english, as_):
    """It stands in no envelope, so setting it lets nothing lapse."""
    acts = Acts(english, compose(english))
    acts.clear()
    row = acts.row
    assert drafting.save_facts(row, {"due_on": TODAY}, based_on=row.rev_facts, author=None)
    page = as_("publisher").get("/admin/")
    assert rows_in(page, "ready") == [(row.pk, "ar"), (row.pk, "en")]
    assert list(failures()) == []


def test_nobody_is_offered_what_they_may_not_clear(english, as_):
    row = compose(english)
    reviewer = english.staff["reviewer"]
    play.submit(english, row, timezone.now())
    page = as_("reviewer").get("/admin/")
    assert rows_in(page, f"step-{Step.REVIEW}") == [(row.pk, "ar"), (row.pk, "en")]
    other = compose(english, "ready")
    retype(other, reviewer, title="عنوان بقلم المراجعة")
    play.submit(english, other, timezone.now())
    page = as_("reviewer").get("/admin/")
    assert rows_in(page, f"step-{Step.REVIEW}") == [
        (row.pk, "ar"), (row.pk, "en"), (other.pk, "en"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ({"seconds": 59}, "أقل من دقيقة"), ({"minutes": 1}, "دقيقة\xa0واحدة"),
        ({"hours": 2}, "ساعتين"), ({"days": 3}, "3\xa0أيام"), ({"minutes": 11}, "11\xa0دقيقة"),
        ({"days": 1}, "يوم\xa0واحد"), ({"days": 14}, "أسبوعين"), ({"days": 29}, "4\xa0أسابيع"),
    ],
)  # fmt: skip
def test_how_long_ago_is_said_as_arabic_counts(time, said):
    with translation.override("ar"):
        assert age(timezone.now() - dt.timedelta(**time)) == said
        assert countdown(timezone.now() + dt.timedelta(**time)) == said


def test_what_one_sent_is_shown_where_it_stands(english, as_):
    row = compose(english)
    play.submit(english, row, timezone.now())
    page = as_("drafter").get("/admin/")
    assert [(each.language, each.stage) for each in page.context["sent"]] == [
        ("ar", Stage.SUBMITTED)
    ]
    assert "waits for: Review" in page.content.decode()
    assert as_("reviewer").get("/admin/").context["sent"] == []
    play.step(english, row, Step.REVIEW, "reviewer", timezone.now())
    play.step(english, row, Step.AUTHORISE, "approver", timezone.now())
    play.release(english, row, timezone.now(), visible_from=timezone.now() + dt.timedelta(hours=5))
    html = as_("drafter").get("/admin/").content.decode()
    assert "public from 20 November 2026, 15:00, in 5\xa0hours" in html


@pytest.mark.parametrize("together", [True, False])
def test_a_translation_of_words_that_moved_on_is_called_stale(english, as_, together):
    english.statements.languages_together = together
    english.statements.save()
    acts = Acts(english, compose(english))
    acts.clear()
    acts.release()
    row = acts.row
    assert as_("translator").get("/admin/").context["queues"][2].rows == []
    retype(row, english.staff["drafter"], title="عنوان جديد", change_note="تصحيح")
    row.refresh_from_db()
    assert rows_in(as_("translator").get("/admin/"), "stale") == [(row.pk, "en")]
    assert rows_in(as_("drafter").get("/admin/"), "write") == [(row.pk, "ar")]


def test_a_translation_sent_anew_after_its_original_moved_is_not_stale_once_sealed(english, as_):
    """Whoever submits it without changing a word has vouched for it, and the edition says so."""
    row = compose(english)
    retype(row, english.staff["drafter"], title="عنوان جديد")
    row.refresh_from_db()
    assert rows_in(as_("translator").get("/admin/"), "stale") == [(row.pk, "en")]
    acts = Acts(english, row)
    acts.clear()
    acts.release(in_days=1)
    page = as_("publisher").get(url("decide", row.pk)).content.decode()
    assert "The original changed since" not in page
    assert rows_in(as_("translator").get("/admin/"), "stale") == []


def test_what_is_public_soonest_stands_first(english, as_):
    rows = []
    for days in (30, 5):
        acts = Acts(english, compose(english))
        acts.clear()
        acts.release(in_days=days)
        rows.append(acts.row.pk)
    later, sooner = rows
    assert rows_in(as_("publisher").get("/admin/"), "scheduled") == [
        (sooner, "ar"), (sooner, "en"), (later, "ar"), (later, "en"),
    ]  # fmt: skip


def test_an_urgent_release_waits_for_whoever_may_review_it(english, as_):
    """Not for the one who let it out; a correction that they write meanwhile stays theirs."""
    row = compose(english, "urgent")
    for language in LANGUAGES:
        play.decide(
            Action.URGENT, row, english.staff["approver"], language, timezone.now(), reason="عاجل"
        )
    play.release(english, row, timezone.now())
    retype(row, english.staff["drafter"], title="عنوان جديد", change_note="تصحيح")
    assert rows_in(as_("drafter").get("/admin/"), "write") == [(row.pk, "ar")]
    assert rows_in(as_("approver").get("/admin/"), "urgent") == []
    assert rows_in(as_("deputy").get("/admin/"), "urgent") == [(row.pk, "ar"), (row.pk, "en")]


def test_a_translation_left_behind_by_a_correction_stays_in_sight(english, as_):
    """The original goes out alone; nothing is left to release, but the translation is old."""
    english.statements.languages_together = False
    english.statements.save()
    acts = Acts(english, compose(english))
    acts.clear()
    acts.release()
    row = acts.row
    retype(row, english.staff["drafter"], title="عنوان جديد", change_note="تصحيح")
    row.refresh_from_db()
    acts = Acts(english, row)
    acts.submit("ar")
    acts.review("ar")
    acts.authorise("ar")
    acts.release("ar")
    row.refresh_from_db()
    assert (row.sealed_ar, row.sealed_en, row.sealed_apart, row.has_news) == (2, 1, True, True)
    assert rows_in(as_("translator").get("/admin/"), "stale") == [(row.pk, "en")]
    assert list(failures()) == []


def test_what_is_released_leaves_the_desk_and_comes_back_when_called_off(english, as_):
    acts = Acts(english, compose(english))
    acts.clear()
    acts.release(in_days=20)
    assert list(Communique.objects.in_work(at=timezone.now())) == [acts.row]
    assert list(Communique.objects.in_work(at=timezone.now() + dt.timedelta(days=21))) == []
    acts.do(Action.CALL_OFF, "publisher", reason="تأجل")
    acts.row.refresh_from_db()
    assert (acts.row.sealed_ar, acts.row.sealed_en, acts.row.has_news) == (0, 0, True)


def test_the_first_page_shows_the_first_rows_and_says_how_many_there_are(english, as_):
    for _n in range(queues.FIRST + 2):
        compose(english, "draft")
    html = as_("drafter").get("/admin/").content.decode()
    assert "2 more on the board" in html


# --- the board ----------------------------------------------------------------------------------


def placed(page):
    return {
        stage.value: [(each.communique.pk, each.language) for each in standings]
        for stage, standings in page.context["columns"]
        if standings
    }


def test_the_board_has_every_text_at_its_stage(english, as_):
    draft = play.compose(english, "draft", timezone.now(), languages=["ar"])
    sent = compose(english)
    play.submit(english, sent, timezone.now())
    assert placed(as_("protocol").get(url("board"))) == {
        "empty": [(draft.pk, "en")],
        "draft": [(draft.pk, "ar")],
        "submitted": [(sent.pk, "ar"), (sent.pk, "en")],
    }


def test_the_board_is_narrowed(english, as_):
    mine, others = compose(english), compose(english, "ready")
    retype(others, english.staff["deputy"], title="عنوان آخر")
    Communique.objects.filter(pk=mine.pk).update(
        conference=english.conference, updated_at=timezone.now() - dt.timedelta(days=8)
    )
    client = as_("drafter")
    asked = {
        "series": english.participation.pk,
        "conference": english.conference.pk,
        "person": english.staff["deputy"].pk,
        "untouched": "7",
    }
    found = {
        name: {pk for rows in placed(client.get(url("board"), {name: value})).values()
               for pk, _language in rows}
        for name, value in asked.items()
    }  # fmt: skip
    assert found == {
        "series": set(),
        "conference": {mine.pk},
        "person": {others.pk},
        "untouched": {mine.pk},
    }


@pytest.mark.parametrize("value", ["x", "999999", "1' OR 1=1", "٩٩٩٩٩٩"])
@pytest.mark.parametrize("name", ["series", "conference", "person", "untouched"])
def test_a_board_asked_for_what_there_is_not_says_so(english, as_, name, value):
    compose(english)
    page = as_("drafter").get(url("board"), {name: value})
    assert page.status_code == 200
    assert name in page.context["filter"].form.errors


def test_another_organization_sees_nothing_of_it(english, stranger, client):
    compose(english)
    client.force_login(stranger)
    board, desk, year = (client.get(each) for each in (url("board"), "/admin/", url("figures")))
    assert placed(board) == {}
    offered = board.context["filter"].form.fields
    assert [list(offered[n].queryset) for n in ("series", "conference", "person")] == [
        [], [], [stranger],
    ]  # fmt: skip
    assert [len(each.rows) for each in desk.context["queues"]] == [0] * 10
    assert year.context["total"] == 0


# --- the figures --------------------------------------------------------------------------------


def test_the_figures_of_a_year(english, as_):
    """One release of both languages, four days after the draft; one urgent, in one language."""
    slow = compose(english)
    Communique.objects.filter(pk=slow.pk).update(created_at=timezone.now() - dt.timedelta(days=4))
    acts = Acts(english, slow)
    acts.clear()
    acts.release()
    english.statements.languages_together = False
    english.statements.save()
    play.urgent(english, timezone.now())
    rows = figures.months(english.staff["publisher"], TODAY)
    assert [(each.first.year, each.first.month) for each in (rows[0], rows[-1])] == [
        (2025, 12), (2026, 11),
    ]  # fmt: skip
    last = rows[-1]
    assert (last.count, last.median_days, last.urgent, last.together) == (2, 2.0, 50, 100)
    assert (rows[0].count, rows[0].median_days, rows[0].urgent) == (0, None, None)
    html = as_("publisher").get(url("figures")).content.decode()
    assert "2 releases in the last twelve months" in html
    assert "<td>2</td><td>2.0</td><td>50%</td><td>100%</td>" in html


def test_the_archive_is_not_counted(english, as_):
    acts = Acts(english, compose(english))
    acts.clear()
    acts.release()
    with translation.override("en"):
        assert as_("publisher").get(url("figures")).context["total"] == 1
    assert Edition.objects.exclude(clearance="legacy").count() == 2


@pytest.mark.parametrize(("language", "first"), [("en", 4), ("ar", 334)])
def test_the_oldest_month_stands_where_reading_starts(english, language, first):
    rows = figures.months(english.staff["publisher"], TODAY)
    with translation.override(language):
        made = figures.bars(rows, [float(n) for n in range(12)], figures.in_per_cent)
    assert (made[0].x, made[0].month, made[0].said) == (first, 12, "0%")
    assert [each.height for each in made] == [round(90 * n / 11) for n in range(12)]


def test_a_row_that_the_desk_lost_sight_of_is_found_by_verify(english):
    row = compose(english)
    Communique.objects.filter(pk=row.pk).update(sealed_ar=1, sealed_en=1)
    assert {(each.invariant, each.why) for each in failures()} == {
        (8, "the desk does not know what is released of it")
    }
