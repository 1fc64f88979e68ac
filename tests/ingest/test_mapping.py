"""A mapping is read from every form, means the same in each, and is refused where it is wrong."""

import codecs
import csv
import json

import pyarrow as pa
import pytest

from ingest.files import csv_text, write_xlsx
from inspection.errors import BadInput
from inspection.ingest.headers import find_header, unknown_table
from inspection.ingest.mapping import dates
from inspection.ingest.mapping.column_map import ColumnMap, Composed
from inspection.ingest.mapping.filling import fill, meanings
from inspection.ingest.mapping.reading import read_map
from inspection.ingest.mapping.values import CODED, domain_of, known_words, our_values
from inspection.ingest.vocabulary import read_vocabulary

WORDS = read_vocabulary(None)
HEAD = ["License", "Name", "When", "Result", "Town", "Ward"]
# The same mapping in each form.
YAML = """
table: inspection_results
columns:
  License: reg_no
  Name: name
  When: [inspected_on, drawn_on]
  Result: item_result
  Ward: 不用
constants: {task_no: 示例1号}
composed:
  item_code: {of: [Town, Ward], with: "-"}
date_order: mdy
values:
  item_result: {Pass: R1, Fail: R8}
"""
CHINESE = """
表: 检查结果
列:
  License: 注册号
  Name: 企业名称
  When: [检查日期, 抽取日期]
  Result: 检查结果
  Ward: 不用
固定值: {任务编号: 示例1号}
组合:
  事项编码: {由: [Town, Ward], 连接: "-"}
日期顺序: 月日年
取值:
  检查结果: {Pass: R1, Fail: R8}
"""
ROWS = [
    ("kind", "source", "target", "source_value", "our_value"),
    ("table", "", "inspection_results", "", ""),
    ("column", "License", "reg_no", "", ""),
    ("column", "Name", "name", "", ""),
    ("column", "When", "inspected_on", "", ""),
    ("column", "When", "drawn_on", "", ""),
    ("column", "Result", "item_result", "", ""),
    ("column", "Ward", "ignore", "", ""),
    ("constant", "", "task_no", "", "示例1号"),
    ("composed", "Town", "item_code", "", "-"),
    ("composed", "Ward", "item_code", "", ""),
    ("date_order", "", "", "", "mdy"),
    ("value", "", "item_result", "Pass", "R1"),
    ("value", "", "item_result", "Fail", "R8"),
]
CHINESE_ROWS = [
    ("项目", "来源列", "列名", "来源取值", "本系统取值"),
    ("表", "", "检查结果", "", ""),
    ("列", "License", "注册号", "", ""),
    ("列", "Name", "企业名称", "", ""),
    ("列", "When", "检查日期", "", ""),
    ("列", "When", "抽取日期", "", ""),
    ("列", "Result", "检查结果", "", ""),
    ("列", "Ward", "不用", "", ""),
    ("固定值", "", "任务编号", "", "示例1号"),
    ("组合", "Town", "事项编码", "", "-"),
    ("组合", "Ward", "事项编码", "", ""),
    ("日期顺序", "", "", "", "月日年"),
    ("取值", "", "检查结果", "Pass", "R1"),
    ("取值", "", "检查结果", "Fail", "R8"),
]
MEANT = ColumnMap(
    "inspection_results",
    (
        ("License", "reg_no"),
        ("Name", "name"),
        ("When", "inspected_on"),
        ("When", "drawn_on"),
        ("Result", "item_result"),
        ("Ward", ""),
    ),
    (("task_no", "示例1号"),),
    (Composed("item_code", ("Town", "Ward"), "-"),),
    (("", "mdy"),),
    (("item_result", (("Pass", "R1"), ("Fail", "R8"))),),
)


@pytest.fixture
def written(tmp_path):
    """`written(text, "m.yaml")`: the mapping in a file, read."""

    def read(text, name="对照.yaml", encoding="utf-8", mark=b""):
        path = tmp_path / name
        path.write_bytes(mark + text.encode(encoding))
        return read_map(path, WORDS)

    return read


@pytest.mark.parametrize("text", [YAML, CHINESE], ids=["english", "chinese"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
    ],
)
def test_yaml_in_both_languages_and_every_encoding(written, text, encoding, mark):
    assert written(text, encoding=encoding, mark=mark)._replace(where="") == MEANT


@pytest.mark.parametrize("rows", [ROWS, CHINESE_ROWS], ids=["english", "chinese"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
    ],
)
def test_csv_with_columns_in_both_languages(written, rows, encoding, mark):
    assert written(csv_text(rows), "对照.csv", encoding, mark)._replace(where="") == MEANT


@pytest.mark.parametrize("rows", [ROWS, CHINESE_ROWS], ids=["english", "chinese"])
def test_workbook_says_the_same(tmp_path, rows):
    path = write_xlsx(tmp_path / "对照.xlsx", 对照=rows)
    assert read_map(path, WORDS)._replace(where="") == MEANT


def test_rows_need_no_kind_where_their_cells_tell_it(written):
    rows = [row[1:] for row in ROWS if row[0] not in ("composed", "date_order")]
    rows[1] = ("table", "inspection_results", "", "")
    found = written(csv_text(rows), "对照.csv")
    assert found._replace(where="") == MEANT._replace(composed=(), date_orders=())


def test_two_columns_of_old_keep_working(written):
    told = (("主体码", "uscc"), ("单位称谓", "name"))
    text = "表头,列名\n主体码,uscc\n单位称谓,name\n"
    assert written(text, "对照.csv").columns == told
    assert written(text.partition("\n")[2], "对照.csv").columns == told
    assert written(json.dumps(dict(told)), "对照.json").columns == told
    named = written(text + "表,检查对象\n", "对照.csv")
    assert (named.table, named.columns) == ("register", told)


def test_more_than_twenty_rows_are_read(written):
    values = [("取值", "", "item_result", f"第{i}种", "R1") for i in range(40)]
    found = written(csv_text([*CHINESE_ROWS[:7], *values]), "对照.csv")
    assert len(found.values_of("item_result")) == 40


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("表头,列名\n甲,uscc\n乙,uscc\n", "列“uscc”写了两次"),
        ("表头,列名\n甲,uscc\n甲,uscc\n", "列“uscc”写了两次"),
        ("表头,列名\n甲,心情\n", "没有列“心情”"),
        ("表头,列名\n甲,\n", "没有写列名"),
        ("表头,列名\n,uscc\n", "没有写来源列"),
        ("表头,列名\n", "没有列"),
        ("项目,来源列,列名,来源取值,本系统取值\n表,,心情表,,\n", "没有表“心情表”"),
        ("项目,来源列,列名,来源取值,本系统取值\n心情,甲,name,,\n", "不知道“心情”是哪一项"),
    ],
)
def test_table_of_a_mapping_that_is_wrong(written, text, said):
    with pytest.raises(BadInput, match=said) as caught:
        written(text, "对照.csv")
    assert caught.value.where
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns: {}", "没有列"),
        ("", "空文件"),
        ("just words", "没有列"),
        ("{", "读不通"),
        ("columns:\n  甲: uscc\n  甲: name", "“甲”写了两次"),
        ("columns: {甲: uscc}\nconstants: {uscc: '1'}", "列“uscc”写了两次"),
        ("columns: {甲: [uscc, '']}", "没有写列名"),
        ("columns: {甲: [uscc, 不用]}", "既用又不用"),
        ("columns: {甲: 心情}", "没有列“心情”"),
        ("columns: {甲: &a uscc, 乙: *a}", "不用 \\* 引用"),
        ("columns: {甲: uscc}\nmood: good", "没有这一项：mood"),
        ("columns: {甲: uscc}\n列: {乙: name}", "同一项写了两次"),
        ("columns: {甲: uscc}\ncomposed: {name: [乙]}", "不足两个来源列"),
        ("columns: {甲: uscc}\ndate_order: sideways", "没有日期顺序“sideways”"),
        ("columns: {甲: name}\ndate_order: {name: mdy}", "不是对照里的日期列"),
        ("columns: {甲: name}\nvalues: {county: {A: 鼓楼区}}", "“county”不在对照里"),
        ("columns: {甲: item_result}\nvalues: {item_result: {A: 心情}}", "没有取值“心情”"),
        ("columns: {甲: class_at_draw}\nvalues: {class_at_draw: {A: E}}", "没有取值“E”"),
        ("columns: {甲: county}\nvalues: {county: {A: 无此县}}", "没有取值“无此县”"),
        ("columns: [甲]", "不是“名称: 值”"),
        ("table: register\ncolumns: {企业名称: name, 身份证号: pripid}", "身份证号”是个人信息"),
        (
            "table: register\ncolumns: {甲: name}\ncomposed: {pripid: [乙, 联系电话]}",
            "联系电话”是个人信息",
        ),
        ("columns: " + "[" * 2000, "读不通"),
    ],
)
def test_document_that_is_wrong(written, text, said):
    with pytest.raises(BadInput, match=said) as caught:
        written(text)
    assert "对照.yaml" in caught.value.where
    assert caught.value.exit_code == 2


def test_value_keeps_its_zeros_and_words(written):
    found = written("columns: {甲: emp_no, 乙: name}\nconstants: {office: No, station: 0010}")
    assert dict(found.constants) == {"office": "No", "station": "0010"}


def test_mapping_names_the_table(written):
    told = written(YAML)
    header = find_header([HEAD, ["1"] * 6], WORDS._replace(given=told))
    assert header.table.name == "inspection_results"
    assert header.columns == ("reg_no", "name", "inspected_on", "item_result", "item_code", "")
    assert header.placed.filled >= {"drawn_on", "task_no", "item_code"}


def test_columns_of_a_mapping_name_the_table_too(written):
    """截止日期 alone would be another table's; a column of results decides for results."""
    told = written("columns: {码: uscc, 期: inspected_on, 果: item_result}")
    head = [["码", "期", "果", "抽查任务编号", "检查事项编码"], ["1"] * 5]
    assert find_header(head, WORDS._replace(given=told)).table.name == "inspection_results"


def test_header_without_a_column_of_the_mapping_is_refused(written):
    words = WORDS._replace(given=written(YAML))
    head = [["License", "Name", "Result", "Town", "Ward"], ["1"] * 5]
    assert find_header(head, words) is None
    assert "When" in unknown_table([head], words, "表.csv").what


def test_synonyms_read_what_a_mapping_does_not_name(written):
    told = written("table: register\ncolumns: {主体码: uscc, 企业名称: 不用, 别名: name}")
    header = find_header([["主体码", "企业名称", "别名", "县(市、区)"]], WORDS._replace(given=told))
    assert header.columns == ("uscc", "", "name", "county")


def test_cells_are_filled(written):
    told = written(YAML)
    placed = find_header([HEAD], WORDS._replace(given=told)).placed
    rows = [
        ("A1", "甲", "03/14/2022", "Pass", "East", "1"),
        ("A2", "乙", "4/5/2022", "fail ", "West", None),
        (None, None, None, None, None, None),
    ]
    cells = pa.table(
        {f"c{i}": pa.array(c, pa.string()) for i, c in enumerate(zip(*rows, strict=True))}
    )
    filled = fill(cells, placed)
    got = {name: column.to_pylist() for name, column in filled.columns.items()}
    assert got == {
        "reg_no": ["A1", "A2", None],
        "name": ["甲", "乙", None],
        "inspected_on": ["2022-03-14", "2022-04-05", None],
        "drawn_on": ["2022-03-14", "2022-04-05", None],
        "item_result": ["R1", "R8", None],
        "task_no": ["示例1号", "示例1号", None],
        # A key with a blank part is no key.
        "item_code": ["East-1", None, None],
    }
    counted = {
        (change.column_name, change.rule_code): change.cell_count for change in filled.changes
    }
    assert counted == {
        ("item_code", "mapped_key"): 1,
        ("task_no", "mapped_constant"): 2,
        ("inspected_on", "mapped_date"): 2,
        ("drawn_on", "mapped_date"): 2,
        ("item_result", "mapped_value"): 2,
    }


def test_word_is_meant_exactly_before_it_is_meant_loosely():
    values = {"a": "甲", "A": "乙", "No Show": "丙"}
    assert meanings(["a", "A", "noshow", "b"], values) == {"a": "甲", "A": "乙", "noshow": "丙"}
    assert meanings([" a"], values) == {}


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/14/2022", "04/05/2022"], "mdy"),
        (["14/03/2022", "04/05/2022"], "dmy"),
        (["04/05/2022"], "auto"),
        (["03/14/2022", "14/03/2022"], "auto"),
        (["2022-03-14", "x"], "auto"),
    ],
)
def test_days_above_twelve_settle_the_order(cells, order):
    assert dates.settle("auto", cells) == order
    assert dates.settle("ymd", cells) == "ymd"


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("4/5/2022", "mdy", "2022-04-05"),
        ("4/5/2022", "dmy", "2022-05-04"),
        ("04.05.2022 10:30", "dmy", "2022-05-04"),
        ("４／５／２０２２", "mdy", "2022-04-05"),
        ("4/5/22", "mdy", "22-04-05"),
        ("14/5/2022", "mdy", "14/5/2022"),
        ("4/5/2022", "auto", "4/5/2022"),
        ("2022-04-05", "mdy", "2022-04-05"),
    ],
)
def test_day_in_the_order_told(cell, order, day):
    assert dates.rewritten(cell, order) == day


def test_every_coded_column_exists_and_has_words():
    with CODED.open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    columns = {name for table in WORDS.tables for name in WORDS.columns_of(table)}
    assert {row["column_name"] for row in told} <= columns
    for domain in {row["domain"] for row in told}:
        assert our_values(domain), domain
        assert set(our_values(domain)) <= set(known_words(domain).values()), domain
    assert domain_of("cases", "state") == "case_state"
    assert domain_of("duties", "state") == ""
