"""How a difference is shown: what replaces what, in the order in which either language is read."""

import pytest
from django.utils import translation

from communiques.differences import compare
from communiques.templatetags.differing import changes, formed

CASES = {
    "a number in Arabic words follows the one that it replaces": (
        "القرار 2341 لعام",
        "القرار 2396 لعام",
        "<span>القرار </span><del>2341</del><ins class='apart'>2396</ins><span> لعام</span>",
    ),
    "so does one at the beginning of an Arabic line": (
        "23 مايو",
        "24 مايو",
        "<del>23</del><ins class='apart'>24</ins><span> مايو</span>",
    ),
    "in English words it stands behind it anyway": (
        "resolution 2341 of",
        "resolution 2396 of",
        "<span>resolution </span><del>2341</del><ins>2396</ins><span> of</span>",
    ),
    "so does one in a Latin name within Arabic words": (
        "قرار UNSC 2341",
        "قرار UNSC 2396",
        "<span>قرار UNSC </span><del>2341</del><ins>2396</ins>",
    ),
    "whatever else is new behind it": (
        "شارك 15",
        "شارك 17 عضوا",
        "<span>شارك </span><del>15</del><ins class='apart'>17 عضوا</ins>",
    ),
    "words stand in the order of their language": (
        "شكر الدولة",
        "شكر الوزارة",
        "<span>شكر </span><del>الدولة</del><ins>الوزارة</ins>",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_replaces_what(case):
    old, new, shown = CASES[case]
    (row,) = compare(f"<p>{old}</p>", f"<p>{new}</p>")
    assert changes(row) == shown


@pytest.mark.parametrize(
    "old, new",
    [
        ("<table><tr><td>a</td></tr></table>", "<table><tr><th>a</th></tr></table>"),
        ("<table><tr><td>a</td></tr></table>", "<table><tr><td colspan=2>a</td></tr></table>"),
    ],
)
def test_a_form_that_no_words_show_is_told_all_the_same(old, new):
    (row,) = compare(old, new)
    said = [{"said": "a list or table is built otherwise: see the text itself"}]
    with translation.override("en"):
        assert (row.formatting_only, formed(row)) == (True, said)
