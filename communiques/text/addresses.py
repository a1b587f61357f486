"""Which addresses a link may lead to, and how they are written."""

import re
import unicodedata

_IGNORED_IN_ADDRESS = re.compile("[\t\n\r]")
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_ADDRESS_PARTS = re.compile("([^?#]*)(.*)", re.S)
_WEB_ADDRESS = re.compile(r"(https?://)([\w.-]+(?::[0-9]{1,5})?)([/?#].*)?", re.I | re.S)
_MAIL_ADDRESS = re.compile(r"mailto:([^\s@?]+@[^\s@?]+(?:\?.*)?)", re.I | re.S)
_SITE_ADDRESS = re.compile(r"/(?!/).*", re.S)
_UNSAFE_IN_ADDRESS = frozenset('"<>\\^`{|}')


def safe_address(href: str) -> str:
    """Return an http, https, mailto or site-relative address, escaped; "" for any other."""
    href = _IGNORED_IN_ADDRESS.sub("", unicodedata.normalize("NFC", href)).strip(_C0_AND_SPACE)
    # Browsers read a backslash as a slash: "/\\example.org" leaves the site.
    href = _ADDRESS_PARTS.sub(lambda part: part[1].replace("\\", "/") + part[2], href, count=1)
    if match := _WEB_ADDRESS.fullmatch(href):
        return match[1].lower() + match[2] + _escaped_address(match[3] or "")
    if match := _MAIL_ADDRESS.fullmatch(href):
        return "mailto:" + _escaped_address(match[1])
    return _escaped_address(href) if _SITE_ADDRESS.fullmatch(href) else ""


def _escaped_address(part: str) -> str:
    return "".join(map(_escaped_in_address, part))


def _escaped_in_address(character: str) -> str:
    if unicodedata.category(character)[0] in "CZ" or character in _UNSAFE_IN_ADDRESS:
        return "".join(f"%{byte:02X}" for byte in character.encode())
    return character
