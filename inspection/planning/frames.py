"""Frames and rosters of a trial draw, one per reporting unit, with everybody who stays out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.draw.framing import REGISTER_SCHEMA, HistoryRules, MadeFrame, make_frame
from inspection.draw.rostering import (
    DECLARED,
    Candidate,
    MadeRoster,
    RosterRules,
    make_roster,
)
from inspection.errors import BadInput


@dataclass(frozen=True, eq=False)
class UnitFrame:
    """Who can be drawn and paired in one reporting unit."""

    made: MadeFrame
    staff: MadeRoster


@dataclass(frozen=True, eq=False)
class Frames:
    """Frames by unit, in the order of the units; `refused` says why a unit has none."""

    by_unit: Mapping[str, UnitFrame]
    refused: Mapping[str, str]


@dataclass(frozen=True)
class Staff:
    """Answers of draw_roster and draw_recusals, and what the task asks of a person."""

    roster: pa.Table
    recusals: pa.Table
    task_ends_on: date
    qualifications: frozenset[str] = field(default_factory=frozenset)


def make_frames(
    register: pa.Table, staff: Staff, rules: HistoryRules, is_blind: bool, units: Iterable[str]
) -> Frames:
    """The frame and the roster of each unit, from the answer of draw_frame."""
    made: dict[str, UnitFrame] = {}
    refused: dict[str, str] = {}
    people = _people(staff)
    for unit in units:
        rows = register.filter(pc.equal(register["unit"], unit))
        if not rows.num_rows:
            continue
        try:
            frame = make_frame(_register_rows(rows), rules, is_blind)
            roster = make_roster(people.get(unit, ()), _roster_rules(staff), frame.frame)
        except BadInput as error:
            refused[unit] = str(error)
        else:
            made[unit] = UnitFrame(frame, roster)
    return Frames(made, refused)


def frame_counts(frames: Frames) -> pa.Table:
    """Entities by unit, class and group."""
    tables = [
        one.made.frame.table.group_by(["class", "group"], use_threads=False)
        .aggregate([([], "count_all")])
        .append_column("unit", pa.array([unit] * _cells(one), pa.string()))
        for unit, one in frames.by_unit.items()
    ]
    rows = [
        {
            "unit": row["unit"],
            "risk_class": row["class"],
            "history_group": str(row["group"]),
            "entity_count": row["count_all"],
        }
        for table in tables
        for row in table.sort_by([("class", "ascending"), ("group", "ascending")]).to_pylist()
    ]
    return pa.Table.from_pylist(rows, COUNT_SCHEMA)


COUNT_SCHEMA = pa.schema(
    {
        "unit": pa.string(),
        "risk_class": pa.string(),
        "history_group": pa.string(),
        "entity_count": pa.int64(),
    }
)
EXCLUDED_SCHEMA = pa.schema(
    {"unit": pa.string(), "reason": pa.string(), "entity_count": pa.int64()}
)


def excluded_counts(frames: Frames) -> pa.Table:
    """Entities that cannot enter a frame, by unit and reason."""
    rows = [
        {"unit": unit, "reason": reason, "entity_count": count}
        for unit, one in frames.by_unit.items()
        for reason, count in sorted(one.made.excluded_counts.items())
    ]
    return pa.Table.from_pylist(rows, EXCLUDED_SCHEMA)


def roster_counts(frames: Frames) -> pa.Table:
    """People by unit: in the roster, left out, recusals."""
    rows = []
    for unit, one in frames.by_unit.items():
        reasons = one.staff.reasons
        left_out = sum(not reason.id for reason in reasons)
        rows.append(
            {
                "unit": unit,
                "inspector_count": len(one.staff.roster.inspectors),
                "left_out_count": left_out,
                "recusal_count": len(reasons) - left_out,
            }
        )
    return pa.Table.from_pylist(rows)


def _cells(one: UnitFrame) -> int:
    table = one.made.frame.table
    return table.group_by(["class", "group"]).aggregate([]).num_rows


def _register_rows(rows: pa.Table) -> pa.Table:
    named = rows.rename_columns({"station": "unit", "unit": "reporting_unit"})
    return named.select(REGISTER_SCHEMA.names)


def _people(staff: Staff) -> dict[str, list[Candidate]]:
    """Candidates by reporting unit; the unit of a candidate is the station."""
    found: dict[str, list[Candidate]] = {}
    for row in staff.roster.to_pylist():
        found.setdefault(row["unit"], []).append(_candidate(row))
    return found


def _candidate(row: Mapping[str, Any]) -> Candidate:
    qualifications = frozenset(row["qualifications"] or ())
    station, state = row["station"] or "", row["state"] or ""
    return Candidate(
        row["inspector"], row["region"], station, row["cert_valid_to"], qualifications, state
    )


def _roster_rules(staff: Staff) -> RosterRules:
    entities: dict[str, list[str]] = {}
    stations: dict[str, list[str]] = {}
    visitors: dict[str, list[str]] = {}
    for row in staff.recusals.to_pylist():
        if row["station"]:
            stations.setdefault(row["inspector"], []).append(row["station"])
        elif row["id"] and row["basis"] == DECLARED:
            entities.setdefault(row["inspector"], []).append(row["id"])
        elif row["id"]:
            visitors.setdefault(row["id"], []).append(row["inspector"])
    return RosterRules(staff.task_ends_on, staff.qualifications, entities, stations, visitors)
