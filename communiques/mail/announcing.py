"""Who of the subscribers is told of what became public, and of what became of it: their letters are
made here, and sent by `letters`.

A correction goes also to those who got an earlier edition in its language, a withdrawal to those
who got any edition, a reinstatement to those who were told of the withdrawal."""

import datetime as dt
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from communiques.mail import notices
from communiques.models import Announcement, Edition, Letter, Subscriber, Subscription, Withdrawal
from communiques.proof import transparency

CHUNK = 1000


def announce_editions(editions: list[Edition]) -> None:
    """Note that subscribers are to be told of the editions, from their moment on."""
    Announcement.objects.bulk_create(
        Announcement(edition=each, due_at=each.visible_from) for each in editions
    )


def announce_withdrawal(made: Withdrawal, *, lifted: bool = False) -> None:
    """Note that those who got the text are to be told of its withdrawal, or of its end."""
    since = made.lifted_at if lifted else made.since
    Announcement.objects.create(withdrawal=made, lifted=lifted, due_at=since)


def address_letters(now: dt.datetime) -> int:
    """Make the letters of all that has happened since; how many announcements that were. Stopped
    in between, it goes on where it was: nobody gets two of the same."""
    transparency.catch_up()
    # What is in the log can no longer be called off.
    happened = Q(edition=None) | Q(edition__log_entry__isnull=False)
    due = Announcement.objects.filter(happened, told_at=None, due_at__lte=now)
    found = list(due.select_related("edition", "withdrawal").order_by("due_at", "pk"))
    for _moment, together in groupby(found, attrgetter("due_at")):
        # At once: no worker is to find the letters of one language and not yet of the other.
        with transaction.atomic():
            for each in together:
                address(each, now)
    return len(found)


def address(announcement: Announcement, now: dt.datetime) -> None:
    """A letter for each of its readers, due now or in the morning."""
    due = {rhythm: notices.due(rhythm == Subscriber.Rhythm.DAILY, now)
           for rhythm in Subscriber.Rhythm.values}  # fmt: skip
    letters = (
        Letter(subscriber_id=pk, announcement=announcement, due_at=due[rhythm])
        for pk, rhythm in list(readers_of(announcement).values_list("pk", "rhythm"))
    )
    Letter.objects.bulk_create(letters, batch_size=CHUNK, ignore_conflicts=True)
    Announcement.objects.filter(pk=announcement.pk).update(told_at=now)


def readers_of(announcement: Announcement) -> QuerySet[Subscriber]:
    """Everybody who is to be told of it."""
    got = Letter.objects.filter(subscriber=OuterRef("pk")).exclude(handed_at=None)
    edition, withdrawal = announcement.edition, announcement.withdrawal
    if edition is None:
        of_it = {"announcement__edition__communique": withdrawal.communique_id}
        if announcement.lifted:
            of_it = {"announcement__withdrawal": withdrawal}
        return Subscriber.objects.filter(Exists(got.filter(**of_it))).order_by("pk")
    asked = Subscription.objects.of(edition).filter(subscriber=OuterRef("pk"))
    earlier = got.filter(
        announcement__edition__communique=edition.communique_id,
        announcement__edition__language=edition.language,
    )
    return Subscriber.objects.filter(Exists(asked) | Exists(earlier)).order_by("pk")
