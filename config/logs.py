"""What is written down of a request: enough to find it again, and nothing that is somebody's."""

import logging
import re
import secrets
import time
from collections.abc import Iterable
from contextvars import ContextVar

from django.conf import settings

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


class Numbered:
    """A WSGI application whose requests have a number each, which the answer says and every line
    of the log. A proxy that is trusted may have given it one."""

    def __init__(self, ask):
        self.ask = ask

    def __call__(self, environ, start_response) -> Iterable[bytes]:
        began, number = time.perf_counter(), _number(environ)
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


def _number(environ) -> str:
    given = environ.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return given if GIVEN.fullmatch(given) else secrets.token_hex(8)
