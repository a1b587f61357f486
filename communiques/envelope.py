"""All that the public sees of a communiqué but its words: one dictionary per language.

It is computed from the directory and the events as they are now, so that any change there makes
an approval lapse; at the release it is sealed into the edition and no longer depends on them.
"""

from django.db.models import Prefetch

from communiques.digests import digest
from communiques.models import Attachment, Communique, Relation, Reservation
from events import facts
from events.models import Conference
from organizations import calendars
from organizations.languages import LANGUAGES, in_language, other
from organizations.models import Person, styles_of
from organizations.together import Together

#: What the envelopes of a row read besides its series.
AROUND = (
    "organizations",
    "people__appointments",
    styles_of("people"),
    Prefetch("conference", facts.with_all(Conference.objects)),
    Prefetch("attachments", Attachment.objects.select_related("file")),
    Prefetch("relations", Relation.objects.for_envelope()),
    Prefetch("reservations", Reservation.objects.select_related("organization")),
)
#: All that they read.
WHOLE = Together(Communique, "series__issuer__parent", *AROUND)
#: The facts that are lists of other things.
MANY = ("organizations", "people")


def envelope(communique: Communique, language: str) -> dict:
    """JSON-ready. Keys: language, original_language, kind, issuer, dated_on, hijri, place,
    conference, organizations, people; attachments, relations and reservations where it has any, so
    that texts without them keep the digest that they were cleared with before there were such."""
    row = communique
    files = [attached(each, language) for each in row.attachments.all() if shown(each, language)]
    return {
        "language": language,
        "original_language": row.original_language,
        "kind": row.series.kind,
        "issuer": facts.body(row.series.issuer, language)
        | {"parent": facts.body(row.series.issuer.parent, language)},
        "dated_on": facts.day(row.dated_on),
        "hijri": calendars.hijri_text(row.dated_on, language) if row.dated_on else "",
        "place": in_language(row, "place", language),
        "conference": facts.conference(row.conference, language) if row.conference else None,
        "organizations": sorted(
            (facts.body(each, language) for each in row.organizations.all()), key=lambda b: b["id"]
        ),
        "people": sorted(
            (person(each, row.dated_on, language) for each in row.people.all()),
            key=lambda p: p["id"],
        ),
        **({"attachments": files} if files else {}),
        **({"relations": related} if (related := relations(row)) else {}),
        **({"reservations": apart} if (apart := reservations(row, language)) else {}),
    }


def envelope_digest(communique: Communique, language: str) -> str:
    return digest(envelope(communique, language))


def complete(communique: Communique) -> Communique:
    """The row as it is now, with everything that its envelopes read, in two queries."""
    return WHOLE.read([Communique.objects.get(pk=communique.pk)])[0]


def facts_of(communique: Communique, **many) -> dict:
    """The facts as staff set them, by id: what one FactsVersion keeps. `many` stands in for
    relations that are about to be set."""
    related = {name: getattr(communique, name).all() for name in MANY} | many
    ids = {name: sorted(each.pk for each in related[name]) for name in MANY}
    return {
        "series": communique.series_id,
        "original_language": communique.original_language,
        "dated_on": facts.day(communique.dated_on),
        "due_on": facts.day(communique.due_on),
        "place_ar": communique.place_ar or "",
        "place_en": communique.place_en or "",
        "conference": communique.conference_id,
        "attachments": [as_set(each) for each in communique.attachments.all()],
        "relations": [[each.kind, each.to_id] for each in communique.relations.order_by("pk")],
        "reservations": [
            [each.organization_id, each.kind, each.text_ar or "", each.text_en or ""]
            for each in communique.reservations.order_by("pk")
        ],
        **ids,
    }


def relations(row: Communique) -> list[dict]:
    """What it is to others, by what they keep for ever: their titles are those of their day."""
    return [
        {"kind": each.kind, "slug": each.slug, "symbol": each.symbol or ""}
        for each in row.relations.all()
    ]


def reservations(row: Communique, language: str) -> list[dict]:
    return [
        {
            "body": facts.body(each.organization, language),
            "kind": each.kind,
            "text": in_language(each, "text", language),
        }
        for each in row.reservations.all()
    ]


def shown(each: Attachment, language: str) -> bool:
    """Whether the text of that language shows it."""
    return each.shown_in in ("", language)


def attached(each: Attachment, language: str) -> dict:
    """A picture or a document as the text of that language shows it, and which bytes it is."""
    file = each.file
    return {
        "digest": file.digest,
        "type": file.media_type,
        "ending": file.ending,
        "size": file.size,
        "width": file.width,
        "height": file.height,
        "copies": file.copies,
        "name": each.name,
        **{name: in_language(each, name, language) for name in Attachment.WORDS},
    }


def as_set(each: Attachment) -> dict:
    words = {f"{n}_{k}": in_language(each, n, k) for n in Attachment.WORDS for k in LANGUAGES}
    return {"digest": each.file.digest, "name": each.name, "shown_in": each.shown_in, **words}


def words_missing(communique: Communique, language: str) -> list[str]:
    """The names of the files that lack words in the language: what a picture shows, what a
    document is, or a credit that the other language gives."""
    missing = []
    for each in communique.attachments.all():
        needed = ["alt" if each.file.is_picture else "caption"]
        needed += ["credit"] if in_language(each, "credit", other(language)) else []
        both = each.shown_in == ""
        asked = needed if both else needed[:1]
        if shown(each, language) and not all(in_language(each, n, language) for n in asked):
            missing.append(each.name)
    return missing


def person(person: Person, on, language: str) -> dict:
    return {
        "id": person.pk,
        "name": person.title_in(language),
        "post": person.post_on(on, language) if on else "",
    }


def names_missing(sealed: dict) -> list[tuple[str, int | None]]:
    """(place, number of the body there, if it is one) of each name without a word in its own
    language. A page never shows the other language instead, so they are needed for a release."""
    event = sealed["conference"] or {}
    around = [each["body"] for key in ("organizers", "delegations") for each in event.get(key, [])]
    named = {"issuer": [sealed["issuer"]], "organizations": sealed["organizations"]}
    named["reservations"] = [each["body"] for each in sealed.get("reservations", [])]
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
