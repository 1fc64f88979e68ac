"""Defects as real exports have them, laid over a clean export: only such as an import can undo.

The facts stay the same: a changed cell says the same in another way, an added
row repeats one or is no data. Nothing here is random beyond the seed.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from inspection.demo.dirt.cells import soil_cells
from inspection.demo.dirt.headings import rename_headers, split_identifiers, style_of
from inspection.demo.dirt.rows import Added, add_rows
from inspection.demo.exports.export import Export
from inspection.demo.exports.writers import Margin
from inspection.demo.world.streams import stream
from inspection.demo.world.world import World

INSTRUCTION = "填表说明：带*的为必填项，日期格式为YYYY-MM-DD"
NOTE = "注：本表为演示数据，由程序生成"
MARKED_UNIT, TITLED_UNIT, INSTRUCTED_UNIT, NOTED_UNIT = "三明", "漳州", "龙岩", "南平"
# Tables whose form has a row of hints between header and data.
HINTS = {"执法证有效期": "YYYY-MM-DD", "人员状态": "详见参数表", "层级": "详见参数表"}
PHANTOM_COLUMNS = 4


class Soiled(NamedTuple):
    """A dirty export, its margin and the rows that were added."""

    export: Export
    margin: Margin
    added: Added


def soil(world: World, export: Export, margin: Margin, until: date) -> Soiled:
    """The export with defects. The style of wording depends on unit and system."""
    rng = stream(world.seed, "dirt", export.title)
    style = style_of(export)
    total = _total_row(export)
    export = soil_cells(rng, export, style, world.places.calendar.periods())
    export, added = add_rows(rng, world, export)
    export = rename_headers(split_identifiers(export), style)
    if export.form == "csv":
        return Soiled(export, _text_margin(export, margin, until), added)
    return Soiled(export, _book_margin(export, margin, total), added)


def _text_margin(export: Export, margin: Margin, until: date) -> Margin:
    """Single CSV files begin with a title or an instruction, end with a note, or carry a mark."""
    if export.unit == MARKED_UNIT:
        return replace(margin, encoding="utf-8-sig")
    if export.unit == TITLED_UNIT and export.kind == "register":
        return replace(margin, above=((f"{export.title}（演示数据，导出日期{until:%Y-%m-%d}）",),))
    if export.unit == INSTRUCTED_UNIT and export.kind == "class_history":
        return replace(margin, above=((INSTRUCTION,),))
    if export.unit == NOTED_UNIT and export.kind == "register":
        return replace(margin, below=((NOTE,),))
    return margin


def _book_margin(export: Export, margin: Margin, total: tuple[str, ...] | None) -> Margin:
    """Workbooks have an instruction, a note, empty columns and now and then an empty sheet."""
    above = (
        (*margin.above, (INSTRUCTION,)) if export.kind in ("inspectors", "tasks") else margin.above
    )
    below = [row for row in (total, (NOTE,) if _has_note(export) else None) if row]
    hints = [tuple(HINTS.get(header, "") for header in export.columns)]
    return replace(
        margin,
        above=above,
        hints=tuple(hints) if export.kind == "inspectors" else (),
        below=tuple(below),
        phantom_columns=PHANTOM_COLUMNS if export.kind == "inspection_results" else 0,
        empty_sheets=("Sheet2",) if export.kind in ("plans", "inspectors") else (),
    )


def _has_note(export: Export) -> bool:
    return export.kind in ("inspection_results", "plans", "stock_table", "reported_figures")


def _total_row(export: Export) -> tuple[str, ...] | None:
    """合计 in the first column, the sum of the counted column, dashes elsewhere."""
    summed = {"stock_table": "企业实有数", "plans": "抽查目标数"}.get(export.kind)
    if summed is None:
        return None
    total = sum(value or 0 for value in export.columns[summed].to_pylist())
    cells = [str(total) if header == summed else "-" for header in export.columns]
    return ("合计", *cells[1:])
