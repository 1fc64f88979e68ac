"""The filters of a question: which task rows and which tasks it is about."""

from typing import NamedTuple

import pandas as pd

from . import reference

TASK_COLUMNS = {
    "offices": "lead_office",
    "sources": "source_system",
    "plans": "plan",
    "joints": "joint",
    "draw_kinds": "draw_kind",
}
Choice = tuple[str, ...] | None


class Filters(NamedTuple):
    """Values chosen per filter; None is everything."""

    units: Choice = None
    counties: Choice = None
    offices: Choice = None
    kinds: Choice = None
    sources: Choice = None
    plans: Choice = None
    joints: Choice = None
    draw_kinds: Choice = None
    one_plus_x: bool | None = None

    def named(self) -> dict[str, str]:
        """The filters in use as a command takes them."""
        return {
            name: ",".join(value) if isinstance(value, tuple) else str(value).lower()
            for name, value in self._asdict().items()
            if value is not None
        }

    def has_unit(self, unit: str) -> bool:
        """Whether a unit is among those chosen."""
        return self.units is None or unit in self.units

    @property
    def is_whole(self) -> bool:
        """Whether the whole province is looked at."""
        return self.units is None and self.counties is None

    def ordered_units(self) -> list[str]:
        """The chosen ones of the ten units, in their order."""
        return [unit for unit in reference.units() if self.has_unit(unit)]

    def tasks(self, tasks: pd.DataFrame) -> pd.DataFrame:
        """Tasks by what their export says of them, whatever their unit."""
        keep = pd.Series(True, index=tasks.index)
        for name, column in TASK_COLUMNS.items():
            keep &= within(tasks[column], getattr(self, name))
        if self.one_plus_x is not None:
            keep &= tasks["one_plus_x"].eq(True) == self.one_plus_x
        return tasks[keep]

    def rows(self, rows: pd.DataFrame, tasks: pd.DataFrame) -> pd.DataFrame:
        """Task rows by their jurisdiction, kind and task."""
        if self == EVERYTHING:
            return rows
        keep = within(rows["unit"], self.units) & within(rows["county"], self.counties)
        keep &= within(rows["kind"], self.kinds)
        if self._replace(units=None, counties=None, kinds=None) != EVERYTHING:
            keep &= rows["task"].isin(self.tasks(tasks).index)
        return rows[keep]


EVERYTHING = Filters()


def within(cells: pd.Series, chosen: Choice) -> pd.Series:
    """Which cells are among the values chosen."""
    return pd.Series(True, index=cells.index) if chosen is None else cells.isin(chosen)
