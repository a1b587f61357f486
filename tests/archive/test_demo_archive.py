"""The invented archive: the same for everybody, of the size and shape that was promised."""

import itertools
import json

import pytest
from django.core.management import CommandError, call_command

from communiques.archive.records import parse
from communiques.demo.archive import BODIES, CONFERENCES, lines, records
from communiques.invariants import failures
from communiques.models import Communique, Edition
from organizations import arabic
from organizations.models import Organization


@pytest.fixture(scope="module")
def many():
    return list(records(600))


def test_the_first_records_are_the_same_whatever_the_count(many):
    assert list(records(5)) == many[:5]
    assert list(itertools.islice(records(10**9), 5)) == many[:5]
    assert [json.loads(each) for each in lines(5)] == many[:5]


def test_every_text_has_400_to_900_words_a_language(many):
    for each in many:
        for language in ("ar", "en"):
            assert 400 <= len(each["body"][language].split()) <= 900
        assert len(each["body"]["ar"].split("\n")) == len(each["body"]["en"].split("\n"))


def test_forty_years_sixty_bodies_three_hundred_conferences(many):
    years = {each["date"][:4] for each in many}
    assert len(years) == 40
    bodies = {each["issuer"] for each in many} | {n for e in many for n in e["organizations"]}
    assert len(bodies) == BODIES == 60
    events = {each["conference"]["title"]["en"] for each in many if each["conference"]}
    assert 150 < len(events) <= CONFERENCES == 300


def test_arabic_prepositions_are_written_as_one_with_their_word(many):
    said = json.dumps(many[:100], ensure_ascii=False)
    assert arabic.TATWEEL not in said
    assert "للأدلة الجنائية" in said and "لمكافحة" in said


def test_every_record_is_good_and_itself(many):
    assert len({each["id"] for each in many}) == len({each["symbol"] for each in many}) == 600
    for each in many[:100]:
        parse(json.dumps(each))


def test_the_command_takes_them_in_and_can_be_asked_for_more(transactional_db, capsys):
    call_command("demo_archive", count=10)
    call_command("demo_archive", count=25)
    assert "15 taken in, 10 known already." in capsys.readouterr().out
    assert Communique.objects.count() == 25 and Edition.objects.count() == 50
    assert Organization.objects.count() == BODIES
    assert not Organization.objects.filter(name_ar="").exists()
    assert all(each.envelope["issuer"]["name"] for each in Edition.objects.all())
    assert list(failures()) == []


def test_it_refuses_on_a_real_installation(settings, transactional_db):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demonstration"):
        call_command("demo_archive", count=1)
    assert not Communique.objects.exists()
