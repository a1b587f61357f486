"""What the end of a line does not tear apart; and that no letter of the text is touched."""

import re

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from communiques import text as rich
from communiques.public.typesetting import unbroken

TOGETHER = re.compile('<span class="unbroken">(.*?)</span>')


@pytest.mark.parametrize(
    ("language", "text", "together"),
    [
        ("ar", "من 23 إلى 25 مايو 2022 م", ["25 مايو", "2022 م"]),
        ("ar", "في 5 كانون الثاني/يناير 2022 و 22 شوال 1443 هـ",
         ["5 كانون الثاني/يناير", "22 شوال", "1443 هـ"]),
        ("ar", "١٥ % من 3,5 مليون دولار", ["١٥ %", "3,5 مليون"]),
        ("ar", "المادة 12 والقرار رقم 915", ["المادة 12", "رقم 915"]),
        ("ar", "ألقى معالي الدكتور محمد بن علي كومان كلمة", ["الدكتور محمد", "بن علي"]),
        ("ar", "والسيد السفير خليل، واللواء د. قدري", ["السفير خليل", "د. قدري"]),
        ("ar", "للدكتور أحمد وعبد الله أبو الغيط", ["للدكتور أحمد", "وعبد الله", "أبو الغيط"]),
        ("ar", "المؤتمر في تونس العاصمة", []),
        ("en", "on 23–25 May 2022, 25 Shawwal 1443 AH", ["23–25 May", "25 Shawwal", "1443 AH"]),
        ("en", "Article 12, No. 915 and US$ 5 million", ["Article 12", "No. 915", "US$ 5"]),
        ("en", "15 per cent, 3.5 million tonnes, 40 km", ["15 per cent", "3.5 million", "40 km"]),
        ("en", "H.E. Dr. Mohammed bin Ali Kuman spoke", ["Dr. Mohammed", "bin Ali"]),
        ("en", "Major General Qadri and Mr Berger", ["General Qadri", "Mr Berger"]),
        ("en", "in general terms, a major event, 12 monkeys", []),
    ],
)  # fmt: skip
def test_what_stays_on_one_line(language, text, together):
    assert TOGETHER.findall(unbroken(text, language)) == together


def test_a_plain_text_is_escaped_and_a_tag_is_no_text():
    assert unbroken("5 < 6 km", "en") == '5 &lt; <span class="unbroken">6 km</span>'
    html = mark_safe('<p id="p1">On <a href="/5 May">5 May</a></p>')
    assert unbroken(html, "en") == (
        '<p id="p1">On <a href="/5 May"><span class="unbroken">5 May</span></a></p>'
    )


words = st.sampled_from(
    ["23", "مايو", "م", "الدكتور", "بن", "علي", "Dr.", "May", "Article", "5", "<b>", "&", "«", "a"]
)


@given(st.lists(words).map(" ".join), st.sampled_from(["ar", "en"]))
def test_no_letter_is_changed(text, language):
    html = rich.sanitise(f"<p>{text}</p>")
    found = unbroken(mark_safe(html), language)
    assert re.sub("</?span[^>]*>", "", found) == html
    assert found.count("<span") == found.count("</span>")
