"""What stands on every page of a Word file: marks above, a watermark behind, the page below."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.text.paragraph import Paragraph

from inspection.report.document import Document
from inspection.report.ground import LANG
from inspection.text import text

# Outer edge of the page number: one character in.
ONE_CHAR = 280
WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="{id}" o:spid="_x0000_s{number}" type="#_x0000_t136" style="position:absolute;'
    "margin-left:0;margin-top:0;width:{width}pt;height:90pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f"'
    ' fillcolor="#e4e4e4" stroked="f"><v:textpath style="font-family:&quot;黑体&quot;;'
    'font-size:1pt" string="{words}"/></v:shape></w:pict>'
)
CHAR_WIDTH = 90
FIRST_SHAPE = 2049


def mark(made: WordDocument, document: Document) -> None:
    """Marks, watermark and page number on odd and even pages."""
    told = text("export.gap", LANG).join(document.marks)
    section = made.sections[0]
    right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    for number, header in enumerate((section.header, section.even_page_header)):
        _head(header, told, document.watermark, number)
    for footer, side in ((section.footer, right), (section.even_page_footer, left)):
        _number(footer, side)


def _head(header: _Header, told: str, watermark: str, number: int) -> None:
    """Below what a template has there."""
    paragraph = _free(header.paragraphs, header)
    paragraph.style = "Header"
    paragraph.add_run(told)
    width = CHAR_WIDTH * len(watermark)
    shape = WATERMARK.format(
        id=f"watermark{number}", number=FIRST_SHAPE + number, width=width, words=watermark
    )
    paragraph.add_run()._r.append(parse_xml(shape))


def _free(found: list[Paragraph], place: _Header | _Footer) -> Paragraph:
    """An empty paragraph of a header or footer; a new one where there is none."""
    return next((one for one in found if not one.text.strip()), None) or place.add_paragraph()


def _number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, outside; a template's own page number stays."""
    if any(_has_field(one) for one in footer.paragraphs):
        return
    paragraph = _free(footer.paragraphs, footer)
    paragraph.style, paragraph.alignment = "Footer", side
    place = paragraph._p.get_or_add_pPr().get_or_add_ind()
    place.set(qn("w:right" if side == WD_ALIGN_PARAGRAPH.RIGHT else "w:left"), str(ONE_CHAR))
    before, after = text("report.page", LANG, page="\n").split("\n")
    paragraph.add_run(before)
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        _field(paragraph, kind, words)
    paragraph.add_run(after)


def _has_field(paragraph: Paragraph) -> bool:
    return bool(
        paragraph._p.findall(f".//{qn('w:fldChar')}")
        or paragraph._p.findall(f".//{qn('w:fldSimple')}")
    )


def _field(paragraph: Paragraph, kind: str | None, words: str | None) -> None:
    run = paragraph.add_run()._r
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.text = words
    run.append(part)
