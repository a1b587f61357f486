"""Which word is a slip of the keyboard away from which. Names that differ by a letter (محمد, محمود)
are never a slip of each other, nor words that are apart by one letter and no slip."""

import re
from itertools import pairwise

from communiques.search import lexicon
from communiques.search.forms import folded_set, folded_word, form_alone
from communiques.search.stems import NO_PLURAL

SHORTEST_SLIP = 4
#: The vowels that are written: alone they make another word of a short one (حسن, حسين).
VOWELS = frozenset("اوي")
NAMES = folded_set(lexicon.NAMES) | lexicon.NAMES_EN
_FEMININE = {folded_word(row[0]) for row in lexicon.rows(lexicon.FEMININE)}
_KNOWN_AS = frozenset(
    form_alone(name) for row in lexicon.rows(*lexicon.KNOWN_AS) for name in row if "-" not in name
)
#: What is never a slip of a word that occurs, when it is asked for.
OWN_WORDS = (
    NAMES
    | _KNOWN_AS
    | _FEMININE
    | frozenset(map(form_alone, (*lexicon.ORDINARY, *lexicon.FAMILIES)))
)
_SOUND_ALIKE = {"ا", "ي"}
_NEAR = [set(pair) for row in lexicon.ROWS_OF_KEYS for pair in pairwise(row)]
_NEAR += [set("ضظ"), set("ذد"), set("ذز"), set("ثت"), set("رز"), set("صض"), set("طظ"), set("عغ")]
_NEAR += [set("غج"), set("غك")]  # «غروسي» is said with a hard G
_APART = {word: row for row in map(folded_set, lexicon.rows(lexicon.APART)) for word in row}
_SERVANT = re.compile("عب(?:ي)?دال")


def is_slip(typed: str, meant: str, alone: bool = True) -> bool:
    """Whether one letter is missing, too many, another one, or two have changed places. Of a word
    `alone` nothing else tells what is meant."""
    if typed == meant or min(len(typed), len(meant)) < SHORTEST_SLIP - 1:
        return False
    if abs(len(typed) - len(meant)) > 1 or _names_apart(typed, meant) or are_apart(typed, meant):
        return False
    if {typed[-1], meant[-1]} == _SOUND_ALIKE and typed[:-1] == meant[:-1]:
        return True  # «شذا», «شذى»
    if max(len(typed), len(meant)) < SHORTEST_SLIP:
        return not alone and _on_the_key_beside(typed, meant)
    swapped = _have_changed_places(typed, meant)
    if typed[0] != meant[0] and max(len(typed), len(meant)) < 5 and not swapped:
        return False
    if undoubled(typed) == undoubled(meant) or (swapped and (len(typed) > 4 or not alone)):
        return True
    if min(len(typed), len(meant)) < SHORTEST_SLIP or _begin_apart(typed, meant):
        return False
    if alone and len(typed) == len(meant) < 6 and sorted(typed) != sorted(meant):
        return _likely(typed, meant)  # most other letters in a short word make another word
    shortest = 6 if alone else 5
    return not _vowels_apart(typed, meant, shortest) and one_edit(typed, meant)


def keys_beside(letter: str) -> set[str]:
    """The letters of one row that are beside it on the keyboard."""
    return {
        row[at]
        for row in lexicon.ROWS_OF_KEYS
        if (own := row.find(letter)) >= 0
        for at in (own - 1, own + 1)
        if 0 <= at < len(row)
    }


def _on_the_key_beside(typed: str, meant: str) -> bool:
    """«لفم» for «لغم»; the first letter is seldom missed."""
    others = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
    return len(others) == 1 and typed[0] == meant[0] and others[0][1] in keys_beside(others[0][0])


def _begin_apart(typed: str, meant: str) -> bool:
    """Whether one is the other but for its first letter: «حرير» is no «تحرير», nor «صمامات»
    «كمامات»."""
    if typed[1:] == meant[1:]:
        return {typed[0], meant[0]} not in _NEAR
    return max(len(typed), len(meant)) < 6 and (typed == meant[1:] or meant == typed[1:])


def _likely(typed: str, meant: str) -> bool:
    """Whether the letter in the place of another is beside it on the keyboard, or said like it."""
    letters = [{a, b} for a, b in zip(typed, meant, strict=True) if a != b]
    return len(typed) == 5 and len(letters) == 1 and letters[0] in _NEAR


def _names_apart(typed: str, meant: str) -> bool:
    """Whether both are names, or made of names: «سعدي», «سعيدي»; «أبو زيد», «أبو يزيد»."""
    bare = (each.removeprefix("ابو") for each in (typed, meant))
    return NAMES.issuperset(e if e in NAMES else e.removesuffix("ي") for e in bare)


def _have_changed_places(typed: str, meant: str) -> bool:
    return len(typed) == len(meant) and one_edit(typed, meant) and sorted(typed) == sorted(meant)


def are_apart(typed: str, meant: str) -> bool:
    """Whether they are words of their own, whatever they look like."""
    if meant in _APART.get(typed, ()):
        return True
    without = typed.removesuffix("ه")
    feminine = {typed, meant} & _FEMININE or NO_PLURAL.fullmatch(without)
    if feminine and without == meant.removesuffix("ه"):
        return True
    servants = [_SERVANT.match(each) for each in (typed, meant)]
    if not all(servants):
        return False
    # «عبدالحليم» is no «عبدالحكيم», but may be «عبدالحليييم» or «عبدالحيلم».
    same_length = len(typed) == len(meant) and not _have_changed_places(typed, meant)
    return servants[0][0] != servants[1][0] or same_length


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
