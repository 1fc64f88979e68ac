"""Few firms, tasks, offices and persons, each of which is met in many rows."""

from .friday import DONE, POOL, WINDOW, person

PLACE = {"unit": "福州", "county_code": "350102"}
PLACES = (
    {"unit": "莆田", "county_code": "350302"},
    PLACE,
    PLACE | {"county_code": "350104"},
)
TASKS = ("T1", "T2", "T3", "T4")
WAITING = ("T5", "T6", "T7", "T8")
CELLS = {"file": "甲.csv", "table_name": "tasks", "column_name": "name", "rule_code": "edge_space"}
FIRMS = (1, 2, 3)
# How many there are of what a column counts; by question where it counts rows elsewhere.
ENTITIES, ENTERPRISES, TASK_COUNT, PERSONS, VISITS = 7, 6, 8, 2, 22
THERE_ARE = {
    **dict.fromkeys(
        ("entity_count", "inspected_entity_count", "repeated_entity_count", "same_item_count"),
        ENTITIES,
    ),
    **dict.fromkeys(("enterprise_count", "kept_count", "other_count"), ENTERPRISES),
    **dict.fromkeys(("contribution.enterprise_count", "class_count"), ENTERPRISES),
    **dict.fromkeys(
        (
            f"{question}.{stage}_count"
            for question in (
                "burn_up",
                "completion_by_county",
                "completion_by_unit",
                "forecast_by_unit",
                "pace_totals",
                "standing_by_unit",
                "sufficiency",
                "target_what_if",
                "checked_itemised",
                "load_by_unit",
                "short_by_deadline",
            )
            for stage in ("drawn", "checked", "published", "late", "not_found", "r7")
        ),
        ENTERPRISES,
    ),
    **dict.fromkeys((f"kind_panel.{stage}_count" for stage in ("drawn", "checked")), 1),
    "checked_itemised.r7_count": 1,
    "checked_itemised.r9_count": 1,
    "checked_itemised.r10_count": 1,
    "repeated_unit_count": len(FIRMS),
    "d_count": len(FIRMS),
    "undrawn_d_by_unit.drawn_count": len(FIRMS),
    "across_offices_count": len(FIRMS),
    "across_systems_count": len(FIRMS),
    "overlap_totals.same_item_count": len(FIRMS),
    "overlap_by_office_pair.same_item_count": len(FIRMS),
    "task_count": TASK_COUNT,
    "filter_offices.task_count": 5,
    "rows_by_office.task_count": 5,
    "office_duties.task_count": 5,
    "joint_task_count": 2,
    "inner_task_count": 2,
    "one_plus_x_task_count": 4,
    "task_pair_count": 2,
    "office_count": 2,
    "inspector_count": PERSONS,
    "expired_count": PERSONS,
    "inspected_after_count": PERSONS,
    "expired_certificates.row_count": VISITS,
    "expired_certificates_used.row_count": VISITS,
    "file_count": 1,
    "item_count": 1,
    "used_item_count": 1,
    "item_coverage.unit_count": 2,
    "city_count": 9,
    "city_done_count": 1,
    "plus_one_count": 1,
    "plus_one_done_count": 1,
    "planned_county_count": 1,
    "missing_count": 10,
}

CROWD: dict[str, list[dict[str, object]]] = {
    "stock": [PLACE | {"stock_count": 40}],
    "entities": [
        {
            "entity_id": one,
            "uscc": f"91350101{one}",
            "reg_no": f"91350101X{one}",
            "name": f"示例1{one}",
        }
        for one in FIRMS
    ]
    + [{"entity_id": 4, "entity_kind": "个体工商户", "uscc": "92350101"}]
    + [{"entity_id": one, "uscc": f"91350101{one}"} for one in (5, 6, 7)],
    "class_periods": [
        {"entity_id": one, "valid_from": "2022-03-01", "risk_class": "D"} for one in FIRMS
    ],
    "plans": [
        {"plan_no": "P0", "level": "省级", "unit": None, "name": "全省抽查", **WINDOW},
        *(
            {"plan_no": f"P{n}", "level": level, "name": name, "provincial_plan_no": root}
            | PLACE
            | WINDOW
            for n, (level, name, root) in enumerate(
                (
                    ("市级", "全省抽查", "P0"),
                    ("市级", "全省抽查", "P0"),
                    ("县级", "全省抽查", "P0"),
                    ("县级", "本县抽查", None),
                ),
                start=1,
            )
        ),
    ],
    "tasks": [
        {"task_no": task, "plan_no": "P1", "drawn_on": f"2022-04-0{n}", "joint": joint}
        | POOL
        | WINDOW
        | {"class_used": True, "one_plus_x": True, "risk_fields": ["禁毒"], "name": "任务"}
        | {"lead_office": "信用监管处" if n < 3 else "登记注册处"}
        for n, (task, joint) in enumerate(
            zip(TASKS, ("跨部门", "跨部门", "部门内", "部门内"), strict=True), start=1
        )
    ]
    + [
        {"task_no": task, "drawn_on": "2022-05-01", "lead_office": office, **WINDOW}
        | {"source_system": system}
        for task, system, office in zip(
            WAITING,
            ("新平台", "自有系统", "新平台", "新平台"),
            ("信用监管处", "登记注册处", "登记注册处", "登记注册处"),
            strict=True,
        )
    ],
    "task_rows": [
        DONE
        | PLACES[n % 3]
        | {"task_no": task, "entity_id": one, "results": ["R4"]}
        | {"drawn_on": f"2022-04-0{n}", "inspected_on": f"2022-0{n + 4}-0{n}"}
        for n, task in enumerate(TASKS, start=1)
        for one in (*FIRMS, 4)
    ]
    + [
        DONE
        | place
        | {"task_no": task, "entity_id": one, "results": [result], "inspected_on": "2022-07-01"}
        for one, result in ((5, "R7"), (6, "R9"), (7, "R10"))
        for task, place in zip(TASKS, PLACES[1:], strict=False)
    ]
    + [
        PLACE | {"task_no": task, "entity_id": one, "drawn_on": "2022-05-01"}
        for task in WAITING
        for one in FIRMS
    ],
    "result_items": [
        {"task_no": task, "entity_id": one, "item_code": code, "is_checked": True}
        | {"result_code": "R4", "inspected_on": f"2022-06-0{n}"}
        for n, task in enumerate((*TASKS, *WAITING), start=1)
        for one in FIRMS
        for code in ("A01", "Z99")
    ],
    "cleaning": [CELLS | {"sheet": sheet, "cell_count": 1} for sheet in ("一", "二")],
    "warnings": [CELLS | {"sheet": sheet, "source_row": 2} for sheet in ("一", "二")],
    "files": [
        {"path": "甲.csv", "sheet": sheet, "exported_on": "2022-12-30"} for sheet in ("一", "二")
    ],
    "items": [{"item_code": "A01", "issuer": issuer, "name": "公示信息"} for issuer in "甲乙"],
    "inspectors": [
        person(1, cert_valid_to="2022-05-31"),
        person(2, cert_valid_to="2022-05-31"),
    ],
    "cases": [
        {"case_id": n, "title": f"案例{n}", "task_no": "T1", "class_use": "按类抽取"}
        | {"state": "已宣传", "publicised_on": "2022-06-01", "medium": "网站", "unit": unit}
        for n, unit in enumerate(("福州", "福州", "平潭", "平潭"), start=1)
    ],
}
