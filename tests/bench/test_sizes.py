"""What is measured by size, and how it is told."""

import os

import pytest

from inspection.bench import sizes
from inspection.bench.measures import summarise
from inspection.bench.sizes import measure_built, measure_served, told

SMALL = {"build CPU": 10.0, "page /": 50.0, "search code prefix": 0.0}
LARGE = {"build CPU": 100.0, "page /": 50.0, "search code prefix": 1.0}


def measured(costs):
    return [summarise(name, "ms", [cost], None) for name, cost in costs.items()]


def test_each_scale_is_told_and_the_power_of_what_cost_something_at_both():
    found = told({0.1: measured(SMALL), 1.0: measured(LARGE)})
    assert [(one["measure"], one["median"], one["limit"]) for one in found] == [
        ("build CPU at 0.1", 10.0, None),
        ("page / at 0.1", 50.0, None),
        ("search code prefix at 0.1", 0.0, None),
        ("build CPU at 1", 100.0, None),
        ("page / at 1", 50.0, None),
        ("search code prefix at 1", 1.0, None),
        ("slope of build CPU", 1.0, None),
        ("slope of page /", 0.0, sizes.MOST),
    ]
    assert told({1.0: measured(LARGE)}) == found[3:6]


def test_a_process_tells_what_it_took():
    before = sizes._processor_seconds(os.getpid())
    assert before == pytest.approx(sum(os.times()[:2]), abs=1.0)
    assert sum(range(20_000_000)) > 0
    assert sizes._processor_seconds(os.getpid()) > before


def test_a_small_demo_is_built_directly_and_its_pages_asked(tmp_path):
    stages = []
    built = measure_built(tmp_path, 0.001, lambda *told: stages.append(told))
    assert stages == [("demo", "0.001")]
    found = {one["measure"]: one for one in built + measure_served(tmp_path, 1)}
    snapshots = [
        path for path in (tmp_path / "warehouse").iterdir() if (path / "marts.duckdb").exists()
    ]
    [snapshot] = snapshots
    assert found["marts"]["median"] == pytest.approx(
        (snapshot / "marts.duckdb").stat().st_size / 2**20, abs=0.1
    )
    assert found["tables"]["median"] > 0
    assert found["build CPU"]["median"] > 0
    assert found["an answer, CPU"]["median"] > 0
    assert {"page /", "search code prefix", "search name part"} <= found.keys()
