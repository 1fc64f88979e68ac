"""How a sheet lies on paper: widths by content, the lines above the rows, the printed page.

Every height is written: an office suite that prints a file does not measure its texts anew.
"""

from collections.abc import Callable, Sequence
from math import ceil
from unicodedata import east_asian_width

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from inspection.text import text

# Rows by which a column's width is measured.
MEASURED_ROWS = 500
# Widths in characters of half width. A longer text goes on in the next line, a longer heading
# is broken into lines; of many columns the more, the wider all of them are.
NARROWEST = 6
WIDEST = ((44, 16), (30, 12), (22, 10))
GAP = 3
# So many characters lie side by side on A4 at a size that is read; more than these lie on A3.
READABLE_WIDTH = 200
# So many lie side by side on A3 before they are too small; more go on on a further page.
WIDEST_SHEET = 420
LINE_HEIGHT, TITLE_HEIGHT = 18, 28
# What a spreadsheet allows. In points, as all heights.
TALLEST = 409
TITLE_SIZE = 14
A3, A4 = 8, 9
GREY = "#4F5B6B"
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
# Least width of the lines above the rows, for a table of few columns.
HEAD_WIDTH = 60


def cells_of(told: str) -> int:
    """How many half-width characters a line is wide."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in told)


def widths_of(headings: Sequence[str], told: Sequence[Sequence[str]]) -> list[int]:
    """The widths of columns of these headings and texts, as readable as they fit on a page."""
    for text_width, heading_width in WIDEST:
        widths = [
            _width(heading, max(map(_widest, own), default=0), text_width, heading_width)
            for heading, own in zip(headings, told, strict=True)
        ]
        if sum(widths) <= READABLE_WIDTH:
            break
    return widths


def _width(heading: str, content: int, text_width: int, heading_width: int) -> int:
    """That of its longest line, within bounds."""
    wanted = max(content, min(cells_of(heading), heading_width)) + GAP
    return min(max(wanted, NARROWEST), text_width)


def _widest(told: str) -> int:
    return max(map(cells_of, told.splitlines()), default=0)


def lines_of(told: str, width: int) -> int:
    """How many lines a text takes in a column so wide."""
    if len(told) * 2 < width and "\n" not in told:
        return 1
    return sum(max(ceil((cells_of(line) + 1) / width), 1) for line in told.splitlines()) or 1


def height_of(told: Sequence[str], widths: Sequence[int]) -> int:
    """The height of a row of texts that go on in the next line."""
    return height_of_lines(max(map(lines_of, told, widths), default=1))


def height_of_lines(count: int) -> int:
    """The height of so many lines, as far as a row may be high."""
    return min(LINE_HEIGHT * count, TALLEST)


def cut(told: str, width: int) -> list[str]:
    """A long text in parts that each fit into a row."""
    parts, taken = [""], 0
    for line in told.splitlines():
        wanted = lines_of(line, width)
        if taken and LINE_HEIGHT * (taken + wanted) > TALLEST:
            parts, taken = [*parts, ""], 0
        parts[-1] += f"\n{line}" if taken else line
        taken += wanted
    return parts


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


def set_page(
    sheet: Worksheet, lines: Sequence[str], head: int | None, lang: str, width: int = 0
) -> None:
    """Landscape, one page wide, the heading row on each page, numbered, with the title.

    What would be too small to read on A3 lies on several pages, its first column on each.
    """
    sheet.set_landscape()
    sheet.set_paper(A3 if width > READABLE_WIDTH else A4)
    sheet.set_margins(**MARGINS)
    across = max(1, ceil(width / WIDEST_SHEET))
    sheet.fit_to_pages(across, 0)
    if across > 1:
        sheet.repeat_columns(0)
    if head is not None:
        sheet.repeat_rows(head)
    title = lines[0].replace("&", "&&") if lines else ""
    sheet.set_footer(f"&L{title}&R{text('export.page', lang, page='&P', pages='&N')}")
