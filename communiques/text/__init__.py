"""Rich text as canonical HTML: one spelling for one meaning, and nothing that can act.

`sanitise` is the only door. What it returns is a list of blocks, one a line, in the shape that a
ProseMirror editor writes back: paragraphs inside list items and cells, links outside bold outside
italic. Opening and saving a text unchanged therefore leaves its digest unchanged. Every function
here takes any HTML, canonical or not.
"""

from dataclasses import dataclass
from functools import lru_cache

from communiques.text import tree
from communiques.text.reading import LONGEST_REMEMBERED, REMEMBERED, parse, read
from communiques.text.writing import escaped, opening_tag, stored, written
from organizations import arabic


@dataclass(frozen=True)
class Block:
    """A top-level element of a text: its tag, its canonical HTML, its plain text."""

    tag: str
    html: str
    text: str


def sanitise(html: str) -> str:
    """Return the canonical form of any HTML: safe, idempotent, stable through the editor.

    Top-level blocks, joined by LF: p, h2, h3, ul, ol[start], blockquote, table. Inside: li,
    thead, tbody, tr, th[colspan, rowspan, scope], td[colspan, rowspan], a[href], strong, em, br.
    Links lead to http, https, mailto or "/…". Other elements give way to their text, scripts and
    the like go with theirs. Empty paragraphs vanish, NBSP stays. Source of the safety: nh3
    (ammonia); the result is written anew from a tree, never copied.
    """
    return _canonical(html) if len(html) <= LONGEST_REMEMBERED else stored(parse(html))


@lru_cache(REMEMBERED)
def _canonical(html: str) -> str:
    return stored(read(html))


def from_plain(text: str) -> str:
    """Return plain text as canonical HTML, a paragraph for each line that is not blank."""
    return sanitise(paragraphs(text))


def paragraphs(text: str) -> str:
    """The same as any HTML, not yet canonical: what is unfit in the text can still be found."""
    lines = arabic.canonical(escaped(text)).split("\n")
    return "".join(f"<p>{line}</p>" for line in lines)


def plain(html: str) -> str:
    """Return the text alone: blocks apart by a blank line, list items and cells a line each."""
    return "\n\n".join(block.text for block in blocks(html) if block.text)


def blocks(html: str) -> list[Block]:
    """Return the top-level blocks in order."""
    return [Block(node.tag, written(node), tree.node_text(node)) for node in read(html).children]


def shape(html: str) -> str:
    """Return the text with the bars between cells and the marks of points, which `plain` omits."""
    return tree.shape(read(html))


_EXTERNAL_REL = "noopener"
_TABLE_LABEL = {"ar": "جدول", "en": "Table"}


def render(html: str, language: str) -> str:
    """Return the text as the public page shows it, the same for the same input.

    Block n has id="pn"; a table sits in a focusable region that scrolls (the region carries the
    id and, in `language` "ar" or "en", a name for screen readers); links to other sites say
    rel="noopener". KeyError for another language.
    """
    label = _TABLE_LABEL[language]
    parts, tables = [], 0
    for number, node in enumerate(read(html).children, 1):
        if node.tag == "table":
            tables += 1
            region = {"id": f"p{number}", "role": "region", "tabindex": "0"}
            region |= {"class": "table-scroll", "aria-label": f"{label} {tables}"}
            parts.append(f"{opening_tag('div', region)}{written(node, _EXTERNAL_REL)}</div>")
        else:
            parts.append(written(node, _EXTERNAL_REL, id=f"p{number}"))
    return "\n".join(parts)
