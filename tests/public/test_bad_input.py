"""Whatever is typed into the address bar gets a page, and never a fault."""

import pytest
from django.test import Client

STRANGE = [
    "%00",
    "%ED%A0%80",
    "%FF",
    "9" * 400,
    "'%20OR%201=1--",
    "%3Cscript%3E",
    "%E2%80%AE",
    "../",
]
FIELDS = ["kind", "issuer", "organization", "conference", "year", "cursor", "anything"]


@pytest.mark.parametrize("value", STRANGE)
@pytest.mark.parametrize("field", FIELDS)
def test_strange_query(db, field, value):
    response = Client().get(f"/ar/communiques/?{field}={value}")

    assert response.status_code in ((200, 400) if field == "cursor" or value == "%00" else (200,))
    assert b"<script>" not in response.content


@pytest.mark.parametrize("value", STRANGE)
@pytest.mark.parametrize(
    "place",
    ["communiques/{}/", "communiques/{}/parallel/", "communiques/x/editions/{}/",
     "conferences/{}/", "organizations/{}/", "{}/"],
)  # fmt: skip
def test_strange_address(db, place, value):
    response = Client().get("/ar/" + place.format(value))

    assert response.status_code in (400, 404) or value == "../"
    assert b"<script>" not in response.content


def test_unknown_address_is_answered_in_the_language_of_the_address(client, db):
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        response = client.get(f"/{language}/communiques/unknown/")
        assert response.status_code == 404
        assert f'<html lang="{language}" dir="{direction}">' in response.content.decode()
    assert "There is no page at this address" in response.content.decode()


def test_an_address_without_a_language_finds_one(client, db):
    response = client.get("/communiques/?year=2022", headers={"accept-language": "en-GB"})

    assert response.status_code == 302
    assert response.url == "/en/communiques/?year=2022"


def test_posting_to_a_page_is_harmless(publish, client):
    publish(1)

    assert client.post("/en/communiques/gs-st-2022-1/").status_code in (200, 403, 405)
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/en/communiques/gs-st-2022-1/")
    assert response.status_code in (403, 405)
