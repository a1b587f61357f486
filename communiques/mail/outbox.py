"""The queue of notices drained: by as many workers as there are, each notice sent by one of them.

A worker takes a notice in hand by one conditional update; whoever changes the row has it. If the
worker dies, the notice is free again after HELD. A mail server that is down loses nothing: what
could not be sent is tried again later and later.
"""

import datetime as dt
import logging
import uuid
from collections import defaultdict

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communiques.models import LANGUAGE_CHOICES, Notice, Step
from organizations.models import User
from organizations.outgoing import Outgoing

log = logging.getLogger(__name__)

HELD = dt.timedelta(minutes=5)
BATCH = 50
#: How much of a title a subject holds: what is asked stands after it, and is to be seen.
LONGEST_TITLE = 60
#: How long to wait after the first failure, the second, and so on.
WAITS = [dt.timedelta(minutes=n) for n in (1, 5, 15, 60, 240)]


def drain(now: dt.datetime | None = None) -> int:
    """Send what is due; how many e-mails went out."""
    sent = 0
    rows = Notice.objects.select_related("user", "communique")
    while taken := take(rows, "user", now or timezone.now()):
        sent += sum(send(*each) for each in by_person(taken))
    return sent


def take(rows: QuerySet[Outgoing], whose: str, now: dt.datetime) -> list[Outgoing]:
    """What is due to some people, all of it, in hand for this worker alone."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    due = rows.filter(free, sent_at=None, due_at__lte=now)
    mark = uuid.uuid4().hex
    people = due.order_by(whose).values_list(whose, flat=True).distinct()[:BATCH]
    for key in list(people):
        due.filter(**{whose: key}).update(claim=mark, claimed_until=now + HELD)
    return list(rows.filter(claim=mark, sent_at=None).order_by("id"))


def put_back(rows: QuerySet[Outgoing], each: Outgoing, said: str) -> None:
    """Keep what went wrong; it is tried again, later and later."""
    wait = WAITS[min(each.failures, len(WAITS) - 1)]
    rows.filter(pk=each.pk).update(
        failures=each.failures + 1, last_failure=said[:500],
        due_at=timezone.now() + wait, claimed_until=None,
    )  # fmt: skip


def by_person(taken: list[Notice]) -> list[tuple[User, list[Notice]]]:
    """What one gets in one e-mail: each notice its own, or all of a morning together."""
    letters, daily = [], defaultdict(list)
    for each in taken:
        if each.user.notices == User.Notices.DAILY:
            daily[each.user].append(each)
        else:
            letters.append((each.user, [each]))
    return letters + list(daily.items())


def send(user: User, notices: list[Notice]) -> bool:
    """Send one e-mail; what went wrong is kept with the notices, and they are tried again."""
    rows = Notice.objects.filter(pk__in=[each.pk for each in notices], sent_at=None)
    try:
        letter(user, notices).send()
    except Exception as error:  # whatever the mail server, its library or the network says
        log.warning("A notice could not be sent: %s", error)
        for each in notices:
            put_back(rows, each, str(error))
        return False
    rows.update(sent_at=timezone.now())
    return True


def letter(user: User, notices: list[Notice]) -> EmailMultiAlternatives:
    """The e-mail, in the person's language."""
    with translation.override(user.language):
        items = [{"said": sentence(each), "url": address(each)} for each in notices]
        subject = sentence(notices[0], LONGEST_TITLE) if len(items) == 1 else _("Bayan: %(n)s") % {
            "n": ngettext("%(n)s notice", "%(n)s notices", len(items)) % {"n": len(items)}
        }  # fmt: skip
        context = {"user": user, "items": items, "language": user.language,
                   "direction": "rtl" if user.language == "ar" else "ltr"}  # fmt: skip
        made = EmailMultiAlternatives(
            " ".join(subject.split())[:200],
            render_to_string("mail/notices.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
            connection=get_connection(),
        )
        made.attach_alternative(render_to_string("mail/notices.html", context), "text/html")
    return made


def address(notice: Notice) -> str:
    """The page of the desk on which it can be decided."""
    path = reverse("admin:communiques_communique_decide", args=[notice.communique_id])
    return settings.SITE_URL + path


def sentence(notice: Notice, longest: int | None = None) -> str:
    """What happened, in one sentence of the active language, its title cut to so many letters."""
    data, language = notice.data, translation.get_language()
    title = notice.communique.working_title(language)
    said = {
        "title": Truncator(title).chars(longest) if longest else title,
        "language": str(dict(LANGUAGE_CHOICES).get(notice.language, "")),
        "by": data.get("by", {}).get(language, ""),
        "step": str(dict(Step.choices).get(data.get("step"), "")),
        "reason": in_its_language(data.get("reason", ""), language),
        "who": data.get("who", ""),
        "text": data.get("text", ""),
        "at": moment(data.get("at")),
    }
    if notice.kind == Notice.Kind.RELEASED and is_to_come(notice):
        return _("“%(title)s” (%(language)s) is scheduled, to be public from %(at)s.") % said
    return SENTENCES[notice.kind]() % said


def is_to_come(notice: Notice) -> bool:
    """Whether what was released is public only later than it was told."""
    return dt.datetime.fromisoformat(notice.data["at"]) > notice.made_at


def in_its_language(said: str | dict[str, str], language: str) -> str:
    """Reasons that readers see are given in both languages, those of the desk in one."""
    return said.get(language, "") if isinstance(said, dict) else said


def moment(text: str | None) -> str:
    if not text:
        return ""
    if len(text) == len("2022-05-23"):
        return date_format(dt.date.fromisoformat(text), "DATE_FORMAT")
    return date_format(timezone.localtime(dt.datetime.fromisoformat(text)), "DATETIME_FORMAT")


#: Kind of notice → its sentence.
SENTENCES = {
    Notice.Kind.STEP: lambda: _("“%(title)s” (%(language)s) waits for you: %(step)s."),
    Notice.Kind.READY: lambda: _("“%(title)s” (%(language)s) is cleared and can be released."),
    Notice.Kind.RETURNED: lambda: _(
        "“%(title)s” (%(language)s) was returned by %(by)s: %(reason)s"
    ),
    Notice.Kind.RELEASED: lambda: _("“%(title)s” (%(language)s) is released, public from %(at)s."),
    Notice.Kind.CALLED_OFF: lambda: _(
        "The release of “%(title)s” was called off by %(by)s: %(reason)s"
    ),
    Notice.Kind.WITHDRAWN: lambda: _("“%(title)s” was withdrawn by %(by)s: %(reason)s"),
    Notice.Kind.REINSTATED: lambda: _("“%(title)s” was reinstated by %(by)s: %(reason)s"),
    Notice.Kind.REDACTION: lambda: _(
        "%(by)s asks for a redaction of “%(title)s”; somebody else must confirm it: %(reason)s"
    ),
    Notice.Kind.REDACTED: lambda: _(
        "%(by)s confirmed the redaction of “%(title)s”; its words are gone: %(reason)s"
    ),
    Notice.Kind.REDACTION_DECLINED: lambda: _(
        "%(by)s declined the redaction of “%(title)s”; nothing is gone."
    ),
    Notice.Kind.URGENT: lambda: _(
        "“%(title)s” (%(language)s) was released urgently and waits for its review."
    ),
    Notice.Kind.REMARK: lambda: _("%(by)s on “%(title)s” (%(language)s): %(text)s"),
    Notice.Kind.MENTION: lambda: _("%(by)s calls you, on “%(title)s”: %(text)s"),
    Notice.Kind.OPINION: lambda: _("%(who)s on “%(title)s” (%(language)s): %(text)s"),
    Notice.Kind.ASKED_ANEW: lambda: _(
        "%(who)s asks for a new link to “%(title)s” (%(language)s): the old one serves no more."
    ),
    Notice.Kind.OVERDUE: lambda: _("“%(title)s” (%(language)s) has waited since %(at)s: %(step)s."),
    Notice.Kind.DUE: lambda: _(
        "“%(title)s” (%(language)s) is needed by %(at)s and is not yet cleared."
    ),
}
