"""What waits, and for whom: the first page of the desk."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communiques.models import (
    LANGUAGES,
    Action,
    Clearance,
    Communique,
    Decision,
    Edition,
    Step,
)
from communiques.standing import Stage, Standing, of_prefetched, with_standing

#: More open texts than a secretariat ever has at once; the page says when it shows only these.
LIMIT = 300


@dataclass(frozen=True)
class Queue:
    """A list of texts that wait for the same thing."""

    code: str
    title: str | Promise
    permission: str
    rows: list[Standing]


def open_communiques(user, now: dt.datetime):
    """Those on which somebody still has something to do."""
    sealed = {language: _sealed_revision(language) for language in LANGUAGES}
    scheduled = Edition.objects.scheduled(at=now)
    reviewed = Decision.objects.filter(action=Action.REVIEW_URGENT, release=OuterRef("release"))
    urgent = (
        Edition.objects.filter(clearance=Clearance.URGENT)
        .filter(release__called_off_at=None)
        .filter(~Exists(reviewed.filter(language=OuterRef("language"))))
    )
    return (
        Communique.objects.for_user(user)
        .alias(**{f"sealed_{language}": sealed[language] for language in LANGUAGES})
        .filter(
            Q(rev_ar__gt=Coalesce("sealed_ar", Value(0)))
            | Q(rev_en__gt=Coalesce("sealed_en", Value(0)))
            | Q(rev_ar=0, rev_en=0)
            | Q(pk__in=scheduled.values("communique"))
            | Q(pk__in=urgent.values("communique"))
        )
        .order_by("-updated_at")
    )


def _sealed_revision(language: str) -> Subquery:
    editions = Edition.objects.filter(
        communique=OuterRef("pk"), language=language, release__called_off_at=None
    )
    return Subquery(editions.order_by("-number").values("text_revision")[:1])


def queues(user, now: dt.datetime) -> tuple[list[Queue], bool]:
    """The queues that concern the user's roles, in the order of the work, empty ones included;
    and whether there is more than the LIMIT that they were made from."""
    rows = list(with_standing(open_communiques(user, now))[: LIMIT + 1])
    standings = [each for row in rows[:LIMIT] for each in of_prefetched(row, now).values()]
    mine = [
        queue
        for queue in _all_queues(standings)
        if user.has_perm(f"communiques.{queue.permission}")
    ]
    return mine, len(rows) > LIMIT


def _all_queues(standings: list[Standing]) -> Iterable[Queue]:
    def at(*stages):
        return [each for each in standings if each.stage in stages]

    def of_writer(original: bool, *stages):
        return [
            each
            for each in at(*stages)
            if (each.language == each.communique.original_language) is original
        ]

    writing = (Stage.DRAFT, Stage.EMPTY)
    for permission, original in (("write_original", True), ("write_translation", False)):
        yield Queue(
            f"returned-{permission}",
            _("Returned, to be mended"),
            permission,
            of_writer(original, Stage.RETURNED),
        )
    yield Queue("write", _("Drafts"), "write_original", of_writer(True, *writing))
    yield Queue(
        "translate",
        _("To be translated"),
        "write_translation",
        [
            s
            for s in of_writer(False, *writing)
            if s.communique.text(s.communique.original_language)
        ],
    )
    for step, title in (
        (Step.REVIEW, _("To be reviewed")),
        (Step.AUTHORISE, _("To be authorised")),
    ):
        waiting = [s for s in at(Stage.SUBMITTED) if s.next_step.permission == step]
        yield Queue(f"step-{step}", title, str(step), waiting)
    yield Queue("ready", _("Ready for release"), "release_text", at(Stage.READY))
    yield Queue("scheduled", _("Scheduled"), "release_text", at(Stage.SCHEDULED))
    yield Queue(
        "urgent",
        _("Released urgently, to be reviewed afterwards"),
        Step.AUTHORISE.value,
        [each for each in standings if each.unreviewed],
    )
