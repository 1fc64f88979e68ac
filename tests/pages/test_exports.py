"""Workbooks of the pages: the figures are those on the screen, the command gives them again."""

import csv
import io
import json
import shlex
import shutil
import subprocess
import sys
import tomllib
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
from cells_seen import below_head, sheet_text
from pages_seen import PAGES, charts, tab_links

from inspection.console.cli import main
from inspection.data.columns import Holds, read_as, written
from inspection.settings import ROOT
from inspection.showing import exported
from inspection.showing.arranged import arranged
from inspection.showing.shown import in_language
from inspection.text import text
from inspection.view import cards

FILTERED = {"unit": "龙岩", "as_of": "2022-08-31"}
LIBREOFFICE = shutil.which("libreoffice")
# Sheet -1: every sheet into a file of its own; UTF-8, values as they are.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


@pytest.fixture
def offered(open_page, monkeypatch):
    """`offered("progress", …)`: the opened page, its frame and the answers with furniture."""
    found = []
    monkeypatch.setattr(cards.Card, "furnish", lambda _card, answer: found.append(answer))

    def open_(name, **link):
        found.clear()
        app = open_page(name, **link)
        return app, app.session_state["frame"], list(found)

    return open_


def sheets(page, answer):
    """Cells of the first sheet as shown, by the names of their columns; the second by name."""
    made = exported.workbook(answer, page.snapshot, page.carried(), page.lang)
    first, second = openpyxl.load_workbook(io.BytesIO(made)).worksheets
    below = below_head(first)[1:]
    assert_sheet_says_what_it_is(page, answer, first)
    assert_total_adds_up(answer, below[answer.rows.num_rows :])
    rows = [[sheet_text(cell) for cell in row] for row in below]
    return rows[: answer.rows.num_rows], {row[0].value: row[1].value for row in second.rows}


def assert_sheet_says_what_it_is(page, answer, sheet):
    """Title, day, scope and mark above the rows; a page that can be printed and sent on."""
    title, scope, mark, *_ = (row[0].value for row in sheet.iter_rows())
    assert title == answer.question.title_zh
    day = answer.params.get("as_of", page.snapshot.data_date)
    assert f"统计截至 {day:%Y-%m-%d}" in scope
    assert ("龙岩" if answer.params.get("units") else "范围：") in scope
    assert "演示数据由程序生成" in mark
    setup = sheet.page_setup
    # One page wide is what a sheet without a width is.
    assert (setup.orientation, setup.fitToHeight) == ("landscape", 0)
    assert setup.fitToWidth is None or sheet.print_title_cols == "$A:$A"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (
        sheet.print_title_rows == f"${below_head(sheet)[0][0].row}:${below_head(sheet)[0][0].row}"
    )
    assert "第 &P 页 共 &N 页" in sheet.oddFooter.right.text
    assert sheet.oddFooter.left.text == title


def assert_total_adds_up(answer, below):
    """The row under the rows, where there is one: each of its numbers is the sum above it."""
    names = names_of(answer)
    for row in below:
        assert "合计" in [cell.value for cell in row]
        found = {name: cell.value for name, cell in zip(names, row, strict=True)}
        sums = {name: value for name, value in found.items() if isinstance(value, int)}
        assert set(sums) <= set(answer.question.sums)
        for name, value in sums.items():
            assert value == sum(answer.rows[name].to_pylist()), name


def as_written(answer, rows):
    """Rows as the command gives them, laid out as the sheet is, as text."""
    names = answer.rows.column_names
    given = pa.table({name: [row.get(name) for row in rows] for name in names})
    laid = in_language(arranged(answer.question.name, given), "zh")
    return [[written(name, dated(name, row[name])) for name in row] for row in laid.to_pylist()]


def dated(name, value):
    """A day that JSON holds as text."""
    is_text = isinstance(value, str) and read_as(name) is Holds.DAY
    return date.fromisoformat(value) if is_text else value


def names_of(answer):
    """The columns of a sheet: of a text in two languages the reader's alone."""
    return in_language(arranged(answer.question.name, answer.rows), "zh").column_names


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"metrics"}))
def test_command_of_the_second_sheet_gives_the_rows_of_the_first(offered, capsys, name):
    for link in tab_links(name, "zh"):
        _, page, answers = offered(name, **FILTERED, **link)
        for answer in answers:
            rows, told = sheets(page, answer)
            if text("basis.command") not in told or answer.is_blank:
                continue
            command = shlex.split(told[text("basis.command")])
            capsys.readouterr()
            assert main([*command[3:], "--format", "json"]) == 0
            again = json.loads(capsys.readouterr().out)
            assert rows == as_written(answer, again), answer.question.name


def test_command_beside_rows_of_visitors_says_that_it_gives_the_whole(offered, capsys):
    """What is withheld on the first sheet the command gives; everything else is the same."""
    _, page, answers = offered("bulletin")
    answer = next(one for one in answers if one.question.name == "bulletin_standing")
    rows, told = sheets(page, answer)
    assert text("basis.command") not in told
    command = shlex.split(told[text("basis.whole_command")])
    capsys.readouterr()
    assert main([*command[3:], "--format", "json"]) == 0
    whole = as_written(answer, json.loads(capsys.readouterr().out))
    pairs = [
        (seen, given)
        for row, again in zip(rows, whole, strict=True)
        for seen, given in zip(row, again, strict=True)
    ]
    assert {seen for seen, given in pairs if seen != given} == {text("frame.withheld")}


def test_command_runs_as_it_stands(offered):
    _, page, answers = offered("progress", **FILTERED)
    answer = next(one for one in answers if one.question.name == "standing_by_unit")
    rows, told = sheets(page, answer)
    command = shlex.split(told[text("basis.command")])
    assert command[:4] == ["python", "-m", "inspection", "query"]
    ran = subprocess.run(
        [sys.executable, *command[1:], "--format", "json"], cwd=ROOT, capture_output=True, text=True
    )
    assert rows == as_written(answer, json.loads(ran.stdout))


def test_chart_and_sheet_show_the_same_figures(offered):
    app, page, answers = offered("progress", **FILTERED | {"unit": ["龙岩", "福州"]})
    answer = next(one for one in answers if one.question.name == "standing_by_unit")
    rows, _ = sheets(page, answer)
    spec = next(chart.spec for chart in charts(app) if "目标" in chart.alt)
    bars = [trace for trace in json.loads(spec)["data"] if trace.get("customdata")]
    drawn = {
        point[0]: x for bar in bars for point, x in zip(bar["customdata"], bar["x"], strict=True)
    }
    at = names_of(answer).index("completion_rate")
    shown = {unit: written("completion_rate", rate) for unit, rate in drawn.items()}
    assert shown == {row[0]: row[at] for row in rows}


@pytest.mark.skipif(LIBREOFFICE is None, reason="没有 LibreOffice")
@pytest.mark.parametrize(
    ("name", "question", "link"),
    [
        ("overview", "standing_by_unit", {}),
        ("plan", "plan_list", {}),
        ("progress", "forecast_by_unit", FILTERED),
    ],
)
def test_workbook_opens_in_libreoffice(offered, tmp_path, name, question, link):
    _, page, answers = offered(name, **link)
    answer = next(one for one in answers if one.question.name == question)
    path = tmp_path / "rows.xlsx"
    path.write_bytes(exported.workbook(answer, page.snapshot, page.carried(), page.lang))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [LIBREOFFICE, profile, "--headless", "--convert-to", AS_CSV, "--outdir", tmp_path]
    subprocess.run([*command, path], check=True, capture_output=True, timeout=120)
    first, second = (
        list(csv.reader((tmp_path / f"rows-{sheet}.csv").open(encoding="utf-8")))
        for sheet in (text("basis.sheet_rows"), text("basis.sheet_basis"))
    )
    assert answer
    head = len(exported.head(answer, page.snapshot, page.carried(), {}, page.lang))
    shown = first[head + 1 :][: answer.rows.num_rows]
    laid = in_language(arranged(question, answer.rows), "zh")
    assert [row[0] for row in shown] == laid[0].to_pylist()
    told = dict(row[:2] for row in second)
    assert told[text("basis.sql_hash")] == answer.question.sha256
    assert f"query {question} " in told[text("basis.command")]


@pytest.mark.parametrize("name", ["overview", "publicity", "cases", "quality"])
def test_an_export_stands_beside_every_table_and_no_other_way_out(open_page, name):
    """The table's own CSV has neither headings nor basis, and is in no log."""
    app = open_page(name)
    buttons = [one.proto for one in app.get("download_button")]
    popovers = [one for one in app.get("popover") if one.proto.popover.label == "数据与口径"]
    assert {one.label for one in buttons} == {"导出"}
    # What several questions tell has its rows and SQL in the popover, and no rows of its own.
    assert len(popovers) >= len(buttons) >= len(app.dataframe) > 0
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert options["client"]["disableDataExport"] is True
