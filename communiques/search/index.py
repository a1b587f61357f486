"""What is written so that an edition or a draft can be found: the one door for both databases.

It is written in the transaction that seals the edition or saves the draft. Whether an edition is
public is asked when somebody searches, so a scheduled text is in here and is found by nobody.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Min

from communiques import text as rich
from communiques.models import Communique, Edition, Release, SearchedEdition
from communiques.search import analysis
from communiques.search.compounds import Token
from communiques.search.tables import DRAFTED, RELEASED, Index
from communiques.search.words import countries_meant
from organizations import likeness

#: A row's key is its day and then its edition: the greatest key is the latest text.
EDITION_BITS = 32
FIELDS = (
    "pk", "language", "title", "summary", "body", "symbol", "dated_on", "communique_kind", "issuer",
    "conference", "release__called_off_at", "communique", "number", "visible_from",
)  # fmt: skip
#: Between the parts of a text.
BETWEEN = "\n\n"
KEPT = ("communique_id", "language", "number", "visible_from")
#: Words of one statement, when there are many.
AT_ONCE = 500


def key_of(edition: Edition) -> int:
    return edition.dated_on.toordinal() << EDITION_BITS | edition.pk


def add(edition: Edition) -> None:
    """Write one edition, in the caller's transaction."""
    read(edition)(RELEASED)


def read(edition: Edition) -> Callable[[Index], None]:
    """What writes the edition into an index, in the caller's transaction. It was read before, which
    takes longer."""
    parts = parts_of(edition)
    title, words = analysis.tokens(edition.title), words_in(parts)
    facets = facets_of(edition)
    terms = sorted(analysis.terms_of(title, words) | set(facets))
    text, forms = _text_row(edition.pk, parts, words), forms_of(words, len(title))

    def write(index: Index) -> None:
        with connection.cursor() as cursor:
            _add_terms(cursor, index.terms(edition.language), key_of(edition), terms)
            _add_text(cursor, index, text)
            if not edition.release.called_off_at:
                _add_row(cursor, index.editions, edition, " ".join(facets))
            _add_words(cursor, index, edition.language, forms, edition.pk)

    return write


def remove(cursor, edition: Edition, index: Index = RELEASED) -> None:
    """Take one edition out that still has its words. The table of terms does not hold them: they
    are said once more."""
    table, key = index.terms(edition.language), key_of(edition)
    if connection.vendor == "postgresql":
        cursor.execute(f"DELETE FROM {table} WHERE key = %s", [key])
    else:
        title, words = analysis.tokens(edition.title), words_in(parts_of(edition))
        terms = sorted(analysis.terms_of(title, words) | set(facets_of(edition)))
        statement = f"INSERT INTO {table} ({table}, rowid, terms) VALUES ('delete', %s, %s)"
        cursor.execute(statement, [key, " ".join(terms)])
    for each in (index.texts, index.editions):
        cursor.execute(f"DELETE FROM {each} WHERE edition_id = %s", [edition.pk])


def put_draft(row: Communique, language: str) -> None:
    """Write what a communiqué's working copy says in one language, in the stead of what it said."""
    read_draft(row, language)(DRAFTED)


def read_draft(row: Communique, language: str) -> Callable[[Index], None]:
    """What does that in an index."""
    draft = row.text(language)
    title = analysis.tokens(draft.title)
    words = words_in([draft.title, draft.summary, rich.plain(draft.body)])
    terms, forms = sorted(analysis.terms_of(title, words)), forms_of(words, len(title))

    def write(index: Index) -> None:
        table = index.terms(language)
        with connection.cursor() as cursor:
            key = "key" if connection.vendor == "postgresql" else "rowid"
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [row.pk])
            _add_terms(cursor, table, row.pk, terms)
            _add_words(cursor, index, language, forms, row.pk)

    return write


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


def parts_of(edition: Edition) -> list[str]:
    """Title first, then symbol, summary and body, as the reader reads them."""
    body = rich.plain(edition.body)
    return [*filter(None, [edition.title, edition.symbol, edition.summary, body])]


def searched_text(edition: Edition) -> str:
    return BETWEEN.join(parts_of(edition))


def words_in(parts: list[str]) -> list[Token]:
    return [each for part in parts for each in analysis.tokens(part)]


def kept_text(edition: Edition) -> str | None:
    """What the index holds of an edition's words; None where it holds nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT text FROM {RELEASED.texts} WHERE edition_id = %s", [edition.pk])
        row = cursor.fetchone()
    return row[0] if row else None


def is_kept(edition: Edition) -> bool:
    """Whether the index holds the edition as it was sealed; one that was called off has words in
    it, and no row that would let them be found."""
    row = SearchedEdition.objects.filter(pk=edition.pk).values(*KEPT, "until", "facets").first()
    wanted = {
        **{name: getattr(edition, name) for name in KEPT},
        "until": later_than(edition).aggregate(first=Min("visible_from"))["first"],
        "facets": " ".join(facets_of(edition)),
    }
    standing = None if edition.release.called_off_at else wanted
    return kept_text(edition) == searched_text(edition) and row == standing


def later_than(edition: Edition):
    """The later editions of the text in its language."""
    own = Edition.objects.standing().filter(communique=edition.communique_id)
    return own.filter(language=edition.language, number__gt=edition.number)


def call_off(release: Release, index: Index = RELEASED) -> None:
    """Of its editions nothing is found any more, and those before them go on."""
    table = index.editions
    with connection.cursor() as cursor:
        for pk in release.editions.values_list("pk", flat=True):
            cursor.execute(f"DELETE FROM {table} WHERE edition_id = %s", [pk])
        cursor.execute(
            f"UPDATE {table} SET until = (SELECT min(later.visible_from) FROM {table} AS later"
            f" WHERE later.communique_id = {table}.communique_id"
            f" AND later.language = {table}.language AND later.number > {table}.number)"
            " WHERE communique_id = %s",
            [release.communique_id],
        )


def _add_terms(cursor, table: str, key: int, terms: list[str]) -> None:
    if connection.vendor == "postgresql":
        statement = f"INSERT INTO {table} (key, terms) VALUES (%s, array_to_tsvector(%s::text[]))"
        cursor.execute(statement, [key, terms])
    else:
        statement = f"INSERT INTO {table} (rowid, terms) VALUES (%s, %s)"
        cursor.execute(statement, [key, " ".join(terms)])


def _add_row(cursor, table: str, edition: Edition, facets: str) -> None:
    """One more row, and until when those before it were the newest."""
    moment = connection.ops.adapt_datetimefield_value(edition.visible_from)
    own, number = [edition.communique_id, edition.language], edition.number
    where = "communique_id = %s AND language = %s"
    cursor.execute(
        f"INSERT INTO {table} (edition_id, {', '.join(KEPT)}, until, facets) VALUES (%s, %s, %s,"
        f" %s, %s, (SELECT min(visible_from) FROM {table} WHERE {where} AND number > %s), %s)",
        [edition.pk, *own, number, moment, *own, number, facets],
    )
    cursor.execute(
        f"UPDATE {table} SET until = %s"
        f" WHERE {where} AND number < %s AND (until IS NULL OR until > %s)",
        [moment, *own, number, moment],
    )


def _text_row(pk: int, parts: list[str], words: list[Token]) -> list:
    terms = " ".join("|".join(each.terms) or "-" for each in words)
    return [pk, BETWEEN.join(parts), terms, spans_in(parts).tobytes()]


def _add_text(cursor, index: Index, row: list) -> None:
    statement = f"INSERT INTO {index.texts} (edition_id, text, terms, spans)"
    cursor.execute(f"{statement} VALUES (%s, %s, %s, %s)", row)


def spans_in(parts: list[str]) -> array:
    """Where each word of the joined parts begins and ends."""
    spans, before = array("I"), 0
    for part in parts:
        for each in analysis.tokens(part):
            spans.extend((before + each.start, before + each.end))
        before += len(part) + len(BETWEEN)
    return spans


@dataclass
class Word:
    """A word of a text, for the table of words."""

    term: str
    is_name: bool
    in_title: bool

    def joined(self, other: "Word") -> "Word":
        """Seen once more: a name is written as one everywhere, a title's word in one title."""
        return Word(self.term, self.is_name and other.is_name, self.in_title or other.in_title)


def _add_words(cursor, index: Index, language: str, seen: dict[str, Word], pk: int) -> None:
    """The words that are not known yet, and what is new about those that are."""
    known = _known(cursor, index, language, list(seen))
    for some in _some(sorted(form for form in seen if form not in known)):
        rows = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(some))
        cursor.execute(
            f"INSERT INTO {index.words}"
            " (language, form, term, backwards, skeleton, is_name, in_title, first_in)"
            f" VALUES {rows} ON CONFLICT DO NOTHING",
            [value for form in some for value in (*_word_row(language, form, seen[form]), pk)],
        )
    for form, before in sorted(known.items()):
        after = before.joined(seen[form])
        if after != before:
            cursor.execute(
                f"UPDATE {index.words} SET is_name = %s, in_title = %s"
                " WHERE language = %s AND form = %s",
                [after.is_name, after.in_title, language, form],
            )


def _word_row(language: str, form: str, word: Word) -> tuple:
    skeleton = likeness.word(form).skeleton
    return language, form, word.term, form[::-1], skeleton, word.is_name, word.in_title


def _countries(token: Token) -> Iterator[tuple[str, str]]:
    """A country that is only meant, as it is known: that of a Maltese vessel."""
    return ((term, term) for term in token.terms[1:] if term in countries_meant())


def forms_of(tokens: Iterable[Token], titled: int) -> dict[str, Word]:
    """Form → word; the first `titled` tokens are those of the title."""
    written = {
        (form, term, each.is_name, number < titled)
        for number, each in enumerate(tokens)
        if each.terms and not each.form.isdigit()
        for form, term in (*zip(each.forms, each.terms, strict=False), *_countries(each))
    }
    seen: dict[str, Word] = {}
    for form, *rest in sorted(written):
        word = Word(*rest)
        seen[form] = seen[form].joined(word) if form in seen else word
    return seen


def _known(cursor, index: Index, language: str, wanted: list[str]) -> dict[str, Word]:
    known: dict[str, Word] = {}
    for some in _some(wanted):
        marks = ", ".join(["%s"] * len(some))
        cursor.execute(
            f"SELECT form, term, is_name, in_title FROM {index.words}"
            f" WHERE language = %s AND form IN ({marks})",
            [language, *some],
        )
        for form, term, is_name, in_title in cursor.fetchall():
            known[form] = Word(term, bool(is_name), bool(in_title))
    return known


def _some(items: list) -> Iterator[list]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
