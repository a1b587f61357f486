"""Saving words and facts so that nothing typed is lost and no language touches the other."""

import dataclasses
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from communiques import differences
from communiques import text as rich
from communiques.envelope import MANY, facts_of
from communiques.models import Communique, FactsVersion, Text, TextVersion
from communiques.search import index
from communiques.text import cleanups
from organizations import arabic, audit, tidying

FACTS = (
    "series",
    "original_language",
    "dated_on",
    "due_on",
    "place_ar",
    "place_en",
    "conference",
    "organizations",
    "people",
)


class Sealed(Exception):
    """A release of this text is scheduled; it must be called off before the words may change."""

    message = _("A release is scheduled: call it off before you change the text.")


class Redacted(Sealed):
    """The text, or what was typed over, has lost its words by law: they must not come back."""

    message = _(
        "The words of this text were redacted meanwhile, as the law requires. What was typed over "
        "them is not kept; open the page anew."
    )


@dataclass(frozen=True)
class Saved:
    """What a save did: the version kept, or None where nothing had changed; and whether another
    save had overtaken it, so that the version waits beside the text to be merged."""

    version: TextVersion | None
    overtaken: bool = False


def canonical(text: Text) -> Text:
    """The form in which a text is stored, compared and hashed."""
    fields = {name: arabic.canonical(value) for name, value in text.fields.items()}
    fields["title"] = " ".join(fields["title"].split("\n"))
    fields["body"] = rich.sanitise(text.body)
    return dataclasses.replace(text, **fields)


def save_text(
    communique: Communique, text: Text, *, based_on: int, author, merges: TextVersion | None = None
) -> Saved:
    """Keep what `author` typed over revision `based_on` of that language, and only that language.

    Unchanged text is left alone, whatever has happened to the row meanwhile. A text that another
    save overtook is kept as a version beside the line. Raises Sealed while a release is scheduled,
    and where words were redacted.
    """
    text, language = canonical(text), text.language
    with transaction.atomic():
        row = locked(communique)
        settled = merges is None or TextVersion.objects.filter(merges=merges).exists()
        if settled and text in (row.text(language), base_text(row, language, based_on)):
            return Saved(None)
        refuse_if_sealed(row)
        overtaken = row.revision(language) != based_on
        if overtaken and is_redacted(row, language, based_on):
            raise Redacted
        if not overtaken:
            write(row, text)
        version = keep_version(row, text, based_on, author, overtaken=overtaken, merges=merges)
        verb = gettext_noop("text kept beside") if overtaken else gettext_noop("text saved")
        audit.record(verb, row, author, language=language, seals=audit.seals(version))
    communique.refresh_from_db()
    return Saved(version, overtaken)


def locked(communique: Communique) -> Communique:
    """The row as it is now, locked until the transaction ends."""
    return Communique.objects.select_for_update().get(pk=communique.pk)


def base_text(communique: Communique, language: str, revision: int) -> Text:
    """The text of that revision of the line; empty for revision 0."""
    if revision == communique.revision(language):
        return communique.text(language)
    version = communique.versions.filter(language=language, revision=revision).first()
    return version.text() if version else Text(language)


def write(row: Communique, text: Text) -> None:
    """Set one language's columns, if its revision is still what it was: compare and set."""
    language, revision = text.language, row.revision(text.language)
    columns = {f"{name}_{language}": value for name, value in text.fields.items()}
    here = Communique.objects.filter(pk=row.pk, **{f"rev_{language}": revision})
    changed = here.update(**columns, **{f"rev_{language}": revision + 1}, updated_at=timezone.now())
    assert changed == 1, "the row is locked, so its revision cannot have moved"
    row.refresh_from_db()
    index.put_draft(row, language)


def keep_version(row, text, based_on, author, *, overtaken, merges) -> TextVersion:
    language = text.language
    translated = language != row.original_language
    return TextVersion.objects.create(
        communique=row,
        language=language,
        revision=None if overtaken else row.revision(language),
        based_on=based_on,
        digest=text.digest,
        source_revision=row.revision(row.original_language) if translated else None,
        source_digest=row.source_digest(language),
        merges=merges,
        author=author,
        **text.fields,
    )


def is_redacted(row: Communique, language: str, revision: int) -> bool:
    """Whether the words of that revision are gone."""
    version = row.versions.filter(language=language, revision=revision).first()
    return version is not None and version.is_redacted


def refuse_if_sealed(row: Communique) -> None:
    sealed = row.editions.filter(release__called_off_at=None)
    found = list(sealed.values_list("title", "visible_from"))
    if any(moment > timezone.now() for _title, moment in found):
        raise Sealed
    if found and not any(title for title, _moment in found):
        raise Redacted


def start(*, series, author, original_language: str = "ar", **facts) -> Communique:
    """A new, empty draft."""
    with transaction.atomic():
        communique = Communique.objects.create(
            series=series, original_language=original_language, created_by=author
        )
        audit.record(gettext_noop("draft started"), communique, author)
        save_facts(communique, facts, based_on=0, author=author)
    return communique


def save_facts(communique: Communique, facts: dict, *, based_on: int, author) -> bool:
    """Set what stands around the words. False where another save overtook this one: nothing is
    then written, and the caller shows both. Raises Sealed while a release is scheduled."""
    with transaction.atomic():
        row = locked(communique)
        before = facts_of(row)
        for name, value in facts.items():
            if name not in MANY:
                setattr(row, name, value)
        many = {name: list(facts[name]) for name in MANY if name in facts}
        if row.rev_facts and facts_of(row, **many) == before:
            return True
        refuse_if_sealed(row)
        if row.rev_facts != based_on:
            return False
        row.save(update_fields=[name for name in facts if name not in many])
        for name, value in many.items():
            getattr(row, name).set(value)
        keep_facts(row, before, author)
    communique.refresh_from_db()
    return True


def keep_facts(row: Communique, before: dict, author) -> None:
    """One more version of the facts: those that the locked row has now."""
    row.rev_facts += 1
    row.save(update_fields=["rev_facts", "updated_at"])
    after = facts_of(row)
    version = FactsVersion.objects.create(
        communique=row, revision=row.rev_facts, data=after, author=author
    )
    verb, kept = gettext_noop("facts saved"), audit.seals(version)
    audit.record(verb, row, author, before=before, after=after, seals=kept)


def apply_cleanups(communique: Communique, language: str, kinds, *, based_on: int, author) -> Saved:
    """Apply the clean-ups that somebody chose after seeing them; undone like any other save."""
    text = communique.text(language)
    cleaned = {
        name: clean_field(name, value, kinds) for name, value in text.fields.items() if value
    }
    return save_text(
        communique, dataclasses.replace(text, **cleaned), based_on=based_on, author=author
    )


def clean_field(name: str, value: str, kinds) -> str:
    return (cleanups if name == "body" else tidying).apply_cleanups(value, kinds)


def restore(communique: Communique, version: TextVersion, *, based_on: int, author) -> Saved:
    """Bring an earlier version back as a new save."""
    return save_text(communique, version.text(), based_on=based_on, author=author)


def merged(version: TextVersion) -> tuple[Text, int]:
    """The three-way merge of an overtaken text with the one that overtook it, and how many
    passages both changed: there the overtaken words stand, in the body followed by the others."""
    base = base_text(version.communique, version.language, version.based_on)
    mine, theirs = version.text(), version.communique.text(version.language)
    body = differences.merge(base.body, mine.body, theirs.body)
    fields, conflicts = {"body": body.html}, len(body.conflicts)
    for name in ("title", "summary", "change_note"):
        was, ours, other = (getattr(each, name) for each in (base, mine, theirs))
        fields[name] = other if ours == was else ours
        conflicts += len({was, ours, other}) == 3
    return Text(version.language, **fields), conflicts
