"""Is each text whole: its paragraphs, lists and tables those of the other language, its brackets
closed, all of it translated, its links leading somewhere?"""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communiques.checks.findings import Finding, Gravity, Pair, Passage
from organizations.languages import LANGUAGES

PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}
_ARABIC_RUN = re.compile(
    r"[\u0620-\u064a\u0671-\u06d3]+(?:[\s،]+[\u0620-\u064a\u0671-\u06d3]+){2,}"
)
_LATIN_RUN = re.compile(r"[A-Za-z][\w'’-]*(?:[\s,]+[A-Za-z][\w'’-]*){3,}")
_BRACKETED = re.compile(r"\([^()]*\)")
#: A number and a bracket at the start of a line is a point of a list: «1) …».
_POINT = re.compile(r"(?m)^\s*[\w\u0660-\u0669]{1,3}\)")
_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
COUNTED = (
    ("paragraphs", gettext_lazy("Paragraphs"), re.compile("<(?:p|h2|h3|blockquote)[ >]")),
    ("items", gettext_lazy("Points of lists"), re.compile("<li[ >]")),
    ("rows", gettext_lazy("Rows of tables"), re.compile("<tr[ >]")),
    ("cells", gettext_lazy("Cells of tables"), re.compile("<t[hd][ >]")),
)  # fmt: skip


def parts(pair: Pair) -> Iterator[Finding]:
    """As many paragraphs, points, rows and cells in one language as in the other."""
    if not pair.bilingual:
        return
    for code, label, pattern in COUNTED:
        counts = {k: len(pattern.findall(_outer(pair, k, code))) for k in LANGUAGES}
        if counts["ar"] != counts["en"]:
            said = _("%(what)s: %(ar)s in Arabic, %(en)s in English.")
            message = said % {"what": label, **counts}
            detail = (code, str(counts["ar"]), str(counts["en"]))
            yield Finding("structure", Gravity.DOUBTFUL, pair.original, message, detail)
    summaries = {each: bool(pair.texts[each].summary.strip()) for each in LANGUAGES}
    if summaries["ar"] != summaries["en"]:
        without = "en" if summaries["ar"] else "ar"
        message = _("It has no summary, and the other language has one.")
        yield Finding("structure", Gravity.DOUBTFUL, without, message, ("summary",))


def _outer(pair: Pair, language: str, code: str) -> str:
    """The body; of paragraphs those that are not inside a list, a table or a quotation."""
    if code != "paragraphs":
        return pair.texts[language].body
    return "".join(f"<{block.tag}>" for block in pair.blocks[language])


def brackets(pair: Pair) -> Iterator[Finding]:
    """Brackets and quotation marks that are opened and not closed, or the reverse."""
    for language in LANGUAGES:
        for passage in pair.passages[language]:
            at = unbalanced(passage.text)
            if at is not None:
                mark = passage.text[at]
                text = _("“%(found)s” is opened and not closed, or closed and not opened.")
                yield Finding("unbalanced", Gravity.DOUBTFUL, language, text % {"found": mark},
                              (mark,), passage, at=(at, at + 1))  # fmt: skip


def unbalanced(text: str) -> int | None:
    """Where the first mark without its other half stands; None where all have theirs. Of marks
    that open as they close the last is alone."""
    waiting: list[int] = []
    for at, mark in enumerate(_POINT.sub(lambda point: " " * len(point[0]), text)):
        if mark in PAIRS.values():
            waiting.append(at)
        elif mark in PAIRS and (not waiting or text[waiting.pop()] != PAIRS[mark]):
            return at
    if waiting:
        return waiting[0]
    return text.rindex('"') if text.count('"') % 2 else None


def untranslated(pair: Pair) -> Iterator[Finding]:
    """Passages left in the other language, or the same in both."""
    for passage in pair.passages["en"]:
        if run := _ARABIC_RUN.search(passage.text):
            message = _("Arabic words stand in the English text: “%(found)s”.") % {"found": run[0]}
            yield Finding("untranslated", Gravity.SERIOUS, "en", message, (run[0],), passage,
                          at=run.span())  # fmt: skip
    for passage in pair.passages["ar"]:
        if run := _LATIN_RUN.search(_BRACKETED.sub(" ", passage.text)):
            message = _("Latin words stand in the Arabic text: “%(found)s”.") % {"found": run[0]}
            yield Finding("untranslated", Gravity.DOUBTFUL, "ar", message, (run[0],), passage)


def links(pair: Pair) -> Iterator[Finding]:
    """Links that readers cannot follow."""
    for language in LANGUAGES:
        for number, block in enumerate(pair.blocks[language], 1):
            for href in _HREF.findall(block.html):
                if leads_nowhere(href, pair):
                    message = _("Readers cannot follow the link to %(found)s.") % {"found": href}
                    place = Passage(language, "body", block.text, number)
                    yield Finding("dead_link", Gravity.SERIOUS, language, message, (href,), place)


def leads_nowhere(href: str, pair: Pair) -> bool:
    """To the desk, to a machine inside the house, or to a page of ours that is not public."""
    parts = urlsplit(href)
    if parts.scheme == "mailto":
        return "@" not in parts.path
    if parts.netloc:
        return _is_inside(parts.hostname or "") or not pair.is_public(href)
    return not pair.is_public(href)


def _is_inside(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".localhost"))
