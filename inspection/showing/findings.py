"""What a figure shows, for its title: counted from its rows, or not said.

A finding is made of the rows of its card alone. Where one of the figures that it needs is
withheld or unknown, or nothing was counted, there is none, and the card keeps its question.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import pyarrow as pa

from inspection.data.classes import codes
from inspection.data.columns import written
from inspection.showing.compared_findings import COMPARED
from inspection.showing.drawn_findings import DRAWN
from inspection.showing.english import named
from inspection.text import text

Row = Mapping[str, Any]
Values = Mapping[str, Any]
Find = Callable[[list[Row]], Values | None]
# Stages of a row, each after the one before it.
STAGES = ("drawn", "inspected", "entered", "published", "closed")
# A chance below this is hardly one: as the figure draws it.
UNLIKELY = 0.001


def finding(key: str, rows: pa.Table, lang: str, terms: Mapping[str, str]) -> str:
    """The title of a card as a finding; empty where the data allow none.

    `terms` are what sentences name of the year.
    """
    find = FINDS.get(key)
    values = find(rows.to_pylist()) if find and rows.num_rows else None
    if values is None:
        return ""
    told = {name: _told(name, value, lang) for name, value in values.items()}
    form = values.get("form") or ("tied" if values.get("tied_count", 1) > 1 else "")
    word = f"{key}_{form}_finding" if form else f"{key}_finding"
    return text(word, lang, **(dict(terms) | told))


def _told(name: str, value: Any, lang: str) -> str:
    if name == "stage":
        return text(f"charts.stage_{value}", lang)
    return named(value, lang) if isinstance(value, str) else written(name, value, lang)


def _sum(rows: Iterable[Row], name: str) -> int | None:
    """The sum of a column; None where one of its figures is."""
    found = [row[name] for row in rows]
    return None if None in found else sum(found)


def _most(rows: list[Row], name: str) -> Row | None:
    """The row with the largest figure; none where one is missing, or all are 0."""
    if _sum(rows, name) in (None, 0):
        return None
    return max(rows, key=lambda row: row[name])


def _tied(rows: Iterable[Row], name: str, one: Row) -> int:
    """How many rows have the figure of this one."""
    return sum(row[name] == one[name] for row in rows)


def _stages(rows: list[Row]) -> Values | None:
    sums = [_sum(rows, f"{stage}_count") for stage in STAGES]
    known = [count for count in sums if count is not None]
    if len(known) < len(sums):
        return None
    lost = [before - after for before, after in pairwise(known)]
    most = max(lost)
    if most <= 0 or lost.count(most) > 1:
        return None
    return {"lost_count": most, "stage": STAGES[1 + lost.index(most)]}


def _windows(rows: list[Row]) -> Values | None:
    overdue, late = _sum(rows, "overdue_count"), [row for row in rows if row["overdue_count"]]
    return {"task_count": len(late), "row_count": overdue} if overdue else None


def _grid(rows: list[Row]) -> Values | None:
    missing = [row for row in rows if not row["local_plan_no"] and row["has_plan"]]
    without = {row["county_code"] for row in rows if not row["has_plan"]}
    found = {"missing_count": len(missing), "county_count": len(without)}
    return found if missing or without else None


def _fields(rows: list[Row]) -> Values | None:
    empty = [row["risk_field"] for row in rows if row["is_empty"]]
    if not empty:
        return None
    counts = {field: empty.count(field) for field in sorted(set(empty))}
    most = max(counts, key=lambda field: counts[field])
    return {
        "empty_count": len(empty),
        "risk_field": most,
        "unit_count": counts[most],
        "tied_count": list(counts.values()).count(counts[most]),
    }


def _overdue(rows: list[Row]) -> Values | None:
    most = _most(rows, "overdue_count")
    total = _sum(rows, "overdue_count")
    return most and {
        "total_count": total,
        "unit": most["unit"],
        "row_count": most["overdue_count"],
        "tied_count": _tied(rows, "overdue_count", most),
    }


def _inverted(rows: list[Row]) -> Values | None:
    units = {row["unit"] for row in rows if row["is_inverted"] and row["is_significant"]}
    return {"unit_count": len(units)} if units else None


def _rates(rows: list[Row]) -> Values | None:
    by_class = {row["risk_class"]: row["finding_rate"] for row in rows}
    low, high = (by_class.get(codes()[end]) for end in (0, -1))
    return None if low is None or high is None else {"a_rate": low, "d_rate": high}


def _untouched(rows: list[Row]) -> Values | None:
    last = max(row["month_on"] for row in rows)
    idle = [row for row in rows if row["month_on"] == last and row["cumulative_count"] == 0]
    return {"county_count": len(idle)} if idle else None


def _met(place: str) -> Find:
    """How many have met their target, and who is farthest from it."""

    def find(rows: list[Row]) -> Values | None:
        known = [row for row in rows if row["completion_rate"] is not None]
        if not known or _sum(rows, "checked_count") is None:
            return None
        least = min(known, key=lambda row: row["completion_rate"])
        met = sum(row["completion_rate"] >= 1 for row in known)
        rate = least["completion_rate"]
        return {
            "met_count": met,
            "known_count": len(known),
            place: least[place],
            "least_rate": rate,
            "tied_count": _tied(known, "completion_rate", least),
        }

    return find


def _latest(rows: list[Row]) -> Values | None:
    """As `_met`, of the last week known of each unit."""
    last: dict[str, Row] = {}
    for row in rows:
        if row["checked_count"] is not None:
            last[row["unit"]] = row
    return _met("unit")(list(last.values()))


def _short(rows: list[Row]) -> Values | None:
    own = [row for row in rows if row["scenario"] == "short"]
    late = [row for row in own if row["shortfall_count"]]
    total = _sum(own, "shortfall_count")
    return {"unit_count": len(late), "shortfall_count": total} if total else None


def _gap(rows: list[Row]) -> Values | None:
    most = _most(rows, "gap_count")
    return most and {
        "unit": most["unit"],
        "gap_count": most["gap_count"],
        "tied_count": _tied(rows, "gap_count", most),
    }


def _county_gap(rows: list[Row]) -> Values | None:
    most = _most(rows, "gap_count")
    return most and {
        "unit": most["unit"],
        "county": most["county"],
        "gap_count": most["gap_count"],
        "tied_count": _tied(rows, "gap_count", most),
    }


def _open(rows: list[Row]) -> Values | None:
    whole, closed, long = (
        _sum(rows, f"{name}_count") for name in ("disposal", "closed", "open_long")
    )
    if whole is None or closed is None or long is None or whole == closed:
        return None
    return {"open_count": whole - closed, "long_count": long}


def _odd(rows: list[Row]) -> Values | None:
    odd = [row for row in rows if row["chance_rate"] is not None and row["chance_rate"] < UNLIKELY]
    return {"team_count": len(odd)} if odd else None


def _caseless(rows: list[Row]) -> Values | None:
    without = [row for row in rows if row["is_required"] and not row["is_fulfilled"]]
    return {"unit_count": len(without)} if without else None


FINDS: Mapping[str, Find] = {
    "progress.gap": _gap,
    "overview.units": _gap,
    "overview.counties": _county_gap,
    "progress.stages": _stages,
    "progress.forecast": _short,
    "progress.months": _untouched,
    "progress.map": _met("county"),
    "overview.map": _met("unit"),
    "plan.windows": _windows,
    "plan.grid": _grid,
    "plan.fields": _fields,
    "plan.concentration": _odd,
    "publicity.states": _overdue,
    "publicity.closure": _open,
    "integration.ratios": _inverted,
    "integration.findings": _rates,
    "cases.board": _caseless,
    "progress.weeks": _latest,
    **COMPARED,
    **DRAWN,
}
