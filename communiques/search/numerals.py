"""Words that stand for a number or a month, by their forms."""

from functools import cache

from communiques.search import lexicon
from communiques.search.forms import bare_forms, folded_word, form_alone
from organizations.cardinals import scales, units
from organizations.ordinals import ordinal_text

LARGEST_ORDINAL = 199
#: The term of a month begins so.
MONTH = "month·"
#: That of a month of the Hijri year: only those of two words, the others are words of their own.
HIJRI = "hijri·"
#: And so does what is added to the units: «والثلاثين» of «الرابعة والثلاثين».
TENS = "tens·"
#: One, and a hundred of whatever: said of things more often than counted.
_ONE = ("واحد", "واحده")
_RATHER_WORDS = frozenset({*_ONE, "hundred"})
#: Two thousands, where it cannot be «ألفًا».
TWO_OF = {
    f"{scale}{dual}": str(2 * size)
    for scale, size in (("الف", 1000), ("مليون", 10**6), ("مليار", 10**9))
    for dual in ("ان", "ين", "ي")
}


@cache
def cardinals() -> dict[tuple[str, ...], int]:
    """The forms of a cardinal's words → its value: «ثلاثة عشر», "twenty-three"."""
    table = {}
    for language in ("ar", "en"):
        alone = units(language) | {w: n for w, n in scales(language).items() if n == 100}
        small = {word: n for word, n in alone.items() if n < 1000 and word not in _RATHER_WORDS}
        table |= {(form_alone(word),): n for word, n in small.items()}
    ones = {key: n for key, n in table.items() if n < 10}
    tens = {key: n for key, n in table.items() if n in range(20, 100)}
    for (unit,), n in ones.items():
        for teen in ("عشر", "عشره"):
            table[unit, teen] = n + 10
        for (ten,), m in tens.items():
            table[(ten, unit) if unit.isascii() else (unit, ten)] = n + m
    table |= {(one, ten): 1 + m for one in _ONE for (ten,), m in tens.items() if not ten.isascii()}
    for word, size in (scales("ar") | scales("en")).items():
        if size == 100:
            table |= {(*key, word): n * 100 for key, n in ones.items() if _one_script(key[0], word)}
    return table


def _one_script(one: str, other: str) -> bool:
    return one.isascii() == other.isascii()


@cache
def cardinal_starts() -> frozenset[str]:
    return frozenset(key[0] for key in cardinals())


@cache
def ordinals() -> dict[tuple[str, ...], int]:
    """The forms of an ordinal's words → its value."""
    table = {("ثان",): 2, ("ثالثا",): 3}
    for number in range(1, LARGEST_ORDINAL + 1):
        english = ordinal_text(number, "en").replace("-", " ").split()
        table[tuple(each for each in english if each != "and")] = number
        for gender in "fm":
            for oblique in (False, True):
                words = ordinal_text(number, "ar", gender=gender, oblique=oblique).split()
                table[tuple(next(bare_forms(folded_word(each), False)) for each in words)] = number
    # «التاسعة عشر» and «التاسع عشرة» are no good Arabic, but written.
    teens = {key: n for key, n in table.items() if n in range(11, 20) and len(key) == 2}
    return table | {(one, ten): n for (one, _ten), n in teens.items() for ten in ("عشر", "عشره")}


@cache
def ordinal_starts() -> frozenset[str]:
    return frozenset(key[0] for key in ordinals() if len(key) > 1)


@cache
def months() -> dict[str, str]:
    """Names of one word → term; of two, joined by a space."""
    return {
        " ".join(next(bare_forms(folded_word(part), False)) for part in name.split("-")): (
            f"{begins}{number}"
        )
        for begins, table in ((MONTH, lexicon.MONTHS), (HIJRI, lexicon.HIJRI_MONTHS))
        for number, row in enumerate(lexicon.rows(table), 1)
        for name in row
    }


@cache
def month_starts() -> frozenset[str]:
    """The forms with which a month of two words begins."""
    return frozenset(name.split()[0] for name in months() if " " in name)


def month_in_figures(figures: str) -> tuple[str, ...]:
    """The term of a month that a date gives by its number; none for another number."""
    return (f"{MONTH}{int(figures)}",) if 1 <= int(figures) <= 12 else ()


@cache
def numerals() -> frozenset[str]:
    """The forms of all words that a number may be made of."""
    return frozenset(word for table in (ordinals(), cardinals()) for key in table for word in key)
