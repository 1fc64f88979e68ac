"""Policies over one population: the same visits, drawn by class or blindly."""

import pytest

from inspection.bench.assumed import assumed_province
from inspection.simulation.policies import (
    apply_policy,
    class_blind,
    compare_policies,
    same_in_every_unit,
)
from inspection.simulation.strata import strata


@pytest.fixture
def unequal():
    """Ten of class A without violators, ten of class D that all violate."""
    return strata(["福州"] * 2, ["350102"] * 2, ["A", "D"], [10, 10], [0, 10])


def test_a_policy_sets_the_sizes(unequal):
    rates = same_in_every_unit(unequal, {"A": 100_000, "D": 300_000})
    assert apply_policy(unequal, rates).drawn_count.tolist() == [1, 3]
    assert apply_policy(unequal, class_blind(unequal, 200_000)).drawn_count.tolist() == [2, 2]
    assert apply_policy(unequal, class_blind(unequal, 110_000), "ceil").drawn_count.tolist() == [
        2,
        2,
    ]


def test_the_gain_is_against_the_first_policy(unequal):
    found = compare_policies(
        unequal,
        {
            "blind": class_blind(unequal, 200_000),
            "by class": same_in_every_unit(unequal, {"A": 100_000, "D": 300_000}),
        },
    )
    assert found["blind"].gain.interval() == (0, 0)
    # Two of class D, then three: the third violates for certain, the A left out never does.
    assert found["by class"].gain.interval() == (1, 1)
    assert found["by class"].marginals.province.finds.mean == pytest.approx(3)


def test_nothing_to_compare(unequal):
    assert compare_policies(unequal, {}) == {}


def test_the_province_drawn_by_class_finds_more_for_the_same_visits():
    population = assumed_province()
    ratios = {"A": 20_000, "B": 40_000, "C": 90_000, "D": 300_000}
    rising = same_in_every_unit(population, ratios)
    visits = int(apply_policy(population, rising).drawn_count.sum())
    flat = class_blind(population, visits * 1_000_000 // int(population.stock_count.sum()))
    found = compare_policies(population, {"flat": flat, "rising": rising})
    gain, finds = found["rising"].gain, [o.marginals.province.finds for o in found.values()]
    assert gain.interval()[0] > 1_000
    assert gain.mean == pytest.approx(finds[1].mean - finds[0].mean)
