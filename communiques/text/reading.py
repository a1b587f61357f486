"""From any HTML to the tree: which elements a text has, and what becomes of all others. It is nh3
(ammonia) that sees to it that nothing can act."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser

import nh3

from communiques.text.addresses import safe_address
from communiques.text.runs import tidy
from communiques.text.tree import CELLS, LISTS, Marks, Node, Run, is_header

#: One save reads the same text several times over; a long one is not kept in memory.
REMEMBERED, LONGEST_REMEMBERED = 128, 50_000
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_MARKS = {"a": "a", "strong": "strong", "b": "strong", "em": "em", "i": "em"}
_NESTING = LISTS | {"blockquote", "table"}
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})

# Elements that end a paragraph and mean nothing else here.
_PLAIN_BLOCKS = frozenset({
    "p", "div", "address", "article", "aside", "caption", "center", "dd", "details", "dialog",
    "dir", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup",
    "legend", "main", "menu", "nav", "pre", "section", "summary",
})  # fmt: skip
_BREAKS = frozenset({"br", "hr"})
_ACCEPTED = (
    frozenset(_HEADINGS)
    | frozenset(_MARKS)
    | _NESTING
    | _ROW_GROUPS
    | CELLS
    | _PLAIN_BLOCKS
    | _BREAKS
    | {"li", "tr"}
)

# Elements whose content is no text of the author's.
_DROPPED_WHOLE = frozenset({
    "script", "style", "title", "template", "iframe", "noscript", "noembed", "noframes", "object",
    "svg", "math", "select", "textarea", "audio", "video", "canvas",
})  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_LARGEST_NUMBER = 1_000
_DEEPEST_NESTING = 8
_MARK_RANKS = {"a": 0, "strong": 1, "em": 2}
LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_TAG_NAMES = re.compile("(</?)([a-z][a-z0-9]*)", re.I)
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_OFTEN_UNCLOSED = frozenset({
    "p", "li", "tr", "td", "th", "thead", "tbody", "tfoot", "dd", "dt", "option",
})  # fmt: skip
_DEEPEST_INPUT = 200


def read(html: str) -> Node:
    """Return the tree of a text, which others share: it is not to be changed."""
    return _remembered(html) if len(html) <= LONGEST_REMEMBERED else parse(html)


@lru_cache(REMEMBERED)
def _remembered(html: str) -> Node:
    return parse(html)


def parse(html: str) -> Node:
    html = LONE_SURROGATES.sub("\ufffd", html)  # no UTF-8 spells them; `problems` reports them
    builder = _Builder()
    builder.feed(
        nh3.clean(
            _shallow(html),
            tags=set(_ACCEPTED),
            clean_content_tags=set(_DROPPED_WHOLE),
            attributes=_ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel=None,
            strip_comments=True,
        )
    )
    builder.close()
    return builder.root


def _shallow(html: str) -> str:
    """Turn tags nested absurdly deep into <hr>: HTML parsers take quadratic time over them."""
    depth = 0

    def renamed(match: re.Match[str]) -> str:
        nonlocal depth
        name, closing = match[2].lower(), match[1] == "</"
        if name in _VOID or name in _OFTEN_UNCLOSED:
            return match[0]
        depth += not closing
        too_deep = depth > _DEEPEST_INPUT
        depth = max(0, depth - closing)
        return match[1] + "hr" if too_deep else match[0]

    return _TAG_NAMES.sub(renamed, html)


@dataclass(frozen=True)
class _State:
    """What an element inherits from the elements around it."""

    marks: Marks = ()
    leaf_tag: str = "p"
    in_head: bool = False
    opened: bool = False  # whether the element itself became a container


# White space that is not one plain space already.
_SPACES = re.compile("[\t\n\f\r\u2028\u2029][ \t\n\f\r\u2028\u2029]*| [ \t\n\f\r\u2028\u2029]+")


class _Builder(HTMLParser):
    """Builds the canonical tree from well-formed HTML (the output of nh3)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root")
        self._containers = [self.root]
        self._states = [_State()]
        self._runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        state = replace(self._states[-1], opened=False)
        if tag == "br":
            self._runs.append(("\n", state.marks))
        elif tag == "hr":
            self._flush()
        elif tag in _MARKS:
            self._states.append(replace(state, marks=_with_mark(state.marks, tag, dict(attrs))))
        else:
            self._flush()
            self._states.append(self._enter(tag, dict(attrs), state))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            return
        if tag not in _MARKS:
            self._flush()
        if self._states.pop().opened:
            self._leave()

    def handle_data(self, data: str) -> None:
        self._runs.append((_SPACES.sub(" ", data), self._states[-1].marks))

    def close(self) -> None:
        super().close()
        self._flush()

    def _enter(self, tag: str, attributes: dict[str, str | None], state: _State) -> _State:
        if tag in _HEADINGS:
            return replace(state, leaf_tag=_HEADINGS[tag])
        if tag in _ROW_GROUPS:
            return replace(state, in_head=tag == "thead")
        if not self._may_open(tag):
            return state
        if tag in CELLS:
            tag = "th" if state.in_head else tag
            node = Node(tag, _numbers(attributes, ("colspan", "rowspan")))
        elif tag == "ol":
            node = Node(tag, _numbers(attributes, ("start",)))
        else:
            node = Node(tag)
        self._containers.append(node)
        in_head = state.in_head and tag != "table"
        return replace(state, leaf_tag="p", opened=True, in_head=in_head)

    def _may_open(self, tag: str) -> bool:
        around = self._containers[-1].tag
        if tag == "li":
            return around in LISTS
        if tag == "tr":
            return around == "table"
        if tag in CELLS:
            return around == "tr"
        depth = sum(node.tag in _NESTING for node in self._containers)
        return tag in _NESTING and depth < _DEEPEST_NESTING

    def _leave(self) -> None:
        node = self._containers.pop()
        for stray in node.before:
            _attach(self._containers[-1], stray)
        if node.tag == "table":
            _set_scopes(node)
        if node.children or node.tag in CELLS:
            _attach(self._containers[-1], node)

    def _flush(self) -> None:
        if not self._runs:
            return
        runs, self._runs = tidy(self._runs), []
        if "".join(text for text, _ in runs).strip():
            leaf = Node(self._states[-1].leaf_tag, runs=runs)
            _attach(self._containers[-1], leaf)


def _attach(parent: Node, node: Node) -> None:
    """Put a node where it belongs, making the list item or cell that it lacks."""
    if parent.tag in LISTS and node.tag != "li":
        if node.tag in LISTS and parent.children:
            parent.children[-1].children.append(node)
        else:
            parent.children.append(Node("li", children=[node]))
    elif parent.tag == "table" and node.tag != "tr":
        parent.before.append(node)
    elif parent.tag == "tr" and node.tag not in CELLS:
        parent.children.append(Node("td", children=[node]))
    else:
        parent.children.append(node)


def _with_mark(marks: Marks, tag: str, attributes: dict[str, str | None]) -> Marks:
    tag = _MARKS[tag]
    href = safe_address(attributes.get("href") or "") if tag == "a" else ""
    others = tuple(mark for mark in marks if mark[1] != tag)
    if tag == "a" and not href:
        return others
    return tuple(sorted((*others, (_MARK_RANKS[tag], tag, href))))


def _numbers(given: dict[str, str | None], names: Iterable[str]) -> dict[str, str]:
    numbers = {name: _number(given.get(name) or "") for name in names}
    return {name: number for name, number in numbers.items() if number}


def _number(value: str) -> str:
    """Return a span or a start worth writing: "" for 1, for nonsense and for the absurd."""
    if not re.fullmatch("[0-9]{1,6}", value.strip()):
        return ""
    return str(int(value)) if 1 < int(value) <= _LARGEST_NUMBER else ""


def _set_scopes(table: Node) -> None:
    """Say what each header cell heads: readers by ear need it.

    Worked out from the row, whatever the input said: the editor drops the attribute, and opening
    a text must not change it.
    """
    for row in table.children:
        scope = "col" if is_header(row) else "row"
        for cell in row.children:
            if cell.tag == "th":
                cell.attributes["scope"] = scope
