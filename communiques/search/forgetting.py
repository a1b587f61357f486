"""Taking words out of the indexes for good, and out of what anybody is helped with: what was
redacted must not come back as a suggestion."""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db import connection

from communiques import text as rich
from communiques.models import Communique, Edition
from communiques.search import analysis, index
from communiques.search.finding import EDITION_MASK, matching
from communiques.search.tables import DRAFTED, RELEASED, Index
from organizations.languages import LANGUAGES

#: Of the records that have a word's root, how many are looked at for the word itself. One that is
#: in none of these is forgotten, even if another has it: `reindex` brings it back.
LOOKED_AT = 100

#: Numbers of records → each with the words that it has.
Reader = Callable[[list[int]], Iterable[tuple[int, Collection[str]]]]


def forget(editions: Collection[Edition]) -> None:
    """Take them out of the index of what is released, while they still have their words, in the
    caller's transaction."""
    with connection.cursor() as cursor:
        for each in editions:
            index.remove(cursor, each)
        for each in editions:
            _forget_words(cursor, RELEASED, each.language, each.pk, _released)


def forget_draft(row: Communique) -> None:
    """Take out what nobody is to be helped with any more, once its versions have lost their words;
    what the working copy says stays."""
    with connection.cursor() as cursor:
        for language in LANGUAGES:
            index.put_draft(row, language)
            _forget_words(cursor, DRAFTED, language, row.pk, _drafted(language))


def _released(keys: list[int]) -> Iterator[tuple[int, Collection[str]]]:
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT edition_id, text FROM {RELEASED.texts} WHERE edition_id IN ({marks})", keys
        )
        for key, text in cursor.fetchall():
            yield key, index.forms_of(analysis.tokens(text), 0)


def _drafted(language: str) -> Reader:
    def read(keys: list[int]) -> Iterator[tuple[int, Collection[str]]]:
        for row in Communique.objects.filter(pk__in=keys):
            draft = row.text(language)
            words = index.words_in([draft.title, draft.summary, rich.plain(draft.body)])
            yield row.pk, index.forms_of(words, 0)

    return read


def _forget_words(cursor, about: Index, language: str, pk: int, read: Reader) -> None:
    """Of the words first seen in that record: those that another has are said to be seen there, the
    rest go."""
    cursor.execute(
        f"SELECT form, term FROM {about.words} WHERE language = %s AND first_in = %s",
        [language, pk],
    )
    met: dict[int, Collection[str]] = {}
    for form, term in cursor.fetchall():
        keys = _having(about, term, language)
        if unread := [each for each in keys if each not in met]:
            met.update(read(unread))
        there = next((each for each in keys if form in met.get(each, ())), None)
        at = [language, form]
        if there is None:
            cursor.execute(f"DELETE FROM {about.words} WHERE language = %s AND form = %s", at)
        else:
            cursor.execute(
                f"UPDATE {about.words} SET first_in = %s WHERE language = %s AND form = %s",
                [there, *at],
            )


def _having(about: Index, term: str, language: str) -> list[int]:
    """The records that have that root, the first ones."""
    params: list = []
    asked = matching(about, term, language, params)
    with connection.cursor() as cursor:
        cursor.execute(f"{asked} LIMIT {LOOKED_AT}", params)
        return [key & EDITION_MASK for (key,) in cursor.fetchall()]
