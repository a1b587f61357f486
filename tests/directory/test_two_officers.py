"""Two officers at one record: what the first wrote is not written over unseen."""

import pytest

from events.models import Conference, Theme
from organizations.models import AuditEvent, Organization
from tests.directory.conftest import Desk, errors_of, form_data, staff


@pytest.fixture
def conference(council):
    return Conference.objects.create(title_en="Conference", kept_by=council)


def test_the_second_is_told_what_the_first_wrote_and_may_still_save(desk, council):
    page = desk.open(council)
    desk.fill(council, formal_name_en="The Council in Full")
    late = form_data(page) | {"formal_name_ar": "المجلس بكامل اسمه"}
    response = desk.client.post(page.request["PATH_INFO"], late)
    assert errors_of(response) == {
        "__all__": [
            "Somebody changed this record while you had it open. It now says: Formal name "
            "(Arabic): —; Formal name (English): The Council in Full. Nothing was written over "
            "yet: save again to put yours in its place."
        ]
    }
    council.refresh_from_db()
    assert (council.formal_name_en, council.formal_name_ar) == ("The Council in Full", "")
    again = form_data(response)
    assert again["formal_name_ar"] == "المجلس بكامل اسمه"
    assert desk.client.post(page.request["PATH_INFO"], again).status_code == 302
    council.refresh_from_db()
    assert (council.formal_name_en, council.formal_name_ar) == ("", "المجلس بكامل اسمه")


def test_rows_of_a_record_count_too(desk, conference):
    theme = Theme.objects.create(conference=conference, title_en="First wording")
    page = desk.open(conference)
    theme.title_en = "Second wording"
    theme.save()
    response = desk.client.post(page.request["PATH_INFO"], form_data(page))
    assert response.status_code == 200
    assert "Somebody changed this record" in str(errors_of(response))
    theme.refresh_from_db()
    assert theme.title_en == "Second wording"


def test_an_untouched_record_is_saved_without_a_question(desk, conference):
    assert desk.fill(conference, title_en="New title").status_code == 302
    assert desk.fill(conference, title_en="Newer title").status_code == 302
    event = AuditEvent.objects.first()
    assert event.data["fields"] == {"title_en": ["New title", "Newer title"]}


def test_an_administrator_reads_what_their_own_staff_did(client, council, stranger):
    here = staff("here", council, "organizations")
    there = staff("there", stranger, "organizations")
    Desk(client, there).fill(Organization, "add", name_en="Foreign Office", kept_by=stranger.pk)
    theirs = AuditEvent.objects.get(actor=there, verb="added")
    Desk(client, here).fill(Organization, "add", name_en="Own Office", kept_by=council.pk)
    page = client.get("/admin/organizations/auditevent/")
    assert {each.actor for each in page.context["cl"].result_list} == {here}
    assert client.get(f"/admin/organizations/auditevent/{theirs.pk}/change/").status_code == 302
