"""Rows as files that offices open: XLSX, and CSV that Arabic Excel reads right."""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

#: A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
GREEN = "0F4C38"
WIDEST = 60


def xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence], *, rtl: bool) -> bytes:
    """One sheet, read from the right where `rtl`; every text is text, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31].translate(str.maketrans("[]:*?/\\", "       "))
    sheet.sheet_view.rightToLeft = rtl
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    widths = [0] * len(header)
    for number, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
            widths[column - 1] = max(widths[column - 1], len(str(value or "")))
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=GREEN)
    for column, width in enumerate(widths, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(width + 2, 6), WIDEST)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(cell, value) -> None:
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, int):
        cell.value = value
        return
    text = "".join(each for each in str(value or "") if each.isprintable() or each in "\n\t")
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA)


def csv_file(header: Sequence[str], rows: Iterable[Sequence], *, arabic: bool) -> bytes:
    """UTF-8 with a mark by which Excel knows it; semicolons where Arabic Excel expects them. A
    cell that would be a formula is made text by an apostrophe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";" if arabic else ",", lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _plain(value) -> str:
    text = str(value if value is not None else "")
    return f"'{text}" if text.startswith(FORMULA) else text
