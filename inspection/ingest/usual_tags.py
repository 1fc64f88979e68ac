"""Rows and cells of a piece of an xlsx sheet, where each is written as nearly every writer does.

Such a piece is looked through as numbers, all tags at once. A tag that is written in any
other way leaves the whole piece to the patterns of `extents`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# A place stands first in its tag; the number of a row has at most seven digits and a quote.
CELL, ROW = b'<c r="', b'<row r="'
WORD = 8
# Looked at behind the last tag of a piece.
BEHIND = bytes(4 * WORD)
LETTERS = 26
# Of a word its first signs, by how many.
FIRST = np.array([(1 << 8 * count) - 1 for count in range(WORD)] + [2**64 - 1], np.uint64)

Signs = NDArray[np.uint8]
Words = NDArray[np.uint64]
Places = NDArray[np.intp]


class Usual(NamedTuple):
    """The last row, the columns (26 where all have one letter), how many cells and rows."""

    rows: int
    columns: int
    cells: int
    row_count: int
    has_formulas: bool


def usual_tags(piece: bytes) -> Usual | None:
    """What the tags of a piece tell; None where one is not written in the usual way."""
    signs = np.frombuffer(piece + BEHIND, np.uint8)
    opened = np.flatnonzero(signs == ord("<"))
    names = signs[opened + 1]
    cells = _called(signs, opened[names == ord("c")], 2)
    rows = _called(signs, opened[names == ord("r")], 4)
    rows = rows[(signs[rows + 2] == ord("o")) & (signs[rows + 3] == ord("w"))]
    has_formulas = bool((names == ord("f")).any())
    if not len(cells) and not len(rows):
        return Usual(0, LETTERS, 0, 0, has_formulas)
    # Every eight signs that follow each other, as one number.
    words = np.ndarray((len(signs) - WORD + 1,), np.dtype("<u8"), signs, strides=(1,))
    begun = words[cells]
    if not (len(rows) and _begin(words[rows], ROW) and _begin(begun, CELL)):
        return None
    numbers = words[rows + len(ROW)]
    lengths, wide = _digits(numbers), _letters(signs, cells, begun)
    if lengths is None or wide is None or (cells[:1] < rows[0]).any():
        return None
    kept = FIRST[lengths + 1]
    masks, wanted = (np.repeat(one, _per_row(rows, cells)) for one in (kept, numbers & kept))
    if (words[cells + (wide + len(CELL))] & masks != wanted).any():
        return None
    last, columns = _largest(numbers, lengths), _last_column(signs, cells, wide)
    return Usual(last, columns, len(cells), len(rows), has_formulas)


def _called(signs: Signs, tags: Places, length: int) -> Places:
    """Tags whose name has ended after `length` signs."""
    after = signs[tags + length] | 0x20
    return tags[(after < ord("a")) | (after > ord("z"))]


def _begin(words: Words, sign: bytes) -> bool:
    """Whether every word begins so."""
    return bool((words & FIRST[len(sign)] == int.from_bytes(sign, "little")).all())


def _sign(words: Words, place: int) -> NDArray[np.uint8]:
    """The sign of each word at a place."""
    return (words >> np.uint64(8 * place)).astype(np.uint8)


def _digits(numbers: Words) -> Places | None:
    """How many digits each number has; None where no quote ends one of them."""
    lengths, going = np.zeros(len(numbers), np.intp), np.ones(len(numbers), np.bool_)
    for i in range(WORD - 1):
        going &= _sign(numbers, i) - ord("0") < 10
        lengths += going
    ends = (numbers >> (lengths * 8).astype(np.uint64)).astype(np.uint8)
    return lengths if (lengths > 0).all() and (ends == ord('"')).all() else None


def _letters(signs: Signs, cells: Places, begun: Words) -> NDArray[np.uint8] | None:
    """How many capitals name the column of each cell; None for more than three or none."""
    first = len(CELL)
    is_letter = _sign(begun, first) - ord("A") < LETTERS
    is_wide = _sign(begun, first + 1) - ord("A") < LETTERS
    if not is_letter.all():
        return None
    wide = is_wide.astype(np.uint8) + np.uint8(1)
    further = cells[is_wide] + first + 2
    wide[is_wide] += signs[further] - ord("A") < LETTERS
    return wide


def _per_row(rows: Places, cells: Places) -> Places:
    """How many cells stand in each row."""
    return np.diff(np.append(np.searchsorted(cells, rows), len(cells)))


def _last_column(signs: Signs, cells: Places, wide: NDArray[np.uint8]) -> int:
    last = LETTERS
    for width in {2, 3}.intersection(np.unique(wide).tolist()):
        first, number = cells[wide == width] + len(CELL), 0
        for i in range(width):
            number = number * LETTERS + (signs[first + i] - ord("A")).astype(np.int64) + 1
        last = max(last, int(np.max(number)))
    return last


def _largest(numbers: Words, lengths: Places) -> int:
    value = np.zeros(len(numbers), np.int64)
    for i in range(WORD - 1):
        value = np.where(i < lengths, value * 10 + (_sign(numbers, i) - ord("0")), value)
    return int(value.max())
