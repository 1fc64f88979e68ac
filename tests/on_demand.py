"""Marts of snapshots made by hand, made when a question first reads them.

A question reads a fifth of the marts; `test_built.py` holds that its answer is that of
a snapshot whose marts are all made.
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
from built import mart_readings, rebuild, rules_of, stale
from replaced import tables_of

from inspection.data import connections

# Marts that hold the rows of the empty snapshot still, by database.
_waiting: dict[Path, set[str]] = {}
# Rules that differ from those in force and are not in the database yet.
_rules: dict[Path, list[str]] = {}


def put_off(marts: Path, changed: Mapping[str, pa.Table]) -> None:
    """Marts of these tables are made when they are asked for."""
    _waiting[marts] = set(stale(changed))
    _rules[marts] = rules_of(changed)


def fetch(path: Path, sql: str, params: Mapping[str, object]) -> pa.Table:
    """As the product's, from marts that the query made necessary."""
    make(path, tables_of(sql))
    return given(path, sql, params)


def make(path: Path, wanted: frozenset[str] | None = None) -> None:
    """These marts, or all, of those put off, and what they read."""
    waiting = _waiting.get(path, set())
    made = with_read(waiting if wanted is None else wanted & waiting) & waiting
    rules = _rules.pop(path, [])
    if made or rules:
        connections.forget(path)
        rebuild(path, made, rules)
        waiting -= made


def with_read(marts: set[str] | frozenset[str]) -> set[str]:
    """These marts and all that they read, directly or through another."""
    reads = mart_readings()[1]
    reached: set[str] = set()
    left = list(marts)
    while left:
        name = left.pop()
        if name in reads and name not in reached:
            reached.add(name)
            left += reads[name]
    return reached


given = connections.fetch
