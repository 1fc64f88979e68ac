"""What files do to their cells, dates, quotes and sheets – seen in other systems' bug reports.

Unless said, ten firms of 鼓楼区 are drawn and inspected, all clean.
"""

import csv
from datetime import date

import pyarrow as pa
import pytest
from openpyxl import Workbook, load_workbook

from inspection.data import warehouse
from inspection.data.snapshots import current
from inspection.errors import BadInput, Unanswered
from inspection.ingest import exported
from inspection.ingest.publish import import_files
from inspection.serving import web
from inspection.showing.answer import Answer

from .conftest import WORLDS

DAY = date(2022, 9, 9)


def checked(ask, as_of=DAY):
    """Enterprises drawn and inspected in the province."""
    [row] = ask("pace_totals", as_of=as_of)
    return row["drawn_count"], row["checked_count"]


def results(ask, as_of=DAY):
    """How many rows have each result."""
    rows = ask("results_by_code", as_of=as_of)
    return {row["result_code"]: row["main_count"] for row in rows if row["main_count"]}


def test_text_formulas_lose_their_wrapper(import_case, ask):
    """Ten rows of ="3501…" are the ten firms of the register, and no further ones."""
    import_case("03_excel_text_formula/files")
    assert checked(ask) == (10, 10)
    assert len(ask("entities_by_name", part="测试企业")) == 10
    traced = {
        row["column_name"]: row["cell_count"]
        for row in ask("cleaned_cells")
        if row["rule_code"] == "text_formula"
    }
    assert traced == {"task_no": 10, "id_raw": 10}


def test_text_formulas_lose_their_wrapper_in_workbooks_too(ask, warehouse_folder, tmp_path):
    """The same rows as texts of a workbook, headers wrapped like cells."""
    world = WORLDS / "03_excel_text_formula/files"
    good = [path for path in world.iterdir() if not path.name.startswith("检查结果")]
    book = Workbook()
    with (world / "检查结果_20220909.csv").open(encoding="utf-8-sig", newline="") as file:
        for at, row in enumerate(csv.reader(file), start=1):
            for column, text in enumerate(row, start=1):
                cell = book.active.cell(at, column, f'="{text}"' if at == 1 else text)
                cell.data_type = "s"
    path = tmp_path / "检查结果_20220909.xlsx"
    book.save(path)
    import_files([*good, path])
    assert checked(ask) == (10, 10)
    assert len(ask("entities_by_name", part="测试企业")) == 10


@pytest.fixture
def take_results(import_case, tmp_path):
    """The world of 03 with its results rewritten by `change(text)`."""

    def take(change, name="检查结果_20220910"):
        world = WORLDS / "06_two_unclosed_quotes" / "files"
        good = [path for path in world.iterdir() if not path.name.startswith("检查结果")]
        text = (world / "检查结果_20220909.csv").read_text(encoding="utf-8-sig")
        path = tmp_path / f"{name}.csv"
        path.write_text(change(text), encoding="utf-8")
        return import_files([*good, path])

    return take


MARKS = "\u202a\u202e\u2066\u2069\u00ad\u200b\u200d\u2060\ufeff\u0007"


def test_marks_that_nobody_sees_go_with_a_trace(take_results, ask):
    """Ten marks, one inside the code of each firm and before its result: nothing changes.

    At an edge U+200B and U+FEFF are counted as white space.
    """

    def change(text):
        head, *lines = text.replace('"', "").splitlines()
        marked = [
            line.replace("91350102", f"913501{mark}02").replace("未发现", f"{mark}未发现", 1)
            for mark, line in zip(MARKS, lines, strict=True)
        ]
        return "\n".join([head.replace("检查结果", "检查\u200b结果"), *marked])

    take_results(change)
    assert checked(ask) == (10, 10)
    assert results(ask) == {"R1": 10}
    traced = {
        row["column_name"]: row["cell_count"]
        for row in ask("cleaned_cells")
        if row["rule_code"] == "invisible_mark"
    }
    assert traced == {"id_raw": 10, "item_result": 8}


def test_any_other_sign_in_a_code_is_a_doubt(take_results, ask):
    """91350102#MA00000152 is no code of a firm that is known: a new firm, and a doubt."""
    take_results(
        lambda text: text.replace('"', "").replace("350102MA00000152", "350102#MA00000152")
    )
    doubts = {row["rule_code"]: row["cell_count"] for row in ask("warnings_by_rule")}
    assert doubts["code_sign"] == 1


def test_the_end_of_a_period_is_the_export_date(import_case, ask):
    """检查结果_20220101-20220909 corrects four rows of 检查结果_20220801: R5."""
    import_case("04_export_period_in_name/first", "04_export_period_in_name/second")
    assert results(ask) == {"R5": 4}
    assert current().data_date == DAY


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("检查结果_20220101-20220909", "2022-09-09"),
        ("检查结果（2022年1月1日至9月9日）", "2022-09-09"),
        ("检查结果_2022.01.01-2022.09.09", "2022-09-09"),
        ("检查结果_2022-01-01～09-09", "2022-09-09"),
        ("检查结果_20220909-1", "2022-09-09"),
        ("检查结果_20220909_1130", "2022-09-09"),
        ("检查结果_2022-09-09_12-05", "2022-09-09"),
        ("检查结果_20220909-20220101", "2022-09-09"),
    ],
)
def test_days_in_names(tmp_path, name, day):
    path = tmp_path / f"{name}.csv"
    assert exported.export_date(path, [], None).day.isoformat() == day


def test_an_export_of_the_future_is_refused(import_case, ask):
    """…_20290909 is typed wrong; without it the correction of 09-16 counts: ten times R5."""
    with pytest.raises(BadInput, match="2029-09-09 晚于今天"):
        import_case("05_year_typed_wrong/first")
    assert current() is None
    import_case("05_year_typed_wrong/first", "05_year_typed_wrong/second", skip_bad=True)
    assert results(ask, date(2022, 9, 16)) == {"R5": 10}


def test_today_is_not_the_future(take_results, monkeypatch):
    monkeypatch.setattr(exported, "today", lambda: date(2022, 9, 10))
    take_results(lambda text: text.replace('"', ""))
    monkeypatch.setattr(exported, "today", lambda: date(2022, 9, 9))
    with pytest.raises(BadInput, match="2022-09-10 晚于今天 2022-09-09"):
        take_results(lambda text: text.replace('"', "") + "\n")


def test_two_quotes_that_are_never_closed_are_refused(import_case):
    """好又多超市 in line 3 opens a quote that only line 9 takes up again."""
    with pytest.raises(BadInput, match="第3行起"):
        import_case("06_two_unclosed_quotes/files")


def test_line_breaks_in_a_cell_are_no_rows(take_results, ask):
    """A name of two lines with one comma, quoted as it should be: ten rows."""
    take_results(
        lambda text: text.replace('"', "").replace("测试企业1号", '"测试企业1号\n（甲,乙）"')
    )
    assert checked(ask) == (10, 10)


def test_a_quote_closed_in_another_row_is_refused(take_results):
    """One row opens a quote and the next happens to close it: no error of the form."""
    with pytest.raises(BadInput, match="第2行起"):
        take_results(
            lambda text: (
                text.replace('"', "")
                .replace("测试企业1号", '"测试企业1号')
                .replace("好又多超市", '好又多超市"')
            )
        )


def test_a_hidden_sheet_is_set_aside_and_named(import_case, ask):
    """Ten rows are seen, five drafts are on a sheet that is not: ten firms."""
    import_case("07_hidden_sheet/files")
    assert checked(ask) == (10, 10)
    [aside] = [row for row in ask("files_read") if row["is_set_aside"]]
    assert (aside["sheet"], aside["loaded_count"]) == ("旧表", 0)
    assert aside["read_count"] == aside["non_data_count"] == 6


def test_a_hidden_sheet_is_taken_in_by_an_explicit_yes(import_case, ask):
    """Afterwards, or at once: fifteen firms."""
    import_case("07_hidden_sheet/files")
    import_case("07_hidden_sheet/files", hidden_sheets=True)
    assert checked(ask) == (15, 15)
    assert [row for row in ask("files_read") if row["is_set_aside"]] == []
    again = import_files([WORLDS / "07_hidden_sheet/files"], hidden_sheets=True)
    assert again["files"] == []


def test_a_workbook_of_hidden_sheets_alone_is_refused(import_case, tmp_path):
    book = load_workbook(WORLDS / "07_hidden_sheet/files/检查结果_20220909.xlsx")
    del book["Sheet1"]
    book.create_sheet("说明")
    path = tmp_path / "检查结果_20220909.xlsx"
    book.save(path)
    with pytest.raises(BadInput, match="隐藏的工作表里：旧表"):
        import_files([path])


def test_a_page_whose_question_has_no_row_says_so(make_snapshot, monkeypatch):
    """A tile of a day without data: a sentence with the name of the question, no incident."""
    make_snapshot()
    said: list[str] = []
    monkeypatch.setattr(web.st, "error", said.append)
    monkeypatch.setattr(web.audit, "record_incident", lambda error: pytest.fail(str(error)))
    question = warehouse.describe("pace_totals")
    answer = Answer(question, {}, pa.table({name: pa.array([]) for name in question.columns}))
    for read in (answer.one, answer.total):
        with pytest.raises(Unanswered) as raised:
            read()
        web.show_error(raised.value)
    assert len(said) == 2
    assert set(said) == {
        f"“{question.title_zh}”在这一天没有数据。处理办法：换一个截止日期，或核对导入文件的日期。"
    }
