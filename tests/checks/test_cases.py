"""What the checks say of short texts, right and wrong, as offices write them. Each row is a body in
Arabic, one in English (paragraphs apart by |), and what is found: code, language and what about."""

import pytest
from django.utils import translation

from communiques.checks import Pair, findings
from communiques.checks.findings import Gravity, Name, Term
from communiques.models import Text
from communiques.text import from_plain

NAMES = [
    Name("body/1", "", {"ar": ["الإنتربول", "المنظمة الدولية للشرطة الجنائية"],
                        "en": ["INTERPOL"]}),
    Name("body/2", "", {"ar": ["مجلس وزراء الداخلية العرب"],
                        "en": ["Arab Interior Ministers' Council", "AIMC"]}),
    Name("body/3", "", {"ar": ["الأمانة العامة لمجلس وزراء الداخلية العرب"],
                        "en": ["General Secretariat of the Arab Interior Ministers' Council"]}),
    Name("body/4", "", {"ar": ["منظمة الصحة العالمية"],
                        "en": ["World Health Organization", "WHO"]}),
    Name("body/5", "", {"ar": ["تونس"], "en": ["Tunisia", "Tunis"]}),
    Name("body/6", "", {"ar": ["هيئة لا اسم لها بالإنجليزية"], "en": []}),
    Name("person/1", "", {"ar": ["محمد بن علي كومان"],
                          "en": ["Mohammed bin Ali Kuman", "Mohammed bin Ali Koman"]}),
    Name("person/2", "", {"ar": ["قدري عبدالمجيد"], "en": ["Qadri Abdulmajeed"]}),
    Name("post/1", "", {"ar": ["الأمين العام"], "en": ["Secretary-General"]}),
]  # fmt: skip
TERMS = [
    Term("غسل الأموال", "money laundering"),
    Term("السلامة المرورية", "road safety"),
    Term("الإرهاب", "terrorism", "التطرف"),
    Term("الاتجار بالأشخاص", "trafficking in persons", "people smuggling"),
]

#: class of check → rows
CASES = {
    "numbers": [
        ("شارك 23 وفدًا.", "23 delegations took part.", set()),
        ("شارك ٢٣ وفدًا.", "23 delegations took part.", set()),
        ("شارك 23 وفدًا.", "Twenty-three delegations took part.", set()),
        ("شارك ثلاثة وعشرون وفدًا.", "23 delegations took part.", set()),
        ("شارك ثلاثة وعشرون وفدًا.", "Twenty-three delegations took part.", set()),
        ("شارك 23 وفدًا.", "Many delegations took part.", {("number", "ar", "23")}),
        ("شارك 23 وفدًا.", "32 delegations took part.",
         {("number", "ar", "23"), ("number", "en", "32")}),
        ("شارك وفد كبير.", "17 delegations took part.", {("number", "en", "17")}),
        ("شارك ثلاثة وعشرون وفدًا.", "Many took part.", {("number", "ar", "ثلاثة وعشرون")}),
        ("شاركت دولتان.", "Two States took part.", set()),
        ("شارك أحد الوفود.", "One of the delegations took part.", set()),
        ("بلغ العدد 1,234 شخصًا.", "The number reached 1234.", set()),
        ("بلغ العدد ١٬٢٣٤ شخصًا.", "The number reached 1,234.", set()),
        ("بلغ العدد 12.5 طن.", "The figure was 12.5 tonnes.", set()),
        ("بلغ العدد ١٢٫٥ طن.", "The figure was 12.5 tonnes.", set()),
        ("ضُبط 3 ملايين قرص.", "3 million tablets were seized.", set()),
        ("ضُبط ثلاثة ملايين قرص.", "3,000,000 tablets were seized.", set()),
        ("ضُبط 3 ملايين قرص.", "3 thousand tablets were seized.",
         {("number", "ar", "3 ملايين"), ("number", "en", "3 thousand")}),
        ("مئة وخمسة وعشرون ضابطًا.", "125 officers.", set()),
        ("مائة ألف نسخة.", "100,000 copies.", set()),
        ("الدورة الحادية والأربعون.", "The 41st session.", set()),
        ("الدورة الحادية والأربعين.", "The forty-first session.", set()),
        ("الدورة 41.", "The 41st session.", set()),
        ("الدورة الأربعون.", "The 41st session.",
         {("number", "ar", "الأربعون"), ("number", "en", "41st")}),
        ("المرحلة الثانية من المشروع.", "The second phase of the project.", set()),
        ("المرحلة الثانية من المشروع.", "The third phase of the project.",
         {("number", "ar", "الثانية"), ("number", "en", "third")}),
        ("بحث الوفدان الأول والثاني.", "The first and second delegations.", set()),
        ("خلال الفترة 2022-2024.", "Over the period 2022–2024.", set()),
        ("خلال الفترة 2022-2024.", "Over the period 2022–2025.",
         {("number", "ar", "2024"), ("number", "en", "2025")}),
        ("عام 2022م.", "In 2022.", set()),
        ("بنسبة 25%.", "By 25 per cent.", set()),
        ("بنسبة 25 في المائة.", "By 25%.", set()),
        ("بنسبة ٢٥٪.", "By 25 percent.", set()),
        ("بنسبة 25 في المئة.", "By 25 points.", {("percent", "ar", "25")}),
        ("22 دولة، و22 وفدًا.", "22 States and their delegations.", {("number_count", "ar", "22")}),
        ("اثنتا عشرة دولة وثلاثة عشر وفدًا.", "Twelve States and 13 delegations.", set()),
        ("المبلغ (مليون دولار).", "Amount (million dollars).", set()),
        ("مليون لاجئ.", "A million refugees.", set()),
        ("لاجئون.", "A million refugees.", {("number", "en", "million")}),
        ("بلغ مليونا و500 ألف دولار.", "It came to 1.5 million dollars.", set()),
        ("ألف و200 خبير.", "1,200 experts.", set()),
        ("عام 2022 و500 خبير.", "In 2022, and 500 experts.", set()),
        ("مليون لاجئ و500 ألف نازح.", "One million refugees and 500,000 displaced.", set()),
        ("15 ألفا.", "15,000.", set()),
        ("خمسة عشر ألفا و300.", "15,300.", set()),
        ("ألفا وفد.", "2,000 delegations.", set()),
        ("أولًا: الشكر. ثانيًا: الدعوة. وثالثا: المتابعة.",
         "First: thanks. Second: the call. Thirdly, the follow-up.", set()),
        ("أولًا: الشكر. ثانيًا: الدعوة.", "First: thanks. Third: the call.",
         {("number", "ar", "ثانيًا"), ("number", "en", "Third")}),
        ("في الساعة 10:30 صباحًا.", "At 10.30 a.m.", set()),
        ("في الساعة ٣:٣٠ مساءً.", "At 15:30.", set()),
        ("في الساعة 3 مساء.", "At 3 p.m.", set()),
        ("في الساعة الثالثة بعد الظهر.", "At 15:00.", set()),
        ("في الساعة 10:30.", "At 10:45.", {("number", "ar", "30"), ("number", "en", "45")}),
        ("خلال 24 ساعة.", "Within 24 hours.", set()),
        ("في الساعة 14:00.", "At 3 p.m.", {("number", "ar", "14"), ("number", "en", "3")}),
        ("في تمام الساعة العاشرة والنصف صباحا.", "At 10:30 a.m.", set()),
        ("الساعة العاشرة والنصف.", "At half past ten.", set()),
        ("والساعة 10 والنصف.", "At 22:30.", set()),
        ("في العاشرة والربع.", "At a quarter past ten.", set()),
        ("الساعة الحادية عشرة إلا ربعا.", "At quarter to eleven.", set()),
        ("الساعة الحادية عشرة إلا الثلث.", "At 10:40.", set()),
        ("الساعة العاشرة والنصف.", "At 10:45.",
         {("number", "ar", "نصف"), ("number", "en", "45")}),
        ("الساعة العاشرة والنصف.", "At half past eleven.",
         {("number", "ar", "العاشرة"), ("number", "en", "eleven")}),
        ("الجلسة العاشرة والنصف الأول من العام.",
         "The tenth session and the first half of the year.", set()),
        ("ارتفعت الحصة من الربع إلى الثلثين.", "It rose from a quarter to two thirds.", set()),
        ("هاتف: 00966114031125.", "Telephone: +966 11 403 1125.", set()),
        ("هاتف: ٠٠٩٦٦١١٤٠٣١١٢٥.", "Telephone: +966 (11) 403-1125.", set()),
        ("هاتف: 966114031125+.", "Telephone: 00 966 11 403 1125.", set()),
        ("هاتف: 00966114031125.", "Telephone: +966 11 403 1126.",
         {("number", "ar", "00966114031125"), ("number", "en", "+966 11 403 1126")}),
        ("الملحق الثاني.", "Annex II.", set()),
        ("الفصل الخامس والملحق 9.", "Chapter V and Annex IX.", set()),
        ("الملك محمد السادس.", "King Mohammed VI.", set()),
        ("الملحق الثاني.", "Annex III.", {("number", "ar", "الثاني"), ("number", "en", "III")}),
        ("أنا والسيد ف. أيضا.", "I and Mr V. too.", set()),
        ("شارك 1.200 خبير.", "1,200 experts took part.", set()),
        ("شارك 1,200 خبير.", "1.200 tonnes.", set()),
        ("شارك 1 200 خبير.", "1,200 experts took part.", set()),
        ("هاتف: 71 123 456.", "Telephone: 71123456.", set()),
        ("شارك 1 200 خبير.", "1,300 experts took part.",
         {("number", "ar", "1 200"), ("number", "en", "1,300")}),
        ("عام 2022 100 وفد.", "In 2022, 100 delegations.", set()),
        ("بلغ 1.200 طن.", "It came to 1.2 tonnes.", set()),
        ("بلغ ١.٢٣٤.٥٦٧ دينارا.", "It came to 1,234,567 dinars.", set()),
        ("شارك 1.200 خبير.", "1,300 experts took part.",
         {("number", "ar", "1.200"), ("number", "en", "1,300")}),
        ("بلغ 1.234.567 دينارا.", "It came to 1,234 dinars.",
         {("number", "ar", "1.234.567"), ("number", "en", "1,234")}),
    ],
    "days": [
        ("خلال الفترة 23 - 25 /5/2022 م.", "From 23 to 25 May 2022.", set()),
        ("خلال الفترة 23 - 25 /5/2022 م.", "On 23–25 May 2022.", set()),
        ("خلال الفترة 23 - 25 /5/2022 م.", "From May 23 to 25, 2022.", set()),
        ("من 23 إلى 25 مايو 2022.", "23–25 May 2022.", set()),
        ("من 23 إلى 25 أيار/مايو 2022.", "23–25 May 2022.", set()),
        ("من 23 إلى 25 مايو/أيار 2022.", "23–25 May 2022.", set()),
        ("يوم ٢٣ مايو ٢٠٢٢.", "On 23 May 2022.", set()),
        ("في 2022-05-23.", "On 23 May 2022.", set()),
        ("في 23 ماي 2022.", "On 23 May 2022.", set()),
        ("في 5 جويلية 2021.", "On 5 July 2021.", set()),
        ("في 5 كانون الثاني 2021.", "On 5 January 2021.", set()),
        ("من 28 فبراير إلى 2 مارس 2022.", "From 28 February to 2 March 2022.", set()),
        ("في 23 مايو 2022.", "On 24 May 2022.",
         {("day", "ar", "23 مايو 2022"), ("day", "en", "24 May 2022")}),
        ("في 23 مايو 2022.", "On 23 May 2023.",
         {("day", "ar", "23 مايو 2022"), ("day", "en", "23 May 2023")}),
        ("في 23 مايو 2022.", "On 23 June 2022.",
         {("day", "ar", "23 مايو 2022"), ("day", "en", "23 June 2022")}),
        ("في 23 مايو 2022.", "On 23 May.", set()),
        ("في 23 مايو 2022.", "In the spring.", {("day", "ar", "23 مايو 2022")}),
        ("في مايو 2022.", "In May 2022.", set()),
        ("خلال شهر مايو 2022.", "Last year.", {("day", "ar", "مايو 2022")}),
        ("في 22 شوال 1443 هـ.", "On 22 Shawwal 1443 AH.", set()),
        ("في 22 شوال 1443 هـ الموافق 23 مايو 2022 م.", "On 23 May 2022.",
         {("day", "ar", "22 شوال 1443")}),
        ("في 22 شوال 1443 هـ الموافق 23 مايو 2022 م.",
         "On 22 Shawwal 1443 AH, corresponding to 23 May 2022.", set()),
        ("في 23 شوال 1443 هـ الموافق 23 مايو 2022 م.",
         "On 23 Shawwal 1443 AH, corresponding to 23 May 2022.",
         {("hijri_pair", "ar", "23 شوال 1443 هـ الموافق 23 مايو 2022 م"),
          ("hijri_pair", "en", "23 Shawwal 1443 AH, corresponding to 23 May 2022")}),
        ("في 2 رمضان 1443 هـ الموافق 23 مايو 2022 م.",
         "On 2 Ramadan 1443 AH (23 May 2022).",
         {("hijri_pair", "ar", "2 رمضان 1443 هـ الموافق 23 مايو 2022 م"),
          ("hijri_pair", "en", "2 Ramadan 1443 AH (23 May 2022")}),
        ("في 31 فبراير 2022.", "On 31 February 2022.",
         {("no_such_day", "ar", "31 فبراير 2022"), ("no_such_day", "en", "31 February 2022")}),
        ("في 29 فبراير 2024.", "On 29 February 2024.", set()),
        ("في 29 فبراير 2023.", "On 29 February 2023.",
         {("no_such_day", "ar", "29 فبراير 2023"), ("no_such_day", "en", "29 February 2023")}),
        ("يوم الاثنين 23/5/2022م.", "On Monday, 23 May 2022.", set()),
        ("يوم الإثنين 23/5/2022م.", "On Monday 23 May 2022.", set()),
        ("يوم الثلاثاء 23/5/2022م.", "On Tuesday, 23 May 2022.",
         {("weekday_of_date", "ar", "الثلاثاء 23/5/2022م"),
          ("weekday_of_date", "en", "Tuesday, 23 May 2022")}),
        ("يوم الاثنين 23/5/2022م.", "On 23 May 2022.", {("weekday", "ar", "الاثنين")}),
        ("يوم الأحد الموافق 22 مايو 2022.", "On Sunday, 22 May 2022.", set()),
        ("قال الأحد منهم ذلك.", "One of them said that.", set()),
    ],
    "names": [
        ("التعاون مع الإنتربول.", "Cooperation with INTERPOL.", set()),
        ("التعاون مع الإنتربول.", "Cooperation with the police.", {("name", "ar", "body/1")}),
        ("بالإنتربول وللإنتربول.", "Of INTERPOL and for INTERPOL.", set()),
        ("وبالإنتربول.", "And by the police.", {("name", "ar", "body/1")}),
        ("المنظمة الدولية للشرطة الجنائية.", "INTERPOL.", set()),
        ("التعاون الدولي.", "Cooperation with INTERPOL.", {("name", "en", "body/1")}),
        ("مع الانتربول.", "With INTERPOL.", {("name_spelling", "ar", "الانتربول")}),
        ("الأمانة العامة لمجلس وزراء الداخلية العرب.",
         "The General Secretariat of the Arab Interior Ministers' Council.", set()),
        ("الأمانة العامة لمجلس وزراء الداخلية العرب.", "The AIMC.", {("name", "ar", "body/3")}),
        ("الأمانة العامـة لمجلـس وزراء الداخلية العرب.",
         "The General Secretariat of the Arab Interior Ministers' Council.",
         {("tidy", "ar", "tatweel")}),
        ("منظمة الصحة العالمية.", "The WHO.", set()),
        ("الذين شاركوا.", "Those who took part.", set()),
        ("في تونس.", "In Tunis.", set()),
        ("في تونس.", "In Tunisia.", set()),
        ("هيئة لا اسم لها بالإنجليزية.", "A body.", set()),
        ("محمد بن علي كومان.", "Mohammed bin Ali Koman.", set()),
        ("محمد بن علي كومان.", "The Minister.", {("name", "ar", "person/1")}),
        ("محمد بن على كومان.", "Mohammed bin Ali Kuman.",
         {("name_spelling", "ar", "محمد بن على كومان"), ("mixed_spelling", "ar", "على")}),
        ("ألقى الأمين العام كلمة.", "The Secretary-General spoke.", set()),
        ("ألقى الأمين العام كلمة.", "The Minister spoke.", {("name", "ar", "post/1")}),
        ("واللواء قدري عبدالمجيد.", "Major General Qadri Abdulmajeed.", set()),
        ("واللواء قدري عبد المجيد.", "Major General Qadri Abdulmajeed.",
         {("name", "en", "person/2")}),
    ],
    "terms": [
        ("مكافحة غسل الأموال.", "Combating money laundering.", set()),
        ("مكافحة غسل الأموال.", "Combating money washing.", {("term", "ar", "غسل الأموال")}),
        ("ولغسل الأموال.", "And money washing.", {("term", "ar", "غسل الأموال")}),
        ("في السلامة المرورية.", "In road safety.", set()),
        ("مكافحة التطرف.", "Combating terrorism.", {("forbidden_term", "ar", "التطرف")}),
        ("الاتجار بالأشخاص.", "Trafficking in persons, not people smuggling.",
         {("forbidden_term", "en", "people smuggling")}),
    ],
    "structure": [
        ("فقرة.|فقرة أخرى.", "A paragraph.|Another.", set()),
        ("فقرة.|فقرة أخرى.", "A paragraph.", {("structure", "ar", "paragraphs")}),
        ("قال (نعم.", "He said (yes).", {("unbalanced", "ar", "(")}),
        ("قال «نعم.", "He said “yes”.", {("unbalanced", "ar", "«")}),
        ("قال «نعم (لا»).", "He said yes.", {("unbalanced", "ar", "»")}),
        ("قال نعم).", "He said yes.", {("unbalanced", "ar", ")")}),
        ("1) أولًا.", "1) First.", set()),
        ("نص كامل.", "A text وفيه كلام عربي متروك here.",
         {("untranslated", "en", "وفيه كلام عربي متروك")}),
        ("نص كامل.", "A text with “شكرًا” in it.", set()),
        ("نص فيه this was left in English هنا.", "A text.",
         {("untranslated", "ar", "this was left in English")}),
        ("مكتب الأمم المتحدة (United Nations Office on Drugs and Crime).", "UNODC.", set()),
    ],
    "letters": [
        ("مجلـس الـوزراء.", "The Council.", {("tidy", "ar", "tatweel")}),
        ("سنة 1443هـ.", "In 1443 AH.", set()),
        ("نعم , لا.", "Yes, no.", {("tidy", "ar", "space_before_punctuation")}),
        ("نعم, لا.", "Yes, no.", {("tidy", "ar", "latin_punctuation")}),
        ("هل هذا؟", "Is it?", set()),
        ("هل هذا?", "Is it?", {("tidy", "ar", "latin_punctuation")}),
        ("كلمة\u00a0كلمتان.", "A word.", {("tidy", "ar", "nbsp")}),
        ("قال \"نعم\".", "He said “yes”.", {("tidy", "ar", "quotation")}),
        ("كلمة\u200bواحدة.", "A word.", {("tidy", "ar", "invisible")}),
        ("كلمة\u200f واحدة.", "A word.", {("direction_mark", "ar", "U+200F")}),
        ("كلمة 🙂 واحدة.", "A word.", {("no_glyph", "ar", "U+1F642")}),
        ("اكدت ثم أكدت.", "It said and said.", {("mixed_spelling", "ar", "أكدت")}),
        ("الى ثم إلى.", "To and to.", {("mixed_spelling", "ar", "إلى")}),
        ("الاعلام والإعلام.", "The media.", {("mixed_spelling", "ar", "الإعلام")}),
        ("الأوربي والأوروبي.", "European.", {("mixed_spelling", "ar", "الأوربي")}),
        ("المسؤول والمسئول.", "Responsible.", {("mixed_spelling", "ar", "المسؤول")}),
        ("على الوزير علي.", "On the minister Ali.", set()),
        ("أن العمل وإن العمل.", "That work.", set()),
        ("إعداد وأعداد.", "Numbers.", set()),
        ("مجلس ومجالس.", "Councils.", set()),
        ("في في البيت.", "In the house.", {("doubled_word", "ar", "في في")}),
        ("في البيت.", "In the the house.", {("doubled_word", "en", "the the")}),
        ("سنة 2022 و٢٣ دولة.", "In 2022, 23 states.", {("mixed_digits", "ar", "٢٣")}),
        ("٢٠٢٢ و٢٣ ثم 12.", "2022, 23, then 12.", {("mixed_digits", "ar", "12")}),
        ("١٤٤٣هـ و2022م.", "1443 AH, 2022 AD.", {("mixed_digits", "ar", "2022")}),
        ("٢٣ دولة.", "23 states.", set()),
        ("على COVID-19 و٢٣ والبند A/7.", "On COVID-19, 23 and item A/7.", set()),
        ("٣٫٥ و٤.", "3.5 and 4.", set()),
        ("٢٣ على الرقم +966 11 403 1125.", "23, at +966 11 403 1125.", set()),
        ("شيئًا فشيئًا.", "Bit by bit.", set()),
        ("قال إنه.", "He said that that was so.", set()),
    ],
}  # fmt: skip


def about(finding) -> tuple[str, str, str]:
    return finding.code, finding.language, finding.detail[0]


def pair(ar: str, en: str) -> Pair:
    texts = {
        "ar": Text("ar", title="عنوان", body=from_plain(ar.replace("|", "\n"))),
        "en": Text("en", title="Title", body=from_plain(en.replace("|", "\n"))),
    }
    return Pair(texts, names=NAMES, terms=TERMS)


@pytest.mark.parametrize(
    ("ar", "en", "expected"),
    [pytest.param(*row, id=f"{name}-{n}") for name, rows in CASES.items()
     for n, row in enumerate(rows, 1)],
)  # fmt: skip
def test_what_is_found(ar, en, expected):
    with translation.override("en"):
        assert {about(each) for each in findings(pair(ar, en))} == expected


def only(found, code: str):
    (each,) = [each for each in found if each.code == code]
    return each


def test_a_summary_that_one_language_lacks_is_asked_for():
    both = pair("نص.", "A text.")
    both.texts["ar"] = Text("ar", title="عنوان", summary="ملخص", body=both.texts["ar"].body)
    found = only(findings(both), "structure")
    assert (found.language, found.detail, found.gravity) == ("en", ("summary",), Gravity.DOUBTFUL)
    both.texts["en"] = Text("en", title="Title", summary="Summary", body=both.texts["en"].body)
    assert findings(both) == []


def test_the_rarer_spelling_is_the_one_that_is_shown():
    """As it is written, and not where the same letters begin another word."""
    text = pair("الإعلامية أولا.|الإعلام ثم الإعلام ثم الاعـلام.", "")
    found = only(findings(text), "mixed_spelling")
    tie = only(findings(pair("جهود اقليمية، ثم إقليمية.", "")), "mixed_spelling")
    assert tie.excerpt[1] == "اقليمية"
    assert found.excerpt == ("الإعلام ثم الإعلام ثم ", "الاعـلام", ".")


@pytest.mark.parametrize(
    ("ar", "en", "code", "excerpt"),
    [
        ("عام 2025 و5 وفود.", "In 2025.", "number", ("عام 2025 و", "5", " وفود.")),
        ("قال «نعم» ثم «لا.", "Yes.", "unbalanced", ("قال «نعم» ثم ", "«", "لا.")),
        ('قال "نعم" ثم "لا.', "Yes.", "unbalanced", ('قال "نعم" ثم ', '"', "لا.")),
        ("التونسيون في تونس.", "They.", "name", ("التونسيون في ", "تونس", ".")),
        ("جلسات 2022 ثم 23/5/2022.", "In 2022.", "day", ("جلسات 2022 ثم ", "23/5/2022", ".")),
    ],
)
def test_what_is_marked_is_what_is_meant(ar, en, code, excerpt):
    """Not the same letters where they stand before it, in another word or rightly."""
    found = [each for each in findings(pair(ar, en)) if each.code == code and each.language == "ar"]
    assert [each.excerpt for each in found] == [excerpt]


def test_letters_shown_in_another_order_are_no_small_matter():
    for mark, gravity in {"\u202e": Gravity.DOUBTFUL, "\u200f": Gravity.MINOR}.items():
        found = only(findings(pair(f"كلمة {mark}واحدة.", "A word.")), "direction_mark")
        assert found.gravity == gravity


def test_there_are_enough_cases_of_each_kind():
    """At least 120, wrong ones and right ones of every class."""
    assert sum(map(len, CASES.values())) >= 120
    for rows in CASES.values():
        assert {bool(expected) for _ar, _en, expected in rows} == {True, False}
