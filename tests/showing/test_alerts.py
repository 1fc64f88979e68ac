"""Alerts as data: rules hold together, sentences say the row, the gravest stand first."""

import string
from datetime import date

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL, Scope
from inspection.data.reference import load
from inspection.showing import alerts
from inspection.text import table

RULES = load("alerts").to_pylist()
TEMPLATES = ("template", "template_en", "overdue_template", "overdue_template_en")
# Pages that rules may lead to; some are built by other parts.
PAGES = {"overview", "progress", "plan", "integration", "publicity", "cases"}
# Named by the year, whatever the query.
TERMS = {"year", "deadline", "deadline_day", "base", "floor"}


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.fixture(params=RULES, ids=[rule["alert"] for rule in RULES])
def rule(request):
    return request.param


def test_rule_names_a_query_of_the_folder_that_takes_its_threshold(rule):
    question = warehouse.describe(rule["query"])
    assert question.folder == "alerts"
    assert {"threshold", "units"} <= set(question.params) <= {"as_of", "threshold", "units"}
    assert question.access == "aggregate"
    assert {"unit", "county_code", "office", "subject", "is_overdue"} <= set(question.columns)


def test_every_query_of_the_folder_has_a_rule():
    queries = {one.name for one in warehouse.questions() if one.folder == "alerts"}
    assert queries - {"alert_rules"} == {rule["query"] for rule in RULES}


def test_words_take_only_columns_of_the_query_and_terms_of_the_year(rule):
    columns = set(warehouse.describe(rule["query"]).columns)
    for name in TEMPLATES:
        assert places(rule[name] or "") <= columns | TERMS
    assert places(rule["template_en"]) >= places(rule["template"]) - {"name"}
    assert bool(rule["overdue_template"]) == bool(rule["overdue_template_en"])


def test_severity_link_and_basis_are_known(rule):
    assert {rule["severity"], rule["overdue_severity"]} <= set(alerts.SEVERITIES)
    assert rule["link_page"] in PAGES
    if rule["link_tab"]:
        assert f"{rule['link_page']}.tab_{rule['link_tab']}" in table()
    assert rule["basis"]
    assert rule["threshold_text"]


def test_ratios_are_judged_as_on_the_page_of_integration():
    limits = {row["parameter"]: row["parameter_value"] for row in load("parameters").to_pylist()}
    alerts_at = {rule["alert"]: rule["threshold_value"] for rule in RULES}
    assert alerts_at["class_ratios_inverted"] == limits["inversion_z"]
    assert alerts_at["class_ticked_unused"] == limits["rising_z"]


def test_red_needs_a_deadline_that_has_passed(rule):
    """Before its date nothing is red, whatever it is, except what is overdue by nature."""
    if rule["severity"] == "red":
        sql = warehouse.describe(rule["query"]).sql
        assert "true as is_overdue" in sql


STUCK = {
    "task_no": "T1",
    "name": "价格检查",
    "window_from": "2022-06-01",
    "window_to": "2022-06-21",
}
WAITING = [{"entity_id": entity} for entity in range(1, 12)]
CASES = [
    {"case_id": at, "unit": unit, "task_no": "T1", "class_use": "按类抽取"}
    for at, unit in enumerate(
        ("福州", "厦门", "莆田", "三明", "泉州", "漳州", "南平", "龙岩", "宁德", "平潭")
    )
]


def found(name: str, **asked) -> list[alerts.Alert]:
    return [one for one in alerts.fired(LOCAL, **asked) if one.alert == name]


def test_sentence_severity_and_link_of_an_overdue_task(make_snapshot):
    make_snapshot(tasks=[STUCK], task_rows=WAITING)
    (alert,) = found("stuck_tasks")
    assert alert.severity == "red"
    assert alert.say("zh") == "任务T1（价格检查）期限2022-06-21已过，11户均未检查"
    assert "window ended 2022-06-21" in alert.say("en")
    assert (alert.page, alert.tab, alert.filters) == ("plan", "tasks", {"unit": "福州"})


def test_before_the_date_the_same_task_is_amber(make_snapshot):
    make_snapshot(tasks=[STUCK], task_rows=WAITING)
    (alert,) = found("stuck_tasks", as_of="2022-06-20")
    assert alert.severity == "amber"
    assert "均未检查，期限2022-06-21" in alert.say("zh")


def test_gravest_stand_first(make_snapshot):
    make_snapshot(tasks=[STUCK], task_rows=WAITING)
    severities = [one.severity for one in alerts.fired(LOCAL)]
    order = [alerts.SEVERITIES.index(one) for one in severities]
    assert order == sorted(order)
    assert severities[0] == "red"


def test_scope_narrows_to_the_rows_of_its_units(make_snapshot):
    make_snapshot(tasks=[STUCK], task_rows=WAITING, cases=CASES)
    everywhere = alerts.fired(LOCAL)
    for unit in ("厦门", "福州"):
        own = alerts.fired(Scope("unit", (unit,)))
        assert own == [one for one in everywhere if one.unit == unit]
        assert own


def test_thresholds_are_those_frozen_in_the_snapshot(make_snapshot):
    make_snapshot()
    rules = warehouse.answer("alert_rules", scope=LOCAL).to_pylist()
    assert [rule["alert"] for rule in rules] == [rule["alert"] for rule in RULES]
    assert [rule["threshold_value"] for rule in rules] == [
        rule["threshold_value"] for rule in RULES
    ]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        (
            "2022-09-09",
            "福州速度不够：按近4周速度到10月31日预计完成1户，差34户（参照3.5%，文件未单列，不作判定）",
        ),
        (
            "2022-11-01",
            "期限已过，福州期限内完成1户，差34户，其后又完成0户（参照3.5%，文件未单列，不作判定）",
        ),
    ],
)
def test_unit_that_nobody_judges_has_a_note_and_no_warning(make_snapshot, as_of, said):
    stock = [{"unit": "福州", "county_code": "350102", "stock_count": 1000}]
    row = {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}
    make_snapshot(data_date=date(2022, 12, 31), stock=stock, task_rows=[row])
    (found,) = (
        one
        for one in alerts.fired(LOCAL, as_of=date.fromisoformat(as_of))
        if one.alert == "short_by_deadline"
    )
    assert (found.severity, found.say("zh")) == ("neutral", said)
