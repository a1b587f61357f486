"""Who comes back to a text is shown what changed since they read it themselves, and from what is
public; until they say that they have read it, or decide."""

import pytest
from django.utils import timezone

from communiques import drafting
from communiques.demo import play
from communiques.models import Reading, Step
from tests.desk.conftest import url
from tests.standing import scene
from tests.workflow.conftest import Acts


@scene
def acts(english) -> Acts:
    return Acts(english, play.compose(english, "review", timezone.now()))


def changed(page) -> list[tuple]:
    return [
        (each["language"], each.get("edition"), [row.new.text for row in each["rows"] if row.new])
        for each in page.context["changed"]
    ]


def open_(client, row):
    return client.get(url("decide", row.pk))


def test_what_changed_since_ones_own_reading(acts, as_):
    assert changed(open_(as_("reviewer"), acts.row)) == []
    acts.write("ar", body="<p>فقرة أولى.</p><p>فقرة جديدة.</p>")
    acts.write("ar", title="عنوان جديد")
    ((language, edition, words),) = changed(open_(as_("reviewer"), acts.row))
    assert (language, edition) == ("ar", None)
    assert {"عنوان جديد", "فقرة جديدة."} <= set(words)
    assert changed(open_(as_("approver"), acts.row)) == []  # who reads it for the first time
    assert "since you read it" in open_(as_("reviewer"), acts.row).content.decode()


def test_until_one_says_that_one_has_read_it(acts, as_):
    open_(as_("reviewer"), acts.row)
    acts.write("ar", title="عنوان جديد")
    page = open_(as_("reviewer"), acts.row)
    shown = {"rev_ar": page.context["communique"].rev_ar, "rev_en": 1}
    acts.write("ar", title="عنوان أجد")  # after the page was shown
    as_("reviewer").post(url("read", acts.row.pk), shown)
    ((_language, _edition, words),) = changed(open_(as_("reviewer"), acts.row))
    assert words == ["عنوان أجد"]
    as_("reviewer").post(url("read", acts.row.pk), {"rev_ar": acts.row.rev_ar})
    assert changed(open_(as_("reviewer"), acts.row)) == []
    as_("reviewer").post(url("read", acts.row.pk), {"rev_ar": 1})  # a page opened long before
    assert changed(open_(as_("reviewer"), acts.row)) == []


def test_a_decision_is_a_reading(acts, as_):
    open_(as_("reviewer"), acts.row)
    acts.write("ar", title="عنوان جديد")
    acts.submit()
    page = open_(as_("reviewer"), acts.row)
    seen = page.context["seen"]
    data = {"action": "clear", "language": "ar", "step": Step.REVIEW, "rev_ar": acts.row.rev_ar}
    data |= {f"seen_{language}": digest for language, digest in seen.items()}
    assert as_("reviewer").post(url("decide", acts.row.pk), data).status_code == 302
    assert changed(open_(as_("reviewer"), acts.row)) == []


def test_what_differs_from_what_is_public(acts, as_):
    acts.clear()
    acts.release()
    open_(as_("approver"), acts.row)
    acts.write("en", title="A corrected title", change_note="Corrected.")
    found = changed(open_(as_("approver"), acts.row))
    assert [(language, edition) for language, edition, _words in found] == [("en", None), ("en", 1)]
    assert all("A corrected title" in words for _language, _edition, words in found)


@pytest.mark.parametrize("revision", ["", "x", "-1", "999999", "9" * 40, "٢"])
def test_a_crooked_word_of_having_read_moves_nothing(acts, as_, revision):
    open_(as_("reviewer"), acts.row)
    acts.write("ar", title="عنوان جديد")
    as_("reviewer").post(url("read", acts.row.pk), {"rev_ar": revision})
    expected = 2 if revision == "٢" else 1
    reading = Reading.objects.get(reader__username="reviewer", language="ar")
    assert reading.revision == expected


def test_a_stranger_reads_nothing(acts, client, stranger):
    client.force_login(stranger)
    assert client.post(url("read", acts.row.pk), {"rev_ar": 1}).status_code == 404
    assert not Reading.objects.exists()


def test_what_one_wrote_one_has_read(acts, as_):
    from tests.desk.conftest import form_of

    open_(as_("drafter"), acts.row)
    page = as_("drafter").get(url("change", acts.row.pk))
    data = form_of(page) | {"ar-title": "بقلمي"}
    as_("drafter").post(url("change", acts.row.pk), data)
    assert changed(open_(as_("drafter"), acts.row)) == []


def test_what_stands_around_the_words_is_compared_with_what_is_public(english, as_):
    now = timezone.now()
    row = play.compose(english, "review", now)
    play.clear(english, row, now)
    play.release(english, row, now)
    row.refresh_from_db()
    assert as_("reviewer").get(url("decide", row.pk)).context["changed"] == []
    facts = {"place_en": "Cairo"}
    drafting.save_facts(row, facts, based_on=row.rev_facts, author=english.staff["drafter"])
    page = as_("reviewer").get(url("decide", row.pk))
    (changed,) = page.context["changed"]
    assert (changed["language"], changed["rows"], changed["edition"]) == ("en", [], 1)
    assert [(each.name, each.before, each.after) for each in changed["facts"]] == [
        ("place", ["Tunis"], ["Cairo"])
    ]
    assert "<ins>Cairo</ins>" in page.content.decode()
