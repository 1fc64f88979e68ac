"""Files as sheets of text, whatever their encoding, container and shape."""

from datetime import date

import pytest

from ingest.files import FIRM_A, NUMBER_A, REGISTER, write_csv, write_xlsx
from inspection.errors import BadInput
from inspection.ingest import texts
from inspection.ingest.detection import detect
from inspection.ingest.readers import open_sheets

ROWS = [REGISTER, (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")]


def cells(sheet, width):
    table = sheet.read(width)
    names = [f"c{i}" for i in range(table.num_columns - 2)]
    return [tuple(row[name] for name in names) for row in table.to_pylist()]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_text_in_every_encoding_and_separator(tmp_path, encoding, found, delimiter):
    path = write_csv(tmp_path / "表.csv", ROWS, encoding, delimiter)
    content = detect(path)
    assert content.encoding == found
    [sheet] = open_sheets(content)
    assert cells(sheet, 4) == ROWS


def test_gb18030_is_right_across_the_edges_of_blocks(tmp_path):
    rows = [(f"{i:07d}", "福州示例商贸有限公司" * 3, "丂") for i in range(300_000)]
    path = write_csv(tmp_path / "大.csv", rows, "gb18030")
    assert path.stat().st_size > 16 << 20
    table = open_sheets(detect(path))[0].read(3)
    assert table.num_rows == 300_000
    assert table["c1"].unique().to_pylist() == ["福州示例商贸有限公司" * 3]
    assert table["c2"].unique().to_pylist() == ["丂"]
    assert table["c0"][-1].as_py() == "0299999"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_may_be_longer_than_a_block(tmp_path, monkeypatch, quote):
    """With a quotation mark a cell may hold line breaks, without one a row is a line."""
    monkeypatch.setattr(texts, "BLOCK_BYTES", 400)
    rows = [REGISTER, *([FIRM_A, "甲" * count, "企业", "鼓楼区"] for count in (3, 900, 4))]
    path = tmp_path / "表.csv"
    lines = [",".join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    [sheet] = open_sheets(detect(path))
    assert [len(name or "") for name in sheet.read(4)["c1"].to_pylist()[1:]] == [3, 900, 4]


def test_rows_keep_their_number_in_the_file(tmp_path):
    text = '标题\n甲,乙,丙\n1,"有\n换行",3\n\n合计\n4,5,6,7\n8,9,\n'
    path = tmp_path / "表.csv"
    path.write_text(text, encoding="utf-8")
    table = open_sheets(detect(path))[0].read(3).sort_by("source_row").to_pylist()
    assert [row["source_row"] for row in table] == [1, 2, 3, 4, 5, 6, 7]
    assert table[2]["c1"] == "有\n换行"
    assert [row["overflow"] for row in table] == [False] * 5 + [True, False]
    assert (table[4]["c0"], table[4]["c1"]) == ("合计", None)
    assert table[6]["c2"] is None


def test_blank_cells_beyond_the_width_are_no_overflow(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("甲,乙\n1,2,,\n", encoding="utf-8")
    table = open_sheets(detect(path))[0].read(2).sort_by("source_row").to_pylist()
    assert table[1]["overflow"] is False
    assert (table[1]["c0"], table[1]["c1"]) == ("1", "2")


def test_workbook_cells_become_text(tmp_path):
    path = write_xlsx(
        tmp_path / "表.xlsx",
        数据=[
            ("名称", "数", "日期", "真", "小数", "空"),
            ("甲", 12.0, date(2022, 3, 10), True, 0.035, None),
            (NUMBER_A, 350100200000014, "0010", False, -1.5, ""),
        ],
    )
    [sheet] = open_sheets(detect(path))
    assert cells(sheet, 6)[1:] == [
        ("甲", "12", "2022-03-10", "是", "0.035", None),
        (NUMBER_A, NUMBER_A, "0010", "否", "-1.5", None),
    ]


def test_number_beyond_fifteen_digits_shows_that_it_is_damaged(tmp_path):
    path = write_xlsx(tmp_path / "表.xlsx", 数据=[("代码",), (913501006900000123,)])
    [sheet] = open_sheets(detect(path))
    assert cells(sheet, 1)[1] == ("9.13501006900000E+17",)


def test_all_sheets_are_read_and_row_numbers_count_leading_blank_rows(tmp_path):
    path = write_xlsx(tmp_path / "表.xlsx", 一=[(), (), ("甲",)], 二=[], 三=[("乙",)])
    sheets = open_sheets(detect(path))
    assert [sheet.name for sheet in sheets] == ["一", "二", "三"]
    assert [sheet.read(1).num_rows for sheet in sheets] == [3, 0, 1]


def test_merged_cells_fill_down_and_never_across(tmp_path):
    import xlsxwriter

    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:C1", "标题")
        sheet.write_row("A2", ["任务", "对象", "结果"])
        sheet.merge_range("A3:A5", "T1")
        sheet.write_row("B3", ["甲", "正常"])
        sheet.write_row("B4", ["乙", "正常"])
        sheet.write_row("B5", ["丙", ""])
        sheet.write_row("A6", ["", "丁", "正常"])
    rows = cells(open_sheets(detect(path))[0], 3)
    assert rows[0] == ("标题", None, None)
    assert [row[0] for row in rows[2:]] == ["T1", "T1", "T1", None]


def test_tab_separated_text_named_xls_is_text(tmp_path):
    path = write_csv(tmp_path / "表.xls", ROWS, "gb18030", "\t")
    [sheet] = open_sheets(detect(path))
    assert cells(sheet, 4) == ROWS


def test_xlsx_named_xls_is_a_workbook(tmp_path):
    path = write_xlsx(tmp_path / "表.xlsx", 数据=ROWS).rename(tmp_path / "表.xls")
    assert detect(path).kind == "xlsx"
    assert cells(open_sheets(detect(path))[0], 4) == ROWS


@pytest.mark.parametrize(
    ("name", "content", "what", "remedy"),
    [
        ("表.csv", b"", "空文件", "重新导出"),
        ("表.csv", b" \n\n", "空文件", "重新导出"),
        ("表.csv", b"\xff\xfe1\x002", "无法识别文本编码", "CSV UTF-8"),
        ("表.csv", b"a,\x81\x20\n" * 9, "无法识别文本编码", "CSV UTF-8"),
        ("表.csv", b"a\x00\xffb,c\n", "无法识别文本编码", "CSV UTF-8"),
        ("表.xls", b"<html><p>1</p></html>", "网页（HTML），里面没有表格", "另存为"),
        ("表.xls", b'<?xml version="1.0"?><Workbook/>', "SpreadsheetML", "另存为"),
        ("表.csv", b"%PDF-1.7 x", "PDF", "导出 CSV"),
        ("表.xlsx", b"PK\x03\x04 broken", "压缩结构损坏", "重新导出"),
        ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "打不开", "重新导出"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(tmp_path, name, content, what, remedy):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        open_sheets(detect(path))[0].read(2)
    assert what in error.value.what
    assert str(path) in error.value.where
    assert remedy in error.value.remedy


def test_archive_that_is_no_workbook_is_refused(tmp_path):
    import zipfile

    path = tmp_path / "包.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("表.csv", "甲,乙")
    with pytest.raises(BadInput, match="不是 xlsx 工作簿"):
        detect(path)


def test_sizes_are_limited_before_anything_is_unpacked(tmp_path, monkeypatch):
    from inspection.settings import settings

    path = write_xlsx(tmp_path / "表.xlsx", 数据=ROWS)
    monkeypatch.setattr(settings(), "max_unpacked_bytes", 100)
    with pytest.raises(BadInput, match="解开后"):
        detect(path)
    monkeypatch.setattr(settings(), "max_file_bytes", 100)
    with pytest.raises(BadInput, match="文件过大"):
        detect(path)


def test_commas_inside_cells_do_not_hide_the_tabs(tmp_path):
    rows = [("甲", "乙"), ("1", "A08,A09,A10"), ("2", "A08,A09,A10"), ("3", "a,b,c")]
    path = tmp_path / "表.txt"
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    assert cells(open_sheets(detect(path))[0], 2)[1] == ("1", "A08,A09,A10")


def test_unclosed_quote_is_refused(tmp_path):
    path = tmp_path / "表.csv"
    path.write_text('甲,乙\n1,"2\n3,4\n5,6\n', encoding="utf-8")
    with pytest.raises(BadInput, match="引号"):
        open_sheets(detect(path))[0].read(2)


def test_file_without_permission_is_refused(tmp_path, monkeypatch):
    from pathlib import Path

    path = write_csv(tmp_path / "表.csv", ROWS)

    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(BadInput, match="没有读取权限"):
        detect(path)
