"""All that the public sees of a communiqué but its words: one dictionary per language.

It is computed from the directory and the events as they are now, so that any change there makes
an approval lapse; at the release it is sealed into the edition and no longer depends on them.
"""

from django.db.models import Prefetch

from communiques.models import Communique
from communiques.text import digest
from events.models import Conference
from organizations import calendars
from organizations.models import Organization, Person

#: The facts that are lists of other things.
MANY = ("organizations", "people")
VISIBLE_DELEGATES = {"nothing": (), "heads": ("head",), "full": None}


def envelope(communique: Communique, language: str) -> dict:
    """JSON-ready. Keys: language, original_language, kind, issuer, dated_on, hijri, place,
    conference, organizations, people."""
    row = communique
    return {
        "language": language,
        "original_language": row.original_language,
        "kind": row.series.kind,
        "issuer": body(row.series.issuer, language)
        | {"parent": body(row.series.issuer.parent, language)},
        "dated_on": day(row.dated_on),
        "hijri": calendars.hijri_text(row.dated_on, language) if row.dated_on else "",
        "place": column(row, "place", language),
        "conference": conference(row.conference, language) if row.conference else None,
        "organizations": sorted(
            (body(each, language) for each in row.organizations.all()), key=lambda b: b["id"]
        ),
        "people": sorted(
            (person(each, row.dated_on, language) for each in row.people.all()),
            key=lambda p: p["id"],
        ),
    }


def envelope_digest(communique: Communique, language: str) -> str:
    return digest(envelope(communique, language))


def complete(communique: Communique) -> Communique:
    """The row with everything that its envelopes read, in a constant number of queries."""
    return with_envelope(Communique.objects.filter(pk=communique.pk)).get()


def with_envelope(queryset):
    """Prefetch, for each row, all that its envelopes read."""
    return queryset.select_related("series__issuer__parent").prefetch_related(
        "organizations",
        "people__appointments",
        "people__styles__honorific",
        Prefetch("conference", Conference.objects.for_envelope()),
    )


def facts_of(communique: Communique, **many) -> dict:
    """The facts as staff set them, by id: what one FactsVersion keeps. `many` stands in for
    relations that are about to be set."""
    related = {name: getattr(communique, name).all() for name in MANY} | many
    ids = {name: sorted(each.pk for each in related[name]) for name in MANY}
    return {
        "series": communique.series_id,
        "original_language": communique.original_language,
        "dated_on": day(communique.dated_on),
        "place_ar": communique.place_ar or "",
        "place_en": communique.place_en or "",
        "conference": communique.conference_id,
        **ids,
    }


def column(row, name: str, language: str) -> str:
    return getattr(row, f"{name}_{language}") or ""


def day(date) -> str | None:
    return date.isoformat() if date else None


def body(organization: Organization | None, language: str) -> dict | None:
    if organization is None:
        return None
    return {
        "id": organization.pk,
        "slug": organization.slug,
        "name": column(organization, "name", language),
        "acronym": column(organization, "acronym", language),
    }


def person(person: Person, on, language: str) -> dict:
    return {
        "id": person.pk,
        "name": person.title_in(language),
        "post": person.post_on(on, language) if on else "",
    }


def conference(row: Conference, language: str) -> dict:
    return {
        "id": row.pk,
        "slug": row.slug,
        "title": column(row, "title", language),
        "kind": row.kind,
        "state": row.state,
        "mode": row.mode,
        "starts_on": day(row.starts_on),
        "ends_on": day(row.ends_on),
        "hijri_label": column(row, "hijri_label", language),
        "venue": column(row, "venue", language),
        "city": column(row, "city", language),
        "programme": programme(row, language),
        "themes": [column(theme, "title", language) for theme in row.themes.all()],
        "organizers": [
            {"role": each.role, "body": body(each.organization, language)}
            for each in row.organizers.all()
        ],
        "sessions": [session(each, language) for each in row.sessions.all()],
        "delegations": [
            delegation(each, row.list_visibility, language) for each in row.delegations.all()
        ],
    }


def programme(row: Conference, language: str) -> dict | None:
    if row.programme is None:
        return None
    return {
        "name": column(row.programme, "name", language),
        "phase": row.phase,
        "starts": row.phase_starts,
        "ends": row.phase_ends,
    }


def session(row, language: str) -> dict:
    return {
        "kind": row.kind,
        "title": column(row, "title", language),
        "day": day(row.day),
        "part_of_day": row.part_of_day,
        "starts_at": row.starts_at.isoformat("minutes") if row.starts_at else None,
        "ends_at": row.ends_at.isoformat("minutes") if row.ends_at else None,
        "interventions": [
            {
                "part": each.part,
                "name": column(each, "printed_name", language),
                "post": column(each, "printed_post", language),
                "subject": column(each, "subject", language),
            }
            for each in row.interventions.all()
        ],
    }


def delegation(row, visibility: str, language: str) -> dict:
    functions = VISIBLE_DELEGATES[visibility]
    return {
        "body": body(row.organization, language),
        "printed_name": column(row, "printed_name", language),
        "group": row.group,
        "capacity": row.capacity,
        "mandated_by": row.mandated_by.title_in(language) if row.mandated_by else "",
        "mandated_as": column(row, "mandated_as", language),
        "delegates": [
            {
                "function": each.function,
                "name": column(each, "printed_name", language),
                "title": column(each, "printed_title", language),
            }
            for each in row.delegates.all()
            if each.state in ("confirmed", "attended")
            and (functions is None or each.function in functions)
        ],
    }


def names_missing(sealed: dict) -> list[tuple[str, int | None]]:
    """(place, number of the body there, if it is one) of each name without a word in its own
    language. A page never shows the other language instead, so they are needed for a release."""
    event = sealed["conference"] or {}
    around = [each["body"] for key in ("organizers", "delegations") for each in event.get(key, [])]
    named = {"issuer": [sealed["issuer"]], "organizations": sealed["organizations"]}
    missing = [
        (place, body["id"])
        for place, bodies in (named | {"conference": around}).items()
        for body in bodies
        if not body["name"]
    ]
    if event and not event["title"]:
        missing.append(("conference", None))
    if not all(event.get("themes", [])):
        missing.append(("themes", None))
    return missing
