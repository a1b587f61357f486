"""The triggers by which the database refuses what must not be are in place."""

from collections.abc import Iterable, Iterator

from django.db import connection

from communiques.invariants.rows import Fault
from organizations import links
from organizations.triggers import STANDING_VERBS

GUARDED = (
    "communiques_textversion",
    "communiques_factsversion",
    "communiques_decision",
    "communiques_edition",
    "communiques_mention",
    "communiques_namedperson",
    "communiques_storedfile",
    "communiques_editionfile",
    "communiques_release",
    "communiques_symbol",
    "communiques_withdrawal",
    "communiques_document",
    "communiques_signature",
    "communiques_logentry",
    "communiques_lognode",
    "communiques_editionrelation",
    "communiques_forward",
    "communiques_redaction",
    "communiques_redactededition",
    "events_issueddelegation",
    "events_listissue",
    "events_programmeissue",
    "organizations_auditevent",
)

#: Keys to the same table that never lead back to a row.
WITHOUT_CIRCLES = (
    ("organizations_organization", "parent_id"),
    ("organizations_organization", "successor_id"),
    ("organizations_organization", "merged_into_id"),
    ("organizations_person", "merged_into_id"),
)


def append_only() -> Iterator[Fault]:
    """What is sealed is neither changed nor deleted."""
    yield from missing(
        (f"{table}_no_{verb}", table, verb) for table in GUARDED for verb in ("update", "delete")
    )


def no_circles() -> Iterator[Fault]:
    """No record leads back to itself."""
    yield from missing(
        (f"{table}_no_circle_{column}_{verb}", table, f"circles of {column}")
        for table, column in WITHOUT_CIRCLES
        for verb in ("insert", "update")
    )


def standing() -> Iterator[Fault]:
    """Nothing comes to lead to a record that was merged."""
    yield from missing(
        (f"{table}_stands_{verb}", table, f"merged records at {verb}")
        for table in sorted(links.referring_tables() - {*GUARDED})
        for verb in STANDING_VERBS
    )


def missing(wanted: Iterable[tuple[str, str, str]]) -> Iterator[Fault]:
    """Of triggers, given by name, table and what they are against, those that are gone, switched
    off, or were put back without their refusal."""
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON tgfoid = pg_proc.oid "
        "WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for name, body in cursor.fetchall() if "RAISE" in body.upper()}
    for name, table, what in wanted:
        if name not in present:
            yield table, f"the trigger against {what} is missing"
