"""Where the files of everything that is in force are kept: each says of which moment it is."""

import datetime as dt

from django.core.files.base import File
from django.core.files.storage import default_storage

FOLDER = "exports"
#: The moment in UTC.
NAME = FOLDER + "/%Y%m%dT%H%M%S%f.jsonl.gz"


def keep(made: File, moment: dt.datetime) -> None:
    """Keep a file of that moment in the stead of those from before."""
    before = stored()
    default_storage.save(moment.astimezone(dt.UTC).strftime(NAME), made)
    for path in before:
        default_storage.delete(path)


def stored() -> list[str]:
    """The paths, the latest first."""
    if not default_storage.exists(FOLDER):
        return []
    _folders, names = default_storage.listdir(FOLDER)
    return sorted((f"{FOLDER}/{name}" for name in names), reverse=True)


def moment_of(path: str) -> dt.datetime:
    return dt.datetime.strptime(path, NAME).replace(tzinfo=dt.UTC)
