"""What is written down of a request: its number, and nothing that opens anything."""

import io
import json
import logging

import pytest
from django.conf import settings as configured
from pythonjsonlogger.json import JsonFormatter

from config.logs import Discreet, Numbered, Refused, current

TOKEN = "b3xYwq0h2kR8pV5tN1mZ7cJ4dL6sF9gA"


@pytest.fixture
def lines():
    """What a handler with the production's formatter writes, each line as an object."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    shape = configured.LOGGING["formatters"]["json"]
    handler.setFormatter(JsonFormatter(shape["format"], rename_fields=shape["rename_fields"]))
    handler.addFilter(Discreet())
    logger = logging.getLogger("bayan.requests")
    logger.addHandler(handler)
    before, level = logger.level, logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(before or level or logging.NOTSET)


def ask(path: str = "/en/", behind: bool = False, **environ) -> dict[str, str]:
    said = {}

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok"]

    numbered = Numbered(app, behind_proxy=behind)
    answer = numbered({"REQUEST_METHOD": "GET", "PATH_INFO": path, **environ},
                      lambda status, headers, *error: said.update(headers))  # fmt: skip
    assert b"".join(answer) == b"ok"
    return said


def test_a_request_is_found_again_by_its_number(lines):
    first, second = ask()["X-Request-ID"], ask()["X-Request-ID"]
    assert first != second
    assert [(line["request_id"], line["status"], line["path"]) for line in lines()] == [
        (first, 200, "/en/"),
        (second, 200, "/en/"),
    ]
    assert current.get() == second


def test_no_link_key_or_query_is_written_down(lines):
    ask(f"/ar/opinion/{TOKEN}/", QUERY_STRING="q=whatever+somebody+asked",
        REMOTE_ADDR="192.0.2.7", HTTP_COOKIE=f"bayan_session={TOKEN}")  # fmt: skip
    logging.getLogger("bayan.requests").warning("Not Found: %s", f"/ar/embargo/{TOKEN}/")
    written = json.dumps(lines())
    assert [line["path"] for line in lines()[:1]] == ["/ar/opinion/…/"]
    for secret in (TOKEN, "whatever", "192.0.2.7"):
        assert secret not in written


@pytest.mark.parametrize("given", ["abcdef-0123456789", "x", "a\nb" * 9, "<script>", "a" * 65])
@pytest.mark.parametrize("behind", [True, False])
def test_a_number_is_taken_from_a_trusted_proxy_alone(behind, given):
    taken = ask(behind=behind, HTTP_X_REQUEST_ID=given)["X-Request-ID"] == given
    assert taken is (behind and given == "abcdef-0123456789")


def test_what_is_refused_for_its_form_is_said_in_a_line(db, client):
    """Whoever asks for it fills no log, and calls nobody out of bed."""
    (console,) = (
        each
        for each in logging.getLogger().handlers
        if any(isinstance(rule, Refused) for rule in each.filters)
    )
    said = io.StringIO()
    before = console.setStream(said)
    try:
        many = client.get("/en/communiques/", {f"a{number}": "1" for number in range(1200)})
        host = client.get("/en/", headers={"host": "elsewhere.example"})
    finally:
        console.setStream(before)
    assert (many.status_code, host.status_code) == (400, 400)
    levels = [line.split(" ")[2] for line in said.getvalue().splitlines()]
    assert levels and set(levels) == {"WARNING"}
