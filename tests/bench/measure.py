"""`measure REQUESTS COUNT=DATABASE…`: databases of one engine, built or found, and measured in
turns; the figures go to standard output as JSON."""

import contextlib
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, connection, connections, transaction  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from communiques import workflow  # noqa: E402
from communiques.demo import play  # noqa: E402
from communiques.models import Action, Communique, Edition, Series  # noqa: E402
from communiques.public.paging import SIZE, Cursor  # noqa: E402
from communiques.standing import standings  # noqa: E402
from events.models import Conference, Delegate, Delegation  # noqa: E402
from organizations import audit  # noqa: E402
from organizations.languages import LANGUAGES  # noqa: E402
from organizations.models import Organization, Person, User  # noqa: E402
from organizations.states import STATES  # noqa: E402
from tests.bench import desk, papers, searching  # noqa: E402

DEEP = 200
RELEASES, WRITERS, APPENDS = 15, 6, 20
HEALTH = "healthz"
RELEASE, APPEND = "a release, both languages", "an audit append, 6 at once"
LIST, LISTS = 5000, 2
UPLOAD, PREVIEW, APPLY = (f"a list of {LIST}: {act}" for act in ("upload", "preview", "apply"))
POSTGRES = connection.vendor == "postgresql"


def main(requests: int, databases: dict[int, str]) -> None:
    with contextlib.redirect_stdout(sys.stderr):
        sites = [Site(count, name) for count, name in databases.items()]
        for site in sites:
            site.prepare()
        for _round in range(requests):
            for site in sites:
                site.one_round()
        for site in sites:
            site.act()
    print(json.dumps([site.figures() for site in sites]))


class Site:
    """One database with its archive. The sites take turns, round by round, so that the moods of
    the machine fall on all of them alike."""

    def __init__(self, count: int, database: str):
        self.count, self.database = count, database
        self.pages: dict[str, Page] = {}
        self.acts: dict[str, Page] = {}
        self.reader, self.staff = Client(), Client()

    def prepare(self) -> None:
        self.use()
        self.import_ms = build(self.count)
        with translation.override("ar"):
            self.pages = addresses()
        self.staff.force_login(User.objects.get(username="bench"))
        for page in self.pages.values():
            page.queries, page.plan = examined(self.client(page), page.address)

    def use(self) -> None:
        connection.close()
        connection.settings_dict["NAME"] = self.database

    def client(self, page: "Page") -> Client:
        return self.staff if page.staff else self.reader

    def one_round(self) -> None:
        self.use()
        for page in self.pages.values():  # a new connection has everything to read again
            if not page.staff:
                ask(self.reader, page.address)
        for page in self.pages.values():
            page.times.append(timed(lambda p=page: ask(self.client(p), p.address)))

    def act(self) -> None:
        self.use()
        self.index_bytes = searching.bytes_an_edition()
        acts = searching.measured() | {RELEASE: releases(), APPEND: appends()} | lists(self.staff)
        acts |= desk.measured(self.count) | papers.measured()
        self.acts = {name: Page("", times=times) for name, times in acts.items()}

    def figures(self) -> dict:
        health = statistics.median(self.pages.pop(HEALTH).times)
        return {
            "count": self.count,
            "import_ms": self.import_ms,
            "index_bytes": self.index_bytes,
            "pages": {name: each.figures(health) for name, each in self.pages.items()},
            "acts": {name: each.figures(health) for name, each in self.acts.items()},
        }


def build(count: int) -> float | None:
    """Fill the database where that has not been done; milliseconds a record of what was taken."""
    call_command("migrate", verbosity=0)
    call_command("states")
    call_command("demo")
    missing = count - Communique.objects.filter(archive_id__startswith="demo-").count()
    User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    if missing <= 0:
        return None
    began = time.perf_counter()
    call_command("demo_archive", count=count)
    took = time.perf_counter() - began
    if POSTGRES:  # what its autovacuum does in time
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return took * 1000 / missing


# --- pages --------------------------------------------------------------------------------------


@dataclass
class Page:
    """An address, who asks for it, and what that cost."""

    address: str
    staff: bool = False
    queries: int | None = None
    plan: list[str] = ()
    times: list[float] = field(default_factory=list)

    def figures(self, health: float) -> dict:
        median = statistics.median(self.times)
        return {
            "public": not self.staff,
            "queries": self.queries,
            "median": median,
            "p95": statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else median,
            "ratio": median / health,
            "plan": list(self.plan),
        }


def addresses() -> dict[str, Page]:
    """Name → page. Each is the dearest of its sort: the busiest body, conference and issuer, and
    the body that is named least, which is looked for longest."""
    shown = Edition.objects.current(at=timezone.now()).in_language("ar")
    archive = shown.filter(communique__archive_id__startswith="demo-").latest_first()
    one = archive[archive.count() // 2]
    deep = archive[min(DEEP * SIZE, archive.count() // 2)]
    busiest = Conference.objects.alias(n=Count("editions")).order_by("-n", "pk").first()
    named = Organization.objects.alias(n=Count("editions_naming")).filter(n__gt=0)
    body, seldom = named.order_by("-n", "pk").first(), named.order_by("n", "pk").first()
    draft = Communique.objects.filter(editions=None, archive_id=None).exclude(title_ar="").last()
    seed = Communique.objects.filter(archive_id=None).exclude(slug=None).first()
    papers = reverse("admin:events_conference_list", args=[large_list().pk])
    listed, feed = reverse("public:communiques"), reverse("public:feed")
    narrowed = f"{listed}?issuer={one.issuer.slug}&year={one.dated_on.year}"
    cursor = Cursor(True, deep.dated_on, deep.communique_id)
    return {
        HEALTH: Page(reverse("healthz")),
        "home": Page(reverse("public:home")),
        "list, page 1": Page(listed),
        "list, a deep page": Page(f"{listed}?cursor={cursor}"),
        "list, issuer and year": Page(narrowed),
        "search": Page(f"{listed}?q={quote('تأهيل العاملين في صفاقس')}"),
        "search, narrowed, by date": Page(
            f"{listed}?q={quote('مكافحة الإرهاب')}&year={one.dated_on.year}&sort=date"
        ),
        "list, a body concerned": Page(f"{listed}?organization={body.slug}"),
        "list, a body seldom named": Page(f"{listed}?organization={seldom.slug}"),
        "communiqué": Page(reverse("public:communique", args=[one.communique.slug])),
        "communiqué of the seed": Page(reverse("public:communique", args=[seed.slug])),
        "parallel view": Page(reverse("public:parallel", args=[one.communique.slug])),
        "conferences": Page(reverse("public:conferences")),
        "conference": Page(reverse("public:conference", args=[busiest.slug])),
        "bodies": Page(reverse("public:organizations")),
        "body": Page(reverse("public:organization", args=[body.slug])),
        "feed": Page(feed),
        "feed of a body": Page(f"{feed}?organization={body.slug}"),
        "feed of a search": Page(f"{feed}?q={quote('مكافحة الإرهاب')}"),
        "feed of the register": Page(reverse("public:register_feed")),
        "sitemap": Page(reverse("sitemap")),
        "sitemap of a month": Page(
            reverse("sitemap_section", args=[f"communiques-{one.dated_on:%Y-%m}"])
        ),
        "desk: index": Page(reverse("admin:index"), True),
        "desk: 22 × 40 delegates": Page(papers, True),
        "desk: list": Page(reverse("admin:communiques_communique_changelist"), True),
        "desk: edit form": Page(
            reverse("admin:communiques_communique_change", args=[draft.pk]), True
        ),
        "desk: decision page": Page(
            reverse("admin:communiques_communique_decide", args=[draft.pk]), True
        ),
    }


def large_list() -> Conference:
    """A conference of 22 delegations of 40 delegates each; made once a database."""
    row, new = Conference.objects.get_or_create(
        slug="bench-list", defaults={"title_ar": "مؤتمر القائمة", "title_en": "List"}
    )
    for n in range(22) if new else ():
        body = Organization.objects.create(name_ar=f"جهة القائمة {n}", name_en=f"List body {n}")
        delegation = Delegation.objects.create(conference=row, organization=body)
        for k in range(40):
            person = Person.objects.create(name_ar=f"مندوب {n} {k}", name_en=f"Delegate {n} {k}")
            Delegate.objects.create(delegation=delegation, person=person)
    return row


def ask(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def examined(client: Client, address: str) -> tuple[int, list[str]]:
    """How many queries a warm page makes, and how the database goes about the slowest."""
    for _again in range(2):
        ask(client, address)
    with CaptureQueriesContext(connection) as captured:
        ask(client, address)
    queries = [q["sql"] for q in captured if q["sql"].lstrip().startswith(("SELECT", "WITH"))]
    return len(captured), plan(max(queries, key=cost)) if queries else []


def cost(sql: str) -> float:
    """The time to fetch everything: SQLite finds most rows only while they are fetched."""
    try:
        return timed(lambda: rows_of(sql))
    except DatabaseError:  # the text of a query is not always one that can be run again
        return 0


def plan(sql: str) -> list[str]:
    explain = "EXPLAIN (ANALYZE, BUFFERS)" if POSTGRES else "EXPLAIN QUERY PLAN"
    try:
        return [sql, *(str(each[-1]) for each in rows_of(f"{explain} {sql}"))]
    except DatabaseError as error:
        return [sql, f"({error})"]


def rows_of(sql: str) -> list[tuple]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


# --- acts ---------------------------------------------------------------------------------------


def releases() -> list[float]:
    """Milliseconds of `workflow.apply(RELEASE)` on a cleared text, both languages together."""
    return [release() for _each in range(RELEASES)]


def release() -> float:
    now = timezone.now()
    stage = found_stage()
    row = play.compose(stage, "ready", now)
    play.clear(stage, row, now)
    seen = {language: each.digests.seen for language, each in standings(row, now).items()}
    return timed(lambda: workflow.apply(
        Action.RELEASE, row, actor=stage.staff["publisher"], languages=list(LANGUAGES), seen=seen,
    ))  # fmt: skip


def found_stage() -> play.Stage:
    """The demonstration's stage, which is built already."""
    series = {each.pattern: each for each in Series.objects.filter(pattern__startswith="AIMC/")}
    return play.Stage(
        staff={each.username: each for each in User.objects.all()},
        bodies={"council": Organization.objects.called("AIMC")},
        participation=series["AIMC/PR/{year}/{number}"],
        statements=series["AIMC/ST/{year}/{number}"],
        conference=None,
    )


def lists(client: Client) -> dict[str, list[float]]:
    """Milliseconds to send a list of delegates in, to see it, and to apply it, by its screens."""
    times = {UPLOAD: [], PREVIEW: [], APPLY: []}
    for _each in range(LISTS):
        conference = Conference.objects.create(title_en="Lists")
        sent = ContentFile(list_of_delegates(conference.pk), "list.csv")
        address = reverse("admin:events_conference_roster", args=[conference.pk])
        times[UPLOAD].append(timed(lambda a=address, f=sent: client.post(a, {"file": f})))
        roster = conference.roster_imports.get()
        address = reverse("admin:events_conference_roster_list", args=[conference.pk, roster.pk])
        times[PREVIEW].append(timed(lambda a=address: ask(client, a)))
        roster.refresh_from_db()
        data = {"action": "apply", "seen": roster.seen}
        times[APPLY].append(timed(lambda a=address, d=data: client.post(a, d)))
        assert conference.delegates.count() == LIST, "the list was not applied"
    return times


def list_of_delegates(run: int) -> bytes:
    rows = ["الدولة;الاسم;المنصب;الصفة"]
    for n in range(LIST):
        function = "رئيس الوفد" if n % 250 == 0 else "عضو"
        rows.append(f"{STATES[n // 250].name_ar};{spelt(run)} {spelt(n)};مدير;{function}")
    return "\n".join(rows).encode()


def spelt(number: int) -> str:
    """A number as letters: a name that nobody else has."""
    return "".join("ابتجدرسعفق"[int(digit)] for digit in f"{number:05}")


def appends() -> list[float]:
    """Milliseconds of one append to the audit chain, waiting included, under six writers."""
    times: list[float] = []
    barrier = threading.Barrier(WRITERS)

    def write():
        barrier.wait(30)
        mine = [timed(append) for _each in range(APPENDS)]
        times.extend(mine)
        connections.close_all()

    threads = [threading.Thread(target=write) for _each in range(WRITERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(times) == WRITERS * APPENDS, "an append failed"
    return times


def append() -> None:
    with transaction.atomic():
        audit.record("benchmark")


if __name__ == "__main__":
    named = (argument.split("=", 1) for argument in sys.argv[2:])
    main(int(sys.argv[1]), {int(count): database for count, database in named})
