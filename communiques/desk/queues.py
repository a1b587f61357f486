"""What waits, and for whom: the first page of the desk."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communiques.models import Communique, Step
from communiques.standing import WRITING, Stage, Standing, of_many

#: More open texts than a secretariat ever has at once; the page says when it shows only these.
LIMIT = 300
#: How many rows of a queue the first page shows; the board has all.
FIRST = 6
#: How many days before the day that a text is needed by it is called to mind.
SOON = dt.timedelta(days=3)
#: Where a text is on its way, out of its writer's hands.
UNDER_WAY = frozenset({Stage.SUBMITTED, Stage.READY, Stage.SCHEDULED})


@dataclass(frozen=True)
class Queue:
    """A list of texts that wait for the same thing."""

    code: str
    title: str | Promise
    rows: list[Standing]
    writes: bool = False

    @property
    def first(self) -> list[Standing]:
        return self.rows[:FIRST]

    @property
    def more(self) -> int:
        return len(self.rows) - len(self.first)


@dataclass(frozen=True)
class Waiting:
    """A kind of queue: the permission of those whom it concerns, and which texts are in it."""

    code: str
    title: str | Promise
    permission: str
    belongs: Callable[[Standing], object]
    writes: bool = False


def work_of(user, now: dt.datetime, queryset=None) -> tuple[list[Standing], bool]:
    """Where each text in work stands, of those the user may see, the ones saved last first; and
    whether there is more than LIMIT."""
    rows = Communique.objects.all() if queryset is None else queryset
    mine = rows.for_user(user).in_work(at=now).order_by("-updated_at", "-pk")
    found = of_many(mine[: LIMIT + 1], now)
    return found[: 2 * LIMIT], len(found) > 2 * LIMIT


def queues(user, standings: list[Standing]) -> list[Queue]:
    """The queues that concern the user's roles, in the order of the work, empty ones included."""
    return [
        Queue(
            kind.code,
            kind.title,
            sorted((s for s in standings if is_for(user, kind, s)), key=urgency),
            kind.writes,
        )
        for kind in KINDS
        if user.has_perm(f"communiques.{kind.permission}")
    ]


def is_for(user, kind: Waiting, standing: Standing) -> bool:
    """Whether the text is in that queue, and waits for this person and not for somebody else:
    nobody clears words that they wrote, nor signs twice, nor reviews what they let out urgently."""
    if not kind.belongs(standing):
        return False
    if kind.code == "urgent":
        return user.pk not in standing.involved
    if standing.stage != Stage.SUBMITTED:
        return True
    signed = {each.actor_id for each in standing.cleared.values()}
    return user.pk not in standing.contributors | signed


def due(standings: list[Standing]) -> list[Standing]:
    """What is needed within days and not yet on its way to the readers."""
    return sorted(filter(needed_soon, standings), key=urgency)


def sent_by(user, standings: list[Standing]) -> list[Standing]:
    """What the user submitted and is on its way."""
    return [
        each
        for each in standings
        if each.stage in UNDER_WAY and any(d.actor_id == user.pk for d in submissions(each))
    ]


def submissions(standing: Standing) -> list:
    sealed = standing.scheduled.text_digest if standing.scheduled else standing.digests.text
    return [
        each
        for each in standing.communique.decisions.all()
        if (each.language, each.action, each.text_digest) == (standing.language, "submit", sealed)
    ]


def urgency(standing: Standing) -> tuple:
    """What is needed first comes first, then what is public soonest or has waited longest."""
    row, scheduled = standing.communique, standing.scheduled
    moment = scheduled.visible_from if scheduled else standing.since
    return (row.due_on or dt.date.max, moment, row.pk, standing.language)


def needed_soon(standing: Standing) -> bool:
    due = standing.communique.due_on
    to_do = standing.stage not in (Stage.RELEASED, Stage.SCHEDULED)
    return bool(due and to_do and due <= timezone.localdate() + SOON)


def is_stale(standing: Standing) -> bool:
    """A translation of words that are no longer the original's, saved or public."""
    live, source = standing.live, standing.digests.source
    public = standing.stage == Stage.RELEASED and live.source_digest != source
    return bool(source) and (standing.source_moved or public)


def is_original(standing: Standing) -> bool:
    return standing.language == standing.communique.original_language


def to_translate(standing: Standing) -> bool:
    row = standing.communique
    to_write = standing.stage in (Stage.DRAFT, Stage.EMPTY) and not is_stale(standing)
    return to_write and not is_original(standing) and bool(row.text(row.original_language))


def waits_for(step: Step) -> Callable[[Standing], bool]:
    return lambda standing: bool(
        standing.stage == Stage.SUBMITTED
        and standing.next_step
        and standing.next_step.permission == step
    )


def returned(original: bool) -> Callable[[Standing], bool]:
    return lambda each: each.stage == Stage.RETURNED and is_original(each) is original


KINDS: Iterable[Waiting] = (
    Waiting(
        "returned-write_original",
        _("Returned, to be mended"),
        "write_original",
        returned(True),
        True,
    ),
    Waiting(
        "returned-write_translation",
        _("Returned, to be mended"),
        "write_translation",
        returned(False),
        True,
    ),
    Waiting(
        "write",
        _("Drafts"),
        "write_original",
        lambda each: each.stage in WRITING - {Stage.RETURNED} and is_original(each),
        True,
    ),
    Waiting("translate", _("To be translated"), "write_translation", to_translate, True),
    Waiting("stale", _("The original has changed"), "write_translation", is_stale, True),
    Waiting(f"step-{Step.REVIEW}", _("To be reviewed"), Step.REVIEW, waits_for(Step.REVIEW)),
    Waiting(
        f"step-{Step.AUTHORISE}", _("To be authorised"), Step.AUTHORISE, waits_for(Step.AUTHORISE)
    ),
    Waiting(
        "ready", _("Ready for release"), "release_text", lambda each: each.stage == Stage.READY
    ),
    Waiting(
        "scheduled", _("Scheduled"), "release_text", lambda each: each.stage == Stage.SCHEDULED
    ),
    Waiting(
        "urgent",
        _("Released urgently, to be reviewed afterwards"),
        Step.AUTHORISE,
        lambda each: each.unreviewed,
    ),
)
