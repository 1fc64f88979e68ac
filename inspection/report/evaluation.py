"""评估报告数据底稿: chapters by the plan, problems by the alerts, blanks for what people know."""

from collections.abc import Callable, Iterator
from functools import partial

from inspection.data.classes import columns
from inspection.report import charts
from inspection.report.composing import Calls, compose
from inspection.report.document import Block, Document, Heading, Paragraph, Sheet, Table
from inspection.report.ground import LANG, Ground
from inspection.report.indicators import indicators, totals
from inspection.report.marking import finished
from inspection.report.problems import Alerts, problems, say
from inspection.report.tables import table_of
from inspection.text import text

COUNTIES = (
    *("county", "stock_count", "target_count", "drawn_count", "checked_count", "published_count"),
    *("check_ratio", "completion_rate", "gap_count"),
)
UNITS = (
    *("unit", "stock_count", "target_count", "drawn_count", "checked_count", "published_count"),
    *("check_ratio", "completion_rate", "gap_count"),
)
COVERAGE = (
    *("unit", "existing_count", "classified_count", "coverage_rate"),
    *columns("count"),
)
# Sheets of the workbook: the county and unit tables by indicator.
SHEETS = (
    "indicators_by_unit",
    *("completion_by_county", "completion_by_unit", "publicity_by_unit", "results_by_unit"),
    *("closure_by_unit", "integration_rate_by_unit", "class_coverage_by_unit", "uptake_by_unit"),
    *("joint_share_by_unit", "repeats_by_unit", "burden_by_unit", "kind_panel", "duties_by_unit"),
)
CHARTS: dict[str, Callable[[Ground], Block | None]] = {
    "bullets": charts.bullets,
    "burn_up": charts.burn_up,
    "ratios": charts.ratios,
    "findings": charts.findings,
    "results": charts.results,
    "moves": charts.moves,
}


def evaluation(ground: Ground, alerts: Alerts) -> Document:
    """The whole report."""
    calls: Calls = {
        "places": lambda: _places(ground),
        "indicators": lambda: indicators(ground),
        "totals": lambda: totals(ground),
        "coverage": lambda: _coverage(ground),
        "problems": lambda: tell_problems(ground, alerts),
        **{name: partial(_drawn, draw, ground) for name, draw in CHARTS.items()},
    }
    blocks = compose("evaluation", ground, calls)
    annexes, sheets = appendix(ground), sheets_of(ground, SHEETS)
    return finished(ground, "evaluation", blocks, annexes, sheets, is_signed=True)


def _places(ground: Ground) -> Iterator[Block | None]:
    """The units in a province's own text; counties stand in the appendix."""
    if ground.unit is None:
        title = text("report.table_units", LANG)
        yield table_of(ground, title, "completion_by_unit", UNITS)


def _coverage(ground: Ground) -> Iterator[Block | None]:
    yield table_of(ground, text("report.table_coverage", LANG), "class_coverage_by_unit", COVERAGE)


def tell_problems(ground: Ground, alerts: Alerts) -> Iterator[Block | None]:
    """Each problem with its figures, then what only people know of it."""
    found = problems(ground, alerts)
    key = "problems" if found else "no_problems"
    yield Paragraph(text(f"report.{key}", LANG, count=len(found), **ground.named))
    for decision in found:
        yield Heading(3, text("report.problem", LANG, title=decision.first.title[LANG]))
        yield Paragraph(say(ground, decision) + text("report.cause", LANG))


def _drawn(draw: Callable[[Ground], Block | None], ground: Ground) -> Iterator[Block | None]:
    yield draw(ground)


def appendix(ground: Ground) -> list[Table]:
    """The table of counties."""
    title = text("report.table_counties", LANG)
    columns = COUNTIES if ground.unit else ("unit", *COUNTIES)
    found = table_of(ground, title, "completion_by_county", columns)
    return [found] if found else []


def sheets_of(ground: Ground, questions: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Answers that have rows, as sheets of the workbook."""
    answers = [ground.ask(name) for name in questions]
    return tuple(
        Sheet(answer.question.title_zh.split("（")[0], answer) for answer in answers if answer
    )
