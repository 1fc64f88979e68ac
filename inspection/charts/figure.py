"""What all figures share: size, margins, axes, number formats, words of the chart engine."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeAlias

from inspection.charts.drawing import Drawn, Trace
from inspection.charts.palette import FAINT_TEXT, GRID, TEXT
from inspection.data.columns import written
from inspection.text import table, text

Figure: TypeAlias = Drawn

# Checking every property takes longer than all other work on a figure; tests switch it on.
VALIDATES = False
# Heights in pixels.
ROW = 30
HEAD = 46
FONT = 12
TRANSPARENT = "rgba(0,0,0,0)"
# Pixels at the right where the camera appears under the pointer, so that it covers nothing.
CAMERA = 34
# Share of a row's height that its marks take together.
LANES = 0.8
# Where the chart engine finds its (empty) world map: nothing comes from outside.
TOPOJSON = "/assets/topo/"
# Libraries that the chart engine looks into where somebody has imported them.
LOOKED_INTO = ("numpy", "pandas")


def figure(traces: Sequence[Trace], **layout: Any) -> Figure:
    """A figure of plain traces under the shared layout, which `layout` overrides."""
    shared: dict[str, Any] = {
        "margin": {"l": 0, "r": 8, "t": 26, "b": 0, "pad": 4},
        "font": {"size": FONT},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "hoverlabel": {"align": "left", "font": {"size": FONT}},
        "legend": legend(),
        "dragmode": False,
        "separators": ".,",
    }
    await_imports(LOOKED_INTO)
    laid = {**shared, **layout}
    laid["margin"] = {**laid["margin"], "r": max(laid["margin"]["r"], CAMERA)}
    made = Drawn(traces, laid)
    return checked(made) if VALIDATES else made


def checked(made: Figure) -> Figure:
    """The figure itself. Raises ValueError where Plotly does not know a property."""
    assert made.whole.data is not None
    return made


def await_imports(names: Iterable[str]) -> None:
    """Wait for a library that another thread is importing: half made, it breaks who looks in."""
    for name in names:
        if name in sys.modules:
            import_module(name)


def share(count: float | None, whole: float | None) -> float | None:
    """A share; none of nothing, and none of what is hidden from the reader."""
    return count / whole if count is not None and whole else None


def hatch() -> dict[str, Any]:
    """The pattern of what is there and not shown."""
    return {"shape": "x", "fgcolor": FAINT_TEXT, "size": 6, "solidity": 0.1}


def counted(value: int | None) -> str:
    """A count as text; a dash where it is missing or hidden."""
    return written("row_count", value)


def legend() -> dict[str, Any]:
    """One line above the plot, left; a click on it hides nothing."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"size": FONT - 1},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }


def axis(title: str | None = None, **own: Any) -> dict[str, Any]:
    """A quiet axis: faint grid, no zero line, automatic margin."""
    shared: dict[str, Any] = {
        "gridcolor": GRID,
        "zeroline": False,
        "automargin": True,
        "tickfont": {"size": FONT - 1, "color": FAINT_TEXT},
        "fixedrange": True,
    }
    if title:
        shared["title"] = {"text": title, "font": {"size": FONT - 1, "color": FAINT_TEXT}}
    return {**shared, **own}


def list_axis(labels: Sequence[str]) -> dict[str, Any]:
    """The axis of a list: one row per label, from the top, without grid or padding."""
    return axis(
        type="category",
        categoryorder="array",
        categoryarray=list(labels),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        tickfont={"color": TEXT},
    )


def lane_axis(labels: Sequence[str]) -> dict[str, Any]:
    """The same list on whole numbers, so that the marks of a row can stand beside each other."""
    return axis(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=list(labels),
        showgrid=False,
        tickfont={"color": TEXT},
    )


def lane(number: int, count: int) -> float:
    """How far above or below the middle of its row a kind of mark stands, so that none hides."""
    return (number - (count - 1) / 2) * LANES / count


def bands(count: int) -> list[dict[str, Any]]:
    """Lines between the rows of a list, so that the marks of a row belong together."""
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": place + 0.5,
            "y1": place + 0.5,
            "line": {"color": GRID, "width": 1},
            "layer": "below",
        }
        for place in range(count - 1)
    ]


def valued(rates: Iterable[float | None], name: str = "completion_rate") -> dict[str, Any]:
    """The values of marks, written beside them as in tables."""
    return {
        "text": ["" if rate is None else written(name, rate) for rate in rates],
        "textposition": "middle right",
        "textfont": {"size": FONT - 2, "color": FAINT_TEXT},
        "cliponaxis": False,
    }


def rate_of(rate: float | None, lang: str) -> str:
    """The rate at the end of a bar; of a bar of nothing that there is none."""
    return text("charts.nothing", lang) if rate is None else written("completion_rate", rate)


def named(row: Mapping[str, Any]) -> str:
    """The unit of a row; key cities stand out in bold."""
    return f"<b>{row['unit']}</b>" if row["is_key_city"] else row["unit"]


def columns(*values: Iterable[Any]) -> list[list[Any]]:
    """Columns side by side as rows of customdata."""
    return [list(row) for row in zip(*values, strict=True)]


def height_of(rows: int, *, row: int = ROW, head: int = HEAD, least: int = 120) -> int:
    """Pixels for a list of so many rows."""
    return max(least, rows * row + head)


@lru_cache(maxsize=2)
def config(lang: str) -> dict[str, Any]:
    """Options of the chart engine: no logo, no link out, words of the language."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "scrollZoom": False,
        "modeBarButtons": [["toImage"]],
        "topojsonURL": TOPOJSON,
        "locale": "zh-CN" if lang == "zh" else "en-US",
        "locales": {"zh-CN": {"dictionary": _dictionary(), "format": _calendar()}},
    }


def _dictionary() -> dict[str, str]:
    found = (words for key, words in table().items() if key.startswith("plotly.word_"))
    return {words.en: words.zh for words in found}


def _calendar() -> dict[str, Any]:
    names = {key: text(f"plotly.{key}").split(" ") for key in ("days", "short_days", "months")}
    return {
        "days": names["days"],
        "shortDays": names["short_days"],
        "months": names["months"],
        "shortMonths": names["months"],
        "date": "%Y-%m-%d",
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
    }
