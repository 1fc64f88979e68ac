"""Load of inspectors and how they are paired; labels, never names."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis, valued
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, MEASURE, STEPS, TEXT
from inspection.showing.english import named
from inspection.text import text

MOST_TEAMS = 18
# A chance below this is drawn as a filled diamond: hardly random.
UNLIKELY = 0.001
CELL = 18
# The colour scale ends at so many times the average pair, so that one pair hides no other.
DARKEST = 4


@coloured
def load_spread(rows: pa.Table, lang: str) -> Figure:
    """Rows per inspector by unit: the middle 80 %, the median and the most."""
    units = [named(unit, lang) for unit in rows["unit"].to_pylist()]
    low, high = rows["low_load_value"].to_pylist(), rows["high_load_value"].to_pylist()
    most = rows["most_visits_count"].to_pylist()
    told = ("unit", "median_load_value", "low_load_value", "high_load_value", "gini_rate")
    band = {
        **_span(units, low, high, lang, "charts.load_band"),
        "customdata": columns(*(rows[name].to_pylist() for name in told)),
        "hovertemplate": text("charts.load_hover", lang),
    }
    marks = [
        _marks(units, rows["median_load_value"].to_pylist(), "line-ns", "charts.load_median", lang),
        {
            **_marks(units, most, "circle-open", "charts.load_most", lang),
            "mode": "markers+text",
            **valued(most, "most_visits_count"),
        },
    ]
    return figure(
        [band, *marks],
        height=height_of(len(units)),
        xaxis=axis(text("charts.load_axis", lang), rangemode="tozero"),
        yaxis=list_axis(units),
    )


@coloured
def pair_shares(rows: pa.Table, lang: str) -> Figure:
    """Share of the most frequent pair against its 95 % interval under random pairing."""
    teams = [row for row in rows.to_pylist() if row["expected_share"] is not None][:MOST_TEAMS]
    labels = [f"{row['unit']} {row['team']}" for row in teams]
    spans = _span(
        labels,
        [row["low_share"] for row in teams],
        [row["high_share"] for row in teams],
        lang,
        "charts.pair_band",
    )
    expected = [row["expected_share"] for row in teams]
    return figure(
        [
            spans,
            _marks(labels, expected, "line-ns", "charts.pair_expected", lang),
            *(_observed(teams, labels, is_odd, lang) for is_odd in (False, True)),
        ],
        height=height_of(len(labels), row=26),
        xaxis=axis(tickformat=".0%", rangemode="tozero"),
        yaxis=list_axis(labels),
    )


def _observed(teams: list[dict], labels: list[str], is_odd: bool, lang: str) -> dict[str, Any]:
    own = [at for at, row in enumerate(teams) if (row["chance_rate"] < UNLIKELY) is is_odd]
    told = ("team", "top_pair_count", "row_count", "expected_share", "chance_rate")
    return {
        "type": "scatter",
        "mode": "markers+text",
        **valued([teams[at]["top_pair_share"] for at in own], "top_pair_share"),
        "name": text("charts.pair_odd" if is_odd else "charts.pair_seen", lang),
        "x": [teams[at]["top_pair_share"] for at in own],
        "y": [labels[at] for at in own],
        "marker": {
            "symbol": "diamond" if is_odd else "circle-open",
            "size": 11 if is_odd else 8,
            "color": MEASURE,
            "line": {"width": 1.5, "color": MEASURE},
        },
        "customdata": columns(*([teams[at][name] for at in own] for name in told)),
        "hovertemplate": text("charts.pair_share_hover", lang),
    }


@coloured
def pair_matrix(rows: pa.Table, lang: str) -> Figure:
    """Rows that two inspectors of a team have together, both ways; empty where never."""
    records = rows.to_pylist()
    people = sorted({row[name] for row in records for name in ("first_label", "second_label")})
    place = {label: at for at, label in enumerate(people)}
    cells: list[list[int | None]] = [[None] * len(people) for _ in people]
    for row in records:
        first, second = place[row["first_label"]], place[row["second_label"]]
        cells[first][second] = cells[second][first] = row["row_count"]
    numbers = [label.rsplit("-", 1)[-1] for label in people]
    trace = {
        "type": "heatmap",
        "x": numbers,
        "y": numbers,
        "z": cells,
        "texttemplate": "%{z}",
        "textfont": {"size": 10},
        "hoverongaps": False,
        "colorscale": [[step / 9, color] for step, color in enumerate(STEPS)],
        "zmin": 0,
        "zmax": DARKEST * sum(row["row_count"] for row in records) / max(len(records), 1),
        "xgap": 1,
        "ygap": 1,
        "colorbar": {"thickness": 10, "outlinewidth": 0},
        "hovertemplate": text("charts.matrix_hover", lang),
    }
    return figure(
        [trace],
        height=height_of(len(people), row=CELL, head=40, least=260),
        xaxis=axis(type="category", showgrid=False, side="top"),
        yaxis=axis(type="category", autorange="reversed", showgrid=False),
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 2},
    )


def _span(labels: list[str], low: list, high: list, lang: str, word: str) -> dict[str, Any]:
    """A pale bar from the lower to the upper value."""
    ends = zip(low, high, strict=True)
    return {
        "type": "bar",
        "orientation": "h",
        "name": text(word, lang),
        "y": labels,
        "base": low,
        "x": [None if start is None else end - start for start, end in ends],
        "width": 0.5,
        "marker": {"color": BANDS[1], "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _marks(labels: list[str], values: list, symbol: str, word: str, lang: str) -> dict[str, Any]:
    name = text(word, lang)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": values,
        "y": labels,
        "marker": {
            "symbol": symbol,
            "size": 11,
            "color": TEXT,
            "line": {"width": 2, "color": CONTEXT},
        },
        "hoverinfo": "skip",
    }
