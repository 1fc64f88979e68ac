"""Foreign tables that come in by a mapping alone: no reference file knows their words."""

import csv
import shutil
from collections import Counter
from datetime import date

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from inspection.data.access import LOCAL
from inspection.data.snapshots import current, rollback
from inspection.data.warehouse import answer
from inspection.errors import BadInput
from inspection.ingest.account import in_words
from inspection.ingest.mapping.column_map import Saved
from inspection.ingest.mapping.reading import read_map
from inspection.ingest.mapping.saved import find_saved, save_map
from inspection.ingest.publish import import_files
from inspection.ingest.vocabulary import read_vocabulary
from inspection.settings import settings
from inspection.showing import returned

from .conftest import WORLDS

FOREIGN, FOREIGN_MAP = WORLDS / "foreign_inspections", WORLDS / "foreign_inspections.yaml"
FOREIGN_FILE = FOREIGN / "food_inspections_20220909.csv"


def rows(snapshot, table):
    return pq.read_table(snapshot.folder / f"{table}.parquet").to_pylist()


def counted(snapshot, table, *columns):
    """How often each value, or tuple of values, occurs."""
    found = ([row[name] for name in columns] for row in rows(snapshot, table))
    return Counter(cells[0] if len(cells) == 1 else tuple(cells) for cells in found)


@pytest.fixture
def foreign(import_case):
    """Fifteen rows below a header, two of them said twice: thirteen inspections."""
    return import_case("foreign_inspections", mapping=FOREIGN_MAP)


def test_foreign_rows_are_accounted_for(foreign):
    """16 lines = header + 13 + the first and the fifth row once more."""
    [file] = foreign.manifest["files"]
    counts = {name: file[name] for name in ("read", "loaded", "duplicate", "rejected", "non_data")}
    assert counts == {"read": 16, "loaded": 13, "duplicate": 2, "rejected": 0, "non_data": 1}
    assert file["table"] == "inspection_results"


def test_foreign_results_are_ours(foreign):
    """Pass 6, Fail 3, Pass w/ Conditions 2, Out of Business 2; nothing is unknown."""
    assert counted(foreign, "results", "result_code") == {"R1": 6, "R8": 3, "R5": 2, "R9": 2}


def test_foreign_classes_are_ours(foreign):
    """High 4, Medium 4, Low 3 of thirteen; All is told as unknown, a blank is blank."""
    assert counted(foreign, "task_rows", "class_at_draw") == {"D": 4, "C": 4, "A": 3, None: 2}
    unknown = [row for row in rows(foreign, "warnings") if row["rule_code"] == "value_unknown"]
    assert [(row["source_row"], row["column_name"]) for row in unknown] == [(12, "class_at_draw")]


def test_nine_spellings_are_one_city(foreign):
    """Eleven rows in nine spellings of one city by two postcodes, two of another."""
    spelled = {"Fuzhou", "FUZHOU", "fuzhou", "Fu Zhou", "FUZHUO", "Fuzhou City", "FZ", "Foochow"}
    with FOREIGN_FILE.open(encoding="utf-8", newline="") as file:
        assert {row["City"] for row in csv.DictReader(file)} == spelled | {"Fuzhou, FJ", "Xiamen"}
    assert counted(foreign, "task_rows", "unit", "county_code") == {
        ("福州", "350102"): 6,
        ("福州", "350103"): 5,
        ("厦门", "350203"): 2,
    }


def test_foreign_firms_and_days(foreign):
    """Licence numbers are registration numbers; two stalls have none; commas are of the name."""
    firms = {row["name"]: row["reg_no"] for row in rows(foreign, "entities")}
    assert len(firms) == 13
    assert [firms["HARBOUR NOODLES, INC."], firms["SUN, MOON & SONS"]] == [
        "证2001001",
        "证2001003",
    ]
    without = {name for name, number in firms.items() if number is None}
    assert without == {"TEMPLE STREET GROCER", "NAMELESS STALL, EAST"}
    kinds = counted(foreign, "entities", "entity_kind")
    assert kinds == {"企业": 11, "个体工商户": 2}
    days = [row["inspected_on"].isoformat() for row in rows(foreign, "task_rows")]
    # 04/05/2022 is the fifth of April: other rows of the column have days above twelve.
    assert (min(days), max(days)) == ("2022-03-14", "2022-05-06")
    assert "2022-04-05" in days
    assert not [row for row in rows(foreign, "warnings") if row["rule_code"].startswith("date_")]


def test_what_the_mapping_wrote_is_counted(foreign):
    written = {
        (row["column_name"], row["rule_code"]): row["cell_count"]
        for row in rows(foreign, "cleaning")
    }
    assert written["item_result", "mapped_value"] == 15
    assert written["class_at_draw", "mapped_value"] == 13
    assert written["inspected_on", "mapped_date"] == 15
    assert written["task_no", "mapped_constant"] == 15


def test_same_header_is_read_by_the_saved_mapping(warehouse_folder, tmp_path):
    """Saved once under the header; a file of the next month needs no --mapping and says so."""
    words = read_vocabulary(None)
    header = FOREIGN_FILE.read_text(encoding="utf-8").splitlines()[0].split(",")
    saved = Saved("张三", "2022-09-10 08:00:00", FOREIGN_FILE.name)
    path = save_map(read_map(FOREIGN_MAP, words), header, words, saved)
    assert path.parent == settings().data / "mappings"
    assert [other.name for other in path.parent.iterdir()] == [path.name]
    october = tmp_path / "food_inspections_20221009.csv"
    shutil.copy(FOREIGN_FILE, october)
    report = import_files([october])
    [told] = report["mappings"]
    assert (told["table"], told["mapping"]) == ("inspection_results", str(path))
    assert (told["saved_by"], told["saved_at"]) == ("张三", "2022-09-10 08:00:00")
    [file] = report["files"]
    assert file["mapping"] == path.name
    assert in_words(file)[0].startswith(f"认作“检查结果”，按对照 {path.name} 读取")
    snapshot = current()
    assert counted(snapshot, "results", "result_code") == {"R1": 6, "R8": 3, "R5": 2, "R9": 2}
    # The same mapping changes nothing of a file that was imported before, and that is said.
    again = import_files([october], mapping=FOREIGN_MAP)
    assert [(one["code"], one["path"]) for one in again["remarks"]] == [
        ("not_read_anew", str(october))
    ]
    assert (again["snapshot"], again["files"]) == (snapshot.id, [])
    # Headers are compared, not bytes: white space and case do not matter, another order does.
    assert find_saved([f" {text.upper()} " for text in header], words).saved == saved
    assert find_saved(header[::-1], words) is None


def test_a_file_is_read_anew_by_a_changed_mapping(warehouse_folder, tmp_path):
    """Fail is R8, then R5, by the same file: its rows are replaced, and a rollback undoes it."""
    given = tmp_path / "对照.yaml"
    text = FOREIGN_MAP.read_text(encoding="utf-8")
    given.write_text(text, encoding="utf-8")
    other = tmp_path / "检查对象_20220908.csv"
    other.write_text("统一社会信用代码,企业名称,主体类型\n91350302MA0005019W,甲,企业\n")
    import_files([other])
    [first] = import_files([FOREIGN_FILE], mapping=given, as_of=date(2022, 9, 9))["files"]
    before = current()
    by_code = {"R1": 6, "R8": 3, "R5": 2, "R9": 2}
    assert counted(before, "results", "result_code") == by_code
    assert "Fail: R8" in text
    given.write_text(text.replace("Fail: R8", "Fail: R5"), encoding="utf-8")
    report = import_files([FOREIGN_FILE], mapping=given)
    counts = ("sheet", "read", "loaded", "duplicate", "rejected", "exported_on")
    [file] = report["files"]
    assert [file[name] for name in counts] == [first[name] for name in counts]
    assert [(one["code"], one["number"]) for one in report["remarks"]] == [
        ("read_anew", first["loaded"])
    ]
    assert counted(current(), "results", "result_code") == {"R1": 6, "R5": 5, "R9": 2}
    for table in ("files", "entities", "task_rows", "rejects", "set_aside", "layouts"):
        assert len(rows(current(), table)) == len(rows(before, table)), table
    assert [row["path"] for row in rows(current(), "files")] == [other.name, FOREIGN_FILE.name]
    # Read by the same mapping it is passed over; without one too.
    again = import_files([FOREIGN_FILE], mapping=given)
    assert [one["code"] for one in again["remarks"]] == ["not_read_anew"]
    assert import_files([FOREIGN_FILE])["files"] == []
    rollback(before.id)
    assert counted(current(), "results", "result_code") == by_code


def test_corrected_rows_of_a_mapped_file_need_no_question(warehouse_folder, tmp_path):
    """A row without firm is given back in the layout of its file and read by the same mapping."""
    words = read_vocabulary(None)
    lines = FOREIGN_FILE.read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    save_map(read_map(FOREIGN_MAP, words), header, words, Saved("张三", "2022-09-10 08:00:00"))
    short = tmp_path / "food_inspections_20220909.csv"
    nameless = lines[2].replace("LITTLE BAY CAFE,2001002", ",")
    short.write_text("\n".join([*lines[:2], nameless]), encoding="utf-8")
    [file] = import_files([short])["files"]
    assert (file["loaded"], file["rejected"]) == (1, 1)
    refused = answer("reject_list", scope=LOCAL)
    [back] = returned.give_back(
        returned.open_rows(refused, "zh"), answer("sheet_layouts", scope=LOCAL), "rejects"
    )
    path = tmp_path / back.name
    path.write_bytes(back.content)
    book = load_workbook(path)
    assert [cell.value for cell in book.active[1]][: len(header)] == header
    book.active["C2"] = "2001002"
    book.save(path)
    report = import_files([path])
    assert (report["files"][0]["loaded"], report["files"][0]["rejected"]) == (1, 0)
    assert report["mappings"][0]["saved_by"] == "张三"
    assert counted(current(), "results", "result_code") == {"R1": 1, "R8": 1}
    closed = answer("reject_list", scope=LOCAL).to_pylist()
    assert [row["corrected_by"] for row in closed] == [back.name]


def test_saved_mapping_that_no_longer_reads_is_named(warehouse_folder):
    words = read_vocabulary(None)
    header = FOREIGN_FILE.read_text(encoding="utf-8").splitlines()[0].split(",")
    told = read_map(FOREIGN_MAP, words)
    path = save_map(told, header, words, Saved("张三", "2022-09-10 08:00:00"))
    path.write_text(path.read_text(encoding="utf-8").replace("reg_no", "心情"), encoding="utf-8")
    with pytest.raises(BadInput, match="没有列“心情”") as caught:
        import_files([FOREIGN_FILE])
    assert path.name in caught.value.where
    assert current() is None


def test_mapping_that_fits_no_file_is_refused(warehouse_folder, tmp_path):
    """Its table, and columns that the header lacks, are named; nothing is published."""
    text = FOREIGN_MAP.read_text(encoding="utf-8").replace("DBA Name", "AKA Name")
    wrong = tmp_path / "对照.yaml"
    wrong.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="AKA Name"):
        import_files([FOREIGN_FILE], mapping=wrong)
    other = tmp_path / "大事记_20220909.csv"
    other.write_text("日期,单位,事件\n2022-03-01,福州,疫情\n", encoding="utf-8")
    with pytest.raises(BadInput, match="License"):
        import_files([other], mapping=FOREIGN_MAP)
    assert current() is None


def test_list_of_items_by_a_mapping(import_case):
    """Four items below a header of two rows; a code that they lack is joined of class and name."""
    path = WORLDS / "mapped_items.yaml"
    snapshot = import_case("mapped_items", mapping=path)
    assert [
        (row["item_code"], row["issuer"], row["name"], row["item_level"])
        for row in sorted(rows(snapshot, "items"), key=lambda row: row["item_code"])
    ] == [
        ("招生检查·招生情况检查", "省教育厅", "招生情况检查", "重点"),
        ("装备产品检查·装备(教学仪器)检查", "省教育厅", "装备（教学仪器）检查", "一般"),
        ("装备产品检查·装备(文体用品)检查", "省教育厅", "装备（文体用品）检查", "一般"),
        ("装备产品检查·装备(校服)检查", "省教育厅", "装备（校服）检查", "一般"),
    ]


def test_list_of_items_by_two_columns(import_case):
    """序号 told as the code is none: three items under number 1 and one under 2 all stand."""
    snapshot = import_case("mapped_items", mapping=WORLDS / "mapped_items.csv")
    [file] = snapshot.manifest["files"]
    assert [file[part] for part in ("table", "loaded", "superseded")] == ["items", 4, 0]
    assert counted(snapshot, "items", "item_code") == {
        "招生情况检查": 1,
        "装备（教学仪器）检查": 1,
        "装备（文体用品）检查": 1,
        "装备（校服）检查": 1,
    }


def test_results_without_codes_by_a_mapping(import_case):
    """The mapping names the table: three results, the firms by their names, a unit for all."""
    snapshot = import_case("mapped_results", mapping=WORLDS / "mapped_results.yaml")
    [file] = snapshot.manifest["files"]
    assert (file["table"], file["loaded"], file["rejected"]) == ("inspection_results", 3, 0)
    assert counted(snapshot, "results", "result_code") == {"R1": 3}
    assert {row["name"] for row in rows(snapshot, "entities")} == {
        "莆田示例甲商贸有限公司",
        "莆田示例乙商贸有限公司",
        "莆田示例丙商贸有限公司",
    }
    assert counted(snapshot, "task_rows", "unit") == {"莆田": 3}
    days = sorted(row["inspected_on"].isoformat() for row in rows(snapshot, "task_rows"))
    assert days == ["2022-06-01", "2022-06-02", "2022-06-03"]


def test_columns_of_results_are_never_read_as_tasks(import_case):
    """Two columns 表头,列名 without a table: 检查日期 among them makes results of it."""
    snapshot = import_case("mapped_results", mapping=WORLDS / "mapped_results.csv")
    [file] = snapshot.manifest["files"]
    assert (file["table"], file["loaded"], file["rejected"]) == ("inspection_results", 3, 0)
    assert counted(snapshot, "results", "result_code") == {"R1": 3}
    # Neither a column nor a constant tells where: without a register nobody knows.
    assert counted(snapshot, "task_rows", "unit") == {"未映射": 3}
