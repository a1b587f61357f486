"""What search costs: asking, showing, suggesting, writing an edition; the room that it takes."""

import random
import time
from collections.abc import Callable, Iterator
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from communiques.demo.archive import FAMILY, GIVEN, GOODS, MEANS, THEMES, TOWNS
from communiques.models import Edition
from communiques.proof import verifying
from communiques.search import finding, index, suggesting, tables
from communiques.search.tables import RELEASED

SEARCHES, WRITTEN, VERIFIED = 300, 40, 40
#: Characters of a text whose genuineness is asked.
HELD = 5000
SEARCH, SUGGEST, WRITE = "a search, 20 results", "suggestions", "indexing an edition"
VERIFY = f"is it genuine? {HELD} characters"


def measured() -> dict[str, list[float]]:
    """Milliseconds of each act."""
    return {
        SEARCH: [timed(lambda q=q: search(*q)) for q in islice(queries(), SEARCHES)],
        SUGGEST: [timed(lambda q=q: suggest(*q)) for q in islice(queries(), SEARCHES)],
        WRITE: writing(),
        VERIFY: verifying_texts(),
    }


def verifying_texts() -> list[float]:
    """Texts of ours with one word changed; short ones with others behind them."""
    now, dice, spent = timezone.now(), random.Random(7), []
    keys = list(Edition.objects.current(at=now).values_list("pk", flat=True).order_by("pk"))
    for _each in range(VERIFIED):
        rows = Edition.objects.in_bulk(dice.sample(keys, 12)).values()
        text = "\n".join("\n".join(verifying.parts(row)) for row in rows)[:HELD]
        words = text.split(" ")
        words[len(words) // 8] = "زائدة"
        said = " ".join(words)
        spent.append(timed(lambda said=said: verifying.verify(said, at=now)))
    return spent


def search(language: str, typed: str) -> int:
    now = timezone.now()
    results = finding.find(typed, language, at=now)
    return len(finding.shown(results, at=now))


def suggest(language: str, typed: str) -> int:
    return len(suggesting.titles(typed[: max(3, len(typed) * 2 // 3)], language, at=timezone.now()))


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def queries() -> Iterator[tuple[str, str]]:
    """What readers may type, in turns: (language, words)."""
    dice = random.Random(2022)
    while True:
        for number, language in enumerate(("ar", "en")):
            given, family, town, goods, theme, means = (
                dice.choice(pool)[number] for pool in (GIVEN, FAMILY, TOWNS, GOODS, THEMES, MEANS)
            )
            for typed in (
                f"{given} {family}",
                town,
                f"{town} {goods}",
                theme,
                f'"{theme}"',
                f"{theme} {means} {family}",
                f"{family} {town} {dice.randint(3, 9999)}",
                slip(town, dice),
                " ".join(reversed(theme.split())),
                f"{goods} {dice.randint(1984, 2023)}",
                "الأمن" if language == "ar" else "security",
            ):
                yield language, typed


def slip(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def writing() -> list[float]:
    """Milliseconds to write an edition that is known already, into tables of their own."""
    editions = list(Edition.objects.only(*index.FIELDS).order_by("-pk")[:WRITTEN])
    tables.drop(RELEASED.beside)
    tables.create(RELEASED.beside)
    with transaction.atomic():
        times = [timed(lambda e=each: index.read(e)(RELEASED.beside)) for each in editions]
    tables.drop(RELEASED.beside)
    return times


def bytes_an_edition() -> float:
    """The room that the index takes on the disk for each edition."""
    names = list(RELEASED.tables())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s) AS name",
                [names],
            )
        else:
            likes = " OR ".join(["name LIKE %s"] * len(names))
            cursor.execute(
                f"SELECT sum(pgsize) FROM dbstat WHERE {likes}", [f"%{name}%" for name in names]
            )
        return float(cursor.fetchone()[0]) / Edition.objects.count()
