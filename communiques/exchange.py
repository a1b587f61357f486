"""The memory and the term base as files that other tools read and write: TMX 1.4b and CSV.

Files from outside are read as hostile: no entities, no more than LARGEST, nothing but text taken.
Source: the TMX 1.4b specification (LISA OSCAR, 2005).
"""

import csv
import io
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from communiques import memory
from communiques.models import MemoryPair, Term
from organizations import arabic
from organizations.languages import LANGUAGES

LARGEST = 50 * 1024 * 1024
LONGEST = 5000
CHUNK = 500
#: Letters of a file that are shown before it is taken.
LONGEST_SHOWN = 500_000
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
COLUMNS = ("ar", "en", "forbidden", "source", "note")
#: Cells that a spreadsheet would run.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(Exception):
    """The file is not what it should be; the message says how."""


class Guessed(Exception):
    """The encoding could only be guessed: `args[0]` is the text, for a person to look at."""


# ---------------------------------------------------------------- the memory


def tmx(pairs: Iterable[MemoryPair], site: str) -> Iterator[str]:
    """The file in pieces."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        '<header creationtool="Bayan" creationtoolversion="1" segtype="paragraph" '
        f'o-tmf="Bayan" adminlang="en" srclang="*all*" datatype="plaintext"><note>{escape(site)}'
        "</note></header>\n<body>\n"
    )
    for pair in pairs:
        symbol = pair.edition.symbol if pair.edition else pair.origin
        yield f'<tu tuid={quoteattr(pair.key)}><prop type="origin">{escape(symbol)}</prop>'
        for language in LANGUAGES:
            yield f'<tuv xml:lang="{language}"><seg>{escape(getattr(pair, language))}</seg></tuv>'
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"


def take_tmx(file, origin: str) -> tuple[int, int]:
    """File the pairs of a TMX; how many are new, and how many units held no Arabic and English."""
    new, left_out, waiting = 0, 0, []
    for unit in _units(file):
        if set(unit) == set(LANGUAGES):
            key = memory.key_of(unit["ar"], unit["en"])
            waiting.append(MemoryPair(key=key, origin=origin[:200], **unit))
        else:
            left_out += 1
        if len(waiting) >= CHUNK:
            new += memory.file(waiting)
            waiting = []
    return new + memory.file(waiting), left_out


def _units(file) -> Iterator[dict[str, str]]:
    """Language → words, of each unit that has both."""
    if file.size > LARGEST:
        raise Unreadable(_("The file is too large."))
    tag = ""
    try:
        for _event, element in iterparse(file, events=("end",)):
            tag = element.tag.rpartition("}")[2]
            if tag == "tu":
                yield _unit(element)
                element.clear()
    except (ParseError, DefusedXmlException, UnicodeError, ValueError) as error:
        raise Unreadable(_("This is not a TMX file, or not a whole one.")) from error
    if tag != "tmx":
        raise Unreadable(_("This is not a TMX file, or not a whole one."))


def _unit(element) -> dict[str, str]:
    found = {}
    for variant in element.iter("tuv"):
        language = (variant.get(_XML_LANG) or variant.get("lang") or "").lower()[:2]
        segment = variant.find("seg")
        words = " ".join("".join(segment.itertext()).split()) if segment is not None else ""
        if language in LANGUAGES and 0 < len(words) <= LONGEST and not arabic.problems(words):
            found[language] = arabic.canonical(words)
    return found


# ---------------------------------------------------------------- terms


def terms_csv(terms: Iterable[Term]) -> str:
    """With a header and a byte order mark, so that a spreadsheet opens its Arabic right."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for term in terms:
        cells = (getattr(term, name) for name in COLUMNS)
        writer.writerow([f"'{each}" if each.startswith(FORMULAS) else each for each in cells])
    return "\ufeff" + out.getvalue()


def take_terms(file, user) -> int:
    """Add the terms of a CSV that are not there yet; how many. All of it or nothing. Raises Guessed
    where it is not in UTF-8 and may be in the encoding of an Arabic Windows."""
    if file.size > LARGEST:
        raise Unreadable(_("The file is too large."))
    data = file.read()
    try:
        rows = _rows(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        text = data.decode("cp1256")
        if len(text) > LONGEST_SHOWN or not {"ar", "en"} <= set(next(iter(_rows(text)), ())):
            raise _not_csv() from None
        raise Guessed(text) from None
    known = set(Term.objects.values_list("ar", "en", "forbidden"))
    made = []
    for number, row in enumerate(rows, 2):
        term = _term(row, number)
        if (term.ar, term.en, term.forbidden) not in known:
            known.add((term.ar, term.en, term.forbidden))
            term.kept_by_id = user.organization_id
            made.append(term)
    Term.objects.bulk_create(made)
    return len(made)


def _rows(text: str) -> list[dict]:
    """By comma or, as spreadsheets of many countries write it, semicolon."""
    separator = ";" if ";" in text.partition("\n")[0] else ","
    try:
        return list(csv.DictReader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise _not_csv() from error


def _not_csv() -> Unreadable:
    return Unreadable(_("This is not a CSV file in UTF-8. A spreadsheet saves one as “CSV UTF-8”."))


def _term(row: dict, number: int) -> Term:
    cells = {name: arabic.canonical((row.get(name) or "").removeprefix("'")) for name in COLUMNS}
    wrong = not (cells["ar"] and cells["en"]) or any(
        len(each) > 200 or "\n" in each or arabic.problems(each)
        for name, each in cells.items()
        if name != "note"
    )
    if wrong:
        said = _("Row %(n)s: each term needs “ar” and “en”, of at most 200 characters.")
        raise Unreadable(said % {"n": number})
    return Term(**cells)
