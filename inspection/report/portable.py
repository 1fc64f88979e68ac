"""A report as PDF, and its figures as pictures: set by typst, with the fonts that ship with it.

Nothing of the machine enters, no font of the system, no clock: the same document, the same bytes.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from inspection.report import document as parts
from inspection.report.ground import LANG
from inspection.text import text

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
LAYOUT = "layout.typ"
# Dots per inch of pictures in Word files.
PICTURE_PPI = 200
PICTURE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}", width: 156mm)\n'
# Beside GB 2312 the fonts have these; what they have not is shown by a mark of its own.
EXTRA = frozenset("—–…“”‘’·•■▲△●○□→←≥≤×÷－～〔〕【】％‰\u200b\n")
MISSING = "〓"
# A table with longer texts than this, or so many columns, is set in small letters.
SMALL_COLUMNS = 6


def pdf(document: parts.Document) -> bytes:
    """The bytes of the PDF."""
    with _room() as folder:
        told = _told(document, folder)
        (folder / "report.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        shutil.copy(HERE / LAYOUT, folder / LAYOUT)
        return _compile(folder / LAYOUT, "pdf")


def picture(svg: str) -> bytes:
    """The bytes of a PNG of a figure, as wide as the text of a page."""
    with _room() as folder:
        (folder / "figure.svg").write_text(printable(svg), encoding="utf-8")
        (folder / "figure.typ").write_text(PICTURE.format(name="figure.svg"), encoding="utf-8")
        return _compile(folder / "figure.typ", "png", ppi=PICTURE_PPI)


@contextmanager
def _room() -> Iterator[Path]:
    with TemporaryDirectory(prefix="report-") as folder:
        yield Path(folder)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Those that ship with the programme, read once."""
    return typst.Fonts(font_paths=[str(FONTS)], include_system_fonts=False)


def _compile(source: Path, form: Literal["pdf", "png"], ppi: float | None = None) -> bytes:
    return typst.compile(
        str(source),
        root=str(source.parent),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=ppi,
        timestamp=0,
    )


def _told(document: parts.Document, folder: Path) -> dict[str, Any]:
    """The document as the layout reads it; figures as files beside it."""
    day = document.day
    counts = {parts.Table: 0, parts.Chart: 0}
    blocks = [_block(block, folder, counts) for block in document.blocks]
    _hold(blocks)
    return {
        "title": printable(document.title),
        "under": [printable(line) for line in document.under_title],
        "marks": printable(text("export.gap", LANG).join(document.marks)),
        "watermark": printable(document.watermark),
        "day": [day.year, day.month, day.day],
        "close": document.is_one_page,
        "blocks": blocks,
    }


def _hold(blocks: list[dict[str, Any]]) -> None:
    """The paragraphs above a signature stay on its page."""
    for place, block in enumerate(blocks):
        if block["type"] == "signature":
            for above in blocks[max(place - parts.SIGNED_LINES, 0) : place]:
                above["sticky"] = True


def _block(block: parts.Block, folder: Path, counts: dict[type, int]) -> dict[str, Any]:
    if isinstance(block, parts.Heading):
        return {"type": "heading", "level": block.level, "text": printable(block.numbered)}
    if isinstance(block, parts.Paragraph):
        return {"type": "paragraph", "parts": _parts(block.words), "flush": block.is_flush}
    if isinstance(block, parts.AnnexTitle):
        return {"type": "annex-title", "text": printable(block.words)}
    if isinstance(block, parts.Signature):
        return {"type": "signature", "lines": [_parts(line) for line in block.lines]}
    if isinstance(block, parts.Break):
        return {"type": "break"}
    counts[type(block)] += 1
    number = counts[type(block)]
    if isinstance(block, parts.Table):
        return _table(block, number)
    name = f"figure{number}.svg"
    (folder / name).write_text(printable(block.svg), encoding="utf-8")
    title = text("report.chart_of", LANG, number=number, title=block.title)
    return {
        "type": "chart",
        "file": name,
        "title": printable(title),
        "alt": block.alt,
        "note": printable(block.note),
    }


def _parts(words: str) -> list[dict[str, Any]]:
    return [
        {"text": printable(part), "blank": bool(parts.BLANK.fullmatch(part))}
        for part in parts.BLANK.split(words)
        if part
    ]


def _table(block: parts.Table, number: int) -> dict[str, Any]:
    return {
        "type": "table",
        "title": printable(text("report.table_of", LANG, number=number, title=block.title)),
        "heads": [printable(head) for head in block.heads],
        "rows": [[printable(breakable(one)) for one in row] for row in block.rows],
        "widths": list(block.widths),
        "numbers": list(block.is_number),
        "source": printable(breakable(block.source)),
        "small": len(block.heads) >= SMALL_COLUMNS,
    }


def breakable(words: str) -> str:
    """Names of the machine may go on in the next line after their joints."""
    return words.replace("_", "_\u200b").replace("=", "=\u200b")


def printable(words: str) -> str:
    """The words with a mark in place of every character that the fonts lack."""
    return "".join(char if _is_known(char) else MISSING for char in words)


def _is_known(char: str) -> bool:
    if char.isascii() or char in EXTRA:
        return True
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
