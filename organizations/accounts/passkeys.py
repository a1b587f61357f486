"""Passkeys (WebAuthn). The ceremonies are those of the `fido2` library; what is kept is a public
key. A passkey asks for its owner's finger, face or PIN, so that it is two factors by itself."""

import ipaddress
import json
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from organizations.accounts.factors import Passkey
from organizations.accounts.sealing import mark

#: How long a question waits for its answer, in seconds.
PATIENCE = 300
MOST = 10


class Refused(Exception):
    """The answer of a browser does not do: it is to another question, or of another key."""


def host() -> str:
    return urlsplit(settings.SITE_URL).hostname or ""


def are_possible() -> bool:
    """Browsers make passkeys for sites that have a name, not for bare numbers."""
    try:
        ipaddress.ip_address(host())
    except ValueError:
        return bool(host())
    return False


def _server() -> Fido2Server:
    site = urlsplit(settings.SITE_URL)
    origin = f"{site.scheme}://{site.netloc}"
    party = PublicKeyCredentialRpEntity(id=host(), name="Bayan")
    return Fido2Server(party, verify_origin=lambda given: given == origin)


def ask_new(account) -> tuple[dict, dict]:
    """The question for a new passkey: what the browser gets, and what to keep until it answers."""
    person = PublicKeyCredentialUserEntity(
        id=bytes.fromhex(mark(f"passkeys of {account.pk}")),
        name=account.get_username(),
        display_name=str(account),
    )
    options, state = _server().register_begin(
        person,
        [_public(each) for each in Passkey.objects.filter(account=account)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options.public_key), _dated(state)


def add(account, state: dict | None, answer: str, name: str) -> Passkey:
    """Keep the passkey that answered; raises Refused."""
    if Passkey.objects.filter(account=account).count() >= MOST:
        raise Refused
    try:
        made = _server().register_complete(_fresh(state), json.loads(answer))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused from error
    public = made.credential_data
    key_id = websafe_encode(public.credential_id)
    if len(key_id) > 1400 or Passkey.objects.filter(key_id=key_id).exists():
        raise Refused
    return Passkey.objects.create(
        account=account, name=name, key_id=key_id, public=websafe_encode(bytes(public)),
        count=made.counter, since=timezone.now(),
    )  # fmt: skip


def ask(account=None) -> tuple[dict, dict]:
    """The question that a passkey of the account, or of anybody, is to answer."""
    mine = account and [_public(each) for each in Passkey.objects.filter(account=account)]
    options, state = _server().authenticate_begin(
        mine or None, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options.public_key), _dated(state)


def answered(state: dict | None, answer: str, account=None) -> Passkey:
    """The passkey, of that account or of anybody, that answered the question; raises Refused."""
    try:
        given = json.loads(answer)
        rows = Passkey.objects.select_related("account").filter(key_id=str(given["id"])[:1400])
        key = (rows.filter(account=account) if account else rows).first()
        if key is None:
            raise Refused
        _server().authenticate_complete(_fresh(state), [_public(key)], given)
        count = int.from_bytes(websafe_decode(given["response"]["authenticatorData"])[33:37], "big")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused from error
    before = Q(count__lt=count) if count else Q(count=0)
    used = Passkey.objects.filter(before, pk=key.pk).update(count=count, used_at=timezone.now())
    if not used:  # a copy of it has signed since
        raise Refused
    return key


def _public(key: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(key.public))


def _dated(state: dict) -> dict:
    return {**state, "asked_at": time.time()}


def _fresh(state: dict | None) -> dict:
    if not state or time.time() - state["asked_at"] > PATIENCE:
        raise Refused
    return state
