"""Tables of a report: chosen columns of a question, written as everywhere, with their source."""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from inspection.data.columns import NUMERIC, heading, is_missing, kind_of_field
from inspection.report.document import Table
from inspection.report.ground import LANG, Ground, as_text
from inspection.showing import basis
from inspection.showing.answer import Answer
from inspection.showing.shown import said
from inspection.showing.workbook import command
from inspection.text import text

# Shares of the width: a number's column, and at least that of a text.
NUMBER_WIDTH, TEXT_WIDTH = 1.0, 1.5
CHARS_OF_WIDTH = 5.0
WIDEST = 4.0


def table_of(
    ground: Ground,
    title: str,
    question: str,
    columns: Sequence[str],
    only: Mapping[str, str] | None = None,
    most: int | None = None,
    **params: object,
) -> Table | None:
    """The rows of a question as a table, the first `most` where given; None without rows."""
    answer = ground.ask(question, **params)
    wanted = only or {}
    found = [
        row
        for row in answer.rows.to_pylist()
        if all(as_text(row[n]) == v for n, v in wanted.items())
    ]
    if not found:
        return None
    cells = tuple(tuple(cell(name, row[name]) for name in columns) for row in found[:most])
    is_cut = most is not None and len(found) > most
    cut = text("report.cut", LANG, most=most, count=f"{len(found):,}") if is_cut else ""
    return Table(
        title + cut,
        tuple(heading(name, LANG, question) for name in columns),
        cells,
        _widths(columns, cells, answer.rows.schema),
        tuple(_is_number(answer.rows.schema.field(name)) for name in columns),
        source(ground, answer, wanted),
    )


def cell(name: str, value: object) -> str:
    """A value of a table; what is missing has a dash."""
    return said(name, value, LANG) if not is_missing(value) else text("report.dash", LANG)


def source(ground: Ground, answer: Answer, only: Mapping[str, str]) -> str:
    """Where rows come from: the question and the command that gives them again."""
    asked = {"as_of": ground.day, **basis.given(answer.params)}
    told = command(answer.question.name, asked, ground.snapshot.id, only)
    key = "report.source_partial" if answer.is_partial else "report.source"
    return text(key, LANG, title=basis.title(answer, LANG), command=told)


def source_less(ground: Ground, answer: Answer, heads: Sequence[str], day: date) -> str:
    """Which columns are less the same of an earlier day, and the command that gives those."""
    asked = {"as_of": day, **{n: v for n, v in basis.given(answer.params).items() if n != "as_of"}}
    told = command(answer.question.name, asked, ground.snapshot.id, {})
    names = text("export.between", LANG).join(heads)
    return text("report.source_less", LANG, names=names, command=told)


def _is_number(field: pa.Field) -> bool:
    return kind_of_field(field).holds in NUMERIC


def _widths(
    columns: Sequence[str], cells: Sequence[Sequence[str]], schema: pa.Schema
) -> tuple[float, ...]:
    """Numbers narrow, texts by their longest cell, within bounds."""
    found = []
    for place, name in enumerate(columns):
        longest = max(len(row[place]) for row in cells)
        wanted = longest / CHARS_OF_WIDTH
        least = NUMBER_WIDTH if _is_number(schema.field(name)) else TEXT_WIDTH
        found.append(min(max(wanted, least), WIDEST))
    return tuple(found)
