"""How much of an xlsx sheet is really there, found before anything makes room for it.

A sheet says where its cells are, and one blank cell in the last corner would make
room for seventeen thousand million. Such a sheet is read without its blank cells;
what then is still too large is refused.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, NamedTuple

from lxml import etree

from inspection.errors import BadInput
from inspection.ingest.containers import BOOK, SAVE_AS, unpack
from inspection.ingest.detection import Content
from inspection.ingest.limits import SPLIT, Clock, check_book
from inspection.settings import settings

ROOT_RELATIONS, STRINGS = "_rels/.rels", "xl/sharedStrings.xml"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Parts that a reader of cells needs.
NEEDED = ("[Content_Types]", "_rels/", "xl/_rels/", "xl/workbook", "xl/styles", "xl/sharedStrings")
# Room for so many cells is always there; beyond it a sheet must not be much emptier.
ROOM_CELLS, ROOM_PER_CELL = 200_000, 4
LETTERS = 26
# Patterns begin with fixed bytes, which are found fast. Some writers give every tag a prefix.
PREFIX = re.compile(rb"(</?)\w+:")
ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
CELL = re.compile(rb"<c[ >/]")
FAR_COLUMN = re.compile(rb' r="([A-Z]{2,})\d')
HIDDEN_ROW = re.compile(rb'<row [^>]*?\bhidden="(?:1|true)"')
# A formula, and no value that was last computed; or one that is an error.
ERROR = b' t="e"'
NO_VALUE = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:<v>\s*</v>|<v/>)?\s*</c>")
WHOLE_CELL = re.compile(rb"<((?:\w+:)?)c [^>]*?(?:/>|>.*?</\1c>)", re.DOTALL)
SHARED = re.compile(rb'\bt="s".*?<(?:\w+:)?v>\s*(\d+)', re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f[ >].*?</(?:\w+:)?f>", re.DOTALL)
TAG = re.compile(rb"<[^>]*>")


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
        room = ROOM_CELLS + ROOM_PER_CELL * self.cells
        return self.rows * self.columns > room or self.columns > settings().max_columns

    def with_piece(self, piece: bytes) -> "Extent":
        """The extent with the next piece of the sheet, cut after a row."""
        piece = _without_prefix(piece)
        numbers = [int(number) for number in ROW.findall(piece)]
        rows = max(self.rows, *numbers, 0)
        cells = piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b"<c/")
        places = piece.count(b' r="')
        return Extent(
            rows,
            max(self.columns, *map(_column_number, set(FAR_COLUMN.findall(piece))), 0),
            self.cells + cells,
            self.hidden_rows + _hidden_rows(piece),
            self.lost_formulas + _lost_formulas(piece),
            self.is_plain and places >= cells + len(numbers) and not _below(rows).search(piece),
        )


class Measured(NamedTuple):
    """A workbook that can be opened, and the extent of each sheet in its order."""

    file: IO[bytes]
    extents: list[Extent]


def measure(content: Content) -> Measured:
    """Every part unpacked once and every sheet measured. Raises BadInput."""
    clock = Clock(str(content.path))
    with zipfile.ZipFile(content.file) as archive:
        sheets = sheet_parts(archive)
        extents = {name: Extent() for name in sheets}
        names = {part.lower(): name for name, part in sheets.items()}
        for member in archive.infolist():
            pieces = unpack(content.path, archive, member)
            name = names.get(member.filename.lower())
            for piece in pieces if name is None else whole_rows(pieces):
                clock.check()
                if name is not None:
                    extents[name] = extents[name].with_piece(piece)
                elif CELL.search(plain := _without_prefix(piece)) and ROW.search(plain):
                    said = f"工作簿里有没有列出的工作表：{member.filename}"
                    raise BadInput(said, str(content.path), SAVE_AS)
        wide = {name for name, extent in extents.items() if extent.is_too_wide}
        if wide or not all(extent.is_plain for extent in extents.values()):
            return _trimmed(content, archive, sheets, extents)
    for name, extent in extents.items():
        _check(content, name, extent)
    return Measured(content.file.open("rb"), list(extents.values()))


def _check(content: Content, name: str, extent: Extent) -> None:
    where = f"{content.path} 工作表“{name}”"
    if extent.cells:
        # Columns of one letter are counted when they are read.
        columns = extent.columns if extent.columns > LETTERS else 0
        check_book(extent.rows, columns, extent.cells, where)


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of every sheet, by its name."""
    roots = _relations(archive, ROOT_RELATIONS)
    book = next((t for _, kind, t in roots if kind.endswith("/officeDocument")), BOOK).lstrip("/")
    folder, _, name = book.rpartition("/")
    targets = {one: target for one, _, target in _relations(archive, f"{folder}/_rels/{name}.rels")}
    found = {}
    for sheet in _parse(archive, book).iterfind(".//{*}sheet"):
        target = targets.get(sheet.get(RELATION_ID, ""), "").lstrip("/")
        found[sheet.get("name", "")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _relations(archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """Id, type and target of every relation of a part."""
    found = _parse(archive, part).iterfind("{*}Relationship")
    return [(one.get("Id", ""), one.get("Type", ""), one.get("Target", "")) for one in found]


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(part), parser)


def whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut after a row, or at least after a tag."""
    rest = b""
    for piece in pieces:
        rest += piece
        end = (rest.rfind(b"row>") + len(b"row>")) if b"row>" in rest else rest.rfind(b">") + 1
        yield rest[:end]
        rest = rest[end:]
    yield rest


def _without_prefix(piece: bytes) -> bytes:
    return PREFIX.sub(rb"\1", piece) if b":row" in piece else piece


def _hidden_rows(piece: bytes) -> int:
    return len(HIDDEN_ROW.findall(piece)) if b"hidden=" in piece else 0


def _lost_formulas(piece: bytes) -> int:
    without_value = len(NO_VALUE.findall(piece)) if b"<f" in piece else 0
    return without_value + piece.count(ERROR)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8]:
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
    return re.compile(rf' r="[A-Z]+(?:{"|".join([*larger, longer])})"'.encode())


# Sheets without their blank cells


def _trimmed(
    content: Content,
    archive: zipfile.ZipFile,
    sheets: dict[str, str],
    extents: dict[str, Extent],
) -> Measured:
    """The workbook with sheets that hold no blank cell."""
    made = io.BytesIO()
    blanks = _blank_strings(archive)
    trimmed = dict(extents)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for member in archive.infolist():
            if member.filename.startswith(NEEDED):
                copy.writestr(member.filename, archive.read(member))
        for name, part in sheets.items():
            if extents[name].is_plain:
                pieces = whole_rows(unpack(content.path, archive, archive.getinfo(part)))
                trimmed[name] = _write(copy, part, (_without_blanks(p, blanks) for p in pieces))
            _check_room(content, name, trimmed[name])
    made.seek(0)
    # What was hidden or lost is told by the sheet as it was.
    for name, extent in extents.items():
        trimmed[name] = trimmed[name]._replace(
            hidden_rows=extent.hidden_rows, lost_formulas=extent.lost_formulas
        )
    return Measured(made, list(trimmed.values()))


def _write(copy: zipfile.ZipFile, part: str, pieces: Iterable[bytes]) -> Extent:
    extent = Extent()
    with copy.open(part, "w", force_zip64=True) as opened:
        for piece in pieces:
            extent = extent.with_piece(piece)
            opened.write(piece)
    return extent


def _check_room(content: Content, name: str, extent: Extent) -> None:
    _check(content, name, extent)
    where = f"{content.path} 工作表“{name}”"
    if not extent.is_plain:
        raise BadInput("工作表没有写明单元格的位置，读不准", where, "用表格软件打开，另存后再导入")
    if extent.rows * extent.columns > settings().max_book_cells:
        room = f"{extent.rows} 行 × {extent.columns} 列"
        raise BadInput(f"工作表最远的有字单元格把表撑到 {room}", where, SPLIT)


def _without_blanks(piece: bytes, blanks: set[int]) -> bytes:
    def kept(cell: re.Match[bytes]) -> bytes:
        return b"" if _is_blank(cell.group(), blanks) else cell.group()

    return WHOLE_CELL.sub(kept, piece)


def _is_blank(cell: bytes, blanks: set[int]) -> bool:
    shared = SHARED.search(cell)
    if shared:
        return int(shared.group(1)) in blanks
    return not TAG.sub(b"", FORMULA.sub(b"", cell)).decode(errors="replace").strip()


def _blank_strings(archive: zipfile.ZipFile) -> set[int]:
    """Numbers of the shared strings that hold no text."""
    if STRINGS not in archive.namelist():
        return set()
    with archive.open(STRINGS) as part:
        items = etree.iterparse(
            part, tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False
        )
        blanks = set()
        for number, (_, item) in enumerate(items):
            if not "".join(item.itertext()).strip():
                blanks.add(number)
            item.clear()
    return blanks
