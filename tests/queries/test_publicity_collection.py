"""Own systems against the platform, reported against counted, old against new platform."""

import pytest

from .test_stages import inspected

XIAMEN = {"unit": "厦门"}
OWN = {"task_no": "T1", "source_system": "自有系统", "unit": "厦门"}


def own(entity_id, **more):
    place = {"unit": "厦门", "county_code": "350203", "entered_on": "2022-05-09"}
    return inspected(entity_id, **(place | more))


def test_collected_share_and_delay_from_entry(make_snapshot, ask_one):
    rows = [own(1, collected_on="2022-05-10"), own(2, collected_on="2022-05-20"), own(3), own(4)]
    make_snapshot(tasks=[OWN], task_rows=rows)
    row = ask_one("collection_by_unit", XIAMEN)
    assert (row["collected_count"], row["own_count"], row["collection_rate"]) == (2, 4, 0.5)
    assert (row["delay_median"], row["delay_p90"]) == (6, 10)
    assert (row["uncollected_count"], row["longest_missing_days"]) == (2, 123)


def test_collected_after_the_as_of_date_is_missing(make_snapshot, ask_one, ask):
    make_snapshot(tasks=[OWN], task_rows=[own(1, collected_on="2022-05-20")])
    row = ask_one("collection_by_unit", XIAMEN, as_of="2022-05-19")
    assert (row["collected_count"], row["delay_median"]) == (0, None)
    assert len(ask("uncollected_rows", as_of="2022-05-19")) == 1
    assert ask("uncollected_rows", as_of="2022-05-20") == []


def test_collected_without_a_date_counts_at_the_data_date_only(make_snapshot, ask_one, ask):
    rows = [
        own(1, is_collected=True),
        own(2, is_collected=True, collected_on="2022-05-19"),
        own(3, is_collected=False),
    ]
    make_snapshot(tasks=[OWN], task_rows=rows)
    row = ask_one("collection_by_unit", XIAMEN)
    assert (row["collected_count"], row["undated_collected_count"], row["uncollected_count"]) == (
        2,
        1,
        1,
    )
    assert (row["delay_median"], row["longest_missing_days"]) == (10, 123)
    assert ask_one("undated_facts", {"stage": "collected"})["row_count"] == 1
    (alert,) = ask("collection_delays", threshold=0)
    assert (alert["collected_count"], alert["median_days_value"]) == (2, 10)
    row = ask_one("collection_by_unit", XIAMEN, as_of="2022-09-08")
    assert (row["collected_count"], row["undated_collected_count"]) == (1, 0)
    assert ask_one("undated_facts", {"stage": "collected"}, as_of="2022-09-08")["row_count"] == 0


def test_rows_of_the_platform_itself_are_not_to_be_collected(make_snapshot, ask):
    make_snapshot(task_rows=[inspected(1)])
    assert ask("collection_by_unit") == []


def test_reconciliation_goes_by_month_of_inspection(make_snapshot, ask):
    rows = [own(1, collected_on="2022-06-10"), own(2, inspected_on="2022-06-01")]
    make_snapshot(tasks=[OWN], task_rows=rows)
    found = [
        (r["month_on"].month, r["own_count"], r["platform_count"])
        for r in ask("collection_by_month")
    ]
    assert found == [(5, 1, 1), (6, 1, 0)]


def test_row_that_is_missing_bears_its_file_and_row(make_snapshot, ask):
    make_snapshot(tasks=[OWN], task_rows=[own(1, source_file="甲.csv", source_row=7)])
    [row] = ask("uncollected_rows")
    assert (row["source_file"], row["source_row"], row["waiting_days"]) == ("甲.csv", 7, 123)


def test_rejected_rows_of_own_files_are_told(make_snapshot, ask):
    refused = {"table_name": "publicity", "reason_code": "key_missing", "reason": "缺少主键"}
    make_snapshot(
        tasks=[OWN],
        task_rows=[own(1, source_file="甲.csv", pub_file="乙.csv")],
        rejects=[refused | {"file": "乙.csv"}, refused | {"file": "丙.csv"}],
    )
    assert [(row["file"], row["row_count"]) for row in ask("own_system_rejects")] == [("乙.csv", 1)]


def figure(metric, count, **more):
    usual = {"unit": "福州", "as_of": "2022-05-31", "metric": metric, "reported_count": count}
    return usual | more


def test_reported_figure_stands_beside_our_count_of_the_same_day(make_snapshot, ask):
    make_snapshot(
        task_rows=[inspected(1), inspected(2), inspected(3, inspected_on="2022-06-01")],
        reported_figures=[figure("已检查户数", 3, source_row=9)],
    )
    [row] = ask("reported_difference")
    assert (row["counted_count"], row["reported_gap_value"], row["difference_rate"]) == (2, 1, 0.5)
    assert row["source_row"] == 9


def test_figure_without_a_counterpart_has_no_difference(make_snapshot, ask):
    make_snapshot(reported_figures=[figure("检查人次", 3)])
    [row] = ask("reported_difference")
    assert (row["counted_count"], row["reported_gap_value"]) == (None, None)


def test_reported_figure_of_a_later_day_is_not_known_yet(make_snapshot, ask):
    make_snapshot(reported_figures=[figure("已检查户数", 3)])
    assert ask("reported_difference", as_of="2022-05-30") == []


def test_county_figure_counts_the_county(make_snapshot, ask):
    make_snapshot(
        task_rows=[inspected(1), inspected(2, county_code="350103")],
        reported_figures=[figure("已检查户数", 1, county="鼓楼区")],
    )
    [row] = ask("reported_difference")
    assert row["reported_gap_value"] == 0


def drawn(number, day, system):
    return {"task_no": number, "drawn_on": day, "source_system": system}


@pytest.mark.parametrize(
    ("tasks", "share"),
    [
        # 福州 switched on 2022-07-01.
        ([drawn("T1", "2022-07-01", "新平台"), drawn("T2", "2022-08-01", "协同监管平台")], 0.5),
        ([drawn("T1", "2022-06-30", "协同监管平台"), drawn("T2", "2022-07-01", "新平台")], 1),
        ([drawn("T1", "2022-08-01", "自有系统"), drawn("T2", "2022-08-01", "新平台")], 1),
        ([drawn("T1", "2022-08-01", "自有系统")], None),
        ([drawn("T1", "2022-06-30", "新平台")], None),
    ],
)
def test_new_platform_share_counts_tasks_since_the_switch_without_own_systems(
    make_snapshot, ask_one, tasks, share
):
    make_snapshot(tasks=tasks)
    row = ask_one("new_platform_share_by_unit", {"unit": "福州"})
    assert row["new_platform_share"] == share


def test_platforms_are_one_series(make_snapshot, ask):
    make_snapshot(
        tasks=[drawn("T1", "2022-05-01", "协同监管平台"), drawn("T2", "2022-05-01", "新平台")],
        task_rows=[inspected(1), inspected(1, task_no="T2")],
    )
    may = next(row for row in ask("platform_rows_by_month") if row["month_on"].month == 5)
    assert (may["old_count"], may["new_platform_count"], may["row_count"]) == (1, 1, 2)
    assert str(may["switched_on"]) == "2022-07-01"


def test_totals_are_those_of_the_parts(make_snapshot, ask_one):
    rows = [own(1, collected_on="2022-05-10"), own(2, results=["R5"], needs_disposal=True)]
    make_snapshot(tasks=[OWN], task_rows=rows)
    row = ask_one("follow_up_totals", {})
    assert (row["collected_count"], row["own_count"], row["closure_rate"]) == (1, 2, 0)
    assert (row["overdue_count"], row["entry_median"]) == (2, 3)
