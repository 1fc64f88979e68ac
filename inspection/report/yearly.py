"""年度抽查工作情况: what was planned, drawn, inspected, found, published, followed up.

The plans stand in the order of the plan table. A line holds a plan with those that counties and
lower levels made on it; the last line has all rows, those of tasks without a plan too.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from inspection.data.columns import heading
from inspection.report.composing import compose
from inspection.report.document import Block, Document, Table
from inspection.report.evaluation import sheets_of, tell_problems
from inspection.report.ground import LANG, Ground
from inspection.report.marking import finished
from inspection.report.problems import Alerts
from inspection.report.tables import cell
from inspection.text import text

Row = Mapping[str, Any]
# What is told of a plan, by the question that knows it.
PLANNED = ("name", "planned_count")
DONE = {
    "completion_rates": ("task_count", "row_count", "inspected_count"),
    "indicator_totals": ("problem_count", "published_count"),
    "follow_up_totals": ("disposal_count", "closed_count"),
}
WIDTHS = (4.0, *[1.0] * 8)
SHEETS = ("plan_list", "task_list", "completion_rates", "results_by_code", "duty_list")


def yearly(ground: Ground, alerts: Alerts) -> Document:
    """The whole account."""
    calls = {
        "plans": lambda: _plans(ground),
        "problems": lambda: tell_problems(ground, alerts),
    }
    blocks = compose("yearly", ground, calls)
    return finished(ground, "yearly", blocks, (), sheets_of(ground, SHEETS), is_signed=True)


def _plans(ground: Ground) -> Iterator[Block | None]:
    """The plans of the place itself, each with what stands on it."""
    groups = _groups(ground)
    if not groups:
        return
    rows = [_told(ground, plan, numbers) for plan, numbers in groups]
    rows.append(_total(ground))
    heads = [
        *(heading(name, LANG, "plan_list") for name in PLANNED),
        *(heading(name, LANG, question) for question, names in DONE.items() for name in names),
    ]
    yield Table(
        text("report.table_plans", LANG),
        tuple(heads),
        tuple(rows),
        WIDTHS,
        (False, *[True] * (len(heads) - 1)),
        text("report.plans_source", LANG, snapshot=ground.snapshot.id),
    )


def _groups(ground: Ground) -> list[tuple[Row, list[str]]]:
    """Plans that the place itself has, in order, each with the numbers of all made on it."""
    own = [row for row in ground.rows("plan_list") if _is_own(row, ground)]
    every = ground.rows("plan_list") if ground.unit else ground.everywhere("plan_list")
    found: dict[str, list[str]] = {}
    for row in every:
        found.setdefault(row["root_plan_no"] or row["plan_no"], []).append(row["plan_no"])
    roots = [row["root_plan_no"] or row["plan_no"] for row in own]
    return [(row, sorted(found[root])) for row, root in zip(own, roots, strict=True)]


def _is_own(row: Row, ground: Ground) -> bool:
    """Of a unit its own, not its counties'; else those of the province."""
    if ground.unit:
        return row["county"] is None
    return row["level"] == text("report.level_province", LANG)


def _told(ground: Ground, plan: Row, numbers: list[str]) -> tuple[str, ...]:
    # What stands on a plan of an office is done by others too.
    everybody: dict[str, object] = {"plans": numbers, "offices": None}
    done = ground.rows("completion_rates", _whole(), **everybody)[0]
    if not done["row_count"]:
        return (*_planned(plan), cell("task_count", done["task_count"]), *["0"] * 6)
    return (*_planned(plan), *_done(ground, **everybody))


def _planned(plan: Row) -> tuple[str, ...]:
    return tuple(cell(name, plan[name]) for name in PLANNED)


def _total(ground: Ground) -> tuple[str, ...]:
    key = "report.own_tasks" if ground.office else "report.all_tasks"
    return (text(key, LANG), cell("planned_count", None), *_done(ground))


def _done(ground: Ground, **chosen: object) -> tuple[str, ...]:
    told: list[str] = []
    for question, names in DONE.items():
        only = _whole() if question == "completion_rates" else {}
        row = ground.rows(question, only, **chosen)[0]
        told += [cell(name, row[name]) for name in names]
    return tuple(told)


def _whole() -> dict[str, str]:
    return {"part": text("report.total", LANG)}
