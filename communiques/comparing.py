"""Two texts of one language beside each other: their words, and what was sealed around them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communiques import differences
from communiques import text as rich
from communiques.models import RelationKind, Reservation, Text


def texts(old: Text | None, new: Text | None) -> list[differences.Row]:
    """Rows of differences over every field of a text; an absent old one is empty."""
    if new is None:
        return []
    old = old or Text(new.language)
    rows = []
    for name in ("title", "summary", "change_note"):
        before, after = getattr(old, name), getattr(new, name)
        rows += differences.compare(rich.from_plain(before), rich.from_plain(after))
    return rows + differences.compare(old.body, new.body)


@dataclass(frozen=True)
class Fact:
    """A fact that differs between two envelopes, as lines of words."""

    name: str
    before: list[str]
    after: list[str]

    @property
    def only_order(self) -> bool:
        return sorted(self.before) == sorted(self.after)


def facts(old: dict, new: dict) -> list[Fact]:
    """Each fact that readers see and that differs."""
    pairs = ((name, list(said(old)), list(said(new))) for name, said in SAID.items())
    return [Fact(name, *lines) for name, *lines in pairs if lines[0] != lines[1]]


def filled(*parts: str | None, sign: str = " — ") -> str:
    return sign.join(part for part in parts if part)


def event(envelope: dict) -> dict:
    return envelope["conference"] or {}


def of_conference(envelope: dict) -> Iterator[str]:
    row = event(envelope)
    lines = (row.get("title"), row.get("hijri_label"), row.get("venue"), row.get("city"))
    days = filled(row.get("starts_on"), row.get("ends_on"), sign=" – ")
    return (line for line in (*lines, days, *row.get("themes", [])) if line)


def of_sessions(envelope: dict) -> Iterator[str]:
    for session in event(envelope).get("sessions", []):
        if line := filled(session["title"], session["chair"], session["rapporteur"]):
            yield line
        for each in session["interventions"]:
            yield filled(each["name"], each["post"], each["subject"])


def of_delegations(envelope: dict) -> Iterator[str]:
    for each in event(envelope).get("delegations", []):
        name = each["printed_name"] or each["body"]["name"]
        yield filled(name, each["mandated_by"], each["mandated_as"])
        yield from (filled(one["name"], one["title"]) for one in each["delegates"])


def of_files(envelope: dict) -> Iterator[str]:
    for each in envelope.get("attachments", []):
        yield filled(each["name"], each["caption"], each["alt"], each["credit"])


def of_relations(envelope: dict) -> Iterator[str]:
    for each in envelope.get("relations", []):
        yield filled(
            str(RelationKind(each["kind"]).label), each["symbol"] or each["slug"], sign=" "
        )


def of_reservations(envelope: dict) -> Iterator[str]:
    for each in envelope.get("reservations", []):
        kind = str(Reservation.Kind(each["kind"]).label)
        yield filled(each["body"]["name"], kind, each["text"])


#: What readers see around the words; several are a line each.
SAID: dict[str, Callable[[dict], Iterable[str]]] = {
    "issuer": lambda e: [e["issuer"]["name"]],
    "date": lambda e: filter(None, [e["dated_on"], e["hijri"]]),
    "place": lambda e: filter(None, [e["place"]]),
    "conference": of_conference,
    "organizers": lambda e: (each["body"]["name"] for each in event(e).get("organizers", [])),
    "sessions": of_sessions,
    "delegations": of_delegations,
    "organizations": lambda e: (each["name"] for each in e["organizations"]),
    "people": lambda e: (filled(each["name"], each["post"]) for each in e["people"]),
    "attachments": of_files,
    "relations": of_relations,
    "reservations": of_reservations,
}
