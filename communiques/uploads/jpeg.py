"""The segments of a JPEG file (ISO/IEC 10918-1): where its picture ends, and what cameras write."""

import re
from collections.abc import Iterator

#: Segments of a JPEG without which it would look otherwise: its own, colour profile, Adobe's.
NEEDED = frozenset({*range(0xC0, 0xE0), 0xE0, 0xE2, 0xEE, *range(0xF0, 0xFE)})
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each segment of the first picture; `end` of a scan is that of its
    data. Ends early where the file is not as ISO/IEC 10918-1 has it."""
    at = 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2
        if marker != 0xD9 and not 0xD0 <= marker <= 0xD7 and marker != 0x01:
            end += int.from_bytes(data[end : end + 2])
        if marker == 0xDA:
            following = _NEXT_MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield marker, at, end
        if marker == 0xD9:
            return
        at = end


def jpeg_end(data: bytes) -> int | None:
    return next((end for marker, _at, end in jpeg_segments(data) if marker == 0xD9), None)


def without_metadata(jpeg: bytes) -> bytes:
    """A JPEG with the same pixels and without what its camera wrote beside them."""
    kept = [jpeg[at:end] for marker, at, end in jpeg_segments(jpeg) if marker in NEEDED]
    return b"\xff\xd8" + b"".join(kept) if jpeg_end(jpeg) else jpeg
