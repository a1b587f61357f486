"""One second before its moment a release leaves no trace; at its moment it is everywhere."""

import datetime as dt

import pytest

from communiques import editions
from communiques.models import Communique, Release

MOMENT = dt.datetime(2022, 6, 1, 18, tzinfo=dt.UTC)
#: The database lets a release be called off before its moment only, and keeps its own time.
FAR = dt.datetime(2122, 6, 1, 18, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
#: Every page that shows the release once it is public, and a word of it that is there then.
TRACES = {
    "/": ("Planted statement",),
    "/communiques/": ("Planted statement", "planted-body", "planted-conference", "1987"),
    "/communiques/?year=1987": ("Planted statement",),
    "/communiques/?organization=planted-body": ("Planted statement",),
    "/communiques/?conference=planted-conference": ("Planted statement",),
    "/archive/": ("1987",),
    "/archive/1987/": ("1987",),
    "/archive/1987/1/": ("Planted statement",),
    "/communiques/gs-st-1987-1.bib": ("Planted statement",),
    "/communiques/gs-st-1987-1/": ("Planted statement", "Planted body", "Planted conference"),
    "/communiques/gs-st-1987-1/parallel/": ("Planted statement", "Planted text"),
    "/communiques/gs-st-1987-1/editions/1/": ("Planted statement",),
    "/conferences/": ("Planted conference",),
    "/conferences/planted-conference/": ("Planted statement", "Planted conference"),
    "/organizations/": ("Planted body",),
    "/organizations/planted-body/": ("Planted statement", "Planted body"),
    "/organizations/secretariat/": ("Planted statement",),
}
WORDS = ("lanted", "1987")


@pytest.fixture
def plant(publish, make_body, make_conference):
    def plant(at: dt.datetime):
        publish(
            1,
            at=at,
            dated_on=dt.date(1987, 1, 1),
            title_en="Planted statement",
            body_en="<p>Planted text</p>",
            organizations=[make_body(1, name_en="Planted body", slug="planted-body")],
            conference=make_conference(
                1, title_en="Planted conference", slug="planted-conference", state="planned"
            ),
        )

    return plant


@pytest.fixture
def planted(plant):
    plant(MOMENT)


def traces(client, path):
    """What a page tells of the planted release, but for the address that was asked for."""
    response = client.get("/en" + path)
    text = response.content.decode().replace(path, "").replace(path.replace("&", "&amp;"), "")
    for value in path.partition("=")[2:]:
        text = text.replace(f"<bdi>{value}</bdi>", "") if value else text
    text = text.replace(f"/ar{path}", "")
    return response.status_code, [word for word in WORDS if word in text]


@pytest.mark.parametrize("path", TRACES)
def test_no_trace_one_second_before(client, planted, time_machine, path):
    time_machine.move_to(MOMENT - SECOND, tick=False)

    status, found = traces(client, path)

    assert found == []
    hidden = path.startswith(
        ("/communiques/gs", "/conferences/p", "/organizations/", "/archive/1987/")
    )
    assert status == (404 if hidden and path != "/organizations/" else 200)


@pytest.mark.parametrize("path", TRACES)
def test_everywhere_at_the_moment(client, planted, time_machine, path):
    time_machine.move_to(MOMENT, tick=False)

    response = client.get("/en" + path)

    assert response.status_code == 200
    text = response.content.decode()
    assert [word for word in TRACES[path] if word not in text] == []


@pytest.mark.parametrize("path", TRACES)
def test_no_trace_of_a_release_called_off(client, plant, time_machine, now, path):
    plant(FAR)
    editions.call_off(Release.objects.get(), actor=None, reason="Not now", now=now)
    time_machine.move_to(FAR + SECOND, tick=False)

    assert traces(client, path)[1] == []


def test_the_next_edition_waits_for_its_moment(client, publish, time_machine):
    row = publish(1)
    row.title_en, row.change_note_en = "Planted title", "Planted note"
    row.save()
    publish(row=row, at=MOMENT, kind="revision")
    pages = ["/", "/communiques/", "/communiques/gs-st-2022-1/",
             "/communiques/gs-st-2022-1/parallel/"]  # fmt: skip

    time_machine.move_to(MOMENT - SECOND, tick=False)
    assert [traces(client, path)[1] for path in pages] == [[], [], [], []]
    assert client.get("/en/communiques/gs-st-2022-1/editions/2/").status_code == 404

    time_machine.move_to(MOMENT, tick=False)
    assert [traces(client, path)[1] for path in pages] == [["lanted"]] * 4


def test_a_draft_leaves_no_trace(client, series, make_conference, make_body):
    row = Communique.objects.create(
        series=series, title_en="Planted draft", body_en="<p>Planted</p>", slug="gs-st-1987-1",
        dated_on=dt.date(1987, 1, 1), conference=make_conference(1, state="planned"),
    )  # fmt: skip
    row.organizations.add(make_body(1, name_en="Planted body", slug="planted-body"))

    assert {path for path in TRACES if traces(client, path)[1]} == set()
