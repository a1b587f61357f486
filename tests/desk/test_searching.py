"""Staff search the working copies as readers search what is public, each in what is theirs."""

import re

import pytest
from django.utils import timezone

from communiques import drafting
from communiques.demo import play
from communiques.models import Text
from organizations.models import User
from tests.desk.conftest import url


@pytest.fixture
def draft(english):
    row = drafting.start(series=english.statements, author=english.staff["drafter"])
    for language, title, body in (
        ("ar", "تهريب الأسلحــة", "<p>بحث اللواء محمد كومان مع وزراء الداخلية.</p>"),
        ("en", "Arms smuggling", "<p>Gen. Kuman met ministers of the interior.</p>"),
    ):
        drafting.save_text(
            row, Text(language, title=title, body=body), based_on=0,
            author=english.staff["drafter" if language == "ar" else "translator"],
        )  # fmt: skip
    row.refresh_from_db()
    return row


def listed(client, typed: str) -> list[int]:
    """Numbers of the communiqués that the list shows."""
    response = client.get(url("changelist"), {"q": typed})
    assert response.status_code == 200
    return [row.pk for row in response.context["cl"].result_list]


@pytest.mark.parametrize(
    "typed",
    [
        "سلاح",
        "والاسلحه",
        "وزير الداخليه",
        "Koman",
        "interior minister",
        "smugling",
        '"met ministers"',
    ],
)
def test_a_draft_is_found_as_a_reader_would(draft, as_, typed):
    assert listed(as_("drafter"), typed) == [draft.pk]


@pytest.mark.parametrize("typed", ["سلام", "Kamen", '"ministers met"', "AND", '"', "ال", "%"])
def test_what_is_not_meant_is_not(draft, as_, typed):
    assert listed(as_("drafter"), typed) == []


def test_a_stranger_finds_nothing_and_is_not_helped(draft, as_, stranger):
    assert listed(as_(stranger), "سلاح") == listed(as_(stranger), "smugling") == []


def test_what_was_taken_out_is_no_longer_found(draft, english, as_):
    drafting.save_text(
        draft, Text("en", title="Arms", body="<p>No names.</p>"), based_on=1,
        author=english.staff["translator"],
    )  # fmt: skip
    assert listed(as_("drafter"), "smuggling") == []
    assert listed(as_("drafter"), "names") == [draft.pk]


def test_a_draft_is_in_no_public_search(draft, client):
    for language, typed in (("ar", "سلاح"), ("en", "Kuman"), ("en", "smugling")):
        response = client.get(f"/{language}/communiques/", {"q": typed})
        assert response.context["search"].hits == []
    assert client.get("/en/communiques/suggest/", {"q": "arms sm"}).json() == {"suggestions": []}


def test_by_symbol(english, as_, ready):
    play.release(english, ready, timezone.now())
    symbol = ready.symbols.get().text
    assert listed(as_("drafter"), symbol) == [ready.pk]


def test_an_arabic_list_counts_in_the_right_number(draft, as_, english):
    """«8 نتائج», not a number before a plural that fits three to ten alone."""
    User.objects.update(language="ar")
    page = as_("administrator").get("/admin/organizations/user/").content.decode()
    (line,) = re.findall(r'<p class="paginator">(.*?)</p>', page, re.DOTALL)
    assert line.split() == ["8", "نتائج"]


def test_all_of_a_list_in_a_window_is_shown_in_that_window(draft, as_):
    page = as_("protocol").get("/admin/organizations/person/", {"_popup": "1", "q": "محمد"})
    assert '(<a href="?_popup=1">Show all</a>)' in page.content.decode()
