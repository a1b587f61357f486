"""The one door for state: what each action asks, what it refuses, what makes it lapse."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from communiques import drafting, standing, workflow
from communiques.blockers import of_clearance, of_release
from communiques.demo import play
from communiques.invariants import failures
from communiques.models import (
    Action,
    Communique,
    Decision,
    Edition,
    Release,
    Series,
    Step,
    Symbol,
)
from communiques.standing import standings
from organizations.models import Organization, User


def codes(error) -> list[str]:
    return [each.code for each in error.value.blockers]


# --- the way through ----------------------------------------------------------------------------


def test_the_whole_way_from_draft_to_release(acts):
    seen = [acts.stages()]
    for step in (acts.submit, acts.review, acts.authorise, acts.release):
        step()
        seen.append(acts.stages())
    assert seen == [
        {"ar": "draft", "en": "draft"},
        {"ar": "submitted", "en": "submitted"},
        {"ar": "submitted", "en": "submitted"},
        {"ar": "ready", "en": "ready"},
        {"ar": "released", "en": "released"},
    ]


def test_the_sealed_editions_hold_the_cleared_words(acts):
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    for edition in Edition.objects.filter(communique=acts.row):
        assert edition.text() == acts.row.text(edition.language)
        assert (edition.symbol, edition.number, edition.kind, edition.clearance) == (
            f"AIMC/ST/{acts.row.dated_on.year}/1",
            1,
            "original",
            "normal",
        )
        assert edition.envelope["place"] == {"ar": "تونس", "en": "Tunis"}[edition.language]


def test_a_return_needs_its_reason_and_sends_the_text_back(acts):
    acts.submit()
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.RETURN, "reviewer", "ar", reason="  ")
    assert codes(error) == ["no_reason"]
    acts.do(Action.RETURN, "reviewer", "ar", reason="ينقصه التاريخ")
    standing = acts.standing("ar")
    assert (standing.stage.value, standing.returned.reason) == ("returned", "ينقصه التاريخ")


def test_a_submission_can_be_withdrawn_and_given_again(acts):
    acts.submit()
    acts.do(Action.WITHDRAW, "drafter", "ar")
    assert acts.stages() == {"ar": "draft", "en": "submitted"}
    acts.submit("ar")
    assert acts.stages() == {"ar": "submitted", "en": "submitted"}


def test_clearances_before_a_return_do_not_count_after_it(acts):
    acts.submit()
    acts.review()
    acts.do(Action.RETURN, "approver", "ar", reason="أعد الصياغة")
    acts.submit("ar")
    assert acts.standing("ar").next_step.permission == Step.REVIEW


# --- empty and wrong texts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": ""}, ["no_title"]),
        ({"body": ""}, ["no_body"]),
        ({"title": "", "body": "<p></p>"}, ["no_title", "no_body"]),
    ],
)
def test_an_incomplete_text_is_not_submitted(acts, fields, expected):
    acts.write("en", **fields)
    with pytest.raises(workflow.Refused) as error:
        acts.submit("en")
    assert codes(error) == expected


def test_every_blocker_says_who_can_help(acts):
    acts.write("en", title="")
    with pytest.raises(workflow.Refused) as error:
        acts.submit("en")
    assert [each.resolver for each in error.value.blockers] == ["translator: Karim Mansour"]


def test_a_text_without_a_date_is_not_cleared(acts):
    acts.facts(dated_on=None)
    acts.submit()
    with pytest.raises(workflow.Refused) as error:
        acts.review("ar")
    assert codes(error) == ["no_date"]


def test_a_name_missing_in_one_language_blocks_that_language_alone(acts):
    nameless = Organization.objects.create(name_ar="هيئة بلا اسم إنجليزي")
    acts.facts(organizations=[nameless])
    acts.submit()
    acts.review("ar")
    with pytest.raises(workflow.Refused) as error:
        acts.review("en")
    assert codes(error) == ["no_name"]


# --- approvals are bound to what was approved ---------------------------------------------------


def change_text(acts):
    acts.write("ar", title="عنوان آخر")


def change_envelope(acts):
    acts.facts(place_ar="القاهرة", place_en="Cairo")


def rename_issuer(acts):
    issuer = acts.row.series.issuer
    issuer.name_ar, issuer.name_en = "اسم آخر", "Another name"
    issuer.save()


def change_by_update(acts):
    Communique.objects.filter(pk=acts.row.pk).update(title_ar="بلا باب")


@pytest.mark.parametrize(
    ("change", "stages"),
    [
        (change_text, {"ar": "draft", "en": "draft"}),
        (change_envelope, {"ar": "submitted", "en": "submitted"}),
        (rename_issuer, {"ar": "submitted", "en": "submitted"}),
        (change_by_update, {"ar": "draft", "en": "draft"}),
    ],
)
def test_any_change_makes_approvals_lapse_by_itself(acts, change, stages):
    acts.clear()
    change(acts)
    assert acts.stages() == stages
    with pytest.raises(workflow.Refused):
        acts.release()
    assert Edition.objects.filter(communique=acts.row).count() == 0


def test_a_change_of_the_translation_leaves_the_original_cleared(acts):
    acts.clear()
    acts.write("en", title="Another title")
    assert acts.stages() == {"ar": "ready", "en": "draft"}


def test_undoing_the_change_revives_the_approvals(acts):
    acts.clear()
    title = acts.row.title_ar
    acts.write("ar", title="غيره")
    acts.write("ar", title=title)
    assert acts.stages() == {"ar": "ready", "en": "ready"}


def beside(series: Series) -> Series:
    """Another series of the issuer and kind, that asks for a review alone."""
    made = Series.objects.create(
        issuer=series.issuer, kind=series.kind, name_ar="سلسلة أخرى", name_en="Another series",
        pattern="AIMC/OTHER/{year}/{number}",
    )  # fmt: skip
    made.steps.exclude(permission=Step.REVIEW).delete()
    return made


def test_what_was_signed_in_one_series_counts_in_no_other(acts):
    home, other = acts.row.series, beside(acts.row.series)
    acts.submit()
    acts.review()
    acts.facts(series=other)
    assert acts.stages() == {"ar": "submitted", "en": "submitted"}
    assert [each.step for each in acts.standing().lapsed] == [Step.REVIEW]
    acts.review()
    assert acts.stages() == {"ar": "ready", "en": "ready"}
    acts.facts(series=home)
    assert acts.stages() == {"ar": "submitted", "en": "submitted"}
    acts.review()
    acts.authorise()
    acts.release()
    assert list(failures()) == []


def test_nor_where_it_was_moved_past_the_program(acts):
    acts.submit()
    acts.review()
    Communique.objects.filter(pk=acts.row.pk).update(series=beside(acts.row.series))
    assert acts.stages() == {"ar": "submitted", "en": "submitted"}


def test_who_saw_it_in_another_series_decides_nothing(acts):
    acts.submit()
    seen = acts.seen()
    acts.facts(series=beside(acts.row.series))
    with pytest.raises(workflow.Moved):
        acts.do(Action.CLEAR, "reviewer", step=Step.REVIEW, seen=seen)


def test_verify_names_a_release_on_the_signatures_of_another_series(acts, monkeypatch):
    acts.submit()
    acts.review()
    acts.facts(series=beside(acts.row.series))
    monkeypatch.setattr(standing, "signed_here", lambda decision, moved_at: True)
    acts.release()
    assert {(each.invariant, each.why) for each in failures()} == {
        (1, "no review_text names these words")
    }


def test_a_decision_on_a_text_that_moved_is_refused(acts):
    acts.submit()
    seen = acts.seen()
    acts.facts(place_ar="القاهرة")
    for action, asked in (
        (Action.CLEAR, {"step": Step.REVIEW}),
        (Action.RETURN, {"reason": "سبب"}),
    ):
        with pytest.raises(workflow.Moved):
            acts.do(action, "reviewer", "ar", seen=seen, **asked)
    assert not Decision.objects.filter(action__in=[Action.CLEAR, Action.RETURN]).exists()


def test_a_decision_without_what_was_seen_is_refused(acts):
    acts.submit()
    for seen in ({"ar": ""}, {"ar": "x"}, {"en": acts.seen()["en"]}):
        with pytest.raises(workflow.Moved):
            acts.do(Action.CLEAR, "reviewer", "ar", seen=seen, step=Step.REVIEW)


def test_a_release_of_what_moved_after_the_publisher_saw_it_is_refused(acts):
    acts.clear()
    seen = acts.seen()
    rename_issuer(acts)
    with pytest.raises(workflow.Moved):
        acts.do(Action.RELEASE, "publisher", "ar", "en", seen=seen)


# --- four eyes ----------------------------------------------------------------------------------


def give_all_roles(stage, *names):
    from django.contrib.auth.models import Group

    for name in names:
        stage.staff[name].groups.set(Group.objects.all())
        stage.staff[name] = type(stage.staff[name]).objects.get(username=name)


@pytest.mark.parametrize("who", ["drafter", "translator"])
def test_nobody_clears_what_they_wrote(acts, who):
    give_all_roles(acts.stage, who)
    acts.write("en", "drafter", title="Touched by the drafter")
    acts.submit()
    with pytest.raises(workflow.Refused) as error:
        acts.review("en", who=who)
    assert codes(error) == ["four_eyes"]


def test_a_superuser_is_no_exception(acts):
    boss = acts.stage.staff["drafter"]
    boss.is_superuser = True
    boss.save()
    acts.submit()
    with pytest.raises(workflow.Refused) as error:
        acts.review("ar", who="drafter")
    assert codes(error) == ["four_eyes"]


def test_who_changed_the_facts_is_a_contributor_too(acts):
    give_all_roles(acts.stage, "publisher")
    acts.facts("publisher", place_ar="القاهرة")
    acts.submit()
    with pytest.raises(workflow.Refused) as error:
        acts.review("ar", who="publisher")
    assert codes(error) == ["four_eyes"]


def test_two_signatures_are_two_people(acts):
    give_all_roles(acts.stage, "reviewer")
    acts.submit()
    acts.review()
    with pytest.raises(workflow.Refused) as error:
        acts.authorise("ar", who="reviewer")
    assert codes(error) == ["signed_already"]


def test_a_contributor_to_an_earlier_edition_may_clear_the_next(acts):
    give_all_roles(acts.stage, "drafter", "publisher")
    acts.clear()
    acts.release()
    acts.write("ar", "publisher", change_note="تصحيح خطأ", title="عنوان مصحح")
    acts.do(Action.SUBMIT, "publisher", "ar")
    acts.review("ar", who="drafter")
    assert acts.standing("ar").next_step.permission == Step.AUTHORISE


# --- rights -------------------------------------------------------------------------------------


def test_another_organization_cannot_touch_the_text(acts):
    stranger = Organization.objects.create(name_ar="جهة أخرى", name_en="Another body")
    for user in acts.stage.staff.values():
        user.organization = stranger
        user.save()
        user.__dict__.pop("scope", None)
    with pytest.raises(PermissionDenied):
        acts.submit("ar")


def test_the_organization_above_may(acts):
    drafter = acts.stage.staff["drafter"]
    drafter.organization = acts.stage.bodies["council"]
    drafter.save()
    drafter.__dict__.pop("scope", None)
    acts.submit("ar")
    assert acts.stages()["ar"] == "submitted"


def test_a_step_is_given_only_with_its_own_permission(acts):
    acts.submit()
    with pytest.raises(PermissionDenied):
        acts.do(Action.CLEAR, "approver", "ar", step=Step.REVIEW)
    with pytest.raises(PermissionDenied):
        acts.do(Action.CLEAR, "reviewer", "ar", step=Step.AUTHORISE)


# --- a second click, two at once ----------------------------------------------------------------


def test_the_second_click_is_told_who_was_first(acts):
    acts.submit()
    seen = acts.seen()
    acts.do(Action.CLEAR, "reviewer", "ar", seen=seen, step=Step.REVIEW)
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.CLEAR, "reviewer", "ar", seen=seen, step=Step.REVIEW)
    assert [str(each.message) for each in error.value.blockers] == [
        "Review was already given by Leila Ben Omar, Senior reviewer."
    ]


def test_a_second_release_is_refused(acts):
    acts.clear()
    seen = acts.seen()
    acts.do(Action.RELEASE, "publisher", "ar", "en", seen=seen)
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.RELEASE, "publisher", "ar", "en", seen=seen)
    assert codes(error) == ["stage", "stage"]
    assert Edition.objects.filter(communique=acts.row).count() == 2


# --- release ------------------------------------------------------------------------------------


def test_both_languages_or_none(acts):
    acts.clear()
    with pytest.raises(workflow.Refused) as error:
        acts.release("ar")
    assert codes(error) == ["together"]


def test_a_series_may_let_the_original_go_first(acts):
    series = acts.stage.statements
    series.languages_together = False
    series.save()
    acts.clear()
    acts.release("ar")
    assert acts.stages() == {"ar": "released", "en": "ready"}
    acts.release("en")
    assert acts.stages() == {"ar": "released", "en": "released"}


def test_a_translation_never_goes_before_its_original(acts):
    series = acts.stage.statements
    series.languages_together = False
    series.save()
    acts.clear()
    with pytest.raises(workflow.Refused) as error:
        acts.release("en")
    assert codes(error) == ["original_first"]


def test_no_language_is_no_release(acts):
    acts.clear()
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.RELEASE, "publisher", *[], seen=acts.seen(), visible_from=None)
    assert "together" in codes(error)


def test_a_time_in_the_past_is_refused(acts):
    acts.clear()
    with pytest.raises(workflow.Refused) as error:
        acts.do(
            Action.RELEASE, "publisher", "ar", "en",
            visible_from=timezone.now() - dt.timedelta(seconds=1),
        )  # fmt: skip
    assert codes(error) == ["past"]


def test_why_a_draft_cannot_be_released_is_a_list(acts):
    reasons = of_release(standings(acts.row), ["ar", "en"])
    assert [(each.code, each.language) for each in reasons] == [
        ("not_submitted", "ar"),
        ("step_missing", "ar"),
        ("step_missing", "ar"),
        ("not_submitted", "en"),
        ("step_missing", "en"),
        ("step_missing", "en"),
    ]


def test_a_release_called_off_voids_its_symbol_and_keeps_the_approvals(acts):
    acts.clear()
    acts.release(in_days=2)
    assert acts.stages() == {"ar": "scheduled", "en": "scheduled"}
    acts.do(Action.CALL_OFF, "publisher", "ar", reason="تأجل الاجتماع")
    assert acts.stages() == {"ar": "ready", "en": "ready"}
    acts.release()
    year = acts.row.dated_on.year
    assert list(Symbol.objects.values_list("text", "void_reason")) == [
        (f"AIMC/ST/{year}/1", "تأجل الاجتماع"),
        (f"AIMC/ST/{year}/2", ""),
    ]
    assert list(
        Edition.objects.public(at=timezone.now()).values_list("symbol", "number").distinct()
    ) == [(f"AIMC/ST/{year}/2", 1)]


def test_what_is_public_cannot_be_called_off(acts):
    acts.clear()
    acts.release(in_days=2)
    later = timezone.now() + dt.timedelta(days=3)
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.CALL_OFF, "publisher", "ar", reason="متأخر", now=later)
    assert codes(error) == ["not_scheduled"]


def test_a_later_edition_asks_for_its_public_note(acts):
    acts.clear()
    acts.release()
    acts.write("ar", title="عنوان مصحح")
    with pytest.raises(workflow.Refused) as error:
        acts.submit("ar")
    assert codes(error) == ["no_change_note"]


def test_a_correction_is_a_new_edition_and_the_earlier_stays(acts):
    acts.clear()
    acts.release()
    first = Edition.objects.get(communique=acts.row, language="en")
    acts.write("en", title="Corrected title", change_note="The title was wrong.")
    acts.submit("en")
    acts.review("en")
    acts.authorise("en")
    acts.release("en", kind="corrigendum")
    now = timezone.now()
    editions = Edition.objects.filter(communique=acts.row, language="en").order_by("number")
    assert [(e.number, e.kind, e.title) for e in editions] == [
        (1, "original", first.title),
        (2, "corrigendum", "Corrected title"),
    ]
    current = Edition.objects.current(at=now).filter(communique=acts.row)
    assert sorted((e.language, e.number) for e in current) == [("ar", 1), ("en", 2)]
    assert {e.symbol for e in editions} == {first.symbol}


def test_edition_becomes_public_at_its_moment_without_a_worker(acts):
    acts.clear()
    moment = timezone.now() + dt.timedelta(days=2)
    acts.do(Action.RELEASE, "publisher", "ar", "en", visible_from=moment)
    before, after = moment - dt.timedelta(seconds=1), moment
    mine = Edition.objects.filter(communique=acts.row)
    assert (mine.public(at=before).count(), mine.public(at=after).count()) == (0, 2)
    assert acts.stages(after) == {"ar": "released", "en": "released"}


# --- the urgent path ----------------------------------------------------------------------------


def urgent(acts):
    for language in ("ar", "en"):
        acts.do(Action.URGENT, "approver", language, reason="زلزال")
    acts.release()


def test_the_urgent_path_asks_for_a_reason(acts):
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.URGENT, "approver", "ar")
    assert codes(error) == ["no_reason"]


def test_an_urgent_release_says_so_on_its_edition(acts):
    urgent(acts)
    assert set(Edition.objects.filter(communique=acts.row).values_list("clearance", flat=True)) == {
        "urgent"
    }


def test_an_urgent_release_is_reviewed_by_somebody_else_afterwards(acts):
    urgent(acts)
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.REVIEW_URGENT, "approver", "ar")
    assert codes(error) == ["four_eyes"]
    acts.do(Action.REVIEW_URGENT, "deputy", "ar")
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.REVIEW_URGENT, "deputy", "ar")
    assert codes(error) == ["reviewed"]


def test_an_urgent_decision_lapses_like_any_other(acts):
    for language in ("ar", "en"):
        acts.do(Action.URGENT, "approver", language, reason="زلزال")
    acts.write("ar", title="غيره")
    with pytest.raises(workflow.Refused):
        acts.release()


# --- the demonstration --------------------------------------------------------------------------


def test_the_demonstration_fills_every_stage(demo):
    stages = {
        (row.text("ar").title[:20], language): standing.stage.value
        for row in Communique.objects.all()
        for language, standing in standings(row).items()
    }
    assert sorted(stages.values()) == sorted(
        ["released"] * 4 + ["draft", "empty"] + ["submitted"] * 4 + ["returned"] * 2
        + ["ready"] * 2 + ["scheduled"] * 2
    )  # fmt: skip


def test_the_demonstration_is_built_once(demo):
    assert play.build() is False
    assert Release.objects.count() == 3


# --- four eyes over words that came another way -------------------------------------------------


@pytest.fixture
def second(acts) -> User:
    """A colleague who writes, reviews and may clear urgently."""
    person = User.objects.create(
        username="second", name_en="Second", is_staff=True, organization=acts.row.series.issuer
    )
    names = ("write_original", "submit_text", "review_text", "release_urgently")
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    acts.stage.staff["second"] = User.objects.get(pk=person.pk)
    return acts.stage.staff["second"]


def test_whose_overtaken_words_were_merged_in_does_not_clear_them(acts, second):
    base = acts.row.rev_ar
    acts.write("ar", title="عنوان أول")
    body = acts.row.body_ar + "<p>فقرة الثاني.</p>"
    beside = acts.write("ar", "second", based_on=base, body=body).version
    text, _conflicts = drafting.merged(beside)
    drafter = acts.stage.staff["drafter"]
    drafting.save_text(acts.row, text, based_on=acts.row.rev_ar, author=drafter, merges=beside)
    acts.submit("ar")
    with pytest.raises(workflow.Refused) as error:
        acts.review("ar", who="second")
    assert codes(error) == ["four_eyes"]


def test_whose_words_were_brought_back_does_not_clear_them(acts, second):
    theirs = acts.write("ar", "second", title="كلمات الثاني").version
    acts.write("ar", title="كلمات أخرى")
    acts.clear()
    acts.release()
    assert second.pk not in acts.standing().contributors
    acts.row.refresh_from_db()
    drafter = acts.stage.staff["drafter"]
    drafting.restore(acts.row, theirs, based_on=acts.row.rev_ar, author=drafter)
    assert acts.standing().contributors == {drafter.pk, second.pk}


def test_verify_knows_those_ways_too(acts, second):
    """The review was given, behind the workflow, by who wrote the words that were merged in."""
    base = acts.row.rev_ar
    acts.write("ar", title="عنوان أول")
    beside = acts.write("ar", "second", based_on=base, title="عنوان ثان").version
    drafter, text = acts.stage.staff["drafter"], beside.text()
    drafting.save_text(acts.row, text, based_on=acts.row.rev_ar, author=drafter, merges=beside)
    acts.clear()
    given = acts.row.decisions.get(action=Action.CLEAR, step=Step.REVIEW, language="ar")
    Decision.objects.bulk_create([copy_of(given, actor=second)])
    acts.release()
    found = [(each.invariant, each.why) for each in failures() if each.invariant == 2]
    assert found == [(2, "cleared by somebody who wrote it")]


def copy_of(decision: Decision, **changed) -> Decision:
    columns = {field.attname: getattr(decision, field.attname) for field in decision._meta.fields}
    return Decision(**(columns | {"id": None, "actor_id": changed["actor"].pk}))


def test_the_urgent_path_has_four_eyes_too(acts, second):
    acts.write("ar", "second", title="كتبته وحدي")
    with pytest.raises(workflow.Refused) as error:
        acts.do(Action.URGENT, "second", "ar", reason="عاجل")
    assert codes(error) == ["four_eyes"]
    assert error.value.blockers[0].resolver == "approver: Hassan Al-Rashed, Huda Al-Zahrani"


def test_who_can_help_are_those_who_can(acts):
    """Neither those whose role is another language, nor those whom four eyes bars."""
    found = {each.code: each.resolver for each in of_clearance(acts.standing())}
    assert found["not_submitted"] == "drafter: Salma Haddad"
    writer = acts.stage.staff["reviewer"]
    acts.facts("reviewer", dated_on=dt.date(2022, 5, 24))
    missing = [each for each in of_clearance(acts.standing()) if each.code == "step_missing"]
    assert str(writer) not in missing[0].resolver and "nobody yet" in missing[0].resolver


def test_a_decision_taken_anew_is_not_called_lapsed(acts):
    acts.submit("ar")
    acts.review("ar")
    acts.write("ar", title="عنوان جديد")
    assert sorted(each.action for each in acts.standing().lapsed) == ["clear", "submit"]
    acts.submit("ar")
    assert [each.action for each in acts.standing().lapsed] == ["clear"]
    acts.review("ar")
    assert acts.standing().lapsed == []
