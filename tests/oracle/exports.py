"""The exported files of one folder as tidy frames: the facts every figure is computed from."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from . import assignments, people, register, small, task_rows
from .identity import Identity
from .tables import Read, read_tables


class Exports(NamedTuple):
    """What a folder of exports says. `rows` are task rows without those moved away."""

    account: list[Read]
    data_date: date
    stock: pd.DataFrame
    entities: pd.DataFrame
    classes: pd.DataFrame
    plans: pd.DataFrame
    tasks: pd.DataFrame
    items: pd.DataFrame
    rows: pd.DataFrame
    moved: pd.DataFrame
    duties: pd.DataFrame
    cases: pd.DataFrame
    reported: pd.DataFrame
    listed: pd.DataFrame
    inspectors: pd.DataFrame
    visits: pd.DataFrame


def read_exports(folder: Path) -> Exports:
    """Read every file of a folder and resolve entities and places."""
    raw, account = read_tables(folder)
    identity = Identity()
    entities = register.read_register(raw["register"], identity)
    tasks = assignments.read_tasks(raw["tasks"])
    items = task_rows.read_items(raw["inspection_results"], identity, tasks)
    roster = people.read_inspectors(raw["inspectors"])
    rows = assemble(items, task_rows.read_publicity(raw["publicity"], identity), entities, tasks)
    moved = rows["moved_to"].fillna("") != ""
    return Exports(
        account=account,
        data_date=max(frame["exported_on"].max() for frame in raw.values()),
        stock=register.read_stock(raw.get("stock")),
        entities=entities,
        classes=register.read_classes(raw["class_history"], identity),
        plans=assignments.read_plans(raw["plans"]),
        tasks=tasks,
        items=items,
        rows=rows[~moved],
        moved=rows[moved],
        duties=small.read_duties(raw["duties"]),
        cases=small.read_cases(raw["cases"]),
        reported=small.read_reported(raw["reported_figures"]),
        listed=small.read_listed(raw["items"]),
        inspectors=roster,
        visits=people.read_visits(raw["inspection_results"], identity, roster),
    )


def assemble(
    items: pd.DataFrame, publicity: pd.DataFrame, entities: pd.DataFrame, tasks: pd.DataFrame
) -> pd.DataFrame:
    """Task rows with place, kind, publication and the facts of their task."""
    rows = task_rows.place_rows(task_rows.read_rows(items), entities)
    rows["kind"] = task_rows.kinds_of_rows(rows, entities)
    rows = rows.merge(publicity, on=task_rows.KEY, how="left", validate="one_to_one")
    of_task = tasks[["drawn_on", "window_to", "lead_office", "draw_method"]].add_prefix("task_")
    rows = rows.merge(of_task, left_on="task", right_index=True, how="left", validate="many_to_one")
    rows["drawn_on"] = rows["drawn_on"].where(rows["drawn_on"].notna(), rows["task_drawn_on"])
    return rows
