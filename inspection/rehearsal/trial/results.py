"""A trial as rows: drawn against expected, pairs and loads, the list itself, a sceptic's tests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import floor
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from inspection.draw.checking.fairness import Finding, assess_list, assess_pairs
from inspection.draw.packages.package import Inputs
from inspection.draw.ssj1.drawing import Draw
from inspection.draw.ssj1.plan import MILLION, Plan
from inspection.draw.ssj1.sizes import ceil_size
from inspection.rehearsal.trial.frames import Frames
from inspection.rehearsal.trial.running import Trial

NO_PAIR = ("", "")
VERDICTS = {True: "PASS", False: "FAIL"}
FINDING_SCHEMA = pa.schema(
    {
        "unit": pa.string(),
        "sceptic_test": pa.string(),
        "found_value": pa.float64(),
        "expected_value": pa.float64(),
        "p_rate": pa.float64(),
        "pass_fail": pa.string(),
    }
)


class Cell(NamedTuple):
    """One stratum of the trial. `least`, `most`: the sizes that the rounding allows."""

    unit: str
    region: str
    risk_class: str
    stock: int
    drawn: int
    expected: float
    least: int
    most: int


@dataclass(frozen=True)
class Pairing:
    """Pairs of one unit."""

    unit: str
    pair_count: int
    unmatched_count: int
    loads: np.ndarray
    distinct_count: int


def drawn_by(trial: Trial, key: str) -> pa.Table:
    """Drawn against expected by `risk_class` or `region`, with the band that rounding allows."""
    cells = sorted(_cells(trial), key=lambda cell: getattr(cell, key))
    rows = []
    for value, members in groupby(cells, key=lambda cell: getattr(cell, key)):
        mine = list(members)
        drawn, expected = sum(c.drawn for c in mine), sum(c.expected for c in mine)
        least, most = sum(c.least for c in mine), sum(c.most for c in mine)
        rows.append(
            {
                key: value,
                "unit": "、".join(dict.fromkeys(cell.unit for cell in mine)),
                "stock_count": sum(cell.stock for cell in mine),
                "expected_value": expected,
                "drawn_count": drawn,
                "difference_value": drawn - expected,
                "least_count": least,
                "most_count": most,
                "is_within": least <= drawn <= most,
            }
        )
    return pa.Table.from_pylist(rows)


def drawn_total(trial: Trial) -> dict[str, float]:
    """The trial in one row."""
    pairings = list(_pairings(trial))
    return {
        "unit_count": len(trial.draws),
        "stock_count": sum(one.made.frame.table.num_rows for one in trial.frames.by_unit.values()),
        "drawn_count": sum(draw.drawn.num_rows for draw in trial.draws.values()),
        "expected_value": sum(cell.expected for cell in _cells(trial)),
        "pair_count": sum(pairing.pair_count for pairing in pairings),
        "unmatched_count": sum(pairing.unmatched_count for pairing in pairings),
    }


def pairs_by_unit(trial: Trial) -> pa.Table:
    """Pairs, entities without a pair, and loads of the inspectors."""
    return pa.Table.from_pylist(
        [
            {
                "unit": one.unit,
                "inspector_count": len(one.loads),
                "pair_count": one.pair_count,
                "distinct_count": one.distinct_count,
                "unmatched_count": one.unmatched_count,
                "least_load_count": int(one.loads.min()),
                "median_load_value": float(np.median(one.loads)),
                "most_load_count": int(one.loads.max()),
            }
            for one in _pairings(trial)
        ]
    )


def drawn_list(trial: Trial) -> pa.Table:
    """The list by code, with the pair: for those who may see it."""
    parts = []
    for unit, draw in trial.draws.items():
        ids = draw.drawn["id"].to_pylist()
        pairs = [draw.assignment.pairs.get(one, NO_PAIR) for one in ids]
        parts.append(
            pa.table(
                {
                    "unit": pa.array([unit] * len(ids), pa.string()),
                    "region": draw.drawn["region"].cast(pa.string()),
                    "risk_class": draw.drawn["class"].cast(pa.string()),
                    "rank_order": draw.drawn["rank"].cast(pa.int64()),
                    "id": draw.drawn["id"],
                    "ticket": draw.drawn["ticket"],
                    "first_inspector": pa.array([pair[0] for pair in pairs], pa.string()),
                    "second_inspector": pa.array([pair[1] for pair in pairs], pa.string()),
                }
            )
        )
    return pa.concat_tables(parts).combine_chunks()


def sceptic_of_trial(trial: Trial) -> pa.Table:
    """A sceptic's statistics for every unit of the trial."""
    rows: list[dict[str, Any]] = []
    for unit, draw in trial.draws.items():
        one = trial.frames.by_unit[unit]
        inputs = Inputs(one.made.frame, one.staff.roster, trial.plans[unit], {})
        rows += finding_rows(unit, assess(inputs, draw))
    return pa.Table.from_pylist(rows, FINDING_SCHEMA)


def assess(inputs: Inputs, draw: Draw) -> list[Finding]:
    """All tests of one package."""
    frame, roster, plan, _ = inputs
    listed = assess_list(frame, plan, draw.sizes, draw.drawn)
    return listed + assess_pairs(frame, roster, plan, draw.assignment)


def finding_rows(unit: str, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as rows of FINDING_SCHEMA."""
    return [
        {
            "unit": unit,
            "sceptic_test": found.test,
            "found_value": float(found.found),
            "expected_value": float(found.expected),
            "p_rate": found.p_value,
            "pass_fail": VERDICTS[bool(found.passed)],
        }
        for found in findings
    ]


def plan_hashes(frames: Frames, plans: dict[str, Plan]) -> pa.Table:
    """What the notice would print of each unit's plan, and the frame's size."""
    return pa.Table.from_pylist(
        [
            {
                "unit": unit,
                "draw_id": plan.draw_id,
                "entity_count": frames.by_unit[unit].made.frame.table.num_rows,
                "plan_sha256": plan.sha256,
                "frame_sha256": plan.frame_sha256,
                "commit": plan.commit,
            }
            for unit, plan in plans.items()
        ]
    )


def _cells(trial: Trial) -> Iterator[Cell]:
    for unit, draw in trial.draws.items():
        plan = trial.plans[unit]
        for stratum in trial.frames.by_unit[unit].made.frame.strata:
            key = (stratum.region, stratum.risk_class)
            ppm = plan.rate_ppm[stratum.risk_class]
            exact = stratum.stock_count * ppm / MILLION
            upper = ceil_size(stratum.stock_count, ppm)
            least = upper if plan.rounding == "ceil" else floor(exact)
            drawn = draw.sizes[key]
            yield Cell(unit, *key, stratum.stock_count, drawn, exact, least, upper)


def _pairings(trial: Trial) -> Iterator[Pairing]:
    for unit, draw in trial.draws.items():
        made = draw.assignment
        loads = np.array(list(made.loads().values()))
        formed = len(made.pairs)
        yield Pairing(unit, formed, len(made.unmatched), loads, len(set(made.pairs.values())))
