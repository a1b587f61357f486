"""The papers of an edition: what they say, what they hold, how they are made, kept and sent."""

import datetime as dt
import hashlib
import io
import json
import zipfile

import pikepdf
import pytest
import time_machine
import zxingcpp
from botocore.exceptions import EndpointConnectionError
from django.utils import timezone
from docx import Document as open_docx
from docx.oxml.ns import qn
from PIL import Image

from communiques import attachments, invariants, uploads, withdrawals, workflow
from communiques.attachments import Change
from communiques.demo import play
from communiques.documents import making, pdf, plain, word
from communiques.documents.content import Paper
from communiques.envelope import envelope
from communiques.models import Action, Communique, Document, Form, Printing, Text
from organizations.languages import LANGUAGES
from organizations.press import NotPrinted
from tests.desk.conftest import url
from tests.desk.test_attachments import jpeg
from tests.desk.test_attachments import pdf as a_pdf
from tests.documents.test_press import needs_poppler, pixels, text_of

BASE = "/ar/communiques/aimc-pr-2022-1"


def paper_of(html: str) -> Paper:
    """With as few facts as can be."""
    facts = {"issuer": {"name": "I", "acronym": "", "parent": None}, "kind": "statement",
             "dated_on": "2022-05-23", "place": "", "hijri": ""}  # fmt: skip
    return Paper(Text("en", "Title", "", html), facts)


# --- what they say ------------------------------------------------------------------------------


@needs_poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_says_all_that_was_sealed(public, language):
    edition = public.editions.get(language=language)
    said = " ".join(text_of(making.printed(edition, Form.PDF)).split())
    of_n = {"ar": "من", "en": "of 2"}[language]
    for words in (edition.symbol, edition.envelope["issuer"]["name"], of_n,
                  edition.code[:4], f"/v/{edition.code}/"):  # fmt: skip
        assert words in said, words


def test_the_code_on_the_page_leads_to_its_verification(arabic):
    page = pixels(making.printed(arabic, Form.PDF))
    last = page[page.rindex(b"\x89PNG") :]
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(last)).resize((1800, 2546)))
    assert found.text == f"http://127.0.0.1:8000/v/{arabic.code}/"


def test_a_pdf_is_tagged_named_and_holds_its_words_and_facts(arabic):
    document = pikepdf.open(io.BytesIO(making.printed(arabic, Form.PDF)))
    assert document.Root.MarkInfo.Marked is True or bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang) == "ar"
    kinds = {str(each.S) for each in structure(document.Root.StructTreeRoot)}
    assert {"/H1", "/P", "/Figure"} <= kinds
    with document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == arabic.title
    name = "aimc-pr-2022-1-ar"
    assert sorted(document.attachments) == [f"{name}.json", f"{name}.txt"]
    words = document.attachments[f"{name}.txt"].get_file().read_bytes().decode()
    assert words == plain.canonical(Paper.of(arabic))
    sealed = json.loads(document.attachments[f"{name}.json"].get_file().read_bytes())
    assert sealed["envelope"] == arabic.envelope
    assert sealed["text_digest"] == arabic.text_digest
    assert Text("ar", **sealed["text"]).digest == arabic.text_digest


def structure(node):
    kids = node.get("/K", [])
    for each in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from structure(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_document_is_of_its_direction_in_every_part(public, language):
    edition = public.editions.get(language=language)
    document = open_docx(io.BytesIO(making.printed(edition, Form.WORD)))
    said = "\n".join(each.text for each in document.paragraphs)
    assert edition.title in said
    assert all(line in said for line in edition.text().summary.splitlines())
    rtl = language == "ar"
    written = [each for each in document.paragraphs if each.text.strip()]
    (address,) = (each for each in written if each.text.startswith("http"))
    written.remove(address)  # in a line from right to left its end would stand before it
    assert not list(address._p.iter(qn("w:bidi"), qn("w:rtl")))
    assert all((each._p.find(f".//{qn('w:bidi')}") is not None) is rtl for each in written)
    runs = [run for each in written for run in each.runs]
    assert all(bool(run.font.rtl) is rtl for run in runs)
    title = document.styles["Title"].element  # space between letters tears Arabic ones apart
    assert not list(title.iter(qn("w:spacing"), qn("w:pBdr"), qn("w:kern")))
    section = document.sections[0]._sectPr
    names = [each.tag for each in section]
    assert (qn("w:bidi") in names) is rtl
    if rtl:
        assert names.index(qn("w:bidi")) < names.index(qn("w:docGrid"))


def test_bold_links_lists_and_tables_reach_word_in_both_scripts():
    html = (
        '<p>a <strong>b</strong> <a href="https://a.example/?x=1&amp;y=2">c</a></p><ol><li>one</li></ol>'
        "<table><tr><th>h</th><th>i</th></tr><tr><td colspan=2>wide</td></tr></table>"
    )
    facts = {"issuer": {"name": "ج", "acronym": "", "parent": None}, "kind": "statement",
             "dated_on": "2022-05-23", "place": "", "hijri": ""}  # fmt: skip
    made = word.word(Paper(Text("ar", "عنوان", "", html), facts))
    document = open_docx(io.BytesIO(made))
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert "<w:bCs/>" in xml and "<w:bidiVisual/>" in xml and "<w:tblHeader/>" in xml
    links = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert "https://a.example/?x=1&y=2" in links
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["h", "i"], ["wide"] * 2]


def test_each_list_counts_for_itself_in_word():
    """As on the page: from one, or from the number that it goes on with. A second paragraph of a
    point has no number."""
    html = (
        "<ol><li><p>a</p><p>more</p><ol><li>inner</li></ol></li><li>b</li></ol><p>between</p>"
        "<ol start=3><li>c</li></ol><ul><li>d</li></ul>"
    )
    made = word.word(paper_of(html))
    document = open_docx(io.BytesIO(made))
    numbering = document.part.numbering_part.element
    path = f"{qn('w:lvlOverride')}/{qn('w:startOverride')}"
    listed = []
    for each in document.paragraphs:
        if each.style.name.startswith("List"):
            has = each._p.pPr.numPr is not None
            number = each._p.pPr.numPr.numId.val if has else None
            start = numbering.num_having_numId(number).find(path).val if has else None
            listed.append((each.text, each.style.name, number, start))
    first, third, inner = (listed[n][2] for n in (0, 4, 2))
    assert len({first, third, inner}) == 3
    assert listed == [
        ("a", "List Number", first, 1),
        ("more", "List Continue", None, None),
        ("inner", "List Number 2", inner, 1),
        ("b", "List Number", first, 1),
        ("c", "List Number", third, 3),
        ("d", "List Bullet", None, None),
    ]


@needs_poppler
def test_a_list_that_goes_on_does_so_in_pdf():
    html = "<ol><li>a</li></ol><p>between</p><ol start=3><li>c</li></ol>"
    said = text_of(pdf.pdf(paper_of(html)))
    assert "1. a" in said and "3. c" in said


def test_plain_text_numbers_its_points_and_divides_its_cells():
    html = (
        "<p>It decides:</p><ol start=3><li><p>c</p></li><li><p>d</p><ul><li>e</li></ul></li></ol>"
        "<table><tbody><tr><th>State</th><td>Seats</td></tr></tbody></table>"
    )
    said = plain.plain(paper_of(html)).decode()
    assert "Title\n\nIt decides:\n\n3. c\n4. d\n• • e\n\nState\t|\tSeats\n\n" in said


def test_plain_text_has_the_words_whole(arabic):
    said = making.printed(arabic, Form.PLAIN).decode()
    assert plain.canonical(Paper.of(arabic)).strip() in said
    assert arabic.symbol in said and f"/v/{arabic.code}/" in said


@needs_poppler
def test_both_languages_stand_in_one(arabic, english):
    said = text_of(making.printed(arabic, Form.BILINGUAL, english))
    assert english.title.split()[0] in said and "الأمانة" in said
    assert "AIMC/PR/2022/1" in said


# --- made and kept ------------------------------------------------------------------------------


def test_a_release_makes_its_papers_once_it_is_done(stage, django_capture_on_commit_callbacks):
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        row = play.compose(stage, "ready", now)
        play.clear(stage, row, now)
        play.release(stage, row, now)
    made = sorted(Document.objects.values_list("form", "edition__language"))
    wanted = [(form, k) for form in ("docx", "pdf", "txt") for k in LANGUAGES]
    assert made == sorted([*wanted, ("bilingual", "ar")])
    assert not Printing.objects.exists()
    for each in Document.objects.all():
        assert hashlib.sha256(making.read(each).read()).hexdigest() == each.digest
    assert list(invariants.failures()) == []


def test_a_paper_is_made_once(arabic):
    first = making.document(arabic, Form.PDF)
    assert making.document(arabic, Form.PDF) == first
    assert Document.objects.count() == 1


def test_a_lost_or_altered_paper_is_found(arabic, settings):
    made = making.document(arabic, Form.PLAIN)
    path = settings.MEDIA_ROOT / made.path
    path.write_bytes(path.read_bytes() + b" ")
    assert [each.why for each in invariants.failures()] == ["is not the document that was made"]
    path.unlink()
    assert [each.why for each in invariants.failures()] == ["the storage has lost it"]


def test_a_failing_press_delays_no_release_and_is_tried_again(
    stage, client, monkeypatch, django_capture_on_commit_callbacks, as_desk
):
    def broken(*args, **kwargs):
        raise NotPrinted("no ink")

    now = timezone.now()
    whole = pdf.press.print_pdf
    monkeypatch.setattr(pdf.press, "print_pdf", broken)
    with django_capture_on_commit_callbacks(execute=True):
        row = play.compose(stage, "ready", now)
        play.clear(stage, row, now)
        play.release(stage, row, now)
    row.refresh_from_db()
    assert client.get(f"/ar/communiques/{row.slug}/").status_code == 200
    answer = client.get(f"/ar/communiques/{row.slug}.pdf")
    assert answer.status_code == 503 and row.title_ar in answer.content.decode()
    kept = {(each.form, each.last_failure) for each in Printing.objects.all()}
    assert kept == {("pdf", "no ink"), ("bilingual", "no ink")}
    desk = as_desk("approver")
    page = desk.get(url("decide", row.pk)).content.decode()
    assert "no ink" in page
    assert making.make_due(timezone.now()) == 0  # not yet
    assert making.make_due(timezone.now() + dt.timedelta(hours=1)) == 0  # still broken
    monkeypatch.setattr(pdf.press, "print_pdf", whole)
    desk.post(url("papers", row.pk))
    assert not Printing.objects.exists()
    assert client.get(f"/ar/communiques/{row.slug}.pdf").status_code == 200


def test_a_bucket_that_is_away_is_a_failure_like_any_other(arabic, client, monkeypatch):
    def away(*args):
        raise EndpointConnectionError(endpoint_url="http://bucket.example")

    monkeypatch.setattr(making, "keep_bytes", away)
    address = f"/ar/communiques/{arabic.communique.slug}.txt"
    assert client.get(address).status_code == 503
    (row,) = Printing.objects.filter(edition=arabic, form=Form.PLAIN)
    assert row.failures == 1 and "bucket.example" in row.last_failure


def test_a_failure_noted_after_somebody_else_made_it_goes(public):
    made = Document.objects.filter(beside=None).first() or making.document(
        public.editions.first(), Form.PDF
    )
    Printing.objects.all().delete()
    making.failed(made.edition, made.form, None, NotPrinted("no ink"))
    assert making.make_due(timezone.now() + dt.timedelta(minutes=2)) == 1
    assert not Printing.objects.exists()


def test_what_is_called_off_needs_no_papers(stage):
    now = timezone.now()
    row = play.compose(stage, "ready", now)
    play.clear(stage, row, now)
    play.release(stage, row, now, visible_from=now + dt.timedelta(days=1))
    assert Printing.objects.count() == 7
    actor = stage.staff["publisher"]
    workflow.apply(Action.CALL_OFF, row, actor=actor, languages=list(LANGUAGES), reason="x")
    assert not Printing.objects.exists()


# --- sent ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "kind", "name"),
    [
        (f"{BASE}.pdf", "application/pdf", "aimc-pr-2022-1-ar.pdf"),
        (f"{BASE}.docx", Document.MEDIA[Form.WORD], "aimc-pr-2022-1-ar.docx"),
        (f"{BASE}.txt", "text/plain; charset=utf-8", "aimc-pr-2022-1-ar.txt"),
        (f"{BASE}/editions/1.pdf", "application/pdf", "aimc-pr-2022-1-ar.pdf"),
        (f"{BASE}/parallel.pdf", "application/pdf", "aimc-pr-2022-1-ar-en.pdf"),
    ],
)
def test_anyone_may_have_it(public, client, address, kind, name):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert f'filename="{name}"' in answer["Content-Disposition"]
    assert not answer.cookies and answer["Cache-Control"] == "public, max-age=60"
    whole = answer.getvalue()
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address).getvalue() == whole
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "address", [f"{BASE}/editions/2.pdf", f"{BASE}/editions/999999999.pdf", f"{BASE}.exe",
                "/ar/communiques/none.pdf", f"{BASE}.pdf/"]
)  # fmt: skip
def test_what_there_is_not(public, client, address):
    assert client.get(address).status_code == 404


def test_what_is_to_come_has_no_papers_until_its_moment(stage, client):
    now = timezone.now()
    row = play.compose(stage, "ready", now)
    play.clear(stage, row, now)
    play.release(stage, row, now, visible_from=now + dt.timedelta(hours=1))
    row.refresh_from_db()
    making.make_due(now + dt.timedelta(seconds=1))
    ends = (".pdf", ".docx", ".txt", "/parallel.pdf", "/editions/1.pdf")
    addresses = [f"/en/communiques/{row.slug}{end}" for end in ends]
    moment = now + dt.timedelta(hours=1)
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert {client.get(each).status_code for each in addresses} == {404}
    with time_machine.travel(moment, tick=False):
        assert {client.get(each).status_code for each in addresses} == {200}


def test_of_a_withdrawn_text_they_say_so_and_of_a_removed_one_there_are_none(public, stage, client):
    reasons = {"ar": "سبب", "en": "reason"}
    actor = stage.staff["approver"]
    before = client.get(f"{BASE}.txt").getvalue()
    withdrawals.withdraw(public, reasons=reasons, actor=actor)
    said = client.get(f"{BASE}.txt").content.decode()
    assert said.startswith("مسحوب في ")
    assert client.get(f"{BASE}.pdf").status_code == 200
    assert not Document.objects.filter(form="pdf").exists()  # nothing of it is kept
    withdrawals.reinstate(public, reasons=reasons, actor=actor)
    assert client.get(f"{BASE}.txt").getvalue() == before
    withdrawals.withdraw(public, reasons=reasons, removes_text=True, actor=actor)
    assert client.get(f"{BASE}.txt").status_code == 410
    assert client.get(f"{BASE}/parallel.pdf").status_code == 410


# --- drafts -------------------------------------------------------------------------------------


def test_a_draft_is_printed_for_the_desk_alone_marked_and_never_sealed(
    stage, client, as_desk, with_key
):
    row = play.compose(stage, "ready", timezone.now())
    address = url("draft", row.pk, "ar")
    assert client.get(address).status_code == 302
    answer = as_desk("drafter").get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    with pikepdf.open(io.BytesIO(answer.content)) as made:
        assert "/AcroForm" not in made.Root
    assert not Document.objects.exists()


def test_a_draft_that_the_press_refuses_says_why(stage, as_desk):
    row = play.compose(stage, "ready", timezone.now())
    Communique.objects.filter(pk=row.pk).update(title_ar="🙂")
    answer = as_desk("drafter").get(url("draft", row.pk, "ar"))
    assert answer.status_code == 422 and "Amiri" in answer.content.decode()


# --- the seal -----------------------------------------------------------------------------------


def test_a_sealed_pdf_is_signed_whole(arabic, with_key):
    made = making.document(arabic, Form.PDF)
    assert len(made.sealed_by) == 64
    whole = making.read(made).read()
    with pikepdf.open(io.BytesIO(whole)) as document:
        signed = document.Root.AcroForm.Fields[0].V
        first, length, second, rest = (int(each) for each in signed.ByteRange)
    assert (first, second + rest) == (0, len(whole)) and length < second
    assert making.document(arabic, Form.WORD).sealed_by == ""


def test_pictures_and_documents_are_in_the_pdf_with_what_they_show(stage):
    now = timezone.now()
    row = play.compose(stage, "ready", now)
    files = [uploads.clean("hall.jpg", jpeg()), uploads.clean("annex.pdf", a_pdf())]
    author = stage.staff["drafter"]
    attachments.add(row, files, author=author)
    for each in row.attachments.all():
        words = {"alt_en": "The hall", "caption_en": "The annex"}
        change = Change(each.pk, words | {"alt_ar": "القاعة", "caption_ar": "الملحق"})
        row.refresh_from_db()
        assert attachments.save(row, [change], based_on=row.rev_facts, author=author)
    row.refresh_from_db()
    made = pikepdf.open(io.BytesIO(pdf.pdf(Paper(row.text("en"), envelope(row, "en")))))
    shown = [each for each in structure(made.Root.StructTreeRoot) if str(each.S) == "/Figure"]
    assert "The hall" in {str(each.get("/Alt")) for each in shown}
    assert any("/XObject" in page.Resources for page in made.pages)
