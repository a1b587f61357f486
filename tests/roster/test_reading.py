"""Rows as offices write them: pure, from real files to entries and remarks."""

import io

import openpyxl
import pytest

from events.roster import entries, files
from events.roster.columns import Field, field_of
from events.roster.entries import Entry
from tests.roster.conftest import csv, saved, workbook

KNOWN = {"تونس", "الجمهوريه التونسيه", "ليبيا", "المملكه الاردنيه الهاشميه"}


def reading(data: bytes, **choices: str):
    return entries.read(
        files.read(data), {key.replace("__", ":"): each for key, each in choices.items()}, KNOWN
    )


def entry(row: int, name: str, **more) -> Entry:
    """An entry in which only the named cells say something."""
    values = dict.fromkeys(Entry.__dataclass_fields__, "") | {
        "sheet": 0, "row": row, "honorifics": (), "printed_name_ar": name, "name_ar": name,
    }  # fmt: skip
    return Entry(**(values | more))


def said(found, *left_out: str) -> list[tuple[int, str, str, str]]:
    """(row, column, gravity, code) of every remark."""
    return [
        (each.row, each.column, each.gravity.value, each.code)
        for each in found.remarks
        if each.code not in left_out
    ]


@pytest.mark.parametrize(
    "header, field",
    [
        ("الاسم", Field.NAME), ("  الإسم  ", Field.NAME), ("الاســـم", Field.NAME),
        ("Full Name*", Field.NAME), ("Name (in English)", Field.NAME),
        ("الاسم\u00a0الكامل", Field.NAME), ("الاسم / Name", Field.NAME),
        ("الدولة", Field.BODY), ("البلد ", Field.BODY), ("Country/Organization", Field.BODY),
        ("الدوله", Field.BODY), ("Pays", Field.BODY), ("المنصب", Field.POST),
        ("المسمى الوظيفي", Field.POST), ("Job Title", Field.POST), ("Designation", Field.POST),
        ("الصفة", Field.FUNCTION), ("Role", Field.FUNCTION), ("البريد الإلكتروني:", Field.EMAIL),
        ("E-mail", Field.EMAIL), ("الجوّال", Field.PHONE), ("Mobile No.", Field.PHONE),
        ("م", Field.NUMBER), ("#", Field.NUMBER), ("ت", Field.NUMBER), ("الرتبة", Field.RANK),
        ("الملاحظة", Field.REMARK), ("ملاحظات", Field.NOTE), ("فصيلة الدم", None), ("", None),
    ],
)  # fmt: skip
def test_headers_and_their_synonyms(header, field):
    assert field_of(header) is field


def test_a_title_above_the_header_blank_lines_and_numbers_of_the_sheet():
    found = reading(
        workbook(
            ["قائمة المشاركين في المؤتمر"], [], [" م ", " الدولة", "الاسم  "], [],
            ["١", "تونس", "سامي حسن"], [], ["٢", "تونس", "هند سالم"],
            merges=["A1:C1"],
        )
    )  # fmt: skip
    assert found.entries == [
        entry(5, "سامي حسن", body="تونس"), entry(7, "هند سالم", body="تونس"),
    ]  # fmt: skip
    assert said(found) == []


def test_merged_country_cells_are_carried_and_blank_ones_said():
    found = reading(
        workbook(
            ["الدولة", "الاسم"], ["تونس", "سامي حسن"], [None, "هند سالم"], [None, "علي نور"],
            merges=["A2:A3"],
        )
    )  # fmt: skip
    assert [each.body for each in found.entries] == ["تونس"] * 3
    assert said(found) == [(4, "A", "note", "body_above")]


def test_a_country_as_a_heading_line():
    found = reading(
        workbook(
            ["م", "الاسم", "المنصب"],
            ["وفد الجمهورية التونسية:"], [1, "سامي حسن", "مدير"],
            ["المملكة الأردنية الهاشمية (3 أعضاء)"], [1, "هند سالم", "وكيل"],
            [None, "ليبيا"], [1, "علي نور", "خبير"],
            merges=["A2:C2"],
        )
    )  # fmt: skip
    assert [(each.body, each.name_ar) for each in found.entries] == [
        ("الجمهورية التونسية", "سامي حسن"),
        ("المملكة الأردنية الهاشمية", "هند سالم"),
        ("ليبيا", "علي نور"),
    ]
    assert [each[3] for each in said(found)] == [
        "heading",
        "heading",
        "heading",
        "function_in_post",
    ]


def test_a_lone_name_is_a_person_and_no_heading():
    found = reading(workbook(["الاسم", "الدولة"], ["سامي حسن", "تونس"], ["هند سالم"]))
    assert [(each.name_ar, each.body) for each in found.entries] == [
        ("سامي حسن", "تونس"), ("هند سالم", "تونس"),
    ]  # fmt: skip


def test_repeated_headers_totals_and_footnotes_are_left_out_and_said():
    header = ["م", "الدولة", "الاسم"]
    found = reading(
        workbook(
            header, ["١", "تونس", "سامي حسن"], header, ["٢", "تونس", "هند سالم"],
            ["المجموع", None, 2], [None, None, "الإجمالي: 2"], ["* قابلة للتعديل"],
            ["ملاحظة: وصلت القائمة بالفاكس"], ["صفحة 1 من 2"],
        )
    )  # fmt: skip
    assert [each.row for each in found.entries] == [2, 4]
    assert said(found) == [
        (3, "", "note", "header_again"), (5, "", "note", "total"), (6, "", "note", "total"),
        (7, "", "note", "footnote"), (8, "", "note", "footnote"), (9, "", "note", "footnote"),
    ]  # fmt: skip


def test_a_rank_in_its_own_column_is_printed_before_the_name():
    found = reading(workbook(["الدولة", "الرتبة", "الاسم"], ["تونس", "اللواء", "سامي حسن"]))
    assert found.entries == [
        entry(2, "", body="تونس", printed_name_ar="اللواء سامي حسن", name_ar="سامي حسن",
              honorifics=("اللواء",)),
    ]  # fmt: skip


def test_the_same_header_is_a_rank_or_a_family_name_by_what_it_holds():
    ranks = reading(workbook(["الدولة", "الاسم", "اللقب"], ["تونس", "سامي حسن", "الدكتور"]))
    family = reading(workbook(["الدولة", "الاسم", "اللقب"], ["تونس", "سامي", "بن صالح"]))
    assert [each.printed_name_ar for each in ranks.entries + family.entries] == [
        "الدكتور سامي حسن", "سامي بن صالح",
    ]  # fmt: skip


def test_arabic_and_english_columns_swapped():
    found = reading(
        workbook(
            ["الدولة", "الاسم بالعربية", "Name in English"],
            ["تونس", "Sami Hassan", "سامي حسن"],
            ["تونس", "هند سالم", "Hind Salem"],
        )
    )
    assert [(each.printed_name_ar, each.printed_name_en) for each in found.entries] == [
        ("سامي حسن", "Sami Hassan"), ("هند سالم", "Hind Salem"),
    ]  # fmt: skip
    assert said(found) == [(2, "B", "warning", "swapped"), (2, "C", "warning", "swapped")]
    plain = reading(workbook(["الدولة", "الاسم", "Name"], ["تونس", "Sami Hassan", "سامي حسن"]))
    assert said(plain) == [(2, "B", "warning", "swapped"), (2, "C", "warning", "swapped")]
    alone = reading(workbook(["الدولة", "الاسم"], ["تونس", "Sami Hassan"]))
    assert (alone.entries[0].name_en, said(alone)) == ("Sami Hassan", [])


def test_several_people_in_a_cell_stop_the_row():
    text = "اللواء أحمد سالم والعقيد محمد حسن"
    found = reading(workbook(["الدولة", "الاسم"], ["تونس", text]))
    assert said(found) == [(2, "B", "error", "several_people")]
    assert [each.printed_name_ar for each in found.entries] == [text]


def test_a_row_without_a_name_and_one_without_a_body():
    found = reading(workbook(["الدولة", "الاسم", "المنصب"], ["", "سامي حسن", ""],
                             ["تونس", "", "سائق"], ["تونس", "123", "سائق"]))  # fmt: skip
    assert said(found) == [
        (2, "A", "error", "no_body"), (3, "B", "error", "no_name"),
        (4, "B", "error", "no_name"),
    ]  # fmt: skip


def test_contacts_and_what_cannot_be_stored_of_them():
    found = reading(
        workbook(
            ["الدولة", "الاسم", "البريد", "الهاتف", "ملاحظات"],
            ["تونس", "سامي حسن", "a@b.tn", 966112000000, "نباتي"],
            ["تونس", "هند سالم", "a@b", "9.66112E+11", None],
            ["تونس", "علي نور", None, "+216 71 000 000", None],
        )
    )
    assert [(each.email, each.phone, each.private_note) for each in found.entries] == [
        ("a@b.tn", "+966112000000", "نباتي"),
        ("", "", "a@b\n9.66112E+11"),
        ("", "+216 71 000 000", ""),
    ]
    assert said(found) == [
        (2, "D", "note", "phone_plus_restored"), (3, "C", "warning", "email_wrong"),
        (3, "D", "warning", "phone_digits_lost"),
        (4, "C", "note", "no_email"),
    ]  # fmt: skip


def test_days_as_they_are_written():
    found = reading(
        csv(
            ["الدولة", "الاسم", "تاريخ الوصول"],
            ["تونس", "سامي حسن", "5/6/2022"], ["تونس", "هند سالم", "44717"],
            ["تونس", "علي نور", "5/11/1443"], ["تونس", "نور علي", "2022-06-05"],
            ["تونس", "سعد علي", "لاحقا"],
        )
    )  # fmt: skip
    assert [each.private_note for each in found.entries] == [
        "تاريخ الوصول: 5 يونيو 2022 م", "تاريخ الوصول: 5 يونيو 2022 م",
        "تاريخ الوصول: 4 يونيو 2022 م (5/11/1443)", "تاريخ الوصول: 5 يونيو 2022 م",
        "تاريخ الوصول: لاحقا",
    ]  # fmt: skip
    assert [each[2:] for each in said(found)] == [
        ("warning", "day_day_or_month"), ("note", "day_serial"), ("warning", "day_hijri"),
        ("warning", "day_unreadable"),
    ]  # fmt: skip


def test_the_month_first_by_choice():
    data = csv(["الدولة", "الاسم", "Arrival"], ["تونس", "سامي حسن", "6/5/2022"])
    [one] = reading(data, dates="md").entries
    assert one.private_note == "Arrival: 5 June 2022"


def test_functions_missing_unknown_and_in_the_post():
    found = reading(
        workbook(
            ["الدولة", "الاسم", "المنصب", "الصفة"],
            ["تونس", "سامي حسن", "مدير عام", "رئيس الوفد"],
            ["تونس", "هند سالم", "مدير", None],
            ["تونس", "علي نور", "مدير", "سائق"],
            ["تونس", "نور علي", None, "سائق"],
            ["تونس", "سعد علي", "وزير الداخلية، رئيس الوفد", None],
        )
    )
    assert [(e.function, e.printed_title_ar, e.private_note) for e in found.entries] == [
        ("head", "مدير عام", ""), ("", "مدير", ""), ("", "مدير", "سائق"), ("", "سائق", ""),
        ("head", "وزير الداخلية، رئيس الوفد", ""),
    ]  # fmt: skip
    assert said(found) == [
        (4, "D", "warning", "function_unknown"), (5, "D", "warning", "function_unknown"),
        (6, "C", "note", "head_by_post"),
    ]  # fmt: skip


def test_the_department_beside_the_country_goes_into_the_post():
    found = reading(
        workbook(["الدولة", "الجهة التابع لها", "الاسم", "الوظيفة"],
                 ["تونس", "وزارة الداخلية", "سامي حسن", "مدير"])
    )  # fmt: skip
    assert found.entries == [
        entry(2, "سامي حسن", body="تونس", printed_title_ar="مدير، وزارة الداخلية")
    ]


def test_invisible_marks_spaces_tatweel_and_ligatures():
    found = reading(
        workbook(["الدولة", "الاسم"], ["\u200fتونس\u00a0", "\u202bعبد  \u00a0ﷲ  محـــمد\u202c"])
    )
    assert found.entries == [
        entry(2, "", body="تونس", printed_name_ar="عبد ﷲ محـــمد", name_ar="عبد الله محمد")
    ]
    assert said(found) == [
        (2, "B", "note", "unseen_marks"), (2, "B", "note", "tidied"),
        (2, "A", "note", "unseen_marks"),
    ]  # fmt: skip


def test_a_quoted_formula_of_text_and_an_escaped_one_are_text():
    found = reading(
        csv(["الدولة", "الاسم", "الهاتف"], ["تونس", "سامي حسن", '"=""0021671000000"""'],
            ["تونس", "هند سالم", "'+21671000000"])
    )  # fmt: skip
    assert [each.phone for each in found.entries] == ["+21671000000"] * 2


def test_a_formula_without_its_result_and_one_that_failed():
    found = reading(
        workbook(["الدولة", "الاسم", "المنصب"], ["تونس", "=A1", "x"], ["تونس", "سامي", "#REF!"])
    )
    assert said(found) == [
        (2, "B", "error", "formula"), (2, "B", "error", "no_name"), (3, "C", "warning", "formula"),
    ]  # fmt: skip
    assert [each.row for each in found.entries] == [3]


def test_hidden_and_extra_sheets_are_said_and_can_be_chosen():
    data = workbook(
        ["الدولة", "الاسم"], ["تونس", "سامي حسن"], title="القائمة", hidden=["قديم"],
        sheets=[("قديم", [["الدولة", "الاسم"], ["ليبيا", "هند سالم"]]),
                ("تعليمات", [["اكتب الأسماء في الورقة الأولى"]])],
    )  # fmt: skip
    found = reading(data)
    assert [each.name_ar for each in found.entries] == ["سامي حسن"]
    assert [(each.sheet, each.code) for each in found.remarks] == [
        (1, "hidden_sheet"), (2, "other_sheet"),
    ]  # fmt: skip
    both = reading(data, sheet__1="in")
    assert [(each.key, each.name_ar) for each in both.entries] == [
        ("0:2", "سامي حسن"), ("1:2", "هند سالم"),
    ]  # fmt: skip
    assert [each.name_ar for each in reading(data, sheet__0="out", sheet__1="in").entries] == [
        "هند سالم"
    ]


def test_a_sheet_named_after_a_state():
    [one] = reading(workbook(["م", "الاسم", "المنصب"], [1, "سامي", "مدير"], title="تونس")).entries
    assert one.body == "تونس"


def test_a_list_without_a_header_is_asked_about():
    data = workbook(["تونس", "سامي حسن", "a@b.tn"], ["تونس", "هند سالم", "c@d.tn"])
    assert "no_header" in [each.code for each in reading(data).remarks]
    found = reading(data, column__0__0="body", column__0__1="name")
    assert [(e.body, e.name_ar, e.email) for e in found.entries] == [
        ("تونس", "سامي حسن", "a@b.tn"), ("تونس", "هند سالم", "c@d.tn"),
    ]  # fmt: skip


def test_an_unknown_column_is_said_once():
    found = reading(workbook(["الدولة", "الاسم", "فصيلة الدم"], ["تونس", "سامي حسن", "A+"]))
    assert said(found) == [(0, "C", "warning", "unknown_column")]


def test_wrong_letters_wait_for_a_decision():
    broken = "تونس".encode().decode("cp1256")
    data = workbook(["الدولة", "الاسم"], [broken, "سامي حسن"])
    assert said(reading(data)) == [(0, "", "error", "mojibake")]
    assert [each.body for each in reading(data, repair="yes").entries] == ["تونس"]
    assert [each.body for each in reading(data, repair="no").entries] == [broken]
    assert said(reading(data, repair="yes")) == said(reading(data, repair="no")) == []


def test_letters_that_are_gone_are_an_error():
    found = reading(workbook(["الدولة", "الاسم"], ["تونس", "???? ????"], ["تونس", "س\ufffdمي حسن"]))
    assert {each[3] for each in said(found) if each[2] == "error"} == {"letters_lost", "no_name"}


def test_too_long_and_unprintable_names():
    found = reading(workbook(["الدولة", "الاسم"], ["تونس", "س" * 301], ["تونس", "سامي " * 80]))
    assert said(found) == [(2, "B", "error", "unfit"), (3, "B", "error", "unfit")]


def test_a_hidden_row_is_taken_in_and_said():
    book = openpyxl.load_workbook(io.BytesIO(workbook(["الدولة", "الاسم"], ["تونس", "سامي حسن"])))
    book.active.row_dimensions[2].hidden = True
    found = reading(saved(book))
    assert ([e.row for e in found.entries], said(found)) == (
        [2],
        [(2, "", "warning", "hidden_row")],
    )


def test_a_note_that_cannot_be_printed():
    found = reading(workbook(["الدولة", "الاسم", "ملاحظات"], ["تونس", "سامي حسن", "س" * 201]))
    assert said(found) == [(2, "C", "error", "unfit")]


def test_places_numbered_in_advance_are_left_out_and_said():
    found = reading(
        workbook(["م", "الدولة", "الاسم"], [1, "تونس", "سامي حسن"], [2], [3, "تونس"],
                 [4, None, "هند سالم"])
    )  # fmt: skip
    assert [(each.row, each.body) for each in found.entries] == [(2, "تونس"), (5, "تونس")]
    assert said(found, "body_above") == [
        (3, "", "note", "empty_place"), (4, "", "note", "empty_place"),
    ]  # fmt: skip


def test_a_person_whose_post_begins_like_a_total_is_a_person():
    found = reading(workbook(["الدولة", "الاسم", "المنصب"],
                             ["تونس", "سامي حسن", "Total Quality Manager"]))  # fmt: skip
    assert [each.row for each in found.entries] == [2]


def test_a_title_between_the_pages_does_not_become_a_body():
    found = reading(
        workbook(["الدولة", "الاسم"], ["تونس", "سامي حسن"], ["تابع قائمة المشاركين"],
                 [None, "هند سالم"], merges=["A3:B3"])
    )  # fmt: skip
    assert [(each.row, each.body) for each in found.entries] == [(2, "تونس"), (4, "تونس")]


def test_a_cell_on_its_own_is_not_taken_for_a_body():
    found = reading(workbook(["م", "الاسم", "المنصب"], ["تونس"], [1, "سامي حسن", "مدير"],
                             [None, None, "سائق"], [2, "هند سالم", "وكيل"]))  # fmt: skip
    assert [(each.row, each.body) for each in found.entries] == [(3, "تونس"), (5, "تونس")]
    assert (4, "B", "error", "no_name") in said(found)
