"""抽取模拟: what ratios meet the floor, and what would a draw bring?"""

from functools import partial

from inspection import charts, view

CLASSES = {"a": 2.0, "b": 3.0, "c": 12.0, "d": 40.0}
TILES = (
    view.Tile("ratio", "planned_ratio", ("entity_count",)),
    view.Tile("expected", "expected_count"),
    view.Tile("target", "target_count"),
    view.Tile("surplus", "surplus_count"),
)
BY_COUNTY = partial(charts.drawn_against_expected, row_height=18)

page = view.open_page("simulation")
page.warn("simulation.warning")

with page.card("simulation.ratios") as card:
    ratios = card.numbers("simulation", CLASSES, min_value=0.0, max_value=100.0, step=0.5)
ppm = {f"{name}_ppm": round(ratio * 10_000) for name, ratio in ratios.items()}

classes = page.ask("ratio_plan_by_class", **ppm)
plan = view.ratio_verdict(classes.rows, page.ask("pace_totals").one())
page.tiles("simulation", plan, TILES)
left, right = view.side_by_side()
with left:
    page.rows("simulation.classes", classes)
with right:
    page.rows("simulation.units", page.ask("ratio_plan_by_unit", **ppm))

with page.card("simulation.seed"):
    seed = page.words("simulation.seed", "simulation.seed_label", max_chars=64)
if seed and page.scope.may_see_class:
    rates = {name.upper(): ppm[f"{name}_ppm"] for name in CLASSES}
    trial = view.draw_trial(page, rates, seed)
    page.note("simulation.trial_frame", **trial.counts)
    page.chart("simulation.trial_class", trial.by_class, charts.drawn_against_expected)
    page.chart("simulation.trial_county", trial.by_county, BY_COUNTY)
elif seed:
    page.note("simulation.not_allowed")
