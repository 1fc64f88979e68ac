"""Exact, Monte Carlo and row by row agree; a wrong simulation is told apart."""

import numpy as np
import pytest

from inspection.bench.agreement import agreement, dkw_bound, kolmogorov_distance
from inspection.bench.assumed import assumed_province
from inspection.bench.rowwise import replicate_rows
from inspection.bench.three_ways import measure_simulation
from inspection.simulation.distribution import Distribution, hypergeometric
from inspection.simulation.exact import marginals, predictive_marginals
from inspection.simulation.montecarlo import province_total, replicate, replicate_uncertain
from inspection.simulation.rates import fit_rates
from inspection.simulation.strata import strata


def test_distance_counted_by_eye():
    coin = Distribution(0, np.asarray([0.5, 0.5]))
    assert kolmogorov_distance(np.asarray([0, 0, 0, 1]), coin) == pytest.approx(0.25)
    assert kolmogorov_distance(np.asarray([5]), coin) == pytest.approx(1.0)
    assert kolmogorov_distance(np.asarray([-1]), coin) == pytest.approx(1.0)


def test_bound_of_two_hundred_replicates():
    assert dkw_bound(200, false_alarm=0.05) == pytest.approx(0.0960, abs=1e-4)


def test_monte_carlo_agrees_with_the_exact_distribution():
    population = assumed_province(scale=0.05)
    found, exact = replicate(population, 10_000, seed=11), marginals(population)
    assert agreement(province_total(found), exact.province.finds).holds
    pairs = zip(found.finds, exact.by_county.values(), strict=True)
    assert all(agreement(sample, outcome.finds).holds for sample, outcome in pairs)


def test_rows_agree_with_the_exact_distribution():
    population = assumed_province(scale=0.05)
    found, exact = replicate_rows(population, 200, seed=12), marginals(population)
    assert agreement(province_total(found), exact.province.finds).holds
    pairs = zip(found.finds, exact.by_county.values(), strict=True)
    assert all(agreement(sample, outcome.finds).holds for sample, outcome in pairs)


def test_rows_and_monte_carlo_agree_with_each_other():
    population = assumed_province(scale=0.02)
    rows = np.sort(province_total(replicate_rows(population, 200, seed=13)))
    quick = np.sort(province_total(replicate(population, 10_000, seed=14)))
    values = np.concatenate([rows, quick])
    gap = (
        np.searchsorted(rows, values, "right") / 200 - np.searchsorted(quick, values, "right") / 1e4
    )
    assert np.abs(gap).max() <= dkw_bound(200) + dkw_bound(10_000)


def test_uncertain_rates_agree_with_the_exact_distribution():
    population = assumed_province(scale=0.02)
    cells = [(u, c) for u in dict.fromkeys(population.unit.tolist()) for c in "ABCD"]
    rates = fit_rates("unit", *zip(*cells, strict=True), [40] * 40, [4, 5, 6, 7] * 10)
    (found,) = replicate_uncertain([population], rates, 10_000, seed=15)
    exact = predictive_marginals(population, rates)
    assert agreement(province_total(found), exact.province.finds).holds


def test_drawing_with_replacement_is_told_apart():
    # Half of the entities are drawn, so the binomial is √2 times too wide.
    population = strata(["福州"], ["350102"], ["A"], [2_000], [1_000], [1_000])
    exact = marginals(population).province.finds
    wrong = np.random.default_rng(16).binomial(1_000, 0.5, 10_000)
    assert agreement(province_total(replicate(population, 10_000, seed=16)), exact).holds
    assert not agreement(wrong, exact).holds


def test_one_entity_too_few_is_told_apart():
    population = strata(["福州"], ["350102"], ["A"], [400], [200], [20])
    sample = province_total(replicate_rows(population, 5_000, seed=17))
    assert agreement(sample, hypergeometric(400, 200, 20)).holds
    assert not agreement(sample, hypergeometric(400, 200, 19)).holds


@pytest.mark.parametrize(
    ("stock", "violators", "drawn", "finds"),
    [(0, 0, 0, 0), (3, 3, 0, 0), (3, 2, 3, 2), (3, 0, 2, 0), (3, 3, 2, 2)],
)
def test_rows_in_the_limiting_cases(stock, violators, drawn, finds):
    population = strata(["福州"], ["350102"], ["A"], [stock], [violators], [drawn])
    assert replicate_rows(population, 4, seed=1).finds.tolist() == [[finds] * 4]


def test_the_measurement_reports_the_ratio_and_both_agreements():
    figures = measure_simulation(assumed_province(scale=0.01), 1_000, row_replicates=5)
    quotient = figures.montecarlo_per_second / figures.rowwise_per_second
    assert figures.rowwise_ratio == pytest.approx(quotient)
    assert figures.montecarlo_agreement.holds
    assert figures.rowwise_agreement.holds
    assert figures.exact_seconds > 0
