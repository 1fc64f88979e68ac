"""What the command line prints: tables that align Chinese, JSON, CSV and a progress bar."""

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from inspection.showing.columns import heading, written
from inspection.text import table as words
from inspection.text import text

BAR_WIDTH = 20
LINE_WIDTH = 78
# The stages of an import, in order; a bar fills up by stage.
STAGES = ("writing_demo", "reading", "cleaning", "writing", "marts", "renaming")

Row = Mapping[str, object]


def format_json(value: object) -> str:
    """Indented JSON, Chinese readable, dates in ISO."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def format_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """CSV with a header line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().rstrip("\n")


def format_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Columns aligned by display width; numbers to the right, NULL as a dash."""
    cells = [[written(column, row[column]) for column in columns] for row in rows]
    heads = [_head(column) for column in columns]
    widths = [max(map(_width, column)) for column in zip(heads, *cells, strict=True)]
    right = [any(isinstance(row[column], int | float) for row in rows) for column in columns]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths, right) for line in lines)


def show_stage(stage: str, note: str) -> None:
    """One progress line on a terminal; nothing where the output is read by a program."""
    if not sys.stderr.isatty():
        return
    done = STAGES.index(stage) if stage in STAGES else 0
    filled = BAR_WIDTH * done // len(STAGES)
    bar = "█" * filled + "░" * (BAR_WIDTH - filled)
    line = f"{bar} {text(f'cli.stage.{stage}')} {note}"
    while _width(line) > LINE_WIDTH:
        line = line[:-1]
    end = "\n" if stage == STAGES[-1] else ""
    print(f"\r{line}{' ' * (LINE_WIDTH - _width(line))}", end=end, file=sys.stderr, flush=True)


def _head(column: str) -> str:
    key = f"cli.column.{column}"
    return text(key) if key in words() else heading(column)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = [
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _width(cell: str) -> int:
    """Columns on a terminal: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in cell)


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
