"""Two at once, many at once: one wins, the other is told, nothing forks, nothing is lost."""

import threading

import pytest
from django.db import connection, connections
from django.utils import timezone, translation

from communiques import drafting, editions, workflow
from communiques.demo import play
from communiques.invariants import failures
from communiques.models import Action, Decision, Edition, Step, Symbol, Text, TextVersion
from organizations import audit
from organizations.audit import AuditEvent
from tests.workflow.conftest import Acts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def acts(stage):
    return Acts(stage, play.compose(stage, "review", timezone.now()))


def at_once(*jobs):
    """Run every job in a thread of its own, all let go together; what each gave or raised."""
    barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(index, job):
        try:
            with translation.override("en"):
                barrier.wait(30)
                results[index] = job()
        except Exception as error:  # the result of this job is its error
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


def kinds(results):
    return sorted(type(each).__name__ for each in results)


def test_two_people_press_authorise_at_once_and_one_is_told(acts):
    acts.submit()
    acts.review()
    seen = acts.seen()

    def press(who):
        return lambda: workflow.apply(
            Action.CLEAR, acts.row, actor=acts.stage.staff[who], languages=["ar"], seen=seen,
            step=Step.AUTHORISE,
        )  # fmt: skip

    results = at_once(press("approver"), press("deputy"))
    assert kinds(results) == ["Refused", "Request"]
    refused = next(each for each in results if isinstance(each, workflow.Refused))
    assert [each.code for each in refused.blockers] == ["already"]
    assert Decision.objects.filter(action="clear", step=Step.AUTHORISE).count() == 1


def test_a_text_saved_while_it_is_authorised_is_never_approved_unseen(acts):
    acts.submit()
    acts.review()
    seen = acts.seen()

    def authorise():
        return workflow.apply(
            Action.CLEAR, acts.row, actor=acts.stage.staff["approver"], languages=["ar"],
            seen=seen, step=Step.AUTHORISE,
        )  # fmt: skip

    def save():
        text = Text("ar", **(acts.row.text("ar").fields | {"title": "غيره"}))
        return drafting.save_text(
            acts.row, text, based_on=acts.row.rev_ar, author=acts.stage.staff["drafter"]
        )

    results = at_once(authorise, save)
    assert isinstance(results[1], drafting.Saved) and not results[1].overtaken
    assert type(results[0]) in (workflow.Request, workflow.Moved)
    assert not acts.standing("ar").cleared_fully


def test_two_releases_at_once_seal_one_edition_a_language(acts):
    acts.clear()
    seen = acts.seen()

    def release():
        return workflow.apply(
            Action.RELEASE, acts.row, actor=acts.stage.staff["publisher"],
            languages=["ar", "en"], seen=seen,
        )  # fmt: skip

    assert kinds(at_once(release, release)) == ["Refused", "Request"]
    assert Edition.objects.filter(communique=acts.row).count() == 2
    assert list(failures()) == []


def test_two_saves_of_one_language_at_once_keep_both_texts(acts):
    revision = acts.row.rev_ar

    def save(title):
        text = Text("ar", **(acts.row.text("ar").fields | {"title": title}))
        return lambda: drafting.save_text(
            type(acts.row).objects.get(pk=acts.row.pk), text, based_on=revision,
            author=acts.stage.staff["drafter"],
        )  # fmt: skip

    results = at_once(save("الأول"), save("الثاني"))
    assert sorted(each.overtaken for each in results) == [False, True]
    titles = TextVersion.objects.filter(based_on=revision, language="ar")
    assert sorted(titles.values_list("title", flat=True)) == ["الأول", "الثاني"]


def test_saves_of_both_languages_at_once_both_stand(acts):
    def save(language):
        text = Text(language, **(acts.row.text(language).fields | {"title": f"new {language}"}))
        return lambda: drafting.save_text(
            type(acts.row).objects.get(pk=acts.row.pk), text,
            based_on=acts.row.revision(language), author=acts.stage.staff["drafter"],
        )  # fmt: skip

    results = at_once(save("ar"), save("en"))
    assert [each.overtaken for each in results] == [False, False]
    acts.row.refresh_from_db()
    assert (acts.row.title_ar, acts.row.title_en) == ("new ar", "new en")


def test_symbols_given_at_once_are_one_unbroken_run(stage):
    rows = [play.compose(stage, "ready", timezone.now()) for _ in range(6)]
    for row in rows:
        play.clear(stage, row, timezone.now())

    def release(row):
        return lambda: play.release(stage, row, timezone.now())

    assert [each for each in at_once(*map(release, rows)) if each] == []
    year = timezone.localdate().year
    assert sorted(Symbol.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Symbol.objects.filter(text=f"AIMC/ST/{year}/6").exists()


def test_a_release_that_fails_half_way_leaves_nothing(acts, monkeypatch):
    acts.clear()
    sealed = []

    def fail_at_the_second(*args, **kwargs):
        if sealed:
            raise RuntimeError("power cut")
        sealed.append(original(*args, **kwargs))
        return sealed[-1]

    original = editions.seal_language
    monkeypatch.setattr(editions, "seal_language", fail_at_the_second)
    with pytest.raises(RuntimeError):
        acts.release()
    assert Edition.objects.count() == Symbol.objects.count() == 0
    monkeypatch.undo()
    acts.release()
    assert sorted(Edition.objects.values_list("language", "symbol").distinct()) == [
        ("ar", f"AIMC/ST/{acts.row.dated_on.year}/1"),
        ("en", f"AIMC/ST/{acts.row.dated_on.year}/1"),
    ]
    assert list(failures()) == []


def test_the_chain_does_not_fork_under_six_writers(stage):
    from django.db import transaction

    def write(name):
        def job():
            for number in range(20):
                with transaction.atomic():
                    audit.record(f"{name} {number}")

        return job

    before = AuditEvent.objects.count()
    results = at_once(*(write(f"writer {each}") for each in range(6)))
    assert [each for each in results if each] == []
    assert AuditEvent.objects.count() == before + 120
    assert list(audit.faults()) == []


def test_the_test_runs_where_it_says():
    assert connection.vendor in ("sqlite", "postgresql")
