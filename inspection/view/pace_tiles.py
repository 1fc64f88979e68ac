"""Tiles about the target: which of them can be said on a day, and under which name.

Once the deadline has passed they tell what was done on it; nothing is foretold then. The
name of a tile says which yardstick is in force, and by which target the whole is judged.
"""

from collections.abc import Mapping
from typing import Any

from inspection.view.tiles import Tile

Row = Mapping[str, Any]
ON_DEADLINE = Tile("on_deadline", "on_deadline_count", ("deadline_rate", "status"))


def overview_tiles(row: Row) -> tuple[Tile, ...]:
    """Of 总览: done, the ratio, and whether enough is drawn or what the deadline came to."""
    beside = ("drawn_count", "undrawn_unit_count", "units_to_draw_count")
    drawn = Tile("sufficiency", "sufficiency_rate", beside)
    return (
        checked_tile(row),
        Tile("ratio", "check_ratio", ("draw_ratio", "publish_ratio")),
        ON_DEADLINE if row["is_over"] else drawn,
    )


def progress_tiles(row: Row) -> tuple[Tile, ...]:
    """Of 抽查进度: ahead of the deadline pace and forecast, after it what it came to."""
    if row["is_over"]:
        return (
            checked_tile(row),
            ON_DEADLINE,
            Tile("deadline_gap", "deadline_gap_count"),
            Tile("late", "late_count"),
            Tile("gap", "gap_count", ("drawn_count",)),
        )
    return (
        checked_tile(row),
        Tile("completion", "completion_rate", ("time_progress",)),
        deviation_tile(row),
        Tile("gap", "gap_count", ("drawn_count",)),
        Tile("needed", "needed_per_day", ("short_pace",)),
        Tile("forecast", "short_forecast_count", ("long_forecast_count", "drawn_count")),
        Tile("to_draw", "units_to_draw_count", ("undrawn_unit_count", "sufficiency_rate")),
    )


def checked_tile(row: Row) -> Tile:
    """Done; beside it the target, for the province its floor and the sum of its units' targets."""
    if row["floor_target_count"] is None:
        return Tile("checked", "checked_count", ("target_count",))
    return Tile("checked_province", "checked_count", ("floor_target_count", "units_target_count"))


def deviation_tile(row: Row) -> Tile:
    """Against the yardstick in force; beside it which one that is, and why."""
    if row["planned_share"] is None:
        return Tile("deviation_unplanned", "pace_deviation", ("yardstick_rate",))
    beside = ("yardstick_rate", "planned_share", "plan_window_share")
    return Tile(f"deviation_{row['yardstick'] or 'time'}", "pace_deviation", beside)
