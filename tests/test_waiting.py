"""Commands that stand beside a site: they wait for the database, and tell of changes."""

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from communiques.models import PublicChange

ROOT = Path(__file__).parent.parent


def test_a_database_that_answers_is_not_waited_for(db):
    call_command("wait_for_database", seconds=0)


def test_one_that_does_not_is_named_with_what_it_said():
    environment = os.environ | {"DATABASE_URL": "postgres://bayan@127.0.0.1:1/nothing"}
    command = [sys.executable, "manage.py", "wait_for_database", "--seconds", "0.1"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert "CommandError: The database does not answer: connection to server" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db(transaction=True)
def test_what_keeps_our_pages_is_told_of_each_change(tmp_path):
    """At the start and once a change; again where it failed."""
    told, fails = tmp_path / "told", tmp_path / "fails"
    fails.touch()
    run = f"test ! -e {fails} && echo purged >> {told} || {{ rm -f {fails}; false; }}"
    stderr = io.StringIO()

    def follow():
        try:
            call_command("follow_changes", run=run, every=0.05, times=2, stderr=stderr)
        finally:
            connection.close()

    follower = threading.Thread(target=follow)
    follower.start()
    for _try in range(400):
        if told.exists():
            break
        follower.join(0.05)
    PublicChange.objects.create()
    follower.join(20)
    assert told.read_text().splitlines() == ["purged", "purged"]
    assert stderr.getvalue().count("It failed, and will be tried again") == 1
