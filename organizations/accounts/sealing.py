"""What a copy of the database alone must not give away: secrets under a key that is not in it."""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(secret: bytes) -> str:
    """The secret, encrypted."""
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).encrypt(secret).decode()


def unseal(sealed: str) -> bytes:
    """Raises `cryptography.fernet.InvalidToken` where FACTOR_KEY is another one than when it was
    sealed."""
    return Fernet(base64.urlsafe_b64encode(_key("seal"))).decrypt(sealed)


def mark(text: str) -> str:
    """64 hexadecimal digits by which the same text is known again, and not found by trying."""
    return hmac.new(_key("mark"), text.encode(), hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    return _derived(settings.FACTOR_KEY, purpose)


@cache
def _derived(key: str, purpose: str) -> bytes:
    info = f"bayan accounts: {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key.encode())
