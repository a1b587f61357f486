"""Words that a set of queries by another hand showed to be missed, or found where they should not
be: each kind, with one that must stay apart."""

import pytest

from communiques.search.analysis import tokens


def found_by(text: str) -> set[str]:
    return {term for token in tokens(text) for term in token.terms}


def asks_for(query: str) -> list[set[str]]:
    return [set(token.terms) for token in tokens(query) if token.terms]


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
    ],
)  # fmt: skip
def test_what_was_missed_is_found(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("عملات", "أعمال الدورة"), ("13", "ثلاثة وفود"), ("3", "ثلاثة عشر وفدًا"),
        ("24", "twenty-three States"), ("23", "twenty States"), ("ميادين", "مدانين"),
    ],
)  # fmt: skip
def test_what_is_another_word_is_not(query, text):
    assert not finds(query, text)
