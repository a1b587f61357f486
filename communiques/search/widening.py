"""Words that are asked for and occur nowhere as they were typed: what may be meant by them.

A slip of the keyboard is put right by one letter; a missing space is put in; the plural of an
unknown word, its verbs and their noun are guessed from its shape.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from communiques.search import plurals, verbs
from communiques.search.english import SHORTEST_ACT, is_native_of, is_of_one_act
from communiques.search.forms import folded_word
from communiques.search.hearing import heard
from communiques.search.numerals import numerals
from communiques.search.query import Asked, Query, parse
from communiques.search.slips import (
    NAMES,
    OWN_WORDS,
    SHORTEST_SLIP,
    are_apart,
    is_slip,
    keys_beside,
    undoubled,
)
from communiques.search.stems import NO_PLURAL
from communiques.search.vocabulary import Known, Vocabulary
from communiques.search.words import SMALL, read

SHORTEST_SPLIT, LONGEST_SPLIT = 5, 40
MOST_TERMS = 6
MOST_AKIN = 12
#: Of an English word, which may be asked for without it and with a slip, if it is long.
LONGEST_ENDING, SHORTEST_ENDED = 2, 6
#: Letters that the noun of an English verb may have more.
LONGEST_ACT = 6
#: Of a word that a number was written as one with, and of a number that is put right.
SHORTEST_BEFORE_A_NUMBER, SHORTEST_OF_A_NUMBER, MOST_RIGHTED = 4, 5, 3
#: Small words of two letters that stand between others.
_BETWEEN = frozenset(["في", "من", "عن", "بن", "of", "in", "to"])
#: An article whose letters changed places, with each other or with the next one; were doubled; or
#: one of which is another.
_NEAR_ARTICLE = re.compile("([وف]?[بك]?)(?:ا(.)ل(.{3,})|(?:لا|ا.|.ل)(.{4,}))")


def meant(typed: str, vocabulary: Vocabulary) -> tuple[Query, Query]:
    """What was typed, with the other spellings of its names; and the same with what may be meant by
    words that occur nowhere. A word of the other script is no slip of a word of this one."""
    query, missing = heard(typed, vocabulary)
    if texts := _with_a_number_righted(typed, query, missing):
        query, missing = _any_reading([heard(each, vocabulary) for each in texts])
        wider = _mended(query, missing, vocabulary)
        return _as_typed(query, typed), wider
    return query, _mended(query, missing, vocabulary)


def _mended(query: Query, missing: list[Asked], vocabulary: Vocabulary) -> Query:
    slips = [each for each in missing if each.is_arabic == (vocabulary.language == "ar")]
    return mended(query, slips, vocabulary) if slips else query


def akin(query: Query, vocabulary: Vocabulary) -> Query | None:
    """The same with the verbs and nouns of what its words say, where no text has them as they were
    typed: "detection" of what was detected, «تمديد» of what «يمدد». None where there are none."""
    words = [e for e in query.words if not (e.phrase or e.halves or any(map(str.isdigit, e.terms)))]
    if len(query.words) < 2 or not words:
        return None
    rows = vocabulary.rows([place for each in words for place in _beginning_alike(each)])
    found = {word: [each for each in rows if _is_akin(word, each)] for word in words}
    seen = set(
        vocabulary.those_seen(dict.fromkeys(each for some in found.values() for each in some))
    )
    more = {w: [e.term for e in some if e in seen][:MOST_AKIN] for w, some in found.items()}
    wider = Query(tuple(each.or_terms(more.get(each, ())) for each in query.words))
    return wider if wider != query else None


def _beginning_alike(asked: Asked) -> Iterator[tuple[str, list]]:
    if asked.is_arabic:
        yield "form IN ({})", sorted(_acts(asked))
    elif len(asked.form) >= SHORTEST_ACT:
        most = len(asked.form) + LONGEST_ACT
        yield _beginning("form", asked.form[:SHORTEST_ACT], SHORTEST_ACT, most)


def _is_akin(asked: Asked, known: Known) -> bool:
    if known.is_name or known.term in asked.terms:
        return False
    if asked.is_arabic:
        return known.form in _acts(asked)
    alike = is_of_one_act(asked.form, known.form)
    return alike and not are_apart(asked.form, known.form)


# ---------------------------------------------------------------- slips inside a number


def _with_a_number_righted(typed: str, query: Query, missing: list[Asked]) -> list[str]:
    """What was typed with a slip put right that broke a number of several words in two; «الثالثة
    والثلانون» may be the 33rd or the 83rd. All have as many words."""
    texts = {
        typed.replace(word.typed, right, 1): len(query.words) - (" " not in right)
        for word in missing
        for right in _numerals_near(word)
    }
    sizes = {text: size for text, most in texts.items() if (size := len(parse(text).words)) <= most}
    return list(sizes)[:MOST_RIGHTED] if len({*sizes.values()}) == 1 else []


def _numerals_near(asked: Asked) -> Iterator[str]:
    """Words of numbers that are a slip away, or one that was written as one with a word before
    it."""
    known = numerals()
    for word in sorted(known):
        if len(word) >= SHORTEST_OF_A_NUMBER and is_slip(asked.form, word, alone=False):
            yield word
    for one, two in _splits(asked.typed):
        if len(one) >= SHORTEST_BEFORE_A_NUMBER and read(two)[0][0] in known:
            yield f"{one} {two}"


def _any_reading(readings: list[tuple[Query, list[Asked]]]) -> tuple[Query, list[Asked]]:
    (query, missing), *others = readings
    words = [
        each.or_terms(term for other, _missing in others for term in other.words[at].terms)
        for at, each in enumerate(query.words)
    ]
    return Query(tuple(words)), missing


def _as_typed(query: Query, typed: str) -> Query:
    """The same words, as they were typed where they were put right."""
    return Query(tuple(e if e.typed in typed else replace(e, typed=typed) for e in query.words))


# ---------------------------------------------------------------- slips, where a word is missing


def mended(query: Query, missing: list[Asked], vocabulary: Vocabulary) -> Query:
    """The query with what may be meant by each missing word. Two questions to the database."""
    rows = vocabulary.rows([each for word in missing for each in _neighbourhood(word)])
    alone = len(query.words) == 1
    halves = {form for word in missing for form in _forms_of_halves(word.typed)}
    near = [e for e in rows if e.form in halves or any(_near(w, e, alone) for w in missing)]
    by_form = {each.form: each for each in vocabulary.those_seen(near)}
    mends = {each.typed: _mend(each, by_form, alone) for each in missing}
    return Query(tuple(mends.get(each.typed, each) for each in query.words))


def _near(asked: Asked, known: Known, alone: bool) -> bool:
    slip = any(is_slip(form, known.form, alone) for form in _own_forms(asked))
    if not slip and not asked.is_arabic and len(asked.form) > SHORTEST_ENDED:
        # "pomegranite", of "pomegranates"; but "organic" is none of "organize".
        alike = asked.terms[0][-1] == known.term[-1]
        slip = alike and is_slip(asked.terms[0], known.term, alone)
    if (
        slip
        or known.form in asked.forms
        or known.form in _behind_a_mended_article(asked)
        or _is_counterpart(asked, known)
    ):
        return True
    if asked.is_arabic:
        return not known.is_name and known.form in _acts(asked)
    akin = is_native_of if known.is_name else is_of_one_act
    return akin(asked.form, known.form) and not are_apart(asked.form, known.form)


@lru_cache(256)
def _acts(asked: Asked) -> frozenset[str]:
    """The forms of the verbs and the noun that an Arabic word may be one of."""
    if not asked.is_arabic or not NAMES.isdisjoint(asked.forms):
        return frozenset()
    return frozenset(verbs.of_one_act(asked.form)) - NAMES


def _is_counterpart(asked: Asked, known: Known) -> bool:
    """Whether one may be the plural of the other; «أسفر» is a verb, a plural would be «أسفرة»; and
    «معاملة» is none of «معمل»."""
    if known.is_name or known.term not in _counterparts(asked):
        return False
    one, other = (asked.form, asked.terms[0]), (known.form, known.term)
    return not any(
        plurals.needs_ending(term)
        if form == term
        else NO_PLURAL.fullmatch(term) or plurals.has_no_ending(term, singular)
        for (form, term), (_form, singular) in ((one, other), (other, one))
    )


def _own_forms(asked: Asked) -> list[str]:
    """Its forms; none with an article that may be a word's own letters, for it has one in common
    with half of the others."""
    return [each for each in asked.forms if each != f"ال{asked.form}"]


@lru_cache(256)
def _behind_a_mended_article(asked: Asked) -> frozenset[str]:
    """The words that may stand behind an article that was mistyped: «املاضي», «اإلنسان»,
    «االجانحين», «ااجانحين»."""
    if not (match := _NEAR_ARTICLE.fullmatch(folded_word(asked.typed))):
        return frozenset()
    before, swapped, behind, rest = match.groups()
    words = [f"{before}ال{rest}"] if rest else [f"{before}ال{swapped}{behind}"]
    if swapped == "ا":
        words.append(f"{before}ال{behind}")
    return frozenset(read(each)[0][0] for each in words)


def _counterparts(asked: Asked) -> set[str]:
    """Stems that may be the plural or the singular of the word; a name has none."""
    if not asked.is_arabic or not NAMES.isdisjoint(asked.forms):
        return set()
    found = {each for term in asked.terms for each in plurals.counterparts(term)}
    return found - NAMES


def _neighbourhood(asked: Asked) -> Iterator[tuple[str, list]]:
    """Where the candidates are: an edit leaves the first or the second half of a word as it is."""
    halves = _forms_of_halves(asked.typed)
    yield "term IN ({})", sorted(_counterparts(asked))
    yield "form IN ({})", sorted(_behind_a_mended_article(asked) | _acts(asked))
    for form in asked.forms:
        exact = [form, *_shorter(form), *_swapped(form), *_ending_alike(form), *halves]
        exact += _with_a_neighbour(form)
        yield "form IN ({})", list(dict.fromkeys(exact))
        if len(form) >= SHORTEST_SLIP:
            half = len(form) // 2
            ending = 0 if asked.is_arabic else LONGEST_ENDING
            yield _beginning("form", form[:half], len(form), len(form) + 1 + ending)
            yield _beginning("backwards", form[half:][::-1], len(form), len(form) + 1)
            if ending:
                yield _beginning("form", form[:SHORTEST_ACT], SHORTEST_ACT, len(form) + LONGEST_ACT)
                plural = f"{form[half:]}s"[::-1]
                yield _beginning("backwards", plural, len(form), len(form) + 1)


def _beginning(column: str, start: str, shortest: int, longest: int) -> tuple[str, list]:
    after = start[:-1] + chr(ord(start[-1]) + 1)
    return (
        f"{column} >= %s AND {column} < %s AND length(form) BETWEEN %s AND %s",
        [start, after, shortest, longest],
    )


def _shorter(form: str) -> list[str]:
    return [form[:at] + form[at + 1 :] for at in range(len(form))] if len(form) > 3 else []


def _swapped(form: str) -> list[str]:
    return [
        form[:at] + form[at + 1] + form[at] + form[at + 2 :]
        for at in range(len(form) - 1)
        if form[at] != form[at + 1]
    ]


def _with_a_neighbour(form: str) -> list[str]:
    """A short word with the key beside in the place of one."""
    if len(form) != SHORTEST_SLIP - 1:
        return []
    return [
        form[:at] + other + form[at + 1 :]
        for at, letter in enumerate(form)
        for other in keys_beside(letter)
    ]


def _ending_alike(form: str) -> list[str]:
    return [form[:-1] + other for own, other in ("اي", "يا") if form[-1] == own]


def _forms_of_halves(typed: str) -> list[str]:
    return [read(half)[0][0] for halves in _splits(typed) for half in halves]


def _splits(typed: str) -> list[tuple[str, str]]:
    """Both halves of the word at every place, as words of their own."""
    if not SHORTEST_SPLIT <= len(typed) <= LONGEST_SPLIT:
        return []
    return [(typed[:at], typed[at:]) for at in range(2, len(typed) - 1)]


def _mend(asked: Asked, known: dict[str, Known], alone: bool) -> Asked:
    """The nearest of what is known; nothing where the word is a name of its own."""
    if asked.form in OWN_WORDS or not NAMES.isdisjoint(asked.forms):
        return asked.or_terms(_own_shapes(asked, known.values()))
    slips = [each for each in known.values() if _near(asked, each, alone)]
    # The same letters are likelier than others, where nothing else tells.
    if alone:
        slips = [each for each in slips if _same_letters(asked, each)] or slips
    if slips:
        return asked.or_terms(list(dict.fromkeys(each.term for each in slips))[:MOST_TERMS])
    if halves := list(_halves(asked, known)):
        return replace(asked, halves=tuple(dict.fromkeys(halves))[:3])
    return asked


def _own_shapes(asked: Asked, known: Iterable[Known]) -> Iterator[str]:
    """The terms of longer words that may be its plural, of its verbs, and of the same letters."""
    for each in known:
        plural = len(each.form) > len(asked.form) and _is_counterpart(asked, each)
        if plural or each.form == asked.form or each.form in _acts(asked):
            yield each.term


def _same_letters(asked: Asked, known: Known) -> bool:
    return any(
        sorted(form) == sorted(known.form) or undoubled(form) == undoubled(known.form)
        for form in asked.forms
    )


def _halves(asked: Asked, known: dict[str, Known]) -> Iterator[tuple[str, ...]]:
    """Two words that were written as one; one of them may be too small to be asked for."""
    for one, two in _splits(asked.typed):
        shortest = 2 if len(two) > 4 and two.startswith("ال") else 3
        terms = [_term_of(one, known, shortest), _term_of(two, known)]
        if None not in terms and (terms[1] or (terms[0] and _stands_alone(two))):
            yield tuple(filter(None, terms))


def _stands_alone(small: str) -> bool:
    """Whether it may be a word behind another: «المنطقةالتي» is two, «مكتبة» is no «مكت به»."""
    return small in _BETWEEN or len(small) > 2


def _term_of(half: str, known: dict[str, Known], shortest: int = 3) -> str | None:
    """The term of a half; "" for a small word, None where it is no word."""
    forms, terms = read(half)
    form = forms[0]
    if not terms:
        return "" if form in SMALL or form[1:] in SMALL else None
    if terms[0].isdigit():
        return terms[0]
    return known[form].term if len(form) >= shortest and form in known else None
