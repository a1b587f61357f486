"""The tables of the index, on SQLite and PostgreSQL: made, emptied, and switched for new ones.

They hold nothing of their own: all of it can be made again from the editions. For each language
there is a table of terms (full-text on SQLite, a tsvector on PostgreSQL), and for both one of the
texts with where their words are, one of what they can be narrowed by, and one of the words that
occur.
"""

import secrets

from django.db import connection, transaction

LANGUAGES = ("ar", "en")
TEXTS, WORDS = "communiques_search_text", "communiques_search_word"
FACETS = "communiques_search_facets"
#: A second set of tables beside the live ones, while it is being filled.
BESIDE = "_new"


def terms_table(language: str) -> str:
    return f"communiques_search_{language}"


ALL = (*map(terms_table, LANGUAGES), TEXTS, FACETS, WORDS)

SQLITE = {
    "terms": (
        "CREATE VIRTUAL TABLE {table} USING fts5"
        "(terms, content='', columnsize=0, detail=none, tokenize='ascii')",
    ),
    "texts": (
        "CREATE TABLE {table} (edition_id integer PRIMARY KEY, text text NOT NULL,"
        " terms text NOT NULL, spans blob NOT NULL)",
    ),
    "facets": ("CREATE TABLE {table} (edition_id integer PRIMARY KEY, facets text NOT NULL)",),
    "words": (
        "CREATE TABLE {table} (language text NOT NULL, form text NOT NULL, term text NOT NULL,"
        " backwards text NOT NULL, skeleton text NOT NULL, is_name integer NOT NULL,"
        " in_title integer NOT NULL,"
        " PRIMARY KEY (language, form)) WITHOUT ROWID",
        "CREATE INDEX {index}_back ON {table} (language, backwards)",
        "CREATE INDEX {index}_sound ON {table} (language, skeleton)",
        "CREATE INDEX {index}_term ON {table} (language, term)",
        "CREATE INDEX {index}_title ON {table} (language, form) WHERE in_title",
    ),
}
POSTGRES = {
    "terms": (
        "CREATE TABLE {table} (key bigint PRIMARY KEY, terms tsvector NOT NULL)",
        "ALTER TABLE {table} ALTER COLUMN terms SET STATISTICS 1000",
        "CREATE INDEX {index}_terms ON {table} USING gin (terms)",
    ),
    "texts": (
        "CREATE TABLE {table} (edition_id bigint PRIMARY KEY, text text NOT NULL,"
        " terms text NOT NULL, spans bytea NOT NULL)",
    ),
    "facets": ("CREATE TABLE {table} (edition_id bigint PRIMARY KEY, facets text NOT NULL)",),
    # By the order of code points: a range is then all the words that begin with some letters.
    "words": (
        'CREATE TABLE {table} (language text NOT NULL, form text COLLATE "C" NOT NULL,'
        ' term text NOT NULL, backwards text COLLATE "C" NOT NULL, skeleton text NOT NULL,'
        " is_name boolean NOT NULL, in_title boolean NOT NULL, PRIMARY KEY (language, form))",
        "CREATE INDEX {index}_back ON {table} (language, backwards)",
        "CREATE INDEX {index}_sound ON {table} (language, skeleton)",
        "CREATE INDEX {index}_term ON {table} (language, term)",
        "CREATE INDEX {index}_title ON {table} (language, form) WHERE in_title",
    ),
}


def create(suffix: str = "", using=connection) -> None:
    shapes = POSTGRES if using.vendor == "postgresql" else SQLITE
    kinds = {TEXTS: "texts", FACETS: "facets", WORDS: "words"}
    with using.cursor() as cursor:
        for table in ALL:
            # Tables change names when they are switched, their indexes do not.
            index = f"{table}_{secrets.token_hex(4)}"
            for statement in shapes[kinds.get(table, "terms")]:
                cursor.execute(statement.format(table=table + suffix, index=index))


def drop(suffix: str = "", using=connection) -> None:
    with using.cursor() as cursor:
        for table in ALL:
            cursor.execute(f"DROP TABLE IF EXISTS {table}{suffix}")


def clear() -> None:
    """Take everything out."""
    with connection.cursor() as cursor:
        for table in ALL:
            if connection.vendor == "sqlite" and table not in (TEXTS, FACETS, WORDS):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
            else:
                cursor.execute(f"DELETE FROM {table}")


def switch() -> None:
    """Put the tables that were filled beside in the place of the live ones."""
    with transaction.atomic():
        drop()
        with connection.cursor() as cursor:
            for table in ALL:
                cursor.execute(f"ALTER TABLE {table}{BESIDE} RENAME TO {table}")
