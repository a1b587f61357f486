"""What readers see of what was redacted: at every address that it was, when and why its words went;
never a word, never a 404."""

import pytest
from django.test import Client
from django.utils import timezone

from communiques import redactions, withdrawals
from communiques.demo import play
from communiques.mail import letters
from communiques.models import (
    Announcement,
    Edition,
    EditionKind,
    Letter,
    Redaction,
    Series,
    Subscriber,
    Subscription,
)
from tests.standing import scene
from tests.test_leaks import everything_public, seen
from tests.workflow.conftest import Acts

REASONS = {"ar": "أمر قضائي بالمحو.", "en": "Erased by order of a court."}
WORDS = ["safrawid", "صفراويد", "zarqawid", "زرقاويد", "khadrawid"]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def at_now():
    """The workflow has a clock of its own: no travelling here."""


@scene
def acts(stage) -> Acts:
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.write("ar", title="عنوان زرقاويد منفرد", body="<p>متن منفرد صفراويد</p>")
    acts.write("en", title="Title zarqawid alone", body="<p>Body safrawid alone here</p>",
               summary="Khadrawid khadrawid")  # fmt: skip
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    return acts


@scene
def corrected(acts) -> Acts:
    acts.write("ar", title="عنوان نظيف", body="<p>متن نظيف</p>", change_note="حذف اسم.")
    acts.write("en", title="Clean title", summary="", body="<p>Clean</p>", change_note="A name.")
    acts.clear()
    acts.release(kind=EditionKind.CORRIGENDUM)
    return acts


def redact(acts, numbers) -> Redaction:
    staff = acts.stage.staff
    asked = redactions.ask(acts.row, numbers=numbers, reasons=REASONS, actor=staff["approver"])
    redactions.confirm(asked, actor=staff["deputy"])
    return asked


def everything(acts, *, removes_text=True) -> Redaction:
    reasons = {"ar": "سحب.", "en": "Withdrawn for good."}
    withdrawals.withdraw(acts.row, reasons=reasons, removes_text=removes_text,
                         actor=acts.stage.staff["approver"])  # fmt: skip
    return redact(acts, [["ar", 1], ["en", 1]])


def get(acts, end="", language="en"):
    return Client().get(f"/{language}/communiques/{acts.row.slug}{end}")


ENDS = ("/", "/parallel/", "/editions/1/", "/compare/1-2/", ".pdf", ".docx", ".txt", ".bib",
        "/editions/1.pdf", "-ar-en.pdf")  # fmt: skip


@pytest.mark.parametrize("removes_text", [True, False])
def test_every_address_of_it_is_a_tombstone(acts, removes_text):
    before = {end: get(acts, end).status_code for end in ENDS}
    everything(acts, removes_text=removes_text)
    symbol = acts.row.symbols.get().text
    for end in ENDS:
        if before[end] == 404:
            continue
        for language in ("ar", "en"):
            answer = get(acts, end, language)
            html = answer.content.decode()
            assert answer.status_code == 410, end
            assert symbol in html and REASONS[language] in html
            digest = Edition.objects.get(language=language).text_digest
            assert digest in html


def test_no_word_of_it_is_anywhere(acts):
    everything(acts)
    assert seen(everything_public(Client()), WORDS) == set()


def test_the_register_says_so(acts):
    everything(acts)
    symbol = acts.row.symbols.get()
    page = Client().get(f"/en/register/{symbol.series_id}/{symbol.year}/").content.decode()
    assert symbol.text in page and "Words redacted" in page and REASONS["en"] in page
    feed = Client().get("/en/register/feed/").content.decode()
    assert f"{symbol.text}: words redacted" in feed and REASONS["en"] in feed


def test_an_earlier_edition_is_a_tombstone_and_the_page_says_so(corrected):
    redact(corrected, [["ar", 1], ["en", 1]])
    page = get(corrected, "/").content.decode()
    assert "Clean title" in page and "Words redacted" in page and REASONS["en"] in page
    for end in ("/editions/1/", "/compare/1-2/", "/editions/1.pdf"):
        answer = get(corrected, end)
        html = answer.content.decode()
        assert answer.status_code == 410, end
        assert REASONS["en"] in html and f"/en/communiques/{corrected.row.slug}/" in html
    assert get(corrected, "/editions/2/").status_code == 200
    assert seen(everything_public(Client()), WORDS) == set()


def test_where_one_language_lost_its_words_the_other_has_them(corrected):
    redact(corrected, [["en", 1]])
    assert get(corrected, "/editions/1/", "en").status_code == 410
    arabic = get(corrected, "/editions/1/", "ar")
    assert arabic.status_code == 200 and "صفراويد" in arabic.content.decode()
    assert get(corrected, "/compare/1-2/", "ar").status_code == 200


def test_it_was_public_since_the_day_of_its_first_edition(corrected):
    redact(corrected, [["ar", 1], ["en", 1]])
    first = Edition.objects.filter(number=1).first().visible_from
    page = get(corrected, "/").content.decode()
    assert f'"datePublished": "{first.isoformat()[:10]}' in page or first.isoformat()[:10] in page


def test_its_code_and_its_words_are_still_known(acts):
    edition = Edition.objects.get(language="en")
    held = "Title zarqawid alone\nKhadrawid khadrawid\nBody safrawid alone here"
    everything(acts)
    for answer in (
        Client().get(f"/en/verify/{edition.code}/"),
        Client().post("/en/verify/", {"text": held}),
    ):
        html = answer.content.decode()
        assert answer.status_code == 200
        assert "Its words were redacted on" in html and REASONS["en"] in html
        assert html.count("safrawid") == (1 if answer.request["REQUEST_METHOD"] == "POST" else 0)
    assert Client().get(f"/v/{edition.code}/bundle.json").status_code == 410
    proof = Client().get(f"/api/v1/log/proof?code={edition.code}")
    assert edition.text_digest in proof.json()["statement"]


def test_letters_to_readers_name_no_title(acts):
    subscriber = Subscriber.objects.create(
        email="a@example.org", language="en", since=timezone.now()
    )
    Subscription.objects.create(
        subscriber=subscriber, asked_at=timezone.now(), confirmed_at=timezone.now()
    )
    told = Announcement.objects.filter(edition__isnull=False).first()
    Letter.objects.create(subscriber=subscriber, announcement=told, due_at=timezone.now(),
                          handed_at=timezone.now(), sent_at=timezone.now())  # fmt: skip
    everything(acts)
    withdrawal = Announcement.objects.get(withdrawal__isnull=False)
    letter = Letter.objects.create(
        subscriber=subscriber, announcement=withdrawal, due_at=timezone.now()
    )
    made = letters.letter([letter], "<1@x>", timezone.now())
    symbol = acts.row.symbols.get().text
    whole = f"{made.subject}{made.body}{made.alternatives}"
    assert symbol in made.subject and not [word for word in WORDS if word in whole]


def test_where_it_led_to_another_text_its_editions_are_tombstones(acts, stage):
    other = Acts(stage, play.compose(stage, "ready", timezone.now()))
    other.clear()
    other.release()
    other.row.refresh_from_db()
    reasons = {"ar": "سحب.", "en": "Twice."}
    withdrawals.withdraw(acts.row, reasons=reasons, replaced_by=other.row, forwards=True,
                         actor=stage.staff["approver"])  # fmt: skip
    redact(acts, [["ar", 1], ["en", 1]])
    assert get(acts, "/").status_code == 301
    tombstone = get(acts, "/editions/1/")
    assert tombstone.status_code == 410 and REASONS["en"] in tombstone.content.decode()


def test_a_correction_of_one_language_is_said_on_the_page_of_the_other(acts):
    Series.objects.update(languages_together=False)
    acts.write("ar", title="عنوان جديد", change_note="تصويب")
    acts.submit("ar")
    acts.review("ar")
    acts.authorise("ar")
    acts.release("ar", kind=EditionKind.CORRIGENDUM)
    page = get(acts, "/").content.decode()
    assert "The Arabic text has had a later edition since, edition 2" in page
    assert "not of the same edition" in get(acts, "/parallel/").content.decode()
    only = get(acts, "/editions/2/").content.decode()
    assert "This edition has been published in Arabic only" in only and "Title zarqawid" in only
    assert "later edition since" not in get(acts, "/", "ar").content.decode()
