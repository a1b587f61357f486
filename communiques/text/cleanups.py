"""The places in a rich text that the clean-ups of Arabic would tidy, and tidying them."""

from collections.abc import Iterable
from dataclasses import dataclass

from communiques.text.reading import parse, read
from communiques.text.runs import edited
from communiques.text.tree import Node, leaf_text, leaves
from communiques.text.writing import stored
from organizations import tidying
from organizations.tidying import ALL_CLEANUPS, Cleanup

CONTEXT_REACH = 20


@dataclass(frozen=True)
class Finding:
    """One place to tidy in a rich text.

    `block` counts from 1; `start` and `end` are offsets into that block's text. `before` and
    `after` are up to 20 characters of the same paragraph, for a preview.
    """

    kind: Cleanup
    block: int
    start: int
    end: int
    found: str
    replacement: str
    before: str
    after: str


def find_cleanups(html: str, kinds: Iterable[Cleanup] = ALL_CLEANUPS) -> list[Finding]:
    """Return the places to tidy in the text, in order; tags and addresses are never touched."""
    wanted = frozenset(kinds)
    findings = []
    for number, node in enumerate(read(html).children, 1):
        offset = 0
        for leaf in leaves(node):
            text = leaf_text(leaf)
            found = tidying.find_cleanups(text, wanted)
            findings += [_in_context(finding, number, offset, text) for finding in found]
            offset += len(text) + 1
    return findings


def _in_context(finding: tidying.Finding, block: int, offset: int, text: str) -> Finding:
    start, end = finding.start, finding.end
    return Finding(
        kind=finding.kind,
        block=block,
        start=offset + start,
        end=offset + end,
        found=finding.found,
        replacement=finding.replacement,
        before=text[max(0, start - CONTEXT_REACH) : start],
        after=text[end : end + CONTEXT_REACH],
    )


def apply_cleanups(html: str, kinds: Iterable[Cleanup] = ALL_CLEANUPS) -> str:
    """Return the canonical text with every finding of these kinds replaced. Idempotent."""
    wanted = frozenset(kinds)
    while True:
        root = parse(html)
        tidied = [_tidied(leaf, wanted) for node in root.children for leaf in leaves(node)]
        html = stored(root)
        if not any(tidied):
            return html


def _tidied(leaf: Node, kinds: frozenset[Cleanup]) -> bool:
    """Tidy one paragraph in place; say whether there was anything to do."""
    findings = tidying.find_cleanups(leaf_text(leaf), kinds)
    edits = [(finding.start, finding.end, finding.replacement) for finding in findings]
    leaf.runs = list(edited(leaf.runs, edits))
    return bool(edits)
