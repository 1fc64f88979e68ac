"""Every file of the demo is taken in, and its rows are those an independent reader counts."""

import csv
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from built import without_marts
from shared import shared

from ingest.conftest import import_into
from inspection.data import engine
from inspection.demo import write_demo
from inspection.ingest import decisions, queries
from inspection.ingest.assembly import TOLD_BY, assemble
from inspection.ingest.database import open_database
from inspection.ingest.retention import load_identity, load_ledger, load_rows
from inspection.ingest.vocabulary import read_vocabulary

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def import_demo(root):
    """A demo and its truth, imported; the report beside them."""
    write_demo(root / "files", scale=0.01, seed=7)
    (root / "files" / "truth.json").rename(root / "truth.json")
    report = import_into(root / "warehouse", root / "files")
    (root / "report.json").write_text(json.dumps(report), encoding="utf-8")


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "build_marts", without_marts)
        root = shared(tmp_path_factory, "demo_files", import_demo)
    return root / "files", json.loads((root / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def assembled(imported, tmp_path_factory):
    """The demo joined anew from its staged rows."""
    files, report = imported
    snapshot = files.parent / "warehouse" / report["snapshot"]
    with open_database(tmp_path_factory.mktemp("scratch")) as connection:
        load_identity(connection, None)
        load_rows(connection, snapshot, read_vocabulary(None))
        decisions.show(connection, [])
        assemble(connection, load_ledger(snapshot))
        # The demo has no list of penalties.
        first = "order by sheet_no, source_row limit 1"
        for table, columns, rows in (
            ("staged_penalties", "sheet_no, source_row", "staged_register"),
            ("ids_follow_ups", "sheet_no, source_row, entity_id", "ids_register"),
        ):
            connection.execute(f"insert into {table} by name select {columns} from {rows} {first}")
        yield connection


def last_filled(rows) -> int:
    filled = (number for number, row in enumerate(rows, 1) if any(cell for cell in row))
    return max(filled, default=0)


def rows_in(path: Path) -> int:
    """Rows up to the last with text: what is empty after it is formatting."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        return sum(last_filled(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                return last_filled(csv.reader(file))
        except UnicodeDecodeError:
            continue
    raise AssertionError(path)


def test_every_file_is_imported(imported):
    folder, report = imported
    assert {file["path"] for file in report["files"]} == {str(p) for p in folder.iterdir()}
    assert report["skipped"] == report["refused"] == []


def test_every_row_is_accounted_for(imported):
    folder, report = imported
    read: dict[str, int] = {}
    for file in report["files"]:
        parts = file["loaded"] + file["duplicate"] + file["rejected"] + file["non_data"]
        assert file["read"] == parts, file
        read[file["path"]] = read.get(file["path"], 0) + file["read"]
    assert read == {str(path): rows_in(path) for path in folder.iterdir()}


def test_line_that_contradicts_another_of_its_file_is_set_aside_and_told(imported):
    folder, report = imported
    files = json.loads((folder.parent / "truth.json").read_text("utf-8"))["files"]
    snapshot = folder.parent / "warehouse" / report["snapshot"]
    doubts = pq.read_table(snapshot / "warnings.parquet").to_pylist()
    told = Counter(w["file"] for w in doubts if w["rule_code"] == "contradicted")
    assert told == {name: one["contradicted"] for name, one in files.items() if one["contradicted"]}
    assert told.total() > 10
    superseded = {Path(file["path"]).name: file["superseded"] for file in report["files"]}
    assert {name: count for name, count in superseded.items() if count} == told


def test_no_table_has_a_row_without_the_files_that_tell_of_it(assembled):
    for name, kinds in TOLD_BY.items():
        load = queries.staging(f"load/{name}")
        assembled.begin()
        assert assembled.execute(load).fetchone(), name
        for kind in kinds:
            assembled.execute(f"delete from staged_{kind}")
        assert assembled.execute(load).fetchone() is None, name
        assembled.rollback()
