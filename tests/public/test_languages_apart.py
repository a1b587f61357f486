"""A translation that comes out after its original is new, and changes nothing: no page, register,
answer or letter calls it a correction, though the text had a release before."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from communiques.demo import play
from communiques.mail import letters, subscribing
from communiques.models import EditionKind, Series, Subscriber
from tests.workflow.conftest import Acts

ANYTHING = {"issuer": None, "conference": None, "kind": "", "text_language": ""}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def at_now():
    """The workflow has a clock of its own: no travelling here."""


@pytest.fixture
def original(stage) -> Acts:
    """Both languages are cleared, and the Arabic one is public."""
    Series.objects.update(languages_together=False)
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.clear()
    acts.release("ar")
    acts.row.refresh_from_db()
    return acts


def get(address: str) -> str:
    return Client().get(address).content.decode()


def page(acts, language, end="") -> str:
    return get(f"/{language}/communiques/{acts.row.slug}/{end}")


def register(acts, language) -> str:
    row = acts.row
    address = f"/api/v1/register/{row.series_id}/{row.dated_on.year}/?language={language}"
    (entry,) = Client().get(address).json()["items"]
    return entry["state"]


def test_no_page_says_that_anything_was_changed(original):
    original.release("en")
    assert "الإصدار 2" not in page(original, "ar")
    assert "later edition" not in page(original, "en")
    assert "not of the same edition" not in page(original, "en", "parallel/")
    assert register(original, "ar") == register(original, "en") == "in_force"
    assert "a further edition" not in get("/en/register/feed/")


def test_a_correction_after_it_is_said_on_both_pages(original):
    original.release("en")
    original.write("ar", title="عنوان مصحح", change_note="تصويب.")
    original.submit("ar")
    original.review("ar")
    original.authorise("ar")
    original.release("ar", kind=EditionKind.CORRIGENDUM)
    assert "The Arabic text has had a later edition since, edition 3" in page(original, "en")
    assert "not of the same edition" in page(original, "en", "parallel/")
    assert "later edition" not in page(original, "ar")
    assert register(original, "ar") == "corrected" and register(original, "en") == "in_force"


def test_released_beside_a_correction_it_is_an_original(original):
    original.write("ar", title="عنوان مصحح", change_note="تصويب.")
    original.write("en", title="A right title")
    original.clear()
    original.release(kind=EditionKind.CORRIGENDUM)
    kinds = original.row.editions.filter(number=2).values_list("language", "kind")
    assert dict(kinds) == {"ar": "corrigendum", "en": "original"}
    assert register(original, "en") == "in_force"


def test_its_letter_is_no_letter_of_a_correction(original):
    subscribing.ask("reader@example.org", language="en", rhythm="now", **ANYTHING)
    subscribing.confirm(Subscriber.objects.get())
    Subscriber.objects.get().letters.all().delete()
    original.release("en")
    letters.deliver()
    (sent,) = mail.outbox
    assert sent.subject == original.row.title_en and "Original" not in sent.body
