"""Finished pages in front of Django: the same bytes, without asking, until something changes; and
not a moment longer."""

import datetime as dt
import gzip
import io
import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import brotli
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from communiques import editions
from communiques.models import Edition, PublicChange, Release, Withdrawal
from communiques.search import rebuild
from config.front import Front
from events.models import Conference
from organizations.models import Organization, User
from organizations.triggers import counted_tables
from tests.public.conftest import NOW
from tests.test_leaks import guesses

PAGE = "/en/communiques/gs-st-2022-1/"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    queries: list[str]


class Asked:
    """A front, asked as a server would ask it."""

    def __init__(self):
        self.front = Front(get_wsgi_application(), room=10_000_000)

    def __call__(self, address: str, method: str = "GET", **headers) -> Answer:
        path, _sign, query = address.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
                   "HTTP_HOST": "testserver", "wsgi.input": io.BytesIO(), **headers}  # fmt: skip
        setup_testing_defaults(environ)
        said = []
        with CaptureQueriesContext(connection) as asked:
            answer = self.front(
                environ, lambda status, headers, exc=None: said.extend([status, headers])
            )
            body = b"".join(answer)
            if hasattr(answer, "close"):
                answer.close()
        status, listed = said
        assert len({name.lower() for name, _value in listed}) == len(listed), "a header twice"
        return Answer(
            int(status[:3]), dict(listed), body, [q["sql"] for q in asked.captured_queries]
        )

    def again(self, address: str = PAGE, **headers) -> Answer:
        """A moment later: it may ask whether anything has changed."""
        self.front.watch.doubt()
        return self(address, **headers)


@pytest.fixture(autouse=True)
def moments(connection_stays, monkeypatch):
    """The tests say when a moment has passed, and hold one transaction."""
    monkeypatch.setattr("config.front.close_old_connections", lambda: None)
    monkeypatch.setattr("config.front.EVERY", 60)


@pytest.fixture
def correct(publish):
    """A new edition of a text, with a title of its own."""

    def correct(row):
        type(row).objects.filter(pk=row.pk).update(title_en="After", rev_en=2)
        row.refresh_from_db()
        return publish(row=row, kind="revision")

    return correct


@pytest.fixture
def ask(db) -> Asked:
    return Asked()


# --- the same page, without asking ----------------------------------------------------------------


def test_a_page_is_made_once(ask, publish):
    publish(1)
    first, second = ask(PAGE), ask(PAGE)
    assert (first.status, first.body, first.headers) == (second.status, second.body, second.headers)
    assert len(first.queries) > 5
    assert second.queries == []
    assert len(ask.again().queries) == 1, "whether anything has changed"


def test_what_many_pages_have_in_common_is_made_once_in_a_state(ask, publish, correct):
    row = publish(1)
    first, second = ask("/en/communiques/"), ask("/en/communiques/?year=2022")
    assert len(first.queries) == 3 + 4 + 1, "the state, what lists offer, the list"
    assert len(second.queries) == 1
    assert ask("/en/communiques/?year=2021").status == 200
    publish(2, dated_on=dt.date(2021, 5, 25))
    ask.front.watch.doubt()
    later = ask("/en/communiques/?kind=statement").body
    assert b'<option value="2021"' in later
    correct(row)
    assert b"After" in ask.again("/en/communiques/?year=2022").body


def test_it_is_the_page_that_django_makes(ask, publish, client):
    publish(1)
    assert ask(PAGE).body == client.get(PAGE).content


def test_addresses_and_queries_and_hosts_are_pages_of_their_own(ask, publish):
    publish(1, title_en="Harbour")
    found = ask("/en/communiques/?q=harbour").body
    assert b"gs-st-2022-1" in found
    assert b"gs-st-2022-1" not in ask("/en/communiques/?q=mountain").body
    assert ask("/ar/communiques/gs-st-2022-1/").body != ask(PAGE).body
    assert ask(PAGE, HTTP_HOST="attacker.example").status == 400
    assert ask(PAGE).status == 200


@pytest.mark.parametrize("address", ["/api/v1/communiques/", "/sitemap.xml", "/robots.txt"])
def test_what_programs_read_is_kept_by_the_language_that_they_ask_in(ask, publish, address):
    publish(1)
    english = ask(address, HTTP_ACCEPT_LANGUAGE="en")
    assert (english.status, english.headers["Vary"]) == (200, "Accept-Encoding, Accept-Language")
    assert ask(address, HTTP_ACCEPT_LANGUAGE="en").queries == []
    assert len(ask.front.pages.kept) == 1
    ask(address, HTTP_ACCEPT_LANGUAGE="ar")
    assert len(ask.front.pages.kept) == 2
    ask(PAGE, HTTP_ACCEPT_LANGUAGE="ar"), ask(PAGE, HTTP_ACCEPT_LANGUAGE="en")
    assert len(ask.front.pages.kept) == 3, "the address says the language"


def test_what_went_wrong_is_not_kept(ask, publish):
    assert ask(PAGE).status == 404
    publish(1)
    assert ask(PAGE).status == 200


@pytest.mark.parametrize("path", ["/ar/verify/", "/readyz", "/", "/admin/login/"])
def test_what_is_not_for_all_is_asked_each_time(ask, db, path):
    ask(path)
    assert dict(ask.front.pages.kept) == {}


def test_who_is_logged_in_is_never_served_to_another(ask, publish, client):
    publish(1)
    user = User.objects.create_user("writer", password="x")
    client.force_login(user)
    cookie = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    assert ask(PAGE, HTTP_COOKIE=cookie).body == ask(PAGE).body == client.get(PAGE).content


def test_no_more_is_kept_than_there_is_room_for(publish, db):
    publish(1)
    ask = Asked()
    ask.front.pages.room = 3 * len(ask(PAGE).body)
    for word in ("one", "two", "three", "four"):
        ask(f"{PAGE}?{word}")
    pages = ask.front.pages
    assert [key[2] for key in pages.kept] == ["four"]
    assert pages.size == sum(page.size for page in pages.kept.values()) <= pages.room


# --- until something changes ----------------------------------------------------------------------


def test_a_new_edition_is_there_at_once(ask, publish, correct):
    row = publish(1, title_en="Before")
    ask(PAGE), ask("/en/"), ask("/en/communiques/?q=before"), ask("/en/feed/")
    correct(row)
    for address in (PAGE, "/en/", "/en/communiques/?q=after", "/en/feed/"):
        assert b"After" in ask.again(address).body


def test_a_scheduled_text_is_there_at_its_moment_and_not_before(ask, publish, time_machine):
    moment = NOW + dt.timedelta(minutes=5)
    publish(1, at=moment)
    publish(2)
    assert b"gs-st-2022-1" not in ask("/en/").body
    time_machine.move_to(moment - dt.timedelta(milliseconds=1), tick=False)
    assert (ask(PAGE).status, ask("/en/").queries) == (404, [])
    time_machine.move_to(moment, tick=False)
    assert ask(PAGE).status == 200
    assert b"gs-st-2022-1" in ask("/en/").body


def test_what_is_withdrawn_is_gone_at_once(ask, publish, client):
    row = publish(1, body_en="<p>Regrettable.</p>")
    assert b"Regrettable" in ask(PAGE).body
    user = User.objects.create_user("boss", password="x")
    Withdrawal.objects.create(communique=row, since=NOW, removes_text=True, reason_ar="ا",
                              reason_en="Why", by=user)  # fmt: skip
    gone = ask.again()
    assert (gone.status, b"Regrettable" in gone.body) == (410, False)
    assert b"gs-st-2022-1" not in ask("/en/").body


def test_a_release_that_is_called_off_changes_the_register(ask, publish):
    row = publish(1, at=dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
    assert b"GS/ST/2022/1" not in ask("/en/register/").body
    release = Release.objects.get(communique=row)
    editions.call_off(release, actor=None, reason="postponed", now=NOW)
    assert len(ask.again("/en/register/").queries) > 1


@pytest.mark.parametrize("write", [
    lambda: Organization.objects.filter(slug="secretariat").update(name_en="Renamed"),
    lambda: Organization.objects.bulk_create([Organization(kind="state", slug="new", name_ar="ج",
                                                           name_en="New")]),
    lambda: Conference.objects.update(venue_en="Elsewhere"),
    lambda: rebuild.PublicChange.objects.create(),
])  # fmt: skip
def test_whatever_pages_are_made_of_may_change(ask, publish, make_conference, write):
    publish(1, conference=make_conference(1))
    ask(PAGE)
    write()
    assert len(ask.again().queries) > 5


def test_working_on_a_draft_changes_no_page(ask, publish):
    row = publish(1)
    ask(PAGE)
    type(row).objects.update(title_en="Half a", body_en="<p>thought</p>", place_en="Here", rev_en=7)
    User.objects.create_user("newcomer", password="x")
    assert len(ask.again().queries) == 1


def test_the_day_ends_at_midnight_here(ask, publish, time_machine, settings):
    """By the day conferences are coming or past."""
    publish(1)
    ask(PAGE)
    midnight = ask.front.watch.known.until
    assert (midnight.hour, midnight.minute, midnight > NOW) == (0, 0, True)
    time_machine.move_to(midnight, tick=False)
    assert len(ask(PAGE).queries) > 5


def test_a_writer_here_sees_it_at_once(ask, publish, correct):
    """What is posted through this process makes it ask again, without waiting for its turn."""
    row = publish(1, title_en="Before")
    ask(PAGE)
    correct(row)
    ask("/ar/verify/", "POST", CONTENT_LENGTH="0")
    assert b"After" in ask(PAGE).body


def test_few_changes_are_kept_and_all_are_told_apart(db):
    states = set()
    for _n in range(130):
        PublicChange.objects.all()
        Organization.objects.update(protocol_order=1)
        Organization.objects.create(
            kind="state", slug=f"s{_n}", name_en=f"S {_n}", name_ar=f"س {_n}"
        )
        rows = list(PublicChange.objects.values_list("pk", flat=True))
        states.add((len(rows), sum(rows), max(rows)))
    assert (len(states), PublicChange.objects.count() <= 101) == (130, True)


def test_the_database_counts_every_table_that_a_kept_page_reads(demo, ask):
    """Whoever lets a page read one more table must let the database count its changes (see the
    migration “published_state”), or the page would be shown for too long. What search keeps is
    written in the transaction of the edition, what the log has besides in that of an entry."""
    read = {}
    for address in guesses():
        if urlsplit(address).path.startswith(("/static/", "/admin/")):
            continue
        if known := ask.front.watch.known:
            known.parts.clear()
        queries = ask(address).queries
        if any(key[1:3] == tuple(urlsplit(address)[2:4]) for key in ask.front.pages.kept):
            for sql in queries:
                read |= dict.fromkeys(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql), address)
    aside = {"communiques_publicchange", "communiques_search_edition"}
    aside |= {"communiques_logdue", "communiques_loghead", "communiques_lognode"}
    uncounted = {table: at for table, at in read.items() if table not in counted_tables() | aside}
    assert len(ask.front.pages.kept) > 100
    assert {table: at for table, at in uncounted.items() if not table.startswith("__")} == {}


def test_pages_are_read_on_while_the_database_is_away(ask, publish, monkeypatch):
    publish(1)
    page = ask(PAGE)

    def away(*_args):
        raise OperationalError("no connection")

    with connection.execute_wrapper(away):
        assert ask.again().body == page.body
    assert ask.again().body == page.body


# --- as the reader's program asked for it ---------------------------------------------------------


@pytest.mark.parametrize("accepted, encoding, plain", [
    ("gzip, deflate, br, zstd", "br", brotli.decompress),
    ("gzip;q=0.8, br;q=0", "gzip", gzip.decompress),
    ("GZIP", "gzip", gzip.decompress),
    ("identity", None, bytes),
    ("", None, bytes),
])  # fmt: skip
def test_encodings(ask, publish, accepted, encoding, plain):
    publish(1)
    whole = ask(PAGE)
    for _time in range(2):
        answer = ask(PAGE, HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("Content-Encoding") == encoding
        assert plain(answer.body) == whole.body
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Vary"] == "Accept-Encoding"


def test_who_has_it_is_told_so(ask, publish, correct):
    row = publish(1)
    pressed = ask(PAGE, HTTP_ACCEPT_ENCODING="br")
    tag = pressed.headers["ETag"]
    for said in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = ask(PAGE, HTTP_IF_NONE_MATCH=said, HTTP_ACCEPT_ENCODING="br")
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers == {name: pressed.headers[name]
                                  for name in ("Cache-Control", "ETag", "Vary")}  # fmt: skip
    assert ask(PAGE, HTTP_IF_NONE_MATCH='"other"').status == 200
    correct(row)
    assert ask.again(HTTP_IF_NONE_MATCH=tag).status == 200


def test_last_modified_counts_in_seconds_and_waits_for_them(ask, publish, time_machine):
    """Two changes of one second would look the same to who has only that."""
    publish(1)
    assert "Last-Modified" not in ask(PAGE).headers
    time_machine.move_to(NOW + dt.timedelta(seconds=5), tick=False)
    said = ask(PAGE).headers["Last-Modified"]
    assert ask(PAGE, HTTP_IF_MODIFIED_SINCE=said).status == 304
    assert ask(PAGE, HTTP_IF_MODIFIED_SINCE=said, HTTP_IF_NONE_MATCH='"other"').status == 200
    assert ask(PAGE, HTTP_IF_MODIFIED_SINCE="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert ask(PAGE, HTTP_IF_MODIFIED_SINCE="nonsense").status == 200


def test_head_has_no_body(ask, publish):
    publish(1)
    whole = ask(PAGE)
    for address in (PAGE, PAGE, "/ar/communiques/gs-st-2022-1.txt", "/readyz"):
        answer = ask(address, "HEAD")
        assert (answer.status, answer.body) == (200, b"")
    assert ask(PAGE, "HEAD").headers == whole.headers


@pytest.mark.parametrize("asked, status, first, last", [
    ("bytes=0-9", 206, 0, 9),
    ("bytes=10-", 206, 10, None),
    ("bytes=-7", 206, -7, None),
    ("bytes=5-999999999", 206, 5, None),
    ("bytes=999999999-", 416, None, None),
    ("bytes=-0", 416, None, None),
    ("bytes=0-1,5-6", 200, None, None),
    ("bytes=9-2", 200, None, None),
    ("lines=0-9", 200, None, None),
    ("bytes=٣-٥", 200, None, None),
    pytest.param(f"bytes={'9' * 5000}-", 200, None, None, id="a first byte of 5000 digits"),
    pytest.param(f"bytes=-{'9' * 5000}", 200, None, None, id="a last part of 5000 digits"),
])  # fmt: skip
@pytest.mark.parametrize("address", [PAGE, "/ar/communiques/gs-st-2022-1.txt"])
def test_a_part_of_a_page_or_a_file(ask, publish, address, asked, status, first, last):
    publish(1)
    whole = ask(address).body
    answer = ask(address, HTTP_RANGE=asked)
    assert answer.status == status
    if status == 206:
        first = first if first >= 0 else len(whole) + first
        last = len(whole) - 1 if last is None else last
        assert answer.body == whole[first : last + 1]
        assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert ask(address, HTTP_RANGE=asked, HTTP_IF_RANGE='"another"').body == whole
    elif status == 416:
        assert (answer.body, answer.headers["Content-Range"]) == (b"", f"bytes */{len(whole)}")
    else:
        assert answer.body == whole


def test_networks_of_caches_are_told_how_long(ask, publish):
    publish(1)
    assert ask(PAGE).headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=1, stale-while-revalidate=1"
    )
    assert Edition.objects.count() == 2
