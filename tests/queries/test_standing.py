"""`standing_by_unit` and `burn_up` say the same as the questions they draw together."""

from datetime import date, timedelta

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL

DATES = ["2022-03-10", "2022-06-30", "2022-08-31", "2022-09-09"]


def ask(name: str, **params) -> list[dict]:
    return warehouse.answer(name, scope=LOCAL, **params).to_pylist()


@pytest.mark.parametrize("as_of", DATES)
def test_standing_equals_completion_pace_and_forecast(small_demo, as_of):
    completion = {row["unit"]: row for row in ask("completion_by_unit", as_of=as_of)}
    short = {
        row["unit"]: row
        for row in ask("forecast_by_unit", as_of=as_of)
        if row["scenario"] == "short"
    }
    rows = ask("standing_by_unit", as_of=as_of)
    assert len(rows) == 10
    for row in rows:
        unit = row["unit"]
        for name in ("target_count", "drawn_count", "checked_count", "published_count"):
            assert row[name] == completion[unit][name]
        assert row["completion_rate"] == completion[unit]["completion_rate"]
        assert row["sufficiency_rate"] == completion[unit]["sufficiency_rate"]
        (pace,) = ask("pace_totals", as_of=as_of, units=[unit])
        assert row["pace_deviation"] == pytest.approx(pace["pace_deviation"])
        assert row["needed_per_day"] == pace["needed_per_day"]
        assert row["shortfall_count"] == short[unit]["shortfall_count"]
        curve = ask("burn_up", units=[unit], as_of=as_of)
        days = {day["day_on"]: day["checked_count"] for day in curve}
        today = date.fromisoformat(as_of)
        assert row["week_count"] == days[today] - days[today - timedelta(weeks=1)]


@pytest.mark.parametrize("units", [None, ["龙岩"]])
@pytest.mark.parametrize("as_of", DATES)
def test_burn_up_meets_the_totals_on_the_day(small_demo, as_of, units):
    totals = ask("pace_totals", as_of=as_of, units=units)[0]
    rows = ask("burn_up", as_of=as_of, units=units)
    today = next(row for row in rows if row["day_on"].isoformat() == as_of)
    assert today["checked_count"] == totals["checked_count"]
    assert today["target_count"] == totals["target_count"]
    assert today["drawn_count"] == totals["drawn_count"]
    due = totals["plan_progress"]
    assert today["plan_count"] == (due and pytest.approx(due * totals["target_count"]))
    assert today["time_count"] == pytest.approx(totals["time_progress"] * totals["target_count"])
    last = next(row for row in rows if row["day_on"].isoformat() == "2022-10-31")
    assert int(last["short_count"] + 1e-6) == totals["short_forecast_count"]


# A base of 1 000 makes a target of 40 in 南平 and 龙岩, which the notice names, of 35 in 三明.
PLACES = {"南平": "350702", "龙岩": "350802", "三明": "350404"}


def stocks() -> list[dict]:
    return [
        {"unit": unit, "county_code": code, "stock_count": 1000} for unit, code in PLACES.items()
    ]


def rows_of(unit: str, count: int, first: int, **more) -> list[dict]:
    """Rows of a unit; inspected where they have a day."""
    place = {"unit": unit, "county_code": PLACES[unit], "task_no": f"T{unit}"}
    result = {"results": ["R1"]} if "inspected_on" in more else {}
    return [{"entity_id": first + n, **place, **result, **more} for n in range(count)]


def standings(as_of: str) -> dict[str, tuple]:
    """Two causes, status and colour of each unit with a base."""
    names = ("shortfall_count", "still_to_draw_count", "status", "signal")
    found = {row["unit"]: row for row in ask("standing_by_unit", as_of=as_of)}
    return {unit: tuple(found[unit][name] for name in names) for unit in PLACES}


def test_slow_and_drawn_too_few_are_told_apart(make_snapshot):
    # Until Friday 26 August 20 working days, 42 left.
    fast = rows_of("南平", 20, 1, inspected_on="2022-08-22")
    slow = rows_of("龙岩", 5, 101, inspected_on="2022-08-22") + rows_of("龙岩", 35, 201)
    other = rows_of("三明", 1, 301, inspected_on="2022-08-22")
    make_snapshot(stock=stocks(), task_rows=fast + slow + other)
    # 南平 20 + 42 reach 40, but only 20 are drawn; 龙岩 5 + 10.5 do not; 三明 nobody judges.
    assert standings("2022-08-26") == {
        "南平": (0, 20, "undrawn", "amber"),
        "龙岩": (25, 0, "short", "amber"),
        "三明": (32, 34, "reference", "neutral"),
    }


def test_drawn_too_few_is_a_warning_on_any_day_until_the_deadline(make_snapshot):
    # In April the yardstick asks 22 of 160 working days: 5.5 of 40.
    rows = rows_of("南平", 10, 1, inspected_on="2022-04-08")
    both = rows_of("龙岩", 1, 101, inspected_on="2022-04-08")
    make_snapshot(stock=stocks(), task_rows=rows + both)
    found = standings("2022-04-11")
    assert found["南平"] == (0, 30, "undrawn", "amber")
    assert found["龙岩"][1:] == (39, "short_undrawn", "amber")


def test_behind_where_pace_and_draws_suffice(make_snapshot):
    rows = rows_of("南平", 30, 1, inspected_on="2022-08-22") + rows_of("南平", 10, 31)
    done = rows_of("龙岩", 40, 101, inspected_on="2022-08-22")
    make_snapshot(data_date=date(2022, 12, 31), stock=stocks(), task_rows=rows + done)
    # 133 of 160 working days are gone on 14 September: 33.25 of 40 are due.
    found = standings("2022-09-14")
    assert (found["南平"][2:], found["龙岩"][2:]) == (("behind", "amber"), ("done", "done"))


def test_on_the_day_of_the_deadline_it_is_not_over(make_snapshot):
    rows = rows_of("南平", 40, 1, inspected_on="2022-10-31")
    make_snapshot(data_date=date(2022, 12, 31), stock=stocks(), task_rows=rows)
    (row,) = [one for one in ask("standing_by_unit", as_of="2022-10-31") if one["unit"] == "龙岩"]
    assert (row["on_deadline_count"], row["status"]) == (None, "short_undrawn")
    assert row["signal"] == "amber"
    (after,) = [one for one in ask("standing_by_unit", as_of="2022-11-01") if one["unit"] == "南平"]
    assert (after["on_deadline_count"], after["status"]) == (40, "on_time")


def test_after_the_deadline_its_own_day_is_judged_and_nothing_foretold(make_snapshot):
    late = rows_of("南平", 30, 1, inspected_on="2022-10-28") + rows_of(
        "南平", 10, 31, inspected_on="2022-11-01"
    )
    missed = rows_of("龙岩", 39, 101, inspected_on="2022-10-28")
    other = rows_of("三明", 34, 301, inspected_on="2022-10-28")
    make_snapshot(data_date=date(2022, 12, 31), stock=stocks(), task_rows=late + missed + other)
    assert standings("2022-11-04") == {
        "南平": (None, None, "done_late", "red"),
        "龙岩": (None, None, "missed", "red"),
        "三明": (None, None, "reference", "neutral"),
    }
    assert ask("forecast_by_unit", as_of="2022-11-04") == []
    curve = ask("burn_up", as_of="2022-11-04")
    assert {(row["short_count"], row["long_count"]) for row in curve} == {(None, None)}


def test_the_whole_is_judged_on_the_deadline_too(make_snapshot):
    late = rows_of("南平", 104, 1, inspected_on="2022-10-28") + rows_of(
        "南平", 1, 201, inspected_on="2022-11-01"
    )
    make_snapshot(data_date=date(2022, 12, 31), stock=stocks(), task_rows=late)
    (totals,) = ask("pace_totals", as_of="2022-11-04")
    # The floor of the whole asks 105 of 3 000, the units 40 + 40 + 35.
    assert (totals["floor_target_count"], totals["units_target_count"]) == (105, 115)
    assert (totals["on_deadline_count"], totals["late_count"]) == (104, 1)
    assert (totals["status"], totals["deadline_gap_count"]) == ("done_late", 1)
    assert (totals["shortfall_count"], totals["still_to_draw_count"]) == (None, None)


@pytest.mark.parametrize(
    ("units", "is_judged"), [(None, True), (["南平", "龙岩"], True), (["南平", "三明"], False)]
)
def test_a_selection_is_judged_where_each_of_its_units_is(make_snapshot, units, is_judged):
    make_snapshot(stock=stocks())
    (totals,) = ask("pace_totals", units=units)
    assert totals["is_judged"] == is_judged
    assert totals["status"] == ("short_undrawn" if is_judged else "reference")


def test_nothing_is_coloured_on_a_real_base_that_is_not_approved(make_snapshot):
    row = {"entity_id": 1, "unit": "龙岩", "inspected_on": "2022-05-06", "results": ["R1"]}
    make_snapshot(task_rows=[row], files=[{"is_synthetic": False}])
    assert {row["signal"] for row in ask("standing_by_unit")} <= {"neutral", "done"}


def test_standing_counts_an_enterprise_once_in_a_unit(make_snapshot):
    rows = [
        {"entity_id": 1, "task_no": task, "unit": "龙岩", "inspected_on": day, "results": ["R1"]}
        for task, day in (("T1", "2022-05-06"), ("T2", "2022-09-08"))
    ]
    make_snapshot(task_rows=rows)
    row = next(row for row in ask("standing_by_unit") if row["unit"] == "龙岩")
    assert (row["checked_count"], row["week_count"]) == (1, 0)
