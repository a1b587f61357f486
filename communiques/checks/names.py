"""Bodies, people, posts and terms that one language names and the other does not; names that are
not written as the directory writes them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communiques.checks.findings import Finding, Gravity, Name, Pair, Passage
from organizations import arabic
from organizations.languages import LANGUAGES, other

_WORD = re.compile(r"[^\W_]+(?:[-'’.\u2011][^\W_]+)*")
#: What Arabic writes together with the word after it.
_TIED = (
    "وبال",
    "وال",
    "فال",
    "بال",
    "كال",
    "ولل",
    "فلل",
    "لل",
    "وب",
    "ول",
    "وك",
    "و",
    "ف",
    "ب",
    "ل",
    "ك",
)
_ARTICLED = {"وبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل"}
#: Spellings up to this long that are all capitals mean a body only as capitals: WHO, not "who".
LONGEST_ACRONYM = 6
_ORNAMENT = re.compile(f"[{arabic.TATWEEL}\u064b-\u0652]")


@dataclass(frozen=True)
class Word:
    """A word of a text, by key."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Occurrence:
    """A name where it stands."""

    owner: str
    spelling: str
    written: str
    first: int
    last: int
    place: Passage
    at: tuple[int, int]


class Index:
    """The spellings of one language, found in a text in one walk over its words."""

    def __init__(self, spellings: Sequence[tuple[str, str]]):
        self.by_first = defaultdict(list)
        for owner, spelling in spellings:
            keys = tuple(arabic.fold(spelling).split())
            if keys:
                self.by_first[keys[0]].append((keys, owner, spelling))

    def find(self, passage: Passage) -> list[Occurrence]:
        """Every occurrence, those inside longer names included."""
        words = list(words_of(passage.text))
        found = []
        for at, word in enumerate(words):
            for form in forms(word.key, passage.language):
                for keys, owner, spelling in self.by_first.get(form, ()):
                    if all(
                        at + n < len(words) and words[at + n].key == key
                        for n, key in enumerate(keys[1:], 1)
                    ):
                        last = at + len(keys) - 1
                        span = (word.start, words[last].end)
                        written = passage.text[slice(*span)]
                        if not _is_another_word(spelling, written):
                            found.append(
                                Occurrence(owner, spelling, written, at, last, passage, span)
                            )
        return found


def words_of(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        for key in arabic.fold(match[0]).split():
            yield Word(key, *match.span())


def forms(key: str, language: str) -> Iterator[str]:
    """The word itself and, in Arabic, without what is tied to it: «للأمانة» → «الأمانة»."""
    yield key
    if language == "ar":
        for tied in _TIED:
            rest = key.removeprefix(tied)
            if rest != key and len(rest) > 1:
                yield f"ال{rest}" if tied in _ARTICLED else rest


def _is_another_word(spelling: str, written: str) -> bool:
    short = len(spelling) <= LONGEST_ACRONYM and spelling.isupper() and spelling.isascii()
    return short and written != spelling


def longest(found: list[Occurrence]) -> list[Occurrence]:
    """Without those that lie inside another one of the same passage."""
    return [
        each
        for each in found
        if not any(
            (one.first, one.last) != (each.first, each.last)
            and one.first <= each.first
            and each.last <= one.last
            for one in found
        )
    ]


def index_of(names: Sequence[Name], language: str) -> Index:
    return Index([(each.owner, one) for each in names for one in each.spellings[language]])


def occurrences(pair: Pair, language: str) -> list[list[Occurrence]]:
    """One list a passage, in the language."""
    index = index_of(pair.names, language)
    return [index.find(each) for each in pair.passages[language]]


def named(pair: Pair) -> Iterator[Finding]:
    """Who is named in one language alone; and who is not named as the directory has it."""
    by_owner = {each.owner: each for each in pair.names}
    found = {language: occurrences(pair, language) for language in LANGUAGES}
    present = {
        language: {each.owner for here in rows for each in here} for language, rows in found.items()
    }
    for language in LANGUAGES:
        said = set()
        for each in (one for here in found[language] for one in longest(here)):
            name = by_owner[each.owner]
            yield from _misspelt(each, name, said)
            absent = each.owner not in present[other(language)]
            if pair.bilingual and absent and each.owner not in said:
                said.add(each.owner)
                if _may_be_expected(each, name, present[other(language)], found[language]):
                    yield _unnamed(each, name)


def _may_be_expected(each: Occurrence, name: Name, there: set, mine) -> bool:
    """A name that cannot be looked for is not missed; nor one that another record shares whose
    name does stand in the other language."""
    language = each.place.language
    twins = {
        one.owner
        for here in mine
        for one in here
        if one.place == each.place and (one.first, one.last) == (each.first, each.last)
    }
    return bool(name.spellings[other(language)]) and not twins & there


def _unnamed(each: Occurrence, name: Name) -> Finding:
    asked = name.spellings[other(each.place.language)][0]
    said = _("“%(found)s” is not named in the other language; the directory has “%(asked)s”.")
    message = said % {"found": each.written, "asked": asked}
    return Finding(
        "name", Gravity.DOUBTFUL, each.place.language, message, (each.owner,), each.place,
        at=each.at,
    )  # fmt: skip


def _misspelt(each: Occurrence, name: Name, said: set) -> Iterator[Finding]:
    """The letters are not those of any recorded spelling: «الانتربول» for «الإنتربول»."""
    if each.place.language != "ar":
        return
    written = _ORNAMENT.sub("", each.written)
    recorded = name.spellings["ar"]
    if any(written.endswith(_ORNAMENT.sub("", one).removeprefix("ال")) for one in recorded):
        return
    if (each.owner, written) not in said:
        said.add((each.owner, written))
        message = _("“%(found)s” is written otherwise in the directory: “%(asked)s”.") % {
            "found": written, "asked": each.spelling,
        }  # fmt: skip
        yield Finding("name_spelling", Gravity.MINOR, "ar", message, (written,), each.place,
                      at=each.at)  # fmt: skip


# ---------------------------------------------------------------- terms


def terms(pair: Pair) -> Iterator[Finding]:
    """Terms whose agreed translation is not used, and words that are not to be used."""
    if pair.bilingual:
        yield from _untranslated_terms(pair)
    for language in LANGUAGES:
        forbidden = [(str(n), each.forbidden) for n, each in enumerate(pair.terms)
                     if each.forbidden and is_of(each.forbidden, language)]  # fmt: skip
        index = Index(forbidden)
        for each in (one for place in pair.passages[language] for one in index.find(place)):
            term = pair.terms[int(each.owner)]
            said = _("“%(found)s” is not to be used; write “%(asked)s”.")
            message = said % {"found": each.written, "asked": getattr(term, language)}
            yield Finding("forbidden_term", Gravity.DOUBTFUL, language, message, (each.spelling,),
                          each.place, at=each.at)  # fmt: skip


def _untranslated_terms(pair: Pair) -> Iterator[Finding]:
    agreed = [(str(n), each) for n, each in enumerate(pair.terms) if not each.forbidden]
    arabic_index = Index([(n, each.ar) for n, each in agreed])
    english_index = Index([(n, each.en) for n, each in agreed])
    there = {one.owner for place in pair.passages["en"] for one in english_index.find(place)}
    said = set()
    for each in (one for place in pair.passages["ar"] for one in longest(arabic_index.find(place))):
        term = pair.terms[int(each.owner)]
        if each.owner not in there and each.owner not in said:
            said.add(each.owner)
            text = _("“%(found)s”: the English does not say “%(asked)s”.")
            message = text % {"found": each.written, "asked": term.en}
            yield Finding("term", Gravity.DOUBTFUL, "ar", message, (term.ar, term.en), each.place,
                          at=each.at)  # fmt: skip


def is_of(text: str, language: str) -> bool:
    """Whether the text is written in that language's letters."""
    has_arabic = any("\u0600" <= each <= "\u06ff" for each in text)
    return has_arabic == (language == "ar")
