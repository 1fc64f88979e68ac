"""Marginals per county, class, unit and province; all counted by hand in the tiny province."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.bench.assumed import assumed_province
from inspection.errors import BadInput
from inspection.simulation.exact import (
    log_none,
    marginals,
    nested_difference,
    predict,
    predictive_marginals,
)
from inspection.simulation.rates import fit_rates
from inspection.simulation.strata import strata


def probabilities(outcome):
    finds = outcome.finds
    return {int(k): pytest.approx(p) for k, p in zip(finds.values, finds.pmf, strict=True)}


def test_the_tiny_province_by_hand(tiny):
    found = marginals(tiny)
    assert probabilities(found.by_county["350102"]) == {0: 2 / 3, 1: 1 / 3}
    assert probabilities(found.by_county["350103"]) == {0: 1 / 2, 1: 1 / 2}
    assert probabilities(found.by_county["350128"]) == {1: 1.0}
    assert probabilities(found.by_unit["福州"]) == {0: 2 / 6, 1: 3 / 6, 2: 1 / 6}
    assert probabilities(found.by_class["A"]) == {0: 2 / 6, 1: 3 / 6, 2: 1 / 6}
    assert probabilities(found.province) == {1: 2 / 6, 2: 3 / 6, 3: 1 / 6}


def test_probability_of_finding_none(tiny):
    found = marginals(tiny)
    assert found.by_unit["福州"].none_probability == pytest.approx(2 / 6)
    assert found.by_class["D"].none_probability == 0.0
    assert found.province.none_probability == 0.0


def test_drawn_counts_add_up(tiny):
    found = marginals(tiny)
    assert found.province.drawn_count == 3
    assert {unit: o.drawn_count for unit, o in found.by_unit.items()} == {"福州": 2, "平潭": 1}


@pytest.mark.parametrize(
    ("stock", "violators", "drawn", "none"),
    [(0, 0, 0, 1.0), (5, 0, 5, 1.0), (5, 2, 0, 1.0), (5, 1, 5, 0.0), (4, 2, 2, 1 / 6)],
)
def test_none_in_the_limiting_cases(stock, violators, drawn, none):
    one = strata(["福州"], ["350102"], ["A"], [stock], [violators], [drawn])
    assert np.exp(log_none(one))[0] == pytest.approx(none)


def test_an_empty_province_draws_and_finds_nothing():
    found = marginals(strata([], [], [], []))
    assert (found.province.drawn_count, found.province.finds.interval()) == (0, (0, 0))
    assert found.by_county == {}


def test_none_is_exact_where_the_probability_is_tiny():
    found = marginals(assumed_province()).province
    assert 0 <= found.none_probability < 1e-300
    assert found.finds.pmf.sum() == pytest.approx(1.0, abs=1e-10)


def test_the_province_has_the_mean_and_variance_of_its_strata():
    p = assumed_province()
    share = p.violator_count / p.stock_count
    spread = (p.stock_count - p.drawn_count) / (p.stock_count - 1)
    found = marginals(p).province.finds
    assert found.mean == pytest.approx((p.drawn_count * share).sum())
    variance = (p.drawn_count * share * (1 - share) * spread).sum()
    assert found.deviation == pytest.approx(variance**0.5)


def test_more_draws_in_a_shared_ticket_order_only_add_finds(tiny):
    more = tiny.with_drawn(np.asarray([2, 1, 1]))
    gained = nested_difference(tiny, more)
    assert (gained.lowest, gained.probability(1)) == (0, pytest.approx(1 / 3))
    lost = nested_difference(more, tiny)
    assert (lost.probability(-1), lost.probability(0)) == (
        pytest.approx(1 / 3),
        pytest.approx(2 / 3),
    )


def test_policies_over_different_populations_are_not_compared(tiny):
    with pytest.raises(BadInput, match="名录不同"):
        nested_difference(tiny, tiny.with_violators(np.asarray([0, 1, 1])))


def test_counties_that_share_a_rate_are_not_independent(uniform_rates):
    # Uniform rate, one entity drawn in each of two counties: 0, 1, 2 finds are equally likely.
    population = strata(["福州"] * 2, ["350102", "350103"], ["A"] * 2, [5, 5], None, [1, 1])
    rates = uniform_rates("unit", ["福州"])
    found = predictive_marginals(population, rates)
    assert probabilities(found.by_unit["福州"]) == dict.fromkeys(range(3), 1 / 3)
    assert probabilities(found.by_county["350102"]) == {0: 1 / 2, 1: 1 / 2}
    assert found.province.none_probability == pytest.approx(1 / 3)


def test_counties_with_rates_of_their_own_are_independent(uniform_rates):
    population = strata(["福州"] * 2, ["350102", "350103"], ["A"] * 2, [5, 5], None, [1, 1])
    rates = uniform_rates("county", ["350102", "350103"])
    found = predictive_marginals(population, rates)
    assert probabilities(found.province) == {0: 1 / 4, 1: 1 / 2, 2: 1 / 4}


def test_places_of_one_class_share_the_uncertainty_of_its_mean():
    # Nothing is known but the two inspections assumed: the two counties rise and fall together.
    population = strata(["福州"] * 2, ["350102", "350103"], ["A"] * 2, [50] * 2, None, [50] * 2)
    rates = fit_rates("county", ["350102", "350103"], ["A"] * 2, [0, 0], [0, 0])
    found = predictive_marginals(population, rates)
    one, both = found.by_county["350102"].finds, found.province.finds
    assert both.mean == pytest.approx(2 * one.mean)
    assert 1.3 * one.deviation * 2**0.5 < both.deviation < 2 * one.deviation


def test_intervals_of_the_sum_hold_what_they_promise():
    generator, inside = np.random.default_rng(20), 0
    places, drawn = [str(i) for i in range(10)], np.full(10, 400)
    for _ in range(200):
        true = generator.beta(16, 184, 10)
        checked = generator.integers(0, 600, 10)
        rates = fit_rates("unit", places, ["A"] * 10, checked, generator.binomial(checked, true))
        low, high = predict(rates, np.arange(10), drawn).finds.interval()
        inside += low <= generator.binomial(drawn, true).sum() <= high
    assert inside / 200 >= 0.9


rows = st.tuples(st.integers(0, 30), st.floats(0, 1), st.floats(0, 1))


@settings(max_examples=50, deadline=None)
@given(st.lists(rows, min_size=1, max_size=6))
def test_every_grouping_has_the_same_total(cells):
    stock = [n for n, _, _ in cells]
    violators, drawn = [int(n * v) for n, v, _ in cells], [int(n * d) for n, _, d in cells]
    codes = [str(i) for i in range(len(cells))]
    units = ["福州" if int(code) < 3 else "厦门" for code in codes]
    classes = ["A" if int(code) % 2 else "B" for code in codes]
    found = marginals(strata(units, codes, classes, stock, violators, drawn))
    for grouping in (found.by_class, found.by_unit, found.by_county):
        assert sum(o.finds.mean for o in grouping.values()) == pytest.approx(
            found.province.finds.mean
        )
        none = np.prod([o.none_probability for o in grouping.values()])
        assert none == pytest.approx(found.province.none_probability, abs=1e-12)
    assert found.province.none_probability == pytest.approx(
        found.province.finds.probability(0), abs=1e-9
    )
