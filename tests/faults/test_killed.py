"""Killed in the middle of its work, whatever it is: what was acknowledged is there, of the rest
there is nothing, and the same work is done by doing it again."""

import json
import random
import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from communiques.backups import members
from tests.faults.conftest import READY, RELEASE
from tests.installation import Person, Site, form_with, kill, until

HOLDS = "All invariants hold."


def public(site: Site) -> int:
    said = site.python(
        "from communiques.models import Edition; from django.utils import timezone;"
        "print('#', Edition.objects.public(at=timezone.now()).count())"
    )
    return int(said.split("#")[1])


# --- a release ------------------------------------------------------------------------------------

#: In the order in which a release comes to them.
POINTS = {
    "the symbol": ("communiques_symbol", "INSERT", ""),
    "the second edition": ("communiques_edition", "INSERT", "NEW.language = 'en'"),
    "the search index": ("communiques_search_edition", "INSERT", ""),
    "the letters": ("communiques_announcement", "INSERT", ""),
    "the papers to be made": ("communiques_printing", "INSERT", ""),
    "the decision": ("communiques_decision", "INSERT", "NEW.action = 'release'"),
    "the chain": ("organizations_auditevent", "INSERT", "NEW.verb = 'text released'"),
}


@pytest.mark.parametrize("point", POINTS)
def test_a_release(site, point):
    table, event, when = POINTS[point]
    before, symbols = public(site), site.count("communiques_symbol")
    with site.stalling(table, event, when) as stall:
        stall.kill_there(site.start("shell", "--no-imports", "-c", RELEASE))
    assert (public(site), site.count("communiques_symbol")) == (before, symbols)
    assert site.verified() == HOLDS
    site.python(RELEASE)
    assert public(site) == before + 2
    assert site.verified() == HOLDS


def test_a_release_that_was_acknowledged_has_its_papers_made_later(site):
    """Its papers are made after it is public: the server dies over the first of them."""
    before = public(site)
    with site.stalling("communiques_document") as stall:
        process = site.start("shell", "--no-imports", "-c", RELEASE)
        stall.kill_there(process)
    assert public(site) == before + 2
    waiting = site.count("communiques_printing")
    assert waiting == 7
    assert site.verified() == HOLDS
    assert site.manage("make_documents") == "7 documents made.\n"
    assert site.count("communiques_printing") == 0
    assert site.verified() == HOLDS


def test_at_the_desk_what_was_answered_is_there_and_what_was_not_is_not(site):
    """Through a server of two workers that is killed whole, over the second edition."""
    row = int(site.python(READY + "print('#', row.pk)").split("#")[1])
    before = public(site)
    page = f"/admin/communiques/communique/{row}/"
    with site.serve(workers=2) as served:
        person = Person(served, "publisher")
        form = form_with(person.get(page).text, 'value="release"')
        chosen = {"release_languages": ["ar", "en"], "when": "now"}
        with site.stalling(*POINTS["the second edition"]) as stall:
            asked = meanwhile(lambda: person.post(page, None, **form, **chosen))
            until(stall.reached, "the release")
            served.kill()
            assert asked().status == 0
    assert public(site) == before and site.verified() == HOLDS
    with site.serve(workers=2) as served:
        person = Person(served, "publisher")
        form = form_with(person.get(page).text, 'value="release"')
        assert person.post(page, None, **form, **chosen).status == 302
        served.kill()
    assert public(site) == before + 2 and site.verified() == HOLDS


def meanwhile(job):
    """Do the job beside us; call what this gives to have its result."""
    return ThreadPoolExecutor(1).submit(job).result


# --- an import ------------------------------------------------------------------------------------


def archive(folder, count: int):
    file = folder / "archive.jsonl"
    lines = [
        {
            "id": f"x-{n}", "kind": "statement",
            "issuer": "General Secretariat of the Arab Interior Ministers' Council",
            "date": "2001-05-23", "symbol": f"CT/{n}", "original_language": "ar",
            "title": {"ar": f"بيان {n}", "en": f"Statement {n}"}, "summary": {},
            "body": {"ar": "<p>نص</p>", "en": "<p>Text</p>"}, "place": {}, "organizations": [],
        }
        for n in range(count)
    ]  # fmt: skip
    file.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines), "utf-8")
    return file


def test_an_import_of_an_archive(site, tmp_path):
    file = archive(tmp_path, 70)
    with site.stalling("communiques_edition", "INSERT", "NEW.symbol = 'CT/40'") as stall:
        stall.kill_there(site.start("import_archive", str(file)))
    taken = site.ask("SELECT count(*) FROM communiques_communique WHERE archive_id LIKE 'x-%'")
    assert taken == [(30,)]
    assert site.verified() == HOLDS
    assert "40 taken in, 30 known already, 0 faulty." in site.manage("import_archive", str(file))
    assert site.verified() == HOLDS


ROSTER = """
import hashlib
from events.models import *
from events.roster import apply, files
from events.roster.plan import plan_of
from organizations.models import User
user = User.objects.get(username="protocol")
conference = Conference.objects.get(slug="small-arms-2022")
rows = ["الدولة,الاسم,المنصب,الصفة"] + [f"ليبيا,{name} الورفلي,مستشار,عضو" for name in (
    "سالم", "مفتاح", "عياد", "الصادق")]
data = "\\r\\n".join(rows).encode()
roster, _new = RosterImport.objects.get_or_create(
    conference=conference, file_name="list.csv", sha256=hashlib.sha256(data).hexdigest(),
    defaults={"book": files.read(data).as_json(), "uploaded_by": user},
)
apply.apply(roster, plan_of(roster).digest, user)
"""


def test_a_list_of_delegates(site):
    before = site.count("events_delegate"), site.count("organizations_person")
    with site.stalling("events_delegate") as stall:
        stall.kill_there(site.start("shell", "--no-imports", "-c", ROSTER))
    assert (site.count("events_delegate"), site.count("organizations_person")) == before
    assert site.verified() == HOLDS
    site.python(ROSTER)
    assert site.count("events_delegate") == before[0] + 4
    assert site.verified() == HOLDS


# --- a migration ----------------------------------------------------------------------------------


def schema(site: Site) -> list[tuple]:
    """Every table, column, index and trigger; but for names that are drawn by lot."""
    if site.url:
        rows = site.ask(
            "SELECT table_name, column_name, data_type, is_nullable FROM"
            " information_schema.columns WHERE table_schema = 'public'"
        ) + site.ask(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        )
    else:
        rows = site.ask("SELECT type, tbl_name, sql FROM sqlite_master")
    return sorted(re.sub(r"_[0-9a-f]{8}(?=_|\b)", "", str(row)) for row in rows)


@pytest.mark.parametrize("at", [15, 30, 45])
def test_a_migration(site, server, tmp_path, at):
    """Of a new database, a moment after so many migrations are done."""
    whole = schema(site)
    url = server.create(f"m{at}_{random.getrandbits(32):x}") if site.url else ""
    new = Site(tmp_path / "new", url)
    process = new.start("migrate", "--verbosity", "0")
    until(lambda: done(new) >= at, "the migrations")
    time.sleep(random.random() / 20)
    kill(process)
    assert at <= done(new) < 60
    new.manage("migrate", "--verbosity", "0")
    assert schema(new) == whole
    assert new.verified() == HOLDS


def done(site: Site) -> int:
    try:
        return site.count("django_migrations")
    except Exception:  # there is no such table yet, or it is being written
        return 0


# --- what is done at night ------------------------------------------------------------------------


def test_a_backup(site, tmp_path):
    """None is left under its name; the next one writes over what is left of it."""
    (site.media / "files" / "00").mkdir(parents=True, exist_ok=True)
    target = tmp_path / "backup.tar"
    process = site.start("backup", str(target))
    part = tmp_path / "backup.tar.part"
    until(lambda: part.exists() and part.stat().st_size > 10_000, "the backup", 30)
    kill(process)
    assert not target.exists() and part.exists()
    site.manage("backup", str(target))
    members.check(target)
    assert not part.exists() and site.verified() == HOLDS


def test_a_restore(site, saved, server, tmp_path):
    url = server.create(f"r{random.getrandbits(32):x}") if site.url else ""
    new = Site(tmp_path / "new", url)
    new.manage("migrate", "--verbosity", "0")
    with new.stalling("events_delegation") as stall:
        stall.kill_there(new.start("restore", str(saved)))
    assert (new.count("communiques_edition"), new.count("organizations_user")) == (0, 0)
    assert new.verified() == HOLDS
    assert HOLDS in new.manage("restore", str(saved))


REDACT = """
from communiques import redactions, withdrawals
from communiques.models import *
from organizations.models import User
user = lambda name: User.objects.get(username=name)
row = Communique.objects.get(conference__slug="small-arms-2022")
why = {"ar": "أمر قضائي", "en": "By order of a court"}
if not withdrawals.standing(row):
    withdrawals.withdraw(row, reasons=why, removes_text=True, actor=user("approver"))
asked = redactions.pending(row) or redactions.ask(
    row, numbers=[["ar", 1], ["en", 1]], reasons=why, actor=user("approver"))
redactions.confirm(asked, actor=user("deputy"))
"""


@pytest.mark.parametrize("point", ["communiques_redactededition", "organizations_auditevent"])
def test_a_redaction(site, point):
    """All words go or none; what is left in the storage is taken out by `finish_redactions`."""
    when = "NEW.verb = 'redacted'" if point.endswith("event") else ""
    with site.stalling(point, "INSERT", when) as stall:
        stall.kill_there(site.start("shell", "--no-imports", "-c", REDACT))
    assert site.count("communiques_redactededition") == 0
    assert site.verified() == HOLDS
    site.python(REDACT)
    assert site.count("communiques_redactededition") == 2
    assert site.verified() == HOLDS


@pytest.mark.parametrize("after", [0.0, 0.02, 0.1])
def test_finishing_redactions(site, after):
    """The machine stops while the database is written anew, once the files are gone."""
    keep = "from django.core.files.storage import default_storage as s; s.delete = lambda p: None;"
    site.python(keep + f"exec({REDACT!r})")
    said = site.manage("verify", code=1)
    assert "was redacted; `manage.py finish_redactions` takes it out of the storage" in said
    process = site.start("finish_redactions")
    assert process.stdout.readline()
    time.sleep(after)
    kill(process)
    site.manage("finish_redactions")
    assert site.verified() == HOLDS


def test_making_the_index_anew(site):
    process = site.start("reindex", "--verbosity", "2")
    process.stdout.readline()
    kill(process)
    assert site.verified() == HOLDS
    site.manage("reindex")
    assert site.verified() == HOLDS


def test_nobody_holds_the_database_afterwards(light):
    """The lock of a killed process goes with it."""
    with light.stalling("communiques_edition") as stall:
        stall.kill_there(light.start("shell", "--no-imports", "-c", RELEASE))
        connection = sqlite3.connect(light.file, timeout=5)
        connection.execute("BEGIN IMMEDIATE")
        connection.close()
