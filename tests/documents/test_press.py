"""The press prints every character that the desk lets through; Arabic lines are copied from its PDF
in the order in which they are read, and not a point on the page moves for that."""

import datetime as dt
import io
import math
import shutil
import subprocess
import unicodedata

import pikepdf
import pypdfium2
import pytest

from communiques import text as rich
from communiques.text.outline import outline
from organizations import glyphs, press, whole_lines
from organizations.arabic import problems

AT = dt.datetime(2022, 5, 23, tzinfo=dt.UTC)
POPPLER = shutil.which("pdftotext")
needs_poppler = pytest.mark.skipif(not POPPLER, reason="no poppler on the PATH; see the README")
#: A letter that hangs above the line («مج»), one drawn by two glyphs («خب»), a mark on a letter.
HARD = "جهود مجلس الجامعة في مجال تبادل الخبرات ممثلةً بالأمانة والبرامج المشاركة يوضح"


def data(language="ar", **more) -> dict:
    said = {
        "language": language, "title": "عنوان" if language == "ar" else "Title", "author": "A",
        "made": [2022, 5, 23], "watermark": "", "parent": "", "issuer": "جهة", "kind": "",
        "symbol": "", "dateline": "", "notices": [], "summary": [], "blocks": [], "pictures": [],
        "attached": [], "apart": [], "apart-title": "", "attached-title": "", "foot": "",
        "page-of": "{n}/{m}", "code": "",
        "code-title": "", "verify-title": "", "verify-address": "https://a.example/", "facts": [],
        "qr-alt": "code", "inside": [],
    }  # fmt: skip
    return said | more


def printed(html: str, language="ar", **more) -> bytes:
    said = data(language, blocks=outline(rich.sanitise(html)), **more)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    return press.print_pdf("communique", said, files={"qr.svg": svg}, at=AT)


def text_of(pdf: bytes, *options: str) -> str:
    command = [POPPLER, *options, "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(c for c in out if c not in "\u202a\u202b\u202c\u200d\u200e\u200f")


@needs_poppler
@pytest.mark.parametrize(
    "html",
    ["<h3>صغير</h3><p>نص</p>", "<h3>صغير</h3><h2>كبير</h2><h3>صغير</h3>",
     "<ul><li><h3>صغير</h3></li></ul><blockquote><h3>صغير</h3></blockquote>"],
)  # fmt: skip
def test_a_smaller_heading_with_none_above_it_is_printed(html):
    """The standard for readers by ear refuses a document that skips a level."""
    assert text_of(printed(html)).count("صغير") == html.count("صغير")


def styles(characters: str) -> str:
    escaped = "".join(f"&#{ord(each)};" for each in characters)
    inner = f"{escaped} <strong>{escaped}</strong> <em>{escaped}</em>"
    return f"<p>كل{inner} a{inner}</p>"


def test_every_character_that_is_let_through_is_printed_in_every_style():
    characters = sorted(glyphs.PRINTED - set("\n\t"))
    combining = [each for each in characters if unicodedata.combining(each)]
    plain = [each for each in characters if not unicodedata.combining(each)]
    for part in [*(plain[at : at + 60] for at in range(0, len(plain), 60)), *combining]:
        printed(styles("".join(part)))


@pytest.mark.parametrize("character", ["🙂", "中", "\ue000", "\ufeff", "₪"])
def test_what_the_press_would_refuse_is_refused_at_the_desk(character):
    assert [each.code for each in problems(f"نص {character}")] == ["no_glyph"]
    said = data(blocks=[{"tag": "p", "runs": [{"text": f"نص {character} word"}]}])
    with pytest.raises(press.NotPrinted):
        press.print_pdf("communique", said, files={"qr.svg": b"<svg/>"}, at=AT)


def test_a_panic_of_the_press_is_a_refusal_like_any_other():
    with pytest.raises(press.NotPrinted):
        printed("<p>x</p>", title="ا" * 100_000)


def test_the_same_text_gives_the_same_bytes():
    assert printed(f"<p>{HARD}</p>") == printed(f"<p>{HARD}</p>")


@needs_poppler
def test_the_words_of_a_line_follow_each_other_as_they_are_read():
    assert " ".join(HARD.split()[:6]) in " ".join(text_of(printed(f"<p>{HARD}</p>")).split())


def test_no_viewer_needs_actual_text_for_letters_of_several_glyphs():
    """Firefox ignores it: the glyphs themselves must spell the words, each letter once."""
    pdf = pikepdf.open(io.BytesIO(printed(f"<p>{HARD}</p>")))
    spelt = [line for page in pdf.pages for line in spelt_lines(page)]
    assert letters(HARD) in letters("".join(spelt)), spelt


def letters(text: str) -> str:
    """Without spaces, which viewers find by distance, and signs, which hang on their letters."""
    kept = (each for each in text if not (each.isspace() or unicodedata.combining(each)))
    return "".join(kept).replace(whole_lines.JOINER, "")


def spelt_lines(page) -> list[str]:
    """What the glyphs of each piece of text mean, in the order of the page's content, Arabic ones
    turned round as viewers do."""
    fonts = whole_lines._Fonts().of(page)
    said, line = [], ""
    for each in pikepdf.parse_content_stream(page):
        operator = str(each.operator)
        if operator == "Tf":
            font = fonts[str(each.operands[0])]
        elif operator in ("TJ", "Tj"):
            shown = each.operands[0]
            shown = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
            line = "".join(font.meaning.get(code, "") for code in font.codes(shown))
            said.append(line[::-1] if whole_lines._is_rtl(line) else line)
    return said


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="no poppler on the PATH; see the README")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_not_a_point_on_the_page_moves(monkeypatch, language):
    html = f"<p>{HARD} 23 - 25 /5/2022 م <strong>{HARD}</strong> and Latin {HARD}</p>" * 3
    html += f"<ul><li>{HARD}</li></ul><table><tr><th>{HARD}</th><td>1</td></tr></table>"
    whole = pixels(printed(html, language))
    monkeypatch.setattr(whole_lines, "joined", lambda pdf: pdf)
    assert whole == pixels(printed(html, language))


def pixels(pdf: bytes) -> bytes:
    command = ["pdftoppm", "-r", "80", "-png", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def test_a_page_without_arabic_stays_as_the_press_wrote_it(monkeypatch):
    html = "<p>One <strong>two</strong> three</p>"
    whole = contents(printed(html, "en", issuer="Body", title="T"))
    monkeypatch.setattr(whole_lines, "joined", lambda pdf: pdf)
    raw = contents(printed(html, "en", issuer="Body", title="T"))
    assert [str(each) for each in whole] == [str(each) for each in raw]


def contents(pdf: bytes) -> list:
    pages = pikepdf.open(io.BytesIO(pdf)).pages
    return [each.operator for page in pages for each in pikepdf.parse_content_stream(page)]


@needs_poppler
@pytest.mark.parametrize(
    "hostile",
    ['#panic("x")', "$x^2$", "#import \"a\": *", "\\u{202e}", "`raw` *b* _e_ @ref <label>",
     "// comment", "= heading", "[content] #{1+1}", "https://evil.example/", "---", "~"],
)  # fmt: skip
def test_no_text_is_markup(hostile):
    """Whatever field it stands in, it is printed letter for letter."""
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;")
    pdf = printed(
        f"<p>{escaped}</p><h2>{escaped}</h2><ul><li>{escaped}</li></ul>", "en", title=hostile,
        issuer=hostile, parent=hostile, kind=hostile, symbol=hostile, dateline=hostile,
        notices=[[hostile]], facts=[hostile], foot=hostile, code=hostile, watermark=hostile,
    )  # fmt: skip
    assert text_of(pdf, "-raw").count(hostile) >= 12


def test_head_rows_of_a_long_table_are_repeated_on_each_page():
    rows = "".join(f"<tr><td>{n}</td><td>name {n}</td></tr>" for n in range(150))
    html = f"<table><tr><th>No.</th><th>Delegate</th></tr>{rows}</table>"
    pdf = printed(html, "en")
    pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
    assert pages > 2
    if POPPLER:
        assert text_of(pdf).count("Delegate") == pages


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("ar", "مسودة"),
        ("ar", "مسحوب في 27 كانون الأول/ديسمبر 2026 م"),
        ("en", "Withdrawn on 27 November 2026"),
    ],
)
def test_a_watermark_stands_in_one_line_across_the_page(language, mark):
    """Its red points lie along the diagonal, within one line of its letters, and on the page."""
    with pypdfium2.PdfDocument(printed("<p>a</p>", language, watermark=mark)) as document:
        image = document[0].render(scale=0.5).to_pil().convert("RGB")
    red = [
        (at % image.width, at // image.width)
        for at, (r, g, b) in enumerate(zip(*[iter(image.tobytes())] * 3, strict=True))
        if r - g > 10 > abs(g - b)
    ]
    down, along = math.sin(math.radians(-35)), math.cos(math.radians(-35))
    across = [2 * (y * along - x * down) for x, y in red]
    assert max(across) - min(across) < 130
    assert min(x for x, _y in red) > 5 and max(x for x, _y in red) < image.width - 5
