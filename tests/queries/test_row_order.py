"""What stands first where a card lists the first rows of a long answer."""

import pytest

CELL = {"file": "甲.csv", "sheet": "一", "table_name": "tasks", "column_name": "name"}
OFTEN, SELDOM = {"rule_code": "edge_space"}, {"rule_code": "code_missing"}
REPORT = {"metric": "已检查户数", "as_of": "2022-08-31", "source_file": "报表.xlsx"}
DUE = {"drawn_on": "2022-04-01", "window_from": "2022-04-01", "state": "执行中"}


@pytest.fixture
def crowded(make_snapshot):
    """Three doubts, three tasks and three reported figures, the weighty one always last."""
    return make_snapshot(
        warnings=[
            CELL | {"source_row": row} | kind for row, kind in ((1, OFTEN), (2, OFTEN), (3, SELDOM))
        ],
        tasks=[
            DUE | {"task_no": "T1", "window_to": "2022-06-30"},
            DUE | {"task_no": "T2", "window_to": "2022-12-31"},
            DUE | {"task_no": "T3", "window_to": "2022-08-31"},
        ],
        task_rows=[
            {"task_no": "T1", "entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}
            | {"published_on": "2022-05-09", "entered_on": "2022-05-06", "pub_state": "已公示"},
            {"task_no": "T2", "entity_id": 1},
            {"task_no": "T3", "entity_id": 1},
        ],
        reported_figures=[
            REPORT | {"unit": "福州", "reported_count": 1.0, "source_row": 1},
            REPORT | {"unit": "厦门", "reported_count": 2.0, "source_row": 2},
            REPORT | {"unit": "莆田", "reported_count": 9.0, "source_row": 3},
        ],
    )


def test_rare_doubts_stand_before_frequent_ones(crowded, ask):
    assert [row["source_row"] for row in ask("doubt_list")] == [3, 1, 2]


def test_tasks_past_their_date_stand_first_and_finished_ones_last(crowded, ask):
    assert [row["task_no"] for row in ask("task_list")] == ["T3", "T2", "T1"]


def test_larger_differences_of_reported_figures_stand_first(crowded, ask):
    assert [row["unit"] for row in ask("reported_difference")] == ["莆田", "厦门", "福州"]


def test_documents_still_missing_stand_by_their_due_day(crowded, ask):
    missing = [row["due_on"] for row in ask("duty_list") if not row["is_received"]]
    known = [day for day in missing if day]
    assert len(set(known)) > 1
    assert missing == sorted(known) + [None] * (len(missing) - len(known))
