"""Rows that never change are as the audit chain recorded them, and so is the chain itself."""

from collections.abc import Iterator

from communiques.invariants.rows import CHUNK, Fault
from communiques.models import (
    Communique,
    Decision,
    Document,
    Edition,
    FactsVersion,
    Forward,
    RedactedEdition,
    Redaction,
    Release,
    Symbol,
    TextVersion,
    Withdrawal,
)
from events.models import ListIssue, ProgrammeIssue
from organizations import audit
from organizations.models import Organization

SEALED = (
    *(Edition, Decision, TextVersion, FactsVersion, Release, Symbol, Withdrawal, Forward, Document),
    *(Redaction, RedactedEdition, ListIssue, ProgrammeIssue),
)


def unchanged() -> Iterator[Fault]:
    """Every row that triggers keep, and every address, is the one that the audit chain recorded."""
    seals, addresses = recorded()
    for model in SEALED:
        for row in model.objects.order_by("pk").iterator(CHUNK):
            label = audit.label_of(row)
            found = seals.pop(label, None)
            if found is None:
                yield label, "is not in the audit chain"
            elif found != audit.seal_of(row):
                yield label, "is not as the chain recorded"
    yield from ((label, "was removed") for label in seals)
    rows = Communique.objects.values_list("pk", "slug")
    for pk, slug in rows.iterator(CHUNK):
        label = f"communiques.communique/{pk}"
        if addresses.get(label) != slug:
            yield label, "its address is not the one given"


def lists() -> Iterator[Fault]:
    """The bodies that an issued list makes public are those that it names, but for any that was
    deleted while nothing kept it."""
    there = set(Organization._base_manager.values_list("pk", flat=True))
    for row in ListIssue.objects.prefetch_related("delegations").order_by("pk").iterator(CHUNK):
        if {each.organization_id for each in row.delegations.all()} != row.bodies & there:
            yield row, "the bodies that it makes public are not those that it names"


def recorded() -> tuple[dict[str, str], dict[str, str | None]]:
    """Label → seal of every sealed row, and label → address, as the chain said last."""
    seals: dict[str, str] = {}
    addresses: dict[str, str | None] = {}
    for event in audit.AuditEvent.objects.order_by("seq").iterator(CHUNK):
        seals |= event.data.get("seals", {})
        if "address" in event.data:
            addresses[event.thing] = event.data["address"]
    return seals, addresses


def chain() -> Iterator[Fault]:
    """Every altered, removed or inserted event."""
    for fault in audit.faults():
        yield f"organizations.auditevent/{fault.seq}", fault.why
