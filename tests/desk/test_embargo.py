"""Named readers see a sealed text before its moment, marked with their name; everything is logged;
nobody else sees a trace of it, and the link shows nothing once it is over."""

import datetime as dt

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from communiques import embargo, opinions
from communiques.demo import play
from communiques.models import Action, EmbargoReader
from organizations.audit import AuditEvent
from tests.desk.conftest import url
from tests.standing import scene
from tests.workflow.conftest import Acts


@scene
def acts(english) -> Acts:
    """A cleared text, scheduled for the day after tomorrow."""
    made = Acts(english, play.compose(english, "review", timezone.now()))
    made.clear()
    made.release(in_days=2)
    return made


def admit(acts, account=None):
    release = acts.row.releases.get()
    by = acts.stage.staff["publisher"]
    reader, token = embargo.admit(release, "Rania Khoury", account=account, by=by)
    return reader, f"/en/embargo/{token}/"


def readings() -> list[tuple]:
    events = AuditEvent.objects.filter(verb="read under embargo").order_by("seq")
    return [(each.data["name"], each.data["language"]) for each in events]


def test_the_named_reader_reads_it_marked_and_each_reading_is_logged(acts):
    reader, address = admit(acts)
    page = Client().get(address)
    html = page.content.decode()
    assert page.status_code == 200
    assert acts.row.title_en in html and html.count("<p>Rania Khoury</p>") == 12
    assert "Under embargo until" in html
    assert address not in html.split("footer")[1]  # nor on paper
    arabic = Client().get(address.replace("/en/", "/ar/"))
    assert acts.row.title_ar in arabic.content.decode()
    assert readings() == [("Rania Khoury", "en"), ("Rania Khoury", "ar")]
    reader.refresh_from_db()
    assert reader.opened == 2
    assert page["X-Robots-Tag"] == "noindex, nofollow" and "no-store" in page["Cache-Control"]
    public = Client().get(f"/en/communiques/{acts.row.slug or 'aimc-st-2026-1'}/")
    assert public.status_code == 404


def test_the_words_are_the_sealed_ones(acts):
    """What readers get is the edition, whatever the directory has become since."""
    acts.stage.bodies["secretariat"].name_en = "Renamed since"
    acts.stage.bodies["secretariat"].save()
    _reader, address = admit(acts)
    assert "Renamed since" not in Client().get(address).content.decode()


def test_after_its_moment_it_leads_to_what_everybody_reads(acts):
    _reader, address = admit(acts)
    acts.row.refresh_from_db()
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        answer = Client().get(address)
    assert (answer.status_code, answer["Location"]) == (
        302, f"/en/communiques/{acts.row.slug}/",
    )  # fmt: skip
    assert readings() == []


@pytest.mark.parametrize("how", ["revoked", "called off"])
def test_over_it_shows_nothing(acts, as_, how):
    reader, address = admit(acts)
    if how == "revoked":
        as_("publisher").post(url("dismiss", acts.row.pk, reader.pk))
    else:
        acts.do(Action.CALL_OFF, "publisher", reason="x")
    answer = Client().get(address)
    assert answer.status_code == 410
    assert acts.row.title_en not in answer.content.decode()
    assert readings() == []


def test_it_cannot_be_guessed_or_made_from_another_link(acts):
    reader, address = admit(acts)
    token = address.split("/")[3]
    _link, other = opinions.ask(acts.row, "en", "x", days=1, by=acts.stage.staff["reviewer"])
    forged = [
        "x", token[:-1], other, signing.dumps([reader.pk, "x"], salt=embargo.SALT),
        signing.dumps([reader.pk + 1, "x"], salt=embargo.SALT),
    ]  # fmt: skip
    assert {Client().get(f"/en/embargo/{each}/").status_code for each in forged} == {404}
    assert Client().get(f"/en/opinion/{token}/").status_code == 404
    assert token not in str(EmbargoReader.objects.values())


def test_with_an_account_only_who_is_logged_in_with_it(acts, client, stranger):
    _reader, address = admit(acts, stranger)
    assert "/admin/login/" in Client().get(address)["Location"]
    client.force_login(acts.stage.staff["drafter"])
    assert client.get(address).status_code == 404
    assert readings() == []
    client.force_login(stranger)
    assert acts.row.title_en in client.get(address).content.decode()
    assert readings() == [("Rania Khoury", "en")]


# --- at the desk ---------------------------------------------------------------------------------


def test_the_publisher_admits_and_the_address_is_shown_once(acts, as_):
    data = {"name": "Rania Khoury", "account": ""}
    page = as_("publisher").post(url("admit", acts.row.pk), data, follow=True)
    address = page.content.decode().split("lang='en'>")[1].split("</code>")[0]
    path = "/" + address.split("/", 3)[3]
    assert path.startswith("/ar/embargo/")
    assert acts.row.title_ar in Client().get(path).content.decode()
    html = as_("publisher").get(url("decide", acts.row.pk)).content.decode()
    assert "Rania Khoury" in html and "opened 1 time" in html and path not in html


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Name the reader."),
        ({"name": "  "}, "Name the reader. You wrote: “  ”."),
        ({"name": "Rania", "account": "nobody"},
         "There is no such account. You wrote: “Rania, nobody”."),
    ],
)  # fmt: skip
def test_a_crooked_request_admits_nobody_and_says_why(acts, as_, data, said):
    page = as_("publisher").post(url("admit", acts.row.pk), data, follow=True)
    assert [str(each) for each in page.context["messages"]] == [said]
    assert not EmbargoReader.objects.exists()


def test_nobody_is_admitted_to_what_is_not_scheduled(english, as_):
    row = play.compose(english, "review", timezone.now())
    page = as_("publisher").get(url("decide", row.pk))
    assert page.context["embargo"] is None
    as_("publisher").post(url("admit", row.pk), {"name": "x"})
    assert not EmbargoReader.objects.exists()


@pytest.mark.parametrize("persona", ["drafter", "reviewer", "approver", "protocol"])
def test_only_a_publisher_admits_and_sends_away(acts, as_, persona):
    reader, _address = admit(acts)
    assert as_(persona).post(url("admit", acts.row.pk), {"name": "x"}).status_code == 403
    assert as_(persona).post(url("dismiss", acts.row.pk, reader.pk)).status_code == 403
    reader.refresh_from_db()
    assert reader.revoked_at is None and EmbargoReader.objects.count() == 1


def test_a_stranger_admits_nobody(acts, client, stranger):
    reader, _address = admit(acts)
    client.force_login(stranger)
    assert client.post(url("admit", acts.row.pk), {"name": "x"}).status_code == 404
    assert client.post(url("dismiss", acts.row.pk, reader.pk)).status_code == 404
