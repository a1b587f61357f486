"""Arabic verbs and the nouns of them that are made of other letters than their own: «داهمت» of
«مداهمة». Each is the other's only where it occurs nowhere itself: there are many such shapes."""

import re
from collections.abc import Iterator
from functools import cache

_DIGIT = re.compile(r"\d")
#: The letters of a root in a noun, and in its verbs.
_FAMILIES = (
    ("123", ("123", "123ت", "123وا", "ي123", "ت123", "ي123ون")),
    ("ت12ي3", ("123", "123ت", "123وا", "ي123", "ت123", "ي123ون")),
    ("م1ا23ه", ("1ا23", "1ا23ت", "1ا23وا", "ي1ا23", "ت1ا23", "ي1ا23ون")),
    ("ا12ا3", ("ا123", "ا123ت", "ا123وا", "ي123", "ت123", "ي123ون")),
    ("ا12ا", ("ا12ي", "ا12ت", "ا12يت", "ا12وا", "ي12ي", "ت12ي", "ي12ون")),
    ("ا1ا3ه", ("ا1ا3", "ا1ا3ت", "ا1ا3وا", "ي1ي3", "ت1ي3", "ي1ي3ون")),
)


def of_one_act(form: str) -> Iterator[str]:
    """The forms of what may be the noun of a verb, its verbs, or its verb otherwise."""
    for shapes, patterns in _shapes():
        for pattern in patterns:
            if match := pattern.fullmatch(form):
                root = match.groupdict()
                yield from (shape.format(**root) for shape in shapes)


@cache
def _shapes() -> list[tuple[list[str], list[re.Pattern[str]]]]:
    """Of each family what makes a word of a root, and what takes a word apart."""
    families = [(noun, *verbs) for noun, verbs in _FAMILIES]
    return [
        ([_DIGIT.sub(r"{r\g<0>}", each) for each in family], [_compiled(each) for each in family])
        for family in families
    ]


def _compiled(shape: str) -> re.Pattern[str]:
    """A last «ه» is an ending, not of the root."""
    letters = _DIGIT.sub(r"(?P<r\g<0>>[^اوي])", shape)
    return re.compile(letters.replace("<r3>[^اوي]", "<r3>[^اويه]"))
