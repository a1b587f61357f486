"""Sealing: from the words that were cleared to the edition that the public reads."""

import datetime as dt
import re
import secrets
from collections.abc import Iterable
from functools import partial

from django.db import transaction

from communiques import memory
from communiques import text as rich
from communiques.digests import digest
from communiques.documents import making
from communiques.envelope import envelope
from communiques.mail import announcing
from communiques.models import (
    Announcement,
    Clearance,
    Communique,
    Edition,
    EditionFile,
    EditionKind,
    EditionRelation,
    LogDue,
    Mention,
    NamedPerson,
    Printing,
    Release,
    StoredFile,
    Symbol,
    SymbolCounter,
)
from communiques.proof import transparency
from communiques.search import index
from organizations.languages import LANGUAGES, other

#: Letters and digits that nobody misreads (Crockford), for codes that people type.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def seal(
    communique: Communique,
    clearances: dict[str, Clearance],
    *,
    visible_from: dt.datetime,
    now: dt.datetime,
    actor,
    kinds: dict[str, EditionKind],
) -> Release:
    """Seal one edition per language of `clearances`, all in the caller's transaction."""
    symbol = allocate_symbol(communique, now)
    give_address(communique, symbol.text if symbol else "")
    release = Release.objects.create(
        communique=communique,
        number=communique.releases.filter(called_off_at=None).count() + 1,
        visible_from=visible_from,
        sealed_at=now,
        released_by=actor,
    )
    sealed = [
        seal_language(release, language, clearance, symbol=symbol, kind=kinds[language])
        for language, clearance in clearances.items()
    ]
    keep_sealed(communique)
    memory.remember(release.editions.select_related("communique"))
    announcing.announce_editions(sealed)
    transaction.on_commit(transparency.catch_up, robust=True)
    papers = making.order(sealed, now)
    transaction.on_commit(partial(making.make_due, rows=papers), robust=True)
    return release


def seal_language(
    release: Release, language: str, clearance: Clearance, *, symbol: Symbol | None, kind
) -> Edition:
    row, words = release.communique, release.communique.text(language)
    sealed = envelope(row, language)
    edition = Edition(
        release=release,
        communique=row,
        language=language,
        number=release.number,
        kind=kind,
        symbol=symbol.text if symbol else "",
        code=new_code(),
        html=rich.render(words.body, language),
        envelope=sealed,
        dated_on=row.dated_on,
        communique_kind=row.series.kind,
        issuer=row.series.issuer,
        conference=row.conference,
        text_digest=words.digest,
        envelope_digest=digest(sealed),
        source_digest=row.source_digest(language),
        clearance=clearance,
        steps=[each.permission for each in row.series.steps.all()],
        text_revision=row.revision(language),
        facts_revision=row.rev_facts,
        visible_from=release.visible_from,
        sealed_at=release.sealed_at,
        **words.fields,
    )
    edition.digest = edition.seal()
    edition.save(force_insert=True)
    Mention.objects.bulk_create(
        Mention(edition=edition, organization_id=pk) for pk in sorted(bodies_of(sealed))
    )
    NamedPerson.objects.bulk_create(
        NamedPerson(edition=edition, person_id=pk) for pk in sorted(people_of(sealed))
    )
    if "attachments" in sealed:
        keep_files(edition)
    if "relations" in sealed:
        keep_relations(edition)
    transparency.due([edition])
    transparency.sign([edition])
    index.add(edition)
    return edition


def files_of(sealed: dict) -> set[tuple[str, str]]:
    """(digest, name) of each file that an envelope shows."""
    return {(each["digest"], each["name"]) for each in sealed.get("attachments", [])}


def keep_files(edition: Edition) -> None:
    """Which files it shows, for their addresses."""
    names = dict(files_of(edition.envelope))
    files = StoredFile.objects.filter(digest__in=names).order_by("pk")
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, file=each, name=names[each.digest]) for each in files
    )


def relations_of(sealed: dict) -> set[tuple[str, str]]:
    """(kind, address) of each text that an envelope names."""
    return {(each["kind"], each["slug"]) for each in sealed.get("relations", [])}


def keep_relations(edition: Edition) -> None:
    """Which texts it names, for their own pages."""
    slugs = [each["slug"] for each in edition.envelope["relations"]]
    keys = dict(Communique.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    EditionRelation.objects.bulk_create(
        EditionRelation(edition=edition, kind=each["kind"], to_id=keys[each["slug"]])
        for each in edition.envelope["relations"]
    )


def keep_sealed(row: Communique) -> None:
    """Store which words the newest editions carry; by it the desk finds what is in work."""
    Communique.objects.filter(pk=row.pk).update(**sealed_columns(row, row.editions.standing()))


def sealed_columns(row: Communique, editions: Iterable[Edition]) -> dict:
    """The columns as they should be, from the row's editions that were not called off."""
    newest = {each.language: each for each in sorted(editions, key=lambda each: each.number)}
    revisions = {f"sealed_{k}": newest[k].text_revision if k in newest else 0 for k in LANGUAGES}
    original = newest.get(row.original_language)
    translation = newest.get(other(row.original_language))
    apart = original and translation and translation.source_digest != original.text_digest
    return {**revisions, "sealed_apart": bool(apart)}


def bodies_of(sealed: dict) -> set[int]:
    """The ids of every body that an envelope names."""
    issuer, event = sealed["issuer"], sealed["conference"] or {}
    bodies = [issuer, issuer["parent"], *sealed["organizations"]]
    bodies += [each["body"] for each in sealed.get("reservations", [])]
    bodies += [each["body"] for each in event.get("organizers", [])]
    bodies += [each["body"] for each in event.get("delegations", [])]
    return {each["id"] for each in bodies if each}


def people_of(sealed: dict) -> set[int]:
    """The ids of every person whom an envelope names among the people."""
    return {each["id"] for each in sealed["people"]}


def allocate_symbol(communique: Communique, now: dt.datetime) -> Symbol:
    """The communiqué's symbol; the first sealing gives it the next number of its series and year,
    under the lock of the counter's row."""
    if live := communique.symbols.filter(voided_at=None).first():
        return live
    series, year = communique.series, communique.dated_on.year
    counter, _created = SymbolCounter.objects.select_for_update().get_or_create(
        series=series, year=year
    )
    number = counter.last + 1
    while Symbol.objects.filter(text=series.symbol(year, number)).exists():
        number += 1  # taken by a document from the archive
    SymbolCounter.objects.filter(pk=counter.pk).update(last=number)
    return Symbol.objects.create(
        text=series.symbol(year, number),
        series=series,
        year=year,
        number=number,
        communique=communique,
        allocated_at=now,
    )


def give_address(communique: Communique, symbol: str) -> None:
    """The address that works for ever: from the symbol, else a short accession number."""
    if communique.slug:
        return
    slug = re.sub(r"[^a-z0-9]+", "-", symbol.lower()).strip("-") or f"acc-{communique.pk}"
    if Communique.objects.filter(slug=slug).exists():
        slug = f"{slug}-{communique.pk}"
    communique.slug = slug
    Communique.objects.filter(pk=communique.pk).update(slug=slug)


class TooLate(Exception):
    """It entered the public log in this moment."""


def call_off(release: Release, *, actor, reason: str, now: dt.datetime) -> None:
    """Undo a release before its moment. A symbol that no other release carries becomes void.
    Raises TooLate."""
    held_back, _each = LogDue.objects.filter(edition__release=release).delete()
    if not held_back:
        raise TooLate
    Release.objects.filter(pk=release.pk).update(
        called_off_at=now, called_off_by=actor, called_off_reason=reason
    )
    index.call_off(release)
    Printing.objects.filter(edition__release=release).delete()
    Announcement.objects.filter(edition__release=release).delete()
    row = release.communique
    keep_sealed(row)
    if not row.releases.filter(called_off_at=None).exists():
        row.symbols.filter(voided_at=None).update(voided_at=now, void_reason=reason)
        Communique.objects.filter(pk=row.pk).update(slug=None)


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(12))
