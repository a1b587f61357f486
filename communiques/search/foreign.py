"""How names of other languages than English and Arabic are said, where Arabic writes them as they
are heard."""

import re
from functools import lru_cache, reduce

SOFT_C = re.compile("c(?=[eiy])")
_FIRST_E = re.compile("(?<=[^aeiouy])e(?=[^aeiouy])")
#: Letters, and the sounds that some of the languages of Europe say for them.
EUROPEAN = tuple(
    (re.compile(letters), sounds)
    for letters, sounds in (
        ("c(?=[eiy])", ("s", "tsh")), ("cc(?=[ei])", ("tsh",)), ("j", ("y", "kh")), ("w", ("v",)),
        ("ch", ("k", "tsh")), ("dh", ("d'h",)), ("(?<=[aeiou])s(?=[aeiou]|$)", ("z",)),
        ("e(?=[^aeiouy][ez]?$)", ("i",)),
    )
)  # fmt: skip
#: What is said otherwise in one language, all at once.
GERMAN = [
    (re.compile(letters), said)
    for letters, said in (
        ("sch", "sh"), ("dt$", "t"), ("w", "v"), ("t?z", "ts"), ("(?<!s)ch", "kh"), ("^j", "y"),
    )
]  # fmt: skip
FRENCH = [
    (re.compile(letters), said)
    for letters, said in (
        ("c(?=[eiy])", "s"), ("(?<=[aeiou])[tdsxz]$", ""), ("oi", "oua"), ("gn", "ny"),
    )
]  # fmt: skip
ENGLISH = [
    (re.compile(letters), said)
    for letters, said in (
        ("(?<=[aeo])h(?=[bdfglmnrst])", ""), ("e?s$", "z"), ("^wr", "r"), ("mp(?=[sb])", "m"),
    )
]  # fmt: skip
#: Arabic letters, and others of which the consonants are those that a Latin name may have there.
WRITTEN_ABROAD = (
    ("س", "ك"), ("خ", "ش"), ("ك", "ش"), ("ش", "سش"), ("ف", ""), ("تس", "ز"), ("تش", "ك"),
)  # fmt: skip


@lru_cache(4096)
def as_in_europe(form: str) -> frozenset[str]:
    """Patrice as Patrise, Johansson as Yohansson, Schmidt as Shmit, Lopez as Lopiz."""
    said = {form}
    for letters, sounds in EUROPEAN:
        said |= {letters.sub(sound, form) for sound in sounds}
    for language in (GERMAN, FRENCH, ENGLISH):
        said.add(reduce(lambda word, rule: rule[0].sub(rule[1], word), language, form))
    said |= {_FIRST_E.sub("i", each, count=1) for each in said}
    return frozenset(said - {form})


def as_written_in_europe(form: str) -> list[str]:
    """What an Arabic name may have been written like, by its consonants."""
    written = [form.replace(*letters) for letters in WRITTEN_ABROAD if letters[0] in form]
    if form[0] == "ي":
        written.append(f"ج{form[1:]}")
    return [*written, f"{form}ت"]  # a last letter that is not said: Dubois
