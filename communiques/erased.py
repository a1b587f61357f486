"""The record of redactions that stands outside the database: a file each in the storage, without a
word of what is gone. An older backup knows nothing of a redaction that was done after it and brings
the words back; by this record they are taken out once more."""

import json
from collections.abc import Iterable, Iterator

from django.apps import apps as present
from django.core.files.storage import default_storage
from django.db import models

from communiques.models import Redaction, keep_bytes, kept_in

FOLDER = "redactions"
NAMED = (
    "edition__code", "edition__language", "edition__number", "edition__communique__slug",
    "redaction__reason_ar", "redaction__reason_en", "redaction__asked_by__username",
    "redaction__asked_at", "redaction__decided_by__username", "redaction__decided_at",
    "redaction__done_at", "redaction_id",
)  # fmt: skip


def records(apps=present, **which) -> Iterator[dict]:
    """Each redaction that was done: of which editions, why, by whom and when."""
    try:
        model = apps.get_model("communiques", "RedactedEdition")
    except LookupError:  # the migrations of an older version
        return
    done = models.QuerySet(model).filter(redaction__done_at__isnull=False, **which)
    rows = done.order_by("redaction", "edition").values(*NAMED)
    by_redaction: dict[int, list[dict]] = {}
    for row in rows:
        by_redaction.setdefault(row["redaction_id"], []).append(row)
    for rows in by_redaction.values():
        yield record_of(rows)


def record_of(rows: list[dict]) -> dict:
    first = {name.removeprefix("redaction__"): value for name, value in rows[0].items()}
    names = ("code", "language", "number")
    return {
        "editions": [{name: row[f"edition__{name}"] for name in names} for row in rows],
        "address": first["edition__communique__slug"],
        "reasons": {"ar": first["reason_ar"], "en": first["reason_en"]},
        "asked_by": first["asked_by__username"],
        "asked_at": first["asked_at"].isoformat(),
        "confirmed_by": first["decided_by__username"],
        "confirmed_at": first["decided_at"].isoformat(),
        "done_at": first["done_at"].isoformat(),
    }


def is_record(said) -> bool:
    """Whether it has what a record of ours says."""
    wanted = {"editions", "address", "reasons", "asked_by", "confirmed_by", "done_at"}
    if not isinstance(said, dict) or not wanted <= said.keys():
        return False
    editions = said["editions"]
    listed = isinstance(editions, list) and all(isinstance(each, dict) for each in editions)
    return listed and bool(editions) and all("code" in each for each in editions)


def keep(done: Iterable[Redaction]) -> None:
    """Write what is not in the record yet."""
    for redaction in done:
        for each in records(redaction=redaction.pk):
            path = f"{FOLDER}/{each['editions'][0]['code']}.json"
            keep_bytes(path, json.dumps(each, ensure_ascii=False, indent=1).encode())


def kept() -> list[dict]:
    """The whole record of the storage."""
    found = []
    for path in kept_in(FOLDER):
        if path.endswith(".json"):
            with default_storage.open(path) as content:
                found.append(json.load(content))
    return found
