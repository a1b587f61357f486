"""Both databases answer alike: each answers as a plain reading of the expressions does, and helps
with the same words."""

from communiques.models import Edition
from communiques.search import analysis, finding, index, widening
from communiques.search.finding import EDITION_MASK
from communiques.search.tables import RELEASED
from communiques.search.vocabulary import Known, Vocabulary
from tests.search import variants
from tests.search.conftest import found


class Plain:
    """The index as sets, and its words as a list."""

    def __init__(self, language: str):
        self.language, self.terms, self.words = language, {}, {}
        for edition in Edition.objects.filter(language=language).order_by("pk"):
            title = analysis.tokens(edition.title)
            words = index.words_in(index.parts_of(edition))
            self.terms[index.key_of(edition)] = analysis.terms_of(title, words)
            for form, word in index.forms_of(words, len(title)).items():
                before = self.words.get(form, word)
                self.words[form] = before.joined(word)

    def fits(self, part, terms: set[str]) -> bool:
        if isinstance(part, str):
            return part in terms
        operator, parts = part
        first, *rest = (self.fits(each, terms) for each in parts)
        if operator == "NOT":
            return first and not any(rest)
        return all([first, *rest]) if operator == "AND" else any([first, *rest])

    def ranked(self, query) -> list[int]:
        """Numbers of editions, by tier and then the latest first; those where a number stands
        beside its word, if there are such."""
        kept, tied = [], query.tied()
        strict = [finding._tiers(each, False, loose=False) for each in (tied, query) if each]
        for tiers in (*strict, finding._tiers(query, False)):
            for tier in tiers:
                new = [key for key, terms in self.terms.items() if self.fits(tier, terms)]
                kept += sorted(set(new) - set(kept), reverse=True)
            if kept:
                break
        return [key & EDITION_MASK for key in kept]

    def vocabulary(self) -> Vocabulary:
        plain = self

        class AsPlain(Vocabulary):
            def rows(self, conditions):
                rows = []
                for form, word in sorted(plain.words.items()):
                    row = index._word_row(plain.language, form, word)
                    known = Known(form, word.term, row[4], word.is_name, 0)
                    if any(plain.meets(known, row[3], *each) for each in conditions):
                        rows.append(known)
                return rows

        return AsPlain(RELEASED, self.language, lambda words: {each.term for each in words})

    def meets(self, word: Known, backwards: str, condition: str, values: list) -> bool:
        column = condition.split(" ")[0]
        value = {"form": word.form, "term": word.term, "skeleton": word.skeleton,
                 "backwards": backwards}[column]  # fmt: skip
        if "{}" in condition:
            return value in values
        return values[0] <= value < values[1] and values[2] <= len(word.form) <= values[3]


def test_every_query_is_answered_as_its_expression_reads(archive, now):
    plain = {language: Plain(language) for language in ("ar", "en")}
    wrong = {}
    for _class, language, _meant, typed in variants.queries(each=8):
        own = plain[language]
        _query, wider = widening.meant(typed, own.vocabulary())
        if found(typed, language, now) != own.ranked(wider)[:10]:
            wrong[typed] = language

    assert wrong == {}
