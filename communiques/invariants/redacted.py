"""Words are gone where a redaction took them, and nowhere else."""

from collections.abc import Iterator

from communiques import redactions
from communiques.invariants.rows import CHUNK, Fault
from communiques.models import Edition, RedactedEdition, Redaction
from organizations import audit


def redacted() -> Iterator[Fault]:
    """Words are gone where a redaction took them, all of them, and nowhere else."""
    named = RedactedEdition.objects.select_related("redaction")
    by_edition = {each.pk: each.redaction for each in named.iterator(CHUNK)}
    for edition in Edition.objects.order_by("pk").iterator(CHUNK):
        its = by_edition.get(edition.pk)
        if its is None and edition.is_redacted:
            yield edition, "its words are gone, and no redaction took them"
        if its and (any(edition.text().fields.values()) or edition.html or edition.envelope):
            yield edition, "was redacted, and still has words"
        if its and not its.done_at:
            yield edition, "is named by a redaction that was never done"
    for redaction in Redaction.objects.done():
        for path in redactions.left_of(redaction):
            yield path, "was redacted; `manage.py finish_redactions` takes it out of the storage"


def reductions() -> Iterator[Fault]:
    """The chain's events were emptied by redactions alone."""
    done = {(audit.label_of(each.communique), each.pk) for each in
            Redaction.objects.done().select_related("communique")}  # fmt: skip
    for event in audit.AuditEvent.objects.filter(data__has_key="reduced"):
        if (event.thing, event.data.get("redaction")) not in done:
            where = f"organizations.auditevent/{event.seq}"
            yield where, "vouches for emptied events, and is of no redaction"
