"""A text as a tree of canonical elements, whose leaves hold runs of words with their marks."""

from collections.abc import Iterator
from dataclasses import dataclass, field

LISTS = frozenset({"ul", "ol"})
CELLS = frozenset({"td", "th"})
Mark = tuple[int, str, str]  # rank (outermost first), tag, href
Marks = tuple[Mark, ...]
Run = tuple[str, Marks]  # "\n" in the text is a <br>


@dataclass
class Node:
    """A canonical element: a leaf (p, h2, h3) has runs, any other has children."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    before: list["Node"] = field(default_factory=list)  # what stood inside a table, not in a cell


def leaves(node: Node) -> Iterator[Node]:
    if node.runs:
        yield node
    for child in node.children:
        yield from leaves(child)


def leaf_text(leaf: Node) -> str:
    return "".join(text for text, _ in leaf.runs)


def node_text(node: Node) -> str:
    return "\n".join(map(leaf_text, leaves(node)))


def shape(node: Node, depth: int = 0) -> str:
    """The words with what holds them: a row of a table is a line, bars between its cells; a point
    of a list has a mark for each list that it stands in, and its number where they are counted."""
    if node.runs:
        return leaf_text(node)
    deeper = depth + (node.tag in LISTS)
    between = "\t|\t" if node.tag == "tr" else "\n"
    shapes = [shape(each, deeper) for each in node.children]
    if node.tag == "ol":
        first = int(node.attributes.get("start", 1))
        shapes = [_counted(each, number, depth) for number, each in enumerate(shapes, first)]
    text = between.join(shapes)
    return "• " * depth + text if node.tag == "li" else text


def _counted(point: str, number: int, depth: int) -> str:
    """A point with its number in the place of the mark of its own list."""
    return "• " * depth + f"{number}. " + point.removeprefix("• " * (depth + 1))


def is_header(row: Node) -> bool:
    return all(cell.tag == "th" for cell in row.children)
