"""Under filters that the base cannot follow: what the rows say instead of targets and ratios."""

from inspection.view.page import Page
from inspection.view.tiles import Tile

# M10 and what is late, of the rows of an office.
OFFICE = (
    Tile("plan", "plan_completion_rate", ("done_plan_count", "known_plan_count")),
    Tile("task", "task_completion_rate", ("done_task_count", "task_count")),
    Tile("inspection", "inspection_completion_rate", ("inspected_count", "row_count")),
    Tile("overdue", "overdue_count"),
)


def draw_contribution(page: Page) -> None:
    """What the rows contribute; of an office its whole screen."""
    if not page.filters.beyond_base:
        return
    page.rows("frame.contribution", page.ask("contribution"))
    if page.filters.chosen("office"):
        draw_office(page)


def draw_office(page: Page) -> None:
    """Plans, tasks and inspections of the offices chosen, what is late, and what they owe."""
    rates = page.ask("completion_rates", by="office")
    if rates:
        page.tiles("plan", rates.total(), OFFICE, of=(rates,), part="office")
    page.rows("plan.tasks", page.ask("task_list"))
    page.rows("frame.office_due", page.ask("due_by_office"))
    page.named_rows("frame.office_rows", "due_rows")
    page.rows("plan.duty", page.ask("office_duties"))
