"""风险分类融合: is 100 % real, do riskier classes get more, and do we find more there?"""

from functools import partial

from inspection import charts, view

TILES = (
    view.Tile("month", "month_integration_rate", ("month_used_count", "month_task_count")),
    view.Tile("month_unknown", "month_unknown_count", ("month_exempt_count",)),
    view.Tile("year", "year_integration_rate", ("year_used_count", "year_task_count")),
    view.Tile("year_unknown", "year_unknown_count", ("year_exempt_count",)),
    view.Tile("rows", "year_class_led_rate", ("year_class_led_count", "year_row_count")),
)


def rates(page: view.Page) -> None:
    """M17a for month and year, by unit."""
    units = page.ask("integration_rate_by_unit")
    for period in ("year", "month"):
        figure = partial(charts.integration_shares, period=period)
        with page.card(f"integration.{period}") as card:
            card.furnish(units)
            if periods[period]["task_count"]:
                card.chart(units, figure, picks="unit")
            else:
                page.note("integration.no_task")


def exempt(page: view.Page) -> None:
    """What is exempt, why, and how much of each office's tasks."""
    page.rows("integration.exempt", page.ask("exempt_tasks"))
    page.rows("integration.exempt_share", page.ask("exempt_share_by_office"))


def ratios(page: view.Page) -> None:
    """Ratio applied per class and unit."""
    page.chart("integration.ratios", page.ask("class_ratio_by_unit"), charts.class_ratios)


def findings(page: view.Page) -> None:
    """Finding rate per class, with intervals."""
    page.chart("integration.findings", page.ask("finding_rate_by_class"), charts.finding_rates)


def coverage(page: view.Page) -> None:
    """How many enterprises have a class in force."""
    page.rows("integration.coverage", page.ask("class_coverage_by_unit"))


page = view.open_page("integration")
periods = page.ask("integration_totals").by("period")
figures = {f"{period}_{name}": row[name] for period, row in periods.items() for name in row}
page.tiles("integration", figures, TILES)
page.tabs({f.__name__: f for f in (rates, ratios, findings, exempt, coverage)})
