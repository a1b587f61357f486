"""PDF documents: nothing is kept but their pages as they look, their links, outline and tags."""

import io
import re

import pikepdf

from communiques.uploads.jpeg import without_metadata
from communiques.uploads.kinds import Refused

MAX_PAGES = 1000
#: What of a document's root makes its pages, their order and their reading; all else goes.
ROOT = frozenset(
    {
        *("/Type", "/Pages", "/Outlines", "/Dests", "/PageLabels", "/Lang", "/MarkInfo"),
        *("/StructTreeRoot", "/ViewerPreferences", "/PageMode", "/PageLayout", "/OCProperties"),
        *("/Names", "/OpenAction", "/AcroForm"),
    }
)
#: What tells of people and programs, wherever it stands.
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
#: What a document does rather than shows.
DOING = frozenset({"/JS", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
ACTIONS = frozenset({"/GoTo", "/Named", "/URI"})
#: Actions are not always said to be such; these names mean nothing else.
HARMFUL = frozenset(
    {
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
        *("/Rendition", "/RichMediaExecute", "/Movie", "/Sound", "/ResetForm"),
    }
)
SCHEMES = re.compile(rb"(?:https?://|mailto:)", re.IGNORECASE)


def document(data: bytes) -> dict:
    if data.rstrip(b"\x00\r\n \t")[-5:] != b"%%EOF":
        raise Refused("two_in_one" if b"%%EOF" in data else "broken")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            refuse_doing(pdf)
            strip(pdf)
            out = io.BytesIO()
            pdf.save(
                out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
            )
    except pikepdf.PasswordError as locked:
        raise Refused("locked") from locked
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as broken:
        raise Refused("broken") from broken
    return {"data": out.getvalue()}


def refuse_doing(pdf: pikepdf.Pdf) -> None:
    """Scripts, files inside, signatures that a cleaned copy could not keep."""
    if pdf.is_encrypted:
        raise Refused("locked")
    if not 0 < len(pdf.pages) <= MAX_PAGES:
        raise Refused("too_many_pages" if len(pdf.pages) else "broken")
    for each in dictionaries(pdf):
        if each.get("/FT") == "/Sig" and "/V" in each:
            raise Refused("signed")
        if each.get("/Type") in ("/EmbeddedFile", "/Filespec") or "/EmbeddedFiles" in each:
            raise Refused("files_inside")
        if DOING.intersection(each.keys()) or does(each):
            raise Refused("active")


def does(each) -> bool:
    """Whether it is an action other than going to a place in the document or a web page."""
    kind = each.get("/S")
    is_action = each.get("/Type") == "/Action" or "/URI" in each or kind in HARMFUL
    if not is_action:
        return False
    link = each.get("/URI")
    return kind not in ACTIONS or (link is not None and not SCHEMES.match(bytes(link)))


def dictionaries(pdf: pikepdf.Pdf):
    """Every dictionary of the document, those inside others too."""
    waiting = list(pdf.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            children = list(each)
        elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            children = [child for _key, child in each.items()]
        else:
            continue
        # What is indirect stands in the list of objects itself.
        inner = (pikepdf.Array, pikepdf.Dictionary)
        waiting += [c for c in children if isinstance(c, inner) and not c.is_indirect]


def strip(pdf: pikepdf.Pdf) -> None:
    """Leave the pages as they look, with their links, outline and tags."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    for page in pdf.pages:
        notes = page.obj.get("/Annots")
        if notes is not None:
            kept = [each for each in notes if each.get("/Subtype") in ("/Link", "/Widget")]
            page.obj.Annots = pikepdf.Array(kept)
    pdf.flatten_annotations()
    for key in [key for key in pdf.Root if key not in ROOT or key == "/AcroForm"]:
        del pdf.Root[key]
    if "/Names" in pdf.Root:
        for key in [key for key in pdf.Root.Names if key != "/Dests"]:
            del pdf.Root.Names[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for each in dictionaries(pdf):
        for key in TELLING:
            if key in each:
                del each[key]
        if isinstance(each, pikepdf.Stream):
            strip_jpeg(each)


def strip_jpeg(stream: pikepdf.Stream) -> None:
    """Where it is a JPEG, alone or packed once more: without what its camera wrote."""
    filters, parameters = listed(stream, "/Filter"), listed(stream, "/DecodeParms")
    if not filters or filters[-1] != "/DCTDecode":
        return
    parameters += [None] * (len(filters) - len(parameters))
    jpeg = stream.read_raw_bytes()
    if filters[1:]:
        with pikepdf.new() as aside:
            packed = aside.make_stream(jpeg)
            packed.Filter = pikepdf.Array(filters[:-1])
            packed.DecodeParms = pikepdf.Array(map(or_null, parameters[:-1]))
            jpeg = packed.read_bytes()
    bare = without_metadata(jpeg)
    stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parameters[-1])


def or_null(value):
    return pikepdf.Object.parse(b"null") if value is None else value


def listed(stream: pikepdf.Stream, key: str) -> list:
    """What a stream names once, or several times in an array."""
    value = stream.get(key)
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]
