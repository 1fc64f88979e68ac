"""What an export says of itself: name, lines above the rows, totals."""

from datetime import date

import pyarrow as pa
import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.showing import exported
from inspection.showing.answer import Answer
from inspection.text import text

DAY = date(2022, 8, 31)
NAMES = {"350802": "新罗区"}
DEMO = text("badge.synthetic")


def answer(question: str, rows: dict | None = None, **params) -> Answer:
    return Answer(warehouse.describe(question), params, pa.table(rows or {}))


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({"as_of": DAY}, "抽查结果构成_全省_20220831.xlsx"),
        ({"as_of": DAY, "units": ["龙岩", "福州"]}, "抽查结果构成_龙岩、福州_20220831.xlsx"),
        ({"as_of": DAY, "units": list("甲乙丙丁")}, "抽查结果构成_甲等4个_20220831.xlsx"),
        (
            {"as_of": DAY, "units": ["龙岩"], "counties": ["350802"]},
            "抽查结果构成_新罗区_20220831.xlsx",
        ),
    ],
)
def test_file_is_named_for_its_title_place_and_day(empty_snapshot, params, name):
    asked = answer("results_by_unit", **params)
    title = asked.question.title_zh
    found = exported.file_name(asked, empty_snapshot, NAMES, "zh", "xlsx")
    assert found == name.replace("抽查结果构成", title)


def test_name_holds_nothing_that_a_file_system_refuses(empty_snapshot):
    asked = answer("results_by_unit", units=['a/b:c*?"<d> |'])
    found = exported.file_name(asked, empty_snapshot, {}, "en", "xlsx")
    assert not set(found) & set('\\/:*?"<>| ')
    assert found.endswith(f"{empty_snapshot.data_date:%Y%m%d}.xlsx")


def test_lines_above_the_rows_say_day_scope_and_marks(empty_snapshot):
    asked = answer("results_by_unit", as_of=DAY, units=["龙岩"], counties=["350802"], plans=None)
    title, told, mark = exported.head(asked, empty_snapshot, ("基数未核定",), NAMES, "zh")
    assert title == asked.question.title_zh
    assert told == "统计截至 2022-08-31　｜　范围：报告单位＝龙岩；县（市、区）代码＝新罗区"
    assert mark == "内部资料，仅供工作使用　｜　基数未核定"
    assert exported.head(asked, empty_snapshot, (DEMO,), NAMES, "zh")[2] == DEMO


def test_columns_that_add_up_have_a_total_and_a_gap_has_none():
    rows = {"unit": ["龙岩", "福州"], "row_count": [3, 4], "entity_count": [3, 3]}
    assert exported.sums(answer("burden_by_unit", rows)) == {"row_count": 7}
    assert exported.sums(answer("burden_by_unit", rows | {"row_count": [3, None]})) == {}
    one = {name: column[:1] for name, column in rows.items()}
    assert exported.sums(answer("burden_by_unit", one)) == {}


def test_rows_of_different_limits_are_not_added():
    rows = {"clock": ["closure", "publication"], "unit": ["龙岩"] * 2, "overdue_count": [1, 2]}
    assert exported.sums(answer("due_by_office", rows)) == {}
    same = rows | {"clock": ["publication"] * 2}
    assert exported.sums(answer("due_by_office", same)) == {"overdue_count": 3}


# Of the same four rows: one firm in two units, one row with two results, one not inspected.
WHOLE = {
    "results_by_unit": ("inspected_count", 3),
    "publicity_by_unit": ("inspected_count", 3),
    "results_by_code": ("main_count", 3),
    "stage_funnel_by_unit": ("drawn_count", 4),
    "task_list": ("row_count", 4),
    "contribution": ("row_count", 3),
    "burden_by_unit": ("row_count", 3),
    "entry_delay_by_unit": ("row_count", 3),
    "platform_rows_by_month": ("row_count", 3),
}


def test_what_is_said_to_add_up_is_every_row_once(make_snapshot):
    seen = {"inspected_on": "2022-05-06", "results": ["R1"]}
    make_snapshot(
        task_rows=[
            {"entity_id": 1, **seen, "results": ["R4", "R5"]},
            {"entity_id": 1, **seen, "task_no": "T2", "unit": "厦门"},
            {"entity_id": 2, **seen, "task_no": "T2"},
            {"entity_id": 3, "task_no": "T2"},
        ]
    )
    for name, (column, count) in WHOLE.items():
        rows = warehouse.answer(name, scope=LOCAL)
        found = exported.sums(Answer(warehouse.describe(name), {}, rows))
        assert found.get(column, count if rows.num_rows == 1 else None) == count, name
