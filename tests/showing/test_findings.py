"""Findings in titles: counted from the rows, and not said where one of them is hidden."""

from datetime import date

import pyarrow as pa
import pytest

from inspection.showing.findings import FINDS, finding
from inspection.text import table

TERMS = {"deadline": "10月31日"}
GAINED = "实际发现率是不看分类时的1.41倍"


def said(key: str, *rows: dict, lang: str = "zh") -> str:
    return finding(key, pa.Table.from_pylist(list(rows)), lang, TERMS)


def stages(*counts: int | None) -> dict:
    names = ("drawn", "inspected", "entered", "published", "closed")
    return {f"{name}_count": count for name, count in zip(names, counts, strict=True)}


def day(checked: int | None, target: int | None = 9) -> dict:
    return {"checked_count": checked, "target_count": target}


def rates(part: str, *found: float | None) -> dict:
    names = ("inspection", "task", "plan")
    return {"part": part} | {
        f"{name}_completion_rate": rate for name, rate in zip(names, found, strict=True)
    }


def load(unit: str, mean: float | None) -> dict:
    return {"unit": unit, "mean_load_value": mean}


def gain(value: float, low: float | None, unit: str | None = None) -> dict:
    is_significant = low is not None and low > 1
    return {
        "unit": unit,
        "class_gain": float(value),
        "class_gain_low": low,
        "is_significant": is_significant,
    }


def valid(unit: str, rate: float | None) -> dict:
    return {"unit": unit, "valid_rate": rate}


def floor(status: str | None, *, is_judged: bool = True) -> dict:
    return {"is_judged": is_judged, "floor_status": status}


def case(unit: str, **own) -> dict:
    return {"unit": unit, "is_required": True, "is_fulfilled": False} | own


@pytest.mark.parametrize(
    ("key", "rows", "expected"),
    [
        (
            "progress.stages",
            [stages(10, 9, 9, 5, 5), stages(4, 4, 4, 4, 3)],
            "卡在哪个环节：4户次未到“已公示”，是最多的一步",
        ),
        ("progress.stages", [stages(9, 9, 9, 9, 9)], ""),
        ("progress.stages", [stages(10, 9, 9, 5, None)], ""),
        (
            "plan.windows",
            [{"overdue_count": 10}, {"overdue_count": 2}, {"overdue_count": 0}],
            "2个任务超期，12户次未检查",
        ),
        ("plan.windows", [{"overdue_count": 0}], ""),
        (
            "progress.burn_up",
            [day(3), day(5), day(None)],
            "已检查5户，距目标9户差4户",
        ),
        ("overview.burn_up", [day(3), day(9)], "已检查9户，达到目标9户"),
        ("progress.burn_up", [day(3, target=None)], ""),
        (
            "plan.rates",
            [rates("福州", 0.5, 0.5, 0.5), rates("合计", 0.744, 0.566, 0.054)],
            "检查完成74.4%，任务完成56.6%，计划完成5.4%",
        ),
        ("plan.rates", [rates("合计", 0.7, None, 0.1)], ""),
        (
            "plan.load",
            [load("甲", 9.0), load("乙", 2.0), load("丙", None), load("合计", 4.0)],
            "人均户次甲最多（9.0），乙最少（2.0）",
        ),
        ("plan.load", [load("甲", 9.0), load("乙", 9.0), load("丙", 2.0)], ""),
        ("plan.load", [load("甲", 9.0)], ""),
        ("integration.gain", [gain(1.414, 1.2), gain(3, 2, "福州")], GAINED),
        ("integration.gain", [gain(1.414, 0.9)], f"{GAINED}，偶然也能解释"),
        ("integration.gain", [gain(1.414, None)], ""),
        (
            "publicity.composition",
            [valid("福州", 0.97), valid("宁德", 0.85), valid("合计", 0.8), valid("平潭", None)],
            "有效检查率宁德最低（85.0%）",
        ),
        ("publicity.composition", [valid("福州", 0.9), valid("宁德", 0.9)], ""),
        ("quality.pareto", [{"row_count": 6}, {"row_count": 2}], "拒收8行，最多的一个原因占75.0%"),
        ("quality.pareto", [{"row_count": 6}, {"row_count": None}], ""),
        (
            "simulation.ratios_units",
            [floor("missed"), floor("met"), floor("missed_reference", is_judged=False)],
            "文件明列的2个单位中1个低于下限",
        ),
        ("simulation.ratios_units", [floor("met")], "文件明列的1个单位都不低于下限"),
        ("simulation.ratios_units", [floor("met"), floor(None)], ""),
        ("simulation.ratios_units", [floor("met_reference", is_judged=False)], ""),
        ("plan.windows", [{"overdue_count": 9}, {"overdue_count": None}], ""),
        (
            "publicity.states",
            [{"unit": "福州", "overdue_count": 1}, {"unit": "莆田", "overdue_count": 4}],
            "逾期5户次，莆田最多（4户次）",
        ),
        ("publicity.states", [{"unit": "福州", "overdue_count": None}], ""),
        (
            "publicity.closure",
            [{"disposal_count": 9, "closed_count": 5, "open_long_count": 2}],
            "4户次未完结，其中2户次已30日以上",
        ),
        ("publicity.closure", [{"disposal_count": 5, "closed_count": 5, "open_long_count": 0}], ""),
        (
            "progress.map",
            [
                {"county": "甲县", "completion_rate": 0.25, "checked_count": 1},
                {"county": "乙县", "completion_rate": 1.0, "checked_count": 4},
                {"county": "丙县", "completion_rate": None, "checked_count": 0},
            ],
            "2个县中1个已达参考目标，最低甲县 25.0%",
        ),
        ("progress.map", [{"county": "甲", "completion_rate": 0.2, "checked_count": None}], ""),
        (
            "overview.map",
            [{"unit": "福州", "completion_rate": 0.5, "checked_count": 1}],
            "1个单位中0个已达目标，最低福州 50.0%",
        ),
        ("progress.gap", [{"unit": "福州", "gap_count": 33}], "差额最大的是福州，差33户"),
        ("progress.gap", [{"unit": "福州", "gap_count": 0}], ""),
        ("overview.units", [{"unit": "福州", "gap_count": 33}], "差额最大的是福州，差33户"),
        (
            "overview.counties",
            [
                {"unit": "福州", "county": "鼓楼区", "gap_count": 7},
                {"unit": "福州", "county": "台江区", "gap_count": 2},
            ],
            "福州各县：差额最大的是鼓楼区，差7户（参照）",
        ),
        (
            "progress.gap",
            [{"unit": unit, "gap_count": 7} for unit in ("福州", "厦门")],
            "差额最大的2个单位各差7户",
        ),
        (
            "publicity.states",
            [{"unit": unit, "overdue_count": 1} for unit in ("福州", "莆田")],
            "逾期2户次，最多的2个单位各1户次",
        ),
        (
            "overview.map",
            [
                {"unit": unit, "completion_rate": 0.0, "checked_count": 0}
                for unit in ("福州", "厦门")
            ],
            "2个单位中0个已达目标，最低0.0%（2个单位）",
        ),
        (
            "plan.fields",
            [{"risk_field": field, "is_empty": True} for field in ("安全", "质量")],
            "2格没有任务，最多的2个领域各缺1个单位",
        ),
        ("progress.stages", [stages(10, 8, 8, 6, 6)], ""),
        (
            "progress.forecast",
            [
                {"scenario": "short", "shortfall_count": 5},
                {"scenario": "short", "shortfall_count": 0},
                {"scenario": "long", "shortfall_count": 99},
            ],
            "按近4周速度1个单位到10月31日达不到目标或参照比例，合计差5户",
        ),
        (
            "progress.months",
            [
                {"month_on": 1, "cumulative_count": 0},
                {"month_on": 2, "cumulative_count": 0},
                {"month_on": 2, "cumulative_count": 3},
            ],
            "1个县至今没有检查：逐月累计完成率",
        ),
        (
            "plan.grid",
            [
                {"county_code": "1", "local_plan_no": None, "has_plan": True},
                {"county_code": "2", "local_plan_no": None, "has_plan": False},
                {"county_code": "2", "local_plan_no": None, "has_plan": False},
                {"county_code": "3", "local_plan_no": "L", "has_plan": True},
            ],
            "县（市、区）×省级任务：1格未承接，1个县无计划",
        ),
        (
            "plan.fields",
            [
                {"risk_field": "安全", "is_empty": True},
                {"risk_field": "质量", "is_empty": True},
                {"risk_field": "质量", "is_empty": True},
                {"risk_field": "禁毒", "is_empty": False},
            ],
            "3格没有任务，最多的是质量（2个单位）",
        ),
        (
            "plan.concentration",
            [{"chance_rate": 0.001}, {"chance_rate": 0.0009}, {"chance_rate": None}],
            "1个队的搭档不像随机",
        ),
        (
            "integration.ratios",
            [
                {"unit": "福州", "is_inverted": True, "is_significant": True},
                {"unit": "福州", "is_inverted": True, "is_significant": True},
                {"unit": "厦门", "is_inverted": True, "is_significant": False},
            ],
            "1个单位高风险查得反而少（显著倒挂）",
        ),
        (
            "integration.findings",
            [{"risk_class": "A", "finding_rate": 0.042}, {"risk_class": "D", "finding_rate": 0.3}],
            "D类问题发现率30.0%，A类4.2%",
        ),
        ("integration.findings", [{"risk_class": "A", "finding_rate": 0.042}], ""),
        (
            "cases.board",
            [case("福州"), case("厦门", is_fulfilled=True), case("平潭", is_required=False)],
            "1个单位还没有满足要求的案例",
        ),
    ],
)
def test_title_says_what_its_rows_show_or_keeps_its_question(key, rows, expected):
    assert said(key, *rows) == expected


def test_no_rows_and_unknown_cards_find_nothing():
    assert finding("progress.gap", pa.table({"unit": [], "gap_count": []}), "zh", TERMS) == ""
    assert said("plan.units", {"unit": "福州"}) == ""


def test_every_finding_has_words_and_names_places_in_the_readers_language():
    assert {f"{key}_finding" for key in FINDS} <= set(table())
    told = said("progress.gap", {"unit": "福州", "gap_count": 33}, lang="en")
    assert told == "Fuzhou is farthest behind, 33 short"


def used(unit: str, rate: float | None, count: int | None = 2) -> dict:
    return {"unit": unit, "integration_rate": rate, "task_count": count}


def moved(start: str | None, end: str, count: int | None) -> dict:
    return {"from_class": start, "to_class": end, "entity_count": count}


def step(unit: str, day: int, share: float) -> dict:
    return {"unit": unit, "workday_count": day, "done_share": share}


def late(unit: str, count: int | None, day: date | None) -> dict:
    return {"unit": unit, "overdue_count": count, "oldest_due_on": day}


def result(code: str, name: str, count: int | None) -> dict:
    return {"result_code": code, "name": name, "main_count": count}


def told(unit: str, rate: float | None) -> dict:
    return {"unit": unit, "completion_rate": rate}


def week(unit: str, day: date, count: int | None, rate: float | None = None) -> dict:
    return {"unit": unit, "week_on": day, "checked_count": count, "completion_rate": rate}


def finds(policy: str, part: str, value: float) -> dict:
    return {"policy": policy, "finds_part": part, "find_value": value}


def chance(policy: str, count: int, rate: float, step_count: int = 1) -> dict:
    named = {"policy": policy, "find_count": count}
    return named | {"step_count": step_count, "probability_rate": rate}


MAY, JUNE = date(2022, 5, 2), date(2022, 6, 6)
SPEEDS = [step("全部", 1, 0.2), step("全部", 3, 0.6), step("甲", 2, 0.5), step("乙", 9, 0.7)]


@pytest.mark.parametrize(
    ("key", "rows", "expected"),
    [
        (
            "integration.year_tasks",
            [used("甲", 1.0), used("乙", 0.4), used("丙", None)],
            "年内：2个单位中1个的任务全部运用了分类，最低乙 40.0%",
        ),
        (
            "integration.month_tasks",
            [used("甲", 0.0), used("乙", 0.0)],
            "最近有抽取的月份：2个单位中0个的任务全部运用了分类，最低0.0%（2个单位）",
        ),
        ("integration.year_tasks", [used("甲", 1.0)], "年内：1个单位的任务全部运用了分类"),
        ("integration.year_tasks", [used("甲", 1.0), used("乙", None, None)], ""),
        (
            "integration.migration",
            [moved("A", "A", 9), moved("A", "C", 2), moved("D", "A", 3), moved(None, "A", 7)],
            "分类变动：2户风险升高，3户降低",
        ),
        ("integration.migration", [moved("A", "B", None)], ""),
        ("publicity.speed", SPEEDS, "检查后3个工作日内公示一半，乙最慢（9个工作日）"),
        ("publicity.speed", [*SPEEDS, step("丙", 5, 0.1)], "检查后3个工作日内公示一半"),
        ("publicity.speed", [*SPEEDS, step("丙", 9, 0.9)], "检查后3个工作日内公示一半"),
        ("publicity.speed", [step("全部", 1, 0.2)], ""),
        (
            "publicity.ages",
            [late("甲", 2, JUNE), late("乙", 1, MAY), late("丙", 0, None)],
            "逾期3户次，最早的应于2022-05-02办（乙）",
        ),
        ("publicity.ages", [late("甲", None, JUNE)], ""),
        ("publicity.ages", [late("甲", 0, None)], ""),
        (
            "publicity.results",
            [result("R1", "好", 90), result("R4", "失联", 5), result("R5", "改正", 3)],
            "除未发现问题外，最多的是“失联”：5户次",
        ),
        ("publicity.results", [result("R4", "失联", 5), result("R5", "改正", 5)], ""),
        ("publicity.results", [result("R4", "失联", 5), result("R5", "改正", None)], ""),
        (
            "publicity.platforms",
            [
                {"new_platform_count": 1, "row_count": 4},
                {"new_platform_count": 2, "row_count": 4},
            ],
            "检查8户次，新平台占37.5%",
        ),
        ("publicity.platforms", [{"new_platform_count": 0, "row_count": 0}], ""),
        ("publicity.platforms", [{"new_platform_count": None, "row_count": 4}], ""),
        (
            "plan.pairs",
            [{"entity_count": 5}, {"entity_count": 2}],
            "2对处室抽到了同一户，最多的一对5户待查",
        ),
        ("plan.pairs", [{"entity_count": 5}, {"entity_count": None}], ""),
        (
            "progress.weeks",
            [
                week("甲", MAY, 1, 0.1),
                week("甲", JUNE, 9, 1.0),
                week("乙", MAY, 2, 0.2),
                week("乙", JUNE, None),
            ],
            "2个单位中1个已达目标，最低乙 20.0%：每周累计完成率",
        ),
        (
            "bulletin.standing",
            [told("合计", 0.8), told("甲", 0.7), told("乙", 0.9)],
            "全省完成率80.0%，最低甲 70.0%",
        ),
        (
            "bulletin.standing",
            [told("合计", 0.8), told("甲", 0.7), told("乙", None), told("丙", 0.9)],
            "全省完成率80.0%",
        ),
        ("bulletin.standing", [told("合计", None), told("甲", 0.7)], ""),
        (
            "bulletin.weeks",
            [week("合计", MAY, 4), week("合计", JUNE, 7), week("甲", JUNE, 5)],
            "全省2022-06-06起的一周首次检查企业7户",
        ),
        ("bulletin.weeks", [week("合计", MAY, 4), week("合计", JUNE, None)], ""),
        (
            "simulation.ratios_classes",
            [
                {"find_value": 2.0, "blind_find_value": 1.0},
                {"find_value": 3.5, "blind_find_value": 2.0},
            ],
            "本方案预期发现5.5户，同样户次不分类抽取3.0户",
        ),
        (
            "simulation.frontier",
            [
                {"visit_value": 1.0, "find_value": 2.0, "is_plan": False},
                {"visit_value": 9.0, "find_value": 4.0, "is_plan": True},
            ],
            "本方案9.0户次，预期发现4.0户：有效边界",
        ),
        (
            "simulation.trial_class",
            [{"is_within": True, "drawn_count": 2}, {"is_within": False, "drawn_count": 3}],
            "抽中5户：2类中1类超出取整允许的范围",
        ),
        (
            "simulation.trial_county",
            [{"is_within": True, "drawn_count": 2}, {"is_within": True, "drawn_count": 3}],
            "抽中5户：2个县都在取整允许的范围内",
        ),
        (
            "simulation.finds",
            [finds("plan", "all", 9.0), finds("plan", "A", 1.0), finds("other", "all", 5.0)],
            "本方案预期发现9.0户，对照5.0户",
        ),
        ("simulation.finds", [finds("plan", "all", 9.0)], ""),
        (
            "simulation.distributions",
            [chance("plan", 4, 0.2), chance("plan", 5, 0.3), chance("other", 2, 0.6)],
            "最可能发现：本方案5户，对照2户",
        ),
        ("simulation.distributions", [chance("plan", 4, 0.2, 5), chance("other", 2, 0.6)], ""),
        ("simulation.distributions", [chance("plan", 4, 0.2)], ""),
        (
            "simulation.skips",
            [{"blind_count": 0}, {"blind_count": 8}],
            "对照：等距（跳号）抽取有8户永远抽不到（1个单位）",
        ),
        ("simulation.skips", [{"blind_count": 0}], ""),
    ],
)
def test_charts_of_shares_delays_and_draws_say_what_they_show(key, rows, expected):
    assert said(key, *rows) == expected
