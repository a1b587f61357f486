"""A text as a Word document, right to left where it is Arabic: every paragraph, run, table and
section says so, because Word asks each of them; and the faces and sizes of Arabic are set beside
those of Latin, because Word keeps two of each."""

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from communiques.documents.content import Paper, content

GREEN, SOFT, ALERT = (
    RGBColor(0x0F, 0x4C, 0x38),
    RGBColor(0x4F, 0x56, 0x4D),
    RGBColor(0x8C, 0x2F, 0x1B),
)
LATIN, ARABIC = "Cambria", "Traditional Arabic"
SIZES = {"ar": 15, "en": 11.5}
#: Word's own styles for what a text is made of.
STYLES = {"ul": "List Bullet", "ol": "List Number", "h2": "Heading 2", "h3": "Heading 3"}
#: What Word adds to the name of a style for lists within lists.
LEVELS = ("", " 2", " 3")
#: What must not stand before w:bidi in the properties of a section (ECMA-376, 17.6.17).
AFTER_BIDI = ("w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")


def word(paper: Paper) -> bytes:
    return _Writer(content(paper)).written()


class _Writer:
    """One document in the making."""

    def __init__(self, said: dict) -> None:
        self.said = said
        self.rtl = said["language"] == "ar"
        self.size = SIZES[said["language"]]
        self.document = Document()
        self.prepare()

    def prepare(self) -> None:
        properties, section = self.document.core_properties, self.document.sections[0]
        properties.title, properties.author = self.said["title"][:255], self.said["author"][:255]
        properties.language = self.said["language"]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        if self.rtl:
            before = next((x for x in section._sectPr if x.tag in map(qn, AFTER_BIDI)), None)
            bidi = OxmlElement("w:bidi")
            before.addprevious(bidi) if before is not None else section._sectPr.append(bidi)
        for style in self.document.styles:
            if style.type == 1:  # of paragraphs
                self.face(style.element.get_or_add_rPr())
        self.plain(self.document.styles["Title"].element)

    def written(self) -> bytes:
        said = self.said
        if said["watermark"]:
            self.line(said["watermark"], bold=True, colour=ALERT, size=1.3)
        self.line(said["parent"], colour=SOFT)
        self.line(said["issuer"], bold=True, colour=GREEN, size=1.25)
        self.line("  ".join(filter(None, [said["kind"], said["symbol"]])), colour=SOFT)
        self.line(said["title"], bold=True, colour=GREEN, size=1.45, style="Title")
        self.line(said["dateline"], colour=SOFT)
        for notice in said["notices"]:
            for each in notice:
                self.line(each, colour=SOFT)
        self.blocks(said["summary"], strong=True)
        self.blocks(said["blocks"])
        if said["apart"]:
            self.paragraph([{"text": said["apart-title"]}], style="Heading 2")
            for first, *rest in said["apart"]:
                self.paragraph([{"text": first, "strong": True}])
                for each in rest:
                    self.paragraph([{"text": each}])
        if said["attached"]:
            self.paragraph([{"text": said["attached-title"]}], style="Heading 2")
            for each in said["attached"]:
                self.paragraph([each], style="List Bullet")
        where = said["verify-address"]
        self.paragraph([{"text": said["verify-title"]}])
        self.address(where)
        if said["code"]:
            self.line(f"{said['code-title']}: {said['code']}", colour=SOFT, centred=False)
        self.foot()
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def plain(self, style) -> None:
        """No line below, and no space between letters: it tears Arabic ones apart."""
        for name in ("w:pBdr", "w:spacing", "w:kern"):
            for properties in (style.pPr, style.rPr):
                for each in properties.findall(qn(name)):
                    properties.remove(each)

    # --- blocks

    def blocks(
        self, blocks: list[dict], style: str = "", within=None, strong: bool = False
    ) -> None:
        for each in blocks:
            if "runs" in each:
                runs = (
                    [each | {"strong": True} for each in each["runs"]] if strong else each["runs"]
                )
                made = self.paragraph(
                    runs, style=style or STYLES.get(each["tag"], ""), within=within
                )
                if each["tag"] == "p" and within is None:
                    made.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            elif "items" in each:
                self.points(each, within)
            elif each["tag"] == "table":
                self.table(each, within)
            else:
                self.blocks(each["blocks"], "Quote", within)

    def points(self, block: dict, within, depth: int = 0) -> None:
        """A list; only the first paragraph of a point has its mark."""
        style = STYLES[block["tag"]] + LEVELS[min(depth, len(LEVELS) - 1)]
        number = self.counter(style, block["start"]) if block["tag"] == "ol" else None
        for item in block["items"]:
            for place, each in enumerate(item):
                if "items" in each:
                    self.points(each, within, depth + 1)
                elif place or "runs" not in each:
                    self.blocks([each], "List Continue", within)
                else:
                    marked = self.paragraph(each["runs"], style=style, within=within)
                    if number:
                        marked._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = (
                            number
                        )

    def counter(self, style: str, start: int) -> int:
        """Its own numbers for a list: Word counts on through all those of one style."""
        numbering = self.document.part.numbering_part.element
        usual = self.document.styles[style].element.pPr.numPr.numId.val
        own = numbering.add_num(numbering.num_having_numId(usual).abstractNumId.val)
        own.add_lvlOverride(0).add_startOverride(start)
        return own.numId

    def table(self, block: dict, within) -> None:
        rows = [*block["head"], *block["rows"]]
        holder = within or self.document
        table = holder.add_table(len(rows), block["width"])
        table.style = self.document.styles["Table Grid"]
        if self.rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(rows):
            if y < len(block["head"]):
                table.rows[y]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            x = 0
            for each in row:
                while (y, x) in taken:
                    x += 1
                low, right = (
                    min(y + each["rows"], len(rows)),
                    min(x + each["columns"], block["width"]),
                )
                cell = table.cell(y, x)
                if (low, right) != (y + 1, x + 1):
                    cell = cell.merge(table.cell(low - 1, right - 1))
                taken |= {(j, i) for j in range(y, low) for i in range(x, right)}
                self.blocks(each["blocks"], within=cell, strong=each["head"])
                if len(cell.paragraphs) > 1 and not cell.paragraphs[0].text:
                    cell._tc.remove(cell.paragraphs[0]._p)

    # --- lines

    def line(self, text: str, *, bold=False, colour=None, size=1.0, style="", centred=True) -> None:
        if not text:
            return
        paragraph = self.paragraph([{"text": text, "strong": bold}], style=style)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in paragraph.runs:
            run.font.color.rgb = colour
            self.face(run._r.get_or_add_rPr(), size)

    def paragraph(self, runs: list[dict], style: str = "", within=None):
        paragraph = (within or self.document).add_paragraph(style=style or None)
        if self.rtl:
            paragraph._p.get_or_add_pPr().insert_element_before(
                OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
                "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:rPr",
            )  # fmt: skip
        for each in runs:
            self.run(paragraph, each)
        return paragraph

    def address(self, where: str) -> None:
        """A line of its own from left to right: in one of Arabic its end would stand before it."""
        paragraph = self.document.add_paragraph()
        self.run(paragraph, {"text": where, "href": where}, rtl=False)
        if self.rtl:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def run(self, paragraph, each: dict, *, rtl: bool | None = None) -> None:
        run = paragraph.add_run()
        for number, line in enumerate(each["text"].split("\n")):
            if number:
                run.add_break()
            run.add_text(line)
        run.bold, run.italic = each.get("strong") or None, each.get("em") or None
        run.font.cs_bold, run.font.cs_italic = run.bold, run.italic
        run.font.rtl = (self.rtl if rtl is None else rtl) or None
        if href := each.get("href"):
            run.font.color.rgb, run.font.underline = GREEN, True
            kind = RELATIONSHIP_TYPE.HYPERLINK
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), paragraph.part.relate_to(href, kind, is_external=True))
            run._r.addprevious(link)
            link.append(run._r)

    def face(self, properties, size: float = 1.0) -> None:
        """The faces and sizes of both scripts, and the languages."""
        fonts = properties.get_or_add_rFonts()
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", ARABIC)):
            fonts.set(qn(f"w:{name}"), face)
        if size != 1.0 or properties.find(qn("w:sz")) is None:
            for name in ("w:sz", "w:szCs"):
                for old in properties.findall(qn(name)):
                    properties.remove(old)
            half_points = str(round(self.size * size * 2))
            following = ("w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText",
                         "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang")  # fmt: skip
            for name in ("w:sz", "w:szCs"):
                element = OxmlElement(name)
                element.set(qn("w:val"), half_points)
                properties.insert_element_before(element, *following)

    def foot(self) -> None:
        """The symbol and the number of the page, on every page."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        before, _, rest = self.said["page-of"].partition("{n}")
        between, _, after = rest.partition("{m}")
        if self.said["foot"]:
            before = f"{self.said['foot']}   {before}"
        for text, counted in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            self.run(paragraph, {"text": text})
            if counted:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), counted)
                shown = paragraph.add_run("1")
                field.append(shown._r)
                paragraph._p.append(field)
