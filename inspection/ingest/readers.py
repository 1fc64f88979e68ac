"""Files as sheets of text: every cell a string, every row with its number.

A row number is the row of the worksheet, or the record of the text file; the
two differ from the line number only where a quoted cell holds a line break.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from statistics import median_low
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from inspection.errors import BadInput
from inspection.ingest.cells import cell_text
from inspection.ingest.detection import Content

# Headers stand among these rows; the width of a text file is judged by them.
HEAD_ROWS = 20
HEAD_CHARACTERS = 1 << 18
BLOCK_BYTES = 16 << 20
DELIMITERS = (",", "\t", ";")
# Fewer separators in a line of a cell tell nothing: a remark may have one.
LEAST_SEPARATORS = 2
# Cells of a text file that hold nothing but white space.
BLANKS = ["", *(mark * count for mark in " \u3000\t\xa0" for count in (1, 2, 3, 4))]
NOT_TABLES = (ValueError, CalamineError, PasswordError)

Row = list[str]


class Sheet(NamedTuple):
    """One sheet. `read(width)` gives source_row, overflow and the text columns c0 …

    Absent cells are null. `overflow` marks rows of a text file with text beyond
    `width`, the number of cells its rows should have. A hidden sheet is one that
    its reader does not see in the workbook.
    """

    name: str
    head: list[Row]
    read: Callable[[int], pa.Table]
    is_hidden: bool = False


def open_sheets(content: Content) -> list[Sheet]:
    """All sheets of a file, in order. Raises BadInput where it cannot be read."""
    if content.kind == "text":
        return [_text_sheet(content)]
    try:
        with content.path.open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
            hidden = {
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.visible != SheetVisibleEnum.Visible
            }
            return [
                _book_sheet(workbook.get_sheet_by_name(name), name in hidden)
                for name in workbook.sheet_names
            ]
    except NOT_TABLES as error:
        raise BadInput(
            "工作簿打不开（加密或损坏）", str(content.path), "去掉密码或重新导出"
        ) from error


# Workbooks


def _book_sheet(sheet: CalamineSheet, is_hidden: bool) -> Sheet:
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    table = _table(rows, max(map(len, rows), default=0))
    return Sheet(sheet.name, rows[:HEAD_ROWS], lambda width: table, is_hidden)


def _fill_merged(rows: list[Row], ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Repeat the value of a merged range down its column; across columns it is a title or note."""
    for (top, left), (bottom, right) in ranges:
        if left == right:
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def _table(rows: list[Row], width: int) -> pa.Table:
    """Rows as columns of text, short rows padded; a cell of white space holds nothing."""
    columns = list(zip_longest(*rows, fillvalue=""))[:width]
    columns += [("",) * len(rows)] * (width - len(columns))
    texts = [
        pa.array([None if not c or c.isspace() else c for c in column], pa.string())
        for column in columns
    ]
    overflow = pa.array(["".join(row[width:]).strip() != "" for row in rows], pa.bool_())
    numbers = pa.array(range(1, len(rows) + 1), pa.int32())
    names = ["source_row", "overflow", *_names(width)]
    return pa.table([numbers, overflow, *texts], names=names)


def _names(width: int) -> list[str]:
    return [f"c{i}" for i in range(width)]


# Text


def _text_sheet(content: Content) -> Sheet:
    head_text = _head_text(content.path, content.encoding)
    delimiter = _delimiter(head_text)
    if content.has_odd_quotes:
        _refuse_unclosed_quote(content, delimiter)
    if content.has_quotes:
        _refuse_swallowed_rows(content, delimiter, _usual_count(head_text, delimiter))
    try:
        head = _records(head_text, delimiter)
    except csv.Error as error:
        raise BadInput(f"开头读不通：{error}", str(content.path), "检查引号是否成对") from error
    return Sheet("", head, lambda width: _read_text(content, delimiter, width))


def _head_text(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        return file.read(HEAD_CHARACTERS)


def _refuse_unclosed_quote(content: Content, delimiter: str) -> None:
    with content.path.open(encoding=content.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        line = 1
        try:
            for _ in reader:
                line = reader.line_num + 1
        except csv.Error as error:
            if "unexpected end" in str(error):
                where = f"{content.path} 第{line}行起"
                raise BadInput("引号没有成对，后面的行都被并入一格", where, "补上引号") from error


def _refuse_swallowed_rows(content: Content, delimiter: str, usual: int) -> None:
    """Two quotes that are never closed make whole lines the text of one cell.

    A cell may hold line breaks; but where two lines of one record both have all the
    separators of a row they are rows. Only a line with an odd quote can begin such a cell.
    """
    with content.path.open(encoding=content.encoding, newline="") as file:
        if not any(line.count('"') % 2 for line in file):
            return
        file.seek(0)
        first, lines, least = 1, _Kept(file), max(usual, LEAST_SEPARATORS)
        for _ in csv.reader(lines, delimiter=delimiter):
            if sum(line.count(delimiter) >= least for line in lines.kept) > 1:
                where = f"{content.path} 第{first}行起"
                raise BadInput("引号没有成对，后面的行被并入一格", where, "补上引号")
            first += len(lines.kept)
            lines.kept.clear()


class _Kept:
    """Lines of a file, those of the record in hand kept."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.kept = lines, list[str]()

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.kept.append(line)
            yield line


def _delimiter(text: str) -> str:
    """The separator that stands in most of the first lines, and most often there."""

    def hold(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in _head_lines(text)]
        return sum(count > 0 for count in counts), median_low(counts)

    return max(DELIMITERS, key=hold)


def _usual_count(text: str, delimiter: str) -> int:
    """How many separators most of the first lines have."""
    return median_low([line.count(delimiter) for line in _head_lines(text)])


def _head_lines(text: str) -> list[str]:
    return [line for line in text.splitlines()[:HEAD_ROWS] if line.strip()]


def _records(text: str, delimiter: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [row for row, _ in zip(reader, range(HEAD_ROWS), strict=False)]


def _read_text(content: Content, delimiter: str, width: int) -> pa.Table:
    odd: list[arrow_csv.InvalidRow] = []

    def keep_apart(row: arrow_csv.InvalidRow) -> str:
        odd.append(row)
        return "skip"

    try:
        table = _parse(content, delimiter, width, keep_apart)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise BadInput(f"表格结构读不通：{error}", str(content.path), "检查引号是否成对") from error
    return _join_odd_rows(table, odd, delimiter, width)


def _parse(
    content: Content, delimiter: str, width: int, handler: Callable[[arrow_csv.InvalidRow], str]
) -> pa.Table:
    names = _names(width)
    encoding = "utf-8" if content.encoding == "utf-8-sig" else content.encoding
    return arrow_csv.read_csv(
        content.path,
        # Threads would lose the number of a row that has too few or too many cells.
        arrow_csv.ReadOptions(
            use_threads=False, block_size=BLOCK_BYTES, column_names=names, encoding=encoding
        ),
        arrow_csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=handler,
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=BLANKS,
            strings_can_be_null=True,
        ),
    )


def _join_odd_rows(
    table: pa.Table, odd: list[arrow_csv.InvalidRow], delimiter: str, width: int
) -> pa.Table:
    """Rows of another length than most, padded or cut, under their own numbers."""
    total = table.num_rows + len(odd)
    numbers = np.delete(np.arange(1, total + 1, dtype=np.int32), [r.number - 1 for r in odd])
    regular = table.add_column(0, "overflow", pa.repeat(False, table.num_rows))
    regular = regular.add_column(0, "source_row", pa.array(numbers))
    rows = [_records(row.text, delimiter)[0] for row in odd]
    extra = _table(rows, width)
    extra = extra.set_column(0, "source_row", pa.array([r.number for r in odd], pa.int32()))
    return pa.concat_tables([regular, extra]) if odd else regular
