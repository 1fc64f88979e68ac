"""Opened files become staged rows and entries of the ledger, table by table."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

import duckdb

from inspection.errors import BadInput
from inspection.ingest import asides, layouts, ledger
from inspection.ingest.anew import mapping_of
from inspection.ingest.cleaning import Counts, clean_sheets
from inspection.ingest.headers import Header
from inspection.ingest.ledger import Entry
from inspection.ingest.shape import Shaped, shape, without_empty_end
from inspection.ingest.sheets import Sheet
from inspection.ingest.sources import Source
from inspection.ingest.vocabulary import Vocabulary

# Sheets are cleaned together up to so many rows: small ones share the cost of
# planning a query, large ones do not fill the memory.
BATCH_ROWS = 300_000


class Numbered(NamedTuple):
    """One sheet of one source under its number."""

    number: int
    source: Source
    sheet: Sheet
    header: Header | None

    @property
    def table_name(self) -> str:
        return self.header.table.name if self.header else ""


def take_in(
    connection: duckdb.DuckDBPyConnection,
    sources: list[Source],
    old: list[Entry],
    words: Vocabulary,
    on_stage: Callable[[str, str], None],
) -> list[Entry]:
    """Clean every sheet of every file into `staged_` tables; gives the new entries."""
    sheets = list(_number(sources, max((entry.sheet_no for entry in old), default=0) + 1))
    counts: dict[int, Counts] = {}
    by_table = sorted(sheets, key=lambda numbered: numbered.table_name)
    for table_name, group in groupby(by_table, key=lambda numbered: numbered.table_name):
        if table_name:
            for batch in _batches(group, words, on_stage):
                counts |= clean_sheets(connection, table_name, batch)
        else:
            counts |= {numbered.number: _no_table(connection, numbered) for numbered in group}
    layouts.keep(connection, {one.number: one.header for one in sheets if one.header}, words)
    return _entries(sheets, counts, old)


def header_only(source: Source, entries: list[Entry]) -> BadInput | None:
    """The error for a file none of whose sheets has a data row."""
    own = [entry for entry in entries if entry.sha256 == source.content.sha256]
    if any(entry.read_count > entry.non_data_count for entry in own):
        return None
    titles = "、".join(header.table.title for _, header in source.sheets if header)
    return BadInput(f"只有表头，没有数据行（{titles}）", str(source.content.path), "重新导出")


def _number(sources: list[Source], first: int) -> Iterator[Numbered]:
    """Every sheet under a number: its own where it is read anew, else the next."""
    number = first
    for source in sources:
        for sheet, header in source.sheets:
            kept = source.before.numbers.get(sheet.name)
            yield Numbered(kept or number, source, sheet, header)
            number += kept is None


def _batches(
    group: Iterator[Numbered], words: Vocabulary, on_stage: Callable[[str, str], None]
) -> Iterator[dict[int, Shaped]]:
    batch: dict[int, Shaped] = {}
    rows = 0
    for numbered in group:
        assert numbered.header is not None
        on_stage("cleaning", numbered.source.content.path.name)
        batch[numbered.number] = shape(numbered.number, numbered.sheet, numbered.header, words)
        rows += batch[numbered.number].row_count
        if rows >= BATCH_ROWS:
            yield batch
            batch, rows = {}, 0
    if batch:
        yield batch


def _no_table(connection: duckdb.DuckDBPyConnection, numbered: Numbered) -> Counts:
    """The account of a sheet of which nothing is loaded; one with rows is listed."""
    sheet = numbered.sheet
    rows = without_empty_end(sheet.read(0))
    is_hidden = sheet.is_hidden and not numbered.source.takes_hidden
    if rows.num_rows:
        asides.set_aside(connection, [asides.of_sheet(numbered.number, rows, is_hidden)])
    return Counts(rows.num_rows, 0, 0, 0, 0, rows.num_rows)


def _entries(sheets: list[Numbered], counts: dict[int, Counts], old: list[Entry]) -> list[Entry]:
    entries: list[Entry] = []
    for number, source, sheet, header in sheets:
        content = source.content
        entry = Entry(
            number,
            ledger.label(content.path, content.sha256, [*old, *entries]),
            sheet.name,
            content.sha256,
            header.table.name if header else None,
            source.encoding,
            source.exported.day,
            *counts[number],
            is_synthetic=source.is_synthetic,
            is_set_aside=sheet.is_hidden and not source.takes_hidden,
            header_row=header.last_row + 1 if header else None,
            deciding=tuple(header.deciding) if header else (),
            date_basis=source.exported.basis,
            date_text=source.exported.text,
            mapping=mapping_of(header),
        )
        entries.append(entry)
    return entries
