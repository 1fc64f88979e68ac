"""xlsx workbooks as sheets of text: what their cells hold, never what they compute."""

from itertools import islice

import pyarrow as pa
from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from inspection.errors import BadInput
from inspection.ingest import measuring
from inspection.ingest.containers import BROKEN, DECRYPT
from inspection.ingest.detection import Content
from inspection.ingest.limits import Clock, check_book
from inspection.ingest.number_formats import Padded, padded_cells, with_zeros
from inspection.ingest.sheets import (
    Sheet,
    column_names,
    columns_of,
    filled_down,
    sheet_of,
    text_columns,
)

NOT_BOOKS = (ValueError, LookupError, CalamineError, etree.XMLSyntaxError, *BROKEN)
# Rows are turned into columns so many at a time.
BATCH_ROWS = 20_000


def open_workbook(content: Content) -> list[Sheet]:
    """All sheets of a workbook, in order. Raises BadInput where it cannot be read."""
    try:
        return _sheets(content)
    except PasswordError as error:
        raise BadInput("工作簿已加密", str(content.path), DECRYPT) from error
    except NOT_BOOKS as error:
        raise BadInput(
            "工作簿打不开（加密、损坏或含 XML 实体定义）",
            str(content.path),
            "去掉密码，用表格软件打开后另存为 .xlsx；打不开的重新导出",
        ) from error


def _sheets(content: Content) -> list[Sheet]:
    clock = Clock(str(content.path))
    measured = measuring.measure(content)
    padded = padded_cells(content)
    with measured.file as file:
        workbook = CalamineWorkbook.from_filelike(file)
        sheets = []
        for number, metadata in enumerate(workbook.sheets_metadata):
            hidden = metadata.visible != SheetVisibleEnum.Visible
            shown = padded.get(metadata.name, {})
            sheet = _sheet(workbook.get_sheet_by_name(metadata.name), hidden, content, clock, shown)
            extent = measured.extents[number]
            sheets.append(
                sheet._replace(hidden_rows=extent.hidden_rows, lost_formulas=extent.lost_formulas)
            )
    return sheets


def _sheet(
    sheet: CalamineSheet, is_hidden: bool, content: Content, clock: Clock, shown: Padded
) -> Sheet:
    start = sheet.start or (0, 0)
    width = start[1] + sheet.width
    where = f"{content.path} 工作表“{sheet.name}”"
    check_book(sheet.total_height, width, sheet.height * sheet.width, where)
    rows = sheet.iter_rows()
    batches = []
    while batch := list(islice(rows, BATCH_ROWS)):
        clock.check()
        before = [pa.nulls(len(batch), pa.string())] * start[1]
        cells = [*before, *text_columns(batch, sheet.width)]
        batches.append(pa.table(cells, names=column_names(width)))
    read = pa.concat_tables(batches) if batches else columns_of([], width)
    columns = with_zeros(read, shown)
    return sheet_of(sheet.name, filled_down(columns, sheet.merged_cell_ranges or []), is_hidden)
