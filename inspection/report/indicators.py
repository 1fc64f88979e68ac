"""The indicators of 成效评估 in a report: the same rows, sentences and spans as the page.

What the page shows of one unit, or of all of them, stands here as a table; the lines below what
they are held against are told in words. The trial total is the province's alone, and says whose
weights it rests on.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from inspection import charts
from inspection.data.columns import heading
from inspection.data.disclosure import TOTAL
from inspection.report.charts import drawn_rows
from inspection.report.document import Block, Paragraph, Table
from inspection.report.ground import LANG, Ground
from inspection.report.second import less
from inspection.report.tables import cell, source, source_less
from inspection.showing import evaluation, trial_total
from inspection.showing.answer import Answer
from inspection.text import text

COLUMNS = (
    *("indicator", "indicator_rate", "reference_rate", "top_count", "whole_count", "counted_as"),
    *("month_change_points", "year_change_points"),
)
WIDTHS = (2.2, 1.3, 1.3, 1.2, 1.2, 4.4, 1.4, 1.5)
# Columns that are no number.
WORDED = ("indicator", "counted_as")
# Lines told in words, as on the page.
MOST_TOLD = 5
Row = Mapping[str, Any]


def indicators(ground: Ground) -> Iterator[Block | None]:
    """The lines that fall short in words, then every indicator."""
    now = ground.ask(evaluation.QUESTION)
    unit = ground.unit or TOTAL
    rows = evaluation.indicator_rows(_days(ground), unit, is_over=ground.is_over)
    short = evaluation.below_reference(rows)[:MOST_TOLD]
    told = "".join(evaluation.say_indicator(row, LANG) for row in short)
    yield Paragraph(told or text("report.none_short", LANG))
    for row in short:
        _keep(ground, row, unit)
    yield _table(ground, rows.to_pylist(), now)


def _days(ground: Ground) -> evaluation.Evaluation:
    """The answers of the day, of the end of the month before, and of a year before."""
    days = _earlier_days(ground).values()
    return evaluation.Evaluation(
        ground.rows(evaluation.QUESTION),
        *(ground.rows(evaluation.QUESTION, as_of=day) if day else [] for day in days),
    )


def _earlier_days(ground: Ground) -> dict[str, date | None]:
    """The days that changes are told from, by span."""
    return {
        "month": evaluation.month_before(ground.day),
        "year": evaluation.year_before(ground.day, ground.snapshot),
    }


def _table(ground: Ground, lines: list[Row], now: Answer) -> Table:
    return Table(
        text("report.table_indicators", LANG),
        tuple(heading(name, LANG, evaluation.QUESTION) for name in COLUMNS),
        tuple(tuple(cell(name, row[name]) for name in COLUMNS) for row in lines),
        WIDTHS,
        tuple(name not in WORDED for name in COLUMNS),
        source(ground, now, {}) + _sources_less(ground, now),
    )


def _sources_less(ground: Ground, now: Answer) -> str:
    """What the changes are taken from."""
    return "".join(
        source_less(ground, now, [heading(f"{span}_change_points", LANG, evaluation.QUESTION)], day)
        for span, day in _earlier_days(ground).items()
        if day
    )


def _keep(ground: Ground, row: Row, unit: str) -> None:
    """The numbers of a sentence, each with the column of its question and its day."""
    one = evaluation.BY_NAME[row["indicator"]]
    asked, only = ground.ask(evaluation.QUESTION).params, {"unit": unit}
    columns = {"indicator_rate": one.rate, "top_count": one.top, "whole_count": one.base}
    for name, column in columns.items():
        ground.keep(column, cell(name, row[name]), evaluation.QUESTION, asked, only)
    if row["reference_kind"] == "yardstick":
        value = cell("reference_rate", row["reference_rate"])
        ground.keep("yardstick_rate", value, evaluation.QUESTION, asked, only)
    elif row["reference_kind"] == "whole":
        value = cell("reference_rate", row["reference_rate"])
        ground.keep(one.rate, value, evaluation.QUESTION, asked, {"unit": TOTAL})
    for span, day in _earlier_days(ground).items():
        if day:
            value = cell(f"{span}_change_points", row[f"{span}_change_points"])
            how, second = less(asked, day)
            ground.keep(one.rate, value, evaluation.QUESTION, asked, only, how, second)


def totals(ground: Ground) -> Iterator[Block | None]:
    """The trial total of the units and their places under other weights."""
    rules = ground.rows(trial_total.RULES)
    if not trial_total.is_told(rules):
        yield Paragraph(text("evaluation.total_untold", LANG))
        return
    weights = trial_total.example_weights(rules)
    rows = trial_total.trial_totals(ground.rows(evaluation.QUESTION), rules, weights, LANG)
    told = trial_total.say_totals(rows, LANG)
    _keep_totals(ground, rows.to_pylist())
    yield Paragraph(told)
    if any(row["trial_total_value"] is not None for row in rows.to_pylist()):
        yield drawn_rows(ground, "places", rows, partial(charts.place_spans))


def _keep_totals(ground: Ground, rows: list[Row]) -> None:
    """The numbers of the sentence, which come of all rows and their weights."""
    known = [row for row in rows if row["trial_total_value"] is not None]
    values = [row["trial_total_value"] for row in known]
    firm = sum(row["low_place_order"] == row["high_place_order"] for row in known)
    told = [cell("trial_total_value", one) for one in (min(values), max(values))] if values else []
    told += [f"{count:,}" for count in (len(known), len(rows) - len(known), firm)]
    asked = ground.ask(evaluation.QUESTION).params
    for value in told:
        how = text("report.how_computed", LANG)
        ground.keep("trial_total_value", value, evaluation.QUESTION, asked, {}, how)
