"""`python -m tests.acts_under_load NAME PORT…`: how soon what is published, corrected, scheduled,
withdrawn on a site that serves meanwhile is on every node; not a moment too early, and not much
later on a busy machine. Part of `make test-production`."""

import dataclasses
import datetime as dt
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import django

django.setup()

from django.utils import timezone  # noqa: E402

from communiques import withdrawals  # noqa: E402
from communiques.demo import play  # noqa: E402
from communiques.models import Communique, EditionKind, Series  # noqa: E402
from organizations.models import Organization, User  # noqa: E402

#: Seconds: a second is what nodes promise, and what is printed; no busy machine explains TOO_LATE.
TIMES, AHEAD, TOO_LATE = 6, 1.2, 5
REASONS = {"ar": "سُحب لخطأ فيه.", "en": "Withdrawn for a mistake in it."}
name, *ports = sys.argv[1:]


def main() -> None:
    waited: dict[str, list[float]] = {}
    for number in range(TIMES):
        for act in (released, corrected, withdrawn, scheduled):
            waited.setdefault(act.__name__, []).append(act(number))
    for act, each in waited.items():
        print(f"{act}: on {len(ports)} nodes within {1000 * max(each):.0f} ms")
    assert all(0 <= each < TOO_LATE for some in waited.values() for each in some), waited


def released(number: int) -> float:
    global row
    row = cleared(f"Released {number}")
    play.release(stage, row, timezone.now())
    row.refresh_from_db()
    return everywhere(lambda page: page == (200, f"Released {number}"), f"Released {number}")


def corrected(number: int) -> float:
    title = f"Corrected {number}"
    for language, writer in (("ar", "drafter"), ("en", "translator")):
        text = dataclasses.replace(row.text(language), title=title, change_note="A misprint.")
        play.write(row, text, stage.staff[writer])
        row.refresh_from_db()
    play.clear(stage, row, timezone.now())
    play.release(stage, row, timezone.now(), kind=EditionKind.CORRIGENDUM)
    return everywhere(lambda page: page == (200, title), title)


def withdrawn(number: int) -> float:
    withdrawals.withdraw(row, reasons=REASONS, removes_text=True, actor=stage.staff["approver"])
    return everywhere(lambda page: page[0] == 410, f"Corrected {number}")


def scheduled(number: int) -> float:
    """From its moment, or from its release where that took longer; a page that shows it before is
    an error."""
    global row
    row, title = cleared(f"Scheduled {number}"), f"Scheduled {number}"
    moment = timezone.now() + dt.timedelta(seconds=AHEAD)
    play.release(stage, row, timezone.now(), visible_from=moment)
    since = max(moment, timezone.now())
    row.refresh_from_db()
    first_seen: list[dt.datetime] = []

    def look(port: str) -> None:
        while page(port, title)[0] != 200:
            time.sleep(0.005)
        first_seen.append(timezone.now())

    lookers = [threading.Thread(target=look, args=[port]) for port in ports]
    for each in lookers:
        each.start()
    for each in lookers:
        each.join()
    assert min(first_seen) >= moment, f"{title} was seen before its moment"
    return (max(first_seen) - since).total_seconds()


def cleared(title: str) -> Communique:
    row = play.compose(stage, "ready", timezone.now())
    for language, writer in (("ar", "drafter"), ("en", "translator")):
        play.write(row, dataclasses.replace(row.text(language), title=title), stage.staff[writer])
        row.refresh_from_db()
    play.clear(stage, row, timezone.now())
    return row


def everywhere(holds: Callable, title: str) -> float:
    """Seconds until every node shows it so."""
    began = time.monotonic()
    for port in ports:
        while not holds(page(port, title)):
            assert time.monotonic() - began < TOO_LATE, (port, title, page(port, title))
            time.sleep(0.005)
    return time.monotonic() - began


def page(port: str, title: str) -> tuple[int, str]:
    """The status, and the title where the page has it."""
    address = f"http://127.0.0.1:{port}/en/communiques/{row.slug}/"
    headers = {"Host": name, "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.status, title if title in answer.read().decode() else ""
    except urllib.error.HTTPError as error:
        return error.code, title if title in error.read().decode() else ""


series = {each.pattern: each for each in Series.objects.filter(pattern__startswith="AIMC/")}
stage = play.Stage(
    staff={each.username: each for each in User.objects.all()},
    bodies={"council": Organization.objects.called("AIMC")},
    participation=series["AIMC/PR/{year}/{number}"],
    statements=series["AIMC/ST/{year}/{number}"],
    conference=None,
)
row: Communique

if __name__ == "__main__":
    main()
