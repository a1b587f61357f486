"""What changed between two editions, for everybody: words, links, and what stands around them."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from communiques import comparing
from communiques.demo import play
from communiques.models import Text
from organizations.models import Person
from tests.standing import scene
from tests.workflow.conftest import Acts


@pytest.fixture(autouse=True)
def at_now():
    """The workflow has a clock of its own: no travelling here."""


@scene
def acts(stage) -> Acts:
    """A text with two editions in both languages; the second has other words, place and people."""
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    body = '<p>One <a href="https://a.example/">link</a> stays.</p>'
    acts.write("en", body=body)
    acts.clear()
    acts.release()
    for language, note in (("ar", "صُحح المكان."), ("en", "The place is corrected.")):
        acts.write(language, change_note=note)
    acts.write(
        "en", body=body.replace("stays", "leads elsewhere").replace("a.example", "b.example")
    )
    person = Person.objects.create(name_ar="سليم حمدان", name_en="Salim Hamdan")
    acts.facts(place_ar="القاهرة", place_en="Cairo", people=[person])
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    return acts


def page(acts, address: str, language="en"):
    return Client().get(f"/{language}/communiques/{acts.row.slug}/{address}")


def test_words_links_and_facts_are_shown(acts):
    html = page(acts, "compare/1-2/").content.decode()
    assert "<del>stays</del><ins>leads elsewhere</ins>" in html
    assert "https://a.example/" in html and "https://b.example/" in html
    assert "<del>Tunis</del>" in html and "<ins>Cairo</ins>" in html
    assert "<ins>Salim Hamdan</ins>" in html
    assert "The place is corrected." in html
    assert 'content="noindex, follow"' in html


def test_in_arabic_its_own_words(acts):
    html = page(acts, "compare/1-2/", "ar").content.decode()
    assert "<del>تونس</del>" in html and "<ins>القاهرة</ins>" in html
    assert "Cairo" not in html and "leads elsewhere" not in html


def test_the_page_leads_to_it(acts):
    html = page(acts, "").content.decode()
    assert f"/en/communiques/{acts.row.slug}/compare/1-2/" in html


@pytest.mark.parametrize("pair", ["2-1", "1-1", "1-3", "0-1", "1-99999999999999999999"])
def test_what_is_no_pair_of_editions_is_not_found(acts, pair):
    assert page(acts, f"compare/{pair}/").status_code == 404


def test_an_edition_to_come_is_compared_with_nothing(acts):
    for language in ("ar", "en"):
        acts.write(language, change_note="مرة أخرى" if language == "ar" else "Again")
    acts.clear()
    acts.release(in_days=1)
    moment = acts.row.editions.order_by("number").last().visible_from
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert page(acts, "compare/2-3/").status_code == 404
    with time_machine.travel(moment, tick=False):
        assert page(acts, "compare/2-3/").status_code == 200


def test_facts_of_two_envelopes_by_whole_equality(acts):
    old, new = (
        each.envelope for each in acts.row.editions.filter(language="en").order_by("number")
    )
    assert comparing.facts(old, new) == [
        comparing.Fact("place", ["Tunis"], ["Cairo"]),
        comparing.Fact("people", [], ["Salim Hamdan"]),
    ]
    assert comparing.facts(old, old) == []


def test_a_text_from_nothing(acts):
    (row,) = comparing.texts(None, Text("en", title="One"))
    assert (row.kind, row.new.text) == ("inserted", "One")
