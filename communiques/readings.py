"""What somebody has read, so that they are shown what changed since."""

from collections.abc import Iterable

from django.utils import timezone

from communiques.models import Communique, Reading
from organizations.languages import LANGUAGES


def begin(row: Communique, reader) -> dict[str, Reading]:
    """Language → the person's last reading of it; what they open for the first time, they read."""
    known = {each.language: each for each in Reading.objects.filter(communique=row, reader=reader)}
    first = [each for each in LANGUAGES if each not in known and row.revision(each)]
    if first:
        now = timezone.now()
        Reading.objects.bulk_create(
            [
                Reading(communique=row, reader=reader, language=each, revision=row.revision(each),
                        at=now)
                for each in first
            ],
            ignore_conflicts=True,
        )  # fmt: skip
    return known


def mark(row: Communique, reader, revisions: dict[str, int]) -> None:
    """The person has read those revisions; never moved back by a page opened before."""
    now = timezone.now()
    for language, revision in revisions.items():
        if 0 < revision <= row.revision(language):
            here = {"communique": row, "reader": reader, "language": language}
            kept, new = Reading.objects.get_or_create(
                **here, defaults={"revision": revision, "at": now}
            )
            if not new and kept.revision < revision:
                Reading.objects.filter(pk=kept.pk).update(revision=revision, at=now)


def unread(row: Communique, readings: Iterable[Reading]) -> list[Reading]:
    """The readings that the text has moved on from."""
    return [each for each in readings if each.revision < row.revision(each.language)]
