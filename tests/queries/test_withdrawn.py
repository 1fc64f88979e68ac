"""源已撤回: counted per task and source, listed with who took a row out and when."""

from datetime import datetime

DECIDED = {"decided_by": "李四", "decided_at": datetime(2022, 9, 10, 8, 30, 59)}


def gone(entity: int, **own) -> dict:
    usual = {"task_no": "T1", "entity_id": entity, "unit": "福州", "source_system": "新平台"}
    return {**usual, "held_on": "2022-09-02", "gone_on": "2022-09-09", **own}


def make(make_snapshot):
    rows = [gone(1), gone(2, **DECIDED), gone(3, unit="厦门"), gone(4, unit="某地")]
    make_snapshot(task_rows=[{"entity_id": 9}], withdrawals=[*rows, gone(5, task_no="T9")])


def test_rows_are_counted_per_task_and_source(make_snapshot, ask):
    make(make_snapshot)
    [row] = ask("withdrawn_by_task")
    assert (row["task_no"], row["source_system"]) == ("T1", "新平台")
    assert (row["withdrawn_count"], row["still_counted_count"], row["taken_out_count"]) == (4, 3, 1)
    [xiamen] = ask("withdrawn_by_task", units=["厦门"])
    assert xiamen["withdrawn_count"] == 1


def test_list_tells_who_and_when_to_the_minute(make_snapshot, ask):
    make(make_snapshot)
    rows = {(row["unit"], row["decided_by"], row["decided_at"]) for row in ask("withdrawn_list")}
    assert rows == {
        ("福州", None, None),
        ("福州", "李四", "2022-09-10 08:30"),
        ("厦门", None, None),
        ("未映射", None, None),
    }
    assert len(ask("withdrawn_list", units=["福州"])) == 2


def test_rows_of_another_years_task_are_not_listed(make_snapshot, ask):
    make(make_snapshot)
    assert {row["task_no"] for row in ask("withdrawn_list")} == {"T1"}
