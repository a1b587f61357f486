"""What a person may decide on a text, and what stands in the way: before any button."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques import workflow
from communiques.blockers import Blocker, of_release
from communiques.models import Action
from communiques.standing import Stage, Standing

LABELS = {
    Action.SUBMIT: gettext_lazy("Submit for clearance"),
    Action.WITHDRAW: gettext_lazy("Withdraw the submission"),
    Action.RETURN: gettext_lazy("Return to the writer"),
    Action.URGENT: gettext_lazy("Clear by the urgent path"),
    Action.REVIEW_URGENT: gettext_lazy("Confirm after an urgent release"),
}
#: Reasons that an action does not belong to this stage at all: it is then not offered.
OUT_OF_PLACE = frozenset({"stage", "not_this_step", "reviewed", "not_scheduled", "already"})


@dataclass(frozen=True)
class Offer:
    """One action that fits where the text stands; blockers take the place of its button."""

    action: Action
    language: str
    label: str | Promise
    asks_reason: bool
    blockers: list[Blocker]
    step: str = ""


def offers(standing: Standing, standings: dict, actor, now: dt.datetime) -> list[Offer]:
    """What the actor may decide on one language."""
    found = []
    step = standing.next_step.permission if standing.next_step else ""
    for action in (
        Action.SUBMIT,
        Action.CLEAR,
        Action.RETURN,
        Action.WITHDRAW,
        Action.URGENT,
        Action.REVIEW_URGENT,
    ):
        if not workflow.permitted(
            action, standing.communique, actor, language=standing.language, step=step
        ):
            continue
        request = workflow.Request(
            action,
            standing.communique,
            actor,
            [standing.language],
            now,
            reason="-",
            step=step,
            standings=standings,
        )
        blockers = list(workflow.why_not(request))
        if not OUT_OF_PLACE & {each.code for each in blockers}:
            found.append(offer(action, standing, step, blockers))
    return found


def offer(action: Action, standing: Standing, step: str, blockers: list[Blocker]) -> Offer:
    label = LABELS.get(action) or _("Give: %(step)s") % {"step": standing.next_step}
    rule = workflow.RULES[action]
    return Offer(action, standing.language, label, rule.asks_reason, blockers, step)


@dataclass(frozen=True)
class ReleaseOffer:
    """The languages that wait for their release, and everything that still stands in the way."""

    languages: list[str]
    blockers: list[Blocker]
    permitted: bool


def release_offer(standings: dict[str, Standing], actor) -> ReleaseOffer | None:
    """None where nothing is left to release, or a release is already scheduled."""
    waiting = [k for k, s in standings.items() if s.stage not in (Stage.RELEASED, Stage.SCHEDULED)]
    row = next(iter(standings.values())).communique
    if not row.series.languages_together:
        ready = [each for each in waiting if standings[each].cleared_fully]
        waiting = ready or [each for each in waiting if standings[each].text]
    if not waiting or any(s.stage == Stage.SCHEDULED for s in standings.values()):
        return None
    permitted = workflow.permitted(Action.RELEASE, row, actor)
    return ReleaseOffer(waiting, list(of_release(standings, waiting)), permitted)
