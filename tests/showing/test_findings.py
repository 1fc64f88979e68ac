"""Findings in titles: counted from the rows, and not said where one of them is hidden."""

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
