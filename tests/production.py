"""`make test-production`, as root on a Debian machine that may be changed: the production profile
as the README gives it, installed, served by two nodes, stopped and started under load, upgraded."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = "bayan.test"
UNITS = Path("/etc/systemd/system")
PORTS = ("8001", "8002")
CURL = ["curl", "-sk", "--max-time", "20", "--resolve", f"{NAME}:443:127.0.0.1",
        "--resolve", f"{NAME}:80:127.0.0.1"]  # fmt: skip


def main() -> None:
    began = time.monotonic()
    run(ROOT / "docs" / "production" / "install", NAME)
    took = time.monotonic() - began
    print(f"Installed in {took:.0f} s")
    assert took < 15 * 60
    checked = manage("check", "--deploy", "--fail-level", "WARNING")
    assert "no issues" in checked.stdout + checked.stderr, checked
    with contextlib.ExitStack() as site:
        nodes = {port: site.enter_context(Service("bayan@.service", port)) for port in PORTS}
        site.enter_context(Service("bayan-mail.service"))
        site.enter_context(Service("bayan-papers.service"))
        run("nginx")
        site.callback(run, "nginx", "-s", "stop")
        for port in PORTS:
            wait_until(lambda port=port: node(port, "/readyz") == (200, "ready\n"), port)
        headers_are_strict()
        manage("demo", DEMO="1")
        acts_are_everywhere_at_once()
        no_request_is_dropped(nodes)
        run(ROOT / "docs" / "production" / "install", NAME)
        assert asked("/ar/")[0] == 200, "an upgrade keeps the site"
        for command in commands("bayan-night.service"):
            run(*command, as_bayan=True)
    print("The production profile holds.")


class Service:
    """What a unit would run, as the user and with the environment that it names."""

    def __init__(self, unit: str, instance: str = ""):
        self.unit, self.instance, self.process = unit, instance, None

    def __enter__(self) -> "Service":
        self.start()
        return self

    def __exit__(self, *_error) -> None:
        self.stop()

    def start(self) -> None:
        *before, last = commands(self.unit, self.instance)
        for each in before:
            run(*each, as_bayan=True)
        log = subprocess.DEVNULL if "LOG" not in os.environ else None
        self.process = subprocess.Popen(
            as_user(last), cwd="/opt/bayan", env=environment(), stdout=log, stderr=log
        )

    def stop(self) -> None:
        """As systemd would: the signal goes to what runuser has started."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        for pid in map(int, children.split()):
            os.kill(pid, signal.SIGTERM)
        self.process.wait(40)


def commands(unit: str, instance: str = "") -> list[list[str]]:
    lines = (UNITS / unit).read_text().replace("%i", instance)
    return [each.split() for each in re.findall(r"^Exec(?:StartPre|Start)=-?(.+)$", lines, re.M)]


def environment() -> dict[str, str]:
    lines = Path("/etc/bayan/env").read_text().splitlines()
    return {"PATH": os.environ["PATH"], **dict(line.split("=", 1) for line in lines)}


def as_user(command: list[str]) -> list[str]:
    return ["runuser", "-u", "bayan", "--", *map(str, command)]


def run(*command, as_bayan: bool = False, **more: str) -> subprocess.CompletedProcess:
    given = as_user(command) if as_bayan else list(map(str, command))
    environ, cwd = (environment() | more, "/opt/bayan") if as_bayan else (None, None)
    done = subprocess.run(given, env=environ, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{given} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return done


def manage(*arguments: str, **more: str) -> subprocess.CompletedProcess:
    return run("/opt/bayan/.venv/bin/python", "manage.py", *arguments, as_bayan=True, **more)


# --- what is asked of it --------------------------------------------------------------------------


def asked(address: str, *options: str) -> tuple[int, str]:
    command = [*CURL, "-w", "\n%{http_code}", *options, f"https://{NAME}{address}"]
    body, _newline, status = subprocess.run(
        command, capture_output=True, text=True
    ).stdout.rpartition("\n")
    return int(status), body


def node(port: str, address: str) -> tuple[int, str]:
    """One of the two, past the door."""
    command = ["curl", "-s", "-w", "\n%{http_code}", "-H", f"Host: {NAME}",
               "-H", "X-Forwarded-Proto: https", f"http://127.0.0.1:{port}{address}"]  # fmt: skip
    body, _newline, status = subprocess.run(
        command, capture_output=True, text=True
    ).stdout.rpartition("\n")
    return int(status or 0), body


def wait_until(holds, what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            sys.exit(f"{what}: not within {seconds} s")
        time.sleep(0.02)


def headers_are_strict() -> None:
    status, head = asked("/ar/", "-D", "-", "-o", "/dev/null", "-H", "X-Forwarded-For: 192.0.2.1")
    said = head.lower()
    assert status == 200, head
    for header in (
        "strict-transport-security: max-age=31536000", "x-content-type-options: nosniff",
        "x-frame-options: deny", "referrer-policy: same-origin", "x-request-id: ",
        "cross-origin-opener-policy: same-origin", "content-security-policy: ",
        "cross-origin-resource-policy: same-origin", "permissions-policy: ",
    ):  # fmt: skip
        assert header in said, (header, head)
    assert "unsafe-" not in said
    plain = subprocess.run([*CURL, "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}",
                            f"http://{NAME}/ar/"], capture_output=True, text=True)  # fmt: skip
    assert plain.stdout == f"308 https://{NAME}/ar/"
    static = re.search(r'href="(/static/[^"]+\.css)"', asked("/ar/")[1])[1]
    status, head = asked(static, "-D", "-", "-o", "/dev/null")
    assert (status, "immutable" in head) == (200, True), head


def acts_are_everywhere_at_once() -> None:
    """While readers ask for the very pages that change."""
    load = asking(60)
    command = ["/opt/bayan/.venv/bin/python", "-m", "tests.acts_under_load", NAME, *PORTS]
    print(run(*command, as_bayan=True, DJANGO_SETTINGS_MODULE="config.settings").stdout.strip())
    load.send_signal(signal.SIGINT)
    told = json.loads(load.communicate()[0].strip().splitlines()[-1])
    assert (told["errors"], told["requests"] > 100) == (0, True), told


def no_request_is_dropped(nodes: dict[str, Service]) -> None:
    """Each node is stopped and started again while readers ask."""
    load = asking(25)
    for port, each in nodes.items():
        time.sleep(3)
        each.stop()
        time.sleep(1)
        each.start()
        wait_until(lambda port=port: node(port, "/readyz")[0] == 200, port)
    told = json.loads(load.communicate()[0].strip().splitlines()[-1])
    print(f"{told['requests']} requests while both nodes were stopped and started: "
          f"{told['errors']} errors.")  # fmt: skip
    assert (told["errors"], told["requests"] > 100) == (0, True), told


def asking(seconds: int) -> subprocess.Popen:
    """Sixteen readers at the door."""
    script = ROOT / "tests" / "bench" / "told.lua"
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", script, "-H", f"Host: {NAME}"]
    return subprocess.Popen([*command, "https://127.0.0.1/en/"], stdout=subprocess.PIPE, text=True)


if __name__ == "__main__":
    main()
