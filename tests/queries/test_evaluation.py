"""M25: indicators side by side, what is missing, ratios task by task, what came after an order."""

from datetime import date

import pytest

from .test_integration_effect import drawn, task

YEAR_END = date(2022, 12, 31)
FUZHOU = {"unit": "福州", "county_code": "350102"}
LONGYAN = {"unit": "龙岩", "county_code": "350802"}
# Inspected on this day, due on 2022-06-02.
DAY, DUE = "2022-05-06", "2022-06-02"
TOTAL = {"unit": "合计"}
ORDER = {
    **FUZHOU,
    "inspected_on": "2022-05-06",
    "results": ["R5"],
    "needs_disposal": True,
    "disposal_kinds": ["责令改正"],
    "disposal_state": "未完结",
}
CLOSED = {"pub_state": "已公示", "published_on": "2022-05-10", "disposal_state": "已完结"}


def seen(entity, results="R1", **more):
    return {
        "entity_id": entity,
        **FUZHOU,
        "inspected_on": DAY,
        "entered_on": DAY,
        "results": [results],
        **more,
    }


@pytest.fixture
def world(make_snapshot):
    """Five rows in 福州, of which three fell due; one in 龙岩; a case, a report, a class."""
    public = {"pub_state": "已公示", "published_on": DUE}
    withheld = {"pub_state": "不予公示", "not_public_reason": "涉及国家秘密"}
    return make_snapshot(
        data_date=YEAR_END,
        stock=[
            {"county_code": "350102", "unit": "福州", "stock_count": 100},
            {"county_code": "350802", "unit": "龙岩", "stock_count": 50},
        ],
        tasks=[task(1), task(2, class_used=False), task(3, class_used=False, unit="龙岩")],
        task_rows=[
            seen(1, **public),
            seen(2, **public | {"published_on": "2022-06-06"}),
            seen(3, "R9", **withheld),
            seen(4, "R8", needs_disposal=True, disposal_state="未完结"),
            {"entity_id": 5, **FUZHOU, "task_no": "T2"},
            {**seen(6), **LONGYAN, "task_no": "T3"},
        ],
        class_periods=[{"entity_id": 1, "valid_from": "2022-01-01", "risk_class": "A"}],
        cases=[
            {"case_id": 1, "state": "报送", "task_no": "T1", "class_use": "分类分层抽取"},
        ],
        duties=[
            {
                "duty": "年度抽查工作情况",
                "subject": "福州",
                "unit": "福州",
                "state": "已收到",
                "received_on": "2022-10-20",
            }
        ],
    )


COUNTS = {
    "drawn": ("drawn_count",),
    "integration": ("used_count", "task_count", "integration_rate"),
    "valid": ("valid_count", "inspected_count", "valid_rate"),
    "publicity": ("published_count", "publishable_count", "publicity_rate"),
    "on_time": ("on_time_count", "due_count", "on_time_rate"),
    "finding": ("problem_count", "applicable_count", "finding_rate"),
    "closure": ("closed_count", "disposal_count", "closure_rate"),
    "collection": ("collected_count", "own_count", "collection_rate"),
    "coverage": ("classified_count", "existing_count", "coverage_rate"),
}


def told(row):
    return {name: tuple(row[column] for column in columns) for name, columns in COUNTS.items()}


def test_indicators_of_a_unit_and_the_rate_of_the_totals(world, ask_one):
    own = told(ask_one("indicators_by_unit", {"unit": "福州"}))
    assert own == {
        "drawn": (5,),
        "integration": (1, 2, 0.5),
        "valid": (3, 4, 0.75),
        "publicity": (2, 3, 2 / 3),
        "on_time": (1, 3, 1 / 3),
        "finding": (1, 3, 1 / 3),
        "closure": (0, 1, 0.0),
        "collection": (0, 0, None),
        "coverage": (1, 6, 1 / 6),
    }
    whole = told(ask_one("indicators_by_unit", TOTAL))
    assert whole["integration"] == (1, 3, 1 / 3)
    assert whole["on_time"] == (1, 4, 0.25)


def test_indicators_list_every_unit_in_order_and_follow_day_and_units(world, ask, ask_one):
    assert [row["unit"] for row in ask("indicators_by_unit")][-2:] == ["平潭", "合计"]
    assert [row["unit"] for row in ask("indicators_by_unit", units=["龙岩"])] == ["龙岩", "合计"]
    assert ask_one("indicators_by_unit", TOTAL, units=["龙岩"])["inspected_count"] == 1
    early = ask_one("indicators_by_unit", {"unit": "福州"}, as_of="2022-05-05")
    assert (early["inspected_count"], early["valid_rate"], early["disposal_count"]) == (0, None, 0)
    on_due = ask_one("indicators_by_unit", {"unit": "福州"}, as_of=DUE)
    assert (on_due["on_time_count"], on_due["due_count"]) == (1, 1)
    owed = ask_one("indicators_by_unit", {"unit": "福州"}, as_of="2022-10-19")
    since = ask_one("indicators_by_unit", {"unit": "福州"}, as_of="2022-10-20")
    assert since["received_count"] == owed["received_count"] + 1
    assert since["duty_count"] == owed["duty_count"]


def test_case_counts_for_the_unit_that_owes_one(world, ask_one):
    own = ask_one("indicators_by_unit", {"unit": "福州"})
    whole = ask_one("indicators_by_unit", TOTAL)
    assert (own["case_done_count"], own["case_unit_count"], own["case_rate"]) == (1, 1, 1.0)
    assert (whole["case_done_count"], whole["case_unit_count"], whole["case_rate"]) == (1, 10, 0.1)


def test_missing_inputs_name_document_day_and_who_owes_it(world, ask):
    rows = [row for row in ask("missing_inputs") if row["input_kind"] == "duty"]
    accounts = [row for row in rows if row["duty"] == "年度抽查工作情况"]
    assert "福州" not in {row["subject"] for row in accounts}
    assert {row["subject"]: (str(row["due_on"]), row["is_overdue"]) for row in accounts}[
        "厦门"
    ] == ("2022-10-31", True)
    on_day = ask("missing_inputs", as_of="2022-10-31", units=["厦门"])
    assert not [row for row in on_day if row["is_overdue"]]
    before = ask("missing_inputs", as_of="2022-10-19", units=["福州"])
    assert [row["subject"] for row in before if row["duty"] == "年度抽查工作情况"] == ["福州"]
    overdue = [row["is_overdue"] for row in rows]
    assert overdue == sorted(overdue, reverse=True)


def test_table_that_another_unit_sends_is_missing_from_the_week_on(make_snapshot, ask):
    sent = [
        {"file": "a.csv", "sheet": "", "unit": unit, "table_name": "plans", "exported_on": day}
        for unit, day in (("福州", "2022-09-05"), ("厦门", "2022-09-04"))
    ]
    make_snapshot(sent_units=sent)
    rows = [row for row in ask("missing_inputs") if row["input_kind"] == "table"]
    found = {row["unit"]: row["exported_on"] for row in rows}
    assert "福州" not in found
    assert (str(found["厦门"]), found["龙岩"]) == ("2022-09-04", None)
    assert {row["table_name"] for row in rows} == {"plans"}


def test_order_is_corrected_open_or_not_stated(make_snapshot, ask, ask_one):
    make_snapshot(
        data_date=YEAR_END,
        task_rows=[
            {"entity_id": 1, **ORDER},
            {"entity_id": 2, **ORDER, **CLOSED, "closed_on": "2022-05-13"},
            {"entity_id": 3, **ORDER, **CLOSED, "results": ["R8"], "exported_on": "2022-06-01"},
            {"entity_id": 4, **ORDER, "needs_disposal": False, "disposal_kinds": None},
            {"entity_id": 5, **ORDER, "results": ["R1"], "disposal_kinds": ["立案查处"]},
            {"entity_id": 6, **ORDER, **LONGYAN, "results": ["R5", "R8"]},
        ],
    )
    own = ask_one("orders_by_unit", {"unit": "福州"})
    assert (own["order_count"], own["closed_count"], own["unstated_count"]) == (4, 2, 1)
    assert (own["closure_rate"], own["undated_count"]) == (2 / 3, 1)
    assert own["closed_median"] == 6
    assert (own["open_long_count"], own["long_after_days"]) == (1, 30)
    assert ask_one("orders_by_unit", TOTAL)["order_count"] == 5
    assert [row["unit"] for row in ask("orders_by_unit")][-1] == "合计"
    nothing = ask_one("orders_by_unit", {"unit": "平潭"})
    assert (nothing["order_count"], nothing["closure_rate"]) == (0, None)
    listed = ask("order_rows")
    assert len(listed) == 5
    assert [row["order_state"] for row in listed].count("closed") == 2
    assert listed[0]["age_days"] > 30
    assert not ask("order_rows", as_of="2022-05-05")


@pytest.mark.parametrize(
    ("as_of", "band"),
    [
        ("2022-05-19", "short"),
        ("2022-05-20", "middle"),
        ("2022-06-17", "middle"),
        ("2022-06-20", "long"),
    ],
)
def test_open_order_ages_in_the_bands_of_closure(make_snapshot, ask_one, as_of, band):
    make_snapshot(data_date=YEAR_END, task_rows=[{"entity_id": 1, **ORDER}])
    own = ask_one("orders_by_unit", {"unit": "福州"}, as_of=as_of)
    assert [name for name in ("short", "middle", "long") if own[f"open_{name}_count"]] == [band]
    before = ask_one("closure_by_unit", {"unit": "福州"}, as_of=as_of)
    assert before[f"open_{band}_count"] == 1


def test_inspected_again_is_the_first_later_inspection_in_any_task(make_snapshot, ask, ask_one):
    make_snapshot(
        data_date=YEAR_END,
        task_rows=[
            {"entity_id": 1, **ORDER},
            {**seen(1), "task_no": "T2"},
            {**seen(1, inspected_on="2022-07-01"), "task_no": "T3", **LONGYAN},
            {**seen(1, "R8", inspected_on="2022-08-01"), "task_no": "T4"},
            {"entity_id": 2, **ORDER},
            {**seen(2, "R4", inspected_on="2022-07-01"), "task_no": "T5"},
            {"entity_id": 3, **ORDER},
        ],
    )
    own = ask_one("orders_by_unit", {"unit": "福州"})
    assert (own["reinspected_count"], own["clean_again_count"], own["problem_again_count"]) == (
        *(2, 1, 1),
    )
    rows = ask("order_rows")
    assert [(str(row["reinspected_on"]), row["reinspecting_task_no"]) for row in rows] == [
        ("2022-07-01", "T3"),
        ("2022-07-01", "T5"),
        ("None", None),
    ]
    early = ask_one("orders_by_unit", {"unit": "福州"}, as_of="2022-06-30")
    assert early["reinspected_count"] == 0


def test_ratios_move_from_task_to_task_and_findings_are_told_beside(make_snapshot, ask):
    first, periods = drawn("AAABBBCCCDDD")
    second, more = drawn("ABCCCCDDDDDD", "T2", 100)
    third, last = drawn("AAABBBCCCDDD", "T3", 200)
    for row in [*first[:4], *second[:4]]:
        row |= {"inspected_on": "2022-07-01", "results": ["R1"]}
    first[0]["results"], second[0]["results"], second[1]["results"] = ["R8"], ["R8"], ["R8"]
    make_snapshot(
        tasks=[
            task(1),
            task(2, drawn_on="2022-05-01"),
            task(3, drawn_on="2022-06-01"),
            task(4, drawn_on="2022-06-02"),
        ],
        task_rows=[*first, *second, *third],
        class_periods=[*periods, *more, *last],
    )
    rows = ask("ratio_moves", sees_class=True)
    assert [(row["task_no"], row["spread_value"], row["ratio_move"]) for row in rows] == [
        ("T1", 1.0, None),
        ("T2", 5.0, "raised"),
        ("T3", 1.0, "lowered"),
    ]
    assert [row["finding_rate"] for row in rows] == [0.25, 0.5, None]
    assert [row["finding_change_points"] for row in rows] == [None, 0.25, None]
    assert [row["d_ratio"] for row in rows] == [3 / 40, 6 / 40, 3 / 40]
    (unit,) = ask("ratio_moves_by_unit", sees_class=True)
    assert (unit["task_count"], unit["compared_count"]) == (3, 2)
    assert (unit["raised_count"], unit["raised_found_more_count"]) == (1, 1)
    assert (unit["lowered_count"], unit["lowered_found_more_count"]) == (1, 0)
    assert unit["lowered_found_less_count"] == unit["raised_found_less_count"] == 0
    assert (unit["first_spread_value"], unit["last_spread_value"]) == (1.0, 1.0)


def test_counted_rows_are_those_of_the_figures(world, ask, ask_one):
    own = ask_one("indicators_by_unit", TOTAL)
    for figure, column in (("due", "due_count"), ("on_time", "on_time_count")):
        assert len(ask("counted_rows", figure=figure)) == own[column]
    assert len(ask("counted_rows", figure="problem")) == own["problem_count"]
    assert len(ask("counted_rows", figure="checked")) == own["checked_count"]
    days = {
        row["task_no"] + str(row["entity_id"]): str(row["counted_on"])
        for row in ask("counted_rows", figure="due", units=["福州"])
    }
    assert days == {"T11": "2022-06-02", "T12": "2022-06-03", "T14": "2022-06-03"}
    assert not ask("counted_rows", figure="due", as_of="2022-06-01")
    assert len(ask("rows_of_entities", entity_ids=[1, 6])) == 2
    assert len(ask("rows_of_entities", entity_ids=[1, 6], units=["龙岩"])) == 1


def test_example_weights_come_with_how_others_are_drawn(empty_snapshot, ask):
    rows = ask("evaluation_rules", snapshot=empty_snapshot)
    assert sum(row["example_weight"] for row in rows) == 100
    assert {(row["concentration"], row["draw_count"]) for row in rows} == {(20, 2000)}


def test_answer_is_asked_within_the_working_days_of_the_parameter(make_snapshot, ask):
    """Friday 2022-09-30: a week of holidays follows, with the weekend after it at work."""
    rule = {"parameter": "reply_workdays", "unit_text": "工作日", "source": "某局自定"}
    for days, day in ((1, "2022-10-08"), (3, "2022-10-10")):
        changed = [rule | {"parameter_value": float(days)}]
        make_snapshot(data_date=YEAR_END, ref_parameters=changed)
        (row,) = ask("reply_day", as_of="2022-09-30")
        assert (row["reply_workday_count"], str(row["reply_on"])) == (days, day)
        assert row["basis"] == "某局自定"
    other = [rule | {"parameter": "other", "parameter_value": 1.0}]
    make_snapshot(data_date=YEAR_END, ref_parameters=other)
    assert ask("reply_day", as_of="2022-09-30") == []
