"""Clocks that disagree, of two machines or of one that stepped back: nothing scheduled comes early
by it, nothing withdrawn comes back, and all that was acknowledged stands."""

import re
import shutil

import pytest

from tests.faults.conftest import READY, RELEASE, need
from tests.faults.test_away import HOLDS, Drafter
from tests.faults.test_killed import archive, public
from tests.installation import Person, Site, form_with


@pytest.fixture
def late():
    """What stands before a command to make its clock ten minutes late."""
    need(shutil.which("faketime"), "faketime")
    return ("faketime", "-f", "-600s")


UNSTOPPED = {"DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
WITHDRAW = (
    "from communiques import withdrawals; from communiques.models import *;"
    "from organizations.models import User; row = Communique.objects.get(archive_id='x-0');"
    "print('#', row.slug, '#');"
    "why = {'ar': 'صدر خطأً', 'en': 'Issued by mistake'}; actor = User.objects.get("
    "username='approver');"
)


def test_two_machines(heavy, late, tmp_path):
    """One releases and withdraws, the other is ten minutes behind it, and both write."""
    heavy.manage("import_archive", str(archive(tmp_path, 1)))
    with heavy.serve() as ahead, heavy.serve(before=late, **UNSTOPPED) as behind:
        assert (clock(ahead) - clock(behind)) % 86400 in range(590, 611)
        first, second = Drafter(ahead), Drafter(behind)
        for number in range(5):
            assert first.type(f"أ {number}").status == 200
            assert second.type(f"ب {number}").status == 200
        row = int(heavy.python(READY + "print('#', row.pk)").split("#")[1])
        path = f"/admin/communiques/communique/{row}/"
        publisher = Person(ahead, "publisher")
        form = form_with(publisher.get(path).text, 'value="release"')
        asked = {"release_languages": ["ar", "en"], "when": "now"}
        assert publisher.post(path, None, **form, **asked).status == 302
        slug = heavy.ask(f"SELECT slug FROM communiques_communique WHERE id = {row}")[0][0]
        # Public on the machine that released it; on the other when that one's clock says so.
        assert ahead.get(f"/en/communiques/{slug}/").status == 200
        assert behind.get(f"/en/communiques/{slug}/").status == 404
        slug = (
            heavy.python(
                WITHDRAW + "withdrawals.withdraw(row, reasons=why, removes_text=True, actor=actor)"
            )
            .split("#")[1]
            .strip()
        )
        for each in (ahead, behind):  # what is withdrawn is so at once, everywhere
            assert each.get(f"/en/communiques/{slug}/").status == 410
            assert slug not in each.get("/en/communiques/").text
    assert heavy.count("communiques_edition") == 10
    assert heavy.verified() == HOLDS
    assert heavy.manage("verify", before=late).strip().splitlines()[-1] == HOLDS


def clock(served) -> int:
    """What a machine's clock says, in seconds of the day."""
    said = served.get("/.well-known/bayan-keys.json").headers["Date"]
    hour, minute, second = re.search(r"(\d\d):(\d\d):(\d\d) GMT", said).groups()
    return int(hour) * 3600 + int(minute) * 60 + int(second)


def test_a_clock_that_stepped_back(light, late, tmp_path):
    """What became public meanwhile is hidden until the clock is there again; it cannot be called
    off, and what is withdrawn stays so."""
    light.manage("import_archive", str(archive(tmp_path, 1)))
    before = public(light)
    light.python(RELEASE)
    light.python(WITHDRAW + "withdrawals.withdraw(row, reasons=why, actor=actor)")
    assert light.manage("verify", before=late).strip().splitlines()[-1] == HOLDS
    code = (
        "from communiques import workflow; from communiques.models import *;"
        "from organizations.models import User; from communiques.blockers import Refused;"
        "row = Release.objects.order_by('-pk')[0].communique\n"
        "try: workflow.apply(Action.CALL_OFF, row, actor=User.objects.get(username='publisher'),"
        " languages=[], reason='x')\n"
        "except Refused: print('# refused')"
    )
    assert "# refused" in light.python(code, before=late)
    light.python(WITHDRAW + "withdrawals.reinstate(row, reasons=why, actor=actor)", before=late)
    assert public(light) == before + 2
    assert light.verified() == HOLDS
    assert light.manage("verify", before=late).strip().splitlines()[-1] == HOLDS


def test_nobody_stays_logged_in_longer_than_the_step(light, late):
    """A session that was begun by the later clock is good by the earlier one; one's password that
    was given in its future counts as not given."""
    with light.serve() as served:
        person = Person(served, "publisher")
        cookies = person.jar
    with light.serve(before=late, **UNSTOPPED) as served:
        person.served = served
        assert [each.name for each in cookies if each.name == "bayan_session"]
        assert person.get("/admin/").status == 200
        row = int(light.python(READY + "print('#', row.pk)").split("#")[1])
        path = f"/admin/communiques/communique/{row}/"
        form = form_with(person.get(path).text, 'value="release"')
        asked = {"release_languages": ["ar", "en"], "when": "now"}
        answer = person.post(path, None, **form, **asked)
        assert answer.status == 403 and "password_again" in answer.text


def test_a_backup_by_a_clock_that_stepped_back(light, late, tmp_path):
    light.python(RELEASE)
    light.manage("backup", str(tmp_path / "b.tar"), before=late)
    new = Site(tmp_path / "new")
    assert HOLDS in new.manage("restore", str(tmp_path / "b.tar"), before=late)
    assert new.verified() == HOLDS
