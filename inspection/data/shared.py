"""Rows that several questions read: asked once, then handed to each of them as a table.

DuckDB plans a macro anew in every question that calls it, which takes longer than answering.
What is shared here has a row per place, plan or task, and depends on nothing but its values.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

# Macros whose rows are shared; a call of theirs takes parameters and literals only.
SHARED = ("standings", "task_trends", "county_plans", "uptake_cells", "expired_teams")
# As it stands in a question a call can be asked by itself: DuckDB lets a query begin with `from`.
CALL = re.compile(rf"\b(from|join)\s+(({'|'.join(SHARED)})\(([^()]*)\))(?:\s+as\s+(\w+))?")
# Of this one a unit stands alone as it stands among all: its rows are found among theirs.
OF_PARTS = "standings"
# The same of every day up to the data date, which takes no longer than some twenty days.
OF_DAYS = "from standings_of_days()"
# Days asked for one by one before all are asked at once, and how often that is tried.
MANY_DAYS, TRIES = 3, 3
WHOLE = "合计"
LITERALS = {"null": None, "true": True, "false": False}
# Kept of one database: days and selections that readers go back and forth between.
MOST_BYTES = 8 * 2**20


class Call(NamedTuple):
    """A call of a shared macro: the name its rows have in the question, and how it is asked."""

    table: str
    sql: str
    macro: str
    arguments: tuple[str, ...]

    def key(self, params: Mapping[str, object]) -> str:
        """The macro and what it is called with, whatever the arguments are named."""
        return repr((self.macro, self.values(params)))

    def values(self, params: Mapping[str, object]) -> list[object]:
        """What it is called with."""
        return [
            LITERALS[one] if one in LITERALS else params[one.removeprefix("$")]
            for one in self.arguments
        ]

    def among_all(self, params: Mapping[str, object]) -> tuple[str | None] | None:
        """The one unit it is asked for, whose rows are among those of all units; None of all.

        No tuple where its rows are not among them.
        """
        if self.macro != OF_PARTS:
            return None
        _, units, counties = self.values(params)
        if counties is not None or (isinstance(units, list) and len(units) != 1):
            return None
        return (units[0] if isinstance(units, list) else None,)


class Days:
    """Which days of a database were asked for; of many all are asked at once."""

    def __init__(self) -> None:
        self._asked: set[object] = set()
        self._tries = TRIES

    def are_many(self, day: object) -> bool:
        """Whether all days are worth asking for, this one among them."""
        if len(self._asked) < MANY_DAYS:
            self._asked.add(day)
        return len(self._asked) >= MANY_DAYS and self._tries > 0

    def fail(self) -> None:
        """All at once was not answered, in time or at all."""
        self._tries -= 1


@lru_cache(maxsize=256)
def split(sql: str) -> tuple[str, tuple[Call, ...]]:
    """The question reading tables in place of its calls, and these calls.

    >>> split("select unit from standings($as_of, $units, null) as places")[0]
    'select unit from shared_standings_0 as places'
    """
    calls: dict[str, Call] = {}

    def table(found: re.Match[str]) -> str:
        word, text, macro, given, alias = found.groups()
        arguments = tuple(one.strip() for one in given.split(","))
        new = Call(f"shared_{macro}_{len(calls)}", f"from {text}", macro, arguments)
        return f"{word} {calls.setdefault(text, new).table} as {alias or macro}"

    return CALL.sub(table, sql), tuple(calls.values())


def of_day(rows: pa.Table, day: object) -> pa.Table | None:
    """Rows of one day from those of all; None where it is not there."""
    found = rows.filter(pc.equal(rows["day"], pa.scalar(day, rows["day"].type)))
    return found.drop_columns("day") if found.num_rows else None


def of_one(rows: pa.Table, unit: str) -> pa.Table | None:
    """Rows of one unit from those of all: it is the whole as well; None where it is not there."""
    own = rows.filter(pc.equal(rows["part"], unit))
    if not own:
        return None
    whole = pa.table({"part": pa.array([WHOLE]), "is_whole": pa.array([True])})
    named = [whole[name] if name in whole.column_names else own[name] for name in own.column_names]
    return pa.concat_tables([own, pa.table(named, schema=own.schema)])
