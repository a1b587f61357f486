"""Many editions at once, a line of JSON each: those of a year when they are asked for, and all in
one file that is written at night. Once something is withdrawn or redacted, a file from before is
given no more."""

import gzip
import json
import tempfile
from collections.abc import Iterator

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from rest_framework.utils.encoders import JSONEncoder

from communiques import exports
from communiques.api import shapes
from communiques.models import Edition, Redaction, Withdrawal

MEDIA = "application/jsonl; charset=utf-8"
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
        exports.keep(File(made), now)
    return count


def written():
    """The file, open; None where there is none, or something in it has since been removed."""
    for path in exports.stored()[:1]:
        moment = exports.moment_of(path)
        removed = Withdrawal.objects.filter(since__gte=moment)
        if removed.exists() or Redaction.objects.filter(done_at__gte=moment).exists():
            return None
        return default_storage.open(path)
    return None
