"""Clocks, duties, ratios and parameters say what the notice says."""

from datetime import date

from inspection.data import reference

DUTIES = {"本级计划", "年度抽查工作情况", "成效评估报告", "典型案例", "个体和合作社已组织"}


def rows(name: str) -> list[dict]:
    return reference.load(name).to_pylist()


def clock(name: str) -> dict:
    return next(row for row in rows("clocks") if row["clock"] == name)


def test_publication_has_20_working_days_from_the_end_of_the_inspection():
    publication = clock("publication")
    assert (publication["limit_days"], publication["day_kind"]) == (20, "工作日")
    assert (publication["start_event"], publication["status"]) == ("检查完成", "法定")


def test_abnormal_list_has_10_working_days_from_the_verification():
    abnormal = clock("abnormal_list")
    assert (abnormal["limit_days"], abnormal["start_event"]) == (10, "查实日期")


def test_where_the_notice_gives_no_days_there_is_no_limit():
    assert {row["clock"] for row in rows("clocks") if row["limit_days"] is None} == {
        "entry",
        "collection",
        "closure",
    }
    assert {row["status"] for row in rows("clocks")} <= {"法定", "内部", "待核实"}


def test_annual_account_is_due_on_the_deadline_for_units_and_launching_offices():
    due = {
        row["subject_kind"]: row["due_on"]
        for row in rows("duties")
        if row["duty"] == "年度抽查工作情况"
    }
    assert due == {"单位": date(2022, 10, 31), "处室": date(2022, 10, 31)}


def test_duties_are_those_of_the_notice():
    assert {row["duty"] for row in rows("duties")} == DUTIES
    assert {row["obligation"] for row in rows("duties")} <= {"必须", "建议"}


def test_nine_cities_and_pingtan_owe_a_case():
    owing = [row["unit"] for row in rows("units") if row["has_case_duty"]]
    assert len(owing) == 10
    assert "平潭" in owing


def test_campaign_runs_from_the_notice_to_the_deadline():
    periods = {row["period"]: (row["from_on"], row["until_on"]) for row in rows("periods")}
    assert periods["campaign"] == (date(2022, 3, 10), date(2022, 10, 31))
    assert periods["base"][1] == date(2021, 12, 31)


def test_ratios_rise_with_the_class():
    schemes: dict[str, list[int]] = {}
    for row in rows("class_ratios"):
        schemes.setdefault(row["scheme"], []).append(row["ratio_ppm"])
    assert schemes["河南2021"] == [10_000, 20_000, 100_000, 300_000]
    assert all(ratios == sorted(ratios) for ratios in schemes.values())


def test_parameters_of_the_metrics():
    values = {row["parameter"]: row["parameter_value"] for row in rows("parameters")}
    assert values["repeat_window_days"] == 90
    assert (values["bootstrap_replicates"], values["bootstrap_seed"]) == (2000, 2022)
    assert values["small_cell"] == 5


def test_every_name_on_screen_has_an_english_one():
    for name in reference.names():
        table = reference.load(name)
        for column in {"name_en", "note_en", "item_en"} & set(table.column_names):
            assert all(table[column].to_pylist()), name
