"""A word as it is compared; and an Arabic word without the article and the particles that are
written with it: its forms, the likeliest first."""

import re
from collections.abc import Iterable, Iterator

from communiques.search import lexicon
from organizations import arabic

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff"
)
#: «شئون» and «مسئول» are «شؤون» and «مسؤول»; the plural of «لاجئ» keeps its seat: «لاجئون».
_HAMZA_ON_WAW = re.compile("[ئء](?=و(?!ن?$))|(?<=(?<!ا)ش)[ئء](?=ون$)")
#: «رهائن» is typed «رهاءن»; «أبناءهم» is no such word.
_HAMZA_FOR_YEH = re.compile("(?<=ا)ء(?=[بجحخدذرزسشصضطظعغفقلمي]|ن$)")
DRESSING = re.compile(f"[ـ{INVISIBLE}{MARKS}]")
_TANWEEN_ALEF = re.compile("(?:\u064b[\u0640\u064c-\u0652]*[اى]|[اى]\u064b)$")


def folded_word(word: str) -> str:
    """A word as it is compared: marks and tatweel gone, letters that are written for one another
    alike, and no hamza standing alone («وزراء» is often typed «وزرا»)."""
    if "\u064b" in word and sum(each.isalpha() and each != "ـ" for each in word) > 3:
        word = _TANWEEN_ALEF.sub("", word)
    word = _HAMZA_ON_WAW.sub("ؤ", DRESSING.sub("", word))
    word = _HAMZA_FOR_YEH.sub("ئ", word)
    return "".join(filter(str.isalnum, arabic.fold(word).replace("ء", "")))


def is_arabic(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


def starts_with_own_alef(word: str) -> bool:
    """«إلغاء» and «آلية» have no article, whatever follows their alef."""
    return word.lstrip("وفبلك")[:2] in ("أل", "إل", "آل") or word[:2] in ("أل", "إل", "آل")


def folded_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded_word, words))


_OWN = folded_set(lexicon.OWN_BEGINNINGS)
_ENDINGS = (
    "[ايهتكن]|ها|هم|هما|كم|نا|ات|ان|ين|ون|يه|يا|اي|ايي|اييه|يات|يين|يون|تين|تان"
    "|تها|ته|تهم|تنا|اته|اتها|اتهم|اتنا|يته|يتها|[يو](?:ه|ها|هم|هما|كم|نا)"
)
_GUARDED = re.compile(f"(?:{'|'.join(sorted(folded_set(lexicon.GUARDED)))})(?:{_ENDINGS})?$")
#: «لباس», «بيوت»: words of the tables have a first letter of their own.
_TABLED = folded_set(each for row in lexicon.rows(lexicon.BROKEN_PLURALS) for each in row)
#: «بكينيا» is no «بكين» with an ending.
_PLACES = {form.removeprefix("ال") for form in folded_set(
    name for row in lexicon.rows(lexicon.PLACES) for name in row if not name.isascii()
)}  # fmt: skip
_WITH_ARTICLE = re.compile("(?:[وف]?[بك]?ال|[وف]?لل)")
_FOR_THE = "لل"


def bare_forms(word: str, own_alef: bool) -> Iterator[str]:
    """The word without article and particles, the likeliest first."""
    if word in _OWN or (word[0] in "وف" and word[1:] in _OWN):
        yield word if word in _OWN else word[1:]
        return
    if own_alef and word.startswith("ال"):
        yield from _with_own_alef(word)
        return
    article = _WITH_ARTICLE.match(word)
    rest = word[article.end() :] if article else ""
    if len(rest) > 1:
        yield from _without_article(article[0], rest, own_alef)
    elif _GUARDED.match(word):
        if word[1:] in _PLACES and len(word) > 5 and word not in _PLACES:
            yield word[1:]
        yield word
    else:
        yield from _without_particle(word, own_alef)


def _with_own_alef(word: str) -> tuple[str, ...]:
    """Some put a hamza on every alef, that of the article too: long words have one."""
    without = word[2:]
    if len(word) > 7:
        return without, word
    return (word, without) if len(word) > 5 else (word,)


def _without_article(article: str, rest: str, own_alef: bool) -> Iterator[str]:
    if article.endswith(_FOR_THE):
        # «للجنة» is «ل» and «اللجنة».
        doubled = f"ل{rest}"
        yield from (doubled, rest) if _GUARDED.match(doubled) else (rest, doubled)
    elif article != "ال" and (f"ال{rest}" in _OWN or own_alef):
        yield from _with_own_alef(f"ال{rest}") if f"ال{rest}" not in _OWN else (f"ال{rest}",)
    else:
        yield rest
        if article == "فال" and len(rest) > 2:
            yield f"فال{rest}"  # «فالنسيا»
        if len(rest) < 4 and article == "ال":
            yield f"ال{rest}"  # «القى» is «ألقى» without its hamza


def _without_particle(word: str, own_alef: bool) -> Iterator[str]:
    """A letter off, where enough of a word stays; «ك» and «ف» are seldom particles."""
    first, rest = word[0], word[1:]
    if first == "و" and len(rest) > 1:
        yield from bare_forms(rest, own_alef)
        yield word
    elif first in "بل" and len(rest) > 2:
        yield from (word, rest) if word in _TABLED else (rest, word)
    else:
        yield word
        if (first in "كف" and len(rest) > 3) or (first in "بل" and len(rest) == 2):
            yield rest


def form_alone(word: str) -> str:
    folded = folded_word(word)
    return next(bare_forms(folded, False)) if is_arabic(folded) else folded
