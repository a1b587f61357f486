"""Finished pages, in front of Django.

What all readers are shown alike is made once and then sent from memory as the bytes that it is,
until what is published changes: the database itself counts those changes (`communiques.published`),
so that nothing is kept a moment longer because somebody forgot to say so.
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cached_property, lru_cache

import brotli
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from communiques import published
from config.answering import answered
from organizations.languages import LANGUAGES

#: Seconds between two questions whether anything has changed.
EVERY = 0.1
#: Seconds that a request waits while another one asks.
PATIENCE = 0.8
#: A page that changed so few seconds ago has no Last-Modified yet, which counts in seconds.
YOUNG = 2
#: Nothing below these addresses is for all readers.
ELSEWHERE = ("/admin/", "/static/")
LONGEST_ADDRESS = 1000
#: Pages whose address says their language; any other answer may differ by the asker's.
IN_A_LANGUAGE = tuple(f"/{code}/" for code in LANGUAGES)
#: What an answer may depend on and be kept: our programs' one format, and what a key holds.
DEPENDS = {"", "accept", "accept-encoding", "accept-language", "origin"}
SMALLEST_TO_PRESS = 500
PRESSED = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg+xml")
PRESSES: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
#: Headers by which an answer may be less than the whole.
CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"})
#: What the front answers by itself, so that Django is asked for the whole.
OURS = (
    "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE",
)  # fmt: skip


class Watch:
    """Which state of what is published this process knows of, at most a moment old."""

    def __init__(self):
        self.known: published.State | None = None
        #: Seconds since 1970: when it was noticed, and until when it may hold.
        self.noticed, self.until = 0.0, float("inf")
        self.checked = float("-inf")
        self.lock = threading.Lock()

    def state(self) -> published.State | None:
        """None where the database does not say. While it is away, the last that it said holds, for
        nothing can be published without it."""
        if not self._is_fresh() and self.lock.acquire(timeout=PATIENCE):
            try:
                if not self._is_fresh():
                    self._ask()
            finally:
                self.lock.release()
        return self.known if time.time() < self.until else None

    def doubt(self) -> None:
        """Something may have been written here: ask again before the next page."""
        self.checked = float("-inf")

    def _is_fresh(self) -> bool:
        return time.monotonic() - self.checked < EVERY and time.time() < self.until

    def _ask(self) -> None:
        began = time.monotonic()
        try:
            if not connection.in_atomic_block:
                close_old_connections()
            with published.for_all_readers():
                state = published.state(timezone.now(), self.known)
        except DatabaseError:
            state = self.known
        if state is not self.known:
            self.until = state.until.timestamp()
            self.known, self.noticed = state, time.time()
        self.checked = began


@dataclass
class Page:
    """A finished answer, and how it is sent in each encoding that somebody asked for."""

    state: published.State
    since: float
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    sent: dict[tuple[str, bool], tuple[list[tuple[str, str]], bytes]] = field(default_factory=dict)

    def sent_as(self, encoding: str) -> tuple[list[tuple[str, str]], bytes]:
        """Headers and body. What changed a moment ago has no Last-Modified, which counts in
        seconds."""
        key = encoding, time.time() - self.since > YOUNG
        if key not in self.sent:
            self.sent[key] = self._made(*key)
        return self.sent[key]

    def _made(self, encoding: str, settled: bool):
        body = PRESSES[encoding](self.body) if encoding else self.body
        tag = hashlib.sha256(self.body).hexdigest()[:24]
        headers = [*self.headers, ("ETag", f'"{tag}-{encoding}"' if encoding else f'"{tag}"')]
        if settled:
            headers.append(("Last-Modified", formatdate(self.since, usegmt=True)))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        if self.status.startswith("200"):
            headers.append(("Accept-Ranges", "bytes"))
        return [*headers, ("Content-Length", str(len(body)))], body

    @cached_property
    def may_be_pressed(self) -> bool:
        kind = dict(self.headers).get("Content-Type", "")
        return len(self.body) >= SMALLEST_TO_PRESS and kind.startswith(PRESSED)

    @property
    def size(self) -> int:
        return 2 * len(self.body)


class Pages:
    """Those that were asked for last, in so many bytes."""

    def __init__(self, room: int):
        self.room, self.size = room, 0
        self.kept: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, key: tuple, state: published.State) -> Page | None:
        page = self.kept.get(key)
        if page is None or page.state is not state:
            return None
        if self.size > self.room // 2:  # nothing is forgotten sooner
            with self.lock:
                if key in self.kept:
                    self.kept.move_to_end(key)
        return page

    def keep(self, key: tuple, page: Page) -> None:
        with self.lock:
            if before := self.kept.pop(key, None):
                self.size -= before.size
            self.kept[key] = page
            self.size += page.size
            while self.size > self.room:
                _key, oldest = self.kept.popitem(last=False)
                self.size -= oldest.size


class Front:
    """A WSGI application around Django's. `room` is how many bytes of pages a process keeps."""

    def __init__(self, ask, room: int):
        self.ask, self.watch, self.pages = ask, Watch(), Pages(room)

    def __call__(self, environ, start_response) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            try:
                return self.ask(environ, start_response)
            finally:
                self.watch.doubt()
        if environ["PATH_INFO"].startswith(ELSEWHERE):
            return self.ask(environ, start_response)
        key, state = _key(environ), self.watch.state()
        page = self.pages.find(key, state) if state else None
        if page is None:
            page = self._asked(environ, key, state)
        if isinstance(page, Page):
            return _sent(page, environ, start_response)
        return _passed_on(*page, environ, start_response)

    def _asked(self, environ, key: tuple, state: published.State | None):
        """The page, which is kept; or Django's status, headers and answer, which are not."""
        asked = {name: value for name, value in environ.items() if name not in OURS}
        said: list = []
        with published.page_of(state):
            answer = self.ask(
                asked | {"REQUEST_METHOD": "GET"}, lambda *head: said.extend(head[:2])
            )
        status, headers = said
        if state is None or not _may_be_kept(answer, headers) or len(str(key)) > LONGEST_ADDRESS:
            return status, headers, answer
        body = answer.content
        answer.close()
        page = Page(state, self.watch.noticed, status, _lasting(headers), body)
        if state is self.watch.known:
            self.pages.keep(key, page)
        return page


def _key(environ) -> tuple:
    """What an answer depends on, which is public: not who asks."""
    given, path = environ.get, environ["PATH_INFO"]
    language = "" if path.startswith(IN_A_LANGUAGE) else given("HTTP_ACCEPT_LANGUAGE", "")
    address = given("HTTP_HOST", ""), path, given("QUERY_STRING", ""), language
    return *address, given("wsgi.url_scheme", ""), given("HTTP_X_FORWARDED_PROTO", "")


def _may_be_kept(answer, headers: list[tuple[str, str]]) -> bool:
    """Whether it is whole, and says that it is the same for everybody."""
    said = {name.lower(): value for name, value in headers}
    return (
        not getattr(answer, "streaming", True)
        and "public" in said.get("cache-control", "")
        and "set-cookie" not in said
        and "'nonce-" not in said.get("content-security-policy", "")
        and {each.strip().lower() for each in said.get("vary", "").split(",")} <= DEPENDS
    )


def _lasting(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without those that each sending has of its own."""
    own = {"content-length", "etag", "vary", "last-modified"}
    kept = [(name, value) for name, value in headers if name.lower() not in own]
    differs = any(name == "Vary" and "Accept-Language" in value for name, value in headers)
    return [*kept, ("Vary", "Accept-Encoding" + ", Accept-Language" * differs)]


def _sent(page: Page, environ, start_response) -> Iterable[bytes]:
    if "HTTP_RANGE" in environ:
        headers, body = page.sent_as("")
        return answered(page.status, headers, body, environ, start_response)
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    headers, body = page.sent_as(_encoding(accepted) if page.may_be_pressed else "")
    if CONDITIONS.isdisjoint(environ) and environ["REQUEST_METHOD"] == "GET":
        start_response(page.status, headers)
        return [body]
    return answered(page.status, headers, body, environ, start_response)


def _passed_on(status: str, headers: list, answer, environ, start_response) -> Iterable[bytes]:
    """What is not kept: a file, or what is not for all. Files are sent in part, too."""
    if not getattr(answer, "streaming", True):
        body = answer.content
        answer.close()
        answer, own = body, {"content-length", "accept-ranges"}
        headers = [each for each in headers if each[0].lower() not in own]
        headers.append(("Content-Length", str(len(body))))
    if status.startswith("200") and any(name.lower() == "content-length" for name, _v in headers):
        headers = [*headers, ("Accept-Ranges", "bytes")]
    return answered(status, headers, answer, environ, start_response)


@lru_cache(512)
def _encoding(accepted: str) -> str:
    """The best of ours that the reader's program takes."""
    names = {}
    for each in accepted.lower().split(","):
        name, _sign, rest = each.partition(";")
        names[name.strip()] = rest.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in PRESSES if names.get(name)), "")
