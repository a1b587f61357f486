"""Arabic lines in a PDF as readers copy them.

The press writes a line word by word, from left to right. Viewers that go by that order (Firefox)
copy an Arabic line with its words reversed. Here the words of a line become one piece again, and
the pieces of a line follow each other as they are read; not a point on the page moves. Where one
letter is drawn by several glyphs, one of them means the letter and the others nothing, so that
viewers that ignore ActualText do not read it twice. Where a letter hangs above the line («مج»), the
press writes what is left and right of it, and the letter, each as a content of its own, from left
to right; these change places, so that who listens to the page hears the words in order, too.
"""

import io
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator

#: Reads as nothing and joins what stands around it.
JOINER = "\u200d"
_CODES = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
_SECTION = re.compile(r"beginbfchar(.*?)endbfchar", re.S)
#: How far apart the ends of two contents may be that are one run, and how much higher one may
#: hang, in sizes of the font.
TOUCHING, HANGING = 0.02, 0.5
#: How far the pen may move back within a piece, in thousandths of the size: the same viewers begin
#: anew where it moves further.
BACK = 120
#: How the press writes one piece, bare or marked.
_BARE, _MARKED = ("Tr", "Tf", "Tm"), ("BMC", "BDC")
_SHOW = ("TJ", "Tj")


def joined(pdf: bytes) -> bytes:
    """The PDF with whole lines, its objects packed."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = _Fonts()
        for page in document.pages:
            fonts.look_at(page)
        fonts.mend()
        for page in document.pages:
            content = pikepdf.unparse_content_stream(_in_order(page, fonts))
            page.Contents = document.make_stream(content)
        document.save(
            stream, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return stream.getvalue()


def _in_order(page, fonts: "_Fonts") -> list[ContentStreamInstruction]:
    """The page's instructions, each line of Arabic whole and in order."""
    named = fonts.of(page)
    contents = [_Content.of(each, named) for each in _contents(page)]
    ordered: list[_Content] = []
    run: list[_Content] = []
    for each in [*contents, None]:
        if run and not (each and each.touches(run[-1])):
            ordered += _swapped(run)
            run = []
        if each:
            run.append(each)
    return [instruction for each in ordered for instruction in each.instructions]


def _contents(page) -> Iterator[list[ContentStreamInstruction]]:
    """The marked contents of the page, and what stands between them."""
    found: list = []
    depth = 0
    for each in pikepdf.parse_content_stream(page):
        operator = str(each.operator)
        if operator in _MARKED and depth == 0 and found:
            yield found
            found = []
        depth += (operator in _MARKED) - (operator == "EMC")
        found.append(each)
        if operator == "EMC" and depth == 0:
            yield found
            found = []
    yield found


# --- fonts --------------------------------------------------------------------------------------


@dataclass
class _Font:
    """A font of the document: how wide its glyphs are and what they mean."""

    stream: object
    widths: dict[int, float]
    default: float
    meaning: dict[int, str]
    alone: set[int] = field(default_factory=set)
    drawn_together: list[tuple[str, list[int]]] = field(default_factory=list)

    def codes(self, shown) -> list[int]:
        """The glyphs of an operand of TJ."""
        pieces = (bytes(each) for each in shown if isinstance(each, pikepdf.String))
        whole = b"".join(pieces)
        return [int.from_bytes(whole[at : at + 2], "big") for at in range(0, len(whole), 2)]

    def advance(self, shown) -> float:
        """How far an operand of TJ moves, in thousandths of the size."""
        kerning = sum(float(each) for each in shown if not isinstance(each, pikepdf.String))
        return sum(self.widths.get(code, self.default) for code in self.codes(shown)) - kerning

    def text(self, shown) -> str:
        return "".join(self.meaning.get(code, "") for code in self.codes(shown))

    def mend(self) -> None:
        """Let the glyphs that draw a cluster together mean its letters once."""
        changed: dict[int, str] = {}
        for letters, codes in sorted(self.drawn_together, key=lambda each: len(each[1])):
            rest = letters
            for number, code in enumerate(codes):
                means = self.meaning.get(code, "") if code in self.alone else changed.get(code, "")
                if means and rest.startswith(means):
                    rest = rest.removeprefix(means)
                elif code not in self.alone and code not in changed:
                    one_each = len(rest) == len(codes) - number
                    changed[code] = (rest[:1] if one_each else rest) or JOINER
                    rest = rest.removeprefix(changed[code])
        if changed:
            self.meaning |= changed
            content = self.stream.read_bytes().decode("latin-1")
            mended = _SECTION.sub(lambda part: _rewritten(part, changed), content)
            self.stream.write(mended.encode("latin-1"))

    def spells(self, letters: str, codes: list[int]) -> bool:
        """Whether the glyphs say by themselves what their cluster is said to mean."""
        return "".join(self.meaning[each] for each in codes).replace(JOINER, "") == letters


def _rewritten(part: re.Match, changed: dict[int, str]) -> str:
    def entry(found: re.Match) -> str:
        new = changed.get(int(found[1], 16))
        return f"<{found[1]}> <{new.encode('utf-16-be').hex()}>" if new else found[0]

    return _CODES.sub(entry, part[0])


class _Fonts:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        self.known: dict[tuple, _Font | None] = {}

    def of(self, page) -> dict[str, _Font | None]:
        """The fonts of a page, by the names that it gives them."""
        found = {}
        for name, font in page.Resources.get("/Font", {}).items():
            if font.objgen not in self.known:
                self.known[font.objgen] = _read(font)
            found[name] = self.known[font.objgen]
        return found

    def look_at(self, page) -> None:
        """Note which glyphs stand alone and which draw a cluster together."""
        named = self.of(page)
        instructions = list(pikepdf.parse_content_stream(page))
        for line in _lines(instructions):
            for each in filter(None, _pieces(instructions[line], named)):
                if each.letters:
                    each.font.drawn_together.append((each.letters, each.codes))
                else:
                    each.font.alone.update(each.codes)

    def mend(self) -> None:
        for each in self.known.values():
            if each:
                each.mend()


def _read(font) -> _Font | None:
    """None for a font that is not as the press writes them: its lines stay as they are."""
    if font.get("/Subtype") != "/Type0" or "/ToUnicode" not in font:
        return None
    inner = font.DescendantFonts[0]
    content = font.ToUnicode.read_bytes().decode("latin-1")
    meaning = {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for part in _SECTION.findall(content)
        for code, text in _CODES.findall(part)
    }
    widths = dict(_widths(list(inner.get("/W", []))))
    return _Font(font.ToUnicode, widths, float(inner.get("/DW", 1000)), meaning)


def _widths(given: list) -> Iterator[tuple[int, float]]:
    """The pairs that a /W array spells in its two ways."""
    while given:
        first, second = int(given[0]), given[1]
        if isinstance(second, Array):
            yield from ((first + at, float(each)) for at, each in enumerate(second))
            given = given[2:]
        else:
            yield from ((code, float(given[2])) for code in range(first, int(second) + 1))
            given = given[3:]


# --- lines --------------------------------------------------------------------------------------


@dataclass
class _Piece:
    """A stretch of glyphs side by side: `state` is all that must be alike to be one with it."""

    state: list[ContentStreamInstruction]
    font: _Font
    shown: list
    start: float
    end: float
    rtl: bool
    letters: str = ""  # its ActualText

    @property
    def size(self) -> float:
        return float(self.state[1].operands[1])

    @property
    def codes(self) -> list[int]:
        """Its glyphs in the order in which they are read."""
        codes = self.font.codes(self.shown)
        return codes[::-1] if self.rtl else codes

    def continues(self, other: "_Piece") -> bool:
        alike = [_spelt(each) for each in self.state] == [_spelt(each) for each in other.state]
        both = self.rtl and other.rtl and alike and not (self.letters or other.letters)
        return both and self.gap_after(other) > -BACK

    def gap_after(self, other: "_Piece") -> float:
        return (self.start - other.end) * 1000 / self.size

    def take(self, other: "_Piece") -> None:
        gap = other.gap_after(self)
        self.shown += [*([round(-gap, 4)] if abs(gap) > 0.001 else []), *other.shown]
        self.end = other.end

    def parts(self) -> Iterator["_Piece"]:
        """The piece, cut where the pen moves back."""
        shown: list = []
        start = at = self.start
        for each in [*self.shown, math.inf]:
            back = 0.0 if isinstance(each, pikepdf.String) else float(each)
            if back <= BACK:
                shown.append(each)
                at += self.font.advance([each]) * self.size / 1000
                continue
            if shown:
                yield self.part(shown, start, at)
            at -= back * self.size / 1000
            shown, start = [], at

    def part(self, shown: list, start: float, end: float) -> "_Piece":
        state, place = self.state[:2], self.state[2]
        operands = [*place.operands]
        operands[4] = round(start, 5)
        state.append(ContentStreamInstruction(operands, place.operator))
        return _Piece(state, self.font, shown, start, end, self.rtl, self.letters)

    def instructions(self) -> Iterator[ContentStreamInstruction]:
        if self.letters:
            properties = Dictionary(ActualText=pikepdf.String(self.letters))
            yield ContentStreamInstruction([Name.Span, properties], Operator("BDC"))
        elif self.rtl:
            yield ContentStreamInstruction([Name.ReversedChars], Operator("BMC"))
        yield from self.state
        yield ContentStreamInstruction([Array(self.shown)], Operator("TJ"))
        if self.letters or self.rtl:
            yield ContentStreamInstruction([], Operator("EMC"))


def _spelt(instruction) -> tuple:
    """An instruction without the place on the line that it moves to."""
    operands = [str(each) for each in instruction.operands]
    if str(instruction.operator) == "Tm":
        operands[4] = ""
    return (str(instruction.operator), *operands)


@dataclass
class _Content:
    """One marked content of a page; where it stands, if it is a stretch of Arabic on one line."""

    instructions: list[ContentStreamInstruction]
    start: float = 0.0
    end: float = 0.0
    height: float = 0.0
    size: float = 0.0

    @classmethod
    def of(cls, instructions: list, fonts: dict[str, _Font | None]) -> "_Content":
        out, at, made = [], 0, None
        lines = list(_lines(instructions))
        for line in lines:
            made = _as_read(instructions[line], fonts)
            new = instructions[line] if made is None else _written(made)
            out += [*instructions[at : line.start], *new]
            at = line.stop
        out += instructions[at:]
        moves = [each for each in instructions if str(each.operator) == "cm"]
        one_line = len(lines) == len(moves) == 1 and str(instructions[0].operator) == "BDC"
        if not (made and one_line and all(each.rtl for each in made)):
            return cls(out)
        left, height = (float(each) for each in moves[0].operands[4:])
        start, end = min(each.start for each in made), max(each.end for each in made)
        return cls(out, left + start, left + end, height, made[0].size)

    def touches(self, other: "_Content") -> bool:
        """Whether it goes on to the right of the other, on the same line."""
        if not (self.size and other.size):
            return False
        beside = abs(self.start - other.end) <= TOUCHING * self.size
        return beside and abs(self.height - other.height) <= HANGING * self.size


def _swapped(run: list[_Content]) -> list[_Content]:
    """What stands from left to right, from right to left; the marks stay in their order, and with
    them the order in which the structure of the document names them."""
    marks = [each.instructions[:1] for each in run]
    inside = [each.instructions[1:] for each in run[::-1]]
    return [_Content([*mark, *rest]) for mark, rest in zip(marks, inside, strict=True)]


def _written(pieces: list[_Piece]) -> list[ContentStreamInstruction]:
    return [instruction for each in pieces for instruction in each.instructions()]


def _as_read(line: list, fonts: dict[str, _Font | None]) -> list[_Piece] | None:
    """The pieces of a line in the order in which they are read; None for a line without Arabic, or
    one not written as the press does."""
    pieces = list(_pieces(line, fonts))
    if None in pieces or not any(each.rtl for each in pieces):
        return None
    for each in pieces:
        if each.letters and each.font.spells(each.letters, each.codes):
            each.letters = ""
    whole: list[_Piece] = []
    parts = (part for piece in pieces for part in (piece.parts() if piece.rtl else [piece]))
    for each in sorted(parts, key=lambda part: part.start):
        if whole and each.continues(whole[-1]):
            whole[-1].take(each)
        else:
            whole.append(each)
    return whole[::-1]


def _lines(instructions: list) -> Iterator[slice]:
    """Where the pieces of text stand, one slice for each BT and its ET."""
    first = 0
    for at, each in enumerate(instructions):
        if str(each.operator) == "BT":
            first = at + 1
        elif str(each.operator) == "ET":
            yield slice(first, at)


def _pieces(line: list, fonts: dict[str, _Font | None]) -> Iterator[_Piece | None]:
    """The pieces of a line, each within the marks that stand around it: what letters it draws, and
    that it goes from the right. Ends with None where the line is written otherwise."""
    at = 0
    while at < len(line):
        marks = list(takewhile(lambda each: str(each.operator) in _MARKED, line[at:]))
        first = at + len(marks)
        state, show = line[first : first + 3], line[first + 3 : first + 4]
        closing = line[first + 4 : first + 4 + len(marks)]
        operators = [tuple(str(each.operator) for each in part) for part in (state, closing)]
        shows = len(show) == 1 and str(show[0].operator) in _SHOW
        if operators != [_BARE, ("EMC",) * len(marks)] or not shows:
            yield None
            return
        yield _piece(marks, state, show[0].operands[0], fonts)
        at = first + 4 + len(marks)


def _piece(marks: list, state: list, shown, fonts: dict[str, _Font | None]) -> _Piece | None:
    font = fonts.get(str(state[1].operands[0]))
    if font is None:
        return None
    shown = list(shown) if isinstance(shown, Array) else [shown]
    start = float(state[2].operands[4])
    end = start + font.advance(shown) * float(state[1].operands[1]) / 1000
    named = [each.operands[1] for each in marks if str(each.operator) == "BDC"]
    letters = "".join(str(each.get("/ActualText", "")) for each in named)
    reversed_ = any(str(each.operator) == "BMC" for each in marks)
    rtl = reversed_ or _is_rtl(letters or font.text(shown))
    return _Piece(state, font, shown, start, end, rtl, letters)


def _is_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(each) in ("R", "AL") for each in text)
