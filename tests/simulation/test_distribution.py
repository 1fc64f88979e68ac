"""Hypergeometric cases enumerated by hand, and sums of them."""

from fractions import Fraction
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.simulation import distribution
from inspection.simulation.distribution import (
    ZERO,
    Distribution,
    beta_binomial,
    convolve,
    hypergeometric,
    total,
)


def probabilities(found: Distribution) -> dict[int, float]:
    return {int(k): pytest.approx(p) for k, p in zip(found.values, found.pmf, strict=True)}


def test_two_of_four_with_two_violators():
    # Six samples of two: one with both violators, four with one, one with none.
    assert probabilities(hypergeometric(4, 2, 2)) == {0: 1 / 6, 1: 4 / 6, 2: 1 / 6}


def test_counting_every_sample_gives_the_same():
    samples = list(combinations([1, 1, 0, 0, 0], 3))
    counted = {k: sum(sum(s) == k for s in samples) / len(samples) for k in (0, 1, 2)}
    assert probabilities(hypergeometric(5, 2, 3)) == counted


@pytest.mark.parametrize(
    ("stock", "violators", "drawn", "value"),
    [(0, 0, 0, 0), (5, 0, 3, 0), (5, 2, 0, 0), (5, 2, 5, 2), (5, 5, 3, 3)],
)
def test_certain_cases(stock, violators, drawn, value):
    found = hypergeometric(stock, violators, drawn)
    assert probabilities(found) == {value: 1.0}


def test_more_violators_than_can_be_missed_are_found():
    # Three entities, two violators, two drawn: at least one is found.
    assert probabilities(hypergeometric(3, 2, 2)) == {1: 2 / 3, 2: 1 / 3}


@settings(deadline=None)
@given(st.integers(0, 60), st.data())
def test_hypergeometric_equals_exact_fractions(stock, data):
    violators, drawn = data.draw(st.integers(0, stock)), data.draw(st.integers(0, stock))
    found = hypergeometric(stock, violators, drawn)
    for k in range(drawn + 1):
        ways = comb(violators, k) * comb(stock - violators, drawn - k)
        exact = float(Fraction(ways, comb(stock, drawn)))
        assert found.probability(k) == pytest.approx(exact, rel=1e-12, abs=1e-15)


def test_mean_and_deviation_of_a_large_stratum():
    found = hypergeometric(400_000, 30_000, 14_000)
    share = 30_000 / 400_000
    variance = 14_000 * share * (1 - share) * (400_000 - 14_000) / (400_000 - 1)
    assert found.mean == pytest.approx(14_000 * share, rel=1e-12)
    assert found.deviation == pytest.approx(variance**0.5, rel=1e-9)
    assert found.pmf.sum() == pytest.approx(1.0, abs=1e-12)


def test_a_uniform_rate_makes_every_count_equally_likely():
    assert probabilities(beta_binomial(3, 1.0, 1.0)) == dict.fromkeys(range(4), 1 / 4)


def test_beta_binomial_of_nothing_drawn_is_zero():
    assert probabilities(beta_binomial(0, 2.0, 5.0)) == {0: 1.0}


def test_quantile_is_the_smallest_value_that_reaches_the_level():
    found = Distribution(10, np.asarray([0.25, 0.5, 0.25]))
    assert [found.quantile(q) for q in (0.0, 0.25, 0.26, 0.75, 0.76, 1.0)] == [
        10,
        10,
        11,
        11,
        12,
        12,
    ]
    assert found.interval(0.5) == (10, 11)


def test_probability_outside_the_range_is_zero():
    assert (ZERO.probability(-1), ZERO.probability(0), ZERO.probability(1)) == (0.0, 1.0, 0.0)


def test_two_coins():
    coin = Distribution(0, np.asarray([0.5, 0.5]))
    assert probabilities(convolve(coin, coin)) == {0: 0.25, 1: 0.5, 2: 0.25}
    assert probabilities(convolve(coin, coin.mirrored())) == {-1: 0.25, 0: 0.5, 1: 0.25}


def test_sum_of_nothing_is_zero():
    assert probabilities(total([])) == {0: 1.0}


def test_fft_agrees_with_the_direct_sum(monkeypatch):
    one, other = hypergeometric(9_000, 900, 2_000), beta_binomial(3_000, 4.0, 30.0)
    direct = convolve(one, other)
    monkeypatch.setattr(distribution, "DIRECT_PRODUCTS", 0)
    fast = convolve(one, other)
    assert fast.mean == pytest.approx(direct.mean, rel=1e-9)
    assert all(
        abs(fast.probability(int(k)) - direct.probability(int(k))) < 1e-14 for k in direct.values
    )
    assert np.all(fast.pmf >= 0)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.data()), max_size=5))
def test_a_sum_has_the_sum_of_the_means(rows):
    parts = []
    for stock, data in rows:
        parts.append(
            hypergeometric(
                stock, data.draw(st.integers(0, stock)), data.draw(st.integers(0, stock))
            )
        )
    joined = total(parts)
    assert joined.mean == pytest.approx(sum(p.mean for p in parts), abs=1e-9)
    assert joined.pmf.sum() == pytest.approx(1.0)
