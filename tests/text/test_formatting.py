"""The form of blocks: an address that changed is told, emphasis where the words stayed, kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communiques.formatting import Formed, Mark, differing, marks
from communiques.text import blocks, sanitise

A, B = "https://a.example/", "https://b.example/"
#: Paragraphs of words of which some are links.
pieces = st.tuples(st.sampled_from(["one ", "two ", "ثلاثة "]), st.sampled_from([A, B, ""]))
linked = st.lists(pieces, min_size=1, max_size=5).map(
    lambda all_: f"<p>{''.join(f'<a href={to}>{t}</a>' if to else t for t, to in all_)}</p>"
)
CASES = {
    "the same": ("<p>one</p>", "<p>one</p>", []),
    "a link that leads elsewhere": (
        f'<p>see <a href="{A}">this</a></p>',
        f'<p>see <a href="{B}">this</a></p>',
        [Formed(Mark("link", "this", A)), Formed(Mark("link", "this", B), come=True)],
    ),
    "two links that changed places": (
        f'<p><a href="{A}">one</a> <a href="{B}">two</a></p>',
        f'<p><a href="{B}">one</a> <a href="{A}">two</a></p>',
        [
            *(Formed(Mark("link", "one", A)), Formed(Mark("link", "two", B))),
            *(Formed(Mark("link", "one", B), True), Formed(Mark("link", "two", A), True)),
        ],
    ),
    "a link in words that changed too": (
        "<p>one three</p>",
        f'<p>one <a href="{A}">two</a> four</p>',
        [Formed(Mark("link", "two", A), come=True)],
    ),
    "bold lost beside changed words": (
        "<p>one <strong>two</strong> four</p>",
        "<p>one two five</p>",
        [Formed(Mark("bold", "two"))],
    ),
    "bold words that are others now": (
        "<p>one <strong>two</strong></p>",
        "<p>one <strong>three</strong></p>",
        [],
    ),
    "italic": ("<p>one</p>", "<p><em>one</em></p>", [Formed(Mark("italic", "one"), come=True)]),
    "bullets to numbers": (
        "<ul><li><p>one</p></li></ul>",
        "<ol><li><p>one</p></li></ol>",
        [Formed(was="ul", now="ol")],
    ),
    "a bold link": (
        "<p>one</p>",
        f'<p><a href="{A}"><strong>one</strong></a></p>',
        [Formed(Mark("bold", "one"), True), Formed(Mark("link", "one", A), True)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_differs_in_form(case):
    old, new, said = CASES[case]
    (before,), (after,) = blocks(sanitise(old)), blocks(sanitise(new))
    assert sorted(differing(before, after), key=repr) == sorted(said, key=repr)


def test_a_block_that_came_or_went_tells_its_links():
    (block,) = blocks(sanitise(f'<p><a href="{A}">one</a> <strong>two</strong></p>'))
    assert differing(None, block) == [Formed(Mark("link", "one", A), come=True)]
    assert differing(block, None) == [Formed(Mark("link", "one", A))]


@given(linked, linked)
def test_every_change_of_an_address_is_told(one, other):
    old, new = sanitise(one), sanitise(other)
    for before, after in zip(blocks(old), blocks(new), strict=False):
        links = [
            {(m.text, m.address) for m in marks(each.html) if m.kind == "link"}
            for each in (before, after)
        ]
        told = {
            (f.mark.text, f.mark.address)
            for f in differing(before, after)
            if f.mark and f.mark.kind == "link"
        }
        assert told >= links[0] ^ links[1]
        assert differing(before, before) == []
