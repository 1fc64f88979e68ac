"""Counts that contradict are refused; sizes follow the rounding rule of ssj1."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.draw.ssj1.sizes import ceil_size, random_sizes
from inspection.errors import BadInput
from inspection.simulation.strata import drawn_by_ratio, groups, ratio_of_strata, strata


def one_class(stock: list[int], unit: str = "福州"):
    codes = [f"3501{i:02d}" for i in range(len(stock))]
    return strata([unit] * len(stock), codes, ["A"] * len(stock), stock)


def test_more_violators_than_entities_is_refused():
    with pytest.raises(BadInput, match=r"违法户数大于企业户数.*350102 A类"):
        strata(["福州"], ["350102"], ["A"], [3], [4], [1])


def test_more_drawn_than_entities_is_refused():
    with pytest.raises(BadInput, match="抽取户数大于企业户数"):
        strata(["福州"], ["350102"], ["A"], [3], [1], [4])


@pytest.mark.parametrize("stock", [[-1], [2.5]])
def test_a_count_that_is_not_a_whole_number_is_refused(stock):
    with pytest.raises(BadInput, match="户数应为非负整数"):
        strata(["福州"], ["350102"], ["A"], stock)


def test_a_stratum_that_stands_twice_is_refused():
    with pytest.raises(BadInput, match="同一县同一类别出现两次"):
        strata(["福州"] * 2, ["350102"] * 2, ["A"] * 2, [1, 1])


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(BadInput, match="长度不一致"):
        strata(["福州"], ["350102", "350103"], ["A"], [1])


def test_groups_keep_the_order_of_appearance():
    names, index = groups(np.asarray(["厦门", "福州", "厦门"]))
    assert names == ["厦门", "福州"]
    assert index.tolist() == [0, 1, 0]


def test_every_unit_and_class_needs_a_ratio(tiny):
    ratio = ratio_of_strata(tiny, {"福州": {"A": 500_000}, "平潭": {"D": 1_000_000}})
    assert ratio.tolist() == [500_000, 500_000, 1_000_000]
    with pytest.raises(BadInput, match="方案缺少抽取比例"):
        ratio_of_strata(tiny, {"福州": {"A": 500_000}})


def test_a_ratio_above_one_hundred_percent_is_refused(tiny):
    with pytest.raises(BadInput, match="0到100%"):
        ratio_of_strata(tiny, {"福州": {"A": 1_000_001}, "平潭": {"D": 0}})


def test_ceil_rounds_every_stratum_up():
    population = one_class([10, 10, 1])
    assert drawn_by_ratio(population, np.full(3, 350_000), "ceil").tolist() == [4, 4, 1]


def test_random_rounding_accumulates_over_the_counties():
    # 3.5 each: running sums 3.5, 7.0, 10.5; with offset 0 the floors step 3, 4, 3.
    population, ratio = one_class([10, 10, 10]), np.full(3, 350_000)
    assert drawn_by_ratio(population, ratio, offset={"A": 0}).tolist() == [3, 4, 3]
    assert drawn_by_ratio(population, ratio, offset={"A": 500_000}).tolist() == [4, 3, 4]


def test_accumulation_starts_again_in_the_next_unit():
    population = strata(["平潭", "福州"], ["350128", "350102"], ["A", "A"], [10, 10])
    ratio = np.full(2, 350_000)
    assert drawn_by_ratio(population, ratio, offset={"A": 0}).tolist() == [3, 3]


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(0, 10**6), st.data())
def test_random_rounding_is_within_one_of_exact(stock, ppm, data):
    offset = data.draw(st.integers(0, 999_999))
    population = one_class(stock)
    drawn = drawn_by_ratio(population, np.full(len(stock), ppm), offset={"A": offset})
    assert all(abs(n * 10**6 - s * ppm) < 10**6 for n, s in zip(drawn, stock, strict=True))
    assert abs(int(drawn.sum()) * 10**6 - sum(stock) * ppm) < 10**6


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**5), min_size=1, max_size=8), st.integers(0, 10**6), st.data())
def test_sizes_are_those_of_the_draw(stock, ppm, data):
    offset = data.draw(st.integers(0, 999_999))
    population, ratio = one_class(stock), np.full(len(stock), ppm)
    drawn = drawn_by_ratio(population, ratio, offset={"A": offset})
    assert drawn.tolist() == random_sizes(stock, ppm, offset)
    up = drawn_by_ratio(population, ratio, "ceil")
    assert up.tolist() == [ceil_size(n, ppm) for n in stock]
