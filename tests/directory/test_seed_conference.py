"""The directory holds every fact of the seed, and gives it back."""

import pytest

from organizations.models import Organization, Person
from tests.directory import seed_conference

pytestmark = pytest.mark.django_db


def test_every_fact_of_the_seed_comes_back_out():
    assert seed_conference.read(seed_conference.build()) == seed_conference.expected()


def test_the_delegate_represents_the_issuer_and_comes_from_another_bureau():
    conference = seed_conference.build()
    delegate = conference.delegates.get()
    assert {
        "represents": delegate.delegation.organization.name_en,
        "comes from": delegate.seconded_from.name_en,
        "printed": delegate.printed_title_ar,
        "mandated by": delegate.delegation.mandated_by.title_in("ar"),
        "as": delegate.delegation.mandated_as_ar,
    } == {
        "represents": "General Secretariat of the Arab Interior Ministers' Council",
        "comes from": "Arab Bureau for Security Awareness and Media",
        "printed": "الخبير بالمكتب العربي للتوعية الأمنية والإعلام",
        "mandated by": "معالي الدكتور محمد بن علي كومان",
        "as": "الأمين العام لمجلس وزراء الداخلية العرب",
    }


def test_titles_and_posts_are_composed_in_both_languages():
    conference = seed_conference.build()
    day = conference.starts_on
    speakers = Person.objects.with_titles().order_by("pk")
    assert [(p.title_in("ar"), p.title_in("en"), p.post_on(day, "en")) for p in speakers] == [
        (
            "معالي الدكتور محمد بن علي كومان",
            "H.E. Dr. Mohammed bin Ali Kuman",
            "Secretary-General of the Arab Interior Ministers' Council",
        ),
        (
            "اللواء الدكتور قدري عبدالمجيد",
            "Maj. Gen. Dr. Qadri Abdulmajeed",
            "Expert at the Arab Bureau for Security Awareness and Media",
        ),
        (
            "السيد السفير خليل إبراهيم الذوادي",
            "Ambassador Khalil Ebrahim Al-Thawadi",
            "Assistant Secretary-General, Head of the Arab Affairs and National Security Sector, "
            "Supervisor of the International Political Affairs Sector",
        ),
        (
            "السيد السفير كرستيان برجر",
            "Ambassador Christian Berger",
            "Head of the European Union in Cairo (as printed)",
        ),
    ]


@pytest.mark.parametrize("spelling", ["الانتربول", "الإنتربول", "Interpol", "INTERPOL"])
def test_the_spellings_that_the_source_mixes_find_one_body(spelling):
    seed_conference.build()
    assert Organization.objects.called(spelling).name_en == "INTERPOL"
