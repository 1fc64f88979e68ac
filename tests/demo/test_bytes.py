"""The same seed gives the same bytes."""

import hashlib
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from inspection.demo import write_demo

TINY = 0.001
# The date that the workbook writer gives every member of the archive.
FIXED = (1980, 1, 31, 0, 0, 0)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny demo of the seed 7."""
    folder = tmp_path_factory.mktemp("seven")
    write_demo(folder, scale=TINY, seed=7)
    return folder


def test_same_seed_writes_the_same_bytes_and_leaves_nothing_else(
    seven: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    write_demo(tmp_path / "again", scale=TINY, seed=7)
    assert digests(seven) == digests(tmp_path / "again")
    assert list(scratch.iterdir()) == []


def test_another_seed_writes_other_entities(seven: Path, tmp_path: Path) -> None:
    write_demo(tmp_path, scale=TINY, seed=8)
    register = "检查对象_福州_演示数据_20220909.csv"
    assert digests(seven)[register] != digests(tmp_path)[register]


def test_workbook_has_no_date_of_writing(seven: Path) -> None:
    books = list(seven.glob("*.xlsx"))
    assert books
    for path in books:
        with zipfile.ZipFile(path) as archive:
            assert {member.date_time for member in archive.infolist()} <= {FIXED}
            assert b"2022-01-01T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("until", "scale"),
    [(date(2021, 12, 31), TINY), (date(2023, 1, 1), TINY), (date(2022, 9, 9), 0)],
)
def test_day_outside_the_year_or_no_scale_is_refused(
    tmp_path: Path, until: date, scale: float
) -> None:
    with pytest.raises(ValueError, match="no demo"):
        write_demo(tmp_path, scale=scale, until=until)


def test_first_days_of_the_year_can_be_exported(tmp_path: Path) -> None:
    write_demo(tmp_path, scale=TINY, until=date(2022, 1, 1))
    assert (tmp_path / "truth.json").exists()
