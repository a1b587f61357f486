"""Names that may be missing in the language of the page: the other language stands in for them
only as what it is, marked with its language and direction."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import get_language

from organizations.languages import in_language, other


def page_language() -> str:
    return (get_language() or "ar")[:2]


def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


@dataclass(frozen=True)
class Words:
    """Some words and the language that they are in. On a page of the other language they come
    out in an element that says so, however a template writes them; `text` is for attributes,
    options and the title of the page."""

    text: str
    language: str

    @property
    def foreign(self) -> bool:
        return bool(self.text) and self.language != page_language()

    @property
    def dir(self) -> str:
        return direction(self.language)

    def __bool__(self):
        return bool(self.text)

    @property
    def attributes(self) -> str:
        """What an element that holds these words says of them on this page."""
        return format_html(' lang="{}" dir="{}"', self.language, self.dir) if self.foreign else ""

    def __html__(self):
        shape = "<span{}>{}</span>" if self.foreign else "{1}"
        return format_html(shape, self.attributes, self.text)

    __str__ = __html__


def words(thing, field: str) -> Words:
    """A translated column in the language of the page, else in the other."""
    language = page_language()
    mine = Words(in_language(thing, field, language), language)
    return mine or Words(in_language(thing, field, other(language)), other(language))


def filled(mine, theirs, language: str):
    """Facts of one shape in two languages: `mine`, and where it has no words those of `theirs`,
    whose language is given."""
    if isinstance(mine, dict):
        return {key: filled(value, theirs[key], language) for key, value in mine.items()}
    if isinstance(mine, list):
        return [filled(a, b, language) for a, b in zip(mine, theirs, strict=True)]
    return Words(theirs, language) if mine == "" and theirs else mine
