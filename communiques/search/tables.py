"""The tables of an index, on SQLite and PostgreSQL: made, emptied, and switched for new ones.

They hold nothing of their own: all of it can be made again from the editions and the drafts. There
are two indexes, of what is released and of what is drafted, and they share no row: what readers
are helped with never comes from a draft. Each has, for both languages, a table of terms (full-text
on SQLite, a tsvector on PostgreSQL), and one of the words that occur; that of what is released also
has the texts with where their words are, and what else is asked of an edition.
"""

import secrets
from dataclasses import dataclass, replace

from django.db import connection, transaction

LANGUAGES = ("ar", "en")


@dataclass(frozen=True)
class Index:
    """The names of an index's tables; those of one that is `beside` the live one are its own."""

    name: str
    kinds: tuple[str, ...]
    suffix: str = ""

    def terms(self, language: str) -> str:
        return f"{self.name}_{language}{self.suffix}"

    @property
    def words(self) -> str:
        return f"{self.name}_word{self.suffix}"

    @property
    def texts(self) -> str:
        return f"{self.name}_text{self.suffix}"

    @property
    def editions(self) -> str:
        return f"{self.name}_edition{self.suffix}"

    def tables(self) -> dict[str, str]:
        """Table → kind."""
        named = {
            "terms": [self.terms(language) for language in LANGUAGES],
            "drafts": [self.terms(language) for language in LANGUAGES],
            "words": [self.words],
            "texts": [self.texts],
            "editions": [self.editions],
        }
        return {table: kind for kind in self.kinds for table in named[kind]}

    @property
    def beside(self) -> "Index":
        return replace(self, suffix="_new")


RELEASED = Index("communiques_search", ("terms", "texts", "editions", "words"))
DRAFTED = Index("communiques_desk_search", ("drafts", "words"))
ALL = (RELEASED, DRAFTED)
#: By which version of the analysis the indexes were made: one row.
VERSION = "communiques_search_version"

WORDS = (
    "CREATE INDEX {index}_back ON {table} (language, backwards)",
    "CREATE INDEX {index}_sound ON {table} (language, skeleton)",
    "CREATE INDEX {index}_term ON {table} (language, term)",
    "CREATE INDEX {index}_title ON {table} (language, form) WHERE in_title",
)
EDITIONS = ("CREATE INDEX {index}_numbers ON {table} (communique_id, language, number)",)
SQLITE = {
    "terms": (
        "CREATE VIRTUAL TABLE {table} USING fts5"
        "(terms, content='', columnsize=0, detail=none, tokenize='ascii')",
    ),
    # A draft is taken out again when it is written anew, so its terms are kept.
    "drafts": (
        "CREATE VIRTUAL TABLE {table} USING fts5"
        "(terms, columnsize=0, detail=none, tokenize='ascii')",
    ),
    "texts": (
        "CREATE TABLE {table} (edition_id integer PRIMARY KEY, text text NOT NULL,"
        " terms text NOT NULL, spans blob NOT NULL)",
    ),
    "editions": (
        "CREATE TABLE {table} (edition_id integer PRIMARY KEY, communique_id integer NOT NULL,"
        " language varchar(2) NOT NULL, number integer NOT NULL, visible_from datetime NOT NULL,"
        " until datetime, facets text NOT NULL)",
        *EDITIONS,
    ),
    "words": (
        "CREATE TABLE {table} (language text NOT NULL, form text NOT NULL, term text NOT NULL,"
        " backwards text NOT NULL, skeleton text NOT NULL, is_name integer NOT NULL,"
        " in_title integer NOT NULL, first_in integer NOT NULL,"
        " PRIMARY KEY (language, form)) WITHOUT ROWID",
        *WORDS,
    ),
}
#: Terms are looked up in their index whatever is known of them: what PostgreSQL would count of them
#: only makes it think for twice as long.
POSTGRES_TERMS = (
    "CREATE TABLE {table} (key bigint PRIMARY KEY, terms tsvector NOT NULL)",
    "ALTER TABLE {table} ALTER COLUMN terms SET STATISTICS 0",
    "CREATE INDEX {index}_terms ON {table} USING gin (terms)",
)
POSTGRES = {
    "terms": POSTGRES_TERMS,
    "drafts": POSTGRES_TERMS,
    "texts": (
        "CREATE TABLE {table} (edition_id bigint PRIMARY KEY, text text NOT NULL,"
        " terms text NOT NULL, spans bytea NOT NULL)",
    ),
    "editions": (
        "CREATE TABLE {table} (edition_id bigint PRIMARY KEY, communique_id bigint NOT NULL,"
        " language varchar(2) NOT NULL, number integer NOT NULL, visible_from timestamptz NOT NULL,"
        " until timestamptz, facets text NOT NULL)",
        *EDITIONS,
    ),
    # By the order of code points: a range is then all the words that begin with some letters.
    "words": (
        'CREATE TABLE {table} (language text NOT NULL, form text COLLATE "C" NOT NULL,'
        ' term text NOT NULL, backwards text COLLATE "C" NOT NULL, skeleton text NOT NULL,'
        " is_name boolean NOT NULL, in_title boolean NOT NULL, first_in bigint NOT NULL,"
        " PRIMARY KEY (language, form))",
        *WORDS,
    ),
}


def create(index: Index, using=connection) -> None:
    shapes = POSTGRES if using.vendor == "postgresql" else SQLITE
    with using.cursor() as cursor:
        for table, kind in index.tables().items():
            # Tables change names when they are switched, their indexes do not.
            name = f"{table}_{secrets.token_hex(4)}"
            for statement in shapes[kind]:
                cursor.execute(statement.format(table=table, index=name))


def drop(index: Index, using=connection) -> None:
    with using.cursor() as cursor:
        for table in index.tables():
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def clear() -> None:
    """Take everything out of all of them."""
    with connection.cursor() as cursor:
        for table, kind in (each for index in ALL for each in index.tables().items()):
            if connection.vendor == "sqlite" and kind == "terms":
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
            else:
                cursor.execute(f"DELETE FROM {table}")


def press_together() -> None:
    """Rewrite the tables of terms, so that nothing is left in them of what was taken out."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in (index.terms(each) for index in ALL for each in LANGUAGES):
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def switch(index: Index) -> None:
    """Put the tables that were filled beside in the place of the live ones."""
    with transaction.atomic():
        drop(index)
        pairs = zip(index.beside.tables(), index.tables(), strict=True)
        with connection.cursor() as cursor:
            for filled, live in pairs:
                cursor.execute(f"ALTER TABLE {filled} RENAME TO {live}")


def create_version(using=connection) -> None:
    with using.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {VERSION} (version integer NOT NULL)")


def version() -> int:
    """Of the analysis by which the indexes were made; 0 before they were."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version FROM {VERSION}")
        row = cursor.fetchone()
    return row[0] if row else 0


def set_version(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {VERSION}")
        cursor.execute(f"INSERT INTO {VERSION} (version) VALUES (%s)", [number])
