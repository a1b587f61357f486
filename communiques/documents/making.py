"""Documents made and kept: at the release, and where that failed again and again until it succeeds;
at the latest when somebody asks for one. A text never waits for its papers."""

import datetime as dt
import hashlib
import logging
from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from communiques.documents import pdf, sealing
from communiques.documents.content import Paper, furniture
from communiques.documents.plain import plain
from communiques.models import (
    Communique,
    Document,
    Edition,
    Form,
    Printing,
    RedactedEdition,
    keep_bytes,
)
from organizations import audit

log = logging.getLogger(__name__)

FORMS = (Form.PDF, Form.WORD, Form.PLAIN)
#: How long to wait after the first failure, the second, and so on.
WAITS = [dt.timedelta(minutes=n) for n in (1, 5, 30, 120, 720)]


class NotMade(Exception):
    """The document could not be made now; the text is public all the same."""


def word(paper: Paper) -> bytes:
    """Its library is loaded where the first is made: processes that make none need not hold it."""
    from communiques.documents.word import word

    return word(paper)


MAKERS = {Form.PDF: pdf.pdf, Form.WORD: word, Form.PLAIN: plain}


def order(editions: Iterable[Edition], now: dt.datetime) -> list[Printing]:
    """Note that the documents of one release are to be made."""
    editions = list(editions)
    wanted = [(each, None, form) for each in editions for form in FORMS]
    if pair := in_order(editions):
        wanted.append((*pair, Form.BILINGUAL))
    rows = [Printing(edition=e, beside=b, form=form, due_at=now) for e, b, form in wanted]
    return Printing.objects.bulk_create(rows)


def in_order(editions: list[Edition]) -> tuple[Edition, Edition] | None:
    """The original and its translation, where both are there."""
    if len(editions) != 2:
        return None
    original = editions[0].envelope["original_language"]
    one, other = sorted(editions, key=lambda each: each.language != original)
    return one, other


def make_due(now: dt.datetime | None = None, rows: Iterable[Printing] | None = None) -> int:
    """Make what is due; how many documents that were."""
    if rows is None:
        rows = Printing.objects.filter(due_at__lte=now or timezone.now()).order_by("due_at", "pk")
        rows = rows.select_related("edition", "beside")
    return sum(finish(each) for each in rows)


def finish(row: Printing) -> bool:
    """One document made, or its failure kept and tried again later."""
    try:
        document(row.edition, row.form, row.beside, insist=True)
    except NotMade:
        return False
    Printing.objects.filter(pk=row.pk).delete()  # somebody may have made it before
    return True


def failed(edition: Edition, form: str, beside: Edition | None, error: Exception) -> None:
    """Keep why it could not be made, for the desk, and when it is tried again; of words that are
    gone by now nothing is made any more."""
    log.warning("%s: %s could not be made: %s", edition, form, error)
    if are_redacted(edition.pk, beside and beside.pk):
        return
    row = Printing.objects.filter(edition=edition, form=form, beside=beside).first()
    row = row or Printing(edition=edition, form=form, beside=beside)
    row.due_at = timezone.now() + WAITS[min(row.failures, len(WAITS) - 1)]
    row.failures, row.last_failure = row.failures + 1, str(error)[:2000]
    row.save()


def document(
    edition: Edition, form: str, beside: Edition | None = None, *, insist: bool = False
) -> Document:
    """The document, made now if it was not yet. Raises NotMade, having kept that for the desk; one
    that failed is not tried before its time, unless somebody insists."""
    of_it = Document.objects.filter(edition=edition, form=form, beside=beside)
    if found := of_it.first():
        return found
    failed_before = Printing.objects.filter(
        edition=edition, form=form, beside=beside, failures__gt=0
    )
    if not insist and failed_before.filter(due_at__gt=timezone.now()).exists():
        raise NotMade("It is tried again later.")
    try:
        data = printed(edition, form, beside)
    except NotMade as error:
        failed(edition, form, beside, error)
        raise
    signed = sealing.fingerprint() if form in (Form.PDF, Form.BILINGUAL) else ""
    made = Document(
        edition=edition, beside=beside, form=form, digest=hashlib.sha256(data).hexdigest(),
        size=len(data), sealed_by=signed, made_at=timezone.now(),
        lines=list(filter(None, furniture(Paper.of(edition)))),
    )  # fmt: skip
    try:
        keep_bytes(made.path, data)
    except Exception as error:  # the disk is full, the bucket is away
        failed(edition, form, beside, error)
        raise NotMade(str(error)) from error
    try:
        with transaction.atomic():
            refuse_redacted(made)
            made.save(force_insert=True)
            made.refresh_from_db()
            sealed = {"form": form, "digest": made.digest, "seals": audit.seals(made)}
            audit.record(gettext_noop("document made"), edition.communique, None, **sealed)
            Printing.objects.filter(edition=edition, form=form, beside=beside).delete()
    except IntegrityError:  # somebody else made it at the same moment: theirs it is
        return of_it.get()
    return made


def refuse_redacted(made: Document) -> None:
    """The words may have gone while it was made. Raises NotMade, and keeps nothing of it."""
    Communique.objects.select_for_update().get(pk=made.edition.communique_id)
    if are_redacted(made.edition_id, made.beside_id):
        default_storage.delete(made.path)
        raise NotMade("Its words were redacted.")


def are_redacted(*editions: int | None) -> bool:
    return RedactedEdition.objects.filter(edition__in=editions).exists()


def printed(edition: Edition, form: str, beside: Edition | None = None, watermark="") -> bytes:
    """The bytes of the document; under a watermark they are nobody's to keep. Raises NotMade."""
    paper = Paper.of(edition, watermark)
    try:
        if form == Form.BILINGUAL:
            return pdf.bilingual(paper, Paper.of(beside, watermark))
        return MAKERS[form](paper)
    except Exception as error:  # whatever the press, the key or the storage says
        raise NotMade(str(error)) from error


def still_to_make(editions) -> list[Printing]:
    """Those of the editions whose making failed, for the desk."""
    rows = Printing.objects.filter(edition__in=editions, failures__gt=0)
    return list(rows.select_related("edition").order_by("edition", "form"))


def read(document: Document):
    """Its bytes, as a file. FileNotFoundError where the storage has lost it."""
    return default_storage.open(document.path)
