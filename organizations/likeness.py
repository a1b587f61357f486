"""Which names are probably one and the same, in Arabic and in Latin letters.

Pure functions over `str`, and conservative: what they call alike a person still has to judge.
A word is heard as its consonants and the vowels between them. Two Arabic words are alike when
they are spelt alike; with Latin letters in play, when the consonants may be the same and no vowel
speaks against it: «كومان» is Kuman and Koman, «محمد» is Mohammed and Muhammad but never Mahmoud.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from organizations import arabic

# ---------------------------------------------------------------- letters

_ARABIC = {
    **{"ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh"},
    **{"ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "D", "ط": "t", "ظ": "Z"},
    **{"غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h"},
}
_ARABIC_VOWELS = "اويع"
#: How Latin letters may write a sound that is not simply written as itself.
_WRITTEN = {
    **{"th": ("th", "t", "s"), "j": ("j", "g"), "dh": ("dh", "th", "z", "d")},
    **{"D": ("d", "dh"), "Z": ("z", "dh", "th", "d"), "gh": ("gh", "g"), "q": ("q", "k", "g")},
    **{"k": ("k", "q"), "f": ("f", "v"), "b": ("b", "p")},
}
#: Latin spellings of one sound.
_SAME_IN_LATIN = {
    frozenset(pair.split())
    for pair in ("k q", "g q", "j g", "g gh", "dh z", "dh d", "dh th")
}  # fmt: skip
#: What may stand for one another anywhere above shares a class, by which likes are found.
_CLASSES = {
    **dict.fromkeys(("t", "th", "d", "dh", "D", "z", "Z", "s"), "t"),
    **dict.fromkeys(("j", "g", "gh", "q", "k"), "k"),
    **{"kh": "x", "sh": "c", "b": "b", "p": "b", "f": "f", "v": "f"},
    **{letter: letter for letter in "hrlmn"},
}
#: Consonants of a word that is no name of another for one vowel.
LONG = 4
#: What such a word may also have: «تشيسيكيدي» is Tshisekedi, «المتوكل» Al-Mutawakil.
_ALSO_WRITTEN = frozenset({("ي", "e"), ("و", "awa")})
_LATIN_SOUND = re.compile("^rh|kh|sh|ch|th|dh|gh|ph|dj|[a-z]")
_LATIN_WRITTEN_AS = {"ch": "sh", "ph": "f", "dj": "j", "rh": "r", "c": "k"}
_LATIN_VOWELS = frozenset("aeiouyw")

# ---------------------------------------------------------------- words


@dataclass(frozen=True)
class Word:
    """A word as it is heard: `vowels` has one more place than `sounds`, around and between."""

    text: str
    sounds: tuple[str, ...]
    vowels: tuple[str, ...]
    is_arabic: bool

    @property
    def skeleton(self) -> str:
        """The classes of its consonants; of words that are alike it is the same."""
        return "".join(_CLASSES.get(each, each) for each in self.sounds)


_SERVANT_AR = re.compile(r"^عبد(?:ال)?(?=..)")
_SERVANT_EN = re.compile(r"^abd(?:[aeiou]?l|[aeiou](?=rr|ss|nn|tt|dd|zz))(?=..)")
_JOINED_ARTICLE = re.compile(r"^al(?=[^aeiouy]\w{3})")


@lru_cache(maxsize=20_000)
def word(text: str) -> Word:
    """A folded word as it is heard."""
    is_arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    return _heard(text, _arabic_sounds(text) if is_arabic else _latin_sounds(text), is_arabic)


def _heard(text: str, letters: Iterable[tuple[str, bool]], is_arabic: bool) -> Word:
    """Gather vowels between consonants; a doubled consonant is one."""
    sounds, vowels = [], [""]
    for sound, is_vowel in letters:
        if is_vowel:
            vowels[-1] += sound
        elif not (sounds and sounds[-1] == sound and not vowels[-1] and not is_arabic):
            sounds.append(sound)
            vowels.append("")
    if len(sounds) > 1 and sounds[-1] == "h" and not vowels[-1]:
        sounds.pop()  # Fatimah, «فاطمة», Abdullah
        vowels.pop()
    return Word(text, tuple(sounds), tuple(vowels), is_arabic)


def _arabic_sounds(text: str):
    text = _SERVANT_AR.sub("عبد", text).replace("ء", "")
    for letter in text:
        if letter in _ARABIC_VOWELS:
            yield letter, True
        else:
            yield _ARABIC.get(letter, letter), False


def _latin_sounds(text: str):
    text = _JOINED_ARTICLE.sub("", _SERVANT_EN.sub("abd", text)).replace("x", "ks")
    for sound in _LATIN_SOUND.findall(text):
        yield _LATIN_WRITTEN_AS.get(sound, sound), sound in _LATIN_VOWELS


def like_words(one: Word, other: Word) -> bool:
    """Whether both may be the same word."""
    if one.is_arabic and other.is_arabic:
        return _plain(one) == _plain(other)
    if len(one.sounds) != len(other.sounds) or not one.sounds:
        return one.text == other.text
    if one.is_arabic or other.is_arabic:
        first, second = (one, other) if one.is_arabic else (other, one)
        return _arabic_is_latin(first, second)
    if {one.vowels[-1], other.vowels[-1]} in ({"", "i"}, {"", "y"}):
        return False  # Badr, Badri
    return all(map(_same_latin_sound, one.sounds, other.sounds)) and all(
        map(_same_latin_vowel, one.vowels, other.vowels)
    )


def _plain(one: Word) -> tuple:
    return one.sounds, one.vowels


def _same_latin_sound(one: str, other: str) -> bool:
    return one == other or frozenset((one, other)) in _SAME_IN_LATIN


# ---------------------------------------------------------------- vowels


def _latin_vowel(letters: str) -> str:
    """What a run of Latin vowels is: '', a, e, i, u, or the consonants y and w inside it."""
    if re.search("[aeiou]y+[aeou]|yy", letters):
        return "y"
    if re.search("[aeio]w+[aeiou]|ww", letters):
        return "w"
    high = bool(re.search("[iy]|ee|ae", letters))
    if re.search("[uow]", letters):
        return "iu" if high else "u"
    if high:
        return "i"
    return "a" if "a" in letters else letters[:1]


def _same_latin_vowel(one: str, other: str) -> bool:
    first, second = sorted((_latin_vowel(one), _latin_vowel(other)))
    if first == second:
        return True
    short = max(len(one), len(other)) < 2
    return short and (first, second) in {("", "a"), ("", "e"), ("", "i"), ("a", "e"), ("e", "i")}


_LONG = {"ا": "a", "و": "u", "ي": "i"}


def _arabic_is_latin(one: Word, other: Word) -> bool:
    """Whether the Latin letters may write the Arabic word."""
    if not all(b in _WRITTEN.get(a, (a,)) for a, b in zip(one.sounds, other.sounds, strict=True)):
        return False
    last = len(one.sounds)
    breathed = one.text.endswith("ح") and other.text.endswith("ih")  # «فالح», Falih
    if not (breathed or _ends_alike(one.vowels[last], other.vowels[last])):
        return False
    inner = range(1, last)
    return all(
        _written_vowel(one.vowels[n], other.vowels[n], one.vowels[n - 1], 1 < n == last - 1)
        or (last >= LONG and (one.vowels[n], other.vowels[n]) in _ALSO_WRITTEN)
        for n in inner
    )


def _written_vowel(arabic_letters: str, latin: str, before: str, is_last: bool) -> bool:
    """Short vowels are not written in Arabic: any single one may stand there. In the last of
    several syllables u stands only after another («يونس»), or «محمد» would be Mahmud."""
    heard = _latin_vowel(latin)
    long = {_LONG[letter] for letter in arabic_letters if letter in _LONG}
    if not long:
        if len(latin) > 1 and latin != "ou":  # «هدى», Houda
            return "ع" in arabic_letters and latin.endswith("a")  # «معتز», Moataz
        return heard != "u" or not is_last or "و" in before
    if long == {"a"}:
        told = "ع" in arabic_letters and len(latin) > 1 and latin.endswith("a")  # «سعاد», Souad
        return heard == "a" or latin == "e" or told
    if long == {"u"} and latin.endswith("a"):  # «أنور», Anwar; «بوعلام», Boualem
        return latin == "wa" or ("ع" in arabic_letters and latin in ("oua", "ua"))
    if "i" in long and "u" in long:
        return heard in ("iu", "y", "w", "i", "u")
    return heard in (("u", "w", "iu") if "u" in long else ("i", "y", "iu"))


def _ends_alike(arabic_letters: str, latin: str) -> bool:
    heard = _latin_vowel(latin)
    arabic_letters = arabic_letters.strip("ع")  # «ربيع», Rabih
    if not arabic_letters:
        return heard in ("", "a", "e")
    if arabic_letters.endswith("و"):
        return heard == "u" or ("ي" in arabic_letters and latin.endswith("o"))  # «كيسمايو», Kismayo
    if arabic_letters.endswith("وا") and latin.endswith("wa"):
        return True  # «ماجاليوا», Majaliwa
    if arabic_letters.endswith("وي") and "w" in latin:
        return True  # «القرضاوي», Al-Qaradawi; «نزوى», Nizwa
    if arabic_letters.endswith("وي") and latin.endswith("oui"):
        return True  # «علوي», Alaoui
    if arabic_letters.endswith("يا") and latin.endswith("a"):
        return heard in ("i", "y")  # «رانيا», Rania
    return heard in (("a", "e", "i", "y") if arabic_letters.endswith("ي") else ("a",))


# ---------------------------------------------------------------- names

#: What stands between the parts of a name, and before it, and says nothing about who is meant.
_BETWEEN = frozenset(
    [
        *("بن", "ابن", "بنت", "ال", "bin", "ibn", "ben", "bint", "al", "el"),
        *("dr", "mr", "mrs", "ms", "prof", "he", "د"),
    ]
)
_SMALL_WORDS = frozenset(
    ["of", "the", "for", "and", "in", "on", "a", "an", "to", "في", "على", "من", "و"]
)
_ARTICLE_AR = re.compile(r"(?<!\S)ال(?=\w{2})")
_FOR_AR = re.compile(r"(?<!\S)لل(?=\w{2})")
_ARTICLE_EN = re.compile(r"\b(?:[ae]l[- ]|(?:a[rsndtz]|a[sdt]h)-)(?=\w)", re.I)
_SERVANT_OF = re.compile(r"(?<!\w)(عبد)\s+(?=\w)|\b(abd)[- ]?(?:[aeu]l)?[- ]+(?=\w)", re.I)


def words_of(name: str) -> tuple[Word, ...]:
    """The words of a person's name that say who is meant."""
    text = _SERVANT_OF.sub(lambda found: f"{found[1] or 'abdul'}", name)
    text = _ARTICLE_EN.sub("", _ARTICLE_AR.sub("", text))
    return tuple(word(each) for each in arabic.fold(text).split() if each not in _BETWEEN)


def words_of_body(name: str) -> tuple[Word, ...]:
    """The words of a body's name that say which one is meant."""
    text = _FOR_AR.sub("", _ARTICLE_AR.sub("", name))
    words = (each for each in arabic.fold(text).split() if each not in _SMALL_WORDS)
    return tuple(word(re.sub(r"(?<=[a-z]{3})s$", "", each)) for each in words)


def alike(one: str, other: str) -> bool:
    """Whether both may be the name of one person: word for word, the family name first or last,
    or without the names in the middle."""
    first, second = words_of(one), words_of(other)
    if len(first) > len(second):
        first, second = second, first
    if not first:
        return False
    if len(first) == len(second):
        turned = second[1:] + second[:1], second[-1:] + second[:-1]
        return any(_all_alike(first, each) for each in (second, *turned))
    ends = len(first) > 1 and _all_alike((first[0], first[-1]), (second[0], second[-1]))
    return ends and _within(first[1:-1], second[1:-1])


def has(name: str, words: Iterable[Word]) -> bool:
    """Whether each of the words may be one of the name's."""
    own = words_of(name)
    return all(any(like_words(each, other) for other in own) for each in words)


def alike_bodies(one: str, other: str) -> bool:
    """Whether both may be the name of one body: the same words in any order."""
    first, second = words_of_body(one), list(words_of_body(other))
    if not first or len(first) != len(second):
        return False
    if len(first) == 1 and len(first[0].sounds) < 3:
        return False
    for each in first:
        match = next((each2 for each2 in second if _like_body_words(each, each2)), None)
        if match is None:
            return False
        second.remove(match)
    return True


def _like_body_words(one: Word, other: Word) -> bool:
    """Latin words are words of a language here, not sounds: a minister is no ministry."""
    if not one.is_arabic and not other.is_arabic:
        return one.text == other.text
    return like_words(one, other)


def _all_alike(first: tuple[Word, ...], second: tuple[Word, ...]) -> bool:
    return all(map(like_words, first, second))


def _within(few: tuple[Word, ...], many: tuple[Word, ...]) -> bool:
    """Whether the few occur among the many, in their order."""
    rest = iter(many)
    return all(any(like_words(each, other) for other in rest) for each in few)


# ---------------------------------------------------------------- keys by which likes are found


def sounds(name: str, words: Callable[[str], tuple[Word, ...]] = words_of) -> str:
    """The skeletons of all words, sorted: alike for names with as many words that are alike."""
    return " ".join(sorted(each.skeleton or each.text for each in words(name)))


def ends(name: str) -> str:
    """The skeletons of the first and the last word, sorted: alike for a person's names with and
    without those in the middle."""
    words = words_of(name)
    edges = (words[0], words[-1]) if len(words) > 1 else words
    return " ".join(sorted(each.skeleton or each.text for each in edges))
