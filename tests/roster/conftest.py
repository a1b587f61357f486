"""Lists as offices send them, written here as real files; and the conference they are for."""

import hashlib
import io

import openpyxl
import pytest
from django.utils import translation

from events.models import Conference, Delegate, Delegation, RosterImport
from events.roster import files
from events.roster.plan import plan_of
from events.roster.planned import Plan
from organizations.models import Organization, OrganizationAlias, Person, User
from tests.directory.conftest import staff

HEADER = ["الدولة", "الاسم", "المنصب", "الصفة", "البريد الإلكتروني", "الهاتف"]


@pytest.fixture(autouse=True)
def english(settings):
    """Messages are compared in the language that they are written in."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def workbook(*rows, title="Sheet", merges=(), sheets=(), hidden=()) -> bytes:
    """An .xlsx with these rows, further sheets (title, rows) and merged areas."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = title
    for sheet, content in [(first, rows), *((book.create_sheet(t), r) for t, r in sheets)]:
        for row in content:
            sheet.append(list(row))
        if sheet.title in hidden:
            sheet.sheet_state = "hidden"
    for area in merges:
        first.merge_cells(area)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*rows, separator=",", encoding="utf-8") -> bytes:
    return "\r\n".join(separator.join(map(str, row)) for row in rows).encode(encoding)


@pytest.fixture
def states(db) -> dict[str, Organization]:
    """States with the spellings that offices use."""
    found = {}
    for code, ar, en, others in (
        ("TN", "الجمهورية التونسية", "Tunisia", ["تونس", "Tunisie"]),
        ("LY", "ليبيا", "Libya", ["الجماهيرية"]),
        ("SA", "المملكة العربية السعودية", "Saudi Arabia", ["السعودية", "K.S.A"]),
    ):
        state = Organization.objects.create(kind="state", name_ar=ar, name_en=en, iso2=code)
        for spelling in others:
            OrganizationAlias.objects.create(organization=state, spelling=spelling)
        found[code] = state
    return found


@pytest.fixture
def secretariat(db) -> Organization:
    return Organization.objects.create(kind="secretariat", name_ar="الأمانة", name_en="Secretariat")


@pytest.fixture
def stranger(db) -> Organization:
    """A body in another tree."""
    return Organization.objects.create(kind="council", name_ar="مجلس آخر", name_en="Stranger")


@pytest.fixture
def officer(secretariat) -> User:
    return staff("officer", secretariat, "organizations", "events")


@pytest.fixture
def conference(secretariat) -> Conference:
    return Conference.objects.create(title_ar="المؤتمر", title_en="Conference", kept_by=secretariat)


class Office:
    """Sends lists for a conference and looks at the plan."""

    def __init__(self, conference, officer):
        self.conference, self.officer = conference, officer

    def send(self, data: bytes, name="list.xlsx", **choices) -> RosterImport:
        return RosterImport.objects.create(
            conference=self.conference,
            file_name=name,
            sha256=hashlib.sha256(data).hexdigest(),
            book=files.read(data).as_json(),
            choices={key.replace("__", ":"): value for key, value in choices.items()},
            uploaded_by=self.officer,
        )

    def plan(self, data: bytes, **choices) -> Plan:
        return plan_of(self.send(data, **choices))

    def place(self, organization, name_ar, **more) -> Delegate:
        """Somebody who has a place already."""
        delegation, _created = Delegation.objects.get_or_create(
            conference=self.conference, organization=organization
        )
        person = Person.objects.filter(aliases__spelling=name_ar).first()
        person = person or Person.objects.create(name_ar=name_ar)
        return Delegate.objects.create(delegation=delegation, person=person, **more)


@pytest.fixture
def office(conference, officer, states) -> Office:
    return Office(conference, officer)


def codes(plan: Plan, row: int | None = None, gravity: str | None = None) -> list[str]:
    """The codes of the remarks, of one row or of all."""
    return [
        each.code
        for each in plan.all_remarks
        if row in (None, each.row) and gravity in (None, each.gravity)
    ]


def actions(plan: Plan) -> dict[int, str]:
    return {row.entry.row: row.action.value for row in plan.rows}
