"""The database itself refuses, whatever path a wrong row takes."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, RestrictedError

from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Programme,
    Session,
)
from organizations.models import (
    Appointment,
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
    User,
)

pytestmark = pytest.mark.django_db
DAY, EVE = dt.date(2022, 5, 23), dt.date(2022, 5, 22)


@pytest.fixture
def world(council, stranger):
    """One row of everything, and a second of what must not be alike."""
    conference = Conference.objects.create(title_en="First", starts_on=DAY, ends_on=DAY)
    other = Conference.objects.create(title_en="Second", starts_on=DAY)
    person, second = (Person.objects.create(name_en=name) for name in ("Ali", "Omar"))
    ours, theirs = (
        Delegation.objects.create(conference=conference, organization=body)
        for body in (council, stranger)
    )
    places = {"function": "head", "state": "confirmed"}
    return {
        "conference": conference,
        "other": other,
        "head": Delegate.objects.create(delegation=ours, person=person, **places),
        "their_head": Delegate.objects.create(delegation=theirs, person=second, **places),
        "session": Session.objects.create(conference=conference, kind="opening"),
        "programme": Programme.objects.create(name_en="P", starts_year=2022),
        "appointment": Appointment.objects.create(
            person=person, organization=council, title_en="X", since=DAY
        ),
        "delegation": theirs,
        "council": council,
        "stranger": stranger,
        "alias": OrganizationAlias.objects.get(key="stranger"),
        "organizer": Organizer.objects.create(conference=conference, organization=council),
        "organizer2": Organizer.objects.create(conference=conference, organization=stranger),
        "person": person,
    }


ATTACKS = {
    "a conference that ends before it starts": lambda w: (w["conference"], {"ends_on": EVE}),
    "an end without a start": lambda w: (w["conference"], {"starts_on": None}),
    "a phase backwards": lambda w: (
        w["conference"],
        {"phase_starts": 2024, "phase_ends": 2022},
    ),
    "a session backwards": lambda w: (
        w["session"],
        {"starts_at": dt.time(10), "ends_at": dt.time(9)},
    ),
    "a programme backwards": lambda w: (w["programme"], {"ends_year": 2021}),
    "an appointment backwards": lambda w: (w["appointment"], {"until": EVE}),
    "a second head": lambda w: (w["their_head"], {"delegation_id": w["head"].delegation_id}),
    "a second place": lambda w: (w["their_head"], {"person_id": w["head"].person_id}),
    "a delegate in his own place": lambda w: (w["head"], {"replaces_id": w["head"].pk}),
    "a second delegation of a body": lambda w: (
        w["delegation"],
        {"organization_id": w["council"].pk},
    ),
    "a role twice": lambda w: (w["organizer2"], {"organization_id": w["council"].pk}),
    "a spelling of two bodies": lambda w: (w["alias"], {"key": "council"}),
    "a body above itself": lambda w: (w["council"], {"parent_id": w["council"].pk}),
    "a body after itself": lambda w: (w["council"], {"successor_id": w["council"].pk}),
    "an address twice": lambda w: (w["council"], {"slug": w["stranger"].slug}),
}


def by_update(row, values):
    type(row).objects.filter(pk=row.pk).update(**values)


def by_sql(row, values):
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {columns} WHERE id = %s",
            [*(str(v) if isinstance(v, dt.time) else v for v in values.values()), row.pk],
        )


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("write", [by_update, by_sql])
def test_the_database_refuses(world, attack, write):
    row, values = attack(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        write(row, values)


@pytest.mark.parametrize("state", ["absent", "withdrawn", "replaced"])
def test_who_gave_up_a_place_leaves_it_free(world, state):
    head = world["head"]
    by_update(head, {"state": state})
    successor = Delegate.objects.create(
        delegation=head.delegation,
        person=Person.objects.create(name_en="Successor"),
        function="head",
        replaces=head,
    )
    again = Delegate.objects.create(delegation=world["delegation"], person=head.person)
    assert [successor.replaces, again.conference] == [head, head.conference]


def test_a_second_iso_code_is_refused_but_none_is_no_code(council, stranger):
    by_update(council, {"iso2": "TN"})
    with pytest.raises(IntegrityError), transaction.atomic():
        by_update(stranger, {"iso2": "TN"})
    assert Organization.objects.create(name_en="A").iso2 == ""


def test_a_delegate_cannot_be_added_to_two_delegations_by_bulk(world):
    row = Delegate(
        delegation=world["delegation"],
        conference=world["conference"],
        person=world["person"],
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Delegate.objects.bulk_create([row])


@pytest.mark.parametrize(
    "use",
    [
        lambda body, person: Appointment.objects.create(
            person=person, organization=body, title_en="X"
        ),
        lambda body, person: Organization.objects.create(name_en="Child", parent=body),
        lambda body, person: User.objects.create(username="u", organization=body),
        lambda body, person: Person.objects.create(name_en="Kept", kept_by=body),
        lambda body, person: Organizer.objects.create(
            conference=Conference.objects.create(title_en="C"), organization=body
        ),
        lambda body, person: Delegation.objects.create(
            conference=Conference.objects.create(title_en="C"), organization=body
        ),
    ],
    ids=["appointment", "child", "staff", "keeper", "organizer", "delegation"],
)
def test_a_body_in_use_is_not_deleted(council, use):
    use(council, Person.objects.create(name_en="Ali"))
    with pytest.raises(ProtectedError):
        council.delete()


def test_a_person_in_use_is_not_deleted(world):
    Intervention.objects.create(session=world["session"], person=world["person"])
    with pytest.raises(ProtectedError):
        world["person"].delete()
    with pytest.raises(ProtectedError):
        world["their_head"].person.delete()


def test_a_body_and_a_person_out_of_use_go_with_their_spellings():
    Organization.objects.create(name_en="Unused").delete()
    Person.objects.create(name_en="Unused").delete()
    assert not OrganizationAlias.objects.exists() and not PersonAlias.objects.exists()


def test_who_was_replaced_is_not_deleted_alone(world):
    head = world["head"]
    by_update(head, {"state": "replaced"})
    Delegate.objects.create(
        delegation=head.delegation, person=Person.objects.create(name_en="New"), replaces=head
    )
    with pytest.raises(RestrictedError):
        head.delete()
    world["conference"].delete()
    assert not Delegate.objects.exists()
