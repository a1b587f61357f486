"""The invariants of the product, checked again on the live database; `manage.py verify` prints
what fails. The numbers are those of the README."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communiques.invariants import (
    approvals,
    directory,
    log,
    redacted,
    releases,
    sealed,
    search,
    storage,
    triggers,
)
from communiques.invariants.rows import Fault
from organizations import audit

#: Number of the invariant → what checks it, as far as rows and files alone can tell.
CHECKS: dict[int, tuple[Callable[[], Iterator[Fault]], ...]] = {
    1: (approvals.approved,),
    2: (approvals.four_eyes,),
    5: (releases.together,),
    6: (
        *(triggers.append_only, sealed.unchanged, sealed.lists, storage.files),
        *(redacted.redacted, redacted.reductions),
    ),
    7: (releases.symbols,),
    8: (releases.in_work,),
    9: (sealed.chain,),
    11: (directory.keys,),
    12: (triggers.no_circles, triggers.standing, directory.one_record),
    13: (search.searchable,),
    14: (log.signed, log.logged, log.grown),
}


@dataclass(frozen=True)
class Failure:
    """One thing that does not hold: which invariant, where, why."""

    invariant: int
    where: str
    why: str

    def __str__(self):
        return f"invariant {self.invariant}: {self.where}: {self.why}"


def failures() -> Iterator[Failure]:
    """Every failure of every invariant that is checked."""
    for number, checks in CHECKS.items():
        for check in checks:
            for where, why in check():
                yield Failure(
                    number, where if isinstance(where, str) else audit.label_of(where), why
                )
