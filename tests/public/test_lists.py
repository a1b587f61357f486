"""Home and the list: what is on them, in what order, and narrowed how."""

import datetime as dt

import pytest

from communiques.public.words import Words


def offered(client, address="/en/communiques/"):
    """The choices of each filter: value and label."""
    found = client.get(address).context["filter"].offered
    return {name: [(v, text.text) for v, text in options] for name, options in found.items()}


def test_list_shows_the_newest_first_in_its_own_language(publish, titles):
    publish(1, dated_on=dt.date(2022, 5, 1))
    publish(2, dated_on=dt.date(2022, 5, 3))
    publish(3, dated_on=dt.date(2022, 5, 3))
    publish(4, dated_on=dt.date(2022, 5, 9), languages="ar")

    assert titles("/en/communiques/") == ["Statement 3", "Statement 2", "Statement 1"]
    assert titles("/ar/communiques/") == ["بيان 4", "بيان 3", "بيان 2", "بيان 1"]
    assert titles("/en/") == ["Statement 3", "Statement 2", "Statement 1"]


def test_a_line_carries_the_sealed_facts(publish, client, issuer):
    row = publish(1, place_en="Tunis")
    issuer.name_en = "Renamed since"
    issuer.save()

    (edition,) = client.get("/en/communiques/").context["page"]

    assert (edition.issuer_name, edition.hijri, edition.place, edition.symbol) == (
        "General Secretariat",
        "24 Shawwal 1443 AH",
        "Tunis",
        "GS/ST/2022/1",
    )
    assert edition.communique.slug == row.slug


def test_only_the_edition_in_force_is_listed(publish, titles):
    row = publish(1)
    row.title_en = "Statement 1, revised"
    row.save()
    publish(row=row, kind="revision")

    assert titles("/en/communiques/") == ["Statement 1, revised"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=message", []),
        ("kind=statement", ["Statement 2", "Statement 1"]),
        ("issuer=secretariat", ["Statement 2", "Statement 1"]),
        ("organization=body-7", ["Statement 1"]),
        ("organization=council", ["Statement 2", "Statement 1"]),
        ("conference=conference-1", ["Statement 2"]),
        ("year=2021", ["Statement 1"]),
        ("year=2022&conference=conference-1", ["Statement 2"]),
        ("year=2021&conference=conference-1", []),
        ("kind=&issuer=&organization=&conference=&year=", ["Statement 2", "Statement 1"]),
    ],
)
def test_filters_narrow_the_list(publish, titles, make_body, make_conference, query, found):
    publish(1, dated_on=dt.date(2021, 12, 31), organizations=[make_body(7)])
    publish(2, dated_on=dt.date(2022, 1, 1), conference=make_conference(1))

    assert titles(f"/en/communiques/?{query}") == found


def test_filters_offer_only_what_the_language_has(publish, client, make_body, make_conference):
    make_body(1)
    publish(1, organizations=[make_body(2)], conference=make_conference(1))
    publish(
        2, languages="ar", organizations=[make_body(3)], conference=make_conference(2),
        dated_on=dt.date(1999, 1, 1),
    )  # fmt: skip

    assert offered(client) == {
        "kind": [("statement", "Statement")],
        "issuer": [("secretariat", "General Secretariat")],
        "organization": [
            ("body-2", "Body 2"),
            ("secretariat", "General Secretariat"),
            ("council", "Ministers' Council"),
        ],
        "conference": [("conference-1", "Conference 1")],
        "year": [("2022", "2022")],
    }
    assert offered(client, "/ar/communiques/")["year"] == [("2022", "2022"), ("1999", "1999")]


def test_unknown_choice_is_explained_with_a_way_back(publish, client):
    publish(1)

    for query in ("kind=poem", "year=20x2", "issuer=nobody", "year=99999999999999999999"):
        response = client.get(f"/en/communiques/?{query}")
        text = response.content.decode()
        assert response.status_code == 200
        assert f"The list cannot be narrowed to “<bdi>{query.split('=')[1]}</bdi>”" in text
        assert 'href="/en/communiques/">Back to all communiqués' in text
        assert "Statement 1" not in text


def test_a_body_that_exists_unpublished_is_as_unknown_as_one_that_does_not(client, make_body):
    make_body(5)

    real = client.get("/en/communiques/?organization=body-5").content.decode()
    invented = client.get("/en/communiques/?organization=body-6").content.decode()

    assert real == invented.replace("body-6", "body-5")


def test_empty_archive_says_so(client, db):
    for address in ("/en/", "/en/communiques/"):
        text = client.get(address).content.decode()
        assert "Nothing has been published in this language yet." in text


def test_home_has_the_conferences_ahead_and_the_last_ones(client, make_conference):
    ahead = {"state": "confirmed", "starts_on": dt.date(2022, 6, 2), "ends_on": dt.date(2022, 6, 3)}
    later = ahead | {"starts_on": dt.date(2022, 9, 1), "ends_on": None}
    under_way = ahead | {"starts_on": dt.date(2022, 5, 30), "ends_on": dt.date(2022, 6, 1)}
    make_conference(1, **later)
    make_conference(2, **ahead)
    make_conference(3, **under_way)
    make_conference(4, **ahead | {"state": "planned"})
    make_conference(5, **ahead | {"state": "postponed"})
    make_conference(6)

    context = client.get("/en/").context

    assert [row.title_en for row in context["coming"]] == [
        "Conference 3",
        "Conference 2",
        "Conference 1",
    ]
    assert [row.title_en for row in context["past"]] == ["Conference 6"]


def test_a_choice_without_a_name_in_the_language_is_marked_as_foreign(publish, client, make_body):
    publish(1, organizations=[make_body(2, name_en="")])

    bodies = client.get("/en/communiques/").context["filter"].offered["organization"]
    text = client.get("/en/communiques/").content.decode()

    assert dict(bodies)["body-2"] == Words("هيئة 2", "ar")
    assert '<option value="body-2" lang="ar" dir="rtl">هيئة 2</option>' in text


# --- the archive by year and month --------------------------------------------------------------


def test_the_archive_counts_what_is_in_force_in_the_language(client, publish, now):
    publish(1, dated_on=dt.date(2021, 5, 31))
    publish(2, dated_on=dt.date(2021, 5, 1), languages="ar")
    publish(3, dated_on=dt.date(2021, 6, 1))
    row = publish(4, dated_on=dt.date(2019, 12, 31))
    publish(4, row=row, kind="revision", at=now - dt.timedelta(hours=1))
    publish(5, dated_on=dt.date(2021, 7, 1), at=now + dt.timedelta(hours=1))

    def months(path):
        found = client.get(path).context["months"]
        return {each.number: each.texts for each in found if each.texts}

    assert client.get("/ar/archive/").context["years"] == [2021, 2019]
    assert months("/ar/archive/2021/") == {5: 2, 6: 1}
    assert months("/en/archive/2021/") == {5: 1, 6: 1}
    assert months("/en/archive/2019/") == {12: 1}
    assert client.get("/en/archive/2020/").status_code == 404
    assert client.get("/en/archive/2021/7/").status_code == 404


def test_a_month_has_its_texts_its_hijri_months_and_its_neighbours(client, publish):
    for number, day in enumerate(
        [dt.date(2019, 12, 31), dt.date(2021, 5, 1), dt.date(2021, 5, 31), dt.date(2021, 6, 1)], 1
    ):
        publish(number, dated_on=day)

    context = client.get("/en/archive/2021/5/").context

    assert [each.title for each in context["page"]] == ["Statement 3", "Statement 2"]
    month = context["month"]
    assert (month.name, month.hijri) == ("May", "Ramadan – Shawwal 1442 AH")
    assert {side: (m.year, m.number) for side, m in context["beside"].items()} == {
        "earlier": (2019, 12),
        "later": (2021, 6),
    }
    assert client.get("/ar/archive/2021/5/").context["month"].texts == 0
    assert "مايو 2021" in client.get("/ar/archive/2021/5/").content.decode()


def test_an_option_is_marked_by_the_page_that_it_stands_on(client, publish, make_body):
    """The same options, on pages of both languages one after the other."""
    publish(1, organizations=[make_body(1, name_en="")])
    said = [client.get(f"/{each}/communiques/").content.decode() for each in ("ar", "en", "ar")]
    marked = '<option value="body-1" lang="ar" dir="rtl">هيئة 1</option>'
    assert [marked in each for each in said] == [False, True, False]
    assert all('<option value="body-1"' in each for each in said)
