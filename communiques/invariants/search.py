"""What is public is found by its own words."""

from collections.abc import Iterator

from communiques.invariants.rows import Fault, editions, gone
from communiques.search import index, rebuild


def searchable() -> Iterator[Fault]:
    """Every edition is in the search index with the words that were sealed, by this analysis."""
    if rebuild.is_due():
        yield "search", "made by another version; `manage.py reindex` makes it anew"
        return
    emptied = gone()
    for edition in editions():
        if edition.pk in emptied:
            if index.kept_text(edition) is not None:
                yield edition, "was redacted, and is still found"
        elif not index.is_kept(edition):
            yield edition, "is not in the search index as it was sealed"
