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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

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
_SHOW = (["TJ"], ["Tj"])


class _Op:
    """An instruction of a page; its name is asked far more often than it is cheap to tell."""

    __slots__ = ("name", "raw")

    def __init__(self, raw, name: str = "") -> None:
        self.raw, self.name = raw, name or str(raw.operator)

    @classmethod
    def made(cls, name: str, *operands) -> "_Op":
        return cls(ContentStreamInstruction(operands, Operator(name)), name)

    @property
    def operands(self):
        return self.raw.operands


def joined(pdf: bytes) -> bytes:
    """The PDF with whole lines, its objects packed."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = _Fonts()
        pages = [(page, list(_contents(page, fonts.of(page)))) for page in document.pages]
        fonts.learn(
            piece for _page, contents in pages for each in contents for piece in each.pieces
        )
        for page, contents in pages:
            content = pikepdf.unparse_content_stream([op.raw for op in _in_order(contents)])
            page.Contents = document.make_stream(content)
        document.save(
            stream, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return stream.getvalue()


def _in_order(contents: list["_Content"]) -> Iterator[_Op]:
    """The page's instructions, each line of Arabic whole and in order."""
    run: list[_Content] = []
    for each in [*map(_Content.read, contents), None]:
        if run and not (each and each.touches(run[-1])):
            yield from _swapped(run)
            run = []
        if each:
            run.append(each)


def _contents(page, fonts: dict) -> Iterator["_Content"]:
    """The marked contents of the page, and what stands between them."""
    found: list[_Op] = []
    depth = 0
    for each in map(_Op, pikepdf.parse_content_stream(page)):
        if each.name in _MARKED and depth == 0 and found:
            yield _Content.of(found, fonts)
            found = []
        depth += (each.name in _MARKED) - (each.name == "EMC")
        found.append(each)
        if each.name == "EMC" and depth == 0:
            yield _Content.of(found, fonts)
            found = []
    yield _Content.of(found, fonts)


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

    def learn(self, pieces: Iterable["_Piece"]) -> None:
        """Which glyphs stand alone and which draw a cluster together; and mend what they mean."""
        for each in pieces:
            if each.letters:
                each.font.drawn_together.append((each.letters, each.codes))
            else:
                each.font.alone.update(each.codes)
        for font in filter(None, self.known.values()):
            font.mend()


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
    """A stretch of glyphs side by side: `state` is what sets it; what of that must be alike in two
    that are to be one is in `alike`."""

    state: list[_Op]
    font: _Font
    shown: list
    start: float
    end: float
    rtl: bool
    size: float
    alike: tuple
    letters: str = ""  # its ActualText

    @property
    def codes(self) -> list[int]:
        """Its glyphs in the order in which they are read."""
        codes = self.font.codes(self.shown)
        return codes[::-1] if self.rtl else codes

    def continues(self, other: "_Piece") -> bool:
        both = self.rtl and other.rtl and not (self.letters or other.letters)
        if not (both and self.alike == other.alike):
            return False
        return self.gap_after(other) > -BACK

    def gap_after(self, other: "_Piece") -> float:
        return (self.start - other.end) * 1000 / self.size

    def take(self, other: "_Piece") -> None:
        gap = other.gap_after(self)
        self.shown += [*([round(-gap, 4)] if abs(gap) > 0.001 else []), *other.shown]
        self.end = other.end

    def parts(self) -> Iterator["_Piece"]:
        """The piece, cut where the pen moves back."""
        backs = [each for each in self.shown if not isinstance(each, pikepdf.String)]
        if not any(float(each) > BACK for each in backs):
            yield self
            return
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
        operands = [*self.state[2].operands]
        operands[4] = round(start, 5)
        state = [*self.state[:2], _Op.made("Tm", *operands)]
        return replace(self, state=state, shown=shown, start=start, end=end)

    def instructions(self) -> Iterator[_Op]:
        if self.letters:
            properties = Dictionary(ActualText=pikepdf.String(self.letters))
            yield _Op.made("BDC", Name.Span, properties)
        elif self.rtl:
            yield _Op.made("BMC", Name.ReversedChars)
        yield from self.state
        yield _Op.made("TJ", Array(self.shown))
        if self.letters or self.rtl:
            yield _Op.made("EMC")


@dataclass
class _Content:
    """One marked content of a page: its instructions, and the pieces of its lines; where it stands,
    if it is a stretch of Arabic on one line."""

    ops: list[_Op]
    lines: list[tuple[slice, list[_Piece] | None]] = field(default_factory=list)
    start: float = 0.0
    end: float = 0.0
    height: float = 0.0
    size: float = 0.0

    @classmethod
    def of(cls, ops: list[_Op], fonts: dict[str, _Font | None]) -> "_Content":
        return cls(ops, [(line, _pieces(ops[line], fonts)) for line in _lines(ops)])

    @property
    def pieces(self) -> Iterator[_Piece]:
        return (piece for _line, pieces in self.lines for piece in pieces or ())

    def read(self) -> "_Content":
        """The same with its lines whole."""
        if not any(each.rtl for each in self.pieces):
            return self
        out, at, made = [], 0, None
        for line, pieces in self.lines:
            made = _as_read(pieces)
            new = self.ops[line] if made is None else [op for x in made for op in x.instructions()]
            out += [*self.ops[at : line.start], *new]
            at = line.stop
        out += self.ops[at:]
        moves = [each for each in self.ops if each.name == "cm"]
        one_line = len(self.lines) == len(moves) == 1 and self.ops[0].name == "BDC"
        if not (made and one_line and all(each.rtl for each in made)):
            return _Content(out)
        left, height = (float(each) for each in moves[0].operands[4:])
        start, end = min(each.start for each in made), max(each.end for each in made)
        return _Content(out, [], left + start, left + end, height, made[0].size)

    def touches(self, other: "_Content") -> bool:
        """Whether it goes on to the right of the other, on the same line."""
        if not (self.size and other.size):
            return False
        beside = abs(self.start - other.end) <= TOUCHING * self.size
        return beside and abs(self.height - other.height) <= HANGING * self.size


def _swapped(run: list[_Content]) -> Iterator[_Op]:
    """What stands from left to right, from right to left; the marks stay in their order, and with
    them the order in which the structure of the document names them."""
    if len(run) == 1:
        return iter(run[0].ops)
    marks = [each.ops[0] for each in run]
    inside = [each.ops[1:] for each in run[::-1]]
    return (op for mark, rest in zip(marks, inside, strict=True) for op in (mark, *rest))


def _as_read(pieces: list[_Piece] | None) -> list[_Piece] | None:
    """The pieces of a line in the order in which they are read; None for a line without Arabic, or
    one not written as the press does."""
    if pieces is None or not any(each.rtl for each in pieces):
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


def _lines(ops: list[_Op]) -> Iterator[slice]:
    """Where the pieces of text stand, one slice for each BT and its ET."""
    first = 0
    for at, each in enumerate(ops):
        if each.name == "BT":
            first = at + 1
        elif each.name == "ET":
            yield slice(first, at)


def _pieces(line: list[_Op], fonts: dict[str, _Font | None]) -> list[_Piece] | None:
    """The pieces of a line, each within the marks that stand around it: what letters it draws, and
    that it goes from the right. None where the line is written otherwise."""
    found, at = [], 0
    names = [each.name for each in line]
    while at < len(line):
        first = at
        while first < len(line) and names[first] in _MARKED:
            first += 1
        last = first + 4 + first - at
        shape = names[first:last]
        if tuple(shape[:3]) != _BARE or shape[3:4] not in _SHOW or {*shape[4:]} - {"EMC"}:
            return None
        piece = _piece(line[at:first], line[first : first + 3], line[first + 3], fonts)
        if piece is None or last > len(line):
            return None
        found.append(piece)
        at = last
    return found


def _piece(marks: list[_Op], state: list[_Op], show: _Op, fonts: dict) -> _Piece | None:
    _rendering, face, place = state
    name, size = face.operands
    font = fonts.get(str(name))
    if font is None:
        return None
    shown, matrix = show.operands[0], place.operands
    shown = list(shown) if isinstance(shown, Array) else [shown]
    start, codes = float(matrix[4]), font.codes(shown)
    end = start + font.advance(shown) * float(size) / 1000
    named = [each.operands[1] for each in marks if each.name == "BDC"]
    letters = "".join(str(each.get("/ActualText", "")) for each in named)
    text = letters or "".join(font.meaning.get(code, "") for code in codes)
    rtl = any(each.name == "BMC" for each in marks) or _is_rtl(text)
    alike = (str(name), float(size), *(str(each) for each in matrix[:4]), str(matrix[5]))
    return _Piece(state, font, shown, start, end, rtl, float(size), alike, letters)


def _is_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(each) in ("R", "AL") for each in text)
