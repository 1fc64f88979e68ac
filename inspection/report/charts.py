"""Figures of a report: the charts of the screens, printed, with a title that their rows allow."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pyarrow as pa

from inspection import charts
from inspection.data.classes import columns
from inspection.report.document import Chart
from inspection.report.drawing import draw
from inspection.report.ground import LANG, Ground
from inspection.text import table, text

# Pixels that the width of the text holds.
WIDTH = 640
Draw = Callable[..., Any]


def chart(ground: Ground, name: str, question: str, figure: Draw, **own: Any) -> Chart | None:
    """A chart of the rows of a question; None where there is nothing to draw."""
    rows = ground.ask(question).rows
    return drawn_rows(ground, name, rows, partial(figure, **own)) if rows.num_rows else None


def drawn_rows(ground: Ground, name: str, rows: pa.Table, figure: Draw) -> Chart:
    """A chart of rows as they are, under the words of its name; some differ after the deadline."""
    made = figure(rows, LANG, palette=charts.PRINT).to_dict()
    title = text(f"report.chart_{name}", LANG, where=ground.place)
    key = f"report.chart_{name}_note"
    over = f"{key}_over"
    told = over if ground.is_over and over in table() else key
    return Chart(title, draw(made, WIDTH), title, text(told, LANG))


def bullets(ground: Ground) -> Chart | None:
    """Who is behind: the units of the province, the counties of a unit."""
    standing = ground.rows("standing_by_unit")
    if not standing:
        return None
    if ground.unit:
        figure = partial(charts.county_bullets, whole=standing[0])
        return chart(ground, "counties", "completion_by_county", figure)
    return chart(ground, "units", "standing_by_unit", charts.unit_bullets)


def burn_up(ground: Ground) -> Chart | None:
    """Inspected so far against plan and target."""
    if not any(row["checked_count"] for row in ground.rows("burn_up")):
        return None
    events = ground.ask("event_list").rows
    return chart(ground, "burn_up", "burn_up", charts.burn_up, events=events, as_of=ground.day)


def ratios(ground: Ground) -> Chart | None:
    """Ratio applied by class."""
    if not any(row["applied_ratio"] for row in ground.rows("class_ratio_by_unit")):
        return None
    return chart(ground, "ratios", "class_ratio_by_unit", charts.class_ratios)


def findings(ground: Ground) -> Chart | None:
    """Finding rate by class with its interval."""
    if not any(row["applicable_count"] for row in ground.rows("finding_rate_by_class")):
        return None
    return chart(ground, "findings", "finding_rate_by_class", charts.finding_rates)


def results(ground: Ground) -> Chart | None:
    """Main results by unit."""
    if not any(row["inspected_count"] for row in ground.rows("results_by_unit")):
        return None
    return chart(ground, "results", "results_by_unit", charts.result_shares)


def moves(ground: Ground) -> Chart | None:
    """Ratio applied by class in each task that can be judged, by day."""
    known = columns("ratio")
    if not any(row[name] for row in ground.rows("ratio_moves") for name in known):
        return None
    return chart(ground, "moves", "ratio_moves", charts.ratio_moves)
