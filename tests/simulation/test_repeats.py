"""A year of draws: closed forms, cases counted by hand, both sides of every rule."""

from itertools import pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.bench.assumed import assumed_province
from inspection.errors import BadInput
from inspection.simulation.repeats import (
    INDEPENDENT,
    WITHIN_YEAR,
    cool_down,
    expect_year,
    replicate_year,
    split_year,
    weigh,
)

RULES = [INDEPENDENT, cool_down(1), cool_down(2), WITHIN_YEAR]


def one(stock, drawn, rule):
    return expect_year(np.asarray([stock]), np.asarray([drawn]), rule)


def times(stock, drawn, rule):
    return one(stock, drawn, rule).times_count[0].tolist()


def test_closed_form_without_history():
    stock, drawn, draws = 1_000, 30, 12
    share = drawn / stock
    expected = [
        stock * comb(draws, j) * share**j * (1 - share) ** (draws - j) for j in range(draws + 1)
    ]
    assert times(stock, [drawn] * draws, INDEPENDENT) == pytest.approx(expected)


def test_two_draws_of_one_among_three():
    # Nine pairs of results: three repeat the entity, six reach two different ones.
    assert times(3, [1, 1], INDEPENDENT) == pytest.approx([4 / 3, 4 / 3, 1 / 3])


def test_draws_of_different_size():
    # One of two, then both: one entity is drawn once, the other twice.
    assert times(2, [1, 2], INDEPENDENT) == pytest.approx([0, 1, 1])


def test_cool_down_of_one_draw():
    # The third draw chooses among three of four; one of them was in the first.
    assert times(4, [1, 1, 1], cool_down(1)) == pytest.approx([4 / 3, 7 / 3, 1 / 3, 0])


def test_nobody_is_drawn_twice_within_the_year_while_the_stock_lasts():
    assert times(10, [3, 3, 3], WITHIN_YEAR) == [1, 9, 0, 0]


def test_when_the_stock_is_exhausted_the_longest_ago_come_first():
    # Two, two, one of four: the third draw takes one of the first two again.
    found = one(4, [2, 2, 1], WITHIN_YEAR)
    assert found.times_count[0].tolist() == [0, 3, 1, 0]
    assert found.safe_next_count[0].tolist() == [2, 2]


def test_drawing_everybody_every_time():
    for rule in RULES:
        assert times(3, [3, 3], rule) == pytest.approx([0, 0, 3])


@pytest.mark.parametrize("rule", RULES)
def test_empty_stratum_and_no_draw(rule):
    assert times(0, [0, 0], rule) == [0, 0, 0]
    assert times(5, [0, 0], rule) == [5, 0, 0]
    assert one(5, [2], rule).safe_next_count.shape == (1, 0)


def test_a_draw_larger_than_the_stock_is_refused():
    with pytest.raises(BadInput, match="单次抽取户数"):
        one(3, [4], INDEPENDENT)


def test_who_is_safe_after_each_draw():
    excluded, cooled, free = (
        one(10, [2] * 4, rule) for rule in (WITHIN_YEAR, cool_down(1), INDEPENDENT)
    )
    assert excluded.safe_rest_count[0].tolist() == [2, 4, 6]
    # A cool-down of one draw saves until the next; only the third draw's are safe to the end.
    assert cooled.safe_next_count[0].tolist() == [2, 2, 2]
    assert cooled.safe_rest_count[0].tolist() == [0, 0, 2]
    assert free.safe_rest_count[0].tolist() == [0, 0, 0]


def test_both_sides_are_shown():
    free, excluded = (one(3, [1, 1], rule) for rule in (INDEPENDENT, WITHIN_YEAR))
    sides = weigh(free, excluded)
    assert sides.saved_repeat_count == pytest.approx(1 / 3)
    assert sides.fewer_twice_count == pytest.approx(1 / 3)
    assert sides.became_safe_count == (1.0,)


def test_a_year_is_split_as_evenly_as_whole_numbers_allow():
    assert split_year(np.asarray([10, 0, 2]), 4).tolist() == [
        [2, 3, 2, 3],
        [0, 0, 0, 0],
        [0, 1, 0, 1],
    ]


@pytest.mark.parametrize("rule", RULES)
def test_replicates_have_the_expected_mean(rule):
    drawn = np.asarray([6, 7, 6, 8])
    found = replicate_year(20, drawn, rule, replicates=20_000, seed=9)
    expected = one(20, drawn, rule).times_count[0]
    error = found.std(axis=0) / 20_000**0.5
    assert np.all(np.abs(found.mean(axis=0) - expected) <= 5 * error + 1e-9)


def test_replicates_of_the_smallest_case():
    found = replicate_year(3, np.asarray([1, 1]), INDEPENDENT, replicates=9_000, seed=1)
    assert sorted(set(map(tuple, found.tolist()))) == [(1, 2, 0), (2, 0, 1)]
    assert np.mean(found[:, 2]) == pytest.approx(1 / 3, abs=0.025)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60), st.lists(st.floats(0, 1), min_size=1, max_size=6), st.integers(0, 7))
def test_no_entity_and_no_visit_is_lost(stock, shares, cooldown):
    drawn = [int(stock * share) for share in shares]
    found = one(stock, drawn, cool_down(cooldown))
    assert found.times_count.sum() == pytest.approx(stock)
    assert found.visit_count[0] == pytest.approx(sum(drawn))
    assert np.all(found.times_count >= -1e-9)
    assert np.all(found.safe_rest_count <= found.safe_next_count)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 6), st.data())
def test_a_longer_cool_down_never_adds_repeats(stock, draws, data):
    drawn = [data.draw(st.integers(0, stock))] * draws
    repeats = [one(stock, drawn, rule).repeat_visit_count[0] for rule in RULES]
    assert all(a >= b - 1e-9 for a, b in pairwise(repeats))


def test_a_province_drawn_monthly():
    population = assumed_province()
    drawn = split_year(population.drawn_count, 12)
    free, excluded = (
        expect_year(population.stock_count, drawn, r) for r in (INDEPENDENT, WITHIN_YEAR)
    )
    assert excluded.repeat_visit_count.sum() == pytest.approx(0, abs=1e-6)
    assert weigh(free, excluded).saved_repeat_count == pytest.approx(free.repeat_visit_count.sum())
    assert weigh(free, excluded).became_safe_count[-1] == drawn[:, :-1].sum()
