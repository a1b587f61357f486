"""How people write one thing otherwise: each class of variant as a function of phrase and dice."""

import random
import re
import unicodedata

from tests.search import texts

HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
CONNECTED = "بتثجحخسشصضطظعغفقكلمنهي"
PHRASE = (2, 4)
#: An ordinal is never cut in two: its half is another number.
UNITS = {"حادي", "ثالثة", "خامسة", "ثاني"}


def tatweel(phrase: str, dice: random.Random) -> str:
    return "".join(
        each + "ـ" * dice.randint(1, 2)
        if each in CONNECTED and after.isalpha() and dice.random() < 0.4
        else each
        for each, after in zip(phrase, phrase[1:] + " ", strict=True)
    )


def hamza(phrase: str, dice: random.Random) -> str:
    swapped = phrase.translate(str.maketrans("أإآ", "ااا"))
    if dice.random() < 0.3:
        swapped = swapped.replace("ؤو", "ئو")
    if dice.random() < 0.5:
        swapped = re.sub("ا(?=[تسنل][حتمن])", dice.choice("أإا"), swapped)
    return re.sub(r"(?<=ا)ء\b", "", swapped) if dice.random() < 0.5 else swapped


def teh_marbuta(phrase: str, dice: random.Random) -> str:
    return phrase.replace("ة", "ه")


def yeh(phrase: str, dice: random.Random) -> str:
    return re.sub(r"[يى]\b", lambda m: "ى" if m[0] == "ي" else "ي", phrase)


def diacritics(phrase: str, dice: random.Random) -> str:
    return "".join(
        e + dice.choice(HARAKAT[3:]) if e.isalpha() and dice.random() < 0.6 else e for e in phrase
    )


def presentation_forms(phrase: str, dice: random.Random) -> str:
    """Each letter in its isolated form, «لا» as a ligature."""
    return "".join(_FORMS.get(each, each) for each in re.findall("لا|.", phrase))


_FORMS = {"لا": "\ufefb"} | {
    unicodedata.normalize("NFKC", form): form
    for form in map(chr, range(0xFE80, 0xFEF5))
    if "ISOLATED" in unicodedata.name(form, "")
}


def bidi_marks(phrase: str, dice: random.Random) -> str:
    marks = "\u200f\u200e\u061c\u200d\u2067\u2069\u202b\u202c\u00ad\ufeff"
    return "".join(e + dice.choice(marks) if dice.random() < 0.2 else e for e in phrase)


def article(phrase: str, dice: random.Random) -> str:
    """Articles off, and on where there were none."""
    words = [
        w[2:]
        if w.startswith("ال") and len(w) > 4
        else f"ال{w}"
        if len(w) > 3 and w[0] not in "اأإآبلوفكل" and not w.endswith("ا")
        else w
        for w in phrase.split()
    ]
    return " ".join(words)


def clitics(phrase: str, dice: random.Random) -> str:
    first, *rest = phrase.split()
    if first[0] in "وبلفك" or len(first) < 4:
        return f"و{first} {' '.join(rest)}"
    if first.startswith("ال"):
        first = dice.choice([f"و{first}", f"ب{first}", f"لل{first[2:]}", f"وب{first}", f"ف{first}"])
    else:
        first = dice.choice([f"و{first}", f"ب{first}", f"ل{first}", f"ول{first}"])
    return " ".join([first, *rest])


def word_order(phrase: str, dice: random.Random) -> str:
    words = [w for w in phrase.split() if len(w) > 2]
    dice.shuffle(words)
    return " ".join(words)


def quoted(phrase: str, dice: random.Random) -> str:
    return dice.choice(['"{}"', "«{}»", "“{}”"]).format(phrase)


def slips(phrase: str, dice: random.Random) -> str:
    words = phrase.split()
    at = max(range(len(words)), key=lambda n: (len(words[n]), n))
    word = words[at]
    n = dice.randrange(2 + 2 * word.startswith("ال"), len(word) - 1)
    alphabet = "بتجدرسعقكلمنه" if word[0] > "z" else "aeioutrsnlmd"
    words[at] = dice.choice(
        [
            word[:n] + word[n + 1 :],
            word[:n] + word[n + 1] + word[n] + word[n + 2 :],
            word[:n] + dice.choice(alphabet) + word[n + 1 :],
            word[:n] + word[n] + word[n:],
        ]
    )
    return " ".join(words)


def missing_space(phrase: str, dice: random.Random) -> str:
    words = phrase.split()
    return " ".join(["".join(words[:2]), *words[2:]])


def case(phrase: str, dice: random.Random) -> str:
    return dice.choice([str.upper, str.lower, str.title])(phrase)


def hyphens(phrase: str, dice: random.Random) -> str:
    return phrase.replace(" ", "-", 1)


ARABIC = {
    "tatweel": tatweel, "hamza": hamza, "teh marbuta": teh_marbuta, "final yeh": yeh, "diacritics": diacritics,
    "presentation forms": presentation_forms, "bidi marks": bidi_marks, "article": article, "clitics": clitics,
    "word order": word_order, "quoted": quoted, "slips": slips, "missing space": missing_space,
}  # fmt: skip
ENGLISH = {
    "case": case,
    "word order": word_order,
    "quoted": quoted,
    "slips": slips,
    "hyphens": hyphens,
}


def phrase_of(sentence: str, dice: random.Random) -> str:
    words = sentence.split()
    while True:
        size = dice.randint(*PHRASE)
        start = dice.randrange(len(words) - size + 1)
        chosen = words[start : start + size]
        cut = (start and words[start - 1].strip("ال") in UNITS) or chosen[-1].strip("ال") in UNITS
        if not cut and max(map(len, chosen)) > 6 and len(chosen[0]) > 3 and len(chosen[-1]) > 3:
            return " ".join(chosen)


def queries(seed: int = 1, each: int = 30):
    """(class, language, what was meant, what is typed)."""
    dice = random.Random(seed)
    for language, sentences, classes in (
        ("ar", texts.ARABIC, ARABIC),
        ("en", texts.ENGLISH, ENGLISH),
    ):
        for name, vary in classes.items():
            for _ in range(each):
                phrase = phrase_of(dice.choice(sentences), dice)
                yield f"{language} {name}", language, phrase, vary(phrase, dice)
    for language, names in (("ar", texts.NAMES_AR), ("en", texts.NAMES_EN)):
        for name, others in names:
            for typed in others:
                across = typed[0].isascii() != name[0].isascii()
                yield (
                    f"{language} names{' across scripts' if across else ''}",
                    language,
                    name,
                    typed,
                )
    yield from (("ar plurals", "ar", meant, typed) for meant, typed in texts.PLURALS_AR)
    yield from (("en spellings", "en", meant, typed) for meant, typed in texts.SPELLINGS_EN)
    for language, meant, others in texts.NUMBERS:
        yield from ((f"{language} numbers", language, meant, typed) for typed in others)
