"""What has waited for too long, and what is needed soon and not yet cleared, called to mind."""

import datetime as dt

from django.utils import timezone

from communiques.mail import notices
from communiques.models import Communique, Notice, Step
from communiques.roles import people_who_can
from communiques.standing import Stage, Standing, of_many

#: How long a text may wait for a signature before that is called to mind.
PATIENCE = dt.timedelta(days=2)
#: How long before the day that a text is needed by.
AHEAD = dt.timedelta(days=3)


def remind(now: dt.datetime | None = None) -> int:
    """Queue what is to be called to mind today and was not yet; how many notices that makes."""
    now = now or timezone.now()
    made = 0
    for standing in of_many(Communique.objects.in_work(at=now), now):
        if is_overdue(standing, now):
            made += overdue(standing, now)
        if is_unreviewed(standing, now):
            made += unreviewed(standing, now)
        if is_needed(standing, now):
            made += needed(standing, now)
    return made


def is_overdue(standing: Standing, now: dt.datetime) -> bool:
    return bool(standing.next_step and standing.since <= now - PATIENCE)


def is_unreviewed(standing: Standing, now: dt.datetime) -> bool:
    """Urgently public for some time, and reviewed by nobody since."""
    edition = standing.unreviewed
    return bool(edition and edition.visible_from <= now - PATIENCE)


def is_needed(standing: Standing, now: dt.datetime) -> bool:
    """Needed within days, and still without a clearance."""
    due = standing.communique.due_on
    to_do = standing.stage not in (Stage.READY, Stage.SCHEDULED, Stage.RELEASED)
    return bool(due and to_do and due <= timezone.localdate(now) + AHEAD)


def overdue(standing: Standing, now: dt.datetime) -> int:
    step = standing.next_step.permission
    users = notices.able_to_sign(standing, step)
    return _tell(users, Notice.Kind.OVERDUE, standing, now, step=step, at=standing.since)


def unreviewed(standing: Standing, now: dt.datetime) -> int:
    able = people_who_can(Step.AUTHORISE, standing.communique.series.issuer)
    users = [each for each in able if each.pk not in standing.involved]
    return _tell(users, Notice.Kind.URGENT, standing, now)


def needed(standing: Standing, now: dt.datetime) -> int:
    """Those who wrote it, those who must sign it, and those who release."""
    row = standing.communique
    users = [*notices.involved(standing), *people_who_can("release_text", row.series.issuer)]
    if step := standing.next_step:
        users += notices.able_to_sign(standing, step.permission)
    return _tell(users, Notice.Kind.DUE, standing, now, at=row.due_on)


def _tell(users, kind: str, standing: Standing, now: dt.datetime, **data) -> int:
    """Once a day each at most; how many are told."""
    row, today = standing.communique, timezone.localtime(now).replace(hour=0, minute=0, second=0)
    told = Notice.objects.filter(
        communique=row, kind=kind, language=standing.language, made_at__gte=today
    )
    already = set(told.values_list("user", flat=True))
    fresh = [each for each in users if each.pk not in already]
    return notices.tell(fresh, kind, row, standing.language, **data)
