"""The desk: what each person sees and changes, and what a crafted post cannot."""

import datetime as dt
import itertools

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from events.models import (
    Conference,
    ConferenceSeries,
    Delegate,
    Delegation,
    Intervention,
    Organizer,
    Programme,
    Session,
    Theme,
)
from organizations.audit import AuditEvent, faults
from organizations.models import (
    Appointment,
    Honorific,
    Organization,
    OrganizationAlias,
    Person,
    PersonAlias,
    User,
)
from tests.directory import seed_conference
from tests.directory.conftest import Desk, errors_of, form_data, staff

pytestmark = pytest.mark.django_db
MODELS = [
    Organization,
    Honorific,
    Person,
    User,
    ConferenceSeries,
    Programme,
    Conference,
    Session,
    Intervention,
    Delegation,
    Delegate,
]
SHARED_ONLY = "This belongs to a body outside yours; choose one that you work for."
NOT_A_CHOICE = "Select a valid choice. That choice is not one of the available choices."


@pytest.fixture
def conference(council):
    return Conference.objects.create(
        title_ar="مؤتمر",
        title_en="Conference",
        starts_on=dt.date(2022, 5, 23),
        ends_on=dt.date(2022, 5, 25),
        kept_by=council,
    )


@pytest.fixture
def theirs(stranger):
    """A conference that another secretariat keeps, with a part of each kind."""
    conference = Conference.objects.create(title_en="Theirs", kept_by=stranger)
    session = Session.objects.create(conference=conference)
    delegation = Delegation.objects.create(conference=conference, organization=stranger)
    person, delegate = (
        Person.objects.create(name_en="Theirs", kept_by=stranger) for _each in range(2)
    )
    return {
        "conference": conference,
        "session": session,
        "intervention": Intervention.objects.create(session=session, organization=stranger),
        "delegation": delegation,
        "delegate": Delegate.objects.create(delegation=delegation, person=delegate),
        "person": person,
        "organization": Organization.objects.create(name_en="Theirs", kept_by=stranger),
        "series": ConferenceSeries.objects.create(name_en="Theirs", kept_by=stranger),
        "programme": Programme.objects.create(name_en="Theirs", kept_by=stranger),
    }


# --- every page opens, and its fields have their direction


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("model", MODELS)
def test_every_page_opens(client, root, model, language):
    seed_conference.build()
    ConferenceSeries.objects.create(name_ar="سلسلة")
    User.objects.filter(pk=root.pk).update(language=language)
    root.refresh_from_db()
    desk = Desk(client, root)
    pages = [(model, "changelist"), (model, "add"), (model.objects.first(), "change")]
    assert [desk.open(*page).status_code for page in pages] == [200, 200, 200]
    search = client.get(desk.url(model, "changelist"), {"q": "محمد"})
    assert search.status_code == 200


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("model", MODELS)
def test_each_text_has_its_own_direction_whatever_the_interface_language(
    client, root, model, language
):
    User.objects.filter(pk=root.pk).update(language=language)
    root.refresh_from_db()
    response = Desk(client, root).open(model, "add")
    forms = [response.context["adminform"].form] + [
        inline.formset.empty_form for inline in response.context["inline_admin_formsets"]
    ]
    attributes = {
        (name, key): field.widget.attrs.get(key)
        for form in forms
        for name, field in form.fields.items()
        for key in ("dir", "lang")
        if name.endswith(("_ar", "_en"))
    }
    expected = {
        (name, key): {"dir": {"ar": "rtl", "en": "ltr"}[name[-2:]], "lang": name[-2:]}[key]
        for name, key in attributes
    }
    assert attributes == expected and attributes
    page = response.content.decode()
    assert 'dir="rtl" lang="ar"' in page and 'dir="ltr" lang="en"' in page


def test_arabic_and_english_stand_in_one_row(desk, conference):
    page = desk.open(conference)
    rows = [tuple(line.fields) for fieldset in page.context["adminform"] for line in fieldset]
    assert {("title_ar", "title_en"), ("venue_ar", "venue_en"), ("city_ar", "city_en")} <= {*rows}


@pytest.mark.parametrize("others", [0, 300])
def test_a_form_never_loads_the_directory(desk, conference, django_assert_num_queries, others):
    for n in range(others):
        Organization.objects.create(name_en=f"Body {n}")
    Organizer.objects.create(conference=conference, organization=conference.kept_by)
    desk.open(conference)
    with django_assert_num_queries(17):
        page = desk.open(conference)
    assert "Body 7" not in page.content.decode()


# --- who keeps a record


def test_a_new_record_is_kept_by_ones_own_body(desk, council):
    page = desk.open(Person, "add")
    assert page.context["adminform"].form["kept_by"].value() == council.pk
    desk.fill(Person, "add", name_ar="محمد", kept_by="")
    assert Person.objects.get().kept_by == council


def test_a_superuser_may_share_a_record(client, root):
    Desk(client, root).fill(Person, "add", name_ar="محمد")
    assert Person.objects.get().kept_by is None


def test_a_record_may_be_kept_by_a_body_below(desk, secretariat):
    desk.fill(Person, "add", name_ar="محمد", kept_by=secretariat.pk)
    assert Person.objects.get().kept_by == secretariat


def test_nobody_gives_a_record_to_a_body_outside_their_scope(desk, stranger):
    response = desk.fill(Person, "add", name_ar="محمد", kept_by=stranger.pk)
    assert errors_of(response) == {"kept_by": [NOT_A_CHOICE]}
    assert not Person.objects.exists()


def test_nobody_takes_what_all_share(desk, council):
    person = Person.objects.create(name_ar="محمد")
    desk.fill(person, name_ar="محمود", kept_by=council.pk)
    person.refresh_from_db()
    assert (person.name_ar, person.kept_by) == ("محمود", None)


def test_nobody_shares_what_one_keeps(desk, council):
    person = Person.objects.create(name_ar="محمد", kept_by=council)
    response = desk.fill(person, kept_by="")
    assert errors_of(response) == {"kept_by": ["This field is required."]}


@pytest.mark.parametrize(
    "name",
    [
        "conference",
        "session",
        "intervention",
        "delegation",
        "delegate",
        "person",
        "organization",
        "series",
        "programme",
    ],
)
def test_what_others_keep_is_read_and_neither_changed_nor_deleted(desk, theirs, name):
    thing = theirs[name]
    page = desk.open(thing)
    assert page.status_code == 200 and not page.context["has_change_permission"]
    answers = [
        desk.client.post(desk.url(type(thing), verb, thing.pk), {"post": "yes"}).status_code
        for verb in ("change", "delete")
    ]
    selected = {"action": "delete_selected", "_selected_action": thing.pk, "post": "yes"}
    answers.append(desk.client.post(desk.url(type(thing), "changelist"), selected).status_code)
    assert answers == [403, 403, 403]
    assert type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize(
    "model, choice",
    [
        (Session, "conference"),
        (Intervention, "session"),
        (Delegation, "conference"),
        (Delegate, "delegation"),
    ],
)
def test_no_part_is_added_to_a_conference_of_others(desk, theirs, council, model, choice):
    before = model.objects.count()
    person = Person.objects.create(name_en="Anybody")
    values = {"organization": council.pk, "person": person.pk, choice: theirs[choice].pk}
    response = desk.fill(model, "add", **values)
    assert errors_of(response) == {"__all__": [SHARED_ONLY]}
    assert model.objects.count() == before


def test_no_part_is_moved_to_a_conference_of_others(desk, theirs, conference):
    session = Session.objects.create(conference=conference)
    response = desk.fill(session, conference=theirs["conference"].pk)
    assert errors_of(response) == {"__all__": [SHARED_ONLY]}


def test_completions_offer_what_may_be_chosen(desk, theirs, conference, council, stranger):
    def offered(app, model, field):
        query = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
        return [
            r["text"]
            for r in desk.client.get(reverse("admin:autocomplete"), query).json()["results"]
        ]

    assert offered("events", "session", "conference") == ["Conference"]
    assert offered("events", "intervention", "session") == []
    assert offered("organizations", "person", "kept_by") == ["Council"]
    assert offered("organizations", "user", "organization") == ["Council"]
    assert set(offered("events", "organizer", "organization")) >= {"Council", "Stranger"}


@pytest.mark.parametrize(
    "typed",
    ["وزارة داخلية", "الوزاره الداخليه", "داخلية تونس", "interior tunisia", "TUNISIA, interior"],
)
def test_a_body_is_picked_by_all_its_words_in_any_order(desk, typed):
    body = Organization.objects.create(
        name_ar="وزارة الداخلية في تونس", name_en="Ministry of the Interior of Tunisia"
    )
    Organization.objects.create(name_ar="وزارة العدل", name_en="Ministry of Justice of Tunisia")
    query = {
        "app_label": "events", "model_name": "organizer", "field_name": "organization",
        "term": typed,
    }  # fmt: skip
    results = desk.client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [each["id"] for each in results] == [str(body.pk)]


@pytest.mark.parametrize("typed", ["اسلحه", "الأسلحة ارهاب", "مكافحه الارهاب", "weapons ARMS"])
@pytest.mark.parametrize("model", ["session", "delegation"])
def test_a_conference_is_picked_by_its_words_however_they_are_spelt(desk, council, typed, model):
    titles = {"title_ar": "مؤتمر مكافحة الإرهاب وتهريب الأسلحة", "title_en": "Arms and weapons"}
    made = Conference.objects.create(kept_by=council, **titles)
    Conference.objects.create(kept_by=council, title_ar="مؤتمر الإرهاب", title_en="Arms")
    query = {"app_label": "events", "model_name": model, "field_name": "conference"}
    offered = desk.client.get(reverse("admin:autocomplete"), query | {"term": typed}).json()
    chosen = [each["id"] for each in offered["results"]]
    assert chosen == [str(made.pk)]


def test_staff_without_a_body_add_nothing(client, db):
    desk = Desk(client, staff("lost", None, "organizations", "events"))
    assert desk.open(Person, "add").status_code == 403


# --- moving bodies moves rights


@pytest.mark.parametrize("keeper", ["nobody", "me"])
def test_nobody_brings_another_body_into_their_scope(desk, council, stranger, keeper):
    Organization.objects.filter(pk=stranger.pk).update(kept_by=council if keeper == "me" else None)
    response = desk.fill(stranger, parent=council.pk)
    assert list(errors_of(response)) == ["parent"]
    stranger.refresh_from_db()
    assert stranger.parent is None


def test_nobody_moves_a_shared_body_among_others(desk, stranger):
    shared = Organization.objects.create(name_en="Shared")
    response = desk.fill(shared, parent=stranger.pk)
    assert list(errors_of(response)) == ["parent"]


def test_nobody_moves_their_own_body_under_another(desk, council, secretariat, stranger):
    for body, parent in itertools.product((council, secretariat), (stranger.pk, "")):
        response = desk.fill(body, parent=parent)
        assert response.status_code == 302 if body == council and parent == "" else True
        body.refresh_from_db()
    assert (council.parent, secretariat.parent) == (None, council)


def test_bodies_move_freely_inside_ones_scope(desk, council, secretariat):
    department = Organization.objects.create(name_en="Department", parent=secretariat)
    assert desk.fill(department, parent=council.pk).status_code == 302
    department.refresh_from_db()
    assert department.parent == council


# --- accounts


@pytest.fixture
def clerk(secretariat):
    return staff("clerk", secretariat)


@pytest.fixture
def outsider(stranger):
    return staff("outsider", stranger)


def test_an_administrator_sees_the_staff_of_their_scope(desk, officer, clerk, outsider):
    chief = staff("chief", officer.organization, is_superuser=True)
    listed = desk.open(User, "changelist").context["cl"].queryset
    assert set(listed) == {officer, clerk, chief}
    answers = {
        user.username: desk.client.post(desk.url(User, "change", user.pk), {}).status_code
        for user in (clerk, outsider, chief)
    }
    assert answers == {"clerk": 200, "outsider": 302, "chief": 403}
    assert outsider.username not in desk.open(User, "changelist").content.decode()


@pytest.mark.parametrize("victim", ["outsider", "chief"])
def test_nobody_sets_a_password_outside_their_scope(desk, council, outsider, victim):
    chief = staff("chief", council, is_superuser=True)
    user = {"outsider": outsider, "chief": chief}[victim]
    before = user.password
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    passwords = {"password1": "a-Long-one-22", "password2": "a-Long-one-22"}
    response = desk.client.post(address, passwords | {"usable_password": "true"})
    assert response.status_code in (403, 404)
    user.refresh_from_db()
    assert user.password == before


def test_nobody_makes_a_superuser_or_grants_single_rights(desk, clerk):
    response = desk.fill(
        clerk, name_en="Clerk", is_superuser="on", user_permissions=["1", "2", "3"]
    )
    clerk.refresh_from_db()
    assert response.status_code == 302
    assert (clerk.name_en, clerk.is_superuser) == ("Clerk", False)
    assert not clerk.user_permissions.exists()


def test_roles_are_granted_inside_the_scope_alone(desk, clerk, outsider):
    role = Group.objects.create(name="a role")
    desk.fill(clerk, groups=[role.pk])
    address = desk.url(User, "change", outsider.pk)
    desk.client.post(address, form_data(desk.open(clerk)) | {"groups": [role.pk]})
    assert [list(user.groups.all()) for user in (clerk, outsider)] == [[role], []]


def test_nobody_changes_their_own_place_and_rights(desk, officer, secretariat):
    role = Group.objects.create(name="a role")
    desk.fill(officer, post_en="Chief", groups=[role.pk], organization=secretariat.pk)
    fresh = User.objects.get(pk=officer.pk)
    assert (fresh.post_en, fresh.organization, fresh.groups.count()) == (
        "Chief",
        officer.organization,
        0,
    )


@pytest.mark.parametrize("body", ["stranger", ""])
def test_an_account_is_made_for_a_body_in_scope(desk, stranger, body):
    new = {
        "username": "new",
        "email": "new@bayan.example",
        "organization": stranger.pk if body else "",
    }
    response = desk.fill(User, "add", **new)
    expected = NOT_A_CHOICE if body else "This field is required."
    assert errors_of(response) == {"organization": [expected]}


def test_a_new_account_serves_below(desk, secretariat):
    new = {
        "username": "new",
        "email": "new@bayan.example",
        "organization": secretariat.pk,
        "name_ar": "جديد",
        "password1": "a-Long-one-22",
        "password2": "a-Long-one-22",
        "password": "a-Long-one-22",
    }
    assert desk.fill(User, "add", **new).status_code == 302
    user = User.objects.get(username="new")
    assert (user.organization, user.name_ar, user.is_staff) == (secretariat, "جديد", True)
    assert not user.has_usable_password()
    event = AuditEvent.objects.get(verb="added")
    assert "password" not in str(event.data) and "a-Long-one-22" not in str(event.data)


def test_an_account_without_an_address_is_not_made(desk, secretariat):
    response = desk.fill(User, "add", username="new", organization=secretariat.pk)
    assert errors_of(response) == {"email": ["This field is required."]}


# --- finding


@pytest.mark.parametrize("typed", ["الانتربول", "الإنتربول", "interpol", "ICPO"])
def test_a_search_goes_through_every_spelling(desk, typed):
    body = Organization.objects.create(name_ar="الإنتربول", name_en="INTERPOL")
    OrganizationAlias.objects.create(organization=body, spelling="I.C.P.O.")
    Organization.objects.create(name_ar="منظمة الجمارك العالمية")
    found = desk.client.get(desk.url(Organization, "changelist"), {"q": typed})
    query = {"app_label": "events", "model_name": "organizer", "field_name": "organization"}
    offered = desk.client.get(reverse("admin:autocomplete"), query | {"term": typed}).json()
    assert list(found.context["cl"].queryset) == [body]
    assert [result["id"] for result in offered["results"]] == [str(body.pk)]


def test_a_search_finds_a_conference_by_who_holds_it(desk, conference):
    body = Organization.objects.create(name_ar="الإنتربول", name_en="INTERPOL")
    Organizer.objects.create(conference=conference, organization=body)
    found = desk.client.get(desk.url(Conference, "changelist"), {"q": "الانتربول"})
    assert list(found.context["cl"].queryset) == [conference]


# --- what forms refuse


def test_a_conference_that_ends_before_it_starts(desk, conference):
    response = desk.fill(conference, ends_on="2022-05-22", title_ar="عنوان جديد")
    form = response.context["adminform"].form
    assert errors_of(response) == {
        "ends_on": ["This is before “first day”, 23 May 2022. Correct one of the two."]
    }
    assert form["title_ar"].value() == "عنوان جديد", "what was typed is kept"


def test_the_spelling_of_another_body_is_refused_with_its_name(desk, council):
    Organization.objects.create(name_ar="الإنتربول", name_en="INTERPOL")
    for changes in (
        {"name_en": "interpol"},
        {"aliases__TOTAL_FORMS": 1, "aliases__0__spelling": "الانتربول"},
    ):
        response = desk.fill(council, **changes)
        (message,) = itertools.chain(*errors_of(response).values())
        assert "already means “INTERPOL”" in message


@pytest.mark.parametrize("typed", [["COUNCIL"], ["Majlis", "majlis"]])
@pytest.mark.parametrize("model", [Organization, Person])
def test_a_spelling_twice_is_refused(desk, council, model, typed):
    thing = council if model is Organization else Person.objects.create(name_en="Council")
    rows = {f"aliases__{n}__spelling": spelling for n, spelling in enumerate(typed)}
    rows["aliases__TOTAL_FORMS"] = len(typed)
    if model is Person:
        rows = _after_existing(rows, thing)
    errors = errors_of(desk.fill(thing, **rows))
    assert list(errors.values()) == [["This spelling is recorded already; remove it here."]]


def _after_existing(rows, person):
    """A person's own name is a row of the form already; new rows come after it."""
    existing = person.aliases.count()
    moved = {
        f"aliases__{n + existing}__spelling": spelling
        for n, spelling in enumerate(v for k, v in rows.items() if k.endswith("spelling"))
    }
    return moved | {"aliases__TOTAL_FORMS": existing + len(moved)}


# --- delegations


@pytest.fixture
def delegation(conference, council):
    return Delegation.objects.create(conference=conference, organization=council)


@pytest.fixture
def head(delegation):
    person = Person.objects.create(name_en="Head")
    return Delegate.objects.create(delegation=delegation, person=person, function="head")


def row(number, person, **values):
    """One more delegate in the form of a delegation."""
    values = {"person": person.pk, "function": "member", "state": "nominated"} | values
    return {f"delegates__{number}__{name}": value for name, value in values.items()}


def test_a_second_head_is_refused_on_its_row(desk, delegation, head):
    new = row(1, Person.objects.create(name_en="New"), function="head")
    response = desk.fill(delegation, delegates__TOTAL_FORMS=2, **new)
    assert errors_of(response) == {
        "delegates-1-function": [
            "The delegation has a head already. Change the state of the other first."
        ]
    }


def test_one_save_puts_a_head_in_the_place_of_another(desk, delegation, head):
    new = row(1, Person.objects.create(name_en="New"), function="head", replaces=head.pk)
    response = desk.fill(
        delegation, delegates__TOTAL_FORMS=2, delegates__0__state="replaced", **new
    )
    assert response.status_code == 302
    rows = delegation.delegates.order_by("pk").values_list("person__name_en", "state", "replaces")
    assert list(rows) == [("Head", "replaced", None), ("New", "nominated", head.pk)]


def test_one_save_exchanges_head_and_deputy(desk, delegation, head):
    deputy = Delegate.objects.create(
        delegation=delegation, person=Person.objects.create(name_en="Deputy"), function="deputy"
    )
    rows = [form.instance for form in _rows(desk.open(delegation))]
    functions = {head: "deputy", deputy: "head"}
    changes = {f"delegates__{n}__function": functions[each] for n, each in enumerate(rows)}
    assert desk.fill(delegation, **changes).status_code == 302
    found = delegation.delegates.order_by("pk").values_list("function", "state")
    assert list(found) == [("deputy", "nominated"), ("head", "nominated")]


def _rows(page):
    return page.context["inline_admin_formsets"][0].formset.initial_forms


def test_one_person_twice_in_a_delegation_is_refused(desk, delegation, head):
    response = desk.fill(delegation, delegates__TOTAL_FORMS=2, **row(1, head.person))
    assert errors_of(response) == {
        "delegates-1-person": ["This person is in the delegation already. Remove one of the two."]
    }


def test_who_sits_in_another_delegation_is_named_with_it(desk, conference, head, stranger):
    other = Delegation.objects.create(conference=conference, organization=stranger)
    expected = (
        "This person already has a place in the delegation “Council”. Withdraw that one first, "
        "or choose somebody else."
    )
    inline = desk.fill(other, delegates__TOTAL_FORMS=1, **row(0, head.person))
    alone = desk.fill(Delegate, "add", delegation=other.pk, person=head.person.pk)
    assert [errors_of(inline), errors_of(alone)] == [
        {"delegates-0-person": [expected]},
        {"person": [expected]},
    ]


def test_a_second_head_is_refused_on_a_page_of_its_own(desk, delegation, head):
    new = Person.objects.create(name_en="New")
    response = desk.fill(Delegate, "add", delegation=delegation.pk, person=new.pk, function="head")
    assert errors_of(response) == {
        "function": ["The delegation has a head already. Change the state of the other first."]
    }


def test_a_delegation_stays_at_its_conference(desk, conference, delegation):
    other = Conference.objects.create(title_en="Other", kept_by=conference.kept_by)
    assert desk.fill(delegation, conference=other.pk, capacity="guest").status_code == 302
    delegation.refresh_from_db()
    assert (delegation.conference, delegation.capacity) == (conference, "guest")


def test_who_is_replaced_belongs_to_the_delegation(desk, conference, delegation, head, stranger):
    other = Delegation.objects.create(conference=conference, organization=stranger)
    new = Person.objects.create(name_en="New")
    response = desk.fill(Delegate, "add", delegation=other.pk, person=new.pk, replaces=head.pk)
    assert errors_of(response) == {"replaces": ["Choose a delegate of the same delegation."]}


# --- the audit chain


def test_a_change_is_chained_with_old_and_new_values(desk, officer, council):
    person = Person.objects.create(name_ar="محمد", kept_by=council)
    post = Appointment.objects.create(person=person, organization=council, title_en="Old")
    desk.fill(person, name_ar="محمود", appointments__0__title_en="New")
    event = AuditEvent.objects.get(verb="changed")
    assert {
        "who": (event.actor, event.actor_name),
        "thing": event.thing,
        "data": event.data,
    } == {
        "who": (officer, "officer"),
        "thing": f"organizations.person/{person.pk}",
        "data": {
            "fields": {"name_ar": ["محمد", "محمود"]},
            "parts": [
                {
                    "verb": "changed",
                    "thing": f"organizations.appointment/{post.pk}",
                    "name": "New",
                    "fields": {"title_en": ["Old", "New"]},
                }
            ],
        },
    }
    assert list(faults()) == []


def test_a_save_without_a_change_is_no_event(desk, conference):
    assert desk.fill(conference).status_code == 302
    assert not AuditEvent.objects.filter(verb="changed").exists()


def test_an_addition_and_a_choice_are_chained_by_key_and_name(desk, council, conference):
    desk.fill(
        conference,
        themes__TOTAL_FORMS=1,
        themes__0__title_en="Theme",
        themes__0__position=1,
        state="held",
    )
    desk.fill(Session, "add", conference=conference.pk)
    theme, (changed, added) = (
        Theme.objects.get(),
        AuditEvent.objects.exclude(verb="logged in").order_by("seq"),
    )
    assert changed.data == {
        "fields": {"state": ["planned", "held"]},
        "parts": [
            {
                "verb": "added",
                "thing": f"events.theme/{theme.pk}",
                "name": "Theme",
                "fields": {"title_en": [None, "Theme"]},
            }
        ],
    }
    assert added.verb == "added" and added.data["fields"]["conference"] == [
        None,
        {"pk": conference.pk, "name": "Conference"},
    ]


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_deletion_is_chained(desk, council, way):
    person = Person.objects.create(name_en="Gone", kept_by=council)
    if way == "page":
        desk.client.post(desk.url(Person, "delete", person.pk), {"post": "yes"})
    else:
        selected = {"action": "delete_selected", "_selected_action": person.pk, "post": "yes"}
        desk.client.post(desk.url(Person, "changelist"), selected)
    event = AuditEvent.objects.get(verb="deleted")
    assert (event.thing, event.data) == (
        f"organizations.person/{person.pk}",
        {"name": "Gone"},
    )
    assert not Person.objects.exists() and not PersonAlias.objects.exists()


def test_a_refused_change_leaves_no_event(desk, conference):
    desk.fill(conference, ends_on="2022-05-22")
    assert not AuditEvent.objects.filter(verb="changed").exists()


def test_an_event_that_cannot_be_written_takes_the_change_with_it(desk, conference, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the chain is broken")

    monkeypatch.setattr("organizations.audit.record", broken)
    with pytest.raises(RuntimeError):
        desk.fill(conference, title_en="Changed")
    conference.refresh_from_db()
    assert conference.title_en == "Conference"


def set_password(client, user) -> int:
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    passwords = {"password1": "a-Long-one-22", "password2": "a-Long-one-22"}
    sent = passwords | {"usable_password": "true", "set-password": "x"}
    return client.post(address, sent).status_code


def test_a_set_password_is_chained(client, root, clerk):
    client.force_login(root)
    assert set_password(client, clerk) == 302
    event = AuditEvent.objects.get(verb="password changed")
    assert (event.thing, event.data) == (f"organizations.user/{clerk.pk}", {})


def test_nobody_but_a_superuser_sets_anothers_password(desk, clerk):
    before = clerk.password
    assert set_password(desk.client, clerk) == 403
    clerk.refresh_from_db()
    assert clerk.password == before


def test_logins_logouts_and_failures_are_chained(client, council):
    user = staff("kuman", council)
    user.set_password("a-Long-one-22")
    user.save()
    login = reverse("admin:login")
    for password in ("wrong", "a-Long-one-22"):
        client.post(login, {"username": "kuman", "password": password})
    client.post(reverse("admin:logout"))
    events = AuditEvent.objects.order_by("seq").values_list("verb", "actor__username", "data")
    assert list(events) == [
        ("login failed", None, {"username": "kuman"}),
        ("logged in", "kuman", {}),
        ("logged out", "kuman", {}),
    ]
    assert list(faults()) == []


def test_the_chain_is_read_and_never_written_at_the_desk(client, root):
    desk = Desk(client, root)
    event = AuditEvent.objects.get(verb="logged in")
    answers = [
        desk.open(AuditEvent, "changelist").status_code,
        desk.open(event).status_code,
        desk.open(AuditEvent, "add").status_code,
        client.post(desk.url(AuditEvent, "change", event.pk), {"verb": "x"}).status_code,
        client.post(desk.url(AuditEvent, "delete", event.pk), {"post": "yes"}).status_code,
    ]
    assert answers == [200, 200, 403, 403, 403]
