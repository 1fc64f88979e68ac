"""How often something may happen in a minute, by who does it; remembers the latest few thousand."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MINUTE = 60.0
MOST_KEPT = 4_096


class Rate:
    """Buckets that hold as many as a minute allows and fill up again evenly."""

    def __init__(self, per_minute: Callable[[], int], clock: Callable[[], float] = time.monotonic):
        self._per_minute, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> float:
        """Take one; 0 where it was allowed, else the seconds until the next is."""
        most, now = self._per_minute(), self._clock()
        with self._lock:
            left, since = self._left.pop(key, (float(most), now))
            left = min(most, left + (now - since) * most / MINUTE)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, now)
            while len(self._left) > MOST_KEPT:
                self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) * MINUTE / most
