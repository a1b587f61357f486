"""What a file really is, whatever its name says, and the rows in it with the sheet's own numbers.

Nothing here knows what a delegate is. A file that cannot be read raises `Unreadable`, whose
message says what to do.
"""

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
#: Of all the parts of a workbook together, unpacked.
MAX_UNPACKED = 64 * MEGABYTE
MAX_PARTS = 2_000
#: A part that is this many times smaller packed than unpacked is made to fill a memory.
MAX_RATIO = 200
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELLS = 400_000
MAX_CELL = 5_000
MAX_SHEETS = 60

SEPARATORS = ",;\t،|"
#: How many rows say which separator a text file has.
SAMPLE = 60
CHUNK = 1 << 16


class Unreadable(ValueError):
    """A file that cannot be taken in, and what to do about it, in the reader's language."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its number there, and the text of each cell."""

    number: int
    cells: tuple[str, ...]
    #: Columns whose text stands in a merged cell that began further up.
    carried: tuple[int, ...] = ()
    #: Columns with a formula of which the file does not hold the result.
    unsolved: tuple[int, ...] = ()
    #: One cell is merged across several columns, as headings are.
    wide: bool = False
    hidden: bool = False

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        return not any(each.strip() for each in self.cells) and not self.unsolved


@dataclass(frozen=True)
class Sheet:
    """A sheet with its rows; a text file is one sheet without a name."""

    title: str
    lines: tuple[Line, ...]
    hidden: bool = False


@dataclass(frozen=True)
class Book:
    """What the file held, and how it had to be read."""

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    separator: str = ""

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Book":
        sheets = tuple(
            Sheet(
                each["title"],
                tuple(
                    Line(
                        line["number"],
                        tuple(line["cells"]),
                        tuple(line["carried"]),
                        tuple(line["unsolved"]),
                        line["wide"],
                        line["hidden"],
                    )
                    for line in each["lines"]
                ),
                each["hidden"],
            )
            for each in data["sheets"]
        )
        return cls(data["kind"], sheets, data["encoding"], data["separator"])


def read(data: bytes) -> Book:
    """The rows of the file. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "too_large", _("The file is larger than 10 MB. Remove pictures from it, or divide it.")
        )
    if not data.strip():
        raise Unreadable("empty", _("The file is empty. Choose the file with the list in it."))
    refuse_other_kinds(data)
    book = workbook(data) if data.startswith(b"PK\x03\x04") else text_file(data)
    if not any(sheet.lines for sheet in book.sheets):
        raise Unreadable("empty", _("The file is empty. Choose the file with the list in it."))
    return book


# --- what it is not ------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|meta|body|table|\?xml)", re.IGNORECASE)


def refuse_other_kinds(data: bytes) -> None:
    """Refuse what only has the name of a list."""
    if data.startswith(OLE):
        refuse_old_office(data)
    if data.startswith(b"%PDF"):
        raise Unreadable(
            "pdf", _("This is a PDF. Ask for the list as it was typed, in Excel or CSV.")
        )
    beginning = data[:2000].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if _MARKUP.match(beginning.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        raise Unreadable(
            "web_page",
            _(
                "This is a web page with the name of a table. Open it in Excel, save it as “Excel "
                "Workbook (.xlsx)” and send that file."
            ),
        )


def refuse_old_office(data: bytes) -> None:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Unreadable(
            "password",
            _("The file is protected by a password. Open it, save it without one and send that."),
        )
    raise Unreadable(
        "old_excel",
        _(
            "This is a file of an old Excel (.xls). Open it, save it as “Excel Workbook (.xlsx)” "
            "and send that file."
        ),
    )


# --- text files ----------------------------------------------------------------------------------


def text_file(data: bytes) -> Book:
    text, encoding = decoded(data)
    if "\x00" in text:
        raise Unreadable(
            "not_a_list", _("This is neither a workbook nor text. Send .xlsx or .csv.")
        )
    text, separator = separator_of(text)
    lines = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
            if len(lines) >= MAX_ROWS:
                raise too_many_rows()
            if any(cell.strip() for cell in row):
                lines.append(Line(number, tuple(fitting(row))))
    except csv.Error:
        raise Unreadable(
            "long_cell", _("A cell is longer than any name or post. Is a quotation mark missing?")
        ) from None
    refuse_too_many_cells(sum(len(line.cells) for line in lines))
    return Book("text", (Sheet("", tuple(lines)),), encoding, separator)


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the name of the encoding it had to be read with."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    sample = data[:4000]
    # Half of UTF-16 without its mark are zeros or the byte of the Arabic block.
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high and (high.count(0) + high.count(6)) / len(high) > 0.9:
            return data.decode(encoding, errors="replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1256", errors="replace"), "cp1256"


def separator_of(text: str) -> tuple[str, str]:
    """The text without Excel's own `sep=` line, kept as a blank one; and the separator."""
    first, _newline, rest = text.partition("\n")
    told = re.fullmatch(r'"?sep=(.)"?\s*', first)
    if told:
        return f"\n{rest}", told[1]
    return text, max(SEPARATORS, key=lambda each: _evenness(text, each))


def _evenness(text: str, separator: str) -> float:
    """How much of the beginning this separator divides into rows of one length."""
    counts: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            if any(cell.strip() for cell in row):
                counts[len(row)] += 1
            if counts.total() >= SAMPLE:
                break
    except csv.Error:
        return 0
    divided = {length: number for length, number in counts.items() if length > 1}
    if not divided:
        return 0
    length, number = max(divided.items(), key=lambda item: item[0] * item[1])
    return length * number / counts.total()


# --- workbooks -----------------------------------------------------------------------------------


def workbook(data: bytes) -> Book:
    """An .xlsx, looked at part by part before anything unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_other_packages(archive)
            refuse_bomb(archive)
            formulas = look_through(archive)
        return Book("workbook", tuple(sheets_of(data, formulas)))
    except (DefusedXmlException, RecursionError):
        raise hostile() from None
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        EOFError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        NotImplementedError,
    ) as error:  # fmt: skip - whatever openpyxl stumbles over in a damaged file
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            "damaged", _("The workbook is damaged. Open it in Excel, save it anew and send that.")
        ) from error


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


def sheets_of(data: bytes, formulas: bool) -> Iterator[Sheet]:
    """The sheets with the values that the formulas last had."""
    values = opened(data, data_only=True)
    written = opened(data, data_only=False) if formulas else None
    for title in values.sheetnames[:MAX_SHEETS]:
        sheet = values[title]
        if not isinstance(sheet, Worksheet):
            continue  # a chart
        lines = lines_of(sheet, rows_of(written[title]) if written else None)
        yield Sheet(title, tuple(lines), hidden=sheet.sheet_state != "visible")


def opened(data: bytes, *, data_only: bool):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that we do not read
        return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)


@dataclass
class Merges:
    """The merged cells of a sheet by row: what they carry down, and which rows are headings."""

    carried: dict[int, dict[int, str]] = field(default_factory=dict)
    wide: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, sheet: Worksheet) -> "Merges":
        merges = cls()
        for area in sheet.merged_cells.ranges:
            value = plain(sheet.cell(area.min_row, area.min_col).value)
            if area.max_col > area.min_col and value:
                merges.wide.add(area.min_row)
            for row in range(area.min_row + 1, area.max_row + 1):
                merges.carried.setdefault(row, {})[area.min_col - 1] = value
        return merges


def lines_of(sheet: Worksheet, written: dict | None) -> Iterator[Line]:
    merges = Merges.of(sheet)
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    for number, values in rows_of(sheet).items():
        carried = merges.carried.get(number, {})
        unsolved = tuple(unsolved_in(values, number, written))
        if not values and not unsolved:
            continue
        width = max((*values, *carried, *unsolved)) + 1
        cells = [carried.get(column) or values.get(column, "") for column in range(width)]
        yield Line(
            number, tuple(fitting(cells)), tuple(sorted(carried)), unsolved,
            number in merges.wide, number in hidden,
        )  # fmt: skip


def rows_of(sheet: Worksheet) -> dict[int, dict[int, str]]:
    """Number of the row → column → text, of the cells that the file holds.

    openpyxl's own walk makes a cell for every place before the last: a stray one in the last row
    of a sheet would become millions.
    """
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        cells = rows.setdefault(row, {})
        if text := plain(cell.value):
            if column > MAX_COLUMNS:
                raise too_wide()
            cells[column - 1] = text
    return rows


def unsolved_in(
    values: dict[int, str], number: int, written: dict[int, dict[int, str]] | None
) -> Iterator[int]:
    """The columns with a formula and no value, as files have that no spreadsheet computed."""
    for column in (written or {}).get(number, ()):
        if column not in values:
            yield column


def plain(value) -> str:
    """A cell as text: whole numbers without their point, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


# --- limits --------------------------------------------------------------------------------------


def fitting(row: Iterable[str]) -> list[str]:
    """The cells without the empty ones at the end. Raises Unreadable."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise too_wide()
    if any(len(each) > MAX_CELL for each in cells):
        raise Unreadable(
            "long_cell", _("A cell is longer than any name or post. Is a quotation mark missing?")
        )
    return cells


def refuse_too_many_cells(number: int) -> None:
    if number > MAX_CELLS:
        raise Unreadable(
            "too_many_cells",
            _("The file has more than 400,000 cells. Keep the rows and columns of the list alone."),
        )


def too_many_rows() -> Unreadable:
    return Unreadable(
        "too_many_rows",
        _("The file has more than 20,000 rows. Divide the list, or remove empty formatted rows."),
    )


def too_wide() -> Unreadable:
    return Unreadable(
        "too_wide", _("A row has more than 100 columns. Keep those of the list alone.")
    )


def hostile() -> Unreadable:
    return Unreadable(
        "entities",
        _(
            "The workbook holds definitions that no spreadsheet writes, and is not opened. Copy "
            "the list into a new workbook and send that."
        ),
    )
