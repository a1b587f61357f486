"""Applying: all or nothing, what was shown and nothing else; and undoing."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from events import private
from events.models import Conference, Delegate, Delegation, RosterImport, Session
from events.roster import apply as applying
from events.roster import undoing
from events.roster.plan import plan_of
from organizations import history
from organizations.models import (
    AuditEvent,
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
)
from tests.roster.conftest import HEADER, actions, workbook

FULL = workbook(
    HEADER,
    ["تونس", "اللواء د. قدري أبو بكر", "مدير عام", "رئيس الوفد", "q@b.tn", "+216 71 000 000"],
    ["Tunisie", "م. سامي حسن", "مهندس", "عضو", "s@b.tn", ""],
    ["الجماهيرية", "هند بنت سالم", "وكيل الوزارة", "رئيس الوفد", "h@b.ly", ""],
)


def seen(roster: RosterImport) -> str:
    plan = plan_of(roster)
    roster.seen, roster.seen_rows = plan.digest, plan.row_digests
    roster.save()
    return plan.digest


def counted() -> dict[str, int]:
    models = (Organization, Person, PersonAlias, Delegation, Delegate, AuditEvent)
    return {model.__name__: model.objects.count() for model in models}


def test_a_list_becomes_delegations_people_and_places(office, officer, states):
    roster = office.send(FULL)
    roster = applying.apply(roster, seen(roster), officer)
    columns = ("delegation__organization__iso2", "person__name_ar", "printed_name_ar",
               "printed_title_ar", "function", "email", "phone")  # fmt: skip
    assert list(Delegate.objects.order_by("pk").values_list(*columns)) == [
        ("TN", "قدري أبو بكر", "اللواء د. قدري أبو بكر", "مدير عام", "head", "q@b.tn",
         "+216 71 000 000"),
        ("TN", "سامي حسن", "م. سامي حسن", "مهندس", "member", "s@b.tn", ""),
        ("LY", "هند بنت سالم", "هند بنت سالم", "وكيل الوزارة", "head", "h@b.ly", ""),
    ]  # fmt: skip
    assert roster.counts == {
        "create": 3, "change": 0, "leave": 0, "out": 0, "stop": 0,
        "bodies": 0, "delegations": 2, "people": 3,
    }  # fmt: skip
    assert (roster.state, roster.book, roster.choices) == ("applied", None, {})
    event, *places = AuditEvent.objects.order_by("seq")
    assert (event.verb, event.data["counts"]) == ("list of delegates applied", roster.counts)
    assert [each.verb for each in places] == ["added by a list"] * 3
    assert not list(Person.objects.stale())


def test_the_same_list_again_changes_nothing(office, officer):
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    assert set(actions(office.plan(FULL)).values()) == {"leave"}


def test_undo_takes_back_everything_untouched(office, officer):
    before = counted()
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    roster = undoing.undo(roster, officer)
    assert counted() == before | {"AuditEvent": 2 + 3}
    assert roster.done == {
        "kept": [],
        "removed": {"places": 3, "changed": 0, "delegations": 2, "people": 3, "bodies": 0},
    }


def places(conference) -> list[tuple]:
    rows = Delegate.objects.filter(conference=conference).order_by("pk")
    return list(rows.values_list("person__name_ar", "function", "email", "state"))


def test_changes_are_made_and_undone(office, officer, states):
    office.place(states["TN"], "سامي حسن", function="head", email="old@b.tn")
    office.place(states["TN"], "هند سالم", function="member")
    before = places(office.conference)
    roster = office.send(
        workbook(
            HEADER,
            ["تونس", "هند سالم", "", "رئيس الوفد", "h@b.tn", ""],
            ["تونس", "سامي حسن", "", "عضو", "s@b.tn", ""],
        )
    )
    applying.apply(roster, seen(roster), officer)
    assert places(office.conference) == [
        ("سامي حسن", "member", "s@b.tn", "nominated"), ("هند سالم", "head", "h@b.tn", "nominated"),
    ]  # fmt: skip
    roster = undoing.undo(roster, officer)
    assert places(office.conference) == before
    assert roster.done == {
        "kept": [],
        "removed": {"places": 0, "changed": 2, "delegations": 0, "people": 0, "bodies": 0},
    }


def test_undo_leaves_what_was_touched_and_lists_it(office, officer, states):
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    touched, named, _other = Delegate.objects.order_by("pk")
    Delegate.objects.filter(pk=touched.pk).update(state="confirmed")
    session = Session.objects.create(conference=office.conference, chair=named.person)
    roster = undoing.undo(roster, officer)
    assert [(each["kind"], each["name"], each["why"]) for each in roster.done["kept"]] == [
        ("delegate", "اللواء د. قدري أبو بكر", "changed since"),
        ("delegation", "Tunisia", "something else depends on it"),
        ("person", "قدري أبو بكر", "something else depends on it"),
        ("person", "سامي حسن", "something else depends on it"),
    ]  # fmt: skip
    assert places(office.conference) == [("قدري أبو بكر", "head", "q@b.tn", "confirmed")]
    assert session.chair.name_ar == "سامي حسن"


def test_undo_does_not_put_back_a_second_head(office, officer, states):
    old = office.place(states["TN"], "سامي حسن", function="head")
    roster = office.send(workbook(HEADER, ["تونس", "سامي حسن", "", "عضو", "s@b.tn", ""]))
    applying.apply(roster, seen(roster), officer)
    office.place(states["TN"], "رئيس آخر", function="head")
    roster = undoing.undo(roster, officer)
    assert [each["why"] for each in roster.done["kept"]] == ["the delegation has another head"]
    old.refresh_from_db()
    assert old.function == "member"


def test_undo_does_not_touch_what_somebody_removed(office, officer):
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    Delegate.objects.all().delete()
    roster = undoing.undo(roster, officer)
    assert roster.done["kept"] == []
    assert Delegation.objects.count() == Person.objects.count() == 0


def test_choices_become_spellings_and_are_taken_back(office, officer, states):
    known = Person.objects.create(name_ar="محمد بن علي كومان", kept_by=officer.organization)
    rows = [["تونس الشقيقة", "محمد علي الكومان", "", "رئيس الوفد", "m@b.tn", ""]]
    roster = office.send(workbook(HEADER, *rows), **{
        "body:0:2": str(states["TN"].pk), "person:0:2": str(known.pk),
    })  # fmt: skip
    applying.apply(roster, seen(roster), officer)
    alias = OrganizationAlias.objects.get(spelling="تونس الشقيقة")
    assert (alias.organization_id, alias.source) == (states["TN"].pk, "alias")
    assert PersonAlias.objects.get(spelling="محمد علي الكومان").person_id == known.pk
    again = office.plan(workbook(HEADER, *rows))
    assert (again.bodies[0].how, again.rows[0].person.how, again.stops) == (
        "spelling", "spelling", False,
    )  # fmt: skip
    undoing.undo(roster, officer)
    assert not OrganizationAlias.objects.filter(spelling="تونس الشقيقة").exists()
    assert not PersonAlias.objects.filter(spelling="محمد علي الكومان").exists()


def test_nothing_is_remembered_about_what_others_keep(office, officer, states, stranger):
    body = Organization.objects.create(name_ar="هيئة أخرى", kept_by=stranger)
    known = Person.objects.create(name_ar="محمد بن علي كومان", kept_by=stranger)
    roster = office.send(
        workbook(HEADER, ["الهيئة تلك", "محمد علي الكومان", "", "رئيس الوفد", "", ""]),
        **{"body:0:2": str(body.pk), "person:0:2": str(known.pk)},
    )
    before = OrganizationAlias.objects.count(), PersonAlias.objects.count()
    applying.apply(roster, seen(roster), officer)
    assert (OrganizationAlias.objects.count(), PersonAlias.objects.count()) == before
    assert Delegate.objects.get().person_id == known.pk


def test_a_new_body_is_created_and_taken_back(office, officer):
    roster = office.send(
        workbook(HEADER, ["جهة لا يعرفها أحد", "سامي حسن", "", "رئيس الوفد", "", ""]),
        **{"body:0:2": "new"},
    )
    applying.apply(roster, seen(roster), officer)
    body = Organization.objects.get(name_ar="جهة لا يعرفها أحد")
    assert (body.kept_by_id, body.delegations.count()) == (officer.organization_id, 1)
    undoing.undo(roster, officer)
    assert not Organization.objects.filter(pk=body.pk).exists()


def test_honorifics_are_given_to_new_people(office, officer):
    Honorific.objects.create(kind="rank", masculine_ar="اللواء", precedence=5)
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    person = Person.objects.get(name_ar="قدري أبو بكر")
    assert person.title_in("ar") == "اللواء قدري أبو بكر"


def test_an_edit_between_preview_and_apply_stops_everything(office, officer, states):
    roster = office.send(FULL)
    digest = seen(roster)
    office.place(states["TN"], "سامي حسن")
    before = counted()
    with pytest.raises(applying.Moved) as moved:
        applying.apply(roster, digest, officer)
    assert [(each.entry.row, each.action) for each in moved.value.rows] == [(3, "change")]
    assert counted() == before
    roster.refresh_from_db()
    assert roster.state == "waiting"


def test_a_list_with_errors_is_not_applied(office, officer):
    roster = office.send(workbook(HEADER, ["مجهولة", "سامي حسن", "", "عضو", "", ""]))
    before = counted()
    with pytest.raises(applying.Unsettled):
        applying.apply(roster, seen(roster), officer)
    assert counted() == before


def test_a_failure_at_row_300_leaves_nothing(office, officer, monkeypatch):
    rows = [["تونس", f"الاسم رقم {n}", "", "عضو", "", ""] for n in range(400)]
    roster = office.send(workbook(HEADER, *rows))
    digest, before = seen(roster), counted()
    prepared, number = Delegate.__init__, iter(range(10_000))

    def fail_at_300(self, *args, **values):
        if "printed_name_ar" in values and next(number) == 300:
            raise RuntimeError("row 300")
        prepared(self, *args, **values)

    monkeypatch.setattr(Delegate, "__init__", fail_at_300)
    with pytest.raises(RuntimeError, match="row 300"):
        applying.apply(roster, digest, officer)
    monkeypatch.undo()
    assert counted() == before
    applying.apply(roster, digest, officer)
    assert Delegate.objects.count() == 400


def test_a_place_taken_past_our_lock_is_told_as_a_change(office, officer, states, monkeypatch):
    roster = office.send(FULL)
    digest, before = seen(roster), counted()

    def taken(*args, **kwargs):
        raise IntegrityError("events_one_active_head")

    monkeypatch.setattr(applying.Writer, "create_places", taken)
    with pytest.raises(applying.Moved):
        applying.apply(roster, digest, officer)
    assert counted() == before


def test_nothing_is_applied_or_undone_twice(office, officer):
    roster = office.send(FULL)
    digest = seen(roster)
    applying.apply(roster, digest, officer)
    with pytest.raises(applying.Finished):
        applying.apply(roster, digest, officer)
    undoing.undo(roster, officer)
    with pytest.raises(applying.Finished):
        undoing.undo(roster, officer)
    with pytest.raises(applying.Finished):
        applying.put_away(roster)


def test_putting_away_deletes_the_rows(office):
    roster = office.send(FULL)
    applying.put_away(roster)
    roster.refresh_from_db()
    assert (roster.state, roster.book, roster.choices) == ("put_away", None, {})


def test_every_column_of_a_place_is_applied_and_nothing_private_is_in_the_chain(office, officer):
    roster = office.send(FULL)
    applying.apply(roster, seen(roster), officer)
    told = str([each.data for each in AuditEvent.objects.all()])
    assert not any(each in told for each in ("q@b.tn", "71 000 000"))


def test_the_history_of_a_place_says_what_a_list_did_to_it(office, officer):
    applying.apply(roster := office.send(FULL), seen(roster), officer)
    changed = workbook(HEADER, ["تونس", "م. سامي حسن", "مدير", "عضو", "new@b.tn", ""])
    applying.apply(again := office.send(changed), seen(again), officer)
    place = Delegate.objects.get(person__name_ar="سامي حسن")
    with translation.override("en"):
        latest, first = history.of_record(place)
        assert (latest.verb, first.verb) == ("changed by a list", "added by a list")
        assert [(each.field, each.old, each.new) for each in latest.changes] == [
            ("post as printed (Arabic)", "مهندس", "مدير"),
            ("e-mail", "•", "•"),
        ]
        assert ("function", "—", "Member") in {(c.field, c.old, c.new) for c in first.changes}


def test_enrolling_many_is_like_saving_each(db):
    names = ["Ali", "Ali", "", "Ali 2", "Ali"]
    arabic_names = ["علي", "علي", "عليّ", "", "ﻋﻠﻲ"]
    people = [Person(name_ar=a, name_en=e) for a, e in zip(arabic_names, names, strict=True)]
    Person.objects.enrol(people)
    fields = ("name_ar", "name_en", "sort_ar", "sort_en")
    enrolled = list(Person.objects.order_by("pk").values_list(*fields))
    keys = [sorted(each.aliases.values_list("key", "spelling")) for each in people]
    assert len(set(Person.objects.values_list("slug", flat=True))) == 5
    assert list(Person.objects.stale()) == list(PersonAlias.objects.stale()) == []
    Person.objects.all().delete()
    saved = [Person.objects.create(name_ar=a, name_en=e)
             for a, e in zip(arabic_names, names, strict=True)]  # fmt: skip
    assert list(Person.objects.order_by("pk").values_list(*fields)) == enrolled
    assert [sorted(each.aliases.values_list("key", "spelling")) for each in saved] == keys


def test_applying_takes_as_many_queries_for_five_as_for_five_hundred(office, officer):
    def queries(number: int) -> int:
        rows = [["تونس", f"الاسم رقم {number} {n}", "", "عضو", "", ""] for n in range(number)]
        roster = office.send(workbook(HEADER, *rows))
        digest = seen(roster)
        with CaptureQueriesContext(connection) as captured:
            applying.apply(roster, digest, officer)
        # SQLite takes rows in batches of its own.
        return len([q for q in captured if not q["sql"].startswith("INSERT")])

    assert queries(5) - 3 <= queries(500) <= queries(5) + 3


def test_erasing_what_is_private(office, officer, states):
    office.place(states["TN"], "سامي حسن", email="old@b.tn", function="head")
    rows = [["تونس", "سامي حسن", "مدير", "رئيس الوفد", "new@b.tn", ""]]
    applied, waiting = office.send(workbook(HEADER, *rows)), office.send(FULL)
    applying.apply(applied, seen(applied), officer)
    with transaction.atomic():
        applying.erase_private(office.conference)
    applied.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.book) == ("put_away", None)
    assert "old@b.tn" not in str(applied.done)
    undoing.undo(applied, officer)
    place = Delegate.objects.get()
    assert (place.email, place.printed_title_ar) == ("new@b.tn", "")


def test_the_reference_of_the_note_goes_to_the_delegation_and_comes_back(office, officer, states):
    office.place(states["TN"], "سامي حسن", function="head")
    roster = office.send(
        workbook(
            ["الدولة", "الاسم", "الصفة", "رقم وتاريخ المذكرة"],
            ["تونس", "هند سالم", "عضو", "12/2022"],
            ["ليبيا", "علي نور", "رئيس الوفد", "7"],
        )
    )
    applying.apply(roster, seen(roster), officer)
    columns = ("organization__iso2", "group", "credentials_reference")
    assert list(Delegation.objects.order_by("pk").values_list(*columns)) == [
        ("TN", "", "12/2022"), ("LY", "states", "7"),
    ]  # fmt: skip
    undoing.undo(roster, officer)
    assert list(Delegation.objects.values_list(*columns)) == [("TN", "", "")]


def test_erasing_a_conferences_private_data_reaches_its_lists(office, officer, states):
    office.place(states["TN"], "سامي حسن", email="old@b.tn", function="head")
    waiting = office.send(FULL)
    Conference.objects.update(erase_private_on=timezone.localdate())
    office.conference.refresh_from_db()
    private.download(office.conference, officer)
    private.erase(office.conference, officer)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.book) == ("put_away", None)
