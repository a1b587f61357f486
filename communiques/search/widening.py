"""Words that are asked for and occur nowhere as they were typed: what may be meant by them.

A name is heard, across spellings and scripts; a slip of the keyboard is put right by one letter; a
missing space is put in; the plural of an unknown word is guessed from its shape. Names that differ
by a letter (محمد, محمود) are never a slip of each other.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

from communiques import published
from communiques.search import analysis, lexicon, plurals
from communiques.search.query import Asked, Joined, Query, neighbours_joined, parse
from communiques.search.tables import Index
from organizations import likeness

SHORTEST_SLIP, SHORTEST_SPLIT, LONGEST_SPLIT = 4, 5, 40
MOST_CANDIDATES = 3000
MOST_TERMS = 6
MOST_TERMS_OF_A_HALF = 3
SHORTEST_OF_A_NUMBER, MOST_RIGHTED = 5, 3
#: The vowels that are written: alone they make another word of a short one (حسن, حسين).
VOWELS = frozenset("اوي")
_NAMES = analysis.folded_set(lexicon.NAMES) | lexicon.NAMES_EN
_SPELT_OTHERWISE = {
    name: names
    for names in (row.split() for row in lexicon.LATIN_NAMES.replace("\n", " ").split(","))
    for name in names
}
_FEMININE = {analysis.folded_word(row.split()[0]) for row in lexicon.FEMININE.split(",")}
_APART = {
    word: row
    for row in map(analysis.folded_set, map(str.split, lexicon.APART.replace("\n", " ").split(",")))
    for word in row
}
#: Small words that stand between others: «المؤتمرفي» is two, «مكتبة» is no «مكت به».
_BETWEEN = frozenset(
    ["في", "من", "إلى", "الى", "على", "علي", "عن", "بين", "of", "the", "in", "and", "for", "to"]
)
_SERVANT = re.compile("عب(?:ي)?دال")
#: An article whose letters changed places, with each other or with the next one; were doubled; or
#: one of which is another.
_NEAR_ARTICLE = re.compile("([وف]?[بك]?)(?:ا(.)ل(.{3,})|(?:لا|ا.|.ل)(.{4,}))")
_TO_ARABIC = {**str.maketrans(lexicon.LATIN_KEYS, lexicon.ARABIC_KEYS), ord("b"): "لا"}
_TO_LATIN = str.maketrans(lexicon.ARABIC_KEYS, lexicon.LATIN_KEYS)


@dataclass(frozen=True)
class Known:
    """A word that occurs in the texts of a language, and one of those texts."""

    form: str
    term: str
    skeleton: str
    is_name: bool
    first_in: int


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language's texts. `seen` says which of some words occur in a text that the
    reader may see: what no such text has is not known here."""

    index: Index
    language: str
    seen: Callable[[list[Known]], set[str]]

    def those_seen(self, words: Iterable[Known]) -> list[Known]:
        words = list(words)
        terms = self.seen(words) if words else set()
        return [each for each in words if each.term in terms]

    def rows(self, conditions: list[tuple[str, list]]) -> list[Known]:
        """What fits one of the conditions."""
        parts, params = [], []
        for condition, values in conditions:
            if values:
                marks = ", ".join(["%s"] * len(values)) if "{}" in condition else ""
                parts.append(
                    f"SELECT form, term, skeleton, is_name, first_in FROM {self.index.words}"
                    f" WHERE language = %s AND {condition.format(marks)}"
                )
                params += [self.language, *values]
        if not parts:
            return []
        with published.cursor() as cursor:
            united = " UNION ".join(parts)
            cursor.execute(f"{united} ORDER BY form LIMIT {MOST_CANDIDATES}", params)
            return [
                Known(form, term, skeleton, bool(is_name), first_in)
                for form, term, skeleton, is_name, first_in in cursor.fetchall()
            ]


def meant(typed: str, vocabulary: Vocabulary) -> tuple[Query, Query]:
    """What was typed, with the other spellings of its names; and the same with what may be meant by
    words that occur nowhere. A word of the other script is no slip of a word of this one."""
    query, missing = _heard(typed, vocabulary)
    if texts := _with_a_number_righted(typed, query, missing):
        query, missing = _any_reading([_heard(each, vocabulary) for each in texts])
        wider = _mended(query, missing, vocabulary)
        return _as_typed(query, typed), wider
    return query, _mended(query, missing, vocabulary)


def _heard(typed: str, vocabulary: Vocabulary) -> tuple[Query, list[Asked]]:
    turned, joined = parse(on_other_keys(typed)), neighbours_joined(typed)
    return heard(parse(typed), turned, vocabulary, joined)


def _mended(query: Query, missing: list[Asked], vocabulary: Vocabulary) -> Query:
    slips = [each for each in missing if each.is_arabic == (vocabulary.language == "ar")]
    return mended(query, slips, vocabulary) if slips else query


# ---------------------------------------------------------------- names, always


@cache
def _known_as() -> dict[str, frozenset[str]]:
    """The form of a name → the terms of it in all its spellings."""
    table: dict[str, frozenset[str]] = {}
    for row in lexicon.KNOWN_AS.replace("\n", " ").split(","):
        read = [analysis.read(each) for each in row.split()]
        terms = frozenset(term for _forms, terms in read for term in terms[:1])
        for (form, *_), _terms in read:
            table[form] = table.get(form, frozenset()) | terms
    return table


def heard(
    query: Query, turned: Query, vocabulary: Vocabulary, joined: list[Joined] = ()
) -> tuple[Query, list[Asked]]:
    """The query with the other spellings of its names and those of `joined` that occur, and the
    words of it that occur nowhere. Where all of them are missing and all of `turned` are not, that
    was meant: it was typed on the other keyboard. Two questions to the database."""
    as_one = [each.asked for each in joined]
    words = (*query.words, *as_one)
    known = _known(words, turned, vocabulary)
    asked = {term for each in (*words, *turned.words) for term in each.terms}
    if len(query.words) > 1:
        known = [replace(each, is_name=True) if each.form in _NAMES else each for each in known]
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
    return any(term.isdigit() or term.startswith(analysis.MONTH) for term in asked.terms)


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
    """Spellings of a name: without an article written with it, and those of `LATIN_NAMES`."""
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


# ---------------------------------------------------------------- slips inside a number


def _with_a_number_righted(typed: str, query: Query, missing: list[Asked]) -> list[str]:
    """What was typed with a slip put right that broke a number of several words in two; «الثالثة
    والثلانون» may be the 33rd or the 83rd. All have as many words."""
    found = [
        (parse(text), text)
        for word in missing
        for right in _numerals_near(word)
        if (text := typed.replace(word.typed, right, 1))
    ]
    broken = len(query.words)
    numbers = [
        (righted, text)
        for righted, text in found
        if len(righted.words) < broken or (" " in text and len(righted.words) == broken == 1)
    ]
    sizes = {len(righted.words) for righted, _text in numbers}
    return [text for _righted, text in numbers][:MOST_RIGHTED] if len(sizes) == 1 else []


def _numerals_near(asked: Asked) -> Iterator[str]:
    """Words of numbers that are a slip away, or two that were written as one."""
    known = analysis.numerals()
    for word in sorted(known):
        if len(word) >= SHORTEST_OF_A_NUMBER and is_slip(asked.form, word, alone=False):
            yield word
    for one, two in _splits(asked.typed):
        if {analysis.read(each)[0][0] for each in (one, two)} <= known:
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
    return slip or known.form in _behind_a_mended_article(asked) or _is_counterpart(asked, known)


def _is_counterpart(asked: Asked, known: Known) -> bool:
    """Whether one may be the plural of the other; «أسفر» is a verb, a plural would be «أسفرة»."""
    if known.is_name or known.term not in _counterparts(asked):
        return False
    pairs = ((asked.form, asked.terms[0]), (known.form, known.term))
    return not any(form == term and plurals.needs_ending(term) for form, term in pairs)


def _own_forms(asked: Asked) -> list[str]:
    """Its forms; none with an article that may be a word's own letters, for it has one in common
    with half of the others."""
    return [each for each in asked.forms if each != f"ال{asked.form}"]


@lru_cache(256)
def _behind_a_mended_article(asked: Asked) -> frozenset[str]:
    """The words that may stand behind an article that was mistyped: «املاضي», «اإلنسان»,
    «االجانحين», «ااجانحين»."""
    if not (match := _NEAR_ARTICLE.fullmatch(analysis.folded_word(asked.typed))):
        return frozenset()
    before, swapped, behind, rest = match.groups()
    words = [f"{before}ال{rest}"] if rest else [f"{before}ال{swapped}{behind}"]
    if swapped == "ا":
        words.append(f"{before}ال{behind}")
    return frozenset(analysis.read(each)[0][0] for each in words)


def _counterparts(asked: Asked) -> set[str]:
    """Stems that may be the plural or the singular of the word; a name has none."""
    if not asked.is_arabic or not _NAMES.isdisjoint(asked.forms):
        return set()
    found = {each for term in asked.terms for each in plurals.counterparts(term)}
    return found - _NAMES


def _neighbourhood(asked: Asked) -> Iterator[tuple[str, list]]:
    """Where the candidates are: an edit leaves the first or the second half of a word as it is."""
    halves = _forms_of_halves(asked.typed)
    yield "term IN ({})", sorted(_counterparts(asked))
    yield "form IN ({})", sorted(_behind_a_mended_article(asked))
    for form in asked.forms:
        exact = [*_shorter(form), *_swapped(form), *halves]
        yield "form IN ({})", list(dict.fromkeys(exact))
        if len(form) >= SHORTEST_SLIP:
            half = len(form) // 2
            yield _beginning("form", form[:half], len(form), len(form) + 1)
            yield _beginning("backwards", form[half:][::-1], len(form), len(form) + 1)


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


def _forms_of_halves(typed: str) -> list[str]:
    return [analysis.read(half)[0][0] for halves in _splits(typed) for half in halves]


def _splits(typed: str) -> list[tuple[str, str]]:
    """Both halves of the word at every place, as words of their own."""
    if not SHORTEST_SPLIT <= len(typed) <= LONGEST_SPLIT:
        return []
    return [(typed[:at], typed[at:]) for at in range(2, len(typed) - 1)]


def _mend(asked: Asked, known: dict[str, Known], alone: bool) -> Asked:
    """The nearest of what is known; nothing where the word is a name of its own."""
    if asked.form in _NAMES:
        return asked
    slips = [each for each in known.values() if _near(asked, each, alone)]
    # The same letters are likelier than others.
    slips = [each for each in slips if _same_letters(asked, each)] or slips
    if slips:
        return asked.or_terms(list(dict.fromkeys(each.term for each in slips))[:MOST_TERMS])
    if halves := list(_halves(asked, known)):
        return replace(asked, halves=tuple(dict.fromkeys(halves))[:3])
    return asked


def _same_letters(asked: Asked, known: Known) -> bool:
    return any(
        sorted(form) == sorted(known.form) or _undoubled(form) == _undoubled(known.form)
        for form in asked.forms
    )


def _halves(asked: Asked, known: dict[str, Known]) -> Iterator[tuple[str, ...]]:
    """Two words that were written as one; one of them may be too small to be asked for."""
    for one, two in _splits(asked.typed):
        terms = [_term_of(half, known) for half in (one, two)]
        if None not in terms and (terms[1] or (terms[0] and two in _BETWEEN)):
            yield tuple(filter(None, terms))


def _term_of(half: str, known: dict[str, Known]) -> str | None:
    """The term of a half; "" for a small word, None where it is no word."""
    forms, terms = analysis.read(half)
    form = forms[0]
    if not terms:
        return "" if form in analysis.SMALL else None
    if form.isdigit():
        return form
    return known[form].term if len(form) > 2 and form in known else None


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
    if _NAMES.issuperset((typed, meant)) or _apart(typed, meant):
        return False
    if _undoubled(typed) == _undoubled(meant) or (swapped and not alone):
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


def _undoubled(word: str) -> str:
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
