"""A WSGI application that does nothing but send the files of a folder, from memory: what is left of
a server's speed when nobody thinks. For `tests.bench.loaded`."""

import os
from pathlib import Path

FILES = {f"/{each.name}": each.read_bytes() for each in Path(os.environ["BARE"]).iterdir()}
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]


def application(environ, start_response):
    body = FILES[environ["PATH_INFO"] + ".gz"]
    start_response("200 OK", [*HEADERS, ("Content-Length", str(len(body)))])
    return [body]
