"""How a sheet lies on paper: widths by content, the lines above the rows, the printed page."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from inspection.text import text

# Rows by which a column's width is measured.
MEASURED_ROWS = 500
# Widths in characters of half width; a longer text goes on in the next line.
NARROWEST, WIDEST = 6, 44
# A heading is broken into lines before it widens its column.
HEADING_WIDTH = 16
GAP = 2
LINE_HEIGHT, TITLE_HEIGHT = 18, 28
TITLE_SIZE = 14
A4 = 9
GREY = "#4F5B6B"
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
# Least width of the lines above the rows, for a table of few columns.
HEAD_WIDTH = 60


def cells_of(told: str) -> int:
    """How many half-width characters a line is wide."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in told)


def width_of(heading: str, told: Iterable[str]) -> int:
    """The width of a column: that of its longest line, within bounds."""
    lines = [line for one in told for line in one.splitlines()]
    content = max(map(cells_of, lines), default=0)
    wanted = max(content, min(cells_of(heading), HEADING_WIDTH)) + GAP
    return min(max(wanted, NARROWEST), WIDEST)


def height_of(told: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row of texts that go on in the next line."""
    lines = [ceil((cells_of(one) + 1) / width) for one, width in zip(told, widths, strict=True)]
    return LINE_HEIGHT * max(lines, default=1)


def write_head(
    sheet: Worksheet,
    lines: Sequence[str],
    widths: Sequence[int],
    look: Callable[..., Format],
) -> int:
    """The title and the lines below it across the columns; the place of the next row."""
    last, total = _across(widths)
    for row, line in enumerate(lines):
        size = {"bold": True, "font_size": TITLE_SIZE} if row == 0 else {"font_color": GREY}
        form = look(text_wrap=True, valign="vcenter", **size)
        if last:
            sheet.merge_range(row, 0, row, last, "", form)
        sheet.write_string(row, 0, line, form)
        height = height_of([line], [total]) if row else TITLE_HEIGHT
        sheet.set_row(row, height)
    return len(lines)


def _across(widths: Sequence[int]) -> tuple[int, int]:
    """The last column that the lines reach over, and how wide all of them are."""
    last, total = max(len(widths) - 1, 0), sum(widths)
    while total < HEAD_WIDTH:
        last, total = last + 1, total + 9
    return last, total


def set_page(sheet: Worksheet, lines: Sequence[str], head: int | None, lang: str) -> None:
    """Landscape A4, one page wide, the heading row on each page, numbered, with the title."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    if head is not None:
        sheet.repeat_rows(head)
    title = lines[0].replace("&", "&&") if lines else ""
    sheet.set_footer(f"&L{title}&R{text('export.page', lang, page='&P', pages='&N')}")
