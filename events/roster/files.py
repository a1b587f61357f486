"""What a file really is, whatever its name says. One that cannot be read raises `Unreadable`, whose
message says what to do."""

import re

from django.utils.translation import gettext as _

from events.roster.books import Book, Unreadable
from events.roster.textfiles import text_file
from events.roster.workbooks import workbook

MAX_BYTES = 10 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|meta|body|table|\?xml)", re.IGNORECASE)


def read(data: bytes) -> Book:
    """The rows of the file. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(
            "too_large", _("The file is larger than 10 MB. Remove pictures from it, or divide it.")
        )
    if not data.strip():
        raise Unreadable("empty", _("The file is empty. Choose the file with the list in it."))
    refuse_other_kinds(data)
    book = workbook(data) if data.startswith(b"PK\x03\x04") else text_file(data)
    if not any(sheet.lines for sheet in book.sheets):
        raise Unreadable("empty", _("The file is empty. Choose the file with the list in it."))
    return book


def refuse_other_kinds(data: bytes) -> None:
    """Refuse what only has the name of a list."""
    if data.startswith(OLE):
        refuse_old_office(data)
    if data.startswith(b"%PDF"):
        raise Unreadable(
            "pdf", _("This is a PDF. Ask for the list as it was typed, in Excel or CSV.")
        )
    beginning = data[:2000].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if _MARKUP.match(beginning.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        raise Unreadable(
            "web_page",
            _(
                "This is a web page with the name of a table. Open it in Excel, save it as “Excel "
                "Workbook (.xlsx)” and send that file."
            ),
        )


def refuse_old_office(data: bytes) -> None:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise Unreadable(
            "password",
            _("The file is protected by a password. Open it, save it without one and send that."),
        )
    raise Unreadable(
        "old_excel",
        _(
            "This is a file of an old Excel (.xls). Open it, save it as “Excel Workbook (.xlsx)” "
            "and send that file."
        ),
    )
