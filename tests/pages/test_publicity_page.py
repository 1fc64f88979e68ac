"""公示与处置: what it shows, to whom, and what its files hold."""

import csv
import io

from cells_seen import below_head
from openpyxl import load_workbook
from pages_seen import charts, everything, tiles

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.text import text
from inspection.view import publicity

HEADINGS = [
    "序号",
    "抽查计划编号",
    "抽查计划名称",
    "抽查任务编号",
    "抽查任务名称",
    "抽查类型",
    "检查机关",
    "抽查市场主体名称",
    "统一社会信用代码/注册号",
    "检查完成日期",
    "检查结果",
    "备注",
]


def tab(name: str) -> dict[str, str]:
    return {"publicity__tab": text(f"publicity.tab_{name}")}


def columns(app) -> list[list[str]]:
    return [list(table.value.columns) for table in app.dataframe]


def test_tiles_say_what_the_questions_say(open_page):
    shown = tiles(open_page("publicity"))
    firms, whole = (
        warehouse.answer("follow_up_totals", scope=LOCAL, kinds=kinds).to_pylist()[0]
        for kinds in (["企业"], None)
    )
    assert shown[2].value == f"{firms['overdue_count']:,}"
    assert shown[4].value == f"{firms['closure_rate']:.1%}"
    assert all(tile.label.endswith("（企业）") for tile in shown)
    assert f"含个体等全部对象 {whole['closure_rate']:.1%}" in shown[4].beside


def test_tiles_of_chosen_kinds_mix_none(open_page):
    shown = tiles(open_page("publicity", kind="个体工商户"))
    kinds = ["个体工商户"]
    totals = warehouse.answer("follow_up_totals", scope=LOCAL, kinds=kinds).to_pylist()[0]
    assert shown[2].value == f"{totals['overdue_count']:,}"
    assert not any("企业" in tile.label or "全部对象" in tile.beside for tile in shown)


def test_on_time_rate_shows_the_undated_beside_it(open_page):
    totals = warehouse.answer("indicator_totals", scope=LOCAL, kinds=["企业"]).to_pylist()[0]
    for name in ("publicity", "overview"):
        (tile,) = [one for one in tiles(open_page(name)) if one.label == "按时公示率（企业）"]
        assert f"无公示日期 {totals['undated_count']}" in tile.beside


def test_other_clock_shows_its_own_rows(open_page):
    word = text("value.clock_abnormal_list")
    app = open_page("publicity", **tab("clocks"), publicity__clock=word)
    offices = next(table.value for table in app.dataframe if "due_week_count" in table.value)
    assert set(offices["clock"]) <= {word}


def test_one_unit_alone_has_curves_and_platforms(open_page):
    for name, least in (("speed", 2), ("platforms", 1)):
        app = open_page("publicity", unit="平潭", **tab(name))
        assert not app.exception
        assert len(charts(app)) >= least


def test_visitor_gets_no_named_rows_and_no_notice(open_page, visitor):
    app = open_page("publicity", **tab("clocks"))
    assert not [names for names in columns(app) if "entity_code" in names]
    app = open_page("publicity", **tab("notice"))
    assert not app.dataframe
    assert text("publicity.notice_not_allowed") in everything(app)


def notice(open_page):
    """The page in its frame, and the rows it offers as a file."""
    app = open_page("publicity", **tab("notice"))
    page = app.session_state["frame"]
    return page, page.ask("result_notice")


def test_notice_as_csv_has_the_headings_in_order(open_page):
    page, answer = notice(open_page)
    told = publicity.csv_file(page, answer).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told)))
    assert rows[0] == HEADINGS
    count = answer.rows.num_rows
    assert {len(row) for row in rows[: count + 1]} == {len(HEADINGS)}
    foot = [[one] for one in publicity.notice_head(page, answer)]
    assert rows[count + 1 :] == [[], *foot]
    assert "演示数据" in told
    assert f"全省　截至 {page.snapshot.data_date}" in told


def test_notice_as_workbook_is_one_sheet_for_the_public(open_page):
    page, answer = notice(open_page)
    book = load_workbook(io.BytesIO(publicity.workbook(page, answer)))
    (sheet,) = book.worksheets
    title, told, demo = (row[0].value for row in sheet.iter_rows(max_row=3))
    assert title == "抽查检查结果公示"
    assert told == f"全省　截至 {page.snapshot.data_date}"
    assert "演示数据" in demo
    headings, *rows = below_head(sheet)
    assert [cell.value for cell in headings] == HEADINGS
    assert len(rows) == answer.rows.num_rows
    said = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert not any(word in said for word in ("内部", "基数", "select", answer.question.sha256))
