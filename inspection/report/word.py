"""A report as a Word file that people go on writing: real styles, tables and pictures.

An office's own template can be given: its page, header, footer and styles stay, what it says is
taken out. The same document gives the same bytes.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_COLOR_INDEX
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from inspection.errors import BadInput
from inspection.report import word_marks, word_rows
from inspection.report.document import (
    BLANK,
    SIGNED_LINES,
    AnnexTitle,
    Block,
    Break,
    Chart,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from inspection.report.ground import LANG
from inspection.report.packing import packed
from inspection.report.portable import SMALL_COLUMNS, picture
from inspection.report.word_styles import BLANK as BLANK_STYLE
from inspection.report.word_styles import LINE, TEXT_WIDTH, dress
from inspection.text import text

# A table's cells have a millimetre at each side.
CELL_MARGINS = (
    '<w:tblCellMar xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)
HEADINGS = {0: "附件", 1: "Heading 1", 2: "Heading 2", 3: "Heading 3", 4: "Heading 4"}


def docx_file(document: Document, template: Path | None = None) -> bytes:
    """The bytes of the Word file. Raises BadInput for a template that is none."""
    made = _opened(template)
    dress(made, has_template=template is not None, is_close=document.is_one_page)
    made.add_paragraph(document.title, "Title")
    for line in document.under_title:
        made.add_paragraph(line, "Subtitle")
    counts = {Table: 0, Chart: 0}
    for block in document.blocks:
        _add(made, block, counts)
    word_marks.mark(made, document)
    _sign(made, document)
    written = BytesIO()
    made.save(written)
    return packed(written.getvalue(), document.day)


def _opened(template: Path | None) -> WordDocument:
    """An empty document, or the template without what it says."""
    if template is None:
        return docx.Document()
    try:
        made = docx.Document(str(template))
    except (ValueError, KeyError, PackageNotFoundError) as error:
        said = text("report.bad_template", LANG, name=template.name)
        raise BadInput(said, str(template), text("report.bad_template_remedy", LANG)) from error
    body = made.element.body
    for part in list(body):
        if part.tag != qn("w:sectPr"):
            body.remove(part)
    return made


def _add(made: WordDocument, block: Block, counts: dict[type, int]) -> None:
    if isinstance(block, Heading):
        made.add_paragraph(block.numbered, HEADINGS[block.level])
    elif isinstance(block, Paragraph):
        style = "主送机关" if block.is_flush else "Body Text"
        _add_words(made.add_paragraph(style=style), block.words)
    elif isinstance(block, AnnexTitle):
        made.add_paragraph(block.words, "附件标题")
    elif isinstance(block, Signature):
        _add_signature(made, block)
    elif isinstance(block, Break):
        made.add_paragraph(style="Body Text").add_run().add_break(WD_BREAK.PAGE)
    elif isinstance(block, Table):
        counts[Table] += 1
        _add_table(made, block, counts[Table])
    else:
        counts[Chart] += 1
        _add_chart(made, block, counts[Chart])


def _add_signature(made: WordDocument, block: Signature) -> None:
    """Two lines below the text, and never on a page without some of it."""
    for before in made.paragraphs[-SIGNED_LINES:]:
        before.paragraph_format.keep_with_next = True
    lines = [made.add_paragraph(style="署名") for _ in block.lines]
    lines[0].paragraph_format.space_before = Pt(2 * LINE)
    for paragraph, words in zip(lines, block.lines, strict=True):
        _add_words(paragraph, words)


def _add_words(paragraph: WordParagraph, words: str) -> None:
    """Text; what is left to fill in a style of its own."""
    for part in BLANK.split(words):
        if BLANK.fullmatch(part):
            paragraph.add_run(part, BLANK_STYLE).font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif part:
            paragraph.add_run(part)


def _add_chart(made: WordDocument, chart: Chart, number: int) -> None:
    place = made.add_paragraph(style="图")
    drawn = place.add_run().add_picture(BytesIO(picture(chart.svg)), width=TEXT_WIDTH)
    drawn._inline.docPr.set("descr", chart.alt)
    title = text("report.chart_of", LANG, number=number, title=chart.title)
    made.add_paragraph(title, "Caption").paragraph_format.keep_with_next = bool(chart.note)
    if chart.note:
        made.add_paragraph(chart.note, "来源").alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_table(made: WordDocument, block: Table, number: int) -> None:
    title = text("report.table_of", LANG, number=number, title=block.title)
    made.add_paragraph(title, "Caption")
    table = made.add_table(0, len(block.heads), "Table Grid")
    table.autofit = False
    table._tblPr.append(parse_xml(CELL_MARGINS))
    unit = TEXT_WIDTH / sum(block.widths)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Emu(int(width * unit))
    styles = {style.name: style.style_id for style in made.styles}
    small = len(block.heads) >= SMALL_COLUMNS
    style = styles["表格小字" if small else "表格正文"]
    for row in word_rows.rows_of(block, style, TEXT_WIDTH.pt):
        table._tbl.append(row)
    if block.source:
        made.add_paragraph(block.source, "来源")


def _sign(made: WordDocument, document: Document) -> None:
    """What the file says of itself: the data's day, and no person."""
    own = made.core_properties
    own.author = own.last_modified_by = own.comments = own.keywords = own.category = ""
    own.title, own.subject = document.title.replace("\n", ""), document.snapshot
    own.created = own.modified = datetime(document.day.year, document.day.month, document.day.day)
    own.last_printed, own.revision, own.language = own.created, 1, "zh-CN"
