"""One thing among many, chosen by the reader: a task's items, a team's pairs."""

from inspection import charts
from inspection.showing.answer import Answer
from inspection.view.controls import choice
from inspection.view.page import Page


def draw_trace(page: Page, key: str) -> None:
    """The items of one task from list to follow-up; for the entitled the evidence sheet."""
    tasks = {row["task_no"]: row for row in page.ask("field_tasks").rows.to_pylist()}
    with page.card(key) as card:
        if not tasks:
            page.note("frame.empty")
            return
        number = choice(
            page,
            f"{page.name}.task",
            f"{key}_task",
            list(tasks),
            format_func=lambda one: f"{one} {tasks[one]['name'] or ''}" if one in tasks else one,
            accept_new_options=True,
        )
        items = page.ask("task_items", task_no=number)
        card.furnish(items)
        card.table(items)
    page.named_rows(f"{key}_rows", "task_trace", task_no=number)


def draw_matrix(page: Page, key: str, pairs: Answer) -> None:
    """Who goes with whom in one team, for those who may see persons; the least random first."""
    if not page.scope.may_see_names:
        return
    teams = {row["county_code"] or row["unit"]: row for row in pairs.rows.to_pylist()}
    with page.card(key) as card:
        if not teams:
            page.note("frame.empty")
            return
        team = choice(
            page,
            f"{page.name}.team",
            f"{key}_team",
            list(teams),
            format_func=lambda one: f"{teams[one]['unit']} {teams[one]['team']}",
        )
        matrix = page.ask("pair_matrix", team=team)
        card.furnish(matrix)
        card.chart(matrix, charts.pair_matrix)
