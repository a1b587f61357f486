"""A passkey in software, which answers as a phone would, and as no phone ever does."""

import hashlib
import json
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG


class SoftKey:
    def __init__(self, host: str = "localhost", origin: str = "http://localhost:8000"):
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.host, self.origin, self.count = hashlib.sha256(host.encode()).digest(), origin, 0

    def made(self, options: dict) -> str:
        """The answer to the question for a new passkey."""
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = AuthenticatorData.create(
            self.host, FLAG.UP | FLAG.UV | FLAG.AT, 0, bytes(credential)
        )
        made = bytes(AttestationObject.create("none", data, {}))
        return self._sent(
            clientDataJSON=self._client("webauthn.create", options),
            attestationObject=websafe_encode(made),
        )

    def given(self, options: dict, *, verified: bool = True, count: int | None = None) -> str:
        """The answer to the question who one is."""
        self.count = self.count + 1 if count is None else count
        flags = FLAG.UP | FLAG.UV if verified else FLAG.UP
        data = bytes(AuthenticatorData.create(self.host, flags, self.count))
        client = self._client("webauthn.get", options)
        client_hash = hashlib.sha256(websafe_decode(client)).digest()
        signed = self.key.sign(data + client_hash, ec.ECDSA(SHA256()))
        return self._sent(
            clientDataJSON=client,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signed),
        )

    def _client(self, kind: str, options: dict) -> str:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return websafe_encode(json.dumps(said).encode())

    def _sent(self, **response: str) -> str:
        key_id = websafe_encode(self.id)
        return json.dumps(
            {"id": key_id, "rawId": key_id, "type": "public-key", "response": response,
             "clientExtensionResults": {}}
        )  # fmt: skip
