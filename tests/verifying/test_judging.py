"""What is done to a text before somebody holds it: each harm is named with its place, and what does
no harm is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communiques import text as rich
from communiques.demo import texts
from communiques.proof.genuine import Verdict, judge, words

SEED = texts.seed("ar")
OURS = [SEED.title, SEED.summary, rich.plain(SEED.body)]
WHOLE, BODY = "\n".join(OURS), OURS[2]
AROUND = ["الأمانة العامة لمجلس وزراء الداخلية العرب", "AIMC/PR/2022/1", "24 شوال 1443 هـ"]
PARAGRAPHS = [each for each in BODY.split("\n") if each.strip()]
LONG = [each for each in PARAGRAPHS if len(each.split()) > 12]

#: Words of the seed, each with what somebody might write in its stead: one harm each.
SWAPPED = {
    "2022": "2021", "25": "26", "23": "22", "الأوروبي": "الأفريقي", "الأمانة": "الامانة",
    "بدعوة": "بطلب", "الداخلية": "الخارجية", "العرب": "العربية", "الصغيرة": "الكبيرة",
    "الخفيفة": "الثقيلة", "غير": "", "مكافحة": "تشجيع", "كومان": "سليمان", "محمد": "أحمد",
    "اللواء": "العميد", "قدري": "فخري", "الإرهاب": "السلام", "أكدت": "نفت", "الدولي": "المحلي",
    "المؤتمر": "الاجتماع", "التعاون": "الخلاف", "الدول": "دول", "تعزيز": "تقليص",
    "الجريمة": "السياحة", "الشرطة": "الجيش", "الإنتربول": "الناتو", "السفير": "الوزير",
    "الثانية": "الثالثة", "المنظمات": "الشركات", "توعية": "تضليل", "الأمن": "الحرب",
    "القاهرة": "تونس", "الوطنية": "الأجنبية", "الاتحاد": "المجلس", "العالمية": "المحلية",
    "رئيس": "نائب", "جامعة": "جماعة", "الممارسات": "المخالفات", "الأموال": "الأحوال",
    "التنسيق": "القطيعة",
}  # fmt: skip


def harms() -> dict[str, tuple[str, str, str]]:
    """Name → the harmed text, what ours says there, what theirs says."""
    made = {}
    for word, other in SWAPPED.items():
        harmed, times = re.subn(rf"(?<!\w){word}(?!\w)", other, WHOLE, count=1)
        if times:
            made[f"{word} → {other or 'nothing'}"] = (harmed, word, other)
    for number, block in enumerate(LONG[:6]):
        rest = block.split()
        cut = " ".join(rest[:5] + rest[9:])
        made[f"four words dropped, {number}"] = (WHOLE.replace(block, cut), rest[6], "")
        put = " ".join([*rest[:5], "ولا", "يلتزم", "بذلك", *rest[5:]])
        made[f"a clause put in, {number}"] = (WHOLE.replace(block, put), "", "يلتزم")
        turned = " ".join([*rest[:4], rest[5], rest[4], *rest[6:]])
        made[f"two words turned, {number}"] = (WHOLE.replace(block, turned), "", "")
    made["a paragraph removed"] = (WHOLE.replace(LONG[2], ""), LONG[2].split()[3], "")
    made["paragraphs turned"] = (
        WHOLE.replace(LONG[1], "@").replace(LONG[2], LONG[1]).replace("@", LONG[2]), "", "",
    )  # fmt: skip
    made["digits reversed"] = (WHOLE.replace("2022", "2202", 1), "2022", "2202")
    made["a sentence at the end"] = (
        f"{WHOLE}\nوتتحمل الدول الأعضاء كامل التكاليف.",
        "",
        "التكاليف",
    )
    made["a sentence at the start"] = (f"تعلن الأمانة العامة ما يلي رسميا\n{WHOLE}", "", "يلي")
    made["ta marbuta"] = (WHOLE.replace("الصغيرة", "الصغيره", 1), "الصغيرة", "الصغيره")
    made["alef maqsura"] = (WHOLE.replace("على", "علي", 1), "على", "علي")
    made["letters like others"] = (WHOLE.replace("2022", "2O22", 1), "2022", "")
    return made


HARMS = harms()


def test_there_are_enough():
    assert len(HARMS) >= 60 and len(HARMLESS) >= 30


@pytest.mark.parametrize("name", HARMS)
def test_every_harm_is_named_with_its_place(name):
    harmed, ours, theirs = HARMS[name]
    assert harmed != WHOLE
    answer = judge(OURS, harmed, AROUND)
    assert answer.verdict == Verdict.ALTERED
    assert any(ours in each.ours.split() or not ours for each in answer.places)
    assert any(theirs in each.theirs.split() or not theirs for each in answer.places)


EASTERN, PERSIAN = (str.maketrans("0123456789", each) for each in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"))
PRESENTATION = str.maketrans({"ب": "\ufe91", "م": "\ufee3", "ل": "\ufedf"})


def joined(sign: str) -> str:
    return sign.join(BODY.split("\n"))


HARMLESS = {
    "as it is": WHOLE,
    "the body alone": BODY,
    "title and body": f"{OURS[0]}\n{BODY}",
    "no line breaks": joined(" "),
    "windows lines": joined("\r\n"),
    "blank lines": joined("\n\n\n"),
    "lines broken anywhere": re.sub(r"((?:\S+ ){7})", r"\1\n", BODY),
    "tabs": BODY.replace(" ", "\t"),
    "doubled spaces": BODY.replace(" ", "  "),
    "hard spaces": BODY.replace(" ", "\u00a0"),
    "eastern digits": BODY.translate(EASTERN),
    "persian digits": BODY.translate(PERSIAN),
    "tatweel put in": BODY.replace("ا", "ـا"),
    "presentation forms": BODY.translate(PRESENTATION),
    "lam-alef in one": BODY.replace("لا", "\ufefb"),
    "other quotes": re.sub(r'"', "”", BODY),
    "guillemets": re.sub(r'"([^"]*)"', r"«\1»", BODY),
    "no quotes": BODY.replace('"', ""),
    "latin commas": BODY.replace("،", ","),
    "no full stops": BODY.replace(".", ""),
    "no brackets": re.sub(r"[()]", "", BODY),
    "long dashes": BODY.replace("-", "–"),
    "direction marks": BODY.replace(" ", " \u200f"),
    "zero-width joiners": BODY.replace("ه", "ه\u200d"),
    "isolates": f"\u2067{BODY}\u2069",
    "decomposed": BODY.replace("أ", "ا\u0654").replace("إ", "ا\u0655"),
    "bullets": joined("\n• "),
    "email quotes": joined("\n> "),
    "page numbers between": joined("\nصفحة 1 من 3\n"),
    "page numbers alone": joined("\n- 2 -\n"),
    "letterhead above": f"{AROUND[0]}\n{AROUND[1]}\n{WHOLE}",
    "letterhead on each page": joined(f"\n{AROUND[0]}\n{AROUND[1]}\nPage 2 of 3\n"),
    "letterhead without line breaks": f"{AROUND[0]} {AROUND[1]} {joined(' ')}",
    "its Hijri date below": f"{WHOLE}\n{AROUND[2]}",
    "vowel signs on a word": BODY.replace("الأمن", "الأَمْن", 1),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_not_named_altered(name):
    answer = judge(OURS, HARMLESS[name], AROUND)
    assert answer.places == []
    assert answer.verdict in (Verdict.EXACT, Verdict.SAME_WORDS)


def test_exact_is_letter_for_letter():
    verdicts = {name: judge(OURS, text, AROUND).verdict for name, text in HARMLESS.items()}
    exact = {name for name, verdict in verdicts.items() if verdict == Verdict.EXACT}
    assert exact == {
        "as it is", "the body alone", "title and body", "no line breaks", "windows lines",
        "blank lines", "lines broken anywhere", "tabs", "doubled spaces", "hard spaces",
    }  # fmt: skip


@pytest.mark.parametrize(
    "excerpt",
    [PARAGRAPHS[3], "\n".join(PARAGRAPHS[2:5]), BODY[400:1500], BODY[:900], BODY[-700:], LONG[0]],
)
def test_an_excerpt_is_named_one(excerpt):
    assert judge(OURS, excerpt, AROUND).verdict == Verdict.EXCERPT


def test_an_excerpt_that_was_altered():
    answer = judge(OURS, LONG[1].replace("غير", "").replace("الدول", "دول"), AROUND)
    assert answer.verdict == Verdict.ALTERED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "كلمة",
        "هذا نص آخر لا علاقة له بما صدر، ولا يشبهه في شيء من كلماته أو جمله أو معانيه.",
        "The weather will be fine tomorrow in all parts of the country, with light wind.",
    ],
)
def test_what_is_not_ours(text):
    assert judge(OURS, text, AROUND).verdict == Verdict.OTHER


def test_other_vowel_signs_where_both_have_them():
    said = "قُتِل المهاجمُ في مكان الحادث يوم السبت الماضي"
    ours = ["خبر", "", said]
    assert judge(ours, said.replace("قُتِل", "قَتَل")).verdict == Verdict.ALTERED
    assert judge(ours, said.replace("قُتِل", "قتل")).verdict == Verdict.SAME_WORDS


@given(st.data())
def test_any_one_word_changed_is_found(data):
    found = words(WHOLE)
    at = data.draw(st.integers(0, len(found) - 1))
    word = found[at]
    harmed = f"{WHOLE[: word.start]} زائدة {WHOLE[word.end :]}"
    answer = judge(OURS, harmed, AROUND)
    assert answer.verdict == Verdict.ALTERED
    assert [each.theirs for each in answer.places if "زائدة" in each.theirs] == ["زائدة"]


@given(st.text(max_size=300))
def test_no_text_breaks_it(text):
    judge(OURS, text, AROUND)
