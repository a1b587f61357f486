"""Rich text: one canonical, harmless form, and what is made from it."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communiques.digests import digest
from communiques.text import Block, blocks, from_plain, plain, render, sanitise
from communiques.text.cleanups import Finding, apply_cleanups, find_cleanups
from communiques.text.problems import problems
from organizations import arabic
from organizations.arabic import Problem
from organizations.tidying import Cleanup
from tests.text.htmls import ATTACKS, anything, as_edited, documents, strictly_read

COMMUNIQUE = (Path(__file__).parent.parent / "seed" / "communique.ar.txt").read_text("utf-8")

# ---------------------------------------------------------------- safety


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("frame", ["{}", "<p>a {} b</p>", "<table><tr><td>{}</td></tr></table>"])
def test_no_attack_leaves_an_element_or_attribute_that_is_not_allowed(
    attack: str, frame: str
) -> None:
    clean = sanitise(frame.replace("{}", attack))
    strictly_read(clean)
    assert sanitise(clean) == clean


def test_the_corpus_of_attacks_is_large_enough() -> None:
    assert len(set(ATTACKS)) >= 60


@given(anything)
def test_any_input_becomes_flawless_html(html: str) -> None:
    strictly_read(sanitise(html))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "data:text/html,x", "vbscript:x", "//e.org/", "/\\e.org", "\\/e.org",
        "/\t/e.org", "relative/page", "#top", "?q=1", "", "https:", "https:/e.org", "https://",
        "https://a b.org/", "https://a@b.org/", "ftp://e.org/", "mailto:", "mailto:nobody",
        "tel:123", "about:blank",
    ],
)  # fmt: skip
def test_a_link_to_anywhere_else_is_only_its_text(address: str) -> None:
    assert sanitise(f'<p><a href="{address}">x</a></p>') == "<p>x</p>"


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("https://e.org", "https://e.org"),
        ("HTTPS://E.org:8080/A?b=c#d", "https://E.org:8080/A?b=c#d"),
        ("http://e.org/a b|c", "http://e.org/a%20b%7Cc"),
        ("https://e.org?a=1&amp;b=2", "https://e.org?a=1&amp;b=2"),
        ("https:\\\\e.org\\a?b\\c", "https://e.org/a?b%5Cc"),
        ("https://مثال.إختبار/قمة", "https://مثال.إختبار/قمة"),
        (" /ar/communiques/ ", "/ar/communiques/"),
        ("/a\u202eb", "/a%E2%80%AEb"),
        ("/100%", "/100%"),
        ("mailto:press@e.org?subject=x y", "mailto:press@e.org?subject=x%20y"),
    ],
)
def test_an_allowed_link_is_stored_in_one_spelling(address: str, stored: str) -> None:
    assert sanitise(f'<a href="{address}">x</a>') == f'<p><a href="{stored}">x</a></p>'


# ---------------------------------------------------------------- the canonical form


@pytest.mark.parametrize(
    ("given_html", "stored"),
    [
        ("", ""),
        ("<p></p><p> </p><p>&nbsp;</p><p><br></p><h2></h2><ul><li></li></ul>", ""),
        ("bare <b>text</b>", "<p>bare <strong>text</strong></p>"),
        ("<div>a</div><div><div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<section>a</section><article>b</article>", "<p>a</p>\n<p>b</p>"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h6>e</h6>",
         "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h3>d</h3>\n<h3>e</h3>"),
        ("<h2><p>a</p></h2>", "<h2>a</h2>"),
        ("<p>\n  a \t b\r\n c  </p>", "<p>a b c</p>"),
        ("<p>a&nbsp; b\u00a0</p>", "<p>a\u00a0 b\u00a0</p>"),
        ("<p>a <b> b</b> <i> c </i></p>", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("<p>a<br>\n b<br><br></p>", "<p>a<br>b</p>"),
        ("<p>e\u0301</p>", "<p>é</p>"),
        ("<p>الـأمن ﻻ</p>", "<p>الـأمن ﻻ</p>"),
        ("<p>a<!-- b -->c</p>", "<p>ac</p>"),
        ("<p>a<script>b</script><style>c</style>d</p>", "<p>ad</p>"),
        ("<p><u>a</u><span style='x'>b</span></p>", "<p>ab</p>"),
        ("<p>1 &lt; 2 &amp; \"3\"</p>", '<p>1 &lt; 2 &amp; "3"</p>'),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
        ("<em><a href=/x><b>a</b></a></em>",
         '<p><a href="/x"><strong><em>a</em></strong></a></p>'),
        ("<b>a</b><strong>b</strong>", "<p><strong>ab</strong></p>"),
        ("<b>a<br></b>b", "<p><strong>a</strong><br>b</p>"),
        ("<b>a<br>b</b>", "<p><strong>a<br>b</strong></p>"),
        ("<blockquote>a<p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<p>a<hr>b", "<p>a</p>\n<p>b</p>"),
        ("<p>\ud800</p>", "<p>\ufffd</p>"),
        ("<p>\u0338a</p>", "<p>&#824;a</p>"),
    ],
)  # fmt: skip
def test_one_meaning_has_one_spelling(given_html: str, stored: str) -> None:
    assert sanitise(given_html) == stored


@pytest.mark.parametrize(
    ("given_html", "stored"),
    [
        ("<ul><li>a<li>b</ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ol><li><p>a</p></li></ol>", "<ol><li><p>a</p></li></ol>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>",
         "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        ("<ul>a</ul>", "<ul><li><p>a</p></li></ul>"),
        ("<li>a</li>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_list_items_hold_paragraphs(given_html: str, stored: str) -> None:
    assert sanitise(given_html) == stored


@pytest.mark.parametrize(
    ("given_html", "stored"),
    [
        ("<ol start=3><li>a</ol>", '<ol start="3"><li><p>a</p></li></ol>'),
        ("<ol start=1><li>a</ol>", "<ol><li><p>a</p></li></ol>"),
        ("<ol start=-3><li>a</ol>", "<ol><li><p>a</p></li></ol>"),
        ("<ol start=99999><li>a</ol>", "<ol><li><p>a</p></li></ol>"),
        ("<ul start=3><li>a</ul>", "<ul><li><p>a</p></li></ul>"),
        ("<table><td>a</table>",
         "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"),
        ("<table><thead><tr><td>a<td></thead><tr><th>b<td>c</table>",
         '<table><thead><tr><th scope="col"><p>a</p></th><th scope="col"></th></tr></thead>'
         '<tbody><tr><th scope="row"><p>b</p></th><td><p>c</p></td></tr></tbody></table>'),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>",
         '<table><thead><tr><th scope="col"><p>a</p></th><th scope="col"><p>b</p></th></tr></thead>'
         "<tbody><tr><td><p>c</p></td><td><p>d</p></td></tr></tbody></table>"),
        ("<table><tr><th rowspan=2>a<th>b<tr><td>c</table>",
         '<table><tbody><tr><th rowspan="2" scope="col"><p>a</p></th>'
         '<th scope="col"><p>b</p></th></tr><tr><td><p>c</p></td></tr></tbody></table>'),
        ("<table><tr><td rowspan=1 colspan=02>a<td rowspan=-1 colspan=9999>b</table>",
         '<table><tbody><tr><td colspan="2"><p>a</p></td><td><p>b</p></td></tr></tbody></table>'),
        ("<table><caption>c</caption><tr><th scope=ROWGROUP>a<td>b</table>",
         '<p>c</p>\n<table><tbody><tr><th scope="row"><p>a</p></th><td><p>b</p></td></tr>'
         "</tbody></table>"),
        ("<table></table><table><tr></tr></table>", ""),
    ],
)  # fmt: skip
def test_tables_keep_their_shape_and_say_what_headers_head(given_html: str, stored: str) -> None:
    assert sanitise(given_html) == stored


@settings(max_examples=400)
@given(anything)
def test_canonical_html_is_stable(html: str) -> None:
    once = sanitise(html)
    assert sanitise(once) == once


@given(anything)
def test_canonical_html_is_canonical_text_too(html: str) -> None:
    once = sanitise(html)
    assert arabic.canonical(once) == once


@given(anything)
def test_the_editor_changes_nothing_by_opening_and_saving(html: str) -> None:
    once = sanitise(html)
    assert sanitise(as_edited(once)) == once


@given(documents)
def test_the_words_of_ordinary_markup_survive(html: str) -> None:
    written = html.replace("<br>", " ").replace("</p>", " ").replace("</h2>", " ")
    for tag in ("</th>", "</li>"):
        written = written.replace(tag, " ")
    reader_text = "".join(
        part if number % 2 == 0 else ""
        for number, part in enumerate(written.replace("<", "\1").replace(">", "\1").split("\1"))
    ).replace("&amp;", "&")
    assert plain(html).split() == reader_text.split()


@pytest.mark.parametrize("tag", ["div", "ul><li", "blockquote", "b", "p><button", 'div a="<"'])
def test_absurd_nesting_is_flattened_and_keeps_its_text(tag: str) -> None:
    clean = sanitise(f"<{tag}>" * 5_000 + "x")
    assert plain(clean) == "x"
    assert len(clean) < 500
    assert sanitise(clean) == clean


# ---------------------------------------------------------------- plain text


def test_plain_text_becomes_a_paragraph_a_line_escaped() -> None:
    assert from_plain(" one\r\ntwo \n\n\n three & <b>four</b>\n") == (
        "<p>one</p>\n<p>two</p>\n<p>three &amp; &lt;b&gt;four&lt;/b&gt;</p>"
    )


def test_the_seed_becomes_its_eight_paragraphs_word_for_word() -> None:
    html = from_plain(COMMUNIQUE)
    assert [block.tag for block in blocks(html)] == ["p"] * 8
    assert plain(html).split() == COMMUNIQUE.split()
    assert sanitise(html) == html


@given(st.text())
def test_plain_text_survives_the_way_in_and_out(text: str) -> None:
    text = text.replace("\0", "")
    html = from_plain(text)
    assert sanitise(html) == html
    assert from_plain(plain(html)) == html


EVERYTHING = (
    "<h2>Title</h2><p>a &lt;<br>b</p><ul><li>c<li><p>d</p><p>e</p></ul>"
    "<table><tr><td>f<td>g</table><blockquote>h</blockquote>"
)


def test_plain_text_has_a_line_for_each_item_and_cell() -> None:
    assert plain(EVERYTHING) == "Title\n\na <\nb\n\nc\nd\ne\n\nf\ng\n\nh"


def test_blocks_are_the_top_level_elements_in_order() -> None:
    assert blocks("a<ul><li>b<li>c</ul><h1>d</h1>") == [
        Block("p", "<p>a</p>", "a"),
        Block("ul", "<ul><li><p>b</p></li><li><p>c</p></li></ul>", "b\nc"),
        Block("h2", "<h2>d</h2>", "d"),
    ]


@given(anything)
def test_blocks_joined_by_line_are_the_whole_text(html: str) -> None:
    assert "\n".join(block.html for block in blocks(html)) == sanitise(html)


# ---------------------------------------------------------------- the public page


def test_the_public_page_numbers_blocks_wraps_tables_and_marks_links_out() -> None:
    html = (
        '<h2>a</h2><p><a href="https://e.org/">b</a> <a href="/ar/">c</a> '
        '<a href="mailto:x@e.org">d</a></p><table><tr><td>e</table>'
    )
    assert render(html, "ar") == (
        '<h2 id="p1">a</h2>\n'
        '<p id="p2"><a href="https://e.org/" rel="noopener">b</a> <a href="/ar/">c</a> '
        '<a href="mailto:x@e.org">d</a></p>\n'
        '<div aria-label="جدول 1" class="table-scroll" id="p3" role="region" tabindex="0">'
        "<table><tbody><tr><td><p>e</p></td></tr></tbody></table></div>"
    )


def test_an_english_page_names_its_tables_in_english_and_another_language_is_an_error() -> None:
    table = "<table><td>x</table>"
    assert 'aria-label="Table 2"' in render(table * 2, "en")
    with pytest.raises(KeyError):
        render(table, "fr")


@given(anything)
def test_the_public_page_depends_on_the_canonical_text_alone(html: str) -> None:
    assert render(html, "en") == render(sanitise(html), "en")
    assert sanitise(render(html, "en")) == sanitise(html)


# ---------------------------------------------------------------- clean-ups


def test_a_finding_says_which_block_where_and_in_what_context() -> None:
    html = "<p>a</p><ul><li>b</li><li>في <b>الـ</b>دول ، ثم</li></ul>"
    assert find_cleanups(html) == [
        Finding(Cleanup.TATWEEL, 2, 7, 8, "ـ", "", "في ال", "دول ، ثم"),
        Finding(Cleanup.SPACE_BEFORE_PUNCTUATION, 2, 11, 12, " ", "", "في الـدول", "، ثم"),
    ]
    assert apply_cleanups(html) == (
        "<p>a</p>\n<ul><li><p>b</p></li><li><p>في <strong>ال</strong>دول، ثم</p></li></ul>"
    )


def test_addresses_are_never_tidied() -> None:
    html = '<p><a href="/الـأمن">الـأمن</a></p>'
    assert apply_cleanups(html) == '<p><a href="/الـأمن">الأمن</a></p>'


def test_a_piece_across_formatting_is_tidied_as_one() -> None:
    assert apply_cleanups("<p>ﻻ<b>ﻻ</b>x<i> </i><b>،</b></p>") == ("<p>لالاx<strong>،</strong></p>")


def test_the_seed_as_rich_text_loses_exactly_its_tatweel() -> None:
    html = from_plain(COMMUNIQUE)
    found = find_cleanups(html, [Cleanup.TATWEEL])
    assert sum(len(finding.found) for finding in found) == 91
    assert apply_cleanups(html, [Cleanup.TATWEEL]) == html.replace("ـ", "")


kinds = st.sets(st.sampled_from(list(Cleanup)))


@given(anything, kinds)
def test_a_tidied_text_is_canonical_with_nothing_left_to_tidy(
    html: str, wanted: set[Cleanup]
) -> None:
    clean = apply_cleanups(html, wanted)
    assert sanitise(clean) == clean
    assert find_cleanups(clean, wanted) == []


@given(anything)
def test_findings_point_into_the_text_of_their_block(html: str) -> None:
    texts = [block.text for block in blocks(html)]
    for finding in find_cleanups(html):
        text = texts[finding.block - 1]
        assert text[finding.start : finding.end] == finding.found
        assert text[: finding.start].endswith(finding.before)
        assert text[finding.end :].startswith(finding.after)


# ---------------------------------------------------------------- digest and problems


def test_a_digest_is_that_of_the_canonical_json() -> None:
    expected = hashlib.sha256('{"a":[1,null],"ب":"نص"}'.encode()).hexdigest()
    assert digest({"ب": "نص", "a": [1, None]}) == digest({"a": [1, None], "ب": "نص"}) == expected


@pytest.mark.parametrize(
    ("payload", "error"),
    [({"a": float("nan")}, ValueError), ({"a": "\ud800"}, ValueError), ({"a": {1}}, TypeError)],
)
def test_what_has_no_canonical_json_has_no_digest(payload: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        digest(payload)


def test_problems_name_their_block_and_place() -> None:
    html = "<p>ok</p><ul><li>a</li><li>b&#x202e;</li></ul><p>\u2066x<br>y\u2069</p>"
    assert problems(html) == [
        Problem("bidi_override", 3, "a b[U+202E]", block=2),
        Problem("unbalanced_isolate", 0, "[U+2066]x y[U+2069]", block=3),
        Problem("unbalanced_isolate", 4, "[U+2066]x y[U+2069]", block=3),
    ]


def test_what_parsing_hides_is_still_reported() -> None:
    assert [(p.code, p.position, p.block) for p in problems("<p>\0\ud800</p>")] == [
        ("nul", 3, 0),
        ("lone_surrogate", 4, 0),
        ("no_glyph", 0, 1),  # what stands in for the half of a character
    ]


def test_texts_paragraphs_and_words_have_a_greatest_length() -> None:
    assert problems("x " * 200_000 + "x") == [Problem("too_long", 400_000, "")]
    assert problems("<p>" + "x " * 3_000) == []
    assert problems("<p>a</p><p>" + "x " * 3_001) == [
        Problem("long_paragraph", 0, "x " * 10, block=2)
    ]
    assert [(p.code, p.block) for p in problems("<p>" + "x" * 201)] == [("long_word", 1)]


def test_the_seed_has_no_problem() -> None:
    assert problems(from_plain(COMMUNIQUE)) == []
