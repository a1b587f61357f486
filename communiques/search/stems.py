"""What Arabic words are found by: without the endings of number, gender and possession, and the
singular in the place of a broken plural."""

import re
from collections.abc import Iterator
from functools import cache

from communiques.search import lexicon
from communiques.search.forms import folded_set, folded_word

WHOLE = folded_set(lexicon.WHOLE)
_RELATED = folded_set(lexicon.RELATED)
_NAMES = folded_set(lexicon.NAMES)
_FEMININE = {folded_word(row[0]) for row in lexicon.rows(lexicon.FEMININE)}
_PRONOUNS = (("هما", 3), ("هم", 3), ("هن", 4), ("كم", 4), ("نا", 4), ("ها", 3))
_NOUN_IN_YN = re.compile("ت..ين")  # «تمكين»; «صيادين» are «صيادون»
#: «منتسبي الشرطة» are «منتسبون», «سائقي الحافلات» «سائقون», «صيادو السمك» «صيادون».
_PEOPLE_OF = re.compile("(?:م...+|.ا..)[يو]|..ا.و")
_PAIR_OF = re.compile("(...*[^ا])ت[اي]")  # «دولتا المصب», «دولتي المصب»
#: «معارضون» oppose and «معارضة» is opposition; «معارض» may be exhibitions.
NO_PLURAL = re.compile("م.ا..")
#: «عبدالله», «أبوشمالة».
_NAME_AS_ONE = re.compile("عبدال|ابو.{3,}ه$")
#: She or they did: «رفضت», «قتلوا».
_PAST = re.compile("([^اوي]{3})(?:ت|وا)")
#: Verbs whose letters alone are another word.
_WORDS_APART = folded_set(lexicon.WORDS_APART)
#: Verbs whose two last letters are one, as they stand without an ending.
_SAID = folded_set(lexicon.SAID)


def stems(bare: str, has_hamza: bool = False, is_definite: bool = False) -> Iterator[str]:
    """Of a form, which ended in a hamza or not, and had an article or not; the likeliest first."""
    stem = _stem(bare)
    yield stem
    if country := country_of(stem):
        yield country
    if not is_definite:
        yield from _before_another(bare, stem)
    # «شارك وفدا» is often written without its tanween.
    if bare[-1] == "ا" and len(bare) > 2 and bare not in WHOLE and not has_hamza:
        yield _stem(bare[:-1])
    if bare.endswith("اوات"):
        yield _standing_for(bare[:-3])  # «ببغاوات» are of «ببغاء»
    if not is_definite:
        yield from _of_the_root(bare)
    # «قراهم» are «قرى».
    if stem[-1] == "ا" and len(stem) < len(bare):
        yield _standing_for(f"{stem[:-1]}ي")


def _before_another(bare: str, stem: str) -> Iterator[str]:
    """Of a word that has lost its «ن», for another follows that it belongs to."""
    if _PEOPLE_OF.fullmatch(stem) and stem not in _RELATED and stem[:-1] not in _NAMES:
        yield _standing_for(stem[:-1])
    if bare not in WHOLE and (pair := _PAIR_OF.fullmatch(bare)):
        yield _feminine(pair[1])


def _of_the_root(bare: str) -> Iterator[str]:
    """«رفضت» of «رفض», «جدد» of «تجديد»: what may be another word too is found by both."""
    if (past := _PAST.fullmatch(bare)) and past[1] not in _WORDS_APART:
        yield past[1]
    if bare in _SAID:
        yield f"ت{bare[:2]}ي{bare[2]}"


def country_of(stem: str) -> str:
    """«المغرب» of «مغربي», for «المملكة المغربية» is its name; "" of any other word."""
    return countries().get(stem, "")


@cache
def countries() -> dict[str, str]:
    """Whoever is of a country → the country, by their stems."""
    rows = (map(folded_word, row) for row in lexicon.rows(lexicon.COUNTRIES))
    return {native: _stem(country) for native, country in rows}


def _stem(word: str) -> str:
    if word in WHOLE or word in _stands_for() or _NAME_AS_ONE.match(word):
        return _standing_for(word)
    if verb := verbal_noun(word):
        return verb
    if word.endswith("اتك"):
        return _stem_of_owned(word[:-1])
    for ending, fewest in _PRONOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= fewest:
            return _stem_of_owned(word[: -len(ending)])
    if word.endswith("ه") and len(word) > 3:
        without = word[:-1]
        nominal = _before_pronoun(without)
        owned = without.endswith("ت") or (nominal != without and nominal in _plurals_in_hamza())
        owned = owned or bool(_verb_of(without))
        return _stem_of_owned(without) if owned else _of_ended(without)
    return _without_number(word)


def _before_pronoun(word: str) -> str:
    """«أعضاء» is «أعضاؤ» and «أعضائ» before a pronoun."""
    return word[:-1] if word.endswith(("اي", "او")) and len(word) > 3 else word


def _without_number(word: str) -> str:
    singular = _singular(word)
    return _standing_for(word) if singular == word else _of_ended(singular)


def _of_ended(stem: str) -> str:
    """What was left of a word when its ending was taken off."""
    return stem if NO_PLURAL.fullmatch(stem) else _standing_for(stem)


# ---------------------------------------------------------------- verbs

#: The verbs whose noun is made of their own letters and an alef: «انتشلت», «ينتشلون» of «انتشال».
_VERBS = (
    (re.compile("(است[^اوي][^اوي])([^اويته])(?:ت|وا)?"), r"\1ا\2"),
    (re.compile("(است.ا.)(?:ت|وا)"), r"\1"),
    (re.compile("[يت](ست[^اوي][^اوي])([^اويته])(?:ون)?"), r"ا\1ا\2"),
    (re.compile("(ا[^اويس]ت[^اوي])([^اويته])(?:ت|وا)?"), r"\1ا\2"),
    (re.compile("[يت]([^اويس]ت[^اوي])([^اويته])(?:ون)?"), r"ا\1ا\2"),
    (re.compile("(ان[^اويت][^اوي])([^اويته])(?:ت|وا)?"), r"\1ا\2"),
    (re.compile("(ان.)ا(.)(?:ت|وا)"), r"\1يا\2"),
    (re.compile("(ا[^اويتن][^اويت])([^اويت])(?:ت|وا)"), r"\1ا\2"),
)
#: «يعزز», «شددت»: two letters that are one have a noun of the second form; but «تقرير» is a report.
_DOUBLED = re.compile(r"(?:ي(?=..[^اوي](?:ون)?$))?([^اوي])([^اوي])\2(?:ت|وا|ون)?")
_REPORTS = frozenset({"قر", "حق"})


def verbal_noun(word: str) -> str:
    """The noun of a verb of those forms; "" for any other word."""
    for pattern, noun in _VERBS:
        if match := pattern.fullmatch(word):
            return match.expand(noun)
    if (
        len(word) > 3
        and (match := _DOUBLED.fullmatch(word))
        and match[1] + match[2] not in _REPORTS
    ):
        return match.expand(r"ت\1\2ي\2")
    return ""


def _verb_of(word: str) -> str:
    """That of a verb before a pronoun, with or without the «ت» of a feminine: «استقبلته». «أسلحتهم»
    is none."""
    verbs = (word.removesuffix("ت"), word)
    nouns = (
        match.expand(noun) for v in verbs for p, noun in _VERBS[:-1] if (match := p.fullmatch(v))
    )
    return next(nouns, "")


# ---------------------------------------------------------------- endings


def _stem_of_owned(word: str) -> str:
    """What stands before a pronoun: a feminine shows its «ت» there."""
    word = _before_pronoun(word)
    if word in WHOLE or word in _stands_for():
        return _standing_for(word)
    if verb := _verb_of(word):
        return verb
    if word.endswith("ات"):
        return _stands_for().get(f"{word[:-1]}ه") or _without_number(word)  # «قضاتهم»
    if word.endswith("ت") and len(word) > 3:
        return _feminine(word[:-1])
    return _without_number(word)


def _singular(word: str) -> str:
    if word.endswith(("تان", "تين")) and (len(word) > 5 or f"{word[:-3]}ه" in _FEMININE):
        return _feminine(word[:-3])
    if word.endswith("ات") and len(word) > 4:
        return word[:-3] if word.endswith("وهات") else word[:-2]
    if word.endswith("ون") and len(word) > 4:
        return word[:-2]
    if word.endswith("ين") and len(word) > 4 and not _NOUN_IN_YN.fullmatch(word):
        return word[:-2]
    return word[:-2] if word.endswith("ان") and len(word) > 5 and word[0] == "م" else word


def _feminine(stem: str) -> str:
    """The stem of a word that shows its feminine ending."""
    return _stands_for().get(f"{stem}ه") or _of_ended(stem)


def stem_of_plural(word: str) -> str:
    """The stem of the singular, where a table has the word as a plural; "" of any other."""
    return _stands_for().get(word, "")


def _standing_for(word: str) -> str:
    return _stands_for().get(word, word)


@cache
def _plurals_in_hamza() -> frozenset[str]:
    plurals = (plural for plural, _singular in lexicon.rows(lexicon.BROKEN_PLURALS))
    return folded_set(each for each in plurals if each.endswith("اء"))


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
        plain.pop(first, None)
        plain[second] = first
    for plural, singular in plain.items():
        target = _without_ending(singular)
        # «طلبة» are no «طلب»; «طلبتهم» show their ending.
        for key in {plural, plural if plural.endswith("ه") else _without_ending(plural)}:
            table[key] = target
    for row in lexicon.rows(lexicon.FEMININE):
        first, *rest = map(folded_word, row)
        table |= dict.fromkeys((first, *rest), first)
        table.setdefault(f"{first.removesuffix('ه')}ات", first)
    return table


def _without_ending(word: str) -> str:
    if word in WHOLE:
        return word
    return word[:-1] if word.endswith("ه") and len(word) > 3 else _singular(word)
