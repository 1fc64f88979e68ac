"""The exported files of one folder as tidy frames: the facts every figure is computed from.

A statistical year knows what was exported by its end; what bears a date of its own
(task rows, tasks, classes, reported figures) is of the year of that date, whenever
it was exported.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from . import assignments, people, reference, register, small, task_rows
from .drawn_classes import with_classes_at_draw
from .identity import Identity
from .rules import Rules, read_rules, table_of
from .tables import Read, read_tables

# Tables that name entities with their place.
CODED = ("register", "inspection_results")
# Tables whose rows bear no date of their own.
UNDATED = ("register", "inspectors", "plans", "items", "duties", "cases")


class Folder(NamedTuple):
    """What a folder of exports holds: raw tables, files of rules, and the account of all."""

    tables: dict[str, pd.DataFrame]
    rules: list[Path]
    account: list[Read]

    @property
    def data_date(self) -> date:
        """The latest export date of the facts."""
        return max(frame["exported_on"].max() for frame in self.tables.values())


class Exports(NamedTuple):
    """What a year knows of a folder. `rows` are task rows without those moved away."""

    rules: Rules
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


def read_folder(folder: Path) -> Folder:
    """Read every file of a folder."""
    rules = [path for path in sorted(folder.rglob("*")) if table_of(path)]
    tables, account = read_tables(folder)
    return Folder(tables, rules, account)


def exports_of(folder: Folder, year: int) -> Exports:
    """What a year knows: entities and places resolved, facts of other years left out."""
    raw = folder.tables | {name: exported_by(folder.tables[name], year) for name in UNDATED}
    identity = Identity()
    known = [exported_by(folder.tables[name], year) for name in CODED]
    identity.meet(row for frame in known for row in frame.to_dict("records"))
    entities = register.read_register(raw["register"], identity)
    tasks = assignments.read_tasks(raw["tasks"])
    items = task_rows.read_items(raw["inspection_results"], identity, tasks)
    roster = people.read_inspectors(raw["inspectors"])
    publicity = task_rows.read_publicity(raw["publicity"], identity)
    rows = of_year(assemble(items, publicity, entities, tasks), year)
    tasks = tasks[is_task_of(tasks, rows, year)]
    classes = until(register.read_classes(raw["class_history"], identity), "valid_from", year)
    rows = with_classes_at_draw(rows, classes)
    moved = rows["is_moved"]
    return Exports(
        rules=read_rules(year, folder.rules),
        data_date=min(folder.data_date, date(year, 12, 31)),
        stock=register.read_stock(raw.get("stock"), reached(rows[~moved], year)),
        entities=entities,
        classes=classes,
        plans=plans_of(assignments.read_plans(raw["plans"]), tasks, year),
        tasks=tasks,
        items=items,
        rows=rows[~moved],
        moved=rows[moved],
        duties=duties_of(small.read_duties(raw["duties"]), year),
        cases=small.read_cases(raw["cases"]),
        reported=within(small.read_reported(raw["reported_figures"]), "reported_on", year),
        listed=small.read_listed(raw["items"]),
        inspectors=roster,
        visits=people.read_visits(raw["inspection_results"], identity, roster),
    )


def reached(rows: pd.DataFrame, year: int) -> set[str]:
    """Supervised counties in which enterprises are drawn or inspected in a year."""
    is_of_year = (years_of(rows["drawn_on"]) == year) | (years_of(rows["inspected_on"]) == year)
    counties = rows["county"][is_of_year & (rows["kind"] == register.ENTERPRISE)]
    listed = {
        row["county_code"] for row in reference.rows("counties") if row["is_supervised"] == "true"
    }
    return set(counties) & listed


def years_of(days: pd.Series) -> pd.Series:
    """The year of each day; 0 where there is none."""
    return pd.Series(
        [day.year if isinstance(day, date) and day == day else 0 for day in days],
        days.index,
        dtype=int,
    )


def exported_by(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Raw rows of the files exported by the end of a year."""
    return frame[years_of(frame["exported_on"]) <= year].reset_index(drop=True)


def until(frame: pd.DataFrame, column: str, year: int) -> pd.DataFrame:
    """Rows that are dated by the end of a year."""
    return frame[years_of(frame[column]) <= year]


def within(frame: pd.DataFrame, column: str, year: int) -> pd.DataFrame:
    """Rows that are dated within a year."""
    return frame[years_of(frame[column]) == year]


def of_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Rows of the tasks with a row drawn or inspected in a year, none drawn after it."""
    known = rows["drawn_on"].where(rows["drawn_on"].notna(), rows["inspected_on"])
    drawn = years_of(known.where(known.notna(), rows["exported_on"]))
    inspected = years_of(rows["inspected_on"])
    tasks = set(rows["task"][(drawn == year) | (inspected == year)])
    return rows[rows["task"].isin(tasks) & ((drawn <= year) | (inspected == year))]


def is_task_of(tasks: pd.DataFrame, rows: pd.DataFrame, year: int) -> pd.Series:
    """Tasks drawn in a year or with rows of it; without either, of the year of export."""
    drawn = years_of(tasks["drawn_on"])
    is_known = tasks.index.isin(rows["task"])
    return (drawn == year) | is_known | ((drawn == 0) & (years_of(tasks["exported_on"]) == year))


def plans_of(plans: pd.DataFrame, tasks: pd.DataFrame, year: int) -> pd.DataFrame:
    """Plans for a year, and those that its tasks name."""
    first, exported = years_of(plans["window_from"]), years_of(plans["exported_on"])
    own = plans["plan_year"].where(plans["plan_year"].notna(), first.where(first > 0, exported))
    return plans[(own == year) | plans.index.isin(tasks["plan"])]


def duties_of(duties: pd.DataFrame, year: int) -> pd.DataFrame:
    """What was handed in or asked after in a year."""
    received, exported = years_of(duties["received_on"]), years_of(duties["exported_on"])
    return duties[(exported == year) | (received == year)]


def assemble(
    items: pd.DataFrame, publicity: pd.DataFrame, entities: pd.DataFrame, tasks: pd.DataFrame
) -> pd.DataFrame:
    """Task rows with place, kind, publication and the facts of their task."""
    rows = task_rows.read_rows(items)
    rows = task_rows.place_rows(rows.assign(is_moved=task_rows.moved(rows)), entities)
    rows["kind"] = task_rows.kinds_of_rows(rows, entities)
    rows = rows.merge(publicity, on=task_rows.KEY, how="left", validate="one_to_one")
    of_task = tasks[["drawn_on", "window_to", "lead_office", "draw_method"]].add_prefix("task_")
    rows = rows.merge(of_task, left_on="task", right_index=True, how="left", validate="many_to_one")
    rows["drawn_on"] = rows["drawn_on"].where(rows["drawn_on"].notna(), rows["task_drawn_on"])
    return rows
