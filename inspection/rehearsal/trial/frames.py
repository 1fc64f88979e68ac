"""Frames and rosters of a trial draw, one per reporting unit, with everybody who stays out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data.classes import codes, column
from inspection.draw.making.framing import REGISTER_SCHEMA, HistoryRules, MadeFrame, make_frame
from inspection.draw.making.rostering import (
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
    people, tasks = _people(staff), _tasks(staff)
    nobody = RosterRules(staff.task_ends_on)
    for unit in units:
        rows = register.filter(pc.equal(register["unit"], unit))
        if not rows.num_rows:
            continue
        try:
            frame = make_frame(_register_rows(rows), rules, is_blind)
            roster = make_roster(people.get(unit, ()), tasks.get(unit, nobody), frame.frame)
        except BadInput as error:
            refused[unit] = str(error)
        else:
            made[unit] = UnitFrame(frame, roster)
    return Frames(made, refused)


def frame_counts(frames: Frames) -> pa.Table:
    """Entities by unit, class and group."""
    rows = [
        {
            "unit": unit,
            "risk_class": risk_class,
            "history_group": str(group),
            "entity_count": count,
        }
        for unit, one in frames.by_unit.items()
        for risk_class, group, count in _cells(one.made.frame.table)
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


def preview(frames: Frames) -> pa.Table:
    """One row per unit: entities per class, put behind, excluded, and the people."""
    rows = []
    for unit, one in frames.by_unit.items():
        cells = _cells(one.made.frame.table)
        classes = dict.fromkeys(codes(), 0)
        for risk_class, _, count in cells:
            classes[risk_class] = classes.get(risk_class, 0) + count
        left_out = sum(not reason.id for reason in one.staff.reasons)
        rows.append(
            {
                "unit": unit,
                "entity_count": sum(classes.values()),
                **{column(c, "count"): classes[c] for c in codes()},
                "behind_count": sum(count for _, group, count in cells if group),
                "excluded_count": len(one.made.excluded),
                "inspector_count": len(one.staff.roster.inspectors),
                "left_out_count": left_out,
                "recusal_count": len(one.staff.reasons) - left_out,
            }
        )
    return pa.Table.from_pylist(rows)


def excluded_totals(frames: Frames) -> list[dict[str, Any]]:
    """Entities that cannot enter a frame, by reason, most frequent first."""
    counts = Counter[str]()
    for one in frames.by_unit.values():
        counts.update(one.made.excluded_counts)
    return [{"reason": reason, "count": f"{n:,}"} for reason, n in counts.most_common()]


def _cells(table: pa.Table) -> list[tuple[str, int, int]]:
    """Class, group and number of entities."""
    counted = table.group_by(["class", "group"]).aggregate([([], "count_all")])
    return sorted((row["class"], row["group"], row["count_all"]) for row in counted.to_pylist())


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


def _tasks(staff: Staff) -> dict[str, RosterRules]:
    """By reporting unit: what the task asks, and who of the unit keeps away from whom."""
    unit_of = {row["inspector"]: row["unit"] for row in staff.roster.to_pylist()}
    rows: dict[str, list[Mapping[str, Any]]] = {unit: [] for unit in unit_of.values()}
    for row in staff.recusals.to_pylist():
        if row["inspector"] in unit_of:
            rows[unit_of[row["inspector"]]].append(row)
    return {unit: _rules(staff, mine) for unit, mine in rows.items()}


def _rules(staff: Staff, recusals: Iterable[Mapping[str, Any]]) -> RosterRules:
    entities: dict[str, list[str]] = {}
    stations: dict[str, list[str]] = {}
    visitors: dict[str, list[str]] = {}
    for row in recusals:
        if row["station"]:
            stations.setdefault(row["inspector"], []).append(row["station"])
        elif row["id"] and row["basis"] == DECLARED:
            entities.setdefault(row["inspector"], []).append(row["id"])
        elif row["id"]:
            visitors.setdefault(row["id"], []).append(row["inspector"])
    return RosterRules(staff.task_ends_on, staff.qualifications, entities, stations, visitors)
