"""What of an answer is sent: the whole, a part of it, or that the asker has it already."""

from collections.abc import Iterable, Iterator

from django.utils.http import parse_etags, parse_http_date_safe

#: Digits of a place in an answer: no file is longer.
LONGEST = 19
#: What a 304 says again.
SAID_AGAIN = {"cache-control", "vary", "etag", "last-modified", "content-location", "date"}


def answered(status: str, headers: list, body, environ, start_response) -> Iterable[bytes]:
    """The whole, a part of it, or that the asker has it already."""
    said = {name.lower(): value for name, value in headers}
    if status.startswith("200"):
        if _is_had(environ, said):
            again = [each for each in headers if each[0].lower() in SAID_AGAIN]
            return _ended(start_response, "304 Not Modified", again, body)
        if "accept-ranges" in said:
            length = int(said["content-length"])
            part = _part(environ, said, length)
            if part == ():
                unfit = [each for each in headers if each[0].lower() != "content-length"]
                unfit.append(("Content-Range", f"bytes */{length}"))
                return _ended(start_response, "416 Range Not Satisfiable", unfit, body)
            if part:
                return _partly(headers, body, part, length, environ, start_response)
    if environ["REQUEST_METHOD"] == "HEAD":
        return _ended(start_response, status, headers, body)
    start_response(status, headers)
    return [body] if isinstance(body, bytes) else body


def _ended(start_response, status: str, headers: list, body) -> list[bytes]:
    """An answer without a body."""
    if hasattr(body, "close"):
        body.close()
    start_response(status, headers)
    return []


def _is_had(environ, said: dict[str, str]) -> bool:
    if "HTTP_IF_NONE_MATCH" in environ:
        tags = {_bare(each) for each in parse_etags(environ["HTTP_IF_NONE_MATCH"])}
        return "*" in tags or _bare(said.get("etag", "")) in tags - {""}
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    changed = parse_http_date_safe(said.get("last-modified", ""))
    return since is not None and changed is not None and changed <= since


def _bare(tag: str) -> str:
    """A tag as one text in any encoding has it."""
    bare = tag.removeprefix("W/").strip('"')
    return bare.removesuffix("-br").removesuffix("-gzip")


def _part(environ, said: dict[str, str], length: int) -> tuple[int, int] | tuple[()] | None:
    """The first and last byte that are wanted; () where there are none such; None for all."""
    unit, _sign, wanted = environ.get("HTTP_RANGE", "").partition("=")
    first, dash, last = wanted.strip().partition("-")
    if unit.strip().lower() != "bytes" or not dash or not (first or last):
        return None
    if not all(_is_number(each) for each in (first, last) if each):
        return None  # several parts at once, too: all of it is a right answer to that
    if (same := environ.get("HTTP_IF_RANGE")) and same != said.get("etag"):
        return None
    if not first:
        return (max(length - int(last), 0), length - 1) if int(last) and length else ()
    end = min(int(last), length - 1) if last else length - 1
    if last and int(last) < int(first):
        return None
    return (int(first), end) if int(first) < length else ()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST


def _partly(headers, body, part: tuple[int, int], length: int, environ, start_response):
    first, last = part
    headers = [each for each in headers if each[0].lower() != "content-length"]
    headers += [
        ("Content-Range", f"bytes {first}-{last}/{length}"),
        ("Content-Length", str(last - first + 1)),
    ]
    if environ["REQUEST_METHOD"] == "HEAD":
        return _ended(start_response, "206 Partial Content", headers, body)
    start_response("206 Partial Content", headers)
    if isinstance(body, bytes):
        return [body[first : last + 1]]
    return Part(body, first, last + 1)


class Part:
    """Some bytes of a longer answer, which is closed with it."""

    def __init__(self, answer, first: int, end: int):
        self.answer, self.first, self.end = answer, first, end

    def __iter__(self) -> Iterator[bytes]:
        place = 0
        for chunk in self.answer:
            start, stop = max(self.first - place, 0), self.end - place
            if start < len(chunk) and stop > 0:
                yield chunk[start:stop]
            place += len(chunk)
            if place >= self.end:
                return

    def close(self) -> None:
        if hasattr(self.answer, "close"):
            self.answer.close()
