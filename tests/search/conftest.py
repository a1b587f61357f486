"""A small archive of invented communiqués, each of a few sentences of the domain."""

import random

import pytest

from communiques.search.finding import EDITION_MASK, find
from tests.public.conftest import *  # noqa: F403
from tests.search import texts, variants

DOCUMENTS = 240


def documents(seed: int = 7):
    """(language, title, sentences), with every sentence in at least a few documents."""
    dice = random.Random(seed)
    for language, sentences in (("ar", texts.ARABIC), ("en", texts.ENGLISH)):
        for number in range(DOCUMENTS // 2):
            chosen = dice.sample(sentences, 2)
            if number < 2 * len(sentences):
                chosen.append(sentences[number % len(sentences)])
            yield language, dice.choice(chosen), chosen


@pytest.fixture
def archive(publish):
    """Edition's number → (language, all its words)."""
    kept = {}
    dice = random.Random(3)
    for number, (language, title, sentences) in enumerate(documents(), 1):
        body = "".join(f"<p>{written(each, language, dice)}.</p>" for each in sentences)
        row = publish(
            number, languages=language,
            **{f"title_{language}": written(title, language, dice), f"body_{language}": body},
        )  # fmt: skip
        kept[row.editions.get().pk] = (language, " . ".join([title, *sentences]))
    return kept


def written(sentence: str, language: str, dice: random.Random) -> str:
    """As a secretariat may have written it: some stretch, some drop a hamza."""
    if language == "ar" and dice.random() < 0.3:
        return variants.tatweel(sentence, dice)
    if language == "ar" and dice.random() < 0.2:
        return variants.hamza(sentence, dice)
    return sentence


def found(typed: str, language: str, now) -> list[int]:
    """Numbers of the editions found, the likeliest first."""
    return [key & EDITION_MASK for _tier, key in find(typed, language, at=now, size=10).keys]
