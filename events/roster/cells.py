"""The cells of a list as they are stored: what is odd about one is remarked on, once."""

import re

from django.utils.translation import gettext as _

from events.roster import mojibake, names
from events.roster.books import Line
from events.roster.columns import Column, Field, Header
from events.roster.names import shown
from events.roster.remarks import Gravity, Remark

#: As long as the columns of the database.
LONGEST = {"name": 300, "post": 500, "reference": 200, "body": 300}
#: What a spreadsheet shows where a formula failed.
_FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
#: Text that our own file escaped, or an office did.
_ESCAPED = re.compile(r"'[=+@-]")
_QUOTED = re.compile(r'="(.*)"', re.DOTALL)


class Cells:
    """Those of one sheet, row by row."""

    def __init__(self, sheet: int, header: Header, remarks: list[Remark]):
        self.sheet, self.header, self.remarks = sheet, header, remarks
        self.columns = {each: header.of(each) for each in Field}
        self.pools: dict[tuple[int, Field], list[tuple[Column, str]]] = {}

    def first(self, field: Field) -> Column | None:
        """The first column that holds this."""
        return next(iter(self.columns[field]), None)

    def remark(self, line: Line, column: Column | None, gravity, code: str, message: str) -> None:
        letter = column.letter if column else ""
        self.remarks.append(Remark(self.sheet, line.number, letter, gravity, code, message))

    def text(self, line: Line, column: Column) -> str:
        """A cell for storing; what was done to it is said."""
        raw = line.cell(column.index)
        if column.index in line.unsolved:
            self.remark(
                line, column, Gravity.ERROR if column.field is Field.NAME else Gravity.WARNING,
                "formula", _("The cell holds a formula without its result. Type the value in."),
            )  # fmt: skip
        if match := _QUOTED.fullmatch(raw.strip()):
            raw = match[1]
        if _ESCAPED.match(raw):
            raw = raw[1:]
        if _FAILED.fullmatch(raw.strip()):
            message = _("The cell shows “%(text)s”: its formula failed. Type the value in.")
            self.remark(line, column, Gravity.WARNING, "formula", message % {"text": raw.strip()})
            return ""
        if names.has_unseen(raw):
            message = _("Invisible marks were removed from “%(text)s”.") % {"text": shown(raw)}
            self.remark(line, column, Gravity.NOTE, "unseen_marks", message)
        if mojibake.LOST.search(raw):
            message = _("Letters are lost in “%(text)s”. Ask for the list again, as .xlsx.")
            self.remark(line, column, Gravity.ERROR, "letters_lost", message % {"text": shown(raw)})
        return shown(raw)

    def pool(self, line: Line, field: Field) -> list[tuple[Column, str]]:
        """The filled cells of the columns that hold this; what a merge carries down is not ours."""
        place = (line.number, field)
        if place not in self.pools:  # each cell is remarked on once
            self.pools = {key: each for key, each in self.pools.items() if key[0] == line.number}
            self.pools[place] = [
                (column, text)
                for column in self.columns[field]
                if column.index not in line.carried and (text := self.text(line, column))
            ]
        return self.pools[place]
