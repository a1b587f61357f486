"""`make check`: the Arabic catalogue holds every string of the code, none fuzzy, none empty."""

import re
import subprocess
import sys
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "config" / "locale" / "ar" / "LC_MESSAGES"


def main() -> int:
    before = {path: path.read_bytes() for path in [*LOCALE.glob("*.po"), *LOCALE.glob("*.mo")]}
    try:
        subprocess.run(["make", "--silent", "messages"], check=True)
        faults = [fault for path in LOCALE.glob("*.po") for fault in faults_of(path, before)]
    finally:
        for path, content in before.items():
            path.write_bytes(content)
    print("\n".join(faults) or "The Arabic catalogue is complete.")
    return bool(faults)


def faults_of(path: Path, before: dict[Path, bytes]):
    """What is wrong with a catalogue as `make messages` leaves it, or was as it was before."""
    moved = ids(path.read_text("utf-8")) ^ ids(before.get(path, b"").decode())
    if moved:
        yield f"{path.name}: run `make messages`; these moved: {sorted(moved)[:10]}"
    if strings(path.read_bytes()) != strings(before.get(path, b"")):
        yield f"{path.name}: run `make messages`; its translations moved"
    compiled = path.with_suffix(".mo")
    if path in before and strings(before[path]) != strings(before.get(compiled, b""), "msgunfmt"):
        yield f"{compiled.name} is older than {path.name}: run `make messages`"
    result = subprocess.run(
        ["msgfmt", "--check", "--statistics", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
    )
    if result.returncode or re.search(r"fuzzy|untranslated", result.stderr):
        yield f"{path.name}: {result.stderr.strip()}"


def ids(text: str) -> set[str]:
    """Every msgid, however its lines are wrapped."""
    found = re.findall(r'^msgid ((?:".*"\n?)+)', text, re.M)
    return {"".join(re.findall(r'^"(.*)"$', each, re.M)) for each in found}


def strings(content: bytes, reader: str = "msgcat") -> set[str]:
    """Every entry of a catalogue but its header, in one spelling."""
    if not content:
        return set()
    tidy = ["msgattrib", "--no-fuzzy", "--translated", "--no-obsolete", "--no-wrap", "-"]
    text = subprocess.run([reader, "-"], input=content, capture_output=True, check=True).stdout
    text = subprocess.run(tidy, input=text, capture_output=True, check=True).stdout.decode()
    entries = [re.sub(r"^#.*\n?", "", each, flags=re.M).strip() for each in text.split("\n\n")]
    return {each for each in entries if not each.startswith('msgid ""\n')}


if __name__ == "__main__":
    sys.exit(main())
