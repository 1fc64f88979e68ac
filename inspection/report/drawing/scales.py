"""Axes: from values of a trace to shares of the plot, and the ticks with their words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Any

Layout = Mapping[str, Any]
# Free room at each end of an axis that is given no range.
ROOM = 0.05
DEFAULT_TICKS = 6
STEPS = (1, 2, 2.5, 5, 10)
# d3: an optional comma, decimals, ~ for no zeros at the end, the kind.
FORMAT = re.compile(r"(?P<comma>,)?(\.(?P<decimals>\d))?(?P<bare>~)?(?P<kind>[%dfs])?")


@dataclass(frozen=True)
class Axis:
    """One axis: its ends in its own numbers, the names of categories, and its words."""

    kind: str
    first: float
    last: float
    names: tuple[str, ...]
    layout: Layout

    def number(self, value: Any) -> float | None:
        """A value in the numbers of the axis: a place, a day, a power of ten."""
        if value is None:
            return None
        if self.kind == "category":
            return float(self.names.index(value)) if value in self.names else _plain(value)
        if self.kind == "date":
            return float(date.fromisoformat(str(value)[:10]).toordinal())
        return log10(value) if self.kind == "log" else float(value)

    def share(self, value: Any) -> float | None:
        """How far along the axis a value lies."""
        found = self.number(value)
        return None if found is None else self.at(found)

    def at(self, found: float) -> float:
        """How far along the axis one of its own numbers lies."""
        return (found - self.first) / ((self.last - self.first) or 1.0)

    def ticks(self) -> list[tuple[float, str]]:
        """Shares and words of the ticks that lie within."""
        found = [(self.at(value), said) for value, said in self._marks()]
        return [(share, said) for share, said in found if -1e-6 <= share <= 1 + 1e-6]

    def _marks(self) -> list[tuple[float, str]]:
        values, words = self.layout.get("tickvals"), self.layout.get("ticktext")
        if self.kind == "category":
            return [(float(place), name) for place, name in enumerate(self.names)]
        if values is not None:
            told = words or [self._said(value) for value in values]
            places = [self.number(value) or 0.0 for value in values]
            return list(zip(places, map(str, told), strict=True))
        return self._months() if self.kind == "date" else self._steps()

    def _months(self) -> list[tuple[float, str]]:
        first, last = date.fromordinal(ceil(self.first)), date.fromordinal(floor(self.last))
        found, day = [], first.replace(day=1)
        while day <= last:
            told = str(self.layout.get("tickformat", "%Y-%m-%d"))
            found.append((float(day.toordinal()), _said_day(day, told)))
            day = (day + timedelta(days=32)).replace(day=1)
        return found

    def _steps(self) -> list[tuple[float, str]]:
        low, high = sorted((self.first, self.last))
        count = self.layout.get("nticks") or DEFAULT_TICKS
        step = self.layout.get("dtick") or _step((high - low) / max(count - 1, 1))
        places = [place * step for place in range(ceil(low / step - 1e-9), floor(high / step) + 1)]
        return [(place, self._said(place)) for place in places]

    def _said(self, value: float) -> str:
        return formatted(value, str(self.layout.get("tickformat") or ""))


def axis_of(layout: Layout, values: Sequence[Any]) -> Axis:
    """The axis that shows these values under its layout."""
    kind = str(layout.get("type") or _kind_of(values))
    names = tuple(layout.get("categoryarray") or dict.fromkeys(values)) if _is_list(kind) else ()
    bare = Axis(kind, 0.0, 1.0, names, layout)
    given = layout.get("range")
    if given is not None:
        ends = given if kind in ("log", "linear", "category", "-") else map(bare.number, given)
        first, last = (float(end) for end in ends)  # type: ignore[arg-type]
        return Axis(kind, first, last, names, layout)
    if kind == "category":
        return Axis(kind, -0.5, len(names) - 0.5, names, layout)
    found = [number for value in values if (number := bare.number(value)) is not None]
    return Axis(kind, *_ends(found, kind, layout), names, layout)


def _is_list(kind: str) -> bool:
    return kind == "category"


def _kind_of(values: Sequence[Any]) -> str:
    known = next((value for value in values if value is not None), 0)
    if not isinstance(known, str):
        return "linear"
    return "date" if re.match(r"\d{4}-\d\d-\d\d", known) else "category"


def _ends(found: Sequence[float], kind: str, layout: Layout) -> tuple[float, float]:
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if kind == "date":
        return low, high
    is_grounded = layout.get("rangemode") == "tozero" or (low >= 0 and kind == "linear")
    low = min(low, 0.0) if is_grounded else low
    room = ((high - low) or 1.0) * ROOM
    return (low if is_grounded and low == 0 else low - room), high + room


def _step(least: float) -> float:
    """A round step that is not smaller."""
    power = 10.0 ** floor(log10(least)) if least > 0 else 1.0
    return next(step * power for step in STEPS if step * power >= least * 0.999)


def _plain(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _said_day(day: date, told: str) -> str:
    """strftime without a system's own zeros: %-m is the month."""
    return day.strftime(told.replace("%-m", str(day.month)).replace("%-d", str(day.day)))


def formatted(value: float, told: str) -> str:
    """A number by one of d3's formats that the charts use."""
    found = FORMAT.match(told)
    kind = found["kind"] if found else None
    decimals = int(found["decimals"] or 0) if found else 0
    comma = found["comma"] or "" if found else ""
    if kind == "%":
        value, unit = value * 100, "%"
    else:
        unit = ""
    if kind is None and not decimals:
        return f"{value:{comma}g}" if not comma else f"{value:,.10g}"
    if kind == "%" and found and found["bare"]:
        return f"{value:.{decimals}f}".rstrip("0").rstrip(".") + unit
    return f"{value:{comma}.{decimals}f}{unit}"
