"""From text to terms: what is alike, what is not, and offsets that lead back to the original."""

from array import array
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communiques.search import analysis, passages, plurals, query, slips
from communiques.search.passages import Source
from communiques.search.words import LONGEST_TERM
from tests.search import texts

ARABIC = st.text(
    st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىـًٌٍَُِّْ٠١٢٣ \u200f\u200e،."), max_size=80
)


def terms(text: str) -> list[tuple[str, ...]]:
    return [each.terms for each in analysis.tokens(text) if each.terms]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأسلحة", "الأسلحـــة"), ("الأسلحة", "الاسلحه"), ("مَجْلِس", "مجلس"), ("ﻣﺠﻠﺲ", "مجلس"),
        ("مج\u200fلس", "مجلس"), ("القرى", "القري"), ("شؤون", "شئون"), ("أسلحة", "سلاح"),
        ("وزراء", "الوزير"), ("للجرائم", "جريمة"), ("عبد المجيد", "عبدالمجيد"),
        ("أبو ظبي", "ابوظبي"), ("الحادية والأربعون", "٤١"), ("forty-first", "41st"),
        ("٢٬٠٢٢", "2022"), ("یکم", "يكم"), ("organisation", "organization"),
        ("programmes", "program"), ("Córdoba", "cordoba"), ("U.N.", "UN"),
        ("كانون الثاني", "يناير"), ("January", "Jan"), ("minister's", "ministers"),
        ("co-operation", "cooperation"),
    ],
)  # fmt: skip
def test_alike(one, other):
    first, second = terms(one), terms(other)
    assert len(first) == len(second) == 1
    assert set(first[0]) & set(second[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("محمد", "محمود"), ("حسن", "حسين"), ("مكتب", "كاتب"), ("مكتبات", "مكتب"),
        ("جمهور", "جمهورية"), ("41", "14"), ("الرابع عشر", "الرابع"), ("سعد", "سعيد"),
        ("united", "unit"), ("customs", "custom"), ("general", "generate"),
    ],
)  # fmt: skip
def test_not_alike(one, other):
    assert not set(terms(one)[0]) & set(terms(other)[0])


def test_plural_and_singular_are_alike_with_article_and_particles():
    def read(word):
        return {term for each in analysis.tokens(word) for term in each.terms}

    pairs = [pair.split() for pair in texts.NOUNS.replace("\n", " ").split(",")]
    apart = [
        (plural, singular)
        for plural, singular in pairs
        for one, other in (
            (plural, singular),
            (f"وال{plural}", f"بال{singular}"),
            (f"لل{plural}", singular),
        )
        if not read(one) & read(other)
    ]

    assert len(pairs) > 350
    assert apart == []


@pytest.mark.parametrize(
    ("plural", "singular"),
    [("افلاك", "فلك"), ("خدوش", "خدش"), ("مناجم", "منجم"), ("مناشير", "منشور"), ("ضماير", "ضمير"),
     ("جوانب", "جانب"), ("بلغا", "بليغ"), ("نطاق", "ناطق"), ("فنادق", "فندق"), ("عناوين", "عنوان")],
)  # fmt: skip
def test_an_unknown_plural_is_guessed_from_its_shape(plural, singular):
    assert singular in plurals.counterparts(plural)
    assert plural in plurals.counterparts(singular)


@pytest.mark.parametrize("stem", ["محمد", "مكتب", "حديد", "جمهور", "41", "", "terror", "سالم"])
@pytest.mark.parametrize("other", ["محمود", "كاتب", "حدود", "جمهوري", "14", "ا", "terrors", "سليم"])
def test_no_shape_leads_to_another_word_of_the_root(stem, other):
    assert other not in plurals.counterparts(stem)


@given(st.text(max_size=120) | ARABIC)
def test_every_word_is_where_it_says(text):
    found = analysis.tokens(text)

    assert [text[each.start : each.end] == "" for each in found] == [False] * len(found)
    ends = [0, *(end for each in found for end in (each.start, each.end))]
    assert ends == sorted(ends)
    assert all(len(term) <= LONGEST_TERM + 10 for each in found for term in each.terms)


@given(ARABIC)
def test_tatweel_and_marks_change_no_term(text):
    stretched = "".join(f"{each}ـ\u064e" if each in "بتجسشصعفقكلمنه" else each for each in text)
    assert terms(stretched) == terms(text)


@given(st.text(max_size=300) | ARABIC)
def test_a_query_is_bounded_and_has_only_harmless_terms(typed):
    asked = query.parse(typed)
    assert len(asked.words) <= query.MOST_WORDS
    for each in asked.words:
        for term in each.terms:
            assert all(letter.isalnum() or letter == "·" for letter in term)


TERM = st.text("abا·", min_size=1, max_size=3)


@given(st.lists(st.lists(TERM, min_size=1, max_size=3), max_size=12), st.sets(TERM, max_size=4))
def test_words_are_found_by_their_whole_terms_alone(words, wanted):
    source = Source("", " ".join("|".join(each) for each in words), array("I"))
    found = passages.hits(source, frozenset(wanted))
    assert list(found) == [n for n, each in enumerate(words) if wanted & set(each)]
    assert all(term in words[n] for n, term in found.items())


@given(st.text(max_size=200) | ARABIC, st.text(max_size=20) | ARABIC)
def test_a_passage_is_of_the_text_itself(text, typed):
    words = analysis.tokens(text)
    spans = array("I", [end for each in words for end in (each.start, each.end)])
    source = Source(text, " ".join("|".join(each.terms) or "-" for each in words), spans)

    found = passages.hits(source, query.parse(typed).terms)
    shown = passages.title(source, len(text), found)

    assert unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الارهب", "الارهاب"),
        ("terorism", "terrorism"),
        ("securtiy", "security"),
        ("مؤتمرر", "مؤتمر"),
    ],
)
def test_a_slip(typed, meant):
    assert slips.is_slip(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("محمد", "محمود"), ("حسن", "حسين"), ("احمد", "حامد"), ("ahmed", "hamed"), ("war", "car"),
     ("سلام", "سلاح"), ("terror", "terrorism")],
)  # fmt: skip
def test_no_slip(typed, meant):
    assert not slips.is_slip(typed, meant)
