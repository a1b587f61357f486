"""What a list would do: matches with their reason, every problem at once, no query per row."""

import zlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from events.models import Conference, Delegate, RosterImport
from events.roster import apply as applying
from events.roster.plan import looks_like_part, plan_of
from organizations.models import Honorific, Organization, OrganizationAlias, Person, PersonAlias
from tests.roster.conftest import HEADER, actions, codes, csv, workbook


def row(body, name, function="عضو", **more):
    address = f"p{zlib.crc32(name.encode())}@b.tn"
    return [body, name, more.get("post", "مدير"), function, more.get("email", address)]


def listed(*rows) -> bytes:
    return workbook(HEADER, *rows)


HEAD = "رئيس الوفد"


def test_bodies_by_every_known_spelling(office, states):
    plan = office.plan(
        listed(
            row("تونس", "أ ب", HEAD), row("Tunisie", "ت ث"), row("الجماهيرية", "ج ح", HEAD),
            row("K.S.A", "خ د", HEAD), row("KSA", "ذ ر"), row("LY", "ز س"),
        )
    )  # fmt: skip
    assert [(each.text, each.pk, each.how) for each in plan.bodies] == [
        ("تونس", states["TN"].pk, "spelling"), ("Tunisie", states["TN"].pk, "spelling"),
        ("الجماهيرية", states["LY"].pk, "spelling"), ("K.S.A", states["SA"].pk, "spelling"),
        ("LY", states["LY"].pk, "code"),
    ]  # fmt: skip
    assert plan.bodies[0].reason == "This spelling is known."
    assert not plan.stops


def test_an_unknown_body_is_an_error_with_suggestions(office, states):
    plan = office.plan(listed(row("الجمهورية التونسيه الشقيقة", "أ ب", HEAD)))
    assert codes(plan, gravity="error") == ["body_unknown"]
    assert [(each.pk, each.reason) for each in plan.bodies[0].options] == [
        (states["TN"].pk, "its name stands in the text")
    ]
    assert actions(plan) == {2: "stop"}


def test_a_misspelt_body_is_suggested_and_never_taken(office, states):
    plan = office.plan(listed(row("Saudi Arabbia", "أ ب", HEAD)))
    assert plan.bodies[0].pk is None
    assert [each.reason for each in plan.bodies[0].options] == ["spelled alike"]


def test_a_department_in_the_bodys_place(office, states):
    text = "إدارة مكافحة المخدرات بوزارة الداخلية التونسية"
    data = listed(row(text, "سامي حسن", HEAD, post="رئيس قسم"))
    undecided = office.plan(data)
    assert (undecided.bodies[0].is_part, undecided.stops) == (True, True)
    plan = office.plan(data, body__0__=str(states["TN"].pk))  # not a row of the list
    assert plan.stops
    plan = plan_of(office.send(data, **{"body:0:2": str(states["TN"].pk)}))
    [one] = plan.rows
    assert (one.body.pk, one.action) == (states["TN"].pk, "create")
    assert one.values["printed_title_ar"] == f"رئيس قسم، {text}"


def test_what_is_a_part():
    assert looks_like_part("إدارة الحد من التسلح")
    assert looks_like_part("Ministry of Interior of Tunisia")
    assert not looks_like_part("تونس")


def test_bodies_by_choice_new_out_or_known(office, states):
    data = listed(row("جهة ما", "أ ب", HEAD))
    send = lambda value: plan_of(office.send(data, **{"body:0:2": value}))  # noqa: E731
    assert actions(send("new")) == {2: "create"}
    assert actions(send("out")) == {2: "out"}
    assert actions(send(str(states["SA"].pk))) == {2: "create"}
    assert actions(send("999999")) == {2: "stop"}
    assert not send("out").stops


def test_people_by_exact_spelling_alone(office, states):
    known = Person.objects.create(name_ar="محمد بن علي كومان", name_en="Mohammed Ali Koman")
    PersonAlias.objects.create(person=known, spelling="M. Koman")
    plan = office.plan(
        listed(
            row("تونس", "معالي الدكتور محمد بن على كومان", HEAD),
            row("ليبيا", "محمد علي الكومان", HEAD),
            row("السعودية", "محمد علي سالم", HEAD),
        )
    )
    assert [(each.person.pk, each.person.how, each.person.reason) for each in plan.rows] == [
        (known.pk, "spelling", "This spelling is known."), (None, "new", ""), (None, "new", ""),
    ]  # fmt: skip
    assert [(o.pk, o.reason) for o in plan.rows[1].person.options] == [(known.pk, "sounds alike")]
    assert codes(plan, 3) == ["person_alike"]
    assert plan.rows[2].person.options == []


def test_people_who_sound_alike_in_the_other_script_are_suggested(office):
    known = Person.objects.create(name_ar="محمد علي كومان")
    plan = office.plan(listed(row("تونس", "Mohammed Ali Kuman", HEAD)))
    assert [(o.pk, o.reason) for o in plan.rows[0].person.options] == [(known.pk, "sounds alike")]
    assert (plan.rows[0].person.pk, codes(plan)) == (None, ["person_alike"])


def test_those_who_were_merged_into_others_are_not_offered(office, states):
    gone, stays = (Person.objects.create(name_ar="محمد علي") for _ in range(2))
    Person._base_manager.filter(pk=gone.pk).update(merged_into=stays)
    plan = office.plan(listed(row("تونس", "محمد علي", HEAD)))
    assert (plan.rows[0].person.pk, plan.stops) == (stays.pk, False)


def test_several_people_of_one_name_are_asked_about(office, states):
    first, second = (Person.objects.create(name_ar="محمد علي") for _ in range(2))
    data = listed(row("تونس", "محمد علي", HEAD))
    plan = office.plan(data)
    assert codes(plan) == ["person_unclear"]
    assert {each.pk for each in plan.rows[0].person.options} == {first.pk, second.pk}
    chosen = plan_of(office.send(data, **{"person:0:2": str(second.pk)}))
    assert (chosen.rows[0].person.pk, chosen.stops) == (second.pk, False)


def test_of_several_the_one_who_sits_here(office, states):
    Person.objects.create(name_ar="محمد علي")
    place = office.place(states["TN"], "محمد علي")
    Person.objects.create(name_ar="محمد علي")
    plan = office.plan(listed(row("تونس", "محمد علي", HEAD)))
    assert plan.rows[0].person.pk == place.person_id


def test_created_changed_left_and_the_missing_stay(office, states):
    office.place(states["TN"], "سامي حسن", printed_name_ar="سامي حسن", printed_title_ar="مدير",
                 function="head", email="s@b.tn")  # fmt: skip
    office.place(states["TN"], "هند سالم", function="member", email="old@b.tn",
                 private_note="نباتية")  # fmt: skip
    office.place(states["TN"], "غائب عن القائمة")
    before = Delegate.objects.count()
    plan = office.plan(
        workbook(
            [*HEADER, "ملاحظات"],
            ["تونس", "سامي حسن", "", "", "", "", ""],
            ["تونس", "هند سالم", "وكيل", "عضو", "new@b.tn", "", "تصل متأخرة"],
            ["تونس", "علي نور", "خبير", "عضو", "", "", ""],
        )
    )
    assert actions(plan) == {2: "leave", 3: "change", 4: "create"}
    assert plan.rows[1].changes == {
        "printed_name_ar": ("", "هند سالم"), "printed_title_ar": ("", "وكيل"),
        "email": ("old@b.tn", "new@b.tn"), "private_note": ("نباتية", "نباتية\nتصل متأخرة"),
    }  # fmt: skip
    assert Delegate.objects.count() == before


def test_the_same_person_twice(office):
    same = row("تونس", "سامي حسن", HEAD)
    plan = office.plan(listed(same, same))
    assert (actions(plan), codes(plan)) == ({2: "create", 3: "out"}, ["same_row"])
    plan = office.plan(listed(same, row("تونس", "سامي حسن", post="آخر")))
    assert (actions(plan), codes(plan, gravity="error")) == (
        {2: "stop", 3: "stop"}, ["twice", "twice"],
    )  # fmt: skip


def test_the_same_person_in_two_delegations(office):
    data = listed(row("تونس", "سامي حسن", HEAD), row("ليبيا", "سامي حسن", HEAD, email="x@b.ly"))
    plan = office.plan(data)
    assert codes(plan, gravity="error") == ["two_delegations", "two_delegations"]
    assert "row 3" in plan.rows[0].remarks[0].message
    apart = plan_of(office.send(data, **{"person:0:3": "new"}))
    assert (actions(apart), apart.stops) == ({2: "create", 3: "create"}, False)
    out = plan_of(office.send(data, **{"person:0:2": "out"}))
    assert actions(out) == {2: "out", 3: "create"}


def test_somebody_who_sits_in_another_delegation(office, states):
    office.place(states["SA"], "سامي حسن")
    plan = office.plan(listed(row("تونس", "سامي حسن", HEAD)))
    assert codes(plan, gravity="error") == ["sits_elsewhere"]


def test_somebody_of_that_name_who_stood_for_others_at_other_meetings(office, states):
    earlier = Conference.objects.create(title_ar="سابق")
    office.conference, here = earlier, office.conference
    office.place(states["SA"], "سامي حسن")
    office.place(states["TN"], "هند سالم")
    office.conference = here
    plan = office.plan(listed(row("تونس", "سامي حسن", HEAD), row("تونس", "هند سالم")))
    assert (codes(plan), plan.stops) == (["stood_for_another"], False)


def test_somebody_who_was_replaced_gets_a_new_place(office, states):
    office.place(states["TN"], "سامي حسن", state="replaced")
    plan = office.plan(listed(row("تونس", "سامي حسن", HEAD)))
    assert (actions(plan), codes(plan)) == ({2: "create"}, ["former"])


def test_two_heads_and_none(office):
    plan = office.plan(
        listed(row("تونس", "أ ب", HEAD), row("تونس", "ت ث", HEAD), row("ليبيا", "ج ح"))
    )
    assert codes(plan) == ["two_heads", "two_heads", "no_head"]
    assert actions(plan) == {2: "stop", 3: "stop", 4: "create"}


def test_a_head_from_before_counts_unless_the_list_changes_that(office, states):
    office.place(states["TN"], "رئيس قديم", function="head")
    new = row("تونس", "رئيس جديد", HEAD)
    assert codes(office.plan(listed(new)), gravity="error") == ["two_heads"]
    assert not office.plan(listed(new, row("تونس", "رئيس قديم"))).stops


def test_a_head_from_before_is_a_head(office, states):
    office.place(states["TN"], "رئيس قديم", function="head")
    assert codes(office.plan(listed(row("تونس", "أ ب")))) == []


def test_no_and_shared_addresses(office, states):
    office.place(states["SA"], "غيرهم", email="third@b.sa")
    plan = office.plan(
        listed(
            row("تونس", "أ ب", HEAD, email="one@b.tn"), row("تونس", "ت ث", email="ONE@b.tn"),
            row("تونس", "ج ح", email="third@b.sa"), row("تونس", "خ د", email=""),
        )
    )  # fmt: skip
    assert [(each.row, each.code, each.gravity) for each in plan.all_remarks] == [
        (2, "email_shared", "warning"), (3, "email_shared", "warning"),
        (4, "email_shared", "warning"), (5, "no_email", "note"),
    ]  # fmt: skip


def test_a_missing_function_is_a_member_and_said(office):
    plan = office.plan(listed(row("تونس", "أ ب", HEAD), row("تونس", "ت ث", "")))
    assert (plan.rows[1].values["function"], codes(plan, 3)) == ("member", ["no_function"])


def test_honorifics_of_the_register_are_given_to_new_people(office):
    general = Honorific.objects.create(kind="rank", masculine_ar="اللواء", precedence=5)
    doctor = Honorific.objects.create(kind="title", masculine_ar="الدكتور", feminine_ar="الدكتورة")
    plan = office.plan(listed(row("تونس", "لواء د. سامي حسن", HEAD)))
    assert plan.rows[0].styles == [general.pk, doctor.pk]


def test_all_problems_at_once_by_the_sheets_numbers(office):
    plan = office.plan(
        workbook(
            ["قائمة"], [], HEADER, row("مجهولة", "أ ب"), row("تونس", ""), [],
            row("تونس", "اللواء أحمد سالم والعقيد علي نور", HEAD), row("تونس", "ت ث", HEAD),
        )
    )  # fmt: skip
    assert [(each.row, each.code) for each in plan.all_remarks if each.gravity == "error"] == [
        (4, "body_unknown"), (5, "no_name"), (7, "several_people"), (7, "two_heads"),
        (8, "two_heads"),
    ]  # fmt: skip


def test_a_faulty_row_can_be_left_out(office):
    data = listed(row("تونس", "أ ب", HEAD), row("تونس", ""))
    assert office.plan(data).stops
    assert not plan_of(office.send(data, **{"person:0:3": "out"})).stops


def test_the_digest_moves_with_whatever_would_be_written(office, states):
    data = listed(row("تونس", "سامي حسن", HEAD))
    roster = office.send(data)
    first = plan_of(roster).digest
    assert plan_of(roster).digest == first
    person = Person.objects.create(name_ar="سامي حسن")
    second = plan_of(roster).digest
    office.place(states["TN"], "سامي حسن", function="head")
    third = plan_of(roster).digest
    assert len({first, second, third}) == 3
    assert person.places.count() == 1


def test_the_plan_is_the_same_whoever_reads_it(office):
    data = csv(["الدولة", "الاسم", "Arrival"], ["تونس", "سامي حسن", "5/11/1443"])
    roster = office.send(data)
    english = plan_of(roster).digest
    with translation.override("ar"):
        assert plan_of(roster).digest == english


@pytest.mark.parametrize("rows", [1, 400])
def test_the_plan_takes_seven_queries_however_long_the_list(office, states, rows):
    Person.objects.create(name_ar="معروف ما")
    office.place(states["TN"], "سامي حسن")
    data = listed(
        *(row("تونس", f"اسم رقم {n} ما") for n in range(rows)),
        row("مجهولة", "أ ب"),
        row("تونس", "معروف ما"),
    )
    roster = RosterImport.objects.get(pk=office.send(data).pk)
    with CaptureQueriesContext(connection) as queries:
        plan = plan_of(roster)
        assert plan.digest
        assert plan.stops
    assert len(queries) == 7


def test_choices_of_earlier_lists_are_remembered_for_parts(office, officer, states):
    data = listed(row("إدارة المرور", "أ ب", HEAD))
    roster = office.send(data, **{"body:0:2": str(states["TN"].pk)})
    applying.apply(roster, plan_of(roster).digest, officer)
    later = office.plan(listed(row("إدارة المرور", "ت ث")))
    assert (later.bodies[0].how, later.bodies[0].is_part) == ("remembered", True)
    assert not OrganizationAlias.objects.filter(spelling="إدارة المرور").exists()
    assert Organization.objects.filter(name_ar="إدارة المرور").count() == 0
