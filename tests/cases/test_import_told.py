"""What is told of a file: what it was taken for, its date, what was left out, what is doubted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from ingest.files import Rows, write_xlsx

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


# R27: 所属区县 and 信用等级 are no headers that we know; both firms are without place.
def test_columns_that_nobody_knows_are_named_with_their_cells(told, ask, write_book):
    header = ("统一社会信用代码", "企业名称", "所属区县", "信用等级", "是否列入异常", "法定代表人")
    path = write_book(
        "检查对象_20220909.xlsx",
        [header, (*FIRM_A, "B", "否", "欧阳不存"), (*FIRM_B, "B", "", "欧阳不存")],
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
        ("所属区县", "unknown", 2, ["城厢区"]),
        ("信用等级", "unknown", 2, ["B"]),
        ("是否列入异常", "unknown", 1, ["否"]),
        ("法定代表人", "personal", 2, []),
    ]
    assert file["unplaced"] == 2
    assert [row["header"] for row in ask("unused_columns")] == [one[0] for one in found]
    assert in_words(file) == [
        "认作“检查对象”，依据第1行表头：统一社会信用代码、企业名称",
        "导出日期 2022-09-09：文件名中的“20220909”",
        "未使用的列：所属区县（第3列，2 格有内容，如 城厢区）、"
        "信用等级（第4列，2 格有内容，如 B）、是否列入异常（第5列，1 格有内容，如 否）",
        "个人信息列，读入时即丢弃：法定代表人",
        "存疑：管辖地区无法映射 2",
        "2 行没有对应的报告单位（未映射）",
    ]
    assert "法定代表人" in in_words(file, "en")[3]


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
        (path.parent / name).write_bytes(b"Rar!")
    code, report = told(path.parent)
    unread = {Path(one["path"]).name: one["is_like_data"] for one in report["unread"]}
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
    )
    code, report = told(path)
    assert code == 1
    assert [(one["sheet"], one["reason"]) for one in report["left_out"]] == [("第2页", "no_table")]
    words = {file["sheet"]: in_words(file) for file in report["files"]}
    assert words["第2页"] == ["没有认出表，2 行未导入"]
