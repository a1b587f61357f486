"""Text that was read with the wrong encoding, «طھظˆظ†ط³» or "ÊæäÓ" for «تونس»: found, repaired.

Repairing is on offer, never done by itself.
"""

import re
from dataclasses import replace

from events.roster.books import Book, Line, Sheet

#: How letters of UTF-8 look when read as cp1256, or as cp1252.
_TWICE = re.compile("(?:[طظ][^\\s\u0621-\u064a]){2}|(?:[ØÙ].){2}", re.DOTALL)
#: Letters of cp1256 read as cp1252: a word of accented capitals and small ones, no plain vowel.
_SHIFTED = re.compile("[\u00c0-\u00ff]{3,}")
_ARABIC = re.compile("[\u0621-\u064a]")
#: What is left where letters are gone for good.
LOST = re.compile("\ufffd|\\?{4,}")


def repaired(text: str) -> str:
    """The text as it was meant, or the text itself where that cannot be told."""
    if _TWICE.search(text):
        for encoding in ("cp1256", "cp1252"):
            meant = _again(text, encoding, "utf-8")
            if meant and _ARABIC.search(meant) and len(meant) < len(text):
                return meant
    if _SHIFTED.search(text):
        meant = _again(text, "cp1252", "cp1256")
        letters = [each for each in meant or "" if each.isalpha()]
        if letters and sum(map(bool, map(_ARABIC.match, letters))) / len(letters) > 0.8:
            return meant
    return text


def _again(text: str, wrong: str, right: str) -> str | None:
    """The text written with one encoding and read with the other; None where that cannot be."""
    try:
        return b"".join(_byte(each, wrong) for each in text).decode(right)
    except UnicodeError:
        return None


def _byte(character: str, encoding: str) -> bytes:
    """Also for the bytes that Windows' tables leave open."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1")


def samples(book: Book) -> list[tuple[str, str]]:
    """Up to five cells as they are and as they would be, without repetition."""
    found: dict[str, str] = {}
    for sheet in book.sheets:
        for line in sheet.lines:
            for cell in line.cells:
                if cell not in found and (meant := repaired(cell)) != cell:
                    found[cell] = meant
                    if len(found) == 5:
                        return list(found.items())
    return list(found.items())


def repaired_book(book: Book) -> Book:
    """Every cell as it was meant."""

    def line(each: Line) -> Line:
        return replace(each, cells=tuple(map(repaired, each.cells)))

    def sheet(each: Sheet) -> Sheet:
        return replace(each, title=repaired(each.title), lines=tuple(map(line, each.lines)))

    return replace(book, sheets=tuple(map(sheet, book.sheets)))
