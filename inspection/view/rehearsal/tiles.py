"""The figures at the head of each room."""

from inspection.view.tiles import Tile

PLAN = (
    Tile("ratio", "planned_ratio", ("floor_rate",)),
    Tile("guaranteed", "guaranteed_count", ("target_count",)),
    Tile("surplus", "surplus_count"),
    Tile("finds", "find_value", ("least_find_count", "most_find_count")),
    Tile("blind", "blind_find_value"),
    Tile("load", "visits_per_inspector_value", ("capacity_share",)),
)
DRAWN = tuple(
    Tile(name, f"{name}_count") for name in ("unit", "stock", "drawn", "pair", "unmatched")
)
GAIN = (
    Tile("plan_finds", "plan_find_value", ("plan_drawn_count",)),
    Tile("other_finds", "other_find_value", ("other_drawn_count",)),
    Tile("gain", "gain_value", ("least_gain_count", "most_gain_count")),
    Tile("more", "more_rate", ("extra_visit_count",)),
)
