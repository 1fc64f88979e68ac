"""抽查进度: who has drawn too few, who will miss the date, and what it takes."""

from functools import partial

from inspection import charts, view

# Columns of the versions of targets: the ratio once, as a percentage.
VERSIONS = ("unit", "floor_rate", "is_judged", "valid_from_on", "is_in_force", "source", "note")
# Pixels of a table beside the map.
MAP_SIDE = 560


def units(page: view.Page) -> None:
    """Which units will miss the date, and at what pace."""
    page.chart("progress.gap", standing, charts.unit_bullets, picks="unit")
    view.tell_more_checked(page, standing)
    if totals.one()["is_over"]:
        page.note("progress.forecast_over")
    else:
        page.chart("progress.forecast", page.ask("forecast_by_unit"), charts.forecast_dots)


def trend(page: view.Page) -> None:
    """Day by day for the selection, week by week for each unit."""
    events = page.ask("event_list")
    burn_up = partial(
        charts.burn_up, events=view.marked_up_rows(events.rows), as_of=page.filters.as_of
    )
    ahead = page.say(f"charts.ahead_{'over' if totals.one()['is_over'] else 'paces'}")
    page.chart("progress.burn_up", page.ask("burn_up"), burn_up, ahead=ahead)
    page.halves("progress.weeks", page.ask("checked_by_week_and_unit"), charts.weekly_multiples)


def counties(page: view.Page) -> None:
    """Which counties, month by month."""
    months = page.ask("completion_by_county_and_month")
    standing = page.ask("completion_by_county")
    left, right = view.side_by_side((2, 3))
    with left:
        view.draw_deck(page, "progress.map", standing)
    with right:
        page.rows("progress.counties", standing, height=MAP_SIDE)
    page.chart("progress.months", months, charts.county_months, picks="county")


def draws(page: view.Page) -> None:
    """Is enough drawn, and have we the people?"""
    view.draw_draws(page)
    view.draw_people(page)


def stages(page: view.Page) -> None:
    """Where rows are stuck, and what the headline figure contains."""
    page.chart("progress.stages", page.ask("stage_funnel_by_unit"), charts.stage_bars)
    page.rows("progress.itemised", page.ask("checked_itemised"))
    page.rows("progress.kinds", page.ask("kind_panel"))


def targets(page: view.Page) -> None:
    """What another floor would ask, and which versions there are."""
    view.draw_what_if(page)
    page.rows("progress.versions", page.ask("target_versions"), VERSIONS)


page = view.open_page("progress")
totals, standing = page.ask("pace_totals"), page.ask("standing_by_unit")
row = totals.one() | view.draw_sums(standing)
page.tiles("progress", row, view.progress_tiles(row), of=(totals, standing))
view.note_same_period(page, totals)
sections = {f.__name__: f for f in (units, trend, counties, draws, stages, targets)}
page.tabs(sections | {"years": view.draw_same_period})
