"""Candidates for a typical case: what was planted stands at the top, and chance brings none."""

from collections import defaultdict
from math import sqrt

import pandas as pd
import pytest
from scipy.stats import norm

from inspection.data.connections import fetch

from .worlds import World

# alert_min_overlap and sample_min of data/reference/parameters.csv, small_cell and the fewest told
FEW_SHARED, FEW_ROWS, FEW_EVENTS, FEW_TOLD = 3, 30, 5, 10
ROWS = """
    select facts.*, tasks.task_no, tasks.unit as task_unit, tasks.is_class_used, tasks.is_exempt
    from task_facts as facts join task_summaries as tasks on facts.task_id = tasks.task_id
"""
POOLS = """
    select task_no, drawn_on, has_enterprises, is_class_used, is_exempt, pools.risk_class,
        pools.pool_count, tasks.unit
    from task_pools as pools join task_summaries as tasks on pools.task_id = tasks.task_id
"""


def test_planted_candidates_lead_and_nothing_else_is_strong(told_world: World) -> None:
    """The unit that merged its visits first, then where the class led to more findings."""
    rows = told_world.ask("case_candidates")
    strong = [row for row in rows if row["candidate_state"] == "strong"]
    merging, *gains = strong
    [story] = told_world.stories["merged_visits"]
    assert (merging["candidate_kind"], merging["unit"]) == ("merging", story["unit"])
    assert merging["event_count"] >= len(story["facts"]["merged"]) >= FEW_ROWS
    assert {row["candidate_kind"] for row in gains} == {"unit_gain"}
    assert all(row["excess_low_points"] > 0 for row in strong)


def test_planted_overlap_stands_next_as_what_is_not_done_yet(told_world: World) -> None:
    rows = told_world.ask("case_candidates")
    planted = {
        ("、".join(story["facts"]["tasks"]), len(story["facts"]["shared_waiting"]))
        for story in told_world.stories["overlapping_tasks"]
        if len(story["facts"]["shared_waiting"]) >= FEW_SHARED
    }
    found = {
        (row["subject"], row["row_count"]) for row in rows if row["candidate_kind"] == "overlap"
    }
    assert planted <= found
    states = [row["candidate_state"] for row in rows]
    assert "chance" not in states[: states.count("strong") + len(found)]


def test_without_effects_no_candidate_is_strong(idle_world: World) -> None:
    rows = idle_world.ask("case_candidates")
    assert rows
    assert [row for row in rows if row["candidate_state"] == "strong"] == []
    assert "merged_visits" not in idle_world.stories


def plain(world: World, sql: str) -> pd.DataFrame:
    return fetch(world.snapshot.marts(), sql, {}).to_pandas()


def counted(world: World) -> pd.DataFrame:
    """Applicable rows inspected by the day."""
    rows = plain(world, ROWS)
    day = pd.Timestamp(world.day)
    seen = rows.is_inspected & (pd.to_datetime(rows.inspected_on) <= day)
    return rows[seen & rows.is_applicable]


Told = tuple[int, int, float, float]


def gains(world: World) -> dict[tuple[str, str], Told]:
    """Rows, findings, excess and its variance of every task drawn by class and of their units."""
    rows, day = counted(world), pd.Timestamp(world.day)
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for (task, unit), pool in plain(world, POOLS).groupby(["task_no", "unit"]):
        drawn_on = pd.Timestamp(pool.drawn_on.iloc[0])
        is_led = pool[["has_enterprises", "is_class_used"]].iloc[0].all()
        if not is_led or pool.is_exempt.iloc[0] or drawn_on.year < day.year or drawn_on > day:
            continue
        mine = rows[(rows.task_no == task) & rows.risk_class.isin(pool.risk_class)]
        if len(pool) == len("ABCD") and pool.pool_count.sum() and len(mine):
            told = gain(mine, pool.set_index("risk_class").pool_count)
            found["task_gain", task].append(told)
            found["unit_gain", unit].append(told)
    return {
        key: tuple(map(sum, zip(*parts, strict=True)))
        for key, parts in found.items()
        if key[0] == "task_gain" or len(parts) > 1
    }


def gain(rows: pd.DataFrame, pool: pd.Series) -> Told:
    """Of one task; the variance is that of a sum of weights over problems placed at random."""
    n, k = len(rows), int(rows.is_problem.sum())
    count = rows.risk_class.value_counts().reindex(pool.index, fill_value=0)
    over = count - n * pool / pool.sum()
    weights = rows.risk_class.map((over / count).to_dict())
    unseen = over[count == 0].sum() * k / n
    variance = weights.var(ddof=1) * k * (n - k) / n if n > 1 else 0.0
    return n, k, weights[rows.is_problem].sum() + unseen, variance


def test_gains_are_those_that_plain_rows_give(world: World) -> None:
    told = gains(world)
    rows = [row for row in world.ask("case_candidates") if row["candidate_kind"].endswith("gain")]
    assert {(row["candidate_kind"], row["subject"]) for row in rows} == {
        key for key, (n, _, excess, _) in told.items() if n >= FEW_TOLD and excess > 1e-9
    }
    for row in rows:
        n, k, excess, variance = told[row["candidate_kind"], row["subject"]]
        assert (row["row_count"], row["event_count"]) == (n, k)
        if n >= FEW_ROWS and k >= FEW_EVENTS:
            assert row["excess_points"] == pytest.approx(excess / n)
            assert row["candidate_z"] == pytest.approx(excess / sqrt(variance))
            bound = norm.isf(0.025 / row["looked_count"])
            assert row["bound_z"] == pytest.approx(bound, abs=5e-4)
            is_strong = excess / sqrt(variance) > row["bound_z"]
            assert (row["candidate_state"] == "strong") == is_strong
        else:
            assert (row["candidate_state"], row["candidate_z"]) == ("thin", None)


def test_each_candidate_has_its_rows(world: World) -> None:
    """As many as it says; of two tasks those of both."""
    rows = world.ask("case_candidates")
    seen = {row["candidate_kind"]: row for row in reversed(rows)}
    assert {"task_gain", "unit_gain", "closure"} <= set(seen)
    for kind, row in seen.items():
        units = [row["unit"]] if kind == "sector" else None
        found = world.ask("candidate_rows", candidate=kind, subject=row["subject"], units=units)
        count = row["row_count"] + (row["other_count"] if kind == "ratio_change" else 0)
        if kind == "merging":
            # Of a firm that three tasks visited the rows are in several pairs.
            assert count < len(found) <= 2 * count
        else:
            assert len(found) == count * (2 if kind == "overlap" else 1)
        if kind not in ("closure", "overlap", "merging", "ratio_change"):
            assert sum(one["is_problem"] for one in found) == row["event_count"]
