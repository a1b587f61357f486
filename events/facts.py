"""Conferences as plain facts: one JSON-ready dictionary a language, in the words of that language
alone. Envelopes seal them into editions, issued programmes and lists keep them as they were."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Prefetch, QuerySet

from events.models import Conference, Delegate, Delegation, Intervention, Organizer, Session
from organizations.languages import in_language
from organizations.models import Organization, Person, styles_of

#: Delegates whom a list names once it is final, and before.
CAME = (Delegate.State.CONFIRMED, Delegate.State.ATTENDED)
EXPECTED = (Delegate.State.NOMINATED, *CAME)
#: What the public sees → the functions that it sees; None for all. Of “nothing” not even who sent a
#: delegation.
VISIBLE = {"heads": (Delegate.Function.HEAD,), "full": None}


def day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def as_day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def body(organization: Organization | None, language: str) -> dict | None:
    if organization is None:
        return None
    return {
        "id": organization.pk,
        "slug": organization.slug,
        "name": in_language(organization, "name", language),
        "acronym": in_language(organization, "acronym", language),
    }


def styled(person: Person | None, language: str) -> str:
    return person.title_in(language) if person else ""


def with_all(conferences: QuerySet) -> QuerySet:
    """Conferences with all that `conference` reads of them, in a constant number of queries."""
    return conferences.select_related("series", "country", "programme").prefetch_related(
        "themes",
        "programme__partners",
        Prefetch("organizers", Organizer.objects.select_related("organization")),
        Prefetch("sessions", Session.objects.select_related("chair", "rapporteur")),
        Prefetch(
            "sessions__interventions",
            Intervention.objects.select_related("person", "organization"),
        ),
        styles_of("sessions__chair"),
        styles_of("sessions__rapporteur"),
        styles_of("sessions__interventions__person"),
        Prefetch("delegations", Delegation.objects.in_protocol_order()),
        styles_of("delegations__mandated_by"),
        Prefetch("delegations__delegates", Delegate.objects.in_protocol_order()),
        styles_of("delegations__delegates__person"),
    )


def conference(row: Conference, language: str) -> dict:
    """All of it; of the delegates those who came and whom the public may see."""
    return about(row, language) | {
        "sessions": [session(each, language) for each in row.sessions.all()],
        "delegations": shown(
            (delegation(each, language) for each in row.delegations.all()), row.list_visibility
        ),
    }


def about(row: Conference, language: str) -> dict:
    """What it is, when, where and by whom; without programme and delegates."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "title": in_language(row, "title", language),
        "kind": row.kind,
        "state": row.state,
        "mode": row.mode,
        "series": in_language(row.series, "name", language) if row.series else "",
        "ordinal": row.ordinal,
        "starts_on": day(row.starts_on),
        "ends_on": day(row.ends_on),
        "hijri_label": in_language(row, "hijri_label", language),
        "venue": in_language(row, "venue", language),
        "city": in_language(row, "city", language),
        "programme": programme(row, language),
        "themes": [in_language(theme, "title", language) for theme in row.themes.all()],
        "organizers": [
            {"role": each.role, "body": body(each.organization, language)}
            for each in row.organizers.all()
        ],
    }


def programme(row: Conference, language: str) -> dict | None:
    """The programme of cooperation that the conference belongs to."""
    if row.programme is None:
        return None
    return {
        "name": in_language(row.programme, "name", language),
        "phase": row.phase,
        "starts": row.phase_starts,
        "ends": row.phase_ends,
    }


def session(row: Session, language: str) -> dict:
    return {
        "kind": row.kind,
        "title": in_language(row, "title", language),
        "day": day(row.day),
        "part_of_day": row.part_of_day,
        "starts_at": row.starts_at.isoformat("minutes") if row.starts_at else None,
        "ends_at": row.ends_at.isoformat("minutes") if row.ends_at else None,
        "chair": styled(row.chair, language),
        "rapporteur": styled(row.rapporteur, language),
        "interventions": [
            {
                "part": each.part,
                "name": in_language(each, "printed_name", language)
                or styled(each.person, language),
                "post": in_language(each, "printed_post", language),
                "subject": in_language(each, "subject", language),
            }
            for each in row.interventions.all()
        ],
    }


def delegation(row: Delegation, language: str, states: Collection[str] = CAME) -> dict:
    """The delegation and its delegates in one of the states."""
    return {
        "body": body(row.organization, language),
        "printed_name": in_language(row, "printed_name", language),
        "group": row.group,
        "capacity": row.capacity,
        "mandated_by": styled(row.mandated_by, language),
        "mandated_as": in_language(row, "mandated_as", language),
        "delegates": [
            {
                "function": each.function,
                "name": in_language(each, "printed_name", language)
                or styled(each.person, language),
                "title": in_language(each, "printed_title", language),
            }
            for each in row.delegates.all()
            if each.state in states
        ],
    }


def shown(delegations: Iterable[dict], visibility: str) -> list[dict]:
    """What the public sees of a list of delegations."""
    return [seen(each, visibility) for each in delegations] if visibility in VISIBLE else []


def seen(delegation: dict, visibility: str) -> dict:
    """What the public sees of a delegation."""
    functions = VISIBLE[visibility]
    delegates = [
        each
        for each in delegation["delegates"]
        if functions is None or each["function"] in functions
    ]
    return delegation | {"delegates": delegates}
