"""Pictures: nothing is kept but their pixels, in sRGB, the right way up."""

import io

from PIL import Image, ImageCms, ImageOps

from communiques.uploads.jpeg import jpeg_end
from communiques.uploads.kinds import Copy, Refused

MAX_PIXELS = 50_000_000
#: Pixels of the longer side of what is kept, and the widths of its smaller copies.
LONGEST, WIDTHS = 4096, (480, 960)
#: What Pillow calls them → their media type; MPO is a JPEG with further pictures behind the first.
PICTURES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def picture(data: bytes, media_type: str) -> dict:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
            refuse_odd(opened, data, media_type)
            opened.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(opened)
            pixels = only_pixels(upright)
    except Image.DecompressionBombError as bomb:
        raise Refused("too_many_pixels") from bomb
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError) as broken:
        raise Refused("broken") from broken
    pixels.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    width, height = pixels.size
    copies = tuple(smaller(pixels, each) for each in WIDTHS if each < width)
    return {"data": written(pixels, media_type), "width": width, "height": height, "copies": copies}


def refuse_odd(opened: Image.Image, data: bytes, media_type: str) -> None:
    if PICTURES.get(opened.format) != media_type:
        raise Refused("broken")
    if opened.width * opened.height > MAX_PIXELS:
        raise Refused("too_many_pixels")
    # Telephones put further pictures behind the first, and say so.
    several = opened.format == "MPO"
    if not several and getattr(opened, "n_frames", 1) > 1:
        raise Refused("moving")
    end = {"image/jpeg": jpeg_end, "image/png": png_end, "image/webp": webp_end}[media_type](data)
    if end is None:
        raise Refused("broken")
    rest = data[end:]
    if rest.strip(b"\x00\xff\r\n ") and not (several and rest.startswith(b"\xff\xd8")):
        raise Refused("two_in_one")


def only_pixels(image: Image.Image) -> Image.Image:
    """The picture in sRGB, with nothing that came with it."""
    image = in_eight_bits(image)
    clear = image.has_transparency_data
    alpha = image.convert("RGBA").getchannel("A") if clear else None
    if image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGBA" if clear else "RGB").convert("RGB")
    coloured = in_srgb(image)
    bare = Image.new("RGBA" if clear else "RGB", coloured.size)
    bare.paste(coloured)
    if alpha:
        bare.putalpha(alpha)
    return bare


def in_eight_bits(image: Image.Image) -> Image.Image:
    """Scanners write grey in sixteen bits, of which a conversion would keep the darkest alone."""
    if not image.mode.startswith("I"):
        return image
    grey = image.convert("I").point(lambda each: each / 257).convert("L")
    if isinstance(clear := image.info.get("transparency"), int):
        grey.info["transparency"] = clear // 257
    return grey


def in_srgb(image: Image.Image) -> Image.Image:
    """By the profile of the picture, where it has one that can be read."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # its numbers are then taken as they are
    return image.convert("RGB")


def written(pixels: Image.Image, media_type: str) -> bytes:
    out = io.BytesIO()
    if media_type == "image/jpeg":
        pixels.convert("RGB").save(out, "JPEG", quality=88, optimize=True, progressive=True)
    elif media_type == "image/png":
        pixels.save(out, "PNG")
    else:
        pixels.save(out, "WEBP", quality=88)
    return out.getvalue()


def smaller(pixels: Image.Image, width: int) -> Copy:
    height = max(1, round(pixels.height * width / pixels.width))
    out = io.BytesIO()
    pixels.resize((width, height), Image.Resampling.LANCZOS).save(out, "WEBP", quality=80)
    return Copy(width, height, out.getvalue())


def png_end(data: bytes) -> int | None:
    at = 8
    while at + 12 <= len(data):
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        at += 12 + length
        if kind == b"IEND":
            return at
    return None


def webp_end(data: bytes) -> int | None:
    end = 8 + int.from_bytes(data[4:8], "little")
    end += end % 2
    return end if end <= len(data) else None
