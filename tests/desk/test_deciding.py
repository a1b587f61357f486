"""Deciding at the desk: what is offered, what is refused, and that nobody decides unseen."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communiques.demo import play
from communiques.models import Communique, Decision, Edition, Step, Text
from tests.desk.conftest import AUTHORISE, REVIEW, decision, form_of, url


def open_(client, row):
    return client.get(url("decide", row.pk))


def post(client, row, data):
    return client.post(url("decide", row.pk), data)


def offered(page) -> set[tuple[str, str]]:
    return {
        (each.language, each.action.value)
        for column in page.context["columns"]
        for each in column["offers"]
        if not each.blockers
    }


OFFERS = {
    "drafter": {("ar", "withdraw")},
    "translator": {("en", "withdraw")},
    "reviewer": {("ar", "clear"), ("en", "clear"), ("ar", "return"), ("en", "return")},
    "approver": {("ar", "return"), ("en", "return"), ("ar", "urgent"), ("en", "urgent")},
    "publisher": set(),
    "protocol": set(),
    "administrator": set(),
}


@pytest.mark.parametrize("role", OFFERS)
def test_each_role_is_offered_its_own_decisions(submitted, as_, role):
    assert offered(open_(as_(role), submitted)) == OFFERS[role]


def test_why_it_cannot_be_released_is_said_to_everybody(submitted, as_):
    html = open_(as_("publisher"), submitted).content.decode()
    assert "Why can this not be released yet?" in html
    assert "“Review” is still missing." in html
    assert "reviewer: Leila Ben Omar" in html


def test_what_stands_around_the_words_has_a_heading_where_anything_does(submitted, as_):
    def headed():
        return 'id="around"' in open_(as_("reviewer"), submitted).content.decode()

    assert headed() is True
    submitted.organizations.clear()
    submitted.people.clear()
    Communique.objects.filter(pk=submitted.pk).update(conference=None)
    assert headed() is False


def test_four_eyes_are_explained_instead_of_a_button(submitted, as_, english):
    from django.contrib.auth.models import Group

    english.staff["drafter"].groups.set(Group.objects.all())
    page = open_(as_("drafter"), submitted)
    clear = next(
        each for each in page.context["columns"][0]["offers"] if each.action.value == "clear"
    )
    assert [each.code for each in clear.blockers] == ["four_eyes"]
    response = post(as_("drafter"), submitted, decision(page, "clear", step=REVIEW))
    assert response.status_code == 409
    assert not Decision.objects.filter(action="clear").exists()


def test_the_whole_way_through_the_screens(row, as_):
    for who, language in (("drafter", "ar"), ("translator", "en")):
        page = open_(as_(who), row)
        assert post(as_(who), row, decision(page, "submit", language)).status_code == 302
    for who, step in (("reviewer", REVIEW), ("approver", AUTHORISE)):
        for language in ("ar", "en"):
            page = open_(as_(who), row)
            assert (
                post(as_(who), row, decision(page, "clear", language, step=step)).status_code == 302
            )
    page = open_(as_("publisher"), row)
    data = decision(page, "release", "", release_languages=["ar", "en"], when="now")
    assert post(as_("publisher"), row, data).status_code == 302
    assert Edition.objects.public(at=timezone.now()).filter(communique=row).count() == 2


def test_a_text_that_moved_answers_409_with_the_difference(submitted, as_):
    page = open_(as_("reviewer"), submitted)
    held = decision(page, "return", "ar", reason="سبب كتبته بعناية")
    client = as_("drafter")
    form = form_of(client.get(url("change", submitted.pk)))
    client.post(url("change", submitted.pk), form | {"ar-title": form["ar-title"] + " المعدل"})
    response = post(as_("reviewer"), submitted, held)
    html = response.content.decode()
    assert response.status_code == 409
    assert "المعدل</ins>" in html and "سبب كتبته بعناية" in html
    assert not Decision.objects.filter(action="return").exists()


def test_facts_that_moved_answer_409_too(submitted, as_):
    page = open_(as_("reviewer"), submitted)
    held = decision(page, "clear", "ar", step=REVIEW)
    client = as_("drafter")
    form = form_of(client.get(url("change", submitted.pk)))
    client.post(url("change", submitted.pk), form | {"facts-place_ar": "القاهرة"})
    response = post(as_("reviewer"), submitted, held)
    assert response.status_code == 409
    assert "what stands around them" in response.content.decode()


def test_a_return_without_reason_keeps_the_page(submitted, as_):
    page = open_(as_("reviewer"), submitted)
    response = post(as_("reviewer"), submitted, decision(page, "return", "ar", reason=" "))
    assert response.status_code == 409
    assert "Give the reason: it stays with the text." in response.content.decode()


def test_a_time_in_the_past_is_refused_and_the_choice_kept(ready, as_):
    page = open_(as_("publisher"), ready)
    data = decision(
        page, "release", "", release_languages=["ar", "en"], when="at",
        visible_from_0="2020-01-01", visible_from_1="10:00",
    )  # fmt: skip
    response = post(as_("publisher"), ready, data)
    assert response.status_code == 409
    assert "The time of release has passed" in response.content.decode()
    assert "2020-01-01" in response.content.decode()
    assert Edition.objects.filter(communique=ready).count() == 0


def test_a_time_is_typed_in_the_digits_of_an_arabic_keyboard_too(ready, as_):
    page, day = open_(as_("publisher"), ready), timezone.localdate() + dt.timedelta(days=5)
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    data = decision(
        page, "release", "", release_languages=["ar", "en"], when="at",
        visible_from_0=day.isoformat().translate(arabic), visible_from_1="۱۰:۳۰",
    )  # fmt: skip
    assert post(as_("publisher"), ready, data).status_code == 302
    moment = timezone.localtime(Edition.objects.filter(communique=ready).first().visible_from)
    assert (moment.date(), moment.time()) == (day, dt.time(10, 30))


def test_a_time_left_empty_is_asked_for(ready, as_):
    page = open_(as_("publisher"), ready)
    data = decision(page, "release", "", release_languages=["ar", "en"], when="at")
    response = post(as_("publisher"), ready, data)
    assert response.status_code == 422
    assert "Say from which day and time it is to be public." in response.content.decode()


def test_a_reason_typed_into_an_ended_session_comes_back(submitted, client, as_):
    page = open_(as_("reviewer"), submitted)
    data = decision(page, "return", "en", reason="كتبته بعناية قبل الانقطاع",
                    written_by=page.context["written_by"])  # fmt: skip
    client.logout()
    post(client, submitted, data)
    login = {"username": "reviewer", "password": "bayan-demo-2022"}
    client.post("/admin/login/", login | {"next": url("decide", submitted.pk)})
    html = open_(client, submitted).content.decode()
    assert "كتبته بعناية قبل الانقطاع" in html and "Your session had ended" in html
    assert not Decision.objects.filter(action="return").exists()


def test_an_unknown_action_is_404_and_forbidden_one_403(submitted, as_):
    page = open_(as_("drafter"), submitted)
    assert post(as_("drafter"), submitted, decision(page, "explode")).status_code == 404
    got = post(as_("drafter"), submitted, decision(page, "clear", step=REVIEW))
    assert got.status_code == 403


def test_a_scheduled_release_is_called_off_with_its_reason(scheduled, as_):
    page = open_(as_("publisher"), scheduled)
    data = decision(page, "call_off", "ar", reason="تأجل الاجتماع")
    assert post(as_("publisher"), scheduled, data).status_code == 302
    html = open_(as_("publisher"), scheduled).content.decode()
    assert "void" in html and "تأجل الاجتماع" in html


# --- my desk ------------------------------------------------------------------------------------

QUEUES = {
    "drafter": {"returned-write_original": 1, "write": 1},
    "translator": {"returned-write_translation": 1, "translate": 1, "stale": 0},
    "reviewer": {"step-review_text": 2},
    "approver": {"step-authorise_text": 2, "urgent": 0},
    "deputy": {"step-authorise_text": 2, "urgent": 2},
    "publisher": {"ready": 2, "scheduled": 2},
    "protocol": {},
    "administrator": {},
}


@pytest.mark.parametrize("role", QUEUES)
def test_every_queue_of_the_demonstration_has_something_in_it(demo, client, role):
    from organizations.models import User

    client.force_login(User.objects.get(username=role))
    page = client.get("/admin/")
    assert {each.code: len(each.rows) for each in page.context["queues"]} == QUEUES[role]


def test_the_desk_says_when_it_does_not_show_everything(english, submitted, as_, monkeypatch):
    from communiques.desk import queues

    monkeypatch.setattr(queues, "LIMIT", 1)
    said = "More texts are open than are shown here"
    assert said not in as_("reviewer").get("/admin/").content.decode()
    play.compose(english, "ready", timezone.now())
    assert said in as_("reviewer").get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("address", "signed", "queries"),
    [
        ("/admin/", False, 7),
        ("/admin/", True, 8),
        (url("board"), False, 9),
        (url("board"), True, 10),
        (url("changelist"), False, 8),
    ],
)
def test_a_page_costs_the_same_with_one_text_and_with_three(
    english, submitted, as_, django_assert_num_queries, address, signed, queries
):
    """What stands around the words is read only where somebody signed them."""

    def sign(row):
        if signed:
            play.step(english, row, Step.REVIEW, "reviewer", timezone.now())

    client = as_("approver")
    Communique.objects.update(conference=english.conference)
    sign(submitted)
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)
    for key in ("ready", "authorise"):
        row = play.compose(english, key, timezone.now())
        play.submit(english, row, timezone.now())
        Communique.objects.update(conference=english.conference)
        sign(row)
    with django_assert_num_queries(queries):
        client.get(address)


#: Session, account, scope, rights, texts, all about their words, all around those that somebody
#: signed; an approver's also the redactions that wait.
MY_DESK = {
    "drafter": 7,
    "translator": 7,
    "reviewer": 7,
    "approver": 8,
    "publisher": 7,
    "protocol": 7,
    "administrator": 7,
}


def test_my_desk_costs_each_role_the_same_with_four_texts_and_with_thirty_two(english, client):
    staff, now = english.staff, timezone.now()
    for times in (1, 7):
        for act in (play.draft, play.review, play.returned, play.authorise) * times:
            act(english, now)
        Communique.objects.update(conference=english.conference)
        play.step(english, Communique.objects.latest("pk"), Step.REVIEW, "reviewer", now)
        assert {role: asked(client, staff[role], "/admin/") for role in MY_DESK} == MY_DESK


def asked(client, user, address: str) -> int:
    """How many queries the page takes that somebody has opened before."""
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


#: Of one text, for its drafter.
PAGES = {
    ("decide",): 27,
    ("change",): 19,
    ("versions", "ar"): 7,
    ("preview", "ar"): 6,
}


def test_a_page_of_one_text_costs_the_same_whatever_happened_to_it(english, submitted, client):
    Communique.objects.update(conference=english.conference)
    drafter, now = english.staff["drafter"], timezone.now()

    def counted():
        pages = {page: url(page[0], submitted.pk, *page[1:]) for page in PAGES}
        return {page: asked(client, drafter, address) for page, address in pages.items()}

    assert counted() == PAGES
    play.step(english, submitted, Step.REVIEW, "reviewer", now)
    assert counted() == PAGES


def test_the_decision_page_shows_where_a_link_leads_now_and_what_was_set_otherwise(english, as_):
    """The words are the same; an address that nobody saw would be approved with them."""
    now = timezone.now()
    row = play.compose(english, "review", now)
    body = '<p>See <a href="https://a.example/">the report</a>.</p><ul><li><p>One</p></li></ul>'
    before = Text("en", "Title", "", body)
    play.write(row, before, english.staff["translator"])
    play.clear(english, row, now)
    play.release(english, row, now)
    row.refresh_from_db()
    changed = body.replace("a.example", "evil.example").replace("ul>", "ol>")
    play.write(row, Text("en", "Title", "", changed, "New"), english.staff["translator"])
    html = as_("reviewer").get(url("decide", row.pk)).content.decode()
    assert "no longer a link:" in html and "https://a.example/" in html
    assert "now a link:" in html and html.count("https://evil.example/") >= 2
    assert "was: list with bullets; is now: numbered list" in html
