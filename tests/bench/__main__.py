"""`python -m tests.bench`: builds or reuses the databases, measures each in a process of its own
(settings are read once a process), and prints one table a database."""

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
SMALL = 100
WITH_POSTGRES = ROOT / "tests" / "with-postgres"


def main() -> int:
    asked = arguments()
    if asked.inside_postgres:
        return report("PostgreSQL", asked, postgres_url)
    if asked.database != "postgres":
        report("SQLite", asked, sqlite_url)
    if asked.database != "sqlite":
        return in_postgres(asked)
    return 0


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


def report(name: str, asked: argparse.Namespace, url_of) -> int:
    small, large = (measured(url_of(count), count, asked) for count in (SMALL, asked.count))
    print_report(name, small, large)
    return 0


def measured(url: str, count: int, asked: argparse.Namespace) -> dict:
    command = [sys.executable, "-m", "tests.bench.measure", str(count), str(asked.requests)]
    environment = os.environ | {
        "DATABASE_URL": url,
        "DATA_DIR": str(data_dir()),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    result = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(result.stdout)


def data_dir() -> Path:
    path = Path(os.environ.get("DATA_DIR", ROOT / ".data")).absolute() / "bench"
    path.mkdir(parents=True, exist_ok=True)
    return path


def sqlite_url(count: int) -> str:
    path = data_dir() / f"archive-{count}-{schema()}.sqlite3"
    for stale in set(data_dir().glob(f"archive-{count}-*")) - set(data_dir().glob(f"{path.name}*")):
        stale.unlink()
    return f"sqlite:///{path}"


def schema() -> str:
    """What the migrations say, in short: a database of another schema is not used again."""
    files = sorted(ROOT.glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:8]


def postgres_url(count: int) -> str:
    """A database of its own beside the one that DATABASE_URL names; kept for the next run."""
    import psycopg2

    here, name = os.environ["DATABASE_URL"], f"bayan_bench_{count}_{schema()}"
    connection = psycopg2.connect(here)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return f"{here.rsplit('/', 1)[0]}/{name}"


if __name__ == "__main__":
    sys.exit(main())
