"""What English words are found by: one spelling for two, the singular, the root of a verb."""

import re
from functools import cache

from communiques.search import lexicon

_AMERICAN = (
    (re.compile("is(ation|ational|ations)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{3})is(e|ed|es|ing|er|ers)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{3})ys(e|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile("(?<=[aeiou]l)l(ers?)$"), r"\1"),
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
    return _root(singular) if singular not in _whole() else singular


def native_of(term: str) -> str:
    """The term of a country, of that of its people: "malta" of "maltes"; "" of any other."""
    return natives().get(term, "")


@cache
def natives() -> dict[str, str]:
    """The people of a country → the country, by their terms."""
    return {stem(native): stem(country) for native, country in lexicon.rows(lexicon.NATIVES)}


def _singular(word: str) -> str:
    if word in _whole() or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def _root(word: str) -> str:
    if re.fullmatch("[dlt](?:ied|ying)", word):
        return f"{word[0]}ie"
    if _ENDED_IN_Y.search(word):
        return f"{word[:-3]}y"
    for ending in ("ing", "ed"):
        verb = word.removesuffix(ending)
        if verb != word and len(verb) > 1 and _VOWEL.search(verb):
            return _verb(verb)
    return _without_e(_with_one_l(word))


_VOWEL = re.compile("[aeiouy]")
_LONG = re.compile("[aeiouy][^aeiouy]+[aeiouy]")
#: "carried", "tried"; "Saied" is a name.
_ENDED_IN_Y = re.compile("[a-z][^aeiou]ied$")
#: What has lost its e: "vot", "us", "urg", "eas"; not "tax" or "pay", and "cutt" is of "cut".
_OF_E = re.compile("[^aeiou]?[aeiouy][^aeiouwxy]|[a-z]{2}[cgsvz]")


def _verb(left: str) -> str:
    """The verb of which its ending was taken off."""
    if left.endswith("ick") and _LONG.search(left):
        return left[:-1]  # "traffick", and not "pick"
    if len(left) < 4:
        return f"{left}e" if _OF_E.fullmatch(left) else left
    if left[-1] == left[-2] and left[-1] not in "elsfz":
        return left[:-1]
    return _with_one_l(_without_e(left))


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 4 and word[-2] != "e" else word


def _with_one_l(word: str) -> str:
    """Travelled, traveled; install, instal; but kill, shell."""
    return word[:-1] if word.endswith("ll") and _LONG.search(word) else word


@cache
def _whole() -> frozenset[str]:
    """What has no ending: names of persons and places have none either."""
    names = (name for row in lexicon.rows(*lexicon.KNOWN_AS) for name in row)
    return lexicon.WHOLE_EN | {each for each in names if each.endswith(("ed", "ing"))}


#: Endings of a verb, of its nouns and of its participles; who acts is another: "elector".
_OF_AN_ACT = re.compile(
    "(?:i?cation|ation|ion|ment|ance|ence|y|ie|e|ate)?s?|(?:ie|at|y)?(?:d|ing)|ed|ive|ant|ent"
    "|(?:li)?ness|ly"
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
