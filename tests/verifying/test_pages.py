"""Anyone's question whether a text is genuine: the answer, what became of the text, and what is
never said: nothing of a text that is not public, nor of one that was removed; nothing is kept."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from communiques import text as rich
from communiques import withdrawals
from communiques.demo import play
from communiques.documents import making
from communiques.models import Communique, Edition, Form
from communiques.proof import verifying
from communiques.proof.genuine import WHOLE, Verdict
from communiques.public import checking
from organizations.models import AuditEvent, DeskSession
from tests.standing import scene
from tests.workflow.conftest import Acts

REASONS = {"ar": "صدر خطأً.", "en": "Issued by mistake."}
BODY = (
    "<p>The Council calls on its member states to exchange what they know of forged passports, "
    "and not to issue any new ones before the end of March 2027.</p><p>It thanks the host.</p>"
)


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@scene
def acts(stage) -> Acts:
    """A public text beside others."""
    play.urgent(stage, timezone.now())
    return published(stage, BODY)


def published(stage, body: str) -> Acts:
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("en", title="On forged passports", body=body)
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    return acts


def edition(acts, language="en") -> Edition:
    return acts.row.editions.filter(language=language).order_by("-number").first()


def held(acts, language="en") -> str:
    return rich.plain(edition(acts, language).body)


def ask(text: str, language="en"):
    return Client().post(f"/{language}/verify/", {"text": text})


def verdict(text: str) -> Verdict | None:
    found = verifying.verify(text, at=timezone.now())
    return found and found.answer.verdict


def test_the_verdicts(acts):
    text = held(acts)
    assert verdict(text) == Verdict.EXACT
    assert verdict(text.replace("March", "MARCH")) == Verdict.SAME_WORDS
    assert verdict(text.split("\n")[0]) == Verdict.EXCERPT
    assert verdict(text.replace("not to", "to")) == Verdict.ALTERED
    assert verdict("The weather will be fine tomorrow in all parts of the country.") is None
    assert verdict(held(acts, "ar")) == Verdict.EXACT


POINTS = (
    "<p>The Council, having heard its host and all of its member states, decides:</p>"
    "<ol><li>to meet in Tunis</li><li>to thank the host</li></ol><p>and further:</p>"
    "<ol start=3><li>to close its list of speakers</li></ol>"
)
SAID = (
    "The Council, having heard its host and all of its member states, decides:\n"
    "{}to meet in Tunis\n{}to thank the host\nand further:\n{}to close its list of speakers"
)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["", "", ""], Verdict.EXACT),
        (["1. ", "2. ", "3. "], Verdict.EXACT),
        (["(1) ", "(2) ", "(3) "], Verdict.SAME_WORDS),
        (["\u0661- ", "\u0662- ", "\u0663- "], Verdict.SAME_WORDS),
        (["1. ", "2. ", "4. "], Verdict.ALTERED),
        (["2. ", "1. ", "3. "], Verdict.ALTERED),
    ],
)
def test_the_numbers_of_points_come_along_from_papers(stage, numbers, expected):
    published(stage, POINTS)
    assert verdict(SAID.format(*numbers)) == expected


def test_the_plain_text_that_we_hand_out_is_genuine(stage):
    rows = "<tr><th>State</th><th>Seats</th></tr><tr><td>Tunisia</td><td>12</td></tr>"
    body = (
        f"{POINTS}<ul><li><p>among them:</p><ol><li>Sfax</li></ol></li></ul>"
        f"<table><tbody>{rows}</tbody></table>"
    )
    acts = published(stage, body)
    said = making.printed(edition(acts), Form.PLAIN).decode()
    assert "3. to close its list" in said and "Tunisia\t|\t12" in said
    assert verdict(said) in WHOLE
    assert verdict(said.replace("3. to", "4. to")) == Verdict.ALTERED
    assert verdict(said.replace("|\t12", "|\t13")) == Verdict.ALTERED


def test_the_page_says_it_with_the_place(acts):
    html = ask(held(acts).replace("not to issue", "to issue")).content.decode()
    assert "Altered: this is not what we issued" in html
    assert "<del>not</del>" in html and "On forged passports" in html
    assert edition(acts).code[:4] in html
    arabic = ask(held(acts), "ar").content.decode()
    assert "صحيح: هو نصنا بعينه" in arabic and 'lang="en" dir="ltr"' in arabic


def test_earlier_editions_and_withdrawn_texts_are_named_such(acts):
    old = held(acts)
    for language, note in (("ar", "صُحح."), ("en", "Corrected.")):
        acts.write(language, change_note=note)
    acts.write("en", body=BODY.replace("2027", "2028"))
    acts.clear()
    acts.release()
    html = ask(old).content.decode()
    assert "Genuine: exactly our text" in html and "This is an earlier edition." in html
    assert "This is an earlier edition." not in ask(held(acts)).content.decode()
    withdrawals.withdraw(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    html = ask(old).content.decode()
    assert "no longer speaks for its issuer" in html and "Issued by mistake." in html


def test_of_a_removed_text_no_word_is_told(acts):
    text, approver = held(acts), acts.stage.staff["approver"]
    code = edition(acts).code
    withdrawals.withdraw(acts.row, reasons=REASONS, removes_text=True, actor=approver)
    harmed = text.replace("not to issue", "to issue").replace("thanks the host", "thanks nobody")
    for page in (ask(harmed), Client().get(f"/en/verify/{code}/")):
        html = page.content.decode()
        assert "no longer speaks for its issuer" in html
        shown = html.split("<textarea")[0]
        assert "not to issue" not in shown and "thanks the host" not in shown


def test_a_text_to_come_is_not_ours_yet(stage):
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("en", body=BODY)
    acts.clear()
    acts.release(in_days=2)
    text, code = held(acts), edition(acts).code
    moment = edition(acts).visible_from
    draft = Acts(stage, play.compose(stage, "draft", timezone.now()))
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        html = ask(text).content.decode()
        assert "Not ours" in html and "On forged" not in html
        assert Client().get(f"/en/verify/{code}/").status_code == 404
        assert "Not ours" in ask(rich.plain(draft.row.body_en or BODY)).content.decode()
    with time_machine.travel(moment, tick=False):
        assert "Genuine" in ask(text).content.decode()
        assert Client().get(f"/en/verify/{code}/").status_code == 200


def test_codes_as_people_type_them(acts):
    code = edition(acts).code
    typed = f" {code[:4]}-{code[4:8]} {code[8:]} ".lower()
    assert verifying.by_code(typed, at=timezone.now()) == edition(acts)
    arabic = code.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    assert arabic != code and verifying.by_code(arabic, at=timezone.now()) == edition(acts)
    swapped = code.replace("0", "O").replace("1", "l")
    assert verifying.by_code(swapped, at=timezone.now()) == edition(acts)
    for wrong in ("", "0" * 12, "x" * 500, "%00", "' or 1=1"):
        assert verifying.by_code(wrong, at=timezone.now()) is None


def test_the_printed_address_leads_to_the_page(acts):
    code = edition(acts).code
    answer = Client().get(f"/v/{code}/", headers={"accept-language": "en"})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/verify/{code}/")
    page = Client().get(f"/en/verify/{code}/")
    assert "This code is ours" in page.content.decode()
    form = Client().get("/en/verify/", {"code": code})
    assert form["Location"] == f"/en/verify/{code}/"
    unknown = Client().get("/en/verify/000000000000/")
    assert unknown.status_code == 404 and "We have issued nothing" in unknown.content.decode()


def test_the_page_of_the_text_shows_its_code(acts):
    html = Client().get(f"/en/communiques/{acts.row.slug}/").content.decode()
    assert f"/en/verify/{edition(acts).code}/" in html


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 422), ("one two", 422), ("\x00" * 9, 422), ("word " * 20_001, 413), ("،،،،،،،", 422)],
)
def test_what_cannot_be_compared_is_said(acts, text, status):
    page = ask(text)
    assert page.status_code == status and 'role="alert"' in page.content.decode()


def test_directions_that_nobody_sees_are_warned_of(acts):
    html = ask(f"{held(acts)}\u202e").content.decode()
    assert "invisible signs" in html


def test_no_more_than_so_many_questions(acts, monkeypatch):
    monkeypatch.setattr(checking, "MOST", 3)
    statuses = [ask(held(acts)).status_code for _number in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    other = Client(REMOTE_ADDR="203.0.113.9").post("/en/verify/", {"text": held(acts)})
    assert other.status_code == 200


def test_nothing_is_kept(acts):
    before = (AuditEvent.objects.count(), DeskSession.objects.count())
    page = ask("some words that nobody else has ever written anywhere at all")
    assert not page.cookies and "no-store" in page["Cache-Control"]
    assert (AuditEvent.objects.count(), DeskSession.objects.count()) == before


def test_what_is_pasted_is_shown_as_text(acts):
    html = ask("<script>alert(1)</script> one two three four five six seven").content.decode()
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html


def test_among_many_alike_the_one_meant_is_named(stage):
    """Texts that differ in a number and a name."""
    rows: list[Communique] = []
    for number in range(8):
        acts = Acts(stage, play.compose(stage, "review", timezone.now()))
        acts.write("en", body=BODY.replace("2027", str(2030 + number)))
        acts.clear()
        acts.release()
        rows.append(acts.row)
    for number, row in enumerate(rows):
        text = rich.plain(BODY.replace("2027", str(2030 + number)))
        found = verifying.verify(text, at=timezone.now())
        assert (found.edition.communique_id, found.answer.verdict) == (row.pk, Verdict.EXACT)


def test_releases_that_were_called_off_keep_no_place_from_the_one_that_came(stage):
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("en", body=BODY)
    acts.clear()
    for _time in range(verifying.COMPARED):
        acts.release(in_days=1)
        acts.do("call_off", "publisher", reason="x")
    assert verdict(held(acts)) is None
    acts.release()
    assert verdict(held(acts)) == Verdict.EXACT


@pytest.mark.parametrize("language", ["ar", "en"])
def test_its_pairs_are_looked_for_where_its_script_is(acts, language):
    edition = Edition.objects.filter(language=language).first()
    text = "\n".join(verifying.parts(edition))
    asked = verifying.pairs_asked(text)
    assert {each for each, _pair in asked} == {language}
    assert edition in verifying.candidates(text, at=timezone.now())
    assert [each for each, _pair in verifying.pairs_asked("2022 2023")] == ["ar", "en"]
