"""A picture's way in a browser, in Arabic: attached and described, cleared, shown to a reader under
embargo beneath their name, and public at its moment."""

import datetime as dt
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from communiques.demo import play
from communiques.models import Communique, Series
from organizations.models import Organization, User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()
DECODED = "all => Promise.all(all.map(e => { e.loading = 'eager'; return e.decode() }))"
LOADED = "all => all.map(e => e.complete && e.naturalWidth > 0)"
SIZES = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
#: The admin's own pages put some of their parts outside the landmarks.
NOT_OURS = {"region"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def stage(demo) -> play.Stage:
    staff = {user.username: user for user in User.objects.all()}
    statements = Series.objects.get(kind="statement")
    council = Organization.objects.get(pk=statements.issuer.parent_id)
    return play.Stage(staff, {"council": council}, None, statements, None)


def photo() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 1000)).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def url(name: str, *args) -> str:
    return reverse(f"admin:communiques_communique_{name}", args=args)


def attach(page, row: Communique) -> None:
    """As a drafter does: two files at once, of which one is refused, then their words."""
    page.goto(url("attachments", row.pk))
    files = [("قاعة الاجتماع.jpg", "image/jpeg", photo()), ("x.svg", "image/svg+xml", b"<svg/>")]
    page.set_input_files(
        "#files", [{"name": n, "mimeType": kind, "buffer": data} for n, kind, data in files]
    )
    with page.expect_navigation():
        page.locator(".save-bar button").click()
    expect(page.locator(".refused")).to_contain_text("ليس صورة")
    page.locator("textarea[name$=alt_ar]").fill("الوفود حول طاولة مستديرة")
    with page.expect_navigation():
        page.locator(".save-bar button").click()
    expect(page.locator("textarea[name$=alt_ar]")).to_have_value("الوفود حول طاولة مستديرة")


def is_sound(page, but=frozenset()) -> list:
    page.wait_for_load_state("networkidle")
    page.locator("img").evaluate_all(DECODED)
    wrong = [each["id"] for each in AXE.run(page).response["violations"] if each["id"] not in but]
    scroll, client = page.evaluate(SIZES)
    return wrong + (["sideways"] if scroll != client else [])


@pytest.mark.parametrize("width", [360, 1280])
def test_a_picture_from_the_desk_to_its_readers(as_user, browser_page, stage, width):
    now, size = timezone.now(), {"width": width, "height": 800}
    row = play.compose(stage, "review", now)
    drafter = as_user("drafter", viewport=size)
    attach(drafter, row)
    assert is_sound(drafter, NOT_OURS) == []
    translator = as_user("translator", viewport=size)
    translator.goto(url("attachments", row.pk))
    translator.locator("textarea[name$=alt_en]").fill("Delegations around a table")
    with translator.expect_navigation():
        translator.locator(".save-bar button").click()
    translator.goto(url("decide", row.pk))
    expect(translator.locator(".reading-both figure")).to_have_count(2)
    assert is_sound(translator, NOT_OURS) == []

    play.clear(stage, row, now)
    play.release(stage, row, now, visible_from=now + dt.timedelta(days=2))
    publisher = as_user("publisher", viewport=size)
    publisher.goto(url("decide", row.pk))
    publisher.locator("#embargo details summary").click()
    publisher.fill("#em-name", "رانيا خوري")
    with publisher.expect_navigation():
        publisher.locator("#embargo details button").click()
    address = "/" + publisher.locator(".link-once").inner_text().split("/", 3)[3]

    reader = browser_page("ar", viewport=size)
    reader.goto(address)
    assert is_sound(reader) == []
    expect(reader.locator(".watermark p").first).to_have_text("رانيا خوري")
    expect(reader.get_by_alt_text("الوفود حول طاولة مستديرة")).to_be_visible()
    assert reader.locator(".picture img").evaluate_all(LOADED) == [True]
    picture = reader.locator(".picture a").get_attribute("href")
    public = "/files/" + picture.split("/files/")[1]
    assert browser_page("ar").request.get(public).status == 404
    publisher.reload()
    expect(publisher.locator("#embargo")).to_contain_text("رانيا خوري")
    with publisher.expect_navigation():
        publisher.locator("#embargo li form button").click()
    reader.goto(address)
    expect(reader.locator("[role=alert]")).to_be_visible()
    assert reader.request.get(picture).status == 410


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_that_readers_see(as_user, browser_page, stage, width):
    now = timezone.now()
    row = play.compose(stage, "review", now)
    attach(as_user("drafter"), row)
    row.attachments.update(alt_en="Delegations around a table")
    row.refresh_from_db()
    play.clear(stage, row, now)
    play.release(stage, row, now)
    row.refresh_from_db()
    for language in ("ar", "en"):
        reader = browser_page(language, viewport={"width": width, "height": 800})
        said = []
        reader.on("console", lambda message, said=said: said.append(message.text))
        reader.goto(f"/{language}/communiques/{row.slug}/")
        assert is_sound(reader) == []
        assert reader.locator(".picture img").evaluate_all(LOADED) == [True]
        assert said == []
