"""Files as sheets of text: every cell a string, every row with its number.

A row number is the row of the worksheet, or the record of the text file; the
two differ from the line number only where a quoted cell holds a line break.
"""

from collections.abc import Callable

from inspection.ingest.detection import Content
from inspection.ingest.markup import open_html, open_ods, open_spreadsheetml
from inspection.ingest.old_workbooks import open_xls
from inspection.ingest.sheets import Sheet
from inspection.ingest.texts import open_text
from inspection.ingest.workbooks import open_workbook

READERS: dict[str, Callable[[Content], list[Sheet]]] = {
    "text": lambda content: [open_text(content)],
    "xlsx": open_workbook,
    "xls": open_xls,
    "ods": open_ods,
    "spreadsheetml": open_spreadsheetml,
    "html": open_html,
}


def open_sheets(content: Content) -> list[Sheet]:
    """All sheets of a file, in order. Raises BadInput where it cannot be read."""
    return READERS[content.kind](content)
