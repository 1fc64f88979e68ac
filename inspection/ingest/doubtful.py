"""Loaded rows with a doubt, in the layout of their file, as far as a snapshot knows them.

Of a loaded row its values are kept, not its cells: a value stands under the header of
its column as it was read, a doubtful one as the file has it. Persons are ***, columns
that nobody reads stay empty. Rows that a later one replaced are not doubtful any more.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data.columns import BETWEEN
from inspection.ingest.shape import MASK, NAMES_OF_PERSONS

Row = dict[str, Any]
# Staged columns of another name than the column of the export, where they are not `<name>_text`.
STAGED = {
    "local_adm": ("station",),
    "id_raw": ("uscc", "reg_no"),
    "entity_kind": ("kind_text",),
    "ent_type": ("type_text",),
    "reg_status": ("status_text",),
    "free_trade_area": ("free_trade_text",),
    "risk_class": ("class_text",),
    "class_at_draw": ("class_text",),
    "methods": ("method_texts",),
    "entry_state": ("entry_text",),
    "pub_state": ("pub_text",),
    "needs_disposal": ("needs_text",),
    "disposal_kinds": ("disposal_text",),
    "is_case_filed": ("case_text",),
    "source_system": ("source_text",),
    "used_risk_class": ("class_used_text",),
    "object_kinds": ("object_kind_texts",),
    "object_scope": ("object_kind_texts",),
    "is_professional": ("professional_text",),
    "inspectors": ("inspector_names",),
}
# What these rules say of a cell is not the cell itself.
TOLD_OTHERWISE = ("place_unknown", "place_elsewhere", "contradicted")


def doubtful_rows(snapshot: Path, file: str) -> list[Row]:
    """The rows of a file with their cells and `doubts`, in the order of the file."""
    sheets = _rows(snapshot / "staged" / "sheets.parquet", ("path", "=", file))
    layouts = {
        row["sheet"]: row for row in _rows(snapshot / "layouts.parquet", ("file", "=", file))
    }
    doubts = _rows(snapshot / "warnings.parquet", ("file", "=", file))
    found = []
    for sheet in sheets:
        own = [row for row in doubts if row["sheet"] == sheet["sheet"]]
        if own and sheet["sheet"] in layouts:
            staged = _staged(snapshot, sheet, {row["source_row"] for row in own})
            found += [_given(layouts[sheet["sheet"]], row, own) for row in staged]
    return found


def _staged(snapshot: Path, sheet: Row, numbers: Iterable[int]) -> list[Row]:
    """The values of these rows of a sheet that still hold."""
    path = snapshot / "staged" / f"{sheet['table_name']}.parquet"
    wanted = [("sheet_no", "=", sheet["sheet_no"]), ("source_row", "in", sorted(numbers))]
    spent = _rows(snapshot / "staged" / "spent.parquet", wanted[0])
    gone = {row["source_row"] for row in spent}
    held = [row for row in _rows(path, *wanted) if row["source_row"] not in gone]
    return sorted(held, key=lambda row: row["source_row"])


def _given(layout: Row, staged: Row, doubts: list[Row]) -> Row:
    own = [doubt for doubt in doubts if doubt["source_row"] == staged["source_row"]]
    raw = {
        doubt["column_name"]: doubt["raw_value"]
        for doubt in own
        if doubt["rule_code"] not in TOLD_OTHERWISE
    }
    persons = NAMES_OF_PERSONS.get(layout["table_name"], ())
    cells = [_cell(name, staged, raw, persons) for name in layout["column_names"]]
    place = {name: layout[name] for name in ("file", "sheet")}
    return {**place, "source_row": staged["source_row"], "cells": cells, "doubts": own}


def _cell(name: str, staged: Row, raw: Row, persons: tuple[str, ...]) -> str | None:
    said = next(
        (
            staged[one]
            for one in (name, f"{name}_text", *STAGED.get(name, ()))
            if staged.get(one) is not None
        ),
        None,
    )
    if name in persons:
        return MASK if said else None
    if raw.get(name) is not None:
        return str(raw[name])
    return BETWEEN.join(map(str, said)) if isinstance(said, list) else _text(said)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _rows(path: Path, *filters: tuple[str, str, object]) -> list[Row]:
    table: pa.Table = pq.read_table(path, filters=list(filters))
    return table.to_pylist()
