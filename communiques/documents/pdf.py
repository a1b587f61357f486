"""A text as PDF: printed, with its words and facts inside, and sealed where there is a key."""

import io
import json

import segno
from django.core.files.storage import default_storage

from communiques.documents import sealing
from communiques.documents.content import Paper, content, files_of
from communiques.documents.plain import canonical
from communiques.models import StoredFile
from organizations import press

#: The widest picture that is printed, in pixels.
WIDEST = 960


def pdf(paper: Paper) -> bytes:
    """One language. A draft is never sealed. Raises press.NotPrinted."""
    said = content(paper) | {"inside": inside(paper)}
    files = {"qr.svg": qr(paper.address), **words_inside(paper), **pictures(said, paper.facts)}
    return finished(press.print_pdf("communique", said, files=files, at=paper.at), paper)


def bilingual(paper: Paper, other: Paper) -> bytes:
    """Both languages side by side, paragraph by paragraph."""
    said = content(paper) | {"inside": [*inside(paper), *inside(other)]}
    theirs = content(other)
    rows = pairs(said["blocks"], theirs["blocks"])
    files = {"qr.svg": qr(paper.address), **words_inside(paper), **words_inside(other)}
    data = said | {"other": theirs, "rows": rows}
    return finished(press.print_pdf("parallel", data, files=files, at=paper.at), paper)


def finished(made: bytes, paper: Paper) -> bytes:
    return made if paper.watermark else sealing.sealed(made)


def pairs(mine: list[dict], theirs: list[dict]) -> list[list[list[dict]]]:
    """Blocks side by side where both texts have as many; else each text as one."""
    if len(mine) != len(theirs):
        return [[mine, theirs]]
    return [[[one], [other]] for one, other in zip(mine, theirs, strict=True)]


def inside(paper: Paper) -> list[dict]:
    """The files that the PDF holds: the text from which it was made, and all that was sealed."""
    return [
        {"name": f"{paper.name}.txt", "type": "text/plain", "relationship": "source",
         "description": "The canonical text"},
        {"name": f"{paper.name}.json", "type": "application/json", "relationship": "data",
         "description": "The text and the facts around it, as they were sealed"},
    ]  # fmt: skip


def words_inside(paper: Paper) -> dict[str, bytes]:
    sealed = {
        "symbol": paper.symbol, "code": paper.code, "language": paper.language,
        "edition": paper.number, "kind": paper.kind, "clearance": paper.clearance,
        "visible_from": paper.at.isoformat(), "text": paper.text.fields,
        "text_digest": paper.text.digest, "envelope": paper.facts,
    }  # fmt: skip
    data = json.dumps(sealed, sort_keys=True, ensure_ascii=False, indent=1).encode()
    return {f"{paper.name}.txt": canonical(paper).encode(), f"{paper.name}.json": data}


def pictures(said: dict, facts: dict) -> dict[str, bytes]:
    """The bytes of the pictures that are shown, in a width that paper needs."""
    found = {}
    for each in files_of(facts):
        if each["width"]:
            stored = StoredFile(digest=each["digest"], ending=each["ending"])
            fit = [copy["width"] for copy in each["copies"] if copy["width"] <= WIDEST]
            with default_storage.open(stored.path(max(fit) if fit else None)) as content:
                name = f"{each['digest']}.{'webp' if fit else each['ending']}"
                found[name] = content.read()
            for shown in said["pictures"]:
                if shown["file"].startswith(each["digest"]):
                    shown["file"] = name
    return found


def qr(address: str) -> bytes:
    """A code to be scanned, as SVG."""
    stream = io.BytesIO()
    segno.make(address, error="m").save(stream, kind="svg", border=0, scale=4, dark="#0f2a20")
    return stream.getvalue()
