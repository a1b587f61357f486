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
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from communiques import buffers, drafting, erased, exports, memory
from communiques.blockers import Blocker, Refused
from communiques.drafting import locked
from communiques.envelope import facts_of
from communiques.mail import notices
from communiques.models import (
    TEXT_FIELDS,
    Attachment,
    Buffer,
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
from organizations.languages import LANGUAGES
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


def going(row: Communique, numbers: Iterable, now: dt.datetime) -> list[Edition]:
    """Those named, and with them all that were called off and never public; with their words."""
    called_off = row.editions.unredacted().exclude(release__called_off_at=None)
    keys = [each.pk for each in (*chosen(row, numbers, now), *called_off)]
    return list(Edition.objects.filter(pk__in=keys).select_related("release").order_by("pk"))


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
        _tell(asked, Notice.Kind.REDACTION, actor)
    return asked


def decline(redaction: Redaction, *, actor: User) -> None:
    """Nothing goes. Raises Refused where it was decided already, and PermissionDenied."""
    with transaction.atomic():
        row, asked = _still_asked(redaction, actor)
        _decided(asked, actor, confirmed=False)
        audit.record(gettext_noop("redaction declined"), row, actor, redaction=asked.pk,
                     seals=audit.seals(asked))  # fmt: skip
        row.notices.filter(kind=Notice.Kind.REDACTION, sent_at=None).delete()
        _tell(asked, Notice.Kind.REDACTION_DECLINED, actor)


def confirm(redaction: Redaction, *, actor: User) -> None:
    """The words go, for ever. Raises Refused, and PermissionDenied."""
    with transaction.atomic():
        row, asked = _still_asked(redaction, actor)
        if actor.pk == asked.asked_by_id:
            message = _("You asked for it, so somebody else must confirm it.")
            raise Refused([Blocker("two_people", message)])
        if not (asked.asked_by.is_active and may_redact(asked.asked_by, row)):
            message = _("Who asked for it may do so no longer: decline it, and ask anew.")
            raise Refused([Blocker("asker_left", message)])
        if found := why_not(row, asked.numbers, timezone.now()):
            raise Refused(found)
        _decided(asked, actor, confirmed=True)
        redact(row, asked, actor)
        _tell(asked, Notice.Kind.REDACTED, actor)
        transaction.on_commit(partial(erase_files, [asked]), robust=True)


def _tell(asked: Redaction, kind: str, actor: User) -> None:
    """Those who may redact; where it was done, also who asked and those who wrote or cleared it."""
    row = asked.communique
    told = {each.pk: each for each in people_who_can("redact_text", row.series.issuer)}
    if kind == Notice.Kind.REDACTED:
        knew = User.objects.filter(pk__in=row.decisions.values("actor"))
        told |= {each.pk: each for each in [*knew, asked.asked_by]}
    reasons = {each: asked.reason(each) for each in LANGUAGES}
    notices.tell(told.values(), kind, row, row.original_language, by=actor, reason=reasons)


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
    gone = going(row, asked.numbers, now)
    stay = [each for each in redactable(row, now) if each not in gone]
    forgetting.forget(gone)
    RedactedEdition.objects.bulk_create(
        RedactedEdition(edition=each, redaction=asked, fingerprints=_fingerprints(each))
        for each in gone
    )
    if not stay:
        _empty_working_copy(row)
    emptied = [
        *_empty_editions(gone),
        *_empty_versions(row, gone, stay),
        *_empty_reasons(row, stay),
    ]
    memory.forget(gone)
    forgetting.forget_draft(row)
    _forget_the_desk(row)
    events = AuditEvent.objects.filter(thing=audit.label_of(row)).order_by("seq")
    reduced = audit.reduce(events)
    Redaction.objects.filter(pk=asked.pk).update(done_at=now)
    done = [Redaction.objects.get(pk=asked.pk), *asked.editions.order_by("pk")]
    audit.record(
        gettext_noop("redacted"), row, actor, redaction=asked.pk, reduced=reduced,
        seals=audit.seals(*done, *emptied),
    )  # fmt: skip


def _fingerprints(edition: Edition) -> str:
    return " ".join(genuine.fingerprints(verifying.parts(edition)))


def _followed(gone: list[Edition], stay: list[Edition]) -> dict[str, Edition]:
    """Language → the edition from which on nothing was about those words any more."""
    found: dict[str, Edition] = {}
    for each in gone:
        later = [e for e in stay if e.language == each.language and e.number > each.number]
        if later and not each.release.called_off_at:
            first = min(later, key=_number)
            found[each.language] = max(first, found.get(each.language, first), key=_number)
    return found


def _number(edition: Edition) -> int:
    return edition.number


def _empty_editions(gone: list[Edition]) -> list:
    of_them = [each.pk for each in gone]
    either = Q(edition__in=of_them) | Q(beside__in=of_them)
    EditionFile.objects.filter(edition__in=of_them).update(name="")
    Printing.objects.filter(either).delete()
    return [
        *_emptied(Edition.objects.filter(pk__in=of_them), **EMPTY, html="", envelope={}),
        *_emptied(Document.objects.filter(either), lines=[]),
    ]


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


def _empty_versions(row: Communique, gone: list[Edition], stay: list[Edition]) -> list:
    """All up to what followed those words, of each language, but those whose words, or whose facts,
    an edition that stays carries or the working copy has. What came before is told by its number,
    too: a clock that stepped back since gave it a later time."""
    digests = {row.text(language).digest for language in LANGUAGES}
    digests |= {each.text_digest for each in stay}
    facts = {row.rev_facts, *(each.facts_revision for each in stay)}
    texts, around = Q(), Q()
    for language, edition in (_followed(gone, stay) if stay else {}).items():
        by_then = Q(created_at__lte=edition.sealed_at)
        sealed = row.versions.filter(language=language, revision=edition.text_revision)
        texts |= Q(language=language) & (by_then | Q(pk__lte=sealed.get().pk))
        around |= by_then | Q(revision__lte=edition.facts_revision)
    return [
        *_emptied(row.versions.filter(texts).exclude(digest__in=digests), **EMPTY),
        *_emptied(row.facts_versions.filter(around).exclude(revision__in=facts), data={}),
    ]


def _empty_reasons(row: Communique, stay: list[Edition]) -> list:
    """Those of decisions that are not about words that stay, and of releases called off."""
    elsewhere = row.decisions.exclude(text_digest__in=[each.text_digest for each in stay])
    return [
        *_emptied(elsewhere.exclude(reason__in=("", REDACTED)), reason=REDACTED),
        *_emptied(
            row.releases.exclude(called_off_reason__in=("", REDACTED)), called_off_reason=REDACTED
        ),
        *_emptied(row.symbols.exclude(void_reason__in=("", REDACTED)), void_reason=REDACTED),
    ]


def _emptied(rows: QuerySet, **columns) -> list:
    """The rows as they are once those columns have those values."""
    keys = list(rows.values_list("pk", flat=True))
    there = rows.model._base_manager.filter(pk__in=keys)
    there.update(**columns)
    return list(there.order_by("pk"))


def _forget_the_desk(row: Communique) -> None:
    """What was said of the words there, and typed over them; but not that they were withdrawn."""
    Buffer.objects.filter(pk__in=[each.pk for each in row.buffers.all() if _is_lost(each)]).delete()
    row.notices.exclude(kind__in=(Notice.Kind.WITHDRAWN, Notice.Kind.REINSTATED)).delete()
    row.waivers.all().delete()
    row.remarks.exclude(answers=None).delete()
    row.remarks.all().delete()
    Opinion.objects.filter(link__communique=row).delete()
    row.opinion_links.all().delete()


def _is_lost(buffer: Buffer) -> bool:
    """Whether it was typed over words that are gone, or, before there were any, over nothing."""
    over = buffer.language, buffer.based_on
    return buffer.based_on == 0 or buffers.is_lost(buffer.communique, *over)


# --- files ----------------------------------------------------------------------------------------


def erase_files(done: Iterable[Redaction]) -> list[str]:
    """Take the papers and pictures of what was redacted out of the storage; which those were. Once
    the words are gone, so that a machine that stops in between loses nothing: it is done again."""
    done = list(done)
    erased.keep(done)
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
    paths += exports.outdated()
    return [each for each in paths if default_storage.exists(each)]


def is_needed(stored: StoredFile) -> bool:
    """Whether a text that still has its words shows it, or is to show it."""
    attached = Attachment.objects.filter(file=stored)
    standing = Edition.objects.unredacted().filter(files__file=stored)
    return attached.exists() or standing.exists()
