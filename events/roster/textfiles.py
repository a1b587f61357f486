"""A list as text: its encoding and its separator, whatever its name says."""

import csv
import io
import re
from collections import Counter

from django.utils.translation import gettext as _

from events.roster.books import (
    MAX_ROWS,
    Book,
    Line,
    Sheet,
    Unreadable,
    fitting,
    refuse_too_many_cells,
    too_many_rows,
)

SEPARATORS = ",;\t،|"
#: How many rows say which separator a text file has.
SAMPLE = 60


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
