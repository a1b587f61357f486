"""The file that goes back to the office: its rows as they were, and a column of remarks.

Every cell is text and none begins like a formula, whatever it held.
"""

import io
from collections import defaultdict

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill

from events.roster import names
from events.roster.columns import Field
from events.roster.entries import Table
from events.roster.planned import Plan
from events.roster.remarks import Gravity, Remark
from events.sheets import FORMULA

HEADER = "الملاحظة"
FILLS = {Gravity.ERROR: "F6D5CC", Gravity.WARNING: "F8F1DD"}


def escaped(text: str) -> str:
    """Text that no spreadsheet computes."""
    return f"'{text}" if text.startswith(FORMULA) else text


def returned(plan: Plan) -> bytes:
    """An .xlsx of all sheets, each remark in the row that it is about."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    remarks = defaultdict(list)
    for remark in plan.all_remarks:
        remarks[remark.sheet].append(remark)
    for table in plan.reading.tables:
        write_sheet(book, table, remarks[table.index])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_sheet(book: openpyxl.Workbook, table: Table, remarks: list[Remark]) -> None:
    lines = table.sheet.lines
    sheet = book.create_sheet(sheet_title(table))
    width = max((len(line.cells) for line in lines), default=0)
    # A list that comes and goes has one column of remarks, the newest.
    earlier = [each.index for each in table.header.of(Field.REMARK)]
    place = (earlier or [width])[0] + 1
    text = " ".join(cell for line in lines[:20] for cell in line.cells)
    sheet.sheet_view.rightToLeft = names.script(text) != "en"
    if table.sheet.hidden:
        sheet.sheet_state = "hidden"
    for line in lines:
        for column, value in enumerate(line.cells, 1):
            if column - 1 not in earlier:
                put(sheet.cell(line.number, column), value)
    head = table.header.line.number if table.header.line else 1
    put(sheet.cell(head, place), HEADER).font = Font(bold=True)
    by_row = defaultdict(list)
    for remark in remarks:
        by_row[remark.row or head].append(remark)
    for row, found in by_row.items():
        write_remarks(sheet.cell(row, place), found, beside_header=row == head)
    sheet.column_dimensions[sheet.cell(1, place).column_letter].width = 70


def write_remarks(cell: Cell, remarks: list[Remark], beside_header: bool) -> None:
    texts = [f"{each.column}: {each.message}" if each.column else each.message for each in remarks]
    put(cell, "\n".join([HEADER, *texts] if beside_header else texts))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    gravest = next((each for each in FILLS if each in {r.gravity for r in remarks}), None)
    if gravest:
        cell.fill = PatternFill("solid", start_color=FILLS[gravest])


def put(cell: Cell, text: str) -> Cell:
    cell.value = escaped(text)
    if text:
        cell.data_type = "s"
    return cell


def sheet_title(table: Table) -> str:
    title = "".join(each for each in table.sheet.title if each not in "[]:*?/\\").strip("' ")
    return title[:28] or f"Sheet {table.index + 1}"
