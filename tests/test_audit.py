"""`make audit`: a package with a known hole stops it, and so does a service that is silent."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOLE = {
    "id": "PYSEC-2026-1",
    "summary": "A hole",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "django"},
            "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]},
            ],
        }
    ],
}


class Advisories(BaseHTTPRequestHandler):
    """As OSV answers: `holes` says which packages have one."""

    holes: dict[str, dict] = {}
    asked: set[str]

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = asked["package"]["name"]
        self.asked.add(name)
        body = json.dumps({"vulns": [self.holes[name]]} if name in self.holes else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


@contextmanager
def advisories(holes: dict[str, dict]) -> Iterator[tuple[str, set[str]]]:
    """Its address, and what it is asked about."""
    told = type("Told", (Advisories,), {"holes": holes, "asked": set()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), told)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", told.asked
    finally:
        server.shutdown()
        server.server_close()


def audit(address: str, tmp_path: Path) -> subprocess.CompletedProcess:
    installed = ["--old-file", ".venv/dev", f"BIN={Path(sys.executable).parent}"]
    told = [f"ADVISORIES={address}", f"ARGS=--cache-dir {tmp_path}"]
    command = ["make", "--silent", "audit", *installed, *told]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_every_pinned_package_is_asked_about(tmp_path):
    with advisories({}) as (address, asked):
        done = audit(address, tmp_path)

    assert done.returncode == 0, done.stderr
    pinned = (ROOT / "requirements-dev.txt").read_text().splitlines()
    assert {line.split("==")[0] for line in pinned if "==" in line and ";" not in line} <= asked


def test_a_known_hole_is_named(tmp_path):
    with advisories({"django": HOLE}) as (address, _asked):
        done = audit(address, tmp_path)

    assert done.returncode != 0
    assert [line.split()[:4:2] for line in done.stdout.splitlines() if "PYSEC" in line] == [
        ["django", "PYSEC-2026-1"]
    ]


def test_a_service_that_does_not_answer_is_no_good_news(tmp_path):
    with advisories({}) as (gone, _asked):
        pass

    assert audit(gone, tmp_path).returncode != 0
