"""What English words are found by: one spelling for two, the singular, the root of a verb."""

import re
from functools import cache

from communiques.search import lexicon

_AMERICAN = (
    (re.compile("is(ation|ational|ations)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{3})is(e|ed|es|ing|er|ers)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{3})ys(e|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile("(?<=[aeiou]l)l(ed|ing|er|ers)$"), r"\1"),
    (re.compile("tt(ed|ing)$"), r"t\1"),
    (re.compile("(?<=[a-z]{2})our(s|ed|ing|ably|able|ite)?$"), r"or\1"),
)
_NOT_AMERICAN = frozenset(
    ["our", "four", "hour", "tour", "pour", "sour", "your", "exercise", "promise", "surprise"]
)


def stem(word: str) -> str:
    """Of a folded word."""
    for pattern, american in _AMERICAN if word not in _NOT_AMERICAN else ():
        word = pattern.sub(american, word)
    word = _spellings().get(word, word)
    singular = _singular(word)
    singular = _spellings().get(singular, singular)
    return _root(singular) if singular not in lexicon.WHOLE_EN else singular


def _singular(word: str) -> str:
    if word in lexicon.WHOLE_EN or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def _root(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and re.search("[aeiouy]", stem):
            doubled = stem[-1] == stem[-2] and stem[-1] not in "ls"
            return stem[:-1] if doubled else stem.removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


#: Endings of a verb, of its nouns and of its participles; who acts is another: "elector".
_OF_AN_ACT = re.compile(
    "(?:ation|ion|ment|ance|ence|y|ie|e|ate)?s?|(?:ie|at)?(?:d|ing)|ed|ive|ant|ent|(?:li)?ness|ly"
)
_OF_A_PEOPLE = frozenset(["an", "ian", "ean", "ese", "i"])
#: What is left without such an ending: of less, nothing tells.
SHORTEST_ACT = 5


def is_of_one_act(one: str, other: str) -> bool:
    """Whether two words may be a verb and what is made of it: "abduction", "abducted"."""
    return not _before_endings(one).isdisjoint(_before_endings(other))


def is_native_of(one: str, other: str) -> bool:
    """Whether either may be what the people of the other are called: Zimbabwean, Zimbabwe."""
    name, native = sorted((one, other), key=len)
    beginning = name.rstrip("aeiou")
    return len(beginning) >= SHORTEST_ACT and native.removeprefix(beginning) in _OF_A_PEOPLE


def _before_endings(word: str) -> set[str]:
    lengths = range(SHORTEST_ACT, len(word) + 1)
    return {word[:at] for at in lengths if _OF_AN_ACT.fullmatch(word[at:])}


@cache
def _spellings() -> dict[str, str]:
    return {second: first for first, second in lexicon.rows(lexicon.SPELLINGS)}
