"""A sceptic's statistics 公平性检验 for the draw at hand.

Each test asks one question of the drawn list or the pairs and gives a p-value,
or a count that must be zero. One draw can convict a bad method, never prove a
good one; the proof is the verifier.
"""

from collections import Counter
from collections.abc import Sequence
from math import comb
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy

from inspection.draw.ssj1.frame import CLASSES, Frame
from inspection.draw.ssj1.pairs import Assignment
from inspection.draw.ssj1.plan import MILLION, Plan
from inspection.draw.ssj1.roster import Roster
from inspection.draw.ssj1.sizes import Sizes

# A fair draw fails one test in a thousand by chance.
SUSPICIOUS = 0.001
# Parts of a list looked at one by one: a fiftieth is 2 %.
PLACES = 50
ENOUGH_CASES = 10
# Below this many expected cases a chi-square test says nothing.
ENOUGH_EXPECTED = 5.0
# A ticket's leading digits, as many as a double holds exactly.
TICKET_DIGITS, TICKET_RANGE = 13, float(16**13)


class Finding(NamedTuple):
    """One test: its key, what was found and expected, and the p-value where there is one."""

    test: str
    found: float
    expected: float
    p_value: float | None
    passed: bool


def assess_list(frame: Frame, plan: Plan, sizes: Sizes, drawn: pa.Table) -> list[Finding]:
    """Sizes, places in the list, its tail, gaps, stations and tickets of a drawn list."""
    is_drawn = np.asarray(pc.is_in(frame.table["id"], drawn["id"].combine_chunks()))
    cell, probability = draw_probabilities(frame, sizes)
    place = np.arange(len(is_drawn)) * PLACES // max(len(is_drawn), 1)
    units = frame.table["unit"].combine_chunks().indices.to_numpy()
    return [
        check_sizes(frame, plan, sizes),
        check_groups("places", place, is_drawn, probability),
        check_tail(is_drawn, probability),
        check_gaps(cell[probability < 1], is_drawn[probability < 1]),
        check_groups("stations", units, is_drawn, probability),
        check_tickets(frame, drawn),
    ]


def assess_pairs(frame: Frame, roster: Roster, plan: Plan, assignment: Assignment) -> list[Finding]:
    """Recusals, the cross-unit rule, loads and the variety of pairs."""
    person = {one.inspector: one for one in roster.inspectors}
    unit_of = _units(frame, assignment)
    broken = crossed = 0
    for one, pair in assignment.pairs.items():
        broken += sum(one in person[name].recusals for name in pair)
        crossed += plan.cross_unit and sum(person[name].unit == unit_of[one] for name in pair)
    return [
        Finding("recusals", broken, 0, None, broken == 0),
        Finding("cross_unit", crossed, 0, None, crossed == 0),
        check_loads(roster, plan, assignment),
        check_pair_variety(roster, assignment),
    ]


def draw_probabilities(frame: Frame, sizes: Sizes) -> tuple[np.ndarray, np.ndarray]:
    """For every row its cell (stratum and group, as a number) and its chance to be drawn.

    In a stratum smaller groups are exhausted first, so a cell's chance is 1, a share, or 0.
    """
    group = frame.table["group"].to_numpy()
    widest = int(group.max()) + 1
    codes = strata_of(frame) * widest + group
    cells, first, cell, counts = np.unique(codes, True, True, True)
    regions, classes = frame.table["region"], frame.table["class"]
    left = dict(sizes)
    share = np.zeros(len(cells))
    for number, (row, count) in enumerate(zip(first.tolist(), counts.tolist(), strict=True)):
        stratum = regions[row].as_py(), classes[row].as_py()
        taken = min(count, left[stratum])
        left[stratum] -= taken
        share[number] = taken / count
    return cell, share[cell]


def strata_of(frame: Frame) -> np.ndarray:
    """A number per row of the frame, the same inside a stratum."""
    region, risk_class = (
        frame.table[name].combine_chunks().indices.to_numpy() for name in ("region", "class")
    )
    return region.astype(np.int64) * len(CLASSES) + risk_class


def check_sizes(frame: Frame, plan: Plan, sizes: Sizes) -> Finding:
    """Largest distance of a stratum's size from the exact figure: below one."""
    exact = ((s, s.stock_count * plan.rate_ppm[s.risk_class] / MILLION) for s in frame.strata)
    most = max(abs(sizes[stratum[:2]] - figure) for stratum, figure in exact)
    return Finding("sizes", most, 1, None, most < 1)


def check_groups(
    test: str, group: np.ndarray, is_drawn: np.ndarray, probability: np.ndarray
) -> Finding:
    """Chi-square of drawn counts per group against what the probabilities expect."""
    found, expected = np.bincount(group, is_drawn), np.bincount(group, probability)
    spread = np.bincount(group, probability * (1 - probability))
    enough = (expected >= ENOUGH_EXPECTED) & (spread > 0)
    if enough.sum() < 2:
        return Finding(test, float(found.sum()), float(expected.sum()), None, True)
    squares = ((found - expected)[enough] ** 2 / spread[enough]).sum()
    p_value = float(scipy.stats.chi2.sf(squares, enough.sum() - 1))
    freedom = float(enough.sum() - 1)
    return Finding(test, float(squares), freedom, p_value, p_value >= SUSPICIOUS)


def check_tail(is_drawn: np.ndarray, probability: np.ndarray) -> Finding:
    """Entities drawn from the last fiftieth of the list: too few mean a blind tail."""
    tail = slice(len(is_drawn) * (PLACES - 1) // PLACES, None)
    found, expected = float(is_drawn[tail].sum()), float(probability[tail].sum())
    p_value = float(scipy.stats.poisson.cdf(found, expected))
    return Finding("tail", found, expected, p_value, p_value >= SUSPICIOUS)


def check_gaps(cell: np.ndarray, is_drawn: np.ndarray) -> Finding:
    """Spread of the gaps between drawn places of a cell: a fixed step has none.

    The coefficient of variation, against that of places chosen by chance.
    """
    gaps = [np.diff(np.flatnonzero(is_drawn[cell == one])) for one in np.unique(cell)]
    scaled = np.concatenate([gap / gap.mean() for gap in gaps if len(gap) > 1] or [np.zeros(0)])
    if len(scaled) < ENOUGH_CASES:
        return Finding("gaps", float(len(scaled)), ENOUGH_CASES, None, True)
    expected, found = float(np.sqrt(1 - is_drawn.mean())), float(scaled.std())
    return Finding("gaps", found, expected, None, found >= expected / 2)


def check_tickets(frame: Frame, drawn: pa.Table) -> Finding:
    """Below the largest of its stratum every drawn ticket is uniform; history strata left out."""
    plain = {stratum[:2] for stratum in frame.strata if not stratum.has_history}
    highest: dict[tuple[str, str], float] = {}
    scaled = []
    columns = (drawn[name].to_pylist() for name in ("region", "class", "ticket"))
    for region, risk_class, ticket in reversed(list(zip(*columns, strict=True))):
        value = int(ticket[:TICKET_DIGITS], 16) / TICKET_RANGE
        most = highest.setdefault((region, risk_class), value)
        if value < most and (region, risk_class) in plain:
            scaled.append(value / most)
    return _uniform("tickets", scaled)


def check_loads(roster: Roster, plan: Plan, assignment: Assignment) -> Finding:
    """Largest difference of loads inside a region: at most 1 where nobody is kept away."""
    loads = assignment.loads()
    by_region: dict[str, list[int]] = {}
    for one in roster.inspectors:
        by_region.setdefault(one.region, []).append(loads[one.inspector])
    most = max(max(region) - min(region) for region in by_region.values())
    is_free = not plan.cross_unit and not any(one.recusals for one in roster.inspectors)
    return Finding("loads", most, 1, None, most <= 1 or not is_free)


def check_pair_variety(roster: Roster, assignment: Assignment) -> Finding:
    """Different pairs that were formed, against pairs formed by chance in each region."""
    region_of = {one.inspector: one.region for one in roster.inspectors}
    crew = Counter(region_of.values())
    formed: dict[str, list[tuple[str, str]]] = {}
    for pair in assignment.pairs.values():
        formed.setdefault(region_of[pair[0]], []).append(pair)
    found = sum(len(set(pairs)) for pairs in formed.values())
    expected = sum(
        expected_variety(len(pairs), comb(crew[region], 2)) for region, pairs in formed.items()
    )
    return Finding("pairs", found, expected, None, found >= expected * 0.8)


def expected_variety(formed: int, possible: int) -> float:
    """Different pairs among `formed` ones drawn at random from `possible`."""
    return possible * (1 - (1 - 1 / possible) ** formed)


def _uniform(test: str, values: Sequence[float]) -> Finding:
    if len(values) < ENOUGH_CASES:
        return Finding(test, float(len(values)), ENOUGH_CASES, None, True)
    result = scipy.stats.kstest(values, "uniform")
    p_value = float(result.pvalue)
    return Finding(test, float(result.statistic), 0, p_value, p_value >= SUSPICIOUS)


def _units(frame: Frame, assignment: Assignment) -> dict[str, str]:
    ids = pa.array(assignment.pairs, pa.string())
    rows = frame.table.filter(pc.is_in(frame.table["id"], ids))
    return dict(zip(rows["id"].to_pylist(), rows["unit"].to_pylist(), strict=True))
