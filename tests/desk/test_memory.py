"""The memory of translations: filed at the release, found by likeness, of one's own organizations
alone; taken out and brought in as TMX, the terms as CSV; hostile files are refused."""

import csv
import io
from dataclasses import replace
from importlib import import_module
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from communiques import memory
from communiques.demo import play
from communiques.models import Communique, MemoryBand, MemoryPair, Series, Term
from communiques.text import from_plain
from organizations.audit import AuditEvent
from organizations.models import Organization, User
from tests.desk.conftest import form_of, url
from tests.standing import scene
from tests.workflow.conftest import Acts

AR = "تدعو الأمانة العامة إلى تعزيز تبادل المعلومات بين الأجهزة المختصة في الدول العربية."
EN = "The General Secretariat calls for a stronger exchange of information between services."
LIKE = "وتدعو الأمانة العامة إلى تعزيز تبادل المعلومات بين الأجهزة المختصة في الدول الأعضاء."
UNLIKE = "افتتح الوزير أعمال الدورة وألقى كلمة رحب فيها بالمشاركين."


def release(stage) -> Communique:
    """A text whose first paragraph is AR, became EN, and is public."""
    acts = Acts(stage, play.compose(stage, "ready", timezone.now()))
    acts.write("ar", body=from_plain(AR + "\nفقرة ثانية عن موضوع آخر تماما."))
    acts.write("en", body=from_plain(EN + "\nA second paragraph on something else."))
    acts.clear()
    acts.release()
    return acts.row


@scene
def released(english):
    return release(english)


def asked(text, user="translator", language="ar"):
    (found,) = memory.suggest([text], language, User.objects.get(username=user))
    return [(each.per_cent, each.text) for each in found]


# --- found by likeness ---------------------------------------------------------------------------


def test_the_same_and_a_like_paragraph_are_found(released):
    assert asked(AR) == [(100, EN)]
    ((share, text),) = asked(LIKE)
    assert text == EN and 50 <= share < 100
    assert asked(UNLIKE) == []
    assert asked("كلمة واحدة") == asked("") == []


def test_it_is_asked_from_the_other_side_too(released):
    assert asked(EN, language="en") == [(100, AR)]


def test_spelling_is_no_difference(released):
    assert asked(AR.replace("أجهزة", "اجهزة").replace("الأمانة", "الأمـانـة")) == [(100, EN)]


def test_nothing_is_filed_before_the_release_nor_offered_once_it_is_called_off(english):
    acts = Acts(english, play.compose(english, "ready", timezone.now()))
    acts.clear()
    assert not MemoryPair.objects.exists()
    acts.release(in_days=3)
    text = acts.row.title_ar
    assert asked(text) == [(100, acts.row.title_en)]
    acts.do("call_off", "publisher", reason="x")
    assert asked(text) == []


def test_what_was_called_off_and_then_released_is_offered(english):
    acts = Acts(english, play.compose(english, "ready", timezone.now()))
    acts.clear()
    acts.release(in_days=3)
    acts.do("call_off", "publisher", reason="x")
    acts.release()
    assert asked(acts.row.title_ar) == [(100, acts.row.title_en)]


def test_another_organization_is_offered_nothing_of_it(released, stranger):
    assert asked(AR, "stranger") == []
    MemoryPair.objects.filter(ar=AR).update(edition=None)  # what came in a file is everybody's
    assert asked(AR, "stranger") == [(100, EN)]


@pytest.fixture
def bureau(english, stranger):
    """The stranger's body is one under that of the stage: it releases the same words."""
    issuer = english.statements.issuer
    Organization.objects.filter(pk=stranger.organization_id).update(parent=issuer)
    series = Series.objects.create(
        issuer=stranger.organization, kind=english.statements.kind, pattern="B/{year}/{number}"
    )
    staff = {name: User.objects.get(pk=each.pk) for name, each in english.staff.items()}
    return replace(english, statements=series, staff=staff)


def test_two_bodies_that_released_the_same_words_each_find_their_own(released, bureau):
    row = release(bureau)
    assert asked(AR, "stranger") == asked(AR) == [(100, EN)]
    assert MemoryPair.objects.filter(ar=AR).count() == 2
    (found,) = memory.suggest([AR], "ar", User.objects.get(username="stranger"))
    assert [each.pair.edition.communique for each in found] == [row]


def test_what_others_released_does_not_crowd_out_ones_own(released, bureau, monkeypatch):
    release(bureau)
    monkeypatch.setattr(memory, "COMPARED", 1)
    assert asked(AR, "stranger") == asked(AR) == [(100, EN)]


def test_upgraded_pairs_are_those_of_their_issuers(released):
    pair = MemoryPair.objects.get(ar=AR)
    brought = MemoryPair.objects.create(ar="x", en="y", key=memory.key_of("x", "y"))
    MemoryPair.objects.filter(pk=pair.pk).update(key=memory.key_of(AR, EN))
    import_module("communiques.migrations.0029_memory_by_issuer").name_issuers(apps, None)
    assert MemoryPair.objects.get(pk=pair.pk).key == pair.key
    assert MemoryPair.objects.get(pk=brought.pk).key == brought.key
    call_command("memory", verbosity=0)
    assert MemoryPair.objects.filter(ar=AR).count() == 1


def test_filing_again_files_nothing_new(released):
    pairs, bands = MemoryPair.objects.count(), MemoryBand.objects.count()
    call_command("memory", verbosity=0)
    assert (MemoryPair.objects.count(), MemoryBand.objects.count()) == (pairs, bands)
    MemoryPair.objects.all().delete()
    call_command("memory", verbosity=0)
    assert (MemoryPair.objects.count(), MemoryBand.objects.count()) == (pairs, bands)


@given(st.lists(st.sampled_from(AR.split()), min_size=4, max_size=30))
def test_a_paragraph_is_like_itself(words):
    marks = memory.shingles(" ".join(words))
    assert memory.likeness(marks, marks) == 1
    assert len(memory.bands(marks)) == memory.BANDS
    assert memory.bands(marks) == memory.bands(frozenset(sorted(marks, reverse=True)))


def test_the_numbers_are_fixed_for_ever():
    """They are stored: another value would find nothing of what is filed."""
    assert memory.bands(memory.shingles(AR))[:3] == [2912646311, 1927582039, 4062890661]


# --- at the desk ---------------------------------------------------------------------------------


@pytest.fixture
def draft(released, english):
    row = play.compose(english, "review", timezone.now(), languages=["ar"])
    acts = Acts(english, row)
    acts.write("ar", body=from_plain(LIKE + "\n" + UNLIKE))
    return acts.row


def test_beside_the_paragraph_being_translated(draft, as_, django_assert_num_queries):
    page = as_("translator").get(url("change", draft.pk))
    ((number, passage, (suggestion,)),) = page.context["suggested"]
    assert (number, passage, suggestion.text) == (1, LIKE, EN)
    assert EN in page.content.decode()
    assert as_("drafter").get(url("change", draft.pk)).context["suggested"] == []
    translator = User.objects.get(username="translator")
    assert translator.scope
    with django_assert_num_queries(2):  # however many paragraphs
        memory.suggestions(draft, translator)


def test_what_was_inserted_is_recorded(draft, as_):
    page = as_("translator").get(url("change", draft.pk))
    pair = page.context["suggested"][0][2][0].pair
    data = form_of(page) | {"en-title": "Title", "en-body": f"<p>{EN}</p>",
                            "memory": [pair.key, "forged"]}  # fmt: skip
    as_("translator").post(url("change", draft.pk), data)
    assert AuditEvent.objects.get(verb="memory used").data == {"pairs": [pair.key]}


def test_what_another_body_released_is_not_inserted(released, stranger):
    keys = list(MemoryPair.objects.values_list("key", flat=True))
    memory.used(released, keys, stranger)
    assert not AuditEvent.objects.filter(verb="memory used").exists()


def test_the_page_of_the_memory(released, as_):
    page = as_("reviewer").get(url("memory"), {"text": LIKE})
    assert [each.text for each in page.context["found"]] == [EN]
    assert (
        "Nothing like it was released yet."
        in as_("reviewer").get(url("memory"), {"text": UNLIKE}).content.decode()
    )


# --- files ---------------------------------------------------------------------------------------


def bring(client, what, content, name="x.tmx"):
    if isinstance(content, str):
        content = content.encode()
    return client.post(url("bring", what), {"file": SimpleUploadedFile(name, content)}, follow=True)


def said(page) -> list[str]:
    return [str(each) for each in page.context["messages"]]


def test_out_and_in_again(released, as_):
    out = b"".join(as_("translator").get(url("tmx")).streaming_content)
    units = ElementTree.fromstring(out).findall("body/tu")
    assert len(units) == MemoryPair.objects.count() == 3
    segments = {seg.text for seg in ElementTree.fromstring(out).iter("seg")}
    assert {AR, EN} <= segments
    MemoryPair.objects.all().delete()
    assert said(bring(as_("translator"), "memory", out)) == ["3 new pairs."]
    assert said(bring(as_("translator"), "memory", out)) == ["0 new pairs."]
    assert asked(AR) == [(100, EN)]


def test_what_is_brought_in_is_everybodys(released, as_, stranger):
    out = b"".join(as_("translator").get(url("tmx")).streaming_content)
    assert asked(AR, "stranger") == []
    assert said(bring(as_("translator"), "memory", out)) == ["3 new pairs."]
    assert asked(AR, "stranger") == asked(AR) == [(100, EN)]


def test_a_tmx_of_another_tool(english, as_):
    tmx = f"""<?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4"><header/><body>
    <tu><tuv xml:lang="ar-SA"><seg>{AR}</seg></tuv>
        <tuv xml:lang="EN-GB"><seg>{EN} <bpt i="1">&lt;b&gt;</bpt>x<ept i="1"/></seg></tuv></tu>
    <tu><tuv xml:lang="fr"><seg>Bonjour</seg></tuv><tuv xml:lang="en"><seg>Hello</seg></tuv></tu>
    <tu><tuv xml:lang="ar"><seg>نص\u202eمقلوب</seg></tuv><tuv xml:lang="en"><seg>x</seg></tuv></tu>
    </body></tmx>"""
    page = bring(as_("translator"), "memory", tmx)
    assert said(page) == ["1 new pair. 2 units held no Arabic and English."]
    assert asked(AR)[0][1].startswith(EN)


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><tmx><body><tu><tuv xml:lang="ar"><seg>&b;</seg></tuv>
</tu></body></tmx>"""


@pytest.mark.parametrize(
    "content", ["", "x", "<html></html>", "<tmx><body>", BOMB, b"\xff\xfe\x00"]
)
def test_what_is_no_tmx_is_refused_and_says_so(english, as_, content):
    page = bring(as_("translator"), "memory", content)
    assert len(said(page)) == 1
    assert "not a TMX file" in said(page)[0] or "Choose a file" in said(page)[0]
    assert not MemoryPair.objects.exists()


def test_terms_out_and_in(english, as_):
    Term.objects.create(ar="غسل الأموال", en="money laundering", note="=1+1")
    out = as_("translator").get(url("terms_csv")).content.decode()
    assert out.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert (row["ar"], row["note"]) == ("غسل الأموال", "'=1+1")
    Term.objects.all().delete()
    more = out + "الإرهاب,terrorism,التطرف,,\r\n"
    assert said(bring(as_("translator"), "terms", more, "t.csv")) == ["2 new terms."]
    assert said(bring(as_("translator"), "terms", more, "t.csv")) == ["0 new terms."]
    assert list(Term.objects.values_list("ar", "en", "forbidden", "note")) == [
        ("الإرهاب", "terrorism", "التطرف", ""),
        ("غسل الأموال", "money laundering", "", "=1+1"),
    ]


@pytest.mark.parametrize(
    "content", ["ar,en\r\nكلمة,\r\n", "a,b\r\n1,2\r\n", "ar,en\r\n" + "x" * 201 + ",y\r\n",
                "ar,en\r\nنص\u202e,x\r\n", b"\xff\xfe\xfa"]
)  # fmt: skip
def test_a_faulty_list_of_terms_adds_nothing_and_names_the_row(english, as_, content):
    page = bring(as_("translator"), "terms", content, "t.csv")
    assert "Row 2" in said(page)[0] or "UTF-8" in said(page)[0]
    assert not Term.objects.exists()


@pytest.mark.parametrize("separator", [",", ";"])
def test_terms_of_an_arabic_windows_are_shown_before_they_are_kept(english, as_, separator):
    """Which encoding it is can only be guessed, so somebody looks at the letters."""
    content = separator.join(("ar", "en")) + "\r\n" + separator.join(("غسل الأموال", "laundering"))
    page = bring(as_("translator"), "terms", content.encode("cp1256"), "مصطلحات.csv")
    assert page.context["seen"] == content and not Term.objects.exists()
    form = {"seen": page.context["seen"], "name": page.context["file_name"]}
    assert said(as_("translator").post(url("bring", "terms"), form, follow=True)) == ["1 new term."]
    assert list(Term.objects.values_list("ar", "en")) == [("غسل الأموال", "laundering")]
    assert AuditEvent.objects.get(verb="terms brought in").data["file"] == "مصطلحات.csv"


# --- as the site runs it -------------------------------------------------------------------------


@pytest.fixture
def translator(transactional_db, demo, client):
    """In a browser, at a site of which no request has a transaction of its own, as tests do."""
    account = User.objects.get(username="translator")
    User.objects.filter(pk=account.pk).update(language="en")
    client.force_login(account)
    return client


def test_both_files_are_brought_in_and_recorded(translator):
    tmx = (
        f'<tmx version="1.4"><body><tu><tuv xml:lang="ar"><seg>{AR}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{EN}</seg></tuv></tu></body></tmx>'
    )
    assert said(bring(translator, "memory", tmx)) == ["1 new pair."]
    assert said(bring(translator, "terms", "ar,en\r\nا,b\r\n", "t.csv")) == ["1 new term."]
    brought = AuditEvent.objects.filter(verb__endswith="brought in")
    assert [each.data["new"] for each in brought.order_by("seq")] == [1, 1]


def test_a_text_with_an_inserted_pair_is_saved(translator):
    row = Communique.objects.get(title_en="", slug=None)
    pair = MemoryPair.objects.first()
    page = translator.get(url("change", row.pk))
    data = form_of(page) | {"en-title": "Title", "en-body": f"<p>{EN}</p>", "memory": [pair.key]}
    assert translator.post(url("change", row.pk), data).status_code == 302
    row.refresh_from_db()
    assert row.title_en == "Title"
    assert AuditEvent.objects.get(verb="memory used").data == {"pairs": [pair.key]}


@pytest.mark.parametrize("persona", ["drafter", "publisher", "protocol"])
def test_who_keeps_no_terms_brings_nothing_in(english, as_, persona):
    assert bring(as_(persona), "terms", "ar,en\r\nا,b\r\n").status_code == 403
    assert as_(persona).get(url("memory")).status_code == 200
    assert as_(persona).get(url("bring", "terms")).status_code == 405
    assert not Term.objects.exists()
