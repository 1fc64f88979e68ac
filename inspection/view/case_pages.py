"""One case in full: its texts, the figures of its task, and where they come from."""

from collections.abc import Mapping
from typing import Any

from inspection.showing.answer import Answer
from inspection.view.controls import choice
from inspection.view.page import Page, Tile

PARTS = ("background", "practice", "class_use", "outcome", "replicability")
FIGURES = (
    Tile("drawn", "row_count", ("inspected_count",)),
    Tile("found", "problem_count", ("applicable_count",)),
    Tile("rate", "finding_rate", ("other_finding_rate",)),
    Tile("closed", "closed_count", ("disposal_count",)),
)


def choose_case(page: Page, cases: Answer) -> Mapping[str, Any] | None:
    """The case the reader opens, by unit and title."""
    by_label = {f"{row['unit']} {row['title']}": row for row in cases.rows.to_pylist()}
    label = choice(page, "cases.case", "cases.choose", list(by_label), index=None)
    return by_label[label] if label else None


def draw_case(page: Page, case: Mapping[str, Any]) -> None:
    """The case's texts beside the figures of its task; each figure opens its query."""
    with page.card("cases.case", title=case["title"], state=case["state"]) as card:
        card.facts(case, PARTS)
        if case["lacks_text"]:
            page.warn("cases.lacks", what=case["lacks_text"])
    if case["task_no"]:
        draw_evidence(page, case["task_no"])


def draw_evidence(page: Page, task_no: str) -> None:
    """What the exports say about the task that the case names."""
    task = page.ask("case_task", task_no=task_no, units=None)
    if not task:
        page.warn("cases.unknown_task", task_no=task_no)
        return
    page.tiles("cases", task.one(), FIGURES, of=(task,), part="task")
    page.rows("cases.task", task)
    if page.scope.may_name_class:
        page.rows("cases.classes", page.ask("case_classes", task_no=task_no, units=None))
