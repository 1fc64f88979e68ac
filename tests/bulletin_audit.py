"""What a reader can reckon from published tables: an audit that shares no rule with the product.

Tables are read as they are shown. What adds up, what is no more than what, and what cannot have
changed since the edition before is written down here by hand, as equations in whole numbers; a
withheld count is known where its least and its greatest solution are the same.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

WORD = "依规隐去"
WHOLE = ("合计", "全省")
COUNTS = (
    *("drawn_count", "checked_count", "published_count", "applicable_count", "problem_count"),
    *("due_count", "on_time_count"),
)
NO_MORE_THAN = (
    ("published_count", "checked_count"),
    ("checked_count", "drawn_count"),
    ("problem_count", "applicable_count"),
    ("on_time_count", "due_count"),
)
# A rate, its numerator, its denominator, and half of the last digit that is shown.
RATES = (
    ("completion_rate", "checked_count", "target_count"),
    ("draw_ratio", "drawn_count", "stock_count"),
    ("check_ratio", "checked_count", "stock_count"),
    ("publish_ratio", "published_count", "stock_count"),
    ("finding_rate", "problem_count", "applicable_count"),
    ("on_time_rate", "on_time_count", "due_count"),
)
HALF_DIGIT = 0.0005


class Key(NamedTuple):
    """A count: of what, of which unit, week and class; empty is all of them."""

    name: str
    unit: str = ""
    week: str = ""
    risk_class: str = ""


class Found(NamedTuple):
    """Outcome of an audit."""

    withheld: int
    equations: int
    determined: list
    spans: list


Shown = Mapping[Key, int | None]


def read(frames: Iterable[pd.DataFrame]) -> dict[Key, int | None]:
    """Counts of the tables of one page; None where the cell says it is withheld."""
    found: dict[Key, int | None] = {}
    for frame in frames:
        for key, value in _cells(frame):
            number = None if value == WORD else int(float(str(value).replace(",", "")))
            assert found.setdefault(key, number) == number, f"two values of {key}"
    return found


def _cells(frame: pd.DataFrame):
    for row in frame.to_dict("records"):
        if "week_on" in row:
            week = str(row["week_on"])[:10]
            units = {name: value for name, value in row.items() if name != "week_on"}
            for unit, value in units.items():
                yield Key("checked_count", _part(unit), week), value
        elif "unit" in row or "risk_class" in row:
            place = _part(row.get("unit", "")), "", _part(row.get("risk_class", ""))
            for name in [name for name in COUNTS if name in row]:
                yield Key(name, *place), row[name]


def _part(value: str) -> str:
    return "" if value in WHOLE else value


def rates_beside_withheld(frames: Iterable[pd.DataFrame]) -> list:
    """Rates that are shown though one of their counts is withheld."""
    found = []
    for frame in frames:
        for row in frame.to_dict("records"):
            for rate, *counts in RATES:
                if rate in row and WORD in [str(row.get(one)) for one in counts]:
                    found += [(rate, row)] if str(row[rate]) != WORD else []
    return found


class Audit:
    """The equations of two editions of which the reader saw what was shown."""

    def __init__(self, truth: list[dict[Key, int]], shown: list[Shown]) -> None:
        self.truth, self.shown = truth, shown
        self.places: dict[tuple[int, Key], int] = {}
        self.known: dict[int, int] = {}
        self.values: list[int] = []
        self.lines: list[tuple[dict[int, int], int, float]] = []
        for edition in (0, 1):
            self._number(edition)
        for edition in (0, 1):
            self._add_up(edition)
        self._since()

    def _number(self, edition: int) -> None:
        """A variable per count; one that did not change is the same: a reader may guess that."""
        for key, value in self.truth[edition].items():
            earlier = self.places.get((0, key)) if edition else None
            is_same = earlier is not None and self.truth[0][key] == value
            at = earlier if is_same else len(self.values)
            if not is_same:
                self.values.append(value)
            self.places[edition, key] = at
            if self.shown[edition].get(key) is not None:
                assert self.shown[edition][key] == value, f"a false figure: {key}"
                self.known[at] = value

    def _line(self, parts: dict, least: int, most: float) -> None:
        self.lines.append((parts, least, most))

    def _add_up(self, edition: int) -> None:
        own = {key: at for (one, key), at in self.places.items() if one == edition}
        for whole in own:
            for name in ("unit", "week", "risk_class"):
                parts = [key for key in own if _is_part(key, whole, name)]
                if parts and not getattr(whole, name):
                    # Firms under two units count once in the whole: then no more than the sum.
                    rest = sum(self.values[own[key]] for key in parts) - self.values[own[whole]]
                    line = {own[key]: 1 for key in parts} | {own[whole]: -1}
                    self._line(line, 0, 0 if rest == 0 else np.inf)
        for low, high in NO_MORE_THAN:
            for key in [key for key in own if key.name == low]:
                other = key._replace(name=high)
                if other not in own or own[key] == own[other]:
                    continue
                if self.values[own[key]] <= self.values[own[other]]:
                    self._line({own[other]: 1, own[key]: -1}, 0, np.inf)

    def _since(self) -> None:
        """Counts grow; where they did a reader may rely on it."""
        for key, value in self.truth[1].items():
            if key in self.truth[0] and self.truth[0][key] < value:
                self._line({self.places[1, key]: 1, self.places[0, key]: -1}, 0, np.inf)

    def run(self) -> Found:
        """Every withheld count with its range."""
        hidden = {
            self.places[edition, key]
            for edition in (0, 1)
            for key, value in self.shown[edition].items()
            if value is None
        } - self.known.keys()
        given_away = [
            (edition, key)
            for edition in (0, 1)
            for key, value in self.shown[edition].items()
            if value is None and self.places[edition, key] in self.known
        ]
        ranges = self._ranges(sorted(hidden))
        named = {at: key for key, at in self.places.items()}
        single = [named[at] for at, (low, high) in ranges.items() if low == high]
        spans = sorted(high - low for low, high in ranges.values())
        count = len(hidden) + len(given_away)
        return Found(count, len(self.lines), given_away + single, spans)

    def _ranges(self, hidden: list[int]) -> dict[int, tuple[int, int]]:
        """Least and greatest value of each, at least as far apart as the solutions found."""
        matrix = lil_array((len(self.lines), len(self.values)))
        for row, (parts, _, _) in enumerate(self.lines):
            for at, sign in parts.items():
                matrix[row, at] += sign
        matrix = matrix.tocsr()
        least = np.ones(len(self.values))
        most = np.full(len(self.values), np.inf)
        for at, value in self.known.items():
            least[at] = most[at] = value
        # What no table shows at all may be anything.
        for at in set(range(len(self.values))) - set(hidden) - self.known.keys():
            least[at] = 0
        rows = LinearConstraint(
            matrix, [one[1] for one in self.lines], [one[2] for one in self.lines]
        )
        low = np.array(self.values, dtype=float)
        high = low.copy()
        for at in hidden:
            for sign in (1, -1):
                if high[at] - low[at] < 2:
                    cost = np.zeros(len(self.values))
                    cost[at] = sign
                    bound = most if sign > 0 else np.minimum(most, np.array(self.values) + 50)
                    found = milp(
                        cost,
                        integrality=np.ones(len(cost)),
                        bounds=Bounds(least, np.maximum(bound, least)),
                        constraints=rows,
                    )
                    assert found.x is not None, found.message
                    low = np.minimum(low, np.rint(found.x))
                    high = np.maximum(high, np.rint(found.x))
        return {at: (int(low[at]), int(high[at])) for at in hidden}


def _is_part(key: Key, whole: Key, name: str) -> bool:
    """Whether a count is one of those of one more dimension."""
    return key.name == whole.name and key != whole and key._replace(**{name: ""}) == whole
