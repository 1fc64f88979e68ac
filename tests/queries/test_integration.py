"""M13, M16-M18: classes used, exempted, drawn and found."""

from datetime import date

import pytest

FUZHOU = {"unit": "福州"}
MONTH, YEAR = ({"unit": "福州", "period": period} for period in ("month", "year"))


def task(number, **more):
    return {"task_no": f"T{number}", "drawn_on": "2022-09-05", **more}


def test_used_is_a_flag_or_a_list_drawn_by_class(make_snapshot, ask_one):
    make_snapshot(
        tasks=[
            task(1, class_used=True),
            task(2, draw_method="分类分层"),
            task(3, class_used=False, draw_method="等比例"),
            task(4),
        ]
    )
    row = ask_one("integration_rate_by_unit", MONTH)
    assert (row["task_count"], row["used_count"]) == (4, 2)
    assert (row["unknown_count"], row["integration_rate"]) == (1, 0.5)


def test_month_and_year_so_far_stand_beside_each_other(make_snapshot, ask_one):
    make_snapshot(
        tasks=[
            task(1, class_used=True, drawn_on="2022-08-31"),
            task(2, class_used=False, drawn_on="2022-09-01"),
            task(3, class_used=True, drawn_on="2022-09-10"),
            task(4, class_used=True, drawn_on="2021-12-31"),
        ]
    )
    month, year = (ask_one("integration_rate_by_unit", one) for one in (MONTH, YEAR))
    assert (month["task_count"], month["integration_rate"]) == (1, 0)
    assert (year["task_count"], year["integration_rate"]) == (2, 0.5)
    totals = [ask_one("integration_totals", {"period": name}) for name in ("month", "year")]
    assert [row["integration_rate"] for row in totals] == [0, 0.5]


def test_without_tasks_the_rate_is_unknown(make_snapshot, ask, ask_one):
    make_snapshot()
    assert ask("integration_rate_by_unit") == []
    total = ask_one("integration_totals", {"period": "year"})
    rates = [total[f"{name}_rate"] for name in ("integration", "class_led", "effective")]
    assert rates == [None, None, None]


def test_unit_without_tasks_has_no_rate_beside_one_with(make_snapshot, ask_one):
    make_snapshot(tasks=[task(1, unit="厦门", class_used=True)])
    assert ask_one("integration_rate_by_unit", YEAR)["integration_rate"] is None
    assert ask_one("integration_rate_by_unit", YEAR | {"unit": "厦门"})["integration_rate"] == 1


def test_provincial_tasks_stand_apart(make_snapshot, ask_one):
    make_snapshot(tasks=[task(1, unit="省局本级", class_used=True)])
    province = YEAR | {"unit": "省局本级"}
    assert ask_one("integration_rate_by_unit", province)["integration_rate"] == 1


def test_tasks_without_enterprises_do_not_count(make_snapshot, ask_one):
    make_snapshot(
        entities=[{"entity_id": 2, "entity_kind": "个体工商户"}],
        tasks=[
            task(1, object_kinds=["个体工商户"]),
            task(2, object_kinds=["个体工商户", "企业"]),
            task(3, object_kinds=None),
            task(4, object_kinds=None),
        ],
        task_rows=[{"entity_id": 1, "task_no": "T3"}, {"entity_id": 2, "task_no": "T4"}],
    )
    assert ask_one("integration_rate_by_unit", YEAR)["task_count"] == 2


EXEMPTION = {
    "exempt_field": "特种设备",
    "exempt_reason": "专业性强",
    "exempt_office": "特种设备处",
    "exempt_on": "2022-09-01",
}


@pytest.mark.parametrize("missing", [None, *EXEMPTION])
def test_an_exemption_needs_field_reason_office_and_date(make_snapshot, ask, ask_one, missing):
    make_snapshot(tasks=[task(1, **(EXEMPTION | ({missing: None} if missing else {})))])
    is_exempt = missing is None
    row = ask_one("integration_rate_by_unit", YEAR)
    assert (row["exempt_count"], row["task_count"]) == (is_exempt, not is_exempt)
    listed = [(one["is_exempt"], one["missing_count"]) for one in ask("exempt_tasks")]
    assert listed == [(is_exempt, not is_exempt)]
    share = ask_one("exempt_share_by_office", {})
    assert (share["exempt_rate"], share["incomplete_count"]) == (is_exempt, not is_exempt)


def test_a_date_alone_is_an_incomplete_exemption(make_snapshot, ask):
    make_snapshot(tasks=[task(1, exempt_on="2022-09-01"), task(2)])
    assert [(one["task_no"], one["missing_count"]) for one in ask("exempt_tasks")] == [("T1", 3)]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, ""),
        ({"exempt_on": "2022-09-05"}, ""),
        ({"exempt_on": "2022-09-06"}, "批准晚于抽取"),
        ({"exempt_field": "价格"}, "领域不在清单"),
        ({"exempt_field": None, "exempt_on": None}, "缺领域、缺批准日期"),
        ({"exempt_field": "价格", "exempt_on": "2022-09-06"}, "领域不在清单、批准晚于抽取"),
    ],
)
def test_an_exemption_needs_a_listed_field_and_an_approval_by_the_draw(
    make_snapshot, ask, ask_one, changed, fault
):
    make_snapshot(tasks=[task(1, **EXEMPTION | changed)])
    (listed,) = ask("exempt_tasks")
    assert (listed["is_exempt"], listed["faults"]) == (not fault, fault)
    assert listed["is_listed_field"] == (listed["exempt_field"] == "特种设备")
    assert ask_one("integration_totals", {"period": "year"})["exempt_count"] == (not fault)
    assert ask_one("exempt_share_by_office", {})["incomplete_count"] == bool(fault)
    alerts = [one["faults"] for one in ask("exemptions_incomplete", threshold=1)]
    assert alerts == ([fault] if fault else [])


def test_an_exemption_of_a_task_without_a_date_of_draw_does_not_hold(make_snapshot, ask_one):
    make_snapshot(tasks=[task(1, **EXEMPTION | {"drawn_on": None})])
    assert ask_one("integration_totals", {"period": "year"})["exempt_count"] == 0


@pytest.mark.parametrize(
    ("as_of", "used", "verdict"),
    [
        ("2022-11-30", True, "progress"),
        ("2022-12-01", True, "reached"),
        ("2022-12-01", None, "short"),
        ("2022-12-31", True, "reached"),
    ],
)
def test_judged_in_december_not_before(make_snapshot, ask_one, as_of, used, verdict):
    make_snapshot(
        data_date=date(2022, 12, 31),
        tasks=[task(1, drawn_on=f"{as_of[:7]}-01", class_used=used)],
    )
    assert ask_one("integration_totals", {"period": "month"}, as_of=as_of)["verdict"] == verdict


def test_year_without_tasks_is_not_judged(make_snapshot, ask_one):
    make_snapshot(data_date=date(2022, 12, 31))
    assert ask_one("integration_totals", {"period": "month"})["verdict"] == "no_task"


def test_the_last_month_with_tasks_is_judged_where_december_has_none(make_snapshot, ask_one):
    make_snapshot(
        data_date=date(2022, 12, 31),
        tasks=[
            task(1, drawn_on="2022-10-31", class_used=False),
            task(2, drawn_on="2022-11-01", class_used=True),
            task(3, drawn_on="2022-12-01", **EXEMPTION),
            task(4, drawn_on="2023-01-05", class_used=False),
        ],
    )
    found = ask_one("integration_totals", {"period": "month"}, as_of="2022-12-31")
    assert (found["from_on"], found["until_on"]) == (date(2022, 11, 1), date(2022, 11, 30))
    assert (found["task_count"], found["verdict"]) == (1, "reached")
    row = ask_one("integration_rate_by_unit", MONTH, as_of="2022-12-31")
    assert (row["from_on"], row["task_count"]) == (date(2022, 11, 1), 1)


def test_a_month_without_tasks_does_not_reach_into_last_year(make_snapshot, ask_one):
    make_snapshot(tasks=[task(1, drawn_on="2021-12-31", class_used=True)])
    found = ask_one("integration_totals", {"period": "month"})
    assert (found["from_on"], found["task_count"]) == (date(2022, 9, 1), 0)
    assert found["verdict"] == "no_task"


@pytest.mark.parametrize(
    ("valid_from", "drawn_on", "found"),
    [
        ("2022-03-31", "2022-04-01", ("A", 1)),
        ("2022-04-01", "2022-04-01", ("A", 1)),
        ("2022-04-02", "2022-04-01", ("B", 1)),
        ("2022-03-31", None, ("未分类", 0)),
    ],
)
def test_blank_class_is_that_in_force_on_the_day_of_the_draw(
    make_snapshot, ask, valid_from, drawn_on, found
):
    periods = [("2022-01-01", "B"), (valid_from, "A"), ("2022-05-01", "D")]
    make_snapshot(
        tasks=[task(1, drawn_on=drawn_on)],
        class_periods=[
            {"entity_id": 1, "valid_from": day, "risk_class": one} for day, one in periods
        ],
        task_rows=[row(1, "R1", None)],
    )
    rows = ask("finding_rate_by_class")
    shown = [(one["risk_class"], one["inferred_count"]) for one in rows if one["applicable_count"]]
    assert shown == [found]


def test_class_of_the_export_stays_and_its_draw_counts_apart(make_snapshot, ask_one):
    since = {"valid_from": "2022-01-01", "risk_class": "D"}
    make_snapshot(
        tasks=[task(1, pool_a=5, pool_d=5)],
        class_periods=[{"entity_id": number, **since} for number in (1, 2)],
        task_rows=[row(1, "R1", "A"), row(2, "R1", None)],
    )
    low, high = (ask_one("class_ratio_by_unit", {"risk_class": one}) for one in "AD")
    assert (low["drawn_count"], low["inferred_count"]) == (1, 0)
    assert (high["drawn_count"], high["inferred_count"]) == (1, 1)


def test_rows_count_that_were_drawn_from_a_class_list(make_snapshot, ask_one):
    make_snapshot(
        tasks=[task(1, class_used=True), task(2), task(3, **EXEMPTION)],
        task_rows=[
            {"entity_id": 1, "task_no": "T1", "class_led": True},
            {"entity_id": 2, "task_no": "T1"},
            {"entity_id": 3, "task_no": "T1", "class_led": True, "moved_to": "T2"},
            {"entity_id": 3, "task_no": "T2"},
            {"entity_id": 4, "task_no": "T3", "class_led": True},
        ],
    )
    total = ask_one("integration_totals", {"period": "month"})
    assert (total["class_led_count"], total["row_count"]) == (1, 3)


def row(entity_id, result, risk_class="D", **more):
    usual = {"inspected_on": "2022-05-06", "results": [result], "class_at_draw": risk_class}
    return {"entity_id": entity_id, **usual, **more}


def test_finding_rate_leaves_out_what_is_neither(make_snapshot, ask_one):
    results = ["R1", "R2a", "R3", "R4", "R5", "R6", "R8", "R7", "R9", "R10", "RX"]
    make_snapshot(task_rows=[row(number, result) for number, result in enumerate(results)])
    found = ask_one("finding_rate_by_class", {"risk_class": "D"})
    assert (found["problem_count"], found["applicable_count"]) == (6, 7)
    assert found["beyond_r5_count"] == 5


def test_a_row_with_a_problem_beside_r5_stays(make_snapshot, ask_one):
    make_snapshot(task_rows=[row(1, "R5", results=["R5", "R4"])])
    assert ask_one("finding_rate_by_class", {"risk_class": "D"})["beyond_r5_count"] == 1


def test_wilson_interval_of_one_in_four(make_snapshot, ask_one):
    rows = [row(number, "R1") for number in (1, 2, 3)]
    make_snapshot(task_rows=[*rows, row(4, "R4")])
    found = ask_one("finding_rate_by_class", {"risk_class": "D"})
    assert found["finding_rate"] == 0.25
    assert found["low_rate"] == pytest.approx(0.0456, abs=5e-5)
    assert found["high_rate"] == pytest.approx(0.6994, abs=5e-5)


def test_only_enterprises_have_classes_unless_other_kinds_are_asked_for(make_snapshot, ask):
    make_snapshot(
        entities=[{"entity_id": 2, "entity_kind": "个体工商户"}],
        task_rows=[row(1, "R1"), row(2, "R1", None)],
    )
    assert [found["risk_class"] for found in ask("finding_rate_by_class")] == list("ABCD")
    other = ask("finding_rate_by_class", kinds=["个体工商户"])
    assert [found["applicable_count"] for found in other] == [0, 0, 0, 0, 1]


def test_class_without_inspections_has_no_rate(make_snapshot, ask):
    make_snapshot()
    rows = ask("finding_rate_by_class")
    assert [found["risk_class"] for found in rows] == ["A", "B", "C", "D"]
    assert {(found["finding_rate"], found["low_rate"]) for found in rows} == {(None, None)}


def test_rows_without_a_class_are_a_row_of_their_own(make_snapshot, ask):
    make_snapshot(task_rows=[row(1, "R1", None)])
    assert ask("finding_rate_by_class")[-1]["risk_class"] == "未分类"


def test_ratio_is_rows_drawn_over_the_exported_pool(make_snapshot, ask_one):
    make_snapshot(
        tasks=[task(1, pool_a=100, pool_d=10), task(2, pool_a=100)],
        task_rows=[
            row(1, "R1", "A", task_no="T1"),
            row(1, "R1", "A", task_no="T2"),
            row(2, "R1", "D", task_no="T1"),
            row(3, "R1", "D", task_no="T2"),
        ],
    )
    low = ask_one("class_ratio_by_unit", {"risk_class": "A"})
    assert (low["drawn_count"], low["pool_count"], low["applied_ratio"]) == (2, 200, 0.01)
    assert (low["entity_count"], low["frequency"], low["is_estimated"]) == (1, 2, False)
    high = ask_one("class_ratio_by_unit", {"risk_class": "D"})
    assert (high["task_count"], high["drawn_count"], high["pool_count"]) == (1, 1, 10)


def test_a_higher_class_drawn_less_is_inverted(make_snapshot, ask):
    pools = {"pool_a": 10, "pool_b": 10, "pool_c": 10, "pool_d": 10}
    classes = "ABBC"
    make_snapshot(
        tasks=[task(1, **pools)],
        task_rows=[row(number, "R1", risk) for number, risk in enumerate(classes)],
    )
    rows = ask("class_ratio_by_unit")
    assert [found["is_inverted"] for found in rows] == [False, False, True, True]


def register(entity_id, risk_class, valid_from="2022-01-01", **more):
    period = {"entity_id": entity_id, "valid_from": valid_from, "risk_class": risk_class}
    return {"entity_id": entity_id, **more}, period


def test_pool_of_an_undirected_task_is_the_register_at_the_draw(make_snapshot, ask):
    members = [
        register(1, "A"),
        register(2, "A", county_code="350203"),
        register(3, "D"),
        register(4, "D", reg_status="注销"),
        register(5, "D", entity_kind="个体工商户"),
    ]
    entities, periods = zip(*members, strict=True)
    later = {"entity_id": 1, "valid_from": "2022-09-06", "risk_class": "B"}
    make_snapshot(
        entities=entities,
        class_periods=[*periods, later],
        tasks=[task(1), task(2, draw_kind="定向")],
        task_rows=[row(3, "R1", "D", task_no="T1")],
    )
    rows = ask("class_ratio_by_unit")
    assert [found["risk_class"] for found in rows] == list("ABCD")
    assert [found["pool_count"] for found in rows] == [1, 0, 0, 1]
    assert all(found["is_estimated"] and found["task_count"] == 1 for found in rows)
    assert [found["applied_ratio"] for found in rows] == [0, None, None, 1]


@pytest.mark.parametrize(
    ("as_of", "a", "b", "existing"),
    [
        ("2022-01-31", 0, 0, 1),
        ("2022-02-01", 1, 0, 1),
        ("2022-02-28", 1, 0, 1),
        ("2022-03-01", 0, 1, 2),
    ],
)
def test_class_in_force_changes_on_its_day(make_snapshot, ask_one, as_of, a, b, existing):
    make_snapshot(
        entities=[{"entity_id": 1}, {"entity_id": 2, "established_on": "2022-03-01"}],
        class_periods=[
            {"entity_id": 1, "valid_from": "2022-02-01", "risk_class": "A"},
            {"entity_id": 1, "valid_from": "2022-03-01", "risk_class": "B"},
        ],
    )
    found = ask_one("class_coverage_by_unit", FUZHOU, as_of=as_of)
    assert (found["a_count"], found["b_count"], found["existing_count"]) == (a, b, existing)
    assert found["coverage_rate"] == (a + b) / existing


def test_only_the_register_is_covered(make_snapshot, ask):
    make_snapshot(entities=[{"entity_id": 1, "in_register": False}])
    assert {row["existing_count"] for row in ask("class_coverage_by_unit")} == {0}
    assert ask("class_stock_by_county") == []
