"""What the desk itself costs: all checks on a long pair, a paragraph looked up in the memory."""

import random

from django.db import connection

from communiques import checking, memory
from communiques.checks import Pair, findings
from communiques.demo import texts
from communiques.demo.archive import MEANS, PLACES, THEMES
from communiques.models import MemoryPair, Text
from organizations.models import User
from tests.bench.searching import timed

CHECKED, LOOKED_UP = 40, 200
#: Words of each side of the pair that is checked.
LONG = 900
#: How many pairs the memory holds: ten a communiqué, up to so many.
MOST_PAIRS = 100_000
CHUNK = 1000
CHECKS = f"checks, {LONG} words a side"
LOOK_UP = "memory, ten pairs a text"
WORDS = sorted({word for theme, _en in (*THEMES, *MEANS, *PLACES) for word in theme.split()})


def measured(count: int) -> dict[str, list[float]]:
    """Milliseconds of each act, at so many communiqués."""
    names, pairs = checking.names(), min(10 * count, MOST_PAIRS)
    fill(pairs)
    user = User.objects.get(username="bench")
    dice = random.Random(5)
    asked = [changed(paragraph(dice.randrange(pairs)), dice) for _each in range(LOOKED_UP)]
    return {
        CHECKS: [timed(lambda: findings(long_pair(names))) for _each in range(CHECKED)],
        LOOK_UP: [timed(lambda text=text: memory.suggest([text], "ar", user)) for text in asked],
    }


def long_pair(names) -> Pair:
    """The seed, with as many of its paragraphs again as make it long enough."""
    return Pair({language: lengthened(texts.seed(language)) for language in ("ar", "en")},
                names=names)  # fmt: skip


def lengthened(text: Text) -> Text:
    blocks, body = text.body.split("\n"), text.body
    for block in blocks:
        if len(body.split()) >= LONG:
            break
        body += f"\n{block}"
    return Text(text.language, title=text.title, summary=text.summary, body=body)


def fill(pairs: int) -> None:
    """File invented pairs, so many; those of another run stay."""
    there = MemoryPair.objects.filter(origin="bench").count()
    for start in range(there, pairs, CHUNK):
        memory.file([pair(number) for number in range(start, min(start + CHUNK, pairs))])
    if there < pairs and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def pair(number: int) -> MemoryPair:
    arabic, english = paragraph(number), f"Paragraph {number} in English, of the bench."
    return MemoryPair(key=f"bench-{number}", ar=arabic, en=english, origin="bench")


def paragraph(number: int) -> str:
    dice = random.Random(number)
    return " ".join(dice.choices(WORDS, k=dice.randint(25, 80)))


def changed(text: str, dice: random.Random) -> str:
    """One word in eight is another."""
    return " ".join(dice.choice(WORDS) if dice.random() < 1 / 8 else each for each in text.split())
