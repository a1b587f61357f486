"""What is being typed and not yet saved, kept for whoever types it; and who else is there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from communiques.drafting import canonical, is_redacted
from communiques.models import Buffer, Communique, Presence, Text, TextVersion
from organizations.models import User

#: How long somebody is there after their page was last heard of, in seconds.
HERE = 30


@dataclass(frozen=True)
class Overtaken:
    """A language that was saved after the form was opened; `by` is None for whom nobody knows."""

    language: str
    by: User | None
    at: dt.datetime


def keep(row: Communique, text: Text, *, page: str, based_on: int, author) -> Buffer | None:
    """Keep what was typed in that opening of the page over that revision; nothing is kept where it
    is what is saved already, or where words were redacted."""
    text = canonical(text)
    if is_lost(row, text.language, based_on):
        return None
    here = {"communique": row, "author": author, "language": text.language, "page": page}
    if text == canonical(row.text(text.language)):
        Buffer.objects.filter(**here).delete()
        return None
    words = {**text.fields, "based_on": based_on, "at": timezone.now()}
    return Buffer.objects.update_or_create(**here, defaults=words)[0]


def is_lost(row: Communique, language: str, revision: int) -> bool:
    """Whether what the page shows was redacted since it was opened."""
    moved = row.revision(language) != revision
    return row.is_redacted or (moved and is_redacted(row, language, revision))


def drop(row: Communique, author, *pages: str) -> None:
    """Forget what was typed in those openings of the page: it was saved, or put away."""
    Buffer.objects.filter(communique=row, author=author, page__in=pages).delete()


def kept_for(row: Communique, author) -> dict[str, list[Buffer]]:
    """Opening of the page → what the person typed there and did not save, the newest first;
    without what was saved meanwhile."""
    rows = Buffer.objects.filter(communique=row, author=author).order_by("-at", "-pk")
    kept: dict[str, list[Buffer]] = {}
    for each in rows:
        if each.text() != canonical(row.text(each.language)):
            kept.setdefault(each.page, []).append(each)
    return kept


def overtaken(row: Communique, opened: dict[str, int]) -> list[Overtaken]:
    """The languages that somebody saved since the form was opened on those revisions; it may have
    been the same person in another window."""
    moved = [each for each, revision in opened.items() if row.revision(each) > revision]
    versions = TextVersion.objects.filter(communique=row, language__in=moved).exclude(revision=None)
    newest = {each.language: each for each in versions.select_related("author").order_by("pk")}
    return [Overtaken(language, each.author, each.created_at) for language, each in newest.items()]


def greet(row: Communique, user, typing: Iterable[str] = ()) -> list[Presence]:
    """Say that the person is there; who else is."""
    now = timezone.now()
    Presence.objects.update_or_create(
        communique=row, user=user, defaults={"seen_at": now, "typing": " ".join(typing)}
    )
    here = row.presences.filter(seen_at__gte=now - dt.timedelta(seconds=HERE))
    return list(here.exclude(user=user).select_related("user").order_by("user__username"))
