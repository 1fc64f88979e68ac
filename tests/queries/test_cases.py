"""Typical cases: the board and what counts."""

from datetime import date

import pytest

FUZHOU = {"unit": "福州"}


def case(number, **more):
    evidence = {"task_no": "T1", "class_use": "对D类企业加密抽查"}
    return {"case_id": number, "title": f"示例{number}", **evidence, **more}


def test_without_task_number_or_class_use_it_is_a_clue_not_a_case(make_snapshot, ask_one, ask):
    make_snapshot(
        cases=[
            case(1, state="起草"),
            case(2, task_no=None, state="采用"),
            case(3, class_use=None, state="报送"),
        ]
    )
    row = ask_one("cases_by_unit", FUZHOU)
    assert (row["clue_count"], row["draft_count"], row["adopted_count"]) == (2, 1, 0)
    # What is drafted is not handed in.
    assert (row["case_count"], row["counting_count"], row["is_fulfilled"]) == (3, 0, False)
    listed = [(row["state"], row["stated_state"], row["lacks_text"]) for row in ask("case_list")]
    assert listed == [
        ("起草", "起草", None),
        ("线索", "采用", "任务编号"),
        ("线索", "报送", "分类运用"),
    ]


def test_a_clue_does_not_count_whatever_evidence_it_has(make_snapshot, ask_one):
    make_snapshot(cases=[case(1, state="线索")])
    assert not ask_one("cases_by_unit", FUZHOU)["is_fulfilled"]


def told(ask, as_of):
    """What the board and the documents say of 福州's case: fulfilled; received, unknown."""
    (row,) = ask("cases_by_unit", as_of=as_of, units=["福州"])
    (duty,) = [
        row
        for row in ask("duty_list", as_of=as_of, units=["福州"])
        if (row["duty"], row["subject"]) == ("典型案例", "福州")
    ]
    return row["is_fulfilled"], duty["is_received"], duty["is_unknown"], duty["is_without_case"]


@pytest.mark.parametrize(
    ("state", "received_on", "as_of", "said"),
    [
        ("报送", "2022-09-01", "2022-09-01", (True, True, False, False)),
        ("报送", "2022-09-01", "2022-08-31", (False, False, False, False)),
        ("采用", None, "2022-09-09", (True, True, False, False)),
        ("采用", None, "2022-09-08", (True, False, True, False)),
        ("起草", "2022-09-01", "2022-09-09", (False, False, False, True)),
    ],
)
def test_board_and_documents_agree_about_a_case(
    make_snapshot, ask, state, received_on, as_of, said
):
    record = [duty("典型案例", "福州", received_on=received_on)] if received_on else []
    make_snapshot(cases=[case(1, state=state)], duties=record)
    assert told(ask, as_of) == said
    (found,) = [row["state"] for row in ask("case_list", as_of=as_of)]
    assert (found in ("报送", "采用")) == said[0]


def test_case_in_public_is_handed_in_and_another_year_is_none(make_snapshot, ask):
    public = case(1, state="已宣传", publicised_on="2022-08-20", medium="示例报")
    make_snapshot(cases=[public], duties=[duty("典型案例", "福州", received_on="2022-09-01")])
    assert told(ask, "2022-08-20") == (True, True, False, False)
    assert told(ask, "2022-08-19") == (False, False, False, False)
    make_snapshot(cases=[case(1, state="采用", case_year=2021)])
    assert told(ask, "2022-09-09") == (False, False, False, False)


def test_nine_cities_and_pingtan_owe_a_case(make_snapshot, ask_one):
    make_snapshot(cases=[case(1, state="采用"), case(2, unit="平潭", state="线索")])
    row = ask_one("case_totals", {})
    assert (row["city_done_count"], row["city_count"]) == (1, 9)
    assert (row["plus_one_done_count"], row["plus_one_count"]) == (0, 1)
    assert (row["counting_count"], row["clue_count"]) == (1, 1)


def test_publicity_needs_a_date_and_a_medium(make_snapshot, ask):
    make_snapshot(cases=[case(1, state="已宣传")])
    assert ask("case_list")[0]["lacks_text"] == "宣传日期、宣传载体"


def test_ten_units_owe_a_case_and_the_bureau_does_not(make_snapshot, ask):
    make_snapshot()
    rows = ask("cases_by_unit")
    assert len(rows) == 10
    assert not any(row["is_fulfilled"] for row in rows)


def test_publicity_after_the_as_of_date_is_not_known_yet(make_snapshot, ask_one):
    make_snapshot(cases=[case(1, state="已宣传", publicised_on="2022-09-01", medium="示例报")])
    before = ask_one("cases_by_unit", FUZHOU, as_of="2022-08-31")
    assert (before["draft_count"], before["publicised_count"]) == (1, 0)
    assert ask_one("case_list", {}, as_of="2022-08-31")["medium"] is None
    after = ask_one("cases_by_unit", FUZHOU, as_of="2022-09-01")
    assert (after["adopted_count"], after["publicised_count"]) == (0, 1)


def test_a_case_of_another_year_does_not_count(make_snapshot, ask_one):
    make_snapshot(cases=[case(1, case_year=2021)])
    assert ask_one("cases_by_unit", FUZHOU)["case_count"] == 0


def inspected(entity_id, **more):
    return {"entity_id": entity_id, "inspected_on": "2022-05-06", "results": ["R1"], **more}


def test_case_shows_what_its_task_found_beside_the_other_tasks(make_snapshot, ask_one):
    make_snapshot(
        task_rows=[
            inspected(1, results=["R4"]),
            inspected(2),
            inspected(3, task_no="T2"),
            inspected(4, task_no="T2", results=["R9"]),
        ]
    )
    row = ask_one("case_task", {}, task_no="T1")
    assert (row["row_count"], row["finding_rate"], row["other_finding_rate"]) == (2, 0.5, 0)


def test_task_that_no_export_has_shows_nothing(make_snapshot, ask):
    make_snapshot(task_rows=[inspected(1)])
    assert ask("case_task", task_no="T9") == []


def test_classes_of_a_case_stand_beside_the_pool_of_its_task(make_snapshot, ask):
    make_snapshot(
        tasks=[{"task_no": "T1", "pool_a": 10, "pool_b": 4, "pool_c": 2, "pool_d": 1}],
        task_rows=[inspected(1, class_at_draw="D", results=["R4"]), inspected(2)],
    )
    rows = {row["risk_class"]: row for row in ask("case_classes", task_no="T1")}
    assert (rows["D"]["applied_ratio"], rows["D"]["finding_rate"]) == (1, 1)
    assert (rows["A"]["applied_ratio"], rows["A"]["finding_rate"]) == (0, None)
    assert list(rows)[-1] == "未分类"


def duty(name, subject, **more):
    return {"duty": name, "subject": subject, "unit": subject, "state": "已收到", **more}


def test_duties_say_how_many_came_in_and_what_is_missing(make_snapshot, ask_one):
    mine = case(1, unit="平潭", state="报送")
    make_snapshot(cases=[mine], duties=[duty("典型案例", "平潭", received_on="2022-09-01")])
    row = ask_one("duties_by_unit", {"unit": "平潭"})
    assert (row["received_count"], row["duty_count"]) == (1, 6)
    assert "典型案例" not in row["missing_text"]
    assert "年度抽查工作情况" in row["missing_text"]
    assert row["missing_counties"] == "平潭县"
    before = ask_one("duties_by_unit", {"unit": "平潭"}, as_of="2022-08-31")
    assert before["received_count"] == 0


def plan_states(ask, as_of):
    """State of 福州's own plan in list and sums: received, missing, unknown."""
    for row in ask("duty_list", as_of=as_of):
        assert row["is_received"] == (row["received_on"] is not None or row["known_on"] is not None)
    listed = [
        (row["is_received"], not (row["is_received"] or row["is_unknown"]), row["is_unknown"])
        for row in ask("duty_list", as_of=as_of, units=["福州"])
        if (row["duty"], row["subject"]) == ("本级计划", "福州")
    ]
    (sums,) = ask("duties_by_unit", as_of=as_of, units=["福州"])
    assert (
        sums["received_count"] + sums["missing_duty_count"] + sums["unknown_count"]
        == (sums["duty_count"])
    )
    assert (sums["duties_rate"] is None) == (sums["unknown_count"] > 0)
    assert ("本级计划" in sums["missing_text"]) == listed[0][1]
    return listed


RECEIVED, MISSING, UNKNOWN = (True, False, False), (False, True, False), (False, False, True)


@pytest.mark.parametrize(
    ("drawn_on", "as_of", "state"),
    [
        (None, "2022-09-09", RECEIVED),
        (None, "2022-09-08", UNKNOWN),
        ("2022-04-01", "2022-04-01", RECEIVED),
        ("2022-04-01", "2022-03-31", UNKNOWN),
    ],
)
def test_plan_counts_from_its_first_task_or_the_export_and_is_unknown_before(
    make_snapshot, ask, drawn_on, as_of, state
):
    make_snapshot(
        plans=[{"plan_no": "L1"}],
        tasks=[{"task_no": "T1", "plan_no": "L1", "drawn_on": drawn_on}],
    )
    assert plan_states(ask, as_of) == [state]


@pytest.mark.parametrize(
    ("record", "as_of", "state"),
    [
        ({"received_on": "2022-09-01"}, "2022-09-01", RECEIVED),
        ({"received_on": "2022-09-01"}, "2022-08-31", MISSING),
        ({"state": "已收到"}, "2022-09-08", UNKNOWN),
        ({"state": "已收到"}, "2022-09-09", RECEIVED),
        ({"state": "未收到"}, "2022-09-09", MISSING),
    ],
)
def test_duty_received_on_a_day_nobody_says_is_unknown_before_the_export(
    make_snapshot, ask, record, as_of, state
):
    make_snapshot(duties=[{"duty": "本级计划", "subject": "福州", "unit": "福州"} | record])
    assert plan_states(ask, as_of) == [state]


def test_what_may_have_come_in_is_not_said_to_be_missing_near_its_date(make_snapshot, ask):
    report = {"duty": "年度抽查工作情况", "subject": "福州", "unit": "福州", "state": "已收到"}
    make_snapshot(data_date=date(2022, 11, 30), duties=[report])
    owing = [
        row["names"]
        for row in ask("duties_near_due", as_of="2022-11-01")
        if row["due_on"] == date(2022, 10, 31)
    ]
    assert "厦门" in owing
    assert "福州" not in owing
    assert len(owing) == 9


def test_duties_and_their_list_agree(make_snapshot, ask):
    make_snapshot()
    owed = sum(row["duty_count"] for row in ask("duties_by_unit"))
    assert owed == len(ask("duty_list"))
