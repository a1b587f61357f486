"""`make check`: the Arabic catalogue holds every string of the code, none fuzzy, none empty."""

import re
import subprocess
import sys
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "config" / "locale" / "ar" / "LC_MESSAGES"


def main() -> int:
    before = {path: path.read_text("utf-8") for path in LOCALE.glob("*.po")}
    try:
        subprocess.run(["make", "--silent", "messages"], check=True)
        faults = [fault for path in LOCALE.glob("*.po") for fault in faults_of(path, before)]
    finally:
        for path, text in before.items():
            path.write_text(text, "utf-8")
    print("\n".join(faults) or "The Arabic catalogue is complete.")
    return bool(faults)


def faults_of(path: Path, before: dict[Path, str]):
    text = path.read_text("utf-8")
    if ids(text) != ids(before.get(path, "")):
        missing = ids(text) ^ ids(before.get(path, ""))
        yield f"{path.name}: run `make messages`; these moved: {sorted(missing)[:10]}"
    result = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
    )
    if result.returncode or re.search(r"fuzzy|untranslated", result.stderr):
        yield f"{path.name}: {result.stderr.strip()}"


def ids(text: str) -> set[str]:
    return set(re.findall(r'^msgid ((?:".*"\n?)+)', text, re.M))


if __name__ == "__main__":
    sys.exit(main())
