"""The index made anew, beside the live one, and switched in one transaction."""

from collections.abc import Iterator

from django.db import connection, transaction

from communiques.models import Edition
from communiques.search import index, tables

BATCH = 50


def rebuild() -> Iterator[int]:
    """Yields how many editions are written, batch by batch; at the end the new index is live."""
    tables.drop(tables.BESIDE)
    tables.create(tables.BESIDE)
    last = done = 0
    while batch := _after(last):
        with transaction.atomic():
            for each in batch:
                index.add(each, tables.BESIDE)
        last, done = batch[-1].pk, done + len(batch)
        yield done
    with transaction.atomic():
        _hold_sealing()
        for each in _editions().filter(pk__gt=last):  # sealed meanwhile
            index.add(each, tables.BESIDE)
            done += 1
        tables.switch()
    yield done


def _after(pk: int) -> list[Edition]:
    return list(_editions().filter(pk__gt=pk)[:BATCH])


def _editions():
    return Edition.objects.only(*index.FIELDS).prefetch_related("mentions").order_by("pk")


def _hold_sealing() -> None:
    """On SQLite a transaction that writes is alone already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Edition._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
