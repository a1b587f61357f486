"""What the site stands on goes away and comes back: the site reads on where it can, says what it
cannot, and goes on by itself; what was acknowledged is there."""

import contextlib
import json
import re
import threading
import time

import psycopg2
import pytest

from tests.faults.conftest import READY, RELEASE, need
from tests.installation import (
    MailServer,
    Person,
    Postgres,
    Served,
    Site,
    kill,
    postgres_programs,
    until,
)

HOLDS = "All invariants hold."
PAGES = ("/ar/", "/en/communiques/", "/en/communiques/?q=security", "/ar/conferences/")
PAGE = "0123456789abcdef" * 2
INTERRUPTED = ("الموقع متوقف مؤقتاً", "The site is interrupted")


class Drafter:
    """Somebody who types without end, and what they were told is kept."""

    def __init__(self, served: Served):
        self.person = Person(served, "drafter")
        said = served.site.python(
            "from communiques.models import *; print('#', Communique.objects.filter("
            "editions=None, shelved_at=None, original_language='ar').order_by('pk')[0].pk)"
        )
        self.row = int(said.split("#")[1])
        self.page = self.person.get(f"/admin/communiques/communique/{self.row}/change/")
        self.told = ""

    def type(self, words: str):
        """Send it; the answer."""
        fields = {"ar-title": words, "ar-body": "<p>نص</p>", "ar-revision": "1",
                  "en-revision": "0", "page": PAGE}  # fmt: skip
        answer = self.person.post(
            f"/admin/communiques/communique/{self.row}/buffer/", self.page, **fields
        )
        if answer.status == 200:
            assert json.loads(answer.text)["kept"] == ["ar"], answer.text
            self.told = words
        return answer

    def kept(self, site: Site) -> str:
        return site.ask(f"SELECT title FROM communiques_buffer WHERE page = '{PAGE}'")[0][0]


def refuses_clearly(answer) -> bool:
    return (
        answer.status == 503
        and answer.headers["Retry-After"] == "30"
        and all(said in answer.text for said in INTERRUPTED)
        and "Traceback" not in answer.text
    )


# --- the database ---------------------------------------------------------------------------------


@pytest.fixture
def postgres():
    need(postgres_programs(), "PostgreSQL")
    made = Postgres()
    yield made
    made.remove()


def test_the_database_away(postgres, template, saved, tmp_path):
    """Crashed while people read and write, and started again: nobody starts the site anew."""
    site = template.copy(tmp_path / "site")
    site.url = postgres.create("bayan")
    site.manage("restore", str(saved))
    mailing = site.start("send_notices", "--every", "1")
    with site.serve(workers=2, PAGES_MB="0") as served:
        drafter, over = Drafter(served), threading.Event()
        others = threading.Thread(target=read_on, args=(served, over))
        others.start()
        for number in range(10):
            assert drafter.type(f"قبل {number}").status == 200
        postgres.stop("immediate")
        for path in PAGES:
            answers = [served.get(path) for _each in range(3)]
            assert all(map(refuses_clearly, answers)), (path, answers)
        answer = served.get("/api/v1/communiques/")
        assert (answer.status, json.loads(answer.text)) == (
            503, {"detail": "The site is interrupted. Try again."},
        )  # fmt: skip
        assert (served.get("/healthz").status, served.get("/readyz").status) == (200, 503)
        lost = drafter.type("بينهما")
        assert lost.status == 503 and "بينهما" in lost.text  # the page that answers has it still
        postgres.start()
        for path in (*PAGES, "/readyz"):
            assert [served.get(path).status for _each in range(6)] == [200] * 6, path
        assert drafter.kept(site) == drafter.told == "قبل 9"
        assert drafter.type("بعد").status == 200
        over.set()
        others.join()
        assert mailing.poll() is None, mailing.communicate()
        kill(mailing)
        assert "Traceback" not in served.said()
    assert drafter.kept(site) == "بعد"
    assert site.verified() == HOLDS


def test_kept_pages_are_read_on_without_the_database(postgres, template, saved, tmp_path):
    """Nothing can be published meanwhile, so they are true."""
    site = template.copy(tmp_path / "site")
    site.url = postgres.create("bayan")
    site.manage("restore", str(saved))
    with site.serve() as served:
        before = {path: served.get(path).text for path in PAGES}
        postgres.stop("immediate")
        for _time in range(3):
            assert {path: served.get(path).text for path in PAGES} == before
        assert refuses_clearly(served.get("/en/register/"))
        postgres.start()
        assert [served.get(path).status for path in (*PAGES, "/en/register/")] == [200] * 5
        site.python(RELEASE)
        listed = PAGES[1]
        until(lambda: served.get(listed).text != before[listed], "what changes is seen again", 5)


def read_on(served: Served, over: threading.Event) -> None:
    """Other readers, whatever they are answered."""
    while not over.is_set():
        for path in PAGES:
            served.get(path)


def test_a_form_that_met_no_database_is_sent_again(postgres, template, saved, tmp_path):
    site = template.copy(tmp_path / "site")
    site.url = postgres.create("bayan")
    site.manage("restore", str(saved))
    said = site.python(READY + "print('#', row.pk, '#', row.title_ar)").split("#")
    row, title = int(said[1]), said[2].strip()
    path = f"/admin/communiques/communique/{row}/remarks/"
    typed = {"passage": "ar:title:0", "quote": title, "text": "سطر\nوسطر <b>"}
    with site.serve() as served:
        person = Person(served, "reviewer")
        person.get(f"/admin/communiques/communique/{row}/")
        postgres.stop()
        answer = person.post(path, None, **typed)
        assert refuses_clearly(answer) and "Send it again" in answer.text
        fields = dict(
            re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', answer.text, re.S)
        )
        assert fields == {**typed, "text": "سطر\nوسطر &lt;b&gt;"}
        postgres.start()
        assert person.post(path, answer, **typed).status == 302
    assert site.ask("SELECT text FROM communiques_remark ORDER BY id DESC LIMIT 1") == [
        ("سطر\nوسطر <b>",)
    ]


def test_a_password_is_repeated_by_no_page(postgres, template, saved, tmp_path):
    site = template.copy(tmp_path / "site")
    site.url = postgres.create("bayan")
    site.manage("restore", str(saved))
    with site.serve() as served:
        person = Person(served)
        page = person.get("/admin/login/")
        postgres.stop()
        answer = person.post("/admin/login/", page, username="drafter", password="bayan-demo-2022")
        assert refuses_clearly(answer) and "bayan-demo-2022" not in answer.text


# --- the cache ------------------------------------------------------------------------------------


def test_the_cache_away(light, redis):
    """The site reads on, and who guesses passwords is slowed down all the same."""
    with light.serve(CACHE_URL=redis.url) as served:
        assert guess(served, 5) == 0
        assert redis.say("dbsize") == "1"
        redis.say("flushall")
        assert [served.get(path).status for path in PAGES] == [200] * 4
        redis.stop()
        begun = time.monotonic()
        assert [served.get(path).status for path in PAGES] == [200] * 4
        assert served.get("/readyz").status == 200
        assert guess(served, 40) == 10  # of 30 in a minute, counted by the process itself
        assert time.monotonic() - begun < 60
        redis.start()
        time.sleep(5.5)
        assert guess(served, 1) == 0
        assert redis.say("dbsize") == "1"
        assert "Traceback" not in served.said()
    assert light.verified() == HOLDS


def guess(served: Served, times: int) -> int:
    """Try to log in so often; how often that was refused for being too often."""
    person = Person(served)
    page = person.get("/admin/login/")
    answers = [
        person.post("/admin/login/", page, username="x", password="y") for _n in range(times)
    ]
    return sum(each.status == 429 for each in answers)


# --- the mail -------------------------------------------------------------------------------------

SUBSCRIBED = (
    "from communiques.models import *; from django.utils import timezone; now = timezone.now();"
    "s = Subscriber.objects.create(email='reader@example.org', language='en', since=now);"
    "s.subscriptions.create(asked_at=now, confirmed_at=now);"
    "from organizations.models import User;"
    "[User.objects.filter(pk=u.pk).update(email=f'{u.username}@example.org') for u in"
    " User.objects.all()]; Notice.objects.all().delete();"
)


def test_the_mail_away(light):
    """Nothing that was to be said is forgotten, and each is said once."""
    light.python(SUBSCRIBED)
    light.python(RELEASE)
    mail = MailServer()
    mail.stop()
    light.environment["EMAIL_URL"] = mail.url
    waiting = light.count("communiques_notice WHERE sent_at IS NULL")
    assert waiting > 0
    assert "e-mails sent" not in light.manage("send_notices")
    assert light.count("communiques_notice WHERE sent_at IS NULL") == waiting
    assert light.count("communiques_letter WHERE sent_at IS NULL") == 2  # one a language
    for table in ("communiques_notice", "communiques_letter"):
        light.ask(f"UPDATE {table} SET due_at = '2020-01-01 00:00:00' WHERE sent_at IS NULL")
    mail = MailServer(mail.port)
    light.manage("send_notices")
    light.manage("send_notices")
    assert mail.addressed("reader@example.org") == 1
    assert len(mail.taken) == waiting + 1
    assert light.verified() == HOLDS


def test_killed_while_the_mail_server_has_a_letter(light):
    """Nobody knows whether it went: a reader's is in doubt and goes again only when asked."""
    light.python(SUBSCRIBED + "User.objects.update(email='')")
    light.python(RELEASE)
    light.ask("DELETE FROM communiques_notice")
    mail = MailServer()
    light.environment["EMAIL_URL"] = mail.url
    mail.silent = True
    process = light.start("send_notices")
    until(lambda: mail.addressed("reader@example.org"), "the letter")
    kill(process)
    mail.silent = False
    light.manage("send_notices")
    assert mail.addressed("reader@example.org") == 1
    light.ask("UPDATE communiques_letter SET handed_at = '2020-01-01 00:00:00'")
    assert "2 " in light.manage("send_notices")  # one e-mail, of one edition a language
    assert mail.addressed("reader@example.org") == 1
    light.manage("send_notices", "--in-doubt")
    assert mail.addressed("reader@example.org") == 2
    number = {re.search("Message-ID: (.*)", each)[1] for each in mail.taken}
    assert len(number) == 1
    assert light.verified() == HOLDS


# --- a backup while people write ------------------------------------------------------------------

WRITER = """
import itertools
from communiques import drafting
from communiques.models import *
from communiques.demo import play
from django.utils import timezone
from organizations.models import User
staff = {u.username: u for u in User.objects.all()}
stage = play.Stage.__new__(play.Stage)
row = Communique.objects.filter(editions=None, original_language="ar").order_by("pk")[0]
for n in itertools.count():
    row.refresh_from_db()
    text = Text("ar", **(row.text("ar").fields | {"title": f"عنوان {n}"}))
    drafting.save_text(row, text, based_on=row.rev_ar, author=staff["drafter"])
    print(n, flush=True)
"""


def test_a_backup_while_people_write_is_of_one_moment(site, server, template, tmp_path):
    """All that was acknowledged before it began is in it, and nothing by half; nobody waits."""
    writer = site.start("shell", "--no-imports", "-c", WRITER)
    for _line in range(20):
        last = int(writer.stdout.readline())
    site.manage("backup", str(tmp_path / "b.tar"))
    kill(writer)
    written = site.count("communiques_textversion")
    site.python(RELEASE)
    url = server.create(f"w{time.monotonic_ns()}") if not site.url else ""
    other = Site(tmp_path / "other", url)  # from each database to the other
    assert HOLDS in other.manage("restore", str(tmp_path / "b.tar"))
    titles = other.ask("SELECT title FROM communiques_textversion ORDER BY id")
    assert (f"عنوان {last}",) in titles
    assert len(titles) < written
    assert site.verified() == HOLDS
    again = Site(tmp_path / "again", server.create(f"a{time.monotonic_ns()}") if site.url else "")
    other.manage("backup", str(tmp_path / "c.tar"))
    assert HOLDS in again.manage("restore", str(tmp_path / "c.tar"))
    assert again.ask("SELECT title FROM communiques_textversion ORDER BY id") == titles


def test_postgres_goes_away_under_a_backup(postgres, template, saved, tmp_path):
    site = template.copy(tmp_path / "site")
    site.url = postgres.create("bayan")
    site.manage("restore", str(saved))
    with contextlib.closing(psycopg2.connect(site.url)) as holder:
        holder.cursor().execute("LOCK TABLE events_delegation IN ACCESS EXCLUSIVE MODE")
        process = site.start("backup", str(tmp_path / "b.tar"))
        until((tmp_path / "b.tar.part").exists, "the backup")
        time.sleep(0.5)
        postgres.stop()
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1 and "No backup was written" in err and "Traceback" not in err
    assert out == "" and not list(tmp_path.glob("b.tar*"))
    postgres.start()
    site.manage("backup", str(tmp_path / "b.tar"))
