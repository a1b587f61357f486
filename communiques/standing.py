"""Where each language of a communiqué stands: computed from the decisions, never stored.

A decision holds while the digests it was bound to equal those of the text as it is now. Change
the text, what stands around it or, for a translation, its source, and what was decided lapses
by itself; undo the change and it holds again. What was signed in one series counts in no other:
each asks for signatures of its own.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import pairwise

from django.db import models
from django.db.models import Prefetch
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communiques.digests import digest
from communiques.envelope import AROUND, envelope_digest
from communiques.models import (
    Action,
    Clearance,
    ClearanceStep,
    Communique,
    Decision,
    Edition,
    FactsVersion,
    Text,
    TextVersion,
)
from organizations.languages import LANGUAGES
from organizations.together import Together


class Stage(models.TextChoices):
    EMPTY = "empty", _("No text yet")
    DRAFT = "draft", _("Draft")
    RETURNED = "returned", _("Returned")
    SUBMITTED = "submitted", _("In clearance")
    READY = "ready", _("Ready for release")
    SCHEDULED = "scheduled", _("Scheduled")
    RELEASED = "released", _("Released")
    REDACTED = "redacted", _("Words redacted")


#: Stages in which somebody is still expected to write.
WRITING = frozenset({Stage.EMPTY, Stage.DRAFT, Stage.RETURNED})
#: What ends a round: decisions before it no longer count.
ROUND_ENDS = frozenset({Action.RETURN, Action.WITHDRAW, Action.RELEASE})


@dataclass
class Digests:
    """What a decision is bound to, and since when the text is in its series, where it was in
    another. The envelope's digest and that moment are found when they are first asked for: lists
    of texts on which nobody has signed anything need neither."""

    text: str
    source: str
    find_envelope: Callable[[], str]
    series: int | None = None
    find_move: Callable[[], dt.datetime | None] = lambda: None

    @cached_property
    def envelope(self) -> str:
        return self.find_envelope()

    @cached_property
    def moved_at(self) -> dt.datetime | None:
        return self.find_move()

    @property
    def seen(self) -> str:
        """One value for a form to carry: what the person saw when deciding."""
        around = {"envelope": self.envelope, "series": self.series}
        return digest({"text": self.text, "source": self.source, **around})


@dataclass
class Standing:
    """One language of one communiqué, as it stands at one moment."""

    communique: Communique
    language: str
    text: Text
    digests: Digests
    steps: list[ClearanceStep]
    round: list[Decision]
    last: Decision | None
    contributors: frozenset[int]
    live: Edition | None
    scheduled: Edition | None
    unreviewed: Edition | None
    last_version: TextVersion | None

    @cached_property
    def holding(self) -> list[Decision]:
        return [each for each in self.round if holds(each, self.digests)]

    @property
    def submitted(self) -> Decision | None:
        return _latest(self.holding, Action.SUBMIT)

    @property
    def urgent(self) -> Decision | None:
        return _latest(self.holding, Action.URGENT)

    @property
    def cleared(self) -> dict[str, Decision]:
        """Step → the clearance that holds."""
        if not self.submitted:
            return {}
        return {each.step: each for each in self.holding if each.action == Action.CLEAR}

    @property
    def next_step(self) -> ClearanceStep | None:
        """The step that waits for its signature, while the text is in clearance."""
        if not self.submitted or self.urgent:
            return None
        cleared = self.cleared
        return next((step for step in self.steps if step.permission not in cleared), None)

    @property
    def lapsed(self) -> list[Decision]:
        """What was decided on the words as they were, and has not been decided anew since."""
        newest = {(each.action, each.step): each for each in self.round}
        return [each for each in newest.values() if not holds(each, self.digests)]

    @property
    def signed_elsewhere(self) -> bool:
        """Whether some of it was signed in another series; no undoing brings that back."""
        moved = self.digests.moved_at
        clears = (each for each in self.lapsed if each.action != Action.SUBMIT)
        return not all(signed_here(each, moved) for each in clears)

    @property
    def returned(self) -> Decision | None:
        return self.last if self.last and self.last.action == Action.RETURN else None

    @property
    def source_moved(self) -> bool:
        """A translation whose source changed since it was last saved, submitted or sealed."""
        if not self.digests.source or not self.text or self.last_version is None:
            return False
        vouching = [self.last_version, *self.holding, *filter(None, [self.sealed])]
        return self.digests.source not in {each.source_digest for each in vouching}

    @property
    def involved(self) -> frozenset[int]:
        """Who wrote the edition that waits for a later review, and who let it out urgently."""
        edition, row = self.unreviewed, self.communique
        if edition is None:
            return frozenset()
        line = [each for each in row.editions.all() if each.language == self.language]
        earlier = [each for each in line if each.number < edition.number]
        writers = contributors(row, self.language, earlier[-1] if earlier else None, edition)
        urgent = (Action.URGENT, self.language, edition.text_digest)
        return writers | {
            each.actor_id
            for each in row.decisions.all()
            if (each.action, each.language, each.text_digest) == urgent
        }

    @property
    def cleared_fully(self) -> bool:
        return bool(self.urgent or (self.steps and self.submitted and not self.next_step))

    @property
    def sealed(self) -> Edition | None:
        """The edition that carries the text as it stands, public or scheduled."""
        return {Stage.SCHEDULED: self.scheduled, Stage.RELEASED: self.live}.get(self.stage)

    @property
    def since(self) -> dt.datetime:
        """The moment from which it stands where it stands."""
        if self.stage in (Stage.SUBMITTED, Stage.READY):
            return self.holding[-1].at
        if self.stage == Stage.RETURNED:
            return self.returned.at
        if sealed := self.sealed:
            return sealed.sealed_at
        return self.last_version.created_at if self.last_version else self.communique.created_at

    @property
    def stage(self) -> Stage:
        if self.scheduled:
            return Stage.SCHEDULED
        if self.communique.is_redacted:
            return Stage.REDACTED
        if self.live and not self.holding and self.live.text_digest == self.digests.text:
            return Stage.RELEASED
        if not self.text:
            return Stage.EMPTY
        if self.cleared_fully:
            return Stage.READY
        if self.submitted:
            return Stage.SUBMITTED
        return Stage.RETURNED if self.returned else Stage.DRAFT


def holds(decision: Decision, now: Digests) -> bool:
    """Whether the decision is still about the text as it is. A submission vouches for the words
    and their source; a clearance for everything that the public will see, in its series."""
    if not same_words(decision, now):
        return False
    return decision.action == Action.SUBMIT or (
        decision.envelope_digest == now.envelope and signed_here(decision, now.moved_at)
    )


def signed_here(decision: Decision, moved_at: dt.datetime | None) -> bool:
    """Whether it was signed in the series that the text has been in since then."""
    return moved_at is None or decision.at >= moved_at


def same_words(decision: Decision, now: Digests) -> bool:
    return (decision.text_digest, decision.source_digest) == (now.text, now.source)


def _latest(decisions: list[Decision], action: Action) -> Decision | None:
    return next((each for each in reversed(decisions) if each.action == action), None)


#: Versions of the facts with the series that each was in; none where it is redacted.
FACTS_VERSIONS = FactsVersion.objects.defer("data").annotate(
    series=Cast(KT("data__series"), models.CharField())
)
#: What standings read besides what stands around the words.
OF_WORDS = (
    "series__issuer__parent",
    "series__steps",
    Prefetch("decisions", Decision.objects.select_related("release")),
    Prefetch("versions", TextVersion.objects.defer("title", "summary", "body", "change_note")),
    Prefetch("facts_versions", FACTS_VERSIONS),
    Prefetch(
        "editions",
        Edition.objects.filter(release__called_off_at=None)
        .select_related("release")
        .defer("body", "html", "envelope", "summary")
        .order_by("number"),
    ),
)
#: Of the words, of what stands around them, and both.
WORDS, FACTS = Together(Communique, *OF_WORDS), Together(Communique, *AROUND)
WHOLE = Together(Communique, *OF_WORDS, *AROUND)


def with_standing(rows: Iterable[Communique]) -> list[Communique]:
    """The rows, with all that their standings read, in one query more."""
    return WHOLE.read(rows)


def standings(communique: Communique, now: dt.datetime | None = None) -> dict[str, Standing]:
    """Language → where it stands, read afresh from the database."""
    (row,) = with_standing([Communique.objects.get(pk=communique.pk)])
    return of_prefetched(row, now)


def of_many(queryset, now: dt.datetime) -> list[Standing]:
    """Where each language of each row stands; what stands around the words is read for those rows
    alone of which somebody signed it."""
    rows = WORDS.read(queryset)
    found = [each for row in rows for each in of_prefetched(row, now).values()]
    FACTS.read({each.communique for each in found if asks_for_envelope(each)})
    return found


def asks_for_envelope(standing: Standing) -> bool:
    return any(
        each.action != Action.SUBMIT and same_words(each, standing.digests)
        for each in standing.round
    )


def of_prefetched(row: Communique, now: dt.datetime | None = None) -> dict[str, Standing]:
    """The same for a row that came through `with_standing`, without a query."""
    now = now or timezone.now()
    return {language: _standing(row, language, now) for language in LANGUAGES}


def _standing(row: Communique, language: str, now: dt.datetime) -> Standing:
    editions = [each for each in row.editions.all() if each.language == language]
    decisions = [each for each in row.decisions.all() if each.language == language]
    public = [each for each in editions if each.visible_from <= now]
    return Standing(
        communique=row,
        language=language,
        text=row.text(language),
        digests=digests(row, language),
        steps=list(row.series.steps.all()),
        round=_round(decisions),
        last=decisions[-1] if decisions else None,
        contributors=contributors(row, language, editions[-1] if editions else None),
        live=public[-1] if public else None,
        scheduled=next((each for each in editions if each.visible_from > now), None),
        unreviewed=_unreviewed(editions, decisions),
        last_version=_last_version(row, language),
    )


def digests(row: Communique, language: str) -> Digests:
    return Digests(
        row.text(language).digest,
        row.source_digest(language),
        partial(envelope_digest, row, language),
        row.series_id,
        lambda: moved_at(row.facts_versions.all(), row.series_id),
    )


def moved_at(versions: Iterable[FactsVersion], series: int | None = None) -> dt.datetime | None:
    """When the last of the versions of the facts, in their order, that changes the series came in;
    None where none does. A `series` that is not that of the last one was changed past the program:
    since nobody knows when, so nothing was signed in it."""
    known = [each for each in versions if each.series is not None]
    moves = [new.created_at for old, new in pairwise(known) if new.series != old.series]
    if known and series is not None and known[-1].series != str(series):
        return dt.datetime.max.replace(tzinfo=dt.UTC)
    return moves[-1] if moves else None


def _round(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions since the last return, withdrawal or release that was not called off."""
    current: list[Decision] = []
    for each in decisions:
        undone = each.release and each.release.called_off_at
        if each.action in ROUND_ENDS and not undone:
            current = []
        elif each.action in (Action.SUBMIT, Action.CLEAR, Action.URGENT):
            current.append(each)
    return current


def contributors(
    row: Communique, language: str, since: Edition | None, upto: Edition | None = None
) -> frozenset[int]:
    """Everybody who wrote words of the language, or what stands around them, that came in after
    the edition `since` and not later than the edition `upto`. Words that were merged in or
    brought back are those of who wrote them first, too."""
    line = [each for each in row.versions.all() if each.language == language]
    texts = _with_merged(_between(line, "text_revision", since, upto), line)
    words = {each.digest for each in texts}
    facts = _between(row.facts_versions.all(), "facts_revision", since, upto)
    alike = [each for each in line if each.digest in words]
    return frozenset(each.author_id for each in (*alike, *facts) if each.author_id)


def _between(versions, counter: str, since, upto) -> list:
    after = getattr(since, counter) if since else 0
    last = getattr(upto, counter) if upto else None
    return [
        each
        for each in versions
        if each.revision and each.revision > after and (last is None or each.revision <= last)
    ]


def _with_merged(texts: list[TextVersion], line: list[TextVersion]) -> list[TextVersion]:
    """The texts, those merged into them, those merged into these, and so on."""
    by_key, found = {each.pk: each for each in line}, {each.pk: each for each in texts}
    waiting = list(texts)
    while waiting:
        merged = by_key.get(waiting.pop().merges_id)
        if merged and merged.pk not in found:
            found[merged.pk] = merged
            waiting.append(merged)
    return list(found.values())


def _unreviewed(editions: list[Edition], decisions: list[Decision]) -> Edition | None:
    """The newest edition released urgently that nobody has reviewed afterwards."""
    reviewed = {each.release_id for each in decisions if each.action == Action.REVIEW_URGENT}
    readable = (each for each in reversed(editions) if not each.is_redacted)
    urgent = (each for each in readable if each.clearance == Clearance.URGENT)
    return next((each for each in urgent if each.release_id not in reviewed), None)


def _last_version(row: Communique, language: str) -> TextVersion | None:
    lines = [v for v in row.versions.all() if v.language == language and v.revision is not None]
    return lines[-1] if lines else None
