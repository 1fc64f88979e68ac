"""The same small table out of every format, and what each format has of its own."""

from datetime import date

import pytest
from openpyxl import Workbook

from ingest.files import FIRM_A, REGISTER, csv_text, write_csv, write_xlsx
from ingest.parts import (
    ods_blank,
    ods_cell,
    ods_row,
    row,
    write_ods,
    write_sheet,
    write_zip,
    xml_2003,
)
from inspection.errors import BadInput
from inspection.ingest.detection import detect
from inspection.ingest.readers import open_sheets

ROWS = [REGISTER, (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")]


def cells(sheet):
    """All cells of a sheet, as its reader gives them."""
    table = sheet.read(4)
    names = [name for name in table.column_names if name.startswith("c")]
    return [tuple(line[name] for name in names) for line in table.to_pylist()]


def sheets_of(path):
    return open_sheets(detect(path))


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


# Text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_utf_16_without_a_mark_in_every_separator(tmp_path, encoding, delimiter):
    path = write_csv(tmp_path / "表.csv", ROWS, encoding, delimiter)
    assert detect(path).encoding == encoding
    [sheet] = sheets_of(path)
    assert cells(sheet) == ROWS


def test_utf_16_in_the_other_order_of_bytes_has_a_mark(tmp_path):
    path = written(tmp_path / "表.csv", "\ufeff" + csv_text(ROWS), "utf-16-be")
    assert cells(sheets_of(path)[0]) == ROWS


def test_a_bar_within_a_character_of_gb18030_separates_nothing(tmp_path):
    """The second byte of 瓅 is that of |."""
    rows = [("甲", "瓅乙"), ("1", "瓅2"), ("3", "瓅4")]
    assert b"|" in "瓅".encode("gb18030")
    path = write_csv(tmp_path / "表.csv", rows, "gb18030", "|")
    assert cells(sheets_of(path)[0])[1][:2] == ("1", "瓅2")


@pytest.mark.parametrize(
    ("encoding", "bad", "name"),
    [("utf-8", b"\xff", "UTF-8"), ("gb18030", b"\xff\xff", "GB18030")],
)
def test_a_byte_that_is_no_character_is_named_with_its_line(tmp_path, encoding, bad, name):
    lines = [line.encode(encoding) for line in csv_text(ROWS * 9).splitlines(keepends=True)]
    lines[6] = bad + lines[6]
    path = tmp_path / "表.csv"
    path.write_bytes(b"".join(lines))
    with pytest.raises(BadInput) as error:
        detect(path)
    assert f"按 {name} 读" in error.value.what
    assert "0xFF" in error.value.what
    assert error.value.where == f"{path} 第7行"


def test_a_text_that_breaks_off_within_a_row_is_refused_with_the_line(tmp_path):
    text = csv_text([*ROWS, *ROWS])
    path = written(tmp_path / "表.csv", text[: text.rindex("企业") - 1])
    with pytest.raises(BadInput) as error:
        sheets_of(path)
    assert "断开：最后一行只有 2 格，其余各行 4 格" in error.value.what
    assert error.value.where == f"{path} 第4行"


@pytest.mark.parametrize("end", ["合计,2", "注：截至9月9日,2", "9135,甲,企业,鼓楼区", "甲,乙\n"])
def test_a_last_row_that_is_a_note_or_has_an_end_is_no_break(tmp_path, end):
    path = written(tmp_path / "表.csv", csv_text(ROWS * 3) + end)
    assert cells(sheets_of(path)[0])[0] == REGISTER


def test_a_last_cell_with_line_breaks_is_no_break(tmp_path):
    text = csv_text(ROWS * 3) + f'{FIRM_A},甲,企业,"鼓楼区\n东街,一号"'
    path = written(tmp_path / "表.csv", text)
    assert cells(sheets_of(path)[0])[-1] == (FIRM_A, "甲", "企业", "鼓楼区\n东街,一号")


def test_two_quotes_that_are_never_closed_are_refused_with_the_line(tmp_path):
    good = [(FIRM_A, f"示例{i}号", "企业", "鼓楼区") for i in range(8)]
    lines = csv_text([REGISTER, *good]).splitlines()
    lines[3] = lines[3].replace("示例2号", '"示例2号')
    lines[6] = lines[6].replace("示例5号", '"示例5号')
    lines[3] = lines[3].replace(f"{FIRM_A},", "")
    path = written(tmp_path / "表.csv", "\n".join(lines) + "\n")
    with pytest.raises(BadInput) as error:
        sheets_of(path)
    assert error.value.where == f"{path} 第4行起"


# SpreadsheetML 2003

XML_SHEET = """<Worksheet ss:Name="{name}"><Table>
<Row><Cell><Data ss:Type="String">统一社会信用代码/注册号</Data></Cell>
<Cell><Data ss:Type="String">企业名称</Data></Cell>
<Cell><Data ss:Type="String">主体类型</Data></Cell>
<Cell><Data ss:Type="String">县(市、区)</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">91350100MA00000155</Data></Cell>
<Cell><Data ss:Type="String">福州示例一号<B>有限</B>公司</Data></Cell>
<Cell ss:Index="4"><Data ss:Type="String">鼓楼区</Data></Cell></Row>
<Row ss:Index="5"><Cell ss:MergeDown="1"><Data ss:Type="Number">12</Data></Cell>
<Cell><Data ss:Type="DateTime">2022-03-10T00:00:00.000</Data></Cell>
<Cell ss:Formula="=1+1"/><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">0.035</Data></Cell></Row>
</Table>{options}</Worksheet>"""
XML_CELLS = [
    REGISTER,
    (FIRM_A, "福州示例一号有限公司", None, "鼓楼区"),
    (None, None, None, None),
    (None, None, None, None),
    ("12", "2022-03-10", None, "是"),
    ("12", "0.035", None, None),
]
VISIBLE = (
    '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
    "<Visible>SheetHidden</Visible></WorksheetOptions>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_xml_2003_in_every_encoding_whatever_it_says(tmp_path, encoding):
    for said in ("utf-8", "UTF-16", "gb2312"):
        text = xml_2003(XML_SHEET.format(name="一", options="")).replace(
            'encoding="utf-8"', f'encoding="{said}"'
        )
        [sheet] = sheets_of(written(tmp_path / "表.xlsx", text, encoding))
        assert cells(sheet) == XML_CELLS


def test_xml_2003_says_hidden_sheets_hidden_rows_and_formulas_without_a_value(tmp_path):
    text = xml_2003(
        XML_SHEET.format(name="一", options=""), XML_SHEET.format(name="二", options=VISIBLE)
    )
    found = sheets_of(written(tmp_path / "表.xls", text))
    assert [(sheet.name, sheet.is_hidden) for sheet in found] == [("一", False), ("二", True)]
    assert [(sheet.hidden_rows, sheet.lost_formulas) for sheet in found] == [(1, 1)] * 2


def test_broken_xml_is_refused_with_its_line(tmp_path):
    text = xml_2003(XML_SHEET.format(name="一", options=""))
    with pytest.raises(BadInput, match="XML 读不通") as error:
        sheets_of(written(tmp_path / "表.xml", text[:-60]))
    assert "第12行" in error.value.where


def test_entities_of_xml_are_not_expanded(tmp_path):
    (tmp_path / "秘密").write_text("秘密", encoding="utf-8")
    head = (
        '<?xml version="1.0"?><!DOCTYPE Workbook [<!ENTITY a "甲甲甲">'
        f'<!ENTITY b SYSTEM "file://{tmp_path}/秘密">]>'
    )
    inner = "<Table><Row><Cell><Data>&a;&b;乙</Data></Cell></Row></Table>"
    text = xml_2003(f'<Worksheet ss:Name="一">{inner}</Worksheet>', head=head)
    [sheet] = sheets_of(written(tmp_path / "表.xml", text))
    assert "甲" not in str(cells(sheet))
    assert "秘密" not in str(cells(sheet))


# HTML


def test_html_is_read_with_its_spans_and_line_breaks(tmp_path):
    text = """<html><head><meta charset="gb2312"><style>td {}</style></head><body>
    <table><tr><td>外<table>
    <tr><td colspan="3">标题</td></tr>
    <tr style="display: none"><th>任务</th><th>对&nbsp;象</th><th>结果</th></tr>
    <tr><td rowspan="2">T1</td><td>甲<br>乙</td><td>正常<script>x</script></td></tr>
    <tr><td>丙</td><td> </td></tr></table></td></tr></table></body></html>"""
    [sheet] = sheets_of(written(tmp_path / "表.xls", text, "gb18030"))
    assert cells(sheet) == [
        ("标题", None, None),
        ("任务", "对 象", "结果"),
        ("T1", "甲\n乙", "正常"),
        ("T1", "丙", None),
    ]
    assert sheet.hidden_rows == 1


def test_several_tables_of_a_page_are_several_sheets(tmp_path):
    text = "<table><tr><td>一</table><p>x</p><table><!-- 三 --><tr><td>二<!-- 四 --></table>"
    found = sheets_of(written(tmp_path / "表.htm", text))
    assert [(sheet.name, cells(sheet)) for sheet in found] == [
        ("表格1", [("一",)]),
        ("表格2", [("二",)]),
    ]


def test_a_page_that_breaks_off_within_a_table_is_refused(tmp_path):
    text = "<html><table><tr><td>一</td></tr><tr><td>二"
    with pytest.raises(BadInput, match="在表格中间断开"):
        sheets_of(written(tmp_path / "表.html", text))


def test_elements_in_elements_a_thousand_times_are_read(tmp_path):
    text = f"<table><tr><td>{'<b>' * 1500}甲{'</b>' * 1500}</td></tr></table>"
    assert cells(sheets_of(written(tmp_path / "表.html", text))[0]) == [("甲",)]


# OpenDocument

REPEATED = 'table:number-rows-repeated="{}"'
TABLES = "".join(
    [
        '<table:table table:name="一">',
        ods_row(
            ods_cell('甲<text:s text:c="2"/>乙</text:p><text:p>丙'),
            ods_cell("12.00", "float", 'office:value="12"'),
            ods_cell("3月", "date", 'office:date-value="2022-03-10"'),
            ods_cell("4%", "percentage", 'office:value="0.035"'),
        ),
        ods_row(
            ods_cell("丁", attributes='table:number-columns-repeated="2"'),
            '<table:table-cell table:formula="of:=1+1"/>',
            ods_cell("", "boolean", 'office:boolean-value="true"'),
            attributes=f'table:visibility="filter" {REPEATED.format(2)}',
        ),
        ods_row(ods_blank(16384), attributes=REPEATED.format(2)),
        ods_row(ods_cell("戊", attributes='table:number-rows-spanned="2"')),
        ods_row("<table:covered-table-cell/>", ods_cell("己")),
        ods_row(ods_blank(16384), attributes=REPEATED.format(1048569)),
        "</table:table>",
        '<table:table table:name="二" table:style-name="ta2"><table:table-row/></table:table>',
    ]
)
STYLES = """<style:style style:name="ta2" style:family="table">
<style:table-properties table:display="false"/></style:style>"""


def test_ods_with_repeated_and_merged_cells_hidden_rows_and_sheets(tmp_path):
    first, second = sheets_of(write_ods(tmp_path / "表.ods", TABLES, STYLES))
    assert cells(first) == [
        ("甲  乙\n丙", "12", "2022-03-10", "0.035"),
        ("丁", "丁", None, "是"),
        ("丁", "丁", None, "是"),
        (None, None, None, None),
        (None, None, None, None),
        ("戊", None, None, None),
        ("戊", "己", None, None),
    ]
    assert (first.hidden_rows, first.lost_formulas) == (2, 1)
    assert (second.name, second.is_hidden, second.read(0).num_rows) == ("二", True, 0)


# Workbooks


def test_hidden_rows_and_formulas_without_a_value_of_a_workbook_are_counted(tmp_path):
    book = Workbook()
    for line in (*ROWS, (1, "=1+1", "", "")):
        book.active.append(line)
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "表.xlsx")
    [sheet] = sheets_of(tmp_path / "表.xlsx")
    assert cells(sheet)[:2] == ROWS
    assert (sheet.hidden_rows, sheet.lost_formulas) == (1, 1)


def test_of_a_formula_the_stored_value_is_read(tmp_path):
    """Also of one that points into another workbook, which is not opened; an error is none."""
    cell = '<c r="A1"><f>[1]一!$A$1*2</f><v>84</v></c>'
    error = '<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    path = write_sheet(tmp_path / "表.xlsx", row(1, cell, error))
    [sheet] = sheets_of(path)
    assert cells(sheet) == [("84",)]
    assert sheet.lost_formulas == 1


def test_a_merge_beyond_the_cells_is_no_error(tmp_path):
    after = (
        '<mergeCells count="2"><mergeCell ref="K1:K9"/><mergeCell ref="A2:A1048576"/></mergeCells>'
    )
    path = write_sheet(tmp_path / "表.xlsx", row(1, "甲", "乙") + row(2, "1"), after)
    assert cells(sheets_of(path)[0]) == [("甲", "乙"), ("1", None)]


def test_old_names_of_a_workbook_are_no_matter(tmp_path):
    path = write_xlsx(tmp_path / "表.csv", 数据=[(*REGISTER, "日"), (*ROWS[1], date(2022, 3, 10))])
    assert cells(sheets_of(path)[0])[1] == (*ROWS[1], "2022-03-10")


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (b"Rar!\x1a\x07\x01\x00", "RAR", "解压"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z", "解压"),
        (b"\x1f\x8b\x08\x00", "gzip", "解压"),
        (b"\x89PNG\r\n\x1a\n", "图片", "从平台导出"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML", "另存为"),
    ],
)
def test_what_else_a_file_is_has_a_name_and_a_remedy(tmp_path, content, what, remedy):
    path = tmp_path / "表.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        detect(path)
    assert what in error.value.what
    assert remedy in error.value.remedy


@pytest.mark.parametrize(
    ("stream", "what", "remedy"),
    [("EncryptedPackage", "已加密", "去掉密码"), ("WordDocument", "不是 xls", "重新导出")],
)
def test_other_compound_files_have_a_name_and_a_remedy(tmp_path, stream, what, remedy):
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le"))
    with pytest.raises(BadInput) as error:
        detect(path)
    assert what in error.value.what
    assert remedy in error.value.remedy


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"word/document.xml": ""}, "Word"),
        ({"OFD.xml": ""}, "OFD"),
        ({"xl/workbook.bin": ""}, "xlsb"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "不是表格"),
    ],
)
def test_other_packages_have_a_name(tmp_path, parts, what):
    with pytest.raises(BadInput, match=what):
        detect(write_zip(tmp_path / "表.xlsx", parts))


def test_a_locked_ods_is_named(tmp_path):
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": "?",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    }
    with pytest.raises(BadInput, match="已加密"):
        detect(write_zip(tmp_path / "表.ods", parts))
