"""Two snapshots side by side: rows by table, and every headline figure by what moved it."""

import shutil
from datetime import date

import pytest
from shared import shared

from ingest.conftest import import_into
from ingest.files import FIRM_A, FIRM_B, FIRM_C, REGISTER, RESULTS, write_csv
from inspection.data import snapshots
from inspection.data.access import LOCAL
from inspection.ingest.difference import figures, rows
from inspection.ingest.difference.steps import FOLDER
from inspection.settings import settings

OFFICE = "鼓楼区市场监督管理局"
FIRMS = [
    (FIRM_A, "示例甲", "企业", "鼓楼区"),
    (FIRM_B, "示例乙", "企业", "鼓楼区"),
    (FIRM_C, "示例丙", "企业", "鼓楼区"),
]


def result(code, name, said, day):
    return ("T1", code, name, OFFICE, "A08", said, day)


TOLD = {
    "20220902": [result(FIRM_A, "示例甲", "正常", "2022-06-15"), result(FIRM_B, "示例乙", "", "")],
    "20220909": [
        result(FIRM_A, "示例甲", "通过登记的住所无法联系", "2022-06-15"),
        result(FIRM_B, "示例乙", "正常", "2022-09-01"),
        result(FIRM_C, "示例丙", "正常", "2022-09-05"),
    ],
}


def import_weeks(folder):
    """A week and the next: one result corrected, one told late, one new."""
    for day, told in TOLD.items():
        import_into(
            folder / "warehouse",
            write_csv(folder / f"检查对象_{day}.csv", [REGISTER, *FIRMS]),
            write_csv(folder / f"检查结果_{day}.csv", [RESULTS, *told]),
        )


@pytest.fixture
def weeks(tmp_path_factory, warehouse_folder):
    made = shared(tmp_path_factory, "difference_weeks", import_weeks)
    shutil.copytree(made / "warehouse", warehouse_folder)
    later, earlier = snapshots.snapshots()
    return earlier, later


def test_rows_are_told_apart_by_the_grain_of_their_table(weeks):
    counts = {
        row["canonical_table"]: tuple(row.values())[1:]
        for row in rows.row_changes(*weeks).to_pylist()
    }
    # Firm C is drawn and inspected, A and B say otherwise.
    assert counts["task_rows"] == (1, 2, 0)
    assert counts["tasks"] == (0, 0, 0)
    # A register exported again says the same.
    assert counts["entities"] == (0, 0, 0)
    # Its file is the same one; of the two of results the first has given way.
    assert counts["files"] == (1, 1, 0)
    back = {
        row["canonical_table"]: tuple(row.values())[1:]
        for row in rows.row_changes(*weeks[::-1]).to_pylist()
    }
    assert back["task_rows"] == (0, 2, 1)


def test_figures_split_into_what_is_new_late_corrected_and_ruled(weeks):
    earlier, later = weeks
    told = {row["headline"]: row for row in figures.figure_changes(earlier, later, LOCAL)}
    causes = {name: tuple(row[one] for one in figures.CAUSES) for name, row in told.items()}
    checked = told["checked_count"]
    assert (checked["before"], checked["after"]) == (1, 3)
    # C since the second of September, B before it and told after it.
    assert causes["checked_count"] == (1, 1, 0, 0)
    assert causes["target_count"] == (0, 0, 0, 0)
    # One clean inspection became one problem in one, two, three.
    assert causes["finding_rate"] == pytest.approx((1 / 3 - 1 / 2, 1 / 2 - 1, 1, 0))
    for row in told.values():
        known = [row[one] for one in figures.CAUSES if row[one] is not None]
        if len(known) == 4:
            assert sum(known) == pytest.approx(row["after"] - row["before"])
    assert list((settings().data / FOLDER).iterdir()) == []
    said = {row["headline"]: row for row in figures.in_words(list(told.values()), "zh")}
    assert said["checked_count"]["by_added"] == "+1"
    assert said["checked_count"]["by_corrected"] == "0"
    assert said["finding_rate"]["by_corrected"] == "+100.0"


def test_same_snapshot_differs_in_nothing(weeks):
    later = weeks[1]
    assert not [
        row for row in rows.row_changes(later, later).to_pylist() if any(list(row.values())[1:])
    ]
    for row in figures.figure_changes(later, later, LOCAL):
        assert {row[one] for one in figures.CAUSES} <= {0, None}
    assert later.data_date == date(2022, 9, 9)
