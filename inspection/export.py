"""An answer as a workbook: rows on the first sheet, on the second what they rest on; or as CSV.

The second sheet names filters, definition, snapshot and SQL, and the command
that gives the same rows again. A text cell that a spreadsheet could take for a
formula is made harmless by a leading apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import xlsxwriter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
RATE_SUFFIXES = ("_rate", "_ratio", "_share", "_progress", "_deviation", "yardstick")
FONT = "Microsoft YaHei"


class Sheets(NamedTuple):
    """Names of the two sheets and the headings of the columns, in the reader's language."""

    rows: str
    basis: str
    labels: Mapping[str, str]


def workbook(rows: pa.Table, basis: Iterable[tuple[str, str]], sheets: Sheets) -> bytes:
    """The bytes of an xlsx of `rows` and of the pairs in `basis`."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        _write_rows(book, rows, sheets)
        _write_basis(book, basis, sheets)
    return buffer.getvalue()


def csv_file(rows: pa.Table, labels: Mapping[str, str]) -> bytes:
    """The bytes of a CSV of `rows`: UTF-8 with the mark by which spreadsheets know it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([labels.get(name, name) for name in rows.column_names])
    for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        writer.writerow([harmless(value) for value in row])
    return written.getvalue().encode("utf-8-sig")


def harmless(value: object) -> object:
    """The value, or a text that no spreadsheet takes for a formula."""
    if isinstance(value, list):
        value = "、".join(str(part) for part in value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def command(
    question: str, params: Mapping[str, object], snapshot: str, only: Mapping[str, object]
) -> str:
    """The command that gives the same rows, also once a newer snapshot is in service."""
    asked = {name: value for name, value in params.items() if value not in (None, [], ())}
    chosen = [f"--param {name}={_argument(value)}" for name, value in asked.items()]
    chosen += [f"--where {name}={_argument(value)}" for name, value in only.items()]
    return " ".join(["python -m inspection query", question, *chosen, f"--snapshot {snapshot}"])


def _argument(value: object) -> str:
    if isinstance(value, list | tuple):
        value = ",".join(str(part) for part in value)
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{written}"' if " " in written else written


def _write_rows(book: xlsxwriter.Workbook, rows: pa.Table, sheets: Sheets) -> None:
    sheet = book.add_worksheet(sheets.rows)
    head = book.add_format({"bold": True, "font_name": FONT, "bg_color": "#E9F0FA", "border": 1})
    formats = {kind: book.add_format({"font_name": FONT, **own}) for kind, own in FORMATS.items()}
    sheet.write_row(0, 0, [sheets.labels.get(name, name) for name in rows.column_names], head)
    for column, name in enumerate(rows.column_names):
        kind = _kind(name, rows.schema.field(name).type)
        _write_column(sheet, column, rows[name].to_pylist(), formats[kind])
        sheet.set_column(column, column, WIDTHS[kind])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows.num_rows, 1), max(rows.num_columns - 1, 0))


FORMATS: dict[str, dict[str, str]] = {
    "rate": {"num_format": "0.0%"},
    "count": {"num_format": "#,##0"},
    "number": {"num_format": "#,##0.0"},
    "day": {"num_format": "yyyy-mm-dd"},
    "text": {},
}
WIDTHS = {"rate": 11, "count": 12, "number": 12, "day": 12, "text": 18}


def _kind(name: str, type_: pa.DataType) -> str:
    if pa.types.is_floating(type_):
        return "rate" if name.endswith(RATE_SUFFIXES) else "number"
    if pa.types.is_integer(type_):
        return "count"
    return "day" if pa.types.is_date(type_) else "text"


def _write_column(
    sheet: xlsxwriter.worksheet.Worksheet,
    column: int,
    values: Sequence[object],
    format_: xlsxwriter.format.Format,
) -> None:
    for row, value in enumerate(values, start=1):
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, format_)
        elif value is not None:
            sheet.write(row, column, harmless(value), format_)


def _write_basis(
    book: xlsxwriter.Workbook, basis: Iterable[tuple[str, str]], sheets: Sheets
) -> None:
    sheet = book.add_worksheet(sheets.basis)
    head = book.add_format({"bold": True, "font_name": FONT, "valign": "top"})
    body = book.add_format({"font_name": FONT, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for row, (name, value) in enumerate(basis):
        sheet.write_string(row, 0, name, head)
        sheet.write_string(row, 1, str(harmless(value)), body)
