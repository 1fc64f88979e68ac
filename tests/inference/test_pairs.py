"""The largest of equally likely counts, against enumeration and against simulation."""

from collections import Counter
from itertools import product

import numpy as np
import pyarrow as pa
import pytest

from inspection.inference.pairs import largest_count, with_expectation


@pytest.mark.parametrize(("rows", "cells"), [(1, 5), (4, 3), (5, 2), (6, 4), (7, 3), (3, 6)])
def test_distribution_is_exact(rows, cells):
    tops = Counter(max(Counter(draw).values()) for draw in product(range(cells), repeat=rows))
    chance = largest_count(rows, cells)
    for top in range(rows + 1):
        exact = sum(n for count, n in tops.items() if count <= top) / cells**rows
        assert chance.at_most(top) == pytest.approx(exact, abs=1e-12)
    mean = sum(count * n for count, n in tops.items()) / cells**rows
    assert chance.mean() == pytest.approx(mean)


@pytest.mark.parametrize(("rows", "cells"), [(77, 36), (1500, 15), (900, 780)])
def test_distribution_agrees_with_simulation(rows, cells):
    draws = np.random.default_rng(2022).multinomial(rows, [1 / cells] * cells, size=4000)
    tops = draws.max(axis=1)
    chance = largest_count(rows, cells)
    assert chance.mean() == pytest.approx(tops.mean(), abs=4 * tops.std() / 4000**0.5)
    for top in np.unique(tops):
        assert chance.at_most(int(top)) == pytest.approx((tops <= top).mean(), abs=0.04)


def test_quantile_is_the_least_count_that_reaches_the_level():
    chance = largest_count(6, 4)
    assert [chance.quantile(level) for level in (0.3, 0.4, 0.9, 0.99)] == [2, 3, 4, 5]


def test_probability_never_falls_and_ends_at_one():
    chance = largest_count(3000, 780)
    assert (np.diff(chance.cdf) >= 0).all()
    assert chance.at_most(3000) == pytest.approx(1, abs=1e-7)
    assert chance.at_most(0) == 0


def teams(**own) -> pa.Table:
    known = {
        "team": ["甲", "乙", "丙"],
        "possible_pair_count": [10, 1, 10],
        "row_count": [20, 20, 20],
        "top_pair_count": [4, 20, 15],
        "top_pair_share": [0.2, 1.0, 0.75],
    }
    return pa.table(known | own)


def test_least_random_team_stands_first_and_two_people_last():
    rows = with_expectation(teams()).to_pylist()
    assert [row["team"] for row in rows] == ["丙", "甲", "乙"]
    assert rows[0]["chance_rate"] < 1e-6
    assert rows[1]["low_share"] <= rows[1]["expected_share"] <= rows[1]["high_share"]
    assert rows[2]["expected_share"] is rows[2]["chance_rate"] is None


def test_chance_counts_the_observed_top_itself():
    row = with_expectation(teams()).to_pylist()[1]
    assert row["chance_rate"] == pytest.approx(1 - largest_count(20, 10).at_most(3))


def test_no_team_is_no_row():
    assert with_expectation(teams().slice(0, 0)).num_rows == 0
