"""Bodies and people: their keys are those of their names, and none leads to a merged one."""

from collections.abc import Iterator

from communiques.invariants.rows import Fault
from organizations import links
from organizations.models import OrganizationAlias, PersonAlias


def keys() -> Iterator[Fault]:
    """The stored keys that lists sort by and spellings are found by are those of the names."""
    for model in links.NAMED:
        for row in model.objects.stale():
            yield row, "its order or spellings are not its name's"
    for model in (OrganizationAlias, PersonAlias):
        for row in model.objects.stale():
            yield row, "its key is not that of its spelling"


def one_record() -> Iterator[Fault]:
    """Only what is sealed still leads to a record that was merged into another."""
    for model in links.NAMED:
        for row in links.stragglers(model):
            yield row, "leads to a record that was merged"
