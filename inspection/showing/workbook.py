"""An answer as a workbook: rows on the first sheet, on the second what they rest on; or as CSV.

The first sheet can be sent on and printed as it is: title, day, scope and marks above the
rows, columns as wide as their content, totals below. The second sheet names filters,
definition, snapshot and SQL, and the command that gives the same rows again. A text cell that
a spreadsheet could take for a formula is made harmless by a leading apostrophe.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache, partial
from typing import NamedTuple

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format

from inspection.data import columns
from inspection.provinces import in_view
from inspection.showing import paper
from inspection.showing.formulas import harmless

FONT = "Microsoft YaHei"
HEAD_COLOR = "#E9F0FA"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# What a spreadsheet sets on the right.
ON_THE_RIGHT = (*columns.NUMERIC, columns.Holds.DAY)
# A text, apart from the number before it.
ON_THE_LEFT: Mapping[str, object] = {"align": "left", "indent": 1}
# Widths of the second sheet, in characters: names and what is told of them.
BASIS_WIDTHS = (18, 100)


class Sheets(NamedTuple):
    """Names of the two sheets, the headings of the columns and what stands around the rows."""

    rows: str
    # Without a name there is no second sheet.
    basis: str
    labels: Mapping[str, str]
    lang: str = "zh"
    # Above the rows: the title first, then a line each.
    head: tuple[str, ...] = ()
    # Below them: the word for a total, and the sums by column.
    total: str = ""
    sums: Mapping[str, int] = {}
    # What is withheld from the reader: rows by column, and the word for it.
    hidden: Mapping[str, Collection[int]] = {}
    hidden_word: str = ""


def workbook(rows: pa.Table, basis: Iterable[tuple[str, str]], sheets: Sheets) -> bytes:
    """The bytes of an xlsx of `rows` and of the pairs in `basis`."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        _write_rows(book, rows, sheets)
        if sheets.basis:
            _write_basis(book, basis, sheets)
    return buffer.getvalue()


def bound(parts: Iterable[tuple[pa.Table, Sheets]], made_on: date) -> bytes:
    """The bytes of an xlsx of several tables, a sheet each; the same on every day it is made."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties({"created": datetime.combine(made_on, time())})
        for rows, sheets in parts:
            _write_rows(book, rows, sheets)
    return buffer.getvalue()


def csv_file(rows: pa.Table, labels: Mapping[str, str], foot: Sequence[str] = ()) -> bytes:
    """The bytes of a CSV of `rows`: UTF-8 with the mark by which spreadsheets know it.

    What it is of and what marks it bears stand in the `foot`, a line each behind an empty one:
    the first line stays that of the headings, as whoever reads the file expects.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([labels.get(name, name) for name in rows.column_names])
    for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        writer.writerow([harmless(_joined(value)) for value in row])
    writer.writerows([[], *([harmless(line)] for line in foot)] if foot else [])
    return written.getvalue().encode("utf-8-sig")


def _joined(value: object) -> object:
    """A list as one text."""
    return columns.written("", value) if isinstance(value, list) else value


def command(
    question: str, params: Mapping[str, object], snapshot: str, only: Mapping[str, object]
) -> str:
    """The command that gives the same rows, also once a newer snapshot is in service."""
    asked = {name: value for name, value in params.items() if value not in (None, [], ())}
    chosen = [f"--param {name}={_argument(value)}" for name, value in asked.items()]
    chosen += [f"--where {name}={_argument(value)}" for name, value in only.items()]
    place = [f"--province {in_view()}"] if in_view() else []
    told = [question, *chosen, *place, f"--snapshot {snapshot}"]
    return " ".join(["python -m inspection query", *told])


def _argument(value: object) -> str:
    if isinstance(value, list | tuple):
        value = ",".join(str(part) for part in value)
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{written}"' if " " in written else written


def _write_rows(book: xlsxwriter.Workbook, rows: pa.Table, sheets: Sheets) -> None:
    sheet = book.add_worksheet(sheets.rows)
    labels = [str(harmless(sheets.labels.get(name, name))) for name in rows.column_names]
    told = [_texts(field, rows[field.name], sheets.lang) for field in rows.schema]
    widths = paper.widths_of(labels, told)
    first = paper.write_head(sheet, sheets.head, widths, partial(_look, book))
    _write_headings(book, sheet, rows.schema, labels, first)
    sheet.set_row(first, paper.height_of(labels, widths))
    _write_cells(book, sheet, rows, sheets, first + 1, widths)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    last = max(first + rows.num_rows, first + 1)
    sheet.autofilter(first, 0, last, max(rows.num_columns - 1, 0))
    sheet.freeze_panes(first + 1, 1)
    if sheets.sums:
        _write_total(book, sheet, rows, sheets, first + rows.num_rows + 1)
    paper.set_page(sheet, sheets.head, first, sheets.lang, sum(widths))


def _write_headings(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    schema: pa.Schema,
    labels: Sequence[str],
    line: int,
) -> None:
    """Each on the side on which its column stands."""
    head = {"bold": True, "bg_color": HEAD_COLOR, "border": 1, "text_wrap": True}
    for place, (field, label) in enumerate(zip(schema, labels, strict=True)):
        is_text = columns.kind_of_field(field).holds not in ON_THE_RIGHT
        side = ON_THE_LEFT if is_text else {"align": "right"}
        sheet.write(line, place, label, _look(book, **head, **side, valign="vcenter"))


def _write_cells(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: pa.Table,
    sheets: Sheets,
    first: int,
    widths: Sequence[int],
) -> None:
    """Every value that is not missing, by the form of its kind; every row as high as its texts."""
    look = lru_cache(partial(_format, book))
    lines = [1] * rows.num_rows
    for place, field in enumerate(rows.schema):
        kind = columns.kind_of_field(field)
        hidden = sheets.hidden.get(field.name, ())
        for row, value in enumerate(rows[field.name].to_pylist()):
            if columns.is_missing(value):
                if row in hidden:
                    sheet.write_string(first + row, place, sheets.hidden_word, look("General"))
                continue
            cell = _cell(kind, field.name, value, sheets.lang)
            form = look(columns.sheet_format(kind, value, sheets.lang))
            sheet.write(first + row, place, cell, form)
            if isinstance(cell, str):
                lines[row] = max(lines[row], paper.lines_of(cell, widths[place]))
    for row, count in enumerate(lines):
        sheet.set_row(first + row, paper.height_of_lines(count))


def _write_total(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    rows: pa.Table,
    sheets: Sheets,
    line: int,
) -> None:
    """The sums under their columns; the word for them under the first that has none."""
    names = [name for name in rows.column_names if name not in sheets.sums]
    for place, field in enumerate(rows.schema):
        kind = columns.kind_of_field(field)
        number_format = columns.sheet_format(kind, 0)
        look = _look(book, bold=True, top=1, num_format=number_format)
        if field.name in sheets.sums:
            sheet.write_number(line, place, sheets.sums[field.name], look)
        else:
            sheet.write(line, place, sheets.total if field.name == names[0] else None, look)


def _look(book: xlsxwriter.Workbook, **more: object) -> Format:
    return book.add_format({"font_name": FONT, **more})


def _texts(field: pa.Field, values: pa.ChunkedArray, lang: str) -> list[str]:
    """The first values of a column as they are shown, to measure them."""
    found = values.slice(0, paper.MEASURED_ROWS).to_pylist()
    return [columns.written(field.name, value, lang) for value in found]


def _format(book: xlsxwriter.Workbook, number_format: str) -> Format:
    more = {"text_wrap": True, **ON_THE_LEFT} if number_format == "General" else {}
    return _look(book, num_format=number_format, valign="top", **more)


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
    """A row each; what takes more than a row may take, as SQL does, is not printed."""
    sheet = book.add_worksheet(sheets.basis)
    head = book.add_format({"bold": True, "font_name": FONT, "valign": "top"})
    body = book.add_format({"font_name": FONT, "text_wrap": True, "valign": "top"})
    for place, width in enumerate(BASIS_WIDTHS):
        sheet.set_column(place, place, width)
    row = printed = 0
    for name, value in basis:
        parts = paper.cut(str(harmless(value)), BASIS_WIDTHS[1])
        for place, part in enumerate(parts):
            told = (name if place == 0 else "", part)
            sheet.write_string(row, 0, told[0], head)
            sheet.write_string(row, 1, told[1], body)
            sheet.set_row(row, paper.height_of(told, BASIS_WIDTHS))
            row += 1
        printed = row if len(parts) == 1 else printed
    sheet.print_area(0, 0, max(printed - 1, 0), 1)
    paper.set_page(sheet, sheets.head, None, sheets.lang)
