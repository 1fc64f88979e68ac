"""What the command line prints: tables that align Chinese, JSON, CSV and progress.

A terminal gets tables of its own width, in which long cells go on in the next
line. Where a program reads, every row is one line with everything in it,
without colours.
"""

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len

from inspection.text import table as words
from inspection.text import text

if TYPE_CHECKING:
    from rich.console import JustifyMethod

# A longer table is not fitted to the terminal: laying it out takes a millisecond per row.
FITTED_ROWS = 500
# Columns of a page that no row fills, to measure what a table needs.
ENDLESS = 1_000_000
BAR_WIDTH = 20
# The stages of an import, in order; the bar fills up by stage.
STAGES = ("writing_demo", "reading", "cleaning", "writing", "marts", "renaming")
# Eight lines of a rich box; only the rule below the headings is drawn.
RULED = "    \n    \n -  \n    \n    \n    \n    \n    \n"

Row = Mapping[str, object]
OnStage = Callable[[str, str], None]
OnCount = Callable[[int, int, str], None]


def say(said: str) -> None:
    """Print to whoever reads; who has left is not written to any more."""
    try:
        click.echo(said)
    except BrokenPipeError:
        mute()


def mute() -> None:
    """From now on what is printed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say_rows(rows: Sequence[Row], headings: Mapping[str, str], form: str) -> None:
    """Print rows as table, json or csv; no rows as a table are a sentence on stderr."""
    if form == "json":
        say(format_json(rows))
    elif form == "csv":
        say(format_csv(rows, list(headings)))
    elif rows:
        say(format_table(rows, headings))
    else:
        click.echo(text("cli.query.no_rows"), err=True)


def format_json(value: object) -> str:
    """Indented JSON, Chinese readable, dates in ISO."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def format_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """CSV with a header line; no cell is a formula to a spreadsheet that opens it."""
    from inspection.showing.formulas import harmless

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_unbroken(harmless(row[name])) for name in columns] for row in rows)
    return out.getvalue().rstrip("\n")


def format_table(rows: Sequence[Row], headings: Mapping[str, str]) -> str:
    """Columns by display width under the words of `headings`; numbers to the right."""
    from inspection.data.columns import written

    heads = [text(key) if key in words() else name for name, key in headings.items()]
    cells = [[_in_one_line(written(name, row[name])) for name in headings] for row in rows]
    right = [any(isinstance(row[name], int | float) for row in rows) for name in headings]
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    if is_terminal and len(rows) <= FITTED_ROWS:
        return _fitted(heads, cells, right)
    widths = [max(map(cell_len, column)) for column in zip(heads, *cells, strict=True)]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths, right) for line in lines)


@contextmanager
def stages() -> Iterator[OnStage]:
    """Takes stages of work: a bar on a terminal; nothing where a program reads."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _say_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(BAR_WIDTH), TextColumn("{task.description}", markup=False))
    console = Console(file=sys.stderr)
    with Progress(*columns, TimeElapsedColumn(), console=console, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)

        def show(stage: str, note: str) -> None:
            done = STAGES.index(stage) if stage in STAGES else None
            said = f"{text(f'cli.stage.{stage}')} {note}"
            total = None if done is None else len(STAGES)
            bar.update(task, description=said, completed=done, total=total)

        yield show
        bar.update(task, completed=len(STAGES), total=len(STAGES))


@contextmanager
def counted() -> Iterator[OnCount]:
    """Takes how many of how many are done, and what is next: a bar on a terminal, else nothing."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield _count_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(BAR_WIDTH), MofNCompleteColumn())
    shown = TextColumn("{task.description}", markup=False)
    console = Console(file=sys.stderr)
    with Progress(*columns, shown, console=console, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, count: int, note: str) -> None:
            bar.update(task, description=note, completed=done, total=count)

        yield show


def _count_nothing(done: int, count: int, note: str) -> None:
    """Takes a count and shows nothing."""


def _say_nothing(stage: str, note: str) -> None:
    """Takes a stage and shows nothing."""


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    gaps = [" " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
    padded = [
        gap + cell if to_right else cell + gap
        for cell, gap, to_right in zip(cells, gaps, right, strict=True)
    ]
    return "  ".join(padded).rstrip()


def _fitted(heads: Sequence[str], cells: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """The table in the width of the terminal, or wider where words and numbers would be cut."""
    from rich.box import Box
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    made = Table(box=Box(RULED, ascii=True), show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for head, to_right in zip(heads, right, strict=True):
        side: JustifyMethod = "right" if to_right else "left"
        made.add_column(Text(head), justify=side, overflow="fold", no_wrap=to_right)
    for row in cells:
        made.add_row(*map(Text, row))
    console = Console(force_terminal=True)
    endless = console.options.update(width=ENDLESS)
    needed = Measurement.get(console, endless, made).minimum
    with console.capture() as captured:
        console.print(made, width=max(console.width, needed), soft_wrap=False, crop=False)
    return captured.get().rstrip("\n")


def _in_one_line(cell: str) -> str:
    return " ".join(cell.splitlines())


def _unbroken(value: object) -> object:
    """A text whose lines end as those of the file: another end, not quoted, would begin a row."""
    return "\n".join(value.splitlines()) if isinstance(value, str) and "\r" in value else value


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
