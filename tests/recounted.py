"""What no question gives as it is told, counted anew: alerts from the rows of their rules, the
what-if total from the indicators, a month's change from the rows that count.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

from visits import Visit

from inspection.data import reference, warehouse
from inspection.data.access import for_reckoning
from inspection.data.disclosure import TOTAL
from inspection.showing.evaluation import BY_NAME
from inspection.showing.reports import last_report

Row = Mapping[str, Any]


def alerts(visit: Visit, snapshot: Any = None, day: Any = None) -> list[tuple[Row, list[Row]]]:
    """Every rule with its rows of a day, of the places and offices that the visit chose."""
    day = day or visit.chosen.get("as_of")
    found = []
    for rule in warehouse.answer("alert_rules", scope=visit.scope, snapshot=snapshot).to_pylist():
        taken = {"as_of": day, "threshold": rule["threshold_value"]}
        params = warehouse.describe(rule["query"]).params
        # The day chooses the year of what bears no day as well.
        asked = {
            name: value
            for name, value in taken.items()
            if value and (name == "as_of" or name in params)
        }
        rows = warehouse.answer(rule["query"], scope=visit.scope, snapshot=snapshot, **asked)
        found.append((rule, [row for row in rows.to_pylist() if is_chosen(visit, row)]))
    return found


def is_chosen(visit: Visit, row: Row) -> bool:
    """Whether a row is of what the visit chose; a county narrows what speaks of one."""
    known = {row["county"]: row["county_code"] for row in reference.load("counties").to_pylist()}
    units, offices = visit.chosen.get("unit"), visit.chosen.get("office")
    counties = [known[one] for one in visit.chosen.get("county", ())]
    return (
        (not units or row["unit"] in units)
        and (not counties or row["county_code"] is None or row["county_code"] in counties)
        and (not offices or row["office"] in offices)
    )


def key(rule: Row, row: Row) -> tuple[Any, ...]:
    """What stays the same from one report to the next."""
    places = (row["unit"], row["county_code"], str(row["subject"]))
    return (rule["alert"], *places, *map(row.get, ("names", "other_task_no", "name")))


def amounts(visit: Visit, snapshot: Any = None, day: Any = None) -> dict[tuple, tuple]:
    """How grave each alert of a day is, and how much it concerns."""
    found = {}
    for rule, rows in alerts(visit, snapshot, day):
        for row in rows:
            severity = "overdue_severity" if row["is_overdue"] else "severity"
            grave = "neutral" if row.get("is_judged") is False else rule[severity]
            amount = row[rule["amount_column"]] if rule["amount_column"] else 0
            found[key(rule, row)] = (["neutral", "amber", "red"].index(grave), amount)
    return found


def states(visit: Visit) -> list[int]:
    """How many alerts are new, graver or larger, the same, and gone since the last report."""
    snapshot = warehouse.current()
    day = visit.chosen.get("as_of") or snapshot.last_day()
    report = last_report(snapshot, _day(day), warehouse.snapshots())
    if report is None:
        return []
    now, then = amounts(visit), amounts(visit, report.snapshot, report.day)
    kept = now.keys() & then.keys()
    worse = [one for one in kept if is_worse(now[one], then[one])]
    return [len(now.keys() - then), len(worse), len(kept) - len(worse), len(then.keys() - now)]


def is_worse(now: tuple, then: tuple) -> bool:
    """Whether an alert is graver, or concerns more than was known."""
    return now[0] > then[0] or (then[1] is not None and (now[1] or 0) > (then[1] or 0))


def counts(visit: Visit) -> Iterator[int]:
    """How many alerts there are in all, and of each kind; what became of them."""
    found = alerts(visit)
    yield sum(len(rows) for _, rows in found)
    for rule, rows in found:
        same = [*filter(None, str(rule["group_columns"] or "").split(";"))]
        kinds = [
            str([row["is_overdue"], row.get("is_judged"), *(row[name] for name in same)])
            for row in rows
        ]
        yield from (len(list(own)) for _, own in groupby(sorted(kinds)))
    yield from states(visit)


def _day(day: Any) -> date:
    return day if isinstance(day, date) else date.fromisoformat(day)


def trial_totals(visit: Visit, params: Mapping[str, Any]) -> Iterator[float]:
    """The total of each unit whose indicators are all known, by the example weights."""
    rules = warehouse.answer("evaluation_rules", scope=visit.scope).to_pylist()
    for row in warehouse.answer("indicators_by_unit", scope=visit.scope, **params).to_pylist():
        own = [(rule, BY_NAME[rule["indicator"]]) for rule in rules]
        own = [(rule, one) for rule, one in own if row[one.base] != 0]
        rates = [row[one.rate] for _, one in own]
        if row["unit"] != TOTAL and own and None not in rates:
            parts = [
                min(rate / rule["full_rate"], 1) * rule["example_weight"]
                for rate, (rule, _) in zip(rates, own, strict=True)
            ]
            yield 100 * sum(parts) / sum(rule["example_weight"] for rule, _ in own)


def looked_back(visit: Visit, params: Mapping[str, Any]) -> Iterator[int]:
    """Firms drawn as they are known a month before and now: then, now, new and told late."""
    scope = for_reckoning(visit.scope)
    rows = warehouse.answer("counted_rows", scope=scope, figure="drawn", **params).to_pylist()
    day = _day(params.get("as_of") or warehouse.current().last_day()) - timedelta(days=30)
    known = {row["entity_id"] for row in rows if row["known_on"] <= day}
    first: dict[int, date] = {}
    for row in rows:
        one = row["entity_id"]
        first[one] = min(first.get(one, row["counted_on"]), row["counted_on"])
    late = [one for one, counted in first.items() if counted <= day and one not in known]
    yield from (len(known), len(first), len(first) - len(known) - len(late), len(late))


def lost(visit: Visit, params: Mapping[str, Any]) -> Iterator[int]:
    """How many rows reached one stage and not the next."""
    asked = warehouse.describe("stage_funnel_by_unit").params
    params = {name: value for name, value in params.items() if name in asked}
    rows = warehouse.answer("stage_funnel_by_unit", scope=visit.scope, **params).to_pylist()
    names = [f"{one}_count" for one in ("drawn", "inspected", "entered", "published", "closed")]
    sums = [sum(row[name] or 0 for row in rows) for name in names]
    yield from (before - after for before, after in pairwise(sums))


def met_and_least(visit: Visit, params: Mapping[str, Any]) -> Iterator[int]:
    """Counties with a target, those that have met it, and those farthest from theirs."""
    asked = warehouse.describe("completion_by_county").params
    params = {name: value for name, value in params.items() if name in asked}
    rows = warehouse.answer("completion_by_county", scope=visit.scope, **params).to_pylist()
    rates = [
        row["checked_count"] / row["target_count"]
        for row in rows
        if row["target_count"] and row["checked_count"] is not None
    ]
    yield from (len(rates), sum(rate >= 1 for rate in rates))
    yield sum(rate == min(rates) for rate in rates)
