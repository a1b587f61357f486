"""Which records are probably of one body or person. They are suggested, and never merged by
themselves; what somebody has said are two is not suggested again."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_noop

from organizations import audit
from organizations.models.named import Named

#: How many spellings one record is compared with, and how many pairs a list shows, at most.
MOST_CANDIDATES = 500
MOST_PAIRS = 100
#: A sound that more records than this share says too little to compare them all.
MOST_ALIKE = 60

Spellings = dict[int, list[str]]


@dataclass(frozen=True)
class Likely:
    """Two records that may be one, and the spellings that are alike."""

    one: Named
    other: Named
    spelling: str
    other_spelling: str


def likely(record: Named) -> list[Likely]:
    """The records that may be the same as this one."""
    own = list(record.aliases.all())
    found: dict[int, tuple[str, str]] = {}
    for key, spelling in candidates(record, own):
        match = next((each.spelling for each in own if record.alike(each.spelling, spelling)), None)
        if match is not None:
            found.setdefault(key, (match, spelling))
    rows = type(record).objects.in_bulk(found)
    return [Likely(record, rows[key], *found[key]) for key in sorted(rows)]


def candidates(record: Named, own: list) -> list[tuple[int, str]]:
    """Owner and text of the spellings of others that have a key by sound in common."""
    spellings, owner = type(record).aliases.rel.related_model, owner_of(type(record))
    same = Q()
    for column in spellings.ALIKE_BY:
        same |= Q(**{f"{column}__in": {getattr(each, column) for each in own} - {""}})
    apart = record.distinct_from.through.objects.filter(
        **{f"from_{record._meta.model_name}": record}
    ).values(f"to_{record._meta.model_name}")
    rows = spellings.objects.filter(same, **{f"{owner}__merged_into": None})
    rows = rows.exclude(**{owner: record}).exclude(**{f"{owner}__in": apart})
    return list(rows.order_by("pk").values_list(owner, "spelling")[:MOST_CANDIDATES])


def owner_of(model: type[Named]) -> str:
    """What a spelling calls the record that it is of."""
    return model.aliases.field.name


def all_likely(model: type[Named]) -> list[Likely]:
    """The first pairs of records that may be one, whoever keeps them."""
    pairs: dict[tuple[int, int], tuple[str, str]] = {}
    apart = set(
        model.distinct_from.through.objects.values_list(
            f"from_{model._meta.model_name}", f"to_{model._meta.model_name}"
        )
    )
    for group in groups(model):
        for one, other in combinations(sorted(group), 2):
            if (one, other) in apart or (one, other) in pairs:
                continue
            if match := first_alike(model, group[one], group[other]):
                pairs[one, other] = match
                if len(pairs) == MOST_PAIRS:
                    return in_words(model, pairs)
    return in_words(model, pairs)


def groups(model: type[Named]) -> Iterator[Spellings]:
    """Records that have a key by sound in common, each with its spellings that have it."""
    spellings, owner = model.aliases.rel.related_model, owner_of(model)
    standing = spellings.objects.filter(**{f"{owner}__merged_into": None}).order_by()
    for column in spellings.ALIKE_BY:
        counted = standing.exclude(**{column: ""}).values(column)
        shared = counted.annotate(n=Count(owner, distinct=True)).filter(n__range=(2, MOST_ALIKE))
        rows = standing.filter(**{f"{column}__in": shared.values(column)})
        found: dict[str, Spellings] = defaultdict(lambda: defaultdict(list))
        for sound, key, spelling in rows.values_list(column, owner, "spelling").iterator():
            found[sound][key].append(spelling)
        yield from found.values()


def first_alike(model, ours: list[str], theirs: list[str]) -> tuple[str, str] | None:
    pairs = ((a, b) for a in ours for b in theirs if model.alike(a, b))
    return next(pairs, None)


def in_words(model, pairs: dict[tuple[int, int], tuple[str, str]]) -> list[Likely]:
    rows = model.objects.in_bulk({key for pair in pairs for key in pair})
    return [Likely(rows[a], rows[b], *words) for (a, b), words in pairs.items()]


@transaction.atomic
def keep_apart(one: Named, other: Named, actor) -> None:
    """Remember that the two are not the same."""
    one.distinct_from.add(other)
    audit.record(gettext_noop("said not to be the same"), one, actor, other=audit.label_of(other))
