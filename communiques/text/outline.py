"""A text as plain data, for presses that read no HTML."""

from communiques.text.reading import read
from communiques.text.tree import LISTS, Marks, Node
from communiques.text.writing import row_groups


def outline(html: str) -> list[dict]:
    """Return the blocks as plain data, for presses that read no HTML.

    A leaf (p, h2, h3) has `runs`: text, and of href, strong, em those that it has; "\n" in the text
    is a line break. ul and ol have `items` and the number to `start` with, blockquote has `blocks`;
    table has `width` in columns, in `head` and `rows` cells with columns, rows, head and blocks.
    """
    return [_outlined(node) for node in read(html).children]


def _outlined(node: Node) -> dict:
    if node.runs:
        return {"tag": node.tag, "runs": [_outlined_run(*each) for each in node.runs]}
    if node.tag in LISTS:
        items = [[_outlined(child) for child in item.children] for item in node.children]
        return {"tag": node.tag, "items": items, "start": int(node.attributes.get("start", 1))}
    if node.tag == "table":
        groups = {"thead": [], "tbody": []} | dict(row_groups(node))
        head, rows = ([_outlined_row(row) for row in groups[name]] for name in ("thead", "tbody"))
        width = max((sum(each["columns"] for each in row) for row in [*head, *rows]), default=1)
        return {"tag": "table", "width": width, "head": head, "rows": rows}
    return {"tag": node.tag, "blocks": [_outlined(child) for child in node.children]}


def _outlined_run(text: str, marks: Marks) -> dict:
    shown = {"text": text}
    for _, tag, href in marks:
        shown |= {"href": href} if tag == "a" else {tag: True}
    return shown


def _outlined_row(row: Node) -> list[dict]:
    return [
        {
            "columns": int(cell.attributes.get("colspan", 1)),
            "rows": int(cell.attributes.get("rowspan", 1)),
            "head": cell.tag == "th",
            "blocks": [_outlined(child) for child in cell.children],
        }
        for cell in row.children
    ]
