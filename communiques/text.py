"""Rich text as canonical HTML: one spelling for one meaning, and nothing that can act.

`sanitise` is the only door. What it returns is a list of blocks, one a line, in the shape that a
ProseMirror editor writes back: paragraphs inside list items and cells, links outside bold outside
italic. Opening and saving a text unchanged therefore leaves its digest unchanged. Every function
here takes any HTML, canonical or not.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html.parser import HTMLParser

import nh3

from organizations import arabic
from organizations.arabic import ALL_CLEANUPS, Cleanup, Problem

LONGEST_TEXT = 400_000
LONGEST_PARAGRAPH = 3_000
CONTEXT_REACH = 20
#: One save reads the same text several times over; a long one is not kept in memory.
REMEMBERED, LONGEST_REMEMBERED = 128, 50_000

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_MARKS = {"a": "a", "strong": "strong", "b": "strong", "em": "em", "i": "em"}
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_NESTING = _LISTS | {"blockquote", "table"}
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
    | _CELLS
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
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_WIDEST_SPAN = 1_000
_DEEPEST_NESTING = 8

# ---------------------------------------------------------------- the tree

Mark = tuple[int, str, str]  # rank (outermost first), tag, href
Marks = tuple[Mark, ...]
Run = tuple[str, Marks]  # "\n" in the text is a <br>
_MARK_RANKS = {"a": 0, "strong": 1, "em": 2}


@dataclass
class _Node:
    """A canonical element: a leaf (p, h2, h3) has runs, any other has children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["_Node"] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    before: list["_Node"] = field(default_factory=list)  # what stood inside a table, not in a cell


def _leaves(node: _Node) -> Iterator[_Node]:
    if node.runs:
        yield node
    for child in node.children:
        yield from _leaves(child)


def _leaf_text(leaf: _Node) -> str:
    return "".join(text for text, _ in leaf.runs)


def _node_text(node: _Node) -> str:
    return "\n".join(map(_leaf_text, _leaves(node)))


# ---------------------------------------------------------------- reading

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_TAG_NAMES = re.compile("(</?)([a-z][a-z0-9]*)", re.I)
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_OFTEN_UNCLOSED = frozenset({
    "p", "li", "tr", "td", "th", "thead", "tbody", "tfoot", "dd", "dt", "option",
})  # fmt: skip
_DEEPEST_INPUT = 200


def _read(html: str) -> _Node:
    """Return the tree of a text, which others share: it is not to be changed."""
    return _remembered(html) if len(html) <= LONGEST_REMEMBERED else _parse(html)


@lru_cache(REMEMBERED)
def _remembered(html: str) -> _Node:
    return _parse(html)


def _parse(html: str) -> _Node:
    html = _LONE_SURROGATES.sub("\ufffd", html)  # no UTF-8 spells them; `problems` reports them
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
        self.root = _Node("root")
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
        if tag in _CELLS:
            tag = "th" if state.in_head else tag
            node = _Node(tag, _cell_attributes(attributes))
        else:
            node = _Node(tag)
        self._containers.append(node)
        in_head = state.in_head and tag != "table"
        return replace(state, leaf_tag="p", opened=True, in_head=in_head)

    def _may_open(self, tag: str) -> bool:
        around = self._containers[-1].tag
        if tag == "li":
            return around in _LISTS
        if tag == "tr":
            return around == "table"
        if tag in _CELLS:
            return around == "tr"
        depth = sum(node.tag in _NESTING for node in self._containers)
        return tag in _NESTING and depth < _DEEPEST_NESTING

    def _leave(self) -> None:
        node = self._containers.pop()
        for stray in node.before:
            _attach(self._containers[-1], stray)
        if node.tag == "table":
            _set_scopes(node)
        if node.children or node.tag in _CELLS:
            _attach(self._containers[-1], node)

    def _flush(self) -> None:
        if not self._runs:
            return
        runs, self._runs = _tidy(self._runs), []
        if "".join(text for text, _ in runs).strip():
            leaf = _Node(self._states[-1].leaf_tag, runs=runs)
            _attach(self._containers[-1], leaf)


def _attach(parent: _Node, node: _Node) -> None:
    """Put a node where it belongs, making the list item or cell that it lacks."""
    if parent.tag in _LISTS and node.tag != "li":
        if node.tag in _LISTS and parent.children:
            parent.children[-1].children.append(node)
        else:
            parent.children.append(_Node("li", children=[node]))
    elif parent.tag == "table" and node.tag != "tr":
        parent.before.append(node)
    elif parent.tag == "tr" and node.tag not in _CELLS:
        parent.children.append(_Node("td", children=[node]))
    else:
        parent.children.append(node)


def _with_mark(marks: Marks, tag: str, attributes: dict[str, str | None]) -> Marks:
    tag = _MARKS[tag]
    href = _safe_address(attributes.get("href") or "") if tag == "a" else ""
    others = tuple(mark for mark in marks if mark[1] != tag)
    if tag == "a" and not href:
        return others
    return tuple(sorted((*others, (_MARK_RANKS[tag], tag, href))))


def _cell_attributes(given: dict[str, str | None]) -> dict[str, str]:
    spans = {name: _span(given.get(name) or "") for name in ("colspan", "rowspan")}
    return {name: span for name, span in spans.items() if span}


def _span(value: str) -> str:
    """Return a span worth writing: "" for 1, for nonsense and for the absurd."""
    if not re.fullmatch("[0-9]{1,6}", value.strip()):
        return ""
    return str(int(value)) if 1 < int(value) <= _WIDEST_SPAN else ""


def _set_scopes(table: _Node) -> None:
    """Say what each header cell heads: readers by ear need it.

    Worked out from the row, whatever the input said: the editor drops the attribute, and opening
    a text must not change it.
    """
    for row in table.children:
        scope = "col" if _is_header(row) else "row"
        for cell in row.children:
            if cell.tag == "th":
                cell.attributes["scope"] = scope


_IGNORED_IN_ADDRESS = re.compile("[\t\n\r]")
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_ADDRESS_PARTS = re.compile("([^?#]*)(.*)", re.S)
_WEB_ADDRESS = re.compile(r"(https?://)([\w.-]+(?::[0-9]{1,5})?)([/?#].*)?", re.I | re.S)
_MAIL_ADDRESS = re.compile(r"mailto:([^\s@?]+@[^\s@?]+(?:\?.*)?)", re.I | re.S)
_SITE_ADDRESS = re.compile(r"/(?!/).*", re.S)
_UNSAFE_IN_ADDRESS = frozenset('"<>\\^`{|}')


def _safe_address(href: str) -> str:
    """Return an http, https, mailto or site-relative address, escaped; "" for any other."""
    href = _IGNORED_IN_ADDRESS.sub("", unicodedata.normalize("NFC", href)).strip(_C0_AND_SPACE)
    # Browsers read a backslash as a slash: "/\\example.org" leaves the site.
    href = _ADDRESS_PARTS.sub(lambda part: part[1].replace("\\", "/") + part[2], href, count=1)
    if match := _WEB_ADDRESS.fullmatch(href):
        return match[1].lower() + match[2] + _escaped_address(match[3] or "")
    if match := _MAIL_ADDRESS.fullmatch(href):
        return "mailto:" + _escaped_address(match[1])
    return _escaped_address(href) if _SITE_ADDRESS.fullmatch(href) else ""


def _escaped_address(part: str) -> str:
    return "".join(map(_escaped_in_address, part))


def _escaped_in_address(character: str) -> str:
    if unicodedata.category(character)[0] in "CZ" or character in _UNSAFE_IN_ADDRESS:
        return "".join(f"%{byte:02X}" for byte in character.encode())
    return character


# ---------------------------------------------------------------- inline text

Edit = tuple[int, int, str]  # start, end, replacement
# All but the first of several, and any beside a line break.
_SUPERFLUOUS_SPACES = re.compile(" +(?=\n)|(?<=[ \n]) +")


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """Collapse white space (NBSP is none), merge like with like, normalise to NFC."""
    text = "".join(text for text, _ in runs)
    start, end = len(text) - len(text.lstrip(" \n")), len(text.rstrip(" \n"))
    inner = _superfluous_spaces(text, start, max(start, end))
    edits = [(0, start, ""), *((*span, "") for span in inner), (end, len(text), "")]
    kept = [run for run in _edited(runs, edits) if run[0]]
    merged = _merged(_marked_breaks(kept))
    return [(unicodedata.normalize("NFC", text), marks) for text, marks in merged]


def _superfluous_spaces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if not any(pair in text for pair in ("  ", " \n", "\n ")):
        return []
    return [match.span() for match in _SUPERFLUOUS_SPACES.finditer(text, start, end)]


def _edited(runs: Iterable[Run], edits: Iterable[Edit]) -> Iterator[Run]:
    """Yield the runs with pieces of their joined text replaced (in order, not overlapping).

    A replacement takes the marks of the place where the replaced piece begins.
    """
    waiting = list(reversed([*edits]))
    offset = 0
    for text, marks in runs:
        pieces, done, end = [], offset, offset + len(text)
        while waiting and waiting[-1][0] < end:
            start, stop, replacement = waiting[-1]
            if start >= offset:
                pieces += [text[done - offset : start - offset], replacement]
            done = min(stop, end)
            if stop > end:
                break
            waiting.pop()
        pieces.append(text[done - offset :])
        yield "".join(pieces), marks
        offset = end


def _marked_breaks(runs: Sequence[Run]) -> Iterator[Run]:
    """Give each line break the marks that the text before and after it share."""
    following: list[Marks] = []
    marks_after: Marks = ()
    for text, marks in reversed(runs):
        following.append(marks_after)
        marks_after = marks_after if text == "\n" else marks
    marks_before: Marks = ()
    for (text, marks), after in zip(runs, reversed(following), strict=True):
        if text == "\n":
            yield text, tuple(mark for mark in marks_before if mark in after)
        else:
            marks_before = marks
            yield text, marks


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for text, marks in runs:
        if merged and merged[-1][1] == marks:
            merged[-1] = (merged[-1][0] + text, marks)
        else:
            merged.append((text, marks))
    return merged


# ---------------------------------------------------------------- writing

_OVERLAY = "\u0338"
# Written out, because NFC would otherwise melt it into the ">" of the tag before it.
_MELTING = re.compile("(?:^|(?<=<br>))\u0338")


def _written(node: _Node, rel: str = "", **extra: str) -> str:
    """Write a node; `rel` is what links to other sites say, `extra` are attributes of its own."""
    opening = _opening(node.tag, {**node.attributes, **extra})
    if node.runs:
        return f"{opening}{_inline(node.runs, rel)}</{node.tag}>"
    groups = _row_groups(node) if node.tag == "table" else [("", node.children)]
    parts = []
    for group, children in groups:
        inside = "".join(_written(child, rel) for child in children)
        parts.append(f"<{group}>{inside}</{group}>" if group else inside)
    return f"{opening}{''.join(parts)}</{node.tag}>"


def _row_groups(table: _Node) -> list[tuple[str, list[_Node]]]:
    """Split the rows: those at the top that are all headers, unless a cell spans the seam."""
    head = 0
    while head < len(table.children) and _is_header(table.children[head]):
        head += 1
    while any(
        number + int(cell.attributes.get("rowspan", 1)) > head
        for number, row in enumerate(table.children[:head])
        for cell in row.children
    ):
        head -= 1
    groups = [("thead", table.children[:head]), ("tbody", table.children[head:])]
    return [(name, rows) for name, rows in groups if rows]


def _is_header(row: _Node) -> bool:
    return all(cell.tag == "th" for cell in row.children)


def _opening(tag: str, attributes: dict[str, str]) -> str:
    pairs = (f' {name}="{_quoted(value)}"' for name, value in sorted(attributes.items()))
    return f"<{tag}{''.join(pairs)}>"


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")


def _inline(runs: Iterable[Run], rel: str) -> str:
    parts: list[str] = []
    current: Marks = ()
    for text, marks in [*runs, ("", ())]:
        shared = _shared(current, marks)
        parts += [f"</{tag}>" for _, tag, _ in reversed(current[shared:])]
        parts += [_opening(tag, _mark_attributes(href, rel)) for _, tag, href in marks[shared:]]
        parts.append(_without_melting(_escaped(text).replace("\n", "<br>")))
        current = marks
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _without_melting(text: str) -> str:
    return _MELTING.sub("&#824;", text) if _OVERLAY in text else text


def _shared(one: Marks, other: Marks) -> int:
    """Return how many outermost marks are the same."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _mark_attributes(href: str, rel: str) -> dict[str, str]:
    attributes = {"href": href} if href else {}
    if rel and href.startswith("http"):
        attributes["rel"] = rel
    return attributes


def _stored(root: _Node) -> str:
    return "\n".join(map(_written, root.children))


# ---------------------------------------------------------------- the public functions


@dataclass(frozen=True)
class Block:
    """A top-level element of a text: its tag, its canonical HTML, its plain text."""

    tag: str
    html: str
    text: str


def sanitise(html: str) -> str:
    """Return the canonical form of any HTML: safe, idempotent, stable through the editor.

    Top-level blocks, joined by LF: p, h2, h3, ul, ol, blockquote, table. Inside: li, thead,
    tbody, tr, th[colspan, rowspan, scope], td[colspan, rowspan], a[href], strong, em, br. Links
    lead to http, https, mailto or "/…". Other elements give way to their text, scripts and the
    like go with theirs. Empty paragraphs vanish, NBSP stays. Source of the safety: nh3 (ammonia);
    the result is written anew from a tree, never copied.
    """
    return _canonical(html) if len(html) <= LONGEST_REMEMBERED else _stored(_parse(html))


@lru_cache(REMEMBERED)
def _canonical(html: str) -> str:
    return _stored(_read(html))


def from_plain(text: str) -> str:
    """Return plain text as canonical HTML, a paragraph for each line that is not blank."""
    return sanitise(paragraphs(text))


def paragraphs(text: str) -> str:
    """The same as any HTML, not yet canonical: what is unfit in the text can still be found."""
    lines = arabic.canonical(_escaped(text)).split("\n")
    return "".join(f"<p>{line}</p>" for line in lines)


def plain(html: str) -> str:
    """Return the text alone: blocks apart by a blank line, list items and cells a line each."""
    return "\n\n".join(block.text for block in blocks(html) if block.text)


def blocks(html: str) -> list[Block]:
    """Return the top-level blocks in order."""
    return [Block(node.tag, _written(node), _node_text(node)) for node in _read(html).children]


def outline(html: str) -> list[dict]:
    """Return the blocks as plain data, for presses that read no HTML.

    A leaf (p, h2, h3) has `runs`: text, and of href, strong, em those that it has; "\n" in the text
    is a line break. ul and ol have `items`, blockquote has `blocks`; table has `width` in columns,
    and in `head` and `rows` cells with columns, rows, head and blocks.
    """
    return [_outlined(node) for node in _read(html).children]


def _outlined(node: _Node) -> dict:
    if node.runs:
        return {"tag": node.tag, "runs": [_outlined_run(*each) for each in node.runs]}
    if node.tag in _LISTS:
        items = [[_outlined(child) for child in item.children] for item in node.children]
        return {"tag": node.tag, "items": items}
    if node.tag == "table":
        groups = {"thead": [], "tbody": []} | dict(_row_groups(node))
        head, rows = ([_outlined_row(row) for row in groups[name]] for name in ("thead", "tbody"))
        width = max((sum(each["columns"] for each in row) for row in [*head, *rows]), default=1)
        return {"tag": "table", "width": width, "head": head, "rows": rows}
    return {"tag": node.tag, "blocks": [_outlined(child) for child in node.children]}


def _outlined_run(text: str, marks: Marks) -> dict:
    shown = {"text": text}
    for _, tag, href in marks:
        shown |= {"href": href} if tag == "a" else {tag: True}
    return shown


def _outlined_row(row: _Node) -> list[dict]:
    return [
        {
            "columns": int(cell.attributes.get("colspan", 1)),
            "rows": int(cell.attributes.get("rowspan", 1)),
            "head": cell.tag == "th",
            "blocks": [_outlined(child) for child in cell.children],
        }
        for cell in row.children
    ]


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
    for number, node in enumerate(_read(html).children, 1):
        if node.tag == "table":
            tables += 1
            region = {"id": f"p{number}", "role": "region", "tabindex": "0"}
            region |= {"class": "table-scroll", "aria-label": f"{label} {tables}"}
            parts.append(f"{_opening('div', region)}{_written(node, _EXTERNAL_REL)}</div>")
        else:
            parts.append(_written(node, _EXTERNAL_REL, id=f"p{number}"))
    return "\n".join(parts)


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
    for number, node in enumerate(_read(html).children, 1):
        offset = 0
        for leaf in _leaves(node):
            text = _leaf_text(leaf)
            found = arabic.find_cleanups(text, wanted)
            findings += [_in_context(finding, number, offset, text) for finding in found]
            offset += len(text) + 1
    return findings


def _in_context(finding: arabic.Finding, block: int, offset: int, text: str) -> Finding:
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
        root = _parse(html)
        tidied = [_tidied(leaf, wanted) for node in root.children for leaf in _leaves(node)]
        html = _stored(root)
        if not any(tidied):
            return html


def _tidied(leaf: _Node, kinds: frozenset[Cleanup]) -> bool:
    """Tidy one paragraph in place; say whether there was anything to do."""
    findings = arabic.find_cleanups(_leaf_text(leaf), kinds)
    edits = [(finding.start, finding.end, finding.replacement) for finding in findings]
    leaf.runs = list(_edited(leaf.runs, edits))
    return bool(edits)


def digest(payload: dict[str, object]) -> str:
    """Return the SHA-256 (lower-case hex) of the payload as canonical JSON.

    Keys sorted, no spaces, UTF-8 unescaped, no NaN. TypeError for what JSON has no form for,
    ValueError for NaN and for lone surrogates.
    """
    text = json.dumps(
        payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


_HIDDEN_BY_PARSING = frozenset({"nul", "lone_surrogate"})


def problems(html: str) -> list[Problem]:
    """Return what makes a rich text unfit for the public (see `arabic.Problem`).

    Besides the language's own: too_long (over 400,000 characters of HTML; nothing else is looked
    at then) and long_paragraph (over 3,000 words). Positions are offsets into the block's text.
    """
    if len(html) > LONGEST_TEXT:
        return [Problem("too_long", LONGEST_TEXT, "")]
    found = [*_hidden_problems(html)]
    for number, node in enumerate(_read(html).children, 1):
        inside = [*arabic.problems(_node_text(node)), *_long_paragraphs(node)]
        found += [replace(problem, block=number) for problem in inside]
    return found


def _hidden_problems(html: str) -> Iterator[Problem]:
    if "\0" in html or _LONE_SURROGATES.search(html):
        found = arabic.problems(html)
        yield from (problem for problem in found if problem.code in _HIDDEN_BY_PARSING)


def _long_paragraphs(node: _Node) -> Iterator[Problem]:
    offset = 0
    for leaf in _leaves(node):
        text = _leaf_text(leaf)
        if len(text.split()) > LONGEST_PARAGRAPH:
            yield Problem("long_paragraph", offset, text[:CONTEXT_REACH])
        offset += len(text) + 1
