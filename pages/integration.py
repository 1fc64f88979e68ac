"""风险分类融合: is 100 % real, do riskier classes get more, and do we find more there?"""

from functools import partial

from inspection import charts, view

TILES = (
    view.Tile("integration", "integration_rate", ("used_count", "task_count")),
    view.Tile("unknown", "unknown_count", ("exempt_count",)),
    view.Tile("led", "class_led_rate", ("class_led_count", "row_count")),
    view.Tile("effect", "effective_rate", ("effective_count", "used_count", "thin_count")),
)
MEASURES = {name: f"integration.by_{name}" for name in ("tasks", "rows", "effect")}
PERIODS = {name: f"value.period_{name}" for name in ("month", "year")}


def rates(page: view.Page) -> None:
    """M17a-c for month and year, by unit, in the definition that the reader chooses."""
    units = page.ask("integration_rate_by_unit")
    measure = view.switch(page, "integration.by", MEASURES)
    figure = partial(charts.integration_shares, definition=measure)
    for period in PERIODS:
        key, own = f"integration.{period}", units.where("period", period)
        page.chart(key, own, figure, picks="unit", finds=f"{key}_{measure}")
    page.rows("integration.effects", page.ask("effect_by_task"))


def ratios(page: view.Page) -> None:
    """Ratio applied per class and unit, and where it is upside down."""
    classes = page.ask("class_ratio_by_unit")
    page.chart("integration.ratios", classes, charts.class_ratios, picks="unit")
    page.rows("integration.inverted", page.ask("effect_by_task", is_inverted=True))
    page.rows("integration.frequency", classes)


def findings(page: view.Page) -> None:
    """Finding rate per class, D against A, and the gain over a class-blind draw."""
    page.chart("integration.findings", page.ask("finding_rate_by_class"), charts.finding_rates)
    gains = view.class_gains(page)
    page.rows("integration.contrast", gains.contrast)
    page.chart("integration.gain", gains.by_unit, charts.class_gains, picks="unit")


def exempt(page: view.Page) -> None:
    """What is exempt, why, and how much of each office's tasks."""
    page.rows("integration.exempt", page.ask("exempt_tasks"))
    page.rows("integration.exempt_share", page.ask("exempt_share_by_office"))


def classes(page: view.Page) -> None:
    """How many enterprises have a class, how old it is, how it changes."""
    page.rows("integration.coverage", page.ask("class_coverage_by_unit"))
    page.rows("integration.age", page.ask("class_age_by_unit"))
    moves = page.ask("class_migration", period=view.switch(page, "integration.span", PERIODS))
    page.chart("integration.migration", moves, charts.class_matrix)


page = view.open_page("integration")
totals = page.ask("integration_totals")
for period, row in totals.by("period").items():
    page.note(f"integration.{period}_{row['verdict']}", **row)
    page.tiles("integration", row, TILES, of=(totals,), part=str(period))
sections = {f.__name__: f for f in (rates, ratios, findings, exempt, classes)}
page.tabs(sections | {"undrawn": view.draw_undrawn})
