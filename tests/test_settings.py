"""A wrong environment stops the start with one clear line, and production is never open."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parent.parent
SOUND = {"SECRET_KEY": "0123456789-abcdefghij" * 3, "ALLOWED_HOSTS": "bayan.example"}


def manage(tmp_path, *arguments, **environment):
    keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=keep | {"DATA_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        (
            {},
            "Bayan: SECRET_KEY is not set. Set it in the environment (the README lists every "
            "setting), or set DEBUG=1 on a developer's machine.\n",
        ),
        (
            {"SECRET_KEY": "x"},
            "Bayan: ALLOWED_HOSTS is not set. Set it in the environment (the README lists every "
            "setting), or set DEBUG=1 on a developer's machine.\n",
        ),
        (
            SOUND | {"SESSION_HOURS": "many"},
            "Bayan: SESSION_HOURS must be a whole number, and is “many”.\n",
        ),
        (
            SOUND | {"ARABIC_MONTHS": "roman"},
            "Bayan: ARABIC_MONTHS is “roman”; it must be one of: common, levant, maghreb, both.\n",
        ),
    ],
)
def test_a_wrong_environment_is_one_line(tmp_path, environment, line):
    result = manage(tmp_path, "check", **environment)
    assert (result.returncode, result.stderr) == (1, line)


def test_a_production_configuration_passes_djangos_own_checks(tmp_path):
    result = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING",
        **SOUND, SITE_URL="https://bayan.example",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("name", "value", "warning"),
    [("REQUIRE_SECOND_FACTOR", "0", "bayan.W001"), ("DEMO", "1", "bayan.W002")],
)
def test_production_is_warned_of_an_open_door(tmp_path, name, value, warning):
    result = manage(
        tmp_path, "check", "--deploy", "--fail-level", "WARNING",
        **SOUND, SITE_URL="https://bayan.example", **{name: value},
    )  # fmt: skip
    assert result.returncode == 1 and warning in result.stderr


@pytest.mark.parametrize("command", [("demo",), ("demo_archive", "--count", "1")])
def test_production_refuses_the_demonstration(tmp_path, command):
    result = manage(tmp_path, *command, **SOUND)
    assert result.returncode == 1
    assert "DEMO=1" in result.stderr and "Traceback" not in result.stderr


def test_the_demonstration_refuses_by_the_setting(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")


@pytest.mark.django_db
@pytest.mark.parametrize("path, shared", [
    ("/ar/", "same-origin"), ("/admin/login/", "same-origin"), ("/en/verify/", "same-origin"),
    ("/nothing/", "same-origin"), ("/api/v1/communiques/", "cross-origin"),
])  # fmt: skip
def test_every_answer_closes_what_it_does_not_need(client, path, shared):
    """By the list of headers that OWASP's Secure Headers Project asks for."""
    answer = client.get(path)
    said = {name: answer.headers.get(name) for name in (
        "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    )}  # fmt: skip
    assert said == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": shared,
    }
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe-" not in policy and "*" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
