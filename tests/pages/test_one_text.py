"""screen = workbook = command line = query: a figure has one text, wherever it is read."""

import io
from typing import NamedTuple

import openpyxl
import pyarrow as pa
import pytest
from cells_seen import MISSING, screen_texts, sheet_text, terminal_cells
from pages_seen import PAGES, tab_links

from inspection import console
from inspection.showing import basis
from inspection.showing.columns import written
from inspection.showing.shown import in_language
from inspection.view import cards, tables

# The data date, and two days before it.
DAYS = (None, "2022-03-31", "2022-08-31")


class Drawn(NamedTuple):
    """A table that a page drew: its rows as the query gave them, and its language."""

    rows: pa.Table
    lang: str


class Seen(NamedTuple):
    """A page, the tables it drew and the answers behind its furniture."""

    app: object
    tables: list[Drawn]
    answers: list


@pytest.fixture
def opened(open_page, monkeypatch):
    """`opened("progress", …)`: the page with all its furniture open."""
    drawn, answers = [], []
    draw_table = tables.draw_table

    def draw(rows, lang, *, columns=None, **more):
        drawn.append(Drawn(rows.select(list(columns)) if columns else rows, lang))
        draw_table(rows, lang, columns=columns, **more)

    def furnish(card, answer):
        answers.append(answer)
        tables.draw_table(answer.rows, card.page.lang, alt=card.key, view=card.page.view)

    monkeypatch.setattr(tables, "draw_table", draw)
    monkeypatch.setattr(cards.Card, "furnish", furnish)

    def open_(name, **link):
        app = open_page(name, **link)
        drawn.clear()
        answers.clear()
        app.run()
        assert not app.exception
        return Seen(app, list(drawn), list(answers))

    return open_


def from_query(rows: pa.Table, lang: str) -> list[list[str]]:
    """Every value of the query, formatted once."""
    own = in_language(rows, lang)
    columns = [
        [written(name, value, lang) for value in own[name].to_pylist()] for name in own.column_names
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def from_workbook(page, answer) -> list[list[str]]:
    made = basis.workbook(answer, page.snapshot, (), page.lang)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    cells = [[sheet_text(cell) for cell in row] for row in sheet.iter_rows(min_row=2)]
    return cells[: answer.rows.num_rows]


def from_terminal(rows: pa.Table, lang: str) -> list[list[str]]:
    own = in_language(rows, lang)
    if not own.num_rows:
        return []
    return terminal_cells(console.format_table(own.to_pylist(), own.column_names))


def tidy(rows: list[list[str]]) -> list[list[str]]:
    """Cells without the white space at their edges, which columns of a terminal pad."""
    return [[" ".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize("day", DAYS, ids=["data date", *DAYS[1:]])
@pytest.mark.parametrize("name", PAGES)
def test_screen_workbook_command_line_and_query_say_the_same(opened, name, day):
    asked = {"as_of": day} if day else {}
    compared = 0
    for link in tab_links(name, "zh"):
        seen = opened(name, **asked, **link)
        shown = [table for table in seen.app.dataframe if table.editing_mode == "read_only"]
        for table, drawn in zip(shown, seen.tables, strict=True):
            assert screen_texts(table) == from_query(drawn.rows, drawn.lang)
            compared += drawn.rows.num_rows
        page = seen.app.session_state["frame"]
        for answer in seen.answers:
            told = from_query(answer.rows, page.lang)
            assert from_workbook(page, answer) == told, answer.question.name
            assert tidy(from_terminal(answer.rows, page.lang)) == tidy(told), answer.question.name
    assert compared or name == "entity"
    assert written("row_count", None) == MISSING
