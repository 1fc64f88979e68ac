"""A snapshot of two years: each answers as if it were alone, and knows where it ends."""

from datetime import date

import pytest
from ingest.files import FIRM_A, FIRM_C

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.questions import questions
from inspection.errors import BadInput

from .exports import ALIKE_CODES, SHOP_CODE

DAYS = ("2022-06-30", "2022-09-09")


def every_answer(snapshot, day, **more):
    """Rows and types of every question at a day, as text."""
    answers = {
        one.name: warehouse.answer(one.name, scope=LOCAL, snapshot=snapshot, as_of=day, **more)
        for one in questions()
        if not more or "as_of" in one.params
    }
    return {name: (str(rows.schema), repr(rows.to_pylist())) for name, rows in answers.items()}


def test_both_years_are_held_with_their_bounds(imported):
    both_years = imported.both
    assert (both_years.years, both_years.data_date) == ((2022, 2023), date(2023, 6, 30))
    assert (both_years.first_day, both_years.last_day()) == (date(2022, 1, 1), date(2023, 6, 30))
    assert both_years.last_day(2022) == date(2022, 12, 31)
    assert [both_years.marts(year).name for year in both_years.years] == [
        "marts-2022.duckdb",
        "marts.duckdb",
    ]


@pytest.mark.parametrize("day", DAYS)
def test_a_later_year_on_top_changes_no_answer_of_the_earlier_one(imported, day):
    alone, later = (every_answer(snapshot, day) for snapshot in imported)
    assert {name for name in alone if alone[name] != later[name]} == set()


def test_the_same_period_is_the_earlier_years_own_answer(imported):
    moved = every_answer(imported.both, "2023-06-30", years_back=1)
    own = every_answer(imported.both, "2022-06-30")
    assert {name for name in moved if moved[name] != own[name]} == set()
    assert len(moved) > 80


def test_each_year_counts_its_own_draws_and_inspections(ask_unit):
    now, before = ask_unit("completion_by_unit"), ask_unit("completion_by_unit", years_back=1)
    assert (now["drawn_count"], now["checked_count"]) == (2, 2)
    assert (before["drawn_count"], before["checked_count"]) == (3, 1)
    whole = ask_unit("completion_by_unit", as_of="2022-12-31")
    assert (whole["drawn_count"], whole["checked_count"]) == (3, 2)


def test_each_year_has_the_base_and_the_floor_of_its_notice(ask_unit, ask):
    now, before = ask_unit("completion_by_unit"), ask_unit("completion_by_unit", years_back=1)
    assert (now["stock_count"], now["target_count"]) == (200, 6)
    assert (before["stock_count"], before["target_count"]) == (100, 4)
    deadlines = [ask("data_badge", years_back=back)[0]["deadline_on"] for back in (0, 1)]
    assert deadlines == [date(2023, 9, 30), date(2022, 10, 31)]


def firms(ask, code, day):
    found = ask("entities_by_code", code=code, as_of=day)
    return [(row["county"], row["reg_status"]) for row in found]


def test_each_year_shows_a_firm_as_it_knew_it(ask):
    assert firms(ask, FIRM_A, "2022-09-09") == [("鼓楼区", "存续")]
    assert firms(ask, FIRM_A, "2023-06-30") == [("台江区", "存续")]
    assert firms(ask, FIRM_C, "2022-09-09") == [("鼓楼区", "存续")]
    assert firms(ask, FIRM_C, "2023-06-30") == [("鼓楼区", "注销")]


def test_a_code_that_a_later_export_brings_is_not_known_to_the_year_before(ask):
    shops = {
        day: ask("entities_by_name", part="无码店", as_of=day)
        for day in ("2022-09-09", "2023-06-30")
    }
    codes = {day: [row["entity_code"] for row in rows] for day, rows in shops.items()}
    assert codes == {"2022-09-09": [None], "2023-06-30": [SHOP_CODE]}
    assert len({row["entity_id"] for rows in shops.values() for row in rows}) == 1


def test_a_name_that_a_second_firm_bears_later_still_means_the_first_in_the_year_before(ask):
    (alike,) = ask("entities_by_name", part="同名店", as_of="2022-09-09")
    (row,) = ask("entity_timeline", entity_id=alike["entity_id"], as_of="2022-09-09")[:1]
    assert alike["entity_code"] == ALIKE_CODES[0]
    assert row
    assert len(ask("entities_by_name", part="同名店", as_of="2023-06-30")) == 2


def classes(ask, day):
    rows = ask("class_stock_by_unit", as_of=day, units=["福州"])
    return {row["risk_class"]: row["entity_count"] for row in rows if row["entity_count"]}


def test_a_change_of_class_belongs_to_its_year(ask):
    assert classes(ask, "2022-12-31") == {"B": 1, "C": 1}
    assert classes(ask, "2023-06-30") == {"D": 1}


def test_a_row_without_a_place_lies_where_its_years_register_has_the_firm(ask):
    counties = {
        day: {
            row["county"] for row in ask("completion_by_county", as_of=day) if row["checked_count"]
        }
        for day in ("2022-12-31", "2023-06-30")
    }
    assert counties == {"2022-12-31": {"鼓楼区"}, "2023-06-30": {"鼓楼区", "台江区"}}


def test_an_inspector_who_left_stays_in_the_years_of_the_roster(ask):
    states = {
        day: {row["inspector"]: row["state"] for row in ask("draw_roster", as_of=day)}
        for day in ("2022-09-09", "2023-06-30")
    }
    assert states["2022-09-09"] == {"福州-01": "有效", "福州-02": "有效"}
    assert states["2023-06-30"]["福州-01"] == "失效"
    assert states["2023-06-30"]["福州-03"] == "有效"


def test_a_row_refused_in_one_year_is_closed_by_the_next_only_in_that(ask):
    closed = {
        day: [(row["corrected_by"], row["corrected_row"], row["is_refused_again"]) for row in found]
        for day in ("2022-12-31", "2023-06-30")
        if (found := ask("reject_list", as_of=day))
    }
    later = ("检查结果_20230630.csv", 3, False)
    assert closed == {"2022-12-31": [(None, None, False)], "2023-06-30": [later]}


def test_what_was_handed_in_belongs_to_its_year(ask, ask_unit):
    assert ask_unit("duties_by_unit", as_of="2022-09-09")["received_count"] == 1
    assert ask("duties_by_unit", as_of="2023-06-30") == []


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"as_of": "2021-12-31"}, "截止日期 2021-12-31 不在数据范围内"),
        ({"as_of": "2023-07-01"}, "截止日期 2023-07-01 不在数据范围内"),
        ({"years_back": 2}, "截止日期 2021-06-30 不在数据范围内"),
        ({"years_back": -1}, "年数 -1 不能为负"),
        ({"years_back": "去年"}, "年数 去年 无法识别"),
    ],
)
def test_a_day_of_no_year_held_is_refused(ask, params, told):
    with pytest.raises(BadInput, match=told):
        ask("completion_by_unit", **params)


def test_a_question_without_a_day_takes_no_years_back(ask):
    with pytest.raises(BadInput, match="没有参数 years_back"):
        ask("filter_units", years_back=1)
