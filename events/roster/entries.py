"""The rows of a book as people with places: pure, no database, every remark at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.roster import asides, contacts, mojibake, names, people
from events.roster.asides import body_text
from events.roster.books import Book, Line, Sheet
from events.roster.cells import LONGEST, Cells
from events.roster.columns import FIELDS, Field, Header, header_of
from events.roster.names import shown
from events.roster.progress import Progress
from events.roster.remarks import Gravity, Remark
from organizations import arabic


@dataclass(frozen=True)
class Entry:
    """One person of a list, as a place in a delegation would hold it."""

    sheet: int
    row: int
    body: str
    body_other: str
    printed_name_ar: str
    printed_name_en: str
    name_ar: str
    name_en: str
    honorifics: tuple[str, ...]
    printed_title_ar: str
    printed_title_en: str
    #: '' where the list does not say.
    function: str
    email: str
    phone: str
    private_note: str
    reference: str

    @property
    def key(self) -> str:
        return f"{self.sheet}:{self.row}"


@dataclass
class Table:
    """A sheet, whether it is taken in, and how its columns are understood."""

    index: int
    sheet: Sheet
    header: Header
    taken: bool


@dataclass
class Reading:
    """All that a book says."""

    tables: list[Table]
    entries: list[Entry] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    #: Cells as they are and as they were probably meant.
    mojibake: list[tuple[str, str]] = field(default_factory=list)


def read(
    book: Book,
    choices: Mapping[str, str],
    bodies: Collection[str] = (),
    progress: Progress | None = None,
) -> Reading:
    """The entries of a book; `bodies` are folded spellings that a heading may hold."""
    broken = mojibake.samples(book)
    if choices.get("repair") == "yes":
        book = mojibake.repaired_book(book)
    reading = Reading([table_of(n, each, choices) for n, each in enumerate(book.sheets)])
    reading.mojibake = broken
    month_first = choices.get("dates") == "md"
    for table in reading.tables:
        if table.taken:
            SheetReader(table, reading, bodies, month_first).read(progress or Progress())
    reading.remarks += about_sheets(reading)
    if broken and choices.get("repair") not in ("yes", "no"):
        message = _("Letters were read with the wrong encoding. Shall they be repaired?")
        reading.remarks.append(Remark(0, 0, "", Gravity.ERROR, "mojibake", message))
    return reading


def table_of(index: int, sheet: Sheet, choices: Mapping[str, str]) -> Table:
    chosen = {}
    for key, value in choices.items():
        kind, _colon, place = key.partition(":")
        number, _colon, column = place.partition(":")
        if kind == "column" and number == str(index) and column.isdecimal() and value in FIELDS:
            chosen[int(column)] = Field(value)
    header = header_of(sheet, chosen)
    whole = header.line is not None or Field.NAME in chosen.values()
    choice = choices.get(f"sheet:{index}")
    return Table(
        index, sheet, header, choice == "in" or (choice != "out" and whole and not sheet.hidden)
    )


def about_sheets(reading: Reading) -> Iterator[Remark]:
    for table in reading.tables:
        title = table.sheet.title
        if not table.sheet.lines:
            continue
        if table.sheet.hidden and not table.taken:
            message = _("The sheet “%(title)s” is hidden; it is not taken in.")
            yield Remark(
                table.index, 0, "", Gravity.WARNING, "hidden_sheet", message % {"title": title}
            )
        elif not table.taken:
            message = _(
                "The sheet “%(title)s” is not taken in: no header with a name was found in it."
            )
            yield Remark(
                table.index, 0, "", Gravity.WARNING, "other_sheet", message % {"title": title}
            )
        elif not table.header.of(Field.NAME):
            message = _("No column holds names. Which one does?")
            yield Remark(table.index, 0, "", Gravity.ERROR, "no_name_column", message)
        for column in table.header.columns if table.taken else ():
            if column.field is Field.IGNORED and column.header:
                message = _("The column “%(header)s” is not known; it is not taken in.")
                yield Remark(
                    table.index, 0, column.letter, Gravity.WARNING, "unknown_column",
                    message % {"header": shown(column.header)},
                )  # fmt: skip
    if not any(table.taken for table in reading.tables):
        message = _("No row is recognised as the header of a list. Which column holds the names?")
        yield Remark(0, 0, "", Gravity.ERROR, "no_header", message)


class SheetReader:
    """Reads the rows of one sheet in order, with the body that stands above them."""

    def __init__(self, table: Table, reading: Reading, bodies: Collection[str], month_first: bool):
        self.table, self.header, self.reading = table, table.header, reading
        self.bodies, self.month_first = bodies, month_first
        self.cells = Cells(table.index, table.header, reading.remarks)
        self.body = self.body_other = self.reference = ""
        if arabic.fold(table.sheet.title) in bodies:
            self.body = shown(table.sheet.title)

    def read(self, progress: Progress) -> None:
        start = self.header.line.number if self.header.line else 0
        lines = self.table.sheet.lines
        for line in progress.rows("reading", lines, len(lines)):
            if line.number > start and not line.is_blank:
                self.take(line)

    def take(self, line: Line) -> None:
        filled = [text for text in map(shown, line.cells) if text]
        alone = filled[0] if len(filled) == 1 else ""
        if self.header.line and self.header.is_repeated(line):
            return self.left_out(line, "header_again", _("The header again: left out."))
        if asides.is_total(self.cells, line):
            return self.left_out(line, "total", _("A total: left out."))
        if alone and asides.is_footnote(alone):
            return self.left_out(line, "footnote", _("A footnote: left out."))
        if alone and asides.is_title(alone):
            message = _("A title, “%(text)s”: left out.") % {"text": alone}
            return self.left_out(line, "title", message)
        if heading := self.heading(line):
            self.body, self.body_other = body_text(heading), ""
            message = _("A heading: the rows below belong to “%(body)s”.") % {"body": self.body}
            return self.left_out(line, "heading", message)
        if asides.is_empty_place(self.cells, line):
            return self.left_out(line, "empty_place", _("A number without a person: left out."))
        self.person(line)

    def left_out(self, line: Line, code: str, message: str) -> None:
        self.cells.remark(line, None, Gravity.NOTE, code, message)

    def heading(self, line: Line) -> str:
        """The body, where the row says nothing else."""
        filled = [
            (index, shown(text))
            for index, text in enumerate(line.cells)
            if shown(text) and index not in line.carried
        ]
        if len(filled) != 1:
            return ""
        index, text = filled[0]
        field_ = next((each.field for each in self.header.columns if each.index == index), None)
        known = arabic.fold(body_text(text)) in self.bodies
        # What nobody knows is rather asked about than passed over: the rows below would go to the
        # body above it.
        if field_ is Field.BODY or line.wide or known or asides.is_body(text):
            return text
        # Without a column of bodies a line of its own is one, unless it is somebody's name.
        aside = field_ in (Field.NUMBER, Field.IGNORED, None) and not self.cells.columns[Field.BODY]
        return text if aside and names.script(text) else ""

    def person(self, line: Line) -> None:
        cells = self.cells
        printed = people.printed_names(cells, line)
        if not any(printed.values()):
            if not cells.pool(line, Field.NAME):
                message = _("The row has no name. Write it, or remove the row.")
                cells.remark(line, cells.first(Field.NAME), Gravity.ERROR, "no_name", message)
            return
        if line.hidden:
            message = _("The row is hidden in the sheet; it is taken in.")
            cells.remark(line, None, Gravity.WARNING, "hidden_row", message)
        split = {each: names.split(text) for each, text in printed.items()}
        people.look_at_names(cells, line, split)
        body, other = self.body_of(line)
        posts, function, notes = people.posts_and_function(cells, line, self.body)
        reference = self.reference_of(line)
        notes += [text for _column, text in cells.pool(line, Field.NOTE)]
        email, phone = contacts.email(cells, line, notes), contacts.phone(cells, line, notes)
        for each in (Field.ARRIVAL, Field.DEPARTURE, Field.BIRTH):
            notes += contacts.days(cells, line, each, self.month_first)
        self.look_at_notes(line, notes, reference)
        entry = Entry(
            sheet=self.table.index,
            row=line.number,
            body=body,
            body_other=other,
            printed_name_ar=printed["ar"],
            printed_name_en=printed["en"],
            name_ar=split["ar"].own,
            name_en=split["en"].own,
            honorifics=tuple(dict.fromkeys(split["ar"].honorifics + split["en"].honorifics)),
            printed_title_ar=posts["ar"],
            printed_title_en=posts["en"],
            function=function,
            email=email,
            phone=phone,
            private_note="\n".join(notes),
            reference=reference,
        )
        self.reading.entries.append(entry)

    def look_at_notes(self, line: Line, notes: list[str], reference: str) -> None:
        if arabic.problems("\n".join(notes)) or arabic.problems(reference):
            message = _("A note holds something that cannot be printed, or a word without an end.")
            column = self.cells.first(Field.NOTE) or self.cells.first(Field.REFERENCE)
            self.cells.remark(line, column, Gravity.ERROR, "unfit", message)

    def body_of(self, line: Line) -> tuple[str, str]:
        """The body of the row, in this row or above it; and the same in a second column."""
        cells = self.cells
        found = [
            text
            for column in cells.columns[Field.BODY]
            if (text := body_text(cells.text(line, column)))
        ]
        if not found and not cells.columns[Field.BODY] and not self.body:
            found = [text for _column, text in cells.pool(line, Field.UNIT)]
        if found:
            self.body, self.body_other = found[0], " ".join(found[1:2])
        elif cells.columns[Field.BODY] and self.body:
            message = _("No body in this row: “%(body)s” stands above.") % {"body": self.body}
            cells.remark(line, cells.first(Field.BODY), Gravity.NOTE, "body_above", message)
        if not self.body:
            cells.remark(
                line, cells.first(Field.BODY), Gravity.ERROR, "no_body",
                _("Nothing says whose delegation this is. Write the state or body in the row."),
            )  # fmt: skip
        elif len(self.body) > LONGEST["body"]:
            message = _("The name of the body is too long. Shorten it.")
            cells.remark(line, cells.first(Field.BODY), Gravity.ERROR, "unfit", message)
        return self.body[: LONGEST["body"]], self.body_other

    def reference_of(self, line: Line) -> str:
        found = [self.cells.text(line, column) for column in self.cells.columns[Field.REFERENCE]]
        self.reference = " ".join(filter(None, found))[: LONGEST["reference"]] or self.reference
        return self.reference
