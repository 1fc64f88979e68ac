"""Rows kept by key, as many bytes of them as fit; those read last stay longest."""

import threading
from collections import OrderedDict
from collections.abc import Callable

import pyarrow as pa


class Kept:
    """Two who want the same wait for one answer; two who want different rows do not wait."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._rows: OrderedDict[str, pa.Table] = OrderedDict()
        self._asking: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()
        self.byte_count = 0

    def rows(self, key: str, ask: Callable[[], pa.Table]) -> pa.Table:
        """Those kept, else those of `ask`. Raises what asking raises, and keeps nothing then."""
        found = self._find(key)
        if found is not None:
            return found
        with self._lock:
            asking = self._asking.setdefault(key, threading.Lock())
        try:
            with asking:
                found = self._find(key)
                return self._keep(key, ask()) if found is None else found
        finally:
            with self._lock:
                self._asking.pop(key, None)

    def forget(self) -> None:
        """Keep nothing of what was asked so far."""
        with self._lock:
            self._rows.clear()
            self.byte_count = 0

    def _find(self, key: str) -> pa.Table | None:
        with self._lock:
            if key in self._rows:
                self._rows.move_to_end(key)
            return self._rows.get(key)

    def _keep(self, key: str, rows: pa.Table) -> pa.Table:
        rows = packed(rows)
        with self._lock:
            self._rows[key] = rows
            self.byte_count += rows.get_total_buffer_size()
            while self.byte_count > self._most_bytes:
                _, dropped = self._rows.popitem(last=False)
                self.byte_count -= dropped.get_total_buffer_size()
        return rows


def packed(rows: pa.Table) -> pa.Table:
    """The same rows in no more memory than they need.

    The database hands out columns with room for thousands of rows each, which nobody counts:
    twenty times what a small answer holds.
    """
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows)
    return pa.ipc.open_stream(sink.getvalue()).read_all()
