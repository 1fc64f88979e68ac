"""风险分类融合: is 100 % real, do riskier classes get more, and do we find more there?"""

from functools import partial

from inspection import charts, view

MONTH = (
    view.Tile("month", "integration_rate", ("used_count", "task_count")),
    view.Tile("month_unknown", "unknown_count", ("exempt_count",)),
)
YEAR = (
    view.Tile("year", "integration_rate", ("used_count", "task_count")),
    view.Tile("year_unknown", "unknown_count", ("exempt_count",)),
    view.Tile("rows", "class_led_rate", ("class_led_count", "row_count")),
)


def rates(page: view.Page) -> None:
    """M17a for month and year, by unit."""
    units = page.ask("integration_rate_by_unit")
    for period in ("month", "year"):
        figure = partial(charts.integration_shares, period=period)
        page.chart(f"integration.{period}", units, figure, picks="unit")


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
page.tiles("integration", periods["month"], MONTH)
page.tiles("integration", periods["year"], YEAR)
page.tabs({f.__name__: f for f in (rates, ratios, findings, exempt, coverage)})
