"""Rows that several questions read: asked once, then handed to each of them as a table.

DuckDB plans a macro anew in every question that calls it, which takes longer than answering.
What is shared here has a row per place, plan or task, and depends on nothing but its values.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

# Macros whose rows are shared; a call of theirs takes parameters and literals only.
SHARED = ("standings", "task_trends", "county_plans", "uptake_cells", "expired_teams")
# As it stands in a question a call can be asked by itself: DuckDB lets a query begin with `from`.
CALL = re.compile(rf"\b(from\s+({'|'.join(SHARED)})\(([^()]*)\))(?:\s+as\s+(\w+))?")
LITERALS = {"null": None, "true": True, "false": False}
# Selections kept of one snapshot: those that readers go back and forth between.
MAX_KEPT = 64


class Call(NamedTuple):
    """A call of a shared macro: the name its rows have in the question, and how it is asked."""

    table: str
    sql: str
    macro: str
    arguments: tuple[str, ...]

    def key(self, params: Mapping[str, object]) -> str:
        """The macro and what it is called with, whatever the arguments are named."""
        values = [
            LITERALS[one] if one in LITERALS else params[one.removeprefix("$")]
            for one in self.arguments
        ]
        return repr((self.macro, values))


@lru_cache(maxsize=256)
def split(sql: str) -> tuple[str, tuple[Call, ...]]:
    """The question reading tables in place of its calls, and these calls.

    >>> split("select unit from standings($as_of, $units, null, false) as places")[0]
    'select unit from shared_standings_0 as places'
    """
    calls: dict[str, Call] = {}

    def table(found: re.Match[str]) -> str:
        text, macro, given, alias = found.groups()
        arguments = tuple(one.strip() for one in given.split(","))
        new = Call(f"shared_{macro}_{len(calls)}", text, macro, arguments)
        return f"from {calls.setdefault(text, new).table} as {alias or macro}"

    return CALL.sub(table, sql), tuple(calls.values())


class Kept:
    """Rows by call and values, of one snapshot; two who want the same wait for one answer."""

    def __init__(self) -> None:
        self._rows: OrderedDict[str, pa.Table] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, key: str, ask: Callable[[], pa.Table]) -> pa.Table:
        """Those kept, else those of `ask`. Raises what asking raises, and keeps nothing then."""
        with self._lock:
            if key not in self._rows:
                self._rows[key] = ask()
            self._rows.move_to_end(key)
            while len(self._rows) > MAX_KEPT:
                self._rows.popitem(last=False)
            return self._rows[key]
