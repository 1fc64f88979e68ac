"""Corrections and moves: what a later file, another line or an 指派去向 does to a task row."""

from datetime import date

import duckdb
import pytest

from inspection.data.snapshots import Snapshot

FRIDAY = date(2022, 9, 9)
PARTS = ("loaded", "duplicate", "rejected", "non_data")


def read(snapshot: Snapshot, table: str) -> list[dict]:
    """Rows of a table of a snapshot."""
    relation = duckdb.connect().read_parquet(str(snapshot.folder / f"{table}.parquet"))
    return relation.to_arrow_table().to_pylist()


def account(snapshot: Snapshot, table: str) -> dict:
    """The account of the one file of a table."""
    [file] = [file for file in snapshot.manifest["files"] if file["table"] == table]
    assert file["read"] == sum(file[part] for part in PARTS)
    return file


@pytest.fixture
def fuzhou(ask):
    """The line of 福州 on a day."""

    def line(as_of: date = FRIDAY) -> dict:
        [row] = ask("standing_by_unit", as_of, units=["福州"])
        return row

    return line


# s12, 检查结果: line 2 of 10 June clean, line 3 of 15 June R4, line 4 equal to line 2.
def test_rows_of_one_file_that_contradict_each_other_name_both_lines(import_case, fuzhou, ask):
    snapshot = import_case("s12/a")
    assert (fuzhou()["drawn_count"], fuzhou()["checked_count"]) == (1, 1)
    [row] = read(snapshot, "task_rows")
    assert (row["inspected_on"], row["source_row"]) == (date(2022, 6, 15), 3)
    assert [r["result_code"] for r in read(snapshot, "results")] == ["R4"]
    file = account(snapshot, "inspection_results")
    assert (file["loaded"], file["superseded"], file["duplicate"]) == (2, 1, 1)
    told = {
        (r["table_name"], r["column_name"]): (r["raw_value"], r["clean_value"])
        for r in ask("contradicted_rows")
    }
    assert told == {
        ("inspection_results", "item_result"): ("第2行：未发现问题", "第3行：4"),
        ("inspection_results", "object_result"): ("第2行：未发现问题", "第3行：4"),
        ("inspection_results", "inspected_on"): ("第2行：2022-06-10", "第3行：2022-06-15"),
        ("inspection_results", "entered_on"): ("第2行：2022-06-10", "第3行：2022-06-15"),
        ("publicity", "pub"): ("第3行：未公示", "第2行：已公示"),
        ("publicity", "published_on"): ("第3行：空", "第2行：2022-06-20"),
        ("register", "established_on"): ("第2行：2015-01-01", "第3行：2022-02-01"),
        ("tasks", "drawn_on"): ("第2行：2022-05-10", "第3行：2022-05-12"),
    }


# 08: four firms R5 on 1 August, without an item; all four 未发现问题 on 9 September.
def test_correction_without_an_item_replaces_the_result(import_case):
    snapshot = import_case(
        "08_result_corrected_without_item/first", "08_result_corrected_without_item/second"
    )
    assert [r["result_code"] for r in read(snapshot, "results")] == ["R1"] * 4


# s09: firm 3 has R4 under A01 and A02 on 2 September; on 9 September R1 under A01 alone.
def test_later_export_of_a_task_row_replaces_all_its_items(import_case):
    snapshot = import_case("s09/a", "s09/b")
    results = [(r["entity_id"], r["result_code"]) for r in read(snapshot, "results")]
    assert sorted(results) == [(1, "R1"), (2, "R1"), (3, "R1")]
    items = sorted((r["entity_id"], r["item_code"]) for r in read(snapshot, "result_items"))
    assert items == [(1, "A01"), (2, "A01"), (3, "A01")]


# s02c: three firms inspected on 10 June; each 指派去向 names the station that did it.
def test_handed_to_a_station_is_no_move(import_case, fuzhou):
    snapshot = import_case("s02c/a")
    assert (fuzhou()["drawn_count"], fuzhou()["checked_count"]) == (3, 3)
    assert {r["assigned_to"] for r in read(snapshot, "task_rows")} == {"鼓楼区市场监管局温泉所"}
    assert read(snapshot, "warnings") == []
