"""Problems of a report: what the alerts know of the place, with county, figure and day."""

from collections.abc import Sequence

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.columns import Holds, read_as
from inspection.data.warehouse import Snapshot
from inspection.report.ground import LANG, Ground, as_text, places
from inspection.showing.alerts import Alert, fired, template
from inspection.showing.decisions import AMOUNT, Decision, about, decisions
from inspection.showing.terms import QUESTION
from inspection.text import text


class Alerts:
    """Alerts of a snapshot's day, asked once for all reports made of it."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._found: dict[tuple[str, object], list[Alert]] = {}

    def of(self, ground: Ground) -> list[Alert]:
        """Those of the place of a report."""
        chosen = {"unit": [ground.unit]} if ground.unit else {}
        return about(self.every(ground.snapshot, ground.day), chosen)

    def every(self, snapshot: Snapshot, day: object) -> list[Alert]:
        """All of a day."""
        key = snapshot.id, day
        if key not in self._found:
            self._found[key] = fired(self._scope, snapshot, day)  # type: ignore[arg-type]
        return self._found[key]


def problems(ground: Ground, alerts: Alerts) -> list[Decision]:
    """The alerts of the place, those of a kind as one, by weight."""
    return decisions(alerts.of(ground))


def say(ground: Ground, decision: Decision) -> str:
    """The sentence of a problem; its numbers are kept."""
    for alert in decision.alerts:
        _keep(ground, alert, is_alone=len(decision.alerts) == 1)
    if len(decision.alerts) > 1:
        _keep_sums(ground, decision)
    _keep_days(ground, decision)
    said = decision.say(LANG, ground.day)
    full = text("report.full_stop", LANG)
    return said if said.endswith(full) else said + full


def _keep_days(ground: Ground, decision: Decision) -> None:
    """How many days off the day of a problem is."""
    if decision.due_on is None:
        return
    rule = decision.first.rule
    question, column = str(rule["query"]), str(rule["due_column"])
    days, how = f"{abs((decision.due_on - ground.day).days)}", text("report.how_days", LANG)
    known = warehouse.describe(question).columns
    if column not in known:
        ground.keep(column, days, QUESTION, {"as_of": ground.day}, {}, how)
        return
    asked: dict[str, object] = {"as_of": ground.day, "threshold": rule["threshold_value"]}
    alert = next(one for one in decision.alerts if one.due_on == decision.due_on)
    ground.keep(column, days, question, asked, _row_of(alert, known), how)


def _keep(ground: Ground, alert: Alert, *, is_alone: bool) -> None:
    """Every number that an alert tells, with the row of its question."""
    name = str(alert.rule["query"])
    question = warehouse.describe(name)
    words = template(
        alert.rule, "template" if is_alone else "item_template", alert.is_overdue, LANG
    )
    asked: dict[str, object] = {"as_of": ground.day, "threshold": alert.rule["threshold_value"]}
    chosen = _row_of(alert, question.columns)
    for column in places(words):
        if column in question.columns:
            ground.keep(column, alert.values[LANG][column], name, asked, chosen)
    if not alert.is_judged:
        _keep_floor(ground, alert, name, asked, chosen)


def _row_of(alert: Alert, columns: Sequence[str]) -> dict[str, str]:
    """What tells the row of an alert from the others: its place, and every text that it names."""
    told = f"{alert.rule['template']}{alert.rule['item_template']}"
    named = [name for name in places(told) if read_as(name) is Holds.TEXT]
    found = {name: alert.values[LANG].get(name, "") for name in named}
    found |= {"unit": alert.unit or "", "subject": alert.subject, "county_code": alert.county or ""}
    unknown = text("alerts.unknown", LANG)
    return {n: v for n, v in found.items() if n in columns and v not in ("", unknown)}


def _keep_floor(
    ground: Ground, alert: Alert, name: str, asked: dict[str, object], chosen: dict[str, str]
) -> None:
    """What an alert of a unit that nobody judges is compared with."""
    if "floor_rate" in warehouse.describe(name).columns:
        ground.keep("floor_rate", alert.values[LANG]["floor_rate"], name, asked, chosen)


def _keep_sums(ground: Ground, decision: Decision) -> None:
    """How many alerts a line tells as one, and what they come to."""
    first = decision.first
    asked: dict[str, object] = {"as_of": ground.day, "threshold": first.rule["threshold_value"]}
    name = str(first.rule["query"])
    only = {"is_overdue": as_text(first.is_overdue), "is_judged": as_text(first.is_judged)}
    same = filter(None, str(first.rule["group_columns"] or "").split(";"))
    only |= {column: first.values[LANG][column] for column in same}
    only |= {"unit": ground.unit} if ground.unit else {}
    only = {n: v for n, v in only.items() if n in warehouse.describe(name).columns}
    count = f"{len(decision.alerts):,}"
    ground.keep("row_count", count, name, asked, only, text("report.how_count", LANG))
    if decision.amount is not None:
        column = str(first.rule["amount_column"] or AMOUNT)
        how = text("report.how_sum", LANG)
        ground.keep(column, f"{decision.amount:,}", name, asked, only, how)
