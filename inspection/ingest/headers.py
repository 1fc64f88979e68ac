"""Where the header row stands, which table it heads, and which column is which.

Every table is tried on every row of the first fifteen, alone and joined with
the row below; among those with all required columns the one that knows most
headers wins, unless its headers tell a list of another kind.
"""

import re
from typing import NamedTuple

from inspection.data.columns import heading
from inspection.errors import BadInput
from inspection.ingest.foreign import (
    OTHER,
    Reading,
    is_bare,
    other_kind,
    strange_headers,
    told_by_marks,
)
from inspection.ingest.hints import hint_kind
from inspection.ingest.mapping.placing import Placed, not_found, place, refuse_absent
from inspection.ingest.sheets import Row
from inspection.ingest.vocabulary import (
    IGNORED,
    PERSONAL,
    Table,
    Vocabulary,
    header_key,
    without_remarks,
)

LAST_HEADER_ROW = 15
# So many known headers make a row a header, if not a whole one.
LEAST_KNOWN = 2
# The possible texts of each column of a header.
Alternatives = list[tuple[str, ...]]
# Longer text in a row above the data is no header cell, but an instruction.
LONGEST_HEADER = 40
INSTRUCTION = re.compile(r"说明[::：]|[;；。]")


class Header(NamedTuple):
    """A found header: `columns` has one entry per column of the file, "" if unknown.

    Rows before `data_row` (counted from 0) hold titles, the header from `first_row` to
    `last_row`, and hints. `placed` is the mapping that tells what its columns are.
    """

    table: Table
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    titles: tuple[str, ...]
    data_row: int
    first_row: int
    last_row: int
    placed: Placed | None = None

    @property
    def deciding(self) -> list[str]:
        """The header cells by which the table was told: those of its required columns."""
        needed = {name for group in self.table.required for name in group}
        pairs = zip(self.texts, self.columns, strict=True)
        return ["".join(text.split()) for text, column in pairs if column in needed]


class Candidate(NamedTuple):
    """One reading of one or two rows as the header of one table."""

    table: Table
    columns: tuple[str, ...]
    texts: tuple[str, ...]
    first: int
    last: int
    table_width: int
    placed: Placed | None = None

    @property
    def reading(self) -> Reading:
        return Reading(self.table, self.texts, self.columns)

    @property
    def known(self) -> set[str]:
        return self.reading.known | (self.placed.filled if self.placed else set())

    @property
    def missing(self) -> list[str]:
        """Per group of required columns of which none is known, their names for a clerk."""
        groups = [g for g in self.table.required if not self.known.intersection(g)]
        return ["或".join(dict.fromkeys(map(heading, g))) for g in groups]

    @property
    def rank(self) -> tuple[bool, int, int, int, int]:
        """Better is larger; among equals the smaller table, the row further up, one row alone."""
        return (not self.missing, len(self.known), -self.table_width, -self.last, self.first)


def find_header(head: list[Row], words: Vocabulary) -> Header | None:
    """The best header of a sheet, or None where no table is complete."""
    candidates = _candidates(head, words)
    best = max(candidates, key=lambda c: c.rank, default=None)
    if best is None or best.missing:
        return None
    best = _first_table(head, best, candidates)
    kind = _other_kind(best, candidates)
    if kind is not None:
        own = [c for c in _rivals(best, candidates) if c.table.title == kind and not c.missing]
        if not own:
            return None
        best = own[0]
    titles = tuple(cell for row in head[: best.first] for cell in row if cell.strip())
    row, rows = _data_row(head, best), (best.first, best.last)
    return Header(best.table, best.columns, best.texts, titles, row, *rows, best.placed)


def _first_table(head: list[Row], best: Candidate, candidates: list[Candidate]) -> Candidate:
    """The best reading, or that of a whole table above it: rows of data are no titles."""
    above = [
        c
        for c in candidates
        if not c.missing and any(sum(map(bool, row)) > 1 for row in head[c.last + 1 : best.first])
    ]
    first = min((c.first for c in above), default=best.first)
    return max((c for c in above if c.first == first), key=lambda c: c.rank, default=best)


def unknown_table(heads: list[list[Row]], words: Vocabulary, where: str) -> BadInput:
    """The error for a file none of whose sheets heads a known table."""
    if words.given and words.given.table:
        told = [reading for head in heads for _, _, reading in readings(head)]
        if absent := not_found(words.given, told):
            return refuse_absent(words.given, absent, where)
    by_head = [_candidates(head, words) for head in heads]
    refused = next(filter(None, (_refused(candidates, where) for candidates in by_head)), None)
    if refused:
        return refused
    candidates = [candidate for found in by_head for candidate in found]
    telling = [c for c in candidates if c.known.difference(IGNORED)]
    best = max(telling, key=lambda c: (len(c.known), -len(c.missing)), default=None)
    remedy = (
        "核对是否导错了表；表头用词不同时在“数据质量 › 导入对照”上做一次对照"
        "（命令用 --mapping 给出）"
    )
    if best is None:
        rows = [_header_cells(row) for head in heads for row in head[:LAST_HEADER_ROW]]
        longest = max(rows, key=len, default=[])
        found = "、".join(longest)[:80] or "空白"
        what = f"认不出是哪张表，前 {LAST_HEADER_ROW} 行没有认得的表头，读到：{found}"
        return BadInput(what, where, remedy)
    kind = told_by_marks(best.reading)
    if kind:
        what = f"看表头是{kind}，不是要导入的表：{strange_headers(best.reading)}"
        return BadInput(what, f"{where} 第{best.last + 1}行", remedy)
    known = [t for t, c in zip(best.texts, best.columns, strict=True) if c]
    found = "、".join(_header_cells(known))
    what = f"表头不全。最接近“{best.table.title}”，认出：{found}；缺少：{'、'.join(best.missing)}"
    return BadInput(what, f"{where} 第{best.last + 1}行", remedy)


def kind_of(head: list[Row], words: Vocabulary) -> str | None:
    """What a sheet that is none of our tables is by its headers; None where they do not tell."""
    candidates = _candidates(head, words)
    whole = max((c for c in candidates if not c.missing), key=lambda c: c.rank, default=None)
    if whole:
        return _other_kind(whole, candidates)
    best = max(candidates, key=lambda c: len(c.known), default=None)
    return told_by_marks(best.reading) if best else None


def lacks(head: list[Row], words: Vocabulary) -> str | None:
    """The table that a header is nearest to and what it lacks; None where a row heads none."""
    candidates = [c for c in _candidates(head, words) if c.missing]
    best = max(candidates, key=lambda c: (len(c.known), -len(c.missing)), default=None)
    if best is None or len(best.known.difference(IGNORED)) < LEAST_KNOWN:
        return None
    return f"{best.table.title}（缺少：{'、'.join(best.missing)}）"


def _refused(candidates: list[Candidate], where: str) -> BadInput | None:
    """The error for a complete header whose list is of another kind; None for any other."""
    best = max(candidates, key=lambda c: c.rank, default=None)
    if best is None or best.missing:
        return None
    kind = _other_kind(best, candidates)
    if kind is None:
        return None
    own = [c for c in _rivals(best, candidates) if c.table.title == kind]
    lacks = f"；作为{kind}缺少：{'、'.join(own[0].missing)}" if own else ""
    what = f"看表头是{kind}，不是{best.table.title}：{strange_headers(best.reading)}{lacks}"
    title = best.table.title
    remedy = (
        f"不要作为{title}导入；确是{title}的，在“数据质量 › 导入对照”（命令用 --mapping）说明这些列"
    )
    return BadInput(what, f"{where} 第{best.last + 1}行", remedy)


def _other_kind(best: Candidate, candidates: list[Candidate]) -> str | None:
    """What the list is by its headers; a mapping that names its table has said what it is."""
    if best.placed and best.placed.told.table:
        return None
    kind = other_kind(best.reading, [c.reading for c in _rivals(best, candidates)])
    return OTHER if kind is None and not best.placed and is_bare(best.reading) else kind


def _rivals(best: Candidate, candidates: list[Candidate]) -> list[Candidate]:
    """The same rows read as other tables."""
    return [c for c in candidates if (c.first, c.last) == (best.first, best.last)]


def _candidates(head: list[Row], words: Vocabulary) -> list[Candidate]:
    """Every reading as every table; where a mapping is meant, only the readings it is meant for."""
    headers = words.headers
    found = [
        _candidate(table, reading, (first, last), words, placed)
        for first, last, reading in readings(head)
        for placed in [place(reading, words)]
        if placed or _has_header(reading, headers)
        for table in words.tables.values()
        if placed is None or placed.suits(table.name, words)
    ]
    known = [candidate for candidate in found if candidate.known]
    return [candidate for candidate in known if candidate.placed] or known


def _has_header(reading: Alternatives, headers: set[str]) -> bool:
    """Whether any text is a header of any table: most rows of a sheet are data."""
    keys = (header_key(text) for texts in reading for text in texts)
    return any(key in headers or without_remarks(key) in headers for key in keys)


def readings(head: list[Row]) -> list[tuple[int, int, Alternatives]]:
    """First row, last row and texts of everything that may be the header."""
    found: list[tuple[int, int, Alternatives]] = []
    for first, texts in enumerate(head[:LAST_HEADER_ROW]):
        found.append((first, first, [(text,) for text in texts]))
        if first + 1 < len(head):
            found.append((first, first + 1, _joined(texts, head[first + 1])))
    return found


def _joined(groups: Row, leaves: Row) -> Alternatives:
    """The possible texts of each column of a header of two rows."""
    joined: Alternatives = []
    group = ""
    for i in range(max(len(groups), len(leaves))):
        own = groups[i] if i < len(groups) else ""
        leaf = leaves[i] if i < len(leaves) else ""
        group = _shown_group(own) or group
        both = (f"{group}/{leaf}", f"{group}{leaf}") if group else ()
        joined.append((*both, leaf) if leaf else (own,))
    return joined


def _candidate(
    table: Table,
    alternatives: Alternatives,
    rows: tuple[int, int],
    words: Vocabulary,
    placed: Placed | None,
) -> Candidate:
    told, taken = (placed.named(), placed.filled) if placed else ({}, set())
    columns: list[str] = []
    for position, texts in enumerate(alternatives):
        if position in told:
            columns.append(told[position])
            continue
        column = next(filter(None, (words.column(table.name, text) for text in texts)), "")
        repeated = column != PERSONAL and column in {*columns, *taken}
        columns.append("" if repeated else column)
    shown = tuple(texts[0] for texts in alternatives)
    width = len(words.columns_of(table.name))
    return Candidate(table, tuple(columns), shown, *rows, width, placed)


def _data_row(head: list[Row], header: Candidate) -> int:
    row = header.last + 1
    while row < len(head) and hint_kind(head[row], header.columns, header.texts):
        row += 1
    return row


def _shown_group(text: str) -> str:
    """The cell above a header cell where it heads a group, and is no block of instructions."""
    return "" if _header_cells([text]) == [] else text


def _header_cells(row: Row) -> list[str]:
    """The cells that may be headers, without line breaks; instructions are left out."""
    plain = ["".join(cell.split()) for cell in row]
    return [
        cell for cell in plain if 0 < len(cell) <= LONGEST_HEADER and not INSTRUCTION.search(cell)
    ]
