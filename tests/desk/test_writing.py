"""Writing at the desk: what is typed is kept, refused with a reason, merged, rescued."""

import datetime as dt
import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.utils import timezone

from communiques.demo import play
from communiques.models import Communique, TextVersion
from organizations.models import User
from tests.desk.conftest import form_of, url


def save(client, row, **changes):
    page = client.get(url("change", row.pk))
    data = form_of(page) | changes
    return client.post(url("change", row.pk), data)


def errors(page) -> dict:
    forms = {f.language: f for f in page.context["texts"]} | {"facts": page.context["facts"]}
    return {
        f"{name}-{field}": [str(each) for each in messages]
        for name, form in forms.items()
        for field, messages in form.errors.items()
    }


def test_the_form_posted_back_untouched_changes_nothing(row, as_):
    before = (TextVersion.objects.count(), row.rev_ar, row.rev_en, row.rev_facts)
    response = save(as_("drafter"), row)
    row.refresh_from_db()
    assert response.status_code == 302
    assert (TextVersion.objects.count(), row.rev_ar, row.rev_en, row.rev_facts) == before


def test_each_field_has_its_own_direction_and_language(row, as_):
    for language in ("ar", "en"):
        User.objects.update(language=language)
        html = as_("drafter").get(url("change", row.pk)).content.decode()
        found = {
            name: re.search(rf'<(?:textarea|input)[^>]*name="{name}"[^>]*>', html).group(0)
            for name in ("ar-title", "ar-body", "en-title", "facts-place_ar", "facts-place_en")
        }
        wanted = {
            name: ('lang="ar"', 'dir="rtl"') if "ar" in name.split("-")[0] or name.endswith("ar")
            else ('lang="en"', 'dir="ltr"')
            for name in found
        }  # fmt: skip
        wanted["facts-place_en"] = ('lang="en"', 'dir="ltr"')
        for name, tag in found.items():
            assert all(part in tag for part in wanted[name]), tag


REFUSED = [
    ({"ar-title": "عنوان\u202eمقلوب"}, "ar-title", "An invisible direction override stands near"),
    ({"ar-title": "عنوان\x00"}, "ar-title", "An invisible NUL character stands near"),
    ({"ar-body": "<p>\u2067نص</p>"}, "ar-body", "An invisible direction mark near"),
    ({"ar-body": f"<p>{'ا' * 300}</p>"}, "ar-body", "A word of more than 200 characters starts"),
    ({"ar-body": "<p>كلمة </p>" * 150_000}, "ar-body", "The text is longer than 400,000"),
    ({"ar-title": "ا" * 501}, "ar-title", "Ensure this value has at most 500 characters"),
    ({"facts-dated_on": "2022-13-45"}, "facts-dated_on", "Enter a valid date."),
    ({"facts-conference": "999999999999999999999"}, "facts-conference", "Select a valid choice."),
    ({"facts-people": ["9" * 30]}, "facts-people", "Select a valid choice."),
    ({"facts-series": "9" * 30}, "facts-series", "Select a valid choice."),
]


@pytest.mark.parametrize(("changes", "field", "message"), REFUSED)
def test_what_cannot_be_stored_is_refused_with_the_place_and_kept(
    row, as_, changes, field, message
):
    before = row.text("ar")
    response = save(as_("drafter"), row, **changes, **{"ar-summary": "ملخص طويل كتبته للتو"})
    row.refresh_from_db()
    assert response.status_code == 422
    found = errors(response)
    assert list(found) == [field] and found[field][0].startswith(message)
    assert row.text("ar") == before
    assert "ملخص طويل كتبته للتو" in response.content.decode()


def test_script_and_handlers_are_gone_before_they_are_stored(row, as_):
    hostile = '<p onclick="x()">نص<script>alert(1)</script><img src=x onerror=y></p>'
    save(as_("drafter"), row, **{"ar-body": hostile})
    row.refresh_from_db()
    assert row.body_ar == "<p>نص</p>"


def test_the_second_of_two_writers_gets_the_merge_screen(row, as_):
    client = as_("drafter")
    first = form_of(client.get(url("change", row.pk)))
    second = first | {"ar-title": "عنوان الثاني"}
    client.post(url("change", row.pk), first | {"ar-title": "عنوان الأول"})
    response = client.post(url("change", row.pk), second)
    version = TextVersion.objects.get(revision=None)
    assert response.url == url("merge", row.pk, version.pk)
    page = client.get(response.url)
    assert page.status_code == 200
    html = page.content.decode()
    assert "<del>الأول</del>" in html and "<ins>الثاني</ins>" in html
    merged = {bound.html_name: bound.value() for bound in page.context["form"] if bound.value()} | {
        "ar-title": "عنوان مدمج"
    }
    response = client.post(url("merge", row.pk, version.pk), merged)
    row.refresh_from_db()
    assert (response.url, row.title_ar) == (url("change", row.pk), "عنوان مدمج")
    assert "waits to be merged" not in client.get(url("change", row.pk)).content.decode()


def test_the_merged_text_saved_twice_is_saved_once(row, as_):
    client, version, merged = two_texts(row, as_)
    for _click in range(2):
        client.post(url("merge", row.pk, version.pk), merged | {"ar-title": "مدمج"})
    assert list(row.versions.filter(language="ar", revision=None)) == [version]
    assert "waits to be merged" not in client.get(url("change", row.pk)).content.decode()


def test_the_current_text_is_kept_and_the_other_waits_no_more(row, as_):
    client, version, merged = two_texts(row, as_)
    client.post(url("merge", row.pk, version.pk), merged | {"_keep": "1"})
    row.refresh_from_db()
    assert row.title_ar == "عنوان الأول"
    assert "waits to be merged" not in client.get(url("change", row.pk)).content.decode()


@pytest.mark.parametrize("button", ["", "_keep"])
def test_texts_are_not_merged_under_a_scheduled_release(row, as_, english, button):
    """The page was open since before: it says why, and what was typed stays in it."""
    client, version, merged = two_texts(row, as_)
    row.refresh_from_db()
    play.clear(english, row, timezone.now())
    later = timezone.now() + dt.timedelta(days=5)
    play.release(english, row, timezone.now(), visible_from=later)
    typed = merged | {"ar-title": "مدمج"} | ({button: "1"} if button else {})
    answer = client.post(url("merge", row.pk, version.pk), typed)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "A release is scheduled: call it off before you change the text." in html
    assert ">\nمدمج</textarea>" in html
    row.refresh_from_db()
    assert (row.title_ar, row.versions.filter(merges=version).count()) == ("عنوان الأول", 0)


def two_texts(row, as_):
    """Two saves over one form: the client, the text kept beside, the merge form as it opens."""
    client = as_("drafter")
    form = form_of(client.get(url("change", row.pk)))
    client.post(url("change", row.pk), form | {"ar-title": "عنوان الأول"})
    client.post(url("change", row.pk), form | {"ar-title": "عنوان الثاني"})
    version = TextVersion.objects.get(revision=None)
    page = client.get(url("merge", row.pk, version.pk))
    return client, version, {b.html_name: b.value() for b in page.context["form"] if b.value()}


def test_a_day_is_typed_in_the_digits_of_an_arabic_keyboard_too(row, as_):
    save(as_("drafter"), row, **{"facts-dated_on": "٢٠٢٢-٠٥-٢٣", "facts-due_on": "٢٠٢٢-١٢-٣١"})
    row.refresh_from_db()
    assert (row.dated_on, row.due_on) == (dt.date(2022, 5, 23), dt.date(2022, 12, 31))


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_slip_in_the_year_is_refused(row, as_, day):
    response = save(as_("drafter"), row, **{"facts-dated_on": day})
    assert response.status_code == 422
    assert "Check the year" in errors(response)["facts-dated_on"][0]


def test_facts_that_somebody_changed_meanwhile_are_shown_beside_ones_own(row, as_):
    client = as_("drafter")
    old = form_of(client.get(url("change", row.pk)))
    client.post(url("change", row.pk), old | {"facts-place_ar": "القاهرة"})
    response = client.post(url("change", row.pk), old | {"facts-place_ar": "الرباط"})
    assert response.status_code == 422
    assert "They set: Place (Arabic): القاهرة" in errors(response)["facts-__all__"][0]
    again = form_of(response) | {"facts-revision": response.context["facts"].data["facts-revision"]}
    client.post(url("change", row.pk), again)
    row.refresh_from_db()
    assert row.place_ar == "الرباط"


def test_facts_that_somebody_changed_are_told_as_the_form_says_them(row, as_):
    client = as_("drafter")
    old = form_of(client.get(url("change", row.pk)))
    there = {"facts-original_language": "en", "facts-dated_on": "2022-03-09"}
    client.post(url("change", row.pk), old | there)
    response = client.post(url("change", row.pk), old | {"facts-dated_on": "2022-03-10"})
    (said, *_more) = errors(response)["facts-__all__"]
    assert "Original language: English" in said and "9 March 2022" in said


def test_a_scheduled_text_is_refused_and_the_typing_kept(scheduled, as_):
    response = save(as_("drafter"), scheduled, **{"ar-title": "عنوان كتبته"})
    assert response.status_code == 422
    assert errors(response) == {
        "facts-__all__": ["A release is scheduled: call it off before you change the text."]
    }
    assert "عنوان كتبته" in response.content.decode()


# --- a session that ended while somebody wrote --------------------------------------------------


def end_session(client):
    client.logout()


def typed_into_an_ended_session(client, row, as_, **changes):
    page = as_("drafter").get(url("change", row.pk))
    data = form_of(page) | changes
    end_session(client)
    return client.post(url("change", row.pk), data)


def test_the_text_survives_the_new_login(row, client, as_):
    response = typed_into_an_ended_session(client, row, as_, **{"ar-title": "كتبته قبل الانقطاع"})
    client.cookies["django_language"] = "en"
    assert response.status_code == 302 and "/admin/login/" in response.url
    login = client.get(response.url)
    assert "Your text is kept" in login.content.decode()
    back = client.post(
        response.url, {"username": "drafter", "password": "bayan-demo-2022",
                       "next": url("change", row.pk)},
    )  # fmt: skip
    page = client.get(back.url)
    html = page.content.decode()
    assert "كتبته قبل الانقطاع" in html and "Your session had ended" in html
    row.refresh_from_db()
    assert row.title_ar != "كتبته قبل الانقطاع"  # offered, not saved by itself
    client.post(url("change", row.pk), form_of(page))
    row.refresh_from_db()
    assert row.title_ar == "كتبته قبل الانقطاع"


def test_the_texts_of_two_tabs_are_both_kept_until_they_are_sent(english, row, client, as_):
    other = play.compose(english, "draft", timezone.now())
    client = as_("drafter")
    forms = {each: form_of(client.get(url("change", each.pk))) for each in (row, other)}
    client.logout()
    for each, form in forms.items():
        client.post(url("change", each.pk), form | {"ar-title": f"كتب في {each.pk}"})
    client.post("/admin/login/", {"username": "drafter", "password": "bayan-demo-2022"})
    for each in (row, other):
        for _reload in range(2):
            page = client.get(url("change", each.pk))
            assert form_of(page)["ar-title"] == f"كتب في {each.pk}"
        client.post(url("change", each.pk), form_of(page))
        each.refresh_from_db()
        assert each.title_ar == f"كتب في {each.pk}"
        assert "Your session had ended" not in client.get(url("change", each.pk)).content.decode()


def test_what_was_kept_can_be_put_away(row, client, as_):
    typed_into_an_ended_session(client, row, as_, **{"ar-title": "لا أريده"})
    client.post("/admin/login/", {"username": "drafter", "password": "bayan-demo-2022"})
    assert "لا أريده" in client.get(url("change", row.pk)).content.decode()
    assert "لا أريده" not in client.get(url("change", row.pk) + "?anew").content.decode()
    assert "لا أريده" not in client.get(url("change", row.pk)).content.decode()


def test_somebody_else_who_logs_in_does_not_see_it(row, client, as_):
    typed_into_an_ended_session(client, row, as_, **{"ar-title": "سر المحررة"})
    client.post(
        "/admin/login/", {"username": "translator", "password": "bayan-demo-2022",
                          "next": url("change", row.pk)},
    )  # fmt: skip
    assert "سر المحررة" not in client.get(url("change", row.pk)).content.decode()


def test_an_anonymous_post_without_our_mark_is_not_kept(row, client):
    client.post(url("change", row.pk), {"ar-title": "x" * 1000, "written_by": "forged"})
    assert "rescued_forms" not in client.session and SESSION_KEY not in client.session


def test_no_password_is_ever_kept_with_a_form(row, client, as_):
    mark = as_("administrator").get(url("decide", row.pk)).context["written_by"]
    client.logout()
    posted = {"username": "new", "password1": "a-Long-one-22", "password2": "a-Long-one-22"}
    path = "/admin/organizations/user/add/"
    client.post(path, posted | {"written_by": mark})
    assert client.session["rescued_forms"][path]["form"].startswith("username=new")
    assert "a-Long-one-22" not in str(dict(client.session))


def test_a_form_of_djangos_own_is_offered_to_be_sent_again(row, client, as_):
    mark = as_("protocol").get(url("decide", row.pk)).context["written_by"]
    client.logout()
    address = "/admin/events/conferenceseries/add/"
    client.post(address, {"name_ar": "سلسلة كتبتها", "name_en": "Typed", "written_by": mark})
    login = {"username": "protocol", "password": "bayan-demo-2022", "next": address}
    client.post("/admin/login/", login)
    page = client.get(address)
    assert dict(page.context["kept"]) == {"name_ar": ["سلسلة كتبتها"], "name_en": ["Typed"]}


# --- clean-ups and history ----------------------------------------------------------------------


def test_a_text_without_a_title_has_no_pdf_to_open(row, as_):
    """The press refuses a document without a title: nobody is led there."""
    client = as_("drafter")

    def offered() -> bool:
        return (
            url("draft", row.pk, "ar") in client.get(url("preview", row.pk, "ar")).content.decode()
        )

    assert offered() is True
    Communique.objects.filter(pk=row.pk).update(title_ar="")
    assert offered() is False


def test_cleanups_are_previewed_chosen_and_undone(row, as_):
    client = as_("drafter")
    save(client, row, **{"ar-title": "المـؤتمـر  الدولي"})
    row.refresh_from_db()
    dirty = row.text("ar")
    page = client.get(url("cleanups", row.pk, "ar"))
    assert [(g["kind"], len(g["found"])) for g in page.context["groups"]] == [
        ("tatweel", 2),
        ("doubled_space", 1),
    ]
    row.refresh_from_db()
    assert row.text("ar") == dirty  # a look changes nothing
    client.post(url("cleanups", row.pk, "ar"), {"revision": row.rev_ar, "kinds": ["tatweel"]})
    row.refresh_from_db()
    assert row.title_ar == "المؤتمر  الدولي"
    version = TextVersion.objects.get(communique=row, language="ar", revision=2)
    client.post(url("versions", row.pk, "ar"), {"version": version.pk})
    row.refresh_from_db()
    assert row.text("ar") == dirty


def mending(client, row) -> dict[str, dict]:
    """Kind of clean-up → the form that mends it at once."""
    html = client.get(url("change", row.pk)).content.decode()
    address = re.escape(url("cleanups", row.pk, "ar"))
    forms = re.findall(rf'<form method="post" action="{address}">(.*?)</form>', html, re.S)
    typed = (dict(re.findall(r'name="(\w+)" value="(\w+)"', each)) for each in forms)
    return {each["kinds"]: each for each in typed}


def test_a_finding_that_has_a_fix_is_mended_by_one_click(row, as_):
    client = as_("drafter")
    save(client, row, **{"ar-title": "المـؤتمـر  الدولي"})
    offered = mending(client, row)
    assert set(offered) == {"tatweel", "doubled_space"}
    client.post(url("cleanups", row.pk, "ar"), offered["tatweel"])
    row.refresh_from_db()
    assert row.title_ar == "المؤتمر  الدولي"
    assert set(mending(client, row)) == {"doubled_space"}
    assert mending(as_("reviewer"), row) == {}


def test_the_cleanups_count_as_the_findings_do(row, as_):
    """Of tatweel the letters, however many stand in one place."""
    client = as_("drafter")
    save(client, row, **{"ar-title": "المــؤتمـر  الدولي"})
    page = client.get(url("cleanups", row.pk, "ar"))
    assert [(g["kind"], g["count"]) for g in page.context["groups"]] == [
        ("tatweel", 3),
        ("doubled_space", 1),
    ]
    assert "Decorative tatweel: 3 places" in client.get(url("change", row.pk)).content.decode()


def test_the_seed_offers_its_91_tatweel(english, as_):
    from communiques.demo import texts

    row = play.compose(english, "draft", timezone.now())
    play.write(row, texts.seed("ar"), english.staff["drafter"])
    page = as_("drafter").get(url("cleanups", row.pk, "ar"))
    tatweel = next(g for g in page.context["groups"] if g["kind"] == "tatweel")
    assert sum(len(each.found) for each in tatweel["found"]) == 91


def test_the_history_shows_what_each_save_changed(row, as_):
    client = as_("drafter")
    title = row.title_ar
    save(client, row, **{"ar-title": title + " المعدل"})
    html = client.get(url("versions", row.pk, "ar")).content.decode()
    assert "المعدل</ins>" in html


def test_a_change_of_the_public_note_is_a_difference_too(english, ready, as_):
    from communiques.demo import play

    play.release(english, ready, timezone.now())
    client = as_("drafter")
    save(client, ready, **{"ar-change_note": "تصحيح تاريخ الانعقاد"})
    html = client.get(url("versions", ready.pk, "ar")).content.decode()
    assert "تصحيح تاريخ الانعقاد" in html.split('class="difference"')[1]


def test_a_new_draft_starts_from_its_facts(english, as_):
    response = as_("drafter").post(
        url("add"),
        {
            "facts-series": english.statements.pk,
            "facts-original_language": "ar",
            "facts-revision": 0,
        },
    )
    row = Communique.objects.latest("id")
    assert response.url == url("change", row.pk)
    assert (row.series, row.dated_on, row.created_by.username) == (
        english.statements,
        None,
        "drafter",
    )
