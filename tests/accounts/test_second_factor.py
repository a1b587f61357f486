"""A password alone opens nothing to whoever may clear or release, and each code serves once."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communiques.models import Edition
from organizations.accounts import factors, keeping
from organizations.accounts.sealing import unseal
from organizations.models import (
    AccountLetter,
    AuditEvent,
    Authenticator,
    DeskSession,
    Login,
    RecoveryCode,
    User,
)
from tests.accounts.conftest import Browser, code, give_password, has_app, is_in, person

SECOND = "/admin/login/second/"
#: Who needs one: whoever clears, releases, withdraws or redacts, and whoever keeps accounts.
NEED = {"reviewer", "approver", "deputy", "publisher", "administrator", "boss"}


@pytest.fixture
def boss(english):
    boss = User.objects.create_superuser("boss", password="x-Long-one-22", language="en")
    return boss


# --- who needs one ------------------------------------------------------------------------------


def test_by_permission_and_not_by_the_name_of_a_role(english, boss, required, client):
    sent = {}
    for user in User.objects.all():
        client.force_login(user)
        sent[user.username] = client.get("/admin/").status_code
    assert {name for name, status in sent.items() if status == 302} == NEED
    assert {name for name, status in sent.items() if status == 200} == set(sent) - NEED


def test_a_right_given_while_somebody_is_in_counts_at_once(english, required, client):
    client.force_login(person("drafter"))
    assert is_in(client)
    right = Permission.objects.get(codename="release_text")
    person("drafter").user_permissions.add(right)
    assert client.get("/admin/").headers["Location"] == "/admin/account/"


def test_nothing_else_of_the_desk_opens(english, required, client):
    """Neither a page nor a crafted POST, nor an address that answers with JSON."""
    client.force_login(person("approver"))
    for address in (
        "/admin/", "/admin/communiques/communique/", "/admin/communiques/communique/board/",
        "/admin/communiques/communique/1/", "/admin/organizations/person/add/",
        "/admin/autocomplete/", "/admin/notices/", "/admin/password_change/", "/admin/no-such/",
        "/admin/account/recovery-codes/", "/admin/account/remove/", "/admin/staff/1/",
    ):  # fmt: skip
        for answer in (client.get(address), client.post(address, {"action": "urgent"})):
            assert (address, answer.status_code, answer.headers.get("Location")) == (
                address, 302, "/admin/account/",
            )  # fmt: skip
    page = client.get("/admin/account/")
    assert page.status_code == 200 and "a password alone is too little" in page.content.decode()


def test_where_it_is_not_required_nothing_is_asked(english, client):
    client.force_login(person("approver"))
    assert is_in(client)


# --- setting up ---------------------------------------------------------------------------------


def test_an_app_is_set_up_by_its_first_code_and_opens_the_desk(english, required, client):
    give_password(client, "approver")
    page = client.get("/admin/account/authenticator/")
    key = page.context["words"].replace(" ", "")
    assert page.status_code == 200 and "<svg" in page.content.decode()
    assert key in page.context["address"]
    secret = unseal(client.session["new_authenticator"])
    wrong = client.post("/admin/account/authenticator/", {"code": "000000"})
    assert wrong.status_code == 422 and not Authenticator.objects.exists()
    right = client.post("/admin/account/authenticator/", {"code": code(secret)})
    codes = right.context["codes"]
    assert right.status_code == 200 and len(set(codes)) == 10
    assert is_in(client)
    app = Authenticator.objects.get()
    assert app.account.username == "approver" and secret.hex() not in app.sealed_secret
    assert not RecoveryCode.objects.filter(mark__in=codes).exists()
    assert AuditEvent.objects.filter(verb="authenticator app set up").count() == 1
    assert AccountLetter.objects.get().kind == "added"


def test_recovery_codes_are_shown_once_and_downloaded_from_that_page(english, client):
    give_password(client, "approver")
    client.get("/admin/account/authenticator/")
    secret = unseal(client.session["new_authenticator"])
    codes = client.post("/admin/account/authenticator/", {"code": code(secret)}).context["codes"]
    text = client.post("/admin/account/recovery-codes.txt", {"code": codes})
    assert text.content.decode().splitlines()[1:] == codes
    assert "attachment" in text.headers["Content-Disposition"]
    assert not any(each in client.get("/admin/account/").content.decode() for each in codes)
    assert (
        client.post("/admin/account/recovery-codes.txt", {"code": ["AAAAA-AAAAA"]}).status_code
        == 403
    )
    assert client.post("/admin/account/recovery-codes.txt").status_code == 403


def test_the_first_factor_ends_sessions_that_began_without_it(english, client):
    thief = Browser()
    for each in (client, thief):
        give_password(each, "approver")
        assert is_in(each)
    client.get("/admin/account/authenticator/")
    secret = unseal(client.session["new_authenticator"])
    client.post("/admin/account/authenticator/", {"code": code(secret)})
    assert (is_in(client), is_in(thief)) == (True, False)


def test_who_never_showed_the_factor_cannot_replace_it(english, client):
    client.force_login(person("approver"))
    has_app("approver")  # ends the session, so the person is logged in past the form again
    client.force_login(person("approver"))
    assert client.get("/admin/account/authenticator/").status_code == 403
    assert client.post("/admin/account/authenticator/", {"code": "1"}).status_code == 403


# --- logging in ---------------------------------------------------------------------------------


def test_between_the_two_steps_nobody_is_in(english, client):
    secret = has_app("approver")
    answer = give_password(client, "approver")
    assert answer.headers["Location"] == SECOND
    for address in ("/admin/", "/admin/communiques/communique/", "/admin/account/"):
        assert client.get(address).headers["Location"].startswith("/admin/login/")
        assert client.post(address, {"action": "release"}).status_code == 302
    assert "_auth_user_id" not in client.session and not Edition.objects.exists()
    assert client.get(SECOND).status_code == 200
    assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/admin/"
    assert is_in(client)


def test_the_second_step_alone_is_nothing(english, client):
    secret = has_app("approver")
    assert client.get(SECOND).headers["Location"] == "/admin/login/"
    assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/admin/login/"
    assert not is_in(client)


def test_a_code_serves_once_and_none_before_it_after(english, client):
    secret = has_app("approver")
    used = code(secret)
    for name, expected in ((used, 302), (used, 403), (code(secret, -1), 403)):
        fresh = Browser()
        give_password(fresh, "approver")
        assert fresh.post(SECOND, {"code": name}).status_code == expected


def test_codes_of_clocks_that_differ_and_of_arabic_keyboards_do(english):
    secret = has_app("approver")
    for later, written in ((-1, str), (0, arabic), (1, lambda each: f"{each[:3]} {each[3:]}")):
        fresh = Browser()
        give_password(fresh, "approver")
        assert fresh.post(SECOND, {"code": written(code(secret, later))}).status_code == 302


def arabic(digits: str) -> str:
    return "".join("٠١٢٣٤٥٦٧٨٩"[int(each)] for each in digits)


def test_a_code_of_somebody_else_does_not_do(english, client):
    has_app("approver")
    other = has_app("reviewer")
    give_password(client, "approver")
    assert client.post(SECOND, {"code": code(other)}).status_code == 403


def test_a_recovery_code_serves_once_and_the_person_is_told(english):
    has_app("approver")
    codes = factors.new_recovery_codes(person("approver"))
    for name, expected in ((codes[0].lower().replace("-", " "), 302), (codes[0], 403)):
        fresh = Browser()
        give_password(fresh, "approver")
        assert fresh.post(SECOND, {"code": name}).status_code == expected
    assert factors.unused(person("approver")).count() == 9
    assert AccountLetter.objects.get(kind="code_used").data == {"left": 9}


def test_a_recovery_code_may_have_the_digits_of_an_arabic_keyboard(english):
    codes = factors.new_recovery_codes(person("approver"))
    arabic = {ord(str(n)): chr(0x660 + n) for n in range(10)}
    typed = next(each for each in codes if each != each.translate(arabic)).translate(arabic)
    assert factors.recovery_code_holds(person("approver"), typed)


def test_the_second_step_waits_a_while_only(english, client):
    secret = has_app("approver")
    give_password(client, "approver")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=11)):
        assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/admin/login/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"password": "!"}])
def test_what_happens_between_the_steps_counts(english, client, change):
    secret = has_app("approver")
    give_password(client, "approver")
    User.objects.filter(username="approver").update(**change)
    assert client.post(SECOND, {"code": code(secret)}).headers["Location"] == "/admin/login/"
    assert not is_in(client)


def test_codes_are_not_found_by_trying(english, settings):
    """Not even by who has the password, and begins anew each time."""
    settings.LOCK_AFTER = 3
    secret = has_app("approver")
    statuses = []
    for _n in range(3):
        fresh = Browser()
        give_password(fresh, "approver")
        statuses.append(fresh.post(SECOND, {"code": "0"}).status_code)
    fresh = Browser()
    give_password(fresh, "approver")
    page = fresh.post(SECOND, {"code": code(secret)})
    assert statuses == [403, 403, 403]
    assert page.status_code == 403 and "Too many failed attempts" in page.content.decode()
    assert AccountLetter.objects.filter(kind="locked").count() == 1


def test_whoever_fails_with_codes_has_few_in_a_day(english, settings):
    """Patience does not help: after five times as many it is over for that day."""
    settings.LOCK_AFTER = 2
    secret = has_app("approver")
    start, tried = timezone.now(), 0
    for quarter in range(8):
        with time_machine.travel(start + dt.timedelta(minutes=16 * quarter), tick=False):
            for _n in range(2):
                fresh = Browser()
                give_password(fresh, "approver")
                fresh.post(SECOND, {"code": "0"})
                tried += 1
    assert (tried, Login.objects.filter(step="code", outcome="failed").count()) == (16, 10)
    with time_machine.travel(start + dt.timedelta(minutes=16 * 9), tick=False):
        fresh = Browser()
        give_password(fresh, "approver")
        assert fresh.post(SECOND, {"code": code(secret)}).status_code == 403


def test_another_key_opens_nothing_and_breaks_nothing(english, client, settings):
    secret = has_app("approver")
    settings.FACTOR_KEY = "another"
    give_password(client, "approver")
    assert client.post(SECOND, {"code": code(secret)}).status_code == 403


# --- taking away --------------------------------------------------------------------------------


def test_the_last_factor_stays_with_whoever_needs_one(english, required, client):
    secret = has_app("approver")
    give_password(client, "approver")
    client.post(SECOND, {"code": code(secret)})
    page = client.post("/admin/account/remove/", {"which": "app"}, follow=True)
    assert "set another one up first" in page.content.decode()
    assert Authenticator.objects.count() == 1


def test_whoever_needs_none_takes_it_away(english, client):
    secret = has_app("drafter")
    give_password(client, "drafter")
    client.post(SECOND, {"code": code(secret)})
    client.post("/admin/account/remove/", {"which": "app"})
    assert (Authenticator.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert give_password(Browser(), "drafter").headers["Location"] == "/admin/"
    kinds = AccountLetter.objects.values_list("kind", flat=True)
    assert list(kinds) == ["added", "removed"]


def test_another_persons_passkey_is_not_taken_away(english, client):
    other = person("reviewer").passkeys.create(
        name="theirs", key_id="k", public="p", since=timezone.now()
    )
    client.force_login(person("drafter"))
    client.post("/admin/account/remove/", {"which": str(other.pk)})
    client.post("/admin/account/remove/", {"which": "9" * 40})
    assert person("reviewer").passkeys.count() == 1


def test_new_recovery_codes_end_the_old_ones(english, client):
    secret = has_app("approver")
    give_password(client, "approver")
    client.post(SECOND, {"code": code(secret)})
    old = set(RecoveryCode.objects.values_list("mark", flat=True))
    codes = client.post("/admin/account/recovery-codes/").context["codes"]
    assert len(codes) == 10 and not old & set(RecoveryCode.objects.values_list("mark", flat=True))


@pytest.mark.parametrize("address", ["remove/", "recovery-codes/", "authenticator/", "passkey/"])
def test_a_while_later_changes_ask_for_password_and_code(english, client, address):
    secret = has_app("approver")
    give_password(client, "approver")
    client.post(SECOND, {"code": code(secret)})
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=16)):
        page = client.post(f"/admin/account/{address}", {"which": "app", "code": "1"})
        assert page.status_code == 403 and "Prove once more" in page.content.decode()
    assert Authenticator.objects.count() == 1


def test_no_query_is_added_where_the_session_has_proved_it(
    english, required, client, django_assert_num_queries
):
    secret = has_app("approver")
    give_password(client, "approver")
    client.post(SECOND, {"code": code(secret)})
    with django_assert_num_queries(2):  # the session and the person
        client.get("/admin/jsi18n/")


@pytest.mark.parametrize("name", ["approver", "drafter"])
def test_the_requirement_costs_no_query_on_the_desk(english, settings, client, name):
    """Neither for whoever has proved it, nor for whoever needs not."""
    secret = has_app(name) if name == "approver" else None
    give_password(client, name)
    if secret:
        client.post(SECOND, {"code": code(secret)})
    counts = []
    for required in (False, True):
        settings.REQUIRE_SECOND_FACTOR = required
        with CaptureQueriesContext(connection) as queries:
            assert is_in(client)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_session_knows_whose_it_is(english, client):
    give_password(client, "drafter")
    assert list(DeskSession.objects.values_list("account__username", flat=True)) == ["drafter"]
    assert not keeping.has_acted(User(pk=0))
