"""The figures at the head of each room."""

from inspection.view.tiles import Tile

FINDS = (
    Tile("finds", "find_value", ("least_find_count", "most_find_count")),
    Tile("blind", "blind_find_value"),
)
RATIOS = (
    Tile("ratio", "planned_ratio", ("visit_value", "floor_rate")),
    Tile("guaranteed", "guaranteed_count", ("target_count",)),
    Tile("surplus", "surplus_count"),
    *FINDS,
    Tile("load", "visits_per_inspector_value", ("capacity_share",)),
)
# Where no inspection tells how often something is found.
UNFOUND = tuple(tile for tile in RATIOS if tile not in FINDS)
DRAWN = (
    Tile("unit", "unit_count"),
    Tile("stock", "stock_count"),
    Tile("drawn", "drawn_count", ("expected_value",)),
    Tile("pair", "pair_count"),
    Tile("unmatched", "unmatched_count"),
)
GAIN = (
    Tile("plan_finds", "plan_find_value", ("plan_visit_value",)),
    Tile("other_finds", "other_find_value", ("other_visit_value",)),
    Tile("gain", "gain_value", ("least_gain_count", "most_gain_count")),
    Tile("more", "more_rate", ("extra_visit_value",)),
)
