"""The memory of translations: paragraphs of released texts beside what they became, found again by
likeness when the same or a similar one is translated.

A pair is filed under a few numbers (MinHash: the least hashes of its pairs of words, grouped in
bands); two paragraphs that share most of their words share a band with near certainty, so a lookup
reads one index on either database. Source: Broder, "On the resemblance and containment of
documents" (1997); Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_noop

from communiques import differences
from communiques import text as rich
from communiques.digests import digest
from communiques.models import Communique, Edition, MemoryBand, MemoryPair
from organizations import arabic, audit
from organizations.languages import other

#: With 16 bands of 2, paragraphs that share 60 % of their pairs of words meet with 99.9 %.
BANDS, ROWS = 16, 2
#: The likeness from which a pair is worth showing, and how many are shown.
ENOUGH, SHOWN = 0.5, 3
#: Of what shares a band, how many are compared, those that share the most first.
COMPARED = 40
SHORTEST = 3
MOST_USED = 200
_WORD = re.compile(r"\w+")
_PRIME = (1 << 61) - 1


@dataclass(frozen=True)
class Suggestion:
    """How a like paragraph was released before; `likeness` from 0 to 1."""

    pair: MemoryPair
    likeness: float
    text: str

    @property
    def per_cent(self) -> int:
        return int(self.likeness * 100)


# ---------------------------------------------------------------- likeness


def shingles(text: str) -> frozenset[int]:
    """The pairs of neighbouring words of a paragraph, and its words at the ends, as numbers."""
    words = _WORD.findall(arabic.fold(text))
    if len(words) < SHORTEST:
        return frozenset()
    ends = zip(["", *words], [*words, ""], strict=True)
    return frozenset(zlib.crc32(f"{one} {two}".encode()) for one, two in ends)


def bands(marks: frozenset[int]) -> list[int]:
    """The numbers under which a paragraph is filed; none for one too short."""
    if not marks:
        return []
    least = [min((a * mark + b) % _PRIME for mark in marks) for a, b in _coefficients()]
    groups = (least[at : at + ROWS] for at in range(0, BANDS * ROWS, ROWS))
    return [zlib.crc32(repr((n, group)).encode()) for n, group in enumerate(groups)]


@cache
def _coefficients() -> list[tuple[int, int]]:
    """Fixed for ever: the bands are stored."""
    numbers = [
        int.from_bytes(sha256(f"bayan memory {n}".encode()).digest()[:7]) + 1
        for n in range(2 * BANDS * ROWS)
    ]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def likeness(one: frozenset[int], two: frozenset[int]) -> float:
    """The share of the pairs of words of both that they have in common."""
    return len(one & two) / len(one | two) if one and two else 0.0


# ---------------------------------------------------------------- what is remembered


def remember(editions: Iterable[Edition]) -> int:
    """File the paragraphs of translations beside those of the originals that they were made from;
    how many are new. What is filed already stays as it is."""
    made: list[MemoryPair] = []
    for edition in editions:
        made += _pairs_of(edition)
    return file(made)


@transaction.atomic
def file(pairs: list[MemoryPair]) -> int:
    """Store pairs with their bands; one that says the same as one stored already is left out, but
    takes the place of one whose release was called off, which is offered to nobody."""
    stored = MemoryPair.objects.filter(key__in={each.key for each in pairs})
    stored.filter(edition__release__called_off_at__isnull=False).delete()
    known = set(stored.values_list("key", flat=True))
    fresh = {each.key: each for each in pairs if each.key not in known}
    MemoryPair.objects.bulk_create(fresh.values())
    MemoryBand.objects.bulk_create(
        [
            MemoryBand(pair=pair, language=language, number=number)
            for pair in fresh.values()
            for language in ("ar", "en")
            for number in bands(shingles(getattr(pair, language)))
        ],
        batch_size=2000,
    )
    return len(fresh)


@transaction.atomic
def forget(editions: Iterable[Edition]) -> None:
    """Take out the pairs of texts some of whose words are redacted; what the others say is filed
    again."""
    rows = {each.communique_id for each in editions}
    pairs = MemoryPair.objects.filter(edition__communique__in=rows)
    MemoryBand.objects.filter(pair__in=pairs).delete()
    pairs.delete()
    remaining = Edition.objects.unredacted().filter(
        communique__in=rows, release__called_off_at=None
    )
    remember(remaining.select_related("communique").order_by("pk"))


def _pairs_of(edition: Edition) -> Iterator[MemoryPair]:
    row = edition.communique
    if edition.language == row.original_language:
        return
    originals = row.editions.unredacted().filter(
        language=row.original_language, text_digest=edition.source_digest,
        release__called_off_at=None,
    )  # fmt: skip
    original = originals.order_by("-number").first()
    if original is None:
        return
    texts = {edition.language: edition, original.language: original}
    for one, two in [
        (texts["ar"].title, texts["en"].title),
        *((a.text, b.text) for a, b in differences.align(texts["ar"].body, texts["en"].body)
          if a and b),
    ]:  # fmt: skip
        if shingles(one) and shingles(two):
            key = key_of(one, two, edition.issuer_id)
            yield MemoryPair(ar=one, en=two, edition=edition, key=key)


def key_of(one: str, two: str, issuer: int | None = None) -> str:
    """Pairs of the same words are one for each issuer, and one for all that came in files."""
    words = {"ar": one, "en": two}
    return digest(words | {"issuer": issuer} if issuer else words)[:32]


# ---------------------------------------------------------------- what is suggested


def suggest(texts: Sequence[str], language: str, user) -> list[list[Suggestion]]:
    """For each paragraph in that language, how like ones were released in the other, the likest
    first: by the person's organizations, or brought from elsewhere. Two queries, however many."""
    marks = [shingles(text) for text in texts]
    filed = [bands(each) for each in marks]
    visible = MemoryPair.objects.visible_to(user)
    met = MemoryBand.objects.filter(
        Exists(visible.filter(pk=OuterRef("pair"))),
        language=language,
        number__in={number for numbers in filed for number in numbers},
    )
    under = defaultdict(list)
    for number, pair in met.values_list("number", "pair"):
        under[number].append(pair)
    near = [nearest(under, numbers) for numbers in filed]
    pairs = (
        visible.filter(pk__in={key for keys in near for key in keys})
        .select_related("edition")
        .defer("edition__body", "edition__html", "edition__envelope")
        .in_bulk()
    )
    return [
        likest(mine, [pairs[key] for key in keys if key in pairs], language)
        for mine, keys in zip(marks, near, strict=True)
    ]


def nearest(under: dict[int, list[int]], numbers: list[int]) -> list[int]:
    """The pairs that share the most bands."""
    shared = Counter(pair for number in numbers for pair in under.get(number, ()))
    return [key for key, _count in shared.most_common(COMPARED)]


def likest(marks: frozenset[int], pairs: list[MemoryPair], language: str) -> list[Suggestion]:
    """Those that are like enough, each wording once."""
    found = [
        Suggestion(pair, share, getattr(pair, other(language)))
        for pair in pairs
        if (share := likeness(marks, shingles(getattr(pair, language)))) >= ENOUGH
    ]
    found.sort(key=lambda each: (-each.likeness, -each.pair.pk))
    once: dict[str, Suggestion] = {}
    for each in found:
        once.setdefault(each.text, each)
    return list(once.values())[:SHOWN]


def suggestions(row: Communique, user) -> list[tuple[int, str, list[Suggestion]]]:
    """Each paragraph of the original with its number that has suggestions; the title is 0."""
    original = row.text(row.original_language)
    passages = [(0, original.title)]
    passages += [(n, each.text) for n, each in enumerate(rich.blocks(original.body), 1)]
    made = suggest([text for _n, text in passages], original.language, user)
    return [(n, text, each) for (n, text), each in zip(passages, made, strict=True) if each]


def used(row: Communique, keys: Sequence[str], author) -> None:
    """Record which pairs somebody inserted into what they then saved."""
    visible = MemoryPair.objects.visible_to(author)
    known = visible.filter(key__in=keys[:MOST_USED]).values_list("key", flat=True)
    if taken := sorted(known):
        with transaction.atomic():
            audit.record(gettext_noop("memory used"), row, author, pairs=taken)
