"""A site comes back from its backup as it was, on either database: row by row, file by file, with
its numbers, its triggers and its search; and nothing is ever written over."""

import hashlib
import json
import os
import stat
import tarfile

import pytest

from communiques.backups import members

NOW = "from django.utils import timezone; now = timezone.now();"
#: The seed's text, found with another text's history untouched.
TEXT = "from communiques.models import *; row = Communique.objects.get(slug='{slug}');"


def parts(file) -> dict[str, str]:
    """Each part of the rows, with its SHA-256."""
    return {name: each for name, each in members.check(file)["parts"].items() if "rows/" in name}


def stored(site) -> dict[str, str]:
    return {
        str(each.relative_to(site.media)): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in site.media.rglob("*")
        if each.is_file()
    }


def test_all_comes_back_as_it_was(saved, demonstration, bare, tmp_path):
    said = bare.manage("restore", str(saved))
    assert "All invariants hold." in said
    assert stored(bare) == stored(demonstration)
    again = tmp_path / "again.tar"
    bare.manage("backup", str(again))
    assert parts(again) == parts(saved)
    first, second = members.check(saved), members.check(again)
    for name in ("numbers", "columns", "chain", "counts", "migrations"):
        assert second[name] == first[name]
    found = bare.python(
        f"{NOW} from communiques.search import finding; from communiques.models import Edition;"
        "print(Edition.objects.public(at=now).count(), *sorted(Edition.objects.public(at=now)"
        ".values_list('symbol', flat=True)))"
    )
    assert found.split()[0] != "0"


def test_what_is_sealed_cannot_be_changed_afterwards(saved, fresh):
    fresh.manage("restore", str(saved))
    said = fresh.python(
        "from django.db import DatabaseError, transaction\n"
        "from communiques.models import Edition\n"
        "try:\n"
        "    with transaction.atomic(): Edition.objects.update(title='x')\n"
        "except DatabaseError as error: print(error)"
    )
    assert "communiques_edition is append-only: update" in said


def test_no_number_is_given_twice(site, fresh, tmp_path):
    """The audit chain names rows by it: of one that is gone, too."""
    create = (
        "from organizations.models import Organization;"
        "print('#', Organization.objects.create(name_ar='x', name_en='x').pk)"
    )
    last = int(site.python(create).split("#")[1])
    site.python(
        "from organizations.models import Organization;"
        f"Organization.objects.get(pk={last}).delete()"
    )
    site.manage("backup", str(tmp_path / "b.tar"))
    fresh.manage("restore", str(tmp_path / "b.tar"))
    assert int(fresh.python(create).split("#")[1]) == last + 1


def test_who_was_logged_in_is_so_no_longer(site, fresh, tmp_path):
    site.python("from organizations.accounts.sessions import SessionStore; SessionStore().create()")
    assert site.count("organizations_desksession") == 1
    site.manage("backup", str(tmp_path / "b.tar"))
    fresh.manage("restore", str(tmp_path / "b.tar"))
    assert fresh.count("organizations_desksession") == 0


# --- what is refused ------------------------------------------------------------------------------


def test_a_site_that_is_not_new_is_left_alone(saved, fresh):
    fresh.manage("roles")
    before = fresh.ask("SELECT name FROM auth_group ORDER BY id")
    said = fresh.manage("restore", str(saved), code=1)
    assert "this site is not new: auth_group has rows" in said
    assert fresh.ask("SELECT name FROM auth_group ORDER BY id") == before
    assert fresh.count("communiques_edition") == 0


def test_a_damaged_backup_touches_nothing(saved, fresh, tmp_path):
    whole = saved.read_bytes()
    other = tmp_path / "cut.tar"
    other.write_bytes(whole[: len(whole) // 2])
    said = fresh.manage("restore", str(other), code=1)
    assert "is not restored: " in said and "cut off" in said
    assert not fresh.media.exists()


def test_a_file_that_is_not_there_is_said(fresh, tmp_path):
    said = fresh.manage("restore", str(tmp_path / "none.tar"), code=1)
    assert "No such file or directory" in said


def test_no_backup_is_overwritten(site, tmp_path):
    file = tmp_path / "b.tar"
    file.write_text("precious")
    said = site.manage("backup", str(file), code=1)
    assert "is there already; no backup is overwritten" in said
    assert file.read_text() == "precious"
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["b.tar"]


def test_a_folder_that_is_not_there_is_said(site, tmp_path):
    said = site.manage("backup", str(tmp_path / "none" / "b.tar"), code=1)
    assert "No backup was written: " in said and "No such file" in said


def test_a_backup_of_a_newer_version_says_the_way_out(saved, fresh, tmp_path):
    said = fresh.manage(
        "restore", str(with_migrations(saved, tmp_path, ["events", "9999_x"])), code=1
    )
    assert "made by a newer Bayan" in said and "events.9999_x" in said


def with_migrations(saved, tmp_path, more: list[str]):
    """The backup, of a site that had one migration more."""
    other = tmp_path / "newer.tar"
    with tarfile.open(saved) as old, other.open("wb") as stream:
        manifest = members.check(saved)
        head = {name: manifest[name] for name in ("version", "site", "made_at", "database")}
        writer = members.Writer(stream, {**head, "migrations": [*manifest["migrations"], more]})
        for info in old:
            if not info.name.startswith(("manifest", members.HEAD, "media", "listing")):
                writer.add(info.name, old.extractfile(info).read())
        writer.counts = manifest["counts"]
        writer.close(**{name: manifest[name] for name in ("columns", "numbers", "chain", "lost")})
    return other


# --- an older version -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def older(tmp_path_factory):
    """A backup from before redactions, of a site with a body in it."""
    from tests.installation import Site

    site = Site(tmp_path_factory.mktemp("older") / "site")
    for app in ("admin", "sessions", "events"):
        site.manage("migrate", app, "--verbosity", "0")
    site.manage("migrate", "communiques", "0023", "--verbosity", "0")
    site.python(
        "from organizations.models import Organization;"
        "Organization.objects.create(name_ar='مجلس', name_en='Council')"
    )
    file = site.home.parent / "older.tar"
    site.manage("backup", str(file))
    return file


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(older, bare):
    said = bare.manage("restore", str(older))
    assert "All invariants hold." in said
    assert bare.ask("SELECT name_ar FROM organizations_organization") == [("مجلس",)]
    assert bare.count("communiques_redaction") == 0
    bare.manage("roles")


def test_into_newer_tables_it_is_refused_with_the_way_out(older, fresh):
    said = fresh.manage("restore", str(older), code=1)
    assert "made by an older Bayan, before communiques.0024_redactions" in said
    assert "restore it into a database that was never migrated" in said
    assert fresh.count("organizations_organization") == 0


# --- keys apart -----------------------------------------------------------------------------------


def test_the_archive_has_no_key_and_the_keys_have_a_file_of_their_own(site, tmp_path):
    listed, key = tmp_path / "keys.json", tmp_path / "key.pem"
    said = site.manage("signing_key", str(key))
    listed.write_text(json.dumps([json.loads(said[said.index("{") :])]))
    site.environment |= {"SIGNING_KEY": str(key), "SIGNING_KEYS": str(listed)}
    file, keys = tmp_path / "b.tar", tmp_path / "keys.tar"
    said = site.manage("backup", str(file), "--keys", str(keys))
    assert "environment, signing.pem, signing_keys.json" in said
    assert stat.S_IMODE(os.stat(keys).st_mode) == stat.S_IMODE(os.stat(file).st_mode) == 0o600
    with tarfile.open(keys) as tar:
        found = {info.name: tar.extractfile(info).read() for info in tar}
    secret = site.env()["SECRET_KEY"]  # the key of second factors, too, where none is set
    assert found["environment"].decode() == f"SECRET_KEY={secret}\nFACTOR_KEY={secret}\n"
    assert found["signing.pem"] == key.read_bytes()
    assert json.loads(found["signing_keys.json"]) == json.loads(listed.read_text())
    held = b"".join(content.read() for _name, content in members.members(file))
    assert site.env()["SECRET_KEY"].encode() not in held
    assert b"PRIVATE KEY" not in held
    said = site.manage("backup", str(tmp_path / "c.tar"), "--keys", str(keys), code=1)
    assert "File exists" in said and not (tmp_path / "c.tar").exists()


# --- files ----------------------------------------------------------------------------------------


def test_a_file_that_the_storage_lost_is_named_and_the_rest_is_kept(site, fresh, tmp_path):
    lost, damaged = sorted(each for each in site.media.rglob("*.pdf"))[:2]
    lost.unlink()
    damaged.write_bytes(b"x" + damaged.read_bytes()[1:])
    said = site.manage("backup", str(tmp_path / "b.tar"), code=2)
    assert said.count("the storage has lost it, or it is damaged") == 2
    manifest = members.check(tmp_path / "b.tar")
    names = {str(each.relative_to(site.media)) for each in (lost, damaged)}
    assert set(manifest["lost"]) == names
    said = fresh.manage("restore", str(tmp_path / "b.tar"), code=2)
    assert f"{lost.relative_to(site.media)}: the storage has lost it" in said
    assert f"{damaged.relative_to(site.media)}: is not the document that was made" in said


# --- what was redacted since ----------------------------------------------------------------------

WITHDRAW = (
    "from communiques import withdrawals, redactions; from communiques.models import *;"
    "from organizations.models import User; user = lambda name: User.objects.get(username=name);"
    "why = {'ar': 'أمر قضائي', 'en': 'By order of a court'};"
    "row = Communique.objects.get(conference__slug='small-arms-2022');"
    "withdrawals.withdraw(row, reasons=why, removes_text=True, actor=user('approver'));"
)
REDACT = WITHDRAW + (
    "asked = redactions.ask(row, numbers=[['ar', 1], ['en', 1]], reasons=why,"
    " actor=user('approver')); redactions.confirm(asked, actor=user('deputy'))"
)
TITLES = (
    "from communiques.models import Edition; from django.utils import timezone;"
    "rows = Edition.objects.filter(communique__conference__slug='small-arms-2022');"
    "print('#', sum(bool(e.title) for e in rows),"
    " rows.public(at=timezone.now()).count())"
)


def words_left(site) -> tuple[int, int]:
    """Editions of that text that have words, and those that readers see."""
    return tuple(map(int, site.python(TITLES).split("#")[1].split()))


@pytest.fixture
def redacted(site, tmp_path):
    """A site whose text was redacted after its backup; and the backup."""
    file = tmp_path / "before.tar"
    site.manage("backup", str(file))
    site.python(REDACT)
    return site, file


def test_words_redacted_after_the_backup_do_not_come_back_where_the_storage_is_left(
    redacted, fresh
):
    site, file = redacted
    (fresh.media / "redactions").mkdir(parents=True)
    for each in (site.media / "redactions").iterdir():
        (fresh.media / "redactions" / each.name).write_bytes(each.read_bytes())
    said = fresh.manage("restore", str(file))
    assert "Redacted again: " in said and "All invariants hold." in said
    assert words_left(fresh) == (0, 0)
    assert not list((fresh.media / "documents").rglob("*.*")) or fresh.verified() == (
        "All invariants hold."
    )


def test_nor_where_a_newer_backup_tells_of_it(redacted, fresh, tmp_path):
    site, file = redacted
    newer = tmp_path / "after.tar"
    site.manage("backup", str(newer))
    said = fresh.manage("restore", str(file), "--redactions", str(newer))
    assert "Redacted again: " in said and "1 were known of" in said
    assert words_left(fresh) == (0, 0)


def test_where_nothing_tells_of_it_that_is_said_loudly(redacted, fresh):
    _site, file = redacted
    said = fresh.manage("restore", str(file))
    made = members.check(file)["made_at"]
    assert f"Words that were redacted after {made} are back, unless" in said
    assert words_left(fresh) == (2, 2)


def test_what_nobody_may_redact_again_is_hidden_until_people_decide(site, fresh, tmp_path):
    """Whoever confirmed it has come since: the backup does not know them."""
    file, newer = tmp_path / "before.tar", tmp_path / "after.tar"
    site.manage("backup", str(file))
    site.python(
        "from organizations.models import User; u = User.objects.get(username='deputy');"
        "groups = list(u.groups.all()); u.pk = None; u.username = 'new'; u.save();"
        "u.groups.set(groups)"
    )
    site.python(REDACT.replace("user('deputy')", "user('new')"))
    site.manage("backup", str(newer))
    said = fresh.manage("restore", str(file), "--redactions", str(newer), code=2)
    assert "its words are back. It is withdrawn, so that no reader sees it." in said
    assert words_left(fresh) == (2, 0)


def test_the_record_of_a_redaction_has_no_word_of_what_is_gone(redacted):
    site, _file = redacted
    (record,) = (site.media / "redactions").iterdir()
    said = json.loads(record.read_text())
    assert sorted(said) == [
        "address", "asked_at", "asked_by", "confirmed_at", "confirmed_by", "done_at", "editions",
        "reasons",
    ]  # fmt: skip
    assert (said["asked_by"], said["confirmed_by"]) == ("approver", "deputy")
    assert [(each["language"], each["number"]) for each in said["editions"]] == [
        ("ar", 1), ("en", 1),
    ]  # fmt: skip
    record.unlink()
    site.manage("finish_redactions", "--files-only")
    assert json.loads(record.read_text()) == said
