"""Alerts as a meeting takes them: of one kind as one line, with names, total and day, by weight.

The gravest stand first, then what a deadline or many firms weigh; what nobody judges stands
last. Alerts of a kind are one line where their rule gives words for it, as they are apart in
colour, in whether their day has passed and in the columns that the rule names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspection.data.columns import written
from inspection.showing.alerts import SEVERITIES, Alert, template
from inspection.text import LANGUAGES, filled, text

# Names in one line; of more than these it says how many follow.
MOST_NAMES = 12
AMOUNT = "amount_count"


@dataclass(frozen=True)
class Decision:
    """Alerts of one kind, told as one."""

    alerts: tuple[Alert, ...]

    @property
    def first(self) -> Alert:
        """Any of them: they agree in kind, colour and place."""
        return self.alerts[0]

    @property
    def amount(self) -> int | None:
        """What is concerned in all; None where one of the counts is not known."""
        amounts = [alert.amount for alert in self.alerts]
        return None if None in amounts else sum(filter(None, amounts))

    @property
    def due_on(self) -> date | None:
        """The earliest day that is due."""
        days = [alert.due_on for alert in self.alerts if alert.due_on]
        return min(days, default=None)

    @property
    def filters(self) -> dict[str, list[str]]:
        """Filters of the link, each with the values of all."""
        found: dict[str, list[str]] = {}
        for alert in self.alerts:
            for name, value in alert.filters.items():
                values = found.setdefault(name, [])
                values += [] if value in values else [value]
        return found

    def say(self, lang: str, as_of: date) -> str:
        """The sentence: what, who, how much, and by when."""
        said = self._all(lang) if len(self.alerts) > 1 else self.first.say(lang)
        return text("alerts.with_day", lang, sentence=said, day=self.by_when(said, lang, as_of))

    def by_when(self, said: str, lang: str, as_of: date) -> str:
        """The day, where the sentence has not `said` it, and how far off; or that there is none."""
        due = self.due_on
        if due is None:
            return text("alerts.due_gone" if self.first.is_overdue else "alerts.due_none", lang)
        word = "days" if due.isoformat() in said else "due"
        when = "today" if due == as_of else "ahead" if due > as_of else "past"
        key = f"alerts.{word}_{when}"
        earliest = text("alerts.earliest", lang) if self._days() > 1 else ""
        return text(key, lang, earliest=earliest, day=due, count=abs((due - as_of).days))

    def names(self, lang: str, most: int | None = MOST_NAMES) -> str:
        """Each by its name, the largest amount first; how many more there are."""
        items = [_item(alert, lang) for alert in sorted(self.alerts, key=_by_amount)]
        kept, more = items[:most], len(items[most:]) if most else 0
        named = text("alerts.between", lang).join(kept)
        return text("alerts.more_names", lang, names=named, count=more) if more else named

    def _all(self, lang: str) -> str:
        group = template(self.first.rule, "group_template", self.first.is_overdue, lang)
        values = {
            **self.first.values[lang],
            "count": f"{len(self.alerts):,}",
            "amount": self._amount(lang),
            "names": self.names(lang),
        }
        said = filled(group, lang, **values)
        if self.first.is_judged:
            return said
        floor = self.first.values[lang]["floor_rate"]
        return text("alerts.reference", lang, sentence=said, floor_rate=floor)

    def _amount(self, lang: str) -> str:
        if self.amount is not None:
            return written(AMOUNT, self.amount, lang)
        column = self.first.rule["amount_column"]
        unknown = (alert.values[lang] for alert in self.alerts if alert.amount is None)
        return next(values[column] for values in unknown) if column else ""

    def _days(self) -> int:
        return len({alert.due_on for alert in self.alerts})


def decisions(alerts: Iterable[Alert]) -> list[Decision]:
    """Alerts of a kind together, the heaviest first."""
    groups: dict[tuple[object, ...], list[Alert]] = {}
    for alert in alerts:
        groups.setdefault(_kind(alert), []).append(alert)
    return sorted((Decision(tuple(own)) for own in groups.values()), key=_weight)


def _kind(alert: Alert) -> tuple[object, ...]:
    """What alerts of one line have in common; without words for several each stands alone."""
    if not template(alert.rule, "group_template", alert.is_overdue, LANGUAGES[0]):
        return (alert.key,)
    values = alert.values[LANGUAGES[0]]
    floor = None if alert.is_judged else values["floor_rate"]
    columns = filter(None, str(alert.rule["group_columns"] or "").split(";"))
    same = tuple(values[name] for name in columns)
    return alert.alert, alert.severity, alert.is_overdue, floor, same


def _weight(decision: Decision) -> tuple[int, bool, int]:
    first = decision.first
    return SEVERITIES.index(first.severity), not first.is_judged, -(decision.amount or 0)


def _by_amount(alert: Alert) -> int:
    return -(alert.amount or 0)


def _item(alert: Alert, lang: str) -> str:
    values: Mapping[str, str] = alert.values[lang]
    return filled(template(alert.rule, "item_template", alert.is_overdue, lang), lang, **values)


def about(alerts: Sequence[Alert], chosen: Mapping[str, Sequence[str]]) -> list[Alert]:
    """Alerts under the chosen units, counties and offices.

    A county and an office narrow those that speak of one; of an office only its own are kept.
    """
    units, counties = chosen.get("unit", ()), chosen.get("county", ())
    offices = chosen.get("office", ())
    return [
        alert
        for alert in alerts
        if (not units or alert.unit in units)
        and (not counties or alert.county is None or alert.county in counties)
        and (not offices or alert.office in offices)
    ]
