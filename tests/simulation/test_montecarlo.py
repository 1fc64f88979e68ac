"""Joint questions against closed forms; the coupling of two policies."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.bench.assumed import assumed_province
from inspection.errors import BadInput
from inspection.simulation.distribution import Distribution
from inspection.simulation.estimates import estimate_mean, estimate_probability
from inspection.simulation.exact import marginals, nested_difference
from inspection.simulation.montecarlo import (
    compare,
    inverse,
    largest_county,
    province_total,
    replicate,
    replicate_uncertain,
    some_county_none,
)
from inspection.simulation.rates import fit_rates
from inspection.simulation.strata import strata

REPLICATES = 10_000


@pytest.fixture
def small():
    """A tenth of the province: in most draws some county finds none."""
    return assumed_province(scale=0.1)


def within(estimate, exact):
    """Five standard errors: a correct simulation misses them once in a million."""
    return abs(estimate.value - exact) <= 5 * estimate.error


def test_a_uniform_becomes_the_value_whose_probability_it_falls_into():
    part = Distribution(3, np.asarray([0.25, 0.5, 0.25]))
    assert inverse(part, np.asarray([0.0, 0.249, 0.25, 0.749, 0.75, 0.999])).tolist() == [
        3, 3, 4, 4, 5, 5,
    ]  # fmt: skip


def test_the_tiny_province(tiny):
    found = replicate(tiny, REPLICATES, seed=1)
    assert found.county_code == ("350102", "350103", "350128")
    assert set(found.finds[2].tolist()) == {1}
    assert within(estimate_mean(found.finds[0]), 1 / 3)
    assert within(estimate_mean(found.finds[1]), 1 / 2)
    # Both of the first two counties must find theirs: 1/3 × 1/2.
    assert within(estimate_probability(some_county_none(found)), 1 - 1 / 6)


def test_the_same_seed_gives_the_same_replicates(tiny):
    one, two = (replicate(tiny, 50, seed=7).finds for _ in range(2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, replicate(tiny, 50, seed=8).finds)


def test_a_county_that_draws_nothing_is_not_called_empty():
    population = strata(["福州"] * 2, ["1", "2"], ["A"] * 2, [4, 4], [4, 4], [2, 0])
    assert not some_county_none(replicate(population, 10, seed=1)).any()


def test_a_province_without_strata_has_nothing_to_find():
    found = replicate(strata([], [], [], []), 3, seed=1)
    assert largest_county(found).tolist() == [0, 0, 0]
    assert not some_county_none(found).any()


def test_joint_figures_meet_their_closed_forms(small):
    # Counties are independent while the violators are known.
    exact, found = marginals(small), replicate(small, REPLICATES, seed=3)
    some = 1 - np.prod([1 - o.none_probability for o in exact.by_county.values()])
    assert 0.2 < some < 1
    assert within(estimate_probability(some_county_none(found)), some)
    cut = int(np.median(largest_county(found)))
    below = [o.finds.pmf[o.finds.values <= cut].sum() for o in exact.by_county.values()]
    assert within(estimate_probability(largest_county(found) <= cut), np.prod(below))


def test_shared_numbers_make_a_difference_precise(small):
    more = small.with_drawn(np.minimum(small.drawn_count + 1, small.stock_count))
    base, other = (replicate(p, REPLICATES, seed=5) for p in (small, more))
    found = compare(base, other, province_total)
    assert within(found.difference, nested_difference(small, more).mean)
    assert found.variance_ratio > 2
    apart = compare(base, replicate(more, REPLICATES, seed=6), province_total)
    assert apart.variance_ratio == pytest.approx(1, abs=0.1)
    assert found.difference.error < apart.difference.error


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 200), st.data())
def test_a_larger_draw_never_finds_fewer(stock, data):
    violators = data.draw(st.integers(0, stock))
    few, many = sorted(data.draw(st.integers(0, stock)) for _ in range(2))
    population = strata(["福州"], ["350102"], ["A"], [stock], [violators], [few])
    base = replicate(population, 200, seed=data.draw(st.integers(0, 9))).finds
    more = replicate(population.with_drawn(np.asarray([many])), 200, seed=0).finds
    same = replicate(population, 200, seed=0).finds
    assert np.all(same <= more)
    assert base.max() <= min(violators, few)


def test_uncertain_rates_make_counties_rise_and_fall_together(uniform_rates):
    population = strata(["福州"] * 2, ["1", "2"], ["A"] * 2, [99, 99], None, [1, 1])
    rates = uniform_rates("unit", ["福州"])
    (found,) = replicate_uncertain([population], rates, REPLICATES, seed=2)
    # Uniform rate: both find with probability 1/3, not 1/4; some county finds none 2/3.
    assert within(estimate_probability(found.finds.all(axis=0)), 1 / 3)
    assert within(estimate_probability(some_county_none(found)), 2 / 3)


def test_policies_under_uncertain_rates_continue_one_list(small):
    units = list(dict.fromkeys(small.unit.tolist()))
    cells = [(unit, c) for unit in units for c in "ABCD"]
    rates = fit_rates("unit", *zip(*cells, strict=True), [30] * 40, [3] * 40)
    more = small.with_drawn(np.minimum(small.drawn_count + 1, small.stock_count))
    base, other = replicate_uncertain([small, more], rates, 2_000, seed=4)
    swapped = replicate_uncertain([more, small], rates, 2_000, seed=4)
    assert np.all(base.finds <= other.finds)
    assert np.array_equal(swapped[1].finds, base.finds)
    assert compare(base, other, province_total).variance_ratio > 2


def test_policies_over_different_populations_are_not_compared(tiny):
    rates = fit_rates("unit", ["福州", "平潭"], ["A", "D"], [0, 0], [0, 0])
    other = tiny.with_violators(np.asarray([0, 1, 1]))
    with pytest.raises(BadInput, match="名录不同"):
        replicate_uncertain([tiny, other], rates, 10, seed=1)
