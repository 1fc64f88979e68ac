"""Making a roster: who may check this task, and from which entities each is recused.

Expiring certificates, missing qualifications and "same inspector as last time"
are applied here, before the draw, and every decision is listed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.draw.files.canonical import format_rows
from inspection.draw.ssj1.frame import Frame
from inspection.draw.ssj1.roster import Roster, parse_roster

ACTIVE = "有效"
SAME_AS_LAST_TIME, DECLARED, STATION = "上次检查过该对象", "回避登记", "回避管辖单位"


class Candidate(NamedTuple):
    """One inspector as registered; `unit` is the station or office of the person."""

    inspector: str
    region: str
    unit: str
    cert_valid_to: date | None
    qualifications: frozenset[str] = frozenset()
    state: str = ACTIVE


@dataclass(frozen=True)
class RosterRules:
    """What the task asks of a person, and who keeps away from whom."""

    task_ends_on: date
    qualifications: frozenset[str] = frozenset()
    # Inspector → ids, inspector → stations, id → inspectors of the last inspection.
    recused_entities: Mapping[str, Iterable[str]] = field(default_factory=dict)
    recused_stations: Mapping[str, Iterable[str]] = field(default_factory=dict)
    last_inspectors: Mapping[str, Iterable[str]] = field(default_factory=dict)


class Reason(NamedTuple):
    """Why a person is left out (empty id), or recused from one entity."""

    inspector: str
    id: str
    reason: str


@dataclass(frozen=True)
class MadeRoster:
    """A roster, and every decision that shaped it, in the order of roster_reasons.csv."""

    roster: Roster
    reasons: tuple[Reason, ...]

    @property
    def reasons_csv(self) -> bytes:
        return format_rows(self.reasons)


def make_roster(candidates: Iterable[Candidate], rules: RosterRules, frame: Frame) -> MadeRoster:
    """The roster for a frame. Raises BadInput where fewer than two persons are left."""
    reasons: list[Reason] = []
    rows = []
    recusals = _recusals_by_inspector(rules, frame)
    for person in sorted(candidates):
        if unfit := unfitness(person, rules):
            reasons.append(Reason(person.inspector, "", unfit))
            continue
        stations = rules.recused_stations.get(person.inspector, ())
        kept_away = dict.fromkeys(_entities_of(person.region, stations, frame), STATION)
        kept_away |= recusals.get(person.inspector, {})
        reasons += (Reason(person.inspector, one, kept_away[one]) for one in sorted(kept_away))
        rows.append((person.inspector, person.region, person.unit, " ".join(sorted(kept_away))))
    return MadeRoster(parse_roster(format_rows(rows)), tuple(reasons))


def unfitness(person: Candidate, rules: RosterRules) -> str:
    """Why a person cannot take part in the task; empty where the person can."""
    if person.state != ACTIVE:
        return f"人员状态为{person.state}"
    if person.cert_valid_to is None:
        return "执法证件有效期不明"
    if person.cert_valid_to < rules.task_ends_on:
        return f"执法证件 {person.cert_valid_to} 到期，早于任务结束"
    if missing := rules.qualifications - person.qualifications:
        return f"缺少资质：{'、'.join(sorted(missing))}"
    return ""


def _recusals_by_inspector(rules: RosterRules, frame: Frame) -> dict[str, dict[str, str]]:
    """Reason by id for each inspector; an id outside the frame says nothing and is left out."""
    reasons: dict[tuple[str, str], str] = {}
    for one, inspectors in rules.last_inspectors.items():
        reasons |= {(inspector, one): SAME_AS_LAST_TIME for inspector in inspectors}
    for inspector, ids in rules.recused_entities.items():
        reasons |= {(inspector, one): DECLARED for one in ids}
    present = _present({one for _, one in reasons}, frame)
    by_inspector: dict[str, dict[str, str]] = {}
    for (inspector, one), reason in reasons.items():
        if one in present:
            by_inspector.setdefault(inspector, {})[one] = reason
    return by_inspector


def _present(ids: set[str], frame: Frame) -> set[str]:
    column = frame.table["id"]
    return set(column.filter(pc.is_in(column, pa.array(ids, pa.string()))).to_pylist())


def _entities_of(region: str, stations: Iterable[str], frame: Frame) -> list[str]:
    if not (names := list(stations)):
        return []
    table = frame.table
    in_region = pc.equal(table["region"].cast(pa.string()), region)
    at_station = pc.is_in(table["unit"].cast(pa.string()), pa.array(names))
    return table["id"].filter(pc.and_(in_region, at_station)).to_pylist()
