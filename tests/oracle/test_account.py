"""What the import says it read is what another reader counts in the files."""

from pathlib import Path

from .conftest import Case
from .tables import Read

PARTS = ("loaded", "duplicate", "rejected", "non_data")
Place = tuple[str, str]


def counted(case: Case) -> dict[Place, Read]:
    """The independent account by file and sheet, files skipped as known left out."""
    skipped = {Path(path).resolve() for path in case.imported["skipped"]}
    return {
        (str(read.sheet.path.resolve()), read.sheet.name): read
        for read in case.folder.account
        if read.sheet.path.resolve() not in skipped
    }


def place(entry: dict) -> Place:
    """File and sheet of an entry of the import."""
    return str(Path(entry["path"]).resolve()), entry["sheet"] or ""


def test_every_row_read_has_one_fate(case: Case) -> None:
    for entry in case.imported["files"]:
        assert entry["read"] == sum(entry[part] for part in PARTS), entry["path"]


def test_rows_read_are_the_rows_of_the_files(case: Case) -> None:
    read = {place(entry): entry["read"] for entry in case.imported["files"]}
    assert read == {key: one.read for key, one in counted(case).items()}
    assert sum(read.values()) > 40_000


def test_rows_that_hold_no_data_are_told_apart_alike(case: Case) -> None:
    data = {place(entry): entry["read"] - entry["non_data"] for entry in case.imported["files"]}
    assert data == {key: one.data for key, one in counted(case).items()}


def test_only_files_with_the_bytes_of_another_are_skipped(case: Case) -> None:
    skipped = {Path(path).resolve() for path in case.imported["skipped"]}
    paths = {read.sheet.path.resolve() for read in case.folder.account}
    known = {path.read_bytes() for path in paths - skipped}
    assert all(path.read_bytes() in known for path in skipped)


def test_data_date_is_the_latest_export_date(case: Case) -> None:
    assert case.imported["data_date"] == case.folder.data_date.isoformat()
