"""Pictures and documents of a communiqué: taken in, arranged, described. They are facts of the
text: each change of them is a version of the facts, and makes what was cleared lapse."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from communiques import drafting
from communiques.envelope import facts_of
from communiques.models import Attachment, Communique, StoredFile, keep_bytes
from communiques.uploads import ENDINGS, Clean


@dataclass(frozen=True)
class Change:
    """What becomes of one attachment: its columns by name, or that it goes."""

    attachment: int
    columns: dict
    removed: bool = False


def add(communique: Communique, files: list[Clean], *, author) -> int:
    """Attach the files behind those that are there; how many were not there yet. It takes the place
    of nothing, so no revision is asked for. Raises drafting.Sealed while a release is scheduled."""
    with transaction.atomic():
        row = drafting.locked(communique)
        drafting.refuse_if_sealed(row)
        before = facts_of(row)
        there = {each["digest"] for each in before["attachments"]}
        fresh = {each.digest: each for each in files if each.digest not in there}
        if not fresh:
            return 0
        last = row.attachments.aggregate(last=Max("position"))["last"] or 0
        for position, each in enumerate(fresh.values(), start=last + 1):
            stored = store(each, author)
            Attachment.objects.create(
                communique=row, file=stored, name=each.name, position=position
            )
        drafting.keep_facts(row, before, author)
    communique.refresh_from_db()
    return len(fresh)


def save(communique: Communique, changes: list[Change], *, based_on: int, author) -> bool:
    """Describe, arrange and remove. False where another save overtook this one: nothing is then
    written. Raises drafting.Sealed while a release is scheduled."""
    with transaction.atomic():
        row = drafting.locked(communique)
        here = {each.pk: each for each in row.attachments.select_related("file")}
        meant = [each for each in changes if alters(here.get(each.attachment), each)]
        if not meant:
            return True
        drafting.refuse_if_sealed(row)
        if row.rev_facts != based_on:
            return False
        before = facts_of(row)
        for each in meant:
            ours = row.attachments.filter(pk=each.attachment)
            if each.removed:
                ours.delete()
            else:
                ours.update(**each.columns)
        drafting.keep_facts(row, before, author)
    communique.refresh_from_db()
    return True


def alters(attachment: Attachment | None, change: Change) -> bool:
    if attachment is None:
        return not change.removed  # it went meanwhile, with what was written of it
    columns = change.columns.items()
    return change.removed or any(getattr(attachment, name) != value for name, value in columns)


def store(clean: Clean, author) -> StoredFile:
    """The row and the bytes of a file; those that are there already are the same."""
    stored = StoredFile(
        digest=clean.digest,
        media_type=clean.media_type,
        ending=ENDINGS[clean.media_type][0],
        size=len(clean.data),
        width=clean.width,
        height=clean.height,
        copies=[{"width": c.width, "height": c.height, "digest": c.digest} for c in clean.copies],
        uploaded_by=author,
        uploaded_at=timezone.now(),
    )
    if there := StoredFile.objects.filter(digest=stored.digest).first():
        stored = there
    keep_bytes(stored.path(), clean.data)
    for copy in clean.copies:
        keep_bytes(stored.path(copy.width), copy.data)
    if not there:
        stored.save(force_insert=True)
    return stored
