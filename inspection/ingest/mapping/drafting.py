"""A mapping in the making: what it begins with, and what the choices on the page make of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from inspection.ingest.mapping.column_map import AUTO, IGNORED, ColumnMap, Composed
from inspection.ingest.mapping.looking import Reading, SourceColumn, SourceSheet
from inspection.ingest.mapping.proposing import Word, propose_columns
from inspection.ingest.mapping.saved import find_saved
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key


class Chosen(NamedTuple):
    """What was chosen so far: `targets` by position, `values` by our column, ours by word.

    `orders` are those of single columns of days.
    """

    table: str
    targets: Mapping[int, Sequence[str]]
    constants: Mapping[str, str] = {}
    composed: Sequence[Composed] = ()
    order: str = AUTO
    orders: Sequence[tuple[str, str]] = ()
    values: Mapping[str, Mapping[str, str]] = {}


def begin(sheet: SourceSheet, reading: Reading, table: str, words: Vocabulary) -> ColumnMap:
    """The mapping saved for this header and table, else one of proposals."""
    saved = find_saved(reading.names, words)
    if saved and saved.table == table:
        return saved
    columns = sheet.columns(reading)
    found = propose_columns(columns, table, words)
    named = [column for column in columns if column.position in found]
    return ColumnMap(table, tuple((column.name, found[column.position]) for column in named))


def targets_of(told: ColumnMap, column: SourceColumn) -> list[str]:
    """Our columns that a source column becomes."""
    return [
        target
        for source, target in told.columns
        if target != IGNORED and header_key(source) == header_key(column.name)
    ]


def complete(sheet: SourceSheet, reading: Reading, chosen: Chosen) -> ColumnMap:
    """The choices as a mapping in which every source column is told, used or not."""
    parts = {source for one in chosen.composed for source in one.sources}
    columns: list[tuple[str, str]] = []
    for column in sheet.columns(reading):
        targets = chosen.targets.get(column.position, ())
        columns += [(column.name, target) for target in targets]
        if not targets and column.name not in parts:
            columns.append((column.name, IGNORED))
    values = tuple((target, tuple(told.items())) for target, told in chosen.values.items() if told)
    return ColumnMap(
        chosen.table,
        tuple(columns),
        tuple(chosen.constants.items()),
        tuple(chosen.composed),
        (("", chosen.order), *chosen.orders),
        values,
    )


def default_word(told: ColumnMap, column: str, word: Word) -> str:
    """What a word is taken for at first: as told, else as proposed."""
    return told.values_of(column).get(word.text) or word.ours


def told_words(
    told: ColumnMap, column: str, words: Sequence[Word], chosen: Mapping[str, str]
) -> dict[str, str]:
    """The words of a column that a mapping must name; those of other files stay as they were."""
    seen = {word.text: word for word in words}
    kept = {text: ours for text, ours in told.values_of(column).items() if text not in seen}
    return kept | {
        text: ours for text, ours in chosen.items() if is_worth_telling(seen[text], ours)
    }


def is_worth_telling(word: Word, ours: str) -> bool:
    """Whether a mapping must name a word: it is not understood so without one."""
    return bool(ours) and not (word.is_known and ours == word.ours)


def source_of(told: ColumnMap, column: str, columns: Sequence[SourceColumn]) -> SourceColumn | None:
    """The source column of one of ours; None for a constant or a joined one."""
    names = [source for source, target in told.columns if target == column and target != PERSONAL]
    keys = [header_key(name) for name in names]
    return next((one for one in columns if header_key(one.name) in keys), None)
