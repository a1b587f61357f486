"""The one door for every change of state: lock, re-read, check, act, log in one transaction."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from communiques import blockers, editions
from communiques.blockers import Blocker, Refused
from communiques.drafting import locked
from communiques.mail import notices
from communiques.models import (
    Action,
    Clearance,
    Communique,
    Decision,
    EditionKind,
    Release,
    Step,
)
from communiques.standing import WRITING, Digests, Stage, Standing, standings
from organizations import audit
from organizations.languages import LANGUAGES
from organizations.models import User


class Moved(Exception):
    """The text is not the one that the person saw."""


@dataclass
class Request:
    """One asked-for change of state, with the rows as they are under the lock."""

    action: Action
    communique: Communique
    actor: User
    languages: list[str]
    now: dt.datetime
    reason: str = ""
    step: str = ""
    visible_from: dt.datetime | None = None
    kind: str = EditionKind.REVISION
    standings: dict[str, Standing] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.languages[0] if self.languages else self.communique.original_language

    @property
    def standing(self) -> Standing:
        return self.standings[self.language]


def apply(
    action: Action,
    communique: Communique,
    *,
    actor: User,
    languages: list[str],
    seen: dict[str, str] | None = None,
    now: dt.datetime | None = None,
    **asked,
) -> Request:
    """Do `action`, or raise and leave everything as it was.

    `seen` maps each language to `Digests.seen` as the form showed it; `asked` may hold reason,
    step, visible_from (None: now) and kind. Raises PermissionDenied, Moved (the text is another
    by now) or Refused (with the blockers).
    """
    with transaction.atomic():
        request = prepare(action, locked(communique), actor, languages, now, **asked)
        if not permitted(
            action, request.communique, actor, language=request.language, step=request.step
        ):
            raise PermissionDenied
        if action in BOUND and moved(request, seen or {}):
            raise Moved
        if reasons := list(why_not(request)):
            raise Refused(reasons)
        RULES[action].act(request)
    return request


def prepare(action, communique, actor, languages, now=None, **asked) -> Request:
    """The request with the rows as they are now."""
    now = now or timezone.now()
    current = standings(communique, now)
    row = current[communique.original_language].communique
    return Request(action, row, actor, list(languages), now, standings=current, **asked)


def moved(request: Request, seen: dict[str, str]) -> bool:
    """Whether what the person saw is no longer what stands."""
    return any(request.standings[each].digests.seen != seen.get(each) for each in request.languages)


def permitted(
    action: Action, communique: Communique, actor: User, *, language: str = "", step: str = ""
) -> bool:
    """Whether the actor's role and organization allow the action at all."""
    if not actor.may_touch(communique.series.issuer_id):
        return False
    if action in OF_WRITERS and not may_write(actor, communique, language):
        return False
    needed = (step,) if action == Action.CLEAR and step else RULES[action].permissions
    return any(actor.has_perm(f"communiques.{name}") for name in needed)


def may_write(actor: User, communique: Communique, language: str) -> bool:
    """Whether the actor writes that language of that communiqué."""
    permission = blockers.writing_permission(communique, language)
    return actor.may_touch(communique.series.issuer_id) and actor.has_perm(
        f"communiques.{permission}"
    )


def works_on(actor: User, communique: Communique) -> bool:
    """Whether the actor writes the text or clears it: they waive findings and ask for opinions."""
    clears = any(actor.has_perm(f"communiques.{step}") for step in Step.values)
    return clears or any(may_write(actor, communique, each) for each in LANGUAGES)


def why_not(request: Request) -> Iterator[Blocker]:
    """Everything that stands in the way, before or after anyone presses the button."""
    rule = RULES[request.action]
    if rule.asks_reason and not request.reason.strip():
        yield Blocker("no_reason", _("Give the reason: it stays with the text."), request.language)
    yield from rule.blockers(request)


def decide(
    request: Request, language: str, digests: Digests | None = None, *, kind: str = "", **more
) -> Decision:
    """Write one decision, bound to what stands now; its event in the audit chain; its notices."""
    digests = digests or request.standings[language].digests
    decision = Decision.objects.create(
        communique=request.communique,
        language=language,
        action=request.action,
        step=request.step if request.action == Action.CLEAR else "",
        text_digest=digests.text,
        envelope_digest=digests.envelope,
        source_digest=digests.source,
        text_revision=request.communique.revision(language),
        actor=request.actor,
        actor_as=request.actor.signature(),
        reason=request.reason.strip(),
        at=request.now,
        **more,
    )
    audit.record(
        VERBS[request.action],
        request.communique,
        request.actor,
        language=language,
        seals=audit.seals(decision),
    )
    notices.of_decision(
        request.action, request.standings[language], request.actor, step=request.step,
        reason=request.reason.strip(), at=request.visible_from or request.now, kind=kind,
    )  # fmt: skip
    return decision


def _decide(request: Request) -> None:
    decide(request, request.language)


# --- submit, withdraw, return -------------------------------------------------------------------


def _submit_blockers(request: Request) -> Iterator[Blocker]:
    yield from blockers.of_stage(request.standing, *WRITING)
    yield from blockers.of_text(request.standing)


def _in_clearance(request: Request) -> Iterator[Blocker]:
    yield from blockers.of_stage(request.standing, Stage.SUBMITTED, Stage.READY)


# --- clear --------------------------------------------------------------------------------------


def _clear_blockers(request: Request) -> Iterator[Blocker]:
    standing = request.standing
    asked = standing.next_step
    if asked is None or asked.permission != request.step:
        yield from _already_cleared(request)
        return
    yield from blockers.of_text(standing)
    yield from blockers.of_facts(standing)
    yield from blockers.of_four_eyes(standing, request.actor, asked.permission)
    yield from blockers.of_signatures(standing, request.actor, asked.permission)


def _already_cleared(request: Request) -> Iterator[Blocker]:
    """Two people pressed at once, or one pressed twice: say who was first."""
    first = request.standing.cleared.get(request.step)
    if first is None:
        reasons = list(blockers.of_stage(request.standing, Stage.SUBMITTED))
        yield from reasons or [
            Blocker("not_this_step", _("Another step comes first."), request.language)
        ]
        return
    message = _("%(step)s was already given by %(name)s.") % {
        "step": first.get_step_display(),
        "name": first.actor_line(),
    }
    yield Blocker("already", message, request.language)


# --- urgent -------------------------------------------------------------------------------------


def _urgent_blockers(request: Request) -> Iterator[Blocker]:
    standing = request.standing
    yield from blockers.of_stage(standing, *WRITING, Stage.SUBMITTED)
    yield from blockers.of_text(standing)
    yield from blockers.of_facts(standing)
    yield from blockers.of_four_eyes(standing, request.actor, "release_urgently")


def _review_urgent_blockers(request: Request) -> Iterator[Blocker]:
    edition = request.standing.unreviewed
    if edition is None:
        yield Blocker("reviewed", _("No urgent release waits for a review."), request.language)
        return
    involved = request.standing.involved
    if request.actor.pk in involved:
        yield Blocker(
            "four_eyes",
            _("You wrote or cleared this edition, so somebody else must review it."),
            request.language,
            blockers.who("authorise_text", request.communique, barred=involved),
        )


def _review_urgent(request: Request) -> None:
    edition = request.standing.unreviewed
    digests = Digests(edition.text_digest, edition.source_digest, lambda: edition.envelope_digest)
    decide(request, request.language, digests, release=edition.release)


# --- release and call off -----------------------------------------------------------------------


def _release_blockers(request: Request) -> Iterator[Blocker]:
    if request.visible_from and request.visible_from <= request.now:
        yield Blocker(
            "past", _("The time of release has passed; choose a later one, or release now.")
        )
    yield from blockers.of_release(request.standings, request.languages)
    yield from blockers.of_kind(request.standings, request.languages, request.kind)


def _release(request: Request) -> None:
    clearances = {
        language: Clearance.URGENT if _by_urgent_path(standing) else Clearance.NORMAL
        for language, standing in request.standings.items()
        if language in request.languages
    }
    kinds = {each: _kind_of(request, each) for each in request.languages}
    release = editions.seal(
        request.communique,
        clearances,
        visible_from=request.visible_from or request.now,
        now=request.now,
        actor=request.actor,
        kinds=kinds,
    )
    _record(release, gettext_noop("editions sealed"), request.actor)
    for language in request.languages:
        decide(request, language, release=release, kind=kinds[language])


def _record(release: Release, verb: str, actor: User) -> None:
    """Put what the database now holds of a release into the audit chain."""
    row, release = release.communique, Release.objects.get(pk=release.pk)
    symbols = row.symbols.order_by("pk")
    address = Communique.objects.values_list("slug", flat=True).get(pk=row.pk)
    rows = audit.seals(release, *symbols, *release.editions.order_by("pk"))
    audit.record(verb, row, actor, address=address, seals=rows)


def _by_urgent_path(standing: Standing) -> bool:
    """The urgent path counts only where the regular steps are not all there."""
    given = standing.cleared
    return bool(standing.urgent) and not all(s.permission in given for s in standing.steps)


def _kind_of(request: Request, language: str) -> EditionKind:
    """What is asked for is about the languages that have an edition; the first one of another
    corrects nothing."""
    if not request.standings[language].live:
        return EditionKind.ORIGINAL
    later = EditionKind(request.kind)
    return EditionKind.REVISION if later == EditionKind.ORIGINAL else later


def scheduled_release(communique: Communique, now: dt.datetime) -> Release | None:
    return communique.releases.filter(visible_from__gt=now, called_off_at=None).first()


def _call_off_blockers(request: Request) -> Iterator[Blocker]:
    if scheduled_release(request.communique, request.now) is None:
        yield _not_scheduled()


def _not_scheduled() -> Blocker:
    message = _("No release is scheduled: what is public can only be corrected or withdrawn.")
    return Blocker("not_scheduled", message)


def _call_off(request: Request) -> None:
    release = scheduled_release(request.communique, request.now)
    try:
        editions.call_off(release, actor=request.actor, reason=request.reason, now=request.now)
    except editions.TooLate:
        raise Refused([_not_scheduled()]) from None
    _record(release, gettext_noop("release called off"), request.actor)
    for language in release.editions.values_list("language", flat=True):
        decide(request, language, release=release)


# --- the table ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """An action: the permissions of which one is needed, what stands in its way, what it does."""

    permissions: tuple[str, ...]
    blockers: Callable[[Request], Iterator[Blocker]]
    act: Callable[[Request], None] = _decide
    asks_reason: bool = False


RULES: dict[str, Rule] = {
    Action.SUBMIT: Rule(("submit_text",), _submit_blockers),
    Action.WITHDRAW: Rule(("submit_text",), _in_clearance),
    Action.RETURN: Rule(tuple(Step.values), _in_clearance, asks_reason=True),
    Action.CLEAR: Rule(tuple(Step.values), _clear_blockers),
    Action.URGENT: Rule(("release_urgently",), _urgent_blockers, asks_reason=True),
    Action.RELEASE: Rule(("release_text",), _release_blockers, _release),
    Action.CALL_OFF: Rule(("release_text",), _call_off_blockers, _call_off, asks_reason=True),
    Action.REVIEW_URGENT: Rule((Step.AUTHORISE,), _review_urgent_blockers, _review_urgent),
}
#: How the audit chain calls each decision; shown translated.
VERBS = {
    Action.SUBMIT: gettext_noop("text submitted"),
    Action.WITHDRAW: gettext_noop("submission withdrawn"),
    Action.RETURN: gettext_noop("text returned"),
    Action.CLEAR: gettext_noop("clearance step given"),
    Action.URGENT: gettext_noop("cleared urgently"),
    Action.RELEASE: gettext_noop("text released"),
    Action.CALL_OFF: gettext_noop("calling off decided"),
    Action.REVIEW_URGENT: gettext_noop("urgent release reviewed"),
}
#: Decisions that belong to those who write the language.
OF_WRITERS = frozenset({Action.SUBMIT, Action.WITHDRAW})
#: Decisions about words: refused when the words are not those that the person saw.
BOUND = frozenset({Action.SUBMIT, Action.RETURN, Action.CLEAR, Action.URGENT, Action.RELEASE})
