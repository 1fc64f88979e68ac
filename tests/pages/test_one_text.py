"""screen = workbook = command line = query: a figure has one text, wherever it is read."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import openpyxl
import pyarrow as pa
import pytest
from cells_seen import below_head, screen_texts, sheet_text, terminal_cells
from pages_seen import PAGES, tab_links
from streamlit.testing.v1 import AppTest

from inspection.console import output
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.columns import written
from inspection.showing import exported
from inspection.showing.answer import Answer
from inspection.showing.arranged import arranged
from inspection.showing.shown import in_language
from inspection.showing.withheld import withheld_cells
from inspection.view import cards, tables

WITHHELD = "依规隐去"
# The data date, and two days before it.
DAYS = (None, "2022-03-31", "2022-08-31")


class Drawn(NamedTuple):
    """A table that a page drew: its rows as the query gave them, its language, its answer."""

    rows: pa.Table
    lang: str
    answer: Answer | None
    hidden: Mapping[str, frozenset[int]]


@pytest.fixture
def drawn(monkeypatch):
    """The tables that pages draw, in order, with all furniture open."""
    found = []
    draw_table = tables.draw_table

    def draw(rows, lang, *, columns=None, answer=None, hidden=MappingProxyType({}), **more):
        own = rows.select(list(columns)) if columns else rows
        found.append(Drawn(own, lang, answer, hidden))
        draw_table(rows, lang, columns=columns, hidden=hidden, **more)

    def furnish(card, answer):
        page = card.page
        rows = arranged(answer.question.name, answer.rows)
        hidden = withheld_cells(replace(answer, rows=rows))
        draw(rows, page.lang, answer=answer, hidden=hidden, alt=card.key, view=page.view)

    monkeypatch.setattr(tables, "draw_table", draw)
    monkeypatch.setattr(cards.Card, "furnish", furnish)
    return found


def every_tab(app: AppTest, name: str) -> Iterator[AppTest]:
    """The page at each of its tabs in turn; once where it has none."""
    for link in tab_links(name, "zh"):
        for key, label in link.items():
            app.session_state[key.replace("__", ".")] = label
        app.run()
        assert not app.exception
        yield app


def from_query(
    rows: pa.Table, lang: str, hidden: Mapping[str, frozenset[int]] = MappingProxyType({})
) -> list[list[str]]:
    """Every value of the query, formatted once; what is withheld from the reader says so."""
    own = in_language(rows, lang)
    columns = [
        [
            WITHHELD if at in hidden.get(name, ()) else written(name, value, lang)
            for at, value in enumerate(own[name].to_pylist())
        ]
        for name in own.column_names
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def from_workbook(page, answer) -> list[list[str]]:
    made = exported.workbook(answer, page.snapshot, (), page.lang)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
    cells = [[sheet_text(cell) for cell in row] for row in below_head(sheet)[1:]]
    return cells[: answer.rows.num_rows]


def from_terminal(rows: pa.Table, lang: str) -> list[list[str]]:
    own = in_language(rows, lang)
    if not own.num_rows:
        return []
    return terminal_cells(
        output.format_table(own.to_pylist(), {name: name for name in own.column_names})
    )


def tidy(rows: list[list[str]]) -> list[list[str]]:
    """Cells without the white space at their edges, which columns of a terminal pad."""
    return [[" ".join(cell.split()) for cell in row] for row in rows]


@pytest.mark.parametrize("day", DAYS, ids=["data date", *DAYS[1:]])
@pytest.mark.parametrize("name", PAGES)
def test_screen_workbook_command_line_and_query_say_the_same(open_page, drawn, name, day):
    compared = 0
    for app in every_tab(open_page(name, **({"as_of": day} if day else {})), name):
        page = app.session_state["frame"]
        shown = [table for table in app.dataframe if table.editing_mode == "read_only"]
        own = drawn[len(drawn) - len(shown) :]
        for table, one in zip(shown, own, strict=True):
            told = from_query(one.rows, one.lang, one.hidden)
            assert screen_texts(table) == told, list(table.value.columns)
            compared += len(told)
            if one.answer is not None:
                assert from_workbook(page, one.answer) == told, one.answer.question.name
                whole = from_query(one.rows, one.lang)
                assert tidy(from_terminal(one.rows, one.lang)) == tidy(whole)
    assert compared or name in ("entity", "alerts")


def test_one_entity_is_told_alike(open_page, drawn):
    (found, *_) = warehouse.answer("entities_by_name", scope=LOCAL, part="公司").to_pylist()
    drawn.clear()
    app = open_page("entity", entity__find=found["entity_code"])
    shown = [table for table in app.dataframe if table.editing_mode == "read_only"]
    own = drawn[len(drawn) - len(shown) :]
    assert len(own) > 1
    for table, one in zip(shown, own, strict=True):
        assert screen_texts(table) == from_query(one.rows, one.lang)
