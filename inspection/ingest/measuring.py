"""How much of an xlsx sheet is really there, found before anything makes room for it.

A sheet says where its cells are, and one blank cell in the last corner would make
room for seventeen thousand million. Such a sheet is read without its blank cells;
what then is still too large is refused.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import IO, NamedTuple

from lxml import etree

from inspection.errors import BadInput
from inspection.ingest.containers import BOOK, SAVE_AS, unpack
from inspection.ingest.detection import Content
from inspection.ingest.extents import (
    CELL,
    LETTERS,
    ROW,
    SAFE,
    Extent,
    walk,
    whole_rows,
    without_prefix,
)
from inspection.ingest.limits import SPLIT, Clock, check_book
from inspection.settings import settings

ROOT_RELATIONS, STRINGS = "_rels/.rels", "xl/sharedStrings.xml"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Parts that a reader of cells needs.
NEEDED = ("[Content_Types]", "_rels/", "xl/_rels/", "xl/workbook", "xl/styles", "xl/sharedStrings")
WHOLE_CELL = re.compile(rb"<((?:\w+:)?)c [^>]*?(?:/>|>.*?</\1c>)", re.DOTALL)
SHARED = re.compile(rb'\bt="s".*?<(?:\w+:)?v>\s*(\d+)', re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f[ >].*?</(?:\w+:)?f>", re.DOTALL)
TAG = re.compile(rb"<[^>]*>")


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
                elif CELL.search(plain := without_prefix(piece)) and ROW.search(plain):
                    said = f"工作簿里有没有列出的工作表：{member.filename}"
                    raise BadInput(said, str(content.path), SAVE_AS)
        for name, extent in extents.items():
            if not extent.is_plain:
                extents[name] = walk(archive, sheets[name], extent)
        if any(extent.is_too_wide for extent in extents.values()):
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
    return etree.fromstring(archive.read(part), etree.XMLParser(**SAFE))


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
            if not extents[name].is_too_wide:
                copy.writestr(part, archive.read(part))
                continue
            _check_places(content, name, extents[name])
            pieces = whole_rows(unpack(content.path, archive, archive.getinfo(part)))
            trimmed[name] = _write(copy, part, (_without_blanks(p, blanks) for p in pieces))
    with zipfile.ZipFile(made) as written:
        for name, part in sheets.items():
            if not trimmed[name].is_plain:
                trimmed[name] = walk(written, part, trimmed[name])
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


def _check_places(content: Content, name: str, extent: Extent) -> None:
    if not extent.is_plain:
        where = f"{content.path} 工作表“{name}”"
        raise BadInput("工作表没有写明单元格的位置，范围又过大", where, SAVE_AS)


def _check_room(content: Content, name: str, extent: Extent) -> None:
    _check(content, name, extent)
    if extent.rows * extent.columns > settings().max_book_cells:
        room = f"{extent.rows} 行 × {extent.columns} 列"
        where = f"{content.path} 工作表“{name}”"
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
