"""Who writes for minutes leaves others their turn: SQLite has one writer at a time, and whoever
waits looks again every tenth of a second. Of transactions that follow close upon each other none
would ever be seen to end: a release once waited forty seconds for an index."""

import time

from django.db import connection

#: Seconds.
TURN = 0.12


def leave_turn() -> None:
    """Called between two transactions; others may write meanwhile."""
    if connection.vendor == "sqlite":
        time.sleep(TURN)
