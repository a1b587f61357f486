"""The public log of editions, for machines; and the keys that it is signed with."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from communiques.models import LogEntry
from communiques.proof import merkle, transparency, verifying
from communiques.public import limits

#: Entries in one answer.
MOST = 500
#: Questions of one network in a minute.
QUESTIONS = 240
FRESH, FOR_EVER = "public, max-age=5", "public, max-age=31536000, immutable"


def keys(request):
    """All public keys with their periods and revocations; an empty list where nothing is signed."""
    rows = [each.as_json() for each in settings.SIGNING_KEYRING.keys]
    return _json({"keys": rows}, "public, max-age=300")


def checkpoint(request):
    transparency.catch_up()
    note = transparency.checkpoint(transparency.size())
    return _plainly(HttpResponse(note, content_type="text/plain; charset=utf-8"), FRESH)


def entries(request):
    """From `start` up to and with `end`, at most MOST at once."""
    transparency.catch_up()
    start, end = _number(request, "start"), _number(request, "end")
    if start is None or end is None or end < start:
        return _refused("start and end must be whole numbers, end not below start")
    rows = LogEntry.objects.filter(index__gte=start, index__lte=min(end, start + MOST - 1))
    found = [{"index": each.index, "statement": each.statement} for each in rows.order_by("index")]
    return _json({"entries": found}, FRESH)


def proof(request):
    """That the edition with that code is in the log, as it is or as it was at that size."""
    if limits.too_often(request, "log", most=QUESTIONS):
        return _refused("too many questions; try again in a minute", 429)
    transparency.catch_up()
    edition = verifying.by_code(request.GET.get("code", ""), at=timezone.now())
    entry = edition and LogEntry.objects.filter(edition=edition).first()
    if entry is None:
        return _refused("no edition with this code", 404)
    now = transparency.size()
    size = _number(request, "size") if "size" in request.GET else now
    if size is None or not entry.index < size <= now:
        return _refused(f"size must be from {entry.index + 1} to {now}")
    hashes = transparency.proof(merkle.inclusion_ranges(entry.index, size))
    return _json({"index": entry.index, "size": size, "statement": entry.statement,
                  "proof": hashes, "checkpoint": transparency.checkpoint(size)}, FRESH)  # fmt: skip


def consistency(request):
    """That the head at `second` continues the one at `first`."""
    if limits.too_often(request, "log", most=QUESTIONS):
        return _refused("too many questions; try again in a minute", 429)
    transparency.catch_up()
    now = transparency.size()
    first, second = _number(request, "first"), _number(request, "second")
    if not (first and second and first <= second <= now):
        return _refused(f"first and second must be from 1 to {now}, first not above second")
    hashes = transparency.proof(merkle.consistency_ranges(first, second))
    return _json({"first": first, "second": second, "proof": hashes}, FOR_EVER)


def bundle(request, code: str):
    """All that is needed to check an edition without us. Of a text that is gone, nothing."""
    if limits.too_often(request, "log", most=QUESTIONS):
        return _refused("too many questions; try again in a minute", 429)
    now = timezone.now()
    edition = verifying.by_code(code, at=now)
    if edition is None:
        return _refused("no edition with this code", 404)
    stood = verifying.standing(edition, now)
    if stood and stood.removes_text:
        return _refused("withdrawn, and its text removed", 410)
    if edition.is_redacted:
        return _refused("its words were redacted", 410)
    transparency.catch_up(now)
    response = _json(transparency.bundle(edition), FRESH)
    response["Content-Disposition"] = f'attachment; filename="{edition.code}.json"'
    return response


def _number(request, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else None


def _refused(why: str, status: int = 400):
    return _json({"error": why}, "no-store", status)


def _json(data: dict, cache: str, status: int = 200):
    said = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    return _plainly(said, cache)


def _plainly(response, cache: str):
    response["Cache-Control"] = cache
    response["X-Robots-Tag"] = "noindex"
    response["Access-Control-Allow-Origin"] = "*"
    return response
