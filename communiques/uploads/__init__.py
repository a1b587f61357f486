"""Files from outside, treated as hostile: everything that a file can carry beside what it shows is
refused or left behind."""

import io
import re
import zipfile

from communiques.uploads.kinds import ENDINGS, MAX_BYTES, Clean, Copy, Refused, safe_stem, type_of

__all__ = ["ENDINGS", "MAX_BYTES", "Clean", "Copy", "Refused", "clean"]

#: What browsers would take for a page, where they look.
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg|\?php)\b", re.IGNORECASE)


def clean(name: str, data: bytes) -> Clean:
    """The file without anything that readers must not get. Raises Refused."""
    if not data:
        raise Refused("empty")
    if len(data) > MAX_BYTES:
        raise Refused("too_large")
    media_type = type_of(data)
    stem = safe_stem(name, media_type)
    if zipfile.is_zipfile(io.BytesIO(data)) or _MARKUP.search(data[:1024]):
        raise Refused("two_in_one")
    if media_type == "application/pdf":
        from communiques.uploads.documents import document

        made = document(data)
    else:
        from communiques.uploads.pictures import picture

        made = picture(data, media_type)
    return Clean(name=f"{stem}.{ENDINGS[media_type][0]}", media_type=media_type, **made)
