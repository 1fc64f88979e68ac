"""计划任务: plans and what is taken up, where tasks are stuck, who is visited twice, by whom."""

from functools import partial

from inspection import charts, view
from inspection.inference.pairs import with_expectation

TILES = (
    view.Tile("plans", "plan_making_rate", ("planned_county_count", "county_count")),
    view.Tile("uptake", "uptake_rate", ("taken_up_count", "offered_count")),
    view.Tile("plan", "plan_completion_rate", ("done_plan_count", "known_plan_count")),
    view.Tile("task", "task_completion_rate", ("done_task_count", "task_count")),
    view.Tile("inspection", "inspection_completion_rate", ("inspected_count", "row_count")),
    view.Tile("overdue", "overdue_count"),
)


def tasks(page: view.Page) -> None:
    """Where a task is stuck, and what the plans say."""
    windows = partial(charts.task_windows, as_of=page.filters.as_of)
    page.chart("plan.windows", page.ask("task_list", is_open=True), windows)
    page.listed(tasks="task_list", plans="plan_list")


def uptake(page: view.Page) -> None:
    """Whether each county has a plan and takes up the province's tasks."""
    view.tell_unplanned(page, uptake_totals)
    page.listed(uptake="uptake_by_unit")
    page.rows("plan.missing", page.ask("uptake_grid", is_missing=True))
    page.chart("plan.grid", page.ask("uptake_grid"), charts.uptake_grid, picks="county")


def completion(page: view.Page) -> None:
    page.chart("plan.rates", page.ask("completion_rates"), charts.completion_dots)
    page.listed(units="completion_rates")
    page.rows("plan.offices", page.ask("completion_rates", by="office"))


def overlap(page: view.Page) -> None:
    """Two tasks that wait for the same firms, firms visited twice, joint inspections."""
    view.tell_overlap(page, page.ask("overlap_totals"))
    page.chart("plan.pairs", page.ask("overlap_by_office_pair"), charts.office_pairs)
    page.listed(proposals="overlap_proposals", repeats="repeats_by_unit")
    page.listed(joint="joint_share_by_unit")
    page.named_rows("plan.shared", "overlap_entities")


def fields(page: view.Page) -> None:
    """Risk fields nobody looks at, and for one task each item from list to follow-up."""
    page.chart("plan.fields", page.ask("field_coverage"), charts.field_grid)
    view.draw_trace(page, "plan.trace")


def coverage(page: view.Page) -> None:
    """Which items nobody checks, and in which industries of a county nobody was."""
    page.listed(coverage="coverage_by_unit", items="item_coverage", cells="unvisited_cells")


def workforce(page: view.Page) -> None:
    """Whether the load is fair and pairs are random. Masked; not for appraisal of persons."""
    page.warn("plan.masked")
    page.chart("plan.load", page.ask("workforce_by_unit"), charts.load_spread)
    pairs = page.ask("pair_concentration").with_rows(with_expectation)
    page.chart("plan.concentration", pairs, charts.pair_shares)
    view.draw_matrix(page, "plan.matrix", pairs)
    page.listed(staff="workforce_by_unit", expired="expired_certificates", moved="reassignments")


def duties(page: view.Page) -> None:
    page.listed(duty="office_duties", documents="duty_list")


page = view.open_page("plan")
uptake_totals, rates = page.ask("uptake_by_unit"), view.enterprises_first(page, "completion_rates")
row = uptake_totals.total() | rates.row
page.tiles("plan", row, TILES, of=(uptake_totals, *rates.of), whole=rates.whole)
sections = (tasks, uptake, completion, overlap, fields, coverage, workforce, duties)
page.tabs({f.__name__: f for f in sections})
