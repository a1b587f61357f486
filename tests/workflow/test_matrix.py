"""Every role × every action × every stage: who may do what, and when."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from communiques import workflow
from communiques.demo import play
from communiques.models import Action, Step
from communiques.standing import standings
from tests.standing import scene

ROLES = [
    "drafter",
    "translator",
    "reviewer",
    "approver",
    "deputy",
    "publisher",
    "protocol",
    "administrator",
]
#: The actions as a person sees them: clearing is one action a step.
ACTIONS = [
    (Action.SUBMIT, ""),
    (Action.WITHDRAW, ""),
    (Action.CLEAR, Step.REVIEW),
    (Action.CLEAR, Step.AUTHORISE),
    (Action.RETURN, ""),
    (Action.URGENT, ""),
    (Action.RELEASE, ""),
    (Action.CALL_OFF, ""),
    (Action.REVIEW_URGENT, ""),
]
MAY = {
    (Action.SUBMIT, ""): {"drafter"},  # of the Arabic, the original
    (Action.WITHDRAW, ""): {"drafter"},
    (Action.CLEAR, Step.REVIEW): {"reviewer"},
    (Action.CLEAR, Step.AUTHORISE): {"approver", "deputy"},
    (Action.RETURN, ""): {"reviewer", "approver", "deputy"},
    (Action.URGENT, ""): {"approver", "deputy"},
    (Action.RELEASE, ""): {"publisher"},
    (Action.CALL_OFF, ""): {"publisher"},
    (Action.REVIEW_URGENT, ""): {"approver", "deputy"},
}
#: Stage → the actions that are possible in it, for those who may.
POSSIBLE = {
    "draft": {(Action.SUBMIT, ""), (Action.URGENT, "")},
    "returned": {(Action.SUBMIT, ""), (Action.URGENT, "")},
    "submitted": {
        (Action.WITHDRAW, ""),
        (Action.CLEAR, Step.REVIEW),
        (Action.RETURN, ""),
        (Action.URGENT, ""),
    },
    "reviewed": {
        (Action.WITHDRAW, ""),
        (Action.CLEAR, Step.AUTHORISE),
        (Action.RETURN, ""),
        (Action.URGENT, ""),
    },
    "ready": {(Action.WITHDRAW, ""), (Action.RETURN, ""), (Action.RELEASE, "")},
    "scheduled": {(Action.CALL_OFF, "")},
    "released": set(),
    "urgent": {(Action.REVIEW_URGENT, "")},
    "empty": set(),
}


@scene
def rows(stage):
    """One communiqué in each stage."""
    now = timezone.now()
    made = {name: play.compose(stage, "review", now) for name in POSSIBLE if name != "empty"}
    made["empty"] = play.compose(stage, "review", now, languages=[])
    for name in ("returned", "submitted", "reviewed"):
        play.submit(stage, made[name], now)
    for language in ("ar", "en"):
        play.decide(
            Action.RETURN, made["returned"], stage.staff["reviewer"], language, now, reason="سبب"
        )
    play.step(stage, made["reviewed"], Step.REVIEW, "reviewer", now)
    for name in ("ready", "scheduled", "released"):
        play.clear(stage, made[name], now)
    play.release(stage, made["released"], now)
    play.release(stage, made["scheduled"], now, visible_from=now + dt.timedelta(days=9))
    for language in ("ar", "en"):
        play.decide(
            Action.URGENT, made["urgent"], stage.staff["approver"], language, now, reason="سبب"
        )
    play.release(stage, made["urgent"], now)
    return made


def shown(row) -> dict[str, str]:
    return {language: each.digests.seen for language, each in standings(row).items()}


def outcome(row, seen, action, step, actor, languages=("ar", "en")) -> str:
    try:
        with transaction.atomic():
            workflow.apply(
                action, row, actor=actor, languages=list(languages), seen=seen, step=step,
                reason="سبب",
            )  # fmt: skip
            transaction.set_rollback(True)
    except PermissionDenied:
        return "forbidden"
    except workflow.Refused:
        return "refused"
    return "done"


def expected(stage_name, action, role) -> str:
    if role not in MAY[action]:
        return "forbidden"
    if action not in POSSIBLE[stage_name]:
        return "refused"
    if (action[0], role) == (Action.REVIEW_URGENT, "approver"):
        return "refused"  # the one who decided the urgent path does not review it
    return "done"


def test_every_role_action_and_stage(stage, rows):
    got, want = {}, {}
    for name, row in rows.items():
        seen = shown(row)  # nothing that is done stays
        for action in ACTIONS:
            for role in ROLES:
                key = (name, str(action[0]), str(action[1]), role)
                got[key] = outcome(row, seen, *action, stage.staff[role])
                want[key] = expected(name, action, role)
    assert len(got) == len(POSSIBLE) * len(ACTIONS) * len(ROLES) == 648
    assert {k: v for k, v in got.items() if want[k] != v} == {}


def test_the_translation_is_submitted_by_who_writes_it(stage, rows):
    row = rows["draft"]
    got = {
        role: outcome(row, shown(row), Action.SUBMIT, "", stage.staff[role], ["en"])
        for role in ROLES
    }
    assert got == {role: "done" if role == "translator" else "forbidden" for role in ROLES}


def test_a_stranger_may_do_nothing_anywhere(stage, rows):
    from django.contrib.auth.models import Group

    from organizations.models import Organization, User

    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    stranger = User.objects.create(username="stranger", organization=other, is_staff=True)
    stranger.groups.set(Group.objects.all())
    got = {
        (name, *action): outcome(row, shown(row), *action, stranger)
        for name, row in rows.items()
        for action in ACTIONS
    }
    assert set(got.values()) == {"forbidden"}
