"""Notices to staff, sent: each its own e-mail, or all of a morning together."""

import datetime as dt
from collections import defaultdict
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from communiques.mail.composing import composed
from communiques.models import EditionKind, Notice, Step
from organizations import outgoing
from organizations.languages import LANGUAGE_CHOICES
from organizations.models import User

#: How much of a title a subject holds: what is asked stands after it, and is to be seen.
LONGEST_TITLE = 60


def drain(now: dt.datetime | None = None) -> int:
    """Send what is due; how many e-mails went out."""
    rows = Notice.objects.select_related("user", "communique__series")
    batches = map(by_person, outgoing.in_hand(rows, "user", now))
    return sum(
        outgoing.send(mine, partial(letter, user, mine)) for each in batches for user, mine in each
    )


def by_person(taken: list[Notice]) -> list[tuple[User, list[Notice]]]:
    """What one gets in one e-mail: each notice its own, or all of a morning together."""
    letters, daily = [], defaultdict(list)
    for each in taken:
        if each.user.notices == User.Notices.DAILY:
            daily[each.user].append(each)
        else:
            letters.append((each.user, [each]))
    return letters + list(daily.items())


def may_be_told(user: User, notice: Notice) -> bool:
    """Whether the person still sees that text: an account may be closed, or serve another body,
    since the notice was made."""
    return user.is_active and user.may_touch(notice.communique.series.issuer_id)


def letter(user: User, notices: list[Notice]) -> EmailMultiAlternatives | None:
    """The e-mail, in the person's language; None where nothing is left to tell them."""
    notices = [each for each in notices if may_be_told(user, each)]
    if not notices:
        return None
    with translation.override(user.language):
        items = [{"said": sentence(each), "url": address(each)} for each in notices]
        subject = sentence(notices[0], LONGEST_TITLE) if len(items) == 1 else _("Bayan: %(n)s") % {
            "n": ngettext("%(n)s notice", "%(n)s notices", len(items)) % {"n": len(items)}
        }  # fmt: skip
        context = {"user": user, "items": items}
        return composed("notices", subject, user.email, context)


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
        "edition": str(dict(EditionKind.choices).get(data.get("edition"), "")),
    }
    chosen = CHOSEN.get(notice.kind)
    return (chosen(notice) if chosen else _(SENTENCES[notice.kind])) % said


def released(notice: Notice) -> str:
    """What is public only later than it was told is scheduled; what was public before has a later
    edition."""
    to_come = dt.datetime.fromisoformat(notice.data["at"]) > notice.made_at
    if "edition" not in notice.data:
        if to_come:
            return _("“%(title)s” (%(language)s) is scheduled, to be public from %(at)s.")
        return _("“%(title)s” (%(language)s) is released, public from %(at)s.")
    if to_come:
        return _(
            "“%(title)s” (%(language)s): a later edition (%(edition)s) is scheduled, to be public "
            "from %(at)s."
        )
    return _(
        "“%(title)s” (%(language)s): a later edition (%(edition)s) is released, public from %(at)s."
    )


def due(notice: Notice) -> str:
    """The day itself is still in time."""
    if dt.date.fromisoformat(notice.data["at"]) < timezone.localdate(notice.made_at):
        return _("“%(title)s” (%(language)s) was needed by %(at)s and is not yet cleared.")
    return _("“%(title)s” (%(language)s) is needed by %(at)s and is not yet cleared.")


def in_its_language(said: str | dict[str, str], language: str) -> str:
    """Reasons that readers see are given in both languages, those of the desk in one."""
    return said.get(language, "") if isinstance(said, dict) else said


def moment(text: str | None) -> str:
    if not text:
        return ""
    if len(text) == len("2022-05-23"):
        return date_format(dt.date.fromisoformat(text), "DATE_FORMAT")
    return date_format(timezone.localtime(dt.datetime.fromisoformat(text)), "DATETIME_FORMAT")


#: Kind of notice → its sentence, or what chooses among several.
SENTENCES = {
    Notice.Kind.STEP: gettext_noop("“%(title)s” (%(language)s) waits for you: %(step)s."),
    Notice.Kind.READY: gettext_noop("“%(title)s” (%(language)s) is cleared and can be released."),
    Notice.Kind.RETURNED: gettext_noop(
        "“%(title)s” (%(language)s) was returned by %(by)s: %(reason)s"
    ),
    Notice.Kind.CALLED_OFF: gettext_noop(
        "The release of “%(title)s” was called off by %(by)s: %(reason)s"
    ),
    Notice.Kind.WITHDRAWN: gettext_noop("“%(title)s” was withdrawn by %(by)s: %(reason)s"),
    Notice.Kind.REINSTATED: gettext_noop("“%(title)s” was reinstated by %(by)s: %(reason)s"),
    Notice.Kind.REDACTION: gettext_noop(
        "%(by)s asks for a redaction of “%(title)s”; somebody else must confirm it: %(reason)s"
    ),
    Notice.Kind.REDACTED: gettext_noop(
        "%(by)s confirmed the redaction of “%(title)s”; its words are gone: %(reason)s"
    ),
    Notice.Kind.REDACTION_DECLINED: gettext_noop(
        "%(by)s declined the redaction of “%(title)s”; nothing is gone."
    ),
    Notice.Kind.URGENT: gettext_noop(
        "“%(title)s” (%(language)s) was released urgently and waits for its review."
    ),
    Notice.Kind.REMARK: gettext_noop("%(by)s on “%(title)s” (%(language)s): %(text)s"),
    Notice.Kind.MENTION: gettext_noop("%(by)s calls you, on “%(title)s”: %(text)s"),
    Notice.Kind.OPINION: gettext_noop("%(who)s on “%(title)s” (%(language)s): %(text)s"),
    Notice.Kind.ASKED_ANEW: gettext_noop(
        "%(who)s asks for a new link to “%(title)s” (%(language)s): the old one serves no more."
    ),
    Notice.Kind.OVERDUE: gettext_noop(
        "“%(title)s” (%(language)s) has waited since %(at)s: %(step)s."
    ),
}
CHOSEN = {Notice.Kind.DUE: due, Notice.Kind.RELEASED: released}
