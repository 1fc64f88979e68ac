"""Columns of a sheet as a mapping fills ours: renamed, joined, constant, values and dates ours."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.mapping.column_map import IGNORED
from inspection.ingest.mapping.dates import is_day, rewritten, settle
from inspection.ingest.mapping.placing import Placed
from inspection.ingest.mapping.values import value_key
from inspection.ingest.vocabulary import PERSONAL

CELLS_SHOWN = 10
VALUE, DATE, CONSTANT, JOINED = "mapped_value", "mapped_date", "mapped_constant", "mapped_key"
# A short number told to be that of a firm stands as a licence: 证2001001.
NUMBER, LICENCE = "reg_no", "证"
SHORT = re.compile(r"\s*(?=[0A-Za-z]*[1-9])[0-9A-Za-z]{1,11}\s*")
ARROW = " → "


class Change(NamedTuple):
    """How many cells of one of our columns a mapping wrote, in which way, with samples."""

    column_name: str
    rule_code: str
    cell_count: int
    samples: list[str]


class Filled(NamedTuple):
    """Our columns by name, and what was written otherwise than in the file."""

    columns: dict[str, pa.Array]
    changes: list[Change]


def fill(cells: pa.Table, placed: Placed) -> Filled:
    """The columns that a mapping fills from the cells of a sheet."""
    columns: dict[str, pa.Array] = {}
    changes: list[Change] = []
    for position, target in placed.columns:
        if target not in (IGNORED, PERSONAL):
            columns[target] = _column(cells, position)
    for one, positions in placed.composed:
        parts = [pc.utf8_trim_whitespace(_column(cells, position)) for position in positions]
        joined = columns[one.target] = pc.binary_join_element_wise(*parts, one.separator)
        # Of parts that may name a person only the number of cells is told.
        changes.append(Change(one.target, JOINED, len(joined) - joined.null_count, []))
    for target, value in placed.told.constants:
        columns[target] = _constant(cells, value)
        count = len(columns[target]) - columns[target].null_count
        changes.append(Change(target, CONSTANT, count, [value]))
    for target in list(columns):
        columns[target], made = _translate(columns[target], target, placed)
        changes += made
    return Filled(columns, [change for change in changes if change.cell_count])


def meanings(spoken: Iterable[str], values: Mapping[str, str]) -> dict[str, str]:
    """What the words of a column mean: by themselves, else whatever their case and white space."""
    loose: dict[str, set[str]] = {}
    for source, ours in values.items():
        loose.setdefault(value_key(source), set()).add(ours)
    clear = {key: next(iter(ours)) for key, ours in loose.items() if len(ours) == 1}
    found = {cell: values.get(cell) or clear.get(value_key(cell)) for cell in spoken}
    return {cell: ours for cell, ours in found.items() if ours}


def is_licence(cell: str) -> bool:
    """Whether a number is too short for a registration number and still one."""
    return SHORT.fullmatch(cell) is not None


def _column(cells: pa.Table, position: int) -> pa.Array:
    """One column; beyond the width of the sheet all is blank."""
    if position >= cells.num_columns:
        return pa.nulls(cells.num_rows, pa.string())
    return _whole(cells.column(position))


def _constant(cells: pa.Table, value: str) -> pa.Array:
    """The value in every row with text."""
    if not cells.num_columns:
        return pa.nulls(cells.num_rows, pa.string())
    has_text = _whole(pc.is_valid(pc.coalesce(*cells.columns)))
    return pc.if_else(has_text, pa.scalar(value, pa.string()), pa.scalar(None, pa.string()))


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """One array; of a column without rows an empty one."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _translate(column: pa.Array, target: str, placed: Placed) -> tuple[pa.Array, list[Change]]:
    """A column with values and dates in our words, and how many cells that changed."""
    spoken = [cell for cell in pc.unique(column).to_pylist() if cell is not None]
    told = meanings(spoken, placed.told.values_of(target))
    rule = VALUE
    if target == NUMBER and placed.told.table:
        told = {cell: f"{LICENCE}{cell.strip()}" for cell in spoken if is_licence(cell)} | told
    if not told and is_day(target):
        order, rule = settle(placed.told.order_of(target), spoken), DATE
        told = {cell: rewritten(cell, order) for cell in spoken}
    return replaced(column, target, rule, told)


def replaced(
    column: pa.Array, target: str, rule: str, told: Mapping[str, str]
) -> tuple[pa.Array, list[Change]]:
    """A column with the cells that `told` writes otherwise, and how many that are."""
    told = {cell: ours for cell, ours in told.items() if ours != cell}
    if not told:
        return column, []
    place = pc.index_in(column, value_set=pa.array(list(told), pa.string()))
    ours = pa.array(list(told.values()), pa.string()).take(place)
    shown = [f"{cell}{ARROW}{ours}" for cell, ours in list(told.items())[:CELLS_SHOWN]]
    count = len(column) - place.null_count
    return pc.coalesce(ours, column), [Change(target, rule, count, shown)]
