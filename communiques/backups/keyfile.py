"""The keys of the site in a file apart from its backup: who has both could sign as the site."""

import io
import json
import os
import shlex
import tarfile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from django.conf import settings

#: What an environment says, in the file of that name.
ENVIRONMENT = "environment"


def write(path: Path) -> list[str]:
    """Write a tar of the keys that only its owner may read; the names of the files in it. Raises
    OSError; FileExistsError where it is there already."""
    found = files()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            with tarfile.open(fileobj=stream, mode="w") as tar:
                for name, data in found.items():
                    info = tarfile.TarInfo(name)
                    info.size, info.mode = len(data), 0o600
                    tar.addfile(info, io.BytesIO(data))
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return list(found)


def files() -> dict[str, bytes]:
    """Name → content: the settings that are secret, and each key that the site has."""
    ring, found = settings.SIGNING_KEYRING, {}
    said = {"SECRET_KEY": settings.SECRET_KEY, "FACTOR_KEY": settings.FACTOR_KEY}
    if ring.private:
        found["signing.pem"] = ring.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    if ring.keys:
        listed = [each.as_json() for each in ring.keys]
        found["signing_keys.json"] = json.dumps(listed, indent=1).encode()
    if settings.DOCUMENT_KEY:
        found["document.p12"] = Path(settings.DOCUMENT_KEY).read_bytes()
        said["DOCUMENT_KEY_PASSWORD"] = settings.DOCUMENT_KEY_PASSWORD
    lines = "".join(f"{name}={shlex.quote(value)}\n" for name, value in said.items())
    return {ENVIRONMENT: lines.encode(), **found}
