"""The papers of a conference as PDF: the list of delegates, the roll to be signed, badges."""

from collections.abc import Collection, Iterable

from django.utils import timezone
from django.utils.translation import override

from events.lists import DASH, people_of
from events.models import Conference, ListIssue
from events.templatetags.papers import days_of, heading_of, in_words, status_of, today
from organizations import press
from organizations.languages import in_language


def list_pdf(
    conference: Conference, data: dict, shown: Collection[str], issued: ListIssue | None
) -> bytes:
    """In one language or both, grouped by delegation. Raises press.NotPrinted."""
    columns = [
        word("number", next(iter(shown))),
        *(word(what, each, wide=True) for what in ("name", "post") for each in shown),
        *(word("function", each) for each in shown),
    ]
    groups = [
        group(sides, list(shown)) for sides in zip(*(data[each] for each in shown), strict=True)
    ]
    lines = {
        each: status_of(issued, each)
        if issued
        else f"{in_words('as it stands', each)} {today(each)}"
        for each in shown
    }
    return printed(conference, "list", shown, lines, columns=columns, groups=groups, tall=False)


def roll_pdf(conference: Conference, data: dict, language: str) -> bytes:
    """Who is expected, with room to sign. Raises press.NotPrinted."""
    columns = [word("number", language), word("delegation", language, wide=True),
               word("name", language, wide=True), word("function", language),
               word("signature", language, wide=True)]  # fmt: skip
    rows = [
        [said(str(number), language), said(each[language]["body"], language),
         said(each[language]["name"], language),
         said(in_words(each["function"], language), language), said(" ", language)]
        for number, each in enumerate(people_of(data), start=1)
    ]  # fmt: skip
    groups = [{"heading": [], "rows": rows}]
    lines = {language: ""}
    return printed(conference, "roll", [language], lines, columns=columns, groups=groups, tall=True)


def badges_pdf(conference: Conference, data: dict, language: str) -> bytes:
    """Both languages on each. Raises press.NotPrinted."""
    badges = [
        [
            {"language": each, "event": in_language(conference, "title", each),
             "name": person[each]["name"] or "—", "body": person[each]["body"] or "",
             "function": in_words(person["function"], each)}
            for each in ("ar", "en")
        ]
        for person in people_of(data)
    ]  # fmt: skip
    frame = frame_of(conference, "badges", language)
    return press.print_pdf("badges", frame | {"badges": badges}, at=timezone.now())


def printed(conference, what: str, shown, lines: dict[str, str], **data) -> bytes:
    heads = [
        {
            "language": each,
            "what": in_words(what, each),
            "title": in_language(conference, "title", each) or "—",
            "line": " · ".join(filter(None, [days_of(conference, each),
                                             in_language(conference, "city", each), lines[each]])),
        }
        for each in shown
    ]  # fmt: skip
    frame = frame_of(conference, what, next(iter(shown)))
    return press.print_pdf("delegates", frame | {"heads": heads} | data, at=timezone.now())


def frame_of(conference: Conference, what: str, language: str) -> dict:
    """What every sheet needs."""
    day = timezone.localdate()
    with override(language):
        pages = str(press.PAGE_OF)
    return {
        "language": language,
        "title": f"{in_words(what, language)}: {in_language(conference, 'title', language)}",
        "author": in_language(conference, "title", language) or "—",
        "made": [day.year, day.month, day.day],
        "watermark": "",
        "foot": "",
        "code": "",
        "page-of": pages,
    }


def group(sides: tuple[dict, ...], shown: list[str]) -> dict:
    """A delegation: its name in each language, and a row for each of its delegates."""
    heading = []
    for language, side in zip(shown, sides, strict=True):
        name = heading_of(side, language)
        if side["mandated_by"]:
            by = DASH.join(filter(None, [side["mandated_by"], side["mandated_as"]]))
            name += f" ({in_words('mandated by', language)} {by})"
        heading.append(said(name, language))
    people = zip(*(each["delegates"] for each in sides), strict=True)
    return {"heading": heading, "rows": [row(n, each, shown) for n, each in enumerate(people, 1)]}


def row(number: int, sides: tuple[dict, ...], shown: list[str]) -> Iterable[dict]:
    pairs = list(zip(shown, sides, strict=True))
    return [
        said(str(number), shown[0]),
        *(said(side["name"] or "—", language) for language, side in pairs),
        *(said(side["title"], language) for language, side in pairs),
        *(said(in_words(side["function"], language), language) for language, side in pairs),
    ]


def said(text: str, language: str) -> dict:
    return {"text": text, "language": language}


def word(what: str, language: str, *, wide: bool = False) -> dict:
    return said(in_words(what, language), language) | {"narrow": not wide}
