"""Secrets in addresses: signed, so that a forged one is refused before anything is looked up; kept
as a hash alone, so that whoever reads the database cannot open what they open."""

import hashlib
import hmac
import secrets

from django.core import signing


def new() -> tuple[str, str]:
    """A secret, and the hash to keep."""
    secret = secrets.token_urlsafe(32)
    return secret, hashed(secret)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def token(pk: int, secret: str, salt: str) -> str:
    """What stands in the address."""
    return signing.dumps([pk, secret], salt=salt)


def found(queryset, text: str, salt: str):
    """The row of a token, which keeps the hash of its secret; None for one that we did not give."""
    try:
        pk, secret = signing.loads(text, salt=salt)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    row = queryset.filter(pk=pk).first()
    matches = row and hmac.compare_digest(row.secret_hash, hashed(str(secret)))
    return row if matches else None
