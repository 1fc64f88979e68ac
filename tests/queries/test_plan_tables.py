"""Plans: their text beside what was read, their state; what counties take up (M26, M27)."""

import pytest

PROVINCE = {"level": "省级", "unit": None, "plan_no": "P1", "name": "2022年度价格检查"}
COUNTY = {"level": "县级", "county_code": "350102"}
DONE = {"inspected_on": "2022-05-06", "results": ["R1"], "pub_state": "已公示"}


def plan(number, **more):
    return {"plan_no": number, **more}


def test_text_and_qualifier_stand_beside_the_number(make_snapshot, ask):
    read = {
        "ratio_text": "不低于3%",
        "ratio": 0.03,
        "ratio_qualifier": "不低于",
        "count_text": "约13万户",
        "planned_count": 130_000,
        "count_qualifier": "约",
        "period_text": "5月—8月",
        "window_from": "2022-05-01",
        "window_to": "2022-08-31",
    }
    make_snapshot(plans=[plan("L1", **read)])
    (row,) = ask("plan_list")
    told = [row[name] for name in ("ratio_text", "planned_ratio", "ratio_qualifier")]
    assert told == ["不低于3%", 0.03, "不低于"]
    assert (row["count_text"], row["count_qualifier"]) == ("约13万户", "约")
    assert str(row["window_from_on"]) == "2022-05-01"


def test_province_stands_first_then_units_then_counties(make_snapshot, ask):
    make_snapshot(
        plans=[
            plan("L3", unit="福州", **COUNTY),
            plan("L2", unit="厦门"),
            plan("L1", unit="福州"),
            PROVINCE,
        ]
    )
    rows = ask("plan_list")
    assert [row["plan_no"] for row in rows] == ["P1", "L1", "L3", "L2"]
    assert rows[0]["unit"] == "省局本级"


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2022-03-31", "未开展"), ("2022-04-01", "进行中"), ("2022-06-01", "已完成")],
)
def test_state_follows_the_tasks(make_snapshot, ask, as_of, state):
    make_snapshot(
        plans=[plan("L1", window_to="2022-06-30")],
        tasks=[{"task_no": "T1", "plan_no": "L1"}],
        task_rows=[{"entity_id": 1, "published_on": "2022-06-01", **DONE}],
    )
    assert ask("plan_list", as_of=as_of)[0]["state"] == state


def test_plan_past_its_window_and_not_done_is_overdue(make_snapshot, ask):
    make_snapshot(plans=[plan("L1", window_to="2022-08-31")])
    assert ask("plan_list", as_of="2022-08-31")[0]["state"] == "未开展"
    assert ask("plan_list", as_of="2022-09-01")[0]["state"] == "超期"


def test_plan_with_a_task_still_to_draw_is_not_done(make_snapshot, ask):
    make_snapshot(
        plans=[plan("L1")],
        tasks=[
            {"task_no": "T1", "plan_no": "L1"},
            {"task_no": "T2", "plan_no": "L1", "drawn_on": None},
        ],
        task_rows=[{"entity_id": 1, "published_on": "2022-05-07", **DONE}],
    )
    (row,) = ask("plan_list")
    assert (row["state"], row["task_count"], row["drawn_count"]) == ("进行中", 2, 1)


def test_plan_list_counts_rows_of_the_units_asked_for(make_snapshot, ask):
    make_snapshot(
        plans=[plan("L1")],
        tasks=[{"task_no": "T1", "plan_no": "L1"}],
        task_rows=[{"entity_id": 1}, {"entity_id": 2, "unit": "厦门", "county_code": "350203"}],
    )
    assert ask("plan_list")[0]["drawn_count"] == 2
    assert ask("plan_list", units=["福州"])[0]["drawn_count"] == 1


def test_county_takes_up_by_number_else_by_name(make_snapshot, ask):
    make_snapshot(
        plans=[
            PROVINCE,
            plan("L1", provincial_plan_no="P1", **COUNTY),
            plan("L2", name=PROVINCE["name"], **COUNTY | {"county_code": "350103"}),
            plan("L3", name="自己的计划", **COUNTY | {"county_code": "350104"}),
        ]
    )
    states = {row["county"]: row["state"] for row in ask("uptake_grid", units=["福州"])}
    assert states["鼓楼区"] == states["台江区"] == "已承接"
    assert (states["仓山区"], states["马尾区"]) == ("未承接", "无计划")


def test_number_that_is_none_of_the_province_is_not_mended_by_name(make_snapshot, ask_one):
    wrong = plan("L1", provincial_plan_no="X9", name=PROVINCE["name"], **COUNTY)
    make_snapshot(plans=[PROVINCE, wrong])
    assert ask_one("uptake_grid", {"county": "鼓楼区"})["state"] == "未承接"


def test_missing_ones_alone_those_with_a_plan_first(make_snapshot, ask):
    make_snapshot(
        plans=[
            PROVINCE,
            plan("L1", provincial_plan_no="P1", **COUNTY),
            plan("L3", name="自己的计划", **COUNTY | {"county_code": "350104"}),
        ]
    )
    rows = ask("uptake_grid", units=["福州"], is_missing=True)
    assert rows[0]["county"] == "仓山区"
    assert "鼓楼区" not in {row["county"] for row in rows}
    assert len(ask("uptake_grid", units=["福州"], is_missing=False)) == 1


def test_grid_counts_rows_under_the_plans_that_take_it_up(make_snapshot, ask_one):
    make_snapshot(
        plans=[PROVINCE, plan("L1", provincial_plan_no="P1", **COUNTY)],
        tasks=[{"task_no": "T1", "plan_no": "L1"}, {"task_no": "T2", "plan_no": "P1"}],
        task_rows=[
            {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]},
            {"entity_id": 1, "task_no": "T2"},
        ],
    )
    cell = {"county": "鼓楼区"}
    row = ask_one("uptake_grid", cell, as_of="2022-05-06")
    assert (row["drawn_count"], row["inspected_count"]) == (2, 1)
    assert ask_one("uptake_grid", cell, as_of="2022-05-05")["inspected_count"] == 0
    assert ask_one("uptake_grid", cell, as_of="2022-03-31")["drawn_count"] == 0


def test_every_supervised_county_counts_and_jinmen_does_not(make_snapshot, ask):
    make_snapshot(plans=[PROVINCE])
    total = ask("uptake_by_unit")[-1]
    assert (total["unit"], total["county_count"], total["offered_count"]) == ("合计", 83, 83)
    assert "金门县" not in {row["county"] for row in ask("uptake_grid")}


def test_plan_and_uptake_rates(make_snapshot, ask_one):
    make_snapshot(
        plans=[
            PROVINCE,
            PROVINCE | {"plan_no": "P2", "name": "2022年度广告检查"},
            plan("L1", provincial_plan_no="P1", **COUNTY),
            plan("L2", provincial_plan_no="P1", **COUNTY),
            plan("U1"),
        ]
    )
    row = ask_one("uptake_by_unit", {"unit": "福州"})
    assert (row["planned_county_count"], row["plan_making_rate"]) == (1, 1 / 12)
    assert (row["taken_up_count"], row["uptake_rate"]) == (1, 1 / 24)
    assert row["has_unit_plan"]
    assert not ask_one("uptake_by_unit", {"unit": "厦门"})["has_unit_plan"]


def test_without_provincial_plans_uptake_is_unknown(make_snapshot, ask):
    make_snapshot()
    total = ask("uptake_by_unit")[-1]
    assert (total["plan_making_rate"], total["uptake_rate"]) == (0, None)
    assert ask("uptake_by_unit", units=["无"])[-1]["plan_making_rate"] is None
