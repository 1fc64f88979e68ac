"""A world in which things are planned, launched and reported, and every denominator is nothing."""

from inspection.data import reference

from .friday import FRIDAY, OWN, WINDOW

# The campaign ends on a day off, so that no working day is left on the day before.
BEFORE_THE_END, SUNDAY = "2022-10-29", "2022-10-30"
PLACE = {"unit": "福州", "county_code": "350102"}
NO_POOL = {f"pool_{one}": 0 for one in ("count", "a", "b", "c", "d")}
UNITS = [row["unit"] for row in reference.load("units").to_pylist()]

NOTHING: dict[str, list[dict[str, object]]] = {
    "stock": [{"unit": unit, "county_code": None, "stock_count": 0} for unit in UNITS]
    + [PLACE | {"stock_count": 0}],
    "plans": [
        {"plan_no": f"P{n}", "unit": unit, "planned_count": 0, **WINDOW}
        for n, unit in enumerate(UNITS)
    ]
    + [{"plan_no": "P", "unit": "福州", "planned_count": 10, **WINDOW}],
    "tasks": [
        {
            "task_no": "T1",
            "unit": "厦门",
            "drawn_on": FRIDAY,
            **NO_POOL,
            **WINDOW,
            "exempt_field": "食品",
        }
        | {"exempt_reason": "专业", "exempt_office": "食品处", "exempt_on": FRIDAY},
        {"task_no": "T2", "drawn_on": FRIDAY, "class_used": True, **NO_POOL, **WINDOW},
        {"task_no": "T3", "unit": "三明", "drawn_on": FRIDAY, **OWN, **WINDOW},
        {"task_no": "T4", "unit": "泉州", "drawn_on": FRIDAY, **NO_POOL, "pool_a": 100}
        | {"pool_b": 100},
        {"task_no": "T5", "unit": "泉州", "drawn_on": FRIDAY, **NO_POOL, "pool_c": 100},
    ],
    "task_rows": [
        {"entity_id": 1, "drawn_on": FRIDAY, "class_at_draw": "A"},
        {"entity_id": 2, "task_no": "T2", "drawn_on": FRIDAY, "class_at_draw": "D"},
        {"entity_id": 3, "task_no": "T3", "drawn_on": FRIDAY, "inspected_on": FRIDAY}
        | {"results": ["R7"]},
        {"entity_id": 4, "task_no": "T4", "drawn_on": FRIDAY, "class_at_draw": "A"},
        {"entity_id": 5, "task_no": "T3", "drawn_on": FRIDAY, "inspected_on": FRIDAY}
        | {"results": ["R1"], "pub_state": "不予公示", "not_public_reason": "国家秘密"}
        | {"unit": "莆田", "county_code": "350302"},
    ],
    "ref_periods": [
        {"period": "base", "until_on": "2021-12-31"},
        {"period": "year", "from_on": "2022-01-01", "until_on": "2022-12-31"},
        {"period": "campaign", "from_on": "2022-03-10", "until_on": SUNDAY},
    ],
    "reported_figures": [
        PLACE | {"county": None, "as_of": FRIDAY, "metric": "已检查户数", "reported_count": 0.0}
    ],
}
