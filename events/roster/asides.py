"""Rows of a list that are no people: totals, footnotes, titles, and bodies as headings."""

import re

from events.roster import names
from events.roster.books import Line
from events.roster.cells import Cells
from events.roster.columns import Field
from events.roster.names import shown
from organizations import arabic

_TOTAL = re.compile(
    r"\W*(?:المجموع|الإجمالي|الاجمالي|إجمالي|اجمالي|مجموع|العدد الإجمالي|العدد الكلي|عدد المشاركين"
    r"|(?:grand |sub)?total\b|number of participants)",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"\s*(?:\*|\(\d+\)|ملاحظة|ملاحظات|ملحوظة|المصدر|التوقيع|توقيع|حرر|صفحة|ختم|أعد|تاريخ الإعداد"
    r"|note\b|notes\b|nb\b|source\b|signature|signed|page \d|prepared by)",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\s*(?:تابع|قائمة|كشف|جدول|أسماء|ملحق|list of|participants|continued|annex)\b", re.IGNORECASE
)
_HEADING = re.compile(
    r"\s*(?:وفد|وفود|دولة|الجمهورية|جمهورية|المملكة|مملكة|سلطنة|الجماهيرية|الإمارات|delegation|"
    r"state of|republic|kingdom|sultanate|people)",
    re.IGNORECASE,
)
_AROUND_BODY = re.compile(
    r"^\s*(?:(?:\d+|[أ-ي]|أولا|ثانيا|ثالثا|رابعا|خامسا)\s*[-.)/:]\s*)?"
    r"(?:وفد\s+(?:دولة\s+(?=ال))?|(?:the\s+)?delegation of\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*\(\s*\d+[^)]*\)\s*$")


def is_footnote(text: str) -> bool:
    return bool(_FOOTNOTE.match(text))


def is_title(text: str) -> bool:
    return bool(_TITLE.match(text))


def is_body(text: str) -> bool:
    """Whether it says itself that it is a state or a delegation."""
    return bool(_HEADING.match(text)) or text.endswith(":")


def body_text(text: str) -> str:
    """A body as a heading names it, without «وفد», numbering, colon and count."""
    text = _COUNT.sub("", arabic.normal_digits(shown(text))).strip(" :：-–ـ*")
    return _AROUND_BODY.sub("", text).strip(" :") or text


def is_total(cells: Cells, line: Line) -> bool:
    """Whether the row counts others; a person may be a “Total Quality Manager”."""
    names_here = [shown(line.cell(each.index)) for each in cells.columns[Field.NAME]]
    if any(names.script(text) and not _TOTAL.match(text) for text in names_here):
        return False
    return any(_TOTAL.match(shown(cell)) for cell in line.cells)


def is_empty_place(cells: Cells, line: Line) -> bool:
    """Whether only the number, or number and body, were typed in advance."""
    typed = {Field.NUMBER, Field.BODY, Field.REMARK}
    fields = {each.field for each in cells.header.columns if shown(line.cell(each.index))}
    return fields <= typed and not line.unsolved
