"""Every planted story can be found in the exported files."""

from collections import Counter
from pathlib import Path

import pytest

from .exported import read_kind, stories, truth

CODE = "统一社会信用代码/注册号"
TASK = "抽查任务编号"
IDS = {
    "absent_from_register", "blank_flags", "case_without_task", "class_d_not_drawn",
    "classes_missing", "concentrated_pair", "counties_without_plan", "drawn_last_year",
    "drawn_too_few", "early_publicity", "exempt_tasks", "expired_certificates",
    "findings_rise_with_class", "firms_under_two_units", "flagged_tasks",
    "individuals_and_cooperatives", "integration", "inverted_ratio", "late_completion",
    "late_publicity", "merged_visits",
    "missing_duty", "missing_duty_of_office", "new_enterprises_inspected", "no_case",
    "overlapping_tasks", "own_system_collection", "pace_catch_up", "pace_fast", "pace_slow",
    "partial_base",
    "pingtan_apart", "provincial_plans_not_taken_up", "publicity_without_date",
    "reassigned_rows", "repeats",
    "reported_differs", "results", "risk_fields_without_task", "september_bunching",
    "stuck_task", "ticked_unused", "withdrawn_rows",
}  # fmt: skip


def facts(folder: Path, name: str) -> dict:
    return stories(folder, name)[0]["facts"]


def unit_of(folder: Path, name: str) -> str:
    return stories(folder, name)[0]["unit"]


def tasks(folder: Path) -> dict[str, dict[str, str]]:
    return {record[TASK]: record for record in read_kind(folder, "抽查任务")}


def test_every_story_is_told(clean: Path) -> None:
    assert {story["id"] for story in truth(clean)["stories"]} >= IDS


def test_too_few_are_drawn_to_ever_finish(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "drawn_too_few")
    assert told["drawn"] < told["target"]


def test_slow_unit_reaches_its_target_only_after_the_deadline(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "late_completion")
    assert told["checked_by_deadline"] < told["target"] <= told["checked"]


def test_paces_differ(clean: Path) -> None:
    rates = {
        name: facts(clean, name)["checked"] / facts(clean, name)["target"]
        for name in ("pace_fast", "pace_slow")
    }
    assert rates["pace_fast"] > rates["pace_slow"] + 0.25


def test_unit_that_catches_up_did_most_in_late_summer(clean: Path) -> None:
    by_month = facts(clean, "pace_catch_up")["rows_by_month"]
    assert sum(by_month.get(f"2022-0{m}", 0) for m in (7, 8, 9)) > 0.55 * sum(by_month.values())


def test_september_is_the_fullest_month_of_the_bunching_unit(clean_year_end: Path) -> None:
    by_month = facts(clean_year_end, "september_bunching")["rows_by_month"]
    assert max(by_month, key=by_month.get) == "2022-09"


def test_stuck_task_is_drawn_and_never_inspected(clean: Path) -> None:
    told = facts(clean, "stuck_task")
    rows = [r for r in read_kind(clean, "检查结果") if r[TASK] == told["task"]]
    assert len({r[CODE] for r in rows}) == told["rows"] == told["overdue_rows"]
    assert not any(r["检查日期"] for r in rows)
    assert tasks(clean)[told["task"]]["任务期限止"] < "2022-09-02"


def test_inverted_ratio_draws_d_less_than_a(clean: Path) -> None:
    told = facts(clean, "inverted_ratio")
    task = tasks(clean)[told["task"]]
    assert [int(task[f"名录库{letter}户数"]) for letter in "ABCD"] == told["pool"]
    assert [int(task[f"各类抽取数{letter}"]) for letter in "ABCD"] == told["drawn"]
    ratios = [n / pool for n, pool in zip(told["drawn"], told["pool"], strict=True)]
    assert all(ratios[0] > 2 * ratio for ratio in ratios[1:])


def test_ticked_task_has_equal_ratios(clean: Path) -> None:
    told = facts(clean, "ticked_unused")
    assert tasks(clean)[told["task"]]["是否运用信用风险分类"] == "是"
    share = sum(told["drawn"]) / sum(told["pool"])
    assert all(
        abs(n - pool * share) <= 1.5 for n, pool in zip(told["drawn"], told["pool"], strict=True)
    )


def test_blank_flags_say_nothing(clean: Path) -> None:
    for number in facts(clean, "blank_flags")["tasks"]:
        task = tasks(clean)[number]
        assert task["是否运用信用风险分类"] == task["名录库A户数"] == ""


def test_some_exemptions_are_incomplete(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "exempt_tasks")
    assert told["complete"]
    assert told["incomplete"]
    for number, missing in told["incomplete"].items():
        assert all(tasks(clean_year_end)[number][header] == "" for header in missing)


def test_one_exemption_is_late_and_one_is_of_no_listed_field(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "exempt_tasks")
    (late,), (unlisted,) = told["approved_late"], told["unlisted"]
    found = tasks(clean_year_end)
    assert found[late]["批准日期"] > found[late]["随机抽取日期"]
    assert found[unlisted]["免融合领域"] == "价格"
    assert found[unlisted]["批准日期"] <= found[unlisted]["随机抽取日期"]


def test_overlapping_tasks_share_waiting_entities(clean: Path) -> None:
    told = facts(clean, "overlapping_tasks")
    members = [
        {
            r[CODE]
            for r in read_kind(clean, "检查结果")
            if r[TASK] == one and not r["录入日期"] and not r["指派去向"]
        }
        for one in told["tasks"]
    ]
    assert sorted(members[0] & members[1]) == told["shared_waiting"]
    assert told["shared_waiting"]
    assert len(set(told["offices"])) == 2


def test_merged_visits_are_of_one_day_and_two_people(clean: Path) -> None:
    told = facts(clean, "merged_visits")
    visits: dict[tuple[str, str], dict[str, str]] = {}
    for r in read_kind(clean, f"检查结果_{unit_of(clean, 'merged_visits')}"):
        if r["检查日期"]:
            visits.setdefault((r[CODE], r["检查日期"]), {})[r[TASK]] = r["检查人员"]
    both = [one for one in visits.values() if told["task"] in one and len(one) > 1]
    assert len(both) == len(told["merged"]) > 0
    assert all(len(set(one.values())) == 1 for one in both)
    assert told["task"] in tasks(clean)


def test_without_effects_no_visits_are_merged(no_effects: Path) -> None:
    assert not stories(no_effects, "merged_visits")


def test_some_entities_are_inspected_twice(clean_year_end: Path) -> None:
    assert facts(clean_year_end, "repeats")["entities"] > 0


def test_counties_without_plan_have_no_plan_row(clean: Path) -> None:
    plans = {
        record["抽查计划编号"][:6]
        for record in read_kind(clean, "抽查计划")
        if record["县（市、区）"]
    }
    missing = facts(clean, "counties_without_plan")["counties"]
    assert len(missing) == 3
    assert not plans & set(missing)
    assert len(plans) == 80


def test_provincial_plans_not_taken_up_are_absent(clean: Path) -> None:
    taken = {
        (r["抽查计划编号"][:6], r["对应省级计划编号"])
        for r in read_kind(clean, "抽查计划")
        if r["抽查主体（层级）"] == "县级"
    }
    pairs = {tuple(pair) for pair in facts(clean, "provincial_plans_not_taken_up")["pairs"]}
    assert len(pairs) == 6
    assert not pairs & taken


def test_missing_duties_are_open_at_the_end_of_the_year(clean_year_end: Path) -> None:
    state = {(r["事项"], r["单位或处室"]): r["状态"] for r in read_kind(clean_year_end, "应交材料")}
    told = (
        stories(clean_year_end, "missing_duty"),
        stories(clean_year_end, "missing_duty_of_office"),
    )
    missing = {(one["facts"]["duty"], one["unit"]) for stories_told in told for one in stories_told}
    assert {key for key, text in state.items() if text == "未收到"} == missing


def test_one_unit_has_no_case_and_one_no_task(clean_year_end: Path) -> None:
    cases = {record["地区"]: record for record in read_kind(clean_year_end, "典型案例")}
    assert unit_of(clean_year_end, "no_case") not in cases
    lead = cases[unit_of(clean_year_end, "case_without_task")]
    assert (lead["状态"], lead["任务编号"]) == ("线索", "")
    assert len(cases) == 9


def test_late_unit_publishes_late(clean: Path) -> None:
    told = facts(clean, "late_publicity")
    assert told["in_time"] < 0.6 * told["due"]
    others = [
        pair
        for unit, pair in told["due_and_in_time"].items()
        if unit != unit_of(clean, "late_publicity")
    ]
    assert sum(in_time for _, in_time in others) > 0.9 * sum(due for due, _ in others)


def test_undated_publicity(clean: Path) -> None:
    rows = [
        r
        for r in read_kind(clean, "公示与后处置")
        if r["公示状态"] == "已公示" and not r["公示日期"]
    ]
    assert len(rows) == facts(clean, "publicity_without_date")["rows"] > 0


def test_own_system_is_collected_late_and_not_wholly(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "own_system_collection")
    rows = read_kind(clean_year_end, "公示与后处置_厦门_自有系统")
    assert sum(r["归集状态"] == "已归集" for r in rows) == told["collected"]
    assert told["never_collected"] > 0
    assert told["median_delay_days"] >= 5


def test_misreporting_unit_reports_more_than_is_counted(clean: Path) -> None:
    figures = facts(clean, "reported_differs")["checked"]
    assert all(reported > counted for _, reported, counted in figures if counted > 20)
    assert figures[-1][1] > 1.04 * figures[-1][2]


def test_other_units_report_what_is_counted(clean: Path) -> None:
    checked = truth(clean)["counts"]["units"]
    for record in read_kind(clean, "单位上报表"):
        unit = record["报告单位"]
        if unit != unit_of(clean, "reported_differs") and record["指标"] == "已检查户数":
            assert int(record["上报数"]) <= checked[unit]["checked"]


def test_one_pair_does_most_of_a_county(clean: Path) -> None:
    told = facts(clean, "concentrated_pair")
    assert told["pair_rows"] > 0.4 * told["rows"]
    assert told["rows"] >= 10


def test_expired_certificates_still_inspect(clean: Path) -> None:
    told = facts(clean, "expired_certificates")
    people = {
        f"{r['地区']}-{r['单位工号']}": r["执法证有效期"]
        for r in read_kind(clean, "执法检查人员")
        if r["执法证有效期"] < "2022-09-09"
    }
    assert set(people) == set(told["inspectors"])
    assert set(told["inspected_after"]) <= set(people)
    assert told["rows_after"] > 0


def test_reassigned_rows_appear_in_the_other_task(clean: Path) -> None:
    rows = read_kind(clean, "检查结果")
    moved = {(r[TASK], r[CODE]): r["指派去向"] for r in rows if r["指派去向"]}
    assert len(moved) == facts(clean, "reassigned_rows")["count"] > 0
    keys = {(r[TASK], r[CODE]) for r in rows}
    assert all((target, code) in keys for (_, code), target in moved.items())


def test_firms_under_two_units_have_two_jurisdictions(clean: Path) -> None:
    files = {path.name.split("_")[1] for path in clean.glob("检查结果_*")}
    units: dict[str, set[str]] = {}
    for unit in files:
        for record in read_kind(clean, f"检查结果_{unit}"):
            if not record["指派去向"]:
                units.setdefault(record[CODE], set()).add(unit)
    twice = sorted(code for code, found in units.items() if len(found) > 1)
    assert twice == facts(clean, "firms_under_two_units")["enterprises"]
    assert twice


def test_absent_entities_are_not_in_the_register(clean: Path) -> None:
    register = {record[CODE] for record in read_kind(clean, "检查对象")}
    drawn = {record[CODE] for record in read_kind(clean, "检查结果")}
    assert sorted(drawn - register) == facts(clean, "absent_from_register")["entities"] != []


def test_pingtan_counts_apart_from_fuzhou(clean: Path) -> None:
    told = facts(clean, "pingtan_apart")
    rows = [r for r in read_kind(clean, "检查结果_平潭") if not r["指派去向"]]
    assert len({(r[TASK], r[CODE]) for r in rows}) == told["rows"]
    assert {r["县（市、区）"] for r in rows} == {"平潭县"}
    assert told["checked"] == truth(clean)["counts"]["units"]["平潭"]["checked"]


def test_findings_rise_with_the_class(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "findings_rise_with_class")
    rates = [told[letter]["problems"] / told[letter]["applicable"] for letter in "ABCD"]
    assert rates == sorted(rates)
    assert rates[3] > 3 * rates[0]


def test_without_effects_findings_do_not_rise_and_nothing_is_inverted(no_effects: Path) -> None:
    told = facts(no_effects, "findings_same_in_all_classes")
    rates = [told[letter]["problems"] / told[letter]["applicable"] for letter in "ABCD"]
    assert max(rates) < min(rates) + 0.1
    assert not stories(no_effects, "inverted_ratio")


def test_unreachable_is_the_largest_group_of_findings(clean_year_end: Path) -> None:
    main = facts(clean_year_end, "results")["by_main_result"]
    problems = {name: n for name, n in main.items() if name not in ("R1", "R7", "R9", "R10")}
    assert max(problems, key=problems.get) == "R4"
    assert min(main["R7"], main["R9"], main["R10"]) > 0
    assert facts(clean_year_end, "results")["rows_with_several_results"] > 0


def test_individuals_are_organised_except_in_two_units(clean_year_end: Path) -> None:
    told = facts(clean_year_end, "individuals_and_cooperatives")
    idle = sorted(unit for unit, counts in told["checked"].items() if not any(counts.values()))
    assert idle == sorted(told["units_without"])


def test_task_of_last_year_counts_only_inspections_of_this_year(clean: Path) -> None:
    told = facts(clean, "drawn_last_year")
    assert tasks(clean)[told["task"]]["随机抽取日期"] < "2022-01-01"
    assert told["inspected_2021"] + told["inspected_2022"] > 0


def test_flags_and_joint_tasks_exist(clean: Path) -> None:
    told = facts(clean, "flagged_tasks")
    assert all(told.values())
    assert {tasks(clean)[number]["1+X"] for number in told["one_plus_x"]} == {"是"}


@pytest.mark.parametrize("until", ["clean_week_earlier", "clean", "clean_year_end"])
def test_true_counts_equal_the_exported_rows(until: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(until)
    drawn_on = {number: task["随机抽取日期"] for number, task in tasks(folder).items()}
    kinds = {r[CODE]: r["主体类型"] for r in read_kind(folder, "检查对象")}
    for unit, stated in truth(folder)["counts"]["units"].items():
        drawn, checked = set(), set()
        for r in read_kind(folder, f"检查结果_{unit}"):
            if r["指派去向"] or kinds.get(r[CODE], "企业" if r[CODE][:2] == "91" else "") != "企业":
                continue
            if drawn_on[r[TASK]] >= "2022-01-01":
                drawn.add(r[CODE])
            if r["检查日期"] >= "2022-01-01":
                checked.add(r[CODE])
        assert (len(drawn), len(checked)) == (stated["drawn"], stated["checked"]), unit


def test_each_dirty_file_keeps_the_facts_of_the_clean_one(clean: Path, dirty: Path) -> None:
    files = [
        Counter({n: f["facts"] for n, f in truth(one)["files"].items()}) for one in (clean, dirty)
    ]
    assert files[0] == files[1]
    assert truth(clean)["stories"] == truth(dirty)["stories"]


def test_withdrawn_row_stands_in_the_export_of_the_week_before(clean: Path) -> None:
    told = facts(clean, "withdrawn_rows")
    [(task, code)] = told["rows"]
    found = {r["抽查任务编号"] for r in read_kind(clean, "检查结果") if r[CODE] == code}
    assert task in found
    [name] = [name for name in truth(clean)["files"] if "上周" in name]
    earlier = {(r[TASK], r[CODE]) for r in read_kind(clean, name.split("_演示数据")[0])}
    assert earlier == {(task, code)}
    assert told["held_on"] == "2022-09-02"
