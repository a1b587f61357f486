"""A text that is not public is not found, counted, suggested, or hinted at: a word that only such a
text has is to a reader a word that nobody ever wrote."""

import datetime as dt

import pytest
from django.utils import timezone

from communiques.models import Release
from communiques.search import finding, suggesting
from tests.conftest import triggers_off
from tests.search.conftest import found

LATER = dt.timedelta(days=2)


@pytest.fixture
def hidden(publish, now):
    """One public text, one that will be public, and one that was called off."""
    publish(1, title_en="Public reading", body_en="<p>Everybody reads about harbours.</p>")
    soon = publish(
        2, title_en="Embargoed zanzibaria", body_en="<p>Nobody reads quoxotry about harbours.</p>",
        at=now + LATER,
    )  # fmt: skip
    off = publish(3, title_en="Vetoed brumalism", body_en="<p>Harbours.</p>", at=now + LATER)
    with triggers_off():  # the database's clock does not travel
        Release.objects.filter(editions__communique=off).update(
            called_off_at=now, called_off_reason="x"
        )
    return soon


def page(client, around: str, word: str) -> str:
    """The page of a search, but for the word that was typed."""
    text = client.get("/en/communiques/", {"q": around.format(word)}).content.decode()
    return text.replace(word, "TYPED")


@pytest.mark.parametrize("word", ["zanzibaria", "quoxotry", "brumalism"])
@pytest.mark.parametrize("around", ["{}", "harbours {}", '"{} harbours"', "everybody reads {}"])
def test_a_hidden_word_is_a_word_that_nobody_wrote(client, hidden, word, around):
    assert page(client, around, word) == page(client, around, "xylograph")


@pytest.mark.parametrize("slip", ["zanzibara", "quoxtry", "brumalizm"])
def test_no_slip_is_put_right_by_a_hidden_word(client, hidden, slip):
    assert page(client, "harbours {}", slip) == page(client, "harbours {}", "xylograph")


@pytest.mark.parametrize("begun", ["zan", "embargoed z", "vet"])
def test_no_hidden_title_is_suggested(client, hidden, now, begun):
    assert client.get("/en/communiques/suggest/", {"q": begun}).json() == {"suggestions": []}
    assert suggesting.titles(begun, "en", at=now) == []


def test_no_hidden_text_is_counted(hidden, now):
    results = finding.find("harbours", "en", at=now)
    elsewhere = finding.find("harbours", "ar", at=now)

    assert (results.total, len(results.facets), elsewhere.elsewhere) == (1, 1, 1)


def test_it_is_found_from_its_moment_on(hidden, now):
    moment = now + LATER

    assert found("zanzibaria", "en", moment - dt.timedelta(seconds=1)) == []
    assert found("zanzibaria", "en", moment) == [hidden.editions.get(language="en").pk]
    assert [e.title for e in suggesting.titles("zan", "en", at=moment)] == ["Embargoed zanzibaria"]


def test_words_of_an_earlier_edition_are_no_longer_found(publish, now):
    row = publish(1, title_en="First", body_en="<p>The misprinted wording.</p>")
    first = row.editions.get(language="en").pk
    row.body_en = "<p>The corrected wording.</p>"
    row.save()
    publish(1, row=row, at=timezone.now(), kind="revision")

    assert found("misprinted", "en", now) == []
    assert found("wording", "en", now) == [row.editions.get(language="en", number=2).pk] != [first]


@pytest.mark.parametrize("chosen", ["conference", "organization", "issuer"])
@pytest.mark.parametrize("address", ["/en/communiques/", "/en/feed/", "/api/v1/communiques/"])
def test_a_hidden_body_or_conference_is_one_that_nobody_knows(
    client, hidden, make_body, make_conference, chosen, address
):
    make_body(1, slug="unseen", name_en="Bureau of zanzibaria", kind="department")
    make_conference(1, slug="unseen", title_en="Meeting on zanzibaria", state="planned")
    asked = [
        client.get(address, {"q": "harbours", "language": "en", chosen: slug})
        for slug in ("unseen", "nobody")
    ]
    unseen, nobody = (each.content.decode().replace("nobody", "unseen") for each in asked)

    assert asked[0].status_code == asked[1].status_code
    assert unseen == nobody
    assert "Bureau" not in unseen and "Meeting on" not in unseen
