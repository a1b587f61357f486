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


def network(request) -> str:
    """/24 of IPv4, /64 of IPv6. Behind a proxy it is that of the address that the proxy saw, the
    last one of the header: those before it are whatever the asker wrote."""
    asker = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        asker = request.headers.get("X-Forwarded-For", asker).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(asker)
    except ValueError:
        return "unknown"
    size = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network(f"{address}/{size}", strict=False))
