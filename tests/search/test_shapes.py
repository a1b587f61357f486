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
