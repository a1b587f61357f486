"""Broken plurals that no table has: by their shapes. Guesses, so only for a word that occurs
nowhere as it was typed."""

import re

#: Shape of a plural's stem → shapes of its singular's; digits stand for the letters of the root, of
#: which the last two may be one: «عش», «أعشاش».
SHAPES = """
ا12ا3: 123 | 12و3: 123 | م1ا23: م123 | م1ا2ي3: م12و3 م12ا3 | 12اي3: 12ي3 12ا3 | 1وا23: 1ا23 1و23
123ا: 12ي3 1ا23 | ا123: 12ا3 12ي3 | 12ا3: 1ا23 123 | 12ا34: 1234 123ا4 123ي4
12ا3ي4: 123و4 123ا4 123ي4 | 12ا3ي: 123و 123ي | 1وا2ي3: 1ا2و3 | ا12ا2: 12 | 12و2: 12 | 12ا2: 12
"""
_ROOT = "[بتثجحخدذرزسشصضطظعغفقكلمنهيو]"


def _compiled(shape: str) -> re.Pattern[str]:
    seen = set()

    def letter(digit: re.Match[str]) -> str:
        if (number := digit[0]) in seen:
            return rf"\{number}"
        seen.add(number)
        return f"({_ROOT})"

    return re.compile(re.sub(r"\d", letter, shape))


def _pairs() -> list[tuple[re.Pattern[str], str]]:
    """(shape of what was typed, shape of what may be meant), plural to singular and back."""
    pairs = []
    for row in SHAPES.replace("\n", "|").split("|"):
        plural, _, singulars = row.strip().partition(": ")
        for singular in singulars.split():
            pairs += [(_compiled(plural), singular), (_compiled(singular), plural)]
    return pairs


PAIRS = _pairs()
_WITH_ENDING = _compiled("ا123")
#: «طفلان», «ضابطان»: nothing tells them from «برلمان».
_DUAL = re.compile("(.{3,})ان")


def counterparts(stem: str) -> set[str]:
    """Stems of which the stem may be the plural, or the singular."""
    found = {
        "".join(match[int(each)] if each.isdigit() else each for each in meant)
        for shape, meant in PAIRS
        if (match := shape.fullmatch(stem))
    }
    if dual := _DUAL.fullmatch(stem):
        found.add(dual[1])
    return found - {stem}


#: «رجال», «بحوث» have no «ة»: «دراسة» is none of «درس».
_WITHOUT_ENDING = _compiled("12[او]3")


def has_no_ending(stem: str, singular: str) -> bool:
    """Whether it is the plural of a word of three letters only without a «ة»."""
    return len(singular) == 3 and bool(_WITHOUT_ENDING.fullmatch(stem))


def needs_ending(stem: str) -> bool:
    """Whether it is a plural only before a «ة»: «أقنعة», but «أقنع»."""
    return bool(_WITH_ENDING.fullmatch(stem))
