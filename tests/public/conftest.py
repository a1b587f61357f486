"""A small archive, made of the models themselves: one issuer, one conference, and communiqués
sealed in the languages and from the moment that a test asks for."""

import datetime as dt

import pytest

from communiques import editions
from communiques.models import Clearance, Communique, EditionKind, Series
from events.facts import CAME
from events.issued import issue
from events.lists import list_of, programme_of
from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    ListIssue,
    Organizer,
    ProgrammeIssue,
    Session,
    Theme,
)
from organizations.models import Organization, Person

#: The moment at which every test stands unless it travels.
NOW = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture(autouse=True)
def at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def council(db):
    return Organization.objects.create(
        kind="council", name_ar="مجلس الوزراء", name_en="Ministers' Council", slug="council"
    )


@pytest.fixture
def issuer(council):
    return Organization.objects.create(
        kind="secretariat", name_ar="الأمانة العامة", name_en="General Secretariat",
        slug="secretariat", parent=council,
    )  # fmt: skip


@pytest.fixture
def series(issuer):
    return Series.objects.create(
        issuer=issuer, kind="statement", name_ar="بيانات", name_en="Statements",
        pattern="GS/ST/{year}/{number}",
    )  # fmt: skip


@pytest.fixture
def make_body(db):
    def make(number: int, **fields) -> Organization:
        named = {"name_ar": f"هيئة {number}", "name_en": f"Body {number}", "slug": f"body-{number}"}
        return Organization.objects.create(**(named | fields))

    return make


@pytest.fixture
def make_conference(db):
    def make(number: int = 1, **fields) -> Conference:
        named = {
            "title_ar": f"مؤتمر {number}", "title_en": f"Conference {number}",
            "slug": f"conference-{number}", "state": "held",
            "starts_on": dt.date(2022, 5, 23), "ends_on": dt.date(2022, 5, 25),
        }  # fmt: skip
        return Conference.objects.create(**(named | fields))

    return make


@pytest.fixture
def make_full_conference(make_conference, make_body):
    """A conference with `size` of everything that it can have."""

    def make(size: int, **fields) -> Conference:
        conference = make_conference(list_visibility="full", **fields)
        head = Person.objects.create(name_ar="محمد", name_en="Mohammed", slug="mohammed")
        for n in range(1, size + 1):
            body = make_body(100 + n)
            person = Person.objects.create(name_ar=f"فلان {n}", name_en=f"Person {n}")
            Theme.objects.create(
                conference=conference, position=n, title_ar=f"محور {n}", title_en=f"Theme {n}"
            )
            Organizer.objects.create(conference=conference, organization=body, position=n)
            session = Session.objects.create(
                conference=conference, position=n, title_ar=f"جلسة {n}", title_en=f"Session {n}"
            )
            for k in range(1, size + 1):
                Intervention.objects.create(
                    session=session, position=k, person=person,
                    printed_name_ar=f"متحدث {n}.{k}", printed_name_en=f"Speaker {n}.{k}",
                )  # fmt: skip
            delegation = Delegation.objects.create(
                conference=conference, organization=body, mandated_by=head
            )
            Delegate.objects.create(
                delegation=delegation, person=person, function="head", state="attended",
                printed_name_ar=f"رئيس {n}", printed_name_en=f"Head {n}",
            )  # fmt: skip
        issue_papers(conference)
        return conference

    return make


def issue_papers(conference: Conference) -> None:
    """Programme and list of delegates, as the registers have them now."""
    issue(ProgrammeIssue, conference, programme_of(conference), actor=None)
    issue(ListIssue, conference, list_of(conference, CAME), actor=None)


@pytest.fixture
def publish(series):
    """Seal a communiqué as if every approval had been given."""

    def publish(
        number: int = 1,
        *,
        languages: str = "ar en",
        at: dt.datetime = NOW - dt.timedelta(days=1),
        dated_on: dt.date = dt.date(2022, 5, 25),
        clearance: str = Clearance.NORMAL,
        row: Communique | None = None,
        kind: str = EditionKind.ORIGINAL,
        organizations=(),
        people=(),
        **fields,
    ) -> Communique:
        if row is None:
            texts = {
                "title_ar": f"بيان {number}", "body_ar": f"<p>نص {number}</p>",
                "title_en": f"Statement {number}", "body_en": f"<p>Text {number}</p>",
                "rev_ar": 1, "rev_en": 1, "rev_facts": 1,
            }  # fmt: skip
            fields = {"series": series, "dated_on": dated_on} | texts | fields
            row = Communique.objects.create(**fields)
            row.organizations.set(organizations)
            row.people.set(people)
        editions.seal(
            row,
            dict.fromkeys(languages.split(), clearance),
            visible_from=at,
            now=min(at, NOW),
            actor=None,
            kinds=dict.fromkeys(languages.split(), kind),
        )
        row.refresh_from_db()
        return row

    return publish


@pytest.fixture
def titles(client):
    """The titles that a page lists, in its order."""

    def titles(address: str) -> list[str]:
        context = client.get(address).context
        found = context["page"] if "page" in context else context["latest"]
        return [edition.title for edition in found]

    return titles
