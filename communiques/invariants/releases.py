"""What a release gives: all languages at once, a symbol, and what the desk knows of it."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Prefetch

from communiques.editions import sealed_columns
from communiques.invariants.rows import CHUNK, Fault
from communiques.models import Clearance, Communique, Edition, Release, Symbol, SymbolCounter
from organizations.languages import LANGUAGES


def together() -> Iterator[Fault]:
    """A release has its editions, and a first one all that its series asks for."""
    rows = Release.objects.select_related("communique__series").prefetch_related(
        Prefetch("editions", Edition.objects.only("release", "language", "clearance"))
    )
    for release in rows.iterator(CHUNK):
        sealed = {each.language: each for each in release.editions.all()}
        legacy = any(each.clearance == Clearance.LEGACY for each in sealed.values())
        first = release.number == 1 and release.communique.series.languages_together
        if not sealed or (first and not legacy and set(sealed) != set(LANGUAGES)):
            yield release, "a language of the release is missing"


def symbols() -> Iterator[Fault]:
    """Every number up to the counter's is there, issued or void; every edition's symbol is one
    of those given."""
    numbers = defaultdict(set)
    given = Symbol.objects.exclude(number=None).values_list("series", "year", "number")
    for series, year, number in given:
        numbers[series, year].add(number)
    taken = set(Symbol.objects.values_list("text", flat=True))
    for counter in SymbolCounter.objects.select_related("series"):
        if counter.last < max(numbers[counter.series_id, counter.year], default=0):
            yield str(counter.series), "its counter stands before a number given"
        for number in range(1, counter.last + 1):
            text = counter.series.symbol(counter.year, number)
            if number not in numbers[counter.series_id, counter.year] and text not in taken:
                yield text, "an unexplained gap"
    for pk, symbol in Edition.objects.exclude(symbol="").values_list("pk", "symbol").iterator():
        if symbol not in taken:
            yield f"communiques.edition/{pk}", f"carries {symbol}, never given"


def in_work() -> Iterator[Fault]:
    """Every text whose newest words no edition carries is known as one to be worked on."""
    names = ("sealed_ar", "sealed_en", "sealed_apart")
    rows = Communique.objects.only("original_language", *names)
    standing = Prefetch("editions", Edition.objects.standing())
    for row in rows.prefetch_related(standing).order_by("pk").iterator(CHUNK):
        if sealed_columns(row, row.editions.all()) != {name: getattr(row, name) for name in names}:
            yield row, "the desk does not know what is released of it"
