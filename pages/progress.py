"""抽查进度: who has drawn too few, who will miss the date, and what it takes."""

from functools import partial

from inspection import charts, view

TILES = (
    view.Tile("checked", "checked_count", ("target_count",)),
    view.Tile("completion", "completion_rate", ("time_progress", "plan_progress")),
    view.Tile("deviation", "pace_deviation"),
    view.Tile("gap", "gap_count", ("drawn_count",)),
    view.Tile("needed", "needed_per_day", ("short_pace", "long_pace")),
    view.Tile("forecast", "short_forecast_count", ("long_forecast_count",)),
)

page = view.open_page("progress")

standing = page.ask("standing_by_unit")
page.tiles("progress", page.ask("pace_totals"), TILES)
page.chart("progress.gap", standing, charts.unit_bullets, picks="unit")

events = page.ask("event_list")
burn_up = partial(charts.burn_up, events=events.rows, as_of=page.filters.as_of)
page.chart("progress.burn_up", page.ask("burn_up"), burn_up)
page.rows("progress.forecast", page.ask("forecast_by_unit"))

page.chart("progress.weeks", page.ask("checked_by_week_and_unit"), charts.weekly_multiples)
page.chart(
    "progress.months",
    page.ask("completion_by_county_and_month"),
    charts.county_months,
    picks="county",
)
page.rows("progress.counties", page.ask("completion_by_county"))

left, right = view.side_by_side()
with left:
    page.chart("progress.stages", page.ask("stage_funnel_by_unit"), charts.stage_bars)
with right:
    page.rows("progress.itemised", page.ask("checked_itemised"))

left, right = view.side_by_side()
with left:
    page.rows("progress.sufficiency", page.ask("sufficiency"))
with right:
    page.rows("progress.load", page.ask("load_by_unit"))

with page.card("progress.what_if") as card:
    floor = page.number("progress.floor", "progress.what_if_floor", 5.0, min_value=0.1, step=0.5)
    what_if = page.ask("target_what_if", floor_ppm=round(floor * 10_000))
    card.furnish(what_if)
    card.table(what_if)

left, right = view.side_by_side()
with left:
    page.rows("progress.versions", page.ask("target_versions"))
with right:
    page.rows("progress.kinds", page.ask("kind_panel"))
