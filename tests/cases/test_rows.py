"""Corrections and moves: what a later file, another line or an 指派去向 does to a task row."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from inspection.console.cli import main
from inspection.data.snapshots import Snapshot, current
from inspection.errors import BadInput
from inspection.ingest.publish import import_files, withdraw

WORLDS = Path(__file__).with_name("worlds")
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


HEADER = "抽查任务编号,统一社会信用代码/注册号,检查事项编码,检查结果,检查日期,县（市、区）"
FIRMS = ("91350100MA00000155", "91350100MA00000230", "91350100MA0000031T")


@pytest.fixture
def export(tmp_path, import_case):
    """`export("20220916", 1, 3)`: T1 of s09 exported again with these firms."""

    def write(day: str, *firms: int, name: str = "检查结果") -> None:
        lines = [f"T1,{FIRMS[firm - 1]},A01,未发现问题,2022-06-10,鼓楼区" for firm in firms]
        path = tmp_path / f"{name}_{day}.csv"
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        import_files([path])

    return write


# s09: firm 2 is in the export of 2 September and no longer in that of 9 September.
def test_withdrawn_row_counts_until_one_decision_takes_it_out(import_case, fuzhou, ask):
    import_case("s09/a", "s09/b")
    assert fuzhou()["checked_count"] == 3
    [task] = ask("withdrawn_by_task")
    assert (task["task_no"], task["source_system"]) == ("T1", "协同监管平台")
    assert (task["withdrawn_count"], task["still_counted_count"]) == (1, 1)
    [row] = ask("withdrawn_list")
    assert (row["entity_code"], row["source_row"]) == ("91350100MA00000230", 3)
    assert (row["held_on"], row["gone_on"]) == (date(2022, 9, 2), date(2022, 9, 9))
    assert (row["decided_by"], row["decided_at"]) == (None, None)

    made = withdraw("T1", "李四")
    assert (made["count"], made["by"]) == (1, "李四")
    assert (fuzhou()["drawn_count"], fuzhou()["checked_count"]) == (2, 2)
    [row] = ask("withdrawn_list")
    assert (row["decided_by"], row["decided_at"]) == ("李四", made["at"][:16])
    assert ask("withdrawn_by_task")[0]["taken_out_count"] == 1
    with pytest.raises(BadInput, match="没有源已撤回、尚未移出"):
        withdraw("T1", "李四")


def test_command_takes_out_and_says_so(import_case, fuzhou, capsys):
    import_case("s09/a", "s09/b")
    capsys.readouterr()
    assert main(["withdraw", "T1", "--by", "李四", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["task_no"], made["count"], made["by"]) == ("T1", 1, "李四")
    assert fuzhou()["checked_count"] == 2
    assert main(["withdraw", "T9"]) == 2
    assert "任务 T9 没有源已撤回" in capsys.readouterr().err


def test_decision_is_carried_by_every_later_import(import_case, fuzhou, export):
    import_case("s09/a", "s09/b")
    withdraw("T1", "李四")
    import_files([])
    assert fuzhou()["checked_count"] == 2
    export("20220916", 1, 3)
    assert fuzhou(date(2022, 9, 16))["checked_count"] == 2


def test_row_that_is_exported_again_counts_again(import_case, fuzhou, ask, export):
    import_case("s09/a", "s09/b")
    withdraw("T1", "李四")
    export("20220916", 1, 2, 3)
    assert fuzhou(date(2022, 9, 16))["checked_count"] == 3
    assert ask("withdrawn_list") == []


def test_row_withdrawn_after_the_decision_needs_another(import_case, fuzhou, ask, export):
    import_case("s09/a", "s09/b")
    withdraw("T1", "李四")
    export("20220916", 1)
    assert fuzhou(date(2022, 9, 16))["checked_count"] == 2
    told = {row["entity_code"]: row["decided_by"] for row in ask("withdrawn_list")}
    assert told == {FIRMS[1]: "李四", FIRMS[2]: None}
    assert withdraw("T1", "王五")["count"] == 1
    assert fuzhou(date(2022, 9, 16))["checked_count"] == 1
    told = {row["entity_code"]: row["decided_by"] for row in ask("withdrawn_list")}
    assert told == {FIRMS[1]: "李四", FIRMS[2]: "王五"}


def test_another_file_of_the_same_day_withdraws_nothing(import_case, ask, export):
    import_case("s09/a")
    export("20220902", 1, name="检查结果续")
    assert ask("withdrawn_list") == []


# 08 with three of its four rows on 9 September: the fourth is withdrawn, its publicity
# of 1 August notwithstanding; the six firms known by publicity alone are not.
def test_row_with_publicity_is_missed_in_results(import_case, ask, tmp_path):
    import_case("08_result_corrected_without_item/first")
    second = WORLDS / "08_result_corrected_without_item/second/检查结果_20220909.csv"
    lines = second.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = tmp_path / second.name
    cut.write_text("".join(lines[:-1]), encoding="utf-8")
    import_files([cut])
    assert [row["entity_code"] for row in ask("withdrawn_list")] == ["91350102MA000004XF"]
    withdraw("350100202205100012", "李四")
    snapshot = current()
    assert snapshot is not None
    assert len(read(snapshot, "task_rows")) == 9
    assert [r["result_code"] for r in read(snapshot, "results")] == ["R1"] * 3


# Firms 5 to 10 are known by the publicity of 1 August alone; that of 9 September holds firm 1.
def test_row_without_results_is_missed_in_publicity(import_case, ask, tmp_path):
    import_case("08_result_corrected_without_item/first")
    path = tmp_path / "公示_20220909.csv"
    head = "抽查任务编号,统一社会信用代码/注册号,公示状态,公示日期,来源系统"
    line = "350100202205100012,91350102MA00000152,已公示,2022-06-10,新平台"
    path.write_text(f"{head}\n{line}\n", encoding="utf-8")
    import_files([path])
    [task] = ask("withdrawn_by_task")
    assert (task["source_system"], task["withdrawn_count"]) == ("新平台", 6)


# s07d: the register and T1 hold 350102200000019, T2 the new code; same name and county.
def test_firm_under_old_number_and_new_code_is_one(import_case, fuzhou):
    snapshot = import_case("s07d/a")
    assert (fuzhou()["drawn_count"], fuzhou()["checked_count"]) == (1, 1)
    [entity] = read(snapshot, "entities")
    assert (entity["uscc"], entity["reg_no"]) == ("91350100MA00000155", "350102200000019")
    assert entity["in_register"]
    traces = [row for row in read(snapshot, "warnings") if row["rule_code"] == "same_name"]
    assert [(row["table_name"], row["source_row"]) for row in traces] == [
        ("register", 2),
        ("inspection_results", 2),
    ]
