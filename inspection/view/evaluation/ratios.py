"""The tab 动态调整: how ratios moved from task to task, and what was found after."""

from inspection import charts
from inspection.showing.answer import Answer
from inspection.showing.shown import written_row
from inspection.view.page import Page

COUNTS = (
    *("task_count", "compared_count", "raised_count", "lowered_count"),
    *("raised_found_more_count", "raised_found_less_count"),
    *("lowered_found_more_count", "lowered_found_less_count"),
)


def draw_ratios(page: Page) -> None:
    """Each unit's first and last task and its moves; then task by task."""
    units = page.ask("ratio_moves_by_unit")
    with page.card("evaluation.moves") as card:
        card.furnish(units)
        say_moves(page, units)
        card.table(units)
    tasks = page.ask("ratio_moves")
    with page.card("evaluation.tasks") as card:
        card.furnish(tasks)
        if tasks:
            card.chart(tasks, charts.ratio_moves)
        card.table(tasks)


def say_moves(page: Page, units: Answer) -> None:
    """How often ratios were raised, and how often more was found then; and what that is not."""
    rows = units.rows.to_pylist()
    if any(one[name] is None for one in rows for name in COUNTS):
        page.note("frame.fixed")
        return
    row = {"unit_count": len(rows)} | {name: sum(one[name] for one in rows) for name in COUNTS}
    if not row["compared_count"]:
        page.note("evaluation.moves_none", **written_row(row, page.lang))
        return
    told = written_row(row, page.lang)
    moved = {
        way: page.say(f"evaluation.moves_{'' if row[f'{way}_count'] else 'not_'}{way}", **told)
        for way in ("raised", "lowered")
    }
    page.strong("evaluation.moves_said", **{**told, **moved})
    page.note("evaluation.moves_not")
