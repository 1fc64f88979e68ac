"""What needs a decision, in plain words: rules are data, each names a query that fires.

A rule of `data/reference/alerts.csv` (frozen in the snapshot) names a file of
`queries/alerts/` and the threshold it is asked with; every row of the answer is an
alert. Nothing is evaluated from text: templates only take the columns of that row.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.showing.shown import written_row
from inspection.showing.terms import QUESTION, terms
from inspection.text import text

# Rules asked at the same time: DuckDB answers each on one core.
ASKED_AT_ONCE = 2
# The order in which alerts are shown; metrics.md says what is red and what amber.
# Column of a rule with the sentence, by language.
TEMPLATES = {"zh": "template", "en": "template_en"}
SEVERITIES = ("red", "amber", "neutral")


@dataclass(frozen=True)
class Alert:
    """One row that fired: which rule, how grave, where, in words, and where to look.

    `filters` are filters of the frame with the values of the row; `tab` is the part
    of the page, or empty.
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

    def say(self, lang: str) -> str:
        """The sentence in the reader's language."""
        return self.words[lang]


def fired(scope: Scope, snapshot: Snapshot | None = None, as_of: date | None = None) -> list[Alert]:
    """Every alert of the day within `scope`: red first, then amber, in the order of the rules."""
    rules = warehouse.answer("alert_rules", scope=scope, snapshot=snapshot).to_pylist()
    asked: dict[str, object] = {"as_of": as_of, "units": None}
    named = warehouse.answer(QUESTION, scope=scope, snapshot=snapshot, as_of=as_of).to_pylist()[0]
    with ThreadPoolExecutor(ASKED_AT_ONCE) as pool:
        answers = pool.map(lambda rule: _fire(rule, scope, snapshot, asked, named), rules)
        found = [alert for answer in answers for alert in answer]
    return sorted(found, key=lambda alert: SEVERITIES.index(alert.severity))


def _fire(
    rule: Mapping[str, object],
    scope: Scope,
    snapshot: Snapshot | None,
    asked: Mapping[str, object],
    named: Mapping[str, object],
) -> list[Alert]:
    name = str(rule["query"])
    params = {**asked, "threshold": rule["threshold_value"]}
    taken = {key: params[key] for key in warehouse.describe(name).params}
    rows = warehouse.answer(name, scope=scope, snapshot=snapshot, **taken)
    return [_alert(rule, row, named) for row in rows.to_pylist()]


def _alert(rule: Mapping, row: Mapping, named: Mapping[str, object]) -> Alert:
    overdue = bool(row["is_overdue"])
    return Alert(
        alert=rule["alert"],
        severity=_severity(rule, row),
        unit=row["unit"],
        title={"zh": rule["title"], "en": rule["title_en"]},
        words={
            lang: _sentence(row, _template(rule, overdue, template), named, lang)
            for lang, template in TEMPLATES.items()
        },
        page=rule["link_page"],
        tab=rule["link_tab"] or "",
        filters=_filters(rule, row),
        basis=rule["basis"],
    )


def _severity(rule: Mapping, row: Mapping) -> str:
    """As the rule says; a note of a unit that has no figure in the notice: nobody judges it."""
    if row.get("is_judged") is False:
        return SEVERITIES[-1]
    return rule["overdue_severity"] if row["is_overdue"] else rule["severity"]


def _sentence(row: Mapping, template: str, named: Mapping[str, object], lang: str) -> str:
    """The template filled; of a unit that nobody judges it says so."""
    values = written_row(row, lang)
    said = template.format(**values, **terms(named, lang))
    if row.get("is_judged") is False:
        return text("alerts.reference", lang, sentence=said, floor_rate=values["floor_rate"])
    return said


def _template(rule: Mapping, overdue: bool, name: str) -> str:
    """The sentence for what is overdue, where the rule has one."""
    return (overdue and rule[f"overdue_{name}"]) or rule[name]


def _filters(rule: Mapping, row: Mapping) -> dict[str, str]:
    """Filters of the link that the row has a value for."""
    names = (rule["link_filters"] or "").split(";")
    return {name: row[name] for name in names if row.get(name)}
