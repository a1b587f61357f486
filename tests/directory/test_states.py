"""The 22 Arab states that ship with Bayan."""

from io import StringIO

import pytest
from django.core.management import call_command

from organizations import states
from organizations.audit import AuditEvent
from organizations.models import Organization, OrganizationAlias

pytestmark = pytest.mark.django_db

#: As the League lists them: name, formal name, in Arabic and English.
FACTS = [
    ("JO", "الأردن", "Jordan", "المملكة الأردنية الهاشمية", "Hashemite Kingdom of Jordan"),
    ("AE", "الإمارات", "United Arab Emirates", "دولة الإمارات العربية المتحدة",
     "United Arab Emirates"),
    ("BH", "البحرين", "Bahrain", "مملكة البحرين", "Kingdom of Bahrain"),
    ("TN", "تونس", "Tunisia", "الجمهورية التونسية", "Republic of Tunisia"),
    ("DZ", "الجزائر", "Algeria", "الجمهورية الجزائرية الديمقراطية الشعبية",
     "People's Democratic Republic of Algeria"),
    ("DJ", "جيبوتي", "Djibouti", "جمهورية جيبوتي", "Republic of Djibouti"),
    ("SA", "السعودية", "Saudi Arabia", "المملكة العربية السعودية", "Kingdom of Saudi Arabia"),
    ("SD", "السودان", "Sudan", "جمهورية السودان", "Republic of the Sudan"),
    ("SY", "سوريا", "Syria", "الجمهورية العربية السورية", "Syrian Arab Republic"),
    ("SO", "الصومال", "Somalia", "جمهورية الصومال الفيدرالية", "Federal Republic of Somalia"),
    ("IQ", "العراق", "Iraq", "جمهورية العراق", "Republic of Iraq"),
    ("OM", "عُمان", "Oman", "سلطنة عُمان", "Sultanate of Oman"),
    ("PS", "فلسطين", "Palestine", "دولة فلسطين", "State of Palestine"),
    ("QA", "قطر", "Qatar", "دولة قطر", "State of Qatar"),
    ("KM", "جزر القمر", "Comoros", "جمهورية القمر المتحدة", "Union of the Comoros"),
    ("KW", "الكويت", "Kuwait", "دولة الكويت", "State of Kuwait"),
    ("LB", "لبنان", "Lebanon", "الجمهورية اللبنانية", "Lebanese Republic"),
    ("LY", "ليبيا", "Libya", "دولة ليبيا", "State of Libya"),
    ("EG", "مصر", "Egypt", "جمهورية مصر العربية", "Arab Republic of Egypt"),
    ("MA", "المغرب", "Morocco", "المملكة المغربية", "Kingdom of Morocco"),
    ("MR", "موريتانيا", "Mauritania", "الجمهورية الإسلامية الموريتانية",
     "Islamic Republic of Mauritania"),
    ("YE", "اليمن", "Yemen", "الجمهورية اليمنية", "Republic of Yemen"),
]  # fmt: skip


def test_all_are_there_in_the_order_of_the_league():
    states.establish()
    rows = Organization.objects.filter(kind="state").order_by("protocol_order")
    columns = ("iso2", "name_ar", "name_en", "formal_name_ar", "formal_name_en")
    assert list(rows.values_list(*columns)) == FACTS
    orders = rows.values_list("protocol_order", flat=True)
    assert list(orders) == list(range(1, 23))


@pytest.mark.parametrize(
    "spelling, iso2",
    [
        ("K.S.A", "SA"), ("KSA", "SA"), ("المملكة العربية السعوديه", "SA"), ("UAE", "AE"),
        ("U.A.E.", "AE"), ("الامارات", "AE"), ("الامارات العربيه المتحده", "AE"),
        ("Tunisie", "TN"), ("TUNISIA", "TN"), ("الجماهيرية", "LY"), ("الجماهيرية الليبية", "LY"),
        ("سورية", "SY"), ("عمان", "OM"), ("القمر", "KM"), ("Algerie", "DZ"), ("yémen", "YE"),
    ],
)  # fmt: skip
def test_a_spelling_finds_its_state(spelling, iso2):
    states.establish()
    assert Organization.objects.called(spelling).iso2 == iso2


def test_an_ambiguous_word_means_no_state():
    states.establish()
    words = ["المملكة", "الجمهورية", "الدولة", "Kingdom", "Republic"]
    assert [Organization.objects.called(word) for word in words] == [None] * 5


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Organization, OrganizationAlias, AuditEvent)
    ]


def test_a_second_run_changes_nothing():
    first, before = states.establish(), everything()
    second = states.establish()
    iso = [state.iso2 for state in states.STATES]
    assert (first, second) == (states.Report(added=iso), states.Report())
    assert everything() == before


def test_what_an_office_edited_stays():
    states.establish()
    edited = {"name_ar": "ليبيا الشقيقة", "formal_name_ar": "", "protocol_order": None}
    Organization.objects.filter(iso2="LY").update(**edited)
    OrganizationAlias.objects.filter(spelling="Libye").delete()
    before = everything()
    states.establish()
    assert everything() == before


def test_a_body_that_has_the_name_becomes_the_state_and_keeps_its_words():
    body = Organization.objects.create(name_en="Tunisie", acronym_en="TUN", protocol_order=40)
    report = states.establish()
    body.refresh_from_db()
    found = {
        name: getattr(body, name)
        for name in ("kind", "iso2", "name_ar", "name_en", "acronym_en", "protocol_order", "slug")
    }
    assert found == {
        "kind": "state", "iso2": "TN", "name_ar": "تونس", "name_en": "Tunisie",
        "acronym_en": "TUN", "protocol_order": 40, "slug": "tunisie",
    }  # fmt: skip
    assert report.adopted == ["TN"] and len(report.added) == 21
    assert Organization.objects.called("Republic of Tunisia") == body


def test_a_name_that_means_another_body_is_reported_and_left():
    one = Organization.objects.create(name_ar="الأردن")
    other = Organization.objects.create(name_en="Hashemite Kingdom of Jordan")
    out, errors = StringIO(), StringIO()
    call_command("states", stdout=out, stderr=errors)
    one.refresh_from_db()
    assert (one.iso2, one.formal_name_en, other.name_en) == (
        "JO", "", "Hashemite Kingdom of Jordan",
    )  # fmt: skip
    assert (out.getvalue(), errors.getvalue()) == (
        "States: 21 added, 1 recognised in bodies that were there, 0 known already.\n",
        "JO: a name of this state means another body, “Hashemite Kingdom of Jordan”; "
        "merge the two.\n",
    )


def test_the_demonstration_and_the_states_agree(demo):
    names = sorted(Organization.objects.values_list("name_en", flat=True))
    states.establish()
    now = Organization.objects.values_list("name_en", flat=True)
    assert sorted(now) == sorted([*names, *(state.name_en for state in states.STATES)])
