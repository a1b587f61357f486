"""Hostile words in every field that somebody may write: no page runs them, of readers or the desk.

The words themselves may be shown; what may not be there is an element, an attribute or an address
that does something."""

import contextlib
import json
import re
import tempfile
from io import StringIO
from urllib.parse import urlsplit

import html5lib
import pytest
from defusedxml import ElementTree
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from communiques import drafting
from communiques.demo import play
from communiques.management.commands.import_archive import SomeFaulty
from communiques.models import Communique, Text
from events.models import Conference
from organizations.models import Organization, OrganizationAlias, Person, User
from tests.archive.conftest import record
from tests.standing import scene
from tests.text.htmls import ATTACKS

#: As text that a file and both databases can hold.
WORDS = sorted({each.replace("\0", "").encode(errors="ignore").decode() for each in ATTACKS})
WITH_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "background",
                  "{http://www.w3.org/1999/xlink}href"}  # fmt: skip
DOING = {"iframe", "object", "embed", "base", "frame", "applet", "portal", "marquee",
         "math", "video", "audio", "style"}  # fmt: skip
SCRIPTS = re.compile(r"/static/[-\w/.]+\.js|/admin/(?:jsi18n/|words\.js)")


def deeds(page: bytes) -> list[str]:
    """What a page would do that none of ours does."""
    found = []
    document = html5lib.parse(page, namespaceHTMLElements=False)
    for element in document.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in DOING or (tag == "script" and not is_ours(element)):
            found.append(f"<{tag}> {dict(element.attrib)} {element.text}"[:200])
        if tag == "meta" and element.get("http-equiv"):
            found.append("<meta http-equiv>")
        for name, value in element.attrib.items():
            address = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if name in WITH_ADDRESSES and not is_harmless(address):
                found.append(f"{tag}[{name}={value}]")
            if str(name).startswith("on") or name in ("style", "srcdoc", "ping", "manifest"):
                found.append(f"{tag}[{name}]")
    return found


def is_ours(script) -> bool:
    if script.get("type") in ("application/ld+json", "application/json"):
        json.loads(script.text)
        return True
    if script.get("type") == "importmap":
        return bool(script.get("nonce"))
    return (
        bool(SCRIPTS.fullmatch(urlsplit(script.get("src", "")).path))
        and not (script.text or "").strip()
    )


def is_harmless(address: str) -> bool:
    scheme = re.match(r"[a-z][-a-z0-9+.]*:", address)
    return not scheme or scheme[0] in ("http:", "https:", "mailto:")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@scene
def attacked(demo) -> Organization:
    """A site where whoever may write anything has written all of it."""
    issuer = Organization.objects.called("AIMC")
    lines = []
    for number, words in enumerate(WORDS):
        said = {"ar": words, "en": words}
        lines.append(json.dumps(record(
            f"x-{number}", title={k: f"{number} {v}"[:200] for k, v in said.items()}, summary=said,
            body={k: f"<p>{number}</p>{v}" for k, v in said.items()}, place=said, date="2001-05-23",
            conference={"title": {k: f"{number} {v}"[:200] for k, v in said.items()}},
        )))  # fmt: skip
        name = f"{number} {words}"[:150]
        body = Organization.objects.create(
            kind="sector", parent=issuer, name_ar=name, name_en=name, slug=f"attacked-{number}"
        )
        OrganizationAlias.objects.create(organization=body, spelling=f"alias {name}"[:150])
        Person.objects.create(name_ar=name, name_en=name)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as archive:
        archive.write("\n".join(lines))
        archive.flush()
        quiet = {"stdout": StringIO(), "stderr": StringIO()}
        with contextlib.suppress(SomeFaulty):  # words that a title may not hold
            call_command("import_archive", archive.name, language="en", **quiet)
    return issuer


def test_no_page_does_what_was_written(attacked):
    assert len(WORDS) >= 150
    taken = Communique.objects.filter(archive_id__startswith="x-")
    assert taken.count() > 100, "most of them are words that a title may hold"
    conference = Conference.objects.filter(title_en__contains="<script>").first()
    reader = Client()
    paths = [f"communiques/{slug}/" for slug in taken.values_list("slug", flat=True)]
    paths += [f"organizations/{each.slug}/" for each in Organization.objects.all()[::5]]
    paths += [f"conferences/{each.slug}/" for each in Conference.objects.all()[::5]]
    paths += ["", "communiques/", "conferences/", "organizations/", "archive/2001/5/", "register/",
              f"conferences/{conference.slug}/"]  # fmt: skip
    done = {path: deeds(reader.get(f"/en/{path}").content) for path in paths}
    assert {path: each for path, each in done.items() if each} == {}


@pytest.mark.parametrize("words", WORDS[::3])
def test_what_is_typed_into_a_search_is_words(db, words):
    for path in ("communiques/", "verify/", "conferences/", "subscriptions/"):
        page = Client().get(
            f"/en/{path}", {"q": words, "code": words, "kind": words, "year": words}
        )
        assert deeds(page.content) == [], path


def test_feeds_and_linked_data_stay_what_they_are(attacked):
    reader = Client()
    feeds = ("/en/feed/", "/ar/feed/", "/en/register/feed/")
    for address in (*feeds, "/sitemap-organizations.xml", "/sitemap-communiques-2001-05.xml"):
        found = reader.get(address)
        assert (found.status_code, bool(ElementTree.fromstring(found.content))) == (200, True)
    answer = reader.get("/api/v1/communiques/?language=en&year=2001")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/json", "nosniff")  # fmt: skip
    assert answer.json()["items"]


def test_no_screen_of_the_desk_does(attacked):
    """In titles, texts, notes, remarks, reasons, names of files and of people, in each of them."""
    stage = play.Stage(
        staff={each.username: each for each in User.objects.all()}, bodies={"council": attacked},
        participation=None, statements=None, conference=None,
    )  # fmt: skip
    series = Communique.objects.filter(archive_id=None).first().series
    screens = []
    for number, words in enumerate(WORDS[::6]):
        places = {"place_ar": words[:200], "place_en": words[:200]}
        row = drafting.start(series=series, author=stage.staff["drafter"],
                             dated_on=timezone.localdate(), **places)  # fmt: skip
        fields = {"title": f"{number} {words}"[:200], "summary": words, "body": f"<p>x</p>{words}",
                  "change_note": words}  # fmt: skip
        for language, writer in (("ar", "drafter"), ("en", "translator")):
            play.write(row, Text(language, **fields), stage.staff[writer])
        screens += [f"communiques/communique/{row.pk}/{screen}/" for screen in ("change", "decide")]
    screens += ["", "communiques/communique/", "communiques/communique/board/",
                "organizations/organization/?all=", "organizations/person/?all=",
                "events/conference/?all="]  # fmt: skip
    for table in (Organization, Person, Conference):
        rows = table.objects.order_by("-pk")[:20]
        label = f"{table._meta.app_label}/{table._meta.model_name}"
        screens += [
            f"{label}/{row.pk}/{end}/" for row in rows[::4] for end in ("change", "history")
        ]
    done, statuses = {}, set()
    for who in ("drafter", "approver", "administrator"):
        staff = Client()
        staff.force_login(stage.staff[who])
        for screen in screens:
            answer = staff.get(f"/admin/{screen}")
            statuses.add(answer.status_code)
            if each := deeds(answer.content):
                done[who, screen] = each
    assert done == {}
    assert statuses == {200, 302, 404}, "what is not theirs to see is not there"


def test_the_net_has_no_holes():
    """Each way of doing something is seen where nothing cleans it."""
    seen = [words for words in WORDS if deeds(f"<!doctype html><body>{words}</body>".encode())]
    assert len(seen) > 110
    assert deeds(b"<!doctype html><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>") == []
