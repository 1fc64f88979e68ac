"""From drawn to closed: how far the rows of each unit have come."""

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis, share
from inspection.charts.painting import coloured
from inspection.charts.palette import MEASURE, SECOND, STEPS, TEXT
from inspection.charts.withheld import hidden_marker
from inspection.text import text

COLORS = {"inspected": SECOND, "entered": STEPS[5], "published": MEASURE, "closed": STEPS[9]}
# The axis ends beyond all: room for the figures of a full bar.
END = 1.2


@coloured
def stage_bars(rows: pa.Table, lang: str) -> Figure:
    """Bars per unit: the share of the drawn rows that reached each stage."""
    units = rows["unit"].to_pylist()
    drawn = rows["drawn_count"].to_pylist()
    traces = [
        {
            "type": "bar",
            "name": text("charts.stage_between", lang).join(
                text(f"charts.stage_{stage}", lang) for stage in stages
            ),
            "y": units,
            "x": [_length(n, d) for n, d in zip(reached, drawn, strict=True)],
            "orientation": "h",
            "marker": hidden_marker(
                COLORS[stages[0]], [None in pair for pair in zip(reached, drawn, strict=True)]
            ),
            "text": [_told(n, d, lang) for n, d in zip(reached, drawn, strict=True)],
            "textposition": "outside",
            "textfont": {"size": 10, "color": TEXT},
            "cliponaxis": False,
            "customdata": columns(units, reached, drawn),
            "hovertemplate": text("charts.stage_hover", lang),
        }
        for stages, reached in _distinct(rows)
    ]
    return figure(
        traces,
        barmode="group",
        bargap=0.2,
        bargroupgap=0.1,
        height=height_of(len(units), row=14 * len(traces) + 8),
        xaxis=axis(range=[0, END], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
        yaxis=list_axis(units),
    )


def _distinct(rows: pa.Table) -> list[tuple[list[str], list[int | None]]]:
    """Stages with their counts; what is equal for every unit is one stage with both names."""
    found: list[tuple[list[str], list[int | None]]] = []
    for stage in COLORS:
        reached = rows[f"{stage}_count"].to_pylist()
        if found and found[-1][1] == reached:
            found[-1][0].append(stage)
        else:
            found.append(([stage], reached))
    return found


def _length(count: int | None, whole: int | None) -> float | None:
    """The share; the whole length for what is withheld."""
    return 1.0 if count is None or whole is None else share(count, whole)


def _told(count: int | None, whole: int | None, lang: str) -> str:
    """Share and count at the end of a bar; in words what the reader may not see."""
    rate = share(count, whole)
    if count is None or whole is None:
        return text("charts.withheld", lang)
    return "" if rate is None else f"{rate:.0%} · {count:,}"
