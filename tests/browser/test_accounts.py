"""Accounts in a browser, in Arabic: every screen is sound at both widths and under the policy of
content, and passkeys work with Chromium's own."""

import base64

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from communiques.demo import play
from communiques.models import Communique, Withdrawal
from organizations.accounts import factors, invitations
from organizations.models import Invitation, Login, Passkey, User
from tests.accounts.conftest import code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()
#: The admin's own pages put some of their parts outside the landmarks.
NOT_OURS = {"region"}
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def site(transactional_db, demo, required, live_server, settings):
    """The demonstration where a second factor is required, at the address that the browser sees."""
    settings.SITE_URL = live_server.url


def with_key(page):
    """The page in a browser that has a passkey in it, and what it complained of."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text))
    return page


def unsound(page) -> list[tuple[str, str]]:
    page.wait_for_load_state("networkidle")
    found = [
        (each["id"], each["nodes"][0]["html"][:200])
        for each in AXE.run(page).response["violations"]
        if each["id"] not in NOT_OURS
    ]
    sizes = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    scroll, client = page.evaluate(sizes)
    return found + ([("sideways", f"{scroll} > {client}")] if scroll != client else [])


def give_password(page, name: str) -> None:
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", play.PASSWORD)
    page.click("#login-form [type=submit]")


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_password_to_the_open_desk(browser_page, site, width):
    """Every screen on the way is sound: setting up, codes, passkey, both steps of the log-in."""
    page = with_key(browser_page(viewport={"width": width, "height": 800}))
    wrong = {}
    give_password(page, "approver")
    page.wait_for_url("**/admin/account/")
    wrong["must"] = unsound(page)
    page.click("a[href$='/authenticator/']")
    wrong["app"] = unsound(page)
    secret = base64.b32decode(page.inner_text(".key").replace(" ", ""))
    page.fill("#code", "000000")
    page.click(".save-bar [type=submit]")
    wrong["wrong"] = unsound(page)
    page.fill("#code", code(secret))
    page.click(".save-bar [type=submit]")
    expect(page.locator(".recovery li")).to_have_count(10)
    wrong["codes"] = unsound(page)
    first, *_between, last = (e.bounding_box() for e in page.locator(".recovery code").all())
    gap = last["x"] - first["x"] - first["width"]
    assert last["x"] == first["x"] or gap > 2 * first["height"], "no room for the number between"
    with page.expect_download() as download:
        page.locator(".no-print [type=submit]").click()
    assert download.value.suggested_filename == "bayan-recovery-codes.txt"
    page.goto("/admin/account/passkey/")
    wrong["passkey"] = unsound(page)
    page.fill("#name", "هاتفي")
    page.click("[data-passkey]")
    page.wait_for_url("**/admin/account/")
    wrong["account"] = unsound(page)
    page.click("#logout-form button")
    give_password(page, "approver")
    page.wait_for_url("**/second/")
    wrong["second"] = unsound(page)
    page.click("[data-passkey]")
    expect(page.locator("#waiting")).to_be_visible()
    assert {name: found for name, found in wrong.items() if found} == {}
    assert [each for each in page.complaints if "Content Security Policy" in each] == []
    how = Login.objects.filter(outcome="in").order_by("id").values_list("how", flat=True)
    assert list(how) == ["password", "both"]


def test_a_passkey_logs_in_and_confirms_what_cannot_be_taken_back(browser_page, site, settings):
    page = with_key(browser_page())
    give_password(page, "approver")
    page.goto("/admin/account/passkey/")
    page.fill("#name", "هاتفي")
    page.keyboard.press("Enter")  # asks the passkey as the button does
    expect(page.locator(".recovery li")).to_have_count(10)
    page.click("#logout-form button")
    page.goto("/admin/login/?next=/admin/account/")
    page.click("[data-passkey]")
    expect(page.locator("#factors")).to_be_visible()
    settings.FRESH_MINUTES = 0
    row = Communique.objects.get(slug="aimc-pr-2022-1")
    page.goto(f"/admin/communiques/communique/{row.pk}/withdraw/")
    page.fill("[name=reason_ar]", "سبب")
    page.fill("[name=reason_en]", "A reason")
    page.click("#content .desk-form [type=submit]")
    expect(page.locator("#code_again")).to_be_visible()
    assert unsound(page) == []
    page.click("[data-passkey]")
    page.wait_for_url(f"**/communique/{row.pk}/")
    assert Withdrawal.objects.get().by.username == "approver"
    assert Passkey.objects.get().count > 0


def test_a_passkey_that_does_not_answer_says_so(browser_page, site):
    page = with_key(browser_page())  # without a passkey of ours
    page.goto("/admin/login/")
    page.click("[data-passkey]")
    expect(page.locator("[data-passkey-said]")).to_be_visible(timeout=20_000)
    page.fill("[name=username]", "drafter")
    page.fill("[name=password]", play.PASSWORD)
    page.click("#login-form [type=submit]")
    expect(page.locator("#waiting")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_keeping_accounts_and_invitations(as_user, browser_page, site, settings, width):
    settings.REQUIRE_SECOND_FACTOR = False
    page = as_user("administrator", viewport={"width": width, "height": 800})
    person, wrong = User.objects.get(username="drafter"), {}
    page.goto("/admin/organizations/user/add/")
    wrong["add"] = unsound(page)
    page.goto(f"/admin/staff/{person.pk}/")
    page.click("[value=invite]")
    expect(page.locator("[value=revoke]")).to_be_visible()
    wrong["access"] = unsound(page)
    page.goto("/admin/organizations/login/")
    wrong["log"] = unsound(page)
    token = invitations.token_for_letter(Invitation.objects.get())
    guest = browser_page("en", viewport={"width": width, "height": 800})
    guest.goto(f"/admin/invitation/{token}/")
    assert guest.get_attribute("html", "lang") == "ar"
    wrong["invited"] = unsound(guest)
    for value in ("12345", "a-Quite-new-one-77"):
        guest.fill("#id_new_password1", value)
        guest.fill("#id_new_password2", value)
        guest.click("#login-form [type=submit]")
        wrong[value] = unsound(guest)
    guest.goto(f"/admin/invitation/{token}/")
    wrong["used"] = unsound(guest)
    assert {name: found for name, found in wrong.items() if found} == {}
    person.refresh_from_db()
    assert person.check_password("a-Quite-new-one-77") and not factors.has_any(person)
