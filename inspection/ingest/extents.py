"""What the bytes of an xlsx sheet say of its size, without a cell being read.

Patterns begin with fixed bytes, which are found fast; what is written in an unusual way
is walked element by element.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from inspection.ingest.usual_tags import Usual, usual_tags
from inspection.settings import settings

# Room for so many cells is always there; beyond it a sheet must not be much emptier.
ROOM_CELLS, ROOM_PER_CELL = 200_000, 4
LETTERS = 26
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False}
# Patterns begin with fixed bytes, which are found fast. Some writers give every tag a prefix.
PREFIX = re.compile(rb"(</?)\w+:")
ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
CELL = re.compile(rb"<c[ >/]")
FAR_COLUMN = re.compile(rb' r="([A-Za-z]{2,})\d')
OTHER_PLACE = re.compile(rb'[^\w:.\- ]r="')
PLACE = re.compile(r"([A-Za-z]{1,8})(\d{1,9})")
HIDDEN_ROW = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"')
# A formula, and no value that was last computed; or one that is an error.
ERROR = b' t="e"'
NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v>\s*</v>|<v/>)?\s*</c>")


class Extent(NamedTuple):
    """What the pieces of a sheet add up to. `is_plain`: every cell tells its own place."""

    rows: int = 0
    columns: int = LETTERS
    cells: int = 0
    hidden_rows: int = 0
    lost_formulas: int = 0
    is_plain: bool = True

    @property
    def is_too_wide(self) -> bool:
        """Whether it asks for much more room than it has cells."""
        room = min(ROOM_CELLS + ROOM_PER_CELL * self.cells, settings().max_book_cells)
        return self.rows * self.columns > room or self.columns > settings().max_columns

    def with_piece(self, piece: bytes) -> "Extent":
        """The extent with the next piece of the sheet, cut after a row."""
        piece = without_prefix(piece)
        usual = usual_tags(piece)
        if usual and _is_all(piece, usual):
            return self._replace(
                rows=max(self.rows, usual.rows),
                columns=max(self.columns, usual.columns),
                cells=self.cells + usual.cells,
                hidden_rows=self.hidden_rows + _hidden_rows(piece),
                lost_formulas=self.lost_formulas + _lost_formulas(piece, usual.has_formulas),
            )
        return self._with_unusual(piece)

    def _with_unusual(self, piece: bytes) -> "Extent":
        """The same by patterns, of a piece with tags written in another way."""
        numbers = [int(number) for number in ROW.findall(piece)]
        rows = max(self.rows, *numbers, 0)
        cells = piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b"<c/")
        places = piece.count(b' r="')
        is_usual = piece.count(b'r="') == places or not OTHER_PLACE.search(piece)
        return Extent(
            rows,
            max(self.columns, *map(_column_number, set(FAR_COLUMN.findall(piece))), 0),
            self.cells + cells,
            self.hidden_rows + _hidden_rows(piece),
            self.lost_formulas + _lost_formulas(piece, b"<f" in piece),
            self.is_plain
            and is_usual
            and b"r='" not in piece
            and places >= cells + len(numbers)
            and not _below(rows).search(piece),
        )


def whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut after a row, or at least after a tag."""
    rest = b""
    for piece in pieces:
        rest += piece
        end = (rest.rfind(b"row>") + len(b"row>")) if b"row>" in rest else rest.rfind(b">") + 1
        yield rest[:end]
        rest = rest[end:]
    yield rest


def without_prefix(piece: bytes) -> bytes:
    return PREFIX.sub(rb"\1", piece) if b":row" in piece else piece


def _hidden_rows(piece: bytes) -> int:
    # One sign is found faster than several.
    return len(HIDDEN_ROW.findall(piece)) if b"h" in piece and b"hidden=" in piece else 0


def _is_all(piece: bytes, usual: Usual) -> bool:
    """Whether these are all the places that the piece tells."""
    is_quoted_so = b"'" not in piece or b"r='" not in piece
    return is_quoted_so and piece.count(b'r="') == usual.cells + usual.row_count


def _lost_formulas(piece: bytes, has_formulas: bool) -> int:
    without_value = len(NO_VALUE.findall(piece)) if has_formulas else 0
    return without_value + (piece.count(ERROR) if b"e" in piece else 0)


def walk(archive: zipfile.ZipFile, part: str, extent: Extent) -> Extent:
    """The extent of a sheet with cells that tell no place, or in an unusual way."""
    rows = columns = row = column = 0
    is_plain = True
    with archive.open(part) as file:
        for event, element in etree.iterparse(
            file, events=("start", "end"), tag=("{*}row", "{*}c"), huge_tree=True, **SAFE
        ):
            is_row = etree.QName(element).localname == "row"
            if event == "end":
                element.clear()
                while is_row and element.getprevious() is not None:
                    del element.getparent()[0]
            elif is_row:
                row, column = int(element.get("r", row + 1)), 0
            elif place := PLACE.fullmatch(element.get("r", "")):
                row, column = int(place.group(2)), _column_number(place.group(1).encode())
            else:
                column, is_plain = column + 1, False
            rows, columns = max(rows, row), max(columns, column)
    return extent._replace(rows=rows, columns=max(columns, LETTERS), is_plain=is_plain)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * LETTERS + letter - ord("A") + 1
    return number


def _below(row: int) -> re.Pattern[bytes]:
    """What finds the place of a cell below `row`: its number begins larger, or is longer."""
    digits = str(row)
    larger = [
        f"{digits[:i]}[{int(digit) + 1}-9]" + r"\d" * (len(digits) - i - 1)
        for i, digit in enumerate(digits)
        if digit != "9"
    ]
    longer = rf"\d{{{len(digits) + 1},}}"
    return re.compile(rf' r="[A-Za-z]+(?:{"|".join([*larger, longer])})"'.encode())
