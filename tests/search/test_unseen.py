"""Words that a set of queries by another hand showed to be missed, or found where they should not
be: each kind, with one that must stay apart."""

import pytest

from communiques.models import Edition
from communiques.search import lexicon
from communiques.search.analysis import terms_of, tokens
from communiques.search.plurals import needs_ending
from communiques.search.query import parse
from communiques.search.slips import is_slip
from tests.search.conftest import found


def found_by(text: str) -> set[str]:
    return terms_of([], tokens(text))


def asks_for(query: str) -> list[set[str]]:
    return [set(each.terms) for each in parse(query).words]


def finds(query: str, text: str) -> bool:
    """Whether each word of the query is one of the text."""
    there = found_by(text)
    return all(terms & there for terms in asks_for(query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("رخص", "المتعلقة برخص السياقة"), ("دول", "بدول الخليج"), ("قطر", "زيارة لقطر"),
        ("نقل", "خطة لنقل المصابين"), ("نزيل", "عدد النزلاء"), ("صندوق", "الصناديق المضبوطة"),
        ("جندي", "كرّم الجنود"), ("مصاب", "نقل المصابين"), ("مدان", "عدد من المدانين"),
        ("analyze", "was analysed"), ("analyse", "analyzed the sample"),
        ("19 teams", "nineteen teams"), ("nineteen", "nineteen"), ("23", "twenty-three States"),
        ("13", "ثلاثة عشر وفدا"), ("ثلاثة عشر", "13 وفدا"), ("23", "ثلاثة وعشرون دولة"),
        ("أربعة", "أربعة أطنان"), ("4", "أربع دورات"), ("200", "مئتي نزيل"),
        ("13 شخصا", "ثلاثة عشر شخصًا"), ("وفد", "استقبل وفدا"), ("وفدا", "استقبل الوفد"),
        ("41", "الدورة الحادية والأربعون"), ("عملة", "العملات المزورة"),
        ("خرطوم", "مضخات وخراطيم"), ("أكذوبة", "أكاذيب التنظيمات"), ("سمسار", "تجريم السماسرة"),
        ("سيجارة", "علب السجائر"), ("مخبأ", "في مخابئ قرب المدينة"), ("لاجئ", "اللاجئون"),
        ("فيديو", "الفيديوهات"), ("مليون", "ثلاثة ملايين قرص"), ("ألف", "خمسة آلاف"),
        ("شُئُون", "الشؤون القانونية"), ("مسئول", "المسؤولون"), ("أب", "آباء الطلاب"),
        ("طالب", "آباء الطلاب"), ("120 شاحنة", "مائة وعشرين شاحنة"), ("325", "ثلاث مئة وخمسة وعشرون"),
        ("120 lorries", "one hundred and twenty lorries"), ("300", "three hundred"),
        ("26000", "ستة وعشرين ألف حادث"), ("26 ألف", "بلغت 26000"), ("26,000", "26 thousand"),
        ("3,000,000", "ثلاثة ملايين قرص"), ("ستة وعشرون ألفا", "26000 حادث"),
        ("cybercrime", "cyber-crime"), ("peace-keeping", "peace-keeping"), ("tooth", "teeth"),
        ("curriculum", "curricula"), ("policeman", "policemen"), ("كبتاجون", "الكبتاغون"),
        ("أميركية", "الأمريكية"), ("كيلوجرام", "كيلوغرام"),
        ("محافظة شمال سيناء", "بئر العبد بمحافظة شمال سيناء"), ("عبد مجيد", "الأمير عبد المجيد"),
        ("والثلاثين", "المؤتمر الرابع والثلاثين"), ("saint mark", "St. Mark"),
        ("السعودية", "شرقي السعودية"), ("سعودي", "العاهل السعودي"), ("20\u200f17", "أكتوبر 2017"),
        ("جمادى الأولى", "جماد الأول"), ("200 كيلوغرام", "200 كيلو جرام"), ("18 كجم", "18 كلغ"),
        ("إلتاسعة عشرة", "التاسعة عشرة"), ("الدورة 19", "الدورة التاسعة عشر"), ("141", "المائة والحادية والأربعون"),
    ],
)  # fmt: skip
def test_what_was_missed_is_found(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("عملات", "أعمال الدورة"), ("13", "ثلاثة وفود"), ("ثلاثون", "الرابع والثلاثين"), ("3", "ثلاثة عشر وفدًا"),
        ("24", "twenty-three States"), ("23", "twenty States"), ("ميادين", "مدانين"),
        ("تجار", "غرفة التجارة"), ("كتاب", "الكتابة"), ("طريق", "بهذه الطريقة"),
        ("سلام", "السلامة المرورية"), ("عامل", "العمالة"), ("120", "مائة وعشرة"),
        ("100", "one hundred and twenty"), ("26000", "26 مليون"), ("27 ألف", "26000"),
        ("21000", "ألف و21"),
    ],
)  # fmt: skip
def test_what_is_another_word_is_not(query, text):
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("عبدالرحمان", "عبدالرحمن"), ("ترامادوول", "ترامادول"), ("policce", "police"),
    ],
)  # fmt: skip
def test_a_slip_of_a_letter(typed, meant):
    assert is_slip(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("عبدالحليم", "عبدالحكيم"), ("عبيدالله", "عبدالله"), ("مكتبه", "مكتب"), ("سلامه", "سلام"),
        ("policy", "police"), ("custom", "customs"), ("postal", "portal"), ("تخريب", "تهريب"),
        ("احتيال", "اغتيال"), ("قباءل", "قنابل"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("alone", [True, False])
def test_a_word_of_its_own_is_no_slip(typed, meant, alone):
    assert not is_slip(typed, meant, alone)


def test_letters_that_changed_places_are_a_slip_beside_other_words():
    assert [is_slip(*pair, alone=False) for pair in (("امري", "امير"), ("لجسه", "جلسه"))] == [
        True
    ] * 2
    assert [is_slip(*pair, alone=False) for pair in (("حامد", "حماد"), ("سالم", "سلام"))] == [
        False
    ] * 2


def test_a_verb_is_no_plural():
    assert [needs_ending(each) for each in ("اسفر", "اقنع", "سفير", "اسفار")] == [
        True,
        True,
        False,
        False,
    ]


TEXTS = [
    "كلمة العقيد رضا عيسى في بنغازي", "كلمة الدكتور سعاد الفاتحي", "كلمة السيدة هدى شلق",
    "ألقى عبدالله بوحسن كلمة", "زيارة نزوى وصلالة والدوحة", "الاتجار بالبشر في طنجة",
    "رعاية الضحايا", "أعمال الدورة الثالثة والثلاثين", "حقوق الإنسان", "تأهيل الأحداث الجانحين",
    "العام الماضي", "جسر الجمرات", "الاجتماع السبعون", "حوار مع سامر القضاة",
    "انعقد المؤتمر في القاهرة", "يبدأ في يونيو", "أسفر الحادث عن ضحايا",
]  # fmt: skip
FINDS = [
    ("Reda Issa", 0), ("Ridha Isa", 0), ("بن غازي", 0), ("Souad Fatehi", 1), ("Suad El Fatehi", 1),
    ("Houda Chalak", 2), ("عبد الله بو حسن", 3), ("Nizwa", 4), ("Doha", 4), ("Tangier", 5),
    ("الدورة الثالثة والثلانون", 7), ("الثالثةوالثلاثون", 7), ("حقوق اإلنسان", 8),
    ("تأهيل ااجانحين", 9), ("الأحداث االجانحين", 9), ("العام املاضي", 10), ("hgsfu,k", 12),
    ("المؤتمرفي القاهرة", 14),
]  # fmt: skip
FINDS_NOTHING = ["Samir Qudah", "26 يوليو", "يوليو", "مؤتمبه", "سفير", "عبيد الله بوحسن"]


def test_what_is_typed_otherwise_is_found_and_nothing_else(publish, now):
    for number, text in enumerate(TEXTS):
        publish(number + 1, languages="ar", title_ar="بيان", body_ar=f"<p>{text}.</p>")
    pks = list(Edition.objects.order_by("pk").values_list("pk", flat=True))

    assert [(typed, [pks.index(pk) for pk in found(typed, "ar", now)]) for typed, _n in FINDS] == [
        (typed, [number]) for typed, number in FINDS
    ]
    assert [(typed, found(typed, "ar", now)) for typed in FINDS_NOTHING] == [
        (typed, []) for typed in FINDS_NOTHING
    ]


def test_each_name_of_the_tables_is_found_by_itself():
    names = [name for row in lexicon.rows(*lexicon.KNOWN_AS, lexicon.COUNTRIES) for name in row]

    assert [each for each in names if found_by(each) and not finds(each, each)] == []
    assert [each for each in names if found_by(each) and not asks_for(each)] == []


@pytest.mark.parametrize(
    ("language", "typed", "text"),
    [
        ("ar", "مداهمة", "داهمت القوة وكرا"), ("ar", "فككوا", "تفكيك شبكة"), ("ar", "يدين", "إدانة الهجوم"),
        ("ar", "إفادة", "أفادت التقارير"), ("ar", "ناشدت", "مناشدة الدول"),
        ("ar", "المنطقةالتي", "في المنطقة التي زارها"), ("ar", "السادسوالثلاثين", "المؤتمر السادس والثلاثين"),
        ("ar", "الدورةالخامسة والعشرين", "الدورة الخامسة والعشرين"),
        ("ar", "مرحلةسابعة", "مرحلة سابعة"), ("ar", "عبدالرمحن", "عبد الرحمن"),
        ("ar", "Essebsi", "الباجي قايد السبسي"), ("ar", "Ayman", "أيمن بن عبد الرحمن"),
        ("ar", "Guterres", "أنطونيو جوتيريس"), ("en", "الحوثيين", "Houthi militias"), ("en", "روندا", "Inga Rhonda King"),
        ("en", "فرحان", "Prince Faisal bin Farhan"),
        ("en", "Zimbabwean", "envoy of Zimbabwe"),
        ("ar", "أنهى", "إنهاء النزاع"), ("ar", "Somaliland", "جمهورية أرض الصومال"),
        ("en", "أبو الغيط", "Ahmad Abul-Gheit"), ("en", "abduction", "persons abducted"), ("en", "navigate", "maritime navigation"),
    ],
)  # fmt: skip
def test_what_occurs_nowhere_as_it_was_typed(publish, now, language, typed, text):
    for number, each in enumerate([text, "الأمين العام", "a policy and its counter"], 1):
        publish(
            number,
            languages=language,
            **{f"title_{language}": "1", f"body_{language}": f"<p>{each}.</p>"},
        )

    assert found(typed, language, now) == [Edition.objects.earliest("pk").pk]


@pytest.mark.parametrize(
    ("language", "typed", "text"),
    [
        ("ar", "Ayman", "الأمين العام"), ("ar", "Amin", "أيمن"), ("en", "police", "a policy"),
        ("en", "elector", "the elections"), ("en", "organic", "the organization"),
    ],
)  # fmt: skip
def test_what_is_another_word_is_not_found(publish, now, language, typed, text):
    publish(languages=language, **{f"title_{language}": "1", f"body_{language}": f"<p>{text}.</p>"})

    assert found(typed, language, now) == []


def test_two_words_that_texts_write_as_one(publish, now):
    for number, text in enumerate(["A peacekeeping force", "To keep the peace", "Peace-keeping"]):
        publish(number + 1, languages="en", title_en="Statement", body_en=f"<p>{text}.</p>")
    pks = list(Edition.objects.order_by("pk").values_list("pk", flat=True))

    def those(typed):
        return sorted(pks.index(pk) for pk in found(typed, "en", now))

    assert those("peace keeping") == [0, 1, 2]
    assert those('"peace keeping"') == [2]
    assert those("peacekeeping") == [0, 2]
