"""Words and their clearances: what is public was approved, and by nobody who wrote it."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Prefetch

from communiques import text as rich
from communiques.digests import digest
from communiques.editions import bodies_of, files_of, people_of, relations_of
from communiques.invariants.rows import CHUNK, Fault, editions, gone
from communiques.models import (
    Action,
    Clearance,
    Communique,
    Decision,
    Edition,
    FactsVersion,
    TextVersion,
)
from communiques.standing import contributors, moved_at, signed_here
from organizations.languages import LANGUAGES


def approved() -> Iterator[Fault]:
    """Each edition's bytes are those that its digests name, and its approvals name its digests."""
    emptied = gone()
    for edition in editions():
        found = approvals_missing(edition)
        if edition.pk not in emptied:
            found = chain(unlike_its_digests(edition), unlike_its_envelope(edition), found)
        yield from ((edition, why) for why in found)


def unlike_its_digests(edition: Edition) -> Iterator[str]:
    if edition.text().digest != edition.text_digest:
        yield "the text is not the one that was sealed"
    if digest(edition.envelope) != edition.envelope_digest:
        yield "the envelope is not the one that was sealed"
    if rich.render(edition.body, edition.language) != edition.html:
        yield "the HTML is not that of the sealed text"
    if edition.seal() != edition.digest:
        yield "the edition's own digest does not fit"
    if edition.visible_from != edition.release.visible_from:
        yield "it becomes public at another time than its release"


def unlike_its_envelope(edition: Edition) -> Iterator[str]:
    """What lists and filters read beside the envelope must say the same."""
    sealed = edition.envelope
    if edition.envelope_digest != digest(sealed):
        return  # said already
    event = sealed["conference"]
    columns = (
        edition.dated_on.isoformat() == sealed["dated_on"],
        edition.communique_kind == sealed["kind"],
        edition.issuer_id == sealed["issuer"]["id"],
        edition.conference_id == (event["id"] if event else None),
        {each.organization_id for each in edition.mentions.all()} == bodies_of(sealed),
        {each.person_id for each in edition.named_people.all()} == people_of(sealed),
        {(each.file.digest, each.name) for each in edition.files.all()} == files_of(sealed),
        {(each.kind, each.slug) for each in edition.relations.all()} == relations_of(sealed),
    )
    if not all(columns):
        yield "the columns that lists read are not those of the envelope"


def approvals_missing(edition: Edition) -> Iterator[str]:
    if edition.clearance == Clearance.LEGACY:
        return
    moved = moved_at(facts_before(edition))
    given = [
        each
        for each in decisions_before(edition)
        if about(each, edition) and signed_here(each, moved)
    ]
    if edition.clearance == Clearance.URGENT:
        if not any(each.action == Action.URGENT for each in given):
            yield "it says urgent, and nobody decided that"
        return
    signed = {each.step for each in given if each.action == Action.CLEAR}
    if not edition.steps:
        yield "no clearance step was asked for"
    for step in edition.steps:
        if step not in signed:
            yield f"no {step} names these words"


def decisions_before(edition: Edition) -> list[Decision]:
    """The language's decisions up to the one that released it."""
    mine = [d for d in edition.communique.decisions.all() if d.language == edition.language]
    releases = [
        d.pk for d in mine if d.action == Action.RELEASE and d.release_id == edition.release_id
    ]
    return [each for each in mine if releases and each.pk < releases[0]]


def facts_before(edition: Edition) -> list[FactsVersion]:
    """Those up to the one that was sealed."""
    versions = edition.communique.facts_versions.all()
    return [each for each in versions if each.revision <= edition.facts_revision]


def about(decision: Decision, edition: Edition) -> bool:
    return (decision.text_digest, decision.envelope_digest, decision.source_digest) == (
        edition.text_digest,
        edition.envelope_digest,
        edition.source_digest,
    )


def four_eyes() -> Iterator[Fault]:
    """No clearance behind an edition, urgent or not, was given by who wrote what it cleared."""
    for row in with_versions(Communique.objects.exclude(decisions=None).distinct()):
        for language in LANGUAGES:
            sealed = [e for e in row.editions.all() if e.language == language]
            for earlier, edition in zip([None, *sealed], sealed, strict=False):
                yield from own_clearances(row, earlier, edition)


def with_versions(queryset):
    versions = TextVersion.objects.defer("title", "summary", "body", "change_note")
    sealed = Edition.objects.filter(release__called_off_at=None).order_by("number")
    return queryset.prefetch_related(
        "decisions",
        Prefetch("versions", versions),
        Prefetch("facts_versions", FactsVersion.objects.defer("data")),
        Prefetch("editions", sealed.defer("body", "html", "envelope")),
    ).iterator(CHUNK)


def own_clearances(row: Communique, earlier, edition: Edition) -> Iterator[Fault]:
    wrote = contributors(row, edition.language, earlier, edition)
    for decision in row.decisions.all():
        clears = decision.action in (Action.CLEAR, Action.URGENT)
        cleared = clears and decision.language == edition.language
        if cleared and about(decision, edition) and decision.actor_id in wrote:
            yield edition, "cleared by somebody who wrote it"
