"""The search page: what was asked for marked in the letters of the original, counts that are right,
an address that can be shared and followed, and something useful where nothing is found."""

import datetime as dt
import re
from xml.etree import ElementTree

import pytest

from tests.search.conftest import *  # noqa: F403

MARK = re.compile("<mark>(.*?)</mark>")


@pytest.fixture
def texts(publish, make_body, make_conference):
    """Three texts: two years, two kinds, one conference, a body named in two of them."""
    league, union = make_body(1), make_body(2)
    meeting = make_conference()
    publish(
        1, title_ar="إدانة تفجير الســوق", title_en="Condemnation of the market bombing",
        body_ar="<p>تدين الأمانة العامة تهريب الأسلحـة في الأسواق.</p>",
        body_en="<p>The secretariat condemns arms smuggling in markets.</p>",
        organizations=[league], dated_on=dt.date(2021, 3, 1),
    )  # fmt: skip
    publish(
        2, title_ar="مؤتمر مكافحة التهريب", title_en="Conference against smuggling",
        body_ar="<p>ناقش المؤتمر الحادي والأربعون تهريب السلاح.</p>",
        body_en="<p>The forty-first conference discussed weapons.</p>",
        organizations=[league, union], conference=meeting,
    )  # fmt: skip
    publish(3, title_ar="تهنئة", body_ar="<p>تهنئة بالعيد.</p>", languages="ar")


def test_marked_in_the_original_letters(client, texts):
    text = client.get("/ar/communiques/", {"q": "سلاح السوق"}).content.decode()

    assert MARK.findall(text) == ["الســوق", "الأسلحـة", "الأسواق"]


ENTRY = re.compile('<li class="entry">(.*?)</li>', re.DOTALL)


def line_of(client, address: str, typed: str) -> list[str]:
    """The first result: its elements and words."""
    page = client.get(address, {"q": typed}).content.decode()
    return [each for each in re.split("\\s*\n\\s*", ENTRY.search(page)[1].strip()) if each]


def test_a_result_says_what_it_is_in_the_language_of_the_page(client, texts):
    when = '<time datetime="2022-05-25">25 مايو 2022 م</time><span class="entry__hijri">'
    told = "<span>بيان</span>", "<span>الأمانة العامة</span>"
    assert line_of(client, "/ar/communiques/", "عيد") == [
        f'<p class="entry__date">{when}24 شوال 1443 هـ</span></p>',
        '<div class="entry__body">',
        '<h2 class="entry__title"><a href="/ar/communiques/gs-st-2022-2/">تهنئة</a></h2>',
        '<p class="entry__meta">', *told,
        '<span><bdi class="symbol" dir="ltr">GS/ST/2022/2</bdi></span>',
        "</p>",
        '<p class="entry__passage">تهنئة <mark>بالعيد</mark>.</p>',
        "</div>",
    ]  # fmt: skip


def test_one_in_the_other_language_says_which(client, texts):
    assert line_of(client, "/en/communiques/", "عيد") == [
        '<p class="entry__date"><time datetime="2022-05-25">25 May 2022</time></p>',
        '<div class="entry__body" lang="ar" dir="rtl">',
        '<h2 class="entry__title"><a href="/ar/communiques/gs-st-2022-2/">تهنئة</a></h2>',
        '<p class="entry__meta">',
        "<span>الأمانة العامة</span>",
        '<span><bdi class="symbol" dir="ltr">GS/ST/2022/2</bdi></span>',
        "</p>",
        '<p class="entry__passage">تهنئة <mark>بالعيد</mark>.</p>',
        "</div>",
    ]


def test_the_best_first_or_the_latest(client, texts):
    def titles(**more):
        found = client.get("/en/communiques/", {"q": "smuggling"} | more).context["search"].hits
        return [each.edition.title for each in found]

    conference, bombing = "Conference against smuggling", "Condemnation of the market bombing"
    assert titles() == [conference, bombing]
    assert titles(sort="date") == [conference, bombing]
    assert titles(year="2021") == [bombing]
    assert titles(year="2021", organization="body-1", kind="statement") == [bombing]
    assert titles(organization="body-2") == titles(conference="conference-1") == [conference]


def test_the_filters_count_what_they_leave(client, texts):
    search = client.get("/en/communiques/", {"q": "smuggling"}).context["search"]

    offered = {
        name: [(each.value, each.words.text, count) for each, count in options]
        for name, options in search.offered.items()
    }
    assert offered == {
        "kind": [("statement", "Statement", 2)],
        "issuer": [("secretariat", "General Secretariat", 2)],
        "organization": [
            ("body-1", "Body 1", 2),
            ("secretariat", "General Secretariat", 2),
            ("council", "Ministers' Council", 2),
            ("body-2", "Body 2", 1),
        ],
        "conference": [("conference-1", "Conference 1", 1)],
        "year": [("2022", "2022", 1), ("2021", "2021", 1)],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [("year", "2021"), ("kind", "statement"), ("conference", "conference-1"),
     ("organization", "body-1"), ("issuer", "secretariat")],
)  # fmt: skip
def test_what_was_chosen_stays_chosen_where_nothing_is_found(client, texts, name, value):
    text = client.get("/en/communiques/", {"q": "xylograph", name: value}).content.decode()

    assert re.findall(r'<option value="([^"]+)"[^>]* selected>.*\((\d+)\)</option>', text) == [
        (value, "0")
    ]


def test_a_number_is_found_however_it_is_written(client, texts):
    for typed in ("مؤتمر 41", "المؤتمر ٤١", "مؤتمر الحادي و الأربعين"):
        found = client.get("/ar/communiques/", {"q": typed}).context["search"].hits
        assert [each.edition.title for each in found] == ["مؤتمر مكافحة التهريب"]


def test_a_slip_is_put_right_and_said(client, texts):
    response = client.get("/en/communiques/", {"q": "smugling"})

    assert response.context["search"].results.replaced == ["smugling"]
    assert "No communiqué has “<bdi>smugling</bdi>”. Here is what comes closest to it." in (
        response.content.decode()
    )


def test_what_only_the_other_language_has_is_offered(client, texts):
    response = client.get("/en/communiques/", {"q": "تهنئة"})

    assert "Nothing published in this language fits “<bdi>تهنئة</bdi>”." in (
        response.content.decode()
    )
    assert [each.title for each in response.context["search"].elsewhere] == ["<mark>تهنئة</mark>"]


@pytest.mark.parametrize(
    "query",
    [
        {"q": "smuggling", "year": "1900"},
        {"q": "smuggling", "issuer": "nobody"},
        {"q": "smuggling", "kind": "x' OR 1=1"},
    ],
)
def test_an_unknown_filter_is_named_and_nothing_found(client, texts, query):
    response = client.get("/en/communiques/", query)

    value = next(value for name, value in query.items() if name != "q")
    assert response.status_code == 200
    assert response.context["search"].hits == []
    if value != "1900":
        assert response.context["search"].unknown == value


@pytest.mark.parametrize(
    "typed",
    ["AND", "NOT x OR (", '"', '""', "*", "x*", "NEAR(a b)", "a:b", "'; --", "\x00", "\ud800",
     "%", "و", "ال", "١" * 300, "a" * 5000, "| & ! <->", "{}", "مقروء " * 60, "\u202e\u200f"],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(client, texts, typed):
    typed = typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    for path in ("communiques/", "communiques/suggest/", "feed/"):
        assert client.get(f"/ar/{path}", {"q": typed}).status_code == (
            400 if "\0" in typed else 200
        )


def test_pages_hold_every_result_once(client, publish):
    for n in range(1, 46):
        publish(n, languages="en", title_en=f"Harbour {n}", body_en="<p>Ships.</p>",
                dated_on=dt.date(2022, 1, 1) + dt.timedelta(n % 7))  # fmt: skip
    seen, query = [], {"q": "harbour ships"}
    while query:
        search = client.get("/en/communiques/", query).context["search"]
        seen += [each.edition.pk for each in search.hits]
        query = query | {"cursor": search.older} if search.older else None

    assert (len(seen), len(set(seen))) == (45, 45)


@pytest.mark.parametrize("cursor", ["x", "1.", "9.99999999999999999999", "-1.2", "1.2.3", "١.٢"])
def test_a_damaged_place_is_said(client, texts, cursor):
    assert client.get("/en/communiques/", {"q": "arms", "cursor": cursor}).status_code == 400


def test_a_search_is_followed_as_a_feed(client, texts):
    page = client.get("/en/communiques/", {"q": "smuggling", "year": "2021"}).content.decode()
    address = "/en/feed/?q=smuggling&amp;year=2021"
    feed = ElementTree.fromstring(client.get(address.replace("&amp;", "&")).content)

    assert page.count(f'href="{address}"') == 2
    assert [each.text for each in feed.iterfind("{*}title")] == ["Bayan · smuggling · 2021"]
    assert [each.text for each in feed.iterfind("{*}entry/{*}title")] == [
        "Condemnation of the market bombing"
    ]
    assert client.get("/en/feed/?q=smuggling&issuer=nobody").status_code == 404


@pytest.mark.parametrize("typed, shown", [("6 أشهر", {"بيان 2"}), ("6 أعوام", {"بيان 3"})])
def test_the_feed_of_a_number_is_what_its_search_shows(client, publish, typed, shown):
    """A number beside its word, where any text has it so; else wherever both stand."""
    for number, body in enumerate(
        ("عقدت 6 دورات في ثلاثة أشهر", "تستمر الحملة 6 أشهر", "في أعوام مضت 6 دورات"), 1
    ):
        publish(number, title_ar=f"بيان {number}", body_ar=f"<p>{body}</p>")
    page = client.get("/ar/communiques/", {"q": typed}).context["search"].hits
    feed = ElementTree.fromstring(client.get("/ar/feed/", {"q": typed}).content)
    assert {each.edition.title for each in page} == shown
    assert {each.text for each in feed.iterfind("{*}entry/{*}title")} == shown


def test_results_keep_out_of_indexes(client, texts):
    text = client.get("/en/communiques/", {"q": "smuggling"}).content.decode()
    assert '<meta name="robots" content="noindex, follow">' in text


#: Words and how many queries a page of results takes, whatever it holds.
QUERIES = {
    "harbour": 5,
    "harbour ships": 5,
    "hxarbour ships": 7,
}


@pytest.mark.parametrize("typed", QUERIES)
@pytest.mark.parametrize("size", [1, 4])
def test_queries_do_not_grow(client, publish, make_body, django_assert_num_queries, typed, size):
    bodies = [make_body(n) for n in range(size)]
    for n in range(1, size + 1):
        publish(n, languages="en", title_en=f"Harbour {n}", body_en="<p>Ships.</p>",
                organizations=bodies)  # fmt: skip
    with django_assert_num_queries(QUERIES[typed]):
        client.get("/en/communiques/", {"q": typed})


def test_suggestions_take_three_queries(client, texts, django_assert_num_queries):
    with django_assert_num_queries(3):
        response = client.get("/ar/communiques/suggest/", {"q": "مكافحة الته"})
    assert response.json() == {
        "suggestions": [
            {"title": "مؤتمر مكافحة التهريب", "address": "/ar/communiques/gs-st-2022-1/"}
        ]
    }
