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
from communiques.models import Edition

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
    """Write the file anew; how many lines it has. What is removed while it is written counts as
    later."""
    now, known, count = timezone.now(), exports.removals(), 0
    with tempfile.TemporaryFile() as made:
        with gzip.open(made, "wt", encoding="utf-8") as packed:
            for line in lines(in_force(at=now)):
                packed.write(line)
                count += 1
        made.seek(0)
        exports.keep(File(made), now, known)
    return count


def written():
    """The file, open; None where there is none, or something in it has since been removed."""
    known = exports.removals()
    path = next((e for e in exports.stored() if exports.removals_before(e) == known), None)
    return path and default_storage.open(path)
