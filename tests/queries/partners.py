"""The same facts twice: with everything known that can be looked up for them, and with none of it.

What is not known of a fact never hides it.
"""

from rows import ALONE

from .crowd import CROWD
from .friday import DONE, FRIDAY, WINDOW, with_limits

PLACE = {"unit": "福州", "county_code": "350102"}
OPEN = {"published_on": None, "pub_state": "未公示", "closed_on": None, "disposal_state": None}
FACTS: dict[str, list[dict[str, object]]] = {
    "entities": [
        {
            "entity_id": 1,
            "uscc": "913501011",
            "name": "示例1",
            "name_key": "示例1",
            "industry_code": "F51",
        },
        {
            "entity_id": 2,
            "uscc": "913501012",
            "name": "示例2",
            "name_key": "示例2",
            "industry_code": "F51",
        },
        {
            "entity_id": 3,
            "uscc": "913501013",
            "name": "示例3",
            "name_key": "示例3",
            "industry_code": "C13",
        },
        {
            "entity_id": 4,
            "uscc": "923501014",
            "name": "示例4",
            "name_key": "示例4",
            "entity_kind": "个体工商户",
        },
    ],
    "plans": [
        {"plan_no": "P0", "level": "省级", "unit": None, "name": "全省抽查"},
        {"plan_no": "P1", "level": "市级", "planned_count": 10},
        {"plan_no": "P2", "level": "县级", "unit": None},
    ],
    "tasks": [{"task_no": f"T{n}", "drawn_on": FRIDAY} for n in (1, 2)]
    + [{"task_no": "T3", "drawn_on": FRIDAY, "source_system": "自有系统"}]
    + [{"task_no": "T4", "drawn_on": FRIDAY}],
    "task_rows": [
        DONE | {"entity_id": 1, "results": ["R4"]},
        DONE | {"entity_id": 2, "results": ["R1"]},
        DONE | {"entity_id": 1, "task_no": "T2", "results": ["R4"]},
        {"entity_id": 2, "task_no": "T2", "drawn_on": FRIDAY, "moved_to": "T9"},
        DONE | {"entity_id": 4, "task_no": "T3", "results": ["R4"], "inspector_ids": None},
        DONE | OPEN | {"entity_id": 2, "task_no": "T3", "results": ["R4"]},
    ],
    "result_items": [
        {"task_no": "T1", "entity_id": one, "item_code": "A01", "inspected_on": FRIDAY}
        for one in (1, 2)
    ],
    "items": [{"item_code": "B02", "name": "名称登记"}],
    "inspectors": [{"inspector_id": "福州-0001", "name": "测试1", "state": "有效"}],
    "recusals": [{"inspector_id": "福州-0001", "entity_id": 1, "valid_from": FRIDAY}],
    "reported_figures": [
        {"unit": "福州", "county": None, "as_of": FRIDAY, "metric": "已检查户数"}
        | {"reported_count": 9.0},
    ],
    "cases": [{"case_id": 1, "title": "按类抽取", "state": "线索", "case_year": 2022}],
    "duties": [{"duty": "年度抽查工作情况", "subject": "福州", "unit": "福州"}],
    "events": [{"happened_on": FRIDAY, "event": "系统切换"}],
    "follow_ups": [{"entity_id": 1, "kind": "行政处罚", "happened_on": FRIDAY}],
}
# What can be looked up, by table: a value where it is known, another where it is not.
KNOWN = {
    "entities": PLACE,
    "plans": WINDOW | {"county_code": "350102", "provincial_plan_no": "P0"},
    "tasks": WINDOW | {"plan_no": "P1", "lead_office": "信用监管处", "class_used": True},
    "task_rows": PLACE,
    "result_items": {"result_code": "R4"},
    "inspectors": PLACE,
    "reported_figures": {"county": "鼓楼区"},
    "cases": {"task_no": "T1", "unit": "福州"},
}
NOT_KNOWN = {
    "entities": {"unit": "未映射", "county_code": None, "industry_code": None, "reg_status": None},
    "plans": {"county_code": None, "lead_office": None},
    "tasks": {"lead_office": None, "draw_kind": None, "unit": None, "object_kinds": None},
    "task_rows": {"unit": "未映射", "county_code": None, "check_office": None},
    "inspectors": {"unit": "未映射", "county_code": None},
    "reported_figures": {"county": None},
    "cases": {"task_no": "T8"},
}
# Everything known but the place.
NOWHERE = {"unit": "未映射", "county_code": None}
UNMAPPED = KNOWN | {
    "entities": NOWHERE,
    "plans": KNOWN["plans"] | NOWHERE,
    "task_rows": NOWHERE,
    "inspectors": NOWHERE,
    "reported_figures": NOWHERE,
    "cases": KNOWN["cases"] | {"unit": "未映射"},
    "duties": {"unit": "未映射"},
}


def world(looked_up: dict[str, dict[str, object]], **more: list[dict[str, object]]) -> dict:
    return {
        name: [row | looked_up.get(name, {}) for row in rows] for name, rows in FACTS.items()
    } | more


CLASSES = [{"entity_id": one, "valid_from": "2022-03-01", "risk_class": "D"} for one in (1, 2, 3)]
STOCK = [PLACE | {"stock_count": 2000}]
KNOWN_WORLD = world(KNOWN, class_periods=CLASSES, stock=STOCK)
UNKNOWN_WORLD = world(NOT_KNOWN)
# Rows of tasks and entities that no file has.
ALONE_WORLD = {"task_rows": UNKNOWN_WORLD["task_rows"], ALONE: []}
UNMAPPED_WORLD = world(UNMAPPED, class_periods=CLASSES, stock=STOCK)


# Counts are whole: to ask for at least n is to ask for more than n less a half. The
# small world is judged by limits that it just reaches, and by the same less a half.
LIMITS = (3, 6)
COUNTED = ("alert_min_rows", "alert_min_overlap", "small_cell", "sample_min", "draw_sample_min")


def limited(least: float) -> dict:
    limits = dict.fromkeys(COUNTED, least) | {"plan_window_share": 0.5 + (least % 1) / 5}
    return CROWD | {"ref_parameters": with_limits(**limits)}
