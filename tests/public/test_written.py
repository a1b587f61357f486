"""Questions that are written once give what the query set gives that they were made of, whatever
they are asked with."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest
from django.db import connection
from django.utils import translation

from communiques.models import Edition, Withdrawal
from communiques.public import lists
from communiques.written import Question
from organizations.models import Organization, User
from tests.public.conftest import NOW

MOMENTS = [NOW + dt.timedelta(days=days) for days in (-9, -5, 0, 3)]


@pytest.fixture
def archive(publish, make_body, make_conference, issuer):
    """Eight texts that differ in all that lists are narrowed by; one is withdrawn, two to come."""
    bodies, meetings = [make_body(n) for n in (1, 2, 3)], [make_conference(n) for n in (1, 2)]
    rows = [
        publish(
            n, dated_on=dt.date(2020 + n % 3, 5, 1 + n), organizations=bodies[n % 3 :],
            conference=meetings[n % 2], languages="ar" if n == 4 else "ar en",
            at=NOW + dt.timedelta(days=n - 5, seconds=1),
        )
        for n in range(8)
    ]  # fmt: skip
    Withdrawal.objects.create(
        communique=rows[2], since=NOW, reason_ar="خطأ", reason_en="An error",
        by=User.objects.create_user("boss", password="x"),
    )  # fmt: skip
    keys = [each.pk for each in bodies]
    return {
        "kind": ["statement", "message"],
        "first": [dt.date(2021, 1, 1), dt.date(2030, 1, 1)],
        "last": [dt.date(2021, 12, 31), dt.date(2000, 1, 1)],
        "issuers": [[issuer.pk], [issuer.pk, *keys], keys[:1]],
        "not_issued_by": [[issuer.pk], keys],
        "bodies": [keys[:1], keys[:2], keys],
        "conferences": [[meetings[0].pk], [each.pk for each in meetings]],
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_list_is_what_its_query_set_gives(archive, language):
    """Each way to narrow a list, each with each other, at four moments, a page of three and the
    pages beside it."""
    seen = set()
    chosen = [{}, *({name: value} for name, values in archive.items() for value in values)]
    chosen += [a | b for a, b in combinations(chosen, 2)]
    with translation.override(language):
        for at in MOMENTS:
            for by in chosen:
                current = Edition.objects.current(at=at).in_language(language)
                rows = lists.narrowed(current, **by).for_list().latest_first()
                lines = [(each.pk, each.slug, each.issuer_name, each.hijri) for each in rows]
                assert walked(at, by) == lines
                seen.add(tuple(lines))
    assert len(seen) > 10


def walked(at: dt.datetime, by: dict) -> list[tuple]:
    """All lines, page by page to the last, and back to where it began."""
    page = first = lists.listed(at=at, size=3, **by)
    lines = list(page)
    while page.older:
        page = lists.listed(page.older, at=at, size=3, **by)
        back = lists.listed(page.newer, at=at, size=3, **by)
        assert list(back) == lines[-3:]
        lines += page
    assert first.newer is None
    return [(each.pk, each.slug, each.issuer_name, each.hijri) for each in lines]


def test_it_is_written_once_for_a_shape(db):
    made = []

    def make(column: str, *, keys: set[int], slug: str):
        made.append((column, len(keys)))
        return Organization.objects.filter(pk__in=keys, slug=slug).values_list(column, flat=True)

    asked = Question(make)
    bodies = [Organization.objects.create(name_en=f"B{n}", slug=f"b-{n}").pk for n in range(9)]
    found = [asked("slug", keys=set(bodies[:n]), slug="b-1") for n in (0, 1, 2, 3, 4, 5, 8)]
    assert found == [[], [], *[["b-1"]] * 5]
    assert asked("name_en", keys=set(bodies[:2]), slug="b-1") == ["B1"]
    assert made == [("slug", 1), ("slug", 2), ("slug", 4), ("slug", 8), ("name_en", 2)]


def test_what_it_is_about_is_asked_for(db):
    asked = Question(by_slug)
    with pytest.raises(TypeError, match="by_slug is asked without slug"):
        asked()
    assert asked(slug="\ufdd00") == []


def by_slug(*, slug: str):
    return Organization.objects.filter(slug=slug)


@pytest.mark.django_db(transaction=True)
def test_many_may_ask_it_at_once():
    """Each thread has a connection of its own, and what one asks another does not answer."""
    for n in range(20):
        Organization.objects.create(name_en=f"B{n}", slug=f"b-{n}")
    asked = Question(by_slug)

    def ask(n: int) -> list[str]:
        try:
            return [each.slug for _time in range(5) for each in asked(slug=f"b-{n}")]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(20)))
    assert found == [[f"b-{n}"] * 5 for n in range(20)]
