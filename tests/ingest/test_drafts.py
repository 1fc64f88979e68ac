"""A dry run builds a snapshot that can be asked and that nobody is served until it is published."""

import shutil
import stat
from datetime import date

import pytest
from shared import shared

from ingest.conftest import import_into
from ingest.files import FIRM_A, FIRM_B, REGISTER, RESULTS, write_csv
from inspection.console.cli import main
from inspection.data import snapshots, warehouse
from inspection.data.access import LOCAL
from inspection.errors import BadInput
from inspection.ingest import drafts, headline
from inspection.ingest.publish import import_files
from inspection.settings import settings

FIRST = (FIRM_A, "示例甲", "企业", "鼓楼区")
SECOND = (FIRM_B, "示例乙", "企业", "思明区")
DONE = ("T1", FIRM_A, "示例甲", "鼓楼区市场监督管理局", "A08", "正常", "2022-06-15")


pytestmark = pytest.mark.usefixtures("late_marts")


@pytest.fixture
def register(tmp_path, warehouse_folder):
    return write_csv(tmp_path / "检查对象_20220902.csv", [REGISTER, FIRST])


@pytest.fixture
def served(tmp_path_factory, warehouse_folder):
    """The register in service; its id. Imported once for all tests."""

    def make(folder):
        path = write_csv(folder / "检查对象_20220902.csv", [REGISTER, FIRST])
        import_into(folder / "warehouse", path)

    made = shared(tmp_path_factory, "drafts_served", make)
    shutil.copytree(made / "warehouse", warehouse_folder)
    return snapshots.current().id


@pytest.fixture
def results(tmp_path):
    return write_csv(tmp_path / "检查结果_20220909.csv", [RESULTS, DONE])


def checked_count(snapshot):
    rows = warehouse.answer("pace_totals", scope=LOCAL, snapshot=snapshot).to_pylist()
    return rows[0]["checked_count"]


def test_draft_is_asked_like_a_snapshot_and_nobody_is_served_it(served, results):
    report = import_files([results], dry_run=True)
    assert report["snapshot"] == served == snapshots.current().id
    assert [snapshot.id for snapshot in snapshots.snapshots()] == [served]
    draft = drafts.find(report["draft"])
    assert draft.report == report
    # One enterprise was inspected, which nobody knew before.
    assert checked_count(draft.snapshot) == 1
    assert checked_count(snapshots.current()) == 0
    folder = settings().data / drafts.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_published_draft_is_the_snapshot_that_was_tried(served, results):
    report = import_files([results], dry_run=True)
    other = import_files([results], dry_run=True)["draft"]
    published = drafts.publish(report["draft"])
    assert published == snapshots.current()
    assert published.id == report["draft"]
    assert checked_count(published) == 1
    assert len(published.manifest["files"]) == 2
    # What was tried on the same ground is outdated now.
    with pytest.raises(BadInput, match="重新试算"):
        drafts.publish(other)
    assert not (settings().data / drafts.FOLDER).exists()


def test_draft_of_an_older_snapshot_is_not_published(served, results, tmp_path):
    draft = import_files([results], dry_run=True)["draft"]
    later = import_files([write_csv(tmp_path / "补_20220903.csv", [REGISTER, SECOND])])["snapshot"]
    with pytest.raises(BadInput, match="已经更换"):
        drafts.publish(draft)
    assert snapshots.current().id == later


def test_dry_run_of_the_first_files_knows_nothing_before(register):
    report = import_files([register], dry_run=True)
    assert report["snapshot"] is None
    changes = headline.changes(None, drafts.find(report["draft"]).snapshot, LOCAL)
    assert len(changes) == 10
    assert changes[0] == {
        "question": "pace_totals",
        "headline": "checked_count",
        "before": None,
        "after": 0,
    }
    assert drafts.publish(report["draft"]) == snapshots.current()


def test_headline_tells_now_and_then_for_the_province_and_its_units(served, results):
    draft = drafts.find(import_files([results], dry_run=True)["draft"]).snapshot
    rows = headline.changes(snapshots.current(), draft, LOCAL)
    moved = {row["headline"]: (row["before"], row["after"]) for row in rows}
    assert (moved["checked_count"], moved["drawn_count"]) == ((0, 1), (0, 1))
    units = headline.unit_changes(snapshots.current(), draft, LOCAL)
    assert [
        (row["before"], row["after"])
        for row in units
        if (row["unit"], row["headline"]) == ("福州", "checked_count")
    ] == [(0, 1)]
    assert not [row for row in units if row["unit"] == "厦门"]
    said = headline.in_words(rows, "zh")[0]
    assert (said["before"], said["after"], said["is_changed"]) == ("0", "1", True)


def test_discarded_draft_leaves_nothing(served, results):
    drafts.discard(import_files([results], dry_run=True)["draft"])
    assert list((settings().data / drafts.FOLDER).iterdir()) == []


def test_old_drafts_go_with_the_next_dry_run(served, results, monkeypatch):
    old = import_files([results], dry_run=True)["draft"]
    monkeypatch.setattr(drafts.time, "time", lambda: 4e9)
    new = import_files([results], dry_run=True)["draft"]
    assert drafts.find(new).snapshot.id == new
    with pytest.raises(BadInput, match="已不在"):
        drafts.find(old)


def test_dry_run_on_the_command_line_publishes_nothing_and_leaves_nothing(served, results, capsys):
    assert main(["import", str(results), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "没有发布" in said
    assert snapshots.current().id == served
    assert list((settings().data / drafts.FOLDER).iterdir()) == []
    # The same files can still be imported.
    assert main(["import", str(results)]) == 0
    assert snapshots.current().id != served


def test_day_given_last_is_that_of_files_alone_that_bear_none(tmp_path, take):
    paths = [
        write_csv(tmp_path / "检查对象_20220902.csv", [REGISTER, FIRST]),
        write_csv(tmp_path / "检查对象.csv", [REGISTER, SECOND]),
    ]
    report = take(*paths, as_of=date(2022, 9, 9), as_of_last=True)
    assert [file["exported_on"] for file in report["files"]] == ["2022-09-02", "2022-09-09"]
    with pytest.raises(BadInput, match="导出日期"):
        take(write_csv(tmp_path / "检查.csv", [RESULTS, DONE]), as_of_last=True)
