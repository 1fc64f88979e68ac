"""Figures that a reader may not see: hatched and said in words, never drawn as nothing or 0."""

from collections.abc import Iterable, Sequence
from typing import Any

from inspection.charts.figure import FONT, hatch
from inspection.charts.palette import BANDS, FAINT_TEXT, TEXT
from inspection.text import text


def hidden_note(place: float | str, lang: str, what: Iterable[str] = ()) -> dict[str, Any]:
    """At the right end of a row: that these of its marks are withheld, or all of them."""
    names = text("charts.withheld_between", lang).join(what)
    return {
        "text": text("charts.withheld_of", lang, names=names).strip(),
        "xref": "paper",
        "x": 1,
        "y": place,
        "xanchor": "right",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": FONT - 2, "color": FAINT_TEXT},
    }


def hidden_marker(colour: str, hidden: Sequence[bool]) -> dict[str, Any]:
    """The look of bars of one colour of which some are withheld."""
    if not any(hidden):
        return {"color": colour}
    return {
        "color": [BANDS[1] if one else colour for one in hidden],
        "pattern": {**hatch(), "shape": ["x" if one else "" for one in hidden]},
    }


def hidden_key(lang: str) -> dict[str, Any]:
    """The entry of the key for what is hatched."""
    return {
        "type": "bar",
        "x": [None],
        "y": [None],
        "name": text("charts.withheld", lang),
        "marker": {"color": BANDS[1], "pattern": hatch()},
        "textfont": {"color": TEXT},
    }
