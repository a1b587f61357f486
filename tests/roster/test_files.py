"""What a file really is: each as offices send it, written here byte by byte."""

import contextlib
import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.roster import files, mojibake, workbooks
from events.roster.books import Book, Unreadable
from events.roster.files import read
from tests.roster.conftest import csv, saved, workbook

ROWS = (["الدولة", "الاسم"], ["تونس", "سامي حسن"])
CELLS = [("الدولة", "الاسم"), ("تونس", "سامي حسن")]


def cells(book: Book) -> list[tuple[str, ...]]:
    return [line.cells for line in book.sheets[0].lines]


@pytest.mark.parametrize(
    "data, encoding, separator",
    [
        (csv(*ROWS), "utf-8", ","),
        (csv(*ROWS, encoding="utf-8-sig"), "utf-8-sig", ","),
        (csv(*ROWS, encoding="cp1256"), "cp1256", ","),
        (csv(*ROWS, separator=";"), "utf-8", ";"),
        (csv(*ROWS, separator=";", encoding="cp1256"), "cp1256", ";"),
        (csv(*ROWS, separator="،"), "utf-8", "،"),
        (csv(*ROWS, separator="،", encoding="cp1256"), "cp1256", "،"),
        (csv(*ROWS, separator="\t", encoding="utf-16"), "utf-16", "\t"),
        (b"\xfe\xff" + csv(*ROWS, separator="\t", encoding="utf-16-be"), "utf-16", "\t"),
        (csv(*ROWS, separator="\t", encoding="utf-16-le"), "utf-16-le", "\t"),
        (csv(*ROWS, separator="|"), "utf-8", "|"),
    ],
)
def test_text_files(data, encoding, separator):
    book = read(data)
    assert (cells(book), book.encoding, book.separator) == (CELLS, encoding, separator)


def test_excels_own_line_of_the_separator_keeps_the_numbers():
    book = read("sep=;\r\nالدولة;الاسم\r\nتونس;سامي".encode())
    assert [(line.number, line.cells) for line in book.sheets[0].lines] == [
        (2, ("الدولة", "الاسم")), (3, ("تونس", "سامي")),
    ]  # fmt: skip


def test_rows_are_numbered_as_the_sheet_numbers_them():
    text = 'الاسم,الصفة\n\n"سامي\nحسن",عضو\n,\nهند,عضو\n'
    assert [line.number for line in read(text.encode()).sheets[0].lines] == [1, 3, 5]


def test_a_comma_inside_quotes_divides_nothing():
    book = read('الاسم,المنصب\n"سامي, حسن","مدير، قسم"\n'.encode())
    assert cells(book)[1] == ("سامي, حسن", "مدير، قسم")


def test_a_workbook_whatever_its_name():
    assert cells(read(workbook(*ROWS))) == CELLS


def test_numbers_days_and_truth_as_text():
    book = read(workbook([966112000000, 1.5, dt.datetime(2022, 6, 5), dt.date(2022, 6, 5), True]))
    assert cells(book) == [("966112000000", "1.5", "2022-06-05", "2022-06-05", "True")]


def test_merged_cells_are_carried_down_and_headings_are_wide():
    book = read(workbook(["تونس", "أ"], [None, "ب"], ["عنوان", None], merges=["A1:A2", "A3:B3"]))
    assert [(each.cells, each.carried, each.wide) for each in book.sheets[0].lines] == [
        (("تونس", "أ"), (), False),
        (("تونس", "ب"), (0,), False),
        (("عنوان",), (), True),
    ]


def test_the_value_of_a_formula_is_read_and_its_absence_seen():
    book = openpyxl.Workbook()
    book.active.append(["الاسم", "=1+1"])
    [line] = read(saved(book)).sheets[0].lines
    assert (line.cells, line.unsolved) == (("الاسم",), (1,))
    solved = with_cached_value(saved(book), "2")
    [line] = read(solved).sheets[0].lines
    assert (line.cells, line.unsolved) == (("الاسم", "2"), ())


def with_cached_value(data: bytes, value: str) -> bytes:
    """As a spreadsheet saves it: the formula with its result."""
    return rewritten(data, "xl/worksheets/sheet1.xml", b"<v></v>", f"<v>{value}</v>".encode(),
                     also=(b"<v />", f"<v>{value}</v>".encode()))  # fmt: skip


def rewritten(data: bytes, name: str, old: bytes, new: bytes, also=None) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for item in source.infolist():
            content = source.read(item)
            if item.filename == name:
                for before, after in filter(None, [(old, new), also]):
                    content = content.replace(before, after)
            target.writestr(item.filename, content)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert str(caught.value)
    return caught.value.code


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def package(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b",,,\n,,", "empty"),
        (workbook(), "empty"),
        (OLE + "Workbook".encode("utf-16-le"), "old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "web_page"),
        ("\ufeff <!DOCTYPE html><table>".encode(), "web_page"),
        ("<html><table>".encode("utf-16"), "web_page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com">', "web_page"),
        (b"%PDF-1.7", "pdf"),
        (package(**{"word__document.xml": b"<w/>"}), "other_package"),
        (package(**{"content.xml": b"<office/>"}), "other_package"),
        (b"PK\x03\x04 and no more", "damaged"),
        (workbook(*ROWS)[:-200], "damaged"),
        (package(**{"xl__workbook.xml": b"<workbook/>"}), "damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not_a_list"),
        (b"x" * (files.MAX_BYTES + 1), "too_large"),
        (('"' + "x" * 200_000 + '"').encode(), "long_cell"),
        (("x" * 6_000).encode(), "long_cell"),
        (("a," * 101 + "b").encode(), "too_wide"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_in_says_the_way_out(data, code):
    assert refusal(data) == code


def test_a_zip_bomb_is_not_unpacked():
    bomb = rewritten(workbook(*ROWS), "xl/styles.xml", b"</styleSheet>",
                     b"<!--" + b"0" * 60_000_000 + b"--></styleSheet>")  # fmt: skip
    assert len(bomb) < 100_000
    assert refusal(bomb) == "bomb"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_an_entity_bomb_is_not_opened(part):
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(workbook(*ROWS))) as archive:
        content = archive.read(part)
    declaration, _end, rest = content.rpartition(b"?>")
    bomb = declaration + _end + entities + rest
    assert refusal(rewritten(workbook(*ROWS), part, content, bomb)) == "entities"


def test_an_entity_bomb_in_another_encoding_is_not_opened():
    sheet = "xl/worksheets/sheet1.xml"
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "aaaa">]><a>&a;</a>'
    with zipfile.ZipFile(io.BytesIO(workbook(*ROWS))) as archive:
        content = archive.read(sheet)
    bomb = rewritten(workbook(*ROWS), sheet, content, text.encode("utf-16"))
    assert openpyxl.DEFUSEDXML
    assert refusal(bomb) == "entities"


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "old, new, code",
    [
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
         "too_many_cells"),
        (b"</sheetData>", b"</sheetData><mergeCells><mergeCell ref='A:XFD'/></mergeCells>",
         "too_many_cells"),
        (b"</sheetData>", b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
         "too_many_cells"),
        (b"</sheetData>", b"</sheetData><mergeCells><mergeCell " + b" " * 200_000
         + b'ref="A1:XFD1048576"/></mergeCells>', "entities"),
        (b"</row></sheetData>", b'<c r="XFD1" t="str"><v>x</v></c></row></sheetData>', "too_wide"),
    ],
    ids=["merged", "columns", "linked", "hidden in spaces", "far right"],
)  # fmt: skip
def test_a_small_part_that_would_fill_the_memory(old, new, code):
    data = rewritten(workbook(["الاسم"]), SHEET, old, new)
    assert data != workbook(["الاسم"])
    assert refusal(data) == code


def test_a_stray_cell_in_the_last_row_costs_nothing():
    data = rewritten(
        workbook(["الاسم"]),
        SHEET,
        b"</sheetData>",
        b'<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row></sheetData>',
    )
    assert [line.number for line in read(data).sheets[0].lines] == [1, 1048576]


def test_a_part_that_says_another_encoding_is_not_opened():
    data = rewritten(workbook(["الاسم"]), SHEET, b"<worksheet",
                     b'<?xml version="1.0" encoding="cp037"?><worksheet')  # fmt: skip
    assert refusal(data) == "entities"


def test_two_hundred_thousand_rows_are_refused_before_they_are_read(monkeypatch):
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 200_001)
    )
    data = rewritten(workbook(["x"]), "xl/worksheets/sheet1.xml", b"<sheetData>",
                     b"<sheetData>" + rows)  # fmt: skip
    monkeypatch.setattr(workbooks, "opened", None)  # would fail if it came so far
    assert refusal(data) in ("too_many_rows", "bomb")


def test_two_hundred_thousand_rows_of_text_are_refused():
    assert refusal(b"a,b\n" * 200_000) == "too_many_rows"


def test_a_book_survives_its_way_through_the_database():
    book = read(workbook(["تونس", "أ"], [None, "ب"], merges=["A1:A2"], hidden=["Sheet2"],
                         sheets=[("Sheet2", [["x"]])]))  # fmt: skip
    assert Book.from_json(json.loads(json.dumps(book.as_json()))) == book


MEANT = "الجمهورية التونسية"


@pytest.mark.parametrize(
    "broken",
    [
        MEANT.encode().decode("cp1256"),
        MEANT.encode().decode("latin-1"),
        MEANT.encode("cp1256").decode("cp1252"),
    ],
)
def test_wrong_letters_are_found_and_can_be_repaired(broken):
    book = read(workbook(["الاسم"], [broken]))
    assert mojibake.samples(book) == [(broken, MEANT)]
    assert cells(mojibake.repaired_book(book)) == [("الاسم",), (MEANT,)]


@pytest.mark.parametrize(
    "text", [MEANT, "Général Léopold Hélène", "Žižek", "ظط", "São Tomé", "Ærøskøbing Ÿþ", "100 €"]
)
def test_right_letters_are_left_alone(text):
    assert mojibake.repaired(text) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        read(data)
    except Unreadable as error:
        assert error.message


@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=5))
def test_any_text_is_read_or_refused(rows):
    with contextlib.suppress(Unreadable, UnicodeEncodeError):
        read(csv(*rows))


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=4, max_size=40))
def test_what_was_broken_on_its_way_comes_back(text):
    broken = text.encode().decode("cp1256")
    if any(each != " " for each in text):
        assert mojibake.repaired(broken) in (text, broken)
