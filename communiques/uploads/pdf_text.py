"""What a PDF that a stranger sent says, and by whom it is sealed; see `reader`."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from communiques.uploads import reader


class Unreadable(Exception):
    """No PDF, a broken one, or one that asks too much."""


@dataclass(frozen=True)
class Seal:
    """A signature in the file: whether it holds, covers every byte, and by which certificate."""

    intact: bool
    whole: bool
    by: str


def read(data: bytes) -> tuple[str, Seal | None]:
    """The words and the seal of a PDF. Raises Unreadable."""
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise Unreadable
    try:
        done = subprocess.run(
            [sys.executable, "-I", Path(reader.__file__)],
            input=data, capture_output=True, timeout=3 * reader.SECONDS, check=True,
        )  # fmt: skip
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise Unreadable from error
    seal = found["seal"] and Seal(**found["seal"])
    return found["text"].replace("\r\n", "\n"), seal
