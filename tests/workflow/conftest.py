"""Short words for acts of the workflow."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from communiques import drafting, workflow
from communiques.demo import play
from communiques.models import Action, Communique, Step, Text
from communiques.standing import standings
from organizations.languages import LANGUAGES
from tests.standing import scene


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


class Acts:
    """Acts on one communiqué, by name of colleague."""

    def __init__(self, stage: play.Stage, row: Communique):
        self.stage, self.row = stage, row

    def write(self, language="ar", who=None, *, based_on=None, **fields):
        who = who or ("drafter" if language == "ar" else "translator")
        self.row.refresh_from_db()
        base = self.row.text(language)
        text = Text(language, **(base.fields | fields))
        revision = self.row.revision(language) if based_on is None else based_on
        saved = drafting.save_text(self.row, text, based_on=revision, author=self.stage.staff[who])
        self.row.refresh_from_db()
        return saved

    def facts(self, who="drafter", **facts):
        self.row.refresh_from_db()
        return drafting.save_facts(
            self.row, facts, based_on=self.row.rev_facts, author=self.stage.staff[who]
        )

    def standing(self, language="ar", now=None):
        return standings(self.row, now)[language]

    def stages(self, now=None):
        return {k: str(s.stage.value) for k, s in standings(self.row, now).items()}

    def seen(self):
        return {k: s.digests.seen for k, s in standings(self.row).items()}

    def do(self, action, who, *languages, seen=None, **asked):
        return workflow.apply(
            action,
            self.row,
            actor=self.stage.staff[who],
            languages=list(languages or ["ar"]),
            seen=seen or self.seen(),
            **asked,
        )

    def submit(self, *languages):
        for language in languages or LANGUAGES:
            self.do(Action.SUBMIT, "drafter" if language == "ar" else "translator", language)

    def review(self, *languages, who="reviewer"):
        for language in languages or LANGUAGES:
            self.do(Action.CLEAR, who, language, step=Step.REVIEW)

    def authorise(self, *languages, who="approver"):
        for language in languages or LANGUAGES:
            self.do(Action.CLEAR, who, language, step=Step.AUTHORISE)

    def clear(self):
        self.submit()
        self.review()
        self.authorise()

    def release(self, *languages, who="publisher", in_days=None, **asked):
        at = timezone.now() + dt.timedelta(days=in_days) if in_days else None
        return self.do(Action.RELEASE, who, *(languages or LANGUAGES), visible_from=at, **asked)


@scene
def acts(stage) -> Acts:
    """A communiqué with a text in both languages, not yet submitted."""
    return Acts(stage, play.compose(stage, "review", timezone.now()))
