"""A second week's export over the first gives the figures of the second alone."""

from datetime import date

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.snapshots import current
from inspection.demo import write_demo
from inspection.ingest.publish import import_files

QUESTIONS = ("completion_by_unit", "stage_funnel_by_unit", "kind_panel")


def figures():
    return {name: warehouse.answer(name, scope=LOCAL).to_pylist() for name in QUESTIONS}


@pytest.fixture
def weeks(tmp_path):
    for day in (2, 9):
        write_demo(tmp_path / str(day), scale=0.005, seed=7, until=date(2022, 9, day))
    return tmp_path / "2", tmp_path / "9"


def test_second_week_supersedes_the_first(warehouse_folder, late_marts, weeks):
    first, second = weeks
    import_files([second])
    alone = figures()
    import_files([first])
    assert figures() == alone, "an older export imported later changed a figure"
    files = current().manifest["files"]
    assert {file["exported_on"] for file in files} == {"2022-09-02", "2022-09-09"}
    older = [f for f in files if f["exported_on"] == "2022-09-02" and f["table"] == "register"]
    assert all(f["superseded"] > 0.9 * f["loaded"] for f in older)
    # Of results one line a file may contradict another.
    newer = [f for f in files if f["exported_on"] == "2022-09-09"]
    assert all(f["superseded"] <= (f["table"] == "inspection_results") for f in newer)
