"""Files as clerks keep them: odd separators, numbered headers, two tables on one sheet."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from ingest.files import FIRM_A, FIRM_B, REGISTER, RESULTS, csv_text, write_xlsx
from ingest.parts import write_zip
from inspection.errors import BadInput
from inspection.ingest.detection import detect
from inspection.ingest.finding import find_files
from inspection.ingest.headers import find_header
from inspection.ingest.number_formats import shown_by
from inspection.ingest.publish import import_files
from inspection.ingest.readers import open_sheets
from inspection.ingest.vocabulary import read_vocabulary

ZEROS = Path(__file__).parents[1] / "files" / "zeros"
FIRMS = [(FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区"), (FIRM_B, "厦门示例", "企业", "思明区")]
TEXT = csv_text([REGISTER, *FIRMS])


@pytest.fixture(scope="module")
def words():
    return read_vocabulary(None)


def read(path):
    """Rows of the first sheet."""
    [sheet] = open_sheets(detect(path))
    table = sheet.read(4)
    return [tuple(row[f"c{i}"] for i in range(4)) for row in table.to_pylist()]


def written(path, content, encoding="utf-8"):
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def test_separators_and_encodings_of_other_programs(tmp_path):
    for i, (content, encoding) in enumerate(
        [
            *((TEXT.replace(",", mark), "utf-8") for mark in "^~\x01"),
            (TEXT, "utf-32"),
            (TEXT.replace("\n", "\r"), "gb18030"),
        ]
    ):
        path = written(tmp_path / f"{i}.csv", content, encoding)
        assert read(path) == [REGISTER, *FIRMS], (i, encoding)
    # What old programs leave behind the last row is no row.
    assert read(written(tmp_path / "末.csv", f"{TEXT}\x1a"))[3] == (None,) * 4


def test_texts_that_no_reader_can_part_are_refused_with_the_remedy(tmp_path):
    wide = written(tmp_path / "全角.csv", TEXT.replace(",", "，"))
    with pytest.raises(BadInput, match=r"全角逗号.*用半角逗号"):
        read(wide)
    slashes = written(tmp_path / "反斜杠.csv", TEXT.replace("厦门示例", '"厦门\\"示例\\",公司"'))
    with pytest.raises(BadInput, match=r"引号前有反斜杠.*第3行"):
        read(slashes)
    # A right quote behind a backslash ends its cell.
    path = written(tmp_path / "盘.csv", TEXT.replace("厦门示例", '"C:\\"'))
    assert read(path)[2][1] == "C:\\"
    mixed = written(tmp_path / "混.csv", TEXT.encode()[:-20] + "思明区".encode("gb18030"))
    with pytest.raises(BadInput, match=r"按 UTF-8 读.*第3行"):
        read(mixed)


def test_headers_with_numbers_and_colons(words):
    for form in ("{n}.{h}", "（{n}）{h}", "{n}、{h}：", "*{h}（必填）", "{h}："):
        row = [form.format(n=i, h=header) for i, header in enumerate(REGISTER, 1)]
        found = find_header([row, list(FIRMS[0])], words)
        assert found is not None, form
        assert found.columns == ("id_raw", "name", "entity_kind", "county"), form


def test_a_row_that_numbers_or_translates_the_columns_is_no_firm(words):
    for row in (
        ["1", "2", "3", "4"],
        ["（1）", "（2）", "（3）", "（4）"],
        ["甲", "乙", "1", "2"],
        ["栏次", "1", "2", "3"],
        ["USCC", "NAME", "TYPE", "COUNTY"],
    ):
        found = find_header([list(REGISTER), row, list(FIRMS[0])], words)
        assert found.data_row == 2, row
    for row in (["1", "3", "企业", "4"], ["1", "2", "", ""], list(FIRMS[0])):
        assert find_header([list(REGISTER), row], words).data_row == 1, row


def test_a_second_table_on_a_sheet_is_set_aside_and_named(warehouse_folder, tmp_path):
    results = [RESULTS, ("T1", FIRM_A, "某", "鼓楼区局", "A08", "正常", "2022-06-15")]
    path = write_xlsx(
        tmp_path / "检查对象_20220909.xlsx",
        数据=[REGISTER, *FIRMS, REGISTER, ("93350722MA0000015R", "合作社", "农专社", "浦城县")],
        两表=[REGISTER, ("91350128MA0000015P", "丙", "企业", ""), (), ("检查结果",), *results],
    )
    report = import_files([path])
    counts = [(f["sheet"], f["loaded"], f["rejected"]) for f in report["files"]]
    # The title of the second table stands above its header: a row without code and name.
    assert counts == [("数据", 3, 0), ("两表", 1, 1)]
    assert report["files"][1]["set_aside_rows"] == {"other_table": 2, "blank": 1, "header": 1}
    assert [(one["sheet"], one["reason"]) for one in report["left_out"]] == [
        ("两表", "other_table")
    ]


def test_the_name_of_a_sheet_is_the_place_where_its_columns_are_blank(
    words, warehouse_folder, tmp_path
):
    header = (*REGISTER, "管辖单位")
    path = write_xlsx(
        tmp_path / "检查对象_20220909.xlsx",
        鼓楼区=[header, (FIRM_A, "甲", "企业", "", "")],
        平潭=[header, (FIRM_B, "乙", "企业", "思明区", "")],
    )
    report = import_files([path])
    assert [file["unplaced"] for file in report["files"]] == [0, 0]
    assert [(one["sheet"], one["detail"]) for one in report["remarks"]] == [("鼓楼区", "鼓楼区")]


def test_archives_of_other_programs(tmp_path):
    path = write_zip(
        tmp_path / "数据_20220909.zip",
        {"数据\\福州\\检查对象.csv": TEXT, "说明.txt": "请按格式填写", "表.txt": "a\tb\tc\n"},
    )
    found, unread = find_files([path], tmp_path / "scratch")
    assert [str(one.path.relative_to(tmp_path)) for one in found] == [
        "数据_20220909.zip/数据/福州/检查对象.csv",
        "数据_20220909.zip/表.txt",
    ]
    assert [(one.path.name, one.what, one.looks_like_data) for one in unread] == [
        ("说明.txt", "说明文字", False)
    ]
    with zipfile.ZipFile(tmp_path / "空.zip", "w"):
        pass
    with pytest.raises(BadInput, match="空的压缩包"):
        detect(tmp_path / "空.zip")


def test_a_file_in_an_archive_bears_the_date_of_the_archive(warehouse_folder, tmp_path):
    path = write_zip(tmp_path / "数据_20220909.zip", {"检查对象.csv": TEXT})
    [file] = import_files([path])["files"]
    assert (file["exported_on"], file["date_basis"]) == ("2022-09-09", "file_name")


def test_formats_that_show_zeros():
    for code, number in {
        "0000": "0012",
        "0000;-0000": "0012",
        "000000_ ": "000012",
        '"A"0000': "A0012",
        "0000\\号": "0012号",
        "[>0]0000;0": "0012",
        "[DBNum1]0000": "0012",
    }.items():
        assert shown_by(code).text("12") == number, code
    for code in ("0", "00-00", "000 0", "0000.0", "#,##0", "yyyy", "General", ""):
        assert shown_by(code) is None, code


def test_zeros_of_a_format_belong_to_the_code_in_xls_as_in_xlsx():
    """Made by an office suite; formats that are more than zeros leave the number as it is."""
    shown = ["0010", "0011", "000012", "A0013", "0014", "0015", "0016号"]
    rest = ["17", "18", "0019", "0020", "00000000000021", "22"]
    for path in sorted(ZEROS.iterdir()):
        assert [row[0] for row in read(path)][1:] == [*shown, *rest], path.name


def test_xls_and_xlsx_without_such_a_format_are_read_as_they_are(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([10])
    book.save(tmp_path / "甲.xlsx")
    [sheet] = open_sheets(detect(tmp_path / "甲.xlsx"))
    assert sheet.read(1)["c0"].to_pylist() == ["10"]


def test_lists_of_other_registers_are_none(words):
    """Few columns of a register beside as many of another matter."""
    for kind, header in {
        "注销吊销名单": "统一社会信用代码 企业名称 企业类型 登记机关 注销日期 注销原因",
        "变更登记清单": "统一社会信用代码 企业名称 企业类型 登记机关 成立日期 变更事项 变更前内容",
        "迁移名单": "统一社会信用代码 企业名称 所属区县 迁出机关 迁入机关",
        "信用修复名单": "统一社会信用代码 企业名称 所属区县 信用修复日期",
        "荣誉或认定名单": "企业名称 统一社会信用代码 所属地区 所属行业 认定批次",
        "招聘名单": "企业名称 统一社会信用代码 企业类型 所属区县 岗位名称 月薪",
        "年度报告清单": "统一社会信用代码 企业名称 登记机关 年报状态 未年报年度",
    }.items():
        head = [header.split(), ["x"] * 7]
        assert find_header(head, words) is None, kind
    for header in (
        "统一社会信用代码 单位名称 行业代码 行政区划代码 主要产品 产值",
        "单位名称 统一社会信用代码 稳岗返还金额 所属区县",
        "统一社会信用代码 企业名称 企业类型 行业门类 所属区县 从业人员 营业收入 划型结果",
    ):
        assert find_header([header.split(), ["x"] * 8], words) is None, header
    # Of supervision, whatever stands beside.
    whole = "统一社会信用代码 企业名称 登记状态 管辖单位 县(市、区) 所在街镇 楼栋"
    assert find_header([whole.split()], words).table.name == "register"


def test_samples_are_no_firms_however_they_are_marked(warehouse_folder, tmp_path):
    """Below the header and among the rows; a name of 某某 is a doubt."""
    header = ("统一社会信用代码", "企业名称", "登记状态", "县(市、区)")
    samples = [
        (f"{mark}{FIRM_A}", "某某公司", "存续", "")
        for mark in ("如：", "例如:", "(例)", "（示例）")
    ]
    real = [(FIRM_B, "厦门示例", "存续", "思明区"), (FIRM_A, "福州某某有限公司", "存续", "鼓楼区")]
    path = write_xlsx(
        tmp_path / "检查对象_20220909.xlsx", 表=[header, *samples[:2], *real, *samples[2:]]
    )
    [file] = import_files([path])["files"]
    assert (file["loaded"], file["set_aside_rows"]) == (2, {"header": 1, "sample": 4})
    assert file["doubts"] == {"sample_name": 1}
