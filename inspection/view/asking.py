"""Alerts of a day, asked once for all units and readers of a scope, beside whatever a page asks.

A page that will show them says so when it opens: they are asked in the background while it
asks its own questions, and are there when it comes to them.
"""

import threading
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.provinces import carried
from inspection.showing import alerts
from inspection.showing.alerts import Alert
from inspection.view.page import Page

# Days kept: those that readers go back and forth between.
MAX_DAYS = 60

_pool = ThreadPoolExecutor(1, thread_name_prefix="alerts")
_lock = threading.Lock()
_asked: "OrderedDict[str, Future[list[Alert]]]" = OrderedDict()


def begin(page: Page) -> None:
    """Ask for the alerts of the page's day; what is known or being asked is not asked again."""
    _begin(page.scope, page.snapshot, page.filters.as_of)


def fired(scope: Scope, snapshot: Snapshot, as_of: date) -> list[Alert]:
    """Every alert of a day. Raises what the questions raise; then the next reader asks anew."""
    key, found = _begin(scope, snapshot, as_of)
    if found.exception() is not None:
        with _lock:
            _asked.pop(key, None)
    return found.result()


def _begin(scope: Scope, snapshot: Snapshot, as_of: date) -> "tuple[str, Future[list[Alert]]]":
    key = repr((scope, snapshot.folder, as_of))
    with _lock:
        if key not in _asked:
            _asked[key] = _pool.submit(carried(alerts.fired), scope, snapshot, as_of)
        _asked.move_to_end(key)
        while len(_asked) > MAX_DAYS:
            _asked.popitem(last=False)
        return key, _asked[key]
