"""The board of cases: unit × state, one square per case that is there."""

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, BANDS, MEASURE, TEXT
from inspection.text import text

STATES = ("clue", "draft", "submitted", "adopted", "publicised")
# Columns by number; the last, which tells the verdict, is wider for narrow screens.
RANGE = (-0.5, len(STATES) + 0.9)


@coloured
def case_board(rows: pa.Table, lang: str) -> Figure:
    """How far each unit's cases are; a unit without one that counts says so at the end."""
    records = rows.to_pylist()
    units = [row["unit"] for row in records]
    states = [text(f"charts.case_{state}", lang) for state in STATES]
    cells = [(u, s, row) for u, row in enumerate(records) for s in range(len(STATES))]
    counts = [row[f"{STATES[s]}_count"] for _, s, row in cells]
    board = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [states[s] for _, s, _ in cells],
        "y": [units[u] for u, _, _ in cells],
        "text": [str(count) if count else "" for count in counts],
        "textfont": {"color": "white", "size": 12},
        "marker": {
            "symbol": "square",
            "size": 22,
            "color": [MEASURE if count else BANDS[0] for count in counts],
            "line": {"width": 0},
        },
        "customdata": [
            [units[u], states[s], n] for (u, s, _), n in zip(cells, counts, strict=True)
        ],
        "hovertemplate": text("charts.case_hover", lang),
        "showlegend": False,
    }
    marks = {
        "type": "scatter",
        "mode": "text",
        "x": [text("charts.case_state", lang)] * len(units),
        "y": units,
        "text": [_verdict(row, lang) for row in records],
        "textfont": {"color": [TEXT if row["is_fulfilled"] else AMBER for row in records]},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return figure(
        [board, marks],
        height=height_of(len(units), row=32, head=36),
        xaxis=axis(side="top", showgrid=False, tickfont={"color": TEXT}, range=RANGE),
        yaxis=list_axis(units),
        margin={"l": 0, "r": 0, "t": 4, "b": 0, "pad": 6},
    )


def _verdict(row: dict, lang: str) -> str:
    if row["is_fulfilled"]:
        return text("charts.case_done", lang, count=row["counting_count"])
    if row["draft_count"]:
        return text("charts.case_drafting", lang)
    if row["case_count"]:
        return text("charts.case_weak", lang)
    return text("charts.case_missing" if row["is_required"] else "charts.case_optional", lang)
