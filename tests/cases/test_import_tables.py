"""A table is taken for what it is, and a later file leaves what it does not say.

Three firms 甲, 乙, 丙 of 莆田 城厢区, 甲 and 乙 inspected on 2022-06-01 in task T1.
"""

from datetime import date

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from inspection.data.snapshots import current
from inspection.errors import BadInput
from inspection.ingest.publish import import_files

from .conftest import WORLDS

DAY, BEFORE = date(2022, 9, 9), date(2022, 9, 1)
FIRM_A, FIRM_B, FIRM_C = "91350302MA0005019W", "91350302MA0005027P", "91350302MA0005035J"
HEADLINES = ("pace_totals", "indicator_totals", "results_by_code", "follow_up_totals")
OF_ENTITIES = ("unit", "county_code", "station", "reg_status", "established_on", "entity_kind")


def rows(table):
    """A table of the snapshot in service."""
    return pq.read_table(current().folder / f"{table}.parquet").to_pylist()


def entities():
    """Every field of every entity, by its code or number."""
    return {row["uscc"] or row["reg_no"] or row["name"]: row for row in rows("entities")}


def doubts(rule):
    return sorted(
        (row["raw_value"], row["clean_value"])
        for row in rows("warnings")
        if row["rule_code"] == rule
    )


@pytest.fixture
def take(tmp_path):
    """Import further files of these lines on top."""

    def more(**files):
        paths = []
        for name, lines in files.items():
            path = tmp_path / f"{name}.csv"
            path.write_text("\n".join(lines), encoding="utf-8")
            paths.append(path)
        return import_files(paths)

    return more


def test_a_list_of_penalties_replaces_no_register(import_case, ask):
    """R01: three firms keep unit, county, station, state, day and industry; three penalties."""
    import_case("tables_r01")
    placed = {tuple(row[name] for name in OF_ENTITIES) for row in rows("entities")}
    day = date(2016, 10, 12)
    assert placed == {("莆田", "350302", "城厢区市场监管局城西所", "存续", day, "企业")}
    listed = ask("follow_up_facts", as_of=date(2022, 9, 10))
    assert [(row["fact_kind"], row["document_no"], row["reason"]) for row in listed] == [
        ("行政处罚", f"莆市监处罚〔2022〕{n}号", "广告违法") for n in (1, 2, 3)
    ]
    assert ask("follow_up_facts", as_of=DAY) == []
    happened = ask("entity_timeline", as_of=date(2022, 9, 10), entity_id=1, units=None)
    assert [row["stage"] for row in happened] == ["penalised", "established"]


def test_results_and_lists_as_the_national_site_publishes_them(import_case, ask):
    """R28, R29: three results of no known task, three entries of 经营异常名录, no register."""
    import_case("tables_r28")
    assert {row["in_register"] for row in rows("entities")} == {False}
    assert {row["task_no"] for row in rows("task_rows")} == {"未注明任务 2022-06-01"}
    assert [row["result_code"] for row in rows("results")] == ["R1"] * 3
    [totals] = ask("pace_totals", as_of=DAY)
    assert (totals["drawn_count"], totals["checked_count"]) == (3, 3)
    listed = [(row["kind"], str(row["happened_on"])) for row in rows("follow_ups")]
    assert listed == [("经营异常名录", "2022-06-01")] * 3
    assert len(doubts("task_unnamed")) == 3


def test_nine_foreign_lists_change_no_entity_and_no_headline(import_case, ask):
    """Five are refused as what they are; penalties, two lists and a notice are facts."""
    import_case("tables_base")
    before, known = {name: ask(name, as_of=BEFORE) for name in HEADLINES}, entities()
    report = import_files([WORLDS / "tables_foreign"], skip_bad=True)
    assert entities() == known
    assert {name: ask(name, as_of=BEFORE) for name in HEADLINES} == before
    assert [file["table"] for file in report["files"]] == [
        "penalties",
        "listings",
        "listings",
        "inspection_results",
    ]
    refused = [row["error"].split("：")[0] for row in report["refused"]]
    assert refused == [
        f"看表头是{kind}，不是检查对象"
        for kind in ("行政许可名单", "通讯录", "投诉举报清单", "纳税名单", "荣誉或认定名单")
    ]
    facts = ask("follow_up_facts", as_of=DAY)
    assert [(row["fact_kind"], row["document_no"], str(row["ended_on"])) for row in facts] == [
        ("行政处罚", "莆市监处罚〔2022〕1号", "None"),
        ("严重违法失信名单", "莆严〔2022〕3号", "None"),
        ("经营异常名录", None, "2022-08-15"),
    ]
    assert facts[0]["fine_yuan"] == 5000
    notice = report["files"][-1]
    assert (notice["loaded"], notice["superseded"]) == (2, 2)


def test_a_later_register_leaves_what_it_does_not_say(import_case, take, ask):
    """Names of 甲 and 乙 with one new state; nothing else of any firm changes."""
    import_case("tables_base")
    known, classes = entities(), rows("class_periods")
    take(
        检查对象_20220905=[
            "统一社会信用代码,企业名称,登记状态,县(市、区),信用风险分类",
            f"{FIRM_A},莆田示例甲商贸有限公司,注销,,",
            f"{FIRM_B},莆田示例乙新名商贸有限公司,,城厢区,",
        ]
    )
    now = entities()
    assert now[FIRM_A]["reg_status"] == "注销"
    assert now[FIRM_B]["name"] == "莆田示例乙新名商贸有限公司"
    changed = {"reg_status", "name", "name_key", "exported_on", "source_file", "source_row"}
    for code in (FIRM_A, FIRM_B, FIRM_C):
        kept = {name: value for name, value in now[code].items() if name not in changed}
        assert kept == {name: known[code][name] for name in kept}
    spoken = ("entity_id", "valid_from", "risk_class")
    assert sorted(tuple(row[name] for name in spoken) for row in rows("class_periods")) == sorted(
        tuple(row[name] for name in spoken) for row in classes
    )
    fields = ask("entity_fields", entity_id=now[FIRM_A]["entity_id"], units=None)
    carried = {row["column_name"] for row in fields if row["is_carried"]}
    assert carried == {"county", "entity_kind", "established_on", "industry_code", "station"}
    assert {row["source_file"] for row in fields if row["is_carried"]} == {"检查对象_20220901.csv"}


def test_a_file_between_two_others_counts_for_its_own_day(import_case, take):
    """The state of 09-03, imported last, is later than that of 09-01, which 09-05 leaves."""
    import_case("tables_base")
    take(检查对象_20220905=["统一社会信用代码,企业名称,县(市、区)", f"{FIRM_A},甲公司,城厢区"])
    take(检查对象_20220903=["统一社会信用代码,企业名称,登记状态", f"{FIRM_A},旧名,吊销"])
    firm = entities()[FIRM_A]
    assert (firm["name"], firm["reg_status"]) == ("甲公司", "吊销")
    accounts = {
        row["path"]: (row["loaded_count"], row["superseded_count"]) for row in rows("files")
    }
    assert accounts["检查对象_20220901.csv"] == (3, 1)
    assert accounts["检查对象_20220903.csv"] == (1, 1)
    assert accounts["检查对象_20220905.csv"] == (1, 0)
    before = rows("entities"), rows("carried_fields"), rows("files")
    import_files([])
    assert (rows("entities"), rows("carried_fields"), rows("files")) == before


def test_a_firm_that_moved_keeps_no_station_of_its_old_county(import_case, take):
    """荔城区 of a later register contradicts 城厢区市场监管局城西所 of the earlier one."""
    import_case("tables_base")
    take(检查对象_20220905=["统一社会信用代码,企业名称,县(市、区)", f"{FIRM_A},甲公司,荔城区"])
    firm = entities()[FIRM_A]
    assert (firm["county_code"], firm["station"]) == ("350304", None)


def test_a_register_of_the_next_year_leaves_what_it_does_not_say(import_case, take):
    """One firm of 2023 by code and name alone: place and state are those of 2022."""
    import_case("tables_base")
    take(检查对象_20230105=["统一社会信用代码,企业名称,主体类型", f"{FIRM_A},甲公司,企业"])
    years = {row["from_year"]: row for row in rows("entities") if row["uscc"] == FIRM_A}
    assert sorted(years, key=str) == [2023, None]
    assert {row["unit"] for row in years.values()} == {"莆田"}
    assert {row["reg_status"] for row in years.values()} == {"存续"}


def test_later_small_tables_and_results_leave_what_they_do_not_say(import_case, take):
    """A second export of plan, roster, results and publicity with fewer columns."""
    import_case("tables_base")
    take(
        抽查计划_20220901=[
            "抽查计划编号,抽查计划名称,抽查比例,开始日期,报告单位",
            "P1,计划一,3.5%,2022-04-01,莆田",
        ],
        执法检查人员_20220901=[
            "工号,姓名,报告单位,县(市、区),执法证有效期",
            "0010,甲,莆田,城厢区,2025-12-31",
        ],
        公示与后续处置_20220901=[
            "抽查任务编号,统一社会信用代码,公示状态,公示日期,后续处置状态",
            f"T1,{FIRM_A},已公示,2022-06-10,已完结",
            f"T1,{FIRM_B},已公示,2022-06-10,已完结",
        ],
    )
    take(
        抽查计划_20220905=["抽查计划编号,抽查计划名称,抽查比例", "P1,计划一改,"],
        执法检查人员_20220905=["工号,姓名,地区,人员状态", "0010,甲,莆田,失效"],
        公示与后续处置_20220905=[
            "抽查任务编号,统一社会信用代码,公示状态,公示日期",
            f"T1,{FIRM_A},已公示,",
            f"T1,{FIRM_B},未公示,",
        ],
        检查结果_20220905=[
            "抽查任务编号,统一社会信用代码,检查结果,检查日期",
            f"T1,{FIRM_A},发现问题已责令改正,2022-06-02",
        ],
    )
    [plan] = rows("plans")
    assert (plan["name"], plan["ratio"], str(plan["window_from"])) == (
        "计划一改",
        0.035,
        "2022-04-01",
    )
    [person] = rows("inspectors")
    assert (person["inspector_id"], person["county_code"]) == ("莆田-0010", "350302")
    assert str(person["cert_valid_to"]) == "2025-12-31"
    by_code = {code: row["entity_id"] for code, row in entities().items()}
    spoken = {row["entity_id"]: row for row in rows("task_rows")}
    first, second = spoken[by_code[FIRM_A]], spoken[by_code[FIRM_B]]
    assert (str(first["published_on"]), first["disposal_state"]) == ("2022-06-10", "已完结")
    assert (second["pub_state"], second["published_on"]) == ("未公示", None)
    assert (str(first["inspected_on"]), first["check_office"]) == (
        "2022-06-02",
        "莆田市城厢区市场监督管理局",
    )


def test_results_without_codes_find_their_firm_by_name_and_place(import_case):
    """甲 is one; 同名 of 荔城 is told by the office, of the city by nobody; one is unknown."""
    import_case("tables_nameless")
    by_id = {row["entity_id"]: code for code, row in entities().items()}
    inspected = {str(row["inspected_on"]): by_id[row["entity_id"]] for row in rows("task_rows")}
    assert inspected == {
        "2022-06-01": FIRM_A,
        "2022-06-02": FIRM_C,
        "2022-06-03": "同名示例有限公司",
        "2022-06-04": "无人知晓有限公司",
    }
    assert {row["task_no"] for row in rows("task_rows")} == {"2022年抽查"}
    assert doubts("name_matched") == [
        ("同名示例有限公司", FIRM_C),
        ("莆田示例甲商贸有限公司", FIRM_A),
    ]
    assert doubts("name_ambiguous") == [("同名示例有限公司", f"{FIRM_B}、{FIRM_C}")]
    assert doubts("name_unmatched") == [("无人知晓有限公司", None)]


def test_results_told_by_the_name_of_their_task_or_plan_bear_its_number(import_case, take):
    """By task, by plan, and by a plan that two tasks carry out: that one stays a name."""
    import_case("tables_base")
    take(
        抽查任务_20220905=[
            "抽查任务编号,抽查任务名称,抽查计划编号,抽查计划名称",
            "T2,第二批,P2,计划二",
            "T3,第三批,P3,计划三",
            "T4,第四批,P3,计划三",
        ],
        抽查计划_20220905=["抽查计划编号,抽查计划名称", "P2,计划二", "P3,计划三"],
        检查结果甲_20220905=[
            "抽查任务名称,统一社会信用代码,检查结果,检查日期",
            f"城厢区第一批抽查,{FIRM_C},未发现问题,2022-06-03",
            f"城厢区第一批抽查,{FIRM_A},发现问题已责令改正,2022-06-01",
        ],
        检查结果乙_20220905=[
            "抽查计划名称,统一社会信用代码,检查结果,检查日期",
            f"计划二,{FIRM_C},未发现问题,2022-06-04",
            f"计划三,{FIRM_C},未发现问题,2022-06-05",
        ],
    )
    told = {str(row["inspected_on"]): row["task_no"] for row in rows("task_rows")}
    assert told == {
        "2022-06-01": "T1",
        "2022-06-03": "T1",
        "2022-06-04": "T2",
        "2022-06-05": "计划三",
    }
    assert len(doubts("task_named")) == 4
    # The numbered row of 甲 counts, with its item.
    assert [row["item_code"] for row in rows("result_items")] == ["公示信息检查"] * 2
    assert {row["result_code"] for row in rows("results")} == {"R1"}
    assert rows("withdrawals") == []


def test_a_list_of_items_without_codes(import_case):
    """R10: four items of two classes, told by their names."""
    import_case("tables_r10")
    listed = {(row["item_code"], row["item_class"], row["issuer"]) for row in rows("items")}
    assert listed == {
        ("装备（文体用品）检查", "装备产品检查", "省教育厅"),
        ("装备（教学仪器）检查", "装备产品检查", "省教育厅"),
        ("装备（校服）检查", "装备产品检查", "省教育厅"),
        ("招生情况检查", "招生检查", "省教育厅"),
    }


def test_results_of_a_task_template_without_codes(warehouse_folder, tmp_path):
    """R12: with its four columns named, three firms inspected, no task of a firm's name."""
    mapping = tmp_path / "对照.csv"
    mapping.write_text(
        "表头,列名\n任务标题（抽检企业）,name\n随机号,task_no\n项目名称,item_name\n"
        "截止日期,inspected_on\n",
        encoding="utf-8",
    )
    report = import_files([WORLDS / "tables_r12"], mapping=mapping)
    assert [file["table"] for file in report["files"]] == ["inspection_results"]
    assert sorted((row["task_no"], str(row["inspected_on"])) for row in rows("task_rows")) == [
        ("20220601000010", "2022-06-01"),
        ("20220601000011", "2022-06-02"),
        ("20220601000012", "2022-06-03"),
    ]


def test_black_list_and_area_of_a_roster(import_case):
    """R13: 测试乙 is on the black list, both are of 莆田."""
    import_case("tables_r13", "tables_r27")
    assert sorted((row["name"], row["unit"], row["state"]) for row in rows("inspectors")) == [
        ("测试乙", "莆田", "黑名单"),
        ("测试甲", "莆田", "有效"),
    ]
    assert {(row["county_code"], row["unit"]) for row in rows("entities")} == {("350302", "莆田")}
    assert [row["risk_class"] for row in rows("class_periods")] == ["B", "B"]


def test_types_of_registration_tell_the_kind(import_case):
    """By GB/T 12402, by codes before a name and by words; what says nothing stays unknown."""
    import_case("tables_kinds")
    kinds = {int(row["name"][2:-1]): row["entity_kind"] for row in rows("entities")}
    firms = dict.fromkeys((0, 1, 2, 3, 4, 5, 6, 7, 12, 13), "企业")
    others = {8: "农民专业合作社", 9: "个体工商户", 10: "代表机构", 11: "未知", 14: "未知"}
    assert kinds == firms | others


def test_a_foreign_list_alone_is_refused_with_the_headers_that_decided(tmp_path):
    """A workbook that is called 检查对象 and is a list of licences."""
    book = load_workbook(WORLDS / "tables_r01" / "1_检查对象_20220909.xlsx")
    for number, header in enumerate(("许可编号", "许可内容", "许可机关"), start=10):
        book.active.cell(1, number, header)
    path = tmp_path / "检查对象_20220909.xlsx"
    book.save(path)
    with pytest.raises(BadInput, match="行政许可名单，不是检查对象：许可编号、许可内容、许可机关"):
        import_files([path])


def test_a_snapshot_from_before_penalties_takes_them_in(import_case, take):
    """Without the staged tables that are new, as an older program left it."""
    import_case("tables_base")
    for name in ("penalties", "listings", "spent"):
        (current().folder / "staged" / f"{name}.parquet").unlink()
    take(
        行政处罚_20220905=[
            "企业名称,统一社会信用代码,处罚决定书文号,处罚机关",
            f"甲,{FIRM_A},罚1,某局",
        ]
    )
    assert [row["document_no"] for row in rows("follow_ups")] == ["罚1"]


def test_a_word_that_is_kept_is_doubted_where_it_stands(import_case, take):
    """天书 of 09-03 is no state; the file of 09-05 does not say one."""
    import_case("tables_base")
    take(
        检查对象_20220903=["统一社会信用代码,企业名称,登记状态", f"{FIRM_A},甲公司,天书"],
        检查对象_20220905=["统一社会信用代码,企业名称,县(市、区)", f"{FIRM_A},甲公司,城厢区"],
    )
    found = [row for row in rows("warnings") if row["rule_code"] == "value_unknown"]
    assert [(row["file"], row["source_row"], row["raw_value"]) for row in found] == [
        ("检查对象_20220903.csv", 2, "天书")
    ]
