"""Who stands in a row: the names as printed and taken apart, the post, the function."""

import re

from django.utils.translation import gettext as _

from events.roster import names, values
from events.roster.books import Line
from events.roster.cells import LONGEST, Cells
from events.roster.columns import Column, Field
from events.roster.remarks import Gravity
from organizations import arabic
from organizations.languages import COMMA

_ENGLISH = re.compile(r"english|latin|\bEN\b|إنجليز|انجليز|لاتين", re.IGNORECASE)
_ARABIC_HEADER = re.compile(r"arabic|\bAR\b|عربي", re.IGNORECASE)


def printed_names(cells: Cells, line: Line) -> dict[str, str]:
    """Arabic and English name by the letters of the cells, whatever the headers say."""
    printed = {"ar": "", "en": ""}
    held, surnames, ranks = (
        cells.pool(line, each) for each in (Field.NAME, Field.SURNAME, Field.RANK)
    )
    for column, text in held:
        if len(people := names.people_in(line.cell(column.index))) > 1:
            message = _("Several people stand in one cell: %(names)s. Give each a row.")
            cells.remark(
                line, column, Gravity.ERROR, "several_people",
                message % {"names": " | ".join(people)},
            )  # fmt: skip
        language = names.script(text)
        if not language:
            message = _("“%(text)s” is no name. Correct the cell.") % {"text": text}
            cells.remark(line, column, Gravity.ERROR, "no_name", message)
            continue
        look_at_language(cells, line, column, language, text)
        if arabic.fold(text) != arabic.fold(printed[language]):
            printed[language] = f"{printed[language]} {text}".strip()
    for _column, text in surnames:
        language = names.script(text)
        if printed.get(language):
            printed[language] = f"{printed[language]} {text}"
    for _column, text in ranks:
        language = names.script(text)
        if printed.get(language) and not printed[language].startswith(text):
            printed[language] = f"{text} {printed[language]}"
    return printed


def look_at_language(cells: Cells, line: Line, column: Column, language: str, text: str) -> None:
    several = len(cells.columns[Field.NAME]) > 1
    said = language_of_header(column.header) or (several and names.script(column.header))
    if said and said != language:
        message = (
            _("The column is headed English, “%(text)s” is Arabic: taken as the Arabic name.")
            if language == "ar"
            else _("The column is headed Arabic, “%(text)s” is Latin: taken as the English name.")
        )
        cells.remark(line, column, Gravity.WARNING, "swapped", message % {"text": text})


def language_of_header(header: str) -> str:
    """The language that a header names, '' where it names none."""
    if _ENGLISH.search(header):
        return "en"
    return "ar" if _ARABIC_HEADER.search(header) else ""


def look_at_names(cells: Cells, line: Line, split: dict[str, names.Name]) -> None:
    column = cells.first(Field.NAME)
    for name in split.values():
        lost = "\ufffd" in name.printed  # said of the cell already
        if len(name.printed) > LONGEST["name"] or (arabic.problems(name.printed) and not lost):
            message = _("“%(text)s” cannot be printed as a name. Correct the cell.")
            cells.remark(
                line, column, Gravity.ERROR, "unfit", message % {"text": name.printed[:80]}
            )
        if name.doubtful:
            message = _(
                "“%(word)s” may be a rank or a name; it is left in the name. Write the rank "
                "with its article, «ال», if it is one."
            )
            word = name.own.split()[0]
            cells.remark(line, column, Gravity.WARNING, "doubtful_rank", message % {"word": word})
        if names.tidied(name.printed) != name.printed:
            message = _("Printed as it stands; the register keeps “%(name)s”.")
            cells.remark(line, column, Gravity.NOTE, "tidied", message % {"name": name.own})


def posts_and_function(
    cells: Cells, line: Line, body: str
) -> tuple[dict[str, str], str, list[str]]:
    """Posts by language with the department behind them, the function, and what is left."""
    posts = {"ar": "", "en": ""}
    units = cells.pool(line, Field.UNIT) if cells.columns[Field.BODY] or body else []
    for _column, text in [*cells.pool(line, Field.POST), *units]:
        language = names.script(text) or "ar"
        if arabic.fold(text) not in {"", arabic.fold(body)}:
            parts = filter(None, (posts[language], text))
            posts[language] = COMMA[language].join(dict.fromkeys(parts))
    function, spare = function_of(cells, line, posts)
    for language, text in posts.items():
        if len(text) > LONGEST["post"] or arabic.problems(text):
            message = _("The post cannot be printed. Correct the cell.")
            cells.remark(line, cells.first(Field.POST), Gravity.ERROR, "unfit", message)
            posts[language] = text[: LONGEST["post"]]
    return posts, function, spare


def function_of(cells: Cells, line: Line, posts: dict[str, str]) -> tuple[str, list[str]]:
    for column, text in cells.pool(line, Field.FUNCTION):
        if function := values.function_of(text):
            return function, []
        language = names.script(text) or "ar"
        message = _("“%(text)s” is no function in a delegation: taken as the post.")
        spare = []
        if posts[language]:
            message = _("“%(text)s” is no function in a delegation: kept in the note for the desk.")
            spare = [text]
        else:
            posts[language] = text
        cells.remark(line, column, Gravity.WARNING, "function_unknown", message % {"text": text})
        return "head" if values.leads(text) else "", spare
    post = cells.first(Field.POST)
    if any(map(values.leads, posts.values())):
        message = _("The post says that this is the head of the delegation.")
        cells.remark(line, post, Gravity.NOTE, "head_by_post", message)
        return "head", []
    for column, text in cells.pool(line, Field.POST):
        if function := values.function_of(text):
            message = _("“%(text)s” is taken as the function in the delegation.")
            cells.remark(line, column, Gravity.NOTE, "function_in_post", message % {"text": text})
            posts |= {k: "" for k, v in posts.items() if arabic.fold(v) == arabic.fold(text)}
            return function, []
    return "", []
