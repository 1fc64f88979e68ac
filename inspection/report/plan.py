"""The plan of a report: a table of its chapters and sentences, with when each is said.

`evaluation.csv` has a line per part, in order. `form` says what it makes (`to`: whom it is to);
lines of one `para` are one paragraph, and of those with one `slot` the first whose `when` holds is
said. A condition is a column that is known (`name`), unknown (`!name`), above nothing (`name>0`) or
has a value (`name=value`); all must hold. `for` keeps a line for a unit, an office or the province;
`$unit` and `$office` stand for their names.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from inspection.data.classes import worded
from inspection.data.columns import is_missing
from inspection.report.ground import LANG, Ground, as_text

FOLDER = Path(__file__).parent
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a plan."""

    form: str
    para: str
    slot: str
    audience: str
    question: str
    params: tuple[tuple[str, str], ...]
    only: tuple[tuple[str, str], ...]
    when: tuple[str, ...]
    words: str

    def is_for(self, ground: Ground) -> bool:
        """Whether the line speaks of this kind of place."""
        return not self.audience or ground.audience in self.audience.split()

    def chosen(self, ground: Ground) -> dict[str, str]:
        """The columns that choose its rows, with their values."""
        own = {"$unit": ground.unit or "", "$office": ground.office or ""}
        return {name: own.get(value, value) for name, value in self.only}

    def holds(self, row: Row, ground: Ground) -> bool:
        """Whether all that is asked of the row is so."""
        return all(_holds(one, row, ground) for one in self.when)


@lru_cache(maxsize=8)
def plan(name: str) -> tuple[Line, ...]:
    """The lines of a plan, in order."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: Mapping[str, str]) -> Line:
    return Line(
        row["form"],
        row["para"],
        row["slot"],
        row["for"],
        row["question"],
        _pairs(row["params"]),
        _pairs(row["where"]),
        tuple(row["when"].split()),
        worded(row["text"], LANG),
    )


def _pairs(told: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, _, value in (one.partition("=") for one in told.split()))


def _holds(condition: str, row: Row, ground: Ground) -> bool:
    if condition in ("over", "ahead"):
        return ground.is_over is (condition == "over")
    if condition.startswith("!"):
        return is_missing(row[condition[1:]])
    if condition.endswith(">0"):
        value = row[condition[:-2]]
        return value is not None and value > 0
    name, equals, value = condition.partition("=")
    return as_text(row[name]) == value if equals else not is_missing(row[name])


def parts(name: str, ground: Ground) -> Iterator[list[Line]]:
    """The lines for a place, those of one paragraph together."""
    lines = [line for line in plan(name) if line.is_for(ground)]
    for _, found in groupby(lines, key=lambda line: (line.form, line.para)):
        yield list(found)


def paragraph(lines: list[Line], ground: Ground) -> str:
    """The sentences of a paragraph: of each slot the first that can be said."""
    return "".join(_said(list(own), ground) for _, own in groupby(lines, key=lambda one: one.slot))


def _said(lines: list[Line], ground: Ground) -> str:
    for line in lines:
        if not line.question:
            return line.words.format(**ground.named)
        found = ground.rows(line.question, line.chosen(ground), **dict(line.params))
        for row in found[:1]:
            if line.holds(row, ground):
                return ground.say(
                    line.words, line.question, row, line.chosen(ground), **dict(line.params)
                )
    return ""


def each(lines: list[Line], ground: Ground) -> list[str]:
    """A sentence for every row of a question, by the first line that holds for it."""
    first = lines[0]
    told: list[str] = []
    for row in ground.rows(first.question, first.chosen(ground), **dict(first.params)):
        line = next((one for one in lines if one.holds(row, ground)), None)
        if line is not None:
            only = line.chosen(ground) | keys_of(line, row)
            told.append(ground.say(line.words, line.question, row, only, **dict(line.params)))
    return told


def keys_of(line: Line, row: Row) -> dict[str, str]:
    """The columns that tell a row from the others of its question: `slot` names them."""
    return {name: as_text(row[name]) for name in line.slot.split()}
