"""What happens on the as-of date itself has happened."""

from datetime import date

import pytest
from rows import DATA_DATE, write_snapshot

from inspection.data import reference

from .friday import floor

YEAR_END = date(2022, 12, 31)

DAY, BEFORE = "2022-09-07", "2022-09-06"
TODAY = {"as_of": DAY}
FUZHOU, PUTIAN, SANMING, XIAMEN, QUANZHOU = (
    {"unit": unit, "county_code": county}
    for unit, county in (
        ("福州", "350102"),
        ("莆田", "350302"),
        ("三明", "350404"),
        ("厦门", "350203"),
        ("泉州", "350502"),
    )
)
VISITED = {"inspected_on": DAY, "results": ["R1"]}
FOLLOWED = {"results": ["R4"], "needs_disposal": True, "disposal_state": "处理中"}
# A notice two working days after the visit is due in the week of the visit.
CLOCKS = [
    row | {"limit_days": 2 if row["clock"] == "publication" else row["limit_days"]}
    for row in reference.load("clocks").to_pylist()
]


def classes(entity_id, **since):
    """A period per class and its first day; a digit tells two of one class apart."""
    return [
        {"entity_id": entity_id, "valid_from": day, "risk_class": letter[0]}
        for letter, day in since.items()
    ]


TABLES = {
    "stock": [
        FUZHOU | {"stock_count": 1000},
        FUZHOU | {"county_code": "350104", "stock_count": 0},
        *(place | {"stock_count": 0} for place in (PUTIAN, SANMING, XIAMEN, QUANZHOU)),
    ],
    "ref_targets": [
        floor("全省", "2022-03-10", 35_000),
        floor("全省", DAY, 50_000),
        floor("福州", "2022-03-10", 35_000),
    ],
    "ref_clocks": CLOCKS,
    "entities": [
        {"entity_id": 2, "entity_kind": "个体工商户"},
        {"entity_id": 8, "uscc": "913501018"},
        {"entity_id": 10, "uscc": "9135030110", **PUTIAN},
        {"entity_id": 13, **QUANZHOU},
    ],
    "class_periods": [
        *classes(8, C=DATA_DATE.isoformat()),
        *classes(9, A="2022-01-05", B="2022-02-01", A2="2022-04-01"),
        *classes(10, D=DAY),
        *classes(13, A="2022-01-05", B="2022-09-01", C="2022-09-05"),
    ],
    "tasks": [
        {"task_no": "T1", "source_system": "自有系统"},
        {"task_no": "T5", "class_used": True, "pool_a": 40},
        {"task_no": "T6", "drawn_on": DAY, **PUTIAN},
        {"task_no": "T7", "window_from": "2022-01-10", "window_to": "2022-02-10"},
        {"task_no": "T8", "window_from": "2022-05-11", "window_to": "2022-06-10"},
    ],
    "task_rows": [
        VISITED | {"entity_id": 1, "results": ["R7"], "entered_on": DAY, "entry_state": "待审核"},
        VISITED | {"entity_id": 2, "task_no": "T2"},
        VISITED | {"entity_id": 3, "task_no": "T2"},
        VISITED | {"entity_id": 3, "task_no": "T3", "county_code": "350104"},
        FOLLOWED
        | {"entity_id": 4, "task_no": "T2", "inspected_on": "2022-09-05", "exported_on": DAY}
        | {"disposal_state": "已完结", "pub_state": "已公示", "published_on": BEFORE},
        FOLLOWED | {"entity_id": 5, "task_no": "T2", "inspected_on": "2022-08-24"},
        FOLLOWED | {"entity_id": 6, "task_no": "T2", "inspected_on": "2022-07-27"},
        {"entity_id": 9, "task_no": "T5", "class_at_draw": "A"},
        SANMING | {"entity_id": 11, "task_no": "T7"},
        SANMING | {"entity_id": 11, "task_no": "T8"},
        XIAMEN | VISITED | {"entity_id": 12, "task_no": "T9", "inspected_on": "2022-05-06"},
        XIAMEN | VISITED | {"entity_id": 12, "task_no": "T10", "inspected_on": "2022-08-04"},
    ],
    "result_items": [
        {"task_no": "T1", "entity_id": 1, "item_code": "A01", "is_checked": True}
        | {"inspected_on": DAY, "problem": "未亮照", "disposal": "责令改正"}
    ],
}


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """The as-of date and the snapshot that holds it."""
    root = tmp_path_factory.mktemp("same_day")
    return TODAY | {"snapshot": write_snapshot(root, "20220909T000000-00000001", DATA_DATE, TABLES)}


def test_province_is_judged_by_the_floor_from_its_first_day_on(ask, day):
    assert {row["target_count"] for row in ask("burn_up", **day)} == {50}
    assert ask("pace_totals", **day)[0]["target_count"] == 50


def test_firm_not_found_today_is_itemised_today(ask_one, day):
    assert ask_one("checked_itemised", {"unit": "福州"}, **day)["r7_count"] == 1


def test_other_kinds_and_firms_of_two_counties_count_from_their_visit_on(ask_one, day):
    kind = {"unit": "福州", "entity_kind": "个体工商户"}
    assert ask_one("kind_panel", kind, **day)["checked_count"] == 1
    # 35 less the firms 1, 3, 4, 5 and 6.
    assert ask_one("load_by_unit", {"unit": "福州"}, **day)["gap_count"] == 30


def test_two_rows_of_one_day_are_one_visit(ask_one, day):
    assert ask_one("burden_by_unit", {"unit": "福州"}, **day)["merged_visit_count"] == 1


def test_result_entered_today_waits_for_review_today(ask_one, day):
    assert ask_one("stage_funnel_by_unit", {"unit": "福州"}, **day)["to_review_count"] == 1


def test_closed_without_a_date_has_no_age_on_the_day_of_its_export(ask_one, day):
    found = ask_one("closure_by_unit", {"unit": "福州"}, **day)
    assert (found["closed_count"], found["undated_count"]) == (1, 1)
    assert found["closed_short_count"] == 0


def test_ten_working_days_are_short_and_thirty_not_yet_long(ask_one, day):
    found = ask_one("closure_by_unit", {"unit": "福州"}, **day)
    ages = [found[f"open_{band}_count"] for band in ("short", "middle", "long")]
    assert ages == [1, 1, 0]


def test_evidence_of_a_task_holds_what_was_found_today(ask_one, day):
    found = ask_one("task_trace", {"item_code": "A01"}, task_no="T1", **day)
    assert (found["problem"], found["disposal"]) == ("未亮照", "责令改正")
    yesterday = ask_one("task_trace", {"item_code": "A01"}, **day | {"as_of": BEFORE}, task_no="T1")
    assert (yesterday["problem"], yesterday["disposal"]) == (None, None)


def test_row_inspected_today_is_due_this_week_and_not_collected(ask, day):
    due = ask("due_rows", clock="publication", **day)
    assert [str(row["due_on"]) for row in due if str(row["start_on"]) == DAY] == ["2022-09-09"] * 4
    offices = ask("due_by_office", clock="publication", **day)
    assert sum(row["due_week_count"] for row in offices) == 4
    assert [row["task_no"] for row in ask("uncollected_rows", **day)] == ["T1"]


def test_firm_is_in_its_class_from_the_first_day_on(ask, ask_one, day):
    assert [row["uscc"] for row in ask("undrawn_d_list", **day)] == ["9135030110"]
    assert ask_one("draw_frame", {"uscc": "913501018"}, **day)["risk_class"] == "C"


def test_class_changed_on_the_day_of_the_draw_is_in_the_pool_and_dates_from_it(ask_one, day):
    found = ask_one("class_ratio_by_unit", {"unit": "莆田", "risk_class": "D"}, **day)
    assert (found["pool_count"], found["is_estimated"]) == (1, True)
    assert str(ask_one("effect_by_task", {"task_no": "T5"}, **day)["class_on"]) == "2022-04-01"


def test_change_on_the_first_of_the_month_counts_though_another_followed(ask, day):
    moves = {
        (row["from_class"], row["to_class"]): row["entity_count"]
        for row in ask("class_migration", units=["泉州"], **day)
    }
    assert {move for move, count in moves.items() if count} == {("A", "B"), ("B", "C")}


def test_ninety_days_apart_are_within_ninety_days(ask, ask_one, day):
    assert len(ask("overlap_entities", **day)) == 1
    assert ask_one("repeats_by_unit", {"unit": "厦门"}, **day)["repeated_entity_count"] == 1


def test_sunday_and_today_are_inside_this_week(make_snapshot, ask):
    """Twenty working days after that Monday end on a Sunday that was worked."""
    visit = {"entity_id": 1, "inspected_on": "2022-09-05", "results": ["R1"]}
    make_snapshot(data_date=YEAR_END, task_rows=[visit])
    for as_of, today in (("2022-10-05", 0), ("2022-10-09", 1)):
        assert [row["due_week_count"] for row in ask("due_by_office", as_of=as_of)] == [1]
        assert [str(row["next_due_on"]) for row in ask("due_by_office", as_of=as_of)] == [
            "2022-10-09"
        ]
        assert len(ask("due_rows", as_of=as_of)) == 1
        (found,) = ask("follow_up_totals", as_of=as_of)
        assert (found["due_week_count"], found["due_today_count"]) == (1, today)
