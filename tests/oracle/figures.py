"""Every figure of the second computation, by the name of the query it is held against."""

from collections.abc import Callable

from . import (
    class_ratios,
    classes,
    composition,
    follow_up,
    integration,
    offices,
    pace,
    progress,
)
from .facts import Facts
from .progress import Figure

FIGURES: dict[str, Callable[[Facts], Figure]] = {
    figure.__name__: figure
    for figure in (
        progress.completion_by_unit,
        progress.completion_by_county,
        progress.province_totals,
        progress.checked_by_day,
        progress.stage_funnel_by_unit,
        progress.kind_panel,
        pace.pace_by_unit,
        pace.plan_progress_by_unit,
        pace.sufficiency,
        pace.forecast_by_unit,
        pace.unit_week_change,
        composition.checked_itemised,
        composition.double_units,
        composition.class_stock_by_county,
        composition.findings_by_class_and_unit,
        integration.integration_rate_by_unit,
        integration.integration_totals,
        integration.exempt_share_by_office,
        classes.finding_rate_by_class,
        classes.class_coverage_by_unit,
        classes.class_stock_by_unit,
        classes.class_migration,
        classes.undrawn_d_by_unit,
        class_ratios.class_ratio_by_unit,
        offices.rows_by_office,
        offices.contribution,
        offices.publicity_by_unit,
        offices.cases_by_unit,
        follow_up.publication_times,
        follow_up.entry_delay_by_unit,
        follow_up.results_by_code,
        follow_up.results_by_unit,
        follow_up.closure_by_unit,
        follow_up.collection_by_unit,
        follow_up.new_platform_share_by_unit,
        follow_up.burden_by_unit,
    )
}

# The questions that take every filter, those about tasks, and those bound to the base.
ROW_FIGURES = (
    "stage_funnel_by_unit",
    "finding_rate_by_class",
    "rows_by_office",
    "contribution",
    "publicity_by_unit",
    "publication_times",
    "entry_delay_by_unit",
    "results_by_code",
    "results_by_unit",
    "closure_by_unit",
    "collection_by_unit",
    "burden_by_unit",
)
TASK_FIGURES = ("integration_rate_by_unit", "class_ratio_by_unit")
UNIT_FIGURES = (
    "completion_by_unit",
    "completion_by_county",
    "province_totals",
    "checked_by_day",
    "kind_panel",
    "pace_by_unit",
    "sufficiency",
    "checked_itemised",
    "class_coverage_by_unit",
)
COUNTY_FIGURES = ("completion_by_county", "checked_by_day")
