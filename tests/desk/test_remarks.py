"""Remarks on passages: they follow their passage through later edits or say that it is gone; they
are answered, settled and opened again; they are the desk's alone."""

import pytest
from django.db import IntegrityError, transaction

from communiques import drafting, remarks
from communiques.models import Remark, Text
from communiques.templatetags.desk import reads
from communiques.text import from_plain
from organizations.models import User
from tests.desk.conftest import url

BODY = "أولى الفقرات هنا.\nالفقرة الثانية عن أمن الحدود.\nالفقرة الثالثة والأخيرة."


@pytest.fixture
def text(row):
    return retype(row, BODY)


def retype(row, body, **fields):
    words = {**row.text("ar").fields, "body": from_plain(body), **fields}
    drafting.save_text(row, Text("ar", **words), based_on=row.rev_ar, author=None)
    row.refresh_from_db()
    return row


def remark(row, quote="أمن الحدود", block=2, **more):
    author = User.objects.get(username="reviewer")
    asked = {"field": "body", "text": "أهي التسمية الرسمية؟", "author": author} | more
    return remarks.write(row, "ar", block=block, quote=quote, **asked)


def place(row) -> tuple:
    (thread,) = remarks.threads(row)
    return thread.place.is_now.value, thread.place.block, thread.place.quote


# --- it follows its passage ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY, ("here", 2, "أمن الحدود")),
        ("فقرة جديدة قبلها.\n" + BODY, ("here", 3, "أمن الحدود")),
        (BODY.replace("أولى الفقرات هنا.\n", ""), ("here", 1, "أمن الحدود")),
        (BODY.replace("الثانية عن", "الثانية التي تتحدث عن"), ("here", 2, "أمن الحدود")),
        (BODY.replace("عن أمن الحدود", "عن أمن المنافذ"), ("changed", 2, "أمن المنافذ")),
        (BODY.replace("الثانية عن أمن الحدود", "عن الحدود وحدها"), ("changed", 2, "الحدود")),
        (BODY.replace("الثانية عن أمن الحدود", "الثانية هنا"), ("changed", 2, "هنا")),
        (BODY.replace("الفقرة الثانية عن أمن الحدود.\n", ""), ("gone", 0, "أمن الحدود")),
    ],
)
def test_where_the_passage_is_after_an_edit(text, body, expected):
    remark(text)
    retype(text, body)
    assert place(text) == expected


def test_a_passage_that_comes_back_is_found_again(text):
    remark(text)
    retype(text, "نص آخر تماما لا يشبهه.")
    assert place(text)[0] == "gone"
    retype(text, BODY)
    assert place(text) == ("here", 2, "أمن الحدود")


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_title_and_a_summary_have_remarks_too(text, field):
    retype(text, BODY, title="عنوان أول", summary="ملخص أول")
    remark(text, "أول", 0, field=field)
    assert place(text) == ("here", 0, "أول")
    retype(text, BODY, **{field: "غيره"})
    assert place(text) == ("changed", 0, "غيره")


def test_a_remark_on_a_whole_passage(text):
    remark(text, "", 3)
    assert place(text) == ("here", 3, "الفقرة الثالثة والأخيرة.")
    retype(text, BODY.replace("والأخيرة", "وهي الأخيرة"))
    assert place(text) == ("changed", 3, "الفقرة الثالثة وهي الأخيرة.")


@pytest.mark.parametrize(
    ("quote", "block", "field"),
    [("ليس فيها", 2, "body"), ("أمن الحدود", 1, "body"), ("", 9, "body"), ("", 0, "body"),
     ("", 0, "summary"), ("x", 0, "title")],
)  # fmt: skip
def test_what_does_not_stand_there_has_no_remark(text, quote, block, field):
    with pytest.raises(remarks.NotThere):
        remark(text, quote, block, field=field)
    assert not Remark.objects.exists()


def test_a_changed_passage_is_shown_where_it_stands_in_a_long_paragraph(text):
    """What stands around it, not where the paragraph ends."""
    long = "حيث اكدت الأمانة العامة على أهمية التعاون. " + "وجملة أخرى طويلة. " * 20
    retype(text, long)
    remark(text, "اكدت الأمانة", 1)
    retype(text, long.replace("اكدت", "أكدت"))
    (thread,) = remarks.threads(text)
    now = thread.place
    assert (now.before, now.quote) == ("حيث ", "أكدت الأمانة")
    assert now.after.startswith(" العامة على")


# --- threads -------------------------------------------------------------------------------------


def post(client, row, **data):
    return client.post(url("remark", row.pk), data)


def test_the_way_through_the_screen(text, as_):
    data = {"passage": "ar:body:2", "quote": "أمن  الحدود", "text": "انظر @drafter و @nobody."}
    assert post(as_("reviewer"), text, **data).status_code == 302
    made = Remark.objects.get()
    assert [each.username for each in made.mentions.all()] == ["drafter"]
    thread = url("thread", text.pk, made.pk)
    assert as_("drafter").post(thread, {"text": "نعم، هي كذلك."}).status_code == 302
    page = as_("publisher").get(url("decide", text.pk))
    html = page.content.decode()
    assert "<mark>أمن الحدود</mark>" in html and "نعم، هي كذلك." in html
    assert page.context["remarks"]["open"] == 1
    as_("reviewer").post(thread, {"act": "settle"})
    as_("reviewer").post(thread, {"act": "settle"})
    page = as_("publisher").get(url("decide", text.pk))
    assert page.context["remarks"]["open"] == 0
    assert "Settled by Leila Ben Omar" in page.content.decode()
    as_("drafter").post(thread, {"act": "reopen"})
    assert remarks.threads(text)[0].remark.settled_at is None


def test_a_name_that_nobody_bears_is_said(text, as_, stranger):
    """Also one of another organization, of whom no more is told."""
    data = {"passage": "ar:body:2", "text": "انظر @drafter و @drfter و @stranger."}
    answer = as_("reviewer").post(url("remark", text.pk), data, follow=True)
    said = [str(each) for each in answer.context["messages"]]
    assert said[1:] == ["Nobody here is called @drfter, @stranger, so nobody was told."]
    thread = url("thread", text.pk, Remark.objects.get().pk)
    answer = as_("drafter").post(thread, {"text": "نعم @reviewr"}, follow=True)
    said = [str(each) for each in answer.context["messages"]]
    assert said == ["Nobody here is called @reviewr, so nobody was told."]


def test_an_answer_to_an_answer_is_in_the_same_thread(text):
    first = remark(text)
    reply = remarks.answer(first, "رد", first.author)
    again = remarks.answer(reply, "رد على رد", first.author)
    (thread,) = remarks.threads(text)
    assert [each.pk for each in thread.replies] == [reply.pk, again.pk]


@pytest.mark.parametrize(
    "data",
    [{}, {"passage": "ar:body:2"}, {"passage": "ar:body:2", "text": "  "},
     {"passage": "xx:body:2", "text": "x"}, {"passage": "ar:body:x", "text": "x"},
     {"passage": "ar:body:2", "text": "x", "quote": "ليس فيها"},
     {"passage": "ar:change_note:0", "text": "x"}, {"passage": "ar:body:2", "text": "x\u202ey"}],
)  # fmt: skip
def test_a_crooked_form_keeps_nothing_and_says_so(text, as_, data):
    answer = as_("reviewer").post(url("remark", text.pk), data, follow=True)
    assert answer.status_code == 200 and not Remark.objects.exists()
    assert answer.context["messages"]


def test_words_that_cannot_be_kept_are_given_back_and_the_fault_is_named(text, as_):
    said = "A character that cannot be printed stands near “Yes 😀”; write it otherwise."
    client, words = as_("reviewer"), {"passage": "ar:body:2", "text": "Yes 😀"}
    thread = url("thread", text.pk, remark(text).pk)
    for address in (url("remark", text.pk), thread):
        answer = client.post(address, words, follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            f"{said} You wrote: “Yes 😀”."
        ]
    assert Remark.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [({"text": "Yes"}, "Choose a passage. You wrote: “Yes”."),
     ({"passage": "xx:body:2", "text": "Yes"}, "Choose a passage. You wrote: “Yes”."),
     ({"passage": "ar:body:2", "text": ""}, "Write what you have to say about it.")],
)  # fmt: skip
def test_what_is_missing_of_a_remark_is_named(text, as_, data, said):
    answer = as_("reviewer").post(url("remark", text.pk), data, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [said]


def test_a_stranger_neither_sees_nor_writes_nor_is_called(text, client, stranger):
    made = remark(text, text="انظر @stranger")
    assert list(made.mentions.all()) == []
    client.force_login(stranger)
    assert post(client, text, passage="ar:body:2", text="x").status_code == 404
    for data in ({"text": "x"}, {"act": "settle"}):
        assert client.post(url("thread", text.pk, made.pk), data).status_code == 404
    assert Remark.objects.get().settled_at is None


def test_a_remark_of_another_text_is_not_reached_through_this_one(text, as_, english):
    from django.utils import timezone

    from communiques.demo import play

    other = play.compose(english, "ready", timezone.now())
    made = remark(text)
    answer = as_("reviewer").post(url("thread", other.pk, made.pk), {"act": "settle"})
    assert answer.status_code == 404


def test_markup_in_a_remark_stays_words(text, as_):
    remark(text, text="<script>alert(1)</script>")
    html = as_("reviewer").get(url("decide", text.pk)).content.decode()
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("words", "direction"),
    [("@drafter هل هذا صحيح؟", "rtl"), ("@drafter is it so?", "ltr"), ("هل؟", "rtl"),
     ("1.", "auto"), ("@drafter", "auto")],
)  # fmt: skip
def test_a_name_that_is_called_turns_no_remark_around(words, direction):
    assert reads(words) == direction


def test_the_database_holds_what_a_remark_is(text):
    made = remark(text)
    for crooked in ({"text": ""}, {"version": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Remark.objects.filter(pk=made.pk).update(**crooked)


def test_reading_costs_the_same_with_one_remark_and_with_many(
    text, as_, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, first = as_("reviewer"), remark(text)
    client.get(url("decide", text.pk))
    with CaptureQueriesContext(connection) as one:
        client.get(url("decide", text.pk))
    for _n in range(5):
        remarks.answer(first, "رد @drafter", first.author)
        remark(text)
    with django_assert_max_num_queries(len(one) + 1):  # the mentions of the answers
        client.get(url("decide", text.pk))
