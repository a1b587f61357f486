"""The papers of a conference: issued once and for all, compared, printed, sent, kept private."""

import csv
import datetime as dt
import html
import io
import re
import shutil
import subprocess
from importlib import import_module

import openpyxl
import pikepdf
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from communiques.invariants import failures
from events import facts, printing
from events.issued import Line, compare, issue
from events.lists import delegations_of, list_lines, list_of, programme_lines, programme_of
from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    ListIssue,
    ProgrammeIssue,
    RosterImport,
    Session,
)
from events.private import DOWNLOADED, ERASED, erase
from events.sheets import FORMULA, csv_file, xlsx
from organizations.audit import AuditEvent
from organizations.models import Honorific, Organization, Person, PersonHonorific
from tests.conftest import triggers_off
from tests.directory.conftest import Desk, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(council):
    """Two delegations, three delegates in three states, one session."""
    row = Conference.objects.create(
        title_ar="مؤتمر", title_en="Conference", slug="conference", kept_by=council,
        state="held", starts_on=dt.date(2022, 5, 23), ends_on=dt.date(2022, 5, 25),
    )  # fmt: skip
    states = {
        "تونس": (
            "Tunisia",
            [("head", "attended", "أول", "First"), ("member", "nominated", "ثان", "Second")],
        ),
        "مصر": ("Egypt", [("head", "absent", "ثالث", "Third")]),
    }  # fmt: skip
    minister = Honorific.objects.create(kind="courtesy", masculine_ar="معالي", masculine_en="H.E.")
    for order, (name, (english, people)) in enumerate(states.items()):
        body = Organization.objects.create(name_ar=name, name_en=english, protocol_order=order)
        delegation = Delegation.objects.create(conference=row, organization=body)
        for function, state, ar, en in people:
            person = Person.objects.create(name_ar=ar, name_en=en)
            PersonHonorific.objects.create(person=person, honorific=minister)
            Delegate.objects.create(
                delegation=delegation, person=person, function=function, state=state,
                printed_title_ar="وزير", printed_title_en="Minister",
            )  # fmt: skip
    session = Session.objects.create(
        conference=row, kind="opening", day=dt.date(2022, 5, 23), starts_at=dt.time(9), chair=person
    )
    Intervention.objects.create(session=session, part="spoke", person=person, subject_en="Arms")
    return row


def address(conference, name="papers", **more):
    return reverse(f"admin:events_conference_{name}", kwargs={"pk": conference.pk, **more})


# --- as lines -----------------------------------------------------------------------------------


def test_the_list_as_lines_in_protocol_order_in_each_language(conference):
    data = list_of(conference)
    assert list(list_lines(data["en"], "en")) == [
        "Tunisia",
        "Head of delegation: H.E. First — Minister",
        "Member: H.E. Second — Minister",
        "Egypt",
    ]
    assert list(list_lines(data["ar"], "ar")) == [
        "تونس",
        "رئيس الوفد: معالي أول — وزير",
        "عضو: معالي ثان — وزير",
        "مصر",
    ]


def test_a_final_list_names_those_who_came(conference):
    lines = list(list_lines(list_of(conference, facts.CAME)["en"], "en"))
    assert lines == ["Tunisia", "Head of delegation: H.E. First — Minister", "Egypt"]


def test_the_programme_as_lines(conference):
    assert list(programme_lines(programme_of(conference)["en"], "en")) == [
        "Monday, 23 May 2022, 09:00 — Opening",
        "Chair: H.E. Third",
        "Spoke: H.E. Third — Arms",
    ]


def test_a_list_of_many_costs_as_much_as_one_of_few(conference, django_assert_num_queries):
    with django_assert_num_queries(3):
        delegations_of(conference)
    for n in range(22):
        body = Organization.objects.create(name_en=f"Body {n}")
        delegation = Delegation.objects.create(conference=conference, organization=body)
        for k in range(4):
            person = Person.objects.create(name_en=f"Person {n}.{k}")
            Delegate.objects.create(delegation=delegation, person=person)
    with django_assert_num_queries(3):
        rows = delegations_of(conference)
    assert sum(len(row.delegates.all()) for row in rows) == 3 + 22 * 4


# --- issuing ------------------------------------------------------------------------------------


def test_issues_are_numbered_and_say_what_they_said(desk, conference):
    for _again in range(2):
        desk.client.post(address(conference, "issue", what="list"), {"status": "provisional"})
    Delegate.objects.filter(person__name_en="Second").update(state="withdrawn")
    desk.client.post(address(conference, "issue", what="list"), {"status": "final", "note": "End"})
    issues = list(ListIssue.objects.values_list("number", "status", "note"))
    assert issues == [(1, "provisional", ""), (2, "final", "End")]
    first = desk.client.get(address(conference, "issued", what="list", number=1))
    assert first.context["lines"]["en"][2] == "Member: H.E. Second — Minister"
    changed = desk.client.get(address(conference, "compared", what="list", old=1, new=2))
    assert [each for each in changed.context["lines"]["en"] if each.kind != "equal"] == [
        Line("removed", old="Member: H.E. Second — Minister")
    ]
    assert list(failures()) == []


def test_an_issue_that_would_say_the_same_is_refused(desk, conference):
    post = lambda: desk.client.post(address(conference, "issue", what="programme"), {})  # noqa: E731
    assert post().status_code == 302
    response = post()
    assert response.status_code == 409
    assert "Nothing has changed since the last issue." in response.content.decode()
    assert ProgrammeIssue.objects.count() == 1


def test_a_provisional_list_can_be_made_final_unchanged(officer, conference):
    data = list_of(conference)
    issue(ListIssue, conference, data, actor=officer, status="provisional")
    assert issue(ListIssue, conference, data, actor=officer, status="final").number == 2
    with pytest.raises(ValidationError):
        issue(ListIssue, conference, data, actor=officer, status="final")


@pytest.mark.parametrize("change", ["UPDATE {} SET note = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["events_listissue", "events_programmeissue"])
def test_the_database_keeps_issues_as_they_are(officer, conference, table, change):
    issue(ListIssue, conference, list_of(conference), actor=officer)
    issue(ProgrammeIssue, conference, programme_of(conference), actor=officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


@pytest.mark.parametrize("change", ["UPDATE {} SET issue_id = issue_id", "DELETE FROM {}"])
def test_the_database_keeps_whom_an_issued_list_names(officer, conference, change):
    issue(ListIssue, conference, list_of(conference), actor=officer)
    rows = connection.cursor()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), rows as cursor:
        cursor.execute(change.format("events_issueddelegation"))


def named(made: ListIssue) -> list[str]:
    bodies = Organization._base_manager.filter(pk__in=made.delegations.values("organization"))
    return sorted(bodies.values_list("name_en", flat=True))


def test_lists_issued_before_are_told_apart_by_what_they_say(officer, conference):
    """Not by the delegations of today; and of a body that is gone nothing can be kept."""
    made = issue(ListIssue, conference, list_of(conference), actor=officer)
    gone = Organization.objects.create(name_en="Gone")
    Delegation.objects.create(conference=conference, organization=gone)
    later = issue(ListIssue, conference, list_of(conference), actor=officer)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM events_issueddelegation")
    conference.delegations.all().delete()
    gone.delete()
    migration = import_module("events.migrations.0007_issued_delegations")
    migration.name_bodies(apps, None)
    assert named(made) == named(later) == ["Egypt", "Tunisia"]
    assert list(failures()) == []


def test_verify_finds_an_issued_list_that_makes_others_public(officer, conference):
    made = issue(ListIssue, conference, list_of(conference), actor=officer)
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM events_issueddelegation WHERE id = (SELECT max(id) FROM"
                       " events_issueddelegation)")  # fmt: skip
    assert [(each.invariant, each.where, each.why) for each in failures()] == [
        (6, f"events.listissue/{made.pk}",
         "the bodies that it makes public are not those that it names")
    ]  # fmt: skip


def test_an_issue_is_in_the_audit_chain(officer, conference):
    made = issue(ListIssue, conference, list_of(conference), actor=officer)
    event = AuditEvent.objects.first()
    assert (event.verb, event.actor, event.data["number"]) == ("issued", officer, 1)
    assert list(event.data["seals"]) == [f"events.listissue/{made.pk}"]


def test_compare_pairs_lines_that_took_each_others_place():
    old, new = ["a", "b", "c", "d"], ["a", "x", "c", "e", "f"]
    assert list(compare(old, new)) == [
        Line("equal", "a", "a"),
        Line("changed", "b", "x"),
        Line("equal", "c", "c"),
        Line("changed", "d", "e"),
        Line("added", new="f"),
    ]


# --- who may --------------------------------------------------------------------------------------


PAGES = ["papers", "list", "roll", "plates", "badges"]


@pytest.mark.parametrize("persona", ["anonymous", "reader", "nobody", "stranger"])
def test_who_reads_and_who_issues(client, conference, council, stranger, persona, roles):
    if persona == "reader":  # of another role, in the same body
        user = staff("reader", council)
        user.groups.add(Group.objects.get(name="drafter"))
    elif persona == "nobody":
        user = staff("nobody", council)
    elif persona == "stranger":
        user = staff("there", stranger, "organizations", "events")
    if persona != "anonymous":
        client.force_login(user)
    read = {"anonymous": 302, "nobody": 403}.get(persona, 200)
    for name in PAGES:
        assert client.get(address(conference, name)).status_code == read, name
    write = {"anonymous": 302}.get(persona, 403)
    data = {"status": "final"}
    assert client.post(address(conference, "issue", what="list"), data).status_code == write
    assert client.get(address(conference, "private")).status_code == write
    assert client.post(address(conference, "erase")).status_code == write
    assert not ListIssue.objects.exists()


@pytest.fixture
def roles(db):
    from communiques.roles import establish

    establish()


@pytest.mark.parametrize(
    "name, more, query",
    [
        ("issued", {"what": "list", "number": 7}, ""),
        ("issued", {"what": "nothing", "number": 1}, ""),
        ("issued", {"what": "list", "number": 10**12}, ""),
        ("compared", {"what": "list", "old": 1, "new": 9}, ""),
        ("list", {}, "?issue=9"),
        ("list", {}, "?issue=x"),
        ("list", {}, "?issue=٣"),
        ("list_file", {"kind": "exe"}, ""),
    ],
)
def test_what_is_not_there_is_not_found(desk, conference, name, more, query):
    assert desk.client.get(address(conference, name, **more) + query).status_code == 404


def test_issuing_takes_a_post(desk, conference):
    assert desk.client.get(address(conference, "issue", what="list")).status_code == 403
    assert not ListIssue.objects.exists()


# --- files ----------------------------------------------------------------------------------------


def test_the_list_as_xlsx_in_both_languages(desk, conference):
    response = desk.client.get(address(conference, "list_file", kind="xlsx") + "?language=both")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert sheet.sheet_view.rightToLeft and sheet.print_title_rows == "$1:$1"
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][:4] == ["م", "الوفد (العربية)", "الوفد (الإنجليزية)", "صفة المشاركة"]
    assert rows[1:] == [
        [1, "تونس", "Tunisia", "عضو", "رئيس الوفد", "معالي أول", "H.E. First", "وزير", "Minister"],
        [2, "تونس", "Tunisia", "عضو", "عضو", "معالي ثان", "H.E. Second", "وزير", "Minister"],
        ["", "مصر", "Egypt", "عضو", "", "", "", "", ""],
    ]


def test_every_column_of_a_list_in_both_languages_is_named_in_both(desk, conference):
    page = desk.client.get(address(conference, "list") + "?language=both").content.decode()
    head = page.partition("<thead>")[2].partition("</thead>")[0]
    assert re.findall(">([^<>]+)</", head) == [
        "م", "الاسم", "Name", "المنصب", "Post", "الصفة في الوفد", "Function"
    ]  # fmt: skip


def test_the_list_as_csv_that_excel_knows(desk, conference):
    response = desk.client.get(address(conference, "list_file", kind="csv") + "?language=ar")
    assert response.content.startswith(b"\xef\xbb\xbf")
    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert lines[1] == "1;تونس;عضو;رئيس الوفد;معالي أول;وزير"
    english = desk.client.get(address(conference, "list_file", kind="csv") + "?language=en")
    assert english.content.decode("utf-8-sig").split("\r\n")[1] == (
        "1,Tunisia,Member,Head of delegation,H.E. First,Minister"
    )


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_is_a_formula(start):
    value = f"{start}HYPERLINK(1)"
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx("T", ["A"], [[value]], rtl=False))).active
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix or not cell.value.startswith(FORMULA)
    text = csv_file(["A"], [[value]], arabic=False).decode("utf-8-sig")
    (_header, (cell,)) = csv.reader(io.StringIO(text, newline=""))
    assert cell == f"'{value}"


# --- what is private ------------------------------------------------------------------------------


@pytest.fixture
def private(conference):
    Delegate.objects.filter(person__name_en="First").update(
        email="first@example.org", phone="+216 1", private_note="Vegetarian"
    )
    return conference


def test_private_data_are_in_no_paper(desk, officer, private):
    issue(ListIssue, private, list_of(private), actor=officer)
    pages = [address(private, name) for name in PAGES]
    pages += [address(private, "list_file", kind=kind) for kind in ("csv", "xlsx")]
    pages += [address(private, "issued", what="list", number=1)]
    for each in pages:
        body = desk.client.get(each).content
        assert b"first@example" not in body and b"Vegetarian" not in body, each
    assert "first@example" not in str(ListIssue.objects.get().data)


@pytest.fixture
def reader(client, stranger):
    """Somebody of another body, who may read the registers and change those of that body."""
    return Desk(client, staff("reader", stranger, "organizations", "events"))


def test_private_data_are_shown_to_those_who_may_change_them_alone(private, reader, officer):
    row = Delegate.objects.get(person__name_en="First")
    for thing in (row, row.delegation):
        shown = reader.open(thing).content.decode()
        assert "First" in shown
        assert not [each for each in ("first@example", "+216 1", "Vegetarian") if each in shown]
    desk = Desk(reader.client, officer)
    for thing in (row, row.delegation):
        assert "first@example.org" in desk.open(thing).content.decode()


def test_a_role_that_only_reads_is_shown_none_even_of_its_own_body(client, private, council):
    user = staff("drafter", council)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    shown = Desk(client, user).open(Delegate.objects.get(person__name_en="First"))
    assert shown.status_code == 200 and "first@example" not in shown.content.decode()


def test_no_list_is_narrowed_by_what_is_private(private, reader):
    for name in ("email", "phone", "private_note"):
        found = reader.client.get(f"{reader.url(Delegate, 'changelist')}?{name}__startswith=f")
        assert found.status_code == 400


def test_a_download_is_logged_without_what_it_says(desk, officer, private):
    response = desk.client.get(address(private, "private"))
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[1] == ("Tunisia", "First", "first@example.org", "+216 1", "Vegetarian")
    event = AuditEvent.objects.first()
    assert (event.verb, event.actor, event.data) == (DOWNLOADED, officer, {"rows": 1})


@pytest.mark.parametrize("on", ["the delegate", "the delegation"])
def test_what_changed_since_the_download_is_downloaded_before_it_is_erased(desk, private, on):
    Conference.objects.filter(pk=private.pk).update(erase_private_on=dt.date(2022, 6, 1))
    desk.client.get(address(private, "private"))
    row = Delegate.objects.get(person__name_en="First")
    if on == "the delegate":
        desk.fill(row, phone="+216 2")
    else:
        desk.fill(row.delegation, delegates__0__phone="+216 2")
    desk.client.post(address(private, "erase"))
    row.refresh_from_db()
    assert row.phone == "+216 2"
    desk.client.get(address(private, "private"))
    desk.fill(row, printed_title_en="The Minister")
    desk.client.post(address(private, "erase"))
    row.refresh_from_db()
    assert (row.phone, row.printed_title_en) == ("", "The Minister")


def test_a_change_of_private_data_is_chained_without_them(desk, private):
    row = Delegate.objects.get(person__name_en="First")
    desk.fill(row, email="second@example.org")
    event = AuditEvent.objects.first()
    assert event.data["fields"] == {"email": ["•", "•"]}


@pytest.mark.parametrize(
    "day, taken, refused",
    [
        (None, True, "Set on the conference's form"),
        (dt.date(2999, 1, 1), True, "Private data are kept until"),
        (dt.date(2022, 6, 1), False, "Download the private data first"),
        (dt.date(2022, 6, 1), True, ""),
    ],
)
def test_erased_after_the_day_and_after_a_download(desk, officer, private, day, taken, refused):
    Conference.objects.filter(pk=private.pk).update(erase_private_on=day)
    private.refresh_from_db()
    if taken:
        desk.client.get(address(private, "private"))
    response = desk.client.post(address(private, "erase"), follow=True)
    row = Delegate.objects.get(person__name_en="First")
    if refused:
        assert refused in html.unescape(response.content.decode())
        assert row.email == "first@example.org"
        return
    assert (row.email, row.phone, row.private_note) == ("", "", "")
    assert AuditEvent.objects.first().verb == ERASED
    private.refresh_from_db()
    assert private.private_erased_at is not None
    with pytest.raises(ValidationError, match="Nothing private is kept"):
        erase(private, officer)


def test_a_list_that_waits_is_private_too(officer, conference):
    """Addresses in a list that nobody applied are erased as well, though no delegate has any."""
    Conference.objects.filter(pk=conference.pk).update(erase_private_on=dt.date(2022, 6, 1))
    conference.refresh_from_db()
    waiting = RosterImport.objects.create(
        conference=conference, file_name="list.csv", sha256="0" * 64, uploaded_by=officer,
        book={"sheets": [{"rows": [["Name", "a@example.org"]]}]},
    )  # fmt: skip
    assert erase(conference, officer) == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.book) == ("put_away", None)
    with pytest.raises(ValidationError, match="Nothing private is kept"):
        erase(conference, officer)


# --- as PDF -------------------------------------------------------------------------------------


def words_of(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(c for c in found.stdout.decode() if c not in "\u202a\u202b\u202c")


needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="no poppler on the PATH; see the README"
)


@needs_poppler
@pytest.mark.parametrize(
    ("what", "language", "there", "not_there"),
    [
        ("list", "ar", ["قائمة المندوبين", "تونس", "معالي أول", "معالي ثان"], ["Tunisia"]),
        ("list", "en", ["List of delegates", "Tunisia", "H.E. First"], ["تونس"]),
        ("list", "both", ["تونس", "Tunisia", "معالي أول", "H.E. First", "الصفة", "Function"], []),
        ("roll", "en", ["Attendance roll", "H.E. First", "Signature"], []),
        ("badges", "en", ["H.E. First", "معالي أول"], []),
    ],
)
def test_papers_are_there_as_pdf(desk, conference, what, language, there, not_there):
    answer = desk.client.get(address(conference, "pdf", what=what), {"language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    said = words_of(answer.content)
    assert [each for each in there if each not in said] == []
    assert [each for each in not_there if each in said] == []


def test_a_pdf_of_something_else_is_not_there(desk, conference):
    assert desk.client.get(address(conference, "pdf", what="secrets")).status_code == 404


def test_the_head_of_a_long_list_stands_on_every_page(conference):
    data = list_of(conference, facts.EXPECTED)
    for language in ("ar", "en"):
        first = data[language][0]
        first["delegates"] = first["delegates"][:1] * 120
    made = printing.list_pdf(conference, data, ("en",), None)
    with pikepdf.open(io.BytesIO(made)) as document:
        pages = len(document.pages)
    assert pages > 2
    if shutil.which("pdftotext"):
        assert words_of(made).count("Function") == pages


def test_what_cannot_be_printed_says_so(desk, conference):
    Conference.objects.filter(pk=conference.pk).update(title_en="\U0001f642")
    answer = desk.client.get(address(conference, "pdf", what="list"), {"language": "en"})
    assert answer.status_code == 422 and "displayed" in answer.content.decode()
