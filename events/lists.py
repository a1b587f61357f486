"""The list of delegates and the programme, as they stand: read in a few queries, in protocol order,
in both languages, and written as lines, rows and files."""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import override

from events import facts
from events.models import Conference, Delegate, Delegation, Intervention, Session
from organizations.calendars import weekday_and_date_text
from organizations.languages import COMMA, LANGUAGES
from organizations.models import Person, styles_of

DASH = " — "


# --- the list of delegates -----------------------------------------------------------------------


def delegations_of(conference: Conference) -> list[Delegation]:
    """The delegations with their delegates, all in protocol order and with what their names need;
    three queries however many there are."""
    rows = list(
        conference.delegations.in_protocol_order().prefetch_related(
            Prefetch("delegates", Delegate.objects.in_protocol_order())
        )
    )
    people = [row.mandated_by for row in rows if row.mandated_by]
    people += [each.person for row in rows for each in row.delegates.all()]
    prefetch_related_objects(people, styles_of("")) if people else None
    return rows


def list_of(conference: Conference, states: Collection[str] = facts.EXPECTED) -> dict:
    """What a list of delegates says: a list of delegations a language."""
    rows = delegations_of(conference)
    return {
        language: [facts.delegation(row, language, states) for row in rows]
        for language in LANGUAGES
    }


def list_lines(delegations: list[dict], language: str) -> Iterator[str]:
    """The list as lines of text, in the order in which it is read."""
    with override(language):
        for each in delegations:
            yield title_of(each)
            if each["mandated_by"]:
                mandate = said(each, "mandated_by", "mandated_as")
                yield _("Mandated by: %(name)s") % {"name": mandate}
            for delegate in each["delegates"]:
                function = Delegate.Function(delegate["function"]).label
                yield f"{function}: {said(delegate, 'name', 'title')}"


def title_of(delegation: dict) -> str:
    """A delegation's name and, in brackets, its capacity unless it is a member."""
    name = delegation["printed_name"] or delegation["body"]["name"] or "—"
    capacity = delegation["capacity"]
    if capacity in ("", Delegation.Capacity.MEMBER):
        return name
    return f"{name} ({Delegation.Capacity(capacity).label})"


def said(row: dict, *keys: str) -> str:
    """The parts that there are, with a dash between them."""
    return DASH.join(filter(None, (row[key] for key in keys))) or "—"


# --- the programme -------------------------------------------------------------------------------


def programme_of(conference: Conference) -> dict:
    """What a programme says: a list of sessions a language."""
    interventions = Intervention.objects.select_related("person", "organization")
    sessions = (
        Session.objects.filter(conference=conference)
        .select_related("chair", "rapporteur")
        .prefetch_related(Prefetch("interventions", interventions))
    )
    rows = list(sessions)
    people = [person for row in rows for person in speakers(row)]
    prefetch_related_objects(people, styles_of("")) if people else None
    return {language: [facts.session(row, language) for row in rows] for language in LANGUAGES}


def speakers(session: Session) -> Iterable[Person]:
    """Everybody who has something to do in a session."""
    spoke = (each.person for each in session.interventions.all())
    return filter(None, [session.chair, session.rapporteur, *spoke])


def programme_lines(sessions: list[dict], language: str) -> Iterator[str]:
    """The programme as lines of text."""
    with override(language):
        for each in sessions:
            yield DASH.join(filter(None, [when(each, language), heading(each)]))
            for name, label in (("chair", _("Chair")), ("rapporteur", _("Rapporteur"))):
                if each.get(name):
                    yield f"{label}: {each[name]}"
            for speech in each["interventions"]:
                part = Intervention.Part(speech["part"]).label
                yield f"{part}: {said(speech, 'name', 'post', 'subject')}"


def heading(session: dict) -> str:
    return session["title"] or str(Session.Kind(session["kind"]).label)


def when(session: dict, language: str) -> str:
    """Day, part of the day and hours, as far as they are set."""
    parts = []
    if session["day"]:
        parts.append(weekday_and_date_text(facts.as_day(session["day"]), language))
    if session["part_of_day"]:
        parts.append(str(Session.PartOfDay(session["part_of_day"]).label))
    if session["starts_at"]:
        parts.append("–".join(filter(None, (session["starts_at"], session["ends_at"]))))
    return COMMA[language].join(parts)


# --- rows, for files and for the room ------------------------------------------------------------


def header_of(languages: Collection[str]) -> list[str]:
    """What the columns of a list are called; one name and post a language."""
    both = len(languages) > 1
    names = {"ar": _("Arabic"), "en": _("English")}
    columns = [_("No."), _("Delegation"), _("Capacity"), _("Function"), _("Name"), _("Post")]
    if not both:
        return columns
    fixed = {_("No."), _("Capacity"), _("Function")}
    doubled = []
    for each in columns:
        doubled += [each] if each in fixed else [f"{each} ({names[code]})" for code in languages]
    return doubled


def list_rows(data: dict, languages: Collection[str]) -> Iterator[list]:
    """One row a delegate, numbered through; a delegation without delegates has a row too."""
    number = 0
    first = next(iter(languages))
    for delegations in zip(*(data[code] for code in languages), strict=True):
        names = [each["printed_name"] or each["body"]["name"] for each in delegations]
        with override(first):
            capacity = said_label(Delegation.Capacity, delegations[0]["capacity"])
        lines = list(zip(*(each["delegates"] for each in delegations), strict=True))
        if not lines:
            yield ["", *names, capacity, "", *[""] * (2 * len(names))]
        for line in lines:
            number += 1
            with override(first):
                function = said_label(Delegate.Function, line[0]["function"])
            people = [each["name"] for each in line], [each["title"] for each in line]
            yield [number, *names, capacity, function, *people[0], *people[1]]


def said_label(choices, value: str) -> str:
    return str(choices(value).label) if value else ""


def people_of(data: dict) -> Iterator[dict]:
    """Every delegate in order, in both languages, with the delegation."""
    for arabic, english in zip(data["ar"], data["en"], strict=True):
        for ar, en in zip(arabic["delegates"], english["delegates"], strict=True):
            yield {
                "function": ar["function"],
                "ar": ar | {"body": arabic["printed_name"] or arabic["body"]["name"]},
                "en": en | {"body": english["printed_name"] or english["body"]["name"]},
            }
