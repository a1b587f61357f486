"""Queues of e-mails in the database: drained by as many workers as there are, each e-mail sent by
one of them.

A worker takes rows in hand by one conditional update; whoever changes a row has it. If the worker
dies, the row is free again after HELD. A mail server that is down loses nothing: what could not be
sent is tried again later and later.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator

from django.core.mail import EmailMessage
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

log = logging.getLogger(__name__)

HELD = dt.timedelta(minutes=5)
BATCH = 50
#: How long to wait after the first failure, the second, and so on.
WAITS = [dt.timedelta(minutes=n) for n in (1, 5, 15, 60, 240)]


class Outgoing(models.Model):
    """An e-mail that is to be sent: by one worker, and after a failure again."""

    #: Not before that moment: at once, in the morning, or after a failure.
    due_at = models.DateTimeField()
    #: A worker has it in hand until then.
    claimed_until = models.DateTimeField(null=True)
    claim = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_failure = models.TextField(blank=True)

    class Meta:
        abstract = True


def in_hand(
    rows: QuerySet[Outgoing], whose: str, now: dt.datetime | None = None
) -> Iterator[list[Outgoing]]:
    """What is due, a few people at a time, until nothing is; `whose` names the column of the
    person."""
    while taken := take(rows, whose, now or timezone.now()):
        yield taken


def take(rows: QuerySet[Outgoing], whose: str, now: dt.datetime) -> list[Outgoing]:
    """What is due to some people, all of it, in hand for this worker alone."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = rows.filter(free, sent_at=None, due_at__lte=now)
    mark = uuid.uuid4().hex
    people = due.order_by(whose).values_list(whose, flat=True).distinct()[:BATCH]
    for key in list(people):
        due.filter(**{whose: key}).update(claim=mark, claimed_until=now + HELD)
    return list(rows.filter(claim=mark, sent_at=None).order_by("id"))


def send(taken: list[Outgoing], write: Callable[[], EmailMessage | None]) -> bool:
    """Send rows in hand as the one e-mail that `write` makes; whether it went. Where it makes none,
    there is nothing left to say, and they go. Whatever goes wrong, they are tried again; so of a
    machine that stops right here one may get an e-mail twice."""
    rows = unsent(taken)
    try:
        if (made := write()) is not None:
            made.send()
    except Exception as error:  # whatever the mail server, its library or the network says
        put_back(taken, error)
        return False
    if made is None:
        rows.delete()
        return False
    rows.update(sent_at=timezone.now())
    return True


def put_back(taken: Iterable[Outgoing], error: Exception) -> None:
    """Keep what went wrong, by its kind alone: what is said of it may name an address."""
    said = type(error).__name__
    for each in taken:
        log.warning("%s could not be sent: %s", each._meta.label, said)
        wait = WAITS[min(each.failures, len(WAITS) - 1)]
        unsent([each]).update(
            failures=each.failures + 1, last_failure=said,
            due_at=timezone.now() + wait, claimed_until=None,
        )  # fmt: skip


def unsent(taken: list[Outgoing]) -> QuerySet[Outgoing]:
    keys = [each.pk for each in taken]
    return type(taken[0]).objects.filter(pk__in=keys, sent_at=None)
