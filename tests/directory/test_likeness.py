"""Which names are suggested to be one, and which are not; and that all that are alike are found."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from organizations import duplicates, likeness
from organizations.likeness import alike, alike_bodies, ends, sounds, words_of, words_of_body
from organizations.models import Organization, Person, PersonAlias
from tests.directory.conftest import Desk

ALIKE = [
    ("محمد بن علي كومان", "محمد كومان"),
    ("محمد بن علي كومان", "Mohammed bin Ali Kuman"),
    ("Mohammed bin Ali Kuman", "Muhammad Koman"),
    ("Mohammed bin Ali Kuman", "Mohammed bin Ali Koman"),
    ("كومان محمد", "محمد كومان"),
    ("Kuman Mohammed bin Ali", "محمد بن علي كومان"),
    ("مُحَمَّد كومان", "محمد كومان"),
    ("محمد كومان", "Mohamed Koman"),
    ("خليل إبراهيم الذوادي", "Khalil Ebrahim Al-Thawadi"),
    ("خليل الذوادي", "Khaleel Al Dhawadi"),
    ("عبد الرحمن السديري", "Abdurrahman al-Sudairi"),
    ("عبد الرحمن السديري", "عبدالرحمن السديري"),
    ("عبدالله الخالدي", "Abdullah Alkhaldi"),
    ("Abdallah Khalidi", "Abdullah Al-Khalidi"),
    ("قدري عبدالمجيد", "Qadri Abdulmajeed"),
    ("قدري عبد المجيد", "Qadri Abdel Majid"),
    ("حسن الراشد", "Hassan Al-Rashed"),
    ("حسين سعيد", "Hussein Saeed"),
    ("Hussain Said", "Hussein Saeed"),
    ("يوسف التميمي", "Yousef Tamimi"),
    ("Yusuf Tamimi", "يوسف التميمي"),
    ("عمر الكيلاني", "Omar Kilani"),
    ("فاطمة الزهراني", "Fatimah Al-Zahrani"),
    ("ليلى بن عمر", "Leila Ben Omar"),
    ("أحمد قاسم", "Ahmed Qassem"),
    ("Ahmad Kassem", "Ahmed Qasim"),
    ("جمال الغامدي", "Gamal Al-Ghamdi"),
    ("محمود حسن", "Mahmoud Hassan"),
    ("Mahmud Hasan", "محمود حسن"),
    ("سعد الشهري", "Saad Al-Shehri"),
    ("كريم منصور", "Karim Mansour"),
    ("هدى الزهراني", "Huda Al-Zahrani"),
]
NOT_ALIKE = [
    ("محمد كومان", "محمود كومان"),
    ("Mohammed Ali", "Mahmoud Ali"),
    ("Mohamed Ali", "Mahmud Ali"),
    ("محمد علي", "Mahmoud Ali"),
    ("محمد علي", "Mahmud Ali"),
    ("محمود علي", "Mohammed Ali"),
    ("حسن علي", "حسين علي"),
    ("Hassan Ali", "Hussein Ali"),
    ("حسن علي", "Hussein Ali"),
    ("حسين علي", "Hassan Ali"),
    ("سعيد علي", "سعد علي"),
    ("Saeed Ali", "Saad Ali"),
    ("سعد علي", "Saeed Ali"),
    ("سعد علي", "Said Ali"),
    ("سعيد علي", "Saad Ali"),
    ("محمد علي", "محمد بن علي كومان"),
    ("محمد", "محمد كومان"),
    ("عمر علي", "عمار علي"),
    ("Omar Ali", "Amer Ali"),
    ("سالم علي", "سليم علي"),
    ("أحمد علي", "محمد علي"),
    ("Ahmed Ali", "Mohammed Ali"),
    ("Kamal Ali", "Kamil Ali"),
    ("Jamal Ali", "Jamil Ali"),
    ("", ""),
    ("!", "!"),
]
BODIES = [
    (True, "Arab Interior Ministers' Council", "Council of the Arab Interior Ministers"),
    (True, "الإنتربول", "Interpol"),
    (True, "مجلس وزراء الداخلية العرب", "مجلس الوزراء الداخلية العرب"),
    (True, "جامعة نايف للعلوم الأمنية", "جامعة نايف العلوم الأمنية"),
    (False, "Ministry of Interior", "Minister of Interior"),
    (False, "League of Arab States", "General Secretariat of the League of Arab States"),
    (False, "وزارة الداخلية", "وزارة الخارجية"),
    (False, "Committee 1", "Committee 2"),
    (False, "EU", "AU"),
    (False, "الأردن", "الأردن والعراق"),
]


@pytest.mark.parametrize("one, other", ALIKE)
def test_alike(one, other):
    assert (alike(one, other), alike(other, one)) == (True, True)


@pytest.mark.parametrize("one, other", NOT_ALIKE)
def test_not_alike(one, other):
    assert (alike(one, other), alike(other, one)) == (False, False)


@pytest.mark.parametrize("expected, one, other", BODIES)
def test_bodies(expected, one, other):
    assert (alike_bodies(one, other), alike_bodies(other, one)) == (expected, expected)


@pytest.mark.parametrize("one, other", ALIKE)
def test_what_is_alike_shares_a_key(one, other):
    assert sounds(one) == sounds(other) or ends(one) == ends(other)


PARTS = [part for pair in ALIKE + NOT_ALIKE for name in pair for part in name.split()]
NAMES = st.one_of(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join),
    st.text("محمدحسينعليابوتكقهةءئآ \u064e'-", max_size=24),
    st.text("aeiouywhmdsnlkqbtrfgjz -'", max_size=24),
    st.text(max_size=24),
)


@given(NAMES, NAMES)
def test_whatever_is_alike_is_found_by_a_key(one, other):
    if alike(one, other):
        assert sounds(one) == sounds(other) or ends(one) == ends(other)
    if alike_bodies(one, other):
        assert sounds(one, words_of_body) == sounds(other, words_of_body)


@given(NAMES, NAMES)
def test_it_does_not_matter_who_is_first(one, other):
    assert alike(one, other) == alike(other, one)
    assert alike_bodies(one, other) == alike_bodies(other, one)


@given(NAMES)
def test_a_name_is_like_itself(name):
    assert alike(name, name) == bool(words_of(name))


OTHERS = [
    *(("محمود", "محمد"), ("حسين", "حسن"), ("سعد", "سعيد")),
    *(("Mahmoud", "Mohammed"), ("Hussein", "Hassan"), ("Saad", "Saeed")),
]


@given(NAMES, st.sampled_from(OTHERS))
def test_a_different_first_name_is_a_different_person(family, firsts):
    first, other = firsts
    words = words_of(family)
    if len(words) == 1 and not likeness.like_words(words[0], words_of(first)[0]):
        assert not alike(f"{first} {family}", f"{other} {family}")


# --- in the register

pytestmark = pytest.mark.django_db


def pairs(model):
    return [(str(each.one), str(each.other)) for each in duplicates.all_likely(model)]


def test_pairs_are_suggested_and_what_somebody_judged_is_not_again(officer):
    names = ["محمد بن علي كومان", "محمود كومان", "حسن علي", "حسين علي"]
    people = [Person.objects.create(name_ar=name) for name in names]
    koman = Person.objects.create(name_en="Mohamed Koman")
    assert pairs(Person) == [("محمد بن علي كومان", "Mohamed Koman")]
    assert [str(each.other) for each in duplicates.likely(koman)] == ["محمد بن علي كومان"]
    duplicates.keep_apart(koman, people[0], officer)
    assert (pairs(Person), duplicates.likely(koman), duplicates.likely(people[0])) == ([], [], [])


def test_whoever_adds_a_person_is_told(desk):
    there = Person.objects.create(name_ar="محمد بن علي كومان")
    response = desk.fill(Person, "add", name_en="Muhammad Koman", _save="")
    new = Person.objects.get(name_en="Muhammad Koman")
    page = desk.client.get(response.url)
    said = [str(each) for each in page.context["messages"]]
    address = f"/admin/organizations/person/{there.pk}/merge/?other={new.pk}"
    assert said[0] == (
        "This may be there already; compare before you go on: "
        f'<a href="{address}"><bdi>محمد بن علي كومان</bdi></a>'
    )
    assert len(said) == 2  # and that it was added


def test_whoever_adds_a_body_is_told(client, root):
    Organization.objects.create(name_en="Arab Interior Ministers' Council")
    response = Desk(client, root).fill(
        Organization, "add", name_en="Council of the Arab Interior Ministers"
    )
    said = [str(each) for each in client.get(response.url).context["messages"]]
    assert len(said) == 2 and "This may be there already" in said[0]


def test_the_list_of_duplicates_and_the_button(desk):
    one = Person.objects.create(name_ar="محمد كومان")
    other = Person.objects.create(name_en="Muhammad Koman")
    where = "/admin/organizations/person/alike/"
    found = desk.client.get(where).context["found"]
    assert [each["address"] for each in found] == [
        f"/admin/organizations/person/{one.pk}/merge/?other={other.pk}"
    ]
    desk.client.post(where, {"one": one.pk, "other": other.pk})
    assert desk.client.get(where).context["found"] == []
    assert list(other.distinct_from.all()) == [one]


@pytest.mark.parametrize("term", ["Koman", "kuman", "كومان", "Muhammad Koman", "كومان محمد"])
def test_a_search_hears_other_transliterations(desk, term):
    kuman = Person.objects.create(name_en="Mohammed bin Ali Kuman")
    Person.objects.create(name_en="Mahmoud Kamin")
    listed = desk.client.get("/admin/organizations/person/", {"q": term}).context["cl"]
    assert list(listed.queryset) == [kuman]


@pytest.mark.parametrize("term", ["", " ", "!", "a", "%", "_"])
def test_a_search_that_says_nothing_is_no_error(desk, term):
    Person.objects.create(name_en="Ali")
    page = desk.client.get("/admin/organizations/person/", {"q": term})
    assert page.status_code == 200


def test_names_are_not_shown_as_markup(desk):
    Person.objects.create(name_en="Ali <b>Omar</b>")
    response = desk.fill(Person, "add", name_en="Ali <b>Omar</b>")
    assert b"<b>Omar</b>" not in desk.client.get(response.url).content


def by_update(alias, text):
    PersonAlias.objects.filter(pk=alias.pk).update(spelling=text)


def by_save(alias, text):
    alias.spelling = text
    alias.save(update_fields=["spelling"])


@pytest.mark.parametrize("write", [by_update, by_save])
def test_the_keys_are_those_of_the_spelling_on_every_path(write):
    alias = Person.objects.create(name_en="Ali Omar").aliases.get()
    write(alias, "Mohammed bin Ali Kuman")
    stored = PersonAlias.objects.values_list("sounds", "ends").get()
    assert stored == ("kmn l mhmt", "kmn mhmt")
    assert list(PersonAlias.objects.stale()) == []


def test_stale_keys_are_found():
    Person.objects.create(name_en="Ali Omar")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organizations_personalias SET ends = 'x'")
    assert len(list(PersonAlias.objects.stale())) == 1


@pytest.mark.parametrize("others", [1, 8])
def test_suggestions_take_as_many_queries_however_many_there_are(django_assert_num_queries, others):
    for n in range(others):
        Person.objects.create(name_ar="محمد كومان", name_en=f"Mohammed {'abcdefgh'[n % 8]} Kuman")
    new = Person.objects.create(name_en="Muhammad Koman")
    with django_assert_num_queries(3):
        assert len(duplicates.likely(new)) == others
    with django_assert_num_queries(4):
        duplicates.all_likely(Person)
