"""Rates shrink towards the class of the province; cells without history are marked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.errors import BadInput
from inspection.simulation.rates import fit_rates
from inspection.simulation.shrinkage import shrink
from inspection.simulation.strata import strata

UNITS = ["福州", "厦门", "平潭"]


def of_one_class(checked, problem):
    return fit_rates("unit", UNITS[: len(checked)], ["A"] * len(checked), checked, problem)


def test_no_history_at_all_says_nothing_and_is_marked():
    rates = of_one_class([0], [0])
    assert rates.basis.tolist() == ["无历史"]
    assert rates.mean[0] == pytest.approx(0.5)
    low, high = rates.interval(0.95)
    assert low[0] < 0.03
    assert high[0] > 0.97


def test_a_cell_without_history_reads_the_class_of_the_province():
    rates = of_one_class([100, 100, 0], [10, 12, 0])
    assert rates.basis.tolist() == ["本地历史", "本地历史", "全省同类历史"]
    assert rates.has_history.tolist() == [True, True, False]
    assert rates.posterior.own_weight[2] == pytest.approx(0)
    assert rates.mean[2] == pytest.approx(0.11, abs=0.01)
    low, high = rates.interval()
    assert high[2] - low[2] > high[0] - low[0]


def test_a_class_without_history_reads_all_classes_weakly():
    rates = fit_rates("unit", ["福州", "福州"], ["A", "D"], [99, 0], [9, 0])
    assert rates.basis.tolist() == ["本地历史", "全省各类历史"]
    assert rates.mean[1] == pytest.approx(9 / 99)
    assert rates.alpha[1] + rates.beta[1] < 2.0


def test_cells_that_differ_keep_their_own_rate():
    alike = of_one_class([400, 400, 400], [40, 41, 39])
    different = of_one_class([400, 400, 400], [4, 40, 200])
    assert alike.posterior.own_weight[0] < 0.7 < 0.95 < different.posterior.own_weight[0]
    assert different.mean[2] == pytest.approx(0.5, abs=0.02)


def test_a_single_place_is_as_uncertain_as_its_inspections():
    rates = of_one_class([1_000], [100])
    low, high = rates.interval()
    assert (low[0], high[0]) == (pytest.approx(0.082, abs=0.003), pytest.approx(0.12, abs=0.003))


def test_a_cell_that_was_all_problems_is_still_uncertain():
    rates = of_one_class([2, 200], [2, 20])
    low, high = rates.interval()
    assert 0 < low[0] < rates.mean[0] < high[0] < 1


def test_predictive_violators_are_spread_wider_than_a_known_rate():
    rates = of_one_class([50, 50], [5, 5])
    found = rates.violators(0, 1_000)
    known = (1_000 * rates.mean[0] * (1 - rates.mean[0])) ** 0.5
    assert found.mean == pytest.approx(1_000 * rates.mean[0])
    assert found.deviation > 2 * known


def test_expected_violators_are_whole_and_by_cell():
    rates = fit_rates("county", ["350102", "350103"], ["A", "A"], [0, 0], [0, 0])
    population = strata(["福州"] * 2, ["350103", "350102"], ["A"] * 2, [10, 0])
    assert rates.expected_violators(population).tolist() == [5, 0]


def test_a_stratum_without_a_cell_is_an_error():
    rates = of_one_class([1], [0])
    with pytest.raises(BadInput, match=r"缺少问题率.*厦门 A"):
        rates.expected_violators(strata(["厦门"], ["350203"], ["A"], [1]))


@pytest.mark.parametrize(
    ("checked", "problem", "message"),
    [([1], [2], "问题户数应在"), ([1], [-1], "问题户数应在"), ([1], [], "长度不一致")],
)
def test_counts_that_contradict_are_refused(checked, problem, message):
    with pytest.raises(BadInput, match=message):
        fit_rates("unit", ["福州"], ["A"], checked, problem)


def test_a_cell_that_stands_twice_is_refused():
    with pytest.raises(BadInput, match="出现两次"):
        fit_rates("unit", ["福州", "福州"], ["A", "A"], [1, 1], [0, 0])


def test_an_unknown_grain_is_refused():
    with pytest.raises(BadInput, match="粒度"):
        fit_rates("province", ["福州"], ["A"], [1], [0])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 500), st.floats(0, 1)), min_size=1, max_size=12))
def test_a_posterior_lies_among_the_rates_it_was_made_of(cells):
    checked = np.asarray([n for n, _ in cells])
    problem = np.asarray([int(n * share) for n, share in cells])
    rates = fit_rates(
        "unit", [str(i) for i in range(len(cells))], ["A"] * len(cells), checked, problem
    )
    common = (problem.sum() + 0.5) / (checked.sum() + 1)
    seen = np.append(problem[checked > 0] / checked[checked > 0], [0.5, common])
    assert np.all((rates.mean >= seen.min() - 1e-9) & (rates.mean <= seen.max() + 1e-9))
    assert np.all((rates.alpha > 0) & (rates.beta > 0))
    weight = rates.posterior.own_weight
    assert np.all((weight >= -1e-9) & (weight < 1))
    assert weight[checked == 0] == pytest.approx(0)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 300), st.floats(0, 1)), min_size=1, max_size=8))
def test_the_points_of_the_common_mean_mix_to_the_cell_alone(cells):
    checked = np.asarray([n for n, _ in cells], dtype=float)
    problem = np.floor(checked * [share for _, share in cells])
    found = shrink(checked, problem, 0.1)
    size, node_size = found.alpha + found.beta, found.node_alpha + found.node_beta
    mean, node_mean = found.alpha / size, found.node_alpha / node_size
    node_variance = node_mean * (1 - node_mean) / (node_size + 1)
    variance = (found.node_weight * (node_variance + (node_mean - mean) ** 2)).sum(axis=0)
    assert (found.node_weight * node_mean).sum(axis=0) == pytest.approx(mean)
    assert variance == pytest.approx(mean * (1 - mean) / (size + 1))
    assert np.all((found.node_alpha > 0) & (found.node_beta > 0))
