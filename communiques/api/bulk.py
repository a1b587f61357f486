"""Many editions at once, a line of JSON each: those of a year when they are asked for, and all in
one file that is written at night. Once something is withdrawn or redacted, a file from before is
given no more."""

import datetime as dt
import gzip
import json
import tempfile
from collections.abc import Iterator

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from rest_framework.utils.encoders import JSONEncoder

from communiques.api import shapes
from communiques.models import Edition, Redaction, Withdrawal

MEDIA = "application/jsonl; charset=utf-8"
FOLDER = "exports"
#: Of a file: the moment of which it is, in UTC.
NAME = FOLDER + "/%Y%m%dT%H%M%S%f.jsonl.gz"
CHUNK = 200


def in_force(*, at):
    rows = Edition.objects.current(at=at).select_related("communique")
    return rows.order_by("dated_on", "communique", "language")


def lines(editions) -> Iterator[str]:
    for each in editions.iterator(CHUNK):
        data = {"id": each.communique.slug, **shapes.Whole(shapes.whole(each)).data}
        yield json.dumps(data, ensure_ascii=False, cls=JSONEncoder) + "\n"


def write() -> int:
    """Write the file anew; how many lines it has. Its time is that of the question, so that what is
    removed while it is written counts as later."""
    now, count = timezone.now(), 0
    with tempfile.TemporaryFile() as made:
        with gzip.open(made, "wt", encoding="utf-8") as packed:
            for line in lines(in_force(at=now)):
                packed.write(line)
                count += 1
        made.seek(0)
        for old in stored():
            default_storage.delete(old)
        default_storage.save(now.astimezone(dt.UTC).strftime(NAME), File(made))
    return count


def stored() -> list[str]:
    """The paths of what was written, the latest first."""
    if not default_storage.exists(FOLDER):
        return []
    _folders, names = default_storage.listdir(FOLDER)
    return sorted((f"{FOLDER}/{name}" for name in names), reverse=True)


def written():
    """The file, open; None where there is none, or something in it has since been removed."""
    for path in stored()[:1]:
        moment = dt.datetime.strptime(path, NAME).replace(tzinfo=dt.UTC)
        removed = Withdrawal.objects.filter(since__gte=moment)
        if removed.exists() or Redaction.objects.filter(done_at__gte=moment).exists():
            return None
        return default_storage.open(path)
    return None
