"""Signatures hold, and what is public is in the public log."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from communiques.invariants.rows import CHUNK, Fault
from communiques.models import Edition, LogDue, LogEntry, LogHead, LogNode, Signature
from communiques.proof import merkle, transparency
from communiques.proof.keys import Key
from organizations import audit


def signed() -> Iterator[Fault]:
    """Each signature is of its edition's statement, by a key that is known; and where there is a
    key, each edition has one that counts."""
    known = {each.id: each for each in settings.SIGNING_KEYRING.keys}
    for each in Signature.objects.select_related("edition").order_by("pk").iterator(CHUNK):
        why = signature_fault(each, known.get(each.key))
        if why:
            yield each, why
    yield from uncounted(known.values())


def logged() -> Iterator[Fault]:
    """Each edition is in the log, or will be at its moment."""
    missing = Edition.objects.standing().exclude(pk__in=LogEntry.objects.values("edition"))
    for edition in missing.exclude(pk__in=LogDue.objects.values("edition")).only("pk"):
        yield edition, "is not in the log, nor to come into it"


def uncounted(keys: Iterable[Key]) -> Iterator[Fault]:
    if settings.SIGNING_KEYRING.private is None:
        return
    good = [each.id for each in keys if not each.revoked_at]
    signed = Signature.objects.filter(key__in=good).values("edition")
    for edition in Edition.objects.standing().exclude(pk__in=signed).only("pk"):
        yield edition, "has no signature that counts; `manage.py sign_editions` makes it"


def signature_fault(signature: Signature, key: Key | None) -> str:
    if signature.statement != transparency.stated(signature.edition):
        return "is of another statement than its edition's"
    if key is None:
        return "is by a key that SIGNING_KEYS does not list"
    message = signature.statement.encode()
    if not key.signed(message, bytes.fromhex(signature.signature)):
        return "is not of its statement"
    return ""


def latest_moment() -> dt.datetime:
    """Now; or that of the latest event, where the clock of this machine is behind another's, or
    stepped back."""
    latest = audit.AuditEvent.objects.aggregate(at=Max("at"))["at"]
    return max(filter(None, (timezone.now(), latest)))


def grown() -> Iterator[Fault]:
    """The log's entries are the statements of its editions, each once and not before its moment;
    its tree is that of its entries, and its head says where it ends."""
    nodes: dict[merkle.Node, bytes] = {}
    size = 0
    rows, now = LogEntry.objects.select_related("edition__release"), latest_moment()
    for entry in rows.order_by("index").iterator(CHUNK):
        if entry.index != size:
            yield entry, "does not follow the entry before it"
            return
        if entry.statement != transparency.stated(entry.edition):
            yield entry, "is not its edition's statement"
        if entry.edition.visible_from > min(entry.added_at, now):
            yield entry, "entered before its moment"
        if entry.edition.release.called_off_at:
            yield entry, "was called off"
        leaf = merkle.leaf_hash(entry.statement.encode())
        nodes.update(merkle.grown(leaf, size, lambda level, index: nodes[level, index]))
        size += 1
    stored = LogNode.objects.values_list("level", "index", "hash")
    if {(level, n): bytes(value) for level, n, value in stored.iterator(CHUNK)} != nodes:
        yield "log", "its tree is not that of its entries"
    if (LogHead.objects.values_list("size", flat=True).first() or 0) != size:
        yield "log", "it does not end where its head says"
