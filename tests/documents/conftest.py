"""A text that is public in both languages, and keys for seals."""

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.utils import timezone

from communiques.demo import play
from communiques.documents import sealing
from communiques.models import Communique
from organizations.models import User
from tests.standing import scene


@pytest.fixture(autouse=True)
def storage_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@scene
def public(stage):
    """The seed's communiqué in both languages, released an hour ago."""
    now = timezone.now() - dt.timedelta(hours=1)
    play.seed(stage, now)
    return Communique.objects.get(slug="aimc-pr-2022-1")


@scene
def arabic(public):
    return public.editions.get(language="ar")


@scene
def english(public):
    return public.editions.get(language="en")


def certificate(path, name: str) -> None:
    """A key with a certificate of its own, as PKCS#12."""
    key = rsa.generate_private_key(65537, 2048)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1))
        .not_valid_after(dt.datetime(2060, 1, 1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(b"secret")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", key, made, None, locked))


@pytest.fixture
def with_key(settings, tmp_path):
    """Documents are sealed."""
    settings.DOCUMENT_KEY, settings.DOCUMENT_KEY_PASSWORD = str(tmp_path / "seal.p12"), "secret"
    certificate(tmp_path / "seal.p12", "The council")
    sealing.signer.cache_clear()
    yield
    sealing.signer.cache_clear()


@pytest.fixture
def as_desk(client, stage):
    """as_desk("drafter") gives the client logged in as that colleague."""

    def login(name):
        client.force_login(User.objects.get(username=name))
        return client

    return login
