"""How a communiqué is cited: in plain words, in APA's form, as BibTeX and as RIS. From what its
edition sealed, in the language of that edition."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from communiques.models import Edition, Kind
from organizations import calendars
from organizations.languages import COMMA

#: What BibTeX would read as a command.
_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_SPELT = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_APART = '<bdi dir="ltr">{}</bdi>'
LANGUAGE_NAMES = {"ar": "arabic", "en": "english"}
QUOTED = {"ar": "«{}»", "en": "“{}”"}


@dataclass(frozen=True)
class Citation:
    """What a citation is made of; `url` is the full address of the page; `withdrawn` says since
    when it no longer speaks for its issuer, if it does not."""

    title: str
    issuer: str
    symbol: str
    kind: str
    day: dt.date
    language: str
    slug: str
    url: str
    withdrawn: str = ""

    @classmethod
    def of(cls, edition: Edition, slug: str, url: str, withdrawn: str) -> "Citation":
        return cls(
            title=" ".join(edition.title.split()),
            issuer=str(edition.envelope["issuer"].get("name") or ""),
            symbol=edition.symbol,
            kind=str(Kind(edition.communique_kind).label),
            day=edition.dated_on,
            language=edition.language,
            slug=slug,
            url=url,
            withdrawn=withdrawn,
        )

    @property
    def plain(self) -> str:
        """Issuer, “title”, symbol, day, address."""
        named = [self.issuer, QUOTED[self.language].format(self.title), self.symbol]
        day = calendars.gregorian_text(self.day, self.language)
        return COMMA[self.language].join(filter(None, [*named, day, self.withdrawn, self.url]))

    @property
    def apa(self) -> str:
        """APA 7 for a document of a body: author, day, title, number, kind, address."""
        number = f" ({self.symbol})" if self.symbol else ""
        issuer = f"{self.issuer.removesuffix('.')}. " if self.issuer else ""
        fate = f" ({self.withdrawn})" if self.withdrawn else ""
        return f"{issuer}({self._apa_day}). {self.title}{number} [{self.kind}]{fate}. {self.url}"

    @property
    def _apa_day(self) -> str:
        if self.language == "en":
            return f"{self.day.year}, {self.day:%B} {self.day.day}"
        day_and_month, _year = calendars.gregorian_text(self.day, "ar").rsplit(
            f" {self.day.year}", 1
        )
        return f"{self.day.year}، {day_and_month}"

    @property
    def bibtex(self) -> str:
        fields = {
            "title": f"{{{_for_bibtex(self.title)}}}",
            "author": f"{{{_for_bibtex(self.issuer)}}}",
            "type": _for_bibtex(self.kind),
            "number": _for_bibtex(self.symbol),
            "year": str(self.day.year),
            "month": str(self.day.month),
            "day": str(self.day.day),
            "note": _for_bibtex(self.withdrawn),
            "langid": LANGUAGE_NAMES[self.language],
            "url": self.url,
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.strip("{}")]
        return "\n".join([f"@misc{{{self.slug}-{self.language},", *lines, "}", ""])

    @property
    def ris(self) -> str:
        """Lines end with CR LF, as the format has it."""
        fields = [
            ("TY", "GOVDOC"),
            ("TI", self.title),
            ("AU", self.issuer),
            ("PY", str(self.day.year)),
            ("DA", f"{self.day:%Y/%m/%d}/"),
            ("M1", self.symbol),
            ("M3", self.kind),
            ("N1", self.withdrawn),
            ("LA", self.language),
            ("UR", self.url),
        ]
        lines = [f"{tag}  - {value}" for tag, value in fields if value]
        return "".join(f"{line}\r\n" for line in [*lines, "ER  - "])

    def forms(self) -> list[tuple[str, SafeString]]:
        """(name, text) of those that are read on the page."""
        return [(gettext("In words"), self._shown(self.plain)), ("APA", self._shown(self.apa))]

    def _shown(self, text: str) -> SafeString:
        """With symbol and address apart: in Arabic they would else draw the numbers beside them to
        their own side."""
        apart = list(filter(None, [self.url, self.symbol]))
        parts = re.split(f"({'|'.join(map(re.escape, apart))})", text)
        marked = (_APART if each in apart else "{}" for each in parts)
        return format_html("".join(marked), *parts)


def _for_bibtex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _SPELT.get(found[0], f"\\{found[0]}"), text)
