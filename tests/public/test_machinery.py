"""The door, the machinery's questions and the pages of refusal."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.urls import path as route
from django.utils.translation import override

from config import urls, views


@pytest.mark.parametrize(
    ("accepted", "home"),
    [("en-GB,en;q=0.9", "/en/"), ("ar-TN", "/ar/"), ("fr", "/ar/"), ("", "/ar/"),
     ("en;q=0.1,ar;q=0.9", "/ar/"), ("%%%;;;", "/ar/")],
)  # fmt: skip
def test_root_leads_home_in_the_readers_language(client, accepted, home):
    response = client.get("/", headers={"accept-language": accepted})

    assert (response.status_code, response.url) == (302, home)
    assert "Accept-Language" in response.headers["Vary"]


def test_health(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_when_the_database_is(client, db, monkeypatch):
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (200, b"ready\n")

    def down(connection):
        raise OperationalError("gone")

    monkeypatch.setattr(views, "MigrationExecutor", down)
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (
        503,
        b"no database\n",
    )


def test_robots_keep_out_of_the_desk_and_of_earlier_editions(client, settings):
    response = client.get("/robots.txt")

    assert response.content.decode().split("\n") == [
        "User-agent: *", "Disallow: /admin/", "Disallow: /oembed/", "Disallow: /*/editions/",
        "Disallow: /*/compare/", "Disallow: /api/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", "",
    ]  # fmt: skip
    assert response.headers["Content-Type"] == "text/plain"


def forbid(request):
    raise PermissionDenied


def fail(request):
    raise RuntimeError("planted fault")


urlpatterns = [route("en/forbid/", forbid), route("en/fail/", fail), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.mark.urls(__name__)
def test_refusal_and_fault_have_pages(client, db):
    client.raise_request_exception = False

    refused, failed = client.get("/en/forbid/"), client.get("/en/fail/")

    assert refused.status_code == 403
    assert "You may not do this" in refused.content.decode()
    assert failed.status_code == 500
    assert "حدث خطأ في الموقع" in failed.content.decode()
    assert "Something went wrong on this site" in failed.content.decode()
    assert "planted fault" not in failed.content.decode()


def test_bad_request_and_stale_form_have_pages(rf):
    request = rf.get("/en/")
    with override("en"):
        bad = views.bad_request(request, None)
        stale = views.csrf_failure(request, "CSRF cookie not set.")

    assert bad.status_code == 400
    assert "The request cannot be read" in bad.content.decode()
    assert stale.status_code == 403
    assert "The form was open too long" in stale.content.decode()
    assert "CSRF" not in stale.content.decode()
