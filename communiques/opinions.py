"""Opinions from outside: a link, signed, that expires and can be revoked, shows one text to whoever
holds it and takes what they say of it. It shows nothing else, and nothing once the text moved."""

import datetime as dt
from enum import StrEnum

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from communiques.envelope import complete
from communiques.mail import notices
from communiques.models import Communique, Notice, Opinion, OpinionLink, withdrawn
from communiques.standing import digests
from organizations import audit, tokens

SALT = "bayan.opinion"
DAYS = 7


class State(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    REVOKED = "revoked"
    MOVED = "moved"
    OVER = "over"


class Closed(Exception):
    """The link no longer takes an opinion; the argument says why."""


def ask(row: Communique, language: str, office: str, *, days: int, by) -> tuple[OpinionLink, str]:
    """A new link to the text as it is now, and its token, which is kept nowhere."""
    now, (secret, kept) = timezone.now(), tokens.new()
    with transaction.atomic():
        link = OpinionLink.objects.create(
            communique=row, language=language, office=office, seen=seen(row, language),
            secret_hash=kept, asked_by=by, asked_at=now,
            expires_at=now + dt.timedelta(days=days),
        )  # fmt: skip
        audit.record(gettext_noop("opinion asked for"), row, by, link=link.pk, office=office,
                     language=language, until=link.expires_at)  # fmt: skip
    return link, tokens.token(link.pk, secret, SALT)


def found(token: str) -> OpinionLink | None:
    """The link of a token; None for one that we did not give."""
    links = OpinionLink.objects.select_related("communique", "asked_by")
    return tokens.found(links, token, SALT)


def is_over(row: Communique) -> bool:
    """Whether nobody is asked about it any more: it is put aside, or its words are withdrawn."""
    removed = withdrawn(at=timezone.now(), removes_text=True).filter(communique=row.pk)
    return row.shelved_at is not None or (bool(row.slug) and removed.exists())


def seen(row: Communique, language: str) -> str:
    return "" if is_over(row) else digests(complete(row), language).seen


def state(link: OpinionLink, current: str | None = None) -> State:
    """How the link stands; `current` is what its text has to show now, where that is known; "" for
    nothing."""
    if link.revoked_at:
        return State.REVOKED
    if link.expires_at <= timezone.now():
        return State.EXPIRED
    current = seen(link.communique, link.language) if current is None else current
    if not current:
        return State.OVER
    return State.OPEN if current == link.seen else State.MOVED


def open_(link: OpinionLink) -> None:
    """Somebody reads by it: counted each time, in the audit chain the first time."""
    with transaction.atomic():
        first = OpinionLink.objects.filter(pk=link.pk, opened=0)
        if first.update(opened=1, opened_at=timezone.now()):
            audit.record(gettext_noop("opinion link opened"), link.communique, None, link=link.pk,
                         office=link.office)  # fmt: skip
        else:
            OpinionLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1)


def answer(link: OpinionLink, *, name: str, verdict: str, text: str) -> Opinion:
    """Keep what they say. Raises Closed where the link is over, or the text another by now."""
    with transaction.atomic():
        row = Communique.objects.select_for_update().get(pk=link.communique_id)
        link = OpinionLink.objects.select_for_update().get(pk=link.pk)
        if (now_is := state(link)) != State.OPEN:
            raise Closed(now_is)
        made = Opinion.objects.create(
            link=link, name=name, verdict=verdict, text=text, at=timezone.now()
        )
        audit.record(gettext_noop("opinion given"), row, None, link=link.pk, office=link.office,
                     name=name, verdict=verdict, seen=link.seen)  # fmt: skip
        said = f"{made.get_verdict_display()} {text}".strip()
        notices.tell([link.asked_by], Notice.Kind.OPINION, row, link.language,
                     who=f"{name} ({link.office})", text=said[:500])  # fmt: skip
    return made


def ask_anew(link: OpinionLink) -> None:
    """They would like a link to the text as it is now; whoever asked them is told, once."""
    with transaction.atomic():
        fresh = OpinionLink.objects.filter(pk=link.pk, asked_anew_at=None)
        if fresh.update(asked_anew_at=timezone.now()):
            notices.tell([link.asked_by], Notice.Kind.ASKED_ANEW, link.communique, link.language,
                         who=link.office)  # fmt: skip


def revoke(link: OpinionLink, by) -> None:
    with transaction.atomic():
        if OpinionLink.objects.filter(pk=link.pk, revoked_at=None).update(
            revoked_at=timezone.now()
        ):
            audit.record(gettext_noop("opinion link revoked"), link.communique, by, link=link.pk)
