"""What is written down of a request: enough to find it again, and nothing that is somebody's."""

import logging
import random
import re
import time
from collections.abc import Iterable
from contextvars import ContextVar

#: The request that this thread answers.
current: ContextVar[str] = ContextVar("request_id", default="-")
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
#: Links that open something, keys, sessions: whatever is long and has no spaces.
SECRET = re.compile(r"[A-Za-z0-9_:=.%-]{32,}")
requests = logging.getLogger("bayan.requests")


class Discreet(logging.Filter):
    """Gives each line the number of its request, and takes out what might open something."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current.get()
        record.msg, record.args = SECRET.sub("…", record.getMessage()), ()
        return True


class Refused(logging.Filter):
    """What is refused for its form, a host that is not ours or too many fields, is said in a line:
    anybody can ask for it, and it is no fault of ours that somebody must look for."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security."):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True


class Numbered:
    """A WSGI application whose requests have a number each, which the answer says and every line
    of the log. A proxy that is trusted may have given it one."""

    def __init__(self, ask, *, behind_proxy: bool):
        self.ask, self.behind_proxy = ask, behind_proxy

    def __call__(self, environ, start_response) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.behind_proxy else ""
        began, number = time.perf_counter(), given if GIVEN.fullmatch(given) else _number()
        current.set(number)

        def said(status, headers, *error):
            if requests.isEnabledFor(logging.INFO):
                spent = round((time.perf_counter() - began) * 1000, 1)
                path = SECRET.sub("…", environ["PATH_INFO"])
                extra = {"method": environ["REQUEST_METHOD"], "path": path,
                         "status": int(status[:3]), "ms": spent}  # fmt: skip
                requests.info("%(method)s %(path)s %(status)d in %(ms)s ms", extra, extra=extra)
            return start_response(status, [*headers, ("X-Request-ID", number)], *error)

        return self.ask(environ, said)


def _number() -> str:
    """Of 64 bits, which need not be secret: the system's random numbers would cost more than all
    else that is done for a page that is kept."""
    return f"{random.getrandbits(64):016x}"
