"""The seed's conference, put into the directory fact by fact and read back out of it."""

import datetime as dt
import json
from pathlib import Path

from django.utils import translation
from django.utils.formats import date_format

from events.models import (
    Conference,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Programme,
    Session,
    Theme,
)
from organizations import calendars
from organizations.models import Appointment, Honorific, Organization, Person, PersonHonorific

FACTS = json.loads((Path(__file__).parents[1] / "seed" / "facts.json").read_text())
HONORIFICS = {
    "معالي": ("courtesy", "H.E."),
    "السيد": ("courtesy", "Mr."),
    "السفير": ("title", "Ambassador"),
    "اللواء": ("rank", "Maj. Gen."),
    "الدكتور": ("title", "Dr."),
}
#: What the seed says each person did, as rows say it: the model, and the part or function.
PARTS = {
    "mandated the delegation (بتكليف من)": ["mandate"],
    "represented the issuer; gave a presentation in the sessions": ["head", "presented"],
    "opened the conference and welcomed the participants": ["opened", "welcomed"],
    "spoke second at the opening": ["spoke second"],
}


def build() -> Conference:
    """The conference of the seed with everybody and everything in it."""
    issuer = _issuer()
    conference = _conference(_organizers())
    people = {person["part"]: _person(person) for person in FACTS["people"]}
    mandating, delegate, opener, second = people.values()
    opening, thematic = conference.sessions.all()
    _speaks(opening, 1, opener, "opened")
    _speaks(opening, 1, opener, "welcomed")
    _speaks(opening, 2, second, "spoke")
    _speaks(thematic, 1, delegate, "presented")
    bureau = Organization.objects.create(
        kind="bureau",
        name_ar="المكتب العربي للتوعية الأمنية والإعلام",
        name_en="Arab Bureau for Security Awareness and Media",
        parent=issuer.parent,
    )
    post = mandating.appointments.get()
    delegation = Delegation.objects.create(
        conference=conference,
        organization=issuer,
        group="other",
        mandated_by=mandating,
        mandated_as_ar=post.title_ar,
        mandated_as_en=post.title_en,
    )
    Delegate.objects.create(
        delegation=delegation,
        person=delegate,
        function="head",
        state="attended",
        seconded_from=bureau,
        printed_title_ar=delegate.appointments.get().title_ar,
        printed_title_en=delegate.appointments.get().title_en,
    )
    _participants(conference)
    return conference


def _body(fact: dict, kind: str, **more) -> Organization:
    if known := Organization.objects.called(fact["ar"]):
        return known
    return Organization.objects.create(
        kind=kind,
        name_ar=fact["ar"],
        name_en=fact["en"],
        acronym_en=fact.get("acronym", ""),
        **more,
    )


def _issuer() -> Organization:
    council = _body(FACTS["issuer"]["parent"], "council")
    return _body(FACTS["issuer"], "secretariat", parent=council)


def _organizers() -> Organization:
    above = None
    kinds = ("arab_body", "secretariat", "sector", "department")
    for fact, kind in zip(FACTS["conference"]["organizer_chain"], kinds, strict=True):
        above = _body(fact, kind, parent=above)
    return above


def _conference(department: Organization) -> Conference:
    fact = FACTS["conference"]
    partner = _body(fact["partners"][0], "union")
    programme = Programme.objects.create(
        name_ar=fact["programme"]["ar"], name_en=fact["programme"]["en"]
    )
    programme.partners.set([department.ancestors().first(), partner])
    conference = Conference.objects.create(
        kind=fact["kind"].replace(" ", "_"),
        state="held",
        title_ar=fact["title"]["ar"],
        title_en=fact["title"]["en"],
        starts_on=dt.date.fromisoformat(fact["starts_on"]),
        ends_on=dt.date.fromisoformat(fact["ends_on"]),
        dates_as_written=fact["as_written"],
        programme=programme,
        phase=fact["programme"]["phase"],
        phase_starts=fact["programme"]["years"][0],
        phase_ends=fact["programme"]["years"][1],
    )
    for role, body in (
        ("inviter", Organization.objects.called(fact["inviter"]["en"])),
        ("organizer", department),
        ("partner", partner),
    ):
        Organizer.objects.create(conference=conference, organization=body, role=role)
    for position, theme in enumerate(fact["themes"], start=1):
        Theme.objects.create(
            conference=conference, position=position, title_ar=theme["ar"], title_en=theme["en"]
        )
    Session.objects.create(
        conference=conference,
        kind="opening",
        position=1,
        day=dt.date.fromisoformat(fact["opening_day"]["date"]),
        part_of_day=fact["opening_day"]["time"],
    )
    Session.objects.create(conference=conference, kind="thematic", position=2)
    return conference


def _person(fact: dict) -> Person:
    person = Person.objects.create(
        name_ar=fact["name"]["ar"], name_en=fact["name"]["en"], gender="m"
    )
    for position, spelling in enumerate(fact["honorifics"], start=1):
        kind, english = HONORIFICS[spelling]
        honorific, _new = Honorific.objects.get_or_create(
            masculine_ar=spelling, defaults={"kind": kind, "masculine_en": english}
        )
        PersonHonorific.objects.create(person=person, honorific=honorific, position=position)
    for position, post in enumerate(fact.get("posts") or [fact["post"]], start=1):
        Appointment.objects.create(
            person=person,
            organization=Organization.objects.called("LAS"),
            title_ar=post["ar"],
            title_en=post["en"],
            position=position,
        )
    return person


def _speaks(session: Session, position: int, person: Person, part: str):
    Intervention.objects.create(
        session=session,
        position=position,
        part=part,
        person=person,
        printed_name_ar=person.title_in("ar"),
        printed_post_ar=person.post_on(session.conference.starts_on, "ar"),
        printed_post_en=person.post_on(session.conference.starts_on, "en"),
    )


def _participants(conference: Conference):
    for group, facts in FACTS["participating_bodies"].items():
        for position, fact in enumerate(facts, start=1):
            Delegation.objects.create(
                conference=conference,
                organization=_body(fact, f"{group}_body"),
                printed_name_ar=fact.get("as_written", ""),
                group=group,
                position=position,
            )


def read(conference: Conference) -> dict:
    """The facts as the database holds them, in the shape of the seed's own list."""
    delegation = conference.delegations.get(group="other")
    return {
        "issuer": _names(delegation.organization)
        | {"parent": _names(delegation.organization.parent)},
        "conference": _read_conference(conference),
        "people": [_read_person(person, conference) for person in Person.objects.order_by("pk")],
        "participating_bodies": {
            group: [_read_participant(row) for row in conference.delegations.filter(group=group)]
            for group in ("international", "arab")
        },
    }


def _names(body: Organization) -> dict:
    names = {"ar": body.name_in("ar"), "en": body.name_in("en")}
    return names | ({"acronym": body.acronym_en} if body.acronym_en else {})


def _both(thing, field: str) -> dict:
    return {code: getattr(thing, f"{field}_{code}") for code in ("ar", "en")}


def _read_participant(row: Delegation) -> dict:
    names = _names(row.organization)
    return names | ({"as_written": row.printed_name_ar} if row.printed_name_ar else {})


def _read_conference(conference: Conference) -> dict:
    by_role = {row.role: row.organization for row in conference.organizers.all()}
    opening = conference.sessions.get(kind="opening")
    chain = by_role["organizer"].ancestors(include_self=True)
    return {
        "title": _both(conference, "title"),
        "kind": conference.kind.replace("_", " "),
        "starts_on": str(conference.starts_on),
        "ends_on": str(conference.ends_on),
        "as_written": conference.dates_as_written,
        "hijri": [
            "{}-{:02}-{:02}".format(*calendars.hijri(day))
            for day in (conference.starts_on, conference.ends_on)
        ],
        "opening_day": {
            "date": str(opening.day),
            "weekday": {code: _weekday(opening.day, code) for code in ("ar", "en")},
            "time": opening.part_of_day,
        },
        "inviter": _names(by_role["inviter"]),
        "organizer_chain": [_names(body) for body in chain],
        "partners": [_names(by_role["partner"])],
        "programme": _both(conference.programme, "name")
        | {
            "phase": conference.phase,
            "years": [conference.phase_starts, conference.phase_ends],
        },
        "themes": [_both(theme, "title") for theme in conference.themes.all()],
    }


def _weekday(day: dt.date, language: str) -> str:
    with translation.override(language):
        return date_format(day, "l")


def _read_person(person: Person, conference: Conference) -> dict:
    posts = [_both(post, "title") for post in person.appointments.all()]
    return {
        "name": _both(person, "name"),
        "honorifics": [style.honorific.masculine_ar for style in person.styles.all()],
        **({"post": posts[0]} if len(posts) == 1 else {"posts": posts}),
        "part": _parts(person, conference),
    }


def _parts(person: Person, conference: Conference) -> list[str]:
    mandates = ["mandate" for _row in person.mandates.filter(conference=conference)]
    places = [place.function for place in person.places.filter(conference=conference)]
    spoken = person.interventions.filter(session__conference=conference).order_by("pk")
    return mandates + places + [_said(row) for row in spoken]


def _said(row: Intervention) -> str:
    return "spoke second" if (row.part, row.position) == ("spoke", 2) else row.part


def expected() -> dict:
    """The same facts as the list itself states them."""
    people = [person | {"part": PARTS[person["part"]]} for person in FACTS["people"]]
    international, arab = (FACTS["participating_bodies"][g] for g in ("international", "arab"))
    return {
        "issuer": FACTS["issuer"],
        "conference": FACTS["conference"],
        "people": people,
        "participating_bodies": {
            "international": international,
            "arab": [_as_known(fact) for fact in arab],
        },
    }


def _as_known(fact: dict) -> dict:
    """The League stands twice in the list; its acronym only once."""
    return fact | ({"acronym": "LAS"} if fact["en"] == "League of Arab States" else {})
