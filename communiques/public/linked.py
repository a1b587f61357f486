"""What pages say to machines, in the words of schema.org, as JSON-LD."""

import datetime as dt
import json
import textwrap

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from communiques.models import Edition
from communiques.public.words import Words, page_language
from events.models import Conference, Organizer
from organizations.languages import in_language, other
from organizations.models import Organization

#: No page can leave its script element by a text of ours.
ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}
CONTEXT = "https://schema.org"
#: What search engines show of a headline.
HEADLINE = 110
STATUS = {
    Conference.State.POSTPONED: "EventPostponed",
    Conference.State.CANCELLED: "EventCancelled",
}
MODE = {
    Conference.Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Conference.Mode.ONLINE: "OnlineEventAttendanceMode",
    Conference.Mode.HYBRID: "MixedEventAttendanceMode",
}
#: schema.org has fewer roles than conferences have.
ROLES = {
    Organizer.Role.ORGANIZER: "organizer",
    Organizer.Role.INVITER: "organizer",
    Organizer.Role.HOST: "organizer",
    Organizer.Role.PARTNER: "contributor",
    Organizer.Role.PATRON: "sponsor",
    Organizer.Role.FUNDER: "funder",
}
GOVERNMENT = frozenset(
    {
        *(Organization.Kind.STATE, Organization.Kind.COUNCIL, Organization.Kind.SECRETARIAT),
        *(Organization.Kind.SECTOR, Organization.Kind.DEPARTMENT, Organization.Kind.BUREAU),
    }
)


def script(data: dict) -> SafeString:
    """The data block of a page. It is data: no policy lets it run, and none needs to."""
    text = json.dumps({"@context": CONTEXT} | data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def site() -> dict:
    """The whole site, and where it is searched."""
    home = absolute("public:home")
    return {
        "@type": "WebSite",
        "@id": home,
        "url": home,
        "name": gettext("Bayan"),
        "inLanguage": page_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute("public:communiques") + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def event(conference: Conference, facts: dict) -> dict:
    """A conference from what its page shows."""
    address = absolute("public:conference", conference.slug)
    found = {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": said(facts["title"]),
        "inLanguage": page_language(),
        "eventStatus": f"{CONTEXT}/{STATUS.get(conference.state, 'EventScheduled')}",
        "eventAttendanceMode": f"{CONTEXT}/{MODE[conference.mode]}",
        "startDate": facts["starts_on"],
        "endDate": facts["ends_on"],
        "location": place(conference, facts),
        "performer": performers(facts["sessions"]),
    }
    for each in facts["organizers"]:
        found.setdefault(ROLES.get(each["role"], "contributor"), []).append(body(each["body"]))
    return without_gaps(found)


def article(
    edition: Edition, facts: dict, first: dt.datetime, languages: list[str], name: str
) -> dict:
    """A communiqué as the council's own report, called `name`; its other language is a translation
    of it."""
    address = absolute("public:communique", edition.communique.slug)
    issuer = body(facts["issuer"]) | {"@type": "GovernmentOrganization"}
    found = {
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": textwrap.shorten(name, HEADLINE, placeholder="…"),
        "name": name,
        "abstract": edition.summary,
        "inLanguage": edition.language,
        "identifier": edition.symbol,
        "version": edition.number,
        "dateCreated": edition.dated_on.isoformat(),
        "datePublished": first.isoformat(),
        "dateModified": edition.visible_from.isoformat(),
        "author": issuer,
        "publisher": issuer,
        "about": [body(each) for each in facts["organizations"] if ours(each["name"])],
        "image": [file_address(each) for each in facts["attachments"] if each["width"]],
        "isAccessibleForFree": True,
    }
    if other(edition.language) in languages:
        relation = (
            "workTranslation"
            if edition.language == facts["original_language"]
            else "translationOfWork"
        )
        theirs = address.replace(f"/{edition.language}/", f"/{other(edition.language)}/", 1)
        found[relation] = {"@type": "NewsArticle", "@id": theirs}
    return without_gaps(found)


def file_address(each: dict) -> str:
    """Where a file of an envelope is read."""
    return settings.SITE_URL + reverse("file", args=[each["digest"], f"whole.{each['ending']}"])


def place(conference: Conference, facts: dict) -> dict | None:
    if not (facts["venue"] or facts["city"]):
        return None
    country = conference.country
    return without_gaps(
        {
            "@type": "Place",
            "name": said(facts["venue"] or facts["city"]),
            "address": without_gaps(
                {
                    "@type": "PostalAddress",
                    "addressLocality": said(facts["city"]),
                    "addressCountry": country.iso2 if country else None,
                }
            ),
        }
    )


def performers(sessions: list[dict]) -> list[dict]:
    """Who speaks, each once, in the order of the programme."""
    found = {}
    for session in sessions:
        for each in session["interventions"]:
            name = each["name"]
            person = {"@type": "Person", "name": said(name), "jobTitle": said(each["post"])}
            found.setdefault(str(name), without_gaps(person))
    return [person for name, person in found.items() if name]


def body(facts: dict) -> dict:
    return {
        "@type": "Organization",
        "name": said(facts["name"]),
        "url": absolute("public:organization", facts["slug"]),
    }


def organization(row: Organization, above: list[Organization], closed_on: dt.date | None) -> dict:
    """A body, and the one that it is part of."""
    language = page_language()
    address = absolute("public:organization", row.slug)
    parent = above[-1] if above else None
    return without_gaps(
        {
            "@type": "GovernmentOrganization" if row.kind in GOVERNMENT else "Organization",
            "@id": address,
            "url": address,
            "name": named(row, language),
            "legalName": in_language(row, "formal_name", language),
            "alternateName": in_language(row, "acronym", language),
            "dissolutionDate": closed_on.isoformat() if closed_on else None,
            "parentOrganization": parent
            and without_gaps(
                {
                    "@type": "Organization",
                    "name": named(parent, language),
                    "url": absolute("public:organization", parent.slug)
                    if parent.is_public
                    else None,
                }
            ),
        }
    )


def named(row: Organization, language: str) -> str:
    """The name in the language of the page, else in the other: machines need one."""
    return in_language(row, "name", language) or str(row)


def absolute(name: str, *slug: str) -> str:
    return settings.SITE_URL + reverse(name, args=slug)


def ours(value) -> bool:
    """Whether there are words, in the language of the page."""
    return bool(value) and not (isinstance(value, Words) and value.foreign)


def said(value) -> str | dict:
    """Words as they are; those of the other language say which it is."""
    if isinstance(value, Words) and value.foreign:
        return {"@value": value.text, "@language": value.language}
    return value.text if isinstance(value, Words) else str(value or "")


def without_gaps(data: dict) -> dict:
    """Only what is known."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
