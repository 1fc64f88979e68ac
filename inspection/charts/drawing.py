"""A figure as plain data: made in no time, and handed on without a copy.

The library's own figure copies every value when it is made and again when it leaves, which
takes longer than asking for the rows. Its checks are for tests, which look into `whole`.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import plotly.graph_objects as go
import plotly.io
from plotly.basedatatypes import BaseFigure

Trace = Mapping[str, Any]


class Drawn(BaseFigure):
    """Traces and a layout, not changed after; all that pages and printers ask is `to_dict`."""

    def __init__(self, traces: Sequence[Trace], layout: Mapping[str, Any]) -> None:
        # Not that of the library: it is what takes the time.
        self.__dict__.update(traces=list(traces), laid=dict(layout))

    def to_dict(self) -> dict[str, Any]:
        """What the chart engine of the browser takes; under the template in force."""
        name = self.laid.get("template") or plotly.io.templates.default
        traces = [{key: packed(value) for key, value in one.items()} for one in self.traces]
        return {"data": traces, "layout": {**self.laid, "template": template(name)}}

    def under(self, **more: Any) -> "Drawn":
        """The same figure with more in its layout."""
        return Drawn(self.traces, {**self.laid, **more})

    @cached_property
    def whole(self) -> go.Figure:
        """The library's own figure of it, every property checked."""
        return go.Figure(data=self.traces, layout=self.laid)

    @property
    def data(self) -> Sequence[Any]:
        """Its traces, as the library has them."""
        return self.whole.data

    @property
    def layout(self) -> Any:
        """Its layout, as the library has it."""
        return self.whole.layout


def packed(value: Any) -> Any:
    """An array as the bytes that the browser takes as they are; anything else itself."""
    if not isinstance(value, np.ndarray):
        return value
    # The browser has no whole numbers of eight bytes.
    short = value.astype(np.int32) if value.dtype == np.int64 else value
    return {"dtype": short.dtype.str[1:], "bdata": b64encode(short.tobytes()).decode("ascii")}


@lru_cache(maxsize=8)
def template(name: str) -> dict[str, Any]:
    """The template of this name as plain data, made once."""
    made: dict[str, Any] = plotly.io.templates[name].to_plotly_json()
    return made
