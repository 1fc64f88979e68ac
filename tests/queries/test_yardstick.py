"""The plan's yardstick over random plans and draws: it rests on the plans, and only rises."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

YEAR_END = date(2022, 12, 31)
STOCK = [
    {"unit": "福州", "county_code": "350102", "stock_count": 1000},
    {"unit": "龙岩", "county_code": "350802", "stock_count": 500},
]
PLACES = [("福州", None), ("福州", "350102"), ("龙岩", None), ("龙岩", "350802")]
SEEDS = range(8)


def some_day(luck: random.Random) -> date:
    return date(2022, 1, 1) + timedelta(days=luck.randrange(365))


def some_plans(luck: random.Random) -> list[dict]:
    """Plans of either unit and of counties, of enterprises and others, some without a window."""
    made = []
    for number in range(luck.randrange(1, 9)):
        unit, county = luck.choice(PLACES)
        first, last = sorted((some_day(luck), some_day(luck)))
        has_window = luck.random() < 0.8
        made.append(
            {
                "plan_no": f"P{number}",
                "unit": unit,
                "county_code": county,
                "planned_count": luck.choice([None, 0, 3, 20, 60]),
                "window_from": first if has_window else None,
                "window_to": last if has_window else None,
                "is_of_enterprises": luck.choice([True, None, False]),
            }
        )
    return made


def some_draws(luck: random.Random, plans: list[dict]) -> dict[str, list[dict]]:
    """Tasks drawn on these plans, on any day, some of their rows inspected."""
    tasks = [
        {"task_no": f"T{n}", "plan_no": luck.choice(plans)["plan_no"], "drawn_on": some_day(luck)}
        for n in range(luck.randrange(1, 5))
    ]
    rows = [
        {"entity_id": n, "task_no": luck.choice(tasks)["task_no"]}
        | ({"inspected_on": some_day(luck), "results": ["R1"]} if n % 2 else {})
        for n in range(1, 30)
    ]
    return {"tasks": tasks, "task_rows": rows}


def lines(ask, **chosen) -> list[list[float | None]]:
    """The plan line of the burn-up as seen from four days."""
    days = ("2022-01-05", "2022-04-29", "2022-10-31", "2022-12-31")
    curves = [ask("burn_up", as_of=day, **chosen) for day in days]
    target = curves[0][0]["target_count"]
    return [[row["plan_count"] and row["plan_count"] / target for row in curve] for curve in curves]


@pytest.mark.parametrize("seed", SEEDS)
def test_plan_only_rises_and_is_the_same_from_every_day(make_snapshot, ask, seed):
    luck = random.Random(seed)
    plans = some_plans(luck)
    make_snapshot(data_date=YEAR_END, stock=STOCK, plans=plans)
    bare = {unit: lines(ask, units=[unit]) for unit in ("福州", "龙岩")}
    make_snapshot(data_date=YEAR_END, stock=STOCK, plans=plans, **some_draws(luck, plans))
    for unit, seen in bare.items():
        assert lines(ask, units=[unit]) == seen
        whole = seen[-1]
        for curve in seen:
            assert curve == whole[: len(curve)]
        assert len({value is None for value in whole}) == 1
        if whole[0] is not None:
            assert 0 <= whole[0] <= whole[-1] <= 1
            assert all(one <= other for one, other in pairwise(whole))


@pytest.mark.parametrize("seed", SEEDS)
def test_standing_rests_on_the_line_of_the_plans(make_snapshot, ask, seed):
    luck = random.Random(seed)
    plans = some_plans(luck)
    make_snapshot(data_date=YEAR_END, stock=STOCK, plans=plans, **some_draws(luck, plans))
    for as_of in ("2022-04-29", "2022-09-09", "2022-12-31"):
        for row in ask("standing_by_unit", as_of=as_of, units=["福州", "龙岩"]):
            curve = ask("burn_up", as_of=as_of, units=[row["unit"]])
            (today,) = [one for one in curve if str(one["day_on"]) == as_of]
            windowed = sum(
                plan["planned_count"] or 0
                for plan in plans
                if plan["unit"] == row["unit"]
                and plan["window_from"] is not None
                and plan["is_of_enterprises"] is not False
            )
            assert row["is_by_plan"] == (windowed >= 0.8 * row["target_count"])
            due = today["plan_count" if row["is_by_plan"] else "time_count"]
            assert row["yardstick_rate"] * row["target_count"] == pytest.approx(due)
