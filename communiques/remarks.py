"""Remarks on passages: written on the version that was read, answered, settled and opened again;
they follow their passage through later edits, or say that it is gone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_noop

from communiques import differences
from communiques import text as rich
from communiques.mail import notices
from communiques.models import Communique, Notice, Remark, TextVersion
from organizations import audit
from organizations.models import User

#: How much of a remark an e-mail quotes.
LONGEST_TOLD = 500
_MENTION = re.compile(r"(?<![\w.@])@([\w.@+-]+)")


class NotThere(Exception):
    """The passage does not stand in the text."""


class Whereabouts(StrEnum):
    HERE = "here"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Place:
    """Where the passage of a remark is now: the number of its block, and the words there; `quote`
    is what the remark is about, or what took its place."""

    is_now: Whereabouts
    block: int = 0
    before: str = ""
    quote: str = ""
    after: str = ""


@dataclass(frozen=True)
class Thread:
    """A remark with its answers, and where its passage is now."""

    remark: Remark
    replies: list[Remark]
    place: Place

    @property
    def language(self) -> str:
        return self.remark.version.language


# ---------------------------------------------------------------- writing


def write(
    row: Communique, language: str, *, field: str, block: int, quote: str, text: str, author
) -> Remark:
    """A remark on a passage of the text as it is now; an empty quote means all of it. Raises
    NotThere."""
    with transaction.atomic():
        row = Communique.objects.select_for_update().get(pk=row.pk)
        quote = " ".join(quote.split())
        whole = passage(row.text(language), field, block)
        if not whole or (quote and quote not in " ".join(whole.split())):
            raise NotThere
        made = Remark.objects.create(
            communique=row, version=version_of(row, language), field=field, block=block,
            quote=quote, text=text, author=author,
        )  # fmt: skip
        tell(made, language, set())
        audit.record(gettext_noop("remark written"), row, author, remark=made.pk, language=language)
    return made


def answer(remark: Remark, text: str, author) -> Remark:
    """An answer in the thread of that remark; one to an answer goes to the same thread."""
    with transaction.atomic():
        row = remark.communique
        made = Remark.objects.create(
            communique=row, answers=remark.answers or remark, text=text, author=author
        )
        root = made.answers
        others = {root.author, *(each.author for each in root.replies.select_related("author"))}
        tell(made, root.version.language, others)
        audit.record(gettext_noop("remark answered"), row, author, remark=made.pk)
    return made


def tell(made: Remark, language: str, others: set[User]) -> None:
    """Call those who are named; tell those who wrote the words or spoke before."""
    row = made.communique
    called = set(mentioned(made.text, row))
    made.mentions.set(called)
    writers = row.versions.filter(language=language, author__isnull=False).values("author")
    concerned = others | set(User.objects.filter(pk__in=writers))
    said = {"by": made.author, "text": made.text[:LONGEST_TOLD]}
    notices.tell(called, Notice.Kind.MENTION, row, language, **said)
    notices.tell(concerned - called, Notice.Kind.REMARK, row, language, **said)


def settle(remark: Remark, by, *, settled: bool = True) -> bool:
    """Settle the thread, or open it again; False where it already is so."""
    with transaction.atomic():
        rows = Remark.objects.filter(pk=remark.pk, answers=None, settled_at__isnull=settled)
        now = timezone.now() if settled else None
        if not rows.update(settled_at=now, settled_by=by if settled else None):
            return False
        verb = gettext_noop("remark settled") if settled else gettext_noop("remark opened again")
        audit.record(verb, remark.communique, by, remark=remark.pk)
    return True


def version_of(row: Communique, language: str) -> TextVersion:
    """The version that the text as it is now was saved as."""
    return row.versions.get(language=language, revision=row.revision(language))


def mentioned(text: str, row: Communique) -> Iterable[User]:
    """The colleagues whom the text calls by @name, of those who may see the communiqué."""
    staff = User.objects.filter(username__in=names_called(text), is_active=True)
    return [each for each in staff if each.may_touch(row.series.issuer_id)]


def names_called(text: str) -> set[str]:
    return {each.rstrip(".") for each in _MENTION.findall(text)}


def called_in_vain(remark: Remark) -> list[str]:
    """The names that a remark calls and that are no colleague's who may see the communiqué."""
    heard = remark.mentions.values_list("username", flat=True)
    return sorted(names_called(remark.text).difference(heard))


# ---------------------------------------------------------------- where it is now


def passage(text, field: str, block: int) -> str:
    """The words of a field, or of one block of the body; '' where there is none."""
    if field != Remark.Field.BODY:
        return getattr(text, field, "") if field in Remark.Field else ""
    found = rich.blocks(text.body)
    return found[block - 1].text if 0 < block <= len(found) else ""


def threads(row: Communique) -> list[Thread]:
    """Every thread, those not settled first."""
    replies = Prefetch(
        "replies", Remark.objects.select_related("author").prefetch_related("mentions")
    )
    roots = (
        row.remarks.filter(answers=None)
        .select_related("author", "settled_by", "version")
        .prefetch_related(replies)
    )
    found = [Thread(each, list(each.replies.all()), place_of(each, row)) for each in roots]
    return sorted(found, key=lambda each: each.remark.settled_at is not None)


def place_of(remark: Remark, row: Communique) -> Place:
    """Where the passage stands in the text as it is now."""
    old, new = remark.version.text(), row.text(remark.version.language)
    read = " ".join(passage(old, remark.field, remark.block).split())
    if remark.field == Remark.Field.BODY:
        block = followed(old.body, new.body, remark.block)
    else:
        block = 0 if getattr(new, remark.field) else None
    if block is None:
        return Place(Whereabouts.GONE, quote=remark.quote or read)
    words = " ".join(passage(new, remark.field, block).split())
    quote = remark.quote or words
    before, found, after = words.partition(quote)
    if found and (remark.quote or words == read):
        return Place(Whereabouts.HERE, block, before, quote, after)
    return Place(Whereabouts.CHANGED, block, *carried(read, words, remark.quote or read))


def carried(read: str, words: str, quote: str) -> tuple[str, str, str]:
    """What stands in the changed passage before the words that were quoted, what is left of them or
    took their place, and what follows."""
    start = read.find(quote)
    end = start + len(quote)
    parts, at, gone = ["", "", ""], 0, 0
    for change in differences.words(read, words):
        if change.op == "insert":
            inside = start < at and at - gone < end
            parts[1 if inside else 0 if at <= start else 2] += change.text
            gone = 0
            continue
        if change.op == "equal":
            cuts = [max(0, each - at) for each in (start, end)]
            parts[0] += change.text[: cuts[0]]
            parts[1] += change.text[cuts[0] : cuts[1]]
            parts[2] += change.text[cuts[1] :]
        at += len(change.text)
        gone = len(change.text) if change.op == "delete" else 0
    return parts[0], parts[1], parts[2]


def followed(old: str, new: str, block: int) -> int | None:
    """The number that a block of the old body has in the new one; None where it is gone."""
    here = there = 0
    for each in differences.compare(old, new):
        here += each.old is not None
        there += each.new is not None
        if each.old is not None and here == block:
            return there if each.new is not None else None
    return None
