"""A workbook looked through before anything opens it: it is an archive of parts, and may be made to
fill a memory or to lead somewhere."""

import re
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries

from events.roster.books import (
    MAX_CELLS,
    MAX_ROWS,
    Unreadable,
    refuse_too_many_cells,
    too_many_rows,
)

MEGABYTE = 1024 * 1024
#: Of all the parts of a workbook together, unpacked.
MAX_UNPACKED = 64 * MEGABYTE
MAX_PARTS = 2_000
#: A part that is this many times smaller packed than unpacked is made to fill a memory.
MAX_RATIO = 200
CHUNK = 1 << 16


def refuse_other_packages(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        if any(each.flag_bits & 1 for each in archive.infolist()):
            raise Unreadable(
                "password",
                _(
                    "The file is protected by a password. Open it, save it without one and send "
                    "that."
                ),
            )
        return
    raise Unreadable(
        "other_package",
        _(
            "This is no Excel workbook (.xlsx), whatever its name says. Open it where it was made, "
            "save it as .xlsx or .csv and send that file."
        ),
    )


def refuse_bomb(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    swollen = (
        part.file_size > MEGABYTE and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or any(swollen)
    ):
        raise Unreadable(
            "bomb",
            _(
                "The file unpacks to far more than a list of people needs. Copy the list into a "
                "new workbook and send that."
            ),
        )


_ROW, _CELL = re.compile(rb"<(?:\w+:)?row[\s/>]"), re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
#: What openpyxl writes into every cell of an area.
_SPREAD = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:$]+)[\"']")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
#: How text begins in an encoding whose tags a search for bytes would not find.
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def look_through(archive: zipfile.ZipFile) -> bool:
    """Count rows and cells of every part, whatever its name, and refuse what would grow when it
    is opened; whether there are formulas. In little memory."""
    formulas, cells, spread = False, 0, 0
    for name in archive.namelist():
        rows, is_xml = 0, False
        for number, piece in enumerate(pieces(archive, name)):
            if number == 0:
                refuse_odd_encoding(piece)
                is_xml = piece.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
            endless = len(piece) >= CHUNK and piece.startswith(b"<") and b">" not in piece
            if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece or (is_xml and endless):
                raise hostile()
            rows += len(_ROW.findall(piece))
            cells += len(_CELL.findall(piece))
            spread += sum(area(each) for each in _SPREAD.findall(piece))
            formulas = formulas or bool(_FORMULA.search(piece))
            if rows > MAX_ROWS:
                raise too_many_rows()
            refuse_too_many_cells(cells)
            refuse_too_many_cells(spread)
    return formulas


def refuse_odd_encoding(beginning: bytes) -> None:
    """Spreadsheets write UTF-8; anything else would pass by what is looked for here."""
    told = _ENCODING.match(beginning.removeprefix(b"\xef\xbb\xbf").lstrip())
    if beginning.startswith(_WIDE) or (told and told[1].lower() not in (b"utf-8", b"us-ascii")):
        raise hostile()


def area(reference: bytes) -> int:
    """How many cells "A1:C3" means; more than any list has where that is no area."""
    try:
        left, top, right, bottom = range_boundaries(reference.decode())
        return (right - left + 1) * (bottom - top + 1)
    except (ValueError, TypeError):
        return MAX_CELLS + 1


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part of the file bit by bit; a tag that falls between two bits is whole in the second."""
    kept = b""
    with archive.open(name) as part:
        while piece := part.read(CHUNK):
            piece = kept + piece
            cut = piece.rfind(b"<")
            kept, piece = (piece[cut:], piece[:cut]) if cut > 0 else (b"", piece)
            yield piece
    yield kept


def hostile() -> Unreadable:
    return Unreadable(
        "entities",
        _(
            "The workbook holds definitions that no spreadsheet writes, and is not opened. Copy "
            "the list into a new workbook and send that."
        ),
    )
