"""A downloaded bundle of an edition, checked without the site that it came from.

Pure: nothing is asked of a database or a network, and no key in the bundle itself is trusted.
"""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communiques import text as rich
from communiques.digests import digest
from communiques.proof import merkle, statements
from communiques.proof.keys import Key

TEXT = ("title", "summary", "body", "change_note")


@dataclass(frozen=True)
class Line:
    """One thing that was checked: what, whether it holds, and what there is to say of it. `holds`
    is None where there is nothing to check."""

    what: str
    holds: bool | None
    said: str = ""


def check(bundle: dict, keys: tuple[Key, ...]) -> Iterator[Line]:
    """Every check, whatever the ones before it gave. Where keys are known nothing may be missing:
    what is unsigned, or in no signed log, proves nothing. Raises ValueError for what is no
    bundle."""
    try:
        said, text = bundle["statement"], {name: bundle["text"][name] for name in TEXT}
        stated = json.loads(said)
        parts = bundle["envelope"], bundle["html"], bundle["steps"]
        signatures, log = bundle["signatures"], bundle["log"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("this is no bundle of an edition") from error
    shapes = ((stated, dict), (signatures, list), (log, dict | None))
    if not all(isinstance(each, shape) for each, shape in shapes):
        raise ValueError("this is no bundle of an edition")
    yield _rule(said, stated)
    yield from _contents(stated, text, *parts)
    yield from _signatures(said, signatures, keys)
    yield from _log(said, log, keys)


def _rule(said: str, stated: dict) -> Line:
    known = stated.get("rule") == statements.RULE and statements.canonical(stated) == said
    return Line("statement", known, f"by the rule {stated.get('rule')}")


def _contents(stated: dict, text: dict, envelope: dict, html: str, steps: list) -> Iterator[Line]:
    language = stated.get("language")
    words = digest({"language": language, **text})
    yield Line("text", words == stated.get("text_digest"), str(text["title"]))
    facts = digest(envelope)
    yield Line("facts around it", facts == stated.get("envelope_digest"))
    shown = language in ("ar", "en") and rich.render(str(text["body"]), language) == html
    yield Line("page", shown)
    whole = digest(
        {
            "text": words, "envelope": facts, "html": html, "language": language,
            "number": stated.get("number"), "kind": stated.get("kind"),
            "symbol": stated.get("symbol"), "clearance": stated.get("clearance"), "steps": steps,
            "visible_from": _without_zeros(str(stated.get("visible_from"))),
        }
    )  # fmt: skip
    said = f"{stated.get('symbol') or stated.get('code')}, edition {stated.get('number')}"
    yield Line("edition", whole == stated.get("edition_digest"), said)


def _without_zeros(moment: str) -> str:
    """As an edition's own digest writes its moment."""
    try:
        return dt.datetime.fromisoformat(moment).isoformat()
    except ValueError:
        return moment


def _signatures(said: str, given: list, keys: tuple[Key, ...]) -> Iterator[Line]:
    """One that counts is enough: after a revocation the new key's stands beside the old one's."""
    if not given:
        yield Line("signature", _missing(keys), "unsigned")
    lines = [_signature(said, each, keys) for each in given]
    counts = any(each.holds for each in lines)
    for each in lines:
        yield each if counts or each.holds is not None else replace(each, holds=False)


def _missing(keys: tuple[Key, ...]) -> bool | None:
    return False if keys else None


def _signature(said: str, given: dict, keys: tuple[Key, ...]) -> Line:
    """`holds` is None for a signature that may be right and does not count."""
    if not isinstance(given, dict):
        return Line("signature", False, "not readable")
    what = f"signature {given.get('key')}"
    key = next((each for each in keys if each.id == given.get("key")), None)
    if key is None:
        return Line(what, None, "by a key that is not known")
    try:
        right = key.signed(said.encode(), bytes.fromhex(given["signature"]))
        signed_at = dt.datetime.fromisoformat(given["signed_at"]).astimezone(dt.UTC)
    except (KeyError, TypeError, ValueError):
        return Line(what, False, "not readable")
    if not right:
        return Line(what, False, "not of this statement")
    if key.revoked_at:
        day = key.revoked_at.date().isoformat()
        return Line(what, None, f"its key was revoked on {day}: {key.reason or 'no reason given'}")
    if not key.serves(signed_at):
        return Line(what, None, "made outside the period of its key")
    return Line(what, True, f"made {signed_at.isoformat(timespec='seconds')}")


def _log(said: str, log: dict | None, keys: tuple[Key, ...]) -> Iterator[Line]:
    if log is None:
        yield Line("log", _missing(keys), "not in the log")
        return
    try:
        checkpoint, signer = statements.opened(log["checkpoint"], keys)
        path = [bytes.fromhex(each) for each in log["proof"]]
        index, size = log["index"], log["size"]
        if type(index) is not int or type(size) is not int:
            raise TypeError(index, size)
    except (AttributeError, KeyError, TypeError, ValueError):
        yield Line("log", False, "not readable")
        return
    try:
        if size != checkpoint.size:
            raise merkle.Unproven("the proof is for another head")
        leaf = merkle.leaf_hash(said.encode())
        merkle.check_inclusion(leaf, index, size, path, checkpoint.root)
        yield Line("log", True, f"entry {index} of {size} in {checkpoint.origin}")
    except merkle.Unproven as error:
        yield Line("log", False, str(error))
    unsigned = "\n\n" not in log["checkpoint"]
    if unsigned:
        yield Line("head of the log", _missing(keys), "unsigned")
    elif signer is None:
        yield Line("head of the log", False, "signed by no key that is known")
    elif signer.revoked_at:
        yield Line("head of the log", False, "its key was revoked")
    else:
        yield Line("head of the log", True, f"signed by {signer.id}")
