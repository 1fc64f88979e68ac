"""数据质量 › 导入对照: a foreign file is told column by column, tried, saved, and then imported."""

import shutil

import pyarrow.parquet as pq
import pytest
from cases.conftest import WORLDS
from ingest.files import FIRM_A, REGISTER, write_csv
from shared import shared

from inspection.data import access, audit, snapshots
from inspection.ingest import uploads
from inspection.ingest.mapping.looking import look
from inspection.ingest.mapping.saved import find_saved, fingerprint
from inspection.ingest.publish import import_files
from inspection.ingest.vocabulary import read_vocabulary
from inspection.settings import settings

TAB = "导入对照"
FOREIGN = WORLDS / "foreign_inspections" / "food_inspections_20220909.csv"
RESULTS = "inspection_results"
COLUMNS = {
    "DBA Name": ["name"],
    "License": ["reg_no"],
    "Facility Type": ["entity_kind"],
    "Risk": ["class_at_draw"],
    "City": ["city"],
    "Zip": [],
    "Inspection ID": [],
    "Inspection Date": ["inspected_on", "drawn_on"],
    "Results": ["item_result"],
}
WORDS = {
    "item_result": {
        "Pass": "R1",
        "Fail": "R8",
        "Pass w/ Conditions": "R5",
        "Out of Business": "R9",
    },
    "city": {"Foochow": "福州"},
}


@pytest.fixture
def logged(monkeypatch):
    told = []
    monkeypatch.setattr(
        audit, "record_import", lambda event, scope, **facts: told.append((event, facts))
    )
    return told


def serve_one_firm(made):
    """A warehouse with one enterprise below `made`."""
    firm = (FIRM_A, "示例甲", "企业", "鼓楼区")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(made / "warehouse"))
        settings.cache_clear()
        import_files([write_csv(made / "检查对象_20220902.csv", [REGISTER, firm])])
    settings.cache_clear()


@pytest.fixture
def tab(open_served, warehouse_folder, tmp_path_factory):
    """The tab with the foreign file uploaded, on a snapshot with one enterprise."""
    made = shared(tmp_path_factory, "one_firm", serve_one_firm)
    shutil.copytree(made / "warehouse", warehouse_folder)
    app = open_served("quality", quality__tab=TAB)
    visit = uploads.begin()
    visit.add("1", FOREIGN.name, FOREIGN.read_bytes())
    app.session_state["quality_visit"] = visit.token
    app.run()
    assert not app.exception
    return app


def header():
    return FOREIGN.read_text(encoding="utf-8").splitlines()[0].split(",")


def key(part, table=RESULTS):
    return f"mapping_{fingerprint(header())}_{table}_{part}"


def choose_table(app, table):
    chosen = next(box for box in app.selectbox if box.key.startswith("mapping_table_"))
    chosen.set_value(table).run()
    assert not app.exception


def tell(app, columns=COLUMNS):
    """Every column and a constant task, as a clerk chooses them."""
    for name, targets in columns.items():
        app.multiselect(key=key(f"column_{header().index(name)}")).set_value(targets)
    app.multiselect(key=key("constants")).set_value(["task_no", "item_code"])
    app.run()
    app.text_input(key=key("constant_task_no")).set_value("测市监抽查〔2022〕1号")
    app.text_input(key=key("constant_item_code")).set_value("F01")
    app.run()
    for column, words in WORDS.items():
        for word, ours in words.items():
            app.selectbox(key=key(f"word_{column}_{word}")).set_value(ours)
    app.run()
    assert not app.exception


def said(app):
    shown = (*app.success, *app.warning, *app.error, *app.caption)
    return [element.value for element in shown]


def test_file_is_told_and_saved_and_then_read_by_it(tab, logged):
    choose_table(tab, RESULTS)
    for name in ("DBA Name", "License"):
        tab.multiselect(key=key(f"column_{header().index(name)}")).set_value([])
    tab.run()
    assert any("缺少必需的列" in text for text in said(tab))
    assert not [button for button in tab.button if button.key == "mapping_save"]
    tell(tab)
    assert any(text.startswith("抽取时信用风险分类") and "All" in text for text in said(tab))
    tab.button(key="mapping_save").click().run()
    assert not tab.exception
    assert any("对照已保存" in text for text in said(tab))
    saved = find_saved(header(), read_vocabulary(None))
    assert saved.table == RESULTS
    assert ("Inspection Date", "drawn_on") in saved.columns
    assert saved.values_of("item_result") == WORDS["item_result"]
    assert (saved.saved.by, saved.saved.file) == (access.LOCAL.signs_as, FOREIGN.name)
    assert [event for event, _ in logged] == ["mapping"]
    report = import_files([FOREIGN])
    assert report["mappings"][0]["saved_by"] == access.LOCAL.signs_as
    folder = snapshots.current().folder
    codes = pq.read_table(folder / "results.parquet")["result_code"].to_pylist()
    assert sorted(codes) == ["R1"] * 6 + ["R5"] * 2 + ["R8"] * 3 + ["R9"] * 2
    # Opened again the tab begins with what is saved, and can forget it.
    tab.run()
    assert any("保存的对照" in text for text in said(tab))
    tab.button(key="mapping_forget").click().run()
    assert not tab.exception
    assert find_saved(header(), read_vocabulary(None)) is None
    assert [event for event, _ in logged] == ["mapping", "mapping_forgotten"]


def test_words_stand_with_their_counts(tab):
    choose_table(tab, RESULTS)
    tell(tab)
    labels = {box.key: box.label for box in tab.selectbox}
    assert labels[key("word_item_result_Pass")] == "Pass（8 格）"
    assert labels[key("word_class_at_draw_All")] == "All（1 格）"


def test_column_told_twice_is_refused(tab):
    choose_table(tab, RESULTS)
    tell(tab, COLUMNS | {"Zip": ["city"]})
    assert any("“city”写了两次" in text for text in said(tab))
    assert not [button for button in tab.button if button.key == "mapping_save"]


def test_rows_before_and_after_are_shown(tab):
    choose_table(tab, RESULTS)
    tell(tab)
    tables = [table.value for table in tab.dataframe]
    before = next(rows for rows in tables if "DBA Name" in rows.columns)
    after = next(rows for rows in tables if "名称" in rows.columns)
    assert before["Results"].tolist()[:2] == ["Pass", "Fail"]
    assert after["检查结果"].tolist()[:2] == ["R1", "R8"]
    assert after["检查日期"].tolist()[0] == "2022-03-14"


def test_reader_who_may_not_import_gets_no_controls(tab, visitor):
    tab.run()
    assert not [box for box in tab.selectbox if str(box.key).startswith("mapping")]
    assert any("须有“导入数据”的权利" in text for text in said(tab))


def test_file_that_is_no_table_is_told(tab):
    visit = uploads.begin()
    visit.add("1", "说明.pdf", b"%PDF-1.7 text")
    tab.session_state["quality_visit"] = visit.token
    tab.run()
    assert not tab.exception
    assert any("PDF" in text and str(visit.folder) not in text for text in said(tab))


def test_without_a_file_the_tab_says_where_to_upload(tab):
    tab.session_state["quality_visit"] = uploads.begin().token
    tab.run()
    assert any("还没有上传文件" in text for text in said(tab))


def test_sheets_of_the_file_do_not_outlive_it(tab):
    assert look(FOREIGN, read_vocabulary(None))[0].name == ""
    assert "mapping_looked" in tab.session_state
    tab.session_state["quality_visit"] = uploads.begin().token
    tab.run()
    assert "mapping_looked" not in tab.session_state
