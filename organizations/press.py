"""The press of the house: a template of `templates/print` and what it shows, in; a PDF, out.

Typst reads the data as JSON, so no text can become markup. It is loaded when the first document
is asked for, as is what reads PDFs: a process that is forked after that would hang in it, and those
that make none need not hold it.
"""

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import fontpkg_amiri
from django.conf import settings
from django.utils.translation import gettext_lazy

#: For the archive and for readers by ear: PDF/A-3a and PDF/UA-1.
STANDARDS = ("a-3a", "ua-1")
#: At the foot of every page; the press fills it in.
PAGE_OF = gettext_lazy("Page {n} of {m}")
TEMPLATES = settings.BASE_DIR / "templates" / "print"


class NotPrinted(Exception):
    """The press refused it; the message is its own."""


@cache
def fonts():
    """Amiri, and Libertinus for what Amiri has not. Nothing of the machine's."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[Path(fontpkg_amiri.__file__).parent / "files"],
    )


@cache
def templates() -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in TEMPLATES.glob("*.typ")}


def print_pdf(
    template: str,
    data: Mapping,
    *,
    files: Mapping[str, bytes] | None = None,
    at: dt.datetime,
) -> bytes:
    """The PDF of `template` (its name without ending). `files` are what it shows or holds inside,
    by name; `at` is the time that the PDF gives for its making: the same input gives the same
    bytes. Raises NotPrinted."""
    from organizations import whole_lines

    given = {"data.json": json.dumps(data, ensure_ascii=False).encode(), **(files or {})}
    with TemporaryDirectory(prefix="press-") as folder:
        for name, content in (templates() | given).items():
            Path(folder, name).write_bytes(content)
        made = _compiled(Path(folder, f"{template}.typ"), int(at.timestamp()))
    return whole_lines.joined(made)


def _compiled(source: Path, timestamp: int) -> bytes:
    import typst

    try:
        return typst.compile(
            str(source),
            font_paths=fonts(),
            pdf_standards=list(STANDARDS),
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        raise NotPrinted(str(error)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's own, which is no Exception
            raise
        raise NotPrinted(str(error)) from None
