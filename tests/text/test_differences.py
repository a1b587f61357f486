"""Differences, alignment and merges: complete, readable, and losing nothing."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communiques.differences import Change, Conflict, Merge, Row, align, compare, merge, words
from communiques.text import Block, blocks, sanitise
from tests.text.htmls import anything, documents

# ---------------------------------------------------------------- words


def changes(*pairs: tuple[str, str]) -> list[Change]:
    return [Change(op, text) for op, text in pairs]


def test_a_changed_word_stands_alone() -> None:
    assert words("عقد المؤتمر في القاهرة", "عقد المؤتمر في عمان") == changes(
        ("equal", "عقد المؤتمر في "), ("delete", "القاهرة"), ("insert", "عمان")
    )


def test_no_lone_space_is_left_between_two_changes() -> None:
    assert words("one two three", "1 2 three") == changes(
        ("delete", "one two"), ("insert", "1 2"), ("equal", " three")
    )


def test_a_word_with_vowel_signs_is_one_word() -> None:
    assert words("عُمان", "عَمّان") == changes(("delete", "عُمان"), ("insert", "عَمّان"))


def test_punctuation_changes_by_itself() -> None:
    assert words("نعم، لا", "نعم؛ لا") == changes(
        ("equal", "نعم"), ("delete", "،"), ("insert", "؛"), ("equal", " لا")
    )


def test_an_inserted_line_leaves_the_others_equal() -> None:
    assert words("a\nc\n", "a\nb\nc\n") == changes(
        ("equal", "a\n"), ("insert", "b\n"), ("equal", "c\n")
    )


def test_equal_and_empty_texts_need_no_change() -> None:
    assert words("", "") == []
    assert words("a b", "a b") == changes(("equal", "a b"))
    assert words("", "a b") == changes(("insert", "a b"))
    assert words("\n ", "\n a") == changes(("equal", "\n "), ("insert", "a"))
    assert words("a b", "") == changes(("delete", "a b"))


few = st.lists(st.sampled_from(["a", "b", " ", "  ", "\n", "،", "الأمن"]), max_size=30).map("".join)
texts = few | st.text()


@given(texts, texts)
def test_changes_rebuild_both_texts(old: str, new: str) -> None:
    result = words(old, new)
    assert "".join(change.text for change in result if change.op != "insert") == old
    assert "".join(change.text for change in result if change.op != "delete") == new


@given(texts, texts)
def test_changes_are_never_empty_doubled_or_parted_by_a_space(old: str, new: str) -> None:
    result = words(old, new)
    assert all(change.text for change in result)
    for one, other in pairwise(result):
        assert one.op != other.op
        assert (one.op, other.op) != ("insert", "delete")
    for change in result[1:-1]:
        assert change.op != "equal" or change.text.strip(" ")


def test_a_text_that_repeats_two_words_is_compared_in_seconds() -> None:
    old = " ".join("ab"[n * n % 7 % 2] for n in range(20_000))
    new = " ".join("ab"[n * n % 11 % 2] for n in range(20_000))
    start = time.monotonic()
    words(old, new)
    assert time.monotonic() - start < 10


# ---------------------------------------------------------------- compare


def block(html: str) -> Block:
    return blocks(html)[0]


def test_rows_pair_what_is_similar_and_leave_the_rest_alone() -> None:
    a, b, c = "<p>first one here</p>", "<p>second one here</p>", "<p>third of them all</p>"
    x, b2 = "<h2>quite new</h2>", "<p>second one there</p>"
    assert compare(a + b + c, a + x + b2) == [
        Row("equal", block(a), block(a), changes(("equal", "first one here"))),
        Row("inserted", None, block(x), changes(("insert", "quite new"))),
        Row("changed", block(b), block(b2), changes(
            ("equal", "second one "), ("delete", "here"), ("insert", "there"))),
        Row("deleted", block(c), None, changes(("delete", "third of them all"))),
    ]  # fmt: skip


def test_a_change_of_form_alone_says_so() -> None:
    assert compare("<p>a b</p>", "<p>a <b>b</b></p>") == [
        Row("changed", block("<p>a b</p>"), block("<p>a <b>b</b></p>"),
            changes(("equal", "a b")), formatting_only=True),
    ]  # fmt: skip


def table(*rows: str) -> str:
    """Rows of cells, which a slash parts."""
    lines = ("".join(f"<td>{cell}</td>" for cell in row.split("/")) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def test_a_number_that_moved_to_another_cell_is_a_change() -> None:
    (row,) = compare(table("state/men/women", "Tunis/12/"), table("state/men/women", "Tunis//12"))
    assert (row.formatting_only, row.changes) == (False, changes(
        ("equal", "state\t|\tmen\t|\twomen\nTunis\t|"), ("insert", "\t\t|"), ("equal", "\t12"),
        ("delete", "\t|\t")))  # fmt: skip


def test_a_cell_that_was_emptied_leaves_its_row_whole() -> None:
    (row,) = compare(table("Tunis/14", "Jordan/15"), table("Tunis/", "Jordan/15"))
    assert row.changes == changes(
        ("equal", "Tunis\t|\t"), ("delete", "14"), ("equal", "\nJordan\t|\t15")
    )


def test_another_number_to_begin_with_is_a_change() -> None:
    (row,) = compare("<ol><li>a</li><li>b</li></ol>", "<ol start=3><li>a</li><li>b</li></ol>")
    assert row.changes == changes(
        ("delete", "1"), ("insert", "3"), ("equal", ". a\n"),
        ("delete", "2"), ("insert", "4"), ("equal", ". b"),
    )  # fmt: skip


def test_points_that_are_counted_show_their_numbers() -> None:
    points = "<ol start=3><li>a</li><li>b<ul><li>c</li></ul><ol><li>d</li><li>e</li></ol></li></ol>"
    (row,) = compare(points, points)
    assert row.changes == changes(("equal", "3. a\n4. b\n• • c\n• 1. d\n• 2. e"))


def test_points_below_a_point_that_are_counted_now_are_a_change() -> None:
    """The mark that goes is the one that a number replaces."""
    marked, counted = (f"<ul><li>a<{tag}><li>b</li></{tag}></li></ul>" for tag in ("ul", "ol"))
    (row,) = compare(marked, counted)
    assert (row.formatting_only, row.changes) == (
        False,
        changes(("equal", "• a\n• "), ("delete", "•"), ("insert", "1."), ("equal", " b")),
    )


def test_counted_points_in_another_order_are_a_change() -> None:
    (row,) = compare("<ol><li>a</li><li>b</li></ol>", "<ol><li>b</li><li>a</li></ol>")
    assert row.changes == changes(
        ("equal", "1. "), ("delete", "a"), ("insert", "b"), ("equal", "\n2. "),
        ("delete", "b"), ("insert", "a"),
    )  # fmt: skip


def test_a_point_that_moved_below_another_is_a_change() -> None:
    flat, deep = (
        "<ul><li>a</li><li>b</li></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    )
    (row,) = compare(flat, deep)
    assert (row.formatting_only, row.changes) == (
        False,
        changes(("equal", "• a\n• "), ("insert", "• "), ("equal", "b")),
    )


@given(anything | documents, anything | documents)
def test_a_comparison_shows_every_block_of_both_once_and_in_order(old: str, new: str) -> None:
    rows = compare(old, new)
    assert [row.old for row in rows if row.old] == blocks(old)
    assert [row.new for row in rows if row.new] == blocks(new)
    for row in rows:
        expected = (row.old and row.new and (row.old.html == row.new.html)) or False
        assert (row.kind == "equal") is expected
        assert (row.kind == "inserted") is (row.old is None)
        assert (row.kind == "deleted") is (row.new is None)


@given(anything | documents)
def test_a_text_compared_with_itself_is_equal_throughout(html: str) -> None:
    assert {row.kind for row in compare(html, html)} <= {"equal"}


# ---------------------------------------------------------------- align


def shape(a: str, b: str) -> list[tuple[str | None, str | None]]:
    return [(one and one.text, other and other.text) for one, other in align(a, b)]


def test_one_paragraph_too_many_does_not_shift_the_next_heading() -> None:
    arabic = "<p>ا</p><p>ب</p><p>ج</p><h2>عنوان</h2><p>د</p>"
    english = "<p>a</p><p>b</p><h2>Title</h2><p>d</p><p>e</p>"
    assert shape(arabic, english) == [
        ("ا", "a"), ("ب", "b"), ("ج", None), ("عنوان", "Title"), ("د", "d"), (None, "e"),
    ]  # fmt: skip


def test_a_heading_without_counterpart_stands_alone() -> None:
    arabic = "<h2>أول</h2><p>ا</p><p>ب</p><h2>ثان</h2><p>ج</p>"
    english = "<h2>First</h2><p>a</p><p>b</p><p>c</p>"
    assert shape(arabic, english) == [
        ("أول", "First"), ("ا", "a"), ("ب", "b"), ("ثان", None), ("ج", "c"),
    ]  # fmt: skip


def test_of_two_possible_headings_the_one_with_like_surroundings_is_chosen() -> None:
    arabic = "<h2>أول</h2><p>ا</p><h2>ثان</h2><p>ب</p><p>ج</p><p>د</p>"
    assert shape(arabic, "<h2>Second</h2><p>b</p><p>c</p><p>d</p>") == [
        ("أول", None), ("ا", None), ("ثان", "Second"), ("ب", "b"), ("ج", "c"), ("د", "d"),
    ]  # fmt: skip


def test_kindred_lists_and_headings_pair_but_a_table_pairs_only_with_a_table() -> None:
    arabic = "<h2>ا</h2><ul><li>ب</ul><table><td>ج</table>"
    english = "<h3>a</h3><ol><li>b</ol><blockquote>c</blockquote>"
    assert shape(arabic, english) == [("ا", "a"), ("ب", "b"), ("ج", None), (None, "c")]


@given(documents, documents)
def test_an_alignment_shows_every_block_of_both_once_and_in_order(a: str, b: str) -> None:
    rows = align(a, b)
    assert [one for one, _ in rows if one] == blocks(a)
    assert [other for _, other in rows if other] == blocks(b)
    assert (None, None) not in rows


@given(documents)
def test_a_text_aligned_with_itself_pairs_every_block(html: str) -> None:
    assert align(html, html) == [(each, each) for each in blocks(html)]


# ---------------------------------------------------------------- merge

A, B, C = "<p>alpha one two</p>", "<p>beta three four</p>", "<p>gamma five six</p>"
A2, B2 = "<p>alpha one zwei</p>", "<p>beta three vier</p>"


def joined(*htmls: str) -> str:
    return "\n".join(htmls)


def test_changes_to_neighbouring_blocks_are_both_taken() -> None:
    assert merge(A + B + C, A2 + B + C, A + B2 + C) == Merge(joined(A2, B2, C))


def test_the_same_change_by_both_is_taken_once() -> None:
    assert merge(A + B, A2 + B, A2 + B2) == Merge(joined(A2, B2))


def test_different_changes_to_one_block_are_both_kept_mine_first() -> None:
    theirs = "<p>alpha one two three</p>"
    assert merge(B + A + C, B + A2 + C, B + theirs + C) == Merge(
        joined(B, A2, theirs, C), [Conflict(A, A2, theirs, block=2)]
    )


def test_a_block_written_anew_by_both_is_a_conflict() -> None:
    assert merge("<p>one</p>", "<p>two</p>", "<p>three</p>") == Merge(
        "<p>two</p>\n<p>three</p>",
        [Conflict("<p>one</p>", "<p>two</p>", "<p>three</p>", block=1)],
    )


def test_a_deletion_against_a_change_keeps_the_change_and_reports_it() -> None:
    assert merge(A + B, B, A2 + B) == Merge(joined(A2, B), [Conflict(A, "", A2, block=1)])
    assert merge(A + B, A2 + B, B) == Merge(joined(A2, B), [Conflict(A, A2, "", block=1)])


def test_a_deletion_by_one_or_both_is_taken() -> None:
    assert merge(A + B + C, B + C, A + B) == Merge(B)
    assert merge(A + B, B, B) == Merge(B)


def test_insertions_in_different_places_are_both_taken() -> None:
    x, y = "<h2>new</h2>", "<p>entirely other words</p>"
    assert merge(A + B, x + A + B, A + B + y) == Merge(joined(x, A, B, y))


def test_insertions_in_one_place_are_both_kept_and_what_they_share_only_once() -> None:
    x, y, z = "<h2>shared</h2>", "<p>mine alone</p>", "<p>their very own</p>"
    assert merge(A, A + x + y, A + x + z) == Merge(
        joined(A, x, y, z), [Conflict("", y, z, block=3)]
    )
    assert merge(A, A + x, A + x + z) == Merge(joined(A, x, z))


@given(anything | documents, anything | documents)
def test_work_of_one_side_only_is_taken_as_it_is(base: str, side: str) -> None:
    assert merge(base, base, side) == Merge(sanitise(side))
    assert merge(base, side, base) == Merge(sanitise(side))
    assert merge(base, side, side) == Merge(sanitise(side))


@st.composite
def three_versions(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text and two descendants, each with blocks dropped, doubled, changed or added."""
    base = [each.html for each in blocks(draw(documents))]

    def descendant() -> str:
        pieces = []
        for html in base:
            action = draw(st.sampled_from(["keep", "keep", "drop", "double", "change"]))
            changed = html.replace("one", "eins").replace("two", "zwei")
            pieces += {"keep": [html], "drop": [], "double": [html] * 2, "change": [changed]}[
                action
            ]
            pieces += draw(st.sampled_from([[], [], ["<p>added</p>"], ["<p>other</p>"]]))
        return "".join(pieces)

    return "".join(base), descendant(), descendant()


@given(three_versions() | st.tuples(documents, documents, documents))
def test_nothing_that_either_side_wrote_is_lost(versions: tuple[str, str, str]) -> None:
    base, mine, theirs = versions
    merged = merge(base, mine, theirs)
    old, kept = ({each.html for each in blocks(html)} for html in (base, merged.html))
    for side in (mine, theirs):
        assert {each.html for each in blocks(side)} - old <= kept


@given(three_versions())
def test_a_merged_text_is_canonical_and_each_conflict_stands_where_it_says(
    versions: tuple[str, str, str],
) -> None:
    merged = merge(*versions)
    assert sanitise(merged.html) == merged.html
    lines = merged.html.split("\n")
    for conflict in merged.conflicts:
        both = [line for side in (conflict.mine, conflict.theirs) for line in side.split("\n")]
        both = [line for line in both if line]
        assert lines[conflict.block - 1 : conflict.block - 1 + len(both)] == both
        assert conflict.mine != conflict.theirs


@given(three_versions())
def test_conflicts_are_the_same_whoever_merges(versions: tuple[str, str, str]) -> None:
    base, mine, theirs = versions
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert [(c.base, c.mine, c.theirs) for c in one.conflicts] == [
        (c.base, c.theirs, c.mine) for c in other.conflicts
    ]
