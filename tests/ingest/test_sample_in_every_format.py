"""The sample as .xls, as .ods, and as GBK texts in a zip archive gives the rows of the sample.

Marts and answers are made of the canonical tables alone; where every row of every one of
them is the same but for the names, sheets and hashes of files, so is every answer. The
files of `tests/files/` were written once from those of `data/sample/`, cell by cell with
their types.
"""

import zipfile
from pathlib import Path, PurePath

import pyarrow.parquet as pq
import pytest
from built import without_marts

from inspection.data import engine
from inspection.data.snapshots import current
from inspection.ingest import queries
from inspection.ingest.publish import import_files
from inspection.settings import ROOT, settings

EXPORTS = "*_20220909.*"
SAMPLE = ROOT / "data" / "sample"
MADE = Path(__file__).parents[1] / "files"
# What tells of the file and not of its rows; of a file's name what stands before its suffix.
OF_FILES = {"sheet", "pub_sheet", "sha256", "encoding"}
NAMES = {"path", "file", "source_file", "pub_file"}


def rows_of(folder, paths):
    """Every canonical table of the snapshot made of `paths`, without what tells of files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(folder))
        patch.setattr(engine, "build_marts", without_marts)
        settings.cache_clear()
        report = import_files(sorted(paths))
        snapshot = current().folder
    settings.cache_clear()
    assert report["refused"] == []
    assert report["unread"] == []
    return {name: table_of(snapshot / f"{name}.parquet") for name in queries.canonical()}


def table_of(path):
    rows = pq.read_table(path).to_pylist()
    return sorted(repr(told(row)) for row in rows)


def told(row):
    """A row without what tells of its file."""
    return {
        name: PurePath(cell).stem if name in NAMES and cell else cell
        for name, cell in row.items()
        if name not in OF_FILES
    }


def zipped(folder):
    """One archive with a folder in it, its names in GBK without a mark, its texts in GBK."""
    path = folder / "导出.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(SAMPLE.glob(EXPORTS)):
            info = InGbk(f"导出/{file.name}")
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, in_gbk(file) if file.suffix == ".csv" else file.read_bytes())
    return [path]


def in_gbk(file):
    """Two of the texts are that already."""
    try:
        return file.read_bytes().decode("utf-8-sig").encode("gbk")
    except UnicodeDecodeError:
        return file.read_bytes()


class InGbk(zipfile.ZipInfo):
    """A member whose name is written as other systems of this country write it."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits


FORMS = {
    "xls": lambda folder: (MADE / "sample_xls").iterdir(),
    "ods": lambda folder: (MADE / "sample_ods").iterdir(),
    "gbk and zip": zipped,
}


def test_the_sample_gives_the_same_rows_in_every_format(tmp_path):
    sample = rows_of(tmp_path / "sample", SAMPLE.glob(EXPORTS))
    assert sample["task_rows"]
    for form, files in FORMS.items():
        folder = tmp_path / form
        folder.mkdir()
        made = rows_of(folder / "out", files(folder))
        for name, rows in sample.items():
            assert made[name] == rows, (form, name)
