"""Every clause of the headline is what plain rows say, or says that nothing can be judged.

Random years × days × filters × readers. For a reader from whom counts are withheld the
units that the answer leaves empty are taken as unknown, and nothing else is.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from headline_worlds import (
    COUNTIES,
    DEADLINE,
    FLOORS,
    REFERENCE,
    Place,
    World,
    places,
    province,
    random_world,
)
from readers import NAMELESS
from rows import write_snapshot

from inspection.data.access import LOCAL, Scope
from inspection.data.snapshots import Snapshot
from inspection.showing.answer import Answer
from inspection.showing.outlook import Clause, draws, outlook
from inspection.view.filters import Filters
from inspection.view.headline import lead_sentence
from inspection.view.page import Page

WORLDS = 24
STAFF = Scope("staff", units=("龙岩",), may_see_class=False)
READERS = (LOCAL, NAMELESS, STAFF)
CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {"lists": {"unit": ("龙岩",)}},
    {"lists": {"unit": ("南平", "福州")}},
    {"lists": {"unit": ("平潭", "宁德", "厦门")}},
    {"lists": {"county": ("350802", "350702")}},
    {"lists": {"draw_kind": ("定向",)}},
    {"lists": {"office": ("信用监管处",)}},
    {"one_plus_x": True},
)
AHEAD, OVER = ("shortfall", "to_draw"), ("deadline_gap", "gap")
COLUMNS = {
    "shortfall": "shortfall_count",
    "to_draw": "still_to_draw_count",
    "deadline_gap": "deadline_gap_count",
    "gap": "gap_count",
}


class View(NamedTuple):
    """One page opened by one reader."""

    world: World
    page: Page

    @property
    def as_of(self) -> date:
        return self.page.filters.as_of

    @property
    def counties(self) -> tuple[str, ...] | None:
        return self.page.filters.chosen("county") or None

    @property
    def units(self) -> list[str]:
        """Chosen, and allowed."""
        chosen, scope = self.page.filters.chosen("unit"), self.page.scope.units
        return [
            unit
            for unit in COUNTIES
            if (not chosen or unit in chosen) and (scope is None or unit in scope)
        ]

    @property
    def is_whole(self) -> bool:
        return len(self.units) == len(COUNTIES) and self.counties is None


def views(world: World, snapshot: Snapshot) -> Iterator[View]:
    days = {world.data_date, world.data_date - timedelta(days=40)}
    for as_of in sorted(days):
        for scope in READERS:
            for choice in CHOICES:
                filters = Filters(as_of, **choice)
                yield View(world, Page("overview", "zh", filters, {}, scope, snapshot))


def key_of(clause: Clause) -> str | tuple[str, int]:
    """The name of a clause; there is one of each floor that is only compared with."""
    floor = clause.values.get("floor_rate")
    return clause.name if floor is None else (clause.name, round(floor * 1_000_000))


def expected(view: View, rows: list[dict]) -> dict[Any, dict[str, float]]:
    """Every clause and its figures, from the plain rows."""
    found = places(view.world, view.units, view.counties, view.as_of)
    if view.counties is not None:
        found = {row["unit"]: found[row["unit"]] for row in rows}
    is_over = view.as_of > DEADLINE
    shown = withheld(found, rows, OVER if is_over else AHEAD)
    judged = {unit for unit in found if unit in FLOORS and view.counties is None}
    known = [found[unit] for unit in judged if unit in shown]
    said = after(known) if is_over else before(known, len(judged), view.as_of)
    said |= whole(view, is_over)
    bare = sum(found[unit].target is None for unit in judged)
    hidden = len(judged) - len(known) - bare
    said |= {"unknown": {"unknown_count": bare}} if bare else {}
    said |= {"withheld": {"unknown_count": hidden}} if hidden else {}
    return said | reference({unit: found[unit] for unit in found.keys() - judged}, rows, is_over)


def withheld(found: dict[str, Place], rows: list[dict], needed: tuple[str, ...]) -> set[str]:
    """Units of whom every figure needed is shown; and shown figures are the true ones."""
    shown = set()
    for row in rows:
        own = found[row["unit"]]
        for name in needed:
            assert row[COLUMNS[name]] in (None, getattr(own, name)), (row, own)
        if all(row[COLUMNS[name]] is not None for name in needed):
            shown.add(row["unit"])
    return shown


def before(known: list[Place], judged_count: int, as_of: date) -> dict[Any, dict[str, float]]:
    """Two causes: too slow, and drawn too few."""
    slow = [one for one in known if one.shortfall]
    both = [one for one in slow if one.to_draw]
    only = [one for one in known if one.to_draw and not one.shortfall]
    said: dict[str, dict[str, float]] = {}
    if slow:
        lost = sum(one.shortfall for one in slow)
        name = "last_day" if as_of == DEADLINE else "late"
        said[name] = {"unit_count": len(slow), "shortfall_count": lost}
    elif known and len(known) == judged_count:
        is_done = not any(one.gap for one in known)
        name = "done" if is_done else "pace_in_time" if only else "in_time"
        said[name] = {"unit_count": judged_count}
    if both:
        need = sum(one.to_draw for one in both)
        said["late_undrawn"] = {"both_count": len(both), "both_to_draw_count": need}
    if only:
        need = sum(one.to_draw for one in only)
        name = "undrawn_also" if slow else "undrawn"
        said[name] = {"undrawn_count": len(only), "to_draw_count": need}
    return said


def after(known: list[Place]) -> dict[Any, dict[str, float]]:
    """Judged on the deadline."""
    late = [one for one in known if one.deadline_gap and not one.gap]
    missed = [one for one in known if one.deadline_gap and one.gap]
    if not known:
        return {}
    name = "over" if late or missed else "over_in_time"
    return {
        name: {
            "on_time_unit_count": len(known) - len(late) - len(missed),
            "late_unit_count": len(late),
            "missed_unit_count": len(missed),
            "deadline_gap_count": sum(one.deadline_gap for one in (*late, *missed)),
            "gap_count": sum(one.gap for one in missed),
        }
    }


def whole(view: View, is_over: bool) -> dict[Any, dict[str, float]]:
    """The province against its floor, for who sees it whole."""
    if is_over or not view.is_whole:
        return {}
    own = province(view.world, view.as_of)
    if own.target is None:
        return {}
    (row,) = view.page.ask("pace_totals").rows.to_pylist()
    if row["shortfall_count"] is None or row["still_to_draw_count"] is None:
        assert not view.page.scope.may_see_small_cells
        return {"whole_unknown": {}}
    if not own.gap:
        return {"whole_done": {}}
    late = "whole_last_day" if view.as_of == DEADLINE else "whole_short"
    said = {late: {"whole_shortfall_count": own.shortfall}} if own.shortfall else {}
    said |= {"whole_undrawn": {"whole_to_draw_count": own.to_draw}} if own.to_draw else {}
    return said or {"whole_in_time": {}}


def reference(
    found: dict[str, Place], rows: list[dict], is_over: bool
) -> dict[str, dict[str, float]]:
    """Those that nobody judges, by the floor they are compared with."""
    said = {}
    floors = FLOORS | REFERENCE
    name = "deadline_gap" if is_over else "shortfall"
    for ppm in sorted({floors[unit] for unit in found}, reverse=True):
        own = {unit: one for unit, one in found.items() if floors[unit] == ppm}
        shown = withheld(own, [row for row in rows if row["unit"] in own], (name,))
        short = [one for unit, one in own.items() if unit in shown and getattr(one, name)]
        values = {
            "reference_count": len(own),
            "floor_rate": ppm / 1e6,
            "short_count": len(short),
            "reference_gap_count": sum(getattr(one, name) for one in short),
            "unknown_count": len(own) - len(shown),
        }
        told = "reference" if short else "reference_met"
        told += "_over" if is_over else ""
        said[told if len(shown) == len(own) else "reference_unknown", ppm] = values
    return said


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[World, Snapshot]]:
    root = tmp_path_factory.mktemp("headline")
    made = []
    for seed in range(WORLDS):
        world = random_world(seed)
        name = f"20221230T0000{seed:02}-00000000"
        made.append((world, write_snapshot(root, name, world.data_date, world.tables)))
    return made


def test_every_clause_is_what_the_rows_say(worlds):
    count, kinds = 0, set()
    for world, snapshot in worlds:
        for view in views(world, snapshot):
            count += 1
            standing, totals = view.page.ask("standing_by_unit"), view.page.ask("pace_totals")
            assert_no_empty_mark(view.page, totals, standing)
            if view.page.filters.beyond_base:
                assert totals.is_blank
                kinds.add("blank")
                continue
            rows = standing.rows.to_pylist()
            said = outlook(rows, totals.one())
            found = {key_of(clause): dict(clause.values) for clause in said}
            assert len(found) == len(said)
            assert found == expected(view, rows), (world.data_date, view.page.filters)
            kinds |= {clause.name for clause in said}
            assert_tiles_agree(said, rows)
    assert count > 500
    print(f"{count} views, clauses: {', '.join(sorted(kinds))}")
    assert {"late", "undrawn_also", "in_time", "over", "unknown", "withheld", "blank"} <= kinds


def assert_tiles_agree(said: list[Clause], rows: list[dict]) -> None:
    """What is still to draw is one number, in the sentence and on the tile."""
    total = draws(rows)["units_to_draw_count"]
    if total is not None and any(row["is_judged"] is not False for row in rows):
        parts = [clause.values for clause in said if "undrawn" in clause.name]
        parts = [one for one in parts if "whole_to_draw_count" not in one]
        told = [one.get("both_to_draw_count", 0) + one.get("to_draw_count", 0) for one in parts]
        assert sum(told) == total


def assert_no_empty_mark(page: Page, totals: Answer, standing: Answer) -> None:
    """The sentence says what cannot be judged, and leaves nothing open."""
    sentence = lead_sentence(page, totals, standing, page.ask("burn_up"))
    assert "—" not in sentence, sentence
    assert ("无法判断" in sentence) or not page.filters.beyond_base
