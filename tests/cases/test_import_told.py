"""What is told of a file: what it was taken for, its date, what was left out, what is doubted."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from ingest.files import Rows, write_csv, write_xlsx

from inspection.console.cli import main
from inspection.data.snapshots import current
from inspection.ingest.account import in_words

PARTS = ("loaded", "duplicate", "rejected", "non_data")
REGISTER = ("统一社会信用代码", "企业名称", "县（市、区）")
FIRM_A = ("91350302MA0005019W", "莆田示例甲商贸有限公司", "城厢区")
FIRM_B = ("91350302MA0005027P", "莆田示例乙商贸有限公司", "城厢区")


@pytest.fixture
def told(warehouse_folder, capsys):
    """`told(path, …)`: exit code and report of `import --json`."""

    def run(*paths: Path, options: tuple[str, ...] = ()) -> tuple[int, dict]:
        code = main(["import", *map(str, paths), *options, "--json"])
        report = json.loads(capsys.readouterr().out)
        for file in report["files"]:
            assert file["read"] == sum(file[part] for part in PARTS)
        return code, report

    return run


@pytest.fixture
def write_book(tmp_path: Path) -> Callable[..., Path]:
    """`write_book("甲_20220909.xlsx", rows, 第2页=rows)`: a workbook in a folder of its own."""

    def write(name: str, rows: Rows, **more: Rows) -> Path:
        folder = tmp_path / "导出"
        folder.mkdir(exist_ok=True)
        return write_xlsx(folder / name, Sheet1=rows, **more)

    return write


# R27: 所在街镇 and 诚信级别 are no headers that we know; both firms are without place.
def test_columns_that_nobody_knows_are_named_with_their_cells(told, ask, write_book):
    header = (
        *("统一社会信用代码", "企业名称", "主体类型", "登记状态", "成立日期"),
        *("所在街镇", "诚信级别", "有无变动", "法定代表人", "经营范围"),
    )
    own = ("企业", "存续", "2016-10-12")
    path = write_book(
        "检查对象_20220909.xlsx",
        [
            header,
            (*FIRM_A[:2], *own, "城厢区", "B", "否", "欧阳不存", "服装"),
            (*FIRM_B[:2], *own, "城厢区", "B", "", "欧阳不存", ""),
        ],
    )
    code, report = told(path)
    [file] = report["files"]
    assert code == 0
    assert file["table"] == "register"
    assert (file["deciding_headers"], file["header_row"]) == (["统一社会信用代码", "企业名称"], 1)
    assert (file["date_basis"], file["date_text"]) == ("file_name", "20220909")
    found = [
        (one["header"], one["unused_kind"], one["cell_count"], one["samples"])
        for one in file["unused_columns"]
    ]
    assert found == [
        ("所在街镇", "unknown", 2, ["城厢区"]),
        ("诚信级别", "unknown", 2, ["B"]),
        ("有无变动", "unknown", 1, ["否"]),
        ("法定代表人", "personal", 2, []),
        ("经营范围", "not_needed", 1, []),
    ]
    assert file["unplaced"] == 2
    listed = [row["header"] for row in ask("unused_columns")]
    assert listed == ["所在街镇", "诚信级别", "有无变动", "法定代表人", "经营范围"]
    assert in_words(file) == [
        "认作“检查对象”，依据第1行表头：统一社会信用代码、企业名称",
        "导出日期 2022-09-09：文件名中的“20220909”",
        "未使用的列：所在街镇（第6列，2 格有内容，如 城厢区）、"
        "诚信级别（第7列，2 格有内容，如 B）、有无变动（第8列，1 格有内容，如 否）",
        "认得但不需要的列：经营范围",
        "个人信息列，读入时即丢弃：法定代表人",
        "存疑：管辖地区无法映射 2",
        "2 行没有对应的报告单位（未映射）",
    ]
    assert "法定代表人" in in_words(file, "en")[4]


# Title, header, hint, sample, two firms of which one stands twice, total, note.
def test_rows_that_were_not_loaded_are_listed_with_number_and_content(told, ask, write_book):
    header = ("统一社会信用代码", "企业名称", "县（市、区）", "联络人")
    path = write_book(
        "检查对象.xlsx",
        [
            ("检查对象表（导出日期：2022年9月9日） 填报人：欧阳不存 13911112222",),
            header,
            ("18位代码，必填", "必填", "选填", ""),
            ("例：91350302MA00090010", "示例样本有限公司", "城厢区", "欧阳不存"),
            (*FIRM_A, "欧阳不存"),
            (*FIRM_B, "欧阳不存"),
            (*FIRM_A, "欧阳不存"),
            ("合计", "", "2户"),
            ("注：联系人：欧阳不存",),
        ],
    )
    code, report = told(path)
    [file] = report["files"]
    assert (code, file["loaded"], file["duplicate"], file["non_data"]) == (0, 2, 1, 6)
    assert file["exported_on"] == "2022-09-09"
    listed = [
        (row["source_row"], row["aside_kind"], row["same_as_row"], row["cells"])
        for row in ask("set_aside_list")
    ]
    assert listed == [
        (1, "title", None, ["检查对象表（导出日期：2022年9月9日） 填报人：*** ***"]),
        (2, "header", None, list(header)),
        (3, "hint", None, ["18位代码，必填", "必填", "选填"]),
        (4, "sample", None, ["例：91350302MA00090010", "示例样本有限公司", "城厢区", "***"]),
        (7, "duplicate", 5, [*FIRM_A, "***"]),
        (8, "total", None, ["合计", None, "2户"]),
        (9, "note", None, ["注：联系人：***"]),
    ]
    assert file["set_aside_rows"] == dict.fromkeys(
        ("title", "header", "hint", "sample", "duplicate", "total", "note"), 1
    )


# R06: an archive and a workbook of another program beside the one that is read.
def test_files_of_a_folder_that_are_not_read_are_named_and_end_with_1(told, ask, write_book):
    path = write_book("检查对象_20220909.xlsx", [REGISTER, FIRM_A])
    for name in ("检查对象.rar", "说明.md", "truth.json", "~$检查对象_20220909.xlsx"):
        (path.parent / name).write_bytes(
            b"Rar!\x1a\x07\x01\x00" if name.endswith(".rar") else b"text"
        )
    code, report = told(path.parent)
    unread = {Path(one["path"]).name: one["looks_like_data"] for one in report["unread"]}
    assert unread == {"检查对象.rar": True, "说明.md": False, "truth.json": False}
    assert [(Path(one["path"]).name, one["reason"]) for one in report["left_out"]] == [
        ("检查对象.rar", "not_read")
    ]
    assert (code, current() is not None) == (1, True)
    files = [row["file"] for row in ask("set_aside_by_kind") if row["aside_kind"] == "not_read"]
    assert files == ["检查对象.rar", "truth.json", "说明.md"]
    (path.parent / "检查对象.rar").unlink()
    code, report = told(path.parent)
    assert (code, report["left_out"]) == (0, [])


# R18: the second sheet has two firms and no header; the third explains two parameters.
def test_a_sheet_of_data_without_a_header_is_named_and_ends_with_1(told, write_book):
    path = write_book(
        "检查对象_20220909.xlsx",
        [REGISTER, FIRM_A],
        第2页=[FIRM_B, ("91350302MA0005035J", "莆田示例丙商贸有限公司", "荔城区")],
        参数表=[("参数", "含义"), ("1", "企业"), ("2", "个体户")],
        第4页=[
            ("企业名称", "统一社会信用代码", "案号", "执行法院"),
            ("甲", FIRM_A[0], "1", "某院"),
        ],
    )
    code, report = told(path)
    assert code == 1
    left_out = [(one["sheet"], one["reason"]) for one in report["left_out"]]
    assert left_out == [("第2页", "no_table"), ("第4页", "no_table")]
    words = {file["sheet"]: in_words(file) for file in report["files"]}
    assert words["第2页"] == ["没有认出表，2 行未导入"]
    assert words["第4页"] == ["看表头是司法执行名单，2 行未导入"]
    assert [file["kind"] for file in report["files"]] == [None, None, None, "司法执行名单"]


RESULTS = (
    "抽查任务编号",
    "统一社会信用代码",
    "企业名称",
    "县（市、区）",
    "检查事项",
    "检查结果",
    "检查日期",
)
FIRM_C = ("91350302MA0005035J", "莆田示例丙商贸有限公司", "城厢区")
FIRM_D = ("91350302MA0005043D", "莆田示例丁商贸有限公司", "城厢区")


def doubts(ask: Callable[..., list[dict]]) -> list[tuple]:
    """Every doubt in the order of the rows: row, column, rule, the cell, what was made of it."""
    keys = ("source_row", "column_name", "rule_code", "raw_value", "clean_value")
    rows = sorted(ask("doubt_list"), key=lambda row: (row["file"], row["sheet"], row["source_row"]))
    return [tuple(row[key] for key in keys) for row in rows]


# R02: three numeric codes lost their digits, beside a 注册号 each; the fourth is text.
def test_damaged_codes_are_doubts_also_beside_a_registration_number(told, ask, write_book):
    path = write_book(
        "检查对象_20220909.xlsx",
        [
            ("企业名称", "注册号", "统一社会信用代码", "县（市、区）"),
            (FIRM_A[1], "350302200001004", 913503020000000000, "城厢区"),
            (FIRM_B[1], "350302200001012", 913503020000010000, "城厢区"),
            (FIRM_C[1], "350302200001029", 913503020000020000, "城厢区"),
            (FIRM_D[1], "350302200001037", FIRM_D[0], "城厢区"),
        ],
    )
    _, report = told(path)
    assert report["files"][0]["doubts"] == {"code_damaged": 3, "kind_unknown": 3}
    damaged = [(row[0], row[3], row[4]) for row in doubts(ask) if row[2] == "code_damaged"]
    assert damaged == [
        (2, "9.13503020000000E+17", None),
        (3, "9.13503020000010E+17", None),
        (4, "9.13503020000020E+17", None),
    ]


# R03 and R23: the register has four firms. Results: a good code, one of 17 characters, one of
# 19, one with "?", one as text rounded to 15 digits, and once more firm A under 17 characters.
def test_codes_that_cannot_be_are_doubts_and_the_firm_is_found_by_name(told, ask, write_book):
    register = write_book("检查对象_20220909.xlsx", [REGISTER, FIRM_A, FIRM_B, FIRM_C, FIRM_D])
    cells = ("登记事项检查", "未发现问题", "2022-06-01")
    task = "闽市监抽查〔2022〕1号"
    results = write_book(
        "检查结果_20220909.xlsx",
        [
            RESULTS,
            (task, *FIRM_A, *cells),
            (task, FIRM_B[0][:-1], *FIRM_B[1:], *cells),
            (task, FIRM_C[0] + "0", *FIRM_C[1:], *cells),
            (task, FIRM_D[0][:-1] + "?", *FIRM_D[1:], *cells),
            ("闽市监抽查〔2022〕2号", FIRM_A[0][:-1], *FIRM_A[1:], *cells),
            ("闽市监抽查〔2022〕3号", "913503020005019000", *FIRM_A[1:], *cells),
            ("闽市监抽查〔2022〕4号", "91350302MA00050", "", "城厢区", *cells),
        ],
    )
    code, report = told(register, results)
    assert code == 0
    [row] = ask("standing_by_unit", units=["莆田"])
    assert (row["drawn_count"], row["checked_count"]) == (4, 4)
    found = [row[:3] for row in doubts(ask) if row[2].startswith("code_")]
    assert found == [
        (3, "uscc", "code_length"),
        (4, "uscc", "code_length"),
        (5, "uscc", "code_sign"),
        (6, "uscc", "code_length"),
        (7, "uscc", "code_damaged"),
    ]
    refused = next(file for file in report["files"] if file["rejected"])
    assert refused["reject_reasons"] == {"code_unusable": 1}
    assert in_words(refused)[2].startswith("拒收：代码不可用")
    [reject] = ask("reject_list")
    assert (reject["source_row"], reject["reason_code"]) == (8, "code_unusable")


# One column with 18, 15 and 13 characters, a cooperative with NA and X, 企独, and wrappers.
def test_old_numbers_stay_numbers_and_other_lengths_are_told(told, ask, tmp_path):
    header = ("统一社会信用代码/注册号", "企业名称", "主体类型", "县（市、区）")
    numbers = (
        "91350302MA0005019W",
        "350302200001004",
        "3503022000010",
        "350302NA000001X",
        "企独闽莆总字第000123号",
        '="350302200001012"',
        "'350302200001029",
        "无",
    )
    rows = [(number, f"莆田示例{i}有限公司", "企业", "城厢区") for i, number in enumerate(numbers)]
    told(write_csv(tmp_path / "检查对象_20220909.csv", [header, *rows]))
    entities = pq.read_table(current().folder / "entities.parquet").to_pylist()
    listed = sorted((row["name"][4], row["uscc"] or row["reg_no"]) for row in entities)
    assert listed == [
        ("0", "91350302MA0005019W"),
        ("1", "350302200001004"),
        ("2", "3503022000010"),
        ("3", "350302NA000001X"),
        ("4", "企独闽莆总字第000123号"),
        ("5", "350302200001012"),
        ("6", "350302200001029"),
        ("7", None),
    ]
    assert [row[0:1] + row[2:] for row in doubts(ask)] == [
        (4, "code_length", "3503022000010", "3503022000010"),
        (6, "code_length", "企独闽莆总字第000123号", "企独闽莆总字第000123号"),
        (9, "code_missing", "无", None),
    ]
    cleaned = {
        (row["column_name"], row["rule_code"]): row["cell_count"] for row in ask("cleaned_cells")
    }
    assert cleaned["id_raw", "text_formula"] == 1
    assert cleaned["id_raw", "code_form"] == 1


# R04: 长乐 in 嵊州市长乐所 is not the 长乐区 of 福州; 东山市监所 is mapped, with a doubt.
def test_places_elsewhere_and_bare_names_are_doubts(told, ask, write_book):
    header = ("企业名称", "统一社会信用代码", "登记机关", "管辖单位")
    stations = (
        "嵊州市长乐所",
        "东山市监所",
        "台江区长乐路所",
        "杭州市鼓楼区小营所",
        "福州市鼓楼所",
        "",
    )
    codes = (
        "91330683MA00060032",
        "91330683MA0006011W",
        "91330683MA000602XL",
        "91330683MA0006038L",
        "91330683MA0006046F",
        "91350302MA0005019W",
    )
    rows = [
        (f"示例{i}有限公司", code, "示例市场监督管理局", station)
        for i, (code, station) in enumerate(zip(codes, stations, strict=True))
    ]
    _, report = told(write_book("抽查名单_20220909.xlsx", [header, *rows]))
    assert [row[:1] + row[2:] for row in doubts(ask)] == [
        (2, "place_elsewhere", "嵊州市长乐所", "未映射"),
        (3, "place_by_name", "东山市监所", "东山县"),
        (5, "place_elsewhere", "杭州市鼓楼区小营所", "未映射"),
        (6, "place_by_name", "福州市鼓楼所", "鼓楼区"),
        (7, "place_unknown", None, "未映射"),
    ]
    assert report["files"][0]["unplaced"] == 3


# 小计 30 = 10 + 20; 小计 6 is not 5, 小计 7 of no row is not 0; 合计 36 is not 35.
# R25: 合计 2户 of two firms, three rows.
def test_totals_of_a_file_stand_beside_what_was_loaded(told, ask, write_book):
    plans = write_book(
        "抽查计划_20220909.xlsx",
        [
            ("抽查计划编号", "抽查计划名称", "抽查数量"),
            ("35030020221001", "计划一", "10"),
            ("35030020221002", "计划二", "20"),
            ("小计", "", "30"),
            ("35030020221003", "计划三", "5"),
            ("小计", "", "6"),
            ("小计", "", "7"),
            ("合计", "", "36"),
        ],
    )
    cells = ("登记事项检查", "未发现问题", "2022-06-01")
    results = write_book(
        "检查结果_20220909.xlsx",
        [
            RESULTS,
            ("T1", *FIRM_A, *cells),
            ("T2", *FIRM_A, *cells),
            ("T1", *FIRM_B, *cells),
            ("合计", "", "", "2户", "3条", "", ""),
        ],
    )
    code, report = told(plans, results)
    assert code == 0
    found = sorted(
        (
            row["source_row"],
            row["column_name"],
            row["total_basis"],
            row["stated_value"],
            row["counted_value"],
            row["is_different"],
        )
        for row in ask("source_totals")
    )
    assert found == [
        (4, "count_text", "sum", 30, 30, False),
        (5, "county", "firms", 2, 2, False),
        (5, "item_name", "rows", 3, 3, False),
        (6, "count_text", "sum", 6, 5, True),
        (7, "count_text", "sum", 7, 0, True),
        (8, "count_text", "sum", 36, 35, True),
    ]
    assert ask("source_totals")[0]["is_different"] is True
    assert report["files"][0]["doubts"]["total_differs"] == 3


# 莆田 was exported on Friday 9 and Friday 2 September, 福州 on the 2nd alone.
def test_what_each_unit_has_sent_and_what_this_week_lacks(told, ask, write_book):
    header = (*REGISTER, "主体类型")
    fuzhou = ("91350100MA00000155", "福州示例一号商贸有限公司", "鼓楼区")
    earlier = write_book("检查对象_20220902.xlsx", [header, (*FIRM_A, "企业"), (*fuzhou, "企业")])
    later = write_book(
        "检查对象_20220909.xlsx",
        [header, (*FIRM_A, "企业"), (*FIRM_B, "企业")],
        第2页=[header, (*FIRM_C, "企业")],
    )
    told(earlier, later)
    rows = {row["unit"]: row for row in ask("sent_by_unit", date(2022, 9, 9))}
    assert {
        unit: (rows[unit]["exported_on"], rows[unit]["sent_row_count"], rows[unit]["is_missing"])
        for unit in ("福州", "莆田", "宁德")
    } == {
        "福州": (date(2022, 9, 2), 1, True),
        "莆田": (date(2022, 9, 9), 3, False),
        "宁德": (None, None, True),
    }
    assert (len(rows), rows["莆田"]["file_count"]) == (10, 1)
    monday = {row["unit"]: row["is_missing"] for row in ask("sent_by_unit", date(2022, 9, 4))}
    assert (monday["福州"], monday["宁德"]) == (False, True)


# R21: 10 shown as 0010 by its number format is 0010, beside 0020 as text; 30 without a format
# and 0.5 stay as they are, and 30 is a doubt among numbers with leading zeros.
def test_zeros_of_a_number_format_belong_to_the_number(told, ask, tmp_path):
    path = tmp_path / "执法人员_20220909.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, zeros = book.add_worksheet(), book.add_format({"num_format": "0000"})
        sheet.write_row(0, 0, ("单位工号", "姓名", "工作单位", "人员状态"))
        sheet.write_number(1, 0, 10, zeros)
        sheet.write_string(2, 0, "0020")
        sheet.write_number(3, 0, 30)
        sheet.write_number(4, 0, 0.5, zeros)
        for row, name in enumerate(("测试甲", "测试乙", "测试丙", "测试丁"), start=1):
            sheet.write_row(row, 1, (name, "莆田市市场监督管理局", "有效"))
    told(path)
    inspectors = pq.read_table(current().folder / "inspectors.parquet").to_pylist()
    numbers = sorted(row["inspector_id"].split("-")[1] for row in inspectors)
    assert numbers == ["0.5", "0010", "0020", "30"]
    assert [row[0:4] for row in doubts(ask)] == [(4, "emp_no", "zeros_lost", "30")]


# R08: no cell of the register makes a firm a hint; R17 and R15 are no firms.
def test_a_row_with_code_and_name_is_data_and_a_sample_is_none(told, ask, write_book):
    header = ("统一社会信用代码", "企业名称", "经营范围", "县（市、区）")
    register = write_book(
        "检查对象_20220909.xlsx",
        [
            header,
            (FIRM_A[0], "莆田示例甲服饰有限公司", "服装样例制作，必填", "城厢区"),
            (FIRM_B[0], "莆田YYYY服饰有限公司", "服装", "城厢区"),
            (FIRM_C[0], "合计示例有限公司", "说明：服装", "城厢区"),
            (FIRM_D[0], "测试企业", "服装", "城厢区"),
            ("示例：91350302MA00090010", "示例样本有限公司", "", ""),
        ],
    )
    _, report = told(register)
    assert (report["files"][0]["loaded"], report["files"][0]["non_data"]) == (4, 2)
    assert report["files"][0]["set_aside_rows"] == {"header": 1, "sample": 1}
    assert [row[:4] for row in doubts(ask)] == [(5, "name", "sample_name", "测试企业")]


# R15: above the header stands a block of instructions with a date in it.
def test_an_error_about_headers_names_header_cells_alone(warehouse_folder, write_book, capsys):
    path = write_book(
        "模板_20220909.xlsx",
        [
            ("使用说明：\n1、请按模板填录；\n2、均为必填项；\n3、日期示例：2015-03-09",),
            ("序号", "债权人", "债务人", "主债权种类"),
            (1, "示例甲", "示例乙", "合同"),
        ],
    )
    assert main(["import", str(path)]) == 2
    said = capsys.readouterr().err
    assert "序号、债权人、债务人、主债权种类" in said
    assert "请按模板" not in said


# R22: twelve ways to write 10 March; only 3/10/2022 can be read two ways, 13/3/2022 cannot.
def test_only_dates_that_can_be_read_two_ways_are_ambiguous(told, ask, write_book):
    days = ("20220310", "2022-3-10", "2022.3.10", "２０２２年３月１０日", "3/10/2022", "13/3/2022")
    rows = [
        ("T1", FIRM_A[0], FIRM_A[1], "城厢区", f"事项{i}", "未发现问题", day)
        for i, day in enumerate(days)
    ]
    told(write_book("检查结果_20220909.xlsx", [RESULTS, *rows]))
    found = [row for row in doubts(ask) if row[1] == "inspected_on"]
    assert found == [(6, "inspected_on", "date_order_ambiguous", "3/10/2022", "2022-03-10")]


# Twelve spellings of one unit, a firm each; all of it are placed, none with a doubt of place.
def test_pingtan_is_one_unit_under_all_its_names(told, ask, write_book):
    names = (
        "平潭",
        "平潭县",
        "平潭综合实验区",
        "平潭实验区",
        "平潭县市场监督管理局",
        "平潭综合实验区市场监管局",
        "平潭综合实验区市场监督管理局",
        "福建省平潭县",
        "350128",
        "平潭 综合实验区",
        "平潭县市场监管局流水所",
        "平潭自贸片区",
    )
    header = ("统一社会信用代码", "企业名称", "主体类型", "管辖单位")
    rows = [
        (f"3501282000{i:05d}", f"平潭示例{i}有限公司", "企业", name) for i, name in enumerate(names)
    ]
    _, report = told(write_book("检查对象_20220909.xlsx", [header, *rows]))
    entities = pq.read_table(current().folder / "entities.parquet").to_pylist()
    assert {row["unit"] for row in entities} == {"平潭"}
    assert report["files"][0]["unplaced"] == 0
    assert {row[2] for row in doubts(ask)} == {"reg_no_check_digit"}


# Two tasks: firm A under its code and its old number, firm B under its number in both.
def test_two_tasks_share_firms_under_number_and_code(told, ask, write_book):
    register = write_book(
        "检查对象_20220909.xlsx",
        [
            ("统一社会信用代码", "注册号", "企业名称", "主体类型", "县（市、区）"),
            (FIRM_A[0], "350302200001004", FIRM_A[1], "企业", "城厢区"),
            (FIRM_B[0], "350302200001012", FIRM_B[1], "企业", "城厢区"),
        ],
    )
    header = ("抽查任务编号", "统一社会信用代码/注册号", *RESULTS[2:])
    cells = ("登记事项检查", "未发现问题", "2022-06-01")
    results = write_book(
        "检查结果_20220909.xlsx",
        [
            header,
            ("T1", FIRM_A[0], *FIRM_A[1:], *cells),
            ("T1", "350302200001012", *FIRM_B[1:], *cells),
            ("T2", "350302200001004", *FIRM_A[1:], *cells),
            ("T2", "350302200001012", *FIRM_B[1:], *cells),
        ],
    )
    told(register, results)
    [row] = ask("standing_by_unit", units=["莆田"])
    assert (row["drawn_count"], row["checked_count"]) == (2, 2)
    rows = pq.read_table(current().folder / "task_rows.parquet").to_pylist()
    assert sorted((row["task_no"], row["entity_id"]) for row in rows) == [
        ("T1", 1),
        ("T1", 2),
        ("T2", 1),
        ("T2", 2),
    ]


# R25: merged blocks, a total and a note are right; a continuation that is not merged has no task.
def test_merged_blocks_totals_and_notes_stay_right(told, ask, tmp_path):
    path = tmp_path / "检查结果_20220909.xlsx"
    result = ("未发现问题", "2022-06-01")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, RESULTS)
        for column, cell in enumerate(("T1", *FIRM_A)):
            sheet.merge_range(1, column, 2, column, cell)
        sheet.write_row(1, 4, ("登记事项检查", *result))
        sheet.write_row(2, 4, ("公示信息检查", *result))
        sheet.write_row(3, 0, ("T1", *FIRM_B, "登记事项检查", *result))
        sheet.write_row(4, 4, ("公示信息检查", *result))
        sheet.write_row(5, 0, ("合计", "", "", "2户"))
        sheet.write_row(6, 0, ("注：本表由各县汇总",))
    code, report = told(path)
    [file] = report["files"]
    assert (code, file["read"], file["loaded"], file["rejected"], file["non_data"]) == (
        0,
        7,
        3,
        1,
        3,
    )
    assert file["set_aside_rows"] == {"header": 1, "note": 1, "total": 1}
    [reject] = ask("reject_list")
    assert (reject["source_row"], reject["reason_code"]) == (5, "key_missing")
    [total] = ask("source_totals")
    assert (total["stated_value"], total["counted_value"], total["is_different"]) == (2, 2, False)


# R05: two of four offices name no place that we know; the others lie in 城厢区 and 荔城区.
def test_offices_of_results_without_an_alias_are_listed(told, ask, write_book):
    header = ("抽查任务编号", *REGISTER[:2], "管辖单位", "检查事项", "检查结果", "检查日期")
    checked = ("登记事项检查", "未发现问题", "2022-06-01")
    firm_c = ("91350302MA0005035J", "莆田示例丙商贸有限公司")
    firm_d = ("91350302MA0005043D", "莆田示例丁商贸有限公司")
    path = write_book(
        "检查结果_20220909.xlsx",
        [
            header,
            ("测市监抽查〔2022〕1号", *FIRM_A[:2], "高新区管委会监管科", *checked),
            ("测市监抽查〔2022〕1号", *FIRM_B[:2], "城厢区市场监管局城西所", *checked),
            ("测市监抽查〔2022〕1号", *firm_c, "经济开发区分局", *checked),
            ("测市监抽查〔2022〕1号", *firm_d, "荔城", *checked),
        ],
    )
    code, report = told(path)
    [file] = report["files"]
    assert (code, file["loaded"], file["unplaced"]) == (0, 4, 2)
    unmapped = {(row["raw_value"], row["cell_count"]) for row in ask("unmapped_values")}
    assert unmapped == {("高新区管委会监管科", 1), ("经济开发区分局", 1)}


# Sent when there are any: shown with their units and days, and missing of nobody.
def test_what_comes_now_and_then_is_covered_and_never_missing(told, ask, write_book):
    firms = write_book("检查对象_20220909.xlsx", [(*REGISTER, "主体类型"), (*FIRM_A, "企业")])
    penalties = write_book(
        "行政处罚_20220902.xlsx",
        [
            ("统一社会信用代码", "企业名称", "处罚决定书文号", "处罚日期", "违法行为"),
            (*FIRM_A[:2], "莆市监罚〔2022〕1号", "2022-08-01", "虚假宣传"),
        ],
    )
    listed = write_book(
        "经营异常名录_20220902.xlsx",
        [
            ("统一社会信用代码", "企业名称", "列入日期", "列入经营异常名录原因"),
            (*FIRM_A[:2], "2022-08-02", "未年报"),
        ],
    )
    events = write_book(
        "大事记_20220902.xlsx",
        [("日期", "单位", "事件"), ("2022-08-03", "泉州", "部署"), ("2022-08-04", "", "会议")],
    )
    items = write_book(
        "抽查事项清单_20220902.xlsx",
        [("事项编码", "发布单位", "抽查事项"), ("A08", "福建省市场监督管理局", "登记事项检查")],
    )
    roster = write_book(
        "执法检查人员_20220902.xlsx",
        [("工号", "姓名", "工作单位"), ("0001", "测试乙", "莆田市市场监督管理局")],
    )
    recusals = write_book(
        "回避登记_20220902.xlsx",
        [("工号", "工作单位", "回避对象"), ("0001", "莆田市市场监督管理局", FIRM_A[0])],
    )
    told(firms, penalties, listed, events, items, roster, recusals)
    occasional = ("penalties", "listings", "recusals", "items", "events")
    rows = [r for r in ask("sent_by_unit", date(2022, 9, 9)) if r["table_name"] in occasional]
    assert [
        (r["unit"], r["table_name"], r["last_fact_on"], r["sent_row_count"], r["is_missing"])
        for r in sorted(rows, key=lambda r: (r["table_name"], r["unit"]))
    ] == [
        ("泉州", "events", date(2022, 8, 3), 1, False),
        ("省局本级", "events", date(2022, 8, 4), 1, False),
        ("省局本级", "items", None, 1, False),
        ("莆田", "listings", date(2022, 8, 2), 1, False),
        ("莆田", "penalties", date(2022, 8, 1), 1, False),
        ("莆田", "recusals", None, 1, False),
    ]
