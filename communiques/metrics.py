"""What somebody who keeps the machines wants to see: what waits, since when, and how much there is.
Numbers alone, of nobody."""

import datetime as dt

from django.db.models import Min, QuerySet
from prometheus_client import CollectorRegistry, Gauge

from communiques import published
from communiques.models import Edition, Letter, LogDue, Notice, Printing, Release, Withdrawal
from organizations.models import AccountLetter, AuditEvent, Login

#: Queue → its rows; those of e-mails stay until they are sent.
QUEUES = {
    "notices to staff": Notice.objects.filter(sent_at=None),
    "letters to subscribers": Letter.objects.filter(sent_at=None),
    "letters about accounts": AccountLetter.objects.filter(sent_at=None),
    "papers": Printing.objects.all(),
}
HOUR = dt.timedelta(hours=1)


def collected(at: dt.datetime) -> CollectorRegistry:
    registry = CollectorRegistry()
    waiting = Gauge("bayan_waiting", "Rows that a worker is to take", ["queue"], registry=registry)
    oldest = Gauge(
        "bayan_waiting_seconds", "Since when the oldest one was due", ["queue"], registry=registry
    )
    for name, rows in QUEUES.items():
        due = rows.all().filter(due_at__lte=at)
        waiting.labels(name).set(due.count())
        oldest.labels(name).set(age(due, at))
    for name, (said, value) in numbers(at).items():
        Gauge(f"bayan_{name}", said, registry=registry).set(value)
    return registry


def age(due: QuerySet, at: dt.datetime) -> float:
    first = due.aggregate(first=Min("due_at"))["first"]
    return (at - first).total_seconds() if first else 0


def numbers(at: dt.datetime) -> dict[str, tuple[str, float]]:
    """Name → what it is, and how much of it there is."""
    failed = Login.objects.filter(at__gt=at - HOUR, outcome=Login.Outcome.FAILED)
    scheduled = Release.objects.filter(called_off_at=None, visible_from__gt=at)
    unreviewed = Edition.objects.unreviewed()
    unlogged = LogDue.objects.filter(edition__visible_from__lte=at)
    return {
        "editions": ("Editions that were ever sealed", Edition.objects.count()),
        "withdrawn": ("Texts that are withdrawn", Withdrawal.objects.standing(at=at).count()),
        "scheduled": ("Releases that wait for their moment", scheduled.count()),
        "unreviewed": ("Urgent editions that nobody has reviewed", unreviewed.count()),
        "unlogged": ("Public editions that are not in the public log yet", unlogged.count()),
        "audit_events": ("Events in the audit chain", AuditEvent.objects.count()),
        "failed_logins": ("Failed tries to log in, of the last hour", failed.count()),
        "public_changes": ("Changes of what readers see, ever", published.changes()[-1] or 0),
    }
