"""Typical cases: the board and what counts."""

FUZHOU = {"unit": "福州"}


def case(number, **more):
    evidence = {"task_no": "T1", "class_use": "对D类企业加密抽查"}
    return {"case_id": number, "title": f"示例{number}", **evidence, **more}


def test_a_case_needs_a_task_number_and_the_use_of_the_class(make_snapshot, ask_one):
    make_snapshot(
        cases=[case(1), case(2, task_no=None, state="采用"), case(3, class_use=None, state="报送")]
    )
    row = ask_one("cases_by_unit", FUZHOU)
    assert (row["case_count"], row["counting_count"], row["is_fulfilled"]) == (3, 1, True)
    assert (row["clue_count"], row["adopted_count"], row["submitted_count"]) == (1, 1, 1)


def test_ten_units_owe_a_case_and_the_bureau_does_not(make_snapshot, ask):
    make_snapshot()
    rows = ask("cases_by_unit")
    assert len(rows) == 10
    assert not any(row["is_fulfilled"] for row in rows)


def test_publicity_after_the_as_of_date_is_not_known_yet(make_snapshot, ask_one):
    make_snapshot(cases=[case(1, state="已宣传", publicised_on="2022-09-01", medium="示例报")])
    before = ask_one("cases_by_unit", FUZHOU, as_of="2022-08-31")
    assert (before["adopted_count"], before["publicised_count"]) == (1, 0)
    assert ask_one("case_list", {}, as_of="2022-08-31")["medium"] is None
    after = ask_one("cases_by_unit", FUZHOU, as_of="2022-09-01")
    assert (after["adopted_count"], after["publicised_count"]) == (0, 1)


def test_a_case_of_another_year_does_not_count(make_snapshot, ask_one):
    make_snapshot(cases=[case(1, case_year=2021)])
    assert ask_one("cases_by_unit", FUZHOU)["case_count"] == 0
