"""Files and papers are kept byte for byte."""

import hashlib
from collections.abc import Iterator
from itertools import chain

from django.core.files.storage import default_storage

from communiques import redactions
from communiques.invariants.rows import CHUNK, Fault
from communiques.models import Document, RedactedEdition, StoredFile


def files() -> Iterator[Fault]:
    """Every file and paper is kept, byte for byte, as the editions that show it name it; but of
    those that were redacted."""
    for path, digest, what in chain(attached(), made()):
        if not default_storage.exists(path):
            yield path, "the storage has lost it"
        elif digest_kept(path) != digest:
            yield path, f"is not the {what}"


def attached() -> Iterator[tuple[str, str, str]]:
    """Path, SHA-256 and what it is, of each attached file and its smaller copies."""
    for stored in StoredFile.objects.order_by("pk").iterator(CHUNK):
        if stored.sealed_in.exists() and not redactions.is_needed(stored):
            continue
        yield stored.path(), stored.digest, "file that was attached"
        for copy in stored.copies:
            yield stored.path(copy["width"]), copy["digest"], "file that was attached"


def made() -> Iterator[tuple[str, str, str]]:
    """As `attached`, of each paper."""
    emptied = RedactedEdition.objects.values("edition")
    readable = Document.objects.exclude(edition__in=emptied).exclude(beside__in=emptied)
    for document in readable.order_by("pk").iterator(CHUNK):
        yield document.path, document.digest, "document that was made"


def digest_kept(path: str) -> str:
    with default_storage.open(path) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
