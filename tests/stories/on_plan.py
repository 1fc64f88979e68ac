"""Stories found on 计划任务, and in the alerts that lead there."""

from .worlds import World

# alert_min_overlap of data/reference/parameters.csv
FEW_FIRMS = 3
# Rows of a story looked up one by one.
TOLD_ROWS = 5


def counties_without_plan(world: World, _unit: str, facts: dict) -> None:
    missing = world.ask("uptake_grid", is_missing=True)
    assert {row["county_code"] for row in missing if not row["has_plan"]} == set(facts["counties"])
    fired = {row["county_code"]: row["plan_count"] for row in world.fired["counties_without_plan"]}
    assert fired == dict.fromkeys(facts["counties"], 0)
    total = world.ask("uptake_by_unit")[-1]
    assert total["county_count"] - total["planned_county_count"] == len(facts["counties"])


def plans_not_taken_up(world: World, _unit: str, facts: dict) -> None:
    """Every pair of county and plan, and per county as many as the alert says."""
    missing = world.ask("uptake_grid", is_missing=True)
    pairs = [[row["county_code"], row["plan_no"]] for row in missing if row["has_plan"]]
    assert sorted(pairs) == facts["pairs"]
    counties = [county for county, _ in facts["pairs"]]
    fired = {row["county_code"]: row["missing_count"] for row in world.fired["plans_not_taken_up"]}
    assert fired == {county: counties.count(county) for county in counties}


def risk_fields(world: World, _unit: str, facts: dict) -> None:
    cells = world.ask("field_coverage")
    empty = [[row["unit"], row["risk_field"]] for row in cells if row["is_empty"]]
    assert sorted(empty) == sorted(facts["empty"])
    assert all(cell in empty for cell in facts["planted"])


def flagged_tasks(world: World, _unit: str, facts: dict) -> None:
    drawn = [row for row in world.ask("task_list") if row["drawn_on"]]
    assert {row["task_no"] for row in drawn if row["one_plus_x"]} == set(facts["one_plus_x"])
    joint = {row["task_no"] for row in drawn if row["joint"] == "跨部门"}
    assert joint == set(facts["cross_department"])
    assert {row["task_no"] for row in drawn if not row["plan_no"]} == set(facts["outside_plan"])
    total = world.ask("joint_share_by_unit")[-1]
    assert total["joint_task_count"] == len(joint)
    assert total["one_plus_x_task_count"] == len(facts["one_plus_x"])


def stuck_task(world: World, unit: str, facts: dict) -> None:
    row = world.alert("stuck_tasks", facts["task"])
    assert row["unit"] == unit
    assert (row["row_count"], str(row["window_to_on"])) == (facts["rows"], facts["window_to"])
    task = world.by("task_no", "task_list")[facts["task"]]
    assert (task["state"], task["overdue_count"]) == ("超期", facts["overdue_rows"])
    assert (task["row_count"], task["inspected_count"]) == (facts["rows"], 0)


def overlapping_tasks(world: World, _unit: str, facts: dict) -> None:
    """Firms that both tasks wait for; an alert while they are enough."""
    rows = world.ask("overlap_entities")
    listed = [
        row["uscc"] or row["reg_no"]
        for row in rows
        if [row["first_task_no"], row["second_task_no"]] == facts["tasks"]
    ]
    assert sorted(listed) == facts["shared_waiting"]
    fired = [
        [row["subject"], row["other_task_no"], row["saved_visit_count"]]
        for row in world.fired["overlapping_tasks"]
        if [row["office"], row["other_office"]] == facts["offices"]
    ]
    waiting = len(facts["shared_waiting"])
    assert fired == ([[*facts["tasks"], waiting]] if waiting >= FEW_FIRMS else [])


def repeats(world: World, _unit: str, facts: dict) -> None:
    total = world.ask("repeats_by_unit")[-1]
    assert total["window_days"] == facts["days"]
    assert total["inspected_entity_count"] == facts["inspected"]
    assert total["repeated_entity_count"] == facts["entities"] > 0


def concentrated_pair(world: World, unit: str, facts: dict) -> None:
    row = world.alert("concentrated_pairs", facts["county"], "county_code")
    assert row["unit"] == unit
    assert (row["row_count"], row["top_pair_count"]) == (facts["rows"], facts["pair_rows"])
    (top, *_) = world.ask("pair_matrix", team=facts["county"])
    ids = world.inspectors()
    assert sorted([ids[top["first_label"]], ids[top["second_label"]]]) == sorted(facts["pair"])


def expired_certificates(world: World, unit: str, facts: dict) -> None:
    row = world.alert("expired_certificates_used", facts["county"], "county_code")
    assert row["unit"] == unit
    assert row["inspector_count"] == len(facts["inspected_after"])
    assert row["row_count"] == facts["rows_after"]
    team = world.by("county_code", "expired_certificates")[facts["county"]]
    assert team["expired_count"] == len(facts["inspectors"])
    ids = world.inspectors()
    assert sorted(ids[label] for label in team["labels"]) == facts["inspected_after"]


def reassigned_rows(world: World, _unit: str, facts: dict) -> None:
    assert sum(row["moved_count"] for row in world.ask("reassignments")) == facts["count"]
    for task, code in facts["rows"][:TOLD_ROWS]:
        (firm,) = world.ask("entities_by_code", code=code)
        told = world.ask("entity_timeline", entity_id=firm["entity_id"])
        assert [one["detail"] for one in told if one["task_no"] == task and one["stage"] == "drawn"]


def last_years_task(world: World, unit: str, facts: dict) -> None:
    """Drawn in 2021: only what was inspected since New Year counts."""
    task = world.by("task_no", "task_list")[facts["task"]]
    assert task["unit"] == unit
    assert task["drawn_on"].year == 2021
    assert task["inspected_count"] == facts["inspected_2022"]
    assert facts["inspected_2021"] + facts["inspected_2022"] > 0


def missing_duty_of_office(world: World, office: str, facts: dict) -> None:
    row = world.by("lead_office", "office_duties")[office]
    state = "未报送" if world.day <= row["due_on"] else "逾期未报送"
    assert (row["report_state"], row["report_received_on"]) == (state, None)
    listed = [one for one in world.ask("duty_list") if one["subject"] == office]
    assert [(one["duty"], one["is_received"]) for one in listed] == [(facts["duty"], False)]
