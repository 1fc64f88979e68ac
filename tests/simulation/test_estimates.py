"""Every estimate carries its error, also where an event never happened."""

import numpy as np
import pytest

from inspection.simulation.estimates import (
    estimate_difference,
    estimate_mean,
    estimate_probability,
    estimate_quantile,
)


def test_mean_and_its_error():
    found = estimate_mean(np.asarray([1, 2, 3, 4]))
    assert (found.value, found.replicates) == (2.5, 4)
    assert found.error == pytest.approx((5 / 3) ** 0.5 / 2)  # variance 5/3, four replicates
    assert found.high - found.value == pytest.approx(1.96 * found.error, rel=1e-4)


def test_an_event_that_never_happened_may_still_happen():
    found = estimate_probability(np.zeros(10_000, dtype=bool))
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(3.84e-4, rel=0.01)
    assert found.error > 0


def test_half_of_a_hundred_by_wilson():
    found = estimate_probability(np.arange(100) < 50)
    assert (found.low, found.high) == (
        pytest.approx(0.4038, abs=1e-4),
        pytest.approx(0.5962, abs=1e-4),
    )


def test_median_of_ten_thousand_lies_between_its_order_statistics():
    found = estimate_quantile(np.arange(10_000), 0.5)
    assert (found.low, found.value, found.high) == (4_902.0, 5_000.0, 5_098.0)


def test_difference_is_taken_replicate_by_replicate():
    base = np.asarray([10, 20, 30])
    found = estimate_difference(base, base + 1)
    assert (found.value, found.error) == (1.0, 0.0)


def test_difference_of_two_events_that_never_differ_has_an_error():
    never = np.zeros(1_000, dtype=bool)
    found = estimate_difference(never, never)
    assert found.value == 0.0
    assert found.low < 0 < found.high
