"""What is offered to who maps a file: samples, counts, proposals, problems, how rows will be."""

from datetime import datetime

import pytest
from cases.conftest import WORLDS

from ingest.files import write_csv, write_xlsx
from inspection.errors import BadInput
from inspection.ingest import assigned
from inspection.ingest.mapping import dates
from inspection.ingest.mapping.choices import offered
from inspection.ingest.mapping.column_map import ColumnMap, Composed, Saved
from inspection.ingest.mapping.drafting import Chosen, begin, complete, is_worth_telling, told_words
from inspection.ingest.mapping.looking import look, shown_samples
from inspection.ingest.mapping.proposing import Word, propose_columns, rank_tables, source_words
from inspection.ingest.mapping.saved import find_saved, save_map
from inspection.ingest.mapping.trying import Problem, before, fits, try_map
from inspection.ingest.mapping.values import Coded, is_known
from inspection.ingest.vocabulary import read_vocabulary
from inspection.text import table as texts

WORDS = read_vocabulary(None)
FOREIGN = WORLDS / "foreign_inspections" / "food_inspections_20220909.csv"
RESULTS = "inspection_results"


@pytest.fixture(scope="module")
def foreign():
    """The sheet of the foreign file and its header."""
    [sheet] = look(FOREIGN, WORDS)
    return sheet, sheet.readings[0]


def chosen(**more):
    """Positions of the foreign header as a clerk chooses them."""
    targets = {1: ["name"], 2: ["reg_no"], 4: ["class_at_draw"], 5: ["city"]}
    targets |= {7: ["inspected_on", "drawn_on"], 8: ["item_result"]}
    return Chosen(RESULTS, targets, {"task_no": "T1", "item_code": "F01"}, **more)


def test_columns_have_samples_and_counts(foreign):
    sheet, reading = foreign
    columns = sheet.columns(reading)
    assert [column.name for column in columns][:3] == ["Inspection ID", "DBA Name", "License"]
    licence = columns[2]
    assert (licence.filled_count, licence.distinct_count) == (13, 11)
    assert licence.samples == ["2001001", "2001002", "2001003"]


def test_table_and_columns_are_proposed(foreign):
    sheet, reading = foreign
    assert rank_tables(sheet, reading, WORDS)[0] == RESULTS
    found = propose_columns(sheet.columns(reading), RESULTS, WORDS)
    assert {reading.names[position]: column for position, column in found.items()} == {
        "DBA Name": "name",
        "License": "reg_no",
        "Facility Type": "entity_kind",
        "Risk": "class_at_draw",
        "City": "city",
        "Inspection Date": "inspected_on",
        "Results": "item_result",
    }


def test_synonyms_go_before_likeness(tmp_path):
    """检查日期 is known; 检査结果 and 企业名秤 are only alike; 随机数 is like nothing."""
    rows = [
        ("检查日期", "检査结果", "企业名秤", "随机数", "序号"),
        ("2022-03-01", "正常", "甲", "7", "1"),
    ]
    [sheet] = look(write_csv(tmp_path / "a.csv", rows), WORDS)
    columns = sheet.columns(sheet.readings[0])
    assert propose_columns(columns, RESULTS, WORDS) == {
        0: "inspected_on",
        1: "item_result",
        2: "name",
    }


def test_column_of_days_is_proposed_for_days_alone(tmp_path):
    rows = [("检查日", "公示日期"), ("正常", "2022-03-01")]
    [sheet] = look(write_csv(tmp_path / "a.csv", rows), WORDS)
    assert propose_columns(sheet.columns(sheet.readings[0]), "publicity", WORDS) == {
        1: "published_on"
    }


def test_words_stand_with_counts_and_proposals_first(foreign):
    sheet, reading = foreign
    cells = sheet.cells(reading)
    assert source_words(cells, 8, RESULTS, "item_result") == [
        Word("Pass", 8, "R1", False),
        Word("Fail", 3, "R8", False),
        Word("Out of Business", 2, "R9", False),
        Word("Pass w/ Conditions", 2, "R5", False),
    ]
    classes = source_words(cells, 4, RESULTS, "class_at_draw")
    assert [(word.text, word.ours) for word in classes] == [
        ("Risk 1 (High)", "D"),
        ("Risk 2 (Medium)", "C"),
        ("Risk 3 (Low)", "A"),
        ("All", ""),
    ]
    cities = {word.text: word.ours for word in source_words(cells, 5, RESULTS, "city")}
    assert (cities["FUZHUO"], cities["Fuzhou, FJ"], cities["Foochow"]) == ("福州", "福州", "")
    assert source_words(cells, 1, RESULTS, "name") == []


def test_words_of_other_files_stay_told():
    """Saved in spring, opened in autumn: a word that does not occur now is not forgotten."""
    told = ColumnMap(RESULTS, values=(("item_result", (("Pass", "R1"), ("Closed", "R9"))),))
    words = [Word("Pass", 3, "R1", False), Word("正常", 3, "R1", True)]
    found = told_words(told, "item_result", words, {"Pass": "R7", "正常": "R1"})
    assert found == {"Closed": "R9", "Pass": "R7"}


def test_known_word_needs_no_mapping():
    assert not is_worth_telling(Word("正常", 3, "R1", True), "R1")
    assert is_worth_telling(Word("正常", 3, "R1", True), "R8")
    assert not is_worth_telling(Word("Pass", 3, "R1", False), "")


@pytest.mark.parametrize(
    ("spoken", "of", "system", "known"),
    [
        ("未发现问题", Coded("result", True), "*", True),
        ("未发现问题，查无下落", Coded("result", True), "*", True),
        ("未发现问题，心情", Coded("result", True), "*", False),
        ("企业，个体户", Coded("entity_kind", False), "*", False),
        ("鼓楼区温泉市场监管所", Coded("place", False), "*", True),
        ("Gulou", Coded("place", False), "*", False),
        ("Ｂ", Coded("risk_class", False), "*", True),
    ],
)
def test_what_an_import_understands_is_known(spoken, of, system, known):
    assert is_known(spoken, of, system) is known


def test_word_that_somebody_assigned_is_known(warehouse_folder):
    warehouse_folder.mkdir()
    of = Coded("risk_class", False)
    assert not is_known("Risk 9", of)
    target = assigned.Target("D", "D")
    at = datetime(2022, 9, 10)
    made = assigned.assign("value_unknown", "class_at_draw", "Risk 9", target, "张三", at)
    assert is_known("risk 9", of)
    assigned.take_back(made.about, "张三", at)
    assert not is_known("Risk 9", of)


def test_unknown_words_are_counted(foreign):
    """Two words of results are not told, four cells; all classes and cities neither."""
    sheet, reading = foreign
    told = complete(sheet, reading, chosen(values={"item_result": {"Pass": "R1", "Fail": "R8"}}))
    tried = try_map(sheet, reading, told, WORDS)
    assert tried.is_complete
    assert {one.column_name: one.row_count for one in tried.problems if one.kind == "unknown"} == {
        "class_at_draw": 14,
        "city": 15,
        "item_result": 4,
    }
    assert tried.orders == {"inspected_on": "mdy", "drawn_on": "mdy"}


def test_rows_without_what_the_table_needs_are_counted(foreign):
    """Of fifteen rows two have no licence and one has no class; a day is told by no column."""
    sheet, reading = foreign
    told = complete(sheet, reading, Chosen("class_history", {2: ["reg_no"], 4: ["risk_class"]}))
    tried = try_map(sheet, reading, told, WORDS)
    assert not tried.is_complete
    assert [one for one in tried.problems if one.kind != "unknown"] == [
        Problem("blank", "reg_no", 2, ["reg_no"]),
        Problem("blank", "risk_class", 1, ["risk_class"]),
        Problem("missing", "class_on", 15, ["class_on"]),
    ]
    assert not fits(sheet, told, WORDS)


def test_days_in_the_wrong_order_are_told(foreign):
    """Told as year first: five of fifteen have a day above twelve, one has equal numbers."""
    sheet, reading = foreign
    told = complete(sheet, reading, chosen(order="ymd"))
    kinds = {
        (one.kind, one.column_name): one.row_count
        for one in try_map(sheet, reading, told, WORDS).problems
    }
    assert kinds["date_order_ambiguous", "inspected_on"] == 9


def test_rows_before_and_after(foreign):
    sheet, reading = foreign
    told = complete(sheet, reading, chosen(values={"item_result": {"Fail": "R8"}}))
    old = before(sheet, reading, RESULTS, WORDS).slice(1, 1).to_pylist()[0]
    new = try_map(sheet, reading, told, WORDS).columns.slice(1, 1).to_pylist()[0]
    assert (old["Results"], old["Inspection Date"]) == ("Fail", "03/15/2022")
    assert new == {
        "name": "LITTLE BAY CAFE",
        "reg_no": "证2001002",
        "class_at_draw": "Risk 1 (High)",
        "city": "FUZHOU",
        "inspected_on": "2022-03-15",
        "drawn_on": "2022-03-15",
        "item_result": "R8",
        "task_no": "T1",
        "item_code": "F01",
    }


def test_personal_cells_are_masked_before(tmp_path):
    rows = [("企业名称", "负责人"), ("甲", "测试甲")]
    [sheet] = look(write_csv(tmp_path / "a.csv", rows), WORDS)
    shown = before(sheet, sheet.readings[0], "register", WORDS).to_pylist()
    assert shown == [{"企业名称": "甲", "负责人": "***"}]
    columns = sheet.columns(sheet.readings[0])
    assert [shown_samples(column, "register", WORDS) for column in columns] == [["甲"], ["***"]]


def test_choices_are_the_mapping_that_an_import_reads(foreign):
    sheet, reading = foreign
    joined = Composed("item_name", ("Facility Type", "Zip"), "/")
    told = complete(sheet, reading, chosen(composed=[joined], order="mdy"))
    assert told == ColumnMap(
        RESULTS,
        (
            ("Inspection ID", ""),
            ("DBA Name", "name"),
            ("License", "reg_no"),
            ("Risk", "class_at_draw"),
            ("City", "city"),
            ("Inspection Date", "inspected_on"),
            ("Inspection Date", "drawn_on"),
            ("Results", "item_result"),
        ),
        (("task_no", "T1"), ("item_code", "F01")),
        (joined,),
        (("", "mdy"),),
    )
    assert fits(sheet, told, WORDS)


def test_saved_mapping_is_what_the_next_begins_with(foreign, tmp_path):
    sheet, reading = foreign
    words = WORDS._replace(saved=tmp_path / "mappings")
    told = complete(sheet, reading, chosen(values={"item_result": {"Pass": "R1"}}))
    path = save_map(told, reading.names, words, Saved("张三", "2022-09-10 08:00:00", "a.csv"))
    found = find_saved(reading.names, words)
    assert found == told._replace(
        saved=Saved("张三", "2022-09-10 08:00:00", "a.csv"), where=str(path)
    )
    assert begin(sheet, reading, RESULTS, words) == found
    assert begin(sheet, reading, "register", words).saved is None
    save_map(told._replace(constants=(("task_no", "T2"),)), reading.names, words, Saved("李四", ""))
    assert dict(find_saved(reading.names, words).constants) == {"task_no": "T2"}
    assert [other.name for other in path.parent.iterdir()] == [path.name]


def test_mapping_that_is_wrong_is_not_saved(foreign, tmp_path):
    sheet, reading = foreign
    words = WORDS._replace(saved=tmp_path / "mappings")
    told = complete(sheet, reading, chosen()._replace(targets={1: ["name"], 2: ["name"]}))
    with pytest.raises(BadInput, match="写了两次"):
        save_map(told, reading.names, words, Saved("张三", ""))
    assert not (tmp_path / "mappings").exists()


def test_header_of_two_rows_and_rows_above_it(tmp_path):
    rows = [
        ("检查汇总",),
        ("对象", "", "结果"),
        ("名称", "号码", "情况"),
        ("甲", "1", "好"),
        ("乙", "2", "差"),
    ]
    [sheet] = look(write_xlsx(tmp_path / "a.xlsx", 表=rows), WORDS)
    two = next(one for one in sheet.readings if (one.first, one.last) == (1, 2))
    assert two.names == ["对象/名称", "对象/号码", "结果/情况"]
    assert sheet.cells(two).num_rows == 2
    single = next(one for one in sheet.readings if (one.first, one.last) == (2, 2))
    assert single.names == ["名称", "号码", "情况"]


def test_columns_without_a_header_of_their_own_are_not_offered(tmp_path):
    rows = [("名称", "", "名称", "号码"), ("甲", "x", "乙", "1")]
    [sheet] = look(write_csv(tmp_path / "a.csv", rows), WORDS)
    assert [column.name for column in sheet.columns(sheet.readings[0])] == ["名称", "号码"]


def test_every_column_is_offered_with_title_and_explanation():
    for table in WORDS.tables:
        for lang in ("zh", "en"):
            found = offered(table, WORDS, lang)
            assert {one.column for one in found} >= set(WORDS.columns_of(table))
            assert all(one.title and one.explanation for one in found)
    needed = [one.column for one in offered(RESULTS, WORDS, "zh") if one.is_required]
    assert "task_no" in needed
    assert "remark" not in needed


def test_explanations_are_of_columns_that_exist():
    columns = {name for table in WORDS.tables for name in WORDS.columns_of(table)}
    told = {key.partition("about_")[2] for key in texts() if key.startswith("mapping.about_")}
    assert told - columns == {"drop_personal"}


@pytest.mark.parametrize(
    ("cell", "is_day"),
    [
        ("2022-03-10", True),
        ("二〇二二年三月十日", True),
        ("10-Mar-2022", True),
        ("March 10, 2022", True),
        ("十大案例", False),
        ("Risk 10", False),
    ],
)
def test_cells_that_are_written_like_a_day(cell, is_day):
    assert dates.looks_like_day(cell) is is_day
