"""The workbook of a report: counties and units by indicator, a sheet each, and every number."""

import pyarrow as pa

from inspection.data.columns import heading
from inspection.report.document import Document, Figure, Sheet
from inspection.report.ground import LANG, Ground
from inspection.report.packing import packed
from inspection.showing import basis
from inspection.showing import workbook as sheets
from inspection.showing.arranged import arranged
from inspection.showing.exported import head, sums
from inspection.showing.shown import in_language
from inspection.text import text

# The longest name that a sheet may have, and what it may not hold.
LONGEST, FORBIDDEN = 31, str.maketrans("", "", "[]:*?/\\")


def xlsx(document: Document, ground: Ground) -> bytes:
    """The bytes of the workbook."""
    carried = basis.notes(ground.badge, LANG)
    parts = [
        (
            in_language(_ordered(one), LANG),
            _around(one, ground, carried),
        )
        for one in document.sheets
    ]
    listed = _listed(document)
    parts.append((listed, _list_around(document, listed)))
    return packed(sheets.bound(parts, document.day), document.day)


def _ordered(sheet: Sheet) -> pa.Table:
    """The rows with what matters first, or as the sheet has them."""
    rows = sheet.answer.rows
    return rows if sheet.labels else arranged(sheet.answer.question.name, rows)


def _around(sheet: Sheet, ground: Ground, carried: list[str]) -> sheets.Sheets:
    answer = sheet.answer
    question = answer.question.name
    names = {column: heading(column, LANG, question) for column in answer.rows.column_names}
    return sheets.Sheets(
        sheet.name.translate(FORBIDDEN)[:LONGEST],
        "",
        names | dict(sheet.labels),
        LANG,
        head(answer, ground.snapshot, carried, {}, LANG),
        text("export.total", LANG),
        sums(answer),
    )


def _listed(document: Document) -> pa.Table:
    """Every number with the command that gives its row, and the second one where it takes two."""
    figures = document.figures
    columns = {
        "place": [str(place) for place in range(1, len(figures) + 1)],
        "label": [one.label for one in figures],
        "value": [one.value for one in figures],
        "question": [one.question for one in figures],
        "column": [one.column for one in figures],
        "how": [one.how for one in figures],
        "command": [command(one, document.snapshot) for one in figures],
    }
    if any(one.second for one in figures):
        columns["second"] = [second_command(one, document.snapshot) for one in figures]
    return pa.table(columns)


def command(one: Figure, snapshot: str) -> str:
    """The command that gives the row of a number."""
    return sheets.command(one.question, dict(one.params), snapshot, dict(one.only))


def second_command(one: Figure, snapshot: str) -> str:
    """The command of the rows that a number is held beside; empty where it is of one query."""
    if one.second is None:
        return ""
    asked, other = dict(one.second.params), one.second.snapshot or snapshot
    return sheets.command(one.question, asked, other, dict(one.only))


def _list_around(document: Document, rows: pa.Table) -> sheets.Sheets:
    labels = {name: text(f"report.list_{name}", LANG) for name in rows.column_names}
    if document.is_partial:
        labels["command"] = text("report.list_command_partial", LANG)
    title = text("report.list_title", LANG)
    return sheets.Sheets(title, "", labels, LANG, (document.title.replace("\n", ""), title))
