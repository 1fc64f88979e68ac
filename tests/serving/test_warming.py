"""What a resting server asks ahead, and that it stops with the server."""

from datetime import timedelta
from threading import Event, Thread

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.serving import warming
from inspection.serving.packing import WAYS
from inspection.settings import settings
from inspection.showing import alerts

# Seconds within which a server that ends stops preparing.
SOON = 20


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the questions that the database answers, in their order."""
    names: list[str] = []
    run = warehouse.run

    def noted(prepared):
        names.append(prepared.question.name)
        return run(prepared)

    monkeypatch.setattr(warehouse, "run", noted)
    return names


def test_alerts_of_recent_days_are_asked_before_a_reader_does(small_demo, asked, monkeypatch):
    monkeypatch.setattr(warming, "DAYS", 2)
    monkeypatch.setattr(warming, "PAUSE", 0)
    snapshot = warehouse.current()
    warming.ask_alerts(snapshot, Event())
    last = snapshot.last_day()
    assert {"overdue_rows", "late_publicity"} <= set(asked)
    asked.clear()
    assert alerts.fired(LOCAL, snapshot, last)
    alerts.fired(LOCAL, snapshot, last - timedelta(1))
    assert asked == []
    alerts.fired(LOCAL, snapshot, last - timedelta(2))
    assert "overdue_rows" in asked


def test_nothing_more_is_asked_once_the_server_ends(small_demo, asked):
    ends = Event()
    ends.set()
    warming.ask_alerts(warehouse.current(), ends)
    assert asked == []


def test_a_server_packs_and_asks_once_for_a_snapshot_until_it_ends(small_demo, monkeypatch):
    packed: list[str] = []
    seen: list[str] = []
    ends, rested = Event(), Event()

    def ask_alerts(snapshot, _ends):
        seen.append(snapshot.id)
        rested.set()

    monkeypatch.setattr(warming.shelf, "fill", lambda way="gzip", ends=None: packed.append(way))
    monkeypatch.setattr(warming, "ask_alerts", ask_alerts)
    monkeypatch.setattr(warming.gc, "freeze", lambda: None)
    monkeypatch.setattr(warming, "REST", 0.01)
    thread = Thread(target=warming.prepare_serving, args=("inspection.view", ends))
    thread.start()
    assert rested.wait(SOON)
    # Further looks find the same snapshot.
    ends.wait(0.1)
    ends.set()
    thread.join(SOON)
    assert not thread.is_alive()
    assert seen == [warehouse.current().id]
    assert packed == ["gzip", *WAYS]


def test_a_server_that_is_told_so_prepares_nothing_while_it_rests(small_demo, monkeypatch):
    packed: list[str] = []
    monkeypatch.setattr(warming.shelf, "fill", lambda way="gzip", ends=None: packed.append(way))
    monkeypatch.setattr(warming.gc, "freeze", lambda: None)
    monkeypatch.setattr(warming, "REST", 0.01)
    monkeypatch.setenv("INSPECTION_PREPARE_AHEAD", "false")
    settings.cache_clear()
    warming.prepare_serving("inspection.view", Event())
    assert packed == ["gzip"]
