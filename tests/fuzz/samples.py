"""Small exports in every format, and ways to damage them."""

import io
import random
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

from ingest.parts import xml_2003

from inspection.ingest.detection import detect
from inspection.ingest.readers import open_sheets
from inspection.settings import ROOT

SAMPLE, MADE = ROOT / "data" / "sample", ROOT / "tests" / "files"
# Tables that are small; the damage is done to bytes, not to rows.
NAMES = ("检查结果_平潭", "检查对象_平潭", "公示与后处置_平潭", "抽查任务_新平台", "大事记")
GARBAGE = (
    *(b"\x00", b"\xff\xfe", b'"', b"\r", b",,,,", b"=1+1", b"9" * 40, b"|", b"\t"),
    *("合计".encode(), b'r="XFD1048576"', b'r="A9999999"', b' ss:Index="999999999"'),
    *(b'table:number-rows-repeated="9', b"</row>", b"<table>", b"]]>", b"&#0;"),
    *(b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", b"<c><v>1</v></c>", b' hidden="1"'),
    *(b't="s"', b' rowspan="65534"', b"PK\x03\x04", b"PK\x05\x06"),
)
Damage = Callable[[bytearray, random.Random], None]


def samples() -> dict[str, list[tuple[str, bytes]]]:
    """Name and bytes of whole files, by format."""
    found = {kind: _files(SAMPLE, kind) for kind in ("csv", "xlsx")}
    found |= {kind: _files(MADE / f"sample_{kind}", kind) for kind in ("xls", "ods")}
    found["gb18030.csv"] = [(n, d.decode("utf-8").encode("gb18030")) for n, d in found["csv"]]
    found["utf16.csv"] = [(n, d.decode("utf-8").encode("utf-16-le")) for n, d in found["csv"]]
    found["xml"] = [(_renamed(n, "xml"), _as_xml(n).encode()) for n, _ in found["xlsx"]]
    found["html"] = [(_renamed(n, "html"), _as_html(n).encode("gb18030")) for n, _ in found["xlsx"]]
    found["zip"] = [(_renamed(n, "zip"), _packed({n: d})) for n, d in found["csv"] + found["xlsx"]]
    return found


def damage(original: bytes, chance: random.Random) -> bytes:
    """The file with one to three wounds; of an archive half the time in one of its parts."""
    if original.startswith(b"PK") and chance.random() < 0.5:
        return _damaged_part(original, chance)
    data = bytearray(original)
    for wound in chance.choices(DAMAGES, k=chance.randint(1, 3)):
        if data:
            wound(data, chance)
    return bytes(data)


def _files(folder: Path, kind: str) -> list[tuple[str, bytes]]:
    paths = sorted(path for path in folder.glob(f"*.{kind}") if path.name.startswith(NAMES))
    return [(path.name, path.read_bytes()) for path in paths]


def _renamed(name: str, kind: str) -> str:
    return f"{name.rpartition('.')[0]}.{kind}"


def _rows(name: str) -> list[list[str]]:
    [sheet, *_] = open_sheets(detect(SAMPLE / name))
    table = sheet.read(0)
    cells = [column.to_pylist() for column in table.columns[2:]]
    return [[cell or "" for cell in row] for row in zip(*cells, strict=True)]


def _as_xml(name: str) -> str:
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    rows = _marked(name, "Row", cell)
    return xml_2003(f'<Worksheet ss:Name="数据"><Table>{rows}</Table></Worksheet>')


def _as_html(name: str) -> str:
    return f"<html><table>{_marked(name, 'tr', '<td>{}</td>')}</table></html>"


def _marked(name: str, row: str, cell: str) -> str:
    lines = ("".join(cell.format(escape(text)) for text in line) for line in _rows(name))
    return "".join(f"<{row}>{line}</{row}>" for line in lines)


def _packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def _damaged_part(original: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(original)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if "sheet" in name or "content" in name] or list(parts)
    name = chance.choice(names if chance.random() < 0.8 else list(parts))
    parts[name] = damage(parts[name], chance) if parts[name] else b"x"
    return _packed(parts)


def _truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _cut_span(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.randint(1, 200)]


def _flip_byte(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _insert_garbage(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.choice(GARBAGE)


def _repeat_span(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start:start] = data[start : start + chance.randint(1, 400)]


DAMAGES: tuple[Damage, ...] = (_truncate, _cut_span, _flip_byte, _insert_garbage, _repeat_span)
