"""The language itself: what is stored, refused, compared, ordered and offered for tidying."""

import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.arabic import Problem, canonical, fold, normal_digits, problems, sort_key
from organizations.tidying import ALL_CLEANUPS, Cleanup, Finding, apply_cleanups, find_cleanups

SEED = Path(__file__).parent.parent / "seed"
COMMUNIQUE = (SEED / "communique.ar.txt").read_text(encoding="utf-8")
FACTS = json.loads((SEED / "facts.json").read_text(encoding="utf-8"))
STATES = [
    "الأردن", "الإمارات", "البحرين", "تونس", "الجزائر", "جيبوتي", "السعودية", "السودان",
    "سوريا", "الصومال", "العراق", "عُمان", "فلسطين", "قطر", "القمر", "الكويت",
    "لبنان", "ليبيا", "مصر", "المغرب", "موريتانيا", "اليمن",
]  # fmt: skip
LETTERS = (
    "اأإآٱبتهةيىیلكکمءؤئـًَّٰ ١٢۳19.,،؛:؟!()«»\"'-–\n\r\t\u00a0\u200b\u200e\u200f\u061c\u2066\u2067"
    "\u2069\u202e\u2028\u2029\u0338\u0301\ufe8d\ufedf\ufe71\ufe70\ufdfa\ufdf2\ufd3e\ufeffaeKSéßﬁ"
)
texts = st.text() | st.text(alphabet=LETTERS)


# ---------------------------------------------------------------- canonical


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("", ""),
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("\n  \n\t\nbody  \t\n\n tail \n\n", "body\n\n tail"),
        ("e\u0301", "é"),
        ("ا\u0654", "أ"),
        ("الـعـربـية", "الـعـربـية"),
        ("23\u00a0مايو\u00a0", "23\u00a0مايو\u00a0"),
        ("ﻣﺤﻤﺪ ﷺ ﬁ ²", "ﻣﺤﻤﺪ ﷺ ﬁ ²"),
    ],
)
def test_stored_text_has_one_form_and_loses_no_letter(given_text: str, stored: str) -> None:
    assert canonical(given_text) == stored


@given(texts)
def test_canonical_text_is_stable(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(texts)
def test_canonical_text_keeps_every_visible_character(text: str) -> None:
    def visible(value: str) -> str:
        kept = (c for c in unicodedata.normalize("NFC", value) if c not in " \t\r\n\u2028\u2029")
        return "".join(kept)

    assert visible(canonical(text)) == visible(text)


# ---------------------------------------------------------------- problems


@pytest.mark.parametrize("code_point", range(0x202A, 0x202F))
def test_every_bidi_override_is_refused(code_point: int) -> None:
    excerpt = f"ab[U+{code_point:04X}]cd"
    assert problems(f"ab{chr(code_point)}cd") == [Problem("bidi_override", 2, excerpt)]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("a \u2066b\u2069 c", []),
        ("\u2067x \u2068y\u2069 z\u2069", []),
        ("a \u2066b", [2]),
        ("a\u2069", [1]),
        ("\u2066a\nb\u2069", [0, 4]),
        ("\u2066\u2066a\u2069", [0]),
    ],
)
def test_isolates_must_balance_within_their_line(text: str, positions: list[int]) -> None:
    assert [(p.code, p.position) for p in problems(text)] == [
        ("unbalanced_isolate", at) for at in positions
    ]


@pytest.mark.parametrize(
    "text", ["", "a\tb\nc", "مرحبا \u200e\u200f\u061c", "x\u00a0y", COMMUNIQUE, "ا" * 200]
)
def test_ordinary_text_and_harmless_marks_are_accepted(text: str) -> None:
    assert problems(text) == []


def test_each_problem_names_its_code_and_place_in_order() -> None:
    text = "a\0 \x07 \x85 \ud800 " + "ب" * 201
    assert problems(text) == [
        Problem("nul", 1, "a[U+0000] [U+0007] [U+0085] [U+D800] " + "ب" * 12),
        Problem("control_character", 3, "a[U+0000] [U+0007] [U+0085] [U+D800] " + "ب" * 14),
        Problem("control_character", 5, "a[U+0000] [U+0007] [U+0085] [U+D800] " + "ب" * 16),
        Problem("lone_surrogate", 7, "a[U+0000] [U+0007] [U+0085] [U+D800] " + "ب" * 18),
        Problem("long_word", 9, "a[U+0000] [U+0007] [U+0085] [U+D800] " + "ب" * 20),
    ]


@given(texts)
def test_an_excerpt_of_a_problem_can_be_shown_safely(text: str) -> None:
    for problem in problems(text):
        assert not {"Cc", "Cf", "Cs"} & set(map(unicodedata.category, problem.excerpt))


# ---------------------------------------------------------------- fold and digits


@pytest.mark.parametrize("pair", FACTS["spellings_the_source_mixes"])
def test_spellings_that_the_source_mixes_share_a_key_unless_letters_differ(pair: str) -> None:
    one, other = pair.split("/")
    assert (fold(one) == fold(other)) is (pair != "الأوربي/الأوروبي")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الانتربول", "الإنتربول"),
        ("K.S.A", "KSA"),
        ("الأمانـة الـعـامـة", "الأمانة العامة"),
        ("عُمان", "عمان"),
        ("مسؤول", "مسوول"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("کویت", "كويت"),
        ("گامبيا", "كامبيا"),
        ("«الأمن»،  العربي", "الامن العربى"),
        ("المجلس\u200f\u061c", "المجلس"),
        ("Sanaʿa", "Sana'a"),
        ("São Tomé", "sao tome"),
        ("Łódź", "lodz"),
        ("STRASSE", "straße"),
        ("الدورة ١٢", "الدورة 12"),
        ("الدورة ۱۲", "الدورة 12"),
        ("Co-operation", "Cooperation"),
        ("LAS  (Cairo)", "las cairo"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("قطر", "مصر"), ("عمان", "عمانيه"), ("ab", "a b")])
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts)
def test_a_key_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_eastern_digits_become_ascii_and_nothing_else_changes() -> None:
    assert normal_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ هـ x²") == "0123456789 0123456789 هـ x²"


# ---------------------------------------------------------------- order


def test_the_states_stand_as_the_league_lists_them() -> None:
    shuffled = random.Random(22).sample(STATES, len(STATES))
    assert sorted(shuffled, key=sort_key) == STATES
    assert len({sort_key(state) for state in STATES}) == 22


def test_digits_precede_arabic_letters_and_these_latin_ones() -> None:
    names = ["3 دول", "9 دول", "10 دول", "أبو ظبي", "اليمن", "Algeria", "The Bahamas", "Cairo"]
    shuffled = random.Random(8).sample(names, len(names))
    assert sorted(shuffled, key=sort_key) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبد المجيد", "عبدالمجيد"),
        ("الـعـراق", "عراق"),
        ("The Gambia", "Gambia"),
        ("عُمان", "عمان"),
        ("دورة ١٢", "دورة 12"),
        ("دورة 012", "دورة 12"),
    ],
)
def test_what_a_reader_overlooks_does_not_change_the_order(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_an_alef_with_hamza_is_a_letter_and_not_the_article() -> None:
    assert sorted(["ماليزيا", "ألمانيا", "بلجيكا"], key=sort_key) == [
        "ألمانيا", "بلجيكا", "ماليزيا",
    ]  # fmt: skip


def test_a_shorter_name_precedes_the_longer_one_that_it_begins() -> None:
    assert sort_key("مجلس") < sort_key("مجلس وزراء") < sort_key("مجلسنا")


@given(texts)
def test_a_sort_key_is_digits_two_a_letter_for_any_text(text: str) -> None:
    key = sort_key(text)
    assert set(key) <= set("0123456789")
    assert len(key) % 2 == 0


# ---------------------------------------------------------------- clean-ups


def test_the_seed_has_91_tatweel_letters_in_52_words() -> None:
    found = find_cleanups(COMMUNIQUE, [Cleanup.TATWEEL])
    words = {COMMUNIQUE.rfind(" ", 0, f.start) + COMMUNIQUE.count("\n", 0, f.start) for f in found}
    assert sum(len(finding.found) for finding in found) == FACTS["tatweel_letters"] == 91
    assert len(words) == FACTS["words_with_tatweel"] == 52


def test_the_seed_without_its_tatweel_reads_as_a_reader_expects() -> None:
    clean = apply_cleanups(COMMUNIQUE, [Cleanup.TATWEEL])
    assert clean == COMMUNIQUE.replace("ـ", "")
    assert clean.startswith(FACTS["title_first_words"])


def test_the_seed_loses_the_space_before_a_full_stop_but_no_dash_and_no_dots() -> None:
    found = find_cleanups(COMMUNIQUE, ALL_CLEANUPS - {Cleanup.TATWEEL, Cleanup.QUOTATION})
    assert [(f.kind, f.found, COMMUNIQUE[f.start - 4 : f.end + 1]) for f in found] == [
        (Cleanup.SPACE_BEFORE_PUNCTUATION, " ", "سلحة ."),
        (Cleanup.SPACE_BEFORE_PUNCTUATION, " ", "ية.) ."),
    ]


def test_the_seed_is_quoted_with_real_marks() -> None:
    found = find_cleanups(COMMUNIQUE, [Cleanup.QUOTATION])
    assert len(found) == COMMUNIQUE.count('"') == 6
    assert {each.replacement for each in found[::2]} == {"«"}
    assert {each.replacement for each in found[1::2]} == {"»"}


@pytest.mark.parametrize(
    "honest",
    [
        "١٤٤٣هـ", "1443 هـ.", "أـ البند", "جـ - البند", "اهـ", "الـ 22 دولة", "وبالـ(25)",
        "للـ«إنتربول»", "بـ 25", "اللاحقة ـة", "هـٰذا", "يـٰأيها", "ـــ", " ـ ",
    ],
)  # fmt: skip
def test_an_honest_tatweel_is_kept(honest: str) -> None:
    assert find_cleanups(honest) == []


@pytest.mark.parametrize(
    ("text", "kind", "clean"),
    [
        ("الـعــربـية", "tatweel", "العربية"),
        ("ـالأمن", "tatweel", "الأمن"),
        ("مجلسـ", "tatweel", "مجلس"),
        ("١٤٤٣هــ", "tatweel", "١٤٤٣هـ"),
        ("بـالـ 25", "tatweel", "بالـ 25"),
        ("مَـدرسة", "tatweel", "مَدرسة"),
        ("a  b \u00a0 c", "doubled_space", "a b c"),
        ("a\u00a0b", "nbsp", "a b"),
        ("نعم ، لا ؛ هل ؟ بلى !", "space_before_punctuation", "نعم، لا؛ هل؟ بلى!"),
        ("مشترك ،عاجل ؛ ثم :قال", "space_before_punctuation", "مشترك، عاجل؛ ثم: قال"),
        ("one , two : three ; four ? five .", "space_before_punctuation",
         "one, two: three; four? five."),
        ("a \u00a0.", "space_before_punctuation", "a."),
        ("ﻣﺤﻤﺪ ﷺ ﷲ", "presentation_form", "محمد صلى الله عليه وسلم الله"),
        ("ﻻ إله", "presentation_form", "لا إله"),
        ('قال "نعم"، ثم "لا".', "quotation", "قال «نعم»، ثم «لا»."),
        ('He said "yes", then ("no").', "quotation", "He said “yes”, then (“no”)."),
        ('برنامج "Frontex" و"يوروبول"', "quotation", "برنامج “Frontex” و«يوروبول»"),
        ("نعم, لا; هل?", "latin_punctuation", "نعم، لا؛ هل؟"),
        ("قال «نعم»,", "latin_punctuation", "قال «نعم»،"),
        ("\ufeffco\u00adop\u200beration", "invisible", "cooperation"),
    ],
)  # fmt: skip
def test_each_kind_tidies_what_it_names(text: str, kind: str, clean: str) -> None:
    assert apply_cleanups(text, [Cleanup(kind)]) == clean


@pytest.mark.parametrize(
    "text",
    [
        "a - b", "« قال »", 'العربية" ..', "للأسلحة ...وتعظيم", "about .5", "the .gov site",
        'a 5" pipe', 'a 5" and a 7" pipe', 'he "said', '"" and " "', 'one "\ntwo"',
        "at :30", "a\n، b", "﴿آية﴾", "a. . .", "\ufdfd", "yes, no; 1,234?", "رقم 5, 6",
    ],
)  # fmt: skip
def test_what_only_looks_untidy_is_left_alone(text: str) -> None:
    assert find_cleanups(text) == []


def test_a_finding_says_where_what_and_what_instead() -> None:
    assert find_cleanups("الـدول ، ﻻ") == [
        Finding(Cleanup.TATWEEL, 2, 3, "ـ", ""),
        Finding(Cleanup.SPACE_BEFORE_PUNCTUATION, 6, 7, " ", ""),
        Finding(Cleanup.PRESENTATION_FORM, 9, 10, "ﻻ", "لا"),
    ]


kinds = st.sets(st.sampled_from(list(Cleanup)))


@given(texts, kinds)
def test_findings_match_the_text_in_order_without_overlap(text: str, wanted: set[Cleanup]) -> None:
    end = 0
    for finding in find_cleanups(text, wanted):
        assert end <= finding.start < finding.end
        assert text[finding.start : finding.end] == finding.found != finding.replacement
        assert finding.kind in wanted
        end = finding.end


@given(texts, kinds)
def test_a_tidied_text_has_nothing_left_to_tidy(text: str, wanted: set[Cleanup]) -> None:
    clean = apply_cleanups(text, wanted)
    assert find_cleanups(clean, wanted) == []


@given(texts)
def test_nothing_is_tidied_that_was_not_asked_for(text: str) -> None:
    assert apply_cleanups(text, []) == text
