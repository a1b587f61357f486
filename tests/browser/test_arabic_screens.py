"""No English word on an Arabic screen: every page of the desk, as each role, and every public
page is opened, its forms are sent wrong and right, and what is written in Latin letters counted.

Proper names and what people typed may be in Latin letters: they are looked up in the database.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.apps import apps
from django.db import models
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from communiques.archive import intake
from communiques.models import Action, Communique
from communiques.standing import standings
from organizations.languages import LANGUAGES
from organizations.models import AuditEvent

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: One of each kind of work; the others see the same screens as these.
ROLES = ("drafter", "approver", "publisher", "protocol", "administrator")
#: Pages of one shape (view and language) that a crawl reads, without a query.
ALIKE = 2
#: What may stand in Latin letters on an Arabic page: the places to fill in a pattern, the examples
#: of a symbol and of a country's code, kinds of file and of citation, the names of the ways to hash
#: a password.
ALLOWED = (
    *("{year}", "{number}", "AIMC/PR/", "TN"),
    *("XLSX", "CSV", "Excel", ".xlsx", "xlsx"),
    *("argon2", "argon2id", "md5"),
    *("APA", "BibTeX", "RIS", "TMX"),
    *("JPEG", "PNG", "WebP", "PDF", "pdf", "jpg", "png", "webp"),
)
#: Nor are these words: the number of a character nobody sees, a digest, a masked password, the
#: address of a page.
NO_WORDS = re.compile(r"\[U\+[0-9A-F]{4}\]|\b[0-9a-f]{64}\b|\S+\*{6,}|https?://[\w.:/%?=&+-]+")
NOT_PAGES = re.compile(
    r"/(words\.js|jsi18n/|autocomplete/|logout/|static/|feed/|files/)|\.(pdf|docx|txt|ics)$"
)

#: All that a page says: its texts, and the attributes that are read out or shown; and its links.
#: Words marked as English are English on purpose; the letters inside an icon are its name in the
#: icon font.
READ = """(html) => {
  const page = html === null ? document : new DOMParser().parseFromString(html, "text/html")
  const said = [page.title]
  const foreign = (element) => element.closest("[lang]")?.lang.startsWith("en")
  const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    if (!parent.closest("script, style, template, textarea, .material-icons") && !foreign(parent))
      said.push(texts.currentNode.data)
  }
  for (const element of page.body.querySelectorAll("*")) {
    if (foreign(element)) continue
    for (const name of ["title", "aria-label", "aria-description", "placeholder", "alt"])
      said.push(element.getAttribute(name) ?? "")
    if (element.matches("input[type=submit], input[type=button], input[type=reset]"))
      said.push(element.value)
  }
  const links = [...page.querySelectorAll("a[href]:not([download])")]
  return [
    said.map((each) => each.trim()).filter((each) => /[A-Za-z]/.test(each)),
    links.map((link) => link.getAttribute("href")),
  ]
}"""

#: Every control of the page's main form emptied or filled with nonsense, one more row in each
#: part, and the form sent past the browser's own checks.
SPOIL = """(value) => {
  for (const add of document.querySelectorAll(".add-row a")) add.click()
  const form = document.querySelector("#content form[method=post], #container form.desk-form")
  for (const control of form.elements) {
    if (control.type === "hidden" || control.name.includes("__prefix__")) continue
    if (["number", "email", "url"].includes(control.type)) control.type = "text"
    if (control.matches("textarea, input[type=text], input[type=password]")) control.value = value
  }
  form.noValidate = true
  form.requestSubmit(form.querySelector("[name=_save], [type=submit]"))
}"""


class Reader:
    """Turns pages and remembers what each says in Latin letters."""

    def __init__(self, page: Page):
        self.page = page
        self.said: dict[str, set[str]] = {}
        page.on("dialog", self.hear)

    def hear(self, dialog) -> None:
        self.note(f"{self.page.url} dialog", [dialog.message])
        dialog.accept()

    def note(self, where: str, said: Iterable[str]) -> None:
        for each in said:
            self.said.setdefault(each, set()).add(where)

    def look(self, what: str = "", html: str | None = None) -> list[str]:
        """Read the page that is open, or another without opening it; the links on it."""
        if html is None and self.page.locator(".prose-editor").count():
            self.page.locator(".prose-menubar__button").first.wait_for()
        where = urlsplit(self.page.url).path if html is None else ""
        said, links = self.page.evaluate(READ, html)
        self.note(f"{where} {what}".strip(), said)
        return links

    def open(self, path: str) -> bool:
        """Whether the page is there for this person; it is read either way."""
        there = self.page.goto(path).ok
        self.look()
        return there

    def is_at(self, path: str) -> bool:
        """Whether the page is there: open still, for what was sent was refused, or opened now."""
        return urlsplit(self.page.url).path == path or self.open(path)

    def fetch(self, path: str) -> list[str]:
        """Read a page without running its scripts; the links on it."""
        return self.look(path, self.page.request.get(path).text())

    def post(self, path: str, **fields: str) -> str:
        """Send a form as a crafted or an old page would, and read the answer; its address."""
        cookies = {each["name"]: each["value"] for each in self.page.context.cookies()}
        token = {"csrfmiddlewaretoken": cookies.get("bayan_csrf", "")}
        answer = self.page.request.post(path, form=token | fields)
        self.look(f"POST {path} {fields}"[:300], answer.text())
        return answer.url

    def spoil(self, value: str) -> None:
        """Send the form of the page that is open with that in every field."""
        with self.page.expect_navigation():
            self.page.evaluate(SPOIL, value)
        self.look(f"sent with {value!r}")

    def crawl(self, *starts: str) -> None:
        """Read every page that links lead to, a few of each shape, and with a query those that ask
        for something more than the ones before; with scripts, one a view."""
        waiting, seen, read, asked = list(starts), set(starts), Counter(), set()
        for path in waiting:
            view, shape, names = shape_of(path)
            more = {(shape, name) for name in names} - asked
            if not more and (names or read[shape] >= ALIKE):
                continue
            if not read[view]:
                self.open(path)
            read.update({view} if names else {view, shape})
            asked |= more
            for link in self.fetch(path):
                found = local(urljoin(path, link), self.page.url)
                if found and found not in seen and found.startswith(starts[0][:4]):
                    seen.add(found)
                    waiting.append(found)

    def leftovers(self) -> list[str]:
        """Every word in Latin letters that is no proper name, with a page that shows it."""
        phrases = proper_names()
        return sorted(
            f"{text!r} on {min(places)}"
            for text, places in self.said.items()
            if re.search("[A-Za-z]", without(phrases, text))
        )


def local(link: str, base: str) -> str | None:
    """The path and query of a page of ours."""
    url = urlsplit(urldefrag(urljoin(base, link)).url)
    if url.netloc != urlsplit(base).netloc or NOT_PAGES.search(url.path):
        return None
    return f"{url.path}?{url.query}" if url.query else url.path


def shape_of(path: str) -> tuple[str, tuple, set[str]]:
    """The view of a page; with the language that it shows; and the names of its query."""
    url = urlsplit(path)
    names = set(parse_qs(url.query, keep_blank_values=True))
    try:
        view = resolve(url.path)
    except Resolver404:
        return url.path, (url.path,), names
    return view.view_name, (view.view_name, view.kwargs.get("language")), names


def proper_names() -> list[str]:
    """All that people typed, longest first: names, titles, addresses, symbols, patterns."""
    found = set(ALLOWED)
    for label in ("organizations", "events", "communiques"):
        for model in apps.get_app_config(label).get_models():
            if model is not AuditEvent:
                found |= typed(model)
    return sorted((each for each in found if re.search("[A-Za-z]", each)), key=len, reverse=True)


def typed(model: type[models.Model]) -> set[str]:
    fields = [
        field.attname
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and "digest" not in field.name
    ]
    rows = model._base_manager.values_list(*fields) if fields else []
    return {line.strip() for row in rows for value in row if value for line in value.splitlines()}


def without(phrases: list[str], text: str) -> str:
    """The text without the proper names in it, whole or cut short."""
    text = NO_WORDS.sub("", text)
    for phrase in phrases:
        if phrase in text:
            text = re.sub(rf"(?<![A-Za-z]){re.escape(phrase)}(?![A-Za-z])", "", text)
    start = text.strip("› ").partition("…")[0]
    short = len(start) < len(text) and any(phrase.startswith(start) for phrase in phrases)
    return "" if short and len(start) > 20 else text


# --- what is done on the way --------------------------------------------------------------------


@pytest.fixture
def only_in_english(demo):
    """A communiqué of the archive that Arabic readers find in English only."""
    record = {
        "id": "x-1", "issuer": "Arab Interior Ministers' Council", "kind": "statement",
        "date": "2001-02-03", "symbol": "OLD/1", "original_language": "en",
        "title": {"ar": "", "en": "An old statement"}, "summary": {"ar": "", "en": ""},
        "body": {"ar": "", "en": "It is in English."}, "place": {"ar": "", "en": "Tunis"},
        "conference": None, "organizations": [], "source_url": "",
    }  # fmt: skip
    list(intake.take([json.dumps(record)]))
    return Communique.objects.get(archive_id="x-1")


def forms_sent_wrong(reader: Reader) -> None:
    """Every form of Django's own pages, empty and full of nonsense."""
    for label in ("organizations", "events", "communiques"):
        for model in apps.get_app_config(label).get_models():
            address = f"/admin/{label}/{model._meta.model_name}/"
            first = model._base_manager.order_by("pk").first()
            paths = [f"{address}add/"] + ([f"{address}{first.pk}/change/"] if first else [])
            for path in paths:
                for value in ("", "؟"):
                    if reader.is_at(path) and reader.page.locator(SAVE).count():
                        reader.spoil(value)


SAVE = "#content [name=_save], #content .desk-form [type=submit]"


def decisions_of_every_kind(reader: Reader) -> None:
    """Every action on every text: forbidden, refused with its reasons, or done."""
    for row in Communique.objects.order_by("pk"):
        path = f"/admin/communiques/communique/{row.pk}/"
        for action in Action.values:
            seen = {f"seen_{k}": s.digests.seen for k, s in standings(row).items()}
            asked = {"action": action, "language": row.original_language, "when": "at"}
            reader.post(path, **asked, **seen)
        reader.fetch(path)


def decisions_on_what_moved(reader: Reader) -> None:
    old = {"seen_ar": "0" * 64, "seen_en": "0" * 64, "rev_ar": "1", "rev_en": "1"}
    for row in Communique.objects.order_by("pk"):
        path = f"/admin/communiques/communique/{row.pk}/"
        reader.post(path, action=Action.SUBMIT, language="ar", **old)
        reader.post(path, action=Action.RETURN, language="ar", reason="سبب", **old)


def texts_sent_wrong(reader: Reader) -> None:
    """Two people at once, clean-ups, characters that nobody sees, a session that ended."""
    row = Communique.objects.get(title_ar__startswith="الأمانة العامة تنظم ورشة")
    path = f"/admin/communiques/communique/{row.pk}/"
    reader.open(f"{path}change/")
    opened = reader.page.evaluate(
        "() => Object.fromEntries(new FormData(document.querySelector('form.desk-form')))"
    )
    opened.pop("csrfmiddlewaretoken")
    for title in ("عنوان أول  فيه تطويـــل", "عنوان ثانٍ"):  # the second overtakes the first
        merge = reader.post(f"{path}change/", **(opened | {"ar-title": title}))
        reader.open(f"{path}change/")
    reader.open(urlsplit(merge).path)
    assert "/merge/" in merge
    reader.post(f"{path}change/", **(opened | {"facts-dated_on": "2022-05-23"}))
    reader.post(f"{path}change/", **(opened | {"facts-dated_on": "2022-05-24"}))
    reader.open(f"{path}cleanups/ar/")
    reader.post(f"{path}cleanups/ar/", revision="2")
    reader.post(f"{path}cleanups/ar/", revision="2", kinds="tatweel")
    for body in ("\u202eنص", "نص\u2066", "نص\u0007", "\0", "ط" * 201, "كلمة " * 3001, "ط" * 400001):
        wrong = {"ar-title": body[:300], "ar-body": body}
        reader.post(f"{path}change/", **(opened | wrong))
    wrong = {"ar-title": "ط " * 300, "facts-dated_on": "؟", "facts-place_ar": "ط" * 300}
    reader.post(f"{path}change/", **(opened | wrong))
    sealed = Communique.objects.get(title_ar__startswith="بيان بشأن انعقاد")
    reader.open(f"/admin/communiques/communique/{sealed.pk}/change/")
    reader.post(f"/admin/communiques/communique/{sealed.pk}/change/", **opened)
    reader.page.context.clear_cookies(name="bayan_session")
    reader.post(f"{path}change/", **opened)


VISITS = {
    "drafter": [texts_sent_wrong, decisions_on_what_moved],
    "administrator": [forms_sent_wrong],
}


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_speaks_arabic(as_user, only_in_english, role):
    reader = Reader(as_user(role))
    reader.crawl("/admin/", "/admin/password_change/", "/admin/nothing/")
    for page in ("cleanups", "versions", "source", "preview"):
        for language in LANGUAGES:
            reader.open(f"/admin/communiques/communique/1/{page}/{language}/")
    reader.open("/admin/communiques/communique/?q=%D8%B8%D8%B8")
    reader.open("/admin/password_change/")
    reader.spoil("123")
    decisions_of_every_kind(reader)
    for visit in VISITS.get(role, []):
        visit(reader)
    reader.post("/admin/logout/")
    assert not (left := reader.leftovers()), "\n".join(left)


def test_the_login_speaks_arabic(browser_page, demo):
    reader = Reader(browser_page())
    reader.open("/admin/")
    reader.post("/admin/login/", username="drafter", password="wrong")
    reader.post("/admin/login/", username="", password="")
    reader.page.context.clear_cookies()
    reader.post("/admin/login/", username="drafter", password="wrong")  # without its token
    assert not (left := reader.leftovers()), "\n".join(left)


def test_the_readers_pages_speak_arabic(browser_page, only_in_english):
    reader = Reader(browser_page())
    reader.crawl("/ar/", "/ar/communiques/")
    reader.open(f"/ar/communiques/{only_in_english.slug}/")
    for path in (
        "/ar/nothing/",
        "/ar/communiques/nothing/",
        "/ar/communiques/?q=%00",
        "/ar/communiques/?cursor=مبتور",
        "/ar/communiques/?kind=مجهول",
        "/ar/communiques/?year=1900",
    ):
        reader.open(path)
    reader.page.set_content(render_to_string("500.html"))
    reader.look("500.html")
    assert not (left := reader.leftovers()), "\n".join(left)


def test_an_english_word_is_found(browser_page, demo):
    """The reader itself: what it counts and what it leaves out."""
    reader = Reader(browser_page())
    reader.page.set_content(
        """<html lang="ar"><title>بيان</title><body>
        <p>نص <b>Planted</b> <i lang="en">English on purpose</i></p>
        <p>Arab Interior Ministers' Council</p><img alt="Seal"><input placeholder="Search">
        <i class="material-icons">format_bold</i><button title="Bold">غ</button></body></html>"""
    )
    reader.look()
    found = {each.split("'")[1] for each in reader.leftovers()}
    assert found == {"Planted", "Seal", "Search", "Bold"}
