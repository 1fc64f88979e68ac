"""A mapping laid on the header of one sheet: which column of the sheet is which of ours."""

from collections.abc import Sequence
from typing import NamedTuple

from inspection.errors import BadInput
from inspection.ingest.mapping.column_map import IGNORED, ColumnMap, Composed
from inspection.ingest.mapping.saved import find_saved
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key

# The possible texts of each column of a header.
Alternatives = Sequence[tuple[str, ...]]


class Placed(NamedTuple):
    """A mapping and where its source columns stand in the sheet, by header key."""

    told: ColumnMap
    positions: dict[str, int]

    @property
    def columns(self) -> list[tuple[int, str]]:
        """Positions and our columns, of those that the sheet has."""
        return [
            (self.positions[header_key(source)], target)
            for source, target in self.told.columns
            if header_key(source) in self.positions
        ]

    @property
    def composed(self) -> list[tuple[Composed, list[int]]]:
        """Joined columns with the positions of their parts, where the sheet has all of them."""
        return [
            (one, [self.positions[header_key(source)] for source in one.sources])
            for one in self.told.composed
            if all(header_key(source) in self.positions for source in one.sources)
        ]

    @property
    def filled(self) -> set[str]:
        """Our columns that it fills."""
        named = {target for _, target in self.columns if target not in (IGNORED, PERSONAL)}
        joined = {one.target for one, _ in self.composed}
        return named | joined | {target for target, _ in self.told.constants}

    def named(self) -> dict[int, str]:
        """By position what stands there: the first of our columns, or the one it is a part of."""
        parts = {position: one.target for one, places in self.composed for position in places}
        own: dict[int, str] = {}
        for position, target in self.columns:
            own.setdefault(position, target)
        return parts | own

    def suits(self, table: str, words: Vocabulary) -> bool:
        """Whether a table is the one told, or knows every column that is filled."""
        if self.told.table:
            return table == self.told.table
        return self.filled <= set(words.columns_of(table))


def place(alternatives: Alternatives, words: Vocabulary) -> Placed | None:
    """The mapping given, else the one saved for this header; None where neither is meant."""
    for told in (words.given, find_saved([texts[0] for texts in alternatives], words)):
        positions = _positions(alternatives) if told else {}
        if told and _is_meant(told, positions):
            keys = [key for key in map(header_key, told.sources) if key in positions]
            return Placed(told, {key: positions[key] for key in keys})
    return None


def not_found(told: ColumnMap, readings: Sequence[Alternatives]) -> list[str]:
    """Headers of a mapping that the row which has most of them lacks."""
    lacks = [
        [source for source in told.sources if header_key(source) not in _positions(reading)]
        for reading in readings
    ]
    return min(lacks, key=len, default=told.sources)


def refuse_absent(told: ColumnMap, absent: Sequence[str], where: str) -> BadInput:
    """The error for a file whose header lacks columns of the mapping."""
    return BadInput(
        f"对照里的来源列不在表头里：{'、'.join(absent)}",
        where,
        f"按这个文件的表头改正对照（{told.where}）",
    )


def _positions(alternatives: Alternatives) -> dict[str, int]:
    """Where each header stands; the whole of group and leaf goes before the leaf alone."""
    positions: dict[str, int] = {}
    for rank in range(max(map(len, alternatives), default=0)):
        for position, texts in enumerate(alternatives):
            if rank < len(texts) and header_key(texts[rank]):
                positions.setdefault(header_key(texts[rank]), position)
    return positions


def _is_meant(told: ColumnMap, positions: dict[str, int]) -> bool:
    """One that names its table needs all of its columns there; others take what is there."""
    present = [header_key(source) in positions for source in told.sources]
    return all(present) if told.table else any(present)
