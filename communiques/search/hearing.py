"""Names, across spellings and scripts: what sounds like a word that is asked for; and what was
typed on the other keyboard."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

from communiques.search import lexicon
from communiques.search.numerals import MONTH
from communiques.search.query import Asked, Joined, Query, neighbours_joined, parse
from communiques.search.slips import NAMES
from communiques.search.vocabulary import Known, Vocabulary
from communiques.search.words import read
from organizations import likeness

MOST_TERMS_OF_A_HALF = 3
_SPELT_OTHERWISE = {name: names for names in lexicon.rows(lexicon.LATIN_NAMES) for name in names}
_TO_ARABIC = {**str.maketrans(lexicon.LATIN_KEYS, lexicon.ARABIC_KEYS), ord("b"): "لا"}
_TO_LATIN = str.maketrans(lexicon.ARABIC_KEYS, lexicon.LATIN_KEYS)


def heard(typed: str, vocabulary: Vocabulary) -> tuple[Query, list[Asked]]:
    """What was typed, with the other spellings of its names and with neighbours that occur written
    as one; and the words of it that occur nowhere."""
    turned, joined = parse(on_other_keys(typed)), neighbours_joined(typed)
    return _heard(parse(typed), turned, vocabulary, joined)


@cache
def _known_as() -> dict[str, frozenset[str]]:
    """The form of a name → the terms of it in all its spellings."""
    table: dict[str, frozenset[str]] = {}
    for row in lexicon.rows(lexicon.KNOWN_AS):
        readings = [read(each) for each in row]
        terms = frozenset(term for _forms, terms in readings for term in terms[:1])
        for (form, *_), _terms in readings:
            table[form] = table.get(form, frozenset()) | terms
    return table


def _heard(
    query: Query, turned: Query, vocabulary: Vocabulary, joined: list[Joined]
) -> tuple[Query, list[Asked]]:
    """The query with the other spellings of its names and those of `joined` that occur, and the
    words of it that occur nowhere. Where all of them are missing and all of `turned` are not, that
    was meant: it was typed on the other keyboard. Two questions to the database."""
    as_one = [each.asked for each in joined]
    words = (*query.words, *as_one)
    known = _known(words, turned, vocabulary)
    asked = {term for each in (*words, *turned.words) for term in each.terms}
    if len(query.words) > 1:
        known = [replace(each, is_name=True) if each.form in NAMES else each for each in known]
    alike = [list(_same_sound(each, known, vocabulary.language)) for each in words]
    candidates = dict.fromkeys(each for some in alike for each in some)
    candidates |= dict.fromkeys(each for each in known if each.term in asked)
    terms = {each.term for each in vocabulary.those_seen(candidates)}
    words = [
        each.or_terms(like.term for like in some if like.term in terms)
        for each, some in zip(words, alike, strict=True)
    ]
    pairs = zip(joined, words[len(query.words) :], strict=True)
    occurring = [
        replace(each, asked=replace(one, halves=_halves_of(words[each.at : each.at + each.size])))
        for each, one in pairs
        if _occurs(one, terms)
    ]
    whole = Query(tuple(words[: len(query.words)])).with_joined(occurring)
    missing = [e for e in whole.words if terms.isdisjoint(e.terms) and not _is_value(e)]
    typed_occurs = any(_occurs(each, terms) or each.is_number for each in query.words)
    as_turned = all(_occurs(each, terms) or each.is_number for each in turned.words)
    if turned and not typed_occurs and as_turned:
        return turned, []
    return whole, missing


def _halves_of(words: list[Asked]) -> tuple[tuple[str, ...], ...]:
    return tuple(product(*(each.terms[:MOST_TERMS_OF_A_HALF] for each in words)))


def _is_value(asked: Asked) -> bool:
    """Whether a number or a month is asked for: no other is a slip of it."""
    return any(term.isdigit() or term.startswith(MONTH) for term in asked.terms)


def _occurs(asked: Asked, terms: set[str]) -> bool:
    return not terms.isdisjoint(asked.terms)


def on_other_keys(typed: str) -> str:
    """The same keys on the other keyboard."""
    return typed.casefold().translate(_TO_ARABIC if typed.isascii() else _TO_LATIN)


def _same_sound(asked: Asked, known: list[Known], language: str) -> Iterator[Known]:
    """Names that sound like the word; none where it is a word of the texts itself."""
    if other_terms := _known_as().get(asked.form):
        yield from (each for each in known if each.term in other_terms)
        return
    ordinary = any(each.term in asked.terms and not each.is_name for each in known)
    if ordinary or not _has_sound(asked, language):
        return
    spellings = [likeness.word(spelt) for form in asked.forms for spelt in _spoken(form)]
    for each in known:
        other = likeness.word(each.form)
        # Of Arabic words nothing tells which are names: what was typed in Latin letters is heard.
        may_be_name = each.is_name or (language == "ar" and not asked.is_arabic)
        if may_be_name and any(_sound_alike(own, other) for own in spellings):
            yield each


def _sound_alike(one: likeness.Word, other: likeness.Word) -> bool:
    """Whether both begin with a vowel or neither (Hamed is not Ahmed), and sound alike."""
    return bool(one.vowels[0]) == bool(other.vowels[0]) and likeness.like_words(one, other)


def _spoken(form: str) -> list[str]:
    """Spellings of a name: without an article written with it, and those of `LATINNAMES`."""
    alone = [form[2:]] if form[:2] in ("al", "el") and len(form) > 5 else []
    return [form, *alone, *_SPELT_OTHERWISE.get(form, ())]


def _known(asked: Iterable[Asked], turned: Query, vocabulary: Vocabulary) -> list[Known]:
    """Rows of the words themselves, and of those with the same consonants in other letters."""
    words = (*asked, *turned.words)
    terms = [term for each in words if not each.is_number for term in each.terms]
    terms += [term for each in asked for term in _known_as().get(each.form, ())]
    spoken_of = [each for each in asked if _has_sound(each, vocabulary.language)]
    forms = (form for each in spoken_of for form in each.forms)
    spoken = (spelt for form in forms for spelt in _spoken(form))
    skeletons = [s for s in (likeness.word(spelt).skeleton for spelt in spoken) if len(s) > 1]
    return vocabulary.rows([("term IN ({})", terms), ("skeleton IN ({})", skeletons)])


def _has_sound(asked: Asked, language: str) -> bool:
    """An Arabic word needs no other Arabic spelling."""
    return not asked.is_number and not (asked.is_arabic and language == "ar")
