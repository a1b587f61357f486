"""Who is told of what: rows of a queue, written in the transaction of what they tell of, so that
nobody is told of what did not happen."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from communiques.models import Action, Communique, Notice, Step
from communiques.roles import people_who_can
from organizations.models import User

#: When those who want one e-mail a day get it, in the time of the site.
MORNING = dt.time(7)


def tell(
    users: Iterable[User], kind: str, row: Communique, language: str = "", *, by=None, **data
) -> int:
    """Queue a notice for each but whoever did it and those who want none; how many that makes."""
    now = timezone.now()
    by_key = {each.pk: each for each in users}
    said = data | ({"by": by.signature()["name"]} if by else {})
    made = Notice.objects.bulk_create(
        Notice(
            user=each, kind=kind, communique=row, language=language, data=said, made_at=now,
            due_at=due_at(each, now),
        )
        for pk, each in sorted(by_key.items())
        if each.is_active and each.email and each.notices != User.Notices.NONE
        and (by is None or pk != by.pk)
    )  # fmt: skip
    return len(made)


def due_at(user: User, now: dt.datetime) -> dt.datetime:
    return due(user.notices == User.Notices.DAILY, now)


def due(daily: bool, now: dt.datetime) -> dt.datetime:
    """Now, or next morning."""
    if not daily:
        return now
    local = timezone.localtime(now)
    today = timezone.make_aware(dt.datetime.combine(local.date(), MORNING))
    return today if today > now else today + dt.timedelta(days=1)


def of_decision(
    action: str, standing, by, *, step: str = "", reason: str = "", at=None, kind: str = ""
) -> None:
    """Tell of a decision on one language; `standing` is how it stood before, `kind` which one a
    later edition is."""
    row, language = standing.communique, standing.language
    if action in (Action.SUBMIT, Action.CLEAR):
        given = {*standing.cleared, step}
        missing = next((each for each in standing.steps if each.permission not in given), None)
        if missing is None:
            tell(people_who_can("release_text", row.series.issuer), Notice.Kind.READY, row,
                 language, by=by)  # fmt: skip
        else:
            able = able_to_sign(standing, missing.permission, by)
            tell(able, Notice.Kind.STEP, row, language, by=by, step=missing.permission)
    elif action == Action.RETURN:
        tell(involved(standing), Notice.Kind.RETURNED, row, language, by=by, reason=reason)
    elif action == Action.RELEASE:
        later = {"edition": kind} if standing.live else {}
        tell(involved(standing), Notice.Kind.RELEASED, row, language, by=by, at=at, **later)
        if standing.urgent and not standing.cleared:
            able = able_to_sign(standing, Step.AUTHORISE, by)
            others = [each for each in able if each.pk != standing.urgent.actor_id]
            tell(others, Notice.Kind.URGENT, row, language, by=by)
    elif action == Action.CALL_OFF:
        tell(involved(standing), Notice.Kind.CALLED_OFF, row, language, by=by, reason=reason)


def able_to_sign(standing, permission: str, by=None) -> list[User]:
    """Who may give that signature and neither wrote the words nor signed them already."""
    barred = {*standing.contributors, *(each.actor_id for each in standing.cleared.values())}
    barred |= {by.pk} if by else set()
    able = people_who_can(permission, standing.communique.series.issuer)
    return [each for each in able if each.pk not in barred]


def involved(standing) -> Iterable[User]:
    """Who wrote the words that stand or wait for their moment, submitted them or signed them."""
    row, language = standing.communique, standing.language
    sealed = standing.scheduled
    words = sealed.text_digest if sealed else standing.digests.text
    wrote = {each.author_id for each in row.versions.all()
             if (each.language, each.digest) == (language, words)}  # fmt: skip
    signed = {each.actor_id for each in row.decisions.all()
              if (each.language, each.text_digest) == (language, words)}  # fmt: skip
    return User.objects.filter(pk__in=(standing.contributors | wrote | signed) - {None})
