"""Files in a bucket that speaks S3, in the place of a folder: the same site."""

import io
import os
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import boto3
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from PIL import Image

from communiques import attachments, erased, redactions, uploads, withdrawals
from communiques.attachments import Change
from communiques.demo import play
from communiques.models import Edition, EditionFile
from config import media
from tests.workflow.conftest import Acts

BUCKET, KEY, SECRET = "council", "key", "s3cret/+"


@pytest.fixture(scope="module")
def server():
    """A stand-in for S3 that speaks its protocol, in a process of its own."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _try in range(300):
        try:
            urlopen(f"http://127.0.0.1:{port}/moto-api/data.json").close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture
def bucket(server, settings, monkeypatch):
    for name in [each for each in os.environ if each.startswith("AWS_")]:
        monkeypatch.delenv(name)
    url = f"s3+http://{KEY}:s3cret%2F%2B@{server}/{BUCKET}"
    settings.STORAGES = {**settings.STORAGES, "default": media.bucket(url)}
    made = boto3.resource("s3", endpoint_url=f"http://{server}", region_name="us-east-1",
                          aws_access_key_id=KEY, aws_secret_access_key=SECRET)  # fmt: skip
    found = made.create_bucket(Bucket=BUCKET)
    found.objects.all().delete()
    return found


def picture() -> uploads.Clean:
    stream = io.BytesIO()
    Image.new("RGB", (900, 500), "darkgreen").save(stream, "PNG")
    return uploads.clean("room.png", stream.getvalue())


def names(bucket) -> set[str]:
    return {each.key for each in bucket.objects.all()}


@pytest.mark.django_db(transaction=True)
def test_pictures_and_papers_live_in_the_bucket(bucket, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stage = play.set_the_stage()
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    drafter = stage.staff["drafter"]
    attachments.add(acts.row, [picture()], author=drafter)
    acts.row.refresh_from_db()
    (each,) = acts.row.attachments.all()
    changes = [Change(each.pk, {"alt_ar": "قاعة", "alt_en": "A room"})]
    attachments.save(acts.row, changes, based_on=acts.row.rev_facts, author=drafter)
    acts.clear()
    acts.release()
    file = EditionFile.objects.first().file
    assert file.path() in names(bucket)
    assert list(tmp_path.iterdir()) == []
    reader = Client()
    shown = reader.get(f"/files/{file.digest}/whole.png")
    assert b"".join(shown.streaming_content) == default_storage.open(file.path()).read()
    slug = Edition.objects.first().communique.slug
    paper = reader.get(f"/ar/communiques/{slug}.txt")
    assert paper.status_code == 200
    assert len(names(bucket)) > 2
    call_command("export_public", verbosity=0)
    assert any(name.startswith("exports/") for name in names(bucket))
    call_command("verify")


@pytest.mark.django_db(transaction=True)
def test_the_file_of_everything_and_the_record_of_redactions_are_found_in_the_bucket(bucket):
    """A bucket knows no folders, only what is in them."""
    stage = play.set_the_stage()
    acts = Acts(stage, play.compose(stage, "review", timezone.now()))
    acts.clear()
    acts.release()
    address = "/api/v1/communiques/all.jsonl.gz"
    assert Client().get(address).status_code == 404 and erased.kept() == []
    for _night in range(2):
        call_command("export_public", verbosity=0)
    assert len([each for each in names(bucket) if each.startswith("exports/")]) == 1
    assert Client().get(address).status_code == 200
    reasons, (first, second) = {"ar": "بأمر المحكمة.", "en": "By order."}, ("approver", "deputy")
    withdrawals.withdraw(acts.row, reasons=reasons, actor=stage.staff[first])
    both = [["ar", 1], ["en", 1]]
    asked = redactions.ask(acts.row, numbers=both, reasons=reasons, actor=stage.staff[first])
    redactions.confirm(asked, actor=stage.staff[second])
    assert {each.partition("/")[0] for each in names(bucket)} == {"redactions"}
    (record,) = erased.kept()
    assert (record["asked_by"], record["confirmed_by"]) == (first, second)


@pytest.mark.parametrize("url", [
    "s3://host/bucket", "s3://key@host/bucket", "s3://key:secret@host/", "s3://key:secret@host/a/b",
    "https://key:secret@host/bucket", "bucket", "s3://key:secret@/bucket",
])  # fmt: skip
def test_what_is_no_bucket_is_refused(url):
    with pytest.raises(media.BadStorage):
        media.bucket(url)
