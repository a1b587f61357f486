"""The sheets of a workbook, .xlsx."""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from events.roster import packages
from events.roster.books import MAX_COLUMNS, Book, Line, Sheet, Unreadable, fitting, too_wide

MAX_SHEETS = 60


def workbook(data: bytes) -> Book:
    """An .xlsx, looked at part by part before anything unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            packages.refuse_other_packages(archive)
            packages.refuse_bomb(archive)
            formulas = packages.look_through(archive)
        return Book("workbook", tuple(sheets_of(data, formulas)))
    except (DefusedXmlException, RecursionError):
        raise packages.hostile() from None
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
