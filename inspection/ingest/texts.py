"""Separated text as a sheet: which mark separates, and whether a row swallowed others.

A row number is the record of the file; it differs from the line number only
where a quoted cell holds a line break.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median_low

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from inspection.errors import BadInput
from inspection.ingest.detection import Content
from inspection.ingest.limits import check_text
from inspection.ingest.sheets import HEAD_ROWS, Row, Sheet, column_names, text_columns

HEAD_CHARACTERS = 1 << 18
TAIL_BYTES = 1 << 16
# Small blocks stay near the processor; a row that is longer than one needs a large block.
BLOCK_BYTES, LONG_BLOCK_BYTES = 2 << 20, 16 << 20
ROWS_SORTED, LAST_ROW = 50_000, 2**31 - 1
DELIMITERS = (",", "\t", ";", "|", "^", "~", "\x01")
# One that no reader of separated text knows.
WIDE_COMMA = "，"
# Fewer separators in a line of a cell tell nothing: a remark may have one.
LEAST_SEPARATORS = 2
# Cells of a text file that hold nothing but white space.
BLANKS = ["", *(mark * count for mark in " \u3000\t\xa0" for count in (1, 2, 3, 4))]
# What old programs and broken disks leave at the end of a file.
LEFT_BEHIND = ["\x1a", "\x00", "\ufeff"]
BLANKS += LEFT_BEHIND
# Rows below the data: totals and notes have fewer cells.
BELOW = ("合计", "小计", "总计", "注", "说明", "备注")


def open_text(content: Content) -> Sheet:
    """The one sheet of a text. Raises BadInput where its rows cannot be told apart."""
    head_text = _head_text(content.file, content.encoding)
    delimiter = _delimiter(head_text)
    _refuse_wide_commas(content, head_text, delimiter)
    if content.has_odd_quotes:
        _refuse_unclosed_quote(content, delimiter)
    if content.has_quotes:
        _refuse_swallowed_rows(content, delimiter, _usual_count(head_text, delimiter))
    try:
        head = _records(head_text, delimiter)
    except csv.Error as error:
        what = f"开头有一格长过 {csv.field_size_limit():,} 个字符，或引号没有成对"
        raise BadInput(what, str(content.path), "核对文件，补上引号或分列后重新导出") from error
    check_text(content.line_count, max(map(len, head), default=0), str(content.path))
    _refuse_cut(content, delimiter, head)
    return Sheet("", head, lambda width: _read_text(content, delimiter, width))


def _head_text(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        return file.read(HEAD_CHARACTERS)


def _refuse_unclosed_quote(content: Content, delimiter: str) -> None:
    with content.file.open(encoding=content.encoding, newline="") as file:
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
    with content.file.open(encoding=content.encoding, newline="") as file:
        if not _has_odd_line(content, delimiter, file):
            return
        file.seek(0)
        first, lines, least = 1, _Kept(file), max(usual, LEAST_SEPARATORS)
        try:
            for _ in csv.reader(lines, delimiter=delimiter):
                if sum(line.count(delimiter) >= least for line in lines.kept) > 1:
                    raise _unclosed(content, first)
                first += len(lines.kept)
                lines.kept.clear()
        except csv.Error as error:
            raise _unclosed(content, first) from error


def _has_odd_line(content: Content, delimiter: str, lines: Iterable[str]) -> bool:
    """Whether a line has an odd number of quotes. Raises BadInput for quotes told by a backslash.

    Some programs write a quote inside a cell so; readers of separated text end the cell there.
    """
    is_odd = False
    within = re.compile(rf'\\"(?!\s*(?:{re.escape(delimiter)}|$))')
    for number, line in enumerate(lines, 1):
        is_odd = is_odd or line.count('"') % 2 == 1
        if '\\"' in line and within.search(line):
            what = '引号前有反斜杠（\\"），看不出这一格到哪里为止'
            where = f"{content.path} 第{number}行"
            raise BadInput(what, where, '格内的引号写成两个（""），或另存为 .xlsx 后再导入')
    return is_odd


def _refuse_wide_commas(content: Content, text: str, delimiter: str) -> None:
    """Cells that full-width commas separate are one cell to every reader."""
    counts = [line.count(WIDE_COMMA) for line in _head_lines(text)]
    if counts and min(counts) >= LEAST_SEPARATORS > _usual_count(text, delimiter):
        what = "各列之间是全角逗号（，），不是分隔文本"
        raise BadInput(what, str(content.path), "用半角逗号或制表符分列，或另存为 .xlsx 后再导入")


def _unclosed(content: Content, line: int) -> BadInput:
    where = f"{content.path} 第{line}行起"
    return BadInput("引号没有成对，后面的行被并入一格", where, "补上引号")


class _Kept:
    """Lines of a file, those of the record in hand kept."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines, self.kept = lines, list[str]()

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.kept.append(line)
            yield line


def _refuse_cut(content: Content, delimiter: str, head: list[Row]) -> None:
    """A last line that breaks off, without an end of its own and short of cells, was cut."""
    lines = _last_lines(content)
    # The end of a quoted cell with line breaks is no row.
    if len(lines) < 2 or lines[-1].count('"') % 2 or not (lines[-1].strip() and lines[-2].strip()):
        return
    before, last = (_records(line, delimiter)[0] for line in lines[-2:])
    usual = median_low([len(row) for row in head])
    if len(before) < usual or not 1 < len(last) < usual or last[0].strip().startswith(BELOW):
        return
    said = f"文件在一行中间断开：最后一行只有 {len(last)} 格，其余各行 {usual} 格"
    where = f"{content.path} 第{content.line_count}行"
    raise BadInput(said, where, "重新导出完整的文件；这一行本来如此时，在末尾补一个换行")


def _last_lines(content: Content) -> list[str]:
    """Lines at the end of a file; the last is empty where the file ends with a line break."""
    if content.encoding.startswith(("utf-16", "utf-32")):
        return content.file.read_text(content.encoding).split("\n")
    with content.file.open("rb") as file:
        file.seek(max(content.file.stat().st_size - TAIL_BYTES, 0))
        tail = file.read().decode(content.encoding, errors="ignore")
    return tail.replace("\r\n", "\n").split("\n")


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

    def parse(block_bytes: int) -> pa.Table:
        odd.clear()
        table = _parse(content, delimiter, width, keep_apart, block_bytes, use_threads=True)
        if not odd:
            return table
        odd.clear()
        # Threads lose the number of a row that has too few or too many cells.
        return _parse(content, delimiter, width, keep_apart, block_bytes, use_threads=False)

    try:
        try:
            table = parse(BLOCK_BYTES)
        except pa.ArrowInvalid:
            table = parse(LONG_BLOCK_BYTES)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise BadInput(f"表格结构读不通：{error}", str(content.path), "检查引号是否成对") from error
    return _join_odd_rows(table, odd, delimiter, width)


def _parse(
    content: Content,
    delimiter: str,
    width: int,
    handler: Callable[[arrow_csv.InvalidRow], str],
    block_bytes: int,
    use_threads: bool,
) -> pa.Table:
    names = column_names(width)
    encoding = "utf-8" if content.encoding == "utf-8-sig" else content.encoding
    return arrow_csv.read_csv(
        content.file,
        arrow_csv.ReadOptions(
            use_threads=use_threads, block_size=block_bytes, column_names=names, encoding=encoding
        ),
        arrow_csv.ParseOptions(
            delimiter=delimiter,
            # Only a quoted cell can hold a line break.
            newlines_in_values=content.has_quotes,
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
    if not odd:
        return regular
    return pa.concat_tables(_in_order(regular, _odd_rows(odd, rows, width)))


def _in_order(regular: pa.Table, odd: pa.Table) -> Iterator[pa.Table]:
    """The rows of both by number, a stretch at a time: whole columns may be too long to sort."""
    last = 0
    for start in range(0, max(regular.num_rows, 1), ROWS_SORTED):
        part = regular.slice(start, ROWS_SORTED)
        is_end = start + ROWS_SORTED >= regular.num_rows
        first, last = last, LAST_ROW if is_end else part["source_row"][-1].as_py()
        numbers = odd["source_row"]
        own = odd.filter(pc.and_(pc.greater(numbers, first), pc.less_equal(numbers, last)))
        yield pa.concat_tables([part, own]).sort_by("source_row") if own.num_rows else part


def _odd_rows(odd: list[arrow_csv.InvalidRow], rows: list[Row], width: int) -> pa.Table:
    overflow = pa.array(["".join(row[width:]).strip() != "" for row in rows], pa.bool_())
    numbers = pa.array([row.number for row in odd], pa.int32())
    said = [["" if cell in LEFT_BEHIND else cell for cell in row] for row in rows]
    padded = [[*row, *[""] * width][:width] for row in said]
    names = ["source_row", "overflow", *column_names(width)]
    return pa.table([numbers, overflow, *text_columns(padded, width)], names=names)
