"""Why a thing cannot be done, as data: pages, refusals and tests all read the same list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communiques.envelope import envelope, names_missing, words_missing
from communiques.models import Communique, EditionKind
from communiques.roles import ROLE_OF, people_who_can
from communiques.standing import Stage, Standing
from communiques.text.problems import problems
from organizations import arabic
from organizations.models import Organization

#: Where a name can be missing, as people call the place.
PLACES = {
    "issuer": _("issuer"),
    "organizations": _("bodies concerned"),
    "reservations": _("reservations and dissociations"),
    "conference": _("conference"),
    "themes": _("themes of the conference"),
}


@dataclass(frozen=True)
class Blocker:
    """One reason, in the reader's language; `resolver` says who can remove it."""

    code: str
    message: str | Promise
    language: str = ""
    resolver: str | Promise = ""


class Refused(Exception):
    """It is not possible now, for these reasons."""

    def __init__(self, blockers: list[Blocker]):
        super().__init__("; ".join(str(each.message) for each in blockers))
        self.blockers = blockers


def writing_permission(communique: Communique, language: str) -> str:
    """Which permission it takes to write that language of that communiqué."""
    original = language == communique.original_language
    return "write_original" if original else "write_translation"


def who(permission: str, communique: Communique, *, barred: frozenset[int] = frozenset()) -> str:
    """The people who can help, by name, without those barred; else the role to ask for."""
    able = people_who_can(permission, communique.series.issuer)
    people = [each for each in able if each.pk not in barred]
    if not people:
        return gettext("nobody yet: ask an administrator to give somebody the role “%(role)s”") % {
            "role": ROLE_OF[permission]
        }
    names = gettext(", ").join(str(person) for person in people[:4])
    return f"{ROLE_OF[permission]}: {names}"


def redacted() -> Blocker:
    message = _("Its text was redacted, for ever: issue another communiqué instead.")
    return Blocker("redacted", message)


def of_text(standing: Standing) -> Iterator[Blocker]:
    """What keeps the words themselves from being submitted."""
    row, language, words = standing.communique, standing.language, standing.text
    writer = partial(who, writing_permission(row, language), row)
    if row.shelved_at:
        yield Blocker(
            "shelved", _("This draft is put aside; take it up again first."), language, writer()
        )
    if not words.title:
        yield Blocker("no_title", _("The title is empty."), language, writer())
    if not words.body:
        yield Blocker("no_body", _("The body is empty."), language, writer())
    if arabic.problems(words.title) or problems(words.body):
        yield Blocker(
            "bad_characters",
            _("The text holds characters or lengths that cannot be published."),
            language,
            writer(),
        )
    if standing.live and words.change_note in ("", standing.live.change_note):
        yield Blocker(
            "no_change_note",
            _("An edition is already out: say in the public note what changes."),
            language,
            writer(),
        )
    if language != row.original_language and not row.text(row.original_language):
        yield Blocker("no_source", _("The original has no text yet."), language, writer())


def of_facts(standing: Standing) -> Iterator[Blocker]:
    """What is missing around the words."""
    row, language = standing.communique, standing.language
    keeper = partial(who, "write_original", row)
    if not row.dated_on:
        yield Blocker("no_date", _("The communiqué has no date."), language, keeper())
    for place, body in names_missing(envelope(row, language)):
        where = str(PLACES[place])
        if body is not None:
            where += f": {Organization.objects.get(pk=body)}"
        message = gettext("A name is missing in this language (%(place)s).") % {"place": where}
        yield Blocker("no_name", message, language, gettext("protocol officer"))
    for name in words_missing(row, language):
        message = gettext(
            "“%(name)s” lacks words in this language: what it shows or is, or whose it is."
        )
        yield Blocker("no_words", message % {"name": name}, language, keeper())


def of_clearance(standing: Standing) -> Iterator[Blocker]:
    """Which decisions are still missing before the language may be released."""
    row, language = standing.communique, standing.language
    if standing.cleared_fully:
        return
    if not standing.steps:
        yield Blocker(
            "no_steps",
            _("The series has no clearance step, so nobody can clear its texts."),
            language,
            gettext("administrator"),
        )
    if standing.lapsed:
        yield Blocker(
            "lapsed",
            _("The words, or the names and facts around them, changed after they were decided on."),
            language,
        )
    if not standing.submitted:
        yield Blocker(
            "not_submitted",
            _("It has not been submitted."),
            language,
            who(writing_permission(row, language), row),
        )
    for step in standing.steps:
        if step.permission not in standing.cleared:
            message = gettext("“%(step)s” is still missing.") % {"step": step}
            helpers = who(step.permission, row, barred=standing.contributors)
            yield Blocker("step_missing", message, language, helpers)


def of_four_eyes(standing: Standing, actor, permission: str) -> Iterator[Blocker]:
    """Nobody clears words that they wrote; `permission` is what clearing them takes."""
    if actor.pk in standing.contributors:
        yield Blocker(
            "four_eyes",
            _("You worked on this text since its last edition, so somebody else must clear it."),
            standing.language,
            who(permission, standing.communique, barred=standing.contributors),
        )


def of_signatures(standing: Standing, actor, permission: str) -> Iterator[Blocker]:
    """Nobody gives two signatures to one text."""
    signed = frozenset(each.actor_id for each in standing.cleared.values())
    if actor.pk in signed:
        yield Blocker(
            "signed_already",
            _("You gave an earlier signature to this text; the next one is somebody else's."),
            standing.language,
            who(permission, standing.communique, barred=standing.contributors | signed),
        )


def of_stage(standing: Standing, *allowed: Stage) -> Iterator[Blocker]:
    """An action that does not fit where the language stands; says what happened instead."""
    if standing.stage in allowed:
        return
    message = gettext("This does not fit where the text stands now: %(stage)s.") % {
        "stage": standing.stage.label
    }
    if standing.last:
        message += " " + gettext("Last decision: %(decision)s, by %(name)s.") % {
            "decision": standing.last.get_action_display(),
            "name": standing.last.actor_line(),
        }
    yield Blocker("stage", message, standing.language)


def of_release(standings: dict[str, Standing], languages: list[str]) -> Iterator[Blocker]:
    """Why these languages cannot be released together now; empty when they can."""
    row = next(iter(standings.values())).communique
    if row.is_redacted:
        yield redacted()
        return
    if not languages:
        yield Blocker("no_language", _("Choose at least one language to release."))
    left = [each for each in standings.values() if each.language not in languages]
    if row.series.languages_together and not all(map(up_to_date, left)):
        yield Blocker(
            "together",
            _("This series releases both languages together."),
            resolver=who("release_text", row),
        )
    if row.withdrawals.filter(lifted_at=None).exists():
        message = _("The text is withdrawn; it must be reinstated before it has another edition.")
        yield Blocker("withdrawn", message, resolver=who("withdraw_text", row))
    for language in languages:
        yield from of_language_release(standings[language])
    yield from _of_original(row, standings, languages)


def of_kind(standings: dict[str, Standing], languages: list[str], kind: str) -> Iterator[Blocker]:
    """A technical reissue and an erratum of a note leave the words of the text as they are."""
    if kind not in (EditionKind.REISSUE, EditionKind.ERRATUM):
        return
    for language in languages:
        standing = standings[language]
        live = standing.live and standing.communique.editions.get(pk=standing.live.pk).text()
        words = replace(standing.text, change_note="")
        if live and replace(live, change_note="") != words:
            message = _(
                "The words have changed: a technical reissue or an erratum of a note changes none. "
                "Choose corrigendum or revision."
            )
            yield Blocker("words_changed", message, language)


def up_to_date(standing: Standing) -> bool:
    """Whether what is public in that language is what stands in the working copy."""
    live = standing.live
    return standing.stage == Stage.RELEASED and live.source_digest == standing.digests.source


def of_language_release(standing: Standing) -> Iterator[Blocker]:
    if standing.stage in (Stage.SCHEDULED, Stage.RELEASED):
        yield from of_stage(standing, Stage.READY)
        return
    yield from of_text(standing)
    yield from of_facts(standing)
    yield from of_clearance(standing)


def _of_original(row, standings, languages) -> Iterator[Blocker]:
    """A translation goes out with the text it was made from, or after it."""
    original = standings[row.original_language]
    if not languages or row.original_language in languages:
        return
    if not original.live or original.live.text_digest != original.digests.text:
        yield Blocker(
            "original_first",
            _("The text that this translates is not public; release it first or together."),
            row.original_language,
            who("release_text", row),
        )
