"""Time limits: when each is due, what state a row is in, and who sits on it."""

from datetime import date

import pytest

from .test_stages import inspected, published

YEAR_END = date(2022, 12, 31)

FUZHOU = {"unit": "福州"}
PUBLICATION = {"clock": "publication", "unit": "福州"}
LISTING = {"clock": "abnormal_list", "unit": "福州"}
STATES = (
    "in_time",
    "done_late",
    "early",
    "not_due",
    "due_today",
    "overdue",
    "no_start",
    "undated",
    "waived",
)


def states(row):
    """Names of the states that the row counts in."""
    return [name for name in STATES if row[f"{name}_count"]]


@pytest.mark.parametrize(
    ("finished", "due"),
    [
        ("2022-03-31", "2022-04-28"),
        ("2022-09-09", "2022-10-13"),
        ("2022-09-29", "2022-11-01"),
        ("2022-10-31", "2022-11-28"),
    ],
)
def test_publication_is_due_twenty_working_days_after_the_finish(
    make_snapshot, ask_one, finished, due
):
    make_snapshot(data_date=YEAR_END, task_rows=[inspected(1, inspected_on=finished)])
    row = ask_one("clock_states_by_unit", PUBLICATION, as_of=due)
    assert states(row) == ["due_today"]
    assert str(ask_one("due_rows", {}, as_of=due)["due_on"]) == due


def test_campaign_has_160_working_days(make_snapshot, ask_one):
    make_snapshot(data_date=DEADLINE)
    totals = ask_one("pace_totals", {}, as_of="2022-10-31")
    assert totals["workdays_left_count"] == 0
    assert ask_one("data_badge", {}, as_of="2022-03-10")["workdays_left_count"] == 160


DEADLINE = date(2022, 12, 31)

# Inspected on 2022-05-06, so due on 2022-06-02.
ROWS = {
    "not_due": (inspected(1), "2022-06-01"),
    "due_today": (inspected(1), "2022-06-02"),
    "overdue": (inspected(1), "2022-06-03"),
    "in_time": (published(1, published_on="2022-06-02"), "2022-06-03"),
    "done_late": (published(1, published_on="2022-06-03"), "2022-06-03"),
    "early": (published(1, published_on="2022-05-05"), "2022-05-06"),
    "undated": (published(1, published_on=None), "2022-09-09"),
    "waived": (inspected(1, pub_state="不予公示", not_public_reason="商业秘密"), "2022-09-09"),
    "no_start": (inspected(1, inspected_on=None), "2022-09-09"),
}


@pytest.mark.parametrize("state", ROWS)
def test_every_row_is_in_one_state(make_snapshot, ask_one, state):
    row, as_of = ROWS[state]
    make_snapshot(task_rows=[row])
    assert states(ask_one("clock_states_by_unit", PUBLICATION, as_of=as_of)) == [state]


def test_published_after_the_as_of_date_is_still_open(make_snapshot, ask_one):
    make_snapshot(task_rows=[published(1, published_on="2022-06-10")])
    row = ask_one("clock_states_by_unit", PUBLICATION, as_of="2022-06-09")
    assert states(row) == ["overdue"]


def test_total_is_that_of_all_units(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1), inspected(2, unit="厦门", county_code="350203")])
    row = ask_one("clock_states_by_unit", {"clock": "publication", "is_total": True})
    assert (row["row_count"], row["overdue_count"]) == (2, 2)


@pytest.mark.parametrize(
    ("as_of", "due", "rate"),
    [("2022-06-01", 0, None), ("2022-06-02", 1, 1), ("2022-06-03", 2, 0.5)],
)
def test_on_time_rate_counts_what_fell_due_and_nothing_else(
    make_snapshot, ask_one, as_of, due, rate
):
    # Published long before it falls due: not in the rate yet. Inspected later: not due. Due on
    # the day itself: in the rate once published.
    rows = [published(1), inspected(2), published(3, inspected_on="2022-05-31")]
    make_snapshot(task_rows=rows)
    row = ask_one("publicity_by_unit", FUZHOU, as_of=as_of)
    assert (row["due_count"], row["on_time_rate"]) == (due, rate)


def test_publication_before_the_inspection_is_no_credit(make_snapshot, ask_one, ask):
    rows = [
        published(1, published_on="2022-05-05"),
        published(2, published_on="2022-05-06"),
        inspected(3, inspected_on="2022-09-08"),
        published(4, published_on=None),
        inspected(5, inspected_on="2022-05-07"),
    ]
    make_snapshot(task_rows=rows)
    row = ask_one("publicity_by_unit", FUZHOU, as_of="2022-09-09")
    assert (row["due_count"], row["on_time_count"], row["on_time_rate"]) == (2, 1, 0.5)
    assert (row["early_count"], row["undated_count"], row["not_due_count"]) == (1, 1, 1)
    (totals,) = ask("indicator_totals")
    assert (totals["due_count"], totals["early_count"], totals["undated_count"]) == (2, 1, 1)
    # 7 May is a working Saturday: due on 6 June, open on the day itself.
    row = ask_one("publicity_by_unit", FUZHOU, as_of="2022-06-06")
    assert (row["due_count"], row["due_today_count"], row["overdue_count"]) == (1, 1, 0)


def listed(entity_id, **more):
    usual = {
        "results": ["R4"],
        "needs_disposal": True,
        "disposal_kinds": ["列入经营异常名录"],
        "disposal_state": "未完结",
    }
    return inspected(entity_id, **(usual | more))


@pytest.mark.parametrize(
    ("as_of", "state"), [("2022-05-20", "due_today"), ("2022-05-21", "overdue")]
)
def test_abnormal_list_has_ten_working_days_from_verification(make_snapshot, ask_one, as_of, state):
    make_snapshot(task_rows=[listed(1, verified_on="2022-05-07")])
    assert states(ask_one("clock_states_by_unit", LISTING, as_of=as_of)) == [state]


def test_without_the_day_of_verification_nothing_is_overdue(make_snapshot, ask_one, ask):
    make_snapshot(task_rows=[listed(1)])
    assert states(ask_one("clock_states_by_unit", LISTING)) == ["no_start"]
    assert not [row for row in ask("due_by_office") if row["clock"] == "abnormal_list"]


def test_clock_without_days_is_never_overdue(make_snapshot, ask_one):
    make_snapshot(task_rows=[listed(1)])
    row = ask_one("clock_states_by_unit", {"clock": "closure", "unit": "福州"})
    assert (row["limit_days"], row["unfinished_count"], row["overdue_count"]) == (None, 1, 0)


def test_clock_says_from_when_how_long_and_why(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1)])
    row = ask_one("clock_states_by_unit", PUBLICATION)
    told = [row[name] for name in ("start_event", "limit_days", "day_kind", "clock_status")]
    assert told == ["检查完成", 20, "工作日", "法定"]
    assert "20个工作日" in row["basis"]


def test_this_week_runs_from_the_as_of_date_to_its_sunday(make_snapshot, ask_one):
    # Due on Wednesday 1, Thursday 2 and – after the holiday – Monday 6 June.
    days = ("2022-05-05", "2022-05-06", "2022-05-07")
    rows = [inspected(n, inspected_on=day, check_office="甲局") for n, day in enumerate(days)]
    make_snapshot(task_rows=rows)
    row = ask_one("due_by_office", {"check_office": "甲局"}, as_of="2022-06-01")
    assert (row["due_today_count"], row["due_week_count"], row["overdue_count"]) == (1, 2, 0)
    row = ask_one("due_by_office", {"check_office": "甲局"}, as_of="2022-06-02")
    assert (row["due_today_count"], row["due_week_count"], row["overdue_count"]) == (1, 1, 1)


def test_soon_is_today_and_the_next_ten_working_days(make_snapshot, ask, ask_one):
    # Due on Wednesday 1, on Thursday 16 – the tenth working day after it, since Friday 3 is a
    # holiday – and on Friday 17 June.
    days = ("2022-05-05", "2022-05-18", "2022-05-19")
    rows = [inspected(n, inspected_on=day, check_office="甲局") for n, day in enumerate(days)]
    make_snapshot(task_rows=rows)
    due = [str(row["due_on"]) for row in ask("due_rows", clock="publication", as_of="2022-06-01")]
    assert due == ["2022-06-01", "2022-06-16"]
    row = ask_one("due_by_office", {"check_office": "甲局"}, as_of="2022-06-01")
    assert (row["due_soon_count"], row["due_week_count"]) == (2, 1)
    (total,) = ask("follow_up_totals", as_of="2022-06-01")
    assert (total["due_soon_count"], total["soon_days"]) == (2, 10)


def test_one_office_under_several_spellings_is_one_row(make_snapshot, ask):
    """Named by the spelling most rows have; an office that no table knows stands by itself."""
    former, full, brief = (
        f"福州市鼓楼区{bureau}" for bureau in ("工商行政管理局", "市场监督管理局", "市场监管局")
    )
    offices = (former, full, full, brief, "甲局", None)
    rows = [inspected(n, check_office=office) for n, office in enumerate(offices)]
    make_snapshot(task_rows=rows)
    found = ask("due_by_office", clock="publication", as_of="2022-06-30")
    assert [(row["check_office"], row["overdue_count"]) for row in found] == [
        (full, 4),
        ("未注明", 1),
        ("甲局", 1),
    ]


def test_due_row_names_the_office_and_what_waits_for_review(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1, check_office="甲局", entry_state="待审核")])
    row = ask_one("due_by_office", {"check_office": "甲局"}, as_of="2022-06-30")
    assert (row["overdue_count"], row["to_review_count"]) == (1, 1)
    assert str(row["oldest_due_on"]) == "2022-06-02"


@pytest.mark.parametrize(
    ("as_of", "band"),
    [
        ("2022-06-10", "days_5"),
        ("2022-06-13", "days_10"),
        ("2022-06-20", "days_20"),
        ("2022-07-04", "days_more"),
    ],
)
def test_age_of_overdue_is_in_working_days_past_the_due_date(make_snapshot, ask_one, as_of, band):
    make_snapshot(task_rows=[inspected(1)])
    row = ask_one("overdue_age_by_unit", PUBLICATION, as_of=as_of)
    found = [name for name in ("days_5", "days_10", "days_20", "days_more") if row[f"{name}_count"]]
    assert found == [band]


def test_early_and_undated_rows_are_no_times_to_publish(make_snapshot, ask):
    early = published(1, published_on="2022-05-05")
    make_snapshot(task_rows=[early, published(2, published_on=None), published(3), inspected(4)])
    rows = ask("publication_times", as_of="2022-05-20")
    assert [
        (row["workday_count"], row["event_count"], row["unfinished_count"]) for row in rows
    ] == [(11, 1, 1)]


def test_entry_delay_is_in_calendar_days(make_snapshot, ask_one):
    rows = [inspected(n, entered_on=f"2022-05-{day:02}") for n, day in enumerate((6, 8, 16), 1)]
    make_snapshot(task_rows=[*rows, inspected(4), inspected(5, entered_on="2022-05-05")])
    row = ask_one("entry_delay_by_unit", FUZHOU)
    assert (row["dated_count"], row["delay_median"], row["delay_p90"]) == (3, 2, 8.4)
    assert (row["undated_count"], row["early_count"]) == (1, 1)


def test_entry_delay_of_nothing_is_unknown(make_snapshot, ask_one):
    make_snapshot()
    row = ask_one("entry_delay_by_unit", FUZHOU)
    assert (row["dated_count"], row["delay_median"]) == (0, None)
