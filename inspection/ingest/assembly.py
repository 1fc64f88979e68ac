"""Staged rows of all files become the canonical tables: identity, later exports, words, areas."""

import duckdb

from inspection.data.questions import keeping
from inspection.ingest import ledger, queries
from inspection.ingest.ledger import Entry
from inspection.ingest.supersession import as_exported, let_later_exports_win

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
    "carried_fields",
    "follow_ups",
    "duties",
    "cases",
    "reported_figures",
    "events",
    "layouts",
    "rejects",
    "set_aside",
    "unused_columns",
    "source_totals",
    "sent_units",
    "cleaning",
    "warnings",
    "files",
)


# What words and names of places mean, before anything is keyed.
NAMES = (
    "words",
    "kinds",
    "named_tasks",
    "places",
    "jurisdictions",
    "areas",
    "stock_rows",
    "small_rows",
)
# What is resolved just before a table is filled.
STEPS = {
    "recusals": ("rosters",),
    "task_rows": ("row_inspectors", "assignments"),
    "warnings": ("small_doubts",),
}
# The kinds of files without which a table has no row: planning a statement takes longer
# than running it on a few rows, and most imports bring a few kinds. Others are always filled.
TOLD_BY = {
    "class_periods": ("class_history", "register"),
    "stock": ("stock_table",),
    "inspectors": ("inspectors",),
    "recusals": ("recusals", "inspectors"),
    "plans": ("plans",),
    "tasks": ("tasks",),
    "items": ("items",),
    "result_items": ("inspection_results",),
    "results": ("inspection_results",),
    "task_rows": ("inspection_results", "publicity"),
    "follow_ups": ("penalties", "listings"),
    "duties": ("duties",),
    "cases": ("cases",),
    "reported_figures": ("reported_figures",),
    "events": ("events",),
}


def assemble(connection: duckdb.DuckDBPyConnection, entries: list[Entry]) -> list[Entry]:
    """Fill every canonical table; gives the ledger with replaced rows counted."""
    _show_ledger(connection, entries)
    for step in (*NAMES, "identity"):
        connection.execute(queries.staging(f"resolve/{step}"))
    entries, filled = let_later_exports_win(connection, entries)
    _show_ledger(connection, entries)
    for step in ("meanings", "withdrawn"):
        connection.execute(queries.staging(f"resolve/{step}"))
    for statement in queries.canonical().values():
        connection.execute(statement)
    kinds = {entry.table_name for entry in entries}
    for name in LOAD_ORDER:
        for step in STEPS.get(name, ()):
            connection.execute(queries.staging(f"resolve/{step}"))
        if name not in TOLD_BY or not kinds.isdisjoint(TOLD_BY[name]):
            connection.execute(keeping("appended", name, queries.staging(f"load/{name}")))
    as_exported(connection, filled)
    return entries


def _show_ledger(connection: duckdb.DuckDBPyConnection, entries: list[Entry]) -> None:
    connection.register("sheets", ledger.as_table(entries))
