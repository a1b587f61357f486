"""Pages that stay right while things are published in between."""

import datetime as dt

import pytest
from django.db import connection

from communiques.models import Edition
from communiques.public import lists
from communiques.public.paging import BadCursor, Cursor, page

DAY = dt.date(2022, 5, 1)


@pytest.fixture
def editions(now):
    return lambda: Edition.objects.current(at=now).in_language("en")


def numbers(found):
    return [int(edition.title.split()[1]) for edition in found]


def publish_days(publish, *days):
    """One communiqué a day, whose number is the day of May."""
    for day in days:
        publish(day, dated_on=dt.date(2022, 5, day))


def test_pages_go_through_everything_and_back(publish, editions):
    publish_days(publish, *range(1, 8))

    first = page(editions(), size=3)
    second = page(editions(), first.older, size=3)
    third = page(editions(), second.older, size=3)
    back = page(editions(), third.newer, size=3)
    start = page(editions(), back.newer, size=3)

    assert [numbers(each) for each in (first, second, third, back, start)] == [
        [7, 6, 5],
        [4, 3, 2],
        [1],
        [4, 3, 2],
        [7, 6, 5],
    ]
    assert (first.newer, third.older, start.newer) == (None, None, None)


def test_nothing_is_skipped_or_repeated_while_others_are_published(publish, editions):
    publish_days(publish, 10, 11, 12, 13)
    first = page(editions(), size=2)
    publish_days(publish, 14, 15, 9)

    second = page(editions(), first.older, size=2)
    third = page(editions(), second.older, size=2)
    back = page(editions(), second.newer, size=2)
    start = page(editions(), back.newer, size=2)

    assert [numbers(each) for each in (first, second, third)] == [[13, 12], [11, 10], [9]]
    assert [numbers(each) for each in (back, start)] == [[13, 12], [15, 14]]


def test_communiques_of_one_day_keep_their_order_over_pages(publish, editions):
    for number in range(1, 6):
        publish(number, dated_on=DAY)

    first = page(editions(), size=2)
    second = page(editions(), first.older, size=2)
    third = page(editions(), second.older, size=2)

    assert [numbers(each) for each in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert numbers(page(editions(), third.newer, size=2)) == [3, 2]


def test_the_thing_at_the_cursor_may_be_gone(publish, editions):
    publish_days(publish, 1, 2, 3)
    gone = str(Cursor(True, dt.date(2022, 5, 2), 999_999))

    assert numbers(page(editions(), gone, size=5)) == [2, 1]


def test_list_page_is_twenty_long_and_links_both_ways(publish, client):
    publish_days(publish, *range(1, 24))

    first = client.get("/en/communiques/?kind=statement")
    older = first.context["page"].older
    second = client.get(f"/en/communiques/?kind=statement&cursor={older}")

    assert numbers(first.context["page"]) == list(range(23, 3, -1))
    assert numbers(second.context["page"]) == [3, 2, 1]
    assert f'rel="next" href="?kind=statement&amp;cursor={older}"' in first.content.decode()
    newer = second.context["page"].newer
    assert f'rel="prev" href="?kind=statement&amp;cursor={newer}"' in second.content.decode()


def test_cursor_survives_a_round_trip():
    for older in (True, False):
        cursor = Cursor(older, DAY, 17)
        assert Cursor.parse(str(cursor)) == cursor


BAD = [
    "x", "!!", "بيان", "b", "AAAA", "=" * 4, "a" * 100_000, "\ud800",
    str(Cursor(True, DAY, 2**63)), f"{Cursor(True, DAY, 17)}=", str(Cursor(True, DAY, 17))[:-1],
]  # fmt: skip


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_other_cursors_are_refused(text):
    with pytest.raises(BadCursor):
        Cursor.parse(text)


@pytest.mark.parametrize("address", ["/en/communiques/", "/en/conferences/"])
def test_a_damaged_cursor_gets_a_page_with_a_way_back(client, db, address):
    response = client.get(address, {"cursor": "x"})

    assert response.status_code == 400
    assert "This address is damaged" in response.content.decode()
    assert f'class="button" href="{address}"' in response.content.decode()


def test_largest_key_is_harmless(client, db):
    cursor = str(Cursor(False, dt.date.max, 2**63 - 1))

    assert client.get("/en/communiques/", {"cursor": cursor}).status_code == 200
    assert client.get("/en/conferences/", {"cursor": cursor}).status_code == 200


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by what it counted")
@pytest.mark.parametrize("bodies", [[1], [1, 2]])
def test_a_body_that_is_seldom_named_is_not_asked_after_edition_by_edition(db, editions, bodies):
    """What names it is read from an index, before anything is read of an edition."""
    plan = lists.narrowed(editions(), bodies=bodies).for_list().latest_first().explain()
    asked = [line for line in plan.splitlines() if "mention" in line]
    assert len(asked) == 1 and "mention_by_body (organization_id=?)" in asked[0]
    assert "edition_latest (language=?)" in plan and "TEMP B-TREE" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by what it counted")
def test_what_became_public_last_is_looked_for_among_the_last_releases_alone(db, editions):
    """However many editions a body is named by: two lists of keys are not looked up crosswise."""
    named = lists.narrowed(editions(), bodies=[1]).filter(release__in=[1, 2, 3])
    plan = named.order_by("-visible_from").values_list("pk").explain()
    assert "(release_id=? AND language=?)\n" in plan
