"""From the tree to canonical HTML."""

import re
from collections.abc import Iterable

from communiques.text.tree import Marks, Node, Run, is_header

_OVERLAY = "\u0338"

# Written out, because NFC would otherwise melt it into the ">" of the tag before it.
_MELTING = re.compile("(?:^|(?<=<br>))\u0338")


def written(node: Node, rel: str = "", **extra: str) -> str:
    """Write a node; `rel` is what links to other sites say, `extra` are attributes of its own."""
    opening = opening_tag(node.tag, {**node.attributes, **extra})
    if node.runs:
        return f"{opening}{_inline(node.runs, rel)}</{node.tag}>"
    groups = row_groups(node) if node.tag == "table" else [("", node.children)]
    parts = []
    for group, children in groups:
        inside = "".join(written(child, rel) for child in children)
        parts.append(f"<{group}>{inside}</{group}>" if group else inside)
    return f"{opening}{''.join(parts)}</{node.tag}>"


def row_groups(table: Node) -> list[tuple[str, list[Node]]]:
    """Split the rows: those at the top that are all headers, unless a cell spans the seam."""
    head = 0
    while head < len(table.children) and is_header(table.children[head]):
        head += 1
    while any(
        number + int(cell.attributes.get("rowspan", 1)) > head
        for number, row in enumerate(table.children[:head])
        for cell in row.children
    ):
        head -= 1
    groups = [("thead", table.children[:head]), ("tbody", table.children[head:])]
    return [(name, rows) for name, rows in groups if rows]


def opening_tag(tag: str, attributes: dict[str, str]) -> str:
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
        parts += [opening_tag(tag, _mark_attributes(href, rel)) for _, tag, href in marks[shared:]]
        parts.append(_without_melting(escaped(text).replace("\n", "<br>")))
        current = marks
    return "".join(parts)


def escaped(text: str) -> str:
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


def stored(root: Node) -> str:
    return "\n".join(map(written, root.children))
