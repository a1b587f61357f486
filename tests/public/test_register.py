"""The register holds everything that was issued by symbol, with what became of it and no gap that
it does not explain, and nothing of what is still to come."""

import datetime as dt
import json

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from communiques import withdrawals
from communiques.archive.intake import take
from communiques.demo import play
from communiques.models import Action
from communiques.public import register
from tests.standing import scene
from tests.workflow.conftest import Acts

VOID = "Void: this number was never issued."
REASONS = {"ar": "صدر خطأً.", "en": "Issued by mistake."}


@pytest.fixture(autouse=True)
def at_now():
    """The workflow has a clock of its own: no travelling here."""


@scene
def issued(stage) -> list[Acts]:
    """Five symbols: in force, corrected, withdrawn, void, still to come."""
    made = [Acts(stage, play.compose(stage, "review", timezone.now())) for _number in range(5)]
    for acts in made:
        acts.clear()
    for acts in made[:3]:
        acts.release()
    made[3].release(in_days=5)
    made[3].do(Action.CALL_OFF, "publisher", "ar", reason="a secret reason")
    made[4].release(in_days=2)
    for language, note in (("ar", "صُحح."), ("en", "Corrected.")):
        made[1].write(language, change_note=note)
    made[1].clear()
    made[1].release()
    approver = stage.staff["approver"]
    withdrawals.withdraw(made[2].row, reasons=REASONS, removes_text=True, actor=approver)
    return made


def states(acts, at) -> dict[str, str]:
    row = acts.row.series
    entries, _rest = register.entries(row, acts.row.dated_on.year, at=at)
    return {each.symbol.text.rsplit("/")[-1]: each.state for each in entries}


def address(acts, language="en") -> str:
    return f"/{language}/register/{acts.row.series_id}/{acts.row.dated_on.year}/"


def test_every_number_has_its_state(issued):
    expected = {"1": "in_force", "2": "corrected", "3": "removed", "4": "void"}
    assert states(issued[0], timezone.now()) == expected


def test_one_to_come_is_in_it_from_its_moment_on(issued):
    moment = issued[4].row.editions.first().visible_from
    assert "5" not in states(issued[0], moment - dt.timedelta(seconds=1))
    assert states(issued[0], moment)["5"] == "in_force"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["In force, edition 2", "Issued by mistake.", VOID],
        ),
        ("ar", ["نافذ، الإصدار 2", "صدر خطأً.", "ملغى: لم يصدر شيء بهذا الرقم."]),
    ],
)
def test_its_page(issued, language, words):
    page = Client().get(address(issued[0], language))
    html = page.content.decode()
    assert page.status_code == 200
    assert [each for each in words if each not in html] == []
    assert "a secret reason" not in html
    year = issued[0].row.dated_on.year
    assert f"AIMC/ST/{year}/5" not in html
    assert address(issued[0], language) in Client().get(f"/{language}/register/").content.decode()


def test_pages_of_a_long_year(issued, monkeypatch):
    monkeypatch.setattr(register, "SIZE", 3)
    first = Client().get(address(issued[0])).content.decode()
    assert "?below=2" in first
    rest = Client().get(address(issued[0]) + "?below=2").content.decode()
    year = issued[0].row.dated_on.year
    assert f"AIMC/ST/{year}/1<" in rest and f"AIMC/ST/{year}/2<" not in rest


def test_pages_of_a_long_year_from_the_archive(issued, monkeypatch):
    """What was taken in has symbols without numbers: they stand last, on the pages after all."""
    monkeypatch.setattr(register, "SIZE", 3)
    row, now = issued[0].row, timezone.now()
    year, issuer = row.dated_on.year, row.series.issuer
    taken = [
        {
            "id": f"x-{n}", "issuer": issuer.name_en, "kind": row.series.kind, "symbol": f"OLD/{n}",
            "date": row.dated_on.isoformat(), "title": {"en": f"{n}"}, "body": {"en": f"{n}"},
        }
        for n in range(1, 8)
    ]  # fmt: skip
    assert [report.taken for report in take(map(json.dumps, taken))] == [7]
    found, below = [], ""
    while below is not None:
        page = Client().get(f"/api/v1{address(issued[0], '')[1:]}", {"below": below}).json()
        shown = Client().get(address(issued[0]), {"below": below}).content.decode()
        assert all(f">{each['symbol']}<" in shown for each in page["items"])
        found, below = [*found, *(each["symbol"] for each in page["items"])], page["below"]
        assert below is None or f'href="?below={below}"' in shown
    numbered = [f"AIMC/ST/{year}/{n}" for n in (4, 3, 2, 1)]
    assert found == [*numbered, *(f"OLD/{n}" for n in range(7, 0, -1))]
    assert register.entries(row.series, year, at=now)[1] == 2


def test_what_was_withdrawn_long_ago_and_reinstated_last_is_told(issued, monkeypatch):
    monkeypatch.setattr(register, "EVENTS", 1)
    approver = issued[0].stage.staff["approver"]
    withdrawals.withdraw(issued[0].row, reasons=REASONS, actor=approver)
    withdrawals.withdraw(issued[1].row, reasons=REASONS, actor=approver)
    withdrawals.reinstate(issued[0].row, reasons=REASONS, actor=approver)
    (last,) = register.events(at=timezone.now())
    assert (last.what, last.edition.communique) == ("reinstated", issued[0].row)


@pytest.mark.parametrize(
    ("end", "status"),
    [("register/9999/2022/", 404), ("register/1/1901/", 404), ("register/1/999999/", 404)],
)
def test_what_there_is_not(issued, end, status):
    assert Client().get(f"/en/{end}").status_code == status


@pytest.mark.parametrize("below", ["x", "99999999999999999999", "-1"])
def test_a_damaged_place(issued, below):
    assert Client().get(address(issued[0]) + f"?below={below}").status_code == 400


def test_the_feed_tells_what_happened(issued):
    entries = feedparser.parse(Client().get("/en/register/feed/").content).entries
    told = [each.title.split("/")[-1] for each in entries]
    assert sorted(told) == [
        "1: released", "2: a further edition", "2: released", "3: released", "3: withdrawn",
        "4: void: never issued",
    ]  # fmt: skip
    assert len({each.id for each in entries}) == len(entries)
    assert "Issued by mistake." in str(entries)
    assert "a secret reason" not in str(entries)


@pytest.mark.parametrize(("removes_text", "told"), [(False, True), (True, False)])
def test_the_note_and_the_earlier_titles_of_a_text_go_with_it(issued, removes_text, told):
    acts = issued[1]
    acts.write("ar", title="عنوان مصحح", change_note="عُدّل العنوان.")
    acts.write("en", title="A right title", change_note="The title.")
    acts.clear()
    acts.release()
    withdrawals.withdraw(acts.row, reasons=REASONS, removes_text=removes_text,
                         actor=acts.stage.staff["approver"])  # fmt: skip
    entries = feedparser.parse(Client().get("/en/register/feed/").content).entries
    said = [each for each in entries if "/2: " in each.title]
    assert len(said) == 4 and "A right title" in str(said)
    assert ("Corrected." in str(said)) is told
    assert ({each.summary for each in said} != {"A right title"}) is told


def test_the_page_costs_the_same_however_long(issued, django_assert_num_queries):
    with django_assert_num_queries(5):
        Client().get(address(issued[0]))
