"""典型案例: the case with its figures, and what a clue lacks."""

from pages_seen import everything, tiles
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.text import text


def columns(app) -> list[list[str]]:
    return [list(table.value.columns) for table in app.dataframe]


def test_case_opens_with_the_figures_of_its_task(open_page):
    cases = warehouse.answer("case_list", scope=LOCAL).to_pylist()
    case = next(row for row in cases if row["is_case"])
    app = open_page("cases", cases__case=f"{case['unit']} {case['title']}")
    task = warehouse.answer("case_task", scope=LOCAL, task_no=case["task_no"]).to_pylist()[0]
    assert f"{task['row_count']:,}" in [tile.value for tile in tiles(app)]
    assert any(case["class_use"] in said for said in everything(app))


def test_clue_says_what_it_lacks(open_page):
    cases = warehouse.answer("case_list", scope=LOCAL).to_pylist()
    clue = next(row for row in cases if row["lacks_text"])
    app = open_page("cases", cases__case=f"{clue['unit']} {clue['title']}")
    assert text("cases.lacks", what=clue["lacks_text"]) in [w.value for w in app.warning]


def test_visitor_sees_no_classes_of_a_case(open_page, visitor):
    cases = warehouse.answer("case_list", scope=NAMELESS).to_pylist()
    case = next(row for row in cases if row["is_case"])
    app = open_page("cases", cases__case=f"{case['unit']} {case['title']}")
    assert not app.exception
    assert not any("pool_count" in names for names in columns(app))
