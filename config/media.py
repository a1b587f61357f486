"""Where pictures, documents and papers are kept: a folder, or a bucket that speaks S3."""

from urllib.parse import unquote, urlsplit


class BadStorage(ValueError):
    """The address is not one of a bucket."""


def bucket(url: str) -> dict:
    """The storage at `s3://KEY:SECRET@HOST/BUCKET` (`s3+http://` without TLS), as Django is told of
    one. Nothing in it is public: files are sent by our own addresses, which ask who may see them.
    Raises BadStorage."""
    parts = urlsplit(url)
    name = parts.path.strip("/")
    if parts.scheme not in ("s3", "s3+http") or not parts.hostname or not name or "/" in name:
        raise BadStorage("it must read s3://KEY:SECRET@HOST/BUCKET")
    if not (parts.username and parts.password):
        raise BadStorage("it names no key and secret")
    scheme = "https" if parts.scheme == "s3" else "http"
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "endpoint_url": f"{scheme}://{host}",
            "bucket_name": name,
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "addressing_style": "path",
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }
