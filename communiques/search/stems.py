"""What Arabic words are found by: without the endings of number, gender and possession, and the
singular in the place of a broken plural."""

import re
from collections.abc import Iterator
from functools import cache

from communiques.search import lexicon
from communiques.search.forms import folded_set, folded_word

WHOLE = folded_set(lexicon.WHOLE)
_PRONOUNS = (("هما", 3), ("هم", 3), ("هن", 4), ("كم", 4), ("نا", 4), ("ها", 3))
_BROKEN_PLURAL_IN_YN = re.compile("^[^م].ا.ين$|^ت..ين$")  # «مصابين» is «مصابون»


def stems(bare: str) -> Iterator[str]:
    """Of a form; the likeliest first."""
    stem = _stem(bare)
    yield stem
    # «منتسبي الشرطة» are «منتسبون».
    if stem[0] == "م" and stem[-1] == "ي" and len(stem) > 4:
        yield _standing_for(stem[:-1])
    # «شارك وفدا» is often written without its tanween.
    if bare[-1] == "ا" and len(bare) > 3 and bare not in WHOLE:
        yield _stem(bare[:-1])


def _stem(word: str) -> str:
    if word in WHOLE or word in _stands_for() or word.startswith("عبدال"):
        return _standing_for(word)
    for ending, fewest in _PRONOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= fewest:
            return _stem_of_owned(word[: -len(ending)])
    if word.endswith("ه") and len(word) > 3:
        without = word[:-1]
        return _stem_of_owned(without) if without.endswith("ت") else _standing_for(without)
    return _standing_for(_singular(word))


def _stem_of_owned(word: str) -> str:
    """What stands before a pronoun: a feminine shows its «ت» there."""
    if word in WHOLE or word in _stands_for():
        return _standing_for(word)
    if word.endswith("ات"):
        return _standing_for(_singular(word))
    if word.endswith("ت") and len(word) > 3:
        return _feminine(word[:-1])
    return _standing_for(_singular(word))


def _singular(word: str) -> str:
    if word.endswith(("تان", "تين")) and len(word) > 5:
        return _feminine(word[:-3])
    if word.endswith("ات") and len(word) > 4:
        return word[:-3] if word.endswith("وهات") else word[:-2]
    if word.endswith("ون") and len(word) > 4:
        return word[:-2]
    if word.endswith("ين") and len(word) > 4 and not _BROKEN_PLURAL_IN_YN.match(word):
        return word[:-2]
    return word[:-2] if word.endswith("ان") and len(word) > 6 and word[0] == "م" else word


def _feminine(stem: str) -> str:
    """The stem of a word that shows its feminine ending."""
    return _stands_for().get(f"{stem}ه") or _standing_for(stem)


def _standing_for(word: str) -> str:
    return _stands_for().get(word, word)


@cache
def _stands_for() -> dict[str, str]:
    """Plural → stem of the singular; the second of two words for one thing → the first."""
    table: dict[str, str] = {}
    plain = {}
    for pair in lexicon.rows(lexicon.BROKEN_PLURALS, lexicon.SAME):
        first, second = map(folded_word, pair)
        plain[first] = second
    for pair in lexicon.rows(lexicon.SAME):
        first, second = map(folded_word, pair)
        plain.pop(first)
        plain[second] = first
    for plural, singular in plain.items():
        target = _without_ending(singular)
        for key in (plural, _without_ending(plural)):
            table[key] = target
    for row in lexicon.rows(lexicon.FEMININE):
        first, *rest = map(folded_word, row)
        table |= dict.fromkeys((first, *rest), first)
    return table


def _without_ending(word: str) -> str:
    if word in WHOLE:
        return word
    return word[:-1] if word.endswith("ه") and len(word) > 3 else _singular(word)
