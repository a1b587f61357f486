"""Every screen of the desk × every persona."""

import pytest

from communiques.demo import play
from communiques.models import Communique, Series
from organizations.models import User
from tests.desk.conftest import url

PERSONAS = [*play.STAFF, "stranger", "anonymous"]
READERS = set(play.STAFF)


def screens(row):
    return {
        "changelist": url("changelist"),
        "board": url("board"),
        "figures": url("figures"),
        "add": url("add"),
        "change": url("change", row.pk),
        "decide": url("decide", row.pk),
        "cleanups ar": url("cleanups", row.pk, "ar"),
        "cleanups en": url("cleanups", row.pk, "en"),
        "versions": url("versions", row.pk, "ar"),
        "source": url("source", row.pk, "en"),
        "preview": url("preview", row.pk, "ar"),
        "attachments": url("attachments", row.pk),
        "unknown": url("decide", 999999),
        "wrong language": url("preview", row.pk, "xx"),
    }


def expected(screen: str, persona: str) -> int:
    if persona == "anonymous":
        return 302
    if screen in ("changelist", "board", "figures"):
        return 200
    if screen == "add":
        return 200 if persona in ("drafter", "stranger") else 403
    if screen == "wrong language":
        return 404
    if persona == "stranger" or screen == "unknown":
        return 404
    if screen == "change":  # who does not write is taken to the reading page
        return 200 if persona in ("drafter", "translator") else 302
    if screen == "cleanups ar":
        return 200 if persona == "drafter" else 403
    if screen == "cleanups en":
        return 200 if persona == "translator" else 403
    return 200


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_screen(row, client, as_, stranger, persona):
    if persona != "anonymous":
        as_(persona)
    got = {name: client.get(path).status_code for name, path in screens(row).items()}
    assert got == {name: expected(name, persona) for name in got}


@pytest.mark.parametrize("persona", PERSONAS)
def test_posting_a_text_as_every_persona(row, client, as_, stranger, persona):
    """A crafted POST of both languages changes only what the role may write."""
    if persona != "anonymous":
        as_(persona)
    posted = {
        "ar-revision": row.rev_ar, "ar-title": "مزور", "ar-body": "<p>مزور</p>",
        "en-revision": row.rev_en, "en-title": "forged", "en-body": "<p>forged</p>",
        "facts-revision": row.rev_facts, "facts-series": row.series_id,
        "facts-original_language": "ar", "facts-dated_on": row.dated_on.isoformat(),
        "facts-place_ar": "مزور",
    }  # fmt: skip
    client.post(url("change", row.pk), posted)
    row.refresh_from_db()
    got = {"ar": row.title_ar == "مزور", "en": row.title_en == "forged",
           "facts": row.place_ar == "مزور"}  # fmt: skip
    assert got == {
        "ar": persona == "drafter",
        "en": persona == "translator",
        "facts": persona == "drafter",
    }


@pytest.mark.parametrize("persona", [p for p in PERSONAS if p != "drafter"])
def test_only_a_drafter_opens_a_draft(english, client, as_, stranger, persona):
    if persona != "anonymous":
        as_(persona)
    before = Communique.objects.count()
    client.post(
        url("add"),
        {
            "facts-series": english.statements.pk,
            "facts-original_language": "ar",
            "facts-revision": 0,
        },
    )
    assert Communique.objects.count() == before


def test_a_stranger_lists_nothing(row, as_, stranger):
    page = as_("stranger").get(url("changelist"))
    assert page.context["cl"].result_list == []
    assert "Statement on the International Day" not in page.content.decode()


def test_a_list_is_narrowed_to_the_series_of_ones_own_organizations(row, as_, stranger, english):
    other = stranger.organization
    for kind in ("statement", "message"):
        Series.objects.create(issuer=other, kind=kind, name_en=kind, pattern=f"{kind}/{{number}}")
    for who in ("drafter", "stranger"):
        own = User.objects.get(username=who).scope
        (by_series, *_rest) = as_(who).get(url("changelist")).context["cl"].filter_specs
        offered = {pk for pk, _name in by_series.lookup_choices}
        expected = set(Series.objects.filter(issuer__in=own).values_list("pk", flat=True))
        assert (offered, len(offered) > 1) == (expected, True)


@pytest.mark.parametrize("method", ["delete", "put", "patch"])
def test_other_methods_change_nothing(row, as_, method):
    before = row.text("ar")
    getattr(as_("drafter"), method)(url("change", row.pk))
    row.refresh_from_db()
    assert row.text("ar") == before


def test_there_is_no_deletion(row, as_):
    client = as_("administrator")
    assert client.get(f"/admin/communiques/communique/{row.pk}/delete/").status_code == 404
    client.post(url("changelist"), {"action": "delete_selected", "_selected_action": [row.pk]})
    assert Communique.objects.filter(pk=row.pk).exists()


def test_the_addresses_of_a_text_stay():
    """Links in e-mails and notes lead here: they are part of what was promised."""
    names = ("decide", "change", "cleanups", "versions", "source", "preview")
    languages = {"cleanups", "versions", "source", "preview"}
    got = {name: url(name, 7, *(["ar"] if name in languages else [])) for name in names}
    base = "/admin/communiques/communique/7/"
    assert got == {
        "decide": base,
        "change": f"{base}change/",
        **{name: f"{base}{name}/ar/" for name in ("cleanups", "versions", "source", "preview")},
    }
