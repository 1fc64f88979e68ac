"""Tables of what was drawn: task rows, their items and results, and entities only they know."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.canonical.columns import days_of, flags, lists_of, none_of, pairs_of
from inspection.demo.canonical.entities import TABLE, unlisted_columns
from inspection.demo.canonical.findings import (
    Lines,
    days_inspected,
    item_columns,
    item_counts,
    last_day,
    lines_of,
    result_columns,
)
from inspection.demo.canonical.keys import Keys
from inspection.demo.canonical.parts import Part, Tables, origin, part_name, pieces
from inspection.demo.exports.export import looked_up
from inspection.demo.exports.people import employee_numbers
from inspection.demo.exports.results import (
    DRAW_METHODS,
    METHODS,
    STATES,
    check_offices,
    destinations,
    groups,
)
from inspection.demo.world.days import to_date
from inspection.demo.world.lists import CLASSES, UNCLASSED
from inspection.demo.world.population import names_of
from inspection.demo.world.publicity import DISPOSALS, NOT_PUBLIC_REASONS, NOTHING
from inspection.demo.world.tasks import OWN_SYSTEM
from inspection.demo.world.view_on import Stages, stages_on
from inspection.demo.world.withdrawn import WEEK, withdrawn_rows
from inspection.demo.world.world import World

STRATIFIED = "分类分层"
ROWS, ITEMS, RESULTS = "task_rows", "result_items", "results"
WITHDRAWN = "withdrawals"
# The columns of a task row in their order.
FIELDS = (
    "task_no", "entity_id", "unit", "county_code", "unit_basis", "check_office",
    "is_provincial_check", "drawn_on", "class_at_draw", "class_led", "inspected_on",
    "entered_on", "reviewed_on", "published_on", "verified_on", "closed_on", "entry_state",
    "pub_state", "not_public_reason", "needs_disposal", "disposal_kinds", "disposal_state",
    "methods", "moved_to", "assigned_to", "collected_on", "is_collected", "is_case_filed",
    "inspector_ids", "exported_on", "source_file", "sheet", "source_row", "pub_file",
    "pub_sheet", "pub_row",
)  # fmt: skip
Columns = dict[str, pa.Array]


class Group(NamedTuple):
    """Rows of a unit in a system: what they had become on the day of their part."""

    unit: str
    system: str
    chosen: np.ndarray
    stages: Stages
    name: str
    day: date


def write_rows(tables: Tables, world: World, until: np.datetime64, keys: Keys) -> Iterator[Part]:
    """Task rows with items, results and publicity; entities that no register holds."""
    parts, now = list(_groups(world, until)), stages_on(world, until)
    published: dict[str, Part] = {}
    for group in parts:
        yield _write_results(tables, world, group, keys)
        name = part_name(f"公示与后处置_{group.unit}_{group.system}", to_date(until))
        before = Part("publicity", name, group.unit, to_date(until), 0, None, ROWS)
        before = published.get(name, before)
        published[name] = _write_shown(tables, world, group, keys, now, before)
    yield from (part for part in published.values() if part.row_count)
    _write_unlisted(tables, world, parts, keys)
    _write_withdrawn(tables, world, parts, until, keys)


def _groups(world: World, until: np.datetime64) -> Iterator[Group]:
    """Rows in force, then those that only the export of a week before held."""
    stages, gone = stages_on(world, until), withdrawn_rows(world, until)
    visible = np.setdiff1d(np.flatnonzero(stages.is_visible), gone)
    for unit, system, chosen in groups(world, visible):
        name = part_name(f"检查结果_{unit}_{system}", to_date(until))
        yield Group(unit, system, chosen, stages, name, to_date(until))
    day = to_date(until - WEEK)
    for unit, system, chosen in groups(world, gone):
        name = part_name(f"检查结果_{unit}_{system}_上周", day)
        yield Group(unit, system, chosen, stages_on(world, until - WEEK), name, day)


def _write_results(tables: Tables, world: World, group: Group, keys: Keys) -> Part:
    """Items and results of a group, a piece at a time."""
    count, last = 0, np.datetime64("NaT", "D")
    for _, piece in pieces(group.chosen):
        lines = lines_of(world, group.stages, piece)
        items = _keyed(world, lines.rows, keys)
        items |= item_columns(world, group.stages, lines, group.system)
        place = origin(group.name, group.day, count, len(lines.rows))
        tables.add(ITEMS, items | place)
        entered = piece[group.stages.is_entered[piece]]
        rows, results = result_columns(world, entered, group.system)
        tables.add(RESULTS, _keyed(world, entered[rows], keys) | results)
        last = np.fmax(last, _latest(days_inspected(world, lines)[lines.is_checked]))
        count += len(lines.rows)
    told = None if np.isnat(last) else to_date(last)
    return Part("inspection_results", group.name, group.unit, group.day, count, told, ITEMS)


def _write_shown(
    tables: Tables, world: World, group: Group, keys: Keys, now: Stages, before: Part
) -> Part:
    """The rows themselves with what became public of them; the part with those added."""
    is_shown = now.is_visible & (now.is_entered | now.is_published) & ~now.is_moved
    first_line, part = 0, before
    for _, piece in pieces(group.chosen):
        lines = lines_of(world, group.stages, piece)
        columns = _row_columns(world, group, piece, lines, keys)
        columns |= _public_columns(world, now, piece, is_shown[piece], group.system)
        columns |= _origins(world, group, piece, first_line, (is_shown[piece], part))
        tables.add(ROWS, {field: columns[field] for field in FIELDS})
        days = [one for one in (pc.max(columns["published_on"]).as_py(), part.last_fact_on) if one]
        part = part._replace(
            row_count=part.row_count + int(is_shown[piece].sum()),
            last_fact_on=max(days, default=None),
        )
        first_line += len(lines.rows)
    return part


def _row_columns(
    world: World, group: Group, chosen: np.ndarray, lines: Lines, keys: Keys
) -> Columns:
    rows, found, stages = world.rows, world.inspections, group.stages
    entered, places = stages.is_entered[chosen], world.places
    counties = [one.code for one in places.counties]
    classes = np.where(rows.class_at_draw == UNCLASSED, -1, rows.class_at_draw.astype(int))
    tasks = rows.task[chosen]
    provincial = np.array([task.role == "province_checks" for task in world.tasks])[tasks]
    led = np.array([DRAW_METHODS[task.style] == STRATIFIED for task in world.tasks])[tasks]
    known = np.array([bool(DRAW_METHODS[task.style]) for task in world.tasks])[tasks]
    target = destinations(world, stages, chosen)
    return {
        **_keyed(world, chosen, keys),
        "unit": pa.repeat(group.unit, len(chosen)),
        "county_code": looked_up(counties, rows.county[chosen]),
        "unit_basis": pa.repeat("管辖单位", len(chosen)),
        "check_office": check_offices(world, chosen),
        "is_provincial_check": flags(provincial),
        "drawn_on": none_of(pa.date32(), len(chosen)),
        "class_at_draw": looked_up(list(CLASSES), classes[chosen]),
        "class_led": flags(led, known),
        "inspected_on": days_of(last_day(world, chosen, lines), entered),
        "entered_on": days_of(found.entered_on[chosen], entered),
        "reviewed_on": days_of(found.reviewed_on[chosen], stages.is_reviewed[chosen]),
        "entry_state": looked_up(STATES, stages.state[chosen]),
        "methods": lists_of([[one] for one in METHODS], _if(entered, found.method[chosen])),
        "moved_to": target,
        "assigned_to": target,
        "inspector_ids": _inspectors(world, chosen),
    }


def _public_columns(
    world: World, stages: Stages, chosen: np.ndarray, mine: np.ndarray, system: str
) -> Columns:
    """What an export of publicity tells of those of the rows that it holds."""
    after, entered = world.publicity, stages.is_entered[chosen] & mine
    is_public, refused = stages.is_published[chosen] & mine, stages.is_refused[chosen] & mine
    state = np.where(is_public, 1, np.where(refused, 2, 0))
    disposal = after.disposal[chosen]
    has_work = entered & (disposal != NOTHING)
    closed = stages.is_closed[chosen]
    verified = stages.is_entered[chosen] & (after.verified_on[chosen] <= stages.until) & mine
    is_own = mine & (system == OWN_SYSTEM)
    collected = stages.is_collected[chosen]
    return {
        "published_on": days_of(after.published_on[chosen], is_public & ~after.is_undated[chosen]),
        "verified_on": days_of(after.verified_on[chosen], verified),
        "closed_on": days_of(after.closed_on[chosen], has_work & closed),
        "pub_state": looked_up(("未公示", "已公示", "不予公示"), _if(mine, state)),
        "not_public_reason": looked_up(NOT_PUBLIC_REASONS, _if(refused, after.not_public[chosen])),
        "needs_disposal": flags(disposal != NOTHING, entered),
        "disposal_kinds": lists_of([[one] for one in DISPOSALS], _if(entered, disposal)),
        "disposal_state": looked_up(("未完结", "已完结"), _if(has_work, closed.astype(int))),
        "collected_on": days_of(after.collected_on[chosen], is_own & collected),
        "is_collected": flags(collected, is_own),
        "is_case_filed": flags(after.is_case_filed[chosen], entered),
    }


def _origins(
    world: World,
    group: Group,
    chosen: np.ndarray,
    first_line: int,
    shown: tuple[np.ndarray, Part],
) -> Columns:
    """Where the rows came from: their first line among the results, and their publicity."""
    mine, part = shown
    counts = item_counts(world, chosen)
    starts = first_line + np.cumsum(counts) - counts + 1
    own, later = (pa.scalar(one, pa.date32()) for one in (group.day, part.exported_on))
    exported = pc.if_else(pa.array(mine), later, own)
    numbers = part.row_count + np.cumsum(mine)
    return {
        "exported_on": exported,
        "source_file": pa.repeat(group.name, len(chosen)),
        "sheet": pa.repeat("", len(chosen)),
        "source_row": pa.array(starts.astype(np.int32)),
        "pub_file": looked_up((part.name,), np.where(mine, 0, -1)),
        "pub_sheet": looked_up(("",), np.where(mine, 0, -1)),
        "pub_row": pa.array(numbers.astype(np.int32), mask=~mine),
    }


def _write_unlisted(tables: Tables, world: World, parts: list[Group], keys: Keys) -> None:
    """Drawn entities that no register holds, each as its first row tells of it."""
    ordered = sorted(parts, key=lambda group: (-group.day.toordinal(), group.name))
    rows = np.concatenate([group.chosen for group in ordered])
    names = np.repeat(np.arange(len(ordered)), [len(group.chosen) for group in ordered])
    lines = np.concatenate([_first_lines(world, group) for group in ordered])
    absent = np.flatnonzero(~keys.in_register[world.rows.entity[rows]])
    _, first = np.unique(keys.numbers[world.rows.entity[rows[absent]]], return_index=True)
    for at in absent[np.sort(first)]:
        row, group = rows[at : at + 1], ordered[names[at]]
        entity, county = world.rows.entity[row], world.rows.county[row]
        is_home = world.population.county[entity] == county
        station = np.where(is_home, world.population.station[entity], 0)
        columns = unlisted_columns(world, entity, county, station, keys)
        tables.add(TABLE, columns | origin(group.name, group.day, int(lines[at]), 1))


def _first_lines(world: World, group: Group) -> np.ndarray:
    """How many lines stand before the first of each row."""
    counts = item_counts(world, group.chosen)
    return np.cumsum(counts) - counts


def _write_withdrawn(
    tables: Tables, world: World, parts: list[Group], until: np.datetime64, keys: Keys
) -> None:
    """Rows that the later export no longer holds; they count until somebody decides."""
    for group in parts:
        if group.day == to_date(until):
            continue
        entity = world.rows.entity[group.chosen]
        held, gone = (pa.scalar(day, pa.date32()) for day in (group.day, to_date(until)))
        count = len(group.chosen)
        columns = {
            **_keyed(world, group.chosen, keys),
            "entity_code": world.population.ids.take(pa.array(entity)),
            "name": names_of(world.population, world.places, entity),
            "unit": pa.repeat(group.unit, count),
            "source_system": pa.repeat(group.system, count),
            "held_on": pa.repeat(held, count),
            "gone_on": pa.repeat(gone, count),
            "decided_by": none_of(pa.string(), count),
            "decided_at": none_of(pa.timestamp("us"), count),
        }
        place = origin(group.name, group.day, 0, count)
        del place["exported_on"]
        tables.add(WITHDRAWN, columns | place)


def _keyed(world: World, rows: np.ndarray, keys: Keys) -> Columns:
    return {
        "task_no": looked_up([one.number for one in world.tasks], world.rows.task[rows]),
        "entity_id": pa.array(keys.numbers[world.rows.entity[rows]]),
    }


def _inspectors(world: World, chosen: np.ndarray) -> pa.Array:
    first, second = world.pairs[chosen].T
    return pairs_of(employee_numbers(world), first, second)


def _latest(days: np.ndarray) -> np.datetime64:
    known = days[~np.isnat(days)].astype("datetime64[D]")
    return known.max() if len(known) else np.datetime64("NaT", "D")


def _if(wanted: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The places where wanted, else none."""
    return np.where(wanted, places.astype(int), -1)
