"""Nothing typed is lost; no language touches the other; what is stored is clean and canonical."""

import pytest
from django.db import connection

from communiques import drafting
from communiques.models import Action, Communique, Text, TextVersion
from organizations.tidying import Cleanup


def words(row, language):
    row.refresh_from_db()
    return row.text(language)


def test_a_save_of_one_language_leaves_the_other_alone(acts):
    before = words(acts.row, "en")
    acts.write("ar", title="عنوان جديد")
    assert words(acts.row, "ar").title == "عنوان جديد"
    assert words(acts.row, "en") == before


def test_two_people_saving_different_languages_from_old_forms_both_keep_their_text(acts):
    old_ar, old_en = acts.row.rev_ar, acts.row.rev_en
    acts.write("ar", title="من المحررة", based_on=old_ar)
    acts.write("en", title="From the translator", based_on=old_en)
    assert (words(acts.row, "ar").title, words(acts.row, "en").title) == (
        "من المحررة",
        "From the translator",
    )


def test_an_old_form_that_changed_nothing_overwrites_nothing(acts):
    old, revision = acts.row.text("ar"), acts.row.rev_ar
    acts.write("ar", title="أحدث")
    saved = drafting.save_text(acts.row, old, based_on=revision, author=acts.stage.staff["drafter"])
    assert (saved.version, words(acts.row, "ar").title) == (None, "أحدث")


def test_the_same_language_twice_keeps_both_texts(acts):
    revision = acts.row.rev_ar
    acts.write("ar", title="الأولى")
    saved = acts.write("ar", title="الثانية", based_on=revision)
    assert saved.overtaken
    assert words(acts.row, "ar").title == "الأولى"
    assert (saved.version.title, saved.version.revision, saved.version.based_on) == (
        "الثانية",
        None,
        revision,
    )


def test_a_merge_joins_paragraphs_that_only_one_side_changed(acts):
    acts.write("ar", body="<p>أ</p><p>ب</p><p>ج</p>")
    revision = acts.row.rev_ar
    acts.write("ar", body="<p>أ جديدة</p><p>ب</p><p>ج</p>")
    saved = acts.write("ar", body="<p>أ</p><p>ب</p><p>ج جديدة</p>", based_on=revision)
    merged, conflicts = drafting.merged(saved.version)
    assert (merged.body, conflicts) == ("<p>أ جديدة</p>\n<p>ب</p>\n<p>ج جديدة</p>", 0)


def test_a_merge_keeps_a_title_that_only_the_other_side_changed(acts):
    revision = acts.row.rev_ar
    acts.write("ar", title="عنوان الأولى", summary="ملخص الأولى")
    # The second form was opened before the first save: its title is the old one.
    old = TextVersion.objects.get(communique=acts.row, language="ar", revision=revision)
    late = Text("ar", title=old.title, summary="ملخص الثانية", body="<p>متن الثانية</p>")
    saved = drafting.save_text(
        acts.row, late, based_on=revision, author=acts.stage.staff["drafter"]
    )
    merged, conflicts = drafting.merged(saved.version)
    assert (merged.title, merged.summary, merged.body, conflicts) == (
        "عنوان الأولى",
        "ملخص الثانية",
        "<p>متن الثانية</p>",
        1,
    )


def test_every_save_is_a_version_with_its_author(acts):
    acts.write("ar", title="ثانٍ")
    acts.write("ar", title="ثالث")
    line = TextVersion.objects.filter(communique=acts.row, language="ar").order_by("id")
    assert [(v.revision, v.author.username) for v in line] == [
        (1, "drafter"),
        (2, "drafter"),
        (3, "drafter"),
    ]


def test_an_unchanged_save_makes_no_version(acts):
    before = TextVersion.objects.count()
    assert acts.write("ar").version is None
    assert TextVersion.objects.count() == before


def test_crlf_and_decomposed_letters_are_the_same_text(acts):
    acts.write("ar", title="إعلان", summary="سطر\nآخر")
    before = words(acts.row, "ar").digest
    acts.write("ar", title="ا\u0655علان", summary="سطر\r\nآخر  ")
    assert words(acts.row, "ar").digest == before


HOSTILE = '<p onclick="x()">نص</p><script>alert(1)</script>'
CLEAN = "<p>نص</p>"


def test_the_body_is_sanitised_by_the_door(acts):
    acts.write("ar", body=HOSTILE)
    assert words(acts.row, "ar").body == CLEAN


def test_the_body_is_sanitised_by_update_and_bulk_update_and_save(acts):
    Communique.objects.filter(pk=acts.row.pk).update(body_ar=HOSTILE)
    assert words(acts.row, "ar").body == CLEAN
    acts.row.body_ar = HOSTILE
    Communique.objects.bulk_update([acts.row], ["body_ar"])
    assert words(acts.row, "ar").body == CLEAN
    acts.row.body_en = HOSTILE
    acts.row.save()
    assert words(acts.row, "en").body == CLEAN


def test_a_hostile_body_put_in_by_raw_sql_is_not_sealed(acts):
    acts.clear()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE communiques_communique SET body_ar = %s WHERE id = %s", [HOSTILE, acts.row.pk]
        )
    acts.row.refresh_from_db()
    assert acts.stages()["ar"] == "draft"


def test_an_incomplete_draft_can_be_saved(acts):
    row = drafting.start(series=acts.stage.statements, author=acts.stage.staff["drafter"])
    assert row.text("ar") == Text("ar")
    acts.row = row
    acts.write("ar", body="<p>بلا عنوان</p>")
    assert words(row, "ar") == Text("ar", body="<p>بلا عنوان</p>")


def test_cleanups_apply_the_chosen_kinds_alone_and_are_undone(acts):
    acts.write("ar", title="المـؤتمـر  الـدولي", body="<p>نص .</p>")
    before = words(acts.row, "ar")
    version = TextVersion.objects.filter(language="ar", communique=acts.row).latest("id")
    drafter = acts.stage.staff["drafter"]
    drafting.apply_cleanups(
        acts.row, "ar", [Cleanup.TATWEEL], based_on=acts.row.rev_ar, author=drafter
    )
    assert words(acts.row, "ar").title == "المؤتمر  الدولي"
    assert words(acts.row, "ar").body == "<p>نص .</p>"
    drafting.restore(acts.row, version, based_on=acts.row.rev_ar, author=drafter)
    assert words(acts.row, "ar") == before


def test_facts_saved_from_an_old_form_are_not_written_over_newer_ones(acts):
    old = acts.row.rev_facts
    assert acts.facts(place_ar="القاهرة")
    drafter = acts.stage.staff["drafter"]
    assert not drafting.save_facts(acts.row, {"place_ar": "الرباط"}, based_on=old, author=drafter)
    acts.row.refresh_from_db()
    assert acts.row.place_ar == "القاهرة"


def test_a_scheduled_text_cannot_be_edited_into_something_else(acts):
    acts.clear()
    acts.release(in_days=2)
    with pytest.raises(drafting.Sealed):
        acts.write("ar", title="غيره")
    with pytest.raises(drafting.Sealed):
        acts.facts(place_ar="غيره")


def test_a_translation_knows_that_its_source_moved(acts):
    assert not acts.standing("en").source_moved
    acts.write("ar", title="عنوان آخر")
    assert acts.standing("en").source_moved
    acts.do(Action.SUBMIT, "translator", "en")
    assert not acts.standing("en").source_moved
