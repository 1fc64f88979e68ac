"""Planted facts as a reader sees them: the number stands on the opened page."""

from collections.abc import Callable, Iterator

import pandas as pd
import pytest
from pages_seen import everything, tiles

from inspection.data import access, connections, warehouse
from inspection.data.access import LOCAL
from inspection.settings import settings
from inspection.text import text

from .worlds import World


@pytest.fixture
def world(world_of: Callable[[str], World]) -> World:
    return world_of("2022-dirty-september")


@pytest.fixture
def demo(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """The world in service, read from this machine: what `open_page` opens."""
    monkeypatch.setattr(access, "is_this_machine", lambda _address: True)
    monkeypatch.setenv("INSPECTION_DATA", str(world.folder / "warehouse"))
    settings.cache_clear()
    connections.forget()
    yield world
    settings.cache_clear()
    connections.forget()


def tab(page: str, name: str) -> dict[str, str]:
    return {f"{page}__tab": text(f"{page}.tab_{name}")}


def tables(app, *columns: str) -> list[pd.DataFrame]:
    """Tables on the page with these columns."""
    return [one.value for one in app.dataframe if set(columns) <= set(one.value.columns)]


def links(app) -> list[str]:
    """Words of the links on a page."""
    return [one.proto.label for one in app.get("page_link")]


def test_alerts_of_a_stuck_task_and_a_slow_unit_are_read_on_the_overview(open_page, world):
    app = open_page("overview")
    said = "\n".join(everything(app) + links(app))
    stuck, slow = world.facts("stuck_task"), world.facts("pace_slow")
    (unit,) = world.units("pace_slow")
    assert f"任务{stuck['task']}" in said
    assert f"期限{stuck['window_to']}已过，{stuck['rows']}户均未检查" in said
    assert [line for line in links(app) if "落后应达进度" in line and unit in line]
    (own,) = [line for line in links(open_page("alerts")) if f"{unit}已检查" in line]
    assert f"{unit}已检查{slow['checked']}户" in own


def test_tiles_of_pingtan_show_its_own_count(open_page, world):
    shown = tiles(open_page("progress", unit="平潭"))
    assert shown[0].value == str(world.facts("pingtan_apart")["checked"])


def test_rate_of_the_unit_that_publishes_late_is_its_tile(open_page, world):
    (unit,) = world.units("late_publicity")
    facts = world.facts("late_publicity")
    shown = {one.label: one for one in tiles(open_page("publicity", unit=unit))}
    on_time = shown[text("frame.of_enterprises", name=text("publicity.tile_on_time"))]
    # The figure is that of enterprises; all kinds stand beside it.
    assert f"{facts['in_time'] / facts['due']:.1%}" in on_time.beside
    (row,) = enterprises(unit)
    assert on_time.value == f"{row['on_time_count'] / row['due_count']:.1%}"
    assert f"{row['on_time_count']} / {row['due_count']}" in on_time.beside


def enterprises(unit: str) -> list[dict]:
    """The row of a unit, of enterprises alone."""
    rows = warehouse.answer("publicity_by_unit", scope=LOCAL, units=[unit], kinds=["企业"])
    return [row for row in rows.to_pylist() if row["unit"] == unit]


def test_counties_without_a_plan_are_listed(open_page, world):
    counties = world.facts("counties_without_plan")["counties"]
    names = {row["county"] for row in world.fired["counties_without_plan"]}
    (missing, *_) = tables(open_page("plan", **tab("plan", "uptake")), "county", "has_plan")
    assert set(missing[missing["has_plan"] == ""]["county"]) == names
    assert len(names) == len(counties)


def test_inverted_task_is_the_one_row_of_its_table(open_page, world):
    facts = world.facts("inverted_ratio")
    app = open_page("integration", **tab("integration", "ratios"))
    (row,) = (one for one in tables(app, "task_no", "a_ratio") if len(one) == 1)
    assert row["task_no"].tolist() == [facts["task"]]
    share = facts["drawn"][0] / facts["pool"][0]
    assert row["a_ratio"].tolist() == [float(f"{share:.2%}"[:-1])]


def test_lead_without_a_task_is_listed_as_a_lead(open_page, world):
    (unit,) = world.units("case_without_task")
    (cases, *_) = tables(open_page("cases"), "state", "lacks_text")
    assert cases[cases["unit"] == unit]["state"].tolist() == ["线索"]


def test_early_publication_is_seen_on_the_timeline_of_the_firm(open_page, world):
    (task, code), *_ = world.facts("early_publicity")["rows"]
    (timeline,) = tables(open_page("entity", entity__find=code), "stage", "event_on")
    mine = timeline[timeline["task_no"] == task].set_index("stage")["event_on"]
    days = {name: mine[text(f"value.stage_{name}")] for name in ("published", "inspected")}
    assert days["published"] < days["inspected"]
