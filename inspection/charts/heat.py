"""County × month: how the running share of the target grew."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from inspection.charts.cells import Cell, cell_layout, cells_of, grouped
from inspection.charts.classes import UNKNOWN, WITHHELD, classed
from inspection.charts.figure import Figure, figure, height_of
from inspection.charts.painting import coloured
from inspection.text import text

CELL = 19
# Pixels of the heads above the cells and of the key below them.
HEAD = 64
# Classes without a rate.
SILENT = (WITHHELD, UNKNOWN)
Row = Mapping[str, Any]


@coloured
def county_months(rows: pa.Table, lang: str) -> Figure:
    """One row per county, grouped by unit, one column per month; a click gives the county."""
    records = [_counted(row) for row in rows.to_pylist()]
    counties = list(dict.fromkeys((row["unit"], row["county"]) for row in records))
    months = list(dict.fromkeys(row["month_on"] for row in records))
    down = {pair: place for place, pair in enumerate(counties)}
    across = {month: place for place, month in enumerate(months)}
    heads = [text("charts.month", lang, month=month) for month in months]
    return figure(
        [
            cells_of(
                one.name,
                one.colour,
                [
                    Cell(
                        across[row["month_on"]],
                        down[row["unit"], row["county"]],
                        _sign(row, one.key),
                        _told(row, heads[across[row["month_on"]]]),
                    )
                    for row in one.rows
                ],
                text(f"charts.heat_{'silent' if one.key in SILENT else 'told'}_hover", lang),
                is_hatched=one.key == WITHHELD,
            )
            for one in classed(records, lang)
        ],
        height=height_of(len(counties), row=CELL, head=HEAD),
        margin={"l": 0, "r": 0, "t": 24, "b": 0, "pad": 2},
        **cell_layout(heads, grouped(counties)),
    )


def _counted(row: Row) -> Row:
    """The row under the name of the count that the classes know."""
    return {**row, "checked_count": row["cumulative_count"]}


def _sign(row: Row, key: str) -> str:
    return "" if key in SILENT else f"{row['completion_rate']:.0%}"


def _told(row: Row, month: str) -> list[Any]:
    """The code for the click, then what the pointer tells."""
    names = ("county_code", "unit", "county", "cumulative_count", "completion_rate")
    return [*(row[name] for name in names), month]
