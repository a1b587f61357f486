"""Signing what is sealed, and the public log of it: whoever keeps an old head of the log can prove
that nothing in it was changed or taken out since.

An edition enters the log when it is public, never before: at its release, or the first time after
its moment that anybody asks. Appending locks one head row, as the audit chain does.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from communiques.models import Edition, LogDue, LogEntry, LogHead, LogNode, Signature
from communiques.proof import merkle, statements
from communiques.proof.keys import Key

#: Entries that are appended in one transaction.
BATCH = 500
#: What a statement is made of.
STATED = (
    *statements.NAMED,
    *("communique", "text_digest", "envelope_digest", "digest", "sealed_at", "visible_from"),
)
logger = logging.getLogger(__name__)


def stated(edition: Edition) -> str:
    """The statement of an edition: what is signed, and what the log holds."""
    before = edition_before(edition) if edition.number > 1 else None
    return statements.statement(
        {name: getattr(edition, name) for name in statements.NAMED},
        text=edition.text_digest,
        envelope=edition.envelope_digest,
        edition=edition.digest,
        sealed_at=_moment(edition.sealed_at),
        visible_from=_moment(edition.visible_from),
        previous=statements.digest_of(stated(before)) if before else None,
    )


def edition_before(edition: Edition) -> Edition | None:
    rows = Edition.objects.standing().filter(number__lt=edition.number).only(*STATED)
    own = rows.filter(communique=edition.communique_id, language=edition.language)
    return own.order_by("-number").first()


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def sign(editions: Iterable[Edition]) -> int:
    """Sign with the key in use, if there is one, what it has not signed; how many that were. A key
    whose period ended while the site runs signs no more: `sign_editions` does with the next."""
    keyring, now = settings.SIGNING_KEYRING, timezone.now()
    if keyring.private is None:
        return 0
    if not keyring.current.serves(now):
        logger.warning("The key %s is outside its period: not signed.", keyring.current.id)
        return 0
    made = []
    for each in editions:
        said = stated(each)
        made.append(
            Signature(edition=each, key=keyring.current.id, statement=said, signed_at=now,
                      signature=keyring.sign(said.encode()).hex())
        )  # fmt: skip
    return len(Signature.objects.bulk_create(made))


def unsigned() -> Iterable[Edition]:
    """Editions that the key in use has not signed, called-off ones left out."""
    current = settings.SIGNING_KEYRING.current
    mine = Signature.objects.filter(key=current.id if current else "").values("edition")
    return Edition.objects.standing().exclude(pk__in=mine).only(*STATED).order_by("pk")


# --- the log ------------------------------------------------------------------------------------


def due(editions: Iterable[Edition]) -> None:
    """Note that they enter the log at their moment."""
    LogDue.objects.bulk_create(
        LogDue(edition=each, visible_from=each.visible_from) for each in editions
    )


def catch_up(now: dt.datetime | None = None) -> int:
    """Append what has become public since; how many entries that were."""
    now = now or timezone.now()
    waiting = LogDue.objects.filter(visible_from__lte=now)
    added = 0
    while waiting.exists():
        added += _append(waiting, now)
    return added


def _append(waiting, now: dt.datetime) -> int:
    with transaction.atomic():
        head, _created = LogHead.objects.select_for_update().get_or_create(pk=1)
        # Locked: what is being called off in this moment is waited for, and then not there.
        rows = waiting.select_for_update(of=("self",)).select_related("edition")
        rows = rows.only("visible_from", *(f"edition__{each}" for each in STATED))
        rows = rows.order_by("visible_from", "pk")[:BATCH]
        editions = [each.edition for each in rows]
        nodes = _Nodes()
        nodes.load(merkle.nodes_of_head(head.size))
        entries, size = [], head.size
        for each in editions:
            said = stated(each)
            entries.append(LogEntry(index=size, edition=each, statement=said, added_at=now))
            nodes.grow(merkle.leaf_hash(said.encode()), size)
            size += 1
        LogEntry.objects.bulk_create(entries)
        nodes.save()
        LogHead.objects.filter(pk=1).update(size=size)
        LogDue.objects.filter(pk__in=[each.pk for each in editions]).delete()
    return len(entries)


class _Nodes:
    """Subtrees at hand, and those that came."""

    def __init__(self) -> None:
        self.known: dict[merkle.Node, bytes] = {}
        self.new: dict[merkle.Node, bytes] = {}

    def load(self, nodes: Iterable[merkle.Node]) -> None:
        """Read them all in one query."""
        asked = [Q(level=level, index=index) for level, index in nodes]
        if not asked:  # no condition at all would mean every row
            return
        rows = LogNode.objects.filter(Q(*asked, _connector=Q.OR))
        self.known |= {(each.level, each.index): bytes(each.hash) for each in rows}

    def get(self, level: int, index: int) -> bytes:
        return self.known[level, index]

    def grow(self, leaf: bytes, index: int) -> None:
        for node, value in merkle.grown(leaf, index, self.get):
            self.known[node] = self.new[node] = value

    def save(self) -> None:
        LogNode.objects.bulk_create(
            LogNode(level=level, index=index, hash=value)
            for (level, index), value in self.new.items()
        )


def size() -> int:
    return LogHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0


def origin() -> str:
    """What the log is called: the name of the site."""
    return urlsplit(settings.SITE_URL).netloc


def checkpoint(size: int) -> str:
    """The head of the log at that size, signed where there is a key."""
    nodes = _Nodes()
    nodes.load(merkle.nodes_of_head(size))
    found = statements.Checkpoint(origin(), size, merkle.head(size, nodes.get))
    return statements.note(found, settings.SIGNING_KEYRING)


def proof(ranges: list[tuple[int, int]]) -> list[str]:
    """The hashes of the ranges, in hex."""
    nodes = _Nodes()
    nodes.load(merkle.nodes_of_proof(ranges))
    return [each.hex() for each in merkle.proof(ranges, nodes.get)]


@dataclass(frozen=True)
class Standing:
    """How an edition is signed and where it is in the log."""

    signatures: list[Signature]
    entry: LogEntry | None

    @property
    def keys(self) -> list[tuple[Signature, Key | None]]:
        """Each signature with its key, if that is known."""
        return [(each, settings.SIGNING_KEYRING.known(each.key)) for each in self.signatures]


def standing(edition: Edition) -> Standing:
    signatures = list(edition.signatures.order_by("pk"))
    return Standing(signatures, LogEntry.objects.filter(edition=edition).first())


def bundle(edition: Edition) -> dict:
    """All that somebody needs to check an edition without us: see `communiques.proof.bundles`."""
    found, n = standing(edition), size()
    log = None
    if found.entry:
        ranges = merkle.inclusion_ranges(found.entry.index, n)
        log = {"index": found.entry.index, "size": n, "proof": proof(ranges),
               "checkpoint": checkpoint(n)}  # fmt: skip
    return {
        "rule": "bayan/bundle/1",
        "statement": found.entry.statement if found.entry else stated(edition),
        "text": edition.text().fields,
        "envelope": edition.envelope,
        "html": edition.html,
        "steps": edition.steps,
        "signatures": [
            {"key": each.key, "signature": each.signature, "signed_at": _moment(each.signed_at)}
            for each in found.signatures
        ],
        "log": log,
    }
