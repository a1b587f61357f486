"""Embargo: named readers see a sealed text before its moment, by a link of their own; all that they
open is in the audit chain. After its moment the link leads to what everybody reads."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from communiques.models import Edition, EditionFile, EmbargoReader, Release
from organizations import audit, tokens

SALT = "bayan.embargo"


def admit(release: Release, name: str, *, account, by) -> tuple[EmbargoReader, str]:
    """A reader of a scheduled release, and the token of their link, which is kept nowhere."""
    secret, kept = tokens.new()
    with transaction.atomic():
        reader = EmbargoReader.objects.create(
            release=release, name=name, account=account, secret_hash=kept, given_by=by,
            given_at=timezone.now(),
        )  # fmt: skip
        audit.record(
            gettext_noop("reader admitted under embargo"), release.communique, by,
            reader=reader.pk, name=name, account=account.username if account else "",
        )  # fmt: skip
    return reader, tokens.token(reader.pk, secret, SALT)


def found(token: str) -> EmbargoReader | None:
    """The reader of a token; None for one that we did not give."""
    readers = EmbargoReader.objects.select_related("release__communique", "account")
    return tokens.found(readers, token, SALT)


def may_read(reader: EmbargoReader, user) -> bool:
    """Whether this is the person whom the link was given to, where an account was named."""
    return reader.account_id is None or (user.is_authenticated and user.pk == reader.account_id)


def is_over(reader: EmbargoReader) -> bool:
    """Revoked, or the release was called off."""
    return bool(reader.revoked_at or reader.release.called_off_at)


def is_public(reader: EmbargoReader) -> bool:
    return reader.release.visible_from <= timezone.now()


def open_(reader: EmbargoReader, language: str) -> Edition | None:
    """The sealed text in that language; that it was opened is recorded each time."""
    edition = reader.release.editions.filter(language=language).first()
    if edition is None:
        return None
    with transaction.atomic():
        EmbargoReader.objects.filter(pk=reader.pk).update(
            opened=F("opened") + 1, opened_at=timezone.now()
        )
        audit.record(
            gettext_noop("read under embargo"), reader.release.communique, reader.account,
            reader=reader.pk, name=reader.name, language=language, digest=edition.digest,
        )  # fmt: skip
    return edition


def open_file(reader: EmbargoReader, digest: str, which: str) -> EditionFile | None:
    """A file of the sealed text; that it was opened is recorded each time, by its whole name."""
    sealed = EditionFile.objects.filter(edition__release=reader.release, file__digest=digest)
    shown = sealed.select_related("file").first()
    if shown is None:
        return None
    with transaction.atomic():
        audit.record(
            gettext_noop("file read under embargo"), reader.release.communique, reader.account,
            reader=reader.pk, name=reader.name, file=shown.name, which=which, digest=digest,
        )  # fmt: skip
    return shown


def revoke(reader: EmbargoReader, by) -> None:
    with transaction.atomic():
        standing = EmbargoReader.objects.filter(pk=reader.pk, revoked_at=None)
        if standing.update(revoked_at=timezone.now()):
            audit.record(gettext_noop("reader under embargo sent away"), reader.release.communique,
                         by, reader=reader.pk, name=reader.name)  # fmt: skip
