"""Figures of a year of releases, each the answer to a question that a secretariat asks itself."""

import datetime as dt
import statistics
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communiques.desk.pages import page
from communiques.models import Clearance, Edition
from organizations.calendars import month_text
from organizations.languages import LANGUAGES

MONTHS = 12
#: Of the drawing, in its own units.
BAR, GAP, HEIGHT, FOOT, HEAD = 22, 8, 90, 20, 16


@dataclass
class Month:
    """What was released in one month."""

    first: dt.date
    days: list[float] = field(default_factory=list)
    releases: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def name(self) -> str:
        return f"{month_text(self.first.month, get_language())} {self.first.year}"

    @property
    def count(self) -> int:
        return len(self.releases)

    @property
    def median_days(self) -> float | None:
        """Days from the first save of a draft to its first release; half of them took longer."""
        return round(statistics.median(self.days), 1) if self.days else None

    @property
    def urgent(self) -> int | None:
        """Per cent of the releases that went the urgent path in a language."""
        return self.share(lambda each: any(how == Clearance.URGENT for _code, how in each))

    @property
    def together(self) -> int | None:
        """Per cent of the releases that carried both languages."""
        return self.share(lambda each: len({code for code, _how in each}) == len(LANGUAGES))

    def share(self, counts) -> int | None:
        if not self.releases:
            return None
        return round(100 * sum(map(counts, self.releases.values())) / self.count)


@dataclass(frozen=True)
class Bar:
    """One month of a chart: where it stands, how high, and what it says."""

    x: int
    height: int
    month: int
    said: str

    @property
    def y(self) -> int:
        return HEAD + HEIGHT - self.height

    @property
    def middle(self) -> int:
        return self.x + BAR // 2


def months(user, today: dt.date) -> list[Month]:
    """The last twelve, the oldest first, with what the user's organizations released in them;
    what came from the archive is not counted."""
    found = {each.first: each for each in map(Month, first_days(today))}
    start = timezone.make_aware(dt.datetime.combine(min(found), dt.time()))
    rows = (
        Edition.objects.released(at=timezone.now())
        .filter(visible_from__gte=start, issuer__in=user.scope)
        .exclude(clearance=Clearance.LEGACY)
        .values_list(
            "release", "release__number", "language", "clearance", "visible_from",
            "communique__created_at",
        )
    )  # fmt: skip
    first_releases = {}
    for release, number, language, clearance, visible_from, started in rows:
        month = found[timezone.localtime(visible_from).date().replace(day=1)]
        month.releases[release].append((language, clearance))
        if number == 1:
            first_releases[release] = (month, (visible_from - started).total_seconds() / 86400)
    for month, days in first_releases.values():
        month.days.append(max(days, 0.0))
    return list(found.values())


def first_days(today: dt.date) -> list[dt.date]:
    """The first days of the last twelve months, the oldest first."""
    number = today.year * 12 + today.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(number - MONTHS + 1, number + 1)]


def bars(rows: list[Month], values: list[float | None], said) -> list[Bar]:
    """In the direction of reading: in Arabic the oldest month stands on the right."""
    highest = max((value for value in values if value), default=0) or 1
    places = range(len(rows))
    places = reversed(places) if get_language() == "ar" else places
    return [
        Bar(
            place * (BAR + GAP) + GAP // 2,
            round(HEIGHT * (value or 0) / highest),
            month.first.month,
            "" if value is None else said(value),
        )
        for place, month, value in zip(places, rows, values, strict=True)
    ]


def plain(value: float) -> str:
    return f"{value:g}"


def in_per_cent(value: float) -> str:
    return f"{value:g}%"


def figures(request, site):
    """Three questions, each with a drawing and the same figures as a table."""
    rows = months(request.user, timezone.localdate())
    asked = (
        ("days", _("How long does it take from draft to release?"),
         pgettext_lazy("unit of a chart", "days; half of the releases took longer"),
         [each.median_days for each in rows], plain),
        ("urgent", _("How many releases take the urgent path?"),
         pgettext_lazy("unit of a chart", "per cent of the releases"),
         [each.urgent for each in rows], in_per_cent),
        ("together", _("How often do both languages come out together?"),
         pgettext_lazy("unit of a chart", "per cent of the releases"),
         [each.together for each in rows], in_per_cent),
    )  # fmt: skip
    charts = [
        {"code": code, "title": title, "unit": unit, "bars": bars(rows, values, said)}
        for code, title, unit, values, said in asked
    ]
    size = {"width": MONTHS * (BAR + GAP), "height": HEAD + HEIGHT + FOOT, "bar": BAR}
    return page(
        request, site, "figures", _("A year of releases"), charts=charts, months=rows, size=size,
        base=HEAD + HEIGHT, foot=HEAD + HEIGHT + FOOT - 6,
        total=sum(each.count for each in rows),
    )  # fmt: skip
