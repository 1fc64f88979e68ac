"""An answer as a workbook: rows on the first sheet, on the second what they rest on; or as CSV.

The second sheet names filters, definition, snapshot and SQL, and the command
that gives the same rows again. A text cell that a spreadsheet could take for a
formula is made harmless by a leading apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

import pyarrow as pa
import xlsxwriter

from inspection.data import columns

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FONT = "Microsoft YaHei"


class Sheets(NamedTuple):
    """Names of the two sheets and the headings of the columns, in the reader's language."""

    rows: str
    basis: str
    labels: Mapping[str, str]
    lang: str = "zh"


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
        writer.writerow([harmless(_joined(value)) for value in row])
    return written.getvalue().encode("utf-8-sig")


def _joined(value: object) -> object:
    """A list as one text."""
    return columns.written("", value) if isinstance(value, list) else value


def harmless(value: object) -> object:
    """The value, or a text that no spreadsheet takes for a formula."""
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
    sheet.write_row(0, 0, [sheets.labels.get(name, name) for name in rows.column_names], head)
    look = lru_cache(partial(_format, book))
    for place, field in enumerate(rows.schema):
        kind = columns.kind_of_field(field)
        sheet.set_column(place, place, kind.width)
        for row, value in enumerate(rows[field.name].to_pylist(), start=1):
            if not columns.is_missing(value):
                cell = _cell(kind, field.name, value, sheets.lang)
                sheet.write(row, place, cell, look(columns.sheet_format(kind, value, sheets.lang)))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows.num_rows, 1), max(rows.num_columns - 1, 0))


def _format(book: xlsxwriter.Workbook, number_format: str) -> xlsxwriter.format.Format:
    return book.add_format({"font_name": FONT, "num_format": number_format})


def _cell(kind: columns.Kind, name: str, value: object, lang: str) -> object:
    """What a cell holds: a number or a day as such, everything else as text."""
    if kind.holds in columns.NUMERIC:
        return columns.sheet_number(kind, value)
    return (
        value
        if kind.holds is columns.Holds.DAY
        else harmless(columns.write(kind, name, value, lang))
    )


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
