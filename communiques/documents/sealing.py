"""The seal on a PDF (PAdES): a signature of the whole file with the key of the house, after which
no byte may change. Without a key documents are made unsealed."""

import io
from functools import cache

from django.conf import settings

#: Room for the signature and its chain of certificates, in bytes.
ROOM = 16_384


@cache
def signer():
    """The key and its certificates, from the file that the settings name; None without one."""
    if not settings.DOCUMENT_KEY:
        return None
    from pyhanko.sign import signers

    loaded = signers.SimpleSigner.load_pkcs12(
        settings.DOCUMENT_KEY, passphrase=settings.DOCUMENT_KEY_PASSWORD.encode() or None
    )
    if loaded is None:
        raise ValueError("DOCUMENT_KEY is no PKCS#12 file, or DOCUMENT_KEY_PASSWORD is not its.")
    return loaded


def sealed(pdf: bytes) -> bytes:
    """The PDF certified: no change at all is allowed after it."""
    if signer() is None:
        return pdf
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter

    seal = PdfSignatureMetadata(
        field_name="Seal",
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    field = SigFieldSpec("Seal", readable_field_name="Seal of the issuer")
    out = io.BytesIO()
    PdfSigner(seal, signer(), new_field_spec=field).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out, bytes_reserved=ROOM
    )
    return out.getvalue()


def fingerprint() -> str:
    """SHA-256 of the certificate that seals now; '' without one."""
    return signer().signing_cert.sha256.hex() if signer() else ""
