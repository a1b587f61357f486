"""`python -m tests.bench.loaded`: many readers at once, from the database of DATABASE_URL: as we
serve it, the same bytes from nginx and from a bare WSGI application beside it, and what a page
costs that is not kept. Needs wrk; nginx, where it is installed."""

import contextlib
import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django

django.setup()

from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from tests.bench import measure  # noqa: E402

ROOT = Path(__file__).parent.parent.parent
SECONDS, CROWDS, WORKERS = 2, (1, 8, 32), 2
#: Of the pages that `measure` names.
MEASURED = (
    "home", "list, page 1", "list, a deep page", "list, issuer and year", "search",
    "communiqué of the seed",
)  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")
#: What wrk tells when it has done.
TOLD = Path(__file__).parent / "told.lua"
NGINX = """
worker_processes {workers}; pid {home}/pid; error_log {home}/errors;
events {{ worker_connections 512; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000;
  default_type text/html; gzip_static always;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  server {{ listen 127.0.0.1:{port}; root {files}; }}
}}
"""


@dataclass
class Server:
    """A server's processes and where it listens."""

    process: subprocess.Popen
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        """It and all below it."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                waiting += map(int, task.read_text().split())
        return found

    def seconds(self) -> float:
        """Of processor time so far."""
        fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                  for pid in self.processes())  # fmt: skip
        return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS

    def megabytes(self) -> float:
        """Of memory, what is shared counted once."""
        maps = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.processes())
        return sum(int(re.search(r"^Pss: *(\d+)", each, re.M)[1]) for each in maps) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as home, contextlib.ExitStack() as servers:
        files = Path(home) / "files"
        files.mkdir()
        files.chmod(0o755), Path(home).chmod(0o755)
        ours = servers.enter_context(granian("config.wsgi:application"))
        uncached = servers.enter_context(granian("config.wsgi:application", PAGES_MB="0"))
        pages = {f"{number}": each for number, each in enumerate(addresses().items())}
        for number, (_name, address) in pages.items():
            (files / f"{number}.gz").write_bytes(fetched(ours.base + address))
        bare = servers.enter_context(granian("tests.bench.bare:application", BARE=str(files)))
        beside = {"bare": bare}
        if shutil.which("nginx"):
            beside["nginx"] = servers.enter_context(nginx(Path(home), files))
        compared(pages, ours, beside)
        print(f"\nMemory of {WORKERS} workers under load: {ours.megabytes():.0f} MB")
        alone(pages, uncached)
        seen(ours, servers.enter_context(granian("config.wsgi:application")))


def addresses() -> dict[str, str]:
    """Name → address, in both languages."""
    found = {}
    for language in ("ar", "en"):
        with translation.override(language):
            pages = measure.addresses()
            found |= {f"{name}, {language}": pages[name].address for name in MEASURED}
            found[f"feed, {language}"] = reverse("public:feed")
    return found


def compared(pages: dict, ours: Server, beside: dict[str, Server]) -> None:
    columns = ["requests/s", "p50 ms", "p95 ms", "p99 ms", "errors"]
    columns += [f"× {name}{what}" for name in beside for what in ("", ", cpu")]
    print(f"\nKept pages, {WORKERS} workers\n")
    print(f"{'':<34}{'readers':>8}", *(f"{each:>12}" for each in columns))
    for number, (name, address) in pages.items():
        for crowd in CROWDS:
            told = load(ours, address, crowd)
            ratios = []
            for each in beside.values():
                other = load(each, f"/{number}", crowd)
                ratios += [told[what] / other[what] for what in ("rate", "economy")]
            figures = [told[what] for what in ("rate", "p50", "p95", "p99", "errors")]
            print(f"{name:<34}{crowd:>8}", *(f"{each:>12.2f}" for each in figures + ratios))


def alone(pages: dict, server: Server) -> None:
    print(f"\nPages made anew each time\n\n{'':<34}{'cpu ms':>10}{'p50 ms':>10}{'p95 ms':>10}")
    for name, address in pages.values():
        told = load(server, address, 1)
        print(f"{name:<34}{1000 / told['economy']:>10.2f}{told['p50']:>10.2f}{told['p95']:>10.2f}")


def seen(here: Server, there: Server, times: int = 10) -> None:
    """How long after a release it is in the feed, on two nodes that have just shown that it is
    not."""
    waited: dict[str, list[float]] = {"one node": [], "another": []}
    for _time in range(times):
        before = [fetched(each.base + "/ar/feed/") for each in (here, there)]
        measure.release()
        began = time.perf_counter()
        for name, server, old in zip(waited, (here, there), before, strict=True):
            while fetched(server.base + "/ar/feed/") == old:
                time.sleep(0.002)
            waited[name].append((time.perf_counter() - began) * 1000)
    print()
    for name, each in waited.items():
        print(f"From the end of a release to the feed of {name}: at most {max(each):.0f} ms")


def load(server: Server, address: str, crowd: int) -> dict:
    """What wrk told, requests a second, and requests for a second of the processor."""
    before = server.seconds()
    command = ["wrk", "-t1", f"-c{crowd}", f"-d{SECONDS}s", "-s", TOLD]
    output = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", server.base + address],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    told = json.loads(output.strip().splitlines()[-1])
    spent = max(server.seconds() - before, 1 / TICKS)
    return told | {"rate": told["requests"] / told["seconds"], "economy": told["requests"] / spent}


@contextlib.contextmanager
def granian(target: str, **environment: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "2"]
    with running([*command, "--log-level", "warning", target], port, **environment) as server:
        yield server


@contextlib.contextmanager
def nginx(home: Path, files: Path) -> Iterator[Server]:
    port, config = free_port(), home / "nginx.conf"
    config.write_text(NGINX.format(workers=WORKERS, home=home, files=files, port=port))
    command = ["nginx", "-c", str(config), "-e", str(home / "errors"), "-g", "daemon off;"]
    with running(command, port) as server:
        yield server


@contextlib.contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[Server]:
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment)
    try:
        for _try in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def fetched(address: str) -> bytes:
    """The page, pressed."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        return body if answer.headers["Content-Encoding"] == "gzip" else gzip.compress(body)


if __name__ == "__main__":
    main()
