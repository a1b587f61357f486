"""Reads a PDF that a stranger sent, in a process of its own: run as a program, it takes the file
from standard input and writes what it found as JSON. Nothing that a file does to it reaches the
site; time and memory are bounded."""

import io
import json
import resource
import sys

#: Seconds of the processor, and bytes of memory.
SECONDS, MEMORY = 10, 1 << 30
PAGES = 200


def text_of(data: bytes) -> str:
    """The words of its pages, as PDFium reads them."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    pages = (document[number] for number in range(min(len(document), PAGES)))
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def seal_of(data: bytes) -> dict | None:
    """Of its first signature: whether it holds, whether it covers every byte, whose it is."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    signed = PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures
    if not signed:
        return None
    first = signed[0]
    first.compute_integrity_info()
    whole = first.coverage == SignatureCoverageLevel.ENTIRE_FILE and len(signed) == 1
    return {
        "intact": holds(first),
        "whole": whole,
        "by": first.signer_cert.sha256.hex(),
    }


def holds(signature) -> bool:
    """Whether what it covers is what was signed, and by the key of its certificate."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    intact, valid = validate_sig_integrity(
        signature.signer_info,
        cert=signature.signer_cert,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    return intact and valid


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = sys.stdin.buffer.read()
    found = {"text": text_of(data)}
    try:
        found["seal"] = seal_of(data)
    except Exception:  # a signature that nobody can read is none that holds
        found["seal"] = {"intact": False, "whole": False, "by": ""}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
