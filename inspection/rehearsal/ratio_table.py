"""Ratios per class and unit as a reader sets them: one row for all, own rows for some units.

Own rows travel in the link as text, `龙岩.20000.40000.120000.400000~福州.…`, in ppm.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from inspection.data.classes import codes
from inspection.errors import BadInput
from inspection.simulation.strata import PPM

# Ppm of one percent.
PERCENT = 10_000
OWN_ROW = r"([^.~\s]{{1,20}})((?:\.[0-9]{{1,7}}){{{classes}}})"
REMEDY = "请从页面重新复制链接"

Row = tuple[int, ...]


@dataclass(frozen=True)
class RatioTable:
    """Ppm per class: `common` for every unit that has no row of its own."""

    common: Row
    own: Mapping[str, Row] = field(default_factory=dict)

    def of(self, unit: str) -> Row:
        """The ratios of one unit, in the order of the classes."""
        return self.own.get(unit, self.common)

    def rows(self, units: Iterable[str]) -> tuple[Row, ...]:
        """The ratios of these units, as the planner takes them."""
        return tuple(self.of(unit) for unit in units)

    def rate_ppm(self, unit: str) -> dict[str, int]:
        """The `rate_ppm` of the unit's plan.json."""
        return dict(zip(codes(), self.of(unit), strict=True))

    def with_own(self, own: Mapping[str, Row]) -> "RatioTable":
        """Own rows added or replaced; one that equals the common row is no own row."""
        rows = {**self.own, **own}
        return replace(self, own={unit: row for unit, row in rows.items() if row != self.common})


def to_ppm(percent: float) -> int:
    """A ratio in percent as ppm."""
    return round(percent * PERCENT)


def format_own(own: Mapping[str, Row]) -> str:
    """Own rows as the text of the link."""
    return "~".join(".".join([unit, *map(str, row)]) for unit, row in sorted(own.items()))


def parse_own(text: str) -> dict[str, Row]:
    """Own rows from the text of a link. Raises BadInput for the part that is wrong."""
    return dict(map(_parse_row, text.split("~"))) if text else {}


def _parse_row(text: str) -> tuple[str, Row]:
    match = re.fullmatch(OWN_ROW.format(classes=len(codes())), text)
    if not match:
        raise BadInput("链接中单位的单独比例无法识别", text[:40], REMEDY)
    row = tuple(int(part) for part in match[2][1:].split("."))
    if max(row) > PPM:
        raise BadInput("链接中的抽查比例超过100%", text[:40], REMEDY)
    return match[1], row


def edited(
    table: RatioTable, units: Sequence[str], edits: Mapping[int, Mapping[str, float]]
) -> str:
    """The own rows after edits in a table of units × classes, in percent, as text of the link.

    An emptied cell takes the common ratio.
    """
    own = {}
    for number, cells in edits.items():
        unit = units[int(number)]
        row = dict(zip(codes(), table.of(unit), strict=True))
        common = dict(zip(codes(), table.common, strict=True))
        for risk_class, percent in cells.items():
            row[risk_class] = common[risk_class] if percent is None else to_ppm(percent)
        own[unit] = tuple(row.values())
    return format_own(table.with_own(own).own)
