"""Refused and doubtful rows given back: a workbook per file, in the layout of its sheets.

Each row says in two columns at its end what was wrong and which row it is, so that the
corrected file, imported, closes it. Personal cells are ***; no cell is a formula.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pyarrow as pa
import xlsxwriter

from inspection.data.columns import heading, said
from inspection.showing.formulas import harmless
from inspection.showing.workbook import FONT
from inspection.text import text

# Columns that a file given back has beyond those of its source.
NOTE, POSITION = "reject_note", "corrects"
MAX_SHEET_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
WIDTH, NOTE_WIDTH = 16, 34
Row = Mapping[str, Any]


class Layout(NamedTuple):
    """The headers of one sheet, and what was given back with it once is left out."""

    headers: tuple[str, ...]
    column_names: tuple[str, ...]

    @property
    def own(self) -> list[int]:
        """Places of the columns of the source itself."""
        return [i for i, name in enumerate(self.column_names) if name not in (NOTE, POSITION)]


class Returned(NamedTuple):
    """One file to be given back: its name, its bytes, how many rows it holds."""

    name: str
    content: bytes
    row_count: int


def open_rows(rejects: pa.Table, lang: str) -> list[Row]:
    """The refused rows that nothing has corrected, each with its reason as `note`."""
    return [
        row | {"note": said("reason_code", row["reason_code"], lang)}
        for row in rejects.to_pylist()
        if row["corrected_by"] is None
    ]


def with_doubts(rows: Iterable[Row], lang: str) -> list[Row]:
    """Doubtful rows, each with column, rule and text of every doubt as `note`."""
    return [
        {**row, "note": "；".join(_doubt(doubt, lang) for doubt in row["doubts"])} for row in rows
    ]


def _doubt(doubt: Row, lang: str) -> str:
    column = said("column_name", doubt["column_name"], lang)
    rule = said("rule_code", doubt["rule_code"], lang)
    return text("returned.doubt", lang, column=column, rule=rule, raw=doubt["raw_value"] or "")


def give_back(rows: Iterable[Row], layouts: pa.Table, kind: str) -> list[Returned]:
    """A workbook for each file with rows, in the order of the rows; `kind` names the files."""
    known = {(row["file"], row["sheet"]): _layout(row) for row in layouts.to_pylist()}
    by_file: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_file.setdefault(row["file"], {}).setdefault(row["sheet"], []).append(row)
    return [
        Returned(
            file_name(file, layouts, kind),
            _workbook({name: (known[file, name], found) for name, found in sheets.items()}),
            sum(map(len, sheets.values())),
        )
        for file, sheets in by_file.items()
    ]


def as_zip(files: Iterable[Returned]) -> bytes:
    """All of them in one archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return buffer.getvalue()


def _layout(row: Row) -> Layout:
    return Layout(tuple(row["headers"]), tuple(row["column_names"]))


def file_name(file: str, layouts: pa.Table, kind: str) -> str:
    """The name of the workbook of a file: the day first, so that it is read as exported then."""
    days = [row["exported_on"] for row in layouts.to_pylist() if row["file"] == file]
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return text(f"returned.file_{kind}", day=f"{max(days):%Y%m%d}", stem=stem) + ".xlsx"


def _workbook(sheets: Mapping[str, tuple[Layout, list[Row]]]) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        look = book.add_format({"font_name": FONT, "num_format": "@"})
        head = book.add_format({"font_name": FONT, "bold": True, "bg_color": "#E9F0FA"})
        for number, (name, (layout, rows)) in enumerate(sheets.items(), 1):
            shown = name.translate(FORBIDDEN)[: MAX_SHEET_NAME - 4] or text("returned.sheet")
            sheet = book.add_worksheet(f"{number} {shown}" if len(sheets) > 1 else shown)
            width = max(len(layout.headers), *(len(row["cells"]) for row in rows))
            _write(sheet, 0, _header(layout, width), head)
            for line, row in enumerate(rows, 1):
                _write(sheet, line, _cells(layout, row, width), look)
            sheet.set_column(0, width, WIDTH)
            sheet.set_column(len(_header(layout, width)) - 2, width + 1, NOTE_WIDTH)
            sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def _header(layout: Layout, width: int) -> list[str]:
    own = [str(harmless(layout.headers[i])) for i in layout.own]
    return [*own, *[""] * (width - len(layout.headers)), heading(NOTE), heading(POSITION)]


def _cells(layout: Layout, row: Row, width: int) -> list[str]:
    """The row's own cells as far as the sheet is wide, the reason, and where it stands."""
    cells = [*row["cells"], *[None] * (width - len(row["cells"]))]
    beyond = range(len(layout.headers), width)
    own = [str(harmless(cells[i] or "")) for i in (*layout.own, *beyond)]
    position = f"{row['source_row']}|{row['sheet']}|{row['file']}"
    return [*own, str(harmless(row["note"])), position]


def _write(sheet: Any, line: int, cells: list[str], look: Any) -> None:
    for place, cell in enumerate(cells):
        sheet.write_string(line, place, cell, look)
