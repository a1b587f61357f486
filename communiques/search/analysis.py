"""From text to the terms under which it is found, with offsets into the text as it was given.

Pure functions, and the same ones for what is indexed and for what is asked: so SQLite and
PostgreSQL cannot disagree. A word may be read in several ways («كوسيلة» as «ك» and «وسيلة»); all
readings are terms, the first is the likeliest.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from communiques.search import lexicon
from organizations import arabic
from organizations.cardinals import scales, units
from organizations.ordinals import ordinal_text

#: Raised whenever a text is given other terms than before: `manage.py reindex` is due then.
VERSION = 7
LARGEST_ORDINAL = 199
#: Words of a cardinal below a hundred, with an «و» on either side: «و ثلاثة و عشرون».
LONGEST_CARDINAL = 4
LONGEST_TERM = 60
#: The term of a month begins so.
MONTH = "month·"

# ---------------------------------------------------------------- tokens


class Token(NamedTuple):
    """A word at text[start:end]. `forms` are the word without particles, `terms` what it is found
    by, the likeliest first; none where the word is too small to be searched for."""

    start: int
    end: int
    forms: tuple[str, ...]
    terms: tuple[str, ...]
    is_name: bool = False

    @property
    def form(self) -> str:
        return self.forms[0]


_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff"
)
_LETTERS = rf"(?:[^\W\d_][{_INVISIBLE}{_MARKS}]*)+"
_WORD = re.compile(
    rf"(?P<abbreviation>\b(?:[A-Za-z]\.){{2,}}(?:[A-Za-z]\b)?)"
    rf"|(?P<number>\d+(?:[,٬]\d{{3}})*(?!\d)(?:(?:st|nd|rd|th)\b)?)"
    rf"|(?P<word>{_LETTERS}(?:['’ʼ]{_LETTERS})*)"
)
_NUMBER_ENDING = re.compile(r"(st|nd|rd|th|[,٬])")


@lru_cache(16)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, in order; several that make one (a name, an ordinal) are one. The same
    texts are read again at once: a title by itself, a draft as it is sealed."""
    return tuple(_joined([_token(match) for match in _WORD.finditer(text)], text))


def _token(match: re.Match[str]) -> Token:
    raw = match[0]
    if match.lastgroup == "number":
        digits = _NUMBER_ENDING.sub("", raw)
        number = "".join(str(unicodedata.decimal(each)) for each in digits).lstrip("0") or "0"
        return Token(*match.span(), *_only(number[:LONGEST_TERM]))
    if match.lastgroup == "abbreviation":
        raw = raw.replace(".", "")
    return Token(*match.span(), *read(raw), raw[0].isupper())


# ---------------------------------------------------------------- one word

_POSSESSIVE = re.compile("['’ʼ][sS]$")
#: «شئون» and «مسئول» are «شؤون» and «مسؤول»; the plural of «لاجئ» keeps its seat: «لاجئون».
_HAMZA_ON_WAW = re.compile("[ئء](?=و(?!ن$))|(?<=(?<!ا)ش)[ئء](?=ون$)")
_FATHER_JOINED = re.compile("^اب[وي]ال(?=..)")
_DRESSING = re.compile(f"[ـ{_INVISIBLE}{_MARKS}]")
_TANWEEN_ALEF = re.compile("(?:\u064b[\u0640\u064c-\u0652]*[اى]|[اى]\u064b)$")


Reading = tuple[tuple[str, ...], tuple[str, ...]]


def _only(word: str, term: str = "") -> Reading:
    return (word,), (term or word,)


@lru_cache(2**17)
def read(raw: str) -> Reading:
    """The forms and the terms of a word."""
    plain = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", raw))
    folded = _FATHER_JOINED.sub("ابو", folded_word(plain))
    if not folded:
        return ("",), ()
    if len(folded) > LONGEST_TERM:
        return _only(folded[:LONGEST_TERM])
    if is_arabic(folded):
        return _read_arabic(folded, _DRESSING.sub("", plain))
    return _read_english(folded)


def _read_arabic(folded: str, plain: str) -> Reading:
    forms = tuple(_bare_forms(folded, starts_with_own_alef(plain)))
    bare = forms[0]
    if len(bare) < 2 or (folded in _SMALL_AR and "آ" not in plain):
        return (folded,), ()
    if ordinal := _ordinals().get((bare,)):
        return _only(bare, str(ordinal))
    if (month := _months().get(bare)) and (bare != "اب" or "آ" in plain):
        return _only(bare, month)
    stems = (stem for form in forms for stem in _stems(form))
    return forms, tuple(dict.fromkeys(stems))


def folded_word(word: str) -> str:
    """A word as it is compared: marks and tatweel gone, letters that are written for one another
    alike, and no hamza standing alone («وزراء» is often typed «وزرا»)."""
    if "\u064b" in word and sum(each.isalpha() and each != "ـ" for each in word) > 3:
        word = _TANWEEN_ALEF.sub("", word)
    word = _HAMZA_ON_WAW.sub("ؤ", _DRESSING.sub("", word))
    return "".join(filter(str.isalnum, arabic.fold(word).replace("ء", "")))


def is_arabic(word: str) -> bool:
    return "\u0600" <= word[0] <= "\u06ff"


def starts_with_own_alef(word: str) -> bool:
    """«إلغاء» and «آلية» have no article, whatever follows their alef."""
    return word.lstrip("وفبلك")[:2] in ("أل", "إل", "آل") or word[:2] in ("أل", "إل", "آل")


def folded_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded_word, words))


_SMALL_AR = folded_set(lexicon.SMALL_AR)
SMALL = _SMALL_AR | lexicon.SMALL_EN
_OWN = folded_set(lexicon.OWN_BEGINNINGS)
_WHOLE = folded_set(lexicon.WHOLE)
_ENDINGS = (
    "[ايهتكن]|ها|هم|هما|كم|نا|ات|ان|ين|ون|يه|يا|اي|ايي|اييه|يات|يين|يون|تين|تان"
    "|تها|ته|تهم|تنا|اته|اتها|اتهم|اتنا|يته|يتها|يها"
)
_GUARDED = re.compile(f"(?:{'|'.join(sorted(folded_set(lexicon.GUARDED)))})(?:{_ENDINGS})?$")
_WITH_ARTICLE = re.compile("(?:[وف]?[بك]?ال|[وف]?لل)")
_FOR_THE = "لل"


def _bare_forms(word: str, own_alef: bool) -> Iterator[str]:
    """The word without article and particles, the likeliest first."""
    if word in _OWN:
        yield word
        return
    if own_alef and word.startswith("ال"):
        yield from _with_own_alef(word)
        return
    article = _WITH_ARTICLE.match(word)
    rest = word[article.end() :] if article else ""
    if len(rest) > 1:
        yield from _without_article(article[0], rest, own_alef)
    elif _GUARDED.match(word):
        yield word
    else:
        yield from _without_particle(word, own_alef)


def _with_own_alef(word: str) -> tuple[str, ...]:
    """Some put a hamza on every alef, that of the article too: long words have one."""
    without = word[2:]
    if len(word) > 7:
        return without, word
    return (word, without) if len(word) > 5 else (word,)


def _without_article(article: str, rest: str, own_alef: bool) -> Iterator[str]:
    if article.endswith(_FOR_THE):
        # «للجنة» is «ل» and «اللجنة».
        doubled = f"ل{rest}"
        yield from (doubled, rest) if _GUARDED.match(doubled) else (rest, doubled)
    elif article != "ال" and (f"ال{rest}" in _OWN or own_alef):
        yield from _with_own_alef(f"ال{rest}") if f"ال{rest}" not in _OWN else (f"ال{rest}",)
    else:
        yield rest
        if len(rest) < 4 and article == "ال":
            yield f"ال{rest}"  # «القى» is «ألقى» without its hamza


def _without_particle(word: str, own_alef: bool) -> Iterator[str]:
    """A letter off, where enough of a word stays; «ك» and «ف» are seldom particles."""
    first, rest = word[0], word[1:]
    if first == "و" and len(rest) > 2:
        yield from _bare_forms(rest, own_alef)
        yield word
    elif first in "بل" and len(rest) > 2:
        # «بدول», «لنقل»: of a short rest the whole word is likelier.
        yield from (rest, word) if len(rest) > 3 else (word, rest)
    else:
        yield word
        if first in "كف" and len(rest) > 3:
            yield rest


# ---------------------------------------------------------------- endings

_PRONOUNS = (("هما", 3), ("هم", 3), ("هن", 4), ("كم", 4), ("نا", 4), ("ها", 3))
_BROKEN_PLURAL_IN_YN = re.compile("^[^م].ا.ين$|^ت..ين$")  # «مصابين» is «مصابون»


def _stems(bare: str) -> Iterator[str]:
    stem = _stem(bare)
    yield stem
    # «منتسبي الشرطة» are «منتسبون».
    if stem[0] == "م" and stem[-1] == "ي" and len(stem) > 4:
        yield _standing_for(stem[:-1])
    # «شارك وفدا» is often written without its tanween.
    if bare[-1] == "ا" and len(bare) > 3 and bare not in _WHOLE:
        yield _stem(bare[:-1])


def _stem(word: str) -> str:
    if word in _WHOLE or word in _stands_for() or word.startswith("عبدال"):
        return _standing_for(word)
    for ending, fewest in _PRONOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= fewest:
            return _stem_of_owned(word[: -len(ending)])
    if word.endswith("ه") and len(word) > 3:
        without = word[:-1]
        return _stem_of_owned(without) if without.endswith("ت") else _standing_for(without)
    return _standing_for(_singular(word))


def _stem_of_owned(word: str) -> str:
    """What stands before a pronoun: a feminine shows its «ت» there."""
    if word in _WHOLE or word in _stands_for():
        return _standing_for(word)
    if word.endswith("ات"):
        return _standing_for(_singular(word))
    if word.endswith("ت") and len(word) > 3:
        return _feminine(word[:-1])
    return _standing_for(_singular(word))


def _singular(word: str) -> str:
    if word.endswith(("تان", "تين")) and len(word) > 5:
        return _feminine(word[:-3])
    if word.endswith("ات") and len(word) > 4:
        return word[:-3] if word.endswith("وهات") else word[:-2]
    if word.endswith("ون") and len(word) > 4:
        return word[:-2]
    if word.endswith("ين") and len(word) > 4 and not _BROKEN_PLURAL_IN_YN.match(word):
        return word[:-2]
    return word[:-2] if word.endswith("ان") and len(word) > 6 and word[0] == "م" else word


def _feminine(stem: str) -> str:
    """The stem of a word that shows its feminine ending."""
    return _stands_for().get(f"{stem}ه") or _standing_for(stem)


def _standing_for(word: str) -> str:
    return _stands_for().get(word, word)


@cache
def _stands_for() -> dict[str, str]:
    """Plural → stem of the singular; the second of two words for one thing → the first."""
    table: dict[str, str] = {}
    plain = {}
    for pair in _pairs(lexicon.BROKEN_PLURALS, lexicon.SAME):
        first, second = map(folded_word, pair)
        plain[first] = second
    for pair in _pairs(lexicon.SAME):
        first, second = map(folded_word, pair)
        plain.pop(first)
        plain[second] = first
    for plural, singular in plain.items():
        target = _without_ending(singular)
        for key in (plural, _without_ending(plural)):
            table[key] = target
    for row in lexicon.FEMININE.replace("\n", " ").split(","):
        first, *rest = map(folded_word, row.split())
        table |= dict.fromkeys((first, *rest), first)
    return table


def _without_ending(word: str) -> str:
    if word in _WHOLE:
        return word
    return word[:-1] if word.endswith("ه") and len(word) > 3 else _singular(word)


def _pairs(*tables: str) -> Iterator[list[str]]:
    for table in tables:
        yield from (each.split() for each in table.replace("\n", " ").split(",") if each.strip())


# ---------------------------------------------------------------- English

_AMERICAN = (
    (re.compile("is(ation|ational|ations)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{3})is(e|ed|es|ing|er|ers)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{3})ys(e|ed|ing|er|ers)$"), r"yz\1"),
    (re.compile("(?<=[aeiou]l)l(ed|ing|er|ers)$"), r"\1"),
    (re.compile("tt(ed|ing)$"), r"t\1"),
    (re.compile("(?<=[a-z]{2})our(s|ed|ing|ably|able|ite)?$"), r"or\1"),
)
_NOT_AMERICAN = frozenset(
    ["our", "four", "hour", "tour", "pour", "sour", "your", "exercise", "promise", "surprise"]
)


def _read_english(word: str) -> Reading:
    if word in lexicon.SMALL_EN:
        return (word,), ()
    if ordinal := _ordinals().get((word,)):
        return _only(word, str(ordinal))
    if month := _months().get(word):
        return _only(word, month)
    return _only(word, _english_stem(word) if len(word) > 1 and word.isascii() else word)


def _english_stem(word: str) -> str:
    for pattern, american in _AMERICAN if word not in _NOT_AMERICAN else ():
        word = pattern.sub(american, word)
    word = _spellings().get(word, word)
    singular = _english_singular(word)
    singular = _spellings().get(singular, singular)
    return _english_root(singular) if singular not in lexicon.WHOLE_EN else singular


def _english_singular(word: str) -> str:
    if word in lexicon.WHOLE_EN or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def _english_root(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and re.search("[aeiouy]", stem):
            doubled = stem[-1] == stem[-2] and stem[-1] not in "ls"
            return stem[:-1] if doubled else stem.removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@cache
def _spellings() -> dict[str, str]:
    return {second: first for first, second in _pairs(lexicon.SPELLINGS)}


# ---------------------------------------------------------------- numbers, months, names


#: One, and a hundred of whatever: said of things more often than counted.
_RATHER_WORDS = frozenset({"واحد", "واحده", "hundred"})


@cache
def _cardinals() -> dict[tuple[str, ...], int]:
    """The forms of a cardinal's words → its value: «ثلاثة عشر», "twenty-three"."""
    table = {}
    for language in ("ar", "en"):
        alone = units(language) | {w: n for w, n in scales(language).items() if n == 100}
        small = {word: n for word, n in alone.items() if n < 1000 and word not in _RATHER_WORDS}
        table |= {(_form_alone(word),): n for word, n in small.items()}
    ones = {key: n for key, n in table.items() if n < 10}
    tens = {key: n for key, n in table.items() if n in range(20, 100)}
    for (unit,), n in ones.items():
        for teen in ("عشر", "عشره"):
            table[unit, teen] = n + 10
        for (ten,), m in tens.items():
            table[(ten, unit) if unit.isascii() else (unit, ten)] = n + m
    for word, size in (scales("ar") | scales("en")).items():
        if size == 100:
            table |= {(*key, word): n * 100 for key, n in ones.items() if _one_script(key[0], word)}
    return table


def _one_script(one: str, other: str) -> bool:
    return one.isascii() == other.isascii()


def _form_alone(word: str) -> str:
    folded = folded_word(word)
    return next(_bare_forms(folded, False)) if is_arabic(folded) else folded


@cache
def thousands() -> dict[str, int]:
    """The terms of «ألف», «مليون», "thousand" → what each multiplies by."""
    words = (scales("ar") | scales("en")).items()
    return {term: size for word, size in words if size >= 1000 for term in read(word)[1]}


@cache
def terms_of_number(value: int) -> tuple[str, ...]:
    """What a number is found by beside another word: by its digits, or as the word that it is."""
    words = (key[0] for key, n in _cardinals().items() if n == value and len(key) == 1)
    return tuple(dict.fromkeys([str(value), *(term for w in words for term in read(w)[1][:1])]))


@cache
def _cardinal_starts() -> frozenset[str]:
    return frozenset(key[0] for key in _cardinals())


def _as_cardinal(found: list[Token], at: int, text: str) -> tuple[Token, int]:
    """The longest cardinal that begins here; of one word, it is found as that word too."""
    value, size = _cardinal_at(found, at)
    if value in range(100, 1000) and value % 100 == 0:
        after = found[at + size].form if at + size < len(found) else ""
        tied = after in ("و", "and") or found[at].form.isascii()
        if tied or text[found[at + size - 1].end :].lstrip().startswith("و"):
            more, longer = _cardinal_at(found, at + size)
            value, size = (value + more, size + longer) if 0 < more < 100 else (value, size)
    if size < 2:
        own = found[at]
        return (own._replace(terms=(*own.terms, str(value))) if value else own), 1
    return _together(found, at, size, _only(str(value))), size


def _cardinal_at(found: list[Token], at: int) -> tuple[int, int]:
    """The value of the longest cardinal of the table that begins at that word, and its length."""
    key, sizes = (), {0: 0}
    for size, token in enumerate(found[at : at + LONGEST_CARDINAL], 1):
        if token.form in ("و", "and"):
            continue
        key = (*key, token.form)
        if value := _cardinals().get(key):
            sizes[size] = value
    return sizes[max(sizes)], max(sizes)


@cache
def _ordinals() -> dict[tuple[str, ...], int]:
    """The forms of an ordinal's words → its value."""
    table = {("ثان",): 2, ("ثالثا",): 3}
    for number in range(1, LARGEST_ORDINAL + 1):
        english = ordinal_text(number, "en").replace("-", " ").split()
        table[tuple(each for each in english if each != "and")] = number
        for gender in "fm":
            for oblique in (False, True):
                words = ordinal_text(number, "ar", gender=gender, oblique=oblique).split()
                table[tuple(next(_bare_forms(folded_word(each), False)) for each in words)] = number
    return table


@cache
def _ordinal_starts() -> frozenset[str]:
    return frozenset(key[0] for key in _ordinals() if len(key) > 1)


@cache
def _months() -> dict[str, str]:
    """Names of one word → term; of two, joined by a space."""
    rows = lexicon.MONTHS.replace("\n", " ").split(",")
    return {
        " ".join(next(_bare_forms(folded_word(part), False)) for part in name.split("-")): (
            f"{MONTH}{number}"
        )
        for number, row in enumerate(rows, 1)
        for name in row.split()
    }


@cache
def numerals() -> frozenset[str]:
    """The forms of all words that a number may be made of."""
    return frozenset(word for table in (_ordinals(), _cardinals()) for key in table for word in key)


_SERVANT = frozenset({"عبد", "عبيد"})
_FATHER = dict.fromkeys(("ابو", "ابي", "ابا"), "ابو") | dict.fromkeys(
    ("abu", "abou", "abo", "abul", "aboul", "abil"), "abu"
)
_SERVANT_LATIN = frozenset({"abd", "abdul", "abdel", "abdal", "abdu"})
_PREFIXES = frozenset({"co", "re"})
_MAY = f"{MONTH}5"


def _joined(found: list[Token], text: str) -> Iterator[Token]:
    at = 0
    while at < len(found):
        token = found[at]
        form, size = token.form, 1
        if form in _ordinal_starts():
            token, size = _as_ordinal(found, at)
        if size == 1 and form in _cardinal_starts() and token.terms:
            token, size = _as_cardinal(found, at, text)
        elif form in _SERVANT or form in _SERVANT_LATIN or _is_father(token, text):
            token, size = _as_name(found, at)
        elif form == "may" and _beside_a_number(found, at):
            token = Token(token.start, token.end, *_only(form, _MAY))
        elif form in ("كانون", "تشرين") and at + 1 < len(found):
            token, size = _as_month(found, at)
        elif at + 1 < len(found) and text[token.end : found[at + 1].start] == "-":
            token, size = _hyphened(found, at)
        yield token
        at += size


def _hyphened(found: list[Token], at: int) -> tuple[Token, int]:
    """Co-operation is one word; cyber-crime is two, and is also found by "cybercrime"."""
    token, following = found[at], found[at + 1]
    if not (token.form.isascii() and token.form.isalpha() and following.form.isalpha()):
        return token, 1
    joined = read(token.form + following.form)
    if token.form in _PREFIXES:
        return _together(found, at, 2, joined), 2
    if not (token.terms and following.terms):
        return token, 1
    return token._replace(terms=(*token.terms, *joined[1])), 1


def _as_ordinal(found: list[Token], at: int) -> tuple[Token, int]:
    """The longest ordinal that begins here; a «و» standing alone may be inside."""
    key, sizes = (), {}
    for size, token in enumerate(found[at : at + 6], 1):
        if token.form in ("و", "and"):
            continue
        key = (*key, token.form)
        if value := _ordinals().get(key):
            sizes[size] = value
    if not sizes:
        return found[at], 1
    size = max(sizes)
    return _together(found, at, size, _only(str(sizes[size]))), size


def _is_father(token: Token, text: str) -> bool:
    """«آباء» are many, and of no name."""
    return token.form in _FATHER and "آ" not in text[token.start : token.end]


def _as_name(found: list[Token], at: int) -> tuple[Token, int]:
    """«عبد المجيد» as «عبدالمجيد», Abd al-Majid as Abdalmajid, «أبو ظبي» as «ابوظبي», which is also
    found by «ظبي»."""
    first, size = found[at].form, 1
    middle = ""
    if at + size < len(found) and found[at + size].form in ("al", "el", "ul"):
        middle = found[at + size].form if first in _SERVANT_LATIN else ""
        size += 1
    if at + size >= len(found) or found[at + size].form.isdigit():
        return found[at], 1
    last = found[at + size]
    if first in _FATHER:
        form = f"{_FATHER[first]}{last.form}"
        return _together(found, at, size + 1, ((form,), (form, *last.terms))), size + 1
    form = f"{first}{middle}{_named_after(first, last.form)}"
    return _together(found, at, size + 1, _only(form)), size + 1


def _named_after(first: str, form: str) -> str:
    return f"ال{form}" if first in _SERVANT and not form.startswith("ال") else form


def _as_month(found: list[Token], at: int) -> tuple[Token, int]:
    name = f"{found[at].form} {found[at + 1].form}"
    month = _months().get(name)
    return (_together(found, at, 2, _only(name, month)), 2) if month else (found[at], 1)


def _beside_a_number(found: list[Token], at: int) -> bool:
    beside = found[max(0, at - 1) : at] + found[at + 1 : at + 2]
    return found[at].is_name and any(each.form.isdigit() for each in beside)


def _together(found: list[Token], at: int, size: int, read_as: Reading) -> Token:
    first, last = found[at], found[at + size - 1]
    return Token(first.start, last.end, *read_as, first.is_name)


# ---------------------------------------------------------------- terms of a document

#: Marks what is in a title; no word begins with it.
IN_TITLE = "†"


def pair(first: str, second: str) -> str:
    """The term of two neighbours: a short code, for there are many of them."""
    return f"·{zlib.crc32(f'{first} {second}'.encode()):x}"


def pairs(words: Iterable[Token]) -> Iterator[str]:
    """The terms of all neighbours, small words left out."""
    firsts = [each.terms[0] for each in words if each.terms]
    return map(pair, firsts, firsts[1:])


def terms_of(title: Iterable[Token], text: Iterable[Token]) -> set[str]:
    """Everything that a document is found by."""
    own = {term for each in title for term in each.terms} | set(pairs(title))
    found = {term for each in text for term in each.terms} | set(pairs(text))
    return own | found | {IN_TITLE + term for term in own}


# ---------------------------------------------------------------- what a document is narrowed by


def facet(name: str, value: object) -> str:
    """The term of something that a list is narrowed by: a kind, a year, a body."""
    return f"§{name}{str(value).replace('_', '')}"
