"""Which word is a slip of the keyboard away from which. Names that differ by a letter (محمد, محمود)
are never a slip of each other, nor words that are apart by one letter and no slip."""

import re

from communiques.search import lexicon
from communiques.search.forms import folded_set, folded_word

SHORTEST_SLIP = 4
#: The vowels that are written: alone they make another word of a short one (حسن, حسين).
VOWELS = frozenset("اوي")
NAMES = folded_set(lexicon.NAMES) | lexicon.NAMES_EN
_FEMININE = {folded_word(row[0]) for row in lexicon.rows(lexicon.FEMININE)}
_APART = {word: row for row in map(folded_set, lexicon.rows(lexicon.APART)) for word in row}
_SERVANT = re.compile("عب(?:ي)?دال")


def is_slip(typed: str, meant: str, alone: bool = True) -> bool:
    """Whether one letter is missing, too many, another one, or two have changed places. Of a word
    `alone` nothing else tells what is meant."""
    if typed == meant or min(len(typed), len(meant)) < SHORTEST_SLIP - 1:
        return False
    if max(len(typed), len(meant)) < SHORTEST_SLIP or abs(len(typed) - len(meant)) > 1:
        return False
    swapped = _have_changed_places(typed, meant)
    if typed[0] != meant[0] and max(len(typed), len(meant)) < 5 and not swapped:
        return False
    if NAMES.issuperset((typed, meant)) or _apart(typed, meant):
        return False
    if undoubled(typed) == undoubled(meant) or (swapped and not alone):
        return True
    if alone and len(typed) == len(meant) < 6 and sorted(typed) != sorted(meant):
        return False  # another letter in a short word makes another word
    shortest = 6 if alone else 5
    return not _vowels_apart(typed, meant, shortest) and one_edit(typed, meant)


def _have_changed_places(typed: str, meant: str) -> bool:
    return len(typed) == len(meant) and one_edit(typed, meant) and sorted(typed) == sorted(meant)


def _apart(typed: str, meant: str) -> bool:
    """Whether they are words of their own, whatever they look like."""
    if meant in _APART.get(typed, ()):
        return True
    if {typed, meant} & _FEMININE and typed.removesuffix("ه") == meant.removesuffix("ه"):
        return True
    servants = [_SERVANT.match(each) for each in (typed, meant)]
    if not all(servants):
        return False
    # «عبدالحليم» is no «عبدالحكيم», but may be «عبدالحليييم».
    return servants[0][0] != servants[1][0] or len(typed) == len(meant)


def undoubled(word: str) -> str:
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)


def _vowels_apart(typed: str, meant: str, shortest: int) -> bool:
    """Whether they are short words with the same consonants: other words, not slips."""
    consonants = ["".join(each for each in word if each not in VOWELS) for word in (typed, meant)]
    short = len(consonants[0]) < 4 and max(len(typed), len(meant)) < shortest
    return short and consonants[0] == consonants[1]


def one_edit(one: str, other: str) -> bool:
    if len(one) > len(other):
        one, other = other, one
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]
