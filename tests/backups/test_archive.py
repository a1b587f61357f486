"""An archive is whole or is refused: every byte of it counts, and nothing is unpacked under a name
of its own choosing."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from communiques.backups import members, restoring
from communiques.backups.members import Damaged, Writer, check, rows_in

PICTURE = "files/ab/" + "ab" * 32 + "/whole.png"
PAPER = "documents/cd/" + "cd" * 32 + ".pdf"


@pytest.fixture
def archive(tmp_path) -> Path:
    """Two tables, one of several parts, and two files."""
    path = tmp_path / "backup.tar"
    with path.open("wb") as stream:
        writer = Writer(stream, {"version": "1"})
        writer.rows("a_table", ([n, "نص" * 1000] for n in range(1500)))
        writer.rows("b_table", [[1, None, {"b": 1, "a": [True]}]])
        writer.file(PICTURE, io.BytesIO(b"a picture"), 9)
        writer.file(PAPER, io.BytesIO(b"a paper"), 7)
        writer.add(members.REDACTIONS, b"")
        writer.close(numbers={"a_table": 9})
    return path


def rewritten(archive: Path, change) -> Path:
    """The archive with each member as `change` gives it: (TarInfo, bytes), or None to leave out."""
    other = archive.with_name("changed.tar")
    with tarfile.open(archive) as old, tarfile.open(other, "w") as new:
        for info in old:
            for made, data in change(info, old.extractfile(info).read()) or []:
                made.size = len(data)
                new.addfile(made, io.BytesIO(data))
    return other


def test_what_was_written_is_read(archive):
    manifest = check(archive)
    assert manifest["counts"] == {"a_table": 1500, "b_table": 1}
    assert (manifest["files"], manifest["bytes"], manifest["numbers"]) == (2, 16, {"a_table": 9})
    read = {name: content.read() for name, content in members.members(archive)}
    rows = [row for name, data in read.items() if "a_table" in name for row in rows_in(data)]
    assert rows == [[n, "نص" * 1000] for n in range(1500)]
    assert sum("a_table" in name for name in read) == 3
    assert read[f"media/{PICTURE}"] == b"a picture"


def test_every_byte_counts(archive, tmp_path):
    """One bit turned, in every member and every header of one; padding alone means nothing."""
    whole, other = archive.read_bytes(), tmp_path / "other.tar"
    with tarfile.open(archive) as tar:
        places = [
            (info.name, at)
            for info in tar
            for at in (info.offset, info.offset_data, info.offset_data + info.size - 1)
            if info.size
        ]
    unnoticed = []
    for name, at in places:
        changed = bytearray(whole)
        changed[at] ^= 1
        other.write_bytes(changed)
        try:
            check(other)
        except Damaged:
            continue
        unnoticed.append((name, at))
    assert len(places) > 20 and unnoticed == []


def test_what_was_cut_off_is_refused(archive, tmp_path):
    whole, other = archive.read_bytes(), tmp_path / "other.tar"
    end = whole.rindex(b"}")
    for size in (0, 1, 511, 512, 5000, len(whole) // 2, end):
        other.write_bytes(whole[:size])
        with pytest.raises(Damaged):
            check(other)


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd", "/etc/passwd", "media/../../x", "media/files/ab/x",
        "rows/A.000000.jsonl.gz",
        "media/documents/cd/" + "cd" * 32 + ".exe", "media/redactions/x.json", "x",
        "media/files/ab/" + "ab" * 32 + "/whole.png/../../../../x",
    ],
)  # fmt: skip
def test_a_name_that_no_backup_has_is_refused(archive, name):
    def with_another(info, data):
        yield info, data
        if info.name == members.HEAD:
            yield tarfile.TarInfo(name), b"x"

    with pytest.raises(Damaged, match="which no backup does"):
        check(rewritten(archive, with_another))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE]
)
def test_what_is_no_file_is_refused(archive, kind):
    def with_link(info, data):
        yield info, data
        if info.name == members.HEAD:
            link = tarfile.TarInfo(f"media/{PICTURE}")
            link.type, link.linkname = kind, "/etc/passwd"
            yield link, b""

    with pytest.raises(Damaged, match="which no backup does"):
        check(rewritten(archive, with_link))


def without(name):
    return lambda info, data: [] if name in info.name else [(info, data)]


def twice(name):
    return lambda info, data: [(info, data)] * (1 + (name in info.name))


def as_(name, changed: bytes):
    return lambda info, data: [(info, changed if name in info.name else data)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (without("manifest"), "no manifest"),
        (without("a_table.000001"), "damaged or missing"),
        (without("listing"), "damaged or missing"),
        (without(PICTURE), "damaged or missing"),
        (without(members.REDACTIONS), "damaged or missing"),
        (without(members.HEAD), "not a backup of Bayan"),
        (twice("b_table"), "in it twice"),
        (twice("manifest"), "behind its manifest"),
        (as_(PAPER, b"other"), "damaged or missing"),
        (as_("manifest", b"{}"), "manifest is damaged"),
        (as_(members.HEAD, b"[}"), "is damaged"),
        (as_(members.HEAD, json.dumps({"format": "bayan/backup/9"}).encode()), "does not know"),
        (as_("listing", b"nothing"), "is damaged"),
    ],
)
def test_what_is_not_whole_is_refused(archive, change, why):
    with pytest.raises(Damaged, match=why):
        check(rewritten(archive, change))


@pytest.mark.parametrize("content", [b"", b"nothing of the kind" * 100, b"\x1f\x8b" + b"0" * 2000])
def test_what_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        check(path)


@pytest.mark.parametrize("said", ["{}", "[]", "5", '{"editions": []}', "no JSON"])
def test_what_is_no_record_of_a_redaction_is_refused(tmp_path, said):
    (file := tmp_path / "record.json").write_text(said)
    with pytest.raises(restoring.NotRestored, match="is no record of a redaction"):
        restoring.records_of(file)
