"""What is written so that an edition can be found: the one door for both databases.

It is written in the transaction that seals the edition. Whether the edition is public is asked
when somebody searches, so a scheduled text is in here and is found by nobody.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from communiques import text as rich
from communiques.models import Edition
from communiques.search import analysis
from communiques.search.analysis import Token
from communiques.search.tables import FACETS, TEXTS, WORDS, terms_table
from organizations import likeness

#: A row's key is its day and then its edition: the greatest key is the latest text.
EDITION_BITS = 32
FIELDS = (
    "pk", "language", "title", "summary", "body", "symbol", "dated_on", "communique_kind", "issuer",
    "conference",
)  # fmt: skip
#: Words of one statement, when there are many.
AT_ONCE = 500


def key_of(edition: Edition) -> int:
    return edition.dated_on.toordinal() << EDITION_BITS | edition.pk


def add(edition: Edition, suffix: str = "") -> None:
    """Write one edition, in the caller's transaction."""
    text = searched_text(edition)
    title, words = analysis.tokens(edition.title), analysis.tokens(text)
    facets = facets_of(edition)
    terms = sorted(analysis.terms_of(title, words) | set(facets))
    with connection.cursor() as cursor:
        _add_terms(cursor, edition, terms, suffix)
        _add_text(cursor, edition.pk, text, words, suffix)
        cursor.execute(
            f"INSERT INTO {FACETS}{suffix} (edition_id, facets) VALUES (%s, %s)",
            [edition.pk, " ".join(facets)],
        )
        _add_words(cursor, edition.language, words, len(title), suffix)


def facets_of(edition: Edition) -> list[str]:
    """What the edition can be narrowed by, as it was sealed: numbers, for names may change."""
    named = [
        ("kind", edition.communique_kind),
        ("year", edition.dated_on.year),
        ("issuer", edition.issuer_id),
        *(("organization", each.organization_id) for each in edition.mentions.all()),
    ]
    if edition.conference_id:
        named.append(("conference", edition.conference_id))
    return [analysis.facet(name, value) for name, value in named]


def searched_text(edition: Edition) -> str:
    """Title first, then symbol, summary and body, as the reader reads them."""
    body = rich.plain(edition.body)
    return "\n\n".join(filter(None, [edition.title, edition.symbol, edition.summary, body]))


def _add_terms(cursor, edition: Edition, terms: list[str], suffix: str) -> None:
    table = terms_table(edition.language) + suffix
    if connection.vendor == "postgresql":
        statement = f"INSERT INTO {table} (key, terms) VALUES (%s, array_to_tsvector(%s::text[]))"
        cursor.execute(statement, [key_of(edition), terms])
    else:
        statement = f"INSERT INTO {table} (rowid, terms) VALUES (%s, %s)"
        cursor.execute(statement, [key_of(edition), " ".join(terms)])


def _add_text(cursor, pk: int, text: str, words: list[Token], suffix: str) -> None:
    terms = " ".join("|".join(each.terms) or "-" for each in words)
    spans = array("I", [each for token in words for each in (token.start, token.end)])
    statement = f"INSERT INTO {TEXTS}{suffix} (edition_id, text, terms, spans)"
    cursor.execute(f"{statement} VALUES (%s, %s, %s, %s)", [pk, text, terms, spans.tobytes()])


@dataclass
class Word:
    """A word of a text, for the table of words."""

    term: str
    is_name: bool
    in_title: bool

    def joined(self, other: "Word") -> "Word":
        """Seen once more: a name is written as one everywhere, a title's word in one title."""
        return Word(self.term, self.is_name and other.is_name, self.in_title or other.in_title)


def _add_words(cursor, language: str, words: list[Token], titled: int, suffix: str) -> None:
    """The words that are not known yet, and what is new about those that are."""
    seen = words_of(words, titled)
    known = _known(cursor, language, list(seen), suffix)
    for some in _some(sorted(form for form in seen if form not in known)):
        rows = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(some))
        cursor.execute(
            f"INSERT INTO {WORDS}{suffix}"
            " (language, form, term, backwards, skeleton, is_name, in_title)"
            f" VALUES {rows} ON CONFLICT DO NOTHING",
            [value for form in some for value in _word_row(language, form, seen[form])],
        )
    for form, before in sorted(known.items()):
        after = before.joined(seen[form])
        if after != before:
            cursor.execute(
                f"UPDATE {WORDS}{suffix} SET is_name = %s, in_title = %s"
                " WHERE language = %s AND form = %s",
                [after.is_name, after.in_title, language, form],
            )


def _word_row(language: str, form: str, word: Word) -> tuple:
    skeleton = likeness.word(form).skeleton
    return language, form, word.term, form[::-1], skeleton, word.is_name, word.in_title


def words_of(tokens: Iterable[Token], titled: int) -> dict[str, Word]:
    """Form → word; the first `titled` tokens are those of the title."""
    seen: dict[str, Word] = {}
    for number, each in enumerate(tokens):
        if each.terms and not each.form.isdigit():
            for form, term in zip(each.forms, each.terms, strict=False):
                word = Word(term, each.is_name, number < titled)
                seen[form] = seen[form].joined(word) if form in seen else word
    return seen


def _known(cursor, language: str, wanted: list[str], suffix: str) -> dict[str, Word]:
    known: dict[str, Word] = {}
    for some in _some(wanted):
        marks = ", ".join(["%s"] * len(some))
        cursor.execute(
            f"SELECT form, term, is_name, in_title FROM {WORDS}{suffix}"
            f" WHERE language = %s AND form IN ({marks})",
            [language, *some],
        )
        for form, term, is_name, in_title in cursor.fetchall():
            known[form] = Word(term, bool(is_name), bool(in_title))
    return known


def _some(items: list) -> Iterator[list]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
