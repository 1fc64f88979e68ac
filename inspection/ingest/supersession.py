"""Later exports win field by field: what a later file does not say stays as it was.

Rows that give way leave the tables; rows in force are filled with the fields that only
older rows say. The next import begins again with the rows as their files have them.
"""

from typing import NamedTuple

import duckdb

from inspection.data.questions import keeping
from inspection.ingest import queries
from inspection.ingest.ledger import Entry

# Tables whose rows are told apart by the entity they speak of.
BY_ENTITY = ("register", "class_history", "inspection_results", "publicity")
# Tables whose rows bear no date: kept per year of export.
BY_YEAR = ("inspectors", "recusals", "items", "plans")
# Tables whose rows are told apart by the places that their names mean.
BY_PLACE = ("stock_table", "duties", "cases", "reported_figures", "events")
KEYS = {name: name for name in (*BY_ENTITY, *BY_PLACE)} | dict.fromkeys(BY_YEAR, "yearly")
# Tables of which a cell is a fact of its day: nothing of an older row stays.
WHOLE = ("class_history", "stock_table", "reported_figures", "events")
# Where fields are carried along another key than that by which rows give way.
FILL_KEYS = {"inspectors": "inspectors", "inspection_results": "task_rows"}
CARRIED = {
    name: name for name in ("register", "plans", "inspection_results", "publicity", "duties")
}
# By what a row of the register and of results is placed.
PLACED = ("register", "inspection_results")


class Settled(NamedTuple):
    """The ledger with replaced rows counted, and the tables with filled rows."""

    entries: list[Entry]
    filled: list[str]


def let_later_exports_win(connection: duckdb.DuckDBPyConnection, entries: list[Entry]) -> Settled:
    """Rows that later ones replace leave the staged tables; those in force are filled."""
    for step in ("losers", "told_twice", "exported_again"):
        _run(connection, step)
    tables = sorted({entry.table_name or "" for entry in entries if entry.has_rows})
    filled = [name for name in tables if _settle(connection, name)]
    lost = connection.execute(queries.staging("resolve/lost")).fetchall()
    _run(connection, "leaving")
    if lost or filled:
        _run(connection, "forget")
    for name in filled:
        connection.table(f"filled_{name}").insert_into(f"staged_{name}")
    if set(filled).intersection(PLACED):
        _run(connection, "jurisdictions")
        _run(connection, "refilled")
    by_sheet = {sheet_no: counts for sheet_no, *counts in lost}
    counted = [entry.without(*by_sheet.get(entry.sheet_no, (0, 0))) for entry in entries]
    return Settled(counted, filled)


def as_exported(connection: duckdb.DuckDBPyConnection, filled: list[str]) -> None:
    """The staged tables as their files have them, for the next import."""
    _run(connection, "coming_back")
    if filled:
        _run(connection, "forget")
    for name in filled:
        connection.table(f"untouched_{name}").insert_into(f"staged_{name}")


def _settle(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Find the rows of a table that give way and those that are filled; whether any is."""
    connection.table(f"staged_{name}").create_view("staged_in_hand", replace=True)
    _contest(connection, KEYS.get(name, "other"))
    if _has_rows(connection, "contested") or _has_rows(connection, "losers"):
        _run(connection, "later")
    if name in WHOLE:
        return False
    if name in FILL_KEYS:
        _contest(connection, FILL_KEYS[name])
    if not _has_rows(connection, "contested"):
        return False
    _run(connection, "lines")
    if not _has_rows(connection, "lines"):
        return False
    form = CARRIED.get(name, "other")
    for step in (f"carry/{form}", "merged", f"whole/{form}"):
        _run(connection, step)
    connection.execute(keeping("scratch", f"filled_{name}", queries.staging("resolve/filled")))
    fillings = connection.table(f"filled_{name}")
    if not _has_rows(connection, f"filled_{name}"):
        return False
    fillings.create_view("fillings", replace=True)
    _run(connection, "origins")
    untouched = queries.staging("resolve/untouched")
    connection.execute(keeping("scratch", f"untouched_{name}", untouched))
    fillings.select("sheet_no", "source_row").insert_into("filled_rows")
    return True


def _has_rows(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    return bool(connection.table(name).limit(1).fetchall())


def _contest(connection: duckdb.DuckDBPyConnection, keys: str) -> None:
    """The rows of the table in hand that share a key."""
    connection.sql(queries.staging(f"resolve/keys/{keys}")).create_view("keyed", replace=True)
    _run(connection, "contested")


def _run(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    connection.execute(queries.staging(f"resolve/{step}"))
