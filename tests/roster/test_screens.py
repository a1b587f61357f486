"""The screens: three steps, every persona, crafted forms, the file that goes back."""

import io

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communiques import roles
from communiques.demo import play
from events.models import Conference, Delegate, RosterImport
from events.roster import progress
from events.roster.plan import plan_of
from events.roster.returned import FORMULA, escaped, returned
from organizations.models import Organization, OrganizationAlias, Person, User
from tests.roster.conftest import HEADER, csv, workbook

GOOD = workbook(
    HEADER,
    ["تونس", "اللواء د. قدري أبو بكر", "مدير عام", "رئيس الوفد", "q@b.tn", "+216 71 000 000"],
    ["تونس", "م. سامي حسن", "مهندس", "عضو", "s@b.tn", ""],
)
FAULTY = workbook(
    ["قائمة المشاركين"], HEADER,
    ["مجهولة", "سامي حسن", "@SUM(1+1)", "رئيس الوفد", "s@b.tn", "+216 71 000 000"],
    ["تونس", "", "سائق", "عضو", "", "9.66112E+11"],
)  # fmt: skip


def address(conference, name="roster", *args) -> str:
    return reverse(f"admin:events_conference_{name}", args=[conference.pk, *args])


class Screens:
    """The desk of one officer: lists are sent and forms posted as a browser does."""

    def __init__(self, client, conference):
        self.client, self.conference = client, conference

    def send(self, data: bytes, name="list.xlsx"):
        file = SimpleUploadedFile(name, data)
        return self.client.post(address(self.conference), {"file": file})

    def sent(self, data: bytes, name="list.xlsx") -> RosterImport:
        response = self.send(data, name)
        assert response.status_code == 302
        return RosterImport.objects.get(pk=response.url.rstrip("/").rpartition("/")[2])

    def open(self, roster, **query):
        return self.client.get(address(self.conference, "roster_list", roster.pk), query)

    def post(self, roster, action: str, follow=True, **fields):
        fields = {key.replace("__", ":"): value for key, value in fields.items()}
        where = address(self.conference, "roster_list", roster.pk)
        return self.client.post(where, {"action": action, **fields}, follow=follow)


@pytest.fixture
def screens(client, officer, conference, states) -> Screens:
    client.force_login(officer)
    return Screens(client, conference)


def said(response) -> list[str]:
    return [str(each) for each in response.context["messages"]]


def test_three_steps_and_back(screens):
    roster = screens.sent(GOOD)
    page = screens.open(roster)
    assert page.status_code == 200
    assert page.context["plan"].counts["create"] == 2
    text = page.content.decode()
    assert "اللواء د. قدري أبو بكر" in text
    assert '<span class="chip"><bdi>اللواء</bdi></span>' in text
    page = screens.post(roster, "apply", seen=page.context["seen"])
    assert said(page) == ["Applied. Below is what it did."]
    assert dict(page.context["counts"])["places created"] == 2
    assert Delegate.objects.count() == 2
    page = screens.post(roster, "undo")
    assert said(page) == ["Undone: everything that nobody touched since is taken back."]
    assert (Delegate.objects.count(), Person.objects.count()) == (0, 0)
    assert "Everything was taken back." in page.content.decode()


def test_the_same_file_again_says_when_it_was_applied(screens):
    roster = screens.sent(GOOD)
    assert screens.sent(GOOD) == roster
    screens.post(roster, "apply", seen=screens.open(roster).context["seen"])
    again = screens.sent(GOOD, "renamed.xlsx")
    page = screens.open(again)
    assert [each.partition(" on ")[0] for each in said(page)][-1:] == ["This very file was applied"]
    assert "Nothing to apply: everything is recorded already." in page.content.decode()
    screens.post(roster, "undo")
    screens.post(again, "put_away")
    page = screens.open(screens.sent(GOOD))
    assert "and undone on" in said(page)[-1]


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "The file is empty."),
        (b"<html><table>", "This is a web page with the name of a table."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"a" * (10 * 1024 * 1024 + 1), "The file is larger than 10 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(screens, data, words):
    page = screens.send(data)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not RosterImport.objects.exists()


def test_choices_are_kept_and_change_the_plan(screens, states):
    roster = screens.sent(FAULTY)
    page = screens.open(roster)
    assert "Apply:" not in page.content.decode()
    posted = {"body:0:3": str(states["SA"].pk), "how:0:3": "is", "person:0:4": "out"}
    page = screens.post(roster, "choose", **posted)
    roster.refresh_from_db()
    assert roster.choices == {"body:0:3": str(states["SA"].pk), "person:0:4": "out"}
    assert page.context["plan"].counts["create"] == 1
    screens.post(roster, "apply", seen=page.context["seen"], **posted)
    assert Delegate.objects.get().delegation.organization == states["SA"]
    assert OrganizationAlias.objects.get(spelling="مجهولة").organization == states["SA"]


def test_a_choice_made_and_applied_at_once_is_shown_first(screens, states):
    roster = screens.sent(GOOD)
    seen = screens.open(roster).context["seen"]
    page = screens.post(roster, "apply", seen=seen, person__0__3="out")
    assert said(page) == ["Your choices changed the list. Look at it again, then apply."]
    assert Delegate.objects.count() == 0


def test_an_edit_between_preview_and_apply_is_shown(screens, office, states):
    roster = screens.sent(GOOD)
    seen = screens.open(roster).context["seen"]
    office.place(states["TN"], "سامي حسن")
    page = screens.post(roster, "apply", seen=seen)
    assert page.status_code == 409
    assert "Row 3 now will be changed" in page.content.decode()
    assert Delegate.objects.count() == 1
    page = screens.post(roster, "apply", seen=page.context["seen"])
    assert Delegate.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"body:0:3": "999999"}, {"body:0:3": "99999999999999999999999"}, {"body:0:3": "x"},
        {"body:0:2": "new"}, {"person:0:3": "1"}, {"person:0:99": "out"}, {"person:0:3": "٣"},
        {"column:0:99": "name"}, {"column:0:1": "x"}, {"sheet:5": "in"}, {"repair": "maybe"},
        {"how:0:3": "x"}, {"dates": "x"}, {"dates:1": "dm"}, {"unheard": "of"}, {"digest": "x"},
        {"__init__:x": "y"}, {":": ""},
    ],
)  # fmt: skip
def test_a_choice_that_was_not_offered_is_refused(screens, fields):
    roster = screens.sent(FAULTY)
    page = screens.post(roster, "choose", **fields)
    roster.refresh_from_db()
    assert (page.status_code, roster.choices) == (400, {})


@pytest.mark.parametrize("action", ["", "delete", "__class__"])
def test_an_action_that_there_is_not(screens, action):
    assert screens.post(screens.sent(GOOD), action).status_code == 400


def test_a_list_of_another_conference_is_not_here(screens, secretariat):
    other = Conference.objects.create(title_ar="آخر", kept_by=secretariat)
    roster = screens.sent(GOOD)
    for name in ("roster_list", "roster_remarks", "roster_progress"):
        assert screens.client.get(address(other, name, roster.pk)).status_code == 404


def test_a_new_body_needs_the_right_to_add_one(screens, officer):
    officer.user_permissions.remove(Permission.objects.get(codename="add_organization"))
    roster = screens.sent(FAULTY)
    assert "a new body of this name" not in screens.open(roster).content.decode()
    assert screens.post(roster, "choose", body__0__3="new").status_code == 400


@pytest.mark.parametrize(
    "right", ["add_delegate", "change_delegate", "add_delegation", "add_person"]
)
def test_every_right_is_needed(screens, officer, right):
    officer.user_permissions.remove(Permission.objects.get(codename=right))
    assert screens.client.get(address(screens.conference)).status_code == 403
    assert screens.send(GOOD).status_code == 403


def test_pages_and_tabs_of_a_long_list(screens):
    rows = [["تونس", f"الاسم رقم {n}", "", "عضو", "", ""] for n in range(250)]
    roster = screens.sent(workbook(HEADER, *rows))
    numbers = lambda **query: [  # noqa: E731
        row.entry.row for row in screens.open(roster, **query).context["view"].rows
    ]
    assert numbers()[:1] == [2]
    assert numbers(page="3")[0] == 202
    assert len(numbers(page="3")) == 50
    assert numbers(page="999") == numbers(page="3")
    for bad in ("x", "-1", "٣", "9" * 30):
        assert numbers(page=bad) == numbers()
    assert numbers(show="change") == []
    assert numbers(show="look") == [2]  # no head
    assert numbers(show="x") == numbers()


def test_the_page_takes_as_many_queries_for_five_rows_as_for_two_hundred(
    screens, django_assert_num_queries
):
    counted = []
    for number in (5, 200):
        rows = [["تونس", f"الاسم رقم {n}", "", "عضو", "", ""] for n in range(number)]
        roster = screens.sent(workbook(HEADER, *rows))
        screens.open(roster)
        with django_assert_num_queries(QUERIES) as queries:
            screens.open(roster)
        counted.append(len(queries))
    assert counted == [QUERIES, QUERIES]


#: Session, user, conference, scope and rights: 6; the list: 1; the plan of unknown people: 6.
QUERIES = 12


def test_the_file_that_goes_back(screens):
    roster = screens.sent(FAULTY, "قائمة.xlsx")
    response = screens.client.get(address(screens.conference, "roster_remarks", roster.pk))
    assert "remarks.xlsx" in response["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet.sheet_view.rightToLeft
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1] == (*HEADER, "الملاحظة")
    assert rows[0] == ("قائمة المشاركين", *[None] * 6)
    assert rows[2] == (
        "مجهولة", "سامي حسن", "'@SUM(1+1)", "رئيس الوفد", "s@b.tn", "'+216 71 000 000",
        "A: “مجهولة” is not known. Which body is meant?",
    )  # fmt: skip
    assert rows[3][6] == "B: The row has no name. Write it, or remove the row."
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_file_that_went_back_comes_in_again(screens):
    roster = screens.sent(FAULTY)
    back = returned(plan_of(roster))
    again = plan_of(screens.sent(back))
    assert [row.values for row in again.rows] == [row.values for row in plan_of(roster).rows]
    twice = returned(again)
    sheet = openpyxl.load_workbook(io.BytesIO(twice)).active
    assert [cell.value for cell in sheet[2]] == [*HEADER, "الملاحظة"]


@pytest.mark.parametrize("beginning", FORMULA)
def test_what_begins_like_a_formula_is_escaped(beginning):
    assert escaped(f"{beginning}1+1") == f"'{beginning}1+1"
    assert escaped(f"1{beginning}1") == f"1{beginning}1"


def test_wrong_letters_are_offered_for_repair(screens):
    broken = ["تونس".encode().decode("cp1256"), "سامي حسن".encode().decode("cp1256")]
    roster = screens.sent(workbook(["الدولة", "الاسم"], broken))
    text = screens.open(roster).content.decode()
    assert broken[0] in text and "Repair the whole list?" in text
    page = screens.post(roster, "choose", repair="yes")
    assert [row.entry.name_ar for row in page.context["plan"].rows] == ["سامي حسن"]


def test_progress_is_told_while_somebody_works(screens, monkeypatch):
    told = []
    monkeypatch.setattr(progress.cache, "set", lambda key, what, seconds: told.append(what))
    rows = [["تونس", f"الاسم رقم {n}", "", "عضو", "", ""] for n in range(250)]
    roster = screens.sent(workbook(HEADER, *rows))
    page = screens.open(roster)
    assert told == [{"phase": "reading", "done": n, "total": 251} for n in (0, 100, 200)]
    told.clear()
    screens.post(roster, "apply", seen=page.context["seen"])
    assert told[-1] == {"phase": "writing", "done": 0, "total": 250}
    answer = screens.client.get(address(screens.conference, "roster_progress", roster.pk))
    assert answer.json() == {}


def test_other_methods_do_nothing(screens):
    roster = screens.sent(GOOD)
    for name in ("roster_remarks", "roster_progress"):
        where = address(screens.conference, name, roster.pk)
        assert screens.client.post(where).status_code == 405


def test_the_conference_leads_to_its_lists(screens):
    change = reverse("admin:events_conference_change", args=[screens.conference.pk])
    assert address(screens.conference) in screens.client.get(change).content.decode()
    add = reverse("admin:events_conference_add")
    assert "/roster/" not in screens.client.get(add).content.decode()


PERSONAS = [*play.STAFF, "stranger", "superuser", "anonymous"]


@pytest.fixture
def people(stage):
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    stranger = User.objects.create(username="stranger", organization=other, is_staff=True)
    stranger.groups.set(Group.objects.all())
    User.objects.create(username="superuser", is_staff=True, is_superuser=True)
    return {user.username: user for user in User.objects.all()}


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_address_and_every_post_as_every_persona(people, client, persona):
    roles.establish()
    conference = Conference.objects.exclude(kept_by=None).first() or Conference.objects.first()
    conference.kept_by = people["protocol"].organization
    conference.save()
    client.force_login(people["protocol"])
    first = Screens(client, conference)
    roster = first.sent(csv(HEADER, ["INTERPOL", "سامي حسن", "", "رئيس الوفد", "", ""]))
    seen = first.open(roster).context["seen"]
    client.logout()
    if persona != "anonymous":
        client.force_login(people[persona])
    may = persona in ("protocol", "administrator", "superuser")
    wanted = 200 if may else 302 if persona == "anonymous" else 403
    addresses = [
        address(conference),
        *(address(conference, f"roster_{name}", roster.pk) for name in
          ("list", "remarks", "progress")),
    ]  # fmt: skip
    assert [client.get(each).status_code for each in addresses] == [wanted] * 4
    before = Delegate.objects.count()
    mine = Screens(client, conference)
    got = [
        mine.send(b"x,y\n", "x.csv").status_code,
        mine.post(roster, "choose", follow=False).status_code,
        mine.post(roster, "apply", follow=False, seen=seen).status_code,
        mine.post(roster, "undo", follow=False).status_code,
        mine.post(roster, "put_away", follow=False).status_code,
    ]
    assert got == ([302] * 5 if may or persona == "anonymous" else [403] * 5)
    roster.refresh_from_db()
    assert (roster.state, Delegate.objects.count()) == ("undone" if may else "waiting", before)
