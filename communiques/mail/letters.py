"""Letters to subscribers: made of what has happened, and sent, each once.

Each is marked as handed over, under the number that its e-mail carries, before the mail server
gets it. Where the server refuses, the mark goes and it is tried again; where the machine or the
line dies in between, nobody knows whether it went: it stays in doubt, and only a person sends it
again."""

import datetime as dt
import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.utils import make_msgid
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communiques.mail import announcing, subscribing
from communiques.mail.composing import composed
from communiques.models import Edition, Letter, Subscriber, Withdrawal
from organizations.outgoing import HELD, in_hand, put_back

log = logging.getLogger(__name__)

#: What a server says when it surely did not take a letter.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused,
            smtplib.SMTPSenderRefused, smtplib.SMTPNotSupportedError)  # fmt: skip
#: After so many, which take about a day, a letter is given up.
MOST_REFUSALS = 10


def deliver(now: dt.datetime | None = None) -> int:
    """Tell the subscribers of all that has happened; how many e-mails went out."""
    now = now or timezone.now()
    subscribing.forget_unconfirmed(now)
    announcing.address_letters(now)
    waiting = Letter.objects.filter(handed_at=None).select_related(
        "subscriber", "announcement__edition", "announcement__withdrawal"
    )
    sent, connection = 0, get_connection()
    for taken in in_hand(waiting, "subscriber", now):
        taken.sort(key=attrgetter("subscriber_id"))
        for _key, letters in groupby(taken, attrgetter("subscriber_id")):
            sent += send(list(letters), connection)
    connection.close()
    return sent


def in_doubt(now: dt.datetime) -> QuerySet[Letter]:
    """Those of which nobody knows whether they went."""
    return Letter.objects.filter(sent_at=None, handed_at__lt=now - HELD)


def send_again(now: dt.datetime) -> int:
    """Let those in doubt be sent once more, each under its number; how many."""
    return in_doubt(now).update(handed_at=None, claimed_until=None)


def send(letters: list[Letter], connection) -> bool:
    """Send one subscriber all that is due, as one e-mail. What it says is read after the mark:
    whatever changes meanwhile, a withdrawal finds that this reader has got the text."""
    rows = Letter.objects.filter(pk__in=[each.pk for each in letters])
    try:
        connection.open()
    except Exception as error:  # whatever the network or the library says
        refused(rows, letters, error)
        return False
    number = letters[0].message_id or make_msgid(domain=host())
    mine = rows.filter(claim=letters[0].claim, handed_at=None)
    if not mine.update(handed_at=timezone.now(), message_id=number):
        return False  # it took so long that another worker has them
    try:
        made = letter(letters, number, timezone.now())
    except Exception as error:  # one that cannot be written stops no other
        log.exception("A letter to a subscriber cannot be written")
        refused(rows, letters, error)
        return False
    if made is None:
        rows.delete()
        return False
    try:
        connection.send_messages([made])
    except REFUSALS as error:
        refused(rows, letters, error)
        return False
    except Exception as error:  # the line broke: it may have gone
        log.warning("A letter to a subscriber is in doubt: %s", type(error).__name__)
        connection.close()
        return False
    rows.update(sent_at=timezone.now())
    return True


def refused(rows: QuerySet[Letter], letters: list[Letter], error: Exception) -> None:
    """Try again later, and in the end no more."""
    rows.update(handed_at=None)
    put_back(letters, error)
    rows.filter(failures__gte=MOST_REFUSALS).delete()


def host() -> str:
    return settings.SITE_URL.partition("//")[2].partition("/")[0].partition(":")[0]


# --- what stands in it ----------------------------------------------------------------------------


@dataclass
class Item:
    """One text that a letter tells of: its editions, or how it was withdrawn or reinstated."""

    editions: list[Edition] = field(default_factory=list)
    withdrawal: Withdrawal | None = None
    lifted: bool = False

    @property
    def first(self) -> Edition:
        return self.editions[0]

    @property
    def subject(self) -> str:
        title = str(self.first)
        if self.withdrawal:
            said = _("Reinstated: %(title)s") if self.lifted else _("Withdrawn: %(title)s")
            return said % {"title": title}
        if not self.first.is_first:
            return f"{self.first.get_kind_display()}: {title}"
        return title

    def reason(self) -> str:
        return self.withdrawal.reason(translation.get_language())


def letter(letters: list[Letter], number: str, now: dt.datetime) -> EmailMultiAlternatives | None:
    """The e-mail, in the subscriber's language; None where nothing is left to say."""
    subscriber = letters[0].subscriber
    with translation.override(subscriber.language):
        news = items(letters, subscriber, now)
        links = any(each.announcement_id is None for each in letters)
        if not (news or links):
            return None
        own = reverse("public:subscriptions_own", args=[subscribing.own_token(subscriber)])
        stop = reverse("public:subscriptions_stop", args=[subscribing.stop_token(subscriber)])
        context = {
            "items": news, "links": links, "own": settings.SITE_URL + own,
            "stop": settings.SITE_URL + stop, "site": settings.SITE_URL, "days": subscribing.DAYS,
            "subscriptions": subscriber.subscriptions.select_related("issuer", "conference"),
        }  # fmt: skip
        headers = {
            "Message-ID": number,
            # RFC 8058: one click in the reader's program ends it.
            "List-Unsubscribe": f"<{context['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        }
        return composed("subscription", subject(news), subscriber.email, context, headers)


def subject(news: list[Item]) -> str:
    if not news:
        return _("Bayan: confirm your subscription")
    if len(news) == 1:
        return news[0].subject
    return ngettext("Bayan: %(n)s communiqué", "Bayan: %(n)s communiqués", len(news)) % {
        "n": len(news)
    }


def items(letters: Iterable[Letter], subscriber: Subscriber, now: dt.datetime) -> list[Item]:
    """What is true at this moment of what is to be told: the editions in force, the reader's
    language first; withdrawals that stand, and those that ended."""
    told = [each.announcement for each in letters if each.announcement_id]
    return [
        *of_editions([each.edition for each in told if each.edition_id], subscriber, now),
        *of_withdrawals([each for each in told if each.withdrawal_id], subscriber, now),
    ]


def of_editions(editions: list[Edition], subscriber, now: dt.datetime) -> list[Item]:
    wanted = {(each.communique_id, each.language) for each in editions}
    rows = {each.communique_id for each in editions}
    current = Edition.objects.current(at=now).filter(communique__in=rows)
    found: dict[int, Item] = {}
    for each in current.select_related("communique").order_by("visible_from", "communique"):
        if (each.communique_id, each.language) in wanted:
            found.setdefault(each.communique_id, Item()).editions.append(each)
    for item in found.values():
        item.editions.sort(key=lambda each: each.language != subscriber.language)
    return list(found.values())


def of_withdrawals(told: list, subscriber, now: dt.datetime) -> Iterable[Item]:
    for each in told:
        withdrawal = each.withdrawal
        if withdrawal.stands(now) == each.lifted:
            continue  # it ended, or came again, before this was sent
        released = Edition.objects.released(at=now).filter(communique=withdrawal.communique_id)
        latest = list(released.select_related("communique").order_by("-number"))
        latest.sort(key=lambda one: one.language != subscriber.language)
        yield Item(latest[:1], withdrawal, each.lifted)
