"""Planted facts of the demo on 计划任务 and among the alerts; and no alert without a story."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from inspection import alerts, warehouse
from inspection.access import LOCAL
from inspection.demo import write_demo
from inspection.ingest.publish import import_files
from inspection.settings import settings
from inspection.snapshots import Snapshot, current

DAY, YEAR_END = date(2022, 9, 9), date(2022, 12, 31)
# alert_min_rows and alert_min_overlap of data/reference/parameters.csv
FEW_ROWS, FEW_FIRMS = 10, 3
# Stories whose units may be behind in September, or are.
PACES = ("pace_slow", "pace_catch_up", "september_bunching", "drawn_too_few")


class World(NamedTuple):
    """A demo in service, what was planted in it, and the alerts of its day."""

    snapshot: Snapshot
    truth: dict
    stories: dict[str, list[dict]]
    fired: dict[str, list[dict]]

    def ask(self, name: str, **params) -> list[dict]:
        return warehouse.run(name, scope=LOCAL, snapshot=self.snapshot, **params).to_pylist()

    def facts(self, name: str) -> dict:
        (only,) = self.stories[name]
        return only["facts"]

    def units(self, *names: str) -> set[str]:
        return {story["unit"] for name in names for story in self.stories[name]}

    def subjects(self, name: str, column: str = "subject") -> set:
        return {row[column] for row in self.fired[name]}

    def one(self, name: str) -> dict:
        (only,) = self.fired[name]
        return only


def build(folder: Path, **options) -> World:
    """Write, import, and evaluate every rule on the data date."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(folder / "warehouse"))
        settings.cache_clear()
        write_demo(folder / "demo", **options)
        import_files([path for path in (folder / "demo").iterdir() if path.suffix != ".json"])
        snapshot = current()
    settings.cache_clear()
    truth = json.loads((folder / "demo" / "truth.json").read_text("utf-8"))
    told = defaultdict(list)
    for story in truth["stories"]:
        told[story["id"]].append(story)
    rules = warehouse.run("alert_rules", scope=LOCAL, snapshot=snapshot).to_pylist()
    return World(snapshot, truth, told, {rule["alert"]: rows(rule, snapshot) for rule in rules})


def rows(rule: dict, snapshot: Snapshot) -> list[dict]:
    threshold = rule["threshold_value"]
    return warehouse.run(
        rule["query"], scope=LOCAL, snapshot=snapshot, threshold=threshold
    ).to_pylist()


@pytest.fixture(scope="module", params=[(2022, False), (7, True)], ids=["2022-dirty", "7-clean"])
def world(request, tmp_path_factory) -> World:
    seed, clean = request.param
    folder = tmp_path_factory.mktemp(f"plans{seed}")
    return build(folder, scale=0.05, seed=seed, until=DAY, clean=clean)


@pytest.fixture(scope="module")
def idle_world(tmp_path_factory) -> World:
    """The end of a year in which the class means nothing."""
    options = {"scale": 0.02, "seed": 7, "until": YEAR_END, "clean": True, "effects": False}
    return build(tmp_path_factory.mktemp("idle"), **options)


def test_every_sentence_can_be_said(world):
    found = alerts.fired(LOCAL, world.snapshot)
    assert len(found) == sum(len(one) for one in world.fired.values())
    assert not [one for one in found if "{" in one.say("zh") + one.say("en")]


def ticked_and_judged(world: World) -> set[str]:
    """The ticked task, where its draw is large enough for a judgement."""
    facts = world.facts("ticked_unused")
    return {facts["task"]} if sum(facts["drawn"]) >= FEW_ROWS else set()


def waiting_together(world: World) -> list[list[str]]:
    """The overlapping tasks, while enough firms wait in both."""
    facts = world.facts("overlapping_tasks")
    return [facts["tasks"]] if len(facts["shared_waiting"]) >= FEW_FIRMS else []


def test_alerts_that_are_exactly_the_planted_stories(world):
    planted = {
        "stuck_tasks": {story["facts"]["task"] for story in world.stories["stuck_task"]},
        "late_publicity": world.units("late_publicity"),
        "units_without_case": world.units("no_case", "case_without_task"),
        "class_ticked_unused": ticked_and_judged(world),
        "class_ratios_inverted": {world.facts("inverted_ratio")["task"]},
        "exemptions_incomplete": set(world.facts("exempt_tasks")["incomplete"]),
        "overlapping_tasks": {pair[0] for pair in waiting_together(world)},
        "collection_delays": world.units("own_system_collection"),
    }
    assert {name: world.subjects(name) for name in planted} == planted


def test_alerts_of_counties_are_exactly_the_planted_ones(world):
    declined = world.facts("provincial_plans_not_taken_up")["pairs"]
    planted = {
        "counties_without_plan": set(world.facts("counties_without_plan")["counties"]),
        "plans_not_taken_up": {county for county, _ in declined},
        "concentrated_pairs": {world.facts("concentrated_pair")["county"]},
        "expired_certificates_used": {world.facts("expired_certificates")["county"]},
    }
    assert {name: world.subjects(name, "county_code") for name in planted} == planted


def test_other_alerts_belong_to_units_with_a_story_of_their_pace(world):
    assert world.subjects("reported_differences", "unit") == world.units("reported_differs")
    assert world.units("pace_slow") <= world.subjects("behind_yardstick") <= world.units(*PACES)
    assert world.subjects("overdue_rows") <= world.units("pace_slow", "stuck_task")
    assert world.fired["duties_near_due"] == []


def test_units_without_such_a_story_are_short_by_the_truth_or_by_a_few(world):
    counts = world.truth["counts"]["units"]
    assert world.units("drawn_too_few") <= world.subjects("drawn_too_few")
    for unit in world.subjects("drawn_too_few"):
        assert counts[unit]["drawn"] < counts[unit]["target"]
    assert world.units("drawn_too_few", "pace_slow") <= world.subjects("short_by_deadline")
    for row in world.fired["short_by_deadline"]:
        told = counts[row["unit"]]
        is_few = row["short_count"] < FEW_ROWS
        assert told["drawn"] < told["target"] or row["unit"] in world.units(*PACES) or is_few


def test_counts_of_units_are_those_of_the_truth(world):
    counts = world.truth["counts"]["units"]
    for name in ("behind_yardstick", "short_by_deadline", "drawn_too_few"):
        for row in world.fired[name]:
            told = counts[row["unit"]]
            assert row["target_count"] == told["target"]
            assert row.get("checked_count", told["checked"]) == told["checked"]
            assert row.get("drawn_count", told["drawn"]) == told["drawn"]


def test_stuck_task(world):
    row, facts = world.one("stuck_tasks"), world.facts("stuck_task")
    assert (row["row_count"], str(row["window_to_on"])) == (facts["rows"], facts["window_to"])
    (task,) = [one for one in world.ask("task_list") if one["task_no"] == facts["task"]]
    assert (task["state"], task["overdue_count"]) == ("超期", facts["overdue_rows"])


def test_publicity_of_the_late_unit(world):
    row, facts = world.one("late_publicity"), world.facts("late_publicity")
    assert (row["due_count"], row["on_time_count"]) == (facts["due"], facts["in_time"])


def test_every_pair_of_county_and_plan_that_is_missing(world):
    missing = world.ask("uptake_grid", is_missing=True)
    pairs = [[one["county_code"], one["plan_no"]] for one in missing if one["has_plan"]]
    assert sorted(pairs) == world.facts("provincial_plans_not_taken_up")["pairs"]
    without = {one["county_code"] for one in missing if not one["has_plan"]}
    assert without == set(world.facts("counties_without_plan")["counties"])


def test_firms_that_two_tasks_wait_for(world):
    facts = world.facts("overlapping_tasks")
    listed = [
        one["uscc"] or one["reg_no"]
        for one in world.ask("overlap_entities")
        if [one["first_task_no"], one["second_task_no"]] == facts["tasks"]
    ]
    assert sorted(listed) == facts["shared_waiting"]
    for row in world.fired["overlapping_tasks"]:
        assert [row["subject"], row["other_task_no"]] == facts["tasks"]
        assert [row["office"], row["other_office"]] == facts["offices"]
        assert row["saved_visit_count"] == len(facts["shared_waiting"])


def test_repeats(world):
    total, facts = world.ask("repeats_by_unit")[-1], world.facts("repeats")
    assert total["window_days"] == facts["days"]
    assert total["inspected_entity_count"] == facts["inspected"]
    assert total["repeated_entity_count"] == facts["entities"]


def test_risk_fields_without_a_task(world):
    empty = [
        [one["unit"], one["risk_field"]] for one in world.ask("field_coverage") if one["is_empty"]
    ]
    assert sorted(empty) == sorted(world.facts("risk_fields_without_task")["empty"])


def test_flags_of_tasks(world):
    facts = world.facts("flagged_tasks")
    drawn = [one for one in world.ask("task_list") if one["drawn_on"]]
    assert {one["task_no"] for one in drawn if one["one_plus_x"]} == set(facts["one_plus_x"])
    joint = {one["task_no"] for one in drawn if one["joint"] == "跨部门"}
    assert joint == set(facts["cross_department"])
    assert {one["task_no"] for one in drawn if not one["plan_no"]} == set(facts["outside_plan"])
    total = world.ask("joint_share_by_unit")[-1]
    assert total["joint_task_count"] == len(joint)
    assert total["one_plus_x_task_count"] == len(facts["one_plus_x"])


def test_same_two_people_again_and_again(world):
    row, facts = world.one("concentrated_pairs"), world.facts("concentrated_pair")
    assert (row["row_count"], row["top_pair_count"]) == (facts["rows"], facts["pair_rows"])
    (top, *_) = world.ask("pair_matrix", team=facts["county"])
    ids = {one["inspector_label"]: one["inspector_id"] for one in world.ask("inspector_labels")}
    assert sorted([ids[top["first_label"]], ids[top["second_label"]]]) == sorted(facts["pair"])


def test_certificates_used_after_their_end(world):
    row, facts = world.one("expired_certificates_used"), world.facts("expired_certificates")
    assert row["inspector_count"] == len(facts["inspected_after"])
    assert row["row_count"] == facts["rows_after"]
    teams = {one["county_code"]: one for one in world.ask("expired_certificates")}
    assert teams[facts["county"]]["expired_count"] == len(facts["inspectors"])
    ids = {one["inspector_label"]: one["inspector_id"] for one in world.ask("inspector_labels")}
    labels = teams[facts["county"]]["labels"]
    assert sorted(ids[label] for label in labels) == facts["inspected_after"]


def test_reassigned_rows(world):
    facts = world.facts("reassigned_rows")
    assert sum(one["moved_count"] for one in world.ask("reassignments")) == facts["count"]
    listed = sorted(
        [one["from_task_no"], one["uscc"] or one["reg_no"]] for one in world.ask("reassigned_rows")
    )
    assert listed[: len(facts["rows"])] == facts["rows"]


def test_reported_difference(world):
    day, reported, counted = world.facts("reported_differs")["checked"][-1]
    (row,) = [one for one in world.fired["reported_differences"] if one["metric"] == "已检查户数"]
    found = (str(row["reported_on"]), row["reported_count"], row["counted_count"])
    assert found == (day, reported, counted)


def test_slow_collection(world):
    row, facts = world.one("collection_delays"), world.facts("own_system_collection")
    assert (row["row_count"], row["collected_count"]) == (facts["rows"], facts["collected"])
    assert row["median_days_value"] == facts["median_delay_days"]


def test_without_effects_nothing_is_upside_down(idle_world):
    assert idle_world.fired["class_ratios_inverted"] == []


def test_at_the_end_of_the_year_documents_are_overdue(idle_world):
    missing = {
        (story["facts"]["duty"], story["unit"]) for story in idle_world.stories["missing_duty"]
    }
    fired = idle_world.fired["duties_near_due"]
    units = set(idle_world.truth["counts"]["units"])
    named = {(row["subject"], name) for row in fired for name in row["names"].split("、")}
    assert {pair for pair in named if pair[1] in units} == {
        pair for pair in missing if pair[0] != "个体和合作社已组织"
    }
    overdue = {row["subject"]: row["is_overdue"] for row in fired}
    assert overdue["年度抽查工作情况"]
    assert not overdue["成效评估报告"]
