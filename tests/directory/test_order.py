"""Order: what lists are sorted by is kept on every write path, alike on both databases."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from communiques.invariants import failures
from events.models import Conference, Delegate, Delegation
from organizations.models import (
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
    PersonHonorific,
)

pytestmark = pytest.mark.django_db

#: In the order in which the League of Arab States lists its members.
STATES = (
    "الأردن", "الإمارات", "البحرين", "تونس", "الجزائر", "جيبوتي", "السعودية", "السودان", "سوريا",
    "الصومال", "العراق", "عُمان", "فلسطين", "قطر", "القمر", "الكويت", "لبنان", "ليبيا", "مصر",
    "المغرب", "موريتانيا", "اليمن",
)  # fmt: skip


def sorted_people() -> list[str]:
    return list(Person.objects.order_by("sort_ar", "id").values_list("name_ar", flat=True))


def rename_by_save(row, name):
    row.name_ar = name
    row.save()


def rename_by_saved_field(row, name):
    row.name_ar = name
    row.save(update_fields=["name_ar"])


def rename_by_update(row, name):
    assert type(row).objects.filter(pk=row.pk).update(name_ar=name) == 1


def rename_by_update_of_the_active_language(row, name):
    type(row).objects.filter(name_ar=row.name_ar).update(name=name)


def rename_by_bulk_update(row, name):
    row.name_ar = name
    type(row).objects.bulk_update([row], ["name_ar"])


WAYS = [
    rename_by_save,
    rename_by_saved_field,
    rename_by_update,
    rename_by_update_of_the_active_language,
    rename_by_bulk_update,
]


@pytest.mark.parametrize("rename", WAYS)
def test_a_new_name_sorts_and_is_found_whatever_path_it_took(rename, settings):
    settings.LANGUAGE_CODE = "ar"
    from django.utils import translation

    with translation.override("ar"):
        people = [Person.objects.create(name_ar=name) for name in ("باء", "تاء", "ثاء")]
        rename(people[0], "الياء")
    assert sorted_people() == ["تاء", "ثاء", "الياء"]
    assert PersonAlias.objects.filter(person=people[0], key="الياء").exists()
    assert list(failures()) == []


def test_twenty_two_states_in_the_order_of_the_league():
    Person.objects.bulk_create([Person(name_ar=name) for name in reversed(STATES)])
    assert sorted_people() == list(STATES)
    assert PersonAlias.objects.count() == len(STATES)
    assert list(failures()) == []


def test_rows_that_compute_columns_are_not_created_past_their_checks():
    with pytest.raises(NotImplementedError):
        Person.objects.bulk_create([Person(name_ar="باء")], ignore_conflicts=True)


def test_a_body_cannot_take_another_ones_name_by_update():
    first = Organization.objects.create(name_en="First")
    second = Organization.objects.create(name_en="Second")
    with pytest.raises(ValidationError):
        Organization.objects.filter(pk=second.pk).update(name_en="FIRST")
    second.refresh_from_db()
    assert (first.name_en, second.name_en) == ("First", "Second")


def test_a_tree_takes_no_cycle_by_update():
    above = Organization.objects.create(name_en="Above")
    below = Organization.objects.create(name_en="Below", parent=above)
    for column in ({"parent": below}, {"parent_id": below.pk}):
        with pytest.raises(ValidationError):
            Organization.objects.filter(pk=above.pk).update(**column)
    above.refresh_from_db()
    assert above.parent is None


def test_a_spelling_changed_by_update_is_found_as_it_is_now():
    body = Organization.objects.create(name_en="Body")
    alias = OrganizationAlias.objects.create(organization=body, spelling="Old Name")
    OrganizationAlias.objects.filter(pk=alias.pk).update(spelling="الاسم الجديد")
    assert Organization.objects.called("الإسم الجديد") == body
    assert Organization.objects.called("Old Name") is None


@pytest.mark.parametrize(
    "table, column",
    [
        ("organizations_person", "name_ar"),
        ("organizations_organization", "sort_en"),
        ("organizations_personalias", "spelling"),
        ("organizations_organizationalias", "key"),
    ],
)
def test_verify_names_what_raw_sql_put_out_of_order(table, column):
    Person.objects.create(name_ar="شخص")
    Organization.objects.create(name_en="Body")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = '999'")
    found = {(each.invariant, each.where.partition("/")[0]) for each in failures()}
    assert (11, table.replace("_", ".", 1)) in found
    assert {number for number, _where in found} == {11}


def test_inside_a_delegation_the_highest_honorific_comes_before_the_name():
    conference = Conference.objects.create(title_en="C")
    body = Organization.objects.create(name_en="Body")
    delegation = Delegation.objects.create(conference=conference, organization=body)
    minister = Honorific.objects.create(kind="courtesy", masculine_ar="معالي", precedence=10)
    doctor = Honorific.objects.create(kind="title", masculine_ar="الدكتور", precedence=50)
    people = {
        "ألف": [],
        "باء": [doctor],
        "تاء": [doctor, minister],
        "ثاء": [minister],
        "أول": [],
    }
    for name, styles in people.items():
        person = Person.objects.create(name_ar=name)
        for each in styles:
            PersonHonorific.objects.create(person=person, honorific=each)
        position = 1 if name == "أول" else None
        Delegate.objects.create(delegation=delegation, person=person, position=position)
    listed = [each.person.name_ar for each in delegation.delegates.in_protocol_order()]
    assert listed == ["أول", "تاء", "ثاء", "باء", "ألف"]
