"""The letters themselves: ornaments and slips on offer to be tidied, one word spelt in two ways,
words said twice, characters that nobody sees or that no press prints."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from communiques.checks.findings import Finding, Gravity, Pair, Passage
from communiques.checks.numerals import CLITICS, TELEPHONE
from organizations import arabic, glyphs, tidying
from organizations.languages import LANGUAGES
from organizations.tidying import Cleanup

_ARABIC_WORD = re.compile("[\u0620-\u0652\u0670-\u06d3]+")
_MARKS = re.compile(f"[\u064b-\u0652{arabic.TATWEEL}]")
_TWICE = re.compile(r"(?<!\w)([^\W\d_]{2,})\s+\1(?!\w)", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(
    r"(?<![A-Za-z_/:@+\d])(?<![A-Za-z][.-])(?:[0-9]+|[٠-٩]+|[۰-۹]+)(?![A-Za-z_/:@]|[.-][A-Za-z])"
)
#: Said twice on purpose.
DOUBLED_RIGHTLY = frozenset(("that", "had", "شيئا", "رويدا", "يوما", "جيلا", "صفا"))
#: Two words that differ in a letter that slips confuse, and are both right.
TWO_WORDS = frozenset(
    map(
        frozenset,
        [("على", "علي"), ("إلى", "إلي"), ("أن", "إن"), ("أنه", "إنه"), ("أنها", "إنها"),
         ("أنهم", "إنهم"), ("أي", "أى"), ("إما", "أما"), ("إلا", "ألا")],
    )
)  # fmt: skip
#: One word that is written in two ways no rule of letters relates, by folded key.
VARIANTS = {
    arabic.fold(each): arabic.fold(line.split()[0])
    for line in (
        "أوروبي أوربي", "أوروبية أوربية", "أوروبا أوربا", "مسؤول مسئول", "مسؤولية مسئولية",
        "مسؤولين مسئولين", "مسؤولون مسئولون", "شؤون شئون", "هيئة هيأة", "أمريكي أميركي",
        "أمريكية أميركية", "أمريكا أميركا", "بريطانيا برطانيا", "ديمقراطية ديموقراطية",
        "ديمقراطي ديموقراطي", "سيبرانية سبرانية", "سيبراني سبراني", "فيديو فديو",
        "بروتوكول برتوكول", "استراتيجية ستراتيجية", "مائة مئة", "رئيسي رئيسى",
    )
    for each in line.split()
}  # fmt: skip
#: They show letters in another order than they are kept in: what is read is not what is approved.
OVERRIDES = "\u202d\u202e"
LABELS = {
    Cleanup.TATWEEL: gettext_lazy("Decorative tatweel"),
    Cleanup.DOUBLED_SPACE: gettext_lazy("Doubled spaces"),
    Cleanup.SPACE_BEFORE_PUNCTUATION: gettext_lazy("Space before punctuation"),
    Cleanup.PRESENTATION_FORM: gettext_lazy("Presentation forms of letters"),
    Cleanup.NBSP: gettext_lazy("Non-breaking spaces"),
    Cleanup.QUOTATION: gettext_lazy("Straight quotation marks"),
    Cleanup.LATIN_PUNCTUATION: gettext_lazy("Latin punctuation in Arabic"),
    Cleanup.INVISIBLE: gettext_lazy("Invisible characters"),
}


def tidy(pair: Pair) -> Iterator[Finding]:
    """What the clean-ups would mend, one finding a kind."""
    for language in LANGUAGES:
        found = [
            each
            for passage in pair.passages[language]
            for each in tidying.find_cleanups(passage.text)
        ]
        for kind in sorted({each.kind for each in found}):
            of_kind = [each for each in found if each.kind == kind]
            number = counted(kind, of_kind)
            text = ngettext("%(what)s: %(n)s place.", "%(what)s: %(n)s places.", number)
            message = text % {"what": LABELS[kind], "n": number}
            letters = sum(len(each.found) for each in of_kind)
            detail = (kind.value, str(len(of_kind)), str(letters))
            yield Finding("tidy", Gravity.MINOR, language, message, detail, fix=(kind.value,))


def counted(kind: Cleanup, found: Sequence) -> int:
    """How many there are: of tatweel each letter counts, of all else each place."""
    return sum(len(each.found) for each in found) if kind == Cleanup.TATWEEL else len(found)


def mixed(pair: Pair) -> Iterator[Finding]:
    """One word that the Arabic text spells in two ways: «اكدت» and «أكدت»."""
    spelt, written, places = defaultdict(Counter), {}, {}
    for passage in pair.passages["ar"]:
        for match in _ARABIC_WORD.finditer(passage.text):
            whole = _MARKS.sub("", match[0])
            word = bare(whole)
            if len(word) > 1:
                key = arabic.fold(word)
                spelt[VARIANTS.get(key, key)][word] += 1
                places.setdefault(word, (passage, match.span()))
                written[word] = min(written.get(word, whole), whole, key=len)
    for words in spelt.values():
        if len(words) > 1 and not _are_two_words(words):
            yield _spelt_in_several_ways(sorted(words.items(), key=_slips_last), written, places)
    yield from _names_after_son_of(pair)


def _slips_last(spelt: tuple[str, int]) -> tuple[int, int]:
    """By how rare it is; of two as rare, what has fewer hamzas is the slip."""
    word, count = spelt
    return -count, -sum(letter in "أإآ" for letter in word)


def _spelt_in_several_ways(words, written: dict, places: dict) -> Finding:
    shown = {word: re.sub("^[وف](?=ال)", "", written[word]) for word, _count in words}
    if not all(each.startswith("ال") for each in shown.values()):
        shown = {word: word for word in shown}
    listed = _(", ").join(f"«{shown[word]}» ({count})" for word, count in words)
    message = _("One word is spelt in several ways: %(words)s.") % {"words": listed}
    detail, (place, at) = tuple(sorted(shown.values())), places[words[-1][0]]
    return Finding("mixed_spelling", Gravity.MINOR, "ar", message, detail, place, at=at)


def bare(word: str) -> str:
    """Without the particles and the article that are tied to it."""
    rest = CLITICS.sub("", word)
    rest = rest.removeprefix("ال") if len(rest) > 4 else rest
    return rest if len(rest) > 2 else word


def _are_two_words(words: Counter) -> bool:
    """Words that a slip would make alike, and that are both right: «على» and «علي», «أعداد» and
    «إعداد». A bare alef beside one with a hamza is a slip."""
    if frozenset(words) in TWO_WORDS:
        return True
    seats = {re.sub("[أإآ]", "ا", word) for word in words}
    bare_alef = any(re.sub("[أإآ]", "ا", word) == word for word in words)
    return len(seats) == 1 and not bare_alef


def _names_after_son_of(pair: Pair) -> Iterator[Finding]:
    """«بن على» is a name without its dots."""
    for passage in pair.passages["ar"]:
        if re.search(r"(?<!\w)(?:بن|ابن)\s+على(?!\w)", _MARKS.sub("", passage.text)):
            message = _("A name is written without its dots: «بن على» for «بن علي».")
            yield Finding(
                "mixed_spelling", Gravity.DOUBTFUL, "ar", message, ("على", "علي"), passage
            )


def doubled(pair: Pair) -> Iterator[Finding]:
    """A word that stands twice in succession."""
    for language in LANGUAGES:
        for passage in pair.passages[language]:
            for match in _TWICE.finditer(passage.text):
                if arabic.fold(match[1]) not in DOUBLED_RIGHTLY:
                    message = _("“%(found)s” stands twice.") % {"found": match[1]}
                    yield Finding("doubled_word", Gravity.DOUBTFUL, language, message, (match[0],),
                                  passage, at=match.span())  # fmt: skip


def digits(pair: Pair) -> Iterator[Finding]:
    """Numbers of one text in several kinds of digits: «2022» and «٢٣». What is part of a word, of
    an address or of a telephone's number counts for neither."""
    for language in LANGUAGES:
        found = defaultdict(list)
        for passage in pair.passages[language]:
            without = TELEPHONE.sub(lambda number: " " * len(number[0]), passage.text)
            for match in _WHOLE_NUMBER.finditer(without):
                found[_kind_of(match[0])].append((passage, match))
        usual, *others = sorted(found.values(), key=len, reverse=True) or [[]]
        for rarer in others:
            (_there, common), (passage, match) = usual[0], rarer[0]
            shown = {"found": match[0], "usual": common[0]}
            message = _("“%(found)s” is in other digits than “%(usual)s” elsewhere.") % shown
            yield Finding("mixed_digits", Gravity.MINOR, language, message, (match[0],), passage,
                          at=match.span())  # fmt: skip


def _kind_of(number: str) -> int:
    """The zero of its digits."""
    return ord(number[0]) - unicodedata.digit(number[0])


def unprintable(pair: Pair) -> Iterator[Finding]:
    """Characters that the fonts do not hold; marks of direction, which nobody sees."""
    for language in LANGUAGES:
        for passage in pair.passages[language]:
            for character in sorted(set(passage.text)):
                if is_direction(character):
                    text = _("An invisible mark of direction (%(found)s) stands in the text.")
                    gravity = Gravity.DOUBTFUL if character in OVERRIDES else Gravity.MINOR
                    yield _about(text, "direction_mark", gravity, character, passage)
                elif character not in glyphs.PRINTED:
                    text = _("The fonts have no “%(found)s”; it may not be printed.")
                    yield _about(text, "no_glyph", Gravity.DOUBTFUL, character, passage)


def _about(text: str, code: str, gravity: Gravity, character: str, passage: Passage) -> Finding:
    name = f"U+{ord(character):04X}"
    seen = f"{character} {name}" if unicodedata.category(character)[0] not in "CZ" else name
    return Finding(code, gravity, passage.language, text % {"found": seen}, (name,), passage)


def is_direction(character: str) -> bool:
    return unicodedata.bidirectional(character) in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    } or character in "\u200e\u200f\u061c"  # fmt: skip
