"""Writing one export as CSV or XLSX, the same bytes for the same content."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.csv
import xlsxwriter

from inspection.demo.exports.export import Export

BATCH_ROWS = 200_000


@dataclass(frozen=True)
class Margin:
    """What stands around the data: rows above the header, under it, and after the data."""

    above: tuple[tuple[str, ...], ...] = ()
    hints: tuple[tuple[str, ...], ...] = ()
    below: tuple[tuple[str, ...], ...] = ()
    encoding: str = "utf-8"
    phantom_columns: int = 0
    empty_sheets: tuple[str, ...] = ()


def write_export(path: Path, export: Export, margin: Margin, created: datetime) -> None:
    """Write by the path's suffix. A fixed date of creation keeps the bytes of workbooks equal."""
    if path.suffix == ".csv":
        _write_csv(path, export, margin)
    else:
        _write_xlsx(path, export, margin, created)


def _write_csv(path: Path, export: Export, margin: Margin) -> None:
    """Values are quoted only where a column holds a comma or a quote."""
    table = pa.table(export.columns)
    head = [*margin.above, tuple(export.columns), *margin.hints]
    with path.open("wb") as file:
        file.write(_lines(head).encode(margin.encoding))
        for batch in table.to_batches(max_chunksize=BATCH_ROWS):
            file.write(_encoded(_csv_bytes(batch), margin.encoding))
        file.write(_encoded(_lines(margin.below).encode("utf-8"), margin.encoding))


def _csv_bytes(batch: pa.RecordBatch) -> bytes:
    sink = io.BytesIO()
    style = "needed" if _needs_quotes(batch) else "none"
    options = pa.csv.WriteOptions(include_header=False, quoting_style=style)
    pa.csv.write_csv(batch, sink, options)
    return sink.getvalue()


def _needs_quotes(batch: pa.RecordBatch) -> bool:
    columns = (column for column in batch.columns if pa.types.is_string(column.type))
    return any(
        pa.compute.any(pa.compute.match_substring_regex(column, '[,"\r\n]')).as_py()
        for column in columns
    )


def _encoded(data: bytes, encoding: str) -> bytes:
    return data if encoding.startswith("utf-8") else data.decode("utf-8").encode(encoding)


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(",".join(row) + "\n" for row in rows)


def _write_xlsx(path: Path, export: Export, margin: Margin, created: datetime) -> None:
    # Of a sheet without rows the library leaves an empty file where it puts its parts.
    with TemporaryDirectory() as parts, _open_book(path, parts) as book:
        book.set_properties({"title": export.title, "comments": "演示数据", "created": created})
        sheet = book.add_worksheet("Sheet1")
        place = 0
        for place, row in enumerate(_rows(export, margin)):
            _write_row(sheet, place, row)
        _write_phantoms(book, sheet, place, len(export.columns), margin.phantom_columns)
        for name in margin.empty_sheets:
            book.add_worksheet(name)


def _open_book(path: Path, parts: str) -> xlsxwriter.Workbook:
    options = {"constant_memory": True, "in_memory": False, "tmpdir": parts}
    return xlsxwriter.Workbook(path, options)


def _rows(export: Export, margin: Margin) -> Iterator[tuple]:
    """All rows of a sheet from the title to the last note."""
    columns = [column.to_pylist() for column in export.columns.values()]
    yield from margin.above
    yield tuple(export.columns)
    yield from margin.hints
    yield from zip(*columns, strict=True)
    yield from margin.below


def _write_phantoms(book, sheet, last: int, first_column: int, count: int) -> None:
    """Formatted but empty cells right of the data, as deleted columns leave them."""
    bold = book.add_format({"bold": True}) if count else None
    for column in range(first_column, first_column + count):
        sheet.write_blank(last + 1, column, None, bold)


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, place: int, row: tuple) -> None:
    """Empty cells are left out, text stays text whatever it looks like."""
    for column, value in enumerate(row):
        if isinstance(value, str) and value:
            sheet.write_string(place, column, value)
        elif isinstance(value, int):
            sheet.write_number(place, column, value)
