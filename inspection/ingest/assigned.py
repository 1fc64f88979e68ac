"""Meanings that somebody gave to names and values nobody knew: rows, with who and when.

They are kept beside the snapshots, whichever is in service, and hold from the next build on,
before the reference tables. Every build keeps those it was made with. A later row about
the same text goes before an earlier one; one without a meaning takes it back.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data import reference
from inspection.ingest import folders
from inspection.settings import settings

FILE = "assigned.parquet"
STAGED = "staged"
VALUES, OFFICES, RESULTS = "value_synonyms", "office_aliases", "result_codes"
# Which table knows what a doubt of this rule is about.
TABLES = {
    "value_unknown": VALUES,
    "result_unknown": RESULTS,
    "place_unknown": OFFICES,
    "place_elsewhere": OFFICES,
    "office_unknown": OFFICES,
}
# Columns whose values are of a domain of another name.
DOMAINS = {"class_at_draw": "risk_class", "used_risk_class": "bool", "checked": "bool"}
CITY, COUNTY, PROVINCE = "市级", "县级", "省级"
EVERYWHERE = "*"
SCHEMA = pa.schema(
    [
        *(
            (name, pa.string())
            for name in ("table_name", "domain", "raw_value", "value", "unit", "county_code")
        ),
        ("level", pa.string()),
        ("decided_by", pa.string()),
        ("decided_at", pa.timestamp("us")),
    ]
)
Row = dict[str, Any]


class Target(NamedTuple):
    """What a text may mean: a value or result, or a place."""

    label: str
    value: str | None = None
    unit: str | None = None
    county_code: str | None = None
    level: str | None = None


class Assigned(NamedTuple):
    """One decision: this text of this table means that."""

    table_name: str
    domain: str | None
    raw_value: str
    value: str | None
    unit: str | None
    county_code: str | None
    level: str | None
    decided_by: str
    decided_at: datetime

    @property
    def about(self) -> tuple[str, str | None, str]:
        """What it is about."""
        return self.table_name, self.domain, self.raw_value

    @property
    def is_taken_back(self) -> bool:
        return self.value is None and self.unit is None


def targets(rule_code: str, column_name: str) -> list[Target]:
    """What a doubtful text of this rule and column can be said to mean; empty where nothing."""
    if TABLES.get(rule_code) == OFFICES:
        return _places()
    if TABLES.get(rule_code) == RESULTS:
        rows = reference.load("results").to_pylist()
        return [Target(f"{row['result_code']} {row['name']}", row["result_code"]) for row in rows]
    if TABLES.get(rule_code) == VALUES:
        domain = DOMAINS.get(column_name, column_name)
        rows = reference.load(VALUES).to_pylist()
        found = dict.fromkeys(row["value"] for row in rows if row["domain"] == domain)
        return [Target(value, value) for value in found]
    return []


def assign(
    rule_code: str, column_name: str, text: str, target: Target, by: str, at: datetime
) -> Assigned:
    """Keep the decision; it holds from the next build on."""
    table_name = TABLES[rule_code]
    domain = DOMAINS.get(column_name, column_name) if table_name == VALUES else None
    made = Assigned(table_name, domain, key_of(text), *target[1:], by, at)
    _append(made)
    return made


def take_back(about: tuple[str, str | None, str], by: str, at: datetime) -> None:
    """From the next build on the reference tables alone say what this text means."""
    _append(Assigned(*about, None, None, None, None, by, at))


def load(folder: Path | None = None) -> list[Assigned]:
    """Every decision so far, oldest first; or those that a snapshot was built with."""
    path = folder / STAGED / FILE if folder else settings().data / FILE
    return [Assigned(**row) for row in pq.read_table(path).to_pylist()] if path.exists() else []


def save(folder: Path, made: Iterable[Assigned]) -> None:
    """Keep with a snapshot the decisions that it was built with."""
    pq.write_table(_as_table(made), folder / STAGED / FILE)


def in_force(made: Iterable[Assigned]) -> list[Assigned]:
    """The last decision about each text, without those that were taken back."""
    last = {one.about: one for one in made}
    return [one for one in last.values() if not one.is_taken_back]


def applied(name: str, rows: pa.Table, made: Iterable[Assigned]) -> pa.Table:
    """A reference table with the decisions in force before its own rows."""
    own = [one for one in in_force(made) if one.table_name == name]
    if not own:
        return rows
    about = {one.about for one in own}
    kept = [row for row in rows.to_pylist() if _about(name, row) not in about]
    return pa.Table.from_pylist([*kept, *map(_as_rule, own)], rows.schema)


def key_of(text: str) -> str:
    """A text as the reference tables have it: NFKC, no white space, upper case."""
    plain = unicodedata.normalize("NFKC", text)
    seen = "".join(mark for mark in plain if unicodedata.category(mark) not in ("Cf", "Cc"))
    return re.sub(r"\s+", "", seen).upper()


def _places() -> list[Target]:
    units = reference.load("units").to_pylist()
    counties = reference.load("counties").to_pylist()
    found = [
        Target(row["unit"], unit=row["unit"], level=CITY if row["has_target"] else PROVINCE)
        for row in units
    ]
    return found + [
        Target(f"{row['unit']} {row['county']}", None, row["unit"], row["county_code"], COUNTY)
        for row in counties
    ]


def _about(name: str, row: Row) -> tuple[str, str | None, str]:
    if name == OFFICES:
        return name, None, row["alias"]
    is_general = row["source_system"] == EVERYWHERE
    return name, row.get("domain") if is_general else EVERYWHERE, row["raw_value"]


def _as_rule(one: Assigned) -> Row:
    if one.table_name == OFFICES:
        place = {"unit": one.unit, "county_code": one.county_code, "level": one.level}
        return {"alias": one.raw_value, **place}
    said = {"source_system": EVERYWHERE, "raw_value": one.raw_value}
    if one.table_name == VALUES:
        return {**said, "domain": one.domain, "value": one.value}
    code = {"version": EVERYWHERE, "result_code": one.value, "has_warning": False}
    return {**said, **code, "is_current": True}


def _append(made: Assigned) -> None:
    with folders.alone(settings().data):
        draft = settings().data / f".{FILE}"
        pq.write_table(_as_table([*load(), made]), draft)
        draft.replace(settings().data / FILE)


def _as_table(made: Iterable[Assigned]) -> pa.Table:
    return pa.Table.from_pylist([one._asdict() for one in made], SCHEMA)
