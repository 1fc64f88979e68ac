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


def test_status_after_the_deadline_is_red_where_the_target_is_missed(make_snapshot):
    # A base of 20 makes a target of 1.
    place = {"unit": "福州", "county_code": "350102"}, {"unit": "厦门", "county_code": "350203"}
    stock = [{**one, "stock_count": 20} for one in place]
    row = {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"], **place[1]}
    make_snapshot(data_date=date(2022, 12, 31), stock=stock, task_rows=[row])
    rows = {row["unit"]: row for row in ask("standing_by_unit", as_of="2022-11-01")}
    found = {unit: (rows[unit]["gap_count"], rows[unit]["status"]) for unit in ("福州", "厦门")}
    assert found == {"福州": (1, "red"), "厦门": (0, "done")}


def test_nothing_is_coloured_on_a_real_base_that_is_not_approved(make_snapshot):
    row = {"entity_id": 1, "unit": "龙岩", "inspected_on": "2022-05-06", "results": ["R1"]}
    make_snapshot(task_rows=[row], files=[{"is_synthetic": False}])
    assert {row["status"] for row in ask("standing_by_unit")} <= {"neutral", "done"}


def test_standing_counts_an_enterprise_once_in_a_unit(make_snapshot):
    rows = [
        {"entity_id": 1, "task_no": task, "unit": "龙岩", "inspected_on": day, "results": ["R1"]}
        for task, day in (("T1", "2022-05-06"), ("T2", "2022-09-08"))
    ]
    make_snapshot(task_rows=rows)
    row = next(row for row in ask("standing_by_unit") if row["unit"] == "龙岩")
    assert (row["checked_count"], row["week_count"]) == (1, 0)
