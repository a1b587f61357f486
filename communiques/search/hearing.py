"""Names, across spellings and scripts: what sounds like a word that is asked for; and what was
typed on the other keyboard."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain, pairwise, product

from communiques.search import lexicon
from communiques.search.analysis import pair, tokens
from communiques.search.foreign import as_in_europe, as_written_in_europe
from communiques.search.forms import folded_set
from communiques.search.numerals import HIJRI, MONTH
from communiques.search.query import Asked, Joined, Query, neighbours_joined, parse
from communiques.search.slips import NAMES, OWN_WORDS
from communiques.search.vocabulary import Known, Vocabulary
from communiques.search.words import Reading, as_one, only, read
from organizations import languages, likeness

MOST_TERMS_OF_A_HALF = 3
#: Words that an acronym stands for, at most.
LONGEST_SPELT = 7
_GLIDE, _PLAIN = re.compile("[ae][iy](?=[^aeiouy])"), re.compile("a(?=[^aeiouy])")
_ARABIC_GLIDE = re.compile("[اع]ا?ي(?=[^اوي])")
_ROUND, _HIGH = re.compile("[وuow]"), re.compile("[يiy]|ee")
_SPELT_OTHERWISE = {name: names for names in lexicon.rows(lexicon.LATIN_NAMES) for name in names}
_TO_ARABIC = {**str.maketrans(lexicon.LATIN_KEYS, lexicon.ARABIC_KEYS), ord("b"): "لا"}
_SHIFTED = str.maketrans(lexicon.SHIFTED_KEYS)
_FROM_AZERTY = _TO_ARABIC | str.maketrans(lexicon.AZERTY_KEYS, lexicon.ARABIC_KEYS_OF_AZERTY)
_TO_LATIN = str.maketrans(lexicon.ARABIC_KEYS, lexicon.LATIN_KEYS)


def heard(typed: str, vocabulary: Vocabulary) -> tuple[Query, list[Asked]]:
    """What was typed, with the other spellings of its names and with neighbours that occur written
    as one; and the words of it that occur nowhere."""
    query = _without_unheard(parse(typed), vocabulary.language)
    turned = [parse(each) for each in on_other_keys(typed)]
    return _heard(query, turned, vocabulary, neighbours_joined(typed))


def _without_unheard(query: Query, language: str) -> Query:
    """Ali is «علي», a word too small to be searched for in Arabic; as «ابن» is in English."""
    heard = [each for each in query.words if each.form not in _unheard()[language]]
    return Query(tuple(heard)) or query


def _named(name: str) -> Reading:
    return only(as_one(name)) if "-" in name else read(name)


@cache
def _unheard() -> dict[str, set[str]]:
    """Language → the forms of names that are too small to be searched for in its letters."""
    found: dict[str, set[str]] = {"ar": set(), "en": set()}
    for row in lexicon.rows(*lexicon.KNOWN_AS):
        readings = [_named(each) for each in row]
        for name, (_forms, terms) in zip(row, readings, strict=True):
            if not terms:
                found["en" if name.isascii() else "ar"].update(forms[0] for forms, _ in readings)
    return found


@cache
def _known_as() -> dict[str, frozenset[str]]:
    """The form of a name → the terms of it in all its spellings."""
    table: dict[str, frozenset[str]] = {}
    for row in lexicon.rows(*lexicon.KNOWN_AS):
        readings = [_named(each) for each in row]
        terms = frozenset(term for _forms, terms in readings for term in terms[:1])
        for (form, *_), _terms in readings:
            table[form] = table.get(form, frozenset()) | terms
    return table


@cache
def _acronyms() -> dict[str, dict[str, str]]:
    """The form of an acronym → language → what it stands for."""
    table = {}
    for row in lexicon.ACRONYMS.replace("\n", " ").split(","):
        short, english, arabic = row.split(":")
        table |= {read(e)[0][0]: {"en": english, "ar": arabic} for e in short.split()}
    return table


@lru_cache(1024)
def _spelt(acronym: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What must all be there where an acronym is spelt out, its words side by side but for a gap;
    and its words."""
    parts = _acronyms()[acronym][language].split("…")
    if acronym.startswith("un") and len(parts[0].split()) > 2:
        # «الأمم المتحدة» may stand behind the first word.
        parts[:1] = parts[0].split(maxsplit=1)
    words = [tuple(each.terms[0] for each in tokens(part) if each.terms) for part in parts]
    wanted = ([pair(*two) for two in pairwise(part)] or part for part in words)
    return tuple(chain(*wanted)), tuple(chain(*words))


def _spelt_out(asked: Asked, language: str) -> Asked:
    """Also the words of an acronym: OIC, «منظمة التعاون الإسلامي»."""
    if asked.form not in _acronyms():
        return asked
    wanted, words = _spelt(asked.form, language)
    return replace(asked, halves=(wanted,), marked=words)


@cache
def _acronyms_of(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words of what acronyms stand for, without gaps → the terms of the acronyms."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for acronym, meanings in _acronyms().items():
        if "…" not in meanings[language]:
            _wanted, words = _spelt(acronym, language)
            terms = (acronym, *read(acronym)[1], *sorted(_known_by(acronym)))
            found[words] = tuple(dict.fromkeys((*found.get(words, ()), *terms)))
    return found


def _shortened(query: Query, language: str) -> Iterator[Joined]:
    """Words that an acronym stands for, in either language, which may be asked for by it: the
    longest ones."""
    terms = [each.terms[0] for each in query.words]
    for at in range(len(terms)):
        for size in range(min(LONGEST_SPELT, len(terms) - at), 1, -1):
            words = query.words[at : at + size]
            if any(each.phrase or each.halves for each in words):
                continue
            if acronyms := _acronyms_of(language).get(tuple(terms[at : at + size])):
                spelt = tuple(term for each in words for term in each.terms[:1])
            elif acronyms := _acronyms_of(languages.other(language)).get(
                tuple(terms[at : at + size])
            ):
                spelt, _words = _spelt(acronyms[0], language)
            else:
                continue
            typed = " ".join(each.typed for each in words)
            yield Joined(at, size, Asked(typed, acronyms[:1], acronyms, halves=(spelt,)))
            break


def _heard(
    query: Query, turned: list[Query], vocabulary: Vocabulary, joined: list[Joined]
) -> tuple[Query, list[Asked]]:
    """The query with the other spellings of its names and those of `joined` that occur, and the
    words of it that occur nowhere. Where all of them are missing and all of one of `turned` are
    not, that was meant: it was typed on the other keyboard. Two questions to the database."""
    as_one = [each.asked for each in joined]
    words = (*query.words, *as_one)
    known = _known(words, turned, vocabulary)
    others = [each for other in turned for each in other.words]
    asked = {term for each in (*words, *others) for term in each.terms}
    if len(query.words) > 1:
        known = [replace(each, is_name=True) if each.form in NAMES else each for each in known]
    alike = [list(_same_sound(each, known, vocabulary.language)) for each in words]
    candidates = dict.fromkeys(each for some in alike for each in some)
    candidates |= dict.fromkeys(each for each in known if each.term in asked)
    terms = {each.term for each in vocabulary.those_seen(candidates)}
    words = [
        _spelt_out(each, vocabulary.language).or_terms(e.term for e in some if e.term in terms)
        for each, some in zip(words, alike, strict=True)
    ]
    pairs = zip(joined, words[len(query.words) :], strict=True)
    occurring = [
        replace(each, asked=replace(one, halves=_halves_of(words[each.at : each.at + each.size])))
        for each, one in pairs
        if _occurs(one, terms)
    ]
    whole = Query(tuple(words[: len(query.words)])).with_joined(occurring)
    whole = whole.with_joined(_shortened(whole, vocabulary.language))
    missing = [
        e for e in whole.words if not (_occurs(e, terms) or _is_value(e) or e.form in _acronyms())
    ]
    typed_occurs = any(_occurs(each, terms) or each.is_number for each in query.words)
    for other in turned if not typed_occurs else ():
        if other and all(_occurs(each, terms) or each.is_number for each in other.words):
            return other, []
    return whole, missing


def _halves_of(words: list[Asked]) -> tuple[tuple[str, ...], ...]:
    return tuple(product(*(each.terms[:MOST_TERMS_OF_A_HALF] for each in words)))


def _is_value(asked: Asked) -> bool:
    """Whether a number or a month is asked for: no other is a slip of it."""
    return any(term.isdigit() or term.startswith((MONTH, HIJRI)) for term in asked.terms)


def _occurs(asked: Asked, terms: set[str]) -> bool:
    return not terms.isdisjoint(asked.terms)


def on_other_keys(typed: str) -> list[str]:
    """The same keys on the other keyboard, with and without the shift key; «لا» is one key or two.
    In the Maghreb the Latin one begins with A, Z."""
    if typed.isascii():
        plain, shifted = typed.casefold(), typed.translate(_SHIFTED).casefold()
        turned = [shifted.translate(_TO_ARABIC), plain.translate(_TO_ARABIC)]
        turned.append(plain.translate(_FROM_AZERTY))
    else:
        turned = [typed.replace("لا", "b").translate(_TO_LATIN), typed.translate(_TO_LATIN)]
    return list(dict.fromkeys(turned))


def _same_sound(asked: Asked, known: list[Known], language: str) -> Iterator[Known]:
    """Names that sound like the word; none where it is a word of the texts itself."""
    spelt_otherwise = _known_by(asked.form)
    if of_table := [each for each in known if each.term in spelt_otherwise]:
        yield from of_table
        return
    occurs = [each for each in known if each.term in asked.terms]
    if not occurs:
        yield from (each for each in known if each.form in _with_alef(asked))
    ordinary = any(not each.is_name for each in occurs)
    if ordinary or not _has_sound(asked, language):
        return
    spellings = [likeness.word(each) for name in _names(asked) for each in _spoken(name, language)]
    for each in known:
        other = likeness.word(each.form)
        # Of Arabic words nothing tells which are names: what was typed in Latin letters is heard.
        may_be_name = each.is_name or (language == "ar" and not asked.is_arabic)
        if len(other.sounds) < 2 and each.form in _no_names() and not asked.is_arabic:
            continue
        if spelt_otherwise and each.form in _known_as():
            continue  # both are names of their own: Bassam is no Bassami
        if may_be_name and (
            any(_sound_alike(own, other) for own in spellings) or _is_of_europe(asked, each)
        ):
            yield each


@cache
def _no_names() -> frozenset[str]:
    """Words of the tables that are hardly anybody's name: «وضع» is no Awad."""
    words = folded_set(lexicon.GUARDED)
    return words - NAMES - _known_as().keys() - folded_set(lexicon.FAMILIES)


def _is_of_europe(asked: Asked, known: Known) -> bool:
    """Whether Arabic writes the name in Latin letters as it is said abroad: «باتريس» is Patrice,
    «يوهانسون» Johansson."""
    if not asked.is_arabic or known.form in OWN_WORDS:
        return False
    said = [likeness.word(each) for each in as_in_europe(known.form)]
    own = [likeness.word(each) for form in asked.forms for each in (form, *_in_cairo(form))]
    return any(_sound_alike(one, other) for one in own for other in said)


def _with_alef(asked: Asked) -> list[str]:
    """«17 حارسا» where «حارس» is asked for."""
    return [f"{each}ا" for each in asked.forms if asked.is_arabic and len(each) > 2]


def _sound_alike(one: likeness.Word, other: likeness.Word) -> bool:
    """Whether both begin with a vowel or neither (Hamed is not Ahmed), and sound alike."""
    return (
        bool(one.vowels[0]) == bool(other.vowels[0])
        and likeness.like_words(one, other)
        and (len(one.sounds) > 1 or _begin_alike(one, other))
        and not _glide_apart(*sorted((one.text, other.text)))
    )


def _glide_apart(latin: str, arabic: str) -> bool:
    """Whether one begins with a glide and the other does not: Ayman is «أيمن», and no «أمين»."""
    if not latin.isascii() or arabic.isascii():
        return False
    return bool((_PLAIN if _ARABIC_GLIDE.match(arabic) else _GLIDE).match(latin))


def _begin_alike(one: likeness.Word, other: likeness.Word) -> bool:
    """Whether the vowels before the only consonant may be the same: Awadi is no «عادي»."""
    if min(len(one.vowels[0]), len(other.vowels[0])) < 2:
        both = one.vowels[0] + other.vowels[0]
        return "w" not in both or "و" in both  # «عدي», Uday
    return all(
        bool(kind.search(one.vowels[0])) == bool(kind.search(other.vowels[0]))
        for kind in (_ROUND, _HIGH)
    )


def _spoken(form: str, language: str) -> list[str]:
    """Spellings of a name: alone, those of `LATIN_NAMES`, and as Europeans say it whom Arabic
    letters write."""
    foreign = form.isascii() and language == "ar" and form not in OWN_WORDS
    said = as_in_europe(form) if foreign else ()
    if language == "en":
        said = _in_cairo(form)
    return [form, *_alone(form), *_SPELT_OTHERWISE.get(form, ()), *said]


def _in_cairo(form: str) -> list[str]:
    """«موجيريني» and «يورجن»: their hard G is written so."""
    return [form.replace("ج", "غ")] if "ج" in form else []


def _alone(form: str) -> list[str]:
    """A name without the article or the «بن» that is written with it: Essebsi is «السبسي»."""
    if form[:2] in ("al", "el") and len(form) > 5:
        return [form[2:]]
    if form[0] in "ae" and form[1:2] == form[2:3] and len(form) > 6:
        return [form[2:]]
    return [form[3:]] if form[:3] in ("ben", "bin") and len(form) > 6 else []


def _known_by(form: str) -> frozenset[str]:
    """The terms of a name of `KNOWN_AS` in all its spellings."""
    found = (_known_as().get(each) for each in (form, *_alone(form)))
    return next(filter(None, found), frozenset())


def _known(asked: Iterable[Asked], turned: list[Query], vocabulary: Vocabulary) -> list[Known]:
    """Rows of the words themselves, and of those with the same consonants in other letters."""
    words = (*asked, *(each for other in turned for each in other.words))
    terms = [term for each in words if not each.is_number for term in each.terms]
    terms += [term for each in asked for term in _known_by(each.form)]
    spoken_of = [each for each in asked if _has_sound(each, vocabulary.language)]
    names = (name for each in spoken_of for name in _names(each))
    spoken = chain.from_iterable(_heard_as(name, vocabulary.language) for name in names)
    shortest = 1 if len(spoken_of) > 1 else 2
    heard_as = dict.fromkeys(likeness.word(spelt).skeleton for spelt in spoken)
    skeletons = [each for each in heard_as if len(each) >= shortest]
    with_alef = [form for each in asked for form in _with_alef(each)]
    conditions = (("term", terms), ("form", with_alef), ("skeleton", skeletons))
    return vocabulary.rows([(f"{column} IN ({{}})", values) for column, values in conditions])


def _names(asked: Asked) -> list[str]:
    """Its forms, and what many are called after: «الحوثيين» are Houthis."""
    return list(dict.fromkeys((*asked.forms, *asked.terms[:1]))) if asked.is_arabic else asked.forms


def _heard_as(form: str, language: str) -> list[str]:
    """Also a name in Arabic letters as it may sound when it is read from Latin ones."""
    if form.isascii():
        return _spoken(form, language)
    return [*_spoken(form, language), *as_written_in_europe(form)]


def _has_sound(asked: Asked, language: str) -> bool:
    """An Arabic word needs no other Arabic spelling."""
    return not asked.is_number and not (asked.is_arabic and language == "ar")
