"""A link by e-mail in the place of a shared password: it serves once, for a while, for one person,
and tells a stranger nothing."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from communiques.mail import accounts
from organizations.accounts import invitations, keeping
from organizations.models import AccountLetter, AuditEvent, Invitation, Organization, User
from tests.accounts.conftest import Browser, give_password, has_app, is_in, link_to, person

PASSWORD = "a-Quite-new-one-77"
CHOSEN = {"new_password1": PASSWORD, "new_password2": PASSWORD}
#: All that is said of a link that serves no more.
NO_MORE = "This link does not serve"


@pytest.fixture
def keeper(english) -> Client:
    made = Browser()
    made.force_login(person("administrator"))
    return made


def add(keeper: Client, **changes):
    """Fill the form of a new account in."""
    body = person("administrator").organization_id
    fields = {
        "username": "new", "email": "new@bayan.example", "organization": body,
        "name_ar": "جديد", "name_en": "New Colleague", "post_ar": "", "post_en": "",
        "language": "en", "notices": "now", "is_active": "on", "is_staff": "on",
        "groups": [Group.objects.get(name="reviewer").pk],
    }  # fmt: skip
    return keeper.post("/admin/organizations/user/add/", fields | changes)


def test_from_the_form_to_the_first_log_in(keeper, required, client, settings, caplog):
    settings.REQUIRE_SECOND_FACTOR = False  # the administrator of this test has none
    assert add(keeper).status_code == 302
    settings.REQUIRE_SECOND_FACTOR = True
    link = link_to("new")
    page = client.get(link)
    html = page.content.decode()
    assert page.status_code == 200 and "New Colleague" in html and "second factor as well" in html
    assert page.headers["Cache-Control"].startswith("max-age=0")
    assert "no-store" in page.headers["Cache-Control"]
    weak = client.post(link, {"new_password1": "12345", "new_password2": "12345"})
    assert weak.status_code == 200 and "too short" in weak.content.decode()
    assert not caplog.records  # nor does the log of the site hold a link that serves
    assert client.post(link, CHOSEN).headers["Location"] == "/admin/login/"
    assert "_auth_user_id" not in client.session
    give_password(client, "new", PASSWORD)
    assert client.get("/admin/").headers["Location"] == "/admin/account/"
    chain = AuditEvent.objects.filter(thing=f"organizations.user/{person('new').pk}")
    verbs = list(chain.order_by("seq").values_list("verb", flat=True))
    assert verbs == ["added", "invited", "password chosen by invitation", "logged in"]


def test_an_account_that_is_made_closed_invites_nobody(keeper):
    assert add(keeper, is_active="").status_code == 302
    assert not Invitation.objects.exists() and not person("new").is_active


def test_it_comes_in_the_persons_language(keeper):
    add(keeper, language="ar")
    accounts.deliver()
    letter = mail.outbox[-1]
    assert letter.to == ["new@bayan.example"]
    assert 'dir="rtl"' in letter.alternatives[0].content
    page = Browser().get(link_to("new")).content.decode()
    assert 'lang="ar" dir="rtl"' in page
    client = Browser()
    assert (
        'lang="ar" dir="rtl"' in client.post(link_to("new"), CHOSEN, follow=True).content.decode()
    )


def test_no_secret_waits_in_the_database(keeper):
    add(keeper)
    assert Invitation.objects.get().secret_hash == ""
    token = link_to("new").split("/")[3]
    stored = str([list(AccountLetter.objects.values()), list(Invitation.objects.values())])
    assert token not in stored and token.split(":")[0] not in stored


def test_it_serves_once(keeper):
    add(keeper)
    link = link_to("new")
    assert Browser().post(link, CHOSEN).status_code == 302
    for answer in (Browser().get(link), Browser().post(link, {
        "new_password1": "Another-one-99", "new_password2": "Another-one-99",
    })):  # fmt: skip
        assert answer.status_code == 404 and NO_MORE in answer.content.decode()
    assert person("new").check_password(PASSWORD)


def test_of_two_at_once_one_is_taken(keeper):
    add(keeper)
    token = link_to("new").split("/")[3]
    held = [invitations.found(token), invitations.found(token)]
    assert [invitations.accept(each, PASSWORD) for each in held] == [True, False]


@pytest.mark.parametrize("why", ["late", "revoked", "anew", "closed", "changed", "forged"])
def test_a_link_that_serves_no_more_says_just_that(keeper, why):
    add(keeper)
    link, account, when = link_to("new"), person("new"), timezone.now()
    by = person("administrator")
    if why == "late":
        when += dt.timedelta(days=8)
    elif why == "revoked":
        keeping.revoke_invitation(account, by)
    elif why == "anew":
        keeping.invite(account, by)
    elif why == "closed":
        User.objects.filter(pk=account.pk).update(is_active=False)
    elif why == "changed":
        with transaction.atomic():
            keeping.password_set(account, by)
    else:
        link = link[:-3] + "xx/"
    with time_machine.travel(when):
        page = Browser().get(link)
        again = Browser().post(link, CHOSEN)
    assert (page.status_code, again.status_code) == (404, 404)
    html = page.content.decode()
    assert NO_MORE in html and "New Colleague" not in html and "new@" not in html
    assert not person("new").has_usable_password()


def test_an_old_letter_that_is_sent_late_opens_nothing(keeper):
    add(keeper)
    keeping.revoke_invitation(person("new"), person("administrator"))
    assert accounts.deliver() == 0 and not AccountLetter.objects.exists()


def test_a_letter_that_could_not_go_is_tried_again_with_a_new_link(keeper, settings):
    add(keeper)
    settings.EMAIL_BACKEND = "tests.accounts.nowhere.Backend"
    assert accounts.deliver() == 0
    row = AccountLetter.objects.get()
    assert (row.failures, row.sent_at) == (1, None)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert accounts.deliver(timezone.now() + dt.timedelta(minutes=2)) == 1
    assert Browser().get(link_to("new")).status_code == 200


def test_roles_are_those_of_the_moment_it_is_used(keeper, settings):
    """A link gives no right: what was taken away meanwhile is away."""
    add(keeper)
    link = link_to("new")
    person("new").groups.clear()
    Browser().post(link, CHOSEN)
    settings.REQUIRE_SECOND_FACTOR = True
    mine = Browser()
    give_password(mine, "new", PASSWORD)
    assert is_in(mine) and not person("new").has_perm("communiques.review_text")


def test_a_new_link_ends_sessions_and_asks_for_the_second_factor_still(keeper):
    has_app("drafter")
    inside = Browser()
    inside.force_login(person("drafter"))
    keeping.invite(person("drafter"), person("administrator"))
    assert is_in(inside)
    Browser().post(link_to("drafter"), CHOSEN)
    assert not is_in(inside)
    assert (
        give_password(Browser(), "drafter", PASSWORD).headers["Location"] == "/admin/login/second/"
    )


def test_nobody_is_told_whether_an_address_is_known(keeper):
    """Two accounts may have one address; the form does not say that it is there."""
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    User.objects.create(username="hidden", email="new@bayan.example", organization=other)
    assert add(keeper).status_code == 302


def test_nobody_invites_into_another_organization(keeper):
    other = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    assert add(keeper, organization=other.pk).status_code == 200
    assert not User.objects.filter(username="new").exists()


def test_tries_of_one_network_are_counted(english):
    answers = [Browser().get("/admin/invitation/no-such/").status_code for _n in range(31)]
    assert answers == [404] * 30 + [429]
