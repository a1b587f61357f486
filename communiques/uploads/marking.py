"""Files under a name: what is given to one reader alone says on each page and picture to whom."""

import io
from pathlib import Path

import fontpkg_amiri
import pikepdf
from PIL import Image, ImageDraw, ImageFont

FONT = Path(fontpkg_amiri.__file__).parent / "files" / "Amiri-Bold.ttf"
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
#: Of the shorter side, how high the letters are; how much of them covers what lies below.
HEIGHT, COVER = 16, 110
#: How much of a name is drawn, for all of it to stand on a page.
LONGEST = 60
#: Points of the page on which the marks of documents are drawn.
PAGE = (595, 842)


def marked(data: bytes, media_type: str, name: str) -> bytes:
    """The picture or PDF under the name, of the same type."""
    if media_type == "application/pdf":
        return _document(data, name)
    return _picture(data, FORMATS[media_type], name)


def _picture(data: bytes, form: str, name: str) -> bytes:
    """In black and beside it in white, to be seen on any ground."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB" if form == "JPEG" else "RGBA")
    letters = _sheet(name, picture.size)
    aside = max(1, min(picture.size) // 300)
    picture.paste("white", (aside, aside), letters)
    picture.paste("black", (0, 0), letters)
    picture.save(out, form)
    return out.getvalue()


def _document(data: bytes, name: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, _overlay(name) as overlay:
        for page in pdf.pages:
            page.add_overlay(overlay.pages[0])
        pdf.save(out)
    return out.getvalue()


def _overlay(name: str) -> pikepdf.Pdf:
    """A page of nothing but the name, through which all else is seen."""
    width, height = (2 * each for each in PAGE)
    letters = _sheet(name, (width, height))
    pdf = pikepdf.new()
    form = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Image, "BitsPerComponent": 8,
            "ColorSpace": pikepdf.Name.DeviceGray}  # fmt: skip
    mask = pdf.make_stream(letters.tobytes(), **form, Width=width, Height=height)
    black = pdf.make_stream(b"\0", **form, Width=1, Height=1, SMask=mask)
    page = pdf.add_blank_page(page_size=PAGE)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Mark=black))
    page.Contents = pdf.make_stream(b"%d 0 0 %d 0 0 cm /Mark Do" % PAGE)
    return pdf


def _sheet(name: str, size: tuple[int, int]) -> Image.Image:
    """The name all over a sheet, as much of each point as it covers."""
    sheet, one = Image.new("L", size), _slanted(name, max(10, min(size) // HEIGHT))
    for row, y in enumerate(range(-one.height // 2, size[1], one.height)):
        for x in range(-one.width // 2 * (row % 2), size[0], one.width):
            sheet.paste(one, (x, y))
    return sheet


def _slanted(name: str, height: int) -> Image.Image:
    name, font = name[:LONGEST], ImageFont.truetype(FONT, height)
    left, top, right, bottom = font.getbbox(name)
    one = Image.new("L", (int(right - left) + height, int(bottom - top) + height // 2))
    ImageDraw.Draw(one).text((height // 2 - left, height // 4 - top), name, COVER, font)
    return one.rotate(20, expand=True, resample=Image.Resampling.BICUBIC)
