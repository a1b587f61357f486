"""Pictures and documents: private until their edition is public, cleared like words, stripped of
what they tell of people, and refused where they are hostile."""

import datetime as dt
import io
import json
import re
import zipfile
import zlib

import feedparser
import pikepdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image, PngImagePlugin

from communiques import attachments, blockers, embargo, invariants, opinions, uploads
from communiques.attachments import Change
from communiques.models import Action, Attachment, Communique, EditionFile, StoredFile
from communiques.uploads.documents import or_null
from config.middleware import BoundedUpload
from organizations.audit import AuditEvent
from tests.desk.conftest import url
from tests.standing import scene
from tests.workflow.conftest import Acts

GPS, TURNED, DESCRIPTION = 0x8825, 0x112, 0x10E


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def jpeg(size=(1200, 800), colour=(20, 90, 60), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", **more)
    return out.getvalue()


def png(size=(40, 30), **more) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", size, (1, 2, 3, 128)).save(out, "PNG", **more)
    return out.getvalue()


def telling_jpeg() -> bytes:
    exif = Image.Exif()
    exif[DESCRIPTION] = "secret photographer"
    exif[TURNED] = 6
    exif.get_ifd(GPS)[1] = "N"
    return jpeg(exif=exif, comment=b"secret comment")


def pdf(change=None, **more) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    if change:
        change(made)
    made.save(out, **more)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.exe", b"MZ")
    return out.getvalue()


# --- what is kept of a file ------------------------------------------------------------------


def test_of_a_picture_only_its_pixels_are_kept_the_right_way_up():
    made = uploads.clean("opening.JPG", telling_jpeg())
    assert (made.name, made.media_type) == ("opening.jpg", "image/jpeg")
    assert (made.width, made.height) == (800, 1200)
    assert [(each.width, each.height) for each in made.copies] == [(480, 720)]
    kept = Image.open(io.BytesIO(made.data))
    assert dict(kept.getexif()) == {} and "comment" not in kept.info
    assert b"secret" not in made.data and b"Exif" not in made.data


@pytest.mark.parametrize("clear", [None, 0])
def test_grey_of_sixteen_bits_stays_grey(clear):
    """As scanners write it."""
    scan, out = Image.new("I;16", (256, 2)), io.BytesIO()
    for x in range(256):
        scan.putpixel((x, 0), x * 257)
        scan.putpixel((x, 1), x * 257)
    scan.save(out, "PNG", **({} if clear is None else {"transparency": clear}))
    made = uploads.clean("scan.png", out.getvalue())
    with Image.open(io.BytesIO(made.data)) as kept:
        shown = kept.convert("RGBA")
        assert [shown.getpixel((x, 1))[0] for x in range(1, 256)] == list(range(1, 256))
        assert shown.getpixel((0, 0))[3] == (255 if clear is None else 0)


def test_transparency_stays_and_text_of_a_png_goes():
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "secret")
    made = uploads.clean("seal.png", png(pnginfo=told))
    kept = Image.open(io.BytesIO(made.data))
    assert kept.mode == "RGBA" and kept.getpixel((0, 0)) == (1, 2, 3, 128)
    assert b"secret" not in made.data


def test_of_a_document_its_pages_and_links_are_kept_and_nothing_of_who_made_it():
    def tell(made):
        made.docinfo["/Author"] = "secret"
        with made.open_metadata() as told:
            told["dc:creator"] = ["secret"]
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T="secret", Contents="secret",
            Rect=[0, 0, 9, 9],
        )  # fmt: skip
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
        )
        made.pages[0].Annots = made.make_indirect(pikepdf.Array([note, link]))
        photo = made.make_stream(telling_jpeg())
        photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        photo.Width, photo.Height, photo.BitsPerComponent = 1200, 800, 8
        photo.ColorSpace, photo.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
        made.pages[0].add_resource(photo, pikepdf.Name.XObject)

    made = uploads.clean("programme.pdf", pdf(tell))
    with pikepdf.open(io.BytesIO(made.data)) as kept:
        assert [str(each.Subtype) for each in kept.pages[0].Annots] == ["/Link"]
        assert "/Metadata" not in kept.Root and "/Info" not in kept.trailer
        plain, whole = io.BytesIO(), pikepdf.ObjectStreamMode.disable
        kept.save(plain, object_stream_mode=whole, compress_streams=False)
    assert b"secret" not in plain.getvalue()
    assert uploads.clean("again.pdf", made.data).data == made.data


@pytest.mark.parametrize("packing", [["DCTDecode"], ["FlateDecode", "DCTDecode"]])
def test_of_a_picture_in_a_document_only_its_pixels_are_kept_however_it_is_packed(packing):
    def tell(made):
        jpeg = telling_jpeg()
        photo = made.make_stream(zlib.compress(jpeg) if packing[1:] else jpeg)
        photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        photo.Width, photo.Height, photo.BitsPerComponent = 1200, 800, 8
        photo.ColorSpace = pikepdf.Name.DeviceRGB
        photo.Filter = pikepdf.Array([pikepdf.Name(f"/{each}") for each in packing])
        parameters = [*([None] * len(packing[1:])), pikepdf.Dictionary(ColorTransform=1)]
        photo.DecodeParms = pikepdf.Array(map(or_null, parameters))
        made.pages[0].add_resource(photo, pikepdf.Name.XObject)

    level = pikepdf.StreamDecodeLevel.none
    made = uploads.clean("programme.pdf", pdf(tell, stream_decode_level=level))
    with pikepdf.open(io.BytesIO(made.data)) as kept:
        (photo,) = (each for each in kept.objects if getattr(each, "Width", 0) == 1200)
        assert b"secret" not in photo.read_raw_bytes()
        assert photo.DecodeParms.ColorTransform == 1
        assert pikepdf.PdfImage(photo).as_pil_image().size == (1200, 800)


def scripted(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launching(made):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    made.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)]
    )


def linking_to_script(made):
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="javascript:alert(1)")
    made.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)]
    )


def with_a_file(made):
    made.attachments["run.exe"] = b"MZ"


def signed(made):
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=pikepdf.Dictionary(Contents=b"x"))
    made.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([made.make_indirect(field)]))


def moving() -> bytes:
    out, frames = io.BytesIO(), [Image.new("RGB", (8, 8), each) for each in ("red", "blue")]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def bomb() -> bytes:
    """A small file of 400 million pixels."""
    data = png((1, 1))
    header = (20_000).to_bytes(4) * 2 + data[24:29]
    crc = zlib.crc32(b"IHDR" + header).to_bytes(4)
    return data[:16] + header + crc + data[33:]


LOCKED = pikepdf.Encryption(owner="a", user="b")
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
PAGE = b"\xff\xd8\xff\xfe\x00\x20<html><script>alert(1)"
HOSTILE = {
    "nothing": ("a.png", b"", "empty"),
    "too large": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(uploads.MAX_BYTES), "too_large"),
    "svg with script": ("a.svg", SVG, "unknown_type"),
    "svg called png": ("a.png", SVG, "unknown_type"),
    "page": ("a.html", b"<html><script>alert(1)</script>", "unknown_type"),
    "program": ("a.exe", b"MZ\x90\x00", "unknown_type"),
    "gif": ("a.gif", b"GIF89a", "unknown_type"),
    "picture called program": ("a.jpg.exe", jpeg(), "wrong_ending"),
    "picture called document": ("a.pdf", jpeg(), "wrong_ending"),
    "no ending": ("picture", jpeg(), "bad_name"),
    "turned round": ("a\u202egpj.exe.jpg", jpeg(), "bad_name"),
    "path": ("../../etc/cron.d/a.jpg", jpeg(), "bad_name"),
    "windows path": ("..\\..\\a.jpg", jpeg(), "bad_name"),
    "nul": ("a.php\0.jpg", jpeg(), "bad_name"),
    "only an ending": (".jpg", jpeg(), "bad_name"),
    "jpeg and zip": ("a.jpg", jpeg() + zipped(), "two_in_one"),
    "png and zip": ("a.png", png() + zipped(), "two_in_one"),
    "jpeg and page": ("a.jpg", PAGE + jpeg(), "two_in_one"),
    "jpeg and more": ("a.jpg", jpeg() + b"<?php echo 1;", "two_in_one"),
    "png and more": ("a.png", png() + b"tail", "two_in_one"),
    "pdf and zip": ("a.pdf", pdf() + zipped(), "two_in_one"),
    "pdf and more": ("a.pdf", pdf() + b"\nMZ\x90", "two_in_one"),
    "half a jpeg": ("a.jpg", jpeg()[:900], "broken"),
    "half a png": ("a.png", png()[:60], "broken"),
    "half a pdf": ("a.pdf", pdf()[:200], "broken"),
    "moving": ("a.webp", moving(), "moving"),
    "bomb": ("a.png", bomb(), "too_many_pixels"),
    "locked": ("a.pdf", pdf(encryption=LOCKED), "locked"),
    "script": ("a.pdf", pdf(scripted), "active"),
    "launch": ("a.pdf", pdf(launching), "active"),
    "link to a script": ("a.pdf", pdf(linking_to_script), "active"),
    "file inside": ("a.pdf", pdf(with_a_file), "files_inside"),
    "signed": ("a.pdf", pdf(signed), "signed"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused(case):
    name, data, code = HOSTILE[case]
    with pytest.raises(uploads.Refused) as refused:
        uploads.clean(name, data)
    assert refused.value.code == code


# --- at the desk -------------------------------------------------------------------------------


@scene
def acts(english, row) -> Acts:
    return Acts(english, row)


def attach(row: Communique, author, name="opening.jpg", data=None, **words) -> Attachment:
    assert attachments.add(row, [uploads.clean(name, data or telling_jpeg())], author=author) == 1
    made = row.attachments.last()
    full = {"alt_ar": "قاعة الاجتماع", "alt_en": "The meeting room", "caption_ar": "الافتتاح",
            "caption_en": "The opening"} | words  # fmt: skip
    changes = [Change(made.pk, full)]
    assert attachments.save(row, changes, based_on=row.rev_facts, author=author)
    return row.attachments.get(pk=made.pk)


def send(client, row, *files, **more):
    page = client.get(url("attachments", row.pk))
    data = {"revision": page.context["revision"]}
    for form in page.context["typed"]:
        for field in form:
            if field.value() not in (None, False):
                data[field.html_name] = field.value()
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(url("attachments", row.pk), data | more | {"files": sent})


def test_a_drafter_adds_describes_arranges_and_removes(row, as_):
    client = as_("drafter")
    answer = send(client, row, ("b.jpg", telling_jpeg()), ("جدول الأعمال.pdf", pdf()))
    assert answer.status_code == 302
    first, second = row.attachments.all()
    assert (first.name, second.name) == ("b.jpg", "جدول الأعمال.pdf")
    one, two = f"file-{first.pk}", f"file-{second.pk}"
    words = {f"{one}-alt_ar": " قاعة  الاجتماع", f"{two}-caption_ar": "جدول الأعمال"}
    words |= {f"{one}-position": 2, f"{two}-position": 1}
    assert send(client, row, **words).status_code == 302
    assert [each.name for each in row.attachments.all()] == ["جدول الأعمال.pdf", "b.jpg"]
    assert row.attachments.get(pk=first.pk).alt_ar == "قاعة الاجتماع"
    assert send(client, row, **{f"file-{first.pk}-remove": "on"}).status_code == 302
    assert [each.pk for each in row.attachments.all()] == [second.pk]
    row.refresh_from_db()
    last = row.facts_versions.last()
    assert [each["name"] for each in last.data["attachments"]] == ["جدول الأعمال.pdf"]
    assert last.revision == row.rev_facts


def test_a_refused_file_is_named_and_the_others_and_the_words_are_kept(row, as_, acts):
    made = attach(row, acts.stage.staff["drafter"])
    key = f"file-{made.pk}-caption_ar"
    answer = send(as_("drafter"), row, ("x.svg", SVG), ("y.png", png()), **{key: "شرح جديد"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "x.svg" in html and "neither a picture" in html
    assert [each.name for each in row.attachments.all()] == ["opening.jpg", "y.png"]
    assert row.attachments.get(pk=made.pk).caption_ar == "شرح جديد"


def test_two_people_at_once_and_nothing_typed_is_lost(row, as_, acts):
    made = attach(row, acts.stage.staff["drafter"])
    client, opened = as_("drafter"), row.rev_facts
    acts.facts(place_en="Cairo")
    key = f"file-{made.pk}"
    answer = send(client, row, revision=opened, **{f"{key}-caption_ar": "كلماتي"})
    assert answer.status_code == 422 and "كلماتي" in answer.content.decode()
    assert row.attachments.get(pk=made.pk).caption_ar == "الافتتاح"
    again = send(client, row, **{f"{key}-caption_ar": "كلماتي"})
    assert again.status_code == 302
    assert row.attachments.get(pk=made.pk).caption_ar == "كلماتي"


def test_a_translator_writes_the_words_of_the_translation_alone(row, as_, acts):
    made = attach(row, acts.stage.staff["drafter"])
    key, client = f"file-{made.pk}", as_("translator")
    forged = {f"{key}-alt_ar": "مزور", f"{key}-position": 9, f"{key}-remove": "on"}
    assert send(client, row, **forged, **{f"{key}-alt_en": "A hall"}).status_code == 302
    made.refresh_from_db()
    assert (made.alt_ar, made.alt_en, made.position) == ("قاعة الاجتماع", "A hall", 1)
    assert send(client, row, ("c.png", png())).status_code == 403


@pytest.mark.parametrize("who", ["reviewer", "approver", "publisher", "protocol", "stranger"])
def test_who_does_not_write_changes_nothing(row, as_, acts, stranger, who):
    made = attach(row, acts.stage.staff["drafter"])
    file = url("file", row.pk, made.file.digest, "whole.jpg")
    client = as_(who)
    seen = 404 if who == "stranger" else 200
    assert client.get(url("attachments", row.pk)).status_code == seen
    assert client.get(file).status_code == seen
    posted = client.post(url("attachments", row.pk), {"revision": row.rev_facts, "files": []})
    assert posted.status_code == (404 if who == "stranger" else 403)


def test_the_page_costs_the_same_with_one_file_and_with_five(
    row, as_, acts, django_assert_num_queries
):
    client, drafter = as_("drafter"), acts.stage.staff["drafter"]
    for number in range(5):
        attach(row, drafter, f"{number}.png", png((40 + number, 30)))
        if number in (0, 4):
            with django_assert_num_queries(8):
                assert client.get(url("attachments", row.pk)).status_code == 200


# --- clearance --------------------------------------------------------------------------------


def test_a_change_of_a_picture_makes_what_was_cleared_lapse_and_undoing_revives_it(acts):
    drafter = acts.stage.staff["drafter"]
    made = attach(acts.row, drafter)
    acts.clear()
    assert acts.stages() == {"ar": "ready", "en": "ready"}
    change = lambda **words: attachments.save(  # noqa: E731
        acts.row, [Change(made.pk, words)], based_on=acts.row.rev_facts, author=drafter
    )
    assert change(alt_en="Another room")
    assert acts.stages() == {"ar": "ready", "en": "submitted"}
    assert change(alt_en="The meeting room")
    assert acts.stages() == {"ar": "ready", "en": "ready"}
    assert attachments.add(acts.row, [uploads.clean("b.png", png())], author=drafter) == 1
    assert acts.stages() == {"ar": "submitted", "en": "submitted"}


def test_whoever_touched_a_picture_does_not_clear_the_text(acts):
    attach(acts.row, acts.stage.staff["reviewer"])
    acts.submit()
    standing = acts.standing("en")
    assert acts.stage.staff["reviewer"].pk in standing.contributors


@pytest.mark.parametrize("missing", ["alt_ar", "alt_en"])
def test_a_picture_without_words_keeps_the_text_from_release(acts, missing):
    attach(acts.row, acts.stage.staff["drafter"], **{missing: ""})
    codes = {k: [b.code for b in blockers.of_facts(acts.standing(k))] for k in ("ar", "en")}
    assert codes == {k: ["no_words"] if missing.endswith(k) else [] for k in ("ar", "en")}


def test_nothing_is_attached_while_a_release_is_scheduled(acts, as_):
    attach(acts.row, acts.stage.staff["drafter"])
    acts.clear()
    acts.release(in_days=2)
    answer = send(as_("drafter"), acts.row, ("b.png", png()))
    assert answer.status_code == 422
    assert acts.row.attachments.count() == 1


# --- readers ---------------------------------------------------------------------------------


@scene
def scheduled_row(acts):
    attach(acts.row, acts.stage.staff["drafter"])
    attach(acts.row, acts.stage.staff["drafter"], "agenda.pdf", pdf(), shown_in="en")
    acts.clear()
    acts.release(in_days=2)
    acts.row.refresh_from_db()
    return acts.row


def addresses(row) -> list[str]:
    found = []
    for each in row.attachments.select_related("file"):
        found.append(f"/files/{each.file.digest}/whole.{each.file.ending}")
        found += [f"/files/{each.file.digest}/{c['width']}.webp" for c in each.file.copies]
    return found


def test_files_are_private_until_the_moment_of_their_edition(scheduled_row):
    moment, files = scheduled_row.editions.first().visible_from, addresses(scheduled_row)
    assert len(files) == 3
    statuses = lambda: {Client().get(each).status_code for each in files}  # noqa: E731
    with time_machine.travel(moment - dt.timedelta(seconds=1), tick=False):
        assert statuses() == {404}
    with time_machine.travel(moment, tick=False):
        assert statuses() == {200}
        pages = {k: Client().get(f"/{k}/communiques/{scheduled_row.slug}/").content.decode()
                 for k in ("ar", "en")}  # fmt: skip
    picture, document = scheduled_row.attachments.all()
    assert 'alt="قاعة الاجتماع"' in pages["ar"] and 'alt="The meeting room"' in pages["en"]
    assert picture.file.digest in pages["ar"] and document.file.digest not in pages["ar"]
    assert document.file.digest in pages["en"]


def test_called_off_they_stay_private(acts, scheduled_row):
    files, moment = addresses(scheduled_row), timezone.now() + dt.timedelta(days=3)
    acts.do(Action.CALL_OFF, "publisher", "ar", reason="error")
    with time_machine.travel(moment, tick=False):
        assert {Client().get(each).status_code for each in files} == {404}


def test_how_a_public_file_is_sent(acts):
    attach(acts.row, acts.stage.staff["drafter"])
    attach(acts.row, acts.stage.staff["drafter"], "جدول.pdf", pdf())
    acts.clear()
    acts.release()
    whole, copy, document = addresses(acts.row)
    answer = Client().get(whole)
    body = b"".join(answer.streaming_content)
    assert b"secret" not in body and answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["Content-Disposition"] == 'inline; filename="opening.jpg"'
    assert not answer.cookies
    again = Client().get(whole, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(copy)["Content-Type"] == "image/webp"
    assert Client().get(document)["Content-Disposition"].startswith("attachment; filename*=utf-8")
    base = whole.rsplit("/", 1)[0]
    wrong = (f"{base}/481.webp", f"{base}/whole.pdf", f"{base}/..%2f..%2fbayan.sqlite3",
             f"/files/{'0' * 64}/whole.jpg", "/files/x/y")  # fmt: skip
    assert {Client().get(each).status_code for each in wrong} == {404}
    assert Client().post(whole).status_code in (403, 405)


def test_an_earlier_edition_keeps_its_files(acts):
    made = attach(acts.row, acts.stage.staff["drafter"])
    acts.clear()
    acts.release()
    drafter, (whole, _copy) = acts.stage.staff["drafter"], addresses(acts.row)
    acts.row.refresh_from_db()
    change = [Change(made.pk, {}, removed=True)]
    assert attachments.save(acts.row, change, based_on=acts.row.rev_facts, author=drafter)
    for language in ("ar", "en"):
        acts.write(language, change_note="صورة أزيلت" if language == "ar" else "Picture removed")
    acts.clear()
    acts.release()
    slug = acts.row.slug
    assert whole not in Client().get(f"/en/communiques/{slug}/").content.decode()
    assert whole in Client().get(f"/en/communiques/{slug}/editions/1/").content.decode()
    assert Client().get(whole).status_code == 200


def test_a_reader_under_embargo_sees_them_and_each_opening_is_logged(acts, scheduled_row):
    release, by = scheduled_row.releases.get(), acts.stage.staff["publisher"]
    reader, token = embargo.admit(release, "Rania Khoury", account=None, by=by)
    page = Client().get(f"/en/embargo/{token}/").content.decode()
    files = [each.replace("/files/", f"/en/embargo/{token}/files/", 1)
             for each in addresses(scheduled_row)]  # fmt: skip
    assert all(each in page for each in files)
    assert {Client().get(each).status_code for each in files} == {200}
    logged = AuditEvent.objects.filter(verb="file read under embargo").order_by("seq")
    assert [each.data["which"] for each in logged] == ["whole.jpg", "480.webp", "whole.pdf"]
    assert {each.data["name"] for each in logged} == {"Rania Khoury"}
    embargo.revoke(reader, by)
    assert {Client().get(each).status_code for each in files} == {410}
    forged = files[0].replace(token, token[:-3] + "aaa")
    assert Client().get(forged).status_code == 404


def test_under_embargo_each_file_bears_the_name_of_its_reader(acts, scheduled_row):
    """Whatever gets abroad says from whom: no two readers are sent the same bytes, nobody those
    that will be public."""
    release, by = scheduled_row.releases.get(), acts.stage.staff["publisher"]
    for address in addresses(scheduled_row):
        sent = []
        for name in ("Rania Khoury", "رانية خوري"):
            _reader, token = embargo.admit(release, name, account=None, by=by)
            answer = Client().get(address.replace("/files/", f"/en/embargo/{token}/files/", 1))
            sent.append((answer["Content-Type"], b"".join(answer.streaming_content)))
        with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
            public = Client().get(address)
            open_to_all = b"".join(public.streaming_content)
        assert {kind for kind, _content in sent} == {public["Content-Type"]}
        assert len({open_to_all, *(content for _kind, content in sent)}) == 3
        assert {shape(content) for _kind, content in sent} == {shape(open_to_all)}


def shape(content: bytes):
    """The size of a picture, or how many pages a document has."""
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            return len(document.pages)
    return Image.open(io.BytesIO(content)).size


def test_an_office_asked_for_its_opinion_sees_them_while_the_link_shows_the_text(acts):
    made = attach(acts.row, acts.stage.staff["drafter"])
    link, token = opinions.ask(
        acts.row, "en", "Ministry", days=3, by=acts.stage.staff["reviewer"]
    )  # fmt: skip
    file = f"/en/opinion/{token}/files/{made.file.digest}/whole.jpg"
    assert f"/en/opinion/{token}/files/{made.file.digest}/" in (
        Client().get(f"/en/opinion/{token}/").content.decode()
    )
    assert Client().get(file).status_code == 200
    assert Client().get(f"/files/{made.file.digest}/whole.jpg").status_code == 404
    opinions.revoke(link, acts.stage.staff["reviewer"])
    assert Client().get(file).status_code == 404


# --- the database ------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [StoredFile, EditionFile])
def test_what_was_sealed_of_a_file_cannot_change(scheduled_row, model):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**{"ending" if model is StoredFile else "name": "exe"})
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all()._raw_delete("default")


@pytest.mark.parametrize("harm", ["altered", "lost"])
def test_verify_names_a_file_that_is_not_as_it_was(scheduled_row, settings, harm):
    assert [each for each in invariants.failures() if each.invariant == 6] == []
    stored = scheduled_row.attachments.first().file
    path = settings.MEDIA_ROOT / stored.path(480)
    path.write_bytes(b"other") if harm == "altered" else path.unlink()
    (failure,) = [each for each in invariants.failures() if each.invariant == 6]
    assert failure.where == stored.path(480)


def test_half_a_file_left_by_a_machine_that_stopped_is_written_anew(row, acts, settings):
    clean = uploads.clean("opening.jpg", telling_jpeg())
    first = attachments.store(clean, None)
    (settings.MEDIA_ROOT / first.path()).write_bytes(clean.data[:100])
    again = attachments.store(clean, None)
    assert again.pk == first.pk
    assert (settings.MEDIA_ROOT / first.path()).read_bytes() == clean.data


def test_machines_are_told_of_what_is_public(acts):
    attach(acts.row, acts.stage.staff["drafter"])
    attach(acts.row, acts.stage.staff["drafter"], "agenda.pdf", pdf())
    acts.clear()
    acts.release()
    acts.row.refresh_from_db()
    picture, document = (each.file for each in acts.row.attachments.all())
    address = f"http://127.0.0.1:8000/files/{picture.digest}/whole.jpg"
    page = Client().get(f"/en/communiques/{acts.row.slug}/").content.decode()
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta property="og:image:alt" content="The meeting room">' in page
    data = json.loads(re.search(r'application/ld\+json">(.*?)</script>', page)[1])
    assert data["image"] == [address]
    entry = feedparser.parse(Client().get("/en/feed/").content).entries[0]
    assert [(each.href, each.type, each.length) for each in entry.enclosures] == [
        (address, "image/jpeg", str(picture.size)),
        (
            f"http://127.0.0.1:8000/files/{document.digest}/whole.pdf",
            "application/pdf",
            str(document.size),
        ),
    ]


def test_a_session_that_ends_costs_no_word(row, as_, acts):
    """The files have to be chosen again; what was typed is there."""
    made = attach(row, acts.stage.staff["drafter"])
    client, key = as_("drafter"), f"file-{made.pk}-caption_ar"
    page = client.get(url("attachments", row.pk))
    data = {"revision": row.rev_facts, "written_by": page.context["written_by"], key: "شرح طويل"}
    client.logout()
    big = SimpleUploadedFile("big.jpg", telling_jpeg() + bytes(7 * 1024 * 1024))
    answer = client.post(url("attachments", row.pk), data | {"files": [big]})
    assert answer.status_code == 302 and "/login/" in answer["Location"]
    html = as_("drafter").get(url("attachments", row.pk)).content.decode()
    assert "شرح طويل" in html and "Your session had ended" in html
    assert row.attachments.get().caption_ar == "الافتتاح"


@pytest.mark.parametrize("who", ["anonymous", "drafter"])
def test_a_request_of_any_size_is_not_taken_in(row, as_, client, monkeypatch, who):
    monkeypatch.setattr(BoundedUpload, "LARGEST", 10_000)
    if who == "drafter":
        as_("drafter")
    files = [SimpleUploadedFile("a.jpg", bytes(20_000))]
    answer = client.post(url("attachments", row.pk), {"revision": 1, "files": files})
    assert answer.status_code == 413
    assert row.attachments.count() == 0
