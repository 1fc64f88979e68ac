"""What a server prepares beside its readers: a snapshot, the pages' code, packed files, answers."""

import gc
from contextlib import nullcontext, suppress
from datetime import timedelta
from importlib import import_module
from threading import Event

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.shared import MANY_DAYS
from inspection.errors import EnvironmentProblem, InspectionError
from inspection.provinces import within
from inspection.serving.bootstrap import ensure_snapshot
from inspection.serving.packing import WAYS, shelf
from inspection.settings import house
from inspection.showing import alerts

# Days back that readers mostly look at: those of a month, and the report before the first.
DAYS = 38
# Seconds until a server is no longer new, and between looks for a new snapshot; between days.
REST, PAUSE = 20.0, 0.5


def prepare_serving(pages: str, ends: Event) -> None:
    """In this order, until the server ends; `pages` is the room that the first page waits for.

    A folder that cannot be written leaves files plain.
    """
    import_module(pages)
    for province in house().provinces:
        # One that holds nothing yet keeps nobody from reading the others.
        with (
            within(province),
            suppress(EnvironmentProblem) if house().has_several else nullcontext(),
        ):
            ask_ahead(ensure_snapshot())
    with suppress(OSError):
        shelf.fill()
    # What is there now stays: looking through all of it for what is gone takes a tenth of a second.
    gc.freeze()
    told: dict[str, warehouse.Snapshot] = {}
    while house().prepare_ahead and not ends.wait(REST):
        with suppress(OSError, InspectionError):
            if not told:
                for way in WAYS:
                    shelf.fill(way, ends)
            for province in house().provinces:
                with within(province):
                    _follow(province, told, ends)


def _follow(province: str, told: dict[str, warehouse.Snapshot], ends: Event) -> None:
    """Ask for the alerts of the snapshot in service, where it is another than last time."""
    newest = warehouse.current()
    if newest is not None and newest != told.get(province):
        told[province] = newest
        ask_alerts(newest, ends)


def ask_ahead(snapshot: warehouse.Snapshot) -> None:
    """Ask where the province stands on as many days as make it worth asking for all of them."""
    last = snapshot.last_day()
    for number in range(MANY_DAYS):
        day = max(last - timedelta(number), snapshot.first_day)
        with suppress(InspectionError):
            warehouse.answer("pace_totals", scope=LOCAL, snapshot=snapshot, as_of=day)


def ask_alerts(snapshot: warehouse.Snapshot, ends: Event) -> None:
    """Ask for the alerts of the days that readers look at, the last first, between readers."""
    for number in range(DAYS):
        day = snapshot.last_day() - timedelta(number)
        if day < snapshot.first_day or ends.wait(PAUSE):
            return
        with suppress(InspectionError):
            alerts.fired(LOCAL, snapshot, day)
