"""What needs a decision, in plain words: rules are data, each names a query that fires.

A rule of `data/reference/alerts.csv` (frozen in the snapshot) names a file of
`queries/alerts/` and the threshold it is asked with; every row of the answer is an
alert. Nothing is evaluated from text: templates only take the columns of that row.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

import pyarrow as pa

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.classes import worded
from inspection.data.columns import is_missing
from inspection.data.warehouse import Snapshot
from inspection.provinces import carried
from inspection.showing.shown import said
from inspection.showing.terms import QUESTION, terms
from inspection.text import LANGUAGES, filled, text

# Rules asked at the same time: DuckDB answers each on one core.
ASKED_AT_ONCE = 2
# The order in which alerts are shown; metrics.md says what is red and what amber.
SEVERITIES = ("red", "amber", "neutral")
# What tells apart rows of one rule, place and subject: a document's sender, the other task, and
# the task's name where its number is masked.
OTHERS = ("names", "other_task_no", "name")
Row = Mapping[str, Any]
Values = Mapping[str, Mapping[str, str]]
Told = TypeVar("Told")


class ByLanguage(Mapping[str, Told], Generic[Told]):
    """What is written in a language once somebody reads it in that language."""

    def __init__(self, write: Callable[[str], Told]) -> None:
        self._write, self._written = write, dict[str, Told]()

    def __getitem__(self, lang: str) -> Told:
        if lang not in self._written:
            self._written[lang] = self._write(lang)
        return self._written[lang]

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)


@dataclass(frozen=True)
class Alert:
    """One row that fired: which rule, how grave, where, in words, and where to look.

    `filters` are filters of the frame with the values of the row; `tab` is the part
    of the page, or empty. `amount` counts what is concerned, None where nothing is
    counted or the count is withheld; `due_on` is the day it is due, None where there is none.
    """

    alert: str
    severity: str
    unit: str | None
    title: Mapping[str, str]
    words: Mapping[str, str]
    page: str
    tab: str
    filters: Mapping[str, str]
    basis: str
    subject: str = ""
    county: str | None = None
    office: str | None = None
    amount: int | None = None
    due_on: date | None = None
    is_overdue: bool = False
    is_judged: bool = True
    # The rule, and the row as texts by language: what several alerts are told with as one.
    rule: Row = field(default_factory=dict, compare=False, repr=False)
    values: Values = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> tuple[str, ...]:
        """What stays the same from one report to the next."""
        told = self.values[LANGUAGES[0]] if self.values else {}
        others = (told.get(name, "") for name in OTHERS)
        return self.alert, self.unit or "", self.county or "", self.subject, *others

    def say(self, lang: str) -> str:
        """The sentence in the reader's language."""
        return self.words[lang]


class Named(NamedTuple):
    """The row of a year, and what sentences name of it by language."""

    row: Row
    told: Values


def fired(scope: Scope, snapshot: Snapshot | None = None, as_of: date | None = None) -> list[Alert]:
    """Every alert of the day within `scope`: red first, then amber, in the order of the rules."""
    rules = _ask("alert_rules", {"as_of": as_of}, scope, snapshot).to_pylist()
    asked: dict[str, object] = {"as_of": as_of, "units": None}
    year = _ask(QUESTION, {"as_of": as_of}, scope, snapshot).to_pylist()[0]
    named = Named(year, {lang: terms(year, lang) for lang in LANGUAGES})
    with ThreadPoolExecutor(ASKED_AT_ONCE) as pool:
        fire = partial(_fire, scope=scope, snapshot=snapshot, asked=asked, named=named)
        answers = pool.map(carried(fire), rules)
        found = [alert for answer in answers for alert in answer]
    return sorted(found, key=lambda alert: SEVERITIES.index(alert.severity))


def _fire(
    rule: Row, scope: Scope, snapshot: Snapshot | None, asked: Mapping[str, object], named: Named
) -> list[Alert]:
    name = str(rule["query"])
    params = {**asked, "threshold": rule["threshold_value"]}
    question = warehouse.describe(name)
    # A question without a day is asked of the year of the day.
    taken = {key: params[key] for key in (*question.params, "as_of")}
    rows = _ask(name, taken, scope, snapshot)
    hidden = () if scope.may_see_small_cells else _may_be_hidden(question)
    return [_alert(rule, row, named, hidden) for row in rows.to_pylist()]


def _ask(
    name: str, params: Mapping[str, object], scope: Scope, snapshot: Snapshot | None
) -> pa.Table:
    """What does not change from day to day is kept, as is what a page asks as well."""
    return warehouse.kept(warehouse.prepare(name, params, scope, snapshot))


def _may_be_hidden(question: warehouse.Question) -> tuple[str, ...]:
    """Columns of which a small count is withheld from some readers."""
    derived = question.small_cells.derived
    return (*derived, *(column for columns in derived.values() for column in columns))


def _alert(rule: Row, row: Row, named: Named, hidden: tuple[str, ...]) -> Alert:
    overdue = bool(row["is_overdue"])
    values = ByLanguage(lambda lang: _written(row, named, hidden, lang))
    return Alert(
        alert=rule["alert"],
        severity=_severity(rule, row),
        unit=row["unit"],
        title={"zh": rule["title"], "en": rule["title_en"]},
        words=ByLanguage(lambda lang: _sentence(rule, row, values[lang], lang)),
        page=rule["link_page"],
        tab=rule["link_tab"] or "",
        filters=_filters(rule, row),
        basis=rule["basis"],
        subject=str(row["subject"]),
        county=row["county_code"],
        office=row["office"],
        amount=row[rule["amount_column"]] if rule["amount_column"] else None,
        due_on=_due(rule, row, named.row),
        is_overdue=overdue,
        is_judged=row.get("is_judged") is not False,
        rule=rule,
        values=values,
    )


def _due(rule: Row, row: Row, named: Row) -> date | None:
    """The day of the row itself, else one of the year, as the rule says."""
    column = rule["due_column"]
    return row.get(column, named.get(column)) if column else None


def _severity(rule: Row, row: Row) -> str:
    """As the rule says; a note of a unit that has no figure in the notice: nobody judges it."""
    if row.get("is_judged") is False:
        return SEVERITIES[-1]
    return rule["overdue_severity"] if row["is_overdue"] else rule["severity"]


def _written(row: Row, named: Named, hidden: tuple[str, ...], lang: str) -> dict[str, str]:
    """The row and the terms of its year as texts; what is missing says why, never with a dash."""
    found = {name: _said(name, value, hidden, lang) for name, value in row.items()}
    return {**found, **named.told[lang]}


def _said(name: str, value: object, hidden: tuple[str, ...], lang: str) -> str:
    if not is_missing(value):
        return said(name, value, lang)
    return text("alerts.withheld" if name in hidden else "alerts.unknown", lang)


def _sentence(rule: Row, row: Row, values: Mapping[str, str], lang: str) -> str:
    """The template filled; of a unit that nobody judges it says so."""
    words = template(rule, "template", bool(row["is_overdue"]), lang)
    said = filled(words, lang, **values)
    if row.get("is_judged") is False:
        return text("alerts.reference", lang, sentence=said, floor_rate=values["floor_rate"])
    return said


def template(rule: Row, name: str, is_overdue: bool, lang: str) -> str:
    """Words of a rule, those for what is overdue where it has them; empty where it has none."""
    ending = "" if lang == LANGUAGES[0] else f"_{lang}"
    overdue = is_overdue and rule.get(f"overdue_{name}{ending}")
    return worded(str(overdue or rule.get(f"{name}{ending}") or ""), lang)


def _filters(rule: Row, row: Row) -> dict[str, str]:
    """Filters of the link that the row has a value for."""
    names = (rule["link_filters"] or "").split(";")
    columns = {name: "county_code" if name == "county" else name for name in names}
    return {name: row[column] for name, column in columns.items() if row.get(column)}
