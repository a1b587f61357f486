"""Who keeps whose account, decided below every screen; and what stays of those who left."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communiques.demo import play
from communiques.desk.apps import open_door
from organizations.accounts import keeping
from organizations.models import (
    AccountLetter,
    AuditEvent,
    Authenticator,
    DeskSession,
    Invitation,
    Organization,
    User,
)
from tests.accounts.conftest import Browser, code, give_password, has_app, is_in, person
from tests.directory.conftest import form_data

ACTS = ["invite", "revoke", "reset", "log_out"]
DOORS = {"invite": keeping.invite, "revoke": keeping.revoke_invitation,
         "reset": keeping.reset_factors, "log_out": keeping.log_out}  # fmt: skip


@pytest.fixture
def stranger(english):
    """An administrator of another organization."""
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    made = User.objects.create_user(
        "stranger", password=play.PASSWORD, organization=other, is_staff=True, language="en"
    )
    made.groups.set(person("administrator").groups.all())
    return made


@pytest.fixture
def boss(english):
    return User.objects.create_superuser("boss", password="x", email="b@x.example", language="en")


def access(name: str, pk: int, act: str | None = None) -> int:
    client = Browser()
    if name != "anonymous":
        client.force_login(person(name))
    address = f"/admin/staff/{pk}/"
    return (client.post(address, {"act": act}) if act else client.get(address)).status_code


@pytest.mark.parametrize("act", ACTS)
def test_every_persona_at_the_buttons(stranger, boss, act):
    """A crafted POST does what the person may, and nothing else."""
    target = person("drafter")
    personas = [*play.STAFF, "stranger", "boss", "anonymous"]
    got = {name: access(name, target.pk, act) for name in personas}
    expected = dict.fromkeys(personas, 403)
    expected |= {"administrator": 302, "boss": 302, "stranger": 404, "anonymous": 302}
    assert got == expected


def test_every_persona_at_the_page(stranger, boss):
    personas = [*play.STAFF, "stranger", "boss", "anonymous"]
    got = {name: access(name, person("drafter").pk) for name in personas}
    expected = dict.fromkeys(personas, 403)
    expected |= {"administrator": 200, "boss": 200, "stranger": 404, "anonymous": 302}
    assert got == expected
    assert access("administrator", 999999) == 404
    assert access("administrator", person("drafter").pk, "nothing") == 404


@pytest.mark.parametrize("act", ACTS)
def test_the_doors_refuse_whoever_calls_them(stranger, boss, act):
    """Below the screens: a colleague, a stranger, oneself, and a superuser's account."""
    door = DOORS[act]
    pairs = [("drafter", "approver"), ("drafter", "stranger"), ("boss", "administrator")]
    pairs += [] if act == "log_out" else [("administrator", "administrator"), ("boss", "boss")]
    for account, by in pairs:
        with pytest.raises(PermissionDenied):
            door(person(account), person(by))
    User.objects.filter(username="administrator").update(is_active=False)
    with pytest.raises(PermissionDenied):
        door(person("drafter"), person("administrator"))


def test_a_reset_takes_all_away_and_is_told_and_chained(english):
    has_app("approver")
    AccountLetter.objects.all().delete()
    keeping.reset_factors(person("approver"), person("administrator"))
    assert not Authenticator.objects.exists() and not person("approver").recovery_codes.exists()
    letter = AccountLetter.objects.get()
    assert (letter.kind, letter.address) == ("reset", "approver@bayan.example")
    event = AuditEvent.objects.order_by("-seq").first()
    assert (event.verb, event.actor.username) == ("second factor reset", "administrator")
    assert give_password(Browser(), "approver").headers["Location"] == "/admin/"


def test_ones_own_factor_is_never_reset_without_it(english, required):
    secret = has_app("administrator")
    client = Browser()
    give_password(client, "administrator")
    client.post("/admin/login/second/", {"code": code(secret)})
    own = person("administrator").pk
    assert client.post(f"/admin/staff/{own}/", {"act": "reset"}).status_code == 403
    assert Authenticator.objects.count() == 1


def test_an_administrator_sees_no_secret(english):
    has_app("approver")
    client = Browser()
    client.force_login(person("administrator"))
    html = client.get(f"/admin/staff/{person('approver').pk}/").content.decode()
    html += client.get(
        f"/admin/organizations/user/{person('approver').pk}/change/"
    ).content.decode()
    app = Authenticator.objects.get()
    marks = [each.mark for each in person("approver").recovery_codes.all()]
    assert not [each for each in (app.sealed_secret, person("approver").password, *marks)
                if each in html]  # fmt: skip


def test_a_new_address_is_told_to_the_old_one(english):
    client = Browser()
    client.force_login(person("administrator"))
    change(client, "drafter", email="else@bayan.example")
    letter = AccountLetter.objects.get()
    assert (letter.kind, letter.address) == ("address", "drafter@bayan.example")


def change(client: Client, name: str, **changes) -> int:
    """Save the form of an account; None takes a tick away."""
    address = f"/admin/organizations/user/{person(name).pk}/change/"
    form = client.get(address).context["adminform"].form
    data = {each.html_name: getattr(each.value(), "pk", each.value()) for each in form
            if each.value() not in (None, False)}  # fmt: skip
    data["groups"] = [getattr(each, "pk", each) for each in data.get("groups", [])]
    data |= changes
    return client.post(address, {k: v for k, v in data.items() if v is not None}).status_code


# --- those who leave ----------------------------------------------------------------------------


def test_an_account_is_closed_at_once_with_its_date_and_opened_again(english):
    inside, keeper = Browser(), Browser()
    give_password(inside, "drafter")
    keeping.invite(person("drafter"), person("administrator"))
    keeper.force_login(person("administrator"))
    assert change(keeper, "drafter", is_active=None) == 302
    assert not is_in(inside) and not Invitation.objects.open().exists()
    closed_at = keeping.closed_at(person("drafter"))
    assert abs((timezone.now() - closed_at).total_seconds()) < 60
    assert "Closed on" in keeper.get(f"/admin/staff/{person('drafter').pk}/").content.decode()
    assert give_password(Browser(), "drafter").status_code == 200
    assert change(keeper, "drafter", is_active="on") == 302
    assert keeping.closed_at(person("drafter")) is None
    assert give_password(Browser(), "drafter").status_code == 302


def test_what_they_did_keeps_their_name(english):
    row = play.compose(english, "review", timezone.now())
    play.submit(english, row, timezone.now())
    User.objects.filter(username="drafter").update(is_active=False)
    client = Browser()
    client.force_login(person("reviewer"))
    page = client.get(f"/admin/communiques/communique/{row.pk}/").content.decode()
    assert "Salma Haddad" in page


def test_whoever_did_anything_is_not_deleted(english, boss):
    row = play.compose(english, "review", timezone.now())
    play.submit(english, row, timezone.now())
    User.objects.create_user("unused", organization=person("drafter").organization)
    client = Browser()
    client.force_login(boss)
    got = {}
    for name in ("drafter", "unused"):
        address = f"/admin/organizations/user/{person(name).pk}/delete/"
        got[name] = client.post(address, {"post": "yes"}).status_code
    assert got == {"drafter": 403, "unused": 302}
    names = User.objects.filter(username__in=got).values_list("username", flat=True)
    assert list(names) == ["drafter"]
    with pytest.raises(ProtectedError):
        person("drafter").delete()
    sent = {"action": "delete_selected", "_selected_action": [person("drafter").pk], "post": "yes"}
    client.post("/admin/organizations/user/", sent)
    assert person("drafter")


def test_what_goes_with_an_account_is_listed_without_secrets(english, boss):
    """Whoever deletes an account that did nothing sees what goes with it, and no session's key."""
    made = User.objects.create_user("unused", email="u@bayan.example", language="en")
    keeping.invite(made, boss)
    key = "k" * 32
    DeskSession.objects.create(session_key=key, account=made, expire_date=timezone.now())
    client = Browser()
    client.force_login(boss)
    page = client.get(f"/admin/organizations/user/{made.pk}/delete/")
    html = page.content.decode()
    assert page.status_code == 200 and "Invitation" in html
    assert key not in html and " object (" not in html


def test_production_is_warned_where_the_second_factor_is_off(settings):
    settings.DEMO, settings.REQUIRE_SECOND_FACTOR = False, True
    assert open_door(None) == []
    settings.DEMO, settings.REQUIRE_SECOND_FACTOR = True, False
    assert [each.id for each in open_door(None)] == ["bayan.W001", "bayan.W002"]


@pytest.mark.parametrize(
    "address",
    ["", "authenticator/", "passkey/", "remove/", "recovery-codes/", "recovery-codes.txt",
     "log-out-everywhere/"],
)  # fmt: skip
def test_whoever_is_not_in_has_no_account_page(english, address):
    client = Browser()
    for answer in (
        client.get(f"/admin/account/{address}"),
        client.post(f"/admin/account/{address}"),
    ):
        assert answer.headers["Location"].startswith("/admin/login/")


def test_whoever_is_in_has_one_whatever_the_role(english):
    for name in play.STAFF:
        client = Browser()
        client.force_login(person(name))
        got = {
            each: client.get(f"/admin/account/{each}").status_code
            for each in ("", "authenticator/", "remove/", "recovery-codes/", "log-out-everywhere/")
        }
        assert got == {"": 200, "authenticator/": 200, "remove/": 405, "recovery-codes/": 405,
                       "log-out-everywhere/": 405}  # fmt: skip
        assert (
            client.post("/admin/account/recovery-codes/").status_code == 403
        )  # nothing to recover


def test_all_rights_are_offered_without_asking_for_each(boss, client, django_assert_num_queries):
    client.force_login(boss)
    address = reverse("admin:organizations_user_add")
    client.get(address)
    with django_assert_num_queries(4):
        assert client.get(address).status_code == 200


def test_of_two_administrators_the_second_is_told_what_the_first_changed(english):
    """Whose account one of them closed and put into another role is not let in again by the form
    that the other had open; a log-in meanwhile is no change."""
    client, drafter = Browser(), person("drafter")
    client.force_login(person("administrator"))
    address = f"/admin/organizations/user/{drafter.pk}/change/"
    opened = form_data(client.get(address))
    User.objects.filter(pk=drafter.pk).update(last_login=timezone.now())
    roles = Group.objects.filter(name="translator").values_list("pk", flat=True)
    first = {name: value for name, value in opened.items() if name != "is_active"}
    assert client.post(address, first | {"groups": list(roles)}).status_code == 302
    late = client.post(address, opened | {"post_en": "A new post"})
    (told,) = late.context["adminform"].form.non_field_errors()
    assert "Post in English: Drafting officer; Active: No; roles: translator." in told
    drafter.refresh_from_db()
    assert not drafter.is_active and drafter.post_en == "Drafting officer"
    assert client.post(address, form_data(late) | {"post_en": "A new post"}).status_code == 302
    assert person("drafter").post_en == "A new post"


def test_it_is_said_in_the_words_of_the_form(english):
    User.objects.update(language="ar")
    client, drafter = Browser(), person("drafter")
    client.force_login(person("administrator"))
    address = f"/admin/organizations/user/{drafter.pk}/change/"
    opened = form_data(client.get(address))
    User.objects.filter(pk=drafter.pk).update(notices="daily", is_active=False)
    (told,) = client.post(address, opened).context["adminform"].form.non_field_errors()
    assert "نشط: لا" in told and "daily" not in told
