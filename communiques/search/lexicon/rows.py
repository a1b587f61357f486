"""How the tables are read."""

from collections.abc import Iterator


def rows(*tables: str) -> Iterator[list[str]]:
    """The words of each row of tables in which a comma ends a row."""
    for table in tables:
        yield from (row.split() for row in table.split(",") if row.strip())


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
