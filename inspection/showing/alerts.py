"""What needs a decision, in plain words: rules are data, each names a query that fires.

A rule of `data/reference/alerts.csv` (frozen in the snapshot) names a file of
`queries/alerts/` and the threshold it is asked with; every row of the answer is an
alert. Nothing is evaluated from text: templates only take the columns of that row.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.showing.shown import written_row

# Rules asked at the same time: DuckDB answers each on one core.
ASKED_AT_ONCE = 2
# The order in which alerts are shown; metrics.md says what is red and what amber.
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


def fired(
    scope: Scope,
    snapshot: Snapshot | None = None,
    as_of: date | None = None,
    units: Sequence[str] | None = None,
) -> list[Alert]:
    """Every alert of the day within `scope`: red first, then amber, in the order of the rules."""
    rules = warehouse.answer("alert_rules", scope=scope, snapshot=snapshot).to_pylist()
    asked: dict[str, object] = {"as_of": as_of, "units": list(units) if units else None}
    with ThreadPoolExecutor(ASKED_AT_ONCE) as pool:
        answers = pool.map(lambda rule: _fire(rule, scope, snapshot, asked), rules)
        found = [alert for answer in answers for alert in answer]
    return sorted(found, key=lambda alert: SEVERITIES.index(alert.severity))


def _fire(
    rule: Mapping[str, object], scope: Scope, snapshot: Snapshot | None, asked: dict[str, object]
) -> list[Alert]:
    name = str(rule["query"])
    params = {**asked, "threshold": rule["threshold_value"]}
    taken = {key: params[key] for key in warehouse.describe(name).params}
    rows = warehouse.answer(name, scope=scope, snapshot=snapshot, **taken)
    return [_alert(rule, row) for row in rows.to_pylist()]


def _alert(rule: Mapping, row: Mapping) -> Alert:
    overdue = bool(row["is_overdue"])
    return Alert(
        alert=rule["alert"],
        severity=rule["overdue_severity"] if overdue else rule["severity"],
        unit=row["unit"],
        title={"zh": rule["title"], "en": rule["title_en"]},
        words={
            "zh": _template(rule, overdue, "template").format(**written_row(row, "zh")),
            "en": _template(rule, overdue, "template_en").format(**written_row(row, "en")),
        },
        page=rule["link_page"],
        tab=rule["link_tab"] or "",
        filters=_filters(rule, row),
        basis=rule["basis"],
    )


def _template(rule: Mapping, overdue: bool, name: str) -> str:
    """The sentence for what is overdue, where the rule has one."""
    return (overdue and rule[f"overdue_{name}"]) or rule[name]


def _filters(rule: Mapping, row: Mapping) -> dict[str, str]:
    """Filters of the link that the row has a value for."""
    names = (rule["link_filters"] or "").split(";")
    return {name: row[name] for name in names if row.get(name)}
