"""A page about a conference costs the same queries however much the conference holds."""

import pytest

from events import facts
from events.models import (
    Conference,
    ConferenceSeries,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Programme,
    Session,
    Theme,
)
from organizations.models import Honorific, Organization, Person, PersonHonorific

pytestmark = pytest.mark.django_db


def fill(conference, number):
    """`number` of everything that a page shows."""
    honorific = Honorific.objects.get_or_create(masculine_ar="السيد", kind="courtesy")[0]
    people = iter([Person.objects.create(name_ar=f"شخص {n}") for n in range(number * 4)])
    for n in range(number):
        body, other = (
            Organization.objects.create(name_ar=f"هيئة {conference.pk} {n} {x}") for x in "ab"
        )
        conference.programme.partners.add(body)
        Theme.objects.create(conference=conference, title_ar="محور", position=n)
        Organizer.objects.create(conference=conference, organization=body)
        chair, mandating, speaker, member = (next(people) for _each in range(4))
        for person in (chair, mandating, speaker, member):
            PersonHonorific.objects.create(person=person, honorific=honorific)
        session = Session.objects.create(conference=conference, chair=chair, position=n)
        Intervention.objects.create(session=session, person=speaker, organization=body)
        delegation = Delegation.objects.create(
            conference=conference, organization=other, mandated_by=mandating
        )
        Delegate.objects.create(delegation=delegation, person=member, seconded_from=body)


def read(conference):
    """Everything that a page shows, touched once."""
    return [
        str(conference.series),
        str(conference.country),
        [str(partner) for partner in conference.programme.partners.all()],
        [theme.title_ar for theme in conference.themes.all()],
        [(row.role, row.organization.name_ar) for row in conference.organizers.all()],
        [
            (session.chair.title_in("ar"), [_spoken(row) for row in session.interventions.all()])
            for session in conference.sessions.all()
        ],
        [
            (
                delegation.organization.name_ar,
                delegation.mandated_by.title_in("ar"),
                [_place(row) for row in delegation.delegates.all()],
            )
            for delegation in conference.delegations.all()
        ],
    ]


def _spoken(row):
    return (row.person.title_in("ar"), row.organization.name_ar)


def _place(row):
    return (row.person.title_in("ar"), row.seconded_from.name_ar)


@pytest.mark.parametrize("number", [1, 3])
def test_a_constant_number_of_queries(django_assert_num_queries, number):
    conference = Conference.objects.create(
        title_ar="مؤتمر",
        series=ConferenceSeries.objects.create(name_ar="سلسلة"),
        country=Organization.objects.create(name_ar="تونس", kind="state"),
        programme=Programme.objects.create(name_ar="برنامج"),
    )
    fill(conference, number)
    with django_assert_num_queries(12):
        shown = read(facts.with_all(Conference.objects).get(pk=conference.pk))
    assert [len(part) for part in shown[2:]] == [number] * 5
