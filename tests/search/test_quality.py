"""Does it find what is meant? Figures for each class of variant, on queries made from the texts."""

from collections import defaultdict

from tests.search import texts, variants
from tests.search.conftest import found

RECALL, PRECISION = 0.99, 0.96
#: Of the classes that are guesses by nature.
LENIENT = 0.9


def relevant(archive, language: str, meant: str) -> set[int]:
    return {pk for pk, (code, text) in archive.items() if code == language and meant in text}


def figures(archive, now):
    """Class → list of (recall@10, precision@10, query)."""
    by_class = defaultdict(list)
    for name, language, meant, typed in variants.queries():
        wanted, got = relevant(archive, language, meant), found(typed, language, now)
        right = len(wanted.intersection(got))
        recall = right / min(10, len(wanted))
        by_class[name].append((recall, right / len(got) if got else 0.0, meant, typed))
    return by_class


def test_what_is_meant_is_found(archive, now, capsys):
    by_class = figures(archive, now)
    everything = [each for rows in by_class.values() for each in rows]
    with capsys.disabled():
        print(f"\n{'class':<28}{'queries':>8}{'recall@10':>11}{'precision@10':>14}")
        for name, rows in [*by_class.items(), ("all", everything)]:
            print(f"{name:<28}{len(rows):>8}{mean(rows, 0):>11.3f}{mean(rows, 1):>14.3f}")

    assert len(everything) >= 500
    assert mean(everything, 0) >= RECALL
    assert mean(everything, 1) >= PRECISION
    assert [name for name, rows in by_class.items() if mean(rows, 0) < LENIENT] == []


def mean(rows, column: int) -> float:
    return sum(each[column] for each in rows) / len(rows)


def test_what_is_not_meant_is_not_found(archive, now):
    wrong = [(typed, why) for language, typed, why in texts.NEVER if found(typed, language, now)]

    assert wrong == [], "\n".join(map(str, wrong))
