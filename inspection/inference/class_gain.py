"""Did the risk classes help: the class gain, and D against A inside the same tasks.

The class gain (M14) is the finding rate that was reached over the rate that a
draw blind to the classes would have had: Σ stock share × class rate, within
unit × draw kind. Where a cell saw no inspection of a class, the class's rate
over all cells stands in. Intervals come from a bootstrap over tasks: each
replicate takes each whole task 0, 1, 2 … times, Poisson with mean 1, from a
seed, so that the same rows give the same figures.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy

from inspection.data.classes import codes

LOWEST, HIGHEST = 0, -1
KEYS = ("unit", "is_key_city")
# Two-sided 95 % of the replicates.
ENDS = (2.5, 97.5)
# Tasks whose weights are made and kept together.
BLOCK = 256


@dataclass(frozen=True)
class Bootstrap:
    """How often tasks are drawn again, from which seed, and the fewest rows for an interval."""

    replicates: int
    seed: int
    least_rows: int


class Findings(NamedTuple):
    """Rows of one task, cell and class each: numbers of task and cell × class, and counts.

    cells: the unit of each cell (unit × draw kind).
    """

    task: np.ndarray
    column: np.ndarray
    applicable: np.ndarray
    problems: np.ndarray
    cells: np.ndarray
    task_count: int


def class_gains(findings: pa.Table, stock: pa.Table, rules: Bootstrap) -> pa.Table:
    """Class gain of the whole (unit missing) and of each unit, with its 95 % interval.

    findings: task_id, unit, draw_kind, risk_class, applicable_count, problem_count.
    stock: unit, is_key_city, risk_class, entity_count; units stand in its order.
    """
    rows = read_findings(findings)
    shares = stock_shares(stock, rows.cells)
    is_key_city = dict(zip(*(stock[name].to_pylist() for name in KEYS), strict=True))
    units = [unit for unit in dict.fromkeys([*is_key_city, *rows.cells]) if unit in rows.cells]
    groups = [np.full(len(rows.cells), True), *(rows.cells == unit for unit in units)]
    reached = _rates(rows, shares, task_weights(rows.task_count, rules), groups)
    lines = [
        {"unit": unit, "is_key_city": is_key_city.get(unit, False)}
        | _gain_line(_of_group(rows, group), rates, rules)
        for unit, group, rates in zip([None, *units], groups, reached, strict=True)
    ]
    return pa.Table.from_pylist(lines if rows.task_count else [], GAIN_SCHEMA)


def class_contrast(findings: pa.Table, rules: Bootstrap) -> pa.Table:
    """D against A over the tasks that inspected both, weighted as Mantel and Haenszel do.

    One row, or none where no task has both.
    """
    rows = read_findings(findings)
    counts = _by_task(rows)
    low, high = counts[:, :, LOWEST], counts[:, :, HIGHEST]
    both = (low[0] > 0) & (high[0] > 0)
    if not both.any():
        return pa.Table.from_pylist([], CONTRAST_SCHEMA)
    low, high = low[:, both], high[:, both]
    weight = low[0] * high[0] / (low[0] + high[0])
    terms = np.stack([weight * high[1] / high[0], weight * low[1] / low[0], weight])
    again = terms.astype(np.float32) @ task_weights(int(both.sum()), rules)[:, 1:]
    rate_d, rate_a = terms[:2].sum(axis=1) / terms[2].sum()
    ratio_low, ratio_high = _interval(_divided(again[0], again[1]))
    gap_low, gap_high = _interval(_divided(again[0] - again[1], again[2]))
    line = {
        "task_count": int(both.sum()),
        "d_problem_count": int(high[1].sum()),
        "d_applicable_count": int(high[0].sum()),
        "a_problem_count": int(low[1].sum()),
        "a_applicable_count": int(low[0].sum()),
        "d_raw_rate": float(high[1].sum() / high[0].sum()),
        "a_raw_rate": float(low[1].sum() / low[0].sum()),
        "d_rate": float(rate_d),
        "a_rate": float(rate_a),
        "contrast_ratio": _number(_divided(rate_d, rate_a)),
        "contrast_low": ratio_low,
        "contrast_high": ratio_high,
        "contrast_points": float(rate_d - rate_a),
        "is_significant": _excludes(gap_low, gap_high, 0),
    }
    return pa.Table.from_pylist([line], CONTRAST_SCHEMA)


def read_findings(findings: pa.Table) -> Findings:
    """Numbers for names: tasks and cells in the order in which they first stand."""
    task, tasks = _numbered(findings["task_id"])
    unit, units = _numbered(findings["unit"])
    kind, kinds = _numbered(findings["draw_kind"])
    pairs, cell = np.unique(unit * max(len(kinds), 1) + kind, return_inverse=True)
    risk_class = pc.index_in(findings["risk_class"], pa.array(codes())).to_numpy()
    return Findings(
        task,
        cell * len(codes()) + risk_class,
        findings["applicable_count"].to_numpy(),
        findings["problem_count"].to_numpy(),
        np.array(units, dtype=object)[pairs // max(len(kinds), 1)],
        len(tasks),
    )


def _numbered(column: pa.ChunkedArray) -> tuple[np.ndarray, list]:
    """Values as numbers from 0 on, and what the numbers stand for."""
    coded = column.combine_chunks().dictionary_encode()
    return coded.indices.to_numpy().astype(np.int64), coded.dictionary.to_pylist()


def stock_shares(stock: pa.Table, cells: np.ndarray) -> np.ndarray:
    """Share of each class in the classified stock of each cell's unit; 省局本级 has none: zeros."""
    counts: dict[str, np.ndarray] = {}
    for row in stock.to_pylist():
        own = counts.setdefault(row["unit"], np.zeros(len(codes())))
        own[codes().index(row["risk_class"])] = row["entity_count"]
    nothing = np.zeros(len(codes()))
    table = np.array([counts.get(unit, nothing) for unit in cells]).reshape(-1, len(codes()))
    return _divided(table, table.sum(axis=1, keepdims=True), 0.0)


def task_weights(task_count: int, rules: Bootstrap) -> np.ndarray:
    """How often each replicate (column) takes each task (row): Poisson with mean 1.

    The first column is no replicate: every task once.
    """
    numbers = range(max(1, -(-task_count // BLOCK)))
    blocks = [_weight_block(number, rules.replicates, rules.seed) for number in numbers]
    return np.concatenate(blocks)[:task_count]


@lru_cache(maxsize=32)
def _weight_block(number: int, replicates: int, seed: int) -> np.ndarray:
    """Weights of BLOCK tasks, the same for every selection; whole numbers, exact up to 2^24."""
    rng = np.random.default_rng([seed, number])
    replicated = rng.poisson(1.0, (BLOCK, replicates))
    return np.hstack([np.ones((BLOCK, 1)), replicated]).astype(np.float32)


class _Reached(NamedTuple):
    """Actual and class-blind rate of one group: as it was, then per replicate."""

    actual: np.ndarray
    blind: np.ndarray


def _rates(
    rows: Findings, shares: np.ndarray, weights: np.ndarray, groups: list[np.ndarray]
) -> list[_Reached]:
    """Both rates of each group of cells, for each column of weights."""
    n, k = _summed(rows, weights)
    of_class = _divided(k.sum(axis=0), n.sum(axis=0))
    rate = np.where(n > 0, _divided(k, n), of_class)
    share = np.where(np.isnan(rate), 0.0, shares[:, :, None])
    blind = _divided((share * np.nan_to_num(rate)).sum(axis=1), share.sum(axis=1))
    size = n.sum(axis=1)
    usable = np.where(np.isnan(blind), 0.0, size)
    expected = usable * np.nan_to_num(blind)
    found = np.where(usable > 0, k.sum(axis=1), 0.0)
    return [
        _Reached(
            _divided(found[group].sum(axis=0), usable[group].sum(axis=0)),
            _divided(expected[group].sum(axis=0), usable[group].sum(axis=0)),
        )
        for group in groups
    ]


def _summed(rows: Findings, weights: np.ndarray) -> np.ndarray:
    """Weighted sums of applicable rows and problems: 2 × cell × class × replicate."""
    columns = len(rows.cells) * len(codes())
    values = np.concatenate([rows.applicable, rows.problems]).astype(np.float32)
    places = np.concatenate([rows.column, rows.column + columns])
    table = scipy.sparse.csr_matrix(
        (values, (places, np.tile(rows.task, 2))), shape=(2 * columns, rows.task_count)
    )
    sums = (table @ weights).astype(np.float64)
    return sums.reshape(2, len(rows.cells), len(codes()), weights.shape[1])


def _by_task(rows: Findings) -> np.ndarray:
    """Applicable rows and problems: 2 × task × class."""
    at = rows.task * len(codes()) + rows.column % len(codes())
    size = rows.task_count * len(codes())
    sums = [np.bincount(at, values, size) for values in (rows.applicable, rows.problems)]
    return np.stack(sums).reshape(2, rows.task_count, len(codes()))


class _Size(NamedTuple):
    tasks: int
    applicable: int
    problems: int


def _of_group(rows: Findings, group: np.ndarray) -> _Size:
    mine = group[rows.column // len(codes())]
    return _Size(
        len(np.unique(rows.task[mine])),
        int(rows.applicable[mine].sum()),
        int(rows.problems[mine].sum()),
    )


def _gain_line(size: _Size, reached: _Reached, rules: Bootstrap) -> dict[str, object]:
    """Figures of one row of the answer; too few rows give no interval."""
    gains = _divided(reached.actual, reached.blind)
    low, high = _interval(gains[1:])
    if size.applicable < rules.least_rows or size.tasks < 2:
        low, high = None, None
    actual, blind = reached.actual[0], reached.blind[0]
    return {
        "task_count": size.tasks,
        "applicable_count": size.applicable,
        "problem_count": size.problems,
        "finding_rate": _number(actual),
        "blind_rate": _number(blind),
        "class_gain": _number(gains[0]),
        "class_gain_low": low,
        "class_gain_high": high,
        "gain_points": _number(actual - blind),
        "is_significant": _excludes(low, high, 1),
    }


def _divided(top: np.ndarray, base: np.ndarray, otherwise: float = np.nan) -> np.ndarray:
    """A quotient; `otherwise` where the denominator is 0 or unknown."""
    top, base = np.broadcast_arrays(np.asarray(top, float), np.asarray(base, float))
    return np.divide(top, base, out=np.full(top.shape, otherwise), where=base > 0)


def _interval(replicates: np.ndarray) -> tuple[float | None, float | None]:
    """The middle 95 % of what can be computed."""
    known = replicates[~np.isnan(replicates)]
    if not len(known):
        return None, None
    low, high = np.percentile(known, ENDS)
    return float(low), float(high)


def _excludes(low: float | None, high: float | None, value: float) -> bool:
    """Whether there is an interval and the value lies outside it."""
    return low is not None and high is not None and not low <= value <= high


def _number(value: np.ndarray) -> float | None:
    return None if np.isnan(value) else float(value)


GAIN_SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("is_key_city", pa.bool_()),
        ("task_count", pa.int64()),
        ("applicable_count", pa.int64()),
        ("problem_count", pa.int64()),
        ("finding_rate", pa.float64()),
        ("blind_rate", pa.float64()),
        ("class_gain", pa.float64()),
        ("class_gain_low", pa.float64()),
        ("class_gain_high", pa.float64()),
        ("gain_points", pa.float64()),
        ("is_significant", pa.bool_()),
    ]
)
CONTRAST_SCHEMA = pa.schema(
    [
        ("task_count", pa.int64()),
        ("d_problem_count", pa.int64()),
        ("d_applicable_count", pa.int64()),
        ("a_problem_count", pa.int64()),
        ("a_applicable_count", pa.int64()),
        *((name, pa.float64()) for name in ("d_raw_rate", "a_raw_rate", "d_rate", "a_rate")),
        *((f"contrast_{name}", pa.float64()) for name in ("ratio", "low", "high", "points")),
        ("is_significant", pa.bool_()),
    ]
)
