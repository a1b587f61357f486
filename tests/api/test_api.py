"""The JSON addresses say what the readers' pages say, at the same moments, by their schema."""

import datetime as dt
import gzip
import json

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft4Validator

from communiques import redactions, withdrawals
from communiques.demo import play
from communiques.models import Edition, EditionKind, Release
from organizations.models import Organization
from tests.standing import scene
from tests.test_leaks import seen
from tests.workflow.conftest import Acts

REASONS = {"ar": "سبب", "en": "A reason"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def at_now():
    """The workflow has a clock of its own: no travelling here."""


@scene
def acts(stage) -> Acts:
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("ar", title="عنوان زرقاويد", body="<p>متن صفراويد</p>")
    acts.write("en", title="Title zarqawid", body="<p>Body safrawid &amp; <b>more</b></p>")
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    return acts


def get(path: str, **headers):
    """The answer; SERIES stands for the number of the first one in the register."""
    if "SERIES" in path:
        path = path.replace("SERIES", str(get("register/").json()["items"][0]["id"]))
    return Client().get(f"/api/v1/{path}", headers=headers)


def slugs(path: str) -> list[str]:
    return [each["id"] for each in get(path).json()["items"]]


def schema() -> dict:
    return SchemaGenerator().get_schema(public=True)


def test_the_schema_is_valid_and_every_address_is_in_it():
    made = schema()
    validate_schema(made)
    assert set(made["paths"]) == {
        "/api/v1/", "/api/v1/communiques/", "/api/v1/communiques/{slug}/",
        "/api/v1/communiques/{slug}/editions/{number}/", "/api/v1/communiques/{year}.jsonl",
        "/api/v1/communiques/all.jsonl.gz", "/api/v1/conferences/", "/api/v1/conferences/{slug}/",
        "/api/v1/organizations/", "/api/v1/organizations/{slug}/", "/api/v1/register/",
        "/api/v1/register/{series}/{year}/",
    }  # fmt: skip
    assert get("schema/").json()["info"]["title"] == "Bayan"


ASKED = {
    "/api/v1/": "", "/api/v1/communiques/": "communiques/?language=en",
    "/api/v1/communiques/{slug}/": "communiques/aimc-pr-2022-1/",
    "/api/v1/communiques/{slug}/editions/{number}/": "communiques/aimc-pr-2022-1/editions/1/",
    "/api/v1/conferences/": "conferences/",
    "/api/v1/conferences/{slug}/": "conferences/small-arms-2022/",
    "/api/v1/organizations/": "organizations/",
    "/api/v1/organizations/{slug}/": "organizations/interpol/",
    "/api/v1/register/": "register/", "/api/v1/register/{series}/{year}/": "register/SERIES/2022/",
}  # fmt: skip


def test_the_answers_are_as_the_schema_says(demo):
    made = schema()
    for path, asked in ASKED.items():
        answer = get(asked)
        assert answer.status_code == 200, asked
        said = made["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        wanted = said["schema"] | {"components": made["components"]}
        wanted = json.loads(json.dumps(wanted).replace('"nullable": true', '"x-nullable": true'))
        wrong = [
            each.message
            for each in Draft4Validator(wanted).iter_errors(answer.json())
            if "None is not of type" not in each.message
            and "is not valid under" not in each.message
        ]
        assert wrong == [], asked


def test_a_text_as_it_was_sealed(acts):
    edition = Edition.objects.get(language="en")
    said = get(f"communiques/{acts.row.slug}/").json()
    assert said["is_withdrawn"] is False and said["withdrawals"] == []
    assert set(said["latest"]) == {"ar", "en"}
    english = said["latest"]["en"]
    kept = ("title", "summary", "html", "change_note", "symbol", "clearance", "code", "digest")
    assert {name: english[name] for name in kept} == {n: getattr(edition, n) for n in kept}
    assert english["text"] == "Body safrawid & more"
    assert english["is_original_language"] is False
    assert "id" not in english["issuer"] and english["issuer"]["slug"]
    assert [(each["language"], each["edition"]) for each in said["editions"]] == [
        ("ar", 1), ("en", 1)
    ]  # fmt: skip
    for each in (english["page"], english["bundle"], *english["papers"].values()):
        assert Client().get(each.replace("http://127.0.0.1:8000", "")).status_code == 200, each


def test_the_list_is_narrowed_and_searched_as_the_page_is(acts, stage):
    other = Acts(stage, play.compose(stage, "ready", timezone.now()))
    other.clear()
    other.release()
    other.row.refresh_from_db()
    both = {acts.row.slug, other.row.slug}
    assert set(slugs("communiques/")) == both
    assert slugs("communiques/?language=en&q=safrawid") == [acts.row.slug]
    year = acts.row.dated_on.year
    assert set(slugs(f"communiques/?year={year}&kind={acts.row.series.kind}")) == both
    issuer = get("communiques/").json()["items"][0]["issuer"]
    assert set(slugs(f"communiques/?issuer={issuer}")) == both
    assert set(slugs(f"communiques/?issuer={issuer}&q=safrawid&language=en")) == {acts.row.slug}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("communiques/?year=1800", {"unknown": ["1800"]}),
        ("communiques/?q=x&kind=poem", {"unknown": ["poem"]}),
        ("communiques/?language=fr", {"language": ["One of ar, en."]}),
        ("communiques/?cursor=zz", {"cursor": ["Not one that was given here."]}),
        ("communiques/?q=x&cursor=zz", {"cursor": ["Not one that was given here."]}),
        ("conferences/?cursor=zz", {"cursor": ["Not one that was given here."]}),
        ("conferences/?when=never", {"unknown": ["never"]}),
        ("register/SERIES/2022/?below=x", {"below": ["A number."]}),
    ],
)
def test_what_is_asked_wrongly_is_said_by_its_name(demo, path, said):
    answer = get(path)
    assert (answer.status_code, answer.json()) == (400, said)


@pytest.mark.parametrize(
    "path",
    [
        "communiques/none/", "communiques/none/editions/1/", "communiques/0.jsonl",
        "communiques/99999.jsonl", "communiques/1800.jsonl", "communiques/all.jsonl.gz",
        "conferences/none/", "organizations/none/", "register/99999/2022/", "register/SERIES/1800/",
        "communiques/aimc-pr-2022-1/editions/99999999999999999999/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404_and_nothing_else(demo, path):
    assert get(path).status_code == 404


def test_a_body_that_is_only_named_has_no_address_here(db):
    over = Organization.objects.create(name_ar="فوق", name_en="Above it", slug="above-it")
    heir = Organization.objects.create(name_ar="بعد", name_en="After it", slug="after-it")
    Organization.objects.create(
        kind="council", name_ar="مجلس", name_en="A council", slug="council", parent=over,
        successor=heir,
    )  # fmt: skip
    said = get("organizations/council/").json()
    assert said["page"].endswith("/ar/organizations/council/")
    (above,) = said["above"]
    assert (above["name"]["en"], above["page"], above["address"]) == ("Above it", None, None)
    assert said["successor"] is None
    assert get("organizations/above-it/").status_code == 404


def test_pages_follow_each_other_without_a_gap(acts, stage):
    for _n in range(24):
        each = Acts(stage, play.compose(stage, "ready", timezone.now()))
        each.clear()
        each.release()
    met, address = [], "communiques/"
    while address:
        answer = get(address).json()
        met += [each["id"] for each in answer["items"]]
        address = (answer["next"] or "").partition("/api/v1/")[2]
    assert len(met) == len(set(met)) == 25


def test_a_page_costs_the_same_with_one_text_and_with_three(acts, stage, django_assert_num_queries):
    with django_assert_num_queries(6):
        get("communiques/")
    for _n in range(2):
        each = Acts(stage, play.compose(stage, "ready", timezone.now()))
        each.clear()
        each.release()
    with django_assert_num_queries(6):
        get("communiques/")
    with django_assert_num_queries(3):
        get(f"communiques/{acts.row.slug}/")


def test_asked_again_it_is_304_until_something_changes(acts):
    first = get("communiques/")
    assert "max-age=5" in first["Cache-Control"] and first["Access-Control-Allow-Origin"] == "*"
    again = get("communiques/", if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    withdrawals.withdraw(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    assert get("communiques/", if_none_match=first["ETag"]).status_code == 200


def test_nothing_before_its_moment_all_at_it(stage):
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("en", title="Title zarqawid", body="<p>Body safrawid</p>")
    acts.clear()
    acts.release(in_days=2)
    acts.row.refresh_from_db()
    moment, slug = Release.objects.get().visible_from, acts.row.slug
    paths = ("communiques/", "communiques/?language=en", "communiques/?language=en&q=safrawid",
             f"communiques/{slug}/", f"communiques/{slug}/editions/1/", "register/",
             f"communiques/{acts.row.dated_on.year}.jsonl")  # fmt: skip
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert (
            seen({each: whole(get(each)) for each in paths}, ["zarqawid", "safrawid", slug])
            == set()
        )
        assert get(f"communiques/{slug}/").status_code == 404
    with time_machine.travel(moment, tick=False):
        assert all(get(each).status_code == 200 for each in paths)
        assert slug in whole(get("communiques/"))


def whole(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode()


def test_withdrawn_it_says_so_and_stands_in_no_list(acts):
    withdrawals.withdraw(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    said = get(f"communiques/{acts.row.slug}/").json()
    assert said["is_withdrawn"] and said["latest"]["en"]["title"] == "Title zarqawid"
    assert said["withdrawals"][0]["reason"] == REASONS
    assert slugs("communiques/") == []
    withdrawals.reinstate(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    said = get(f"communiques/{acts.row.slug}/").json()
    assert said["is_withdrawn"] is False and said["withdrawals"][0]["until"]
    assert slugs("communiques/") == [acts.row.slug]


def test_removed_or_redacted_it_is_gone_and_says_why(acts):
    approver, deputy = (acts.stage.staff[name] for name in ("approver", "deputy"))
    withdrawals.withdraw(acts.row, reasons=REASONS, removes_text=True, actor=approver)
    paths = (f"communiques/{acts.row.slug}/", f"communiques/{acts.row.slug}/editions/1/")
    for path in paths:
        answer = get(path)
        assert answer.status_code == 410 and answer.json()["withdrawn"]["reason"] == REASONS
    asked = redactions.ask(
        acts.row, numbers=[["ar", 1], ["en", 1]], reasons=REASONS, actor=approver
    )
    redactions.confirm(asked, actor=deputy)
    for path in paths:
        answer = get(path)
        assert answer.status_code == 410 and answer.json()["redacted_on"]
        assert "zarqawid" not in answer.content.decode()


def test_an_edition_that_lost_its_words_is_gone_and_the_others_stay(acts):
    acts.write("ar", title="نظيف", body="<p>نظيف</p>", change_note="ت")
    acts.write("en", title="Clean", body="<p>Clean</p>", change_note="C")
    acts.clear()
    acts.release(kind=EditionKind.CORRIGENDUM)
    approver, deputy = (acts.stage.staff[name] for name in ("approver", "deputy"))
    asked = redactions.ask(
        acts.row, numbers=[["ar", 1], ["en", 1]], reasons=REASONS, actor=approver
    )
    redactions.confirm(asked, actor=deputy)
    assert get(f"communiques/{acts.row.slug}/editions/1/").status_code == 410
    said = get(f"communiques/{acts.row.slug}/").json()
    assert [(e["edition"], bool(e["redacted_on"])) for e in said["editions"]] == [
        (2, False), (2, False), (1, True), (1, True)
    ]  # fmt: skip
    assert said["latest"]["en"]["title"] == "Clean"


def test_one_that_leads_on_leads_on(acts, stage):
    other = Acts(stage, play.compose(stage, "ready", timezone.now()))
    other.clear()
    other.release()
    other.row.refresh_from_db()
    withdrawals.withdraw(
        acts.row, reasons=REASONS, replaced_by=other.row, forwards=True, removes_text=True,
        actor=stage.staff["approver"],
    )  # fmt: skip
    answer = get(f"communiques/{acts.row.slug}/")
    assert answer.status_code == 301
    assert answer["Location"].endswith(f"/api/v1/communiques/{other.row.slug}/")


def test_all_in_one_file_until_something_is_removed(acts):
    call_command("export_public", verbosity=0)
    call_command("export_public", verbosity=0)
    answer = get("communiques/all.jsonl.gz")
    lines = gzip.decompress(b"".join(answer.streaming_content)).decode().splitlines()
    assert [json.loads(each)["language"] for each in lines] == ["ar", "en"]
    year = whole(get(f"communiques/{acts.row.dated_on.year}.jsonl"))
    assert year.splitlines() == lines
    withdrawals.withdraw(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    assert get("communiques/all.jsonl.gz").status_code == 404
    call_command("export_public", verbosity=0)
    answer = get("communiques/all.jsonl.gz")
    assert gzip.decompress(b"".join(answer.streaming_content)) == b""


def test_a_clock_that_stepped_back_keeps_no_file_alive(acts):
    """It was written by the later clock; what was removed since is told by number."""
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        call_command("export_public", verbosity=0)
    assert get("communiques/all.jsonl.gz").status_code == 200
    withdrawals.withdraw(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    assert get("communiques/all.jsonl.gz").status_code == 404
    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        assert get("communiques/all.jsonl.gz").status_code == 404


def test_it_is_only_read_and_knows_nobody(acts):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)("/api/v1/communiques/").status_code == 405
    answer = get("communiques/")
    assert "Set-Cookie" not in answer and "Cookie" not in answer.get("Vary", "")


def test_too_many_questions_are_refused(acts, monkeypatch):
    monkeypatch.setattr("communiques.api.views.MOST", 2)
    codes = [get("communiques/").status_code for _n in range(4)]
    assert codes == [200, 200, 429, 429]
