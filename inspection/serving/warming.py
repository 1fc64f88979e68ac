"""What a server prepares beside its first readers: a snapshot, the pages' code, packed files."""

from contextlib import suppress
from datetime import timedelta
from importlib import import_module

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.shared import MANY_DAYS
from inspection.errors import InspectionError
from inspection.serving.bootstrap import ensure_snapshot
from inspection.serving.packing import shelf


def prepare_serving(pages: str) -> None:
    """In this order; `pages` is the room that the first page would wait for.

    A folder that cannot be written leaves files plain.
    """
    import_module(pages)
    ask_ahead(ensure_snapshot())
    with suppress(OSError):
        shelf.fill()


def ask_ahead(snapshot: warehouse.Snapshot) -> None:
    """Ask where the province stands on as many days as make it worth asking for all of them."""
    last = snapshot.last_day()
    for number in range(MANY_DAYS):
        day = max(last - timedelta(number), snapshot.first_day)
        with suppress(InspectionError):
            warehouse.answer("pace_totals", scope=LOCAL, snapshot=snapshot, as_of=day)
