"""典型案例: the case with its figures, and what a clue lacks."""

from pages_seen import everything, tiles
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.showing import candidates
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


def finder(open_page, row):
    """The page with a candidate opened."""
    label = candidates.label(row, "zh")
    return open_page("cases", cases__tab=text("cases.tab_finder"), cases__candidate=label)


def test_candidate_opens_with_what_makes_it_weak_its_rows_and_a_draft(open_page):
    rows = warehouse.answer("case_candidates", scope=LOCAL).to_pylist()
    row = next(row for row in rows if row["candidate_kind"] == "task_gain")
    app = finder(open_page, row)
    said = everything(app)
    assert candidates.say_all(rows, "zh") in said
    assert candidates.say(candidates.weak_keys(row), row, "zh") in said
    assert [line for line in said if candidates.say(candidates.said_keys(row), row, "zh") in line]
    (table,) = [one.value for one in app.dataframe if "source_row" in one.value.columns]
    assert len(table) == row["row_count"]
    drafted = [line for line in said if "【待填：" in line]
    assert len(drafted) == 6
    assert any("pool_count" in names for names in columns(app))
    assert [one.proto.label for one in app.get("download_button") if "Word" in one.proto.label]


def test_visitor_sees_a_candidate_without_its_firms(open_page, visitor):
    rows = warehouse.answer("case_candidates", scope=NAMELESS).to_pylist()
    app = finder(open_page, rows[0])
    assert not app.exception
    assert candidates.say_all(rows, "zh") in everything(app)
    assert not any("entity_code" in names for names in columns(app))
