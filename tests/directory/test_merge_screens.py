"""The desk's screens for records that are there twice: who may, what is shown, what is refused."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from communiques.demo import play
from events.models import Conference, Delegation
from organizations import merge_plan, merging
from organizations.audit import AuditEvent
from organizations.models import Appointment, Organization, Person, User
from tests.directory.conftest import Desk, staff

pytestmark = pytest.mark.django_db
PERSONAS = [*play.STAFF, "stranger", "superuser", "anonymous"]


def address(model, name, *args):
    return reverse(f"admin:organizations_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def twins(council):
    """Two bodies that are one, kept by the officer's own; a delegation and a post hang on one."""
    one = Organization.objects.create(name_en="INTERPOL", kept_by=council)
    other = Organization.objects.create(name_en="ICPO Interpol", kept_by=council)
    conference = Conference.objects.create(title_en="First", kept_by=council)
    Delegation.objects.create(conference=conference, organization=other)
    person = Person.objects.create(name_en="Ali Omar", kept_by=council)
    Appointment.objects.create(person=person, organization=other, title_en="Chief")
    return one, other


def post(desk, one, other, **more):
    seen = merge_plan.plan(one, other).seen
    data = {"other": other.pk, "keep": "", "seen": seen} | more
    return desk.client.post(address(type(one), "merge", one.pk), data)


def messages_of(response) -> list[str]:
    return [str(each) for each in response.context["messages"]]


# --- the way through


def test_from_the_comparison_to_the_merge_and_back(desk, twins):
    one, other = twins
    page = desk.client.get(address(Organization, "merge", one.pk), {"other": other.pk})
    plan = page.context["plan"]
    assert page.status_code == 200
    assert [(str(each), len(each)) for each in plan.moves] == [
        ("delegations (body)", 1),
        ("appointments (body)", 1),
        ("spellings of bodies (body)", 1),
    ]
    listed = [where for _move, where in page.context["moves"]]
    assert listed == [f"/admin/events/delegation/?organization__id__exact={other.pk}", "", ""]
    assert desk.client.get(listed[0]).context["cl"].result_count == 1
    response = post(desk, one, other, from_name_en="other")
    assert response.url == address(Organization, "change", one.pk)
    page = desk.client.get(response.url)
    assert messages_of(page) == [
        f"“ICPO Interpol” is now “INTERPOL”. "
        f'<a href="{address(Organization, "unmerge", other.pk)}">Undo this merge</a>'
    ]
    assert [str(each) for each in page.context["merged"]] == ["ICPO Interpol"]
    one.refresh_from_db()
    assert one.name_en == "ICPO Interpol"
    back = desk.client.get(address(Organization, "unmerge", other.pk))
    assert back.context["back"] == [
        ("delegations (body)", 1),
        ("appointments (body)", 1),
        ("spellings of bodies (body)", 1),
    ]
    response = desk.client.post(address(Organization, "unmerge", other.pk))
    assert response.url == address(Organization, "change", other.pk)
    names = Organization.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk")
    assert list(names.values_list("name_en", flat=True)) == ["INTERPOL", "ICPO Interpol"]
    assert [each.verb for each in AuditEvent.objects.order_by("seq")][-2:] == [
        "merged into another record",
        "merge undone",
    ]


def test_the_other_way_round(desk, twins):
    one, other = twins
    page = desk.client.get(address(Organization, "merge", one.pk), {"other": other.pk})
    page = desk.client.get(page.context["swapped"])
    plan = page.context["plan"]
    assert (plan.survivor, plan.duplicate, page.context["keep"]) == (other, one, "other")
    data = {"other": other.pk, "keep": "other", "seen": plan.seen}
    desk.client.post(address(Organization, "merge", one.pk), data)
    assert Organization._base_manager.get(pk=one.pk).merged_into == other


def test_what_was_merged_is_offered_nowhere(desk, twins, council):
    one, other = twins
    post(desk, one, other)
    listed = desk.client.get(address(Organization, "changelist")).context["cl"].queryset
    found = desk.client.get(
        reverse("admin:autocomplete"),
        {"app_label": "organizations", "model_name": "organization", "field_name": "parent",
         "term": "ICPO"},
    ).json()  # fmt: skip
    assert other not in listed
    assert found["results"] == [{"id": str(one.pk), "text": "INTERPOL"}]
    page = desk.client.get(address(Organization, "change", other.pk))
    assert (page.status_code, page.url) == (302, address(Organization, "change", one.pk))


@pytest.mark.parametrize("field", ["parent", "successor", "kept_by"])
def test_a_crafted_post_cannot_choose_what_was_merged(desk, twins, field):
    one, other = twins
    post(desk, one, other)
    third = Organization.objects.create(name_en="Third", kept_by=one.kept_by)
    response = desk.fill(third, **{field: other.pk})
    errors = response.context["adminform"].form.errors
    assert list(errors) == [field] and "valid choice" in errors[field][0]


def test_an_old_address_cannot_be_taken(desk, twins):
    one, other = twins
    post(desk, one, other)
    response = desk.fill(Organization, "add", name_en="New", slug="icpo-interpol")
    errors = response.context["adminform"].form.errors
    assert errors == {"slug": ["This address leads to another record already; choose another one."]}
    desk.fill(Organization, "add", name_en="ICPO-Interpol!")
    assert not Organization.objects.filter(slug="icpo-interpol").exists()


# --- what is refused


def test_what_nobody_looked_at_is_shown_again(desk, twins):
    one, other = twins
    response = post(desk, one, other, seen="0" * 16)
    assert response.status_code == 409
    assert messages_of(response) == ["Something changed since you looked. This is how it is now."]
    assert not Organization._base_manager.exclude(merged_into=None).exists()


def test_a_collision_is_shown_with_the_way_to_both_rows(desk, twins):
    one, other = twins
    theirs = Delegation.objects.get()
    ours = Delegation.objects.create(
        conference=theirs.conference, organization=one, capacity="guest"
    )
    page = desk.client.get(address(Organization, "merge", one.pk), {"other": other.pk})
    found = [(each.why, row, own) for each, row, own in page.context["unresolved"]]
    assert found == [
        (
            "This body already has a delegation here.",
            reverse("admin:events_delegation_change", args=[theirs.pk]),
            reverse("admin:events_delegation_change", args=[ours.pk]),
        )
    ]
    assert "Merge the two" not in page.content.decode()
    response = post(desk, one, other)
    assert response.status_code == 409
    assert not Organization._base_manager.exclude(merged_into=None).exists()


def test_what_came_since_is_shown_instead_of_the_button(desk, twins):
    one, other = twins
    post(desk, one, other)
    new = Delegation.objects.create(
        conference=Conference.objects.create(title_en="Second"), organization=one
    )
    where = address(Organization, "unmerge", other.pk)
    page = desk.client.get(where)
    assert [(each.what, link) for each, link in page.context["obstacles"]] == [
        (
            "New since: delegations (body): Second: INTERPOL.",
            reverse("admin:events_delegation_change", args=[new.pk]),
        )
    ]
    assert desk.client.post(where).status_code == 409


@pytest.mark.parametrize(
    "number", ["", "0", "-1", "x", "99999999999999999999999", "1e3", "9223372036854775808"]
)
def test_numbers_that_mean_no_record(desk, twins, number):
    one, _other = twins
    asked = desk.client.get(address(Organization, "merge", one.pk), {"other": number})
    sent = desk.client.post(address(Organization, "merge", one.pk), {"other": number})
    apart = desk.client.post(address(Organization, "alike"), {"one": one.pk, "other": number})
    assert (asked.status_code, sent.status_code, apart.status_code) == (200, 200, 404)
    assert not Organization._base_manager.exclude(merged_into=None).exists()


def test_with_itself_there_is_no_merge(desk, twins):
    one, _other = twins
    response = post(desk, one, one)
    assert (response.status_code, response.context["form"].errors["other"]) == (
        200,
        ["Select a valid choice. That choice is not one of the available choices."],
    )


def test_nobody_merges_what_others_keep(desk, twins, stranger):
    one, _other = twins
    theirs = Organization.objects.create(name_en="Theirs", kept_by=stranger)
    into_theirs = desk.client.get(address(Organization, "merge", theirs.pk))
    crafted = post(desk, one, theirs)
    assert into_theirs.status_code == 403
    assert crafted.url == address(Organization, "merge", one.pk)
    assert messages_of(desk.client.get(crafted.url)) == ["Both records must be yours to change."]
    apart = {"one": one.pk, "other": theirs.pk}
    assert desk.client.post(address(Organization, "alike"), apart).status_code == 403
    assert not Organization._base_manager.exclude(merged_into=None).exists()


def test_to_merge_one_must_be_able_to_delete(client, twins, council):
    user = staff("keeper", council, "organizations")
    user.user_permissions.remove(*user.user_permissions.filter(codename="delete_organization"))
    desk, (one, other) = Desk(client, user), twins
    answers = [
        desk.client.get(address(Organization, "merge", one.pk)).status_code,
        post(desk, one, other).status_code,
        desk.client.get(address(Organization, "alike")).status_code,
    ]
    assert answers == [403, 403, 403]
    assert "Merge with" not in desk.open(one).content.decode()


# --- every address × every persona


@pytest.fixture
def people(demo):
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    stranger = User.objects.create(username="stranger", organization=other, is_staff=True)
    stranger.groups.set(Group.objects.all())
    User.objects.create(username="superuser", is_staff=True, is_superuser=True)
    return {user.username: user for user in User.objects.all()}


def expected(persona: str) -> dict[str, int]:
    """Who keeps the directory sees all; another body's officers not what this one keeps."""
    keeps = persona in ("protocol", "administrator", "superuser")
    status = 302 if persona == "anonymous" else 200 if keeps else 403
    lists = 200 if keeps or persona == "stranger" else status
    return {"alike": lists, "merge": status, "compare": status, "unmerge": status}


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("model", [Organization, Person])
def test_every_persona(people, client, persona, model):
    keeper = model.objects.exclude(kept_by=None).first().kept_by
    one, other, third = (model.objects.create(name_en=f"Some {n}", kept_by=keeper) for n in "abc")
    merging.merge(one, third, taken=[], seen=merge_plan.plan(one, third).seen, actor=None)
    if persona != "anonymous":
        client.force_login(people[persona])
    pages = {
        "alike": address(model, "alike"),
        "merge": address(model, "merge", one.pk),
        "compare": f"{address(model, 'merge', one.pk)}?other={other.pk}",
        "unmerge": address(model, "unmerge", third.pk),
    }
    got = {name: client.get(where).status_code for name, where in pages.items()}
    assert got == expected(persona)
    before = AuditEvent.objects.count()
    sent = [
        client.post(address(model, "alike"), {"one": one.pk, "other": other.pk}),
        client.post(address(model, "merge", one.pk), {"other": other.pk, "seen": ""}),
        client.post(address(model, "unmerge", third.pk)),
    ]
    wrote = AuditEvent.objects.count() > before
    assert wrote == (persona in ("protocol", "administrator", "superuser"))
    assert {each.status_code for each in sent} <= {302, 403, 409}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_in_both_languages(client, twins, root, language):
    User.objects.filter(pk=root.pk).update(language=language)
    root.refresh_from_db()
    desk, (one, other) = Desk(client, root), twins
    pages = [
        desk.client.get(address(Organization, "alike")),
        desk.client.get(address(Organization, "merge", one.pk)),
        desk.client.get(address(Organization, "merge", one.pk), {"other": other.pk}),
    ]
    assert [each.status_code for each in pages] == [200, 200, 200]


# --- how many queries


@pytest.mark.parametrize("rows", [1, 8])
def test_the_comparison_takes_as_many_queries_however_much_moves(
    client, root, twins, django_assert_num_queries, rows
):
    desk, (one, other) = Desk(client, root), twins
    for n in range(rows):
        conference = Conference.objects.create(title_en=f"Conference {n}")
        Delegation.objects.create(conference=conference, organization=other)
        Organization.objects.create(name_en=f"Part {n}", parent=other)
        person = Person.objects.create(name_en=f"Person {n}", kept_by=other)
        for body in twins:
            Appointment.objects.create(person=person, organization=body, title_en="Twice")
    where = address(Organization, "merge", one.pk)
    desk.client.get(where, {"other": other.pk})
    with django_assert_num_queries(46):
        desk.client.get(where, {"other": other.pk})
