"""Which row of a sheet is its header, and which column holds what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from events.roster.books import Line, Sheet
from events.roster.names import is_honorific
from organizations import arabic

#: Titles and notes above a header never take more rows than this.
HEADER_WITHIN = 40
#: How many rows are looked at to tell what a column holds.
SAMPLE = 200


class Field(StrEnum):
    """What a column may hold."""

    NAME = "name"
    SURNAME = "surname"
    RANK = "rank"
    BODY = "body"
    UNIT = "unit"
    POST = "post"
    FUNCTION = "function"
    EMAIL = "email"
    PHONE = "phone"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    BIRTH = "birth"
    NOTE = "note"
    REFERENCE = "reference"
    NUMBER = "number"
    REMARK = "remark"
    IGNORED = "ignored"


FIELDS = frozenset(each.value for each in Field)
LABELS = {
    Field.NAME: _("Name"),
    Field.SURNAME: _("Family name"),
    Field.RANK: _("Rank or honorific"),
    Field.BODY: _("State or body"),
    Field.UNIT: _("Department"),
    Field.POST: _("Post"),
    Field.FUNCTION: _("Function in the delegation"),
    Field.EMAIL: _("E-mail"),
    Field.PHONE: _("Telephone"),
    Field.ARRIVAL: _("Arrival"),
    Field.DEPARTURE: _("Departure"),
    Field.BIRTH: _("Date of birth"),
    Field.NOTE: _("Note for the desk"),
    Field.REFERENCE: _("Reference of the note"),
    Field.NUMBER: _("Number in the list"),
    Field.REMARK: _("Remark of an earlier check"),
    Field.IGNORED: _("Not taken in"),
}

#: Every spelling after folding; the code below strips what offices put around them.
SYNONYMS = {
    Field.NAME: """الاسم|الإسم|اسم|اسم المشارك|اسم العضو|الاسم الكامل|الاسم الثلاثي|الاسم الرباعي|
        الاسم واللقب|الاسم بالكامل|اسم المندوب|أسماء المشاركين|الأسماء|المشارك|المندوب|العضو|
        الرتبة والاسم|الاسم والرتبة|الاسم بالعربية|الاسم بالعربي|الاسم العربي|الاسم باللغة العربية|
        الاسم بالإنجليزية|الاسم بالإنجليزي|الاسم باللغة الإنجليزية|الاسم باللاتينية|
        name|full name|name of participant|participant|participant name|delegate|delegate name|
        name in english|name in arabic|name english|name arabic|english name|arabic name|
        name en|name ar|names|rank and name|nom et prénom|nom complet|first name|
        given name|prénom""",
    Field.SURNAME: """اسم العائلة|العائلة|لقب العائلة|family name|surname|last name|nom|
        nom de famille|اللقب""",
    Field.RANK: """الرتبة|الرتبة العسكرية|الدرجة العلمية|اللقب العلمي|rank|title before the name|
        honorific|grade|military rank|salutation|prefix""",
    Field.BODY: """الدولة|البلد|دولة|بلد|الدولة العضو|اسم الدولة|الوفد|وفد|الجهة|الجهة المشاركة|
        الجهة الممثلة|الدولة/الجهة|الدولة أو الجهة|الدولة أو المنظمة|الهيئة|المنظمة|اسم الجهة|
        country|state|delegation|organization|organisation|country/organization|body|
        member state|pays|délégation|country or organization|الجهات|الدول""",
    Field.UNIT: """الإدارة|القسم|جهة العمل|الوزارة|الدائرة|department|ministry|unit|institution|
        employer|entity|affiliation|الجهة التابع لها|المؤسسة""",
    Field.POST: """الوظيفة|المنصب|المسمى الوظيفي|المسمى|العمل|الوظيفة الحالية|المهنة|
        الوظيفة بالعربية|الوظيفة بالإنجليزية|المنصب بالإنجليزية|المنصب بالعربية|
        post|position|job title|title|designation|job|post in english|post in arabic|
        position in english|position in arabic|title in english|title in arabic|poste|qualité""",
    Field.FUNCTION: """الصفة|صفة المشاركة|الصفة في الوفد|المهمة|المهمة في الوفد|الدور|
        صفته في الوفد|function|role|role in delegation|capacity|status|fonction|
        function in the delegation|head/member""",
    Field.EMAIL: """البريد الإلكتروني|البريد|الإيميل|ايميل|بريد إلكتروني|عنوان البريد الإلكتروني|
        email|e-mail|mail|email address|e-mail address|courriel""",
    Field.PHONE: """الهاتف|رقم الهاتف|الجوال|رقم الجوال|المحمول|الموبايل|التلفون|هاتف|جوال|النقال|
        رقم الاتصال|phone|telephone|mobile|tel|phone no|mobile no|tel no|رقم التلفون|
        phone number|mobile number|cell|téléphone|gsm""",
    Field.ARRIVAL: """تاريخ الوصول|الوصول|موعد الوصول|arrival|arrival date|date of arrival""",
    Field.DEPARTURE: """تاريخ المغادرة|المغادرة|تاريخ السفر|موعد المغادرة|departure|departure date|
        date of departure""",
    Field.BIRTH: """تاريخ الميلاد|تاريخ الولادة|الميلاد|date of birth|birth date|dob|birthday""",
    Field.NOTE: """ملاحظات|الملاحظات|ملاحظة|notes|note|comments|comment|remarks|observations|
        بيانات أخرى""",
    Field.REFERENCE: """رقم المذكرة|المذكرة|رقم الكتاب|الكتاب|مرجع الكتاب|المرجع|رقم وتاريخ الكتاب|
        رقم وتاريخ المذكرة|reference|note verbale|letter|reference of the note|letter number""",
    Field.NUMBER: """م|ت|ر|رقم|الرقم|العدد|مسلسل|تسلسل|التسلسل|الرقم التسلسلي|الرقم المسلسل|ع ر|رت|
        no|nr|n|number|serial|serial number|sn|s n|seq|numéro""",
    # What we write into a file that comes back: taken out again, never into a record.
    Field.REMARK: """الملاحظة|remark""",
}  # fmt: skip
_FIELDS = {
    arabic.fold(spelling.strip()): field
    for field, spellings in SYNONYMS.items()
    for spelling in spellings.split("|")
}
#: The same unfolded: asked of every row, and folding takes its time.
_AS_WRITTEN = {
    spelling.strip().casefold()
    for spellings in SYNONYMS.values()
    for spelling in spellings.split("|")
}
#: What may stand behind a header in brackets or after a slash: a language, a format, an example.
_AROUND = re.compile(r"\(.*?\)|\[.*?\]|[*:：]+")


def field_of(header: str) -> Field | None:
    """What a column with that header holds, None where nobody can say."""
    text = _AROUND.sub(" ", header)
    if found := _FIELDS.get(arabic.fold(text)):
        return found
    if header.strip() in {"#", "№"}:
        return Field.NUMBER
    # «الدولة / Country»: both halves say the same.
    halves = {_FIELDS.get(arabic.fold(half)) for half in re.split(r"[/\n\-–|]", text)} - {None}
    return halves.pop() if len(halves) == 1 else None


@dataclass(frozen=True)
class Column:
    """A column of a list: where it stands, how it is headed, what it holds."""

    index: int
    header: str
    field: Field
    #: Whether the header or the content said so, else somebody who chose it.
    known: bool = True

    @property
    def letter(self) -> str:
        return letter(self.index)


@dataclass(frozen=True)
class Header:
    """The header of a sheet; `line` is None where the sheet has none."""

    line: Line | None
    columns: tuple[Column, ...]

    def of(self, field: Field) -> list[Column]:
        return [each for each in self.columns if each.field is field]

    def is_repeated(self, line: Line) -> bool:
        """Whether the row says the header again, as printed pages do."""
        headed = {each.index: each.header.casefold() for each in self.of(Field.NAME)}
        words = {n: " ".join(line.cell(n).split()).casefold() for n in headed}
        if not any(text == headed[n] or text in _AS_WRITTEN for n, text in words.items() if text):
            return False
        fields = {each.index: each.field for each in self.columns}
        cells = [(index, text) for index, text in enumerate(line.cells) if text.strip()]
        same = [1 for index, text in cells if field_of(text) in (fields.get(index), Field.NAME)
                and fields.get(index) is not Field.IGNORED]  # fmt: skip
        return len(cells) > 1 and len(same) * 2 > len(cells)


def letter(index: int) -> str:
    """A, B, … Z, AA, as spreadsheets call their columns."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def header_of(sheet: Sheet, chosen: dict[int, Field] | None = None) -> Header:
    """The header row and the columns, as recognised or as chosen."""
    line = header_line(sheet.lines[:HEADER_WITHIN])
    rows = [each for each in sheet.lines if line is None or each.number > line.number]
    width = max((len(each.cells) for each in sheet.lines), default=0)
    columns = []
    for index in range(width):
        title = " ".join(line.cell(index).split()) if line else ""
        values = [text for each in rows[:SAMPLE] if (text := each.cell(index).strip())]
        if not title and not values:
            continue
        found = field_of(title) if title else by_content(values)
        field = refined(found, title, values) or Field.IGNORED
        field = (chosen or {}).get(index, field)
        columns.append(Column(index, title, field, found is not None))
    return Header(line, tuple(columns))


def header_line(lines: Iterable[Line]) -> Line | None:
    """The first row of which two cells are headers, one of them of names."""
    for line in lines:
        fields = {field_of(cell) for cell in line.cells if cell.strip()} - {None}
        if len(fields) > 1 and fields & {Field.NAME, Field.SURNAME}:
            return line
    return None


def refined(field: Field | None, title: str, values: list[str]) -> Field | None:
    """«اللقب» heads ranks in the East and family names in the West: the content tells."""
    if field is Field.SURNAME and arabic.fold(title) == arabic.fold("اللقب"):
        styles = sum(map(is_honorific, values))
        return Field.RANK if styles * 2 > len(values) else Field.SURNAME
    return field


_PHONE = re.compile(r"\+?[\d\s().-]{7,}")


def by_content(values: list[str]) -> Field | None:
    """What a column without a header holds, where its cells leave no doubt."""

    def share(test) -> float:
        return sum(1 for each in values if test(arabic.normal_digits(each))) / len(values)

    if not values:
        return None
    if share(lambda text: "@" in text) > 0.5:
        return Field.EMAIL
    if share(lambda text: text.isdigit() and len(text) < 5) > 0.8:
        return Field.NUMBER
    if share(_PHONE.fullmatch) > 0.5:
        return Field.PHONE
    return None
