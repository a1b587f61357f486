"""What the site says while something that it stands on is away: the database, or room on the disk.
It reads on where it can, says what it cannot, and goes on by itself when that is back."""

import errno
import logging

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import JsonResponse
from django.shortcuts import render

#: In seconds: a database that starts again takes about that.
RETRY_AFTER = 30
#: What a storage says that takes nothing more.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
#: What SQLite says of its file and of its disk; the rest of what it says is about our questions.
OF_THE_DISK = ("locked", "disk", "unable to open", "readonly")
#: Fields of a login: it is begun anew.
PASSWORD = "password"
JSON = ("/api/", "/.well-known/")


def is_away(error: BaseException | None) -> bool:
    """Whether it tells of something that is away, and not of a fault of ours."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return True
    if isinstance(error, OperationalError) and connection.vendor == "sqlite":
        return any(said in str(error) for said in OF_THE_DISK)
    if isinstance(error, OperationalError | InterfaceError):
        return True
    # The line broke while an answer came: the library has no better word for that.
    return isinstance(error, DatabaseError) and bool(getattr(connection.connection, "closed", 0))


def page(request):
    """The page that says so; a form that was sent is in it, to be sent again."""
    if request.path_info.startswith(JSON):
        response = JsonResponse({"detail": "The site is interrupted. Try again."}, status=503)
    else:
        kept = typed(request)
        response = render(request, "503.html", {"kept": kept, "files": request.FILES}, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def typed(request) -> list[tuple[str, list[str]]]:
    """What the person had typed; no page repeats a password."""
    if request.method != "POST" or PASSWORD in request.POST:
        return []
    hidden = ("csrfmiddlewaretoken",)
    fields = request.POST.lists()
    return [
        (name, values) for name, values in fields if name not in hidden and PASSWORD not in name
    ]


class InOneLine(logging.Filter):
    """What is away is said in one line for each request; where we stood then tells nobody more."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if is_away(error):
            said = " ".join(str(error).split())
            record.msg = f"{record.getMessage()} ({type(error).__name__}: {said})"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True
