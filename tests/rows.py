"""Small snapshots by hand: a few Python rows per canonical table, the rest by default.

    make_snapshot(task_rows=[{"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}])

Types come from `queries/canonical/`. Entities and tasks that task rows name are
created by default; `results` inside a task row becomes rows of `results`.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import on_demand
import pyarrow as pa
from built import YEAR, built, memory, rules_of, schemas, stale

from inspection.data import reference, schema
from inspection.data.questions import sql_files
from inspection.data.snapshots import MANIFEST, MARTS, POINTER, Snapshot
from inspection.ingest.writing import years_held

DATA_DATE = date(2022, 9, 9)
# A key beside the tables: task rows stay without the tasks and entities they name.
ALONE = "alone"
Rows = Iterable[Mapping[str, Any]]

ENTITY = {
    "entity_kind": "企业",
    "reg_status": "存续",
    "established_on": "2015-06-01",
    "county_code": "350102",
    "in_register": True,
    "industry_code": "F51",
}
TASK = {
    "lead_office": "信用监管处",
    "unit": "福州",
    "level": "市级",
    "draw_kind": "不定向",
    "joint": "否",
    "object_kinds": ["企业"],
    "drawn_on": "2022-04-01",
    "source_system": "新平台",
    "one_plus_x": False,
    "redraw_count": 0,
    "state": "执行中",
}
TASK_ROW = {
    "task_no": "T1",
    "unit": "福州",
    "county_code": "350102",
    "unit_basis": "管辖单位",
    "is_provincial_check": False,
    "class_led": False,
    "entry_state": "未录入",
    "pub_state": "未公示",
    "needs_disposal": False,
    "is_case_filed": False,
}
DEFAULTS: dict[str, dict[str, Any]] = {
    "entities": ENTITY,
    "tasks": TASK,
    "task_rows": TASK_ROW,
    "plans": {"plan_year": 2022, "level": "市级", "unit": "福州", "lead_office": "信用监管处"},
    "stock": {"year_end": "2021-12-31", "entity_kind": "企业", "is_approved": False},
    "cases": {"unit": "福州", "case_year": 2022, "state": "线索"},
    "files": {"path": "演示数据.csv", "is_synthetic": True},
}


def write_snapshot(
    root: Path,
    snapshot_id: str,
    data_date: date,
    tables: dict[str, Rows],
    *,
    is_whole: bool = True,
) -> Snapshot:
    """Write, build and point to a snapshot of these rows; not whole: `on_demand` makes marts.

    One that is not whole is a link to a folder that is kept: tests of the same rows read the
    marts that the first of them made necessary. Read it, do not write.
    """
    root.mkdir(parents=True, exist_ok=True)
    changed = _changed(tables, data_date)
    years = _years(changed)
    folder, manifest = root / snapshot_id, _manifest(snapshot_id, data_date, years)
    if is_whole:
        shutil.copytree(built(changed, years), folder)
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    else:
        folder.symlink_to(_waiting(changed, manifest), target_is_directory=True)
    (root / POINTER).write_text(snapshot_id + "\n", encoding="utf-8")
    return Snapshot(snapshot_id, folder, data_date, manifest)


def _waiting(changed: dict[str, pa.Table], manifest: dict[str, Any]) -> Path:
    """The folder kept of these rows under this manifest, whose marts are made on demand."""
    told = json.dumps(manifest)
    folder = built(changed, tuple(manifest["years"]), is_whole=False, told=told)
    if not (folder / MANIFEST).exists():
        on_demand.put_off(folder / MARTS, stale(changed), rules_of(changed))
        (folder / MANIFEST).write_text(told, encoding="utf-8")
    return folder


def _manifest(snapshot_id: str, data_date: date, years: tuple[int, ...]) -> dict[str, Any]:
    """What an import says of a snapshot."""
    return {
        "id": snapshot_id,
        "data_date": data_date.isoformat(),
        "years": list(years),
        "created_at": f"{data_date}T00:00:00",
        "is_synthetic": True,
        "files": [],
        schema.KEY: schema.described(),
    }


def _changed(tables: dict[str, Rows], data_date: date) -> dict[str, pa.Table]:
    """Canonical tables with rows, and rules given as `ref_<name>`."""
    full = _complete(tables, data_date)
    changed = {name: _typed(name, rows, data_date) for name, rows in full.items() if rows}
    given = [name for name in tables if name.startswith("ref_")]
    return changed | {name: _reference(name.removeprefix("ref_"), tables[name]) for name in given}


def _reference(name: str, rows: Rows) -> pa.Table:
    """Rules in place of those in force; of the year of the notice unless they say another."""
    rules = reference.load(name)
    usual = {"year": YEAR} if "year" in rules.column_names else {}
    full = [_dated(usual | dict(row), rules.schema) for row in rows]
    return pa.Table.from_pylist(full, rules.schema)


def _years(changed: dict[str, pa.Table]) -> tuple[int, ...]:
    """The years that the product would hold of these tables."""
    empty = {name: schema.empty_table() for name, schema in schemas().items()}
    tables = {"ref_notices": reference.load("notices")} | empty | changed
    with memory().cursor() as connection:
        for name in ("task_rows", "tasks", "ref_notices"):
            connection.register(name, tables[name])
        connection.register("sheets", tables["files"])
        return tuple(years_held(connection))


def _complete(tables: dict[str, Rows], data_date: date) -> dict[str, list[dict[str, Any]]]:
    """Every canonical table, with the rows that others imply."""
    full = {name: [dict(row) for row in tables.get(name, [])] for name in sql_files("canonical")}
    for row in full["task_rows"]:
        keys = {"task_no": row.setdefault("task_no", "T1"), "entity_id": row["entity_id"]}
        full["results"] += [keys | {"result_code": code} for code in row.pop("results", [])]
    if ALONE not in tables:
        _imply(full["entities"], "entity_id", (row["entity_id"] for row in full["task_rows"]))
        _imply(full["tasks"], "task_no", (row["task_no"] for row in full["task_rows"]))
    if not full["files"]:
        full["files"] = [{"exported_on": data_date}]
    return full


def _imply(rows: list[dict[str, Any]], key: str, named: Iterable[Any]) -> None:
    known = {row[key] for row in rows}
    rows += [{key: value} for value in sorted(set(named) - known)]


def _typed(name: str, rows: Rows, data_date: date) -> pa.Table:
    schema = schemas()[name]
    given = DEFAULTS.get(name, {})
    usual = {"exported_on": data_date, "source_file": "演示数据.csv", "source_row": 1}
    full = [
        {field.name: None for field in schema} | _known(usual, schema) | given | row for row in rows
    ]
    return pa.Table.from_pylist([_dated(row, schema) for row in full], schema)


def _known(row: Mapping[str, Any], schema: pa.Schema) -> dict[str, Any]:
    """Without the usual columns that this table lacks."""
    return {key: value for key, value in row.items() if key in schema.names}


def _dated(row: dict[str, Any], schema: pa.Schema) -> dict[str, Any]:
    """ISO text to dates where the column is one."""
    days = {field.name for field in schema if pa.types.is_date(field.type)}
    return {
        key: date.fromisoformat(value) if key in days and isinstance(value, str) else value
        for key, value in row.items()
    }
