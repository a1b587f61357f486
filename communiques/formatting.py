"""The form of a block: where its links lead, what it sets off, what kind of block it is; and what
of that differs between two, so that nobody approves an address that they did not see."""

from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from communiques.text import Block

_KINDS = {"a": "link", "strong": "bold", "em": "italic"}


@dataclass(frozen=True)
class Mark:
    """A stretch of words with a form: link, bold or italic. `address` is where a link leads."""

    kind: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Formed:
    """One difference of form. `mark` has come or has gone; without one, the kind of the block
    changed: `was` and `now` are its elements."""

    mark: Mark | None = None
    come: bool = False
    was: str = ""
    now: str = ""


class _Marks(HTMLParser):
    """Reads the marks of canonical HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Mark] = []
        self._open: list[tuple[str, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _KINDS:
            self._open.append((_KINDS[tag], dict(attrs).get("href") or "", []))

    def handle_endtag(self, tag: str) -> None:
        if tag in _KINDS:
            kind, address, parts = self._open.pop()
            self.found.append(Mark(kind, "".join(parts), address))

    def handle_data(self, data: str) -> None:
        for _kind, _address, parts in self._open:
            parts.append(data)


def marks(html: str) -> list[Mark]:
    """The marks of a block of canonical HTML, in the order in which they end."""
    reader = _Marks()
    reader.feed(html)
    reader.close()
    return reader.found


def differing(old: Block | None, new: Block | None) -> list[Formed]:
    """What differs in form. Of a block that came or went: its links, whose addresses no word of
    it shows. Emphasis of words that themselves changed is left to the difference of words."""
    before, after = (Counter(marks(each.html)) if each else Counter() for each in (old, new))
    said = []
    if old and new and old.tag != new.tag:
        said.append(Formed(was=old.tag, now=new.tag))
    gone, come = before - after, after - before
    said += [Formed(each) for each in gone.elements() if tells(each, new)]
    said += [Formed(each, come=True) for each in come.elements() if tells(each, old)]
    return said


def tells(mark: Mark, there: Block | None) -> bool:
    """Whether the words are the same on the other side, or it is a link."""
    return mark.kind == "link" or bool(there and mark.text in there.text)
