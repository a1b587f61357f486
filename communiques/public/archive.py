"""The archive by year and month: which there are, how many texts each has, what lies beside it."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractMonth

from communiques.models import EditionQuerySet
from communiques.public import jumps
from communiques.public.words import page_language
from organizations import calendars


@dataclass(frozen=True)
class Month:
    """A month of the Gregorian calendar, and how many texts it has where that was asked for."""

    year: int
    number: int
    texts: int = 0

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.number, 1)

    @property
    def last(self) -> dt.date:
        return self.first.replace(day=calendar.monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        return calendars.month_text(self.number, page_language())

    @property
    def hijri(self) -> str:
        """The Hijri months that it lies in."""
        return calendars.hijri_months_text(self.first, self.last, page_language())


def years(editions: EditionQuerySet) -> list[int]:
    """Those that have a text, the latest first."""
    return jumps.years(editions, "dated_on")


def months(editions: EditionQuerySet, year: int) -> list[Month]:
    """All twelve of the year."""
    inside = editions.filter(dated_on__year=year).order_by()
    counted = inside.values_list(ExtractMonth("dated_on")).annotate(Count("pk"))
    texts = dict(counted)
    return [Month(year, number, texts.get(number, 0)) for number in range(1, 13)]


def beside(editions: EditionQuerySet, month: Month) -> dict[str, Month | None]:
    """The nearest months before and after it that have a text."""
    days = editions.values_list("dated_on", flat=True)
    earlier = days.filter(dated_on__lt=month.first).order_by("-dated_on").first()
    later = days.filter(dated_on__gt=month.last).order_by("dated_on").first()
    return {
        "earlier": earlier and Month(earlier.year, earlier.month),
        "later": later and Month(later.year, later.month),
    }
