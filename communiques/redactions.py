"""Lawful erasure: one person asks that words which were public go, from editions and from all that
is kept of their text; another confirms it, and they are gone for ever. What stays is that there was
a text: its symbol, its digests, its signatures, its place in the log, who acted on it, and why its
words went.

What is in force is withdrawn first, so a redaction changes nothing that readers go by."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from communiques import drafting, memory
from communiques.blockers import Blocker, Refused
from communiques.drafting import locked
from communiques.envelope import facts_of
from communiques.mail import notices
from communiques.models import (
    LANGUAGES,
    TEXT_FIELDS,
    Attachment,
    Communique,
    Document,
    Edition,
    EditionFile,
    FactsVersion,
    Notice,
    Opinion,
    Printing,
    RedactedEdition,
    Redaction,
    StoredFile,
    Text,
)
from communiques.proof import genuine, verifying
from communiques.roles import people_who_can
from communiques.search import forgetting
from organizations import audit
from organizations.audit import AuditEvent
from organizations.models import User

PERMISSION = "communiques.redact_text"
#: What stands in the place of a reason that was given for a decision.
REDACTED = "[redacted]"
EMPTY = dict.fromkeys(TEXT_FIELDS, "")


def may_redact(actor: User, row: Communique) -> bool:
    return actor.may_touch(row.series.issuer_id) and actor.has_perm(PERMISSION)


def pending(row: Communique) -> Redaction | None:
    """The redaction that waits for the second person."""
    return row.redactions.pending().first()


def redactable(row: Communique, now: dt.datetime) -> list[Edition]:
    """The public editions that still have their words, the newest first."""
    rows = Edition.objects.released(at=now).unredacted().filter(communique=row)
    return list(rows.defer("body", "html", "envelope").order_by("-number", "language"))


def chosen(row: Communique, numbers: Iterable, now: dt.datetime) -> list[Edition]:
    """Those of the redactable editions that are named, each by its language and number."""
    named = {(language, number) for language, number in numbers}
    return [each for each in redactable(row, now) if (each.language, each.number) in named]


def why_not(row: Communique, numbers: list, now: dt.datetime) -> list[Blocker]:
    """What keeps those editions from being redacted now."""
    public, gone = redactable(row, now), chosen(row, numbers, now)
    if not public:
        return [Blocker("nothing", _("There is nothing public to be redacted."))]
    if not gone or len(gone) != len({tuple(each) for each in numbers}):
        return [Blocker("not_chosen", _("Choose the editions whose words are to go."))]
    found = []
    if row.editions.scheduled(at=now).exists():
        message = _("A release of this text is scheduled; call it off first.")
        found.append(Blocker("scheduled", message))
    in_force = {each.language: each for each in reversed(public)}
    if any(each == in_force[each.language] for each in gone):
        if len(gone) < len(public):
            message = _(
                "An edition in force is among them: release a corrected one first, or choose all "
                "editions in both languages."
            )
            found.append(Blocker("in_force", message))
        if not row.withdrawals.filter(lifted_at=None).exists():
            message = _("The text is in force: withdraw it first, so that readers know why.")
            found.append(Blocker("not_withdrawn", message))
    return found


# --- asking, declining, confirming ----------------------------------------------------------------


def ask(
    communique: Communique, *, numbers: list, reasons: dict[str, str], actor: User
) -> Redaction:
    """Ask that the words of the editions go; [language, number] names each. Raises Refused, and
    PermissionDenied."""
    with transaction.atomic():
        row, now = locked(communique), timezone.now()
        if not may_redact(actor, row):
            raise PermissionDenied
        if pending(row):
            raise Refused([Blocker("asked", _("A redaction of this text is asked for already."))])
        if found := why_not(row, numbers, now):
            raise Refused(found)
        asked = Redaction.objects.create(
            communique=row, numbers=sorted(numbers), asked_by=actor, asked_as=actor.signature(),
            asked_at=now,
            **{f"reason_{language}": reason for language, reason in reasons.items()},
        )  # fmt: skip
        asked.refresh_from_db()
        audit.record(gettext_noop("redaction asked for"), row, actor, redaction=asked.pk,
                     seals=audit.seals(asked))  # fmt: skip
        notices.tell(
            people_who_can("redact_text", row.series.issuer), Notice.Kind.REDACTION, row,
            row.original_language, by=actor, reason=asked.reason(row.original_language),
        )  # fmt: skip
    return asked


def decline(redaction: Redaction, *, actor: User) -> None:
    """Nothing goes. Raises Refused where it was decided already, and PermissionDenied."""
    with transaction.atomic():
        row, asked = _still_asked(redaction, actor)
        _decided(asked, actor, confirmed=False)
        audit.record(gettext_noop("redaction declined"), row, actor, redaction=asked.pk,
                     seals=audit.seals(asked))  # fmt: skip


def confirm(redaction: Redaction, *, actor: User) -> None:
    """The words go, for ever. Raises Refused, and PermissionDenied."""
    with transaction.atomic():
        row, asked = _still_asked(redaction, actor)
        if actor.pk == asked.asked_by_id:
            message = _("You asked for it, so somebody else must confirm it.")
            raise Refused([Blocker("two_people", message)])
        if found := why_not(row, asked.numbers, timezone.now()):
            raise Refused(found)
        _decided(asked, actor, confirmed=True)
        redact(row, asked, actor)
        transaction.on_commit(partial(erase_files, [asked]), robust=True)


def _still_asked(redaction: Redaction, actor: User) -> tuple[Communique, Redaction]:
    row = locked(redaction.communique)
    if not may_redact(actor, row):
        raise PermissionDenied
    asked = Redaction.objects.get(pk=redaction.pk)
    if asked.decided_at:
        raise Refused([Blocker("decided", _("This redaction was decided already."))])
    return row, asked


def _decided(asked: Redaction, actor: User, *, confirmed: bool) -> None:
    Redaction.objects.filter(pk=asked.pk).update(
        decided_by=actor, decided_as=actor.signature(), decided_at=timezone.now(),
        confirmed=confirmed,
    )  # fmt: skip
    asked.refresh_from_db()


# --- what goes ------------------------------------------------------------------------------------


def redact(row: Communique, asked: Redaction, actor: User) -> None:
    """Empty all that holds the words, under the lock of the row, and record how each of those rows
    now reads."""
    now = timezone.now()
    never_public = row.editions.unredacted().exclude(release__called_off_at=None)
    gone = [*chosen(row, asked.numbers, now), *never_public]
    whole = Edition.objects.select_related("release").order_by("pk")
    gone = list(whole.filter(pk__in=[each.pk for each in gone]))
    stay = [each for each in redactable(row, now) if each not in gone]
    until = _until(gone, stay) if stay else now
    forgetting.forget(gone)
    RedactedEdition.objects.bulk_create(
        RedactedEdition(edition=each, redaction=asked, fingerprints=_fingerprints(each))
        for each in gone
    )
    if not stay:
        _empty_working_copy(row)
    emptied = [
        *_empty_editions(gone),
        *_empty_versions(row, stay),
        *_empty_decisions(row, stay),
    ]
    memory.forget(gone)
    forgetting.forget_draft(row)
    _forget_the_desk(row, until, everything=not stay)
    events = AuditEvent.objects.filter(thing=audit.label_of(row), at__lte=until).order_by("seq")
    reduced = audit.reduce(events)
    Redaction.objects.filter(pk=asked.pk).update(done_at=now)
    done = [Redaction.objects.get(pk=asked.pk), *asked.editions.order_by("pk")]
    audit.record(
        gettext_noop("redacted"), row, actor, redaction=asked.pk, reduced=reduced,
        seals=audit.seals(*done, *emptied),
    )  # fmt: skip


def _fingerprints(edition: Edition) -> str:
    return " ".join(genuine.fingerprints(verifying.parts(edition)))


def _until(gone: list[Edition], stay: list[Edition]) -> dt.datetime:
    """The moment from which on nothing was about those words any more: when what followed them was
    sealed."""
    return max(
        min(later.sealed_at for later in stay
            if later.language == each.language and later.number > each.number)
        for each in gone if not each.release.called_off_at
    )  # fmt: skip


def _empty_editions(gone: list[Edition]) -> list:
    of_them = [each.pk for each in gone]
    editions = Edition.objects.filter(pk__in=of_them)
    editions.update(**EMPTY, html="", envelope={})
    EditionFile.objects.filter(edition__in=of_them).update(name="")
    documents = Document.objects.filter(Q(edition__in=of_them) | Q(beside__in=of_them))
    documents.update(lines=[])
    Printing.objects.filter(Q(edition__in=of_them) | Q(beside__in=of_them)).delete()
    return [*editions.order_by("pk"), *documents.order_by("pk")]


def _empty_working_copy(row: Communique) -> None:
    """One more version of each language, with no words; nothing around them but the day, the event
    and the languages; and off everybody's desk."""
    for language in LANGUAGES:
        if row.text(language):
            before, nothing = row.revision(language), Text(language)
            drafting.write(row, nothing)
            version = drafting.keep_version(
                row, nothing, before, None, overtaken=False, merges=None
            )
            audit.record(gettext_noop("text saved"), row, None, language=language,
                         seals=audit.seals(version))  # fmt: skip
    for each in (row.attachments, row.relations, row.reservations):
        each.all().delete()
    for each in (row.organizations, row.people):
        each.clear()
    row.place_ar = row.place_en = ""
    row.rev_facts, row.shelved_at = row.rev_facts + 1, timezone.now()
    row.save()
    version = FactsVersion.objects.create(
        communique=row, revision=row.rev_facts, data=facts_of(row), author=None
    )
    audit.record(gettext_noop("facts saved"), row, None, seals=audit.seals(version))


def _empty_versions(row: Communique, stay: list[Edition]) -> list:
    """All but those whose words, or whose facts, an edition that stays carries or the working copy
    has."""
    digests = {row.text(language).digest for language in LANGUAGES}
    digests |= {each.text_digest for each in stay}
    facts = {row.rev_facts, *(each.facts_revision for each in stay)}
    texts = row.versions.exclude(digest__in=digests)
    around = row.facts_versions.exclude(revision__in=facts)
    keys = list(texts.values_list("pk", flat=True)), list(around.values_list("pk", flat=True))
    texts.update(**EMPTY)
    around.update(data={})
    return [*row.versions.filter(pk__in=keys[0]), *row.facts_versions.filter(pk__in=keys[1])]


def _empty_decisions(row: Communique, stay: list[Edition]) -> list:
    """The reasons of those that are not about words that stay."""
    rows = row.decisions.exclude(reason="").exclude(reason=REDACTED)
    rows = rows.exclude(text_digest__in=[each.text_digest for each in stay])
    keys = list(rows.values_list("pk", flat=True))
    rows.update(reason=REDACTED)
    return list(row.decisions.filter(pk__in=keys))


def _forget_the_desk(row: Communique, until: dt.datetime, *, everything: bool) -> None:
    """What was said of the words, and typed in their place, up to that moment."""
    if everything:
        row.buffers.all().delete()
    row.notices.filter(made_at__lte=until).delete()
    row.waivers.filter(at__lte=until).delete()
    said = row.remarks.filter(at__lte=until)
    row.remarks.filter(answers__in=said.values("pk")).delete()
    said.delete()
    links = row.opinion_links.filter(asked_at__lte=until)
    Opinion.objects.filter(link__in=links.values("pk")).delete()
    links.delete()


# --- files ----------------------------------------------------------------------------------------


def erase_files(done: Iterable[Redaction]) -> list[str]:
    """Take the papers and pictures of what was redacted out of the storage; which those were. Once
    the words are gone, so that a machine that stops in between loses nothing: it is done again."""
    found = [path for each in done for path in left_of(each)]
    for path in found:
        default_storage.delete(path)
    return found


def left_of(redaction: Redaction) -> list[str]:
    """What the storage still has of the editions that it emptied, and nothing else needs."""
    gone = redaction.editions.values("edition")
    documents = Document.objects.filter(Q(edition__in=gone) | Q(beside__in=gone))
    paths = [each.path for each in documents.order_by("pk")]
    for each in StoredFile.objects.filter(sealed_in__edition__in=gone).distinct().order_by("pk"):
        if not is_needed(each):
            paths += [each.path(), *(each.path(copy["width"]) for copy in each.copies)]
    return [each for each in paths if default_storage.exists(each)]


def is_needed(stored: StoredFile) -> bool:
    """Whether a text that still has its words shows it, or is to show it."""
    attached = Attachment.objects.filter(file=stored)
    standing = Edition.objects.unredacted().filter(files__file=stored)
    return attached.exists() or standing.exists()
