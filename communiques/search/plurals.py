"""Broken plurals that no table has: by their shapes. Guesses, so only for a word that occurs
nowhere as it was typed."""

import re

#: Shape of a plural's stem → shapes of its singular's; digits stand for the letters of the root.
SHAPES = """
ا12ا3: 123 | 12و3: 123 | م1ا23: م123 | م1ا2ي3: م12و3 م12ا3 | 12اي3: 12ي3 12ا3 | 1وا23: 1ا23 1و23
123ا: 12ي3 1ا23 | ا123: 12ا3 12ي3 | 12ا3: 1ا23 123 | 12ا34: 1234 | 12ا3ي4: 123و4 123ا4 123ي4
12ا3ي: 123و 123ي
"""
_ROOT = "[بتثجحخدذرزسشصضطظعغفقكلمنهيو]"


def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\d", f"({_ROOT})", shape))


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


def needs_ending(stem: str) -> bool:
    """Whether it is a plural only before a «ة»: «أقنعة», but «أقنع»."""
    return bool(_WITH_ENDING.fullmatch(stem))
