"""The shapes of the answers, for the schema and the answers alike. Identifiers are the slugs that
addresses have: they never change. Days are ISO 8601 dates, moments ISO 8601 with their offset."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from rest_framework import serializers as fields
from rest_framework.serializers import Serializer

from communiques import text as rich
from communiques.models import Clearance, Edition, EditionKind, Form, Kind, Withdrawal
from communiques.public.linked import file_address
from communiques.public.register import Entry
from events.models import Conference
from organizations.languages import LANGUAGES, in_language
from organizations.models import Organization


def address(name: str, language: str, *args) -> str:
    """The whole address of a readers' page in that language."""
    with translation.override(language):
        return settings.SITE_URL + reverse(f"public:{name}", args=args)


def own_address(name: str, *args) -> str:
    return settings.SITE_URL + reverse(f"api:{name}", args=args)


class Words(Serializer):
    """Words in both languages; empty where a language has none."""

    ar = fields.CharField(allow_blank=True)
    en = fields.CharField(allow_blank=True)

    @staticmethod
    def of(row, name: str) -> dict[str, str]:
        return {each: in_language(row, name, each) for each in LANGUAGES}


class Body(Serializer):
    """A body as an edition or a conference names it, in one language."""

    slug = fields.CharField()
    name = fields.CharField(allow_blank=True)
    acronym = fields.CharField(allow_blank=True)


class Brief(Serializer):
    """The edition in force of a communiqué in one language, without its text."""

    id = fields.CharField(help_text="The communiqué, in both languages.")
    language = fields.ChoiceField(LANGUAGES)
    languages = fields.ListField(
        child=fields.ChoiceField(LANGUAGES), help_text="Those that have an edition in force."
    )
    symbol = fields.CharField(allow_blank=True)
    edition = fields.IntegerField()
    edition_kind = fields.ChoiceField(EditionKind.choices)
    kind = fields.ChoiceField(Kind.choices)
    title = fields.CharField()
    summary = fields.CharField(allow_blank=True)
    issuer = fields.CharField(help_text="The slug of the body that issued it.")
    issuer_name = fields.CharField(allow_blank=True)
    dated_on = fields.DateField()
    hijri = fields.CharField(allow_blank=True)
    place = fields.CharField(allow_blank=True)
    clearance = fields.ChoiceField(Clearance.choices)
    public_since = fields.DateTimeField()
    page = fields.URLField(help_text="Where readers read it.")
    address = fields.URLField(help_text="All of it, as JSON.")


def brief(edition: Edition, languages: list[str]) -> dict:
    """Of an edition from `for_list`, with the slug of its issuer."""
    slug = edition.slug
    return {
        "id": slug, "language": edition.language, "languages": languages,
        "symbol": edition.symbol, "edition": edition.number, "edition_kind": edition.kind,
        "kind": edition.communique_kind, "title": edition.title, "summary": edition.summary,
        "issuer": edition.issuer_slug, "issuer_name": edition.issuer_name or "",
        "dated_on": edition.dated_on, "hijri": edition.hijri or "", "place": edition.place or "",
        "clearance": edition.clearance, "public_since": edition.visible_from,
        "page": address("communique", edition.language, slug),
        "address": own_address("communique", slug),
    }  # fmt: skip


class File(Serializer):
    """A picture or a document that an edition shows."""

    name = fields.CharField()
    type = fields.CharField()
    size = fields.IntegerField()
    sha256 = fields.CharField()
    alt = fields.CharField(allow_blank=True)
    caption = fields.CharField(allow_blank=True)
    credit = fields.CharField(allow_blank=True)
    address = fields.URLField()


class Person(Serializer):
    name = fields.CharField(allow_blank=True)
    post = fields.CharField(allow_blank=True)


class Whole(Serializer):
    """An edition in one language, with all that readers see of it, as it was sealed."""

    language = fields.ChoiceField(LANGUAGES)
    edition = fields.IntegerField()
    edition_kind = fields.ChoiceField(EditionKind.choices)
    is_original_language = fields.BooleanField()
    title = fields.CharField()
    summary = fields.CharField(allow_blank=True)
    html = fields.CharField()
    text = fields.CharField(help_text="The same words without marks, a line a paragraph.")
    change_note = fields.CharField(allow_blank=True)
    kind = fields.ChoiceField(Kind.choices)
    symbol = fields.CharField(allow_blank=True)
    dated_on = fields.DateField()
    hijri = fields.CharField(allow_blank=True)
    place = fields.CharField(allow_blank=True)
    issuer = Body()
    conference = fields.CharField(allow_null=True, help_text="Its slug.")
    organizations = Body(many=True)
    people = Person(many=True)
    files = File(many=True)
    clearance = fields.ChoiceField(Clearance.choices)
    public_since = fields.DateTimeField()
    code = fields.CharField(help_text="For `/v/<code>/`: is this text genuine?")
    digest = fields.CharField(help_text="SHA-256 over all that was sealed.")
    page = fields.URLField()
    papers = fields.DictField(child=fields.URLField())
    bundle = fields.URLField(help_text="All that is needed to check it without us.")


def whole(edition: Edition) -> dict:
    """Of a whole edition with its communiqué."""
    sealed, slug, language = edition.envelope, edition.communique.slug, edition.language
    at = (slug, edition.number)
    return {
        "language": language, "edition": edition.number, "edition_kind": edition.kind,
        "is_original_language": sealed["original_language"] == language,
        "title": edition.title, "summary": edition.summary, "html": edition.html,
        "text": rich.plain(edition.body), "change_note": edition.change_note,
        "kind": edition.communique_kind, "symbol": edition.symbol, "dated_on": edition.dated_on,
        "hijri": sealed["hijri"], "place": sealed["place"], "issuer": sealed["issuer"],
        "conference": sealed["conference"] and sealed["conference"]["slug"],
        "organizations": sealed["organizations"], "people": sealed["people"],
        "files": [
            each | {"sha256": each["digest"], "address": file_address(each)}
            for each in sealed.get("attachments", [])
        ],
        "clearance": edition.clearance, "public_since": edition.visible_from,
        "code": edition.code, "digest": edition.digest,
        "page": address("edition", language, *at),
        "papers": {
            form: address("edition_paper", language, *at, form)
            for form in (Form.PDF, Form.WORD, Form.PLAIN)
        },
        "bundle": settings.SITE_URL + reverse("bundle", args=[edition.code]),
    }  # fmt: skip


class Withdrawn(Serializer):
    """Since when the text no longer speaks for its issuer, and why."""

    since = fields.DateTimeField()
    until = fields.DateTimeField(allow_null=True, help_text="Where it was reinstated.")
    reason = Words()
    replaced_by = fields.CharField(allow_null=True, help_text="Another communiqué.")


def withdrawn(row: Withdrawal, at: dt.datetime) -> dict:
    return {
        "since": row.since, "until": None if row.stands(at) else row.lifted_at,
        "reason": {"ar": row.reason_ar, "en": row.reason_en},
        "replaced_by": row.replaced_by and row.replaced_by.slug,
    }  # fmt: skip


class Numbered(Serializer):
    """One edition of the history of a text."""

    language = fields.ChoiceField(LANGUAGES)
    edition = fields.IntegerField()
    edition_kind = fields.ChoiceField(EditionKind.choices)
    public_since = fields.DateTimeField()
    redacted_on = fields.DateTimeField(allow_null=True, help_text="Its words are gone.")
    address = fields.URLField()


def numbered(edition: Edition, slug: str) -> dict:
    return {
        "language": edition.language, "edition": edition.number, "edition_kind": edition.kind,
        "public_since": edition.visible_from,
        "redacted_on": edition.redacted.redaction.done_at if edition.is_redacted else None,
        "address": own_address("edition", slug, edition.number),
    }  # fmt: skip


class Communique(Serializer):
    """A communiqué: its latest editions by language, its history, and what became of it."""

    id = fields.CharField()
    is_withdrawn = fields.BooleanField(help_text="It no longer speaks for its issuer.")
    latest = fields.DictField(child=Whole(), help_text="Language → edition.")
    editions = Numbered(many=True)
    withdrawals = Withdrawn(many=True)


class Editions(Serializer):
    """All languages of one edition of a communiqué."""

    id = fields.CharField()
    edition = fields.IntegerField()
    languages = fields.DictField(child=Whole(), help_text="Language → edition.")


class Gone(Serializer):
    """What is said at the address of a text that was removed or redacted (410)."""

    detail = fields.CharField()
    symbol = fields.CharField(allow_blank=True)
    withdrawn = Withdrawn(allow_null=True)
    redacted_on = fields.DateTimeField(allow_null=True)
    reason = Words(allow_null=True)


def gone(edition: Edition, withdrawal: Withdrawal | None) -> dict:
    redaction = edition.redacted.redaction if edition.is_redacted else None
    said = {
        "detail": "Its words were redacted." if redaction else "Withdrawn, and its text removed.",
        "symbol": edition.symbol,
        "withdrawn": withdrawal and withdrawn(withdrawal, timezone.now()),
        "redacted_on": redaction and redaction.done_at,
        "reason": redaction and {each: redaction.reason(each) for each in LANGUAGES},
    }
    return Gone(said).data


class Said(Serializer):
    """Why there is no answer."""

    detail = fields.CharField()


class ConferenceBrief(Serializer):
    id = fields.CharField()
    title = Words()
    kind = fields.ChoiceField(Conference.Kind.choices)
    state = fields.ChoiceField(Conference.State.choices)
    mode = fields.ChoiceField(Conference.Mode.choices)
    starts_on = fields.DateField(allow_null=True)
    ends_on = fields.DateField(allow_null=True)
    city = Words()
    page = fields.URLField()
    address = fields.URLField()


def conference_brief(row: Conference, language: str) -> dict:
    return {
        "id": row.slug, "title": Words.of(row, "title"), "kind": row.kind, "state": row.state,
        "mode": row.mode, "starts_on": row.starts_on, "ends_on": row.ends_on,
        "city": Words.of(row, "city"), "page": address("conference", language, row.slug),
        "address": own_address("conference", row.slug),
    }  # fmt: skip


class OrganizationBrief(Serializer):
    id = fields.CharField()
    kind = fields.ChoiceField(Organization.Kind.choices)
    name = Words()
    formal_name = Words()
    acronym = Words()
    iso2 = fields.CharField(allow_blank=True)
    page = fields.URLField(allow_null=True, help_text="None of a body that is only named here.")
    address = fields.URLField(allow_null=True)


def organization_brief(row: Organization, language: str) -> dict:
    """Of a body from `directory.organizations`, which says whether it has a page."""
    named = {name: Words.of(row, name) for name in ("name", "formal_name", "acronym")}
    return named | {
        "id": row.slug, "kind": row.kind, "iso2": row.iso2 or "",
        "page": address("organization", language, row.slug) if row.is_public else None,
        "address": own_address("organization", row.slug) if row.is_public else None,
    }  # fmt: skip


class OrganizationWhole(OrganizationBrief):
    above = OrganizationBrief(many=True, help_text="The bodies that it is part of, highest first.")
    below = OrganizationBrief(many=True)
    successor = fields.CharField(allow_null=True)


class Series(Serializer):
    """A run of symbols, with the years in which it issued something."""

    id = fields.IntegerField()
    name = Words()
    issuer = fields.CharField()
    pattern = fields.CharField()
    years = fields.ListField(child=fields.IntegerField())


class RegisterEntry(Serializer):
    symbol = fields.CharField()
    state = fields.ChoiceField(
        ["in_force", "corrected", "withdrawn", "removed", "redacted", "void"]
    )
    id = fields.CharField(allow_null=True, help_text="The communiqué; none of a void number.")
    title = fields.CharField(allow_blank=True)
    dated_on = fields.DateField(allow_null=True)


def register_entry(entry: Entry) -> dict:
    edition = entry.edition
    return {
        "symbol": entry.symbol.text, "state": entry.state,
        "id": entry.symbol.communique.slug if edition else None,
        "title": edition.title if edition else "",
        "dated_on": edition.dated_on if edition else None,
    }  # fmt: skip
