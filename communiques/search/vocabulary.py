"""The words that occur in the texts, as the database knows them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from communiques import published
from communiques.search.tables import Index

MOST_CANDIDATES = 3000


@dataclass(frozen=True)
class Known:
    """A word that occurs in the texts of a language, and one of those texts."""

    form: str
    term: str
    skeleton: str
    is_name: bool
    first_in: int


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language's texts. `seen` says which of some words occur in a text that the
    reader may see: what no such text has is not known here."""

    index: Index
    language: str
    seen: Callable[[list[Known]], set[str]]

    def those_seen(self, words: Iterable[Known]) -> list[Known]:
        words = list(words)
        terms = self.seen(words) if words else set()
        return [each for each in words if each.term in terms]

    def rows(self, conditions: list[tuple[str, list]]) -> list[Known]:
        """What fits one of the conditions."""
        parts, params = [], []
        for condition, values in conditions:
            if values:
                marks = ", ".join(["%s"] * len(values)) if "{}" in condition else ""
                parts.append(
                    f"SELECT form, term, skeleton, is_name, first_in FROM {self.index.words}"
                    f" WHERE language = %s AND {condition.format(marks)}"
                )
                params += [self.language, *values]
        if not parts:
            return []
        with published.cursor() as cursor:
            united = " UNION ".join(parts)
            cursor.execute(f"{united} ORDER BY form LIMIT {MOST_CANDIDATES}", params)
            return [
                Known(form, term, skeleton, bool(is_name), first_in)
                for form, term, skeleton, is_name, first_in in cursor.fetchall()
            ]
