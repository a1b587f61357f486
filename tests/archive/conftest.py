"""Archives as files, written by the tests, and the command that takes them in."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command

from communiques.demo import directory
from communiques.management.commands.import_archive import SomeFaulty
from communiques.models import Edition


def record(id: str = "x-1", **changed) -> dict:
    """A good record in both languages, but for what is changed; None takes a key away."""
    good = {
        "id": id,
        "issuer": "Arab Interior Ministers' Council",
        "kind": "statement",
        "date": "2001-05-23",
        "symbol": None,
        "original_language": "ar",
        "title": {"ar": f"بيان {id}", "en": f"Statement {id}"},
        "summary": {"ar": "موجز", "en": "Summary"},
        "body": {"ar": "فقرة أولى\nفقرة ثانية", "en": "<p>One</p><p>Two</p>"},
        "place": {"ar": "تونس", "en": "Tunis"},
        "conference": None,
        "organizations": [],
        "source_url": "https://example.org/1",
    }
    good |= changed
    return {key: value for key, value in good.items() if value is not None}


def in_english(id: str = "x-1", **changed) -> dict:
    """A record whose Arabic is missing."""
    alone = {key: {"en": f"{key} {id}"} for key in ("title", "summary", "body", "place")}
    return record(id, **(alone | {"original_language": "en"} | changed))


def line(*args, **changed) -> bytes:
    return json.dumps(record(*args, **changed), ensure_ascii=False).encode() + b"\n"


@dataclass
class Outcome:
    """What an import said."""

    out: list[str]
    err: list[str]
    failed: bool

    @property
    def counted(self) -> str:
        return self.out[-1]


@dataclass
class Archive:
    """One file, and its import."""

    path: Path

    def write(self, *lines: bytes | dict) -> "Archive":
        as_bytes = (json.dumps(e).encode() + b"\n" if isinstance(e, dict) else e for e in lines)
        self.path.write_bytes(b"".join(as_bytes))
        return self

    def take(self, language: str = "en") -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        failed = False
        try:
            call_command("import_archive", self.path, language=language, stdout=out, stderr=err)
        except SomeFaulty:
            failed = True
        return Outcome(out.getvalue().splitlines(), err.getvalue().splitlines(), failed)


@pytest.fixture
def archive(tmp_path, transactional_db) -> Archive:
    """A file still to be written. Its import commits for real: each batch is a transaction."""
    directory.build()
    return Archive(tmp_path / "archive.jsonl")


def edition(id: str = "x-1", language: str = "ar") -> Edition:
    return Edition.objects.get(communique__archive_id=id, language=language)
