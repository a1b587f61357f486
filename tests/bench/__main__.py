"""`python -m tests.bench`: builds or reuses the databases, measures those of one engine in one
process (settings are read once a process), and prints one table an engine."""

import argparse
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.table import print_report

ROOT = Path(__file__).parent.parent.parent
#: Both archives name all the bodies, conferences and years there are, so the filters of both offer
#: the same: what grows from one to the other grows with the archive, not with the directory.
SMALL = 1000
WITH_POSTGRES = ROOT / "tests" / "with-postgres"


def main() -> int:
    sys.stdout.reconfigure(line_buffering=True)
    asked = arguments()
    if asked.inside_postgres:
        return report("PostgreSQL", asked, postgres)
    failed = 0
    if asked.database != "postgres":
        failed = report("SQLite", asked, sqlite)
    if asked.database != "sqlite":
        failed = in_postgres(asked) or failed
    return failed


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="communiqués of the archive")
    parser.add_argument("--requests", type=int, default=40, help="requests a page (at least 30)")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--inside-postgres", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.requests < 30 or asked.count <= SMALL:
        parser.error(f"fewer than 30 requests, or {SMALL} communiqués, show nothing")
    return asked


def in_postgres(asked: argparse.Namespace) -> int:
    """Again, with DATABASE_URL leading to a PostgreSQL."""
    installed = shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb")
    if not installed and "DATABASE_URL" not in os.environ:
        print("PostgreSQL: skipped, it is not installed here (the package “postgresql”).")
        return 0
    again = [sys.executable, "-m", "tests.bench", "--inside-postgres"]
    numbers = [f"--count={asked.count}", f"--requests={asked.requests}"]
    return subprocess.run([WITH_POSTGRES, *again, *numbers], cwd=ROOT).returncode


def report(name: str, asked: argparse.Namespace, engine) -> int:
    url, databases = engine([SMALL, asked.count])
    named = [f"{count}={database}" for count, database in databases.items()]
    environment = os.environ | {
        "DATABASE_URL": url,
        "DATA_DIR": str(data_dir()),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "-m", "tests.bench.measure", str(asked.requests), *named]
    result = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    if result.returncode:
        return result.returncode
    print_report(name, *json.loads(result.stdout))
    return loaded(url, databases[asked.count], environment)


def loaded(url: str, database: str, environment: dict[str, str]) -> int:
    """Many readers at once, of the larger archive."""
    if not shutil.which("wrk"):
        print("Many readers at once: skipped, there is no wrk here (the package “wrk”).")
        return 0
    base = "sqlite:///" if url.startswith("sqlite") else url.rpartition("/")[0] + "/"
    command = [sys.executable, "-m", "tests.bench.loaded"]
    return subprocess.run(
        command, cwd=ROOT, env=environment | {"DATABASE_URL": base + database}
    ).returncode


def data_dir() -> Path:
    path = Path(os.environ.get("DATA_DIR", ROOT / ".data")).absolute() / "bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def sqlite(counts: list[int]) -> tuple[str, dict[int, str]]:
    """A URL, and the files; those of an older schema are removed."""
    files = {count: data_dir() / f"archive-{count}-{schema()}.sqlite3" for count in counts}
    for stale in data_dir().glob("archive-*"):
        if f"-{schema()}." not in stale.name:
            stale.unlink()
    return f"sqlite:///{files[counts[0]]}", {count: str(path) for count, path in files.items()}


def schema() -> str:
    """What the migrations say, in short: a database of another schema is not used again."""
    files = sorted(ROOT.glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:8]


def postgres(counts: list[int]) -> tuple[str, dict[int, str]]:
    """Databases of their own beside the one that DATABASE_URL names; kept for the next run."""
    import psycopg2

    names = {count: f"bayan_bench_{count}_{schema()}" for count in counts}
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        for name in names.values():
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return os.environ["DATABASE_URL"], names


if __name__ == "__main__":
    sys.exit(main())
