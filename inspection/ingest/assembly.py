"""Staged rows of all files become the canonical tables: identity, later exports, words, areas."""

import duckdb

from inspection.data.questions import keeping
from inspection.ingest import ledger, queries
from inspection.ingest.ledger import Entry

# Tables whose rows are told apart by the entity they speak of.
BY_ENTITY = ("register", "class_history", "inspection_results", "publicity")
# Tables whose rows bear no date: kept per year of export.
BY_YEAR = ("inspectors", "recusals", "items", "plans")
# Tables whose rows are told apart by the places that their names mean.
BY_PLACE = ("stock_table", "duties", "cases", "reported_figures", "events")
KEYS = {name: name for name in (*BY_ENTITY, *BY_PLACE)} | dict.fromkeys(BY_YEAR, "yearly")
# Later tables read earlier ones.
LOAD_ORDER = (
    "entities",
    "class_periods",
    "stock",
    "inspectors",
    "recusals",
    "plans",
    "tasks",
    "items",
    "result_items",
    "results",
    "task_rows",
    "withdrawals",
    "duties",
    "cases",
    "reported_figures",
    "events",
    "layouts",
    "rejects",
    "cleaning",
    "warnings",
    "files",
)


# What words and names of places mean, before anything is keyed.
NAMES = ("words", "places", "jurisdictions", "areas", "stock_rows", "small_rows")
# What is resolved just before a table is filled.
STEPS = {
    "recusals": ("rosters",),
    "task_rows": ("row_inspectors", "assignments"),
    "warnings": ("small_doubts",),
}


def assemble(connection: duckdb.DuckDBPyConnection, entries: list[Entry]) -> list[Entry]:
    """Fill every canonical table; gives the ledger with replaced rows counted."""
    _show_ledger(connection, entries)
    for step in (*NAMES, "identity"):
        connection.execute(queries.staging(f"resolve/{step}"))
    entries = _let_later_exports_win(connection, entries)
    _show_ledger(connection, entries)
    for step in ("meanings", "withdrawn"):
        connection.execute(queries.staging(f"resolve/{step}"))
    for statement in queries.canonical().values():
        connection.execute(statement)
    for name in LOAD_ORDER:
        for step in STEPS.get(name, ()):
            connection.execute(queries.staging(f"resolve/{step}"))
        connection.execute(keeping("appended", name, queries.staging(f"load/{name}")))
    return entries


def _show_ledger(connection: duckdb.DuckDBPyConnection, entries: list[Entry]) -> None:
    connection.register("sheets", ledger.as_table(entries))


def _let_later_exports_win(
    connection: duckdb.DuckDBPyConnection, entries: list[Entry]
) -> list[Entry]:
    for step in ("losers", "exported_again"):
        connection.execute(queries.staging(f"resolve/{step}"))
    for table_name in sorted({entry.table_name or "" for entry in entries if entry.has_rows}):
        keys = KEYS.get(table_name, "other")
        staged = connection.table(f"staged_{table_name}")
        staged.create_view("staged_in_hand", replace=True)
        connection.sql(queries.staging(f"resolve/keys/{keys}")).create_view("keyed", replace=True)
        connection.execute(queries.staging("resolve/later"))
    lost = connection.execute(queries.staging("resolve/lost")).fetchall()
    if lost:
        connection.execute(queries.staging("resolve/forget"))
    by_sheet = {sheet_no: counts for sheet_no, *counts in lost}
    return [entry.without(*by_sheet.get(entry.sheet_no, (0, 0))) for entry in entries]
