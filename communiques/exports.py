"""Where the files of everything that is in force are kept: each says of which moment it is, and how
many withdrawals and redactions there were by then. That no more came since is told by their number:
a clock may have stepped back."""

import datetime as dt
import re
from typing import NamedTuple

from django.core.files.base import File
from django.core.files.storage import default_storage

from communiques.models import Redaction, Withdrawal, kept_in

FOLDER = "exports"
#: The moment in UTC.
MOMENT = "%Y%m%dT%H%M%S%f"
NUMBERS = re.compile(r"-(\d+)-(\d+)\.jsonl\.gz$")


class Removals(NamedTuple):
    withdrawals: int
    redactions: int


def removals() -> Removals:
    """Of all texts, so far."""
    return Removals(Withdrawal.objects.count(), Redaction.objects.done().count())


def removals_before(path: str) -> Removals:
    """Those that the file knows; none, where an older version of Bayan wrote it."""
    found = NUMBERS.search(path)
    return Removals(*map(int, found.groups())) if found else Removals(-1, -1)


def keep(made: File, moment: dt.datetime, known: Removals) -> None:
    """Keep a file of that moment in the stead of those from before."""
    before = stored()
    name = f"{moment.astimezone(dt.UTC):{MOMENT}}-{known.withdrawals}-{known.redactions}"
    default_storage.save(f"{FOLDER}/{name}.jsonl.gz", made)
    for path in before:
        default_storage.delete(path)


def stored() -> list[str]:
    """The paths, the latest first."""
    return kept_in(FOLDER)[::-1]


def outdated() -> list[str]:
    """Those from before a redaction: they may have its words."""
    done = removals().redactions
    return [path for path in stored() if removals_before(path).redactions < done]
