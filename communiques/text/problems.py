"""What makes a rich text unfit for the public."""

from collections.abc import Iterator
from dataclasses import replace

from communiques.text.reading import LONE_SURROGATES, read
from communiques.text.tree import Node, leaf_text, leaves, node_text
from organizations import arabic
from organizations.arabic import Problem

LONGEST_TEXT = 400_000
LONGEST_PARAGRAPH = 3_000
EXCERPT_LENGTH = 20
_HIDDEN_BY_PARSING = frozenset({"nul", "lone_surrogate"})


def problems(html: str) -> list[Problem]:
    """Return what makes a rich text unfit for the public (see `arabic.Problem`).

    Besides the language's own: too_long (over 400,000 characters of HTML; nothing else is looked
    at then) and long_paragraph (over 3,000 words). Positions are offsets into the block's text.
    """
    if len(html) > LONGEST_TEXT:
        return [Problem("too_long", LONGEST_TEXT, "")]
    found = [*_hidden_problems(html)]
    for number, node in enumerate(read(html).children, 1):
        inside = [*arabic.problems(node_text(node)), *_long_paragraphs(node)]
        found += [replace(problem, block=number) for problem in inside]
    return found


def _hidden_problems(html: str) -> Iterator[Problem]:
    if "\0" in html or LONE_SURROGATES.search(html):
        found = arabic.problems(html)
        yield from (problem for problem in found if problem.code in _HIDDEN_BY_PARSING)


def _long_paragraphs(node: Node) -> Iterator[Problem]:
    offset = 0
    for leaf in leaves(node):
        text = leaf_text(leaf)
        if len(text.split()) > LONGEST_PARAGRAPH:
            yield Problem("long_paragraph", offset, text[:EXCERPT_LENGTH])
        offset += len(text) + 1
