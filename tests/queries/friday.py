"""A world in which everything happened on one Friday, for rules that hold of every question.

Saturday is a day off, and nothing happened on it; so is the day after the data date.
Ends of windows, certificates
and recusals lie far away, so that no day between decides anything.
"""

from inspection.data import reference

FRIDAY, SATURDAY, DATA_DATE = "2022-09-09", "2022-09-10", "2022-12-30"
DAY_AFTER = "2022-12-31"
UNMAPPED = {"unit": "未映射", "county_code": None}
XIAMEN = {"unit": "厦门", "county_code": "350203"}
OWN = {"source_system": "自有系统"}
DONE = {
    "drawn_on": FRIDAY,
    "inspected_on": FRIDAY,
    "entered_on": FRIDAY,
    "reviewed_on": FRIDAY,
    "published_on": FRIDAY,
    "verified_on": FRIDAY,
    "closed_on": FRIDAY,
    "collected_on": FRIDAY,
    "entry_state": "已公示",
    "pub_state": "已公示",
    "needs_disposal": True,
    "disposal_kinds": ["列入经营异常名录"],
    "disposal_state": "已完结",
    "methods": ["实地检查"],
    "class_at_draw": "D",
    "class_led": True,
    "check_office": "福州市市场监督管理局",
    "inspector_ids": ["福州-0001", "福州-0002"],
}
PUTIAN = {"unit": "莆田", "county_code": "350302"}
NAMED_TWICE = {"inspector_ids": ["福州-0001", "福州-0001"]}
# Twenty working days before the Friday.
DUE_ON_FRIDAY = {"inspected_on": "2022-08-12"}
UNDATED = {
    "inspected_on": None,
    "entered_on": None,
    "entry_state": "已公示",
    "pub_state": "已公示",
    "needs_disposal": True,
    "disposal_state": "已完结",
}
WINDOW = {"window_from": "2022-04-01", "window_to": "2023-06-30"}
POOL = {"pool_count": 400, "pool_a": 100, "pool_b": 100, "pool_c": 100, "pool_d": 100}


def person(number: int, **more: object) -> dict[str, object]:
    home = {"unit": "福州", "county_code": "350102", "office": "鼓楼区市场监督管理局"}
    ids = {"inspector_id": f"福州-{number:04d}", "name": f"测试{number}"}
    return ids | home | {"state": "有效", "cert_valid_to": "2030-12-31"} | more


def with_limits(**limits: float) -> list[dict[str, object]]:
    """The parameters, some of them with other values."""
    rules = reference.load("parameters").to_pylist()
    return [
        rule | {"parameter_value": limits.get(rule["parameter"], rule["parameter_value"])}
        for rule in rules
    ]


# So small that one row is enough to be judged.
LEAST = {"alert_min_rows": 1, "alert_min_overlap": 1, "small_cell": 1, "sample_min": 1}
LEAST |= {"draw_sample_min": 1}


def floor(scope: str, day: str, ppm: int) -> dict[str, object]:
    """A line of the floors."""
    return {"scope": scope, "floor_ppm": ppm, "is_judged": True, "valid_from_on": day}


TABLES: dict[str, list[dict[str, object]]] = {
    "stock": [
        {"unit": "福州", "county_code": "350102", "stock_count": 2000},
        {"unit": "福州", "county_code": "350104", "stock_count": 0},
        XIAMEN | {"stock_count": 100},
        PUTIAN | {"stock_count": 0},
    ],
    "entities": [
        *({"entity_id": one, "uscc": f"9135010{one}", "name": f"示例{one}"} for one in (1, 2)),
        {"entity_id": 3, "uscc": "913502003", "established_on": FRIDAY, **XIAMEN},
        {"entity_id": 4, "uscc": "923501014", "entity_kind": "个体工商户", "tags": ["自贸片区"]},
        {"entity_id": 5, "uscc": "913501015", "in_register": False, **UNMAPPED},
        {
            "entity_id": 6,
            "uscc": "913501016",
            "established_on": FRIDAY,
            "industry_code": "C13",
            **UNMAPPED,
        },
    ],
    "class_periods": [
        *(
            {"entity_id": one, "valid_from": FRIDAY, "risk_class": risk}
            for one, risk in ((1, "D"), (2, "B"), (3, "D"), (6, "D"))
        ),
        *({"entity_id": one, "valid_from": "2022-03-01", "risk_class": "C"} for one in (1, 2, 3)),
    ],
    "plans": [
        {"plan_no": "P0", "level": "省级", "unit": None, "name": "全省抽查", **WINDOW},
        {"plan_no": "P1", "planned_count": 10, "provincial_plan_no": "P0", **WINDOW},
        {"plan_no": "P3", "planned_count": 10, **WINDOW},
        {"plan_no": "P2", "level": "县级", "county_code": "350102", "name": "全省抽查", **WINDOW},
    ],
    "tasks": [
        {"task_no": "T1", "plan_no": "P1", "drawn_on": FRIDAY, "joint": "跨部门", **POOL, **WINDOW}
        | {"class_used": True, "one_plus_x": True, "risk_fields": ["禁毒"], "name": "任务一"},
        {"task_no": "T2", "drawn_on": FRIDAY, "lead_office": "登记注册科", **OWN, **WINDOW},
        {"task_no": "T3", "drawn_on": FRIDAY, **UNMAPPED, **WINDOW},
        {"task_no": "T4", "plan_no": "P1", "drawn_on": FRIDAY, "exempt_field": "食品", **WINDOW}
        | {"exempt_reason": "专业", "exempt_office": "食品处", "exempt_on": FRIDAY},
        {"task_no": "T7", "drawn_on": FRIDAY, "window_from": "2022-04-01"}
        | {"window_to": "2022-09-01", "name": "任务七"},
        {"task_no": "T5", "drawn_on": None, "lead_office": None, **WINDOW},
        {
            "task_no": "T6",
            "drawn_on": FRIDAY,
            "lead_office": "登记注册科",
            "plan_no": "P3",
            **WINDOW,
        },
    ],
    "task_rows": [
        {"entity_id": 1, "results": ["R2a", "R4"], **DONE},
        {"entity_id": 2, "results": ["R1"], **DONE, "class_at_draw": "A"},
        {"entity_id": 1, "task_no": "T2", "results": ["R4"], **DONE, "is_case_filed": True},
        {"entity_id": 3, "task_no": "T2", "results": ["R9"], **DONE, **XIAMEN},
        {"entity_id": 4, "task_no": "T2", "results": ["R1"], **DONE},
        {"entity_id": 5, "task_no": "T3", "results": ["R1"], **DONE, **UNMAPPED},
        {"entity_id": 6, "task_no": "T3", "results": ["R2"], **DONE, **UNMAPPED},
        {"entity_id": 2, "task_no": "T4", "drawn_on": FRIDAY},
        {"entity_id": 2, "task_no": "T6", "drawn_on": FRIDAY},
        {"entity_id": 4, "task_no": "T7", "drawn_on": FRIDAY},
        {"entity_id": 3, "task_no": "T7", "results": ["R1"], **DONE, **XIAMEN, **NAMED_TWICE},
        {"entity_id": 5, "task_no": "T7", "drawn_on": FRIDAY, **XIAMEN},
        {"entity_id": 1, "task_no": "T7", "results": ["R1"], **DONE, **DUE_ON_FRIDAY},
        {"entity_id": 2, "task_no": "T7", "results": ["R4"], **DONE, **DUE_ON_FRIDAY},
        *(
            {"entity_id": one, "task_no": "T4", "results": ["R1"], **DONE, **PUTIAN}
            for one in (1, 4)
        ),
        {"entity_id": 1, "task_no": "T6", "results": ["R9"], **DONE, "county_code": "350104"},
        {"entity_id": 4, "task_no": "T6", "results": ["R9"], **DONE, "county_code": "350104"},
        {"entity_id": 6, "task_no": "T5", "results": ["R1"], "drawn_on": None, **UNDATED},
        {"entity_id": 3, "task_no": "T4", "drawn_on": FRIDAY, "moved_to": "T2"},
        {"entity_id": 3, "task_no": "T1", "results": ["R1"], **DONE, **XIAMEN},
    ],
    "result_items": [
        {"task_no": task, "entity_id": one, "item_code": code, "is_checked": True}
        | {"result_code": result, "inspected_on": FRIDAY}
        for task, one, code, result in (
            ("T1", 1, "A01", "R4"),
            ("T2", 1, "A01", "R4"),
            ("T2", 3, "B09", "R1"),
            ("T3", 6, "A01", "R1"),
        )
    ],
    "items": [{"item_code": "A01", "issuer": "省局", "name": "公示信息"}, {"item_code": "A02"}],
    "inspectors": [
        person(1),
        person(2),
        person(3, cert_valid_to="2022-01-31"),
        {"inspector_id": "未映射-9", "state": "有效", **UNMAPPED},
    ],
    "recusals": [{"inspector_id": "福州-0001", "entity_id": 1, "valid_from": FRIDAY}],
    "duties": [
        {"duty": "年度抽查工作情况", "subject": "福州", "unit": "福州"}
        | {"state": "已收到", "received_on": FRIDAY}
    ],
    "cases": [
        {"case_id": 1, "title": "按类抽取", "task_no": "T1", "class_use": "按类抽取"}
        | {"state": "已宣传", "publicised_on": FRIDAY, "medium": "网站"}
    ],
    "reported_figures": [
        {"unit": unit, "as_of": FRIDAY, "metric": "已检查户数", "reported_count": 9.0}
        for unit in ("福州", "未映射")
    ],
    "events": [{"happened_on": FRIDAY, "event": "系统切换"}],
    "follow_ups": [
        {"entity_id": 1, "kind": "行政处罚", "document_no": "罚1", "happened_on": FRIDAY},
        {"entity_id": 1, "kind": "经营异常名录", "happened_on": FRIDAY, "ended_on": FRIDAY},
    ],
    "ref_parameters": with_limits(**LEAST),
    "ref_targets": [
        floor(scope, day, ppm)
        for scope in ("全省", "福州")
        for day, ppm in (("2022-03-10", 35_000), (FRIDAY, 50_000))
    ],
}
