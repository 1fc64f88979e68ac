"""Who has taken up what: counties by provincial plan, units by risk field."""

from collections.abc import Sequence
from os.path import commonprefix

import pyarrow as pa

from inspection.charts.cells import Cell, cell_layout, cells_of, grouped
from inspection.charts.figure import Figure, figure, height_of
from inspection.charts.gantt import short
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, NO_DATA, STEPS
from inspection.text import text

CELL = 19
WIDE_CELL = 28
# Cells of the county grid from missing to drawn: colour and sign.
NO_PLAN, MISSING, TAKEN_UP, DRAWN, HIDDEN = range(5)
COLORS = (NO_DATA, BANDS[2], STEPS[1], STEPS[3], BANDS[0])
LEVELS = ("none", "missing", "taken", "drawn", "withheld")
# Cells of the fields: none, one task, two, three and more.
FIELD_COLORS = (BANDS[2], STEPS[1], STEPS[2], STEPS[4])
COLUMN_LABEL = 12
# Room for slanted labels above the cells and the key below them, in pixels.
HEAD = 148


@coloured
def uptake_grid(rows: pa.Table, lang: str) -> Figure:
    """One row per county, one column per provincial plan: drawn, taken up, missing, no plan."""
    records = rows.to_pylist()
    counties = list(dict.fromkeys((row["unit"], row["county"]) for row in records))
    plans = list(dict.fromkeys((row["plan_no"], row["plan_name"]) for row in records))
    down = {county: place for place, county in enumerate(counties)}
    across = {number: place for place, (number, _) in enumerate(plans)}
    cells: list[list[Cell]] = [[] for _ in COLORS]
    for row in records:
        place = across[row["plan_no"]], down[row["unit"], row["county"]]
        cells[_level(row)].append(Cell(*place, _sign(row, lang), _told(row)))
    return figure(
        [
            cells_of(
                text(f"charts.uptake_{name}_key", lang),
                color,
                found,
                hover(name, lang),
                is_hatched=name == "withheld",
            )
            for name, color, found in zip(LEVELS, COLORS, cells, strict=True)
            if found or name != "withheld"
        ],
        height=height_of(len(counties), row=CELL, head=HEAD),
        margin={"l": 0, "r": 0, "t": 24, "b": 0, "pad": 2},
        **cell_layout(
            _heads([name or number for number, name in plans]), grouped(counties), angle=-60
        ),
    )


def hover(level: str, lang: str) -> str:
    """What the pointer tells of a cell."""
    return text(f"charts.uptake_{'silent_' if level == 'withheld' else ''}hover", lang)


def _heads(names: Sequence[str]) -> list[str]:
    """Short names of columns: what all begin with says nothing, with what they end they differ."""
    begun = len(commonprefix(names)) if len(names) > 1 else 0  # noqa: RUF071 - characters are meant
    return [short(name[begun:], COLUMN_LABEL) for name in names]


def _level(cell: dict) -> int:
    if cell["drawn_count"] is None:
        return HIDDEN
    if cell["local_plan_no"]:
        return DRAWN if cell["drawn_count"] else TAKEN_UP
    return MISSING if cell["has_plan"] else NO_PLAN


def _sign(cell: dict, lang: str) -> str:
    level = _level(cell)
    if level == HIDDEN:
        return ""
    if level == DRAWN:
        return f"{cell['drawn_count']:,}"
    return text(f"charts.uptake_{LEVELS[level]}", lang)


def _told(cell: dict) -> list:
    names = ("county_code", "unit", "county", "plan_name", "state", "drawn_count")
    return [cell[name] for name in (*names, "inspected_count")]


@coloured
def field_grid(rows: pa.Table, lang: str) -> Figure:
    """One row per unit, one column per risk field: tasks; an empty cell is marked."""
    records = rows.to_pylist()
    units = list(dict.fromkeys(row["unit"] for row in records))
    fields = list(dict.fromkeys(row["risk_field"] for row in records))
    told = ("unit", "risk_field", "task_count", "row_count", "inspected_count", "problem_count")
    cells: list[list[Cell]] = [[] for _ in FIELD_COLORS]
    for row in records:
        sign = text("charts.field_empty", lang) if row["is_empty"] else str(row["task_count"])
        place = fields.index(row["risk_field"]), units.index(row["unit"])
        level = 0 if row["is_empty"] else min(row["task_count"], len(FIELD_COLORS) - 1)
        cells[level].append(Cell(*place, sign, [row[name] for name in told]))
    return figure(
        [
            cells_of(_field_name(level, lang), color, found, text("charts.field_hover", lang))
            for level, (color, found) in enumerate(zip(FIELD_COLORS, cells, strict=True))
        ],
        height=height_of(len(units), row=WIDE_CELL, head=94),
        margin={"l": 0, "r": 30, "t": 24, "b": 0, "pad": 2},
        **cell_layout(fields, units, angle=-30),
    )


def _field_name(level: int, lang: str) -> str:
    """The words of a colour: none, a number of tasks, or that many and more."""
    if level == 0:
        return text("charts.field_none_key", lang)
    last = level == len(FIELD_COLORS) - 1
    return text(f"charts.field_{'most' if last else 'count'}_key", lang, count=level)
