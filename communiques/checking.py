"""The checks on one communiqué: with the names of the directory, the terms of the base, and what
staff have waived."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from communiques.checks import Finding, Pair, findings
from communiques.checks.findings import Gravity, Name, Term
from communiques.checks.names import is_of
from communiques.models import Communique, Edition, Waiver
from communiques.models import Term as StoredTerm
from organizations import audit
from organizations.languages import LANGUAGES
from organizations.models import Appointment, Organization, OrganizationAlias, Person, PersonAlias

#: Capitals that bear their state's name in Arabic and another one in English.
CAPITALS = {"تونس": "Tunis", "الجزائر": "Algiers"}


@dataclass(frozen=True)
class Judged:
    """A finding, and the waiver that holds for it."""

    finding: Finding
    waiver: Waiver | None


def judged(row: Communique) -> list[Judged]:
    """Every finding on the texts as they are now, the gravest first, the waived ones last."""
    waivers = {each.finding: each for each in standing_waivers(row)}
    found = [Judged(each, waivers.get(each.key)) for each in findings(pair_of(row))]
    return sorted(found, key=lambda each: each.waiver is not None)


def standing_waivers(row: Communique):
    return row.waivers.filter(withdrawn_at=None).select_related("by")


def pair_of(row: Communique) -> Pair:
    return Pair(
        {language: row.text(language) for language in LANGUAGES},
        original=row.original_language,
        names=names(),
        terms=terms(),
        is_public=is_public,
    )


# ---------------------------------------------------------------- what is known


def names() -> list[Name]:
    """Every body, person and post of the directory, by its spellings."""
    return [
        *_spelt("body", OrganizationAlias, "organization", Organization),
        *_spelt("person", PersonAlias, "person", Person),
        *_posts(),
    ]


def _spelt(kind: str, model, column: str, owner) -> Iterator[Name]:
    rows = model.objects.filter(**{f"{column}__merged_into": None}).order_by("pk")
    own = {
        pk: {"ar": arabic, "en": english}
        for pk, arabic, english in owner.objects.values_list("pk", "name_ar", "name_en")
    }
    spellings = defaultdict(lambda: {language: [] for language in LANGUAGES})
    for pk, spelling in rows.values_list(column, "spelling"):
        spellings[pk]["ar" if is_of(spelling, "ar") else "en"].append(spelling)
    for pk, by_language in spellings.items():
        for language, written in by_language.items():
            written.sort(key=lambda each: each != own[pk][language])
        by_language["en"] += [CAPITALS[each] for each in by_language["ar"] if each in CAPITALS]
        yield Name(f"{kind}/{pk}", "", by_language)


def _posts() -> Iterator[Name]:
    """Posts that are worded in both languages."""
    rows = Appointment.objects.exclude(title_ar="").exclude(title_en="")
    pairs = rows.order_by().values_list("title_ar", "title_en").distinct()
    for arabic, english in pairs:
        if arabic and english:
            yield Name(f"post/{arabic}", arabic, {"ar": [arabic], "en": [english]})


def terms() -> list[Term]:
    rows = StoredTerm.objects.order_by("pk").values_list("ar", "en", "forbidden")
    return [Term(*each) for each in rows]


def is_public(address: str) -> bool:
    """Whether a link leads somewhere that readers can go: of our own pages those that are there,
    of other sites all."""
    parts = urlsplit(address)
    ours = urlsplit(settings.SITE_URL)
    if parts.netloc and parts.netloc != ours.netloc:
        return True
    try:
        with translation.override(translation.get_language_from_path(parts.path) or "en"):
            found = resolve(parts.path)
    except Resolver404:
        return False
    if "admin" in found.namespaces:
        return False
    if "public" in found.namespaces and (slug := found.kwargs.get("slug")):
        return _has_public_page(found.url_name, slug)
    return True


def _has_public_page(kind: str, slug: str) -> bool:
    if kind in ("communique", "parallel", "edition"):
        public = Edition.objects.public(at=timezone.now())
        return public.filter(communique__slug=slug).exists()
    return True


# ---------------------------------------------------------------- waivers


def waive(row: Communique, key: str, reason: str, actor) -> bool:
    """Waive the finding of that key; False where there is none such any more."""
    with transaction.atomic():
        locked = Communique.objects.select_for_update().get(pk=row.pk)
        finding = _found(locked, lambda each: each.finding.key == key and not each.waiver)
        if finding is None:
            return False
        waiver = Waiver.objects.create(
            communique=locked, finding=key, code=finding.code, reason=reason, by=actor
        )
        audit.record(
            gettext_noop("finding waived"), locked, actor,
            finding=finding.code, said=str(finding.message), reason=waiver.reason,
        )  # fmt: skip
    return True


def withdraw(row: Communique, key: str, actor) -> bool:
    """Take a waiver back; False where none stands."""
    with transaction.atomic():
        here = Waiver.objects.filter(communique=row, finding=key, withdrawn_at=None)
        code = here.values_list("code", flat=True).first()
        if not here.update(withdrawn_at=timezone.now()):
            return False
        audit.record(gettext_noop("waiver withdrawn"), row, actor, finding=code)
    return True


def _found(row: Communique, wanted: Callable[[Judged], bool]) -> Finding | None:
    return next((each.finding for each in judged(row) if wanted(each)), None)


def open_counts(found: list[Judged]) -> list[tuple[Gravity, int]]:
    """How many findings of each gravity nobody has waived."""
    left = [each.finding.gravity for each in found if not each.waiver]
    return [(gravity, left.count(gravity)) for gravity in Gravity if gravity in left]
