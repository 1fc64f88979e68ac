"""What ratios bring, against their floors."""

import pytest

from inspection.rehearsal.ground import make_problem
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.ratios.standing import (
    evaluate_table,
    floor_status,
    ratio_line,
    ratios_by_class,
    ratios_by_unit,
)

from ..conftest import LIMITS, TABLE


def standing(ground, table=TABLE, limits=LIMITS):
    problem = make_problem(ground, limits)
    return problem, evaluate_table(problem, table)


def test_ground_leaves_out_who_has_no_county_class_or_enterprise(ground):
    assert ground.names == ["福州", "龙岩"]
    assert int(ground.population.stock_count.sum()) == 150
    assert ground.unclassified == {"福州": 7, "龙岩": 0}


def test_share_times_ratio_is_taken_over_the_frozen_base(ground):
    _, figures = standing(ground)
    line = ratio_line(ground, figures)
    # 90 × 0.1 + 45 × 0.2 + 12 × 0.5 + 3 × 1 = 27 of 150.
    assert line["planned_ratio"] == pytest.approx(27 / 150)
    assert line["guaranteed_count"] == 27
    assert line["target_count"] == 6
    assert line["surplus_count"] == 21


def test_classes_add_up_to_the_whole(ground):
    problem, figures = standing(ground)
    rows = ratios_by_class(problem, TABLE, figures).to_pylist()
    assert [row["entity_count"] for row in rows] == [90, 45, 12, 3]
    assert [row["visit_value"] for row in rows] == pytest.approx([9, 9, 6, 3])
    assert sum(row["ratio_share"] for row in rows) == pytest.approx(27 / 150)
    assert sum(row["class_share"] for row in rows) == pytest.approx(1)


def test_unit_that_the_notice_does_not_name_is_never_judged(ground):
    _, figures = standing(ground, RatioTable((0, 0, 0, 0)))
    rows = ratios_by_unit(ground, RatioTable((0, 0, 0, 0)), figures).to_pylist()
    assert [row["floor_status"] for row in rows] == ["missed_reference", "missed"]
    assert [row["target_count"] for row in rows] == [4, 2]


@pytest.mark.parametrize(("count", "status"), [(4, "met"), (3, "missed")])
def test_floor_is_met_at_its_edge(count, status):
    assert floor_status(count, 4, True) == status
    assert floor_status(count, 4, False) == f"{status}_reference"
    assert floor_status(count, None, True) is None


def test_own_row_counts_for_its_unit_only(ground):
    table = TABLE.with_own({"龙岩": (0, 0, 0, 0)})
    _, figures = standing(ground, table)
    rows = ratios_by_unit(ground, table, figures).to_pylist()
    assert [row["guaranteed_count"] for row in rows] == [18, 0]
    assert rows[1]["d_ratio"] == 0


def test_class_without_regard_finds_less(ground):
    _, figures = standing(ground)
    line = ratio_line(ground, figures)
    assert line["blind_find_value"] < line["find_value"]
    assert line["least_find_count"] <= line["find_value"] <= line["most_find_count"]
