"""A withdrawn text says so and why at every address of its own, stands in no list, is not found; a
removed one leaves its tombstone; a reinstated one is back, and what happened stays said."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from communiques import attachments, invariants, uploads, withdrawals, workflow
from communiques.demo import play
from communiques.models import Action, Communique, Forward, Notice, Withdrawal
from organizations import calendars
from organizations.audit import AuditEvent
from tests.desk.test_attachments import png
from tests.standing import scene
from tests.test_leaks import everything_public, seen
from tests.workflow.conftest import Acts

REASONS = {"ar": "صدر خطأً.", "en": "Issued by mistake."}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def at_now():
    """The workflow has a clock of its own: no travelling here."""


@scene
def acts(stage) -> Acts:
    """A public text with a picture, of words that nothing else holds."""
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("ar", title="عنوان منفرد زرقاويد", body="<p>متن منفرد صفراويد</p>")
    acts.write("en", title="Title zarqawid", body="<p>Body safrawid</p>")
    drafter = stage.staff["drafter"]
    attachments.add(acts.row, [uploads.clean("a.png", png())], author=drafter)
    acts.row.attachments.update(alt_ar="صورة خضراويد", alt_en="Picture khadrawid")
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    return acts


def withdraw(acts, who="approver", **more) -> Withdrawal:
    return withdrawals.withdraw(acts.row, reasons=REASONS, actor=acts.stage.staff[who], **more)


def get(acts, end="", language="en"):
    return Client().get(f"/{language}/communiques/{acts.row.slug}/{end}")


LISTS = (
    *("/en/", "/en/communiques/", "/en/communiques/?q=safrawid", "/en/feed/", "/en/archive/"),
    *(
        "/en/feed/?q=safrawid",
        "/en/communiques/suggest/?q=zarq",
        "/sitemap-communiques-{:%Y-%m}.xml",
    ),
)


def listed(acts) -> set[str]:
    row = acts.row
    found = {each: Client().get(each.format(row.dated_on)).content.decode() for each in LISTS}
    return {each for each, page in found.items() if row.slug in page}


def test_it_says_so_and_why_and_stands_in_no_list(acts):
    before = listed(acts)
    assert before == set(LISTS) - {"/en/archive/"}
    withdraw(acts)
    page = get(acts)
    html = page.content.decode()
    assert page.status_code == 200 and "Body safrawid" in html
    assert "no longer speaks for its issuer" in html and "Issued by mistake." in html
    arabic = get(acts, language="ar").content.decode()
    assert "صدر خطأً." in arabic and "Issued by mistake." not in arabic
    assert "Issued by mistake." in get(acts, "parallel/").content.decode()
    assert listed(acts) == set()
    assert get(acts, "editions/1/").status_code == 200


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_travels_without_its_page_says_so_too(acts, language):
    """Previews of links, search engines, citations."""
    address = f"http://127.0.0.1:8000/{language}/communiques/{acts.row.slug}/"
    title = {"ar": "عنوان منفرد زرقاويد", "en": "Title zarqawid"}[language]
    day = calendars.gregorian_text(timezone.localdate(), language)
    withdrawn = {"ar": f"سُحب: {title}", "en": f"Withdrawn: {title}"}[language]
    since = {"ar": f"مسحوب في {day}", "en": f"Withdrawn on {day}"}[language]

    def told() -> list[str]:
        html = get(acts, language=language).content.decode()
        linked = json.loads(re.search(r"ld\+json[^>]*>(.*?)</script>", html, re.DOTALL)[1])
        oembed = Client().get("/oembed/", {"url": address}).json()
        named = re.findall(r'<title>(.*?)</title>|og:title" content="(.*?)"', html)
        return [*map("".join, named), linked["name"], linked["headline"], oembed["title"]]

    def cited() -> list[str]:
        files = [Client().get(f"{address[21:-1]}.{form}") for form in ("bib", "ris")]
        html = get(acts, language=language).content.decode()
        on_page = re.findall(r'citing__text" dir="auto">(.*?)</p>', html)
        assert len(on_page) == 2
        return [*(each.content.decode() for each in files), *on_page]

    assert told() == [title] * 5
    assert [each for each in cited() if since in each] == []
    withdraw(acts)
    assert told() == [withdrawn] * 5
    assert [each for each in cited() if since not in each] == []
    assert (
        'name="robots" content="noindex, follow"' in get(acts, language=language).content.decode()
    )
    approver = acts.stage.staff["approver"]
    withdrawals.reinstate(acts.row, reasons=REASONS, actor=approver)
    assert told() == [title] * 5
    assert [each for each in cited() if since in each] == []


def test_pages_around_its_text_say_so(acts):
    """The comparison of its editions, and the page in a language that has no text."""
    for language, note in (("ar", "صُحح."), ("en", "Corrected.")):
        acts.write(language, change_note=note)
    acts.clear()
    acts.release("ar", "en")
    acts.write("ar", change_note="صُحح مرة أخرى.")
    type(acts.row.series).objects.update(languages_together=False)
    acts.row.refresh_from_db()
    acts.do(Action.SUBMIT, "drafter", "ar")
    acts.review("ar")
    acts.authorise("ar")
    acts.release("ar")
    withdraw(acts)
    for end in ("compare/1-2/", "editions/3/"):
        for language in ("ar", "en"):
            html = get(acts, end, language).content.decode()
            assert REASONS[language] in html, (end, language)


def test_a_removed_one_leaves_its_tombstone_at_every_address(acts):
    file = f"/files/{acts.row.attachments.get().file.digest}/whole.png"
    assert Client().get(file).status_code == 200
    withdraw(acts, removes_text=True)
    symbol = acts.row.symbols.get().text
    for end in ("", "parallel/", "editions/1/", "compare/1-2/"):
        for language, title in (("ar", "عنوان منفرد زرقاويد"), ("en", "Title zarqawid")):
            answer = get(acts, end, language)
            html = answer.content.decode()
            assert answer.status_code == 410
            assert title in html and symbol in html and REASONS[language] in html
            assert "safrawid" not in html and "صفراويد" not in html
    assert Client().get(file).status_code == 410
    assert Client().get(f"/en/communiques/{acts.row.slug}.bib").status_code == 410
    assert listed(acts) == set()


def test_of_a_removed_text_nothing_but_the_tombstone_is_anywhere(acts):
    withdraw(acts, removes_text=True)
    words = ["safrawid", "صفراويد", "khadrawid", "خضراويد"]
    assert seen(everything_public(Client()), words) == set()
    titles = {at for _word, at in seen(everything_public(Client()), ["zarqawid"])}
    told = (f"/communiques/{acts.row.slug}", "/register/")
    assert titles and all(any(each in at for each in told) for at in titles)


def test_reinstated_it_is_back_and_what_happened_stays_said(acts):
    before = listed(acts)
    withdraw(acts, removes_text=True)
    again = {"ar": "كان السحب خطأً.", "en": "The withdrawal was a mistake."}
    withdrawals.reinstate(acts.row, reasons=again, actor=acts.stage.staff["deputy"])
    html = get(acts).content.decode()
    assert "Body safrawid" in html
    assert "reinstated on" in html and "The withdrawal was a mistake." in html
    assert listed(acts) == before
    assert list(invariants.failures()) == []


def test_a_clock_that_steps_back_brings_nothing_back(acts):
    """Nor does that of another machine which is behind: what was withdrawn stays withdrawn, and is
    reinstated by either."""
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
        made = withdraw(acts)
    with time_machine.travel(made.since - dt.timedelta(minutes=30), tick=False):
        assert "no longer speaks" in get(acts).content.decode()
        assert listed(acts) == set()
        again = withdrawals.reinstate(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
        assert again.lifted_at == made.since
    with time_machine.travel(made.since, tick=False):
        assert listed(acts) != set()
    assert list(invariants.failures()) == []


def test_what_replaces_it_is_shown_both_ways(acts):
    other = Acts(acts.stage, play.compose(acts.stage, "ready", timezone.now()))
    other.clear()
    other.release()
    other.row.refresh_from_db()
    withdraw(acts, removes_text=True, replaced_by=other.row)
    new, old = other.row.symbols.get().text, acts.row.symbols.get().text
    assert new in get(acts).content.decode()
    html = get(other).content.decode()
    assert "It stands in the place of" in html and old in html


def test_only_an_approver_of_the_organization_may(acts, stage):
    for who in ("drafter", "translator", "reviewer", "publisher", "protocol", "administrator"):
        with pytest.raises(PermissionDenied):
            withdraw(acts, who)
    assert Withdrawal.objects.count() == 0


def test_what_cannot_be_withdrawn(acts, stage):
    def refused(row) -> list[str]:
        with pytest.raises(withdrawals.Refused) as why:
            withdrawals.withdraw(row, reasons=REASONS, actor=stage.staff["approver"])
        return [each.code for each in why.value.blockers]

    draft = play.compose(stage, "draft", timezone.now())
    assert refused(draft) == ["not_public"]
    withdraw(acts)
    assert refused(acts.row) == ["withdrawn"]
    coming = Acts(stage, play.compose(stage, "ready", timezone.now()))
    coming.clear()
    coming.release(in_days=2)
    assert refused(coming.row) == ["not_public", "scheduled"]
    with pytest.raises(withdrawals.Refused):
        withdrawals.reinstate(draft, reasons=REASONS, actor=stage.staff["approver"])


def test_a_withdrawn_text_has_no_further_edition(acts):
    withdraw(acts)
    for language in ("ar", "en"):
        acts.write(language, change_note="تصويب" if language == "ar" else "Corrected")
    acts.clear()
    with pytest.raises(workflow.Refused) as refused:
        acts.release()
    assert [each.code for each in refused.value.blockers] == ["withdrawn"]


def test_it_is_recorded_and_told(acts):
    made = withdraw(acts)
    event = AuditEvent.objects.get(verb="withdrawn")
    assert set(event.data["seals"]) == {f"communiques.withdrawal/{made.pk}"}
    told = Notice.objects.filter(kind="withdrawn").values_list("user__username", flat=True)
    assert set(told) == {"drafter", "translator", "reviewer", "publisher"}
    assert made.by_as["name"]["en"] == "Hassan Al-Rashed"


@pytest.mark.parametrize("columns", [{"reason_en": "x"}, {"removes_text": True}, {"since": None}])
def test_the_database_keeps_it(acts, columns):
    made = withdraw(acts)
    values = columns | ({"since": timezone.now()} if "since" in columns else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=made.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=made.pk)._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=made.pk).update(lifted_at=timezone.now())  # without a reason
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.create(
            communique=acts.row, since=timezone.now(), by=acts.stage.staff["approver"],
            reason_ar="س", reason_en="x",
        )  # fmt: skip


def test_verify_names_a_withdrawal_that_nobody_recorded(acts):
    Withdrawal.objects.create(
        communique=acts.row, since=timezone.now(), by=acts.stage.staff["approver"],
        reason_ar="س", reason_en="x",
    )  # fmt: skip
    assert [each.invariant for each in invariants.failures()] == [6]


def test_with_a_text_nowhere_there_is_no_tombstone(acts):
    """A withdrawal does not hint at what never was public."""
    row = Communique.objects.create(series=acts.row.series, slug="hidden")
    Withdrawal.objects.create(
        communique=row, since=timezone.now(), by=acts.stage.staff["approver"],
        reason_ar="س", reason_en="x", removes_text=True,
    )  # fmt: skip
    assert Client().get("/en/communiques/hidden/").status_code == 404


# --- addresses that lead on ---------------------------------------------------------------------


@pytest.fixture
def goes_on(stage) -> Communique:
    """The other record of the same text."""
    other = Acts(stage, play.compose(stage, "ready", timezone.now()))
    other.clear()
    other.release()
    other.row.refresh_from_db()
    return other.row


@pytest.mark.parametrize("removes_text", [False, True])
def test_what_was_recorded_twice_leads_to_the_other_record(acts, goes_on, removes_text):
    withdraw(acts, replaced_by=goes_on, forwards=True, removes_text=removes_text)
    slug = acts.row.slug
    for language in ("ar", "en"):
        there = f"/{language}/communiques/{goes_on.slug}/"
        for end in ("/", "/parallel/", ".pdf", ".txt", ".bib", "/parallel.pdf"):
            answer = Client().get(f"/{language}/communiques/{slug}{end}")
            assert (answer.status_code, answer["Location"]) == (301, there), end
    earlier = Client().get(f"/en/communiques/{slug}/editions/1/")
    assert earlier.status_code == (301 if removes_text else 200)
    oembed = Client().get("/oembed/", {"url": f"http://127.0.0.1:8000/en/communiques/{slug}/"})
    assert oembed.status_code == 404
    assert list(invariants.failures()) == []


def test_two_texts_never_lead_to_each_other(acts, goes_on):
    """Two approvers saw the two records, and each kept the other one."""
    withdraw(acts, replaced_by=goes_on, forwards=True)
    approver = acts.stage.staff["deputy"]
    for forwards in (True, False):
        with pytest.raises(withdrawals.Refused) as refused:
            withdrawals.withdraw(
                goes_on, reasons=REASONS, replaced_by=acts.row, forwards=forwards, actor=approver
            )
        assert [each.code for each in refused.value.blockers] == ["replaced_by_none"]
    assert Client().get(f"/en/communiques/{goes_on.slug}/").status_code == 200


def test_reinstated_it_is_at_its_own_address_again(acts, goes_on):
    withdraw(acts, replaced_by=goes_on, forwards=True)
    withdrawals.reinstate(acts.row, reasons=REASONS, actor=acts.stage.staff["approver"])
    assert Client().get(f"/en/communiques/{acts.row.slug}/").status_code == 200
    assert list(invariants.failures()) == []


def test_it_leads_somewhere_and_that_never_changes(acts, goes_on):
    with pytest.raises(withdrawals.Refused) as refused:
        withdraw(acts, forwards=True)
    assert [each.code for each in refused.value.blockers] == ["leads_nowhere"]
    assert not Withdrawal.objects.exists()
    made = withdraw(acts, replaced_by=goes_on, forwards=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Forward.objects.filter(pk=made.pk)._raw_delete("default")
