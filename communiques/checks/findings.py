"""What the checks look at, and what they say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communiques import text as rich
from communiques.digests import digest
from communiques.models import Text
from communiques.text import Block
from organizations.languages import LANGUAGES

#: The fields that both languages say alike.
FIELDS = ("title", "summary", "body")
#: How many letters of the text are shown on either side of what a finding is about.
REACH = 60


class Gravity(models.IntegerChoices):
    SERIOUS = 1, _("Serious")
    DOUBTFUL = 2, _("To be looked at")
    MINOR = 3, _("Minor")


@dataclass(frozen=True)
class Passage:
    """A title, a summary or one block of the body. `number` counts the blocks from 1."""

    language: str
    field: str
    text: str
    number: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing that a careful reader would ask about. `detail` is what makes it this one and no
    other: a waiver holds for it alone."""

    code: str
    gravity: Gravity
    language: str
    message: str | Promise
    detail: tuple[str, ...] = ()
    place: Passage | None = None
    #: The clean-ups by which it can be mended at once.
    fix: tuple[str, ...] = ()
    #: Where the words that it is about stand in the passage, if its detail does not say so.
    at: tuple[int, int] | None = None

    @cached_property
    def key(self) -> str:
        where = (self.place.field, self.place.text) if self.place else ("", "")
        said = {"code": self.code, "language": self.language, "detail": list(self.detail)}
        return digest(said | {"where": list(where)})[:32]

    @property
    def excerpt(self) -> tuple[str, str, str]:
        """What stands before the words that it is about, they, and what follows."""
        text = self.place.text if self.place else ""
        spoken = next((each for each in self.detail if each and each in text), "")
        start = text.find(spoken) if spoken else 0
        start, end = self.at or (start, start + len(spoken))
        before, spoken, after = text[:start], text[start:end], text[end:]
        if len(before) > REACH:
            before = "…" + before[-REACH:]
        if len(after) > REACH:
            after = after[:REACH] + "…"
        return before, spoken, after


@dataclass(frozen=True)
class Name:
    """A body, person or post of the directory with its spellings: language → as written."""

    owner: str
    label: str
    spellings: dict[str, Sequence[str]]


@dataclass(frozen=True)
class Term:
    """A pair of the term base. A forbidden one says what not to write in which language."""

    ar: str
    en: str
    forbidden: str = ""


@dataclass
class Pair:
    """Both languages of one communiqué, and what the directory and the term base know."""

    texts: dict[str, Text]
    original: str = "ar"
    names: Sequence[Name] = ()
    terms: Sequence[Term] = ()
    #: Whether an address of this site leads to something public.
    is_public: Callable[[str], bool] = field(default=lambda _path: True)

    @cached_property
    def passages(self) -> dict[str, list[Passage]]:
        return {language: list(passages_of(self.texts[language])) for language in LANGUAGES}

    @cached_property
    def blocks(self) -> dict[str, list[Block]]:
        return {language: rich.blocks(self.texts[language].body) for language in LANGUAGES}

    @property
    def bilingual(self) -> bool:
        """Whether there is something in both languages to compare."""
        return all(self.texts[language].body for language in LANGUAGES)

    def both(self) -> Iterator[str]:
        """The fields that are there in both languages."""
        for name in FIELDS:
            if all(getattr(self.texts[language], name) for language in LANGUAGES):
                yield name

    def of(self, language: str, name: str) -> list[Passage]:
        return [each for each in self.passages[language] if each.field == name]


def passages_of(text: Text) -> Iterator[Passage]:
    for name in ("title", "summary", "change_note"):
        if value := getattr(text, name):
            yield Passage(text.language, name, value)
    for number, block in enumerate(rich.blocks(text.body), 1):
        if block.text:
            yield Passage(text.language, "body", block.text, number)
