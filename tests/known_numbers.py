"""Every number that a page may tell: what its questions give under the filters of a visit."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from planned import planned
from recounted import counts, looked_back, lost, met_and_least, trial_totals
from visits import Visit, is_on

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.columns import written
from inspection.data.disclosure import TOTAL
from inspection.view.filters import LISTS, PARAMS

PPM = 1_000_000
Row = Mapping[str, Any]
# Of a date with dashes nothing; of one in words its month and day.
NUMBER = re.compile(r"(?<![\w.\-])[+-]?\d[\d,]*(?:\.\d+)?%?(?![\w-])", re.ASCII)
# Filters that the stages of rows follow.
STAGES = tuple(PARAMS.values())


def numbers(sentence: str) -> set[str]:
    return {one.replace(",", "").lstrip("+") for one in NUMBER.findall(sentence)}


def known(visit: Visit, asked: list) -> set[str]:
    """Every number that the page's questions give under the filters of the visit, and sums."""
    found: set[str] = set()
    years: dict[str, dict[int, list[Row]]] = {}
    for _, answer, more in asked:
        params = {**given(visit, answer.question.params), **given_more(answer, more)}
        rows = warehouse.answer(answer.question.name, scope=visit.scope, **params).to_pylist()
        found |= set().union(*(told_of(part, visit.lang) for part in parts_of(rows)))
        if "floor_ppm" in more:
            found.add(written("floor_rate", more["floor_ppm"] / PPM, visit.lang))
        years.setdefault(answer.question.name, {})[more.get("years_back", 0)] = rows
    pairs = (pair for pair in years.values() if set(pair) == {0, 1})
    found |= set().union(*(changes(pair[0], pair[1], visit.lang) for pair in pairs))
    found |= {str(one) for one in computed(visit)}
    return {number for one in found for number in numbers(one)}


def computed(visit: Visit) -> Iterator[int | str]:
    """What a page computes from answers, computed anew."""
    if visit.page == "alerts":
        yield from counts(visit)
    if is_on(visit, "progress", "stages"):
        yield from lost(visit, given(visit, STAGES))
    if visit.page == "simulation":
        yield from planned(visit, partial(given, visit))
    if is_on(visit, "progress", "counties"):
        yield from met_and_least(visit, given(visit, STAGES))
    if is_on(visit, "evaluation", "total"):
        totals = trial_totals(visit, given(visit, ("as_of",)))
        yield from (written("trial_total_value", one, visit.lang) for one in totals)
    if is_on(visit, "evaluation", "why"):
        yield from looked_back(visit, given(visit, ("as_of", "units", "counties")))


def parts_of(rows: list[Row]) -> list[list[Row]]:
    """What is summed: the rows, those without total, who is judged; places of each figure."""
    figures = dict.fromkeys(row.get("metric_name") for row in rows)
    each = [[row for row in rows if row.get("metric_name") == one] for one in figures]
    return [
        rows,
        [row for row in rows if row.get("unit") != TOTAL],
        *([row for row in rows if row.get("is_judged") is one] for one in (True, False)),
        *(part for own in each for part in places_of(own)),
    ]


def places_of(rows: list[Row]) -> list[list[Row]]:
    """One row of each place, and of each unit."""
    places = {(row.get("unit"), row.get("county")): row for row in rows}
    return [
        list(places.values()),
        [row for (_, county), row in places.items() if county is None],
    ]


def changes(now: list[Row], before: list[Row], lang: str) -> set[str]:
    """The differences of the totals of two years."""
    pairs = [(name, now[0][name], before[0][name]) for name in (now[0] if now and before else ())]
    return {
        written(name.replace("_rate", "_points"), sign * (new - old), lang)
        for name, new, old in pairs
        for sign in (1, -1)
        if isinstance(new, int | float) and isinstance(old, int | float)
    }


def told_of(rows: list[Row], lang: str) -> set[str]:
    """Values of rows, their sizes without a sign, their sums, how many there are and are listed."""
    found = {str(len(rows))}
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows]
        found |= {written(name, value, lang) for value in values}
        whole = [value for value in values if isinstance(value, int | float)]
        found |= {written(name, abs(value), lang) for value in whole}
        found |= {written(name, sum(whole), lang)} if whole else set()
        found.add(str(sum(map(bool, whole))))
        lists = [value for value in values if isinstance(value, str)]
        found.add(str(sum(len(value.split("、")) for value in lists if value)))
    return found


def given_more(answer, more: Mapping[str, Any]) -> dict[str, Any]:
    taken = (*answer.question.params, "years_back")
    return {name: value for name, value in more.items() if name in taken}


def given(visit: Visit, taken: tuple[str, ...]) -> dict[str, Any]:
    """The visit's own filters as parameters, made without the product's filters."""
    params: dict[str, Any] = {"as_of": visit.chosen.get("as_of")}
    codes = {"county": ("filter_counties", "county", "county_code")}
    for key in LISTS:
        values = visit.chosen.get(key)
        if values and key in codes:
            name, label, code = codes[key]
            rows = warehouse.answer(name, scope=LOCAL).to_pylist()
            values = [row[code] for row in rows if row[label] in values]
        if values and key == "plan":
            values = [re.search(r"（([^（）]*)）$", one)[1] for one in values]
        params[PARAMS[key]] = values or None
    params["one_plus_x"] = True if "one_plus_x" in visit.chosen else None
    params["tag"] = visit.chosen.get("tag")
    always = "as_of" in taken or params["as_of"]
    return {
        name: value
        for name, value in params.items()
        if value and (name in taken or (name == "as_of" and always))
    }
