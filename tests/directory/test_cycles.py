"""No body is part of itself or succeeds itself, however many bodies lie between; the database
holds it on every path, two changes at once included."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from organizations.models import Organization, Person

BODY, PERSON = Organization._meta.db_table, Person._meta.db_table


def chain(column: str, length: int) -> list[Organization]:
    """Each leads to the one before it by that column."""
    made = []
    for n in range(length):
        above = {column: made[-1].pk} if made else {}
        made.append(Organization.objects.create(name_en=f"Body {n}"))
        by_sql(made[-1], above) if above else None
    return made


def by_sql(row, values, table=BODY):
    columns = ", ".join(f"{name} = %s" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {columns} WHERE id = %s", [*values.values(), row.pk])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "length"),
    [
        *((column, length) for column in ("parent_id", "successor_id") for length in (1, 2, 3, 12)),
        ("merged_into_id", 1),
        ("merged_into_id", 2),
    ],
)
def test_the_database_refuses_a_circle(column, length):
    first, *_between, last = made = chain(column, max(length, 2))[:length] * (
        2 if length == 1 else 1
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        by_sql(first, {column: last.pk})
    assert [getattr(Organization._base_manager.get(pk=made[0].pk), column)] == [None]


@pytest.mark.django_db
def test_the_database_refuses_one_statement_that_makes_a_circle():
    first, second = chain("parent_id", 2)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {BODY} SET parent_id = CASE id WHEN %s THEN %s ELSE %s END",
            [first.pk, second.pk, first.pk],
        )


@pytest.mark.django_db
def test_the_database_refuses_rows_that_come_in_a_circle():
    body = Organization.objects.create(name_en="Body")
    columns = ", ".join(f.column for f in Organization._meta.concrete_fields if f.column not in (
        "id", "slug", "parent_id"))  # fmt: skip
    insert = (
        f"INSERT INTO {BODY} (id, slug, parent_id, {columns}) "
        f"SELECT %s, %s, %s, {columns} FROM {BODY} WHERE id = %s"
    )
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, [9001, "one", 9002, body.pk])
        cursor.execute(insert, [9002, "two", 9001, body.pk])


@pytest.mark.django_db
def test_what_was_merged_leads_to_one_that_stands_not_to_another_that_was_merged():
    with pytest.raises(IntegrityError), transaction.atomic():
        chain("merged_into_id", 3)


@pytest.mark.django_db
def test_people_merged_in_a_circle_are_refused():
    one, other = (Person.objects.create(name_en=name) for name in ("One", "Other"))
    by_sql(one, {"merged_into_id": other.pk}, PERSON)
    with pytest.raises(IntegrityError), transaction.atomic():
        by_sql(other, {"merged_into_id": one.pk}, PERSON)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["parent", "successor"])
@pytest.mark.parametrize("write", ["save", "update", "update by key", "clean"])
def test_whoever_writes_is_told_what_to_do(column, write):
    first, _second, third = chain(f"{column}_id", 3)
    setattr(first, column, third)
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        if write.startswith("update"):
            values = {column: third} if write == "update" else {f"{column}_id": third.pk}
            Organization.objects.filter(pk=first.pk).update(**values)
        else:
            getattr(first, write)()
    assert refusal.value.message_dict == {
        column: [
            {
                "parent": "This body lies below; choose a body that is not part of it.",
                "successor": "This body precedes it; choose a body that it does not succeed.",
            }[column]
        ]
    }


@pytest.mark.django_db
def test_moves_that_make_no_circle_pass():
    first, second, third = chain("parent_id", 3)
    by_sql(third, {"parent_id": first.pk})
    by_sql(second, {"parent_id": third.pk})
    by_sql(first, {"parent_id": None})
    rows = Organization.objects.order_by("pk").values_list("parent", flat=True)
    assert list(rows) == [None, third.pk, first.pk]


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_make_no_circle():
    """Each alone is fine: the first below the second, the second below the first."""
    for _round in range(5):
        one, other = (Organization.objects.create(name_en=f"{_round}{n}") for n in "ab")
        barrier, refused = threading.Barrier(2), []

        def move(body, under, barrier=barrier, refused=refused):
            try:
                with transaction.atomic():
                    barrier.wait(10)
                    by_sql(body, {"parent_id": under.pk})
            except IntegrityError:
                refused.append(body.pk)
            finally:
                connection.close()

        pairs = [(one, other), (other, one)]
        threads = [threading.Thread(target=move, args=pair) for pair in pairs]
        if connection.vendor == "sqlite":  # whose transactions wait for one another to begin
            barrier.wait = lambda _timeout: None
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        parents = {one.pk: None, other.pk: None} | dict(
            Organization.objects.filter(pk__in=[one.pk, other.pk]).values_list("pk", "parent")
        )
        assert len(refused) == 1
        assert sorted(parents.values(), key=bool)[0] is None
