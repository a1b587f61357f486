"""A reader subscribes on a telephone, confirms by the letter's link, and leaves again."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail

from communiques.mail import letters
from communiques.models import Subscriber, Subscription

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_from_the_list_to_the_mailbox_and_out(demo, browser_page, language, width):
    page = browser_page(language, viewport={"width": width, "height": 800})
    said, found = [], {}
    page.on("console", lambda message: said.append(message.text))

    def look(name: str) -> None:
        found[name] = [each["id"] for each in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[name] += [f"{wide} px wide"] if wide > width else []

    page.goto(f"/{language}/communiques/?kind=statement")
    page.locator(f"main a[href*='/{language}/subscriptions/?kind=statement']").click()
    assert page.locator("[name=kind]").input_value() == "statement"
    look("form")
    page.fill("[name=email]", "no address")
    page.locator("main [type=submit]").click()
    assert page.locator("[name=email]").input_value() == "no address"
    assert page.locator(".errorlist").count() == 1
    look("refused")
    page.fill("[name=email]", "reader@example.org")
    page.check("[name=rhythm][value=daily]")
    page.locator("main [type=submit]").click()
    page.wait_for_url("**/subscriptions/asked/")
    look("asked")

    letters.deliver()
    (sent,) = mail.outbox
    own = re.search(r"https?://[^/]+(/\w\w/subscriptions/(?!stop)\S+)", sent.body).group(1)
    page.goto(own)
    look("own")
    assert Subscription.objects.confirmed().count() == 0
    page.click("[name=confirm]")
    page.wait_for_url("**?done=confirmed")
    look("confirmed")
    (wish,) = Subscription.objects.select_related("subscriber")
    assert (wish.kind, wish.confirmed_at is None) == ("statement", False)
    assert (wish.subscriber.rhythm, wish.subscriber.language) == ("daily", language)
    page.check("[name=rhythm][value=now]")
    page.locator("form:has([name=rhythm]) [type=submit]").click()
    page.wait_for_url("**?done=changed")
    assert Subscriber.objects.get().rhythm == "now"

    stop = re.search(r"https?://[^/]+(/\w\w/subscriptions/stop/\S+)", sent.body).group(1)
    page.goto(stop)
    look("stop")
    page.locator("main [type=submit]").click()
    look("left")
    assert Subscriber.objects.count() == 0
    assert found == {name: [] for name in found}
    assert said == [each for each in said if "422" in each]
