"""Work that is done once, or again and again for as long as the machine runs."""

import logging
import time
from collections.abc import Callable

from django.core.management.base import CommandError
from django.db import Error, close_old_connections

log = logging.getLogger(__name__)


def seconds(text: str) -> int:
    """The value of `--every`. Raises ValueError, of which the command line says what was wrong."""
    if (value := int(text)) < 1:
        raise ValueError(text)
    return value


def work(job: Callable[[], None], every: int | None) -> None:
    """Do it; with `every` again after so many seconds, for ever: a database or a disk that is away
    costs that round alone. Raises CommandError where it is to be done only once."""
    while True:
        try:
            job()
        except (Error, OSError) as error:
            if not every:
                raise CommandError(f"It could not be finished now: {error}") from None
            log.warning("Tried again in %s seconds: %s", every, str(error).strip())
        if not every:
            return
        close_old_connections()
        time.sleep(every)
