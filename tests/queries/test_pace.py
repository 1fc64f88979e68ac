"""M6-M9, M29: time, plan, pace and what is still to be drawn."""

from datetime import date

import pytest

FUZHOU = {"unit": "福州"}
YEAR_END = date(2022, 12, 31)
# A base of 1 000 makes a target of 35.
SMALL = [{"unit": "福州", "county_code": "350102", "stock_count": 1000}]


def visits(count, day, first=1, **more):
    return [
        {"entity_id": first + number, "inspected_on": day, "results": ["R1"], **more}
        for number in range(count)
    ]


def drawn(count, first=1, **more):
    return [{"entity_id": first + number, **more} for number in range(count)]


@pytest.mark.parametrize(
    ("as_of", "elapsed", "left"),
    [
        ("2022-02-28", 0, 160),
        ("2022-03-10", 0, 160),
        ("2022-03-11", 1, 159),
        ("2022-10-30", 159, 1),
        ("2022-10-31", 160, 0),
        ("2022-12-31", 160, 0),
    ],
)
def test_time_runs_on_160_working_days(make_snapshot, ask_one, as_of, elapsed, left):
    make_snapshot(data_date=YEAR_END)
    row = ask_one("pace_totals", {}, units=["福州"], as_of=as_of)
    assert row["time_progress"] == pytest.approx(elapsed / 160)
    assert row["workdays_left_count"] == left


def test_nothing_is_needed_per_day_after_the_deadline(make_snapshot, ask_one):
    make_snapshot(data_date=YEAR_END, stock=SMALL)
    assert ask_one("pace_totals", {}, units=["福州"], as_of="2022-10-28")["needed_per_day"] == 35
    assert ask_one("pace_totals", {}, units=["福州"], as_of="2022-10-31")["needed_per_day"] is None


def test_without_windows_time_is_the_yardstick(make_snapshot, ask_one):
    make_snapshot(data_date=YEAR_END, stock=SMALL, task_rows=visits(7, "2022-05-06"))
    row = ask_one("pace_totals", {}, units=["福州"], as_of="2022-10-31")
    assert (row["yardstick"], row["plan_progress"]) == ("time", None)
    assert row["pace_deviation"] == pytest.approx(7 / 35 - 1)


def test_plan_is_the_yardstick_where_it_reaches_four_fifths_of_the_target(make_snapshot, ask_one):
    window = {"window_from": "2022-05-05", "window_to": "2022-05-18"}
    make_snapshot(
        stock=SMALL,
        plans=[
            {"plan_no": "P1", "planned_count": 28, **window},
            {"plan_no": "P2", "planned_count": 40},
        ],
        tasks=[{"task_no": "T1", "plan_no": "P1", **window}],
        task_rows=drawn(4),
    )
    row = ask_one("pace_totals", {}, units=["福州"], as_of="2022-05-11")
    # 5 to 18 May 2022 has eleven working days, Saturday 7 May being one; six are gone.
    assert row["planned_share"] == pytest.approx(28 / 35)
    assert row["yardstick"] == "plan"
    assert row["plan_progress"] == row["yardstick_rate"] == pytest.approx(6 / 11)


@pytest.mark.parametrize(
    ("plan", "share"),
    [
        ({}, 28 / 35),
        ({"is_of_enterprises": True}, 28 / 35),
        ({"is_of_enterprises": False}, None),
        ({"unit": None, "level": "省级"}, None),
        ({"window_from": "2022-05-19"}, None),
        ({"planned_count": None}, None),
    ],
)
def test_plans_of_enterprises_in_a_unit_with_a_window_are_spread(
    make_snapshot, ask_one, plan, share
):
    window = {"window_from": "2022-05-05", "window_to": "2022-05-18"}
    make_snapshot(stock=SMALL, plans=[{"plan_no": "P1", "planned_count": 28, **window} | plan])
    assert ask_one("pace_totals", {}, units=["福州"])["planned_share"] == share


def test_a_task_drawn_moves_neither_plan_nor_what_it_still_asks(make_snapshot, ask_one):
    window = {"window_from": "2022-05-05", "window_to": "2022-05-31"}
    make_snapshot(
        plans=[{"plan_no": "P1", "planned_count": 10, **window}],
        tasks=[{"task_no": "T1", "plan_no": "P1", "drawn_on": "2022-05-10", **window}],
        task_rows=drawn(3),
    )
    # 5 to 31 May 2022 has twenty working days; four are gone on the 9th, five on the 10th.
    for as_of, gone in (("2022-05-09", 4), ("2022-05-10", 5)):
        plan = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "plan"}, as_of=as_of)
        totals = ask_one("pace_totals", {}, units=["福州"], as_of=as_of)
        assert totals["plan_progress"] == pytest.approx(gone / 20)
        left = totals["workdays_left_count"]
        assert plan["pace_per_day"] == pytest.approx(10 * (20 - gone) / 20 / left)


def test_forecast_carries_the_pace_of_the_last_four_weeks_on(make_snapshot, ask_one):
    # 20 working days in the four weeks to Friday 26 August; 42 are left.
    visited = visits(10, "2022-08-01") + visits(2, "2022-07-29", 11)
    make_snapshot(stock=SMALL, task_rows=visited + drawn(30, 21))
    short = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "short"}, as_of="2022-08-26")
    assert short["pace_per_day"] == pytest.approx(10 / 20)
    assert (short["checked_count"], short["forecast_count"]) == (12, 12 + 21)
    assert short["shortfall_count"] == 2
    assert short["finish_on"] == date(2022, 11, 4)


def test_forecast_is_the_pace_alone_and_draws_stand_beside_it(make_snapshot, ask_one):
    make_snapshot(stock=SMALL, task_rows=visits(20, "2022-08-22"))
    short = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "short"}, as_of="2022-08-26")
    # Twenty in the 20 working days before, 42 left.
    assert (short["forecast_count"], short["shortfall_count"]) == (62, 0)
    assert (short["drawn_count"], short["still_to_draw_count"]) == (20, 15)
    # Fifteen working days on; 12 September is off.
    assert short["finish_on"] == date(2022, 9, 19)


@pytest.mark.parametrize(("stock_count", "year"), [(450, 2023), (500, None)])
def test_no_finish_date_beyond_the_year_after(make_snapshot, ask_one, stock_count, year):
    # One in 20 working days: fifteen more take 300 working days, seventeen 340; 335 are
    # left of 2022 and 2023.
    make_snapshot(
        stock=[SMALL[0] | {"stock_count": stock_count}], task_rows=visits(1, "2022-08-22")
    )
    short = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "short"}, as_of="2022-08-26")
    assert (short["finish_on"] and short["finish_on"].year) == year


def test_a_unit_without_rows_forecasts_nothing(make_snapshot, ask_one):
    make_snapshot()
    short = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "short"})
    assert (short["pace_per_day"], short["forecast_count"], short["finish_on"]) == (0, 0, None)


def test_plan_scenario_adds_what_the_windows_still_bring(make_snapshot, ask_one):
    window = {"window_from": "2022-08-29", "window_to": "2022-09-02"}
    make_snapshot(
        stock=SMALL,
        plans=[{"plan_no": "P1", "planned_count": 5, **window}],
        task_rows=visits(2, "2022-05-06"),
    )
    plan = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "plan"}, as_of="2022-08-26")
    assert plan["forecast_count"] == 7


def test_what_a_window_asks_after_the_deadline_is_not_coming(make_snapshot, ask_one):
    # 31 October to 4 November: five working days, one of them by the deadline.
    window = {"window_from": "2022-10-31", "window_to": "2022-11-04"}
    make_snapshot(stock=SMALL, plans=[{"plan_no": "P1", "planned_count": 10, **window}])
    plan = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "plan"}, as_of="2022-08-26")
    assert plan["pace_per_day"] == pytest.approx(2 / 42)


def test_totals_are_paced_as_one(make_snapshot, ask_one):
    make_snapshot(
        task_rows=visits(4, "2022-08-22") + visits(4, "2022-08-22", task_no="T2", unit="厦门")
    )
    totals = ask_one("pace_totals", {}, as_of="2022-08-26")
    assert (totals["target_count"], totals["checked_count"]) == (59_150, 4)
    # Four in 20 working days, 42 left.
    assert totals["short_forecast_count"] == 12


def test_those_gone_are_added_only_where_they_are_left_out(make_snapshot, ask_one):
    gone = visits(1, "2022-05-06", 1)[0] | {"results": ["R10"]}
    make_snapshot(stock=SMALL, task_rows=[gone, *visits(3, "2022-05-06", 2), *drawn(26, 5)])
    row = ask_one("sufficiency", FUZHOU)
    assert (row["drawn_count"], row["gone_rate"], row["expected_gone_count"]) == (30, 0.25, 8)
    assert row["still_to_draw_count"] == 35 - 30
    assert row["sufficiency_rate"] == pytest.approx(30 / 35)
    without = ask_one("sufficiency", FUZHOU, is_without_gone=True)
    assert without["still_to_draw_count"] == 35 - 30 + 8


@pytest.mark.parametrize("is_without_gone", [False, True])
def test_nothing_is_to_be_drawn_once_the_target_is_reached(make_snapshot, ask_one, is_without_gone):
    early = visits(35, "2022-01-06", drawn_on="2021-12-30")
    make_snapshot(data_date=YEAR_END, stock=SMALL, task_rows=early)
    row = ask_one("sufficiency", FUZHOU, as_of="2022-09-09", is_without_gone=is_without_gone)
    assert (row["drawn_count"], row["checked_count"], row["still_to_draw_count"]) == (0, 35, 0)
    over = ask_one("sufficiency", FUZHOU, as_of="2022-11-01", is_without_gone=is_without_gone)
    assert over["still_to_draw_count"] is None


def test_load_counts_valid_inspectors_in_pairs(make_snapshot, ask_one):
    def inspector(number, **more):
        return {"inspector_id": f"福州-{number}", "unit": "福州", "state": "有效", **more}

    make_snapshot(
        data_date=YEAR_END,
        stock=SMALL,
        inspectors=[
            inspector(1, cert_valid_to="2022-10-24"),
            inspector(2),
            inspector(3, cert_valid_to="2022-10-23"),
            inspector(4, state="黑名单"),
        ],
    )
    row = ask_one("load_by_unit", FUZHOU, as_of="2022-10-24")
    assert (row["inspector_count"], row["weeks_left"]) == (2, 1)
    assert (row["needed_per_week"], row["needed_per_inspector_week"]) == (35, 35)
    # 35 visits, two persons each, four a day; two persons, five days.
    days = ("needed_person_days", "available_person_days", "short_person_days")
    assert [row[name] for name in days] == [17.5, 10, 7.5]
    assert row["people_verdict"] == "short"
    last = ask_one("load_by_unit", FUZHOU, as_of="2022-10-31")
    assert (last["available_person_days"], last["short_person_days"]) == (0, 17.5)
    over = ask_one("load_by_unit", FUZHOU, as_of="2022-11-01")
    assert [over[name] for name in days] == [None, None, None]
    assert (over["people_verdict"], over["gap_count"]) == ("over", 35)


def test_people_of_one_unit_help_no_other(make_snapshot, ask, ask_one):
    """福州 lacks people, 莆田 has them and is idle, 厦门 is done; together they would do."""
    people = [
        {"inspector_id": f"{unit}-{number}", "unit": unit, "county_code": code, "state": "有效"}
        for unit, code, count in (("福州", "350102", 1), ("莆田", "350302", 3), ("全国", None, 9))
        for number in range(count)
    ]
    visit = {"unit": "厦门", "county_code": "350203", "inspected_on": "2022-10-17"}
    make_snapshot(
        data_date=YEAR_END,
        stock=[
            {"unit": unit, "county_code": code, "stock_count": count}
            for unit, code, count in (
                ("福州", "350102", 1000),
                ("莆田", "350302", 200),
                ("厦门", "350203", 20),
            )
        ],
        inspectors=people,
        task_rows=[visit | {"entity_id": 1, "results": ["R1"]}],
    )
    asked = {"as_of": "2022-10-24", "units": ["福州", "莆田", "厦门"]}
    found = {row["unit"]: row for row in ask("load_by_unit", **asked)}
    assert list(found) == ["合计", "福州", "厦门", "莆田"]
    verdicts = {unit: row["people_verdict"] for unit, row in found.items()}
    assert verdicts == {"合计": "short", "福州": "short", "厦门": "done", "莆田": "slow"}
    # 35 and 7 firms of 福州 and 莆田, 1 of 厦门 that is inspected; four persons, five days.
    whole = found["合计"]
    assert (whole["gap_count"], whole["inspector_count"], whole["needed_person_days"]) == (
        42,
        4,
        21,
    )
    assert (whole["available_person_days"], whole["short_person_days"]) == (20, 1)
    assert (found["福州"]["short_person_days"], found["莆田"]["short_person_days"]) == (12.5, 0)
    assert whole["recent_per_inspector_week"] == pytest.approx(2 * 1 / (4 * 17 / 5))


def test_load_without_inspectors_is_unknown(make_snapshot, ask_one):
    make_snapshot(stock=SMALL)
    row = ask_one("load_by_unit", FUZHOU)
    assert row["needed_per_inspector_week"] is None
    assert (row["people_verdict"], row["available_person_days"]) == ("short", 0)
    assert ask_one("load_by_unit", {"unit": "厦门"})["people_verdict"] == "unknown"
