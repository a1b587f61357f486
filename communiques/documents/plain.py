"""A text as plain text: what a reader without any program for documents can keep and compare."""

from communiques import text as rich
from communiques.documents.content import Paper, content


def canonical(paper: Paper) -> str:
    """The words alone, as they are digested: title, summary, body."""
    text = paper.text
    return "\n\n".join(filter(None, [text.title, text.summary, rich.plain(text.body)])) + "\n"


def shown(paper: Paper) -> str:
    """The same as it is read: points with their numbers, bars between the cells of a row."""
    text = paper.text
    body = (rich.shape(each.html) for each in rich.blocks(text.body))
    return "\n\n".join(filter(None, [text.title, text.summary, *body]))


def plain(paper: Paper) -> bytes:
    """UTF-8, with its letterhead and the address at which it is checked."""
    said = content(paper)
    head = [paper.watermark, said["parent"], said["issuer"]]
    head += [" ".join(filter(None, [said["kind"], said["symbol"]])), said["dateline"]]
    foot = [f"{said['verify-title']} {said['verify-address']}"]
    foot += [f"{said['code-title']}: {said['code']}"] if paper.code else []
    parts = [
        "\n".join(filter(None, head)),
        *map("\n".join, said["notices"]),
        shown(paper),
    ]
    if said["apart"]:
        parts += [said["apart-title"], *map("\n".join, said["apart"])]
    return "\n\n".join([*parts, "\n".join([*foot, *said["facts"]])]).encode() + b"\n"
