"""The skip-number draw has few samples, a blind tail and few pairs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.errors import BadInput
from inspection.simulation.skip_number import (
    describe_skip,
    neighbour_pairs,
    random_sample_digits,
    skip_finds,
    skip_inclusion,
)


def test_three_and_a_half_percent_has_28_samples_and_never_draws_2_percent():
    skip = describe_skip(10_000, 350)
    assert (skip.step, skip.blind_count, skip.blind_ratio) == (28, 200, 0.02)


def test_65_percent_never_draws_35_percent():
    assert describe_skip(100, 65).blind_ratio == 0.35


def test_seven_entities_two_drawn():
    # Step 3: {1, 4}, {2, 5}, {3, 6}; the seventh is never drawn.
    assert skip_inclusion(7, 2).tolist() == pytest.approx([1 / 3] * 6 + [0])


def test_a_violator_in_the_blind_tail_is_never_found():
    found = skip_finds(np.asarray([0, 0, 0, 0, 0, 0, 1], dtype=bool), 2)
    assert (found.lowest, found.pmf.tolist()) == (0, [1.0])


def test_finds_depend_on_the_order_of_the_list():
    # Violators 1 and 4 stand in one sample, 1 and 2 never do.
    together = skip_finds(np.asarray([1, 0, 0, 1, 0, 0, 0]), 2)
    apart = skip_finds(np.asarray([1, 1, 0, 0, 0, 0, 0]), 2)
    assert together.pmf.tolist() == pytest.approx([2 / 3, 0, 1 / 3])
    assert apart.pmf.tolist() == pytest.approx([1 / 3, 2 / 3])


@pytest.mark.parametrize(
    ("stock", "drawn", "step", "blind"), [(0, 0, 0, 0), (5, 0, 0, 5), (5, 5, 1, 0), (1, 1, 1, 0)]
)
def test_limiting_cases(stock, drawn, step, blind):
    skip = describe_skip(stock, drawn)
    assert (skip.step, skip.blind_count) == (step, blind)
    assert len(skip_inclusion(stock, drawn)) == stock
    assert skip_finds(np.ones(stock, dtype=bool), drawn).mean == drawn


def test_more_than_the_list_is_refused():
    with pytest.raises(BadInput, match="3/2"):
        describe_skip(2, 3)


def test_forty_inspectors_form_20_of_780_pairs():
    pairs = neighbour_pairs(40)
    assert (pairs.formed_count, pairs.possible_count) == (20, 780)
    assert neighbour_pairs(1).formed_count == neighbour_pairs(1).possible_count == 0


def test_a_random_draw_has_many_samples():
    assert 10 ** random_sample_digits(7, 2) == pytest.approx(21)
    assert random_sample_digits(10_000, 350) > 650


@settings(deadline=None)
@given(st.integers(1, 500), st.data())
def test_the_chances_add_up_to_the_number_drawn(stock, data):
    drawn = data.draw(st.integers(1, stock))
    chance = skip_inclusion(stock, drawn)
    assert chance.sum() == pytest.approx(drawn)
    assert np.count_nonzero(chance == 0) == describe_skip(stock, drawn).blind_count
