"""What a solved plan promises is what it finds: luck that chose the ratios is not promised."""

from itertools import product

import numpy as np
import pytest

from inspection.simulation.halves import (
    LEAST_ROWS,
    History,
    class_rates,
    split_history,
    split_rates,
)
from inspection.simulation.planner.figures import Caution, evaluate
from inspection.simulation.planner.model import ClassRule, Problem, UnitInput
from inspection.simulation.planner.solve import solve

UNITS, CLASSES = [f"单位{number}" for number in range(10)], "ABCD"
CELLS = list(product(UNITS, CLASSES))
RATES = (0.03, 0.05, 0.1, 0.2)
ALIKE = (0.1, 0.1, 0.1, 0.1)
WORLDS = 200


def history(checked, problem):
    places, classes = zip(*CELLS, strict=True)
    return History(places, classes, np.ravel(checked), np.ravel(problem))


def made(rng, rates, spread, rows):
    """Stock and true rates of a world, and what so many inspections of each cell found."""
    stock = (rng.uniform(2_000, 20_000, (10, 1)) * (0.4, 0.35, 0.18, 0.07)).astype(int)
    common = np.tile(rates, (10, 1))
    truth = rng.beta(common * spread, (1 - common) * spread) if spread else common
    checked = rng.poisson(rows, (10, 4))
    return stock, truth, history(checked, rng.binomial(checked, truth))


def planned(stock, past):
    halves = split_rates("unit", past)
    bounds = zip(CLASSES, (100_000, 200_000, 400_000, 600_000), strict=True)
    return Problem(
        tuple(ClassRule(name, 10_000, upper, 0.5) for name, upper in bounds),
        tuple(
            UnitInput(unit, tuple(own), sum(own), 35_000)
            for unit, own in zip(UNITS, stock.tolist(), strict=True)
        ),
        halves.judging,
        35_000,
        5_000,
        choosing=halves.choosing,
        is_thin=halves.is_thin,
    )


def promised_and_found(number, *world):
    stock, truth, past = made(np.random.default_rng([2022, number]), *world)
    problem = planned(stock, past)
    limit = float((stock * (25_000, 30_000, 120_000, 400_000)).sum() / 1e6)
    ratios = solve(problem, limit).ratios
    visits = stock * np.asarray(ratios) / 1e6
    return evaluate(problem, ratios).province.expected.find_value, float((visits * truth).sum())


@pytest.mark.parametrize(
    "world",
    [(RATES, 0, 10), (RATES, 0, 40), (RATES, 19, 40), (RATES, 19, 150), (ALIKE, 0, 40)],
    ids=["few rows", "alike", "unlike", "unlike, many rows", "no class better"],
)
def test_mean_promised_is_mean_found(world):
    pairs = np.array([promised_and_found(number, *world) for number in range(WORLDS)])
    surplus = pairs[:, 0] - pairs[:, 1]
    error = surplus.std(ddof=1) / WORLDS**0.5
    assert abs(surplus.mean()) < 2 * error
    # An error that lets a winner's luck of a tenth pass would hold nothing.
    assert error < 0.025 * pairs[:, 1].mean()


def test_every_inspection_is_in_one_half_the_same_one_every_time():
    past = history([[7, 30, 0, 101]] * 10, [[2, 30, 0, 50]] * 10)
    first, second = split_history(past)
    assert (first.checked + second.checked == past.checked).all()
    assert (first.problem + second.problem == past.problem).all()
    assert (np.abs(first.checked - second.checked) <= 1).all()
    assert (first.problem <= first.checked).all()
    assert (second.problem <= second.checked).all()
    assert (split_history(past)[0].problem == first.problem).all()


def test_few_rows_take_the_rate_of_their_class_in_the_whole_province():
    checked = np.full((10, 4), LEAST_ROWS)
    checked[0] = (LEAST_ROWS - 1, LEAST_ROWS, 0, LEAST_ROWS)
    past = history(checked, np.minimum(checked, checked // 10 + np.arange(4)))
    halves = split_rates("unit", past)
    assert halves.is_thin[:4].tolist() == [True, False, True, False]
    assert not halves.is_thin[4:].any()
    for rates, half in zip(halves, split_history(past), strict=False):
        of_class = class_rates(half)
        assert rates.mean[[0, 2]] == pytest.approx(of_class[[0, 2]])
    assert halves.judging.checked_count.tolist() == past.checked.tolist()


def test_a_class_without_rows_takes_the_rate_of_all_and_nothing_is_half():
    none_of_d = history([[20, 20, 20, 0]] * 10, [[2, 4, 6, 0]] * 10)
    assert class_rates(none_of_d)[3] == pytest.approx(0.2)
    nothing = history([[0] * 4] * 10, [[0] * 4] * 10)
    assert set(class_rates(nothing)) == {0.5}


def test_ratio_that_rests_on_few_rows_is_marked_and_follows_the_province():
    stock, _, past = made(np.random.default_rng(2022), RATES, 19, 100)
    checked, problem = past.checked.copy(), past.problem.copy()
    # All of five inspections found something: worth nothing in so small a number.
    checked[CELLS.index((UNITS[3], "C"))] = problem[CELLS.index((UNITS[3], "C"))] = 5
    plan = planned(stock, past._replace(checked=checked, problem=problem))
    ratios = np.asarray(solve(plan, 15_000.0).ratios)
    of_class = (stock[:, 2] * ratios[:, 2]).sum() / stock[:, 2].sum()
    assert ratios[3, 2] == pytest.approx(of_class, abs=200)
    marked = [
        (unit, name)
        for kind, unit, name in evaluate(plan, ratios.tolist()).cautions
        if kind is Caution.THIN_HISTORY
    ]
    assert marked == [(UNITS[3], "C")]
