"""Names of units, counties and offices in small tables mean what they mean in task rows."""

from datetime import date
from pathlib import Path

import pytest

from inspection.ingest.publish import import_files

DAY = date(2022, 9, 9)
ACCOUNT = "年度抽查工作情况"


@pytest.fixture
def take_table(import_case, tmp_path: Path):
    """The world of one firm in 福州 with a small table of these lines beside it."""

    def take(name: str, *lines: str) -> None:
        import_case("s43b/a")
        path = tmp_path / f"{name}_20220909.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        import_files([path])

    return take


def received(ask):
    """Units whose own account has come in by the data date."""
    rows = ask("duty_list", as_of=DAY)
    return {row["unit"] for row in rows if row["duty"] == ACCOUNT and row["is_received"]}


def unknown(ask):
    """Names that nobody knows, by table and column."""
    return {
        (row["table_name"], row["column_name"], row["raw_value"])
        for row in ask("unmapped_values")
        if row["rule_code"] == "place_unknown"
    }


def test_a_duty_under_the_full_name_is_the_units(import_case, ask):
    import_case("09_duty_full_unit_name/files")
    assert received(ask) == {"福州"}


def test_a_later_state_under_another_name_replaces_the_earlier(take_table, ask):
    """In one file 未收到 of 福州市 follows 已收到 of 福州: the later line counts."""
    take_table(
        "应交材料",
        "事项,报送单位,状态,收到日期",
        f"{ACCOUNT},福州,已收到,2022-09-01",
        f"{ACCOUNT},福州市局,未收到,",
    )
    assert received(ask) == set()


def test_a_duty_of_nobody_known_is_a_doubt(take_table, ask):
    take_table(
        "应交材料",
        "事项,报送单位,状态,收到日期",
        f"{ACCOUNT},甲乙丙丁局,已收到,2022-09-01",
    )
    assert unknown(ask) == {("duties", "subject", "甲乙丙丁局")}


def test_cases_and_figures_under_any_name(take_table, ask):
    """A case of 厦门市市场监管局 is 厦门's; 1 checked in 福州市鼓楼区 as of 09-09 is compared."""
    take_table(
        "典型案例",
        "标题,地区,年份,状态,任务编号,信用风险分类运用",
        "示例案例,厦门市市场监管局,2022,采用,T1,提高比例",
        "示例案例,某某局,2022,采用,T1,提高比例",
    )
    assert unknown(ask) == {("cases", "unit", "某某局")}
    take_table(
        "单位上报表",
        "报告单位,县,截止日期,指标,上报数",
        "福州市市场监督管理局,福州市鼓楼区,2022-09-09,已检查户数,1",
        "福州市,某某县,2022-09-09,已检查户数,5",
    )
    rows = {row["county"]: row for row in ask("reported_difference", as_of=DAY)}
    assert (rows["鼓楼区"]["unit"], rows["鼓楼区"]["counted_count"]) == ("福州", 1)
    assert ("reported_figures", "county", "某某县") in unknown(ask)


def test_a_county_outside_its_unit_is_a_doubt(take_table, ask):
    take_table(
        "单位上报表",
        "报告单位,县,截止日期,指标,上报数",
        "福州市,思明区,2022-09-09,已检查户数,5",
        "福州市,平潭县,2022-09-09,已检查户数,5",
    )
    [doubt] = [row for row in ask("warnings_by_rule") if row["rule_code"] == "place_conflict"]
    assert doubt["cell_count"] == 1


def test_a_plan_of_an_unknown_county_is_a_doubt(take_table, ask):
    take_table(
        "抽查计划",
        "抽查计划编号,抽查计划名称,年度,地市,县（市、区）",
        "P1,计划,2022,福州市,某某县",
    )
    assert unknown(ask) == {("plans", "county", "某某县")}


def test_an_event_of_the_province_is_no_doubt(take_table, ask):
    take_table("大事记", "日期,单位,事件", "2022-03-13,全省,疫情", "2022-03-14,某市,停电")
    assert unknown(ask) == {("events", "unit", "某市")}


def test_an_office_of_the_province_is_told_without_the_bureau(take_table, ask):
    """信用监管处 leads a provincial plan; its account came in under the bureau's full name."""
    take_table(
        "抽查计划",
        "抽查计划编号,抽查计划名称,年度,层级,牵头处室",
        "P1,计划,2022,省级,信用监管处",
    )
    take_table(
        "应交材料",
        "事项,报送单位,状态,收到日期",
        f"{ACCOUNT},福建省市场监督管理局信用监管处,已收到,2022-09-01",
    )
    [row] = ask("office_duties", as_of=DAY)
    assert (row["lead_office"], row["report_state"]) == ("信用监管处", "已报送")
    assert unknown(ask) == set()


def test_the_unit_of_one_county_is_a_unit(take_table, ask):
    """平潭综合实验区市场监管局 hands in for the unit 平潭, whose only county is 平潭县."""
    take_table(
        "应交材料",
        "事项,报送单位,状态,收到日期",
        f"{ACCOUNT},平潭综合实验区市场监管局,已收到,2022-09-01",
        "本级计划,平潭,已收到,2022-04-01",
        "本级计划,平潭县,未收到,",
    )
    assert received(ask) == {"平潭"}
    plans = {
        row["subject"]: row["is_received"]
        for row in ask("duty_list", as_of=DAY)
        if row["duty"] == "本级计划" and row["unit"] == "平潭"
    }
    assert plans == {"平潭": True, "平潭县": False}
