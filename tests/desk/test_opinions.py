"""Opinions from outside: one link, one text, one office. It cannot be guessed, shows nothing else,
nothing once the text moved, expired or revoked; what comes by it approves nothing."""

import datetime as dt

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from communiques import opinions, shelving, withdrawals
from communiques.demo import play
from communiques.models import Decision, Notice, Opinion, OpinionLink
from organizations.audit import AuditEvent
from organizations.models import User
from tests.desk.conftest import url
from tests.standing import scene
from tests.workflow.conftest import Acts


@scene
def acts(english) -> Acts:
    return Acts(english, play.compose(english, "review", timezone.now()))


@pytest.fixture
def link(acts):
    """The link, and its address."""
    made, token = opinions.ask(
        acts.row, "en", "Ministry of Justice", days=7, by=acts.stage.staff["reviewer"]
    )
    return made, f"/en/opinion/{token}/"


GIVEN = {"name": "Salim Hamdan, Legal Adviser", "verdict": "comments", "text": "Name the treaty."}


def read(address):
    return Client().get(address)


# --- reading and answering -----------------------------------------------------------------------


def test_the_holder_reads_the_text_and_answers(acts, link):
    made, address = link
    page = read(address)
    html = page.content.decode()
    assert page.status_code == 200
    assert acts.row.title_en in html and "Ministry of Justice" in html
    assert acts.row.title_ar not in html
    assert address not in html.split("footer")[1]  # nor on paper
    assert Client().post(address, GIVEN)["Location"] == f"{address}?given"
    opinion = Opinion.objects.get()
    assert (opinion.link, opinion.name, opinion.verdict, opinion.text) == (
        made, "Salim Hamdan, Legal Adviser", "comments", "Name the treaty.",
    )  # fmt: skip
    assert not Decision.objects.exists()
    verbs = list(AuditEvent.objects.order_by("-seq").values_list("verb", flat=True)[:3])
    assert verbs == ["opinion given", "opinion link opened", "opinion asked for"]
    told = Notice.objects.get(kind="opinion")
    assert (told.user.username, told.data["text"]) == ("reviewer", "Comments Name the treaty.")


def test_nobody_keeps_the_page_or_learns_its_address(link):
    page = read(link[1])
    assert {name: page[name] for name in ("X-Robots-Tag", "Referrer-Policy")} == {
        "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "same-origin",
    }  # fmt: skip
    assert "no-store" in page["Cache-Control"] and "private" in page["Cache-Control"]
    assert "Set-Cookie" not in page or "sessionid" not in page["Set-Cookie"]


def test_each_opening_is_counted_and_the_first_recorded(link):
    for _n in range(3):
        read(link[1])
    assert OpinionLink.objects.get().opened == 3
    assert AuditEvent.objects.filter(verb="opinion link opened").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"verdict": ""}, {"verdict": "approved"}, {"text": " "},
              {"name": "x" * 201}, {"text": "x\u202ey"}]
)  # fmt: skip
def test_a_crooked_answer_is_shown_again_as_typed(link, wrong):
    page = Client().post(link[1], GIVEN | wrong)
    assert page.status_code == 422 and not Opinion.objects.exists()
    assert (GIVEN | wrong)["name"][:150] in page.content.decode()


# --- attacks -------------------------------------------------------------------------------------


def test_it_cannot_be_guessed_or_forged(link):
    made, address = link
    token = address.split("/")[3]
    forged = [
        "x", token[:-1], token[1:], token.swapcase(), "a" * 200,
        signing.dumps([made.pk, "secret"], salt=opinions.SALT),
        signing.dumps([made.pk + 1, "secret"], salt=opinions.SALT),
        signing.dumps("x", salt=opinions.SALT),
        signing.dumps([made.pk, "x"], salt="bayan.rescue"),
        signing.dumps([made.pk, "x"], key="another", salt=opinions.SALT),
    ]  # fmt: skip
    assert {read(f"/en/opinion/{each}/").status_code for each in forged} == {404}
    assert {Client().post(f"/en/opinion/{each}/", GIVEN).status_code for each in forged} == {404}
    assert token not in str(OpinionLink.objects.values())


@pytest.mark.parametrize("what", ["words", "facts", "source"])
def test_once_the_text_moved_it_shows_nothing_and_takes_nothing(acts, link, what):
    made, address = link
    if what == "words":
        acts.write("en", title="A secret new title")
    elif what == "facts":
        acts.facts(place_en="A secret place")
    else:
        acts.write("ar", title="عنوان جديد")
    page = read(address)
    html = page.content.decode()
    assert "The text has changed" in html
    assert "secret" not in html and acts.row.title_en not in html
    answer = Client().post(address, GIVEN)
    assert answer.status_code == 409 and not Opinion.objects.exists()
    assert "Name the treaty." in answer.content.decode()  # what was typed is not lost
    assert OpinionLink.objects.get(pk=made.pk).opened == 0


def test_of_a_text_that_nobody_works_on_any_more_it_shows_nothing(acts, link, as_):
    assert shelving.shelve(acts.row, acts.stage.staff["drafter"])
    html = read(link[1]).content.decode()
    assert "Nobody is asked about this text any more" in html
    assert "Whoever sent you the link can tell you more." in html
    assert acts.row.title_en not in html and "Ask for a new link" not in html
    assert Client().post(link[1], GIVEN).status_code == 409 and not Opinion.objects.exists()
    page = as_("reviewer").get(url("decide", acts.row.pk)).content.decode()
    assert "closed: nobody works on the text any more" in page
    shelving.shelve(acts.row, acts.stage.staff["drafter"], shelved=False)
    assert acts.row.title_en in read(link[1]).content.decode()


@pytest.mark.parametrize("removes", [True, False])
def test_of_a_text_whose_words_are_withdrawn_it_shows_nothing(acts, removes):
    acts.clear()
    acts.release()
    made, token = opinions.ask(
        acts.row, "en", "Ministry of Justice", days=7, by=acts.stage.staff["reviewer"]
    )
    reasons = {"ar": "خطأ", "en": "A mistake."}
    withdrawals.withdraw(
        acts.row, reasons=reasons, removes_text=removes, actor=acts.stage.staff["approver"]
    )
    link = (made, f"/en/opinion/{token}/")
    assert (acts.row.title_en in read(link[1]).content.decode()) is not removes


def test_undone_it_shows_the_same_words_again(acts, link):
    title = acts.row.title_en
    acts.write("en", title="Another")
    assert "The text has changed" in read(link[1]).content.decode()
    acts.write("en", title=title)
    assert title in read(link[1]).content.decode()


def test_a_new_link_is_asked_for_once(acts, link):
    acts.write("en", title="Another")
    Notice.objects.all().delete()
    for _n in range(3):
        page = Client().post(link[1], {"anew": "1"})
        assert "A new link was asked for." in page.content.decode()
    told = Notice.objects.get()
    assert (told.kind, told.user.username, told.data["who"]) == (
        "asked_anew", "reviewer", "Ministry of Justice",
    )  # fmt: skip


def test_it_expires_and_can_be_revoked(acts, link, as_):
    made, address = link
    with time_machine.travel(timezone.now() + dt.timedelta(days=8)):
        assert "This link has expired" in read(address).content.decode()
        assert Client().post(address, GIVEN).status_code == 409
    as_("reviewer").post(url("revoke", acts.row.pk, made.pk))
    html = read(address).content.decode()
    assert "This link was revoked" in html and acts.row.title_en not in html
    assert "Whoever sent you the link can tell you more." in html
    assert Client().post(address, GIVEN | {"anew": "1"}).status_code == 200
    assert not Notice.objects.filter(kind="asked_anew").exists()
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_it_is_read_and_answered_and_nothing_else(link, method):
    assert getattr(Client(), method)(link[1]).status_code == 405


def test_an_answer_from_another_site_is_refused(link):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link[1], GIVEN).status_code == 403


# --- at the desk ---------------------------------------------------------------------------------


def test_the_address_is_shown_once(acts, as_):
    data = {"office": "Ministry of Justice", "language": "en", "days": "3"}
    page = as_("translator").post(url("ask", acts.row.pk), data, follow=True)
    address = page.content.decode().split("lang='en'>")[1].split("</code>")[0]
    assert "/en/opinion/" in address
    path = "/" + address.split("/", 3)[3]
    assert acts.row.title_en in read(path).content.decode()
    assert path not in as_("translator").get(url("decide", acts.row.pk)).content.decode()
    Client().post(path, GIVEN)
    html = as_("publisher").get(url("decide", acts.row.pk)).content.decode()
    assert "Salim Hamdan" in html and "Name the treaty." in html


@pytest.mark.parametrize(
    "data", [{}, {"office": " ", "language": "en", "days": "3"},
             {"office": "x", "language": "xx", "days": "3"},
             {"office": "x", "language": "en", "days": "0"},
             {"office": "x", "language": "en", "days": "9999"}]
)  # fmt: skip
def test_a_crooked_request_makes_no_link(acts, as_, data):
    as_("translator").post(url("ask", acts.row.pk), data)
    assert not OpinionLink.objects.exists()


def test_what_is_wrong_with_a_request_is_said_and_what_was_typed(acts, as_):
    data = {"office": "Office of the Minister", "language": "en", "days": "90"}
    page = as_("translator").post(url("ask", acts.row.pk), data, follow=True)
    assert [str(each) for each in page.context["messages"]] == [
        "Ensure this value is less than or equal to 60. You wrote: “Office of the Minister”."
    ]


@pytest.mark.parametrize("persona", ["publisher", "protocol", "administrator"])
def test_who_neither_writes_nor_clears_asks_nobody(acts, as_, link, persona):
    data = {"office": "x", "language": "en", "days": "3"}
    assert as_(persona).post(url("ask", acts.row.pk), data).status_code == 403
    assert as_(persona).post(url("revoke", acts.row.pk, link[0].pk)).status_code == 403
    assert OpinionLink.objects.get().revoked_at is None


def test_a_stranger_makes_and_revokes_nothing(acts, link, client, stranger):
    client.force_login(stranger)
    data = {"office": "x", "language": "en", "days": "3"}
    assert client.post(url("ask", acts.row.pk), data).status_code == 404
    assert client.post(url("revoke", acts.row.pk, link[0].pk)).status_code == 404
    assert User.objects.filter(username="stranger").exists()
