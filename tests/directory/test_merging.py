"""Two records of one body or person made one: what moves, what collides, and back again."""

import datetime as dt
import html
import threading

import pytest
import time_machine
from django.apps import apps
from django.db import IntegrityError, connection, models
from django.utils import timezone

from communiques import drafting
from communiques.invariants import failures
from communiques.models import Communique, Edition, Series
from communiques.standing import Stage, standings
from events import issued
from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    IssuedDelegation,
    ListIssue,
    Organizer,
    Programme,
    Session,
)
from organizations import links, merge_plan, merging, unmerging
from organizations.audit import AuditEvent, faults
from organizations.models import (
    Appointment,
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonHonorific,
    User,
)
from tests.directory.conftest import staff

DAY = dt.date(2022, 5, 23)


def merge(survivor, duplicate, taken=(), actor=None):
    plan = merge_plan.plan(survivor, duplicate)
    merging.merge(survivor, duplicate, taken=taken, seen=plan.seen, actor=actor)
    return plan


#: What is only ever added to.
ADDED = ("organizations_auditevent", "organizations_audithead", "communiques_publicchange")


def everything(leave_out=ADDED) -> dict:
    """Every row of every table, as stored."""
    return {
        model._meta.db_table: list(models.QuerySet(model).order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in leave_out and not model._meta.proxy
    }


def difference(before: dict, after: dict) -> dict:
    return {
        table: (before[table], after[table]) for table in before if before[table] != after[table]
    }


def drop_trigger(name: str, table: str) -> None:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")


@pytest.fixture
def world(council):
    """A body and its duplicate with something on every link."""
    interpol = Organization.objects.create(kind="international_body", name_en="INTERPOL")
    double = Organization.objects.create(
        name_ar="منظمة الشرطة", name_en="ICPO", acronym_ar="م ش", iso2="XX"
    )
    conference = Conference.objects.create(title_en="First", starts_on=DAY, country=double)
    other = Conference.objects.create(title_en="Second", starts_on=DAY)
    programme = Programme.objects.create(name_en="P")
    programme.partners.set([interpol, double])
    second = Programme.objects.create(name_en="Q")
    second.partners.set([double])
    person = Person.objects.create(name_en="Ali Omar")
    session = Session.objects.create(conference=conference)
    child = Organization.objects.create(name_en="Bureau of the double", parent=double)
    third = Organization.objects.create(name_en="Third", successor=double)
    third.distinct_from.add(double)
    double.distinct_from.add(interpol)
    series = Series.objects.create(issuer=double, kind="statement", pattern="X/{year}/{number}")
    row = drafting.start(series=series, author=None, organizations=[double, council])
    both = drafting.start(series=series, author=None, organizations=[double, interpol])
    place = Delegation.objects.create(conference=other, organization=double, printed_name_en="D")
    made = {
        "delegation": place,
        "delegate": Delegate.objects.create(delegation=place, person=person, seconded_from=double),
        "intervention": Intervention.objects.create(session=session, organization=double),
        "organizer": Organizer.objects.create(conference=conference, organization=double),
        "organizer twice": Organizer.objects.create(
            conference=other, organization=double, position=3
        ),
        "organizer there": Organizer.objects.create(conference=other, organization=interpol),
        "post": Appointment.objects.create(person=person, organization=double, title_en="Chief"),
        "same post": Appointment.objects.create(
            person=person, organization=double, title_en="Head", since=DAY, position=2
        ),
        "the post": Appointment.objects.create(
            person=person, organization=interpol, title_en="Head", since=DAY
        ),
        "kept": Person.objects.create(name_en="Kept", kept_by=double),
        "staff": User.objects.create(username="served", organization=double),
    }
    made |= {"interpol": interpol, "double": double, "child": child, "third": third}
    return made | {"conference": conference, "second": second, "programme": programme,
                   "series": series, "row": row, "both": both}  # fmt: skip


# --- everything moves


@pytest.mark.django_db
def test_everything_that_leads_to_the_duplicate_leads_to_the_survivor(world):
    interpol, double = world["interpol"], world["double"]
    plan = merge(interpol, double)
    assert [str(each) for each in plan.obstacles + plan.unresolved] == []
    left = {
        links.name_of(link): link.model._base_manager.filter(**{link.attname: double.pk}).count()
        for link in links.links(Organization)
    }
    assert {name for name, count in left.items() if count} == set()
    world["row"].refresh_from_db()
    assert {
        "country": Conference.objects.get(title_en="First").country,
        "delegation": Delegation.objects.get().organization,
        "lent": Delegate.objects.get().seconded_from,
        "spoke": Intervention.objects.get().organization,
        "organizers": list(Organizer.objects.order_by("pk").values_list("organization", flat=True)),
        "posts": list(Appointment.objects.order_by("pk").values_list("title_en", "organization")),
        "kept": Person.objects.get(name_en="Kept").kept_by,
        "staff": User.objects.get(username="served").organization,
        "child": Organization.objects.get(pk=world["child"].pk).parent,
        "successor": Organization.objects.get(pk=world["third"].pk).successor,
        "distinct": list(world["third"].distinct_from.all()),
        "programme": list(world["programme"].partners.all()),
        "second": list(world["second"].partners.all()),
        "issuer": Series.objects.get().issuer,
        "named": set(world["row"].organizations.values_list("name_en", flat=True)),
        "both": list(world["both"].organizations.all()),
    } == {
        "country": interpol,
        "delegation": interpol,
        "lent": interpol,
        "spoke": interpol,
        "organizers": [interpol.pk, interpol.pk],
        "posts": [("Chief", interpol.pk), ("Head", interpol.pk)],
        "kept": interpol,
        "staff": interpol,
        "child": interpol,
        "successor": interpol,
        "distinct": [interpol],
        "programme": [interpol],
        "second": [interpol],
        "issuer": interpol,
        "named": {"Council", "INTERPOL"},
        "both": [interpol],
    }
    assert list(failures()) == []


@pytest.mark.django_db
def test_its_names_are_spellings_of_the_survivor(world):
    merge(world["interpol"], world["double"])
    found = {word: Organization.objects.called(word) for word in ("icpo", "I.C.P.O", "م ش")}
    assert found == dict.fromkeys(found, world["interpol"])
    spellings = OrganizationAlias.objects.filter(organization=world["interpol"])
    assert list(spellings.values_list("spelling", "source")) == [
        ("ICPO", "alias"),
        ("م ش", "alias"),
        ("منظمة الشرطة", "alias"),
        ("INTERPOL", "name"),
    ]


@pytest.mark.django_db
def test_what_is_left_behind_is_found_nowhere(world):
    merge(world["interpol"], world["double"])
    double = Organization._base_manager.get(pk=world["double"].pk)
    assert (double.merged_into, double.slug, double.iso2) == (world["interpol"], "icpo", "")
    assert not Organization.objects.filter(pk=double.pk).exists()
    assert list(world["interpol"].merged.all()) == []  # even where one looks for it
    assert double not in world["third"].distinct_from.all()


@pytest.mark.django_db
def test_the_survivor_takes_what_is_chosen(world):
    interpol = world["interpol"]
    plan = merge_plan.plan(interpol, world["double"])
    found = [(c.name, c.kept, c.other, c.fixed, c.taken) for c in plan.choices]
    assert found == [
        ("name_ar", "", "منظمة الشرطة", False, True),
        ("name_en", "INTERPOL", "ICPO", False, False),
        ("kind", "International body", "Other", False, False),
        ("acronym_ar", "", "م ش", False, True),
        ("iso2", "", "XX", False, True),
    ]
    merge(interpol, world["double"], taken=["name_ar", "iso2", "kept_by", "slug", "password"])
    interpol.refresh_from_db()
    assert (interpol.name_ar, interpol.name_en, interpol.iso2, interpol.slug) == (
        "منظمة الشرطة", "INTERPOL", "XX", "interpol",
    )  # fmt: skip
    assert list(Organization.objects.stale()) == []


@pytest.mark.django_db
def test_one_event_keeps_what_was_where(world):
    actor = User.objects.get(username="served")
    last = AuditEvent.objects.first().seq
    merge(world["interpol"], world["double"], actor=actor)
    (event,) = AuditEvent.objects.filter(seq__gt=last)
    found = (event.verb, event.thing, event.actor_name, event.data["survivor"], sorted(event.data))
    assert found == (
        "merged into another record",
        f"organizations.organization/{world['double'].pk}",
        "served",
        f"organizations.organization/{world['interpol'].pk}",
        ["after", "before", "dropped", "into", "made", "moved", "name", "survivor", "there"],
    )
    assert event.data["before"]["duplicate"]["name_ar"] == "منظمة الشرطة"
    assert "password" not in str(event.data)
    assert list(faults()) == []


# --- and back again


@pytest.mark.django_db
@pytest.mark.parametrize("taken", [[], ["name_ar", "name_en", "iso2", "kind"]])
def test_undone_everything_is_exactly_as_it_was(world, taken):
    before = everything()
    merge(world["interpol"], world["double"], taken)
    assert difference(before, everything()) != {}
    unmerging.undo(Organization._base_manager.get(pk=world["double"].pk), actor=None)
    assert difference(before, everything()) == {}
    assert list(failures()) == []
    merge(world["interpol"], world["double"], taken)  # and it can be merged again


SINCE = {
    "a row that moved was changed": lambda w: Delegation.objects.update(credentials="received"),
    "a row that moved was removed": lambda w: Intervention.objects.all().delete(),
    "a row that moved went elsewhere": lambda w: Series.objects.update(issuer=w["third"]),
    "something new": lambda w: Delegation.objects.create(
        conference=w["conference"], organization=w["interpol"]
    ),
    "something that was elsewhere": lambda w: (
        w["second"].partners.add(w["interpol"])
        or w["third"].__class__.objects.filter(pk=w["third"].pk).update(parent=w["interpol"])
    ),
    "the survivor was renamed": lambda w: Organization.objects.filter(pk=w["interpol"].pk).update(
        name_en="Interpol again"
    ),
    "a spelling of its own was removed": lambda w: OrganizationAlias.objects.filter(
        key="interpol"
    ).delete(),
}
SAYS = {
    "a row that moved was changed": ["Changed since: delegations (body): Second: D."],
    "a row that moved was removed": ["Removed since: interventions (on behalf of)."],
    "a row that moved went elsewhere": ["Changed since: series (issuer): X/{year}/{number}."],
    "something new": ["New since: delegations (body): First: INTERPOL."],
    "something that was elsewhere": [
        "Changed since: bodies (succeeded by): Third.",
        "New since: bodies (part of): Third.",
    ],
    "the survivor was renamed": [
        "It was itself changed since.",
        "Its spelling “INTERPOL” was changed since.",
        "New since: spellings of bodies (body): Interpol again.",
    ],
    "a spelling of its own was removed": ["Its spelling “INTERPOL” was changed since."],
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", SINCE)
def test_what_happened_since_is_in_the_way(world, what):
    merge(world["interpol"], world["double"])
    SINCE[what](world)
    before = everything()
    double = Organization._base_manager.get(pk=world["double"].pk)
    assert [each.what for each in unmerging.in_the_way(double)] == SAYS[what]
    with pytest.raises(merging.Refused):
        unmerging.undo(double, actor=None)
    assert difference(before, everything()) == {}


@pytest.mark.django_db
def test_what_a_later_version_keeps_beside_an_issued_list_is_nothing_new(world, monkeypatch):
    interpol, conference = world["interpol"], world["conference"]
    issued.issue(ListIssue, conference, {"en": [{"body": {"id": interpol.pk}}]}, actor=None)
    assert IssuedDelegation.objects.get().organization == interpol
    with monkeypatch.context() as older:
        others = [each for each in links.links(Organization) if each.model is not IssuedDelegation]
        older.setattr(merging, "links", lambda model: others)
        merge(interpol, world["double"])
    double = Organization._base_manager.get(pk=world["double"].pk)
    assert unmerging.in_the_way(double) == []


@pytest.mark.django_db
def test_a_list_issued_since_is_in_the_way(world):
    merge(world["interpol"], world["double"])
    data = {"en": [{"body": {"id": world["interpol"].pk}}]}
    issued.issue(ListIssue, world["conference"], data, actor=None)
    double = Organization._base_manager.get(pk=world["double"].pk)
    assert [each.what for each in unmerging.in_the_way(double)] == [
        "New since: delegations as issued: list of delegates as issued 1."
    ]


@pytest.mark.django_db
def test_a_login_is_nothing_new(world):
    merge(world["interpol"], world["double"])
    User.objects.update(last_login=dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
    assert unmerging.in_the_way(Organization._base_manager.get(pk=world["double"].pk)) == []


@pytest.mark.django_db
def test_merges_are_undone_from_the_last_to_the_first(world):
    interpol, double, third = (world[name] for name in ("interpol", "double", "third"))
    before = everything()
    merge(interpol, double)
    third = Organization.objects.get(pk=third.pk)
    Organization.objects.filter(pk=third.pk).update(successor=None)
    third.refresh_from_db()
    between = everything()
    merge(third, interpol)
    left = dict(
        Organization._base_manager.exclude(merged_into=None).values_list("name_en", "merged_into")
    )
    assert left == {"ICPO": third.pk, "INTERPOL": third.pk}  # each address leads there at once
    double, interpol = (Organization._base_manager.get(pk=each.pk) for each in (double, interpol))
    assert [each.what for each in unmerging.in_the_way(double)] == [
        "“INTERPOL” was itself merged since; undo that first."
    ]
    unmerging.undo(interpol, actor=None)
    assert difference(between, everything()) == {}
    Organization.objects.filter(pk=third.pk).update(successor=interpol)
    double.refresh_from_db()
    unmerging.undo(double, actor=None)
    assert difference(before, everything()) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["merged", "removed"])
def test_what_the_record_led_to_must_still_be_there(world, what):
    interpol, double = world["interpol"], world["double"]
    parent = Organization.objects.create(name_en="Parent")
    Organization.objects.filter(pk=double.pk).update(parent=parent)
    double.refresh_from_db()
    merge(interpol, double)
    if what == "merged":
        merge(Organization.objects.create(name_en="Parent again"), parent)
    else:
        models.QuerySet(Organization).filter(pk=double.pk).update(parent=None)
        parent.delete()
    found = unmerging.in_the_way(Organization._base_manager.get(pk=double.pk))
    assert [each.what for each in found] == {
        "merged": ["“Parent” was itself merged since; undo that first."],
        "removed": ["Removed since: body."],
    }[what]


@pytest.mark.django_db
def test_what_gets_past_is_found_by_verify(world):
    merge(world["interpol"], world["double"])
    drop_trigger("events_delegation_stands_insert", "events_delegation")
    late = Delegation.objects.create(conference=world["conference"], organization=world["double"])
    found = [(each.invariant, each.where, each.why) for each in failures()]
    assert found == [
        (12, "events_delegation", "the trigger against merged records at insert is missing"),
        (12, f"events.delegation/{late.pk}", "leads to a record that was merged"),
    ]


@pytest.mark.django_db
def test_a_trigger_that_is_gone_is_found_by_verify(db):
    table = Organization._meta.db_table
    drop_trigger(f"{table}_no_circle_parent_id_update", table)
    found = [(each.invariant, each.why) for each in failures()]
    assert found == [(12, "the trigger against circles of parent_id is missing")]


# --- what is sealed


@pytest.mark.django_db
def test_sealed_rows_stay_and_the_merge_can_be_undone(demo):
    interpol = Organization.objects.called("interpol")
    other = Organization.objects.create(name_en="International Criminal Police Organization")
    sealed = {
        name: everything()[name]
        for name in ("communiques_edition", "communiques_mention", "communiques_decision")
    }
    before = everything()
    plan = merge(other, interpol)
    assert {links.name_of(each.link): len(each) for each in plan.sealed} == {
        "communiques.mention.organization": 2,
        "events.issueddelegation.organization": 1,
    }
    assert {name: everything()[name] for name in sealed} == sealed
    assert list(failures()) == []
    unmerging.undo(Organization._base_manager.get(pk=interpol.pk), actor=None)
    assert difference(before, everything()) == {}


@pytest.mark.django_db
def test_a_new_edition_that_names_the_survivor_is_something_new(demo):
    secretariat = Series.objects.first().issuer
    other = Organization.objects.create(name_ar="الأمانة", name_en="The Secretariat")
    merge(other, secretariat)
    edition = Edition.objects.order_by("-pk").first()
    columns = {f.attname: getattr(edition, f.attname) for f in Edition._meta.concrete_fields}
    columns |= {"id": None, "issuer_id": other.pk, "code": "new", "language": "fr"}
    models.QuerySet(Edition).bulk_create([Edition(**columns)])
    found = unmerging.in_the_way(Organization._base_manager.get(pk=secretariat.pk))
    assert [each.what for each in found] == [f"New since: editions: {edition.title}."]


@pytest.mark.django_db
def test_scheduled_and_cleared_texts_are_told_of(demo):
    secretariat = Series.objects.first().issuer
    other = Organization.objects.create(name_ar="الأمانة", name_en="The Secretariat")
    plan = merge_plan.plan(other, secretariat)
    assert sorted(set(plan.notes)) == [
        "1 scheduled text comes out as it was sealed, under the old name. Called off, it needs "
        "clearance again.",
        "4 texts in clearance name what is merged: what was cleared lapses.",
    ]


def stages() -> dict[int, tuple[str, str]]:
    return {
        row.pk: tuple(standing.stage for standing in standings(row).values())
        for row in Communique.objects.all()
    }


@pytest.mark.django_db
def test_what_was_cleared_lapses_and_holds_again_once_undone(demo):
    secretariat = Series.objects.first().issuer
    other = Organization.objects.create(name_ar="الأمانة", name_en="The Secretariat")
    before = stages()
    merge(other, secretariat)
    between = stages()
    changed = {(before[pk][0], between[pk][0]) for pk in before if before[pk] != between[pk]}
    assert changed == {(Stage.READY, Stage.SUBMITTED)}
    assert (Stage.SCHEDULED, Stage.SCHEDULED) in between.values()
    unmerging.undo(Organization._base_manager.get(pk=secretariat.pk), actor=None)
    assert stages() == before


@pytest.mark.django_db
def test_a_scheduled_text_comes_out_as_it_was_sealed(demo, client):
    secretariat = Series.objects.first().issuer
    edition = Edition.objects.scheduled(at=timezone.now()).get(language="en")
    other = Organization.objects.create(name_ar="الأمانة", name_en="The Secretariat")
    merge(other, secretariat)
    with time_machine.travel(edition.visible_from + dt.timedelta(seconds=1)):
        page = client.get(f"/en/communiques/{edition.communique.slug}/")
        listed = client.get("/en/organizations/the-secretariat/").context["issued"]
        assert list(failures()) == []
    assert secretariat.name_en in html.unescape(page.content.decode())
    assert edition.pk in [each.pk for each in listed]


@pytest.mark.django_db
def test_an_iso_code_taken_since_is_in_the_way_of_the_undoing(world):
    merge(world["interpol"], world["double"])
    Organization.objects.create(name_en="Somebody", iso2="XX")
    before = everything()
    with pytest.raises(merging.Refused) as refusal:
        unmerging.undo(Organization._base_manager.get(pk=world["double"].pk), actor=None)
    assert str(refusal.value).startswith("The database refuses what would come of it:")
    assert difference(before, everything()) == {}


# --- what cannot be


@pytest.mark.django_db
def test_both_have_a_delegation_at_one_conference(world):
    interpol, double = world["interpol"], world["double"]
    Delegation.objects.create(conference=Conference.objects.get(title_en="Second"),
                              organization=interpol)  # fmt: skip
    plan = merge_plan.plan(interpol, double)
    found = [(str(each), str(each.other), each.why) for each in plan.unresolved]
    assert found == [("Second: D", "INTERPOL", "This body already has a delegation here.")]
    before = everything()
    with pytest.raises(merging.Refused):
        merging.merge(interpol, double, taken=[], seen=plan.seen, actor=None)
    assert difference(before, everything()) == {}


@pytest.mark.django_db
def test_a_delegation_that_says_nothing_more_is_dropped(world):
    interpol, double = world["interpol"], world["double"]
    for body in (interpol, double):
        Delegation.objects.create(conference=world["conference"], organization=body)
    before = everything()
    plan = merge(interpol, double)
    dropped = [(links.name_of(each.link), str(each)) for each in plan.dropped]
    assert ("events.delegation.organization", "First: ICPO") in dropped
    unmerging.undo(Organization._base_manager.get(pk=double.pk), actor=None)
    assert difference(before, everything()) == {}


@pytest.mark.django_db
def test_a_body_is_not_merged_into_its_own_part_nor_into_what_it_succeeded(world):
    said = {
        name: merge_plan.plan(world[name], world["double"]).obstacles for name in ("child", "third")
    }
    assert said == {
        "child": [
            "“Bureau of the double” is part of “ICPO”. Keep “ICPO” instead, or move “Bureau of "
            "the double” out of it first."
        ],
        "third": [
            "“ICPO” is recorded as the successor of “Third”: then they are two bodies. If that "
            "is wrong, take the successor away first."
        ],
    }


@pytest.mark.django_db
def test_a_part_is_merged_into_the_whole(world):
    merge(world["double"], world["child"])
    assert Organization.objects.called("bureau of the double") == world["double"]


@pytest.mark.django_db
def test_a_record_is_not_merged_into_itself_or_twice(world):
    interpol, double = world["interpol"], world["double"]
    assert merge_plan.plan(interpol, interpol).obstacles == ["Choose two different records."]
    seen = merge_plan.plan(interpol, double).seen
    merging.merge(interpol, double, taken=[], seen=seen, actor=None)
    with pytest.raises(merging.Refused) as refusal:
        merging.merge(interpol, double, taken=[], seen=seen, actor=None)
    assert str(refusal.value) == "“ICPO” was merged into another record meanwhile."


@pytest.mark.django_db
def test_what_moved_since_somebody_looked_is_looked_at_again(world):
    interpol, double = world["interpol"], world["double"]
    seen = merge_plan.plan(interpol, double).seen
    Delegation.objects.create(conference=world["conference"], organization=double)
    with pytest.raises(merging.Moved):
        merging.merge(interpol, double, taken=[], seen=seen, actor=None)


# --- people


@pytest.fixture
def pair(council):
    kuman = Person.objects.create(name_ar="محمد بن علي كومان", name_en="Mohammed Kuman", gender="m")
    koman = Person.objects.create(name_ar="محمد كومان", name_en="Mohammed Koman")
    doctor = Honorific.objects.create(kind="title", masculine_ar="الدكتور", masculine_en="Dr.")
    for position, person in enumerate((kuman, koman), start=1):
        PersonHonorific.objects.create(person=person, honorific=doctor, position=position)
        Appointment.objects.create(person=person, organization=council, title_en="Chief", since=DAY)
    koman.aliases.create(spelling="Mohammed KUMAN")
    return kuman, koman


@pytest.mark.django_db
def test_people_who_have_the_same_honorific_and_post(pair, council):
    kuman, koman = pair
    Session.objects.create(
        conference=Conference.objects.create(title_en="C"), chair=koman, rapporteur=koman
    )
    before = everything()
    plan = merge(kuman, koman)
    assert [(links.name_of(each.link), str(each)) for each in plan.dropped] == [
        ("organizations.appointment.person", "Chief"),
        ("organizations.personalias.person", "Mohammed KUMAN"),
        ("organizations.personhonorific.person", "Dr."),
    ]
    session = Session.objects.get()
    assert (session.chair, session.rapporteur) == (kuman, kuman)
    assert sorted(kuman.aliases.values_list("spelling", flat=True)) == [
        "Mohammed Koman", "Mohammed Kuman", "محمد بن علي كومان", "محمد كومان",
    ]  # fmt: skip
    assert kuman.title_in("en") == "Dr. Mohammed Kuman"
    unmerging.undo(Person._base_manager.get(pk=koman.pk), actor=None)
    assert difference(before, everything()) == {}


@pytest.mark.django_db
def test_two_active_places_at_one_conference(pair, council, stranger):
    conference = Conference.objects.create(title_en="C")
    for person, body in zip(pair, (council, stranger), strict=True):
        delegation = Delegation.objects.create(conference=conference, organization=body)
        Delegate.objects.create(delegation=delegation, person=person)
    plan = merge_plan.plan(*pair)
    found = [(str(each.row.delegation), each.why) for each in plan.unresolved]
    assert found == [("Stranger", "This person already has a place at the conference.")]
    Delegate.objects.filter(person=pair[1]).update(state="withdrawn")
    assert merge_plan.plan(*pair).possible


# --- who may


@pytest.mark.django_db
def test_rights_do_not_move_with_a_merge_unless_both_are_ones_own(council, secretariat, stranger):
    ours = Organization.objects.create(name_en="Ours", parent=council, kept_by=council)
    officer = staff("officer", council, "organizations")
    shared, other = (Organization.objects.create(name_en=name) for name in ("Shared", "Other"))
    free = merge_plan.refusal(officer, shared, other)
    Organization.objects.create(name_en="Part of other", parent=other)
    Organization.objects.create(name_en="Part", parent=ours)
    kept = Organization.objects.create(name_en="Theirs", kept_by=stranger)
    said = (
        "People work for “%s”, or it keeps or issues something: merging it would change who may "
        "change what. Ask a system administrator."
    )
    assert [
        free,
        merge_plan.refusal(officer, shared, other),
        merge_plan.refusal(officer, council, ours),
        merge_plan.refusal(officer, shared, ours),
        merge_plan.refusal(officer, shared, kept),
        merge_plan.refusal(officer, kept, shared),
    ] == [
        "",
        said % "Other",
        "",
        said % "Ours",
        "Both records must be yours to change.",
        "Both records must be yours to change.",
    ]


# --- two at once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["twice", "both ways", "in a line"])
def test_two_merges_at_once(way):
    for _round in range(4):
        a, b, c = (Organization.objects.create(name_en=f"{_round}{name}") for name in "abc")
        pairs = {"twice": [(a, b), (a, b)], "both ways": [(a, b), (b, a)]}
        pairs = pairs.get(way, [(a, b), (b, c)])
        seen = [merge_plan.plan(*pair).seen for pair in pairs]
        barrier, outcomes = threading.Barrier(2), []

        def run(pair, seen, barrier=barrier, outcomes=outcomes):
            barrier.wait(10)
            try:
                merging.merge(*pair, taken=[], seen=seen, actor=None)
                outcomes.append("merged")
            except merging.Refused:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [
            threading.Thread(target=run, args=args) for args in zip(pairs, seen, strict=True)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        rows = Organization._base_manager.filter(pk__in=[a.pk, b.pk, c.pk])
        standing = rows.filter(merged_into=None)
        assert sorted(outcomes) == ["merged", "refused"]
        assert standing.count() == 2
        left = rows.exclude(merged_into=None).values_list("merged_into", flat=True)
        assert set(left) <= set(standing.values_list("pk", flat=True))
    assert list(faults()) == []


@pytest.mark.django_db(transaction=True)
def test_two_undo_one_merge_at_once():
    for n in range(3):
        one, other = (Organization.objects.create(name_en=f"{n}{name}") for name in "ab")
        before = everything()
        merge(one, other)
        other = Organization._base_manager.get(pk=other.pk)
        barrier, outcomes = threading.Barrier(2), []

        def run(other=other, barrier=barrier, outcomes=outcomes):
            barrier.wait(10)
            try:
                unmerging.undo(other, actor=None)
                outcomes.append("undone")
            except merging.Refused:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _each in range(2)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert sorted(outcomes) == ["refused", "undone"]
        assert difference(before, everything()) == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["added", "led there"])
def test_what_comes_while_a_merge_runs_moves_too_or_is_refused(way):
    """A row that somebody adds, or leads to the duplicate, at the same moment."""
    outcomes = []
    for n in range(8):
        one, other, third = (Organization.objects.create(name_en=f"{n}{name}") for name in "abc")
        conference = Conference.objects.create(title_en=f"Conference {n}")
        if way == "led there":
            Delegation.objects.create(conference=conference, organization=third)
        seen, barrier, refused = merge_plan.plan(one, other).seen, threading.Barrier(2), []

        def come(barrier=barrier, conference=conference, other=other, refused=refused):
            barrier.wait(10)
            try:
                if way == "added":
                    Delegation.objects.create(conference=conference, organization=other)
                else:
                    conference.delegations.update(organization=other)
            except IntegrityError as error:
                refused.append(str(error))
            finally:
                connection.close()

        thread = threading.Thread(target=come)
        thread.start()
        barrier.wait(10)
        try:
            merging.merge(one, other, taken=[], seen=seen, actor=None)
            outcomes.append("merged")
        except merging.Moved:
            outcomes.append("looked at again")
        thread.join()
        assert all("leads to a record that was merged" in each for each in refused)
        assert bool(refused) == (outcomes[-1] == "merged")
        assert list(links.stragglers(Organization)) == []
    assert set(outcomes) <= {"merged", "looked at again"}


def test_later_apps_are_found_by_themselves():
    found = {links.name_of(link) for link in links.links(Organization)}
    assert {"communiques.series.issuer", "events.delegation.organization",
            "organizations.user.organization", "organizations.person.kept_by",
            "communiques.communique_organizations.organization"} <= found  # fmt: skip
    assert Communique.organizations.through in {link.model for link in links.links(Organization)}
