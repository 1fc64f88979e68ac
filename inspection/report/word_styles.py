"""Page and styles of a Word file as GB/T 9704 has them; real styles, which a template may bring.

Where a template is given, a style that it has is left as it is, and its page too.
"""

from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

SONG, FANG, KAI, HEI = "方正小标宋简体", "仿宋", "楷体", "黑体"
# Sizes: 二号, 三号, 四号, 小四, and smaller ones for tables.
SECOND, THIRD, FOURTH, SMALL_FOURTH, FIFTH, SMALL = 22, 16, 14, 12, 10, 8
LINE = 28.95
# What is left of sizes and lines on a single page.
CLOSE = 0.68
# Two characters of indent, in hundredths of one.
TWO_CHARS = "200"
TEXT_WIDTH, TEXT_HEIGHT = Mm(156), Mm(225)
# Lines of the grid of a page in twentieths of a point.
LINE_PITCH = "579"
BLANK = "待填"


class Look(NamedTuple):
    """A paragraph style: its face, size and place."""

    face: str
    size: float
    is_bold: bool = False
    align: WD_ALIGN_PARAGRAPH | None = None
    is_indented: bool = False
    line: float | None = LINE
    keeps: bool = False
    # Characters in from the right.
    right: int = 0


CENTER = WD_ALIGN_PARAGRAPH.CENTER
LOOKS = {
    "Normal": Look(FANG, THIRD),
    "Title": Look(SONG, SECOND, align=CENTER, line=35),
    "Subtitle": Look(KAI, THIRD, align=CENTER),
    "Heading 1": Look(HEI, THIRD, is_indented=True, keeps=True),
    "Heading 2": Look(KAI, THIRD, is_indented=True, keeps=True),
    "Heading 3": Look(FANG, THIRD, is_bold=True, is_indented=True, keeps=True),
    "Heading 4": Look(FANG, THIRD, is_indented=True, keeps=True),
    "Body Text": Look(FANG, THIRD, align=WD_ALIGN_PARAGRAPH.JUSTIFY, is_indented=True),
    "Caption": Look(HEI, SMALL_FOURTH, align=CENTER, line=20, keeps=True),
    "主送机关": Look(FANG, THIRD, align=WD_ALIGN_PARAGRAPH.JUSTIFY),
    "署名": Look(FANG, THIRD, align=WD_ALIGN_PARAGRAPH.RIGHT, keeps=True, right=4),
    "附件标题": Look(SONG, SECOND, align=CENTER, line=35, keeps=True),
    "附件": Look(HEI, THIRD, keeps=True),
    "表格正文": Look(FANG, FIFTH, line=None),
    "表格小字": Look(FANG, SMALL, line=None),
    "图": Look(FANG, FIFTH, align=CENTER, line=None, keeps=True),
    "来源": Look(FANG, SMALL, line=None),
    "Header": Look(FANG, SMALL, line=None),
    "Footer": Look(FANG, FOURTH, line=None),
}


def dress(document: WordDocument, *, has_template: bool, is_close: bool = False) -> None:
    """Give a document the styles and, without a template, the page; closer for a single page."""
    known = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in known or not has_template:
            _shape(document.styles[name], closer(look) if is_close else look)  # type: ignore[arg-type]
    if BLANK not in known:
        blank = document.styles.add_style(BLANK, WD_STYLE_TYPE.CHARACTER)
        blank.font.highlight_color = WD_COLOR_INDEX.YELLOW
    if not has_template:
        _lay(document, has_grid=not is_close)
        _speak_chinese(document)


def closer(look: Look) -> Look:
    """The same, smaller."""
    line = look.line and look.line * CLOSE
    return look._replace(size=max(look.size * CLOSE, SMALL), line=line)


def _shape(style: ParagraphStyle, look: Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.is_bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _face(style, look.face)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.alignment, form.keep_with_next = look.align, look.keeps
    if look.line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    else:
        form.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if not look.line:
        _leave_grid(style)
    _indent(style, TWO_CHARS if look.is_indented else "0")
    if look.right:
        form.right_indent = Pt(look.right * look.size)
    _without_border(style)


def _face(style: ParagraphStyle, face: str) -> None:
    """One face for all letters; nothing is left to a theme."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), face)


def _indent(style: ParagraphStyle, chars: str) -> None:
    place = style.element.get_or_add_pPr().get_or_add_ind()
    place.set(qn("w:firstLineChars"), chars)
    place.set(qn("w:firstLine"), str(int(chars) * int(style.font.size.pt * 20) // 100))


def _leave_grid(style: ParagraphStyle) -> None:
    """Small lines are not spread to those of the page."""
    free = OxmlElement("w:snapToGrid")
    free.set(qn("w:val"), "0")
    place = style.element.get_or_add_pPr()
    place.insert_element_before(
        free, "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl"
    )


def _without_border(style: ParagraphStyle) -> None:
    """The title of Word's own template has a line below it."""
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _lay(document: WordDocument, *, has_grid: bool) -> None:
    """A4 with its margins, and the lines of the page; a close page has none."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.right_margin, section.bottom_margin = Mm(26), Mm(35)
    section.header_distance, section.footer_distance = Mm(20), Mm(24)
    document.settings.odd_and_even_pages_header_footer = True
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    if not has_grid:
        return
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), LINE_PITCH)
    section._sectPr.append(grid)


def _speak_chinese(document: WordDocument) -> None:
    """The language of the text, by which a computer chooses the forms of characters."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-US")
        lang.set(qn("w:eastAsia"), "zh-CN")
