"""Stories found on 抽查进度: pace, sufficiency, who stands in the counts."""

from datetime import timedelta

from .worlds import DAY, World

FOUR_WEEKS = timedelta(days=28)
SEPTEMBER = "2022-09"


def pace(world: World, unit: str, facts: dict) -> None:
    """Drawn and inspected, now and four weeks ago, and every month between."""
    row = world.by("unit", "standing_by_unit")[unit]
    assert row["target_count"] == facts["target"]
    assert (row["drawn_count"], row["checked_count"]) == (facts["drawn"], facts["checked"])
    past = world.by("unit", "completion_by_unit", as_of=world.day - FOUR_WEEKS)
    assert past[unit]["checked_count"] == facts["checked_four_weeks_ago"]
    assert rows_by_month(world, unit) == facts["rows_by_month"]


def rows_by_month(world: World, unit: str) -> dict[str, int]:
    """Inspected rows of a unit, of months with any."""
    months = [row for row in world.ask("platform_rows_by_month") if row["unit"] == unit]
    return {f"{row['month_on']:%Y-%m}": row["row_count"] for row in months if row["row_count"]}


def slow(world: World, unit: str, facts: dict) -> None:
    """Behind the yardstick, and short where September's pace goes on, though enough is drawn."""
    pace(world, unit, facts)
    if world.day == DAY:
        row = world.alert("behind_yardstick", unit)
        assert (row["target_count"], row["checked_count"]) == (facts["target"], facts["checked"])
        assert world.alert("short_by_deadline", unit)["checked_count"] == facts["checked"]
        assert causes(world, unit) == (True, False)


def causes(world: World, unit: str) -> tuple[bool, bool]:
    """Whether a unit is too slow, and whether it has drawn too few."""
    row = world.by("unit", "standing_by_unit")[unit]
    return row["shortfall_count"] > 0, row["still_to_draw_count"] > 0


def late(world: World, unit: str, facts: dict) -> None:
    """What was done by the deadline stays; after it the unit is done, but late."""
    row = world.by("unit", "standing_by_unit")[unit]
    assert row["checked_count"] == facts["checked"]
    if world.day != DAY:
        assert row["on_deadline_count"] == facts["checked_by_deadline"] < facts["target"]
        assert row["late_count"] == facts["checked"] - facts["checked_by_deadline"]
        assert row["status"] == "done_late"


def fast(world: World, unit: str, facts: dict) -> None:
    """Ahead of everybody whose pace is slow."""
    pace(world, unit, facts)
    rates = {
        one: row["completion_rate"] for one, row in world.by("unit", "standing_by_unit").items()
    }
    assert all(rates[unit] > rates[other] for other in world.units("pace_slow"))


def bunching(world: World, unit: str, facts: dict) -> None:
    """September is the fullest month, once it is over."""
    pace(world, unit, facts)
    months = rows_by_month(world, unit)
    assert world.day == DAY or max(months, key=months.__getitem__) == SEPTEMBER


def too_few(world: World, unit: str, facts: dict) -> None:
    """Fewer drawn than the target asks, but fast; an alert until the deadline."""
    pace(world, unit, facts)
    shown = world.by("unit", "sufficiency")[unit]
    assert shown["sufficiency_rate"] == facts["drawn"] / facts["target"] < 1
    still = facts["target"] - facts["drawn"]
    assert shown["still_to_draw_count"] == (still if world.day == DAY else None)
    assert world.day != DAY or causes(world, unit) == (False, True)
    fired = [
        (row["target_count"], row["drawn_count"], row["to_draw_count"])
        for row in world.fired["drawn_too_few"]
        if row["unit"] == unit
    ]
    told = [(facts["target"], facts["drawn"], still)]
    assert fired == (told if world.day == DAY else [])


def new_enterprises(world: World, _unit: str, facts: dict) -> None:
    counted = sum(row["new_count"] for row in world.ask("checked_itemised"))
    assert counted == facts["enterprises"] > 0


def pingtan(world: World, unit: str, facts: dict) -> None:
    """Its own unit in every table; none of its rows under 福州."""
    assert world.by("unit", "completion_by_unit")[unit]["checked_count"] == facts["checked"]
    assert world.by("unit", "stage_funnel_by_unit")[unit]["drawn_count"] == facts["rows"]
    counties = world.by("county_code", "completion_by_county")
    assert counties["350128"]["unit"] == unit
    assert counties["350128"]["checked_count"] == facts["checked"]
    of_fuzhou = world.by("county_code", "completion_by_county", units=["福州"])
    assert "350128" not in of_fuzhou


def other_kinds(world: World, _unit: str, facts: dict) -> None:
    panel = {(row["unit"], row["entity_kind"]): row for row in world.ask("kind_panel")}
    for unit, counts in facts["checked"].items():
        shown = {kind: panel[unit, kind]["checked_count"] for kind in counts}
        assert shown == counts, unit
        organised = any(panel[unit, kind]["is_organised"] for kind in counts)
        assert organised == (unit not in facts["units_without"]), unit
