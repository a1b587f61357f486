"""Readers' subscriptions: asked for, confirmed by whoever owns the address, changed, and ended with
all that was kept of them."""

import datetime as dt

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from communiques.models import Letter, Subscriber, Subscription
from organizations.tokens import token

#: How long a wish waits for its confirmation, and how long a link to one's subscriptions serves.
DAYS = 7
#: How soon the same address gets another link.
PAUSE = dt.timedelta(minutes=10)
MOST = 30
OWN, STOP = "subscriptions", "stop"


def ask(email: str, *, language: str, rhythm: str, **wanted) -> None:
    """Keep the wish, and send the link by which its owner confirms it. Nothing of what is already
    confirmed changes: anybody may have typed the address. What is `wanted` may name issuer,
    conference, kind and language, as `text_language`."""
    now, address = timezone.now(), email.strip().lower()
    wanted = {"language": wanted.pop("text_language", ""), **wanted}
    with transaction.atomic():
        Subscriber.objects.bulk_create(
            [Subscriber(email=address, language=language, rhythm=rhythm, since=now)],
            ignore_conflicts=True,
        )
        subscriber = Subscriber.objects.select_for_update().get(email=address)
        if not subscriber.subscriptions.exclude(confirmed_at=None).exists():
            Subscriber.objects.filter(pk=subscriber.pk).update(language=language, rhythm=rhythm)
        same = subscriber.subscriptions.filter(**wanted)
        if not same.exists() and subscriber.subscriptions.count() < MOST:
            subscriber.subscriptions.create(asked_at=now, **wanted)
        send_link(subscriber)


def send_link(subscriber: Subscriber) -> None:
    """By e-mail, the way to one's subscriptions; not again within PAUSE."""
    now = timezone.now()
    Letter.objects.bulk_create(
        [Letter(subscriber=subscriber, announcement=None, due_at=now)], ignore_conflicts=True
    )
    mine = Letter.objects.filter(subscriber=subscriber, announcement=None)
    mine.filter(handed_at__lt=now - PAUSE).update(
        due_at=now, handed_at=None, sent_at=None, message_id="", claimed_until=None
    )


def own_token(subscriber: Subscriber) -> str:
    """For the address of one's subscriptions."""
    return token(subscriber.pk, subscriber.key, salt=OWN)


def stop_token(subscriber: Subscriber) -> str:
    """For the address that ends everything; it serves as long as there is something to end."""
    return token(subscriber.pk, subscriber.key, salt=STOP)


class Expired(Exception):
    """The link was ours and serves no longer; `args[0]` is whose it was."""


def owner(text: str, *, salt: str = OWN) -> Subscriber | None:
    """Whose token that is; None for one that we did not give, or whose owner has left. Raises
    Expired for an old link to somebody's subscriptions."""
    try:
        pk, key = signing.loads(text, salt=salt)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Subscriber.objects.filter(pk=pk, key=key).first()
    if found and salt == OWN:
        try:
            signing.loads(text, salt=salt, max_age=dt.timedelta(days=DAYS))
        except signing.SignatureExpired:
            raise Expired(found) from None
    return found


def confirm(subscriber: Subscriber) -> None:
    """All that was asked for and is not confirmed yet counts from now on."""
    subscriber.subscriptions.filter(confirmed_at=None).update(confirmed_at=timezone.now())


def end(subscriber: Subscriber, keys: list[int]) -> None:
    """End some of the subscriptions; the address stays, with what it got, for corrections."""
    subscriber.subscriptions.filter(pk__in=keys).delete()


def change(subscriber: Subscriber, *, language: str, rhythm: str) -> None:
    Subscriber.objects.filter(pk=subscriber.pk).update(language=language, rhythm=rhythm)


def erase(subscriber: Subscriber) -> None:
    """Nothing is kept: neither the address, nor what it was subscribed to, nor what it got."""
    subscriber.delete()


def forget_unconfirmed(now: dt.datetime) -> None:
    """Wishes that nobody confirmed in time, and addresses that have nothing else."""
    old = now - dt.timedelta(days=DAYS)
    Subscription.objects.filter(confirmed_at=None, asked_at__lt=old).delete()
    nothing = Subscriber.objects.filter(since__lt=old, subscriptions=None)
    nothing.exclude(letters__announcement__isnull=False).delete()


def record(subscriber: Subscriber) -> dict:
    """All that is kept of somebody, for them to take along."""
    of_it = {"symbol": F("announcement__edition__symbol"),
             "address": F("announcement__edition__communique__slug"),
             "withdrawn": F("announcement__withdrawal__communique__slug")}  # fmt: skip
    return {
        "address": subscriber.email,
        "language": subscriber.language,
        "rhythm": subscriber.rhythm,
        "since": subscriber.since,
        "subscriptions": [
            {
                "issuer": each.issuer and each.issuer.slug,
                "conference": each.conference and each.conference.slug,
                "kind": each.kind,
                "language": each.language,
                "asked": each.asked_at,
                "confirmed": each.confirmed_at,
            }
            for each in subscriber.subscriptions.select_related("issuer", "conference")
        ],
        "letters": list(
            subscriber.letters.exclude(announcement=None)
            .order_by("pk")
            .values("due_at", "handed_at", "sent_at", "message_id", **of_it)
        ),
    }
