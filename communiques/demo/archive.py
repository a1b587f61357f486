"""An invented archive for benchmarks: deterministic, bilingual, as large as one asks for."""

import datetime as dt
import json
import random
from collections.abc import Iterator

from django.db import transaction

from communiques.models import Kind
from organizations import audit
from organizations.models import Organization

YEARS = range(1984, 2024)
BODIES, CONFERENCES = 60, 300
FEWEST_WORDS = 400

THEMES = [
    ("مكافحة الاتجار بالمخدرات", "combating drug trafficking"),
    ("مكافحة غسل الأموال", "combating money laundering"),
    ("أمن الحدود", "border security"),
    ("السلامة المرورية", "road safety"),
    ("الحماية المدنية", "civil protection"),
    ("مكافحة الجرائم السيبرانية", "combating cybercrime"),
    ("مكافحة الاتجار بالأشخاص", "combating trafficking in persons"),
    ("حماية الآثار", "the protection of antiquities"),
    ("مكافحة الإرهاب", "combating terrorism"),
    ("أمن الطيران المدني", "civil aviation security"),
    ("مكافحة التزوير", "combating forgery"),
    ("حقوق الإنسان في العمل الأمني", "human rights in police work"),
    ("الأدلة الجنائية", "forensic evidence"),
    ("المؤسسات العقابية والإصلاحية", "penal and correctional institutions"),
    ("التوعية الأمنية", "security awareness"),
]
PLACES = [
    ("تونس", "Tunis"),
    ("القاهرة", "Cairo"),
    ("الرباط", "Rabat"),
    ("عمّان", "Amman"),
    ("بيروت", "Beirut"),
    ("الرياض", "Riyadh"),
    ("مسقط", "Muscat"),
    ("الجزائر", "Algiers"),
    ("بغداد", "Baghdad"),
    ("الخرطوم", "Khartoum"),
]
OPENINGS = [
    ("أكدت {a} أهمية", "{b} stressed the importance of"),
    ("دعت {a} إلى", "{b} called for"),
    ("حثت {a} الدول الأعضاء على", "{b} urged the member States to give effect to"),
    ("أشادت {a} بالجهود المبذولة في سبيل", "{b} commended the efforts made towards"),
    ("جددت {a} عزمها على", "{b} renewed its commitment to"),
    ("رحبت {a} بالتقدم المحرز في", "{b} welcomed the progress made in"),
]
MEANS = [
    ("تعزيز تبادل المعلومات", "a stronger exchange of information"),
    ("تأهيل العاملين في الأجهزة المختصة", "the training of the staff of the competent services"),
    ("توحيد التشريعات ذات الصلة", "the alignment of the relevant legislation"),
    ("تنفيذ الاستراتيجية العربية", "carrying out the Arab strategy"),
    ("إنشاء قاعدة بيانات مشتركة", "the setting up of a shared database"),
    ("تنظيم دورات تدريبية متخصصة", "the holding of specialized courses"),
    ("إعداد دليل إجرائي موحد", "the preparation of a single manual of procedure"),
]
AIMS = [
    ("بما يخدم أمن المجتمعات العربية", "for the security of the Arab societies"),
    ("في إطار الخطة المرحلية", "within the framework of the phased plan"),
    (
        "بالتعاون مع المنظمات الدولية المختصة",
        "in cooperation with the competent international organizations",
    ),
    ("خلال السنوات الخمس المقبلة", "over the coming five years"),
    ("وفق الإمكانيات المتاحة لكل دولة", "according to the means available to each State"),
    (
        "مع مراعاة المستجدات التقنية في هذا المجال",
        "with due regard to technical developments in this field",
    ),
]
SORTS = [
    ("المركز العربي", "Arab Centre for"),
    ("الاتحاد العربي", "Arab Union for"),
    ("اللجنة الدائمة", "Standing Committee on"),
    ("المكتب العربي", "Arab Bureau for"),
]
#: Names, towns and goods: words that few texts have, as in a real archive.
GIVEN = [
    ("أحمد", "Ahmed"), ("محمود", "Mahmoud"), ("خليفة", "Khalifa"), ("عبد الرزاق", "Abdul Razzaq"),
    ("جاسم", "Jassim"), ("رضوان", "Radwan"), ("مروان", "Marwan"), ("سفيان", "Sofiane"),
    ("عبد القادر", "Abdelkader"), ("حمزة", "Hamza"), ("إدريس", "Idris"), ("زكريا", "Zakaria"),
    ("سلطان", "Sultan"), ("طلال", "Talal"), ("عدنان", "Adnan"), ("غسان", "Ghassan"),
    ("فيصل", "Faisal"), ("قتيبة", "Qutaiba"), ("لؤي", "Louay"), ("مصعب", "Musab"),
    ("نزار", "Nizar"), ("هيثم", "Haitham"), ("وائل", "Wael"), ("يعقوب", "Yaqoub"),
]  # fmt: skip
FAMILY = [
    ("الحسني", "Al-Hassani"), ("بوعزيزي", "Bouazizi"), ("الطرابلسي", "Trabelsi"),
    ("الخالدي", "Al-Khalidi"), ("المنصوري", "Al-Mansouri"), ("الشامي", "Al-Shami"),
    ("النعيمي", "Al-Nuaimi"), ("بن سالم", "Ben Salem"), ("العتيبي", "Al-Otaibi"),
    ("القحطاني", "Al-Qahtani"), ("الزبيدي", "Al-Zubaidi"), ("الحداد", "Haddad"),
    ("بلقاسم", "Belkacem"), ("التميمي", "Al-Tamimi"), ("الكبيسي", "Al-Kubaisi"),
    ("الدوسري", "Al-Dosari"), ("المهيري", "Al-Muhairi"), ("الراوي", "Al-Rawi"),
    ("بن يوسف", "Ben Youssef"), ("السنوسي", "Senussi"), ("البشير", "Al-Bashir"),
    ("الفاسي", "El Fassi"), ("الجبوري", "Al-Jubouri"), ("الرميثي", "Al-Rumaithi"),
]  # fmt: skip
TOWNS = [
    ("صفاقس", "Sfax"), ("القيروان", "Kairouan"), ("وهران", "Oran"), ("قسنطينة", "Constantine"),
    ("طنجة", "Tangier"), ("أغادير", "Agadir"), ("بنغازي", "Benghazi"), ("مصراتة", "Misrata"),
    ("الإسكندرية", "Alexandria"), ("أسوان", "Aswan"), ("بورتسودان", "Port Sudan"),
    ("نواذيبو", "Nouadhibou"), ("العقبة", "Aqaba"), ("إربد", "Irbid"), ("حلب", "Aleppo"),
    ("طرابلس", "Tripoli"), ("البصرة", "Basra"), ("الموصل", "Mosul"), ("الدمام", "Dammam"),
    ("أبها", "Abha"), ("صلالة", "Salalah"), ("الفجيرة", "Fujairah"), ("عدن", "Aden"),
    ("المكلا", "Mukalla"),
]  # fmt: skip
GOODS = [
    ("قرص مخدر", "narcotic tablets"),
    ("قطعة سلاح", "firearms"),
    ("سيارة مسروقة", "stolen cars"),
    ("جواز سفر مزور", "forged passports"),
    ("قطعة أثرية", "antiquities"),
    ("لتر من الوقود", "litres of fuel"),
    ("ورقة نقدية مزيفة", "counterfeit banknotes"),
    ("عبوة ناسفة", "explosive devices"),
]


def add_bodies() -> None:
    """The bodies with their names in both languages; the records name them in one."""
    with transaction.atomic():
        for arabic, english in make_bodies():
            if Organization.objects.called(english) is None:
                body = Organization.objects.create(
                    kind=Organization.Kind.ARAB_BODY, name_ar=arabic, name_en=english
                )
                audit.record("body added by the demonstration", body, name=english)


def records(count: int) -> Iterator[dict]:
    """`count` archive records; the same count and more always begin with the same records."""
    bodies, conferences = make_bodies(), make_conferences()
    kinds = list(Kind.values)
    for index in range(count):
        yield record(index, random.Random(index), bodies, conferences, kinds)


def lines(count: int) -> Iterator[str]:
    """The same as lines of a JSONL file."""
    for each in records(count):
        yield json.dumps(each, ensure_ascii=False)


def make_bodies() -> list[tuple[str, str]]:
    pairs = [
        (f"{sort_ar} {devoted_to(theme_ar)}", f"{sort_en} {theme_en[0].upper()}{theme_en[1:]}")
        for sort_ar, sort_en in SORTS
        for theme_ar, theme_en in THEMES
    ]
    return pairs[:BODIES]


def devoted_to(theme: str) -> str:
    """With the preposition that is written as one with it."""
    return f"لل{theme[2:]}" if theme.startswith("ال") else f"ل{theme}"


def make_conferences() -> list[dict]:
    made = []
    for index in range(CONFERENCES):
        dice = random.Random(f"conference {index}")
        theme_ar, theme_en = THEMES[index % len(THEMES)]
        start = day_in(dice, YEARS[index * len(YEARS) // CONFERENCES])
        title = {
            "ar": f"المؤتمر العربي حول {theme_ar} ({start.year}/{index})",
            "en": f"Arab Conference on {theme_en} ({start.year}/{index})",
        }
        end = start + dt.timedelta(days=dice.randint(0, 4))
        made.append({"title": title, "starts_on": start.isoformat(), "ends_on": end.isoformat()})
    return made


def day_in(dice: random.Random, year: int) -> dt.date:
    return dt.date(year, 1, 1) + dt.timedelta(days=dice.randrange(360))


def record(index: int, dice: random.Random, bodies, conferences, kinds) -> dict:
    issuer_ar, issuer_en = dice.choice(bodies)
    theme_ar, theme_en = dice.choice(THEMES)
    conference = dice.choice(conferences) if dice.random() < 0.4 else None
    date = dt.date.fromisoformat(conference["starts_on"]) if conference else day_in(
        dice, dice.choice(YEARS)
    )  # fmt: skip
    place = dice.choice(PLACES)
    body_ar, body_en = paragraphs(dice, (issuer_ar, issuer_en), (theme_ar, theme_en))
    return {
        "id": f"demo-{index}",
        "issuer": issuer_en,
        "kind": dice.choice(kinds),
        "date": date.isoformat(),
        "symbol": f"DEMO/{date.year}/{index}",
        "original_language": "ar",
        "title": {
            "ar": f"{issuer_ar}: بيان رقم {index} حول {theme_ar}",
            "en": f"{issuer_en}: Statement No. {index} on {theme_en}",
        },
        "summary": {
            "ar": f"موقف {issuer_ar} من {theme_ar}.",
            "en": f"The position of the {issuer_en} on {theme_en}.",
        },
        "body": {"ar": "\n".join(body_ar), "en": "\n".join(body_en)},
        "place": {"ar": place[0], "en": place[1]},
        "conference": conference,
        "organizations": [en for _ar, en in dice.sample(bodies, dice.randint(1, 4))],
        "source_url": "",
    }


def paragraphs(dice: random.Random, issuer, theme) -> tuple[list[str], list[str]]:
    """Aligned paragraphs of 400 to 900 words in each language."""
    target = dice.randint(500, 720)  # the English of a sentence is the longer
    arabic, english = [], []
    while words(arabic) < FEWEST_WORDS or words(english) < target:
        pairs = [sentence(dice, issuer, theme) for _ in range(dice.randint(2, 4))]
        arabic.append(" ".join(ar for ar, _en in pairs))
        english.append(" ".join(en for _ar, en in pairs))
    last = seizure(dice)
    return [*arabic, last[0]], [*english, last[1]]


def seizure(dice: random.Random) -> tuple[str, str]:
    given, family, town = dice.choice(GIVEN), dice.choice(FAMILY), dice.choice(TOWNS)
    goods, number = dice.choice(GOODS), dice.randint(3, 9999)
    return (
        f"وعرض العقيد {given[0]} {family[0]} عملية ضبط {number} {goods[0]} في {town[0]}.",
        f"Colonel {given[1]} {family[1]} told of {number} {goods[1]} that were found in {town[1]}.",
    )


def words(texts: list[str]) -> int:
    return sum(len(each.split()) for each in texts)


def sentence(dice: random.Random, issuer, theme) -> tuple[str, str]:
    opening, means, aim = dice.choice(OPENINGS), dice.choice(MEANS), dice.choice(AIMS)
    other = theme if dice.random() < 0.5 else dice.choice(THEMES)
    number = dice.randint(2, 40)
    arabic = f"{opening[0].format(a=issuer[0])} {means[0]} في مجال {other[0]}، {aim[0]}، "
    arabic += f"استنادًا إلى القرار رقم {number}."
    english = f"The {opening[1].format(b=issuer[1])} {means[1]} in the field of {other[1]}, "
    english += f"{aim[1]}, on the basis of resolution No. {number}."
    return arabic, english
