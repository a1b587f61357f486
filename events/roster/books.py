"""A file of rows as it is understood, with the sheet's own numbers, and how large one may be.
Nothing here knows what a delegate is."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CELLS = 400_000
MAX_CELL = 5_000


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
