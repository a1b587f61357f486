"""What papers cost: the press alone, the whole way with its seal, Word, a list of a thousand; a
proof from a long log; and how a worker grows by them."""

import hashlib
import resource
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from communiques.demo import texts
from communiques.documents import making, pdf, sealing
from communiques.documents.content import Paper, content
from communiques.models import Form, LogNode
from communiques.proof import merkle, transparency
from events import printing
from events.models import Conference
from organizations import press, whole_lines
from tests.bench.searching import timed
from tests.documents.conftest import certificate

TIMES, LISTS, GROWN = 40, 5, 500
#: Entries of the log that proofs come from.
ENTRIES = 100_000
PRESS, SEALED = "press alone, two pages in Arabic", "PDF with its seal, two pages in Arabic"
WORD, DELEGATES = "Word, two pages in Arabic", "list of 1000 delegates, Arabic"
PROOF = f"a proof from a log of {ENTRIES} entries"
GROWTH = f"MB that a worker grows by {GROWN} documents"
FACTS = {
    "issuer": {
        "name": "الأمانة العامة لمجلس وزراء الداخلية العرب", "acronym": "",
        "parent": {"name": "مجلس وزراء الداخلية العرب"},
    },
    "kind": "participation", "dated_on": "2022-05-25", "place": "القاهرة",
    "hijri": "24 شوال 1443 هـ", "organizations": [], "people": [], "conference": None,
}  # fmt: skip


def measured() -> dict[str, list[float]]:
    """Milliseconds of each act; megabytes for the growth."""
    paper = Paper(texts.seed("ar"), FACTS, "AIMC/PR/2022/1", "B1X1VVYWMMZ1", 1)
    with tempfile.TemporaryDirectory() as folder:
        certificate(Path(folder, "seal.p12"), "The council")
        settings.DOCUMENT_KEY = str(Path(folder, "seal.p12"))
        settings.DOCUMENT_KEY_PASSWORD = "secret"
        sealing.signer.cache_clear()
        found = {
            PRESS: [timed(lambda: compiled(paper)) for _each in range(TIMES)],
            SEALED: [timed(lambda: pdf.pdf(paper)) for _each in range(TIMES)],
            WORD: [timed(lambda: making.MAKERS[Form.WORD](paper)) for _each in range(TIMES)],
            DELEGATES: [timed(listed) for _each in range(LISTS)],
            PROOF: proofs(),
            GROWTH: [growth(paper)],
        }
    settings.DOCUMENT_KEY = ""
    sealing.signer.cache_clear()
    return found


def compiled(paper: Paper) -> bytes:
    """What Typst makes, before its lines are put in order."""
    joined, whole_lines.joined = whole_lines.joined, lambda made: made
    try:
        said = content(paper) | {"inside": []}
        files = {"qr.svg": pdf.qr(paper.address)}
        return press.print_pdf("communique", said, files=files, at=paper.at)
    finally:
        whole_lines.joined = joined


def listed() -> bytes:
    conference = Conference.objects.get(slug="small-arms-2022")
    delegate = {"function": "member", "name": "اللواء محمد بن علي العبدالله", "title": "مدير عام"}
    body = {"id": 1, "slug": "b", "name": "وزارة الداخلية", "acronym": ""}
    delegation = {"body": body, "printed_name": "", "capacity": "", "mandated_by": "",
                  "mandated_as": "", "delegates": [delegate] * 20}  # fmt: skip
    return printing.list_pdf(conference, {"ar": [delegation] * 50}, ("ar",), None)


def proofs() -> list[float]:
    """An entry and a head proven, read from the tables that hold so long a log; then it is gone."""
    with transaction.atomic():
        fill()
        spent = proven()
        transaction.set_rollback(True)
    return spent


def proven() -> list[float]:
    spent = []
    for number in range(TIMES):
        index = number * 2417 % ENTRIES
        ranges = merkle.inclusion_ranges(index, ENTRIES)
        spent.append(timed(lambda ranges=ranges: transparency.proof(ranges)))
        older = merkle.consistency_ranges(index + 1, ENTRIES)
        spent.append(timed(lambda older=older: transparency.proof(older)))
        spent.append(timed(lambda: transparency.checkpoint(ENTRIES)))
    return spent


def fill() -> None:
    """The subtrees of an invented log; those of the real one stay."""
    nodes: dict = {}
    for index in range(ENTRIES):
        leaf = merkle.leaf_hash(hashlib.sha256(str(index).encode()).digest())
        nodes.update(merkle.grown(leaf, index, lambda level, at: nodes[level, at]))
    there = set(LogNode.objects.values_list("level", "index"))
    rows = (
        LogNode(level=key[0], index=key[1], hash=value)
        for key, value in nodes.items()
        if key not in there
    )
    LogNode.objects.bulk_create(rows, batch_size=5000)


def growth(paper: Paper) -> float:
    """Peak memory of this process, after so many documents against before."""
    for _each in range(20):  # what is loaded once
        pdf.pdf(paper)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _each in range(GROWN):
        pdf.pdf(paper)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
