"""What is away is told from what is wrong, and the page that says so has what was typed, and no
password; work that stays goes on. Away for real: tests/faults."""

import errno
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, connection
from django.test import RequestFactory

from communiques.management import repeating
from config import interruptions


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (FileNotFoundError(errno.ENOENT, "No such file"), False),
        (InterfaceError("connection already closed"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError("database is locked"), True),
        (IntegrityError("UNIQUE constraint failed"), False),
        (DataError("value too long"), False),
        (ValueError("disk"), False),
        (None, False),
    ],
)
def test_what_is_away_is_told_from_what_is_wrong(db, error, is_away):
    assert interruptions.is_away(error) is is_away


def test_what_sqlite_says_of_our_questions_is_our_fault(db):
    missing = OperationalError("no such table: x")
    assert interruptions.is_away(missing) is (connection.vendor == "postgresql")


def test_the_page_has_what_was_typed_and_no_password():
    typed = {
        "text": ["سطر\n<b>", "another"],
        "password_again": "secret",
        "csrfmiddlewaretoken": "x",
    }
    answer = interruptions.page(RequestFactory().post("/admin/x/?y=1", typed))
    html = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
        503, "30", "no-store",
    )  # fmt: skip
    assert '<textarea name="text" hidden>\nسطر\n&lt;b&gt;</textarea>' in html
    assert html.count("<textarea") == 2 and "secret" not in html
    assert 'action="/admin/x/?y=1"' in html


def test_a_login_is_begun_anew():
    html = interruptions.page(
        RequestFactory().post("/admin/login/", {"username": "somebody", "password": "secret"})
    ).content.decode()
    assert "somebody" not in html and "secret" not in html and "حاول مرة أخرى" in html


def test_programs_are_told_in_json():
    answer = interruptions.page(RequestFactory().get("/api/v1/communiques/"))
    assert (answer.status_code, json.loads(answer.content)) == (
        503, {"detail": "The site is interrupted. Try again."},
    )  # fmt: skip


class Enough(Exception):
    pass


def test_work_that_stays_outlives_what_is_away(transactional_db):
    rounds = iter([OperationalError("away"), OSError(errno.ENOSPC, "full"), None, Enough()])

    def job():
        if said := next(rounds):
            raise said

    with pytest.raises(Enough):
        repeating.work(job, every=0.001)


def test_work_that_is_done_once_says_why_it_was_not():
    def job():
        raise OperationalError("away")

    with pytest.raises(CommandError, match="It could not be finished now: away"):
        repeating.work(job, every=None)


@pytest.mark.parametrize("command", ["send_notices", "make_documents"])
@pytest.mark.parametrize("every", ["-5", "0", "x"])
def test_work_stays_for_whole_seconds(command, every):
    with pytest.raises(CommandError, match="argument --every: invalid"):
        call_command(command, f"--every={every}")
