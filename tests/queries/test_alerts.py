"""Each alert fires at its threshold and not before it; where nothing is, nothing fires."""

import math
from datetime import date

import pytest
from every import for_each

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.reference import load

YEAR_END = date(2022, 12, 31)

VISITED = {"inspected_on": "2022-05-06", "results": ["R1"]}
RULES = {rule["query"]: rule for rule in load("alerts").to_pylist()}


def row(entity, number=1, **more):
    return {"entity_id": entity, "task_no": f"T{number}", **more}


def rows(count, number=1, first=1, **more):
    return [row(first + at, number, **more) for at in range(count)]


@pytest.fixture
def fires(ask):
    """`fires("stuck_tasks", 0.5, as_of=…)`: subjects of the rows that fire."""

    def subjects(name, threshold, **params):
        return [one["subject"] for one in ask(name, threshold=threshold, **params)]

    return subjects


STOCK = [
    {"unit": "福州", "county_code": "350102", "stock_count": 2000},
    {"unit": "厦门", "county_code": "350203", "stock_count": 2000},
]


@for_each("name", RULES)
def test_an_empty_snapshot_fires_only_what_is_missing(name, empty_snapshot):
    rule = RULES[name]
    known = warehouse.describe(name).params
    params = {"as_of": "2022-09-09", "threshold": rule["threshold_value"]}
    taken = {key: value for key, value in params.items() if key in known}
    found = warehouse.answer(name, scope=LOCAL, snapshot=empty_snapshot, **taken)
    missing = {
        "behind_yardstick": 10,
        "short_by_deadline": 10,
        "drawn_too_few": 10,
        "counties_without_plan": 83,
        "units_without_case": 10,
    }
    assert found.num_rows == missing.get(name, 0)
    assert found.column_names[:5] == ["unit", "county_code", "office", "subject", "is_overdue"]


@for_each("name", RULES)
def test_alert_without_a_threshold_is_asked_with_that_of_its_rule(name, empty_snapshot):
    by_rule, given = (
        warehouse.prepare(name, params, LOCAL, empty_snapshot)
        for params in ({}, {"threshold": RULES[name]["threshold_value"]})
    )
    assert by_rule.values["threshold"] == given.values["threshold"] is not None
    assert warehouse.run(by_rule).equals(warehouse.run(given))


def test_alert_follows_a_rule_that_the_snapshot_holds(make_snapshot, ask):
    rules = [
        rule for rule in load("alerts").to_pylist() if rule["alert"] == "exemptions_incomplete"
    ]
    lacking = {"exempt_field": "食品", "exempt_reason": "专业性强", "exempt_office": "食品处"}
    for least, count in ((1, 1), (2, 0)):
        changed = [rule | {"threshold_value": least} for rule in rules]
        make_snapshot(ref_alerts=changed, tasks=[{"task_no": "T1", **lacking}])
        assert len(ask("exemptions_incomplete")) == count


def test_unit_lags_behind_its_yardstick(make_snapshot, ask, fires):
    make_snapshot(data_date=YEAR_END, stock=STOCK, task_rows=rows(14, **VISITED))
    # 70 are due by 31 October, a little more than half of them by 5 July.
    (found,) = ask("behind_yardstick", threshold=0.0, as_of="2022-07-05", units=["福州"])
    assert (found["completion_rate"], found["target_count"]) == (0.2, 70)
    exact = found["lag_points"]
    assert exact == pytest.approx(found["yardstick_rate"] - 0.2)
    assert found["lag_count"] == math.ceil(70 * exact - 1e-6)
    assert fires("behind_yardstick", exact, as_of="2022-07-05", units=["福州"]) == ["福州"]
    assert fires("behind_yardstick", exact + 1e-9, as_of="2022-07-05", units=["福州"]) == []
    assert "厦门" in fires("behind_yardstick", 0.1, as_of="2022-10-31")
    assert fires("behind_yardstick", 0.1, as_of="2022-11-01") == []
    assert fires("behind_yardstick", 0.0, as_of="2022-03-09") == []


def test_unit_without_a_base_has_no_yardstick_to_be_behind(make_snapshot, fires):
    nothing = {"unit": "福州", "county_code": "350102", "stock_count": 0}
    make_snapshot(data_date=YEAR_END, stock=[nothing, STOCK[1]])
    assert "福州" not in fires("behind_yardstick", 0.1, as_of="2022-10-31")


def test_plan_of_no_firm_is_no_yardstick(make_snapshot, ask):
    empty = {"plan_no": "L1", "planned_count": 0}
    make_snapshot(
        stock=STOCK, plans=[empty | {"window_from": "2022-04-01", "window_to": "2022-04-30"}]
    )
    lags = ask("behind_yardstick", threshold=0, as_of="2022-07-05", units=["福州", "厦门"])
    assert lags[0]["yardstick_rate"] == lags[1]["yardstick_rate"]


@pytest.mark.parametrize(("visited", "found"), [(60, ["福州"]), (61, [])])
def test_lag_of_nine_firms_is_small(make_snapshot, fires, visited, found):
    make_snapshot(data_date=YEAR_END, stock=STOCK, task_rows=rows(visited, **VISITED))
    assert fires("behind_yardstick", 0.1, as_of="2022-10-31", units=["福州"]) == found


@pytest.mark.parametrize(("drawn", "found"), [(69, ["福州"]), (70, [])])
def test_one_firm_drawn_too_few_is_too_few(make_snapshot, fires, drawn, found):
    make_snapshot(stock=STOCK, task_rows=rows(drawn))
    assert fires("drawn_too_few", 0, as_of="2022-09-09", units=["福州"]) == found


@pytest.mark.parametrize("as_of", ["2022-05-31", "2022-09-09", "2022-10-31", "2022-11-01"])
def test_lag_and_shortfall_are_those_of_the_progress_page(make_snapshot, ask, as_of):
    made = rows(30, **VISITED) + rows(40, first=31)
    make_snapshot(data_date=YEAR_END, stock=STOCK, task_rows=made)
    standing = {one["unit"]: one for one in ask("standing_by_unit", as_of=as_of)}
    for one in ask("behind_yardstick", threshold=-9, as_of=as_of):
        assert one["lag_points"] == pytest.approx(-standing[one["unit"]]["pace_deviation"])
    name = "deadline_gap_count" if as_of > "2022-10-31" else "shortfall_count"
    short = {
        one["unit"]: one["short_count"]
        for one in ask("short_by_deadline", threshold=0, as_of=as_of)
    }
    assert short == {unit: one[name] for unit, one in standing.items() if one[name]}
    draws = {one["unit"]: one["still_to_draw_count"] for one in ask("sufficiency", as_of=as_of)}
    for one in ask("drawn_too_few", threshold=0, as_of=as_of):
        assert one["to_draw_count"] == draws[one["unit"]]


def test_short_turns_red_after_the_deadline(make_snapshot, ask):
    make_snapshot(
        data_date=YEAR_END, stock=STOCK, task_rows=rows(69, **VISITED) + rows(5, first=70)
    )
    for as_of, overdue in (("2022-10-31", False), ("2022-11-01", True)):
        (found,) = ask("short_by_deadline", threshold=0, as_of=as_of, units=["福州"])
        assert (found["short_count"], found["is_overdue"]) == (1, overdue)
    assert ask("short_by_deadline", threshold=1, as_of="2022-11-01", units=["福州"]) == []
    assert ask("short_by_deadline", threshold=0, as_of="2022-03-10") == []


def test_who_has_only_drawn_too_few_is_not_called_slow(make_snapshot, ask):
    made = rows(30, inspected_on="2022-09-08", results=["R1"]) + rows(20, first=31)
    make_snapshot(stock=STOCK, task_rows=made)
    at = {"threshold": 0, "as_of": "2022-09-09", "units": ["福州"]}
    assert ask("short_by_deadline", **at) == []
    (found,) = ask("drawn_too_few", **at)
    assert (found["drawn_count"], found["to_draw_count"]) == (50, 20)


def test_what_was_made_up_later_is_still_told_after_the_deadline(make_snapshot, ask):
    made = rows(60, **VISITED) + rows(10, first=61, inspected_on="2022-11-01", results=["R1"])
    make_snapshot(data_date=YEAR_END, stock=STOCK, task_rows=made)
    (found,) = ask("short_by_deadline", threshold=0, as_of="2022-12-31", units=["福州"])
    assert (found["on_deadline_count"], found["short_count"], found["late_count"]) == (60, 10, 10)
    assert (found["is_overdue"], found["is_judged"]) == (True, False)


def test_too_few_draws_count_until_the_deadline(make_snapshot, ask, fires):
    gone = rows(2, inspected_on="2022-05-06", results=["R9"])
    made = gone + rows(18, first=3, **VISITED) + rows(40, first=21)
    make_snapshot(data_date=YEAR_END, stock=STOCK, task_rows=made)
    (found,) = ask("drawn_too_few", threshold=0, as_of="2022-09-09", units=["福州"])
    assert found["to_draw_count"] == 70 - 60
    assert fires("drawn_too_few", 9.9 / 70, as_of="2022-09-09", units=["福州"]) == ["福州"]
    assert fires("drawn_too_few", 10 / 70, as_of="2022-09-09", units=["福州"]) == []
    assert fires("drawn_too_few", 0, as_of="2022-04-11", units=["福州"]) == ["福州"]
    assert fires("drawn_too_few", 0, as_of="2022-10-31", units=["福州"]) == ["福州"]
    assert fires("drawn_too_few", 0, as_of="2022-11-01", units=["福州"]) == []


WINDOW = {"window_from": "2022-06-01", "window_to": "2022-06-21"}


@pytest.mark.parametrize(
    ("as_of", "found"), [("2022-06-15", []), ("2022-06-16", ["T1"]), ("2022-06-22", ["T1"])]
)
def test_task_is_stuck_when_most_of_its_window_is_gone(make_snapshot, fires, as_of, found):
    make_snapshot(tasks=[{"task_no": "T1", **WINDOW}], task_rows=rows(10))
    assert fires("stuck_tasks", 0.75, as_of=as_of) == found


def test_stuck_needs_ten_rows_and_not_one_inspection(make_snapshot, ask, fires):
    make_snapshot(
        tasks=[{"task_no": f"T{n}", **WINDOW} for n in (1, 2, 3)],
        task_rows=[*rows(9, 1), *rows(10, 2), row(1, 3, **VISITED), *rows(10, 3, first=2)],
    )
    assert fires("stuck_tasks", 0.75) == ["T2"]
    assert fires("stuck_tasks", 0.75, as_of="2022-06-20") == ["T2"]
    (found,) = ask("stuck_tasks", threshold=0.75, as_of="2022-06-21")
    assert not found["is_overdue"]
    assert ask("stuck_tasks", threshold=0.75, as_of="2022-06-22")[0]["is_overdue"]
    assert fires("stuck_tasks", 0.75, units=["厦门"]) == []


def test_overdue_share_of_the_rows_whose_window_ended(make_snapshot, ask, fires):
    make_snapshot(
        tasks=[{"task_no": "T1", **WINDOW}, {"task_no": "T2", "window_to": "2022-10-31"}],
        task_rows=[*rows(30, 1, **VISITED), *rows(10, 1, first=31), *rows(50, 2)],
    )
    (found,) = ask("overdue_rows", threshold=0.25)
    assert (found["past_count"], found["overdue_count"], found["overdue_rate"]) == (40, 10, 0.25)
    assert found["is_overdue"]
    assert fires("overdue_rows", 0.26) == []
    assert fires("overdue_rows", 0.25, as_of="2022-06-21") == []
    assert fires("overdue_rows", 0.25, as_of="2022-06-22") == ["福州"]
    assert fires("overdue_rows", 0.25, units=["厦门"]) == []


def test_nine_overdue_rows_fire_nothing(make_snapshot, fires):
    make_snapshot(tasks=[{"task_no": "T1", **WINDOW}], task_rows=rows(9))
    assert fires("overdue_rows", 0.05) == []


# An inspection of 6 May is to be published by 2 June (Dragon Boat Day is the 3rd).
DUE = "2022-06-02"


def published(count, on, first=1, **more):
    state = {"pub_state": "已公示", "published_on": on}
    return rows(count, first=first, **VISITED, **state | more)


def test_publicity_in_time_of_what_is_due(make_snapshot, ask, fires):
    make_snapshot(
        task_rows=[
            *published(8, DUE),
            *published(1, "2022-06-06", first=9),
            row(10, **VISITED),
            row(11, pub_state="不予公示", not_public_reason="涉及商业秘密", **VISITED),
            *published(1, None, first=12),
            row(13, inspected_on="2022-09-08", results=["R1"]),
        ]
    )
    (found,) = ask("late_publicity", threshold=0.81)
    assert (found["due_count"], found["on_time_count"], found["on_time_rate"]) == (10, 8, 0.8)
    assert (found["waiting_count"], found["is_overdue"]) == (1, True)
    assert fires("late_publicity", 0.8) == []
    assert fires("late_publicity", 0.9, as_of="2022-06-01") == []
    # On the day itself the two that wait are not judged yet, which leaves eight rows.
    assert fires("late_publicity", 2, as_of=DUE) == []
    assert ask("late_publicity", threshold=0.9, as_of="2022-06-05")[0]["waiting_count"] == 2
    assert fires("late_publicity", 0.9, units=["厦门"]) == []


def test_nine_due_rows_fire_nothing(make_snapshot, fires):
    make_snapshot(task_rows=rows(9, **VISITED))
    assert fires("late_publicity", 0.8) == []


PROVINCE = {"plan_no": "P1", "level": "省级", "unit": None, "name": "2022年度价格检查"}
COUNTY = {"level": "县级", "county_code": "350102"}


def test_county_without_a_plan_and_county_without_a_task(make_snapshot, ask, fires):
    make_snapshot(
        stock=[{"unit": "福州", "county_code": "350104", "stock_count": 1000}],
        plans=[
            PROVINCE,
            PROVINCE | {"plan_no": "P2", "name": "2022年度广告检查"},
            {"plan_no": "L1", "provincial_plan_no": "P1", **COUNTY},
            {"plan_no": "L2", "provincial_plan_no": "P1", **COUNTY | {"county_code": "350103"}},
            {"plan_no": "L3", "provincial_plan_no": "P2", **COUNTY | {"county_code": "350103"}},
        ],
    )
    without = fires("counties_without_plan", 1, units=["福州"])
    assert "仓山区" in without
    assert not {"鼓楼区", "台江区"} & set(without)
    targets = {row["county"]: row["target_count"] for row in ask("counties_without_plan")}
    assert (targets["仓山区"], targets["马尾区"]) == (35, None)
    (found,) = ask("plans_not_taken_up", threshold=1)
    assert (found["county"], found["missing_count"]) == ("鼓楼区", 1)
    assert found["plan_names"] == "2022年度广告检查"
    assert fires("plans_not_taken_up", 2) == []
    assert fires("plans_not_taken_up", 1, units=["厦门"]) == []


REPORT = {"duty": "年度抽查工作情况", "unit": "福州", "subject": "福州"}


@pytest.mark.parametrize(
    ("as_of", "fired", "overdue"),
    [("2022-09-30", False, None), ("2022-10-01", True, False), ("2022-11-01", True, True)],
)
def test_duty_fires_thirty_days_before_its_date(make_snapshot, ask, as_of, fired, overdue):
    make_snapshot(
        data_date=YEAR_END, duties=[REPORT | {"state": "已收到", "received_on": "2022-10-05"}]
    )
    found = ask("duties_near_due", threshold=30, as_of=as_of)
    count = {"2022-10-01": 10, "2022-11-01": 9}.get(as_of, 0)
    assert [one["is_overdue"] for one in found] == [overdue] * count
    assert bool(found) == fired
    owing = [one["names"] for one in found]
    assert ("福州" in owing) == (as_of == "2022-10-01")
    assert len(owing) == sum(one["missing_count"] for one in found)
    assert {one["unit"] for one in found} == set(owing)


def test_duty_without_a_date_never_fires(make_snapshot, fires):
    make_snapshot(data_date=YEAR_END)
    assert "个体和合作社已组织" not in fires("duties_near_due", 9999)
    fired = fires("duties_near_due", 30, as_of="2022-10-31", units=[])
    assert set(fired) == {"年度抽查工作情况"}


def test_case_needs_evidence_and_is_asked_for_in_time(make_snapshot, ask, fires):
    good = {"task_no": "T1", "class_use": "对D类企业加密抽查", "state": "报送"}
    make_snapshot(
        data_date=YEAR_END,
        cases=[
            {"case_id": 1, **good},
            {"case_id": 2, "unit": "厦门", **good | {"task_no": None}},
            {"case_id": 3, "unit": "莆田", **good | {"case_year": 2021}},
            {"case_id": 4, "unit": "三明", **good | {"case_year": None}},
            {"case_id": 5, "unit": "泉州", **good | {"state": "线索"}},
        ],
    )
    without = fires("units_without_case", 120, as_of="2022-09-02")
    assert {"厦门", "莆田", "泉州"} < set(without)
    assert not {"福州", "三明"} & set(without)
    assert fires("units_without_case", 120, as_of="2022-09-01") == []
    last = ask("units_without_case", threshold=120, as_of="2022-12-31", units=["厦门"])
    assert [(one["is_overdue"], one["case_count"]) for one in last] == [(False, 1)]


def test_case_that_is_missing_after_its_date_is_overdue(make_snapshot, ask):
    due = {"duty": "典型案例", "subject_kind": "单位", "obligation": "必须", "due_on": "2022-11-30"}
    case = {"case_id": 1, "unit": "厦门", "class_use": "对D类企业加密抽查", "state": "报送"}
    make_snapshot(data_date=YEAR_END, ref_duties=[due], cases=[case])
    for as_of, overdue in (("2022-11-30", False), ("2022-12-01", True)):
        (found,) = ask("units_without_case", threshold=120, as_of=as_of, units=["厦门"])
        assert (found["is_overdue"], found["case_count"]) == (overdue, 1)


def classed(counts, number=1, first=1):
    """Rows of class A, B, C, D, so many of each."""
    letters = [letter for letter, n in zip("ABCD", counts, strict=True) for _ in range(n)]
    return [row(first + at, number, class_at_draw=one) for at, one in enumerate(letters)]


def pooled(number, counts, **more):
    pools = dict(zip(("pool_a", "pool_b", "pool_c", "pool_d"), counts, strict=True))
    return {"task_no": f"T{number}", "class_used": True, **pools, **more}


def test_ticked_task_with_level_ratios_and_task_upside_down(make_snapshot, ask, fires):
    make_snapshot(
        tasks=[
            pooled(1, (100, 100, 100, 100)),
            pooled(2, (100, 100, 100, 100)),
            pooled(3, (100, 100, 100, 100)),
            pooled(4, (100, 100, 100, 100), class_used=False),
        ],
        task_rows=[
            *classed((5, 5, 5, 5), 1),
            *classed((20, 10, 5, 0), 2),
            *classed((0, 5, 10, 20), 3),
            *classed((5, 5, 5, 5), 4),
        ],
    )
    assert fires("class_ticked_unused", 1.645) == ["T1"]
    (found,) = ask("class_ratios_inverted", threshold=2.326)
    assert (found["subject"], found["low_ratio"], found["high_ratio"]) == ("T2", 0.15, 0.025)
    for name in ("class_ticked_unused", "class_ratios_inverted"):
        assert fires(name, 2.326, as_of="2022-03-31") == []
        assert fires(name, 2.326, units=["厦门"]) == []


def test_every_ticked_task_that_does_not_rise_is_unused_or_upside_down(make_snapshot, fires):
    """Trend of T1: -1.92, of T2: -2.34."""
    pools = (100, 100, 100, 100)
    make_snapshot(
        tasks=[pooled(1, pools), pooled(2, pools)],
        task_rows=[*classed((12, 10, 7, 5), 1), *classed((14, 10, 7, 5), 2)],
    )
    assert fires("class_ticked_unused", 1.645) == ["T1"]
    assert fires("class_ratios_inverted", 2.326) == ["T2"]


def test_class_without_a_pool_has_no_ratio(make_snapshot, ask):
    make_snapshot(
        tasks=[
            pooled(1, (0, 0, 100, 100)),
            pooled(2, (0, 0, 100, 100)),
            pooled(3, (100, 100, 0, 0)),
            pooled(4, (100, 100, 0, 0)),
        ],
        task_rows=[
            *classed((0, 0, 10, 10), 1),
            *classed((0, 0, 20, 5), 2),
            *classed((10, 10, 0, 0), 3),
            *classed((20, 5, 0, 0), 4),
        ],
    )
    for name in ("class_ticked_unused", "class_ratios_inverted"):
        first, second = sorted(ask(name, threshold=1.645), key=lambda one: one["subject"])
        assert (first["low_ratio"], second["high_ratio"]) == (None, None)


def test_small_pools_and_small_draws_judge_nothing(make_snapshot, fires):
    make_snapshot(
        tasks=[
            pooled(1, (7, 7, 7, 7)),
            pooled(2, (100, 100, 100, 100)),
            pooled(3, (1000, 0, 0, 0)),
        ],
        task_rows=[
            *classed((7, 3, 0, 0), 1),
            *classed((9, 0, 0, 0), 2),
            *classed((20, 0, 0, 0), 3),
        ],
    )
    assert fires("class_ratios_inverted", 2.326) == []
    assert fires("class_ticked_unused", 1.645) == []


def test_draw_of_last_year_is_not_judged(make_snapshot, fires):
    make_snapshot(
        tasks=[pooled(1, (100, 100, 100, 100), drawn_on="2021-12-31")],
        task_rows=classed((20, 10, 5, 0)),
    )
    assert fires("class_ratios_inverted", 2.326) == []


EXEMPT = {
    "exempt_field": "食品",
    "exempt_reason": "专业性强",
    "exempt_office": "食品处",
    "exempt_on": "2022-03-01",
}


def test_exemption_says_what_it_lacks(make_snapshot, ask, fires):
    make_snapshot(
        tasks=[
            {"task_no": "T1", **EXEMPT},
            {"task_no": "T2", **EXEMPT | {"exempt_office": None, "exempt_on": None}},
            {"task_no": "T3"},
            {"task_no": "T4", **EXEMPT | {"exempt_on": None}, "drawn_on": "2021-12-31"},
        ],
    )
    (found,) = ask("exemptions_incomplete", threshold=1)
    assert (found["subject"], found["faults"]) == ("T2", "缺批准处室、缺批准日期")
    assert fires("exemptions_incomplete", 3) == []
    assert fires("exemptions_incomplete", 1, as_of="2022-03-31") == []
    assert fires("exemptions_incomplete", 1, units=["厦门"]) == []


def test_overlap_needs_a_share_and_three_firms(make_snapshot, ask, fires):
    window = {"window_from": "2022-09-01", "window_to": "2022-10-31"}
    make_snapshot(
        tasks=[{"task_no": f"T{n}", "lead_office": f"{n}处", **window} for n in (1, 2, 3)],
        task_rows=[*rows(6, 1), *rows(3, 2), *rows(3, 2, first=20), *rows(2, 3)],
    )
    (found,) = ask("overlapping_tasks", threshold=0.5)
    assert (found["subject"], found["other_task_no"]) == ("T1", "T2")
    assert (found["saved_visit_count"], found["shared_rate"]) == (3, 0.5)
    assert fires("overlapping_tasks", 0.51) == []
    assert fires("overlapping_tasks", 0.5, as_of="2022-03-31") == []
    assert fires("overlapping_tasks", 0.5, units=["厦门"]) == []


def test_overlap_ends_with_the_visits(make_snapshot, fires):
    window = {"window_from": "2022-04-01", "window_to": "2022-10-31"}
    make_snapshot(
        tasks=[{"task_no": f"T{n}", **window} for n in (1, 2, 3, 4)],
        task_rows=[
            *rows(3, 1, **VISITED),
            *rows(3, 2),
            *rows(3, 3, first=9),
            *rows(3, 4, first=9, **VISITED),
        ],
    )
    assert sorted(fires("overlapping_tasks", 0.5, as_of="2022-05-05")) == ["T1", "T3"]
    assert fires("overlapping_tasks", 0.5, as_of="2022-05-06") == []


def person(number, **more):
    known = {"unit": "福州", "county_code": "350102", "state": "有效"}
    return {"inspector_id": f"福州-000{number}", **known, **more}


def together(count, first, second, start=1):
    ids = [f"福州-000{first}", f"福州-000{second}"]
    return rows(count, first=start, inspector_ids=ids)


def test_same_pair_again_and_again_is_unlikely(make_snapshot, ask, fires):
    make_snapshot(
        inspectors=[person(n) for n in range(1, 6)],
        task_rows=together(12, 1, 2) + together(2, 3, 4, 20) + together(2, 4, 5, 30),
    )
    (found,) = ask("concentrated_pairs", threshold=0.001)
    assert (found["team"], found["row_count"], found["top_pair_count"]) == ("鼓楼区", 16, 12)
    assert found["expected_rate"] == 0.1
    # K·exp(−N·KL(3/4 ‖ 1/10)) with K = 10, N = 16.
    assert found["chance_bound_value"] == pytest.approx(5.3024e-8, rel=1e-3)
    assert fires("concentrated_pairs", found["chance_bound_value"]) == []
    assert fires("concentrated_pairs", 0.001, as_of="2022-03-31") == []
    assert fires("concentrated_pairs", 0.001, units=["厦门"]) == []


def test_only_one_pair_out_of_many_and_team_of_two(make_snapshot, fires):
    make_snapshot(
        inspectors=[person(n) for n in range(1, 6)]
        + [person(n, county_code="350103") for n in (6, 7)],
        task_rows=together(12, 1, 2) + together(12, 6, 7, 20),
    )
    assert fires("concentrated_pairs", 0.001) == ["鼓楼区"]


def test_even_pairs_fire_nothing(make_snapshot, fires):
    make_snapshot(
        inspectors=[person(n) for n in (1, 2, 3)],
        task_rows=together(5, 1, 2) + together(5, 2, 3, 10) + together(5, 1, 3, 20),
    )
    assert fires("concentrated_pairs", 0.5) == []


def test_certificate_used_after_its_last_day(make_snapshot, ask, fires):
    make_snapshot(
        inspectors=[person(1, cert_valid_to="2022-05-05"), person(2, cert_valid_to="2022-05-05")],
        task_rows=[row(1, inspector_ids=["福州-0001", "福州-0002"], **VISITED)],
    )
    (found,) = ask("expired_certificates_used", threshold=1)
    assert (found["inspector_count"], found["row_count"], found["is_overdue"]) == (2, 1, True)
    assert fires("expired_certificates_used", 2) == []
    assert fires("expired_certificates_used", 1, as_of="2022-05-05") == []
    assert fires("expired_certificates_used", 1, as_of="2022-05-06") == ["鼓楼区"]
    assert fires("expired_certificates_used", 1, units=["厦门"]) == []


def figure(count, on="2022-05-31", **more):
    known = {"unit": "福州", "metric": "已检查户数", "as_of": on, "reported_count": count}
    return known | more


def test_reported_difference_of_the_latest_report(make_snapshot, ask, fires):
    make_snapshot(
        task_rows=rows(50, **VISITED),
        reported_figures=[figure(90, "2022-05-30"), figure(55), figure(45, metric="已抽取户数")],
    )
    found = ask("reported_differences", threshold=0.1)
    assert {one["metric"]: one["difference_rate"] for one in found} == {
        "已检查户数": 0.1,
        "已抽取户数": -0.1,
    }
    assert (found[0]["reported_count"], found[0]["counted_count"]) != (90, 50)
    assert fires("reported_differences", 0.11) == []
    assert fires("reported_differences", 0.1, as_of="2022-05-30") == ["已检查户数"]
    assert fires("reported_differences", 0.1, as_of="2022-05-29") == []
    assert fires("reported_differences", 0.1, units=["厦门"]) == []


def test_difference_of_four_firms_is_small(make_snapshot, fires):
    make_snapshot(task_rows=rows(10, **VISITED), reported_figures=[figure(14)])
    assert fires("reported_differences", 0.1) == []


def test_report_of_a_county_and_of_nothing_counted(make_snapshot, ask):
    make_snapshot(
        task_rows=rows(10, **VISITED),
        reported_figures=[figure(15, county="鼓楼区"), figure(9, unit="厦门")],
    )
    by_unit = {one["unit"]: one for one in ask("reported_differences", threshold=0.1)}
    assert (by_unit["福州"]["county_code"], by_unit["福州"]["counted_count"]) == ("350102", 10)
    assert (by_unit["厦门"]["counted_count"], by_unit["厦门"]["difference_rate"]) == (0, None)


OWN = {"source_system": "自有系统", "unit": "厦门"}
ENTERED = {"entered_on": "2022-05-10", "unit": "厦门", "county_code": "350203", **VISITED}


def test_collection_is_slow_by_the_median(make_snapshot, ask, fires):
    make_snapshot(
        tasks=[{"task_no": "T1", **OWN}, {"task_no": "T2"}],
        task_rows=[
            row(1, collected_on="2022-05-12", **ENTERED),
            row(2, collected_on="2022-05-20", **ENTERED),
            row(3, collected_on="2022-06-10", **ENTERED),
            row(4, **ENTERED),
            row(5, 2, **ENTERED),
        ],
    )
    (found,) = ask("collection_delays", threshold=10)
    assert (found["median_days_value"], found["row_count"]) == (10, 4)
    assert (found["collected_count"], found["waiting_count"]) == (3, 1)
    assert fires("collection_delays", 10.5) == []
    assert fires("collection_delays", 10, as_of="2022-05-19") == []
    assert ask("collection_delays", threshold=1, as_of="2022-05-20")[0]["collected_count"] == 2
    assert fires("collection_delays", 1, as_of="2022-05-09") == []
    assert fires("collection_delays", 10, units=["福州"]) == []
