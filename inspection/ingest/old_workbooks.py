"""Binary xls workbooks as sheets of text.

Nothing of a damaged file may end the process, so the container and its records are
read step by step; what no step understands refuses the file.
"""

import io

import xlrd
from xlrd.sheet import Sheet as Cells

from inspection.errors import BadInput
from inspection.ingest import records
from inspection.ingest.cells import cell_text, number_text
from inspection.ingest.detection import Content
from inspection.ingest.limits import Clock, check_book
from inspection.ingest.number_formats import Padded, with_zeros
from inspection.ingest.old_formats import padded_cells
from inspection.ingest.records import Told
from inspection.ingest.sheets import Sheet, columns_of, filled_down, sheet_of

# What damaged records make of their reader.
DAMAGED = (*records.DAMAGED, xlrd.XLRDError, AssertionError, ArithmeticError, EOFError)


def open_xls(content: Content) -> list[Sheet]:
    """All sheets of an xls workbook, in order. Raises BadInput where it cannot be read."""
    clock = Clock(str(content.path))
    stream = records.stream_of(content)
    told = records.measure(content, stream)
    try:
        with xlrd.open_workbook(
            file_contents=stream, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        ) as book:
            padded = padded_cells(content, stream, book)
            return [
                _sheet(content, book, number, told[number], padded[number], clock)
                for number in range(book.nsheets)
            ]
    except DAMAGED as error:
        raise BadInput(
            "工作簿打不开（加密或损坏）", str(content.path), "去掉密码或重新导出"
        ) from error


def _sheet(
    content: Content, book: xlrd.Book, number: int, told: Told, padded: Padded, clock: Clock
) -> Sheet:
    clock.check()
    cells = book.sheet_by_index(number)
    where = f"{content.path} 工作表“{cells.name}”"
    check_book(cells.nrows, cells.ncols, told.cells, where)
    rows = [
        [_text(cells, row, column, book.datemode) for column in range(cells.row_len(row))]
        for row in range(cells.nrows)
    ]
    errors = sum(cells.row_types(row).count(xlrd.XL_CELL_ERROR) for row in range(cells.nrows))
    book.unload_sheet(number)
    whole = [row + [""] * (cells.ncols - len(row)) for row in rows]
    shown = with_zeros(columns_of(whole, cells.ncols), padded)
    columns = filled_down(shown, told.merged)
    sheet = sheet_of(cells.name, columns, cells.visibility != 0)
    return sheet._replace(hidden_rows=told.hidden_rows, lost_formulas=errors)


def _text(cells: Cells, row: int, column: int, datemode: int) -> str:
    kind, value = cells.cell_type(row, column), cells.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_NUMBER:
        return number_text(value)
    if kind == xlrd.XL_CELL_DATE:
        return _day(value, datemode)
    return cell_text(bool(value)) if kind == xlrd.XL_CELL_BOOLEAN else ""


def _day(value: float, datemode: int) -> str:
    try:
        day = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return number_text(value)
    return cell_text(day.time() if 0 < value < 1 else day)
