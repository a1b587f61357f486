"""What every public page owes an anonymous reader: no cookie, few queries, no other host."""

import datetime as dt
import re
from itertools import pairwise

import html5lib
import pytest
from django.db import connection

PAGES = [
    "/",
    "/communiques/",
    "/communiques/?kind=statement&issuer=secretariat&year=2022",
    "/communiques/?q=text&year=2022",
    "/communiques/gs-st-2022-1/",
    "/communiques/gs-st-2022-1/editions/1/",
    "/communiques/gs-st-2022-1/parallel/",
    "/archive/",
    "/archive/2022/",
    "/archive/2022/5/",
    "/conferences/",
    "/conferences/conference-1/",
    "/organizations/",
    "/organizations/secretariat/",
    "/nothing/",
]
#: Queries of each page, whatever it holds.
QUERIES = {
    "/": 3,
    "/communiques/": 5,
    "/communiques/?kind=statement&issuer=secretariat&year=2022": 5,
    "/communiques/gs-st-2022-1/": 8,
    "/communiques/gs-st-2022-1/editions/1/": 8,
    "/communiques/gs-st-2022-1/parallel/": 3,
    "/archive/": 1,
    "/archive/2022/": 2,
    "/archive/2022/5/": 3,
    "/conferences/": 3,
    "/conferences/conference-1/": 6,
    "/organizations/": 1,
    "/organizations/body-1/": 6,
    "/nothing/": 0,
}


@pytest.fixture
def fill(publish, make_body, make_full_conference, make_conference, issuer):
    def fill(size: int):
        bodies = [make_body(n, parent=issuer) for n in range(1, size + 1)]
        make_body(50, parent=bodies[0])
        conference = make_full_conference(size)
        for n in range(2, size + 1):
            make_conference(n)
        for n in range(1, size + 1):
            publish(
                n, organizations=bodies, conference=conference, clearance="urgent",
                dated_on=dt.date(2022, 5, n),
            )  # fmt: skip

    return fill


@pytest.mark.parametrize("path", QUERIES)
@pytest.mark.parametrize("size", [1, 3])
def test_queries_do_not_grow(client, fill, django_assert_num_queries, path, size):
    fill(size)
    assert connection.features.supports_json_field  # asked of the database once a process

    with django_assert_num_queries(QUERIES[path]):
        client.get("/ar" + path)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_strict_parser_reads_the_page(client, fill, path, language):
    """No element left open, none where it may not stand, no attribute twice."""
    fill(2)
    parser = html5lib.HTMLParser(strict=True)
    page = parser.parse(client.get(f"/{language}{path}").content)
    numbers = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(numbers) == len(set(numbers)), "an id is given twice"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_cookie_no_session_no_other_host(client, fill, path, language):
    fill(2)

    response = client.get(f"/{language}{path}")
    text = response.content.decode()

    assert (dict(response.cookies), dict(client.cookies)) == ({}, {})
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.wsgi_request.session.accessed is False
    assert "csrf" not in text
    assert (
        re.findall(
            r'(?:src|href|action)="(?!/|\?|#|mailto:\?|http://127\.0\.0\.1:8000/)[^"]*"', text
        )
        == []
    )
    text = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)  # data, inert
    text = re.sub(r'<script src="/static/js/readers\.[0-9a-z.]*js" defer></script>', "", text)
    assert re.findall(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", text) == []
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
    assert text.count("<h1") == 1
    assert text.count('<link rel="stylesheet"') == 3
    assert '<a class="skip" href="#main">' in text


@pytest.mark.parametrize("path", PAGES)
def test_headings_descend_one_step_at_a_time(client, fill, path):
    fill(2)

    levels = [int(n) for n in re.findall(r"<h([1-6])", client.get("/en" + path).content.decode())]

    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("path", PAGES)
def test_switch_of_language_keeps_the_page_and_its_query(client, fill, path):
    fill(1)

    text = client.get("/ar" + path).content.decode()

    address = ("/en" + path).replace("&", "&amp;")
    assert (
        f'<a class="switch" href="{address}" lang="en" dir="ltr" hreflang="en">English</a>' in text
    )


@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_has_no_arabic_but_what_is_marked(client, fill, path):
    fill(2)

    text = client.get("/en" + path).content.decode()
    text = re.sub(r'<(\w+)[^>]* lang="ar"[^>]*>.*?</\1>', "", text, flags=re.S)

    assert re.findall("[\u0600-\u06ff]+", text) == []
