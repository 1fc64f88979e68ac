"""The ground a report stands on: snapshot, day, place and reader; every question is asked here.

What a sentence takes from a row is written as everywhere, and kept as a figure with its question,
parameters and column, so that it can be found again. What is missing is called unknown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from string import Formatter
from typing import Any

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.columns import heading, is_missing
from inspection.data.warehouse import Snapshot
from inspection.report.document import Figure, Second
from inspection.showing.answer import Answer
from inspection.showing.shown import said
from inspection.showing.terms import QUESTION, said_day, terms
from inspection.text import table, text

LANG = "zh"
DIGIT = re.compile(r"\d")
Row = Mapping[str, Any]
Pairs = Mapping[str, str]
NONE: Pairs = {}


@dataclass
class Ground:
    """What a report is made from; without unit and office the province.

    Reports made together share `answers`.
    """

    scope: Scope
    snapshot: Snapshot
    day: date
    unit: str | None = None
    office: str | None = None
    answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    figures: list[Figure] = field(default_factory=list, repr=False)

    def ask(self, question: str, **params: object) -> Answer:
        """The rows of a question for the day and the place of the report; asked once."""
        taken = warehouse.describe(question).params
        own = {
            "units": [self.unit] if self.unit else None,
            "offices": [self.office] if self.office else None,
        }
        chosen = {name: value for name, value in own.items() if name in taken and value}
        return self._once(question, {"as_of": self.day, **chosen, **params})

    def everywhere(self, question: str) -> list[Row]:
        """The rows of a question for the day, whatever the place."""
        return self._once(question, {"as_of": self.day}).rows.to_pylist()

    def _once(self, question: str, given: Mapping[str, object]) -> Answer:
        key = repr((question, sorted(given.items())))
        if key not in self.answers:
            self.answers[key] = self._ask(question, given)
        return self.answers[key]

    def _ask(self, question: str, given: Mapping[str, object]) -> Answer:
        prepared = warehouse.prepare(question, given, self.scope, self.snapshot)
        rows = warehouse.run(prepared)
        return Answer(prepared.question, given, rows, is_partial=not prepared.is_whole)

    @property
    def is_partial(self) -> bool:
        """Whether the reader gets less than the command line, which asks with every right."""
        return any(one.is_partial for one in self.answers.values())

    def rows(self, question: str, only: Pairs = NONE, **params: object) -> list[Row]:
        """The rows that have these values."""
        found = self.ask(question, **params).rows.to_pylist()
        return [row for row in found if all(as_text(row[n]) == v for n, v in only.items())]

    def say(self, words: str, question: str, row: Row, only: Pairs = NONE, **params: object) -> str:
        """A sentence with the values of a row; each number of it is kept."""
        asked = self.ask(question, **params).params
        values = {**self.named}
        for name in places(words):
            if name in row:
                values[name] = in_text(name, row[name])
                self.keep(name, written(name, row[name]), question, asked, only)
            elif name == "floor":
                self.keep("floor_rate", values[name], QUESTION, {"as_of": self.day}, NONE)
        return words.format(**values)

    def keep(
        self,
        column: str,
        value: str,
        question: str,
        params: Mapping[str, object],
        only: Pairs,
        how: str = "",
        second: Second | None = None,
    ) -> None:
        """Take a number into the list, once."""
        if not DIGIT.search(value):
            return
        label = heading(column, LANG, question)
        asked, chosen = pairs(params), tuple(only.items())
        one = Figure(label, value, question, asked, chosen, column, how, second)
        if one not in self.figures:
            self.figures.append(one)

    @cached_property
    def year(self) -> Row:
        """Deadline, base and floor of the year."""
        return self.ask(QUESTION).one()

    @cached_property
    def badge(self) -> Row:
        """What the data are and rest on."""
        return self.ask("data_badge").one()

    @cached_property
    def place(self) -> str:
        """The office, the full name of the unit, or the province."""
        if self.office:
            return self.office
        if self.unit is None:
            return text("frame.province", LANG)
        found = self.ask("filter_units").by("unit").get(self.unit)
        return str(found["full_name"]) if found else self.unit

    @property
    def audience(self) -> str:
        """Which kind of place the report is about."""
        return "office" if self.office else "unit" if self.unit else "province"

    @property
    def is_over(self) -> bool:
        """Whether the deadline of the year has passed."""
        deadline = self.year["deadline_on"]
        return deadline is not None and self.day > deadline

    @cached_property
    def named(self) -> dict[str, str]:
        """What every sentence may name: place, day, terms of the year."""
        own = {"where": self.place, "day": said_day(self.day, LANG, with_year=True)}
        return own | terms(self.year, LANG)


def pairs(params: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Parameters as the command line takes them."""
    return tuple((name, as_text(one)) for name, one in params.items())


def as_text(value: object) -> str:
    """A value as the command line takes and compares it."""
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def written(name: str, value: object) -> str:
    """A value in a sentence; what is missing is unknown."""
    return text("alerts.unknown", LANG) if is_missing(value) else said(name, value, LANG)


def in_text(name: str, value: object) -> str:
    """The same in a sentence of a paper: a day in the words of such papers."""
    if isinstance(value, date) and not is_missing(value):
        return said_day(value, LANG, with_year=True)
    return written(name, value)


def words_of(key: str) -> str:
    """The words of a key with their places."""
    return getattr(table()[key], LANG)


def places(words: str) -> list[str]:
    """Names that a sentence has places for."""
    return [name for _, name, _, _ in Formatter().parse(words) if name]
