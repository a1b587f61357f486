"""What is said about a row or a cell of a list: one vocabulary for the page and the file."""

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """Whether a remark stops the list, asks for a look, or only says what was done."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Remark:
    """Something about a row, by the sheet's own number; row 0 means the whole sheet."""

    sheet: int
    row: int
    column: str
    gravity: Gravity
    code: str
    message: str
