"""A PDF that somebody sends to have it examined: ours byte for byte, ours but changed, sealed by
another, of our words, of other words, and no PDF at all."""

import datetime as dt
import io

import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from communiques import withdrawals
from communiques.demo import play
from communiques.documents import making, sealing
from communiques.models import Document, Form
from communiques.proof import verifying
from communiques.uploads import pdf_text, reader
from organizations.audit import AuditEvent
from tests.documents.conftest import certificate


def send(data: bytes, name="text.pdf", language="en"):
    sent = SimpleUploadedFile(name, data, content_type="application/pdf")
    return Client().post(f"/{language}/verify/", {"file": sent})


def said(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def sealed(arabic, with_key) -> bytes:
    return making.read(making.document(arabic, Form.PDF)).read()


def test_our_own_file_is_known_byte_for_byte(sealed):
    answer = send(sealed)
    assert "Genuine: this file is ours, byte for byte" in said(answer)
    assert "AIMC/PR/2022/1" in said(answer) and "unbroken" in said(answer)
    assert not answer.cookies
    assert "صحيح" in said(send(sealed, language="ar"))


def test_every_kind_of_paper_is_known(arabic, english):
    made = [making.document(arabic, form) for form in (Form.WORD, Form.PLAIN)]
    made.append(making.document(arabic, Form.BILINGUAL, english))
    for each in made:
        assert "byte for byte" in said(send(making.read(each).read(), f"x.{each.ending}"))


def test_a_flipped_byte_is_found(sealed):
    for at in (len(sealed) // 3, len(sealed) // 2):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        try:
            file = verifying.of_file(changed, at=timezone.now())
        except verifying.Unreadable:
            continue  # what cannot be read at all is not said to be ours
        assert (file.document, file.seal) == (None, "changed")


def test_a_revision_appended_after_the_seal_is_found(sealed):
    writer, out = IncrementalPdfFileWriter(io.BytesIO(sealed)), io.BytesIO()
    writer.root["/Note"] = generic.pdf_string("not by the council")
    writer.update_root()
    writer.write(out)
    answer = send(out.getvalue())
    assert "was changed after it was sealed" in said(answer)
    assert "byte for byte</h2>" not in said(answer)


def test_a_foreign_seal_is_named(arabic, sealed, settings, tmp_path):
    certificate(tmp_path / "foreign.p12", "The council")  # the same name, another key
    settings.DOCUMENT_KEY = str(tmp_path / "foreign.p12")
    sealing.signer.cache_clear()
    forged = making.printed(arabic, Form.PDF)
    assert "sealed by somebody else" in said(send(forged))


def test_without_its_seal_it_is_judged_by_its_words(sealed):
    with pikepdf.open(io.BytesIO(sealed)) as document:
        del document.Root.AcroForm
        out = io.BytesIO()
        document.save(out)
    html = said(send(out.getvalue()))
    assert "not the one that we made, byte for byte" in html
    assert "The same words" in html or "Genuine" in html


def test_other_words_in_our_dress_are_named(english):
    paper = making.Paper.of(english)
    body = paper.text.body.replace("cooperation with the European", "spite of the European", 1)
    assert body != paper.text.body
    from dataclasses import replace

    forged = making.MAKERS[Form.PDF](replace(paper, text=replace(paper.text, body=body)))
    html = said(send(forged))
    assert "Altered: this is not what we issued" in html and "spite" in html


def test_what_is_to_come_is_not_ours_yet(stage):
    now = timezone.now()
    row = play.compose(stage, "ready", now)
    play.clear(stage, row, now)
    play.release(stage, row, now, visible_from=now + dt.timedelta(hours=1))
    data = making.read(making.document(row.editions.get(language="en"), Form.PDF)).read()
    moment = now + dt.timedelta(hours=1)
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        html = said(send(data))
        assert "Not ours" in html and row.title_en not in html
    with time_machine.travel(moment, tick=False):
        assert "byte for byte</h2>" in said(send(data))


def test_of_a_withdrawn_text_it_says_so(public, stage, sealed):
    actor = stage.staff["approver"]
    withdrawals.withdraw(public, reasons={"ar": "سبب", "en": "It was wrong."}, actor=actor)
    html = said(send(sealed))
    assert "byte for byte</h2>" in html and "It was wrong." in html


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 5000, b"MZ" + b"x" * 100,
     b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]"
     b"/Count 1>>endobj trailer<</Root 1 0 R>>"],
)  # fmt: skip
def test_what_is_no_pdf_gets_a_clear_answer(db, data):
    answer = send(data)
    assert answer.status_code == 422


def test_a_picture_of_a_text_says_what_to_do(db):
    with pikepdf.new() as made:
        made.add_blank_page()
        out = io.BytesIO()
        made.save(out)
    answer = send(out.getvalue())
    assert answer.status_code == 422 and "scan the code" in said(answer)


def test_too_large_a_file(db, monkeypatch):
    monkeypatch.setattr(verifying, "LARGEST", 10)
    assert send(b"%PDF-1.7 and more").status_code == 413


def test_a_reader_that_hangs_is_stopped(monkeypatch, tmp_path):
    program = tmp_path / "hangs.py"
    program.write_text("while True: pass")
    monkeypatch.setattr(reader, "SECONDS", 0.2)
    monkeypatch.setattr(reader, "__file__", str(program))
    with pytest.raises(pdf_text.Unreadable):
        pdf_text.read(b"%PDF-1.7\n")


def test_nothing_of_it_is_kept(sealed, settings):
    before = AuditEvent.objects.count(), Document.objects.count(), files(settings.MEDIA_ROOT)
    send(sealed + b"%")
    assert before == (
        AuditEvent.objects.count(),
        Document.objects.count(),
        files(settings.MEDIA_ROOT),
    )


def files(folder) -> list[str]:
    return sorted(str(each) for each in folder.rglob("*"))
