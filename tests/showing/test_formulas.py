"""No cell of any export is a formula: every question, every column, every beginning, every form."""

import csv
import io
import re
import zipfile
from collections import Counter
from datetime import date
from html import unescape
from itertools import cycle
from types import SimpleNamespace

import pyarrow as pa
import pytest

from inspection.console import output
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.serving import interface
from inspection.showing import exported, returned, workbook
from inspection.showing.answer import Answer
from inspection.showing.formulas import harmless

STARTS = "=+-@＝＋－＠﹦﹢﹣﹫"
BEFORE = ("", " ", "　", "\t", "\n", "\r", "\u200b", "\ufeff", "\u00a0", "\u202e", "\x0b")
HOSTILE = [f"{before}{start}1+1" for start in STARTS for before in BEFORE]
CALLS = ('=HYPERLINK("http://evil.example","点")', "=cmd|' /C calc'!A0", "@SUM(1,1)", "-2+3")
# Of every question: each beginning once, some of them behind what is not seen.
OF_EACH = [f"{before}{start}1+1" for start, before in zip(STARTS, cycle(BEFORE), strict=False)] + [
    *CALLS
]
# How a spreadsheet would read the beginning of a cell.
FORMULA = re.compile(r"[\s\u200b\ufeff\u202e\x0b]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
# Written by a text of XML, or as a formula of its own.
FORMULA_ELEMENT, SHARED_TEXT = re.compile(r"<f[ >/]"), re.compile(r"<t[^>]*>([^<]*)</t>")


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may read a formula; a number with its sign is none."""
    return bool(FORMULA.match(cell)) and not re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell)


def hostile_rows(schema: pa.Schema) -> pa.Table:
    """A row for every beginning, in every column of text; no other column has a value."""
    texts = [*OF_EACH, *CALLS]

    def values(kind: pa.DataType) -> pa.Array:
        if pa.types.is_string(kind):
            return pa.array(texts, kind)
        if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
            return pa.array([[one, "乙"] for one in texts], kind)
        return pa.nulls(len(texts), kind)

    return pa.table([values(one.type) for one in schema], schema=schema)


def csv_cells(content: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]


def sheet_texts(content: bytes) -> tuple[list[str], int]:
    """Texts of a workbook, and how many of its cells are formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [book.read(one).decode() for one in book.namelist() if one.endswith(".xml")]
    formulas = sum(len(FORMULA_ELEMENT.findall(part)) for part in parts)
    return [text for part in parts for text in SHARED_TEXT.findall(part)], formulas


def asked_of(name: str, params: tuple[str, ...]) -> pa.Schema:
    """The columns of a question, its rows not counted."""
    needed = {"threshold": 1.0} if "threshold" in params else {}
    return warehouse.answer(name, scope=LOCAL, **needed).schema


@pytest.mark.parametrize("start", STARTS)
def test_every_beginning_is_made_harmless_whatever_is_before_it(start):
    for before in BEFORE:
        assert harmless(f"{before}{start}1+1") == f"'{before}{start}1+1"
    assert harmless(f"甲{start}1") == f"甲{start}1"
    assert harmless("") == ""
    assert harmless(-1.5) == -1.5


def test_no_export_of_any_question_holds_a_formula(make_snapshot, capsys):
    snapshot, seen = make_snapshot(), Counter()
    for question in warehouse.questions():
        rows = hostile_rows(asked_of(question.name, question.params))
        plain = Answer(question, {}, rows)
        texts, formulas = sheet_texts(exported.workbook(plain, snapshot, [CALLS[0]], "zh"))
        assert formulas == 0, question.name
        # Our own SQL, told in pieces.
        texts = [one for one in texts if unescape(one) not in question.definition]
        fetched = interface.Fetched(question.name, snapshot, rows, CALLS[0], "2022-09-09T10:00:00")
        printed = output.format_csv(rows.to_pylist(), rows.column_names)
        ways = {
            "workbook": texts,
            "CSV of a page": csv_cells(workbook.csv_file(rows, {}).decode("utf-8-sig")),
            "CSV of /api/query": csv_cells(interface._as_csv(fetched).body.decode("utf-8-sig")),
            "CSV of the command": csv_cells(printed),
        }
        for way, cells in ways.items():
            assert not [one for one in cells if is_formula(one)], (question.name, way)
            seen[way] += len(cells)
    with capsys.disabled():
        print(f"\n{len(warehouse.questions())} questions, cells: {dict(seen)}")
    assert min(seen.values()) > 2_000


def test_no_file_given_back_holds_a_formula():
    texts = [*HOSTILE, *CALLS]
    row = {"cells": texts, "note": CALLS[0], "source_row": 1, "sheet": "=表", "file": "=件.xlsx"}
    layout = {
        **{"file": "=件.xlsx", "sheet": "=表", "headers": texts, "exported_on": date(2022, 9, 9)},
        "column_names": [f"column_{at}" for at in range(len(texts))],
    }
    (made,) = returned.give_back([row], pa.Table.from_pylist([layout]), "rejects")
    found, formulas = sheet_texts(made.content)
    assert formulas == 0
    assert not [one for one in found if is_formula(one)]
    # Cells and headers, the same texts; what is wrong with the row, and where it stands.
    assert len(found) > len(texts)


def test_no_end_of_a_line_within_a_cell_begins_a_row():
    rows = pa.table({"name": ["甲\r=1+1", "甲\r\n=1+1", "甲\n=1+1", "甲,=1+1", '甲"=1+1']})
    fetched = interface.Fetched("x", SimpleNamespace(id="1"), rows, "甲", "2022-09-09T10:00:00")
    for content in (
        workbook.csv_file(rows, {}).decode("utf-8-sig"),
        interface._as_csv(fetched).body.decode("utf-8-sig"),
        output.format_csv(rows.to_pylist(), rows.column_names),
    ):
        assert len(csv_cells(content)) == 1 + rows.num_rows
        unquoted = re.sub(r'"(?:[^"]|"")*"', "", content)
        assert len(unquoted.splitlines()) <= 1 + rows.num_rows


def test_the_check_finds_what_is_not_made_harmless(monkeypatch):
    monkeypatch.setattr(workbook, "harmless", lambda value: value)
    rows = pa.table({"name": CALLS})
    cells = csv_cells(workbook.csv_file(rows, {}).decode("utf-8-sig"))
    assert [one for one in cells if is_formula(one)] == list(CALLS)
