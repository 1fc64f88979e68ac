"""Small cells: counts of firms that a visitor must not see, and what would give them away.

A question's header says which of its columns count firms, persons or their rows
(`small`), which columns are computed from each of them, which columns of a row add
up to another one (`parts`), and which hold labels of persons (`named`). A count from
1 to below the limit is hidden; where it could be found by subtraction, the next
smallest is hidden with it. Labels are hidden always.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

# The row that holds the sum of the others.
TOTAL = "合计"
# What is concluded from numbers goes with them.
CONCLUSIONS = ("status", "signal", "is_inverted", "is_significant", "ratio_move")
# Rows that add up agree in these columns.
GROUPS = ("clock", "period", "entity_kind", "scenario")
Cell = tuple[str, int]
Values = Mapping[str, list]


@dataclass(frozen=True)
class CellRule:
    """Columns computed from each counting column, columns that add up, labels of persons."""

    derived: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[tuple[str, ...], ...] = ()
    named: tuple[str, ...] = ()


def parse_rule(small: str, parts: str, named: str) -> CellRule:
    """The rule of a header: `a_count > a_rate, b_rate; c_count`, `a_count + c_count`, `labels`."""
    derived = {}
    for each in filter(None, small.split(";")):
        count, _, columns = each.partition(">")
        derived[count.strip()] = _names(columns, ",")
    lines = tuple(_names(line, "+") for line in filter(None, parts.split(";")))
    return CellRule(derived, lines, _names(named, ","))


def parse_order(public: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a header that order counts of a row: `a_count <= b_count; c_count <= a_count`."""
    pairs = [line.partition("<=") for line in public.split(";") if "<=" in line]
    return tuple((low.strip(), high.strip()) for low, _, high in pairs)


def hide(rows: pa.Table, rule: CellRule, least: int) -> pa.Table:
    """The rows with small cells, what would give them away and what is computed from both NULL."""
    values = {name: rows[name].to_pylist() for name in rule.derived}
    hidden = {
        (name, at)
        for name, column in values.items()
        for at, value in enumerate(column)
        if value and value < least
    }
    lines = [*_columns(rows, values), *_rows(rows, rule.parts)] if hidden else []
    while any(_cover(line, values, hidden, least) for line in lines):
        pass
    return without(rows, rule, hidden)


def blank(rows: pa.Table) -> pa.Table:
    """The same rows, every number missing, and what is concluded from them."""
    for index, name in enumerate(rows.schema):
        is_number = pa.types.is_integer(name.type) or pa.types.is_floating(name.type)
        if is_number or name.name in CONCLUSIONS:
            rows = rows.set_column(index, name, pa.nulls(rows.num_rows, name.type))
    return rows


def _names(text: str, mark: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(mark) if name.strip())


def _columns(rows: pa.Table, values: Values) -> Iterable[list[Cell]]:
    """Cells of one column whose sum is known: it stands in a total, a tile or another table."""
    keys = [rows[name].to_pylist() for name in GROUPS if name in rows.column_names]
    first = rows[rows.column_names[0]].to_pylist()
    units = rows["unit"].to_pylist() if "unit" in rows.column_names else first
    groups: dict[tuple, list[int]] = {}
    for at in range(rows.num_rows):
        if TOTAL not in (first[at], units[at]):
            groups.setdefault(tuple(key[at] for key in keys), []).append(at)
    return [[(name, at) for at in own] for name in values for own in groups.values() if own[1:]]


def _rows(rows: pa.Table, parts: tuple[tuple[str, ...], ...]) -> Iterable[list[Cell]]:
    """Cells of one row that add up to another one of it."""
    return [[(name, at) for name in line] for line in parts for at in range(rows.num_rows)]


def _cover(line: list[Cell], values: Values, hidden: set[Cell], least: int) -> bool:
    """Hide one cell more where the sum gives a hidden one away; whether one was."""
    counts = {cell: values[cell[0]][cell[1]] for cell in line}
    own = [counts[cell] for cell in line if cell in hidden]
    if not own or (len(own) > 1 and sum(own) >= least):
        return False
    shown = [cell for cell in line if counts[cell] and cell not in hidden]
    if shown:
        hidden.add(min(shown, key=lambda cell: (counts[cell], cell)))
    return bool(shown)


def without(rows: pa.Table, rule: CellRule, hidden: Collection[Cell]) -> pa.Table:
    """The rows without these cells, what is computed from them, and labels of persons."""
    gone: dict[str, set[int]] = {name: set(range(rows.num_rows)) for name in rule.named}
    for name, at in hidden:
        for column in (name, *rule.derived[name]):
            gone.setdefault(column, set()).add(at)
    for index, column in enumerate(rows.schema):
        if column.name in gone:
            kept = [
                None if at in gone[column.name] else value
                for at, value in enumerate(rows[column.name].to_pylist())
            ]
            rows = rows.set_column(index, column, pa.array(kept, column.type))
    return rows
