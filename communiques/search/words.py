"""One word: its forms, and the terms by which it is found. A word may be read in several ways
(«كوسيلة» as «ك» and «وسيلة»); all readings are terms, the first is the likeliest."""

import re
import unicodedata
from functools import cache, lru_cache

from communiques.search import english, lexicon
from communiques.search.forms import (
    DRESSING,
    bare_forms,
    folded_set,
    folded_word,
    is_arabic,
    starts_with_own_alef,
)
from communiques.search.numerals import TWO_OF, cardinals, months, numerals, ordinals
from communiques.search.stems import countries, stem_of_plural, stems
from organizations.cardinals import scales

LONGEST_TERM = 60
_SMALL_AR = folded_set(lexicon.SMALL_AR)
SMALL = _SMALL_AR | lexicon.SMALL_EN
_POSSESSIVE = re.compile("['’ʼ][sS]$")
#: "d'Ivoire", "l'Aquila".
_ELISION = re.compile("^[dlDL]['’ʼ](?=[A-Za-zÀ-ÿ]{3})")
_FATHER_JOINED = re.compile("^اب[وي]ال(?=..)")
_SERVANT_JOINED = re.compile("^عبد(?!ال)(?=...)")

#: «نورالدين», Noureddine, «نصرالله», Nasrallah.
_OF_FAITH = re.compile(f"({'|'.join(sorted(folded_set(lexicon.OF_FAITH)))})(الدين|الله)")
_OF_FAITH_LATIN = re.compile(
    "(?P<din>.{2,})(?:(?:[aeiou]d|[aeu]l)d|(?<=...)[eu]d)(?:i|ee)ne?|(?P<allah>.{3,})[aeou]ll?ah"
)

#: «أنقذ», «أنقذوا» of «إنقاذ»; its hamza tells it from «انقضى».
_MAKING = re.compile("(ا[^اوي][^اوي])([^اويه])(?:ت|وا)?")
#: What is «إفعال» or «أفعال», with a pronoun or without.
_PLURAL_OR_NOUN = re.compile("(ا..ا.?)(?:ه|ها|هم|هما)?")
#: «وأبها», «فأمن», «وإلى»: hardly a word begins so but «فأر», «فأس» and «فأل».
_PARTICLE_BEFORE_HAMZA = re.compile("(?:و[أإآ]|ف[أإآ](?![رسل])).")

Reading = tuple[tuple[str, ...], tuple[str, ...]]


def only(word: str, term: str = "") -> Reading:
    return (word,), (term or word,)


@lru_cache(2**17)
def read(raw: str) -> Reading:
    """The forms and the terms of a word."""
    plain = _ELISION.sub("", _POSSESSIVE.sub("", unicodedata.normalize("NFKC", raw)))
    folded = _FATHER_JOINED.sub("ابو", folded_word(plain))
    folded = _SERVANT_JOINED.sub("عبدال", folded)
    if not folded:
        return ("",), ()
    if len(folded) > LONGEST_TERM:
        return only(folded[:LONGEST_TERM])
    if is_arabic(folded):
        return _read_arabic(folded, DRESSING.sub("", plain))
    return _read_english(folded)


def as_one(name: str) -> str:
    """A name of several words, which a table has with hyphens, as it is compared."""
    return "".join(map(folded_word, name.split("-")))


def of_faith(word: str) -> str:
    """The one form of a name that ends in «الدين» or «الله», however it is spelt; "" for any other
    word."""
    if match := _OF_FAITH.fullmatch(word):
        return f"{match[1]}{'الدين' if match[2] == 'الدين' else 'اله'}"
    if match := _OF_FAITH_LATIN.fullmatch(word):
        return f"{match[match.lastgroup]}{'al' if match['din'] else ''}{match.lastgroup}"
    return ""


def _read_arabic(folded: str, plain: str) -> Reading:
    if _PARTICLE_BEFORE_HAMZA.match(plain):
        folded = folded[1:]
    forms = tuple(bare_forms(folded, starts_with_own_alef(plain)))
    if len(forms) > 1 and forms[1] in numerals():
        forms = forms[::-1]  # «إلتاسعة», with a hamza on its article
    bare = forms[0]
    own_hamza = "آ" in plain or plain.endswith("ء")  # «آن», «إنهاء»
    if len(bare) < 2 or (_is_small(folded, bare) and not own_hamza):
        return (folded,), ()
    if name := of_faith(bare):
        return only(name)
    if ordinal := ordinals().get((bare,)):
        return only(bare, str(ordinal))
    if (month := months().get(bare)) and (bare != "اب" or "آ" in plain):
        return only(bare, month)
    known = plain.endswith("ء"), folded.removesuffix(bare).endswith(("ال", "لل"))
    found = [stem for form in forms for stem in stems(form, *known)]
    found += [TWO_OF[form] for form in forms if form in TWO_OF]
    if "أ" in plain[:2] and (verb := _MAKING.fullmatch(found[0])):
        found.append(f"{verb[1]}ا{verb[2]}")
    found = _by_the_hamza(forms[0], found, _first_letter(folded, forms[0], plain))
    return forms, tuple(dict.fromkeys(found))


def _first_letter(folded: str, bare: str, plain: str) -> str:
    """The letter that the bare word begins with, as it was written."""
    return plain[-len(bare) - plain.endswith("ء") :][:1] if folded.endswith(bare) else ""


def _by_the_hamza(bare: str, found: list[str], written: str) -> list[str]:
    """«إعداد» is no plural of «عدد»; without a hamza it may be either."""
    noun = _PLURAL_OR_NOUN.fullmatch(bare)
    if not noun or written not in ("إ", "ا") or found[0] != stem_of_plural(noun[1]):
        return found
    if written == "ا":
        return [*found, noun[1]]
    return [noun[1], *(each for each in found if each != found[0])]


def _is_small(folded: str, bare: str) -> bool:
    """Also behind a particle: «ولم», «بهذا»; «بوعلي» is a name, for none stands before «و»."""
    behind = bare in _SMALL_AR and folded[1:] == bare and bare[0] != "و"
    return folded in _SMALL_AR or behind


def _read_english(word: str) -> Reading:
    if word in lexicon.SMALL_EN:
        return (word,), ()
    if name := of_faith(word):
        return only(name)
    if ordinal := ordinals().get((word,)):
        return only(word, str(ordinal))
    if month := months().get(word):
        return only(word, month)
    term = english.stem(word) if len(word) > 1 and word.isascii() else word
    country = english.native_of(term)
    return (word,), (term, country) if country else (term,)


@cache
def countries_meant() -> frozenset[str]:
    """The terms of countries that whoever is of them is found by."""
    return frozenset((*countries().values(), *english.natives().values()))


@cache
def thousands() -> dict[str, int]:
    """The terms of «ألف», «مليون», "thousand" → what each multiplies by."""
    words = (scales("ar") | scales("en")).items()
    return {term: size for word, size in words if size >= 1000 for term in read(word)[1]}


@cache
def terms_of_number(value: int) -> tuple[str, ...]:
    """What a number is found by beside another word: by its digits, or as the word that it is."""
    words = (key[0] for key, n in cardinals().items() if n == value and len(key) == 1)
    return tuple(dict.fromkeys([str(value), *(term for w in words for term in read(w)[1][:1])]))
