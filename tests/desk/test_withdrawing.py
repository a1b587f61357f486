"""Withdrawing at the desk: offered to those who may, refused to all others, nothing typed lost."""

import io

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from communiques.demo import play
from communiques.models import Communique, Withdrawal
from tests.archive.conftest import line
from tests.desk.conftest import url
from tests.standing import scene

OTHERS = [each for each in play.STAFF if each not in ("approver", "deputy")]
REASONS = {"reason_ar": "صدر خطأً.", "reason_en": "Issued by mistake."}


@scene
def released(english, ready):
    play.release(english, ready, timezone.now())
    return ready


def test_an_approver_withdraws_and_reinstates(released, as_):
    client = as_("approver")
    withdraw, reinstate = url("withdraw", released.pk), url("reinstate", released.pk)
    assert withdraw in client.get(url("decide", released.pk)).content.decode()
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, REASONS | {"removes_text": "on"}).status_code == 302
    made = Withdrawal.objects.get()
    assert (made.reason_ar, made.reason_en, made.removes_text) == (*REASONS.values(), True)
    html = client.get(url("decide", released.pk)).content.decode()
    assert reinstate in html and withdraw not in html and "Withdrawn by Hassan Al-Rashed" in html
    assert client.post(reinstate, REASONS).status_code == 302
    made.refresh_from_db()
    assert made.lifted_reason_en == REASONS["reason_en"]


@pytest.mark.parametrize("missing", REASONS)
def test_a_reason_is_asked_in_both_languages_and_the_other_is_kept(released, as_, missing):
    kept = {key: value for key, value in REASONS.items() if key != missing}
    page = as_("approver").post(url("withdraw", released.pk), kept)
    assert page.status_code == 422 and next(iter(kept.values())) in page.content.decode()
    assert Withdrawal.objects.count() == 0


def test_the_replacement_is_another_public_text(released, english, as_):
    other = play.compose(english, "ready", timezone.now())
    play.clear(english, other, timezone.now())
    play.release(english, other, timezone.now())
    own, theirs = (each.symbols.get().text for each in (released, other))
    client, address = as_("approver"), url("withdraw", released.pk)
    for symbol in (own, "AIMC/ST/1999/1"):
        page = client.post(address, REASONS | {"replaced_by": symbol})
        assert page.status_code == 422
        assert "No other public communiqué has this symbol." in page.content.decode()
    assert client.post(address, REASONS | {"replaced_by": theirs.lower()}).status_code == 302
    assert Withdrawal.objects.get().replaced_by == other


def test_a_text_without_a_symbol_is_named_by_its_address(released, as_, tmp_path):
    """One that was recorded twice, as an archive has it."""
    file = tmp_path / "archive.jsonl"
    file.write_bytes(line("x-1"))
    call_command("import_archive", file, stdout=io.StringIO())
    recorded = Communique.objects.get(archive_id="x-1")
    assert not recorded.symbols.exists()
    named = REASONS | {"replaced_by": recorded.slug, "forwards": "on"}
    assert as_("approver").post(url("withdraw", released.pk), named).status_code == 302
    released.refresh_from_db()
    led = Client().get(f"/en/communiques/{released.slug}/")
    assert (led.status_code, led["Location"]) == (301, f"/en/communiques/{recorded.slug}/")


def test_twice_is_refused_with_what_was_typed(released, as_):
    client, address = as_("approver"), url("withdraw", released.pk)
    client.post(address, REASONS)
    again = client.post(address, REASONS)
    assert again.status_code == 409
    assert "It is withdrawn already." in again.content.decode()
    assert REASONS["reason_en"] in again.content.decode()
    assert Withdrawal.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((each, 403) for each in play.STAFF if each not in ("approver", "deputy")),
        ("stranger", 404),
    ],
)
def test_nobody_else(released, as_, stranger, who, status):
    client = as_(who)
    for name in ("withdraw", "reinstate"):
        assert client.get(url(name, released.pk)).status_code == status
        assert client.post(url(name, released.pk), REASONS).status_code == status
    if status == 403:
        assert url("withdraw", released.pk) not in client.get(
            url("decide", released.pk)
        ).content.decode()  # fmt: skip
    assert Withdrawal.objects.count() == 0


def test_its_addresses_lead_to_the_text_that_is_named(released, english, as_):
    other = play.compose(english, "ready", timezone.now())
    play.clear(english, other, timezone.now())
    play.release(english, other, timezone.now())
    client, address = as_("approver"), url("withdraw", released.pk)
    page = client.post(address, REASONS | {"forwards": "on"})
    assert page.status_code == 422 and "are to lead to" in page.content.decode()
    data = {"forwards": "on", "replaced_by": other.symbols.get().text}
    assert client.post(address, REASONS | data).status_code == 302
    assert Withdrawal.objects.get().forward
