"""Who is behind: the units below their whole, or with one unit chosen its counties below it."""

from functools import partial

from inspection import charts
from inspection.showing.answer import Answer
from inspection.showing.english import named
from inspection.view.page import Page


def draw_places(page: Page, standing: Answer, totals: Answer) -> None:
    """A card of bars; a click on one filters by it."""
    if standing.is_blank:
        page.chart("overview.units", standing, charts.unit_bullets)
        return
    rows = standing.rows.to_pylist()
    if len(page.filters.chosen("unit")) == 1 and rows:
        counties = page.ask("completion_by_county")
        figure = partial(charts.county_bullets, whole=rows[0])
        unit = named(rows[0]["unit"], page.lang)
        page.chart("overview.counties", counties, figure, picks="county", unit=unit)
        return
    figure = partial(charts.unit_bullets, whole=whole_row(page, totals))
    page.chart("overview.units", standing, figure, picks="unit")


def whole_row(page: Page, totals: Answer) -> dict[str, object]:
    """The selection as one row: the province by its floor, a selection without one."""
    row = totals.one()
    is_province = row["floor_target_count"] is not None
    return row | {
        "unit": page.say("frame.province" if is_province else "overview.selection"),
        "pick": None,
        "floor_rate": page.year["floor_rate"] if is_province else None,
        "is_by_plan": row["yardstick"] == "plan",
    }
