"""Rows of tables of a Word file, written as the format has them: many rows at the price of one."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from docx.oxml import parse_xml

from inspection.report.document import Table

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TWIPS = 20
# A row that no page cuts; that of the headings stands on each page.
WHOLE, HEAD = "<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>"


def rows_of(block: Table, style: str, width: float) -> Iterator[Any]:
    """The headings, then the rows, `width` points wide; paragraphs of the style of this id."""
    unit = width * TWIPS / sum(block.widths)
    widths = [int(one * unit) for one in block.widths]
    sides = ["right" if one else "left" for one in block.is_number]
    yield _row(block.heads, widths, ["center"] * len(widths), style, is_head=True)
    for cells in block.rows:
        yield _row(cells, widths, sides, style, is_head=False)


def _row(
    cells: Sequence[str], widths: Sequence[int], sides: Sequence[str], style: str, *, is_head: bool
) -> Any:
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{escape(style)}"/><w:jc w:val="{side}"/></w:pPr>'
        f"{_run(said, is_head)}</w:p></w:tc>"
        for said, width, side in zip(cells, widths, sides, strict=True)
    )
    properties = HEAD if is_head else WHOLE
    return parse_xml(f'<w:tr xmlns:w="{SPACE}"><w:trPr>{properties}</w:trPr>{made}</w:tr>')


def _run(said: str, is_head: bool) -> str:
    bold = "<w:rPr><w:b/></w:rPr>" if is_head else ""
    return f'<w:r>{bold}<w:t xml:space="preserve">{escape(said, quote=False)}</w:t></w:r>'
