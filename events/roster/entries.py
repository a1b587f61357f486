"""The rows of a book as people with places: pure, no database, every remark at once."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from events.roster import mojibake, names, values
from events.roster.columns import FIELDS, LABELS, Column, Field, Header, header_of
from events.roster.files import Book, Line, Sheet
from events.roster.names import shown
from events.roster.progress import Progress
from events.roster.remarks import Gravity, Remark
from organizations import arabic, calendars

COMMA = {"ar": "، ", "en": ", "}
#: As long as the columns of the database.
LONGEST = {"name": 300, "post": 500, "reference": 200, "body": 300}


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


# --- rows that are not people --------------------------------------------------------------------

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
#: What a spreadsheet shows where a formula failed.
_FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
#: Text that our own file escaped, or an office did.
_ESCAPED = re.compile(r"'[=+@-]")
_QUOTED = re.compile(r'="(.*)"', re.DOTALL)


def body_text(text: str) -> str:
    """A body as a heading names it, without «وفد», numbering, colon and count."""
    text = _COUNT.sub("", arabic.normal_digits(shown(text))).strip(" :：-–ـ*")
    return _AROUND_BODY.sub("", text).strip(" :") or text


PHONE_FAULTS = {
    "digits_lost": (
        Gravity.WARNING,
        gettext_noop(
            "The spreadsheet has shortened “%(text)s”; its last digits are lost. Ask for the "
            "number; what stands there is kept in the note for the desk."
        ),
    ),
    "plus_restored": (Gravity.NOTE, gettext_noop("The + is put back: %(number)s.")),
    "several": (Gravity.NOTE, gettext_noop("Several numbers in one cell: kept together.")),
    "unreadable": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is no telephone number: kept in the note for the desk."),
    ),
}
DAY_DOUBTS = {
    "serial": (
        Gravity.NOTE,
        gettext_noop("“%(text)s” is the number by which a spreadsheet counts days: %(day)s."),
    ),
    "hijri": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is a Hijri day, probably %(day)s; both are kept."),
    ),
    "day_or_month": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is read as %(day)s. Or does the month stand first?"),
    ),
    "unreadable": (
        Gravity.WARNING,
        gettext_noop("“%(text)s” is no day; it is kept as it stands."),
    ),
}


class SheetReader:
    """Reads the rows of one sheet in order, with the body that stands above them."""

    def __init__(self, table: Table, reading: Reading, bodies: Collection[str], month_first: bool):
        self.table, self.header, self.reading = table, table.header, reading
        self.bodies, self.month_first = bodies, month_first
        self.columns = {each: self.header.of(each) for each in Field}
        self.pools: dict[tuple[int, Field], list[tuple[Column, str]]] = {}
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
        cells = [text for text in map(shown, line.cells) if text]
        if self.header.line and self.header.is_repeated(line):
            return self.left_out(line, "header_again", _("The header again: left out."))
        if self.is_total(line):
            return self.left_out(line, "total", _("A total: left out."))
        if len(cells) == 1 and _FOOTNOTE.match(cells[0]):
            return self.left_out(line, "footnote", _("A footnote: left out."))
        if len(cells) == 1 and _TITLE.match(cells[0]):
            message = _("A title, “%(text)s”: left out.") % {"text": cells[0]}
            return self.left_out(line, "title", message)
        if heading := self.heading(line):
            self.body, self.body_other = body_text(heading), ""
            message = _("A heading: the rows below belong to “%(body)s”.") % {"body": self.body}
            return self.left_out(line, "heading", message)
        if self.is_empty_place(line):
            return self.left_out(line, "empty_place", _("A number without a person: left out."))
        self.person(line)

    def is_total(self, line: Line) -> bool:
        """Whether the row counts others; a person may be a “Total Quality Manager”."""
        names_here = [shown(line.cell(each.index)) for each in self.columns[Field.NAME]]
        if any(names.script(text) and not _TOTAL.match(text) for text in names_here):
            return False
        return any(_TOTAL.match(shown(cell)) for cell in line.cells)

    def is_empty_place(self, line: Line) -> bool:
        """Whether only the number, or number and body, were typed in advance."""
        typed = {Field.NUMBER, Field.BODY, Field.REMARK}
        fields = {each.field for each in self.header.columns if shown(line.cell(each.index))}
        return fields <= typed and not line.unsolved

    def left_out(self, line: Line, code: str, message: str) -> None:
        self.remark(line, None, Gravity.NOTE, code, message)

    def remark(self, line: Line, column: Column | None, gravity, code: str, message: str) -> None:
        letter = column.letter if column else ""
        self.reading.remarks.append(
            Remark(self.table.index, line.number, letter, gravity, code, message)
        )

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
        says_so = bool(_HEADING.match(text)) or text.endswith(":")
        # What nobody knows is rather asked about than passed over: the rows below would go to the
        # body above it.
        if field_ is Field.BODY or line.wide or known or says_so:
            return text
        # Without a column of bodies a line of its own is one, unless it is somebody's name.
        aside = field_ in (Field.NUMBER, Field.IGNORED, None) and not self.columns[Field.BODY]
        return text if aside and names.script(text) else ""

    # --- one person ---

    def person(self, line: Line) -> None:
        pools = {each: self.pool(line, each) for each in (Field.NAME, Field.SURNAME, Field.RANK)}
        printed = self.printed_names(line, pools)
        if not any(printed.values()):
            if not pools[Field.NAME]:
                message = _("The row has no name. Write it, or remove the row.")
                name = first(self.columns[Field.NAME])
                self.remark(line, name, Gravity.ERROR, "no_name", message)
            return
        if line.hidden:
            message = _("The row is hidden in the sheet; it is taken in.")
            self.remark(line, None, Gravity.WARNING, "hidden_row", message)
        split = {each: names.split(text) for each, text in printed.items()}
        self.look_at_names(line, split)
        body, other = self.body_of(line)
        posts, function, spare = self.posts_and_function(line)
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
            email="",
            phone="",
            private_note="",
            reference=self.reference_of(line),
        )
        self.reading.entries.append(self.with_contact(line, entry, spare))

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

    def pool(self, line: Line, field_: Field) -> list[tuple[Column, str]]:
        """The filled cells of the columns that hold this; what a merge carries down is not ours."""
        place = (line.number, field_)
        if place not in self.pools:  # each cell is remarked on once
            self.pools = {key: each for key, each in self.pools.items() if key[0] == line.number}
            self.pools[place] = [
                (column, text)
                for column in self.columns[field_]
                if column.index not in line.carried and (text := self.text(line, column))
            ]
        return self.pools[place]

    def printed_names(self, line: Line, pools) -> dict[str, str]:
        """Arabic and English name by the letters of the cells, whatever the headers say."""
        printed = {"ar": "", "en": ""}
        for column, text in pools[Field.NAME]:
            if len(people := names.people_in(line.cell(column.index))) > 1:
                message = _("Several people stand in one cell: %(names)s. Give each a row.")
                self.remark(
                    line, column, Gravity.ERROR, "several_people",
                    message % {"names": " | ".join(people)},
                )  # fmt: skip
            language = names.script(text)
            if not language:
                message = _("“%(text)s” is no name. Correct the cell.") % {"text": text}
                self.remark(line, column, Gravity.ERROR, "no_name", message)
                continue
            self.look_at_language(line, column, language, text)
            if arabic.fold(text) != arabic.fold(printed[language]):
                printed[language] = f"{printed[language]} {text}".strip()
        for _column, text in pools[Field.SURNAME]:
            language = names.script(text)
            if printed.get(language):
                printed[language] = f"{printed[language]} {text}"
        for _column, text in pools[Field.RANK]:
            language = names.script(text)
            if printed.get(language) and not printed[language].startswith(text):
                printed[language] = f"{text} {printed[language]}"
        return printed

    def look_at_language(self, line: Line, column: Column, language: str, text: str) -> None:
        several = len(self.columns[Field.NAME]) > 1
        said = language_of_header(column.header) or (several and names.script(column.header))
        if said and said != language:
            message = (
                _("The column is headed English, “%(text)s” is Arabic: taken as the Arabic name.")
                if language == "ar"
                else _(
                    "The column is headed Arabic, “%(text)s” is Latin: taken as the English name."
                )
            )
            self.remark(line, column, Gravity.WARNING, "swapped", message % {"text": text})

    def look_at_names(self, line: Line, split: dict[str, names.Name]) -> None:
        column = first(self.columns[Field.NAME])
        for name in split.values():
            lost = "\ufffd" in name.printed  # said of the cell already
            if len(name.printed) > LONGEST["name"] or (arabic.problems(name.printed) and not lost):
                message = _("“%(text)s” cannot be printed as a name. Correct the cell.")
                self.remark(
                    line, column, Gravity.ERROR, "unfit", message % {"text": name.printed[:80]}
                )
            if name.doubtful:
                message = _(
                    "“%(word)s” may be a rank or a name; it is left in the name. Write the rank "
                    "with its article, «ال», if it is one."
                )
                word = name.own.split()[0]
                self.remark(
                    line, column, Gravity.WARNING, "doubtful_rank", message % {"word": word}
                )
            if names.tidied(name.printed) != name.printed:
                message = _("Printed as it stands; the register keeps “%(name)s”.")
                self.remark(line, column, Gravity.NOTE, "tidied", message % {"name": name.own})

    def body_of(self, line: Line) -> tuple[str, str]:
        """The body of the row, in this row or above it; and the same in a second column."""
        found = [
            text
            for column in self.columns[Field.BODY]
            if (text := body_text(self.text(line, column)))
        ]
        if not found and not self.columns[Field.BODY] and not self.body:
            found = [text for _column, text in self.pool(line, Field.UNIT)]
        if found:
            self.body, self.body_other = found[0], " ".join(found[1:2])
        elif self.columns[Field.BODY] and self.body:
            message = _("No body in this row: “%(body)s” stands above.") % {"body": self.body}
            self.remark(line, first(self.columns[Field.BODY]), Gravity.NOTE, "body_above", message)
        if not self.body:
            self.remark(
                line, first(self.columns[Field.BODY]), Gravity.ERROR, "no_body",
                _("Nothing says whose delegation this is. Write the state or body in the row."),
            )  # fmt: skip
        elif len(self.body) > LONGEST["body"]:
            message = _("The name of the body is too long. Shorten it.")
            self.remark(line, first(self.columns[Field.BODY]), Gravity.ERROR, "unfit", message)
        return self.body[: LONGEST["body"]], self.body_other

    def posts_and_function(self, line: Line) -> tuple[dict[str, str], str, list[str]]:
        """Posts by language with the department behind them, the function, and what is left."""
        posts = {"ar": "", "en": ""}
        units = self.pool(line, Field.UNIT) if self.columns[Field.BODY] or self.body else []
        for _column, text in [*self.pool(line, Field.POST), *units]:
            language = names.script(text) or "ar"
            if arabic.fold(text) not in {"", arabic.fold(self.body)}:
                parts = filter(None, (posts[language], text))
                posts[language] = COMMA[language].join(dict.fromkeys(parts))
        function, spare = self.function_of(line, posts)
        for language, text in posts.items():
            if len(text) > LONGEST["post"] or arabic.problems(text):
                message = _("The post cannot be printed. Correct the cell.")
                self.remark(line, first(self.columns[Field.POST]), Gravity.ERROR, "unfit", message)
                posts[language] = text[: LONGEST["post"]]
        return posts, function, spare

    def function_of(self, line: Line, posts: dict[str, str]) -> tuple[str, list[str]]:
        for column, text in self.pool(line, Field.FUNCTION):
            if function := values.function_of(text):
                return function, []
            language = names.script(text) or "ar"
            message = _("“%(text)s” is no function in a delegation: taken as the post.")
            spare = []
            if posts[language]:
                message = _(
                    "“%(text)s” is no function in a delegation: kept in the note for the desk."
                )
                spare = [text]
            else:
                posts[language] = text
            self.remark(line, column, Gravity.WARNING, "function_unknown", message % {"text": text})
            return "head" if values.leads(text) else "", spare
        post = first(self.columns[Field.POST])
        if any(map(values.leads, posts.values())):
            message = _("The post says that this is the head of the delegation.")
            self.remark(line, post, Gravity.NOTE, "head_by_post", message)
            return "head", []
        for column, text in self.pool(line, Field.POST):
            if function := values.function_of(text):
                message = _("“%(text)s” is taken as the function in the delegation.")
                self.remark(
                    line, column, Gravity.NOTE, "function_in_post", message % {"text": text}
                )
                posts |= {k: "" for k, v in posts.items() if arabic.fold(v) == arabic.fold(text)}
                return function, []
        return "", []

    def reference_of(self, line: Line) -> str:
        found = [self.text(line, column) for column in self.columns[Field.REFERENCE]]
        self.reference = " ".join(filter(None, found))[: LONGEST["reference"]] or self.reference
        return self.reference

    def with_contact(self, line: Line, entry: Entry, spare: list[str]) -> Entry:
        """The private part: address, telephone and note; what cannot be stored goes to the note."""
        notes = [*spare, *(text for _column, text in self.pool(line, Field.NOTE))]
        email = self.email(line, notes)
        phone = self.phone(line, notes)
        for field_ in (Field.ARRIVAL, Field.DEPARTURE, Field.BIRTH):
            notes += self.days(line, field_)
        if arabic.problems("\n".join(notes)) or arabic.problems(entry.reference):
            message = _("A note holds something that cannot be printed, or a word without an end.")
            column = first(self.columns[Field.NOTE] or self.columns[Field.REFERENCE])
            self.remark(line, column, Gravity.ERROR, "unfit", message)
        return replace(entry, email=email, phone=phone, private_note="\n".join(notes))

    def email(self, line: Line, notes: list[str]) -> str:
        column, cells = first(self.columns[Field.EMAIL]), self.pool(line, Field.EMAIL)
        for each, text in cells:
            address, is_one = values.email_of(text)
            if not is_one:
                message = _("“%(text)s” is no e-mail address: kept in the note for the desk.")
                self.remark(line, each, Gravity.WARNING, "email_wrong", message % {"text": text})
                notes.append(text)
            if address:
                return address
        if column and not cells:
            self.remark(line, column, Gravity.NOTE, "no_email", _("No e-mail address."))
        return ""

    def phone(self, line: Line, notes: list[str]) -> str:
        numbers = []
        for column, text in self.pool(line, Field.PHONE):
            phone = values.phone_of(text)
            if phone.fault:
                gravity, message = PHONE_FAULTS[phone.fault]
                params = {"text": text, "number": phone.number}
                self.remark(line, column, gravity, f"phone_{phone.fault}", _(message) % params)
            if not phone.number:
                notes.append(text)
            numbers.append(phone.number)
        numbers = list(dict.fromkeys(filter(None, numbers)))
        notes += numbers[1:]
        return numbers[0] if numbers else ""

    def days(self, line: Line, field_: Field) -> Iterator[str]:
        for column, text in self.pool(line, field_):
            found = values.day_of(text, self.month_first)
            if found.doubt:
                gravity, message = DAY_DOUBTS[found.doubt]
                day = in_words(found.day, (get_language() or "ar")[:2])
                params = {"text": text, "day": day}
                self.remark(line, column, gravity, f"day_{found.doubt}", _(message) % params)
            # In the words of the list, whoever reads it.
            header = shown(column.header) or str(LABELS[field_])
            printed = f" ({text})" if found.doubt == "hijri" else ""
            day = in_words(found.day, names.script(header) or "ar") or text
            yield f"{header}: {day}{printed}"


def in_words(day: dt.date | None, language: str) -> str:
    return calendars.gregorian_text(day, language) if day else ""


def first(columns: list[Column]) -> Column | None:
    return columns[0] if columns else None


_ENGLISH = re.compile(r"english|latin|\bEN\b|إنجليز|انجليز|لاتين", re.IGNORECASE)
_ARABIC_HEADER = re.compile(r"arabic|\bAR\b|عربي", re.IGNORECASE)


def language_of_header(header: str) -> str:
    """The language that a header names, '' where it names none."""
    if _ENGLISH.search(header):
        return "en"
    return "ar" if _ARABIC_HEADER.search(header) else ""
