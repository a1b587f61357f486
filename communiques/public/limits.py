"""How often one network may ask for what costs more than a page."""

import hashlib
import ipaddress

from django.conf import settings
from django.core.cache import cache


def too_often(request, what: str, *, most: int, seconds: int = 60) -> bool:
    """Whether the asker's network has asked for it more often than that in the running minute. The
    address itself is kept nowhere: only a hash of its network, until the time is over."""
    key = f"{what}:{hashlib.sha256(network(request).encode()).hexdigest()[:24]}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # its time ended between the two
        return False


def asker(request) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The asker's address. Behind a proxy it is the one that the proxy saw, the last one of the
    header: those before it are whatever the asker wrote."""
    said = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        said = request.headers.get("X-Forwarded-For", said).rpartition(",")[2].strip()
    try:
        return ipaddress.ip_address(said)
    except ValueError:
        return None


def network(request) -> str:
    """/24 of IPv4, /64 of IPv6."""
    address = asker(request)
    if address is None:
        return "unknown"
    size = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{size}", strict=False))
