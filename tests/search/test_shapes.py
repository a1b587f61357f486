"""Words that are one in other shapes, and words that only look it: what is written so is found so."""

import pytest

from communiques.models import Edition
from tests.search.conftest import found
from tests.search.test_unseen import finds


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("kill", "two guards were killed"), ("killing", "kill"), ("shelling", "a shell hit the port"),
        ("vote", "the committee voted"), ("voting", "votes"), ("use", "used"), ("aim", "aimed"),
        ("study", "a report was studied"), ("denied", "they deny it"), ("try", "tried"), ("die", "died"),
        ("traffic", "trafficking"), ("panicked", "panic"), ("travelled", "traveling"),
        ("install", "installed"), ("patrol", "patrolling"), ("cut", "cutting"), ("pay", "paying"),
        ("agreed", "both agree"), ("agreeing", "agreed"), ("hold", "the talks were held"),
        ("taken", "takes"), ("shot", "shoots"), ("fleeing", "they fled"), ("urge", "urged"),
    ],
)  # fmt: skip
def test_english_words_in_two_shapes(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("car", "health care"), ("war", "ware"), ("Sayed", "they say"), ("mine", "mining"),
        ("act", "the acting head"), ("need", "knee"), ("pick", "pics"), ("rap", "rape"),
        ("hop", "hoping"), ("Zayed", "zay"),
    ],
)  # fmt: skip
def test_english_words_of_their_own(query, text):
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("خطة", "خطتان أمنيتان"), ("رفض", "رفضت اللجنة المقترح"), ("قتل", "قتلوا حارسا"),
        ("تعزيز", "يعزز الثقة"), ("تشديد", "شددت الدول"), ("تنديد", "ندد المجلس"), ("تهديد", "يهددون الملاحة"),
        ("افتتاح", "افتتحها الوزير"), ("استقبال", "واستقبلته الوزيرة"), ("إطلاع", "أطلعهم على السير"),
        ("أبوشامة", "عمر أبو شامة"), ("أبو شامة", "عمر أبوشامة"), ("إعداد", "اعداد الخطة"),
        ("اعداد", "إعداد الخطة"), ("أعداد", "عدد الوفود"), ("إعلام", "وسائل الإعلام"),
        ("طالب", "طلبتهم وأساتذتهم"), ("قاتل", "القتلة"), ("قاض", "قضاتها"),
    ],
)  # fmt: skip
def test_arabic_words_in_two_shapes(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("عدد", "إعداد الخطة"), ("حي", "إحياء الذكرى"), ("خبر", "إخبار السلطات"), ("علم", "وسائل الإعلام"),
        ("دليل", "الإدلاء بالأصوات"), ("الجلسة الثانية", "أثنى على الجلسة"), ("الدورة 2", "الدورة يوم الاثنين"),
        ("بحث", "حث الأعضاء"), ("آلية", "وجه إليهم الشكر"), ("دفعة", "دفعت الدول"), ("قدم", "قدمت عرضا"), ("تقرير", "يقررون المصير"),
        ("طلب", "طالب في الكلية"), ("قتل", "اعترف القاتل"),
    ],
)  # fmt: skip
def test_arabic_words_of_their_own(query, text):
    assert not finds(query, text)


def test_a_plural_with_a_wrong_hamza_is_found_where_nothing_is_written_so(publish, now):
    for number, text in enumerate(["أعضاء الوفد", "ضيوف"], 1):
        publish(number, languages="ar", title_ar="بيان", body_ar=f"<p>{text}.</p>")

    assert found("إعضاء", "ar", now) == [Edition.objects.earliest("pk").pk]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("21/6/1442", "21 جمادى الآخرة 1442هـ"), ("5 صفر 1441", "5/2/1441هـ"), ("9/11/1425", "٩ ذو القعدة ١٤٢٥"),
        ("21 جمادى الأولى 1445", "21 Jumada Al Awwal 1445 AH"), ("3/9/1444", "3 Ramadan 1444"),
        ("4 Rabi II 1443", "4 Rabi al-Thani 1443"), ("7 million dollars", "worth $7 million"),
        ("$7 million", "worth 7 million dollars"), ("7 دولارات", "7$ للطن"), ("S/RES/1701", "resolution 1701"),
        ("Forty\u2011third", "forty-third"), ("Malta", "a Maltese vessel"),
        ("Ukraine", "two Ukrainians"), ("فيتنام", "بحار فيتنامي"), ("جزر القمر", "جزر القمر"),
    ],
)  # fmt: skip
def test_dates_signs_and_countries(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("June", "21/6/1442"), ("محرم", "1/2/1442"), ("Forty\u2011third", "forty-fifth"),
        ("Maltese", "Malta"), ("فيتنامي", "فيتنام"), ("7 euros", "worth $7"), ("4 Rabi II 1443", "4 Rabi I 1443"),
    ],
)  # fmt: skip
def test_other_dates_signs_and_countries(query, text):
    assert not finds(query, text)


@pytest.mark.parametrize(
    ("language", "typed", "text"),
    [
        ("en", "passport detection", "forged passports were detected"), ("ar", "تمديد الولاية", "يمدد الولاية"),
        ("en", "منظمة الأمن والتعاون في أوروبا", "the OSCE in Vienna"), ("ar", "African Union", "الاتحاد الأفريقي"),
        ("en", "موجابي", "Robert Mugabi"), ("en", "مالطا", "a Maltese vessel"), ("en", "البحر الأحمر", "ships in the Red Sea"),
        ("en", "Ivory Coast", "in Côte d\u2019Ivoire"), ("en", "كوت ديفوار", "in Côte d\u2019Ivoire"), ("ar", "UNSCR 1701", "قرار مجلس الأمن 1701"),
    ],
)  # fmt: skip
def test_what_is_found_by_other_words(publish, now, language, typed, text):
    others = {"ar": "تمديد الكشف عن الجوازات", "en": "detection of drugs"}
    for number, each in enumerate([text, others[language]], 1):
        publish(
            number,
            languages=language,
            **{f"title_{language}": "1", f"body_{language}": f"<p>{each}.</p>"},
        )

    assert found(typed, language, now) == [Edition.objects.earliest("pk").pk]


def test_an_ordinary_word_is_no_foreign_name(publish, now):
    publish(languages="ar", title_ar="بيان", body_ar="<p>وضع الخطة.</p>")

    assert found("Awad", "ar", now) == []
