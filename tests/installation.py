"""Whole installations for tests: real processes on a database and a data folder of their own,
people at a real server, and the machines that they stand on, which can be stopped."""

import contextlib
import glob
import http.client
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import psycopg2

from communiques.demo import play

ROOT = Path(__file__).parent.parent
#: How long anything here may take, in seconds.
PATIENCE = 60


def until(true: Callable, said: str, seconds: float = PATIENCE):
    """What `true` gives once it gives something."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, f"waited in vain: {said}"
        time.sleep(0.05)
    return found


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


# --- a site ---------------------------------------------------------------------------------------


@dataclass
class Site:
    """An installation: `url` is that of its database, or '' for SQLite in `home`."""

    home: Path
    url: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.home / "bayan.sqlite3"

    @property
    def media(self) -> Path:
        return self.home / "media"

    def env(self, **more: str) -> dict[str, str]:
        keep = {each: os.environ[each] for each in ("PATH", "HOME") if each in os.environ}
        own = {
            "DATA_DIR": str(self.home), "SECRET_KEY": "0123456789-abcdefghij" * 3, "DEMO": "1",
            "ALLOWED_HOSTS": "127.0.0.1", "PYTHONUNBUFFERED": "1",
            "DATABASE_URL": self.url or f"sqlite:///{self.file}",
        }  # fmt: skip
        return keep | own | self.environment | more

    def start(self, *arguments: str, before: tuple[str, ...] = (), **more: str) -> subprocess.Popen:
        """A command, going on. `before` stands before it."""
        return subprocess.Popen(
            [*before, sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.env(**more), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def manage(self, *arguments: str, code: int = 0, **more) -> str:
        """What a command says; it must end with that code, and never with a trace."""
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=5 * PATIENCE)
        assert process.returncode == code, f"{arguments}: {process.returncode}\n{out}\n{err}"
        assert "Traceback" not in err, err
        return out + err

    def python(self, code: str, **more) -> str:
        return self.manage("shell", "--no-imports", "-c", code, **more)

    def verified(self) -> str:
        return self.manage("verify").strip().splitlines()[-1]

    def connect(self, **options):
        if self.url:
            connection = psycopg2.connect(self.url, **options)
            connection.autocommit = True
            return connection
        return sqlite3.connect(self.file, isolation_level=None, timeout=0, **options)

    def ask(self, sql: str) -> list[tuple]:
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def count(self, table: str) -> int:
        return self.ask(f"SELECT count(*) FROM {table}")[0][0]

    def copy(self, home: Path) -> "Site":
        """Another like it; only where it is on SQLite and nobody uses it."""
        shutil.copytree(self.home, home)
        return Site(home, environment=dict(self.environment))

    # --- stopping a process where one wants

    @contextlib.contextmanager
    def stalling(self, table: str, event: str = "INSERT", when: str = "") -> Iterator["Stall"]:
        """From now on whoever does that to a row of the table stops there, in the middle of its
        transaction, for as long as this lasts. `when` narrows it, over NEW."""
        stall = Stall(self, table)
        stall.put(event, when)
        try:
            yield stall
        finally:
            stall.lift()

    def serve(self, *, workers: int = 1, before: tuple[str, ...] = (), **more: str) -> "Served":
        return Served(self, workers, before, more)


class Stall:
    """A trigger that never comes to its end; on PostgreSQL it waits for a lock that we hold."""

    LOCK = 4242

    def __init__(self, site: Site, table: str):
        self.site, self.table = site, table
        self.holder = site.connect() if site.url else None

    def put(self, event: str, when: str) -> None:
        named = {"table": self.table, "event": event, "when": f"WHEN ({when})" if when else ""}
        if self.site.url:
            self.holder.cursor().execute(f"SELECT pg_advisory_lock({self.LOCK})")
            self.site.ask(
                "CREATE OR REPLACE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" PERFORM pg_advisory_xact_lock({self.LOCK}); RETURN NEW; END $$;"
                "CREATE TRIGGER stall BEFORE {event} ON {table} FOR EACH ROW {when}"
                " EXECUTE FUNCTION stall()".format(**named)
            )
        else:
            self.site.ask(
                "CREATE TRIGGER stall BEFORE {event} ON {table} {when} BEGIN SELECT count(*) FROM"
                " (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x"
                " FROM c); END".format(**named)
            )

    def reached(self) -> bool:
        if self.site.url:
            return bool(
                self.site.ask("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            )
        return all(self._is_locked() for _look in range(10))

    def _is_locked(self) -> bool:
        time.sleep(0.1)
        try:
            self.site.ask("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False

    def kill_there(self, process: subprocess.Popen) -> None:
        """Wait until the process stands there, and kill it."""
        until(lambda: self.reached() or process.poll() is not None, f"{self.table} is not reached")
        assert process.poll() is None, f"it came to its end: {process.communicate()}"
        kill(process)

    def lift(self) -> None:
        if self.holder:
            self.holder.close()
        on_table = f" ON {self.table}" if self.site.url else ""
        until(lambda: self._drop(on_table), "the table is still held")

    def _drop(self, on_table: str) -> bool:
        try:
            self.site.ask(f"DROP TRIGGER IF EXISTS stall{on_table}")
        except (sqlite3.OperationalError, psycopg2.Error):
            return False
        return True


def kill(process: subprocess.Popen) -> None:
    """As the power does."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


# --- people ---------------------------------------------------------------------------------------


@dataclass
class Answer:
    status: int
    text: str
    headers: http.client.HTTPMessage
    address: str = ""


class Served:
    """The site at a port of this machine, by the server that it is served with."""

    def __init__(self, site: Site, workers: int, before: tuple[str, ...], more: dict[str, str]):
        self.site, self.workers, self.before, self.more = site, workers, before, more
        self.port = free_port()
        self.log = site.home / f"served-{self.port}.log"

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Served":
        command = [
            *self.before, str(Path(sys.executable).parent / "granian"), "--interface", "wsgi",
            "--host", "127.0.0.1", "--port", str(self.port), "--workers", str(self.workers),
            "--blocking-threads", "2", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        environment = self.site.env(SITE_URL=self.base, **self.more)
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        until(lambda: self.get("/healthz").status == 200, "the server is not up")
        return self

    def kill(self) -> None:
        """The server and all its workers, as the power does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __exit__(self, *_error) -> None:
        self.kill()

    def get(self, path: str) -> Answer:
        return Person(self).get(path)

    def said(self) -> str:
        """What it wrote to its log."""
        return self.log.read_text()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_asked):
        return None


class Person:
    """Somebody with a browser, logged in where they have a name."""

    def __init__(self, served: Served, name: str = ""):
        self.served = served
        self.jar = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(_Stay, cookies)
        if name:
            said = self.log_in(name)
            assert said.status == 302, said.text

    def log_in(self, name: str, password: str = play.PASSWORD) -> Answer:
        page = self.get("/admin/login/")
        return self.post("/admin/login/", page, username=name, password=password)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.served.base + path))

    def post(self, path: str, page: Answer | None = None, /, **fields) -> Answer:
        """Send a form; its token comes from that page, or from the cookie."""
        token = field_of(page.text, "csrfmiddlewaretoken") if page else self.token()
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}, doseq=True).encode()
        headers = {"Origin": self.served.base}
        return self._ask(urllib.request.Request(self.served.base + path, data, headers))

    def token(self) -> str:
        return next((each.value for each in self.jar if each.name == "bayan_csrf"), "")

    def _ask(self, request) -> Answer:
        try:
            with self.opener.open(request, timeout=PATIENCE) as got:
                return Answer(got.status, got.read().decode(errors="replace"), got.headers)
        except urllib.error.HTTPError as got:
            with got:
                text = got.read().decode(errors="replace")
                return Answer(got.code, text, got.headers, got.headers.get("Location", ""))
        except (OSError, http.client.HTTPException):
            return Answer(0, "", http.client.HTTPMessage())


def field_of(html: str, name: str) -> str:
    """The value of a field of the page."""
    tag = re.search(rf'<[^>]*name="{name}"[^>]*>', html)
    return unescape(re.search(r'value="([^"]*)"', tag[0])[1]) if tag else ""


def form_with(html: str, mark: str) -> dict[str, str]:
    """The hidden fields of the form in which `mark` stands."""
    forms = re.findall(r"<form.*?</form>", html, re.S)
    form = next(each for each in forms if mark in each)
    names = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"', form)
    return {name: field_of(form, name) for name in names if name != "csrfmiddlewaretoken"}


# --- machines -------------------------------------------------------------------------------------


def postgres_programs() -> str:
    """Where they are; '' where there are none."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=len)
    found = found or [each for each in [shutil.which("initdb")] if each]
    return str(Path(found[-1]).parent) if found else ""


class Postgres:
    """A PostgreSQL of one's own, that can be stopped and started again."""

    def __init__(self):
        # A folder that its own user may reach, by a name short enough for a socket.
        self.home, self.port = Path(tempfile.mkdtemp(prefix="bayan-pg-")), free_port()
        self.as_ = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.as_:
            shutil.chown(self.home, "postgres")
        self.run(
            "initdb",
            "-D",
            f"{self.home}/data",
            "-U",
            "bayan",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
        )
        self.start()

    def run(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [*self.as_, f"{postgres_programs()}/{program}", *arguments]
        subprocess.run(command, cwd=self.home, check=check, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        options = f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "-D", f"{self.home}/data", "-w", "-s", "-l", f"{self.home}/log",
                 "-o", options, "start")  # fmt: skip

    def configure(self, settings: str) -> None:
        """Start anew with more settings."""
        self.stop("fast")
        with (self.home / "data" / "postgresql.conf").open("a") as conf:
            conf.write(settings)
        self.start()

    def stop(self, mode: str = "immediate") -> None:
        self.run("pg_ctl", "-D", f"{self.home}/data", "-m", mode, "-s", "stop", check=False)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.home)

    def url(self, database: str = "postgres") -> str:
        return f"postgres://bayan@127.0.0.1:{self.port}/{database}"

    def create(self, name: str, template: str = "template0") -> str:
        """A new database; its address."""
        with contextlib.closing(psycopg2.connect(self.url())) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)


class Redis:
    """A Redis of one's own, that can be flushed, stopped and started again."""

    def __init__(self):
        self.port, self.process = free_port(), None
        self.start()

    @property
    def url(self) -> str:
        return f"rediscache://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--save", "", "--bind", "127.0.0.1"],
            stdout=subprocess.DEVNULL, cwd="/",
        )  # fmt: skip
        until(self._is_up, "Redis is not up")

    def _is_up(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def say(self, *words: str) -> str:
        command = ["redis-cli", "-p", str(self.port), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def stop(self) -> None:
        kill(self.process)


class MailServer:
    """A mail server that keeps what it takes; or is silent once it has taken a letter."""

    def __init__(self, port: int | None = None):
        self.port, self.silent, self.taken = port or free_port(), False, []
        server = self

        class Line(socketserver.StreamRequestHandler):
            def handle(self):
                server.talk(self)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Line)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def talk(self, line) -> None:
        def say(words: str) -> None:
            line.wfile.write(f"{words}\r\n".encode())

        say("220 ready")
        for asked in iter(line.rfile.readline, b""):
            verb = asked[:4].upper()
            if verb == b"QUIT":
                return say("221 bye")
            if verb != b"DATA":
                say("250 ok")
                continue
            say("354 go on")
            letter = b"".join(iter(line.rfile.readline, b".\r\n")).decode()
            self.taken.append(letter)
            while self.silent:
                time.sleep(0.05)
            say("250 taken")

    def addressed(self, to: str) -> int:
        """How many letters it took for that address."""
        return sum(f"To: {to}" in each for each in self.taken)

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
