"""A mapping written as a table: two columns 表头,列名, or more with constants, values and so on."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from inspection.errors import BadInput
from inspection.ingest.mapping.naming import role_of
from inspection.ingest.sheets import Sheet

COLUMNS = ("kind", "source", "target", "source_value", "our_value")
# What a row is, by the word in its column of kinds.
KINDS = ("table", "columns", "constants", "composed", "date_order", "values")
REMEDY = "首行写 表头,列名；更多写法见 docs/export-formats.md"


class Line(NamedTuple):
    """One row of the table: its place and what stands in each column, "" where nothing."""

    where: str
    kind: str
    source: str
    target: str
    source_value: str
    our_value: str


def document_of(sheets: list[Sheet], where: str) -> dict[str, Any]:
    """The first sheet with rows as a document. Raises BadInput."""
    for sheet in sheets:
        rows = list(_rows(sheet))
        if rows:
            return _document(list(_lines(rows, where)))
    raise BadInput("对照里没有列", where, REMEDY)


def _rows(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of the rows that hold text."""
    width = max((len(row) for row in sheet.head), default=0)
    table = sheet.read(width).sort_by("source_row")
    for row in table.to_pylist():
        cells = [(row[f"c{i}"] or "").strip() for i in range(width)]
        if any(cells):
            yield row["source_row"], cells


def _lines(rows: list[tuple[int, list[str]]], where: str) -> Iterator[Line]:
    """Rows below the header; without a header the first two columns are source and ours."""
    header = [role_of(cell, COLUMNS) if cell else "" for cell in rows[0][1]]
    if {"source", "target"} <= set(header):
        rows = rows[1:]
    elif any(header) and len(rows[0][1]) > 2:
        raise BadInput("对照的表头缺少来源列或列名", where, REMEDY)
    else:
        header = ["source", "target"]
    for number, cells in rows:
        said = dict.fromkeys(COLUMNS, "") | dict(zip(header, cells, strict=False))
        yield Line(f"{where} 第{number}行", *(said[name] for name in COLUMNS))


def _document(lines: Iterable[Line]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for line in lines:
        WRITERS[_kind(line)](document, line)
    return document


def _kind(line: Line) -> str:
    """By its word, else by which cells are filled. Raises BadInput."""
    if line.kind:
        kind = role_of(line.kind, KINDS)
        if not kind:
            raise BadInput(f"不知道“{line.kind}”是哪一项", line.where, REMEDY)
        return kind
    if line.source_value:
        return "values"
    if not line.our_value:
        return "table" if role_of(line.source, ("table",)) else "columns"
    return "values" if line.source else "constants"


def _add_table(document: dict[str, Any], line: Line) -> None:
    if "table" in document:
        raise BadInput("对照里表写了两次", line.where, "只留一处")
    document["table"] = line.target or line.our_value


def _add_column(document: dict[str, Any], line: Line) -> None:
    if not line.source or not line.target:
        lacks = "来源列" if not line.source else "列名"
        said = f"对照里有一列没有写{lacks}“{line.source or line.target}”"
        raise BadInput(said, line.where, "写上；不用的列写 不用")
    document.setdefault("columns", {}).setdefault(line.source, []).append(line.target)


def _add_constant(document: dict[str, Any], line: Line) -> None:
    _add_once(document, "constants", line.target, line.our_value, line.where)


def _add_part(document: dict[str, Any], line: Line) -> None:
    """A source column of a composed one; what joins them stands once as the value."""
    parts = document.setdefault("composed", {}).setdefault(line.target, {"of": [], "with": ""})
    parts["of"].append(line.source)
    parts["with"] = line.our_value or parts["with"]


def _add_order(document: dict[str, Any], line: Line) -> None:
    _add_once(document, "date_order", line.target or "*", line.our_value, line.where)


def _add_value(document: dict[str, Any], line: Line) -> None:
    values = document.setdefault("values", {})
    spoken = line.source_value or line.source
    _add_once(values, line.target, spoken, line.our_value, line.where)


def _add_once(document: dict[str, Any], part: str, name: str, value: str, where: str) -> None:
    told = document.setdefault(part, {})
    if name in told:
        raise BadInput(f"对照里“{name}”写了两次", where, "只留一处")
    told[name] = value


WRITERS = {
    "table": _add_table,
    "columns": _add_column,
    "constants": _add_constant,
    "composed": _add_part,
    "date_order": _add_order,
    "values": _add_value,
}
