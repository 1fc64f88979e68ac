"""Every file of the demo is taken in, and its rows are those an independent reader counts."""

import csv
import json
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from inspection.demo import write_demo
from inspection.ingest.publish import import_files
from inspection.settings import settings

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    root = tmp_path_factory.mktemp("demo")
    write_demo(root / "files", scale=0.01, seed=7)
    (root / "files" / "truth.json").rename(root / "truth.json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(root / "warehouse"))
        settings.cache_clear()
        report = import_files([root / "files"])
    settings.cache_clear()
    return root / "files", report


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
