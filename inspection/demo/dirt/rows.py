"""Rows that are too many: blank ones, copies, contradictions, damaged and doubtful codes."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa

from inspection.demo.dirt.cells import IDENTIFIER, NAME, replaced
from inspection.demo.exports.export import Export
from inspection.demo.world.lists import INDIVIDUAL
from inspection.demo.world.population import name_keys
from inspection.demo.world.world import World

# One row of so many is repeated; never more than this many per file.
COPY_EVERY, MOST_COPIES = 400, 40
# Rows that no import can use: what is lost in each, one row per entry; {year} is the world's.
LOST: dict[str, tuple[dict[str, str | None], ...]] = {
    "register": ({IDENTIFIER: None, NAME: None},),
    "class_history": ({"信用风险分类": None}, {"分类日期": "{year}-13-45"}),
    "inspection_results": ({"抽查任务编号": None},),
    "publicity": ({"抽查任务编号": None},),
    "plans": (),
}
PLACEHOLDERS = ("无", "/", "000000000000000", "无资料内容")
LEAST_ROWS = 40
INSPECTED = "检查日期"
# Before every task of the demo: a year typed wrong.
LONG_AGO = "{year}-01-06"


@dataclass(frozen=True)
class Added:
    """How many rows of a file are not new facts, by kind of defect."""

    blank: int = 0
    copied: int = 0
    same_key: int = 0
    damaged_codes: int = 0
    refused: int = 0
    bad_check_digits: int = 0
    placeholders: int = 0
    contradicted: int = 0


def add_rows(rng: np.random.Generator, world: World, export: Export) -> tuple[Export, Added]:
    """The export with surplus rows after its own, and blank rows between."""
    if export.row_count < LEAST_ROWS or export.kind not in LOST:
        return export, Added()
    export, doubtful = _doubt_codes(rng, world, export)
    copies = _picked(rng, export.row_count)
    again = _picked(rng, export.row_count)
    damaged = _damageable(rng, world, export)
    blanks = np.sort(rng.choice(export.row_count, 2, replace=False))
    denied = _datable(rng, export)
    parts = [
        _with_blanks(export.columns, blanks),
        _taken(export.columns, copies),
        _renamed(_taken(export.columns, again)),
        _damage(_taken(export.columns, damaged)),
        _misdated(_taken(export.columns, denied), world.places.calendar.year),
        *(
            _overwritten(_taken(export.columns, copies[:1]), lost, world.places.calendar.year)
            for lost in LOST[export.kind]
        ),
    ]
    columns = {
        header: pa.concat_arrays([part[header] for part in parts]) for header in export.columns
    }
    refused = len(LOST[export.kind])
    counts = (len(blanks), len(copies), len(again), len(damaged), refused, *doubtful)
    added = Added(*counts, contradicted=len(denied))
    return export.with_columns(columns), added


def _picked(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.choice(count, min(max(count // COPY_EVERY, 1), MOST_COPIES), replace=False)


def _taken(columns: dict[str, pa.Array], places: np.ndarray) -> dict[str, pa.Array]:
    return {header: column.take(pa.array(places)) for header, column in columns.items()}


def _with_blanks(columns: dict[str, pa.Array], before: np.ndarray) -> dict[str, pa.Array]:
    """Empty rows before the given ones."""
    count = len(next(iter(columns.values())))
    places = np.insert(np.arange(count), before, -1)
    indices = pa.array(np.maximum(places, 0), mask=places < 0)
    return {header: column.take(indices) for header, column in columns.items()}


def _renamed(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """The same rows again, their names followed by a wide space."""
    if NAME not in columns:
        return columns
    names = [name and f"{name}　" for name in columns[NAME].to_pylist()]
    return {**columns, NAME: pa.array(names, pa.string())}


def _overwritten(
    columns: dict[str, pa.Array], cells: dict[str, str | None], year: int
) -> dict[str, pa.Array]:
    """One row with other cells."""
    changed = {
        header: pa.array([cell and cell.format(year=year)], pa.string())
        for header, cell in cells.items()
    }
    return {**columns, **changed}


def _damageable(rng: np.random.Generator, world: World, export: Export) -> np.ndarray:
    """A result row whose entity can also be told by its name, for a damaged copy."""
    if export.kind != "inspection_results":
        return np.zeros(0, dtype=int)
    known = set(_well_named(world).tolist())
    ids = [(code or "").strip() for code in export.columns[IDENTIFIER].to_pylist()]
    fit = [at for at, code in enumerate(ids) if code in known]
    return rng.choice(fit, 1) if fit else np.zeros(0, dtype=int)


def _damage(columns: dict[str, pa.Array]) -> dict[str, pa.Array]:
    """Codes as a spreadsheet leaves them when it takes them for numbers."""
    if IDENTIFIER not in columns:
        return columns
    lost = [f"{code[0]}.{code[1:6]}E+17" for code in columns[IDENTIFIER].to_pylist()]
    return {**columns, IDENTIFIER: pa.array(lost, pa.string())}


def _datable(rng: np.random.Generator, export: Export) -> np.ndarray:
    """A result row with an inspection date, for a line that contradicts it."""
    if INSPECTED not in export.columns:
        return np.zeros(0, dtype=int)
    dated = np.flatnonzero(export.columns[INSPECTED].is_valid().to_numpy(zero_copy_only=False))
    return rng.choice(dated, 1) if len(dated) else dated


def _misdated(columns: dict[str, pa.Array], year: int) -> dict[str, pa.Array]:
    """The same rows with an inspection date of long ago: the later date counts."""
    if INSPECTED not in columns:
        return columns
    days = [LONG_AGO.format(year=year - 2)] * len(columns[INSPECTED])
    return {**columns, INSPECTED: pa.array(days, pa.string())}


@lru_cache(maxsize=1)
def _well_named(world: World) -> np.ndarray:
    """Codes of drawn entities in the register whose name no other entity has."""
    drawn = np.setdiff1d(np.unique(world.rows.entity), world.absent)
    drawn = drawn[~world.population.has_old_number[drawn] & has_unique_name(world)[drawn]]
    return world.population.ids.take(pa.array(drawn)).to_numpy(zero_copy_only=False)


@lru_cache(maxsize=1)
def has_unique_name(world: World) -> np.ndarray:
    """Entities whose name stands once in the province."""
    keys = name_keys(world.population)
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return counts[inverse] == 1


def _doubt_codes(
    rng: np.random.Generator, world: World, export: Export
) -> tuple[Export, tuple[int, int]]:
    """Individuals of the register that no task draws: a wrong check digit, or no code at all."""
    if export.kind != "register":
        return export, (0, 0)
    kinds = export.columns["主体类型"].to_pylist()
    drawn = set(world.population.ids.take(pa.array(_drawn_individuals(world))).to_pylist())
    ids = export.columns[IDENTIFIER].to_pylist()
    words = {"个体工商户", "个体户", "个体", "3"}
    free = [
        at
        for at, (kind, code) in enumerate(zip(kinds, ids, strict=True))
        if kind in words and code and len(code) == 18 and code.isascii() and code not in drawn
    ]
    chosen = np.array(rng.permutation(free)[: 2 * len(PLACEHOLDERS)], dtype=int)
    wrong, missing = chosen[::2], chosen[1::2]
    values = replaced(export.columns[IDENTIFIER], wrong, [_misread(ids[at]) for at in wrong])
    values = replaced(values, missing, list(PLACEHOLDERS[: len(missing)]))
    return export.with_columns({**export.columns, IDENTIFIER: values}), (len(wrong), len(missing))


def _drawn_individuals(world: World) -> np.ndarray:
    entities = np.unique(world.rows.entity)
    return entities[world.population.kind[entities] == INDIVIDUAL]


def _misread(code: str) -> str:
    """The code with its last character replaced by another."""
    return code[:-1] + ("1" if code[-1] != "1" else "2")
