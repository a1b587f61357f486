"""What the models keep by themselves: canonical text, keys, addresses, spellings, the tree."""

import datetime as dt

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import connection
from modeltranslation.translator import translator

from events.models import Conference, Delegate, Delegation, Session
from organizations import arabic
from organizations.models import (
    Appointment,
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonHonorific,
    User,
)

pytestmark = pytest.mark.django_db
RAW, CANONICAL = "السطر  \r\n", "السطر"
OVERRIDE = "مصر\u202eabc"
TRANSLATED = [
    (model, f"{name}_{language}")
    for model in translator.get_registered_models(abstract=False)
    if model._meta.app_label in ("organizations", "events")
    for name in sorted(translator.get_options_for_model(model).all_fields)
    for language in ("ar", "en")
]


def stored(model, column, pk):
    """What the database holds, past every field class."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def messages(error: ValidationError) -> dict:
    return error.message_dict


# --- text


def by_save(text):
    return Conference.objects.create(title_ar=text)


def by_update(text):
    conference = Conference.objects.create(title_ar="x")
    Conference.objects.filter(pk=conference.pk).update(title_ar=text)
    return conference


def by_bulk_create(text):
    return Conference.objects.bulk_create([Conference(title_ar=text, slug="x")])[0]


def by_bulk_update(text):
    conference = Conference.objects.create(title_ar="x")
    conference.title_ar = text
    Conference.objects.bulk_update([conference], ["title_ar"])
    return conference


@pytest.mark.parametrize("write", [by_save, by_update, by_bulk_create, by_bulk_update])
@pytest.mark.parametrize(
    "text, kept", [(RAW, CANONICAL), ("e\u0301", "\u00e9"), (None, ""), ("ـ", "ـ")]
)
def test_text_is_stored_canonical_on_every_path(write, text, kept):
    assert stored(Conference, "title_ar", write(text).pk) == kept


def test_the_instance_holds_what_the_database_holds():
    conference = Conference.objects.create(title_ar=RAW)
    assert conference.title_ar == CANONICAL
    assert Conference.objects.get(title_ar=RAW) == conference


def test_saving_one_language_leaves_the_other():
    conference = Conference.objects.create(title_ar="عنوان", title_en="Title")
    stale = Conference.objects.get(pk=conference.pk)
    Conference.objects.filter(pk=conference.pk).update(title_ar="عنوان جديد")
    stale.title_en = "New title"
    stale.save(update_fields=["title_en"])
    conference.refresh_from_db()
    assert (conference.title_ar, conference.title_en) == ("عنوان جديد", "New title")


@pytest.mark.parametrize("model, field", TRANSLATED)
@pytest.mark.parametrize("text", [OVERRIDE, "مصر\u2067", "a\x07b", "ا" * 201])
def test_what_nobody_sees_is_refused_in_every_text(model, field, text):
    with pytest.raises(ValidationError) as refusal:
        model(**{field: text}).clean_fields()
    (message,) = messages(refusal.value)[field][:1]
    assert message.startswith(("Character ", "A word is too long")), message


def test_the_refusal_says_where():
    with pytest.raises(ValidationError) as refusal:
        Conference(title_ar=OVERRIDE).clean_fields(exclude=["slug"])
    assert messages(refusal.value) == {
        "title_ar": [
            "Character 4 is invisible and changes how the text reads, near “مصر[U+202E]abc”. "
            "Delete it and type that place again."
        ]
    }


def test_a_title_is_on_one_line():
    with pytest.raises(ValidationError) as refusal:
        Conference(title_ar="أ\r\nب").clean_fields()
    assert messages(refusal.value) == {
        "title_ar": ["This text must be on one line. Remove the line break."]
    }


def test_crlf_at_the_end_is_no_line_break():
    Conference(title_ar=RAW).full_clean()


@pytest.mark.parametrize(
    "thing, field",
    [
        (Organization(), "name_ar"),
        (Person(name_en=" "), "name_ar"),
        (Conference(), "title_ar"),
        (Appointment(), "title_ar"),
        (Honorific(), "masculine_ar"),
    ],
)
def test_one_language_is_enough_and_none_too_few(thing, field):
    with pytest.raises(ValidationError) as refusal:
        thing.clean()
    assert messages(refusal.value) == {field: ["Write this in Arabic or in English."]}


# --- dates


@pytest.mark.parametrize(
    "thing, refusals",
    [
        (
            Conference(starts_on=dt.date(2022, 5, 23), ends_on=dt.date(2022, 5, 22)),
            {"ends_on": ["This is before “first day”, 23 May 2022. Correct one of the two."]},
        ),
        (
            Conference(ends_on=dt.date(2022, 5, 22)),
            {"ends_on": ["Fill in “first day” as well, or leave this empty."]},
        ),
        (
            Conference(phase_starts=2024, phase_ends=2022),
            {
                "phase_ends": [
                    "This is before “first year of the phase”, 2024. Correct one of the two."
                ]
            },
        ),
        (
            Session(starts_at=dt.time(10), ends_at=dt.time(9)),
            {"ends_at": ["This is before “starts at”, 10:00. Correct one of the two."]},
        ),
        (
            Appointment(since=dt.date(2020, 1, 2), until=dt.date(2020, 1, 1)),
            {"until": ["This is before “since”, 2 January 2020. Correct one of the two."]},
        ),
    ],
)
def test_an_end_before_its_start_is_refused_on_its_field(thing, refusals):
    thing.title_ar = "نص"
    with pytest.raises(ValidationError) as refusal:
        thing.clean()
    assert messages(refusal.value) == refusals


def test_a_session_lies_within_its_conference():
    conference = Conference(starts_on=dt.date(2022, 5, 23), ends_on=dt.date(2022, 5, 25))
    with pytest.raises(ValidationError) as refusal:
        Session(conference=conference, day=dt.date(2022, 5, 26)).clean()
    assert messages(refusal.value) == {
        "day": ["The conference is from 23 May 2022 to 25 May 2022; choose a day in it."]
    }


# --- addresses and keys


def test_addresses_come_from_english_and_are_never_given_twice():
    bodies = [
        Organization.objects.create(name_en="League of Arab States"),
        Organization.objects.create(name_ar="جامعة", name_en="League of Arab States' Union"),
        Organization.objects.create(name_ar="هيئة", acronym_en="LAS"),
    ]
    people = [Person.objects.create(name_en="Ali") for _each in range(3)]
    assert [body.slug for body in bodies] == [
        "league-of-arab-states",
        "league-of-arab-states-union",
        "las",
    ]
    assert [person.slug for person in people] == ["ali", "ali-2", "ali-3"]


def test_a_record_without_english_gets_a_numbered_address():
    first, second = (Conference.objects.create(title_ar=f"مؤتمر {n}") for n in (1, 2))
    assert first.slug.startswith("conference-") and second.slug.startswith("conference-")
    assert first.slug != second.slug


def test_a_new_name_moves_the_sort_keys_and_not_the_address():
    body = Organization.objects.create(name_ar="المغرب", name_en="Morocco")
    body.name_ar = "الأردن"
    body.save(update_fields=["name_ar"])
    body.refresh_from_db()
    assert (body.sort_ar, body.slug) == (arabic.sort_key("الأردن"), "morocco")


def test_a_body_without_arabic_sorts_by_its_english_name():
    body = Organization.objects.create(name_en="Interpol")
    assert body.sort_ar == body.sort_en == arabic.sort_key("Interpol")


# --- spellings


def test_every_spelling_finds_one_body():
    body = Organization.objects.create(
        name_ar="الإنتربول", name_en="INTERPOL", formal_name_ar="المنظمة الدولية للشرطة الجنائية"
    )
    OrganizationAlias.objects.create(organization=body, spelling="I.C.P.O.")
    spellings = ["الانتربول", "interpol", "المنظمة الدوليّة للشرطة الجنائية", "ICPO", "غير معروف"]
    assert [Organization.objects.called(s) for s in spellings] == [body] * 4 + [None]


@pytest.mark.parametrize("field", ["name_ar", "name_en", "formal_name_en", "acronym_en"])
def test_a_second_body_cannot_take_a_spelling(field):
    Organization.objects.create(name_ar="الإنتربول", name_en="INTERPOL")
    taken = "الانتربول" if field == "name_ar" else "Interpol"
    for act in ("full_clean", "save"):
        with pytest.raises(ValidationError) as refusal:
            getattr(Organization(**{"name_en": "Other", field: taken}), act)()
        (message,) = refusal.value.messages
        assert message.endswith(
            " already means “INTERPOL”. Use that body, or take the spelling from it first."
        )


def test_an_alias_cannot_be_taken_from_another_body():
    Organization.objects.create(name_ar="الإنتربول", name_en="INTERPOL")
    other = Organization.objects.create(name_en="Europol")
    with pytest.raises(ValidationError) as refusal:
        OrganizationAlias(organization=other, spelling="الانتربول").full_clean()
    assert messages(refusal.value) == {
        "spelling": [
            "“الإنتربول” already means “INTERPOL”. Use that body, or take the spelling from it "
            "first."
        ]
    }


def test_a_name_given_up_stays_findable():
    body = Organization.objects.create(name_en="Old name")
    body.name_en = "New name"
    body.save()
    aliases = body.aliases.order_by("pk").values_list("spelling", "source")
    assert list(aliases) == [("Old name", "alias"), ("New name", "name")]
    assert Organization.objects.called("old-name") is None
    assert Organization.objects.called("old name") == body


def test_people_may_share_a_spelling():
    first, second = (Person.objects.create(name_ar="محمد علي") for _each in range(2))
    found = Person.objects.filter(aliases__key=arabic.fold("محمد على")).order_by("pk")
    assert list(found) == [first, second]


def test_a_spelling_of_punctuation_alone_is_refused():
    body = Organization.objects.create(name_en="Body")
    with pytest.raises(ValidationError) as refusal:
        OrganizationAlias(organization=body, spelling="...").full_clean()
    assert messages(refusal.value) == {"spelling": ["Write at least one letter or digit."]}


# --- the tree and who sees it


def test_a_body_cannot_lie_below_itself(council, secretariat):
    council.parent = secretariat
    for act in (council.full_clean, council.save):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert messages(refusal.value) == {
            "parent": ["This body lies below; choose a body that is not part of it."]
        }


def test_the_tree_lists_each_body_before_its_parts(council, secretariat, stranger):
    first = Organization.objects.create(name_ar="أ", parent=stranger)
    listed = [(body.name_ar, body.tree_depth) for body in Organization.objects.in_tree_order()]
    assert listed == [(council.name_ar, 0), (secretariat.name_ar, 1), ("مجلس آخر", 0), ("أ", 1)]
    assert list(council.descendants()) == [secretariat] and first.parent == stranger


def test_scope_is_ones_body_and_all_below(council, secretariat, stranger):
    department = Organization.objects.create(name_en="Department", parent=secretariat)
    everything = {council.pk, secretariat.pk, department.pk, stranger.pk}
    scopes = {
        "council": User(organization=council).scope,
        "department": User(organization=department).scope,
        "nobody": User().scope,
        "superuser": User(is_superuser=True).scope,
    }
    assert scopes == {
        "council": everything - {stranger.pk},
        "department": {department.pk},
        "nobody": set(),
        "superuser": everything,
    }
    assert User(organization=council).may_touch(department.pk)
    assert not User(organization=council).may_touch(stranger.pk)
    assert not User(organization=council).may_touch(None)


def test_rights_are_those_that_djangos_own_backend_gives(stage, django_assert_num_queries):
    every = Permission.objects.select_related("content_type")
    names = [f"{each.content_type.app_label}.{each.codename}" for each in every]
    alone = User.objects.create(username="alone")
    alone.user_permissions.set(every.filter(codename__startswith="view_"))
    stage.staff["deputy"].user_permissions.set(every.filter(codename="release_text"))
    User.objects.create(username="root", is_superuser=True)
    User.objects.create(username="gone", is_superuser=True, is_active=False)
    User.objects.filter(username="publisher").update(is_active=False)
    backend, apps = ModelBackend(), {each.split(".")[0] for each in names}
    for user in User.objects.all():
        with django_assert_num_queries(0 if user.is_superuser or not user.is_active else 1):
            mine = {each for each in names if user.has_perm(each)}
            mine_apps = {each for each in apps if user.has_module_perms(each)}
            mine_here = {each for each in names if user.has_perm(each, stage.conference)}
        user = User.objects.get(pk=user.pk)
        assert mine == {each for each in names if backend.has_perm(user, each)}
        assert mine_apps == {each for each in apps if backend.has_module_perms(user, each)}
        assert mine_here == (set(names) if user.is_superuser and user.is_active else set())


def test_records_are_edited_by_those_who_keep_them(council, secretariat, stranger):
    user = User(organization=council)
    kept = {
        name: Person.objects.create(name_en=name, kept_by=keeper)
        for name, keeper in (("below", secretariat), ("other", stranger), ("shared", None))
    }
    editable = {name: person.editable_by(user) for name, person in kept.items()}
    assert editable == {"below": True, "other": False, "shared": True}
    assert set(Person.objects.editable_by(user)) == {kept["below"], kept["shared"]}


def test_a_signature_says_name_and_post_as_at_this_moment():
    signer = User(username="kuman", name_ar="محمد بن علي كومان", post_en="Secretary-General")
    assert signer.signature() == {
        "name": {"ar": "محمد بن علي كومان", "en": "kuman"},
        "post": {"ar": "", "en": "Secretary-General"},
    }


# --- people


def test_honorifics_agree_with_a_woman_and_follow_their_order():
    excellency = Honorific.objects.create(
        kind="courtesy", masculine_ar="معالي", feminine_ar="معالي", masculine_en="H.E."
    )
    doctor = Honorific.objects.create(
        kind="title", masculine_ar="الدكتور", feminine_ar="الدكتورة", masculine_en="Dr."
    )
    woman = Person.objects.create(name_ar="هيفاء أبو غزالة", gender="f")
    PersonHonorific.objects.create(person=woman, honorific=doctor, position=2)
    PersonHonorific.objects.create(person=woman, honorific=excellency, position=1)
    assert woman.title_in("ar") == "معالي الدكتورة هيفاء أبو غزالة"
    assert woman.title_in("en") == "", "languages do not stand in for each other"
    woman.name_en = "Haifa Abu Ghazaleh"
    assert woman.title_in("en") == "H.E. Dr. Haifa Abu Ghazaleh"


@pytest.mark.parametrize(
    ("styles", "said"),
    [
        (["Mr."], "Mr. Berger"),
        (["Mr.", "Ambassador"], "Ambassador Berger"),
        (["H.E.", "Mr", "Ambassador"], "H.E. Ambassador Berger"),
        (["H.E.", "Mr"], "H.E. Mr Berger"),
        (["H.E.", ""], "H.E. Berger"),
        ([], "Berger"),
    ],
)
def test_english_says_mister_straight_before_a_name_only(styles, said):
    honorifics = [Honorific(masculine_en=each) for each in styles]
    assert Person().styled("Berger", "en", honorifics) == said


def test_the_posts_held_on_a_day_several_at_once(council):
    person = Person.objects.create(name_ar="خليل")
    for title, since, until in (
        ("أولى", None, dt.date(2020, 12, 31)),
        ("ثانية", dt.date(2021, 1, 1), None),
        ("ثالثة", dt.date(2021, 1, 1), dt.date(2021, 1, 1)),
    ):
        Appointment.objects.create(
            person=person, organization=council, title_ar=title, since=since, until=until
        )
    posts = {
        day: person.post_on(dt.date.fromisoformat(day), "ar")
        for day in ("2020-12-31", "2021-01-01", "2021-01-02")
    }
    assert posts == {"2020-12-31": "أولى", "2021-01-01": "ثانية، ثالثة", "2021-01-02": "ثانية"}
    assert person.post_on(dt.date(2021, 1, 1), "en") == ""


# --- delegations


def test_delegates_follow_their_delegation_to_another_conference(council):
    first, second = (Conference.objects.create(title_en=f"C{n}") for n in (1, 2))
    delegation = Delegation.objects.create(conference=first, organization=council)
    delegate = Delegate.objects.create(
        delegation=delegation, person=Person.objects.create(name_en="A")
    )
    delegation.conference = second
    delegation.save()
    delegate.refresh_from_db()
    assert delegate.conference == second


def test_delegations_and_delegates_come_in_protocol_order():
    conference = Conference.objects.create(title_en="C")
    states = {
        "تونس": (None, 4),
        "الأردن": (None, 1),
        "هيئة": (None, None),
        "مصر": (1, 20),
        "إدارة": (None, None),
    }
    for name, (position, protocol) in states.items():
        body = Organization.objects.create(name_ar=name, protocol_order=protocol)
        Delegation.objects.create(conference=conference, organization=body, position=position)
    listed = conference.delegations.in_protocol_order()
    assert [row.organization.name_ar for row in listed] == [
        "مصر",
        "الأردن",
        "تونس",
        "إدارة",
        "هيئة",
    ]
    delegation = listed[0]
    for name, function, position in (
        ("باء", "member", None),
        ("ألف", "member", None),
        ("جيم", "member", 1),
        ("دال", "head", None),
    ):
        person = Person.objects.create(name_ar=name)
        Delegate.objects.create(
            delegation=delegation, person=person, function=function, position=position
        )
    order = [row.person.name_ar for row in delegation.delegates.in_protocol_order()]
    assert order == ["دال", "جيم", "ألف", "باء"]
