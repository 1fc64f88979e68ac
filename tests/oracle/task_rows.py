"""Task rows: one entity drawn in one task, with everything that happened to it."""

from datetime import date

import pandas as pd

from . import words
from .areas import PROVINCE_OFFICE, UNMAPPED, Area, locate
from .assignments import task_key
from .cells import day, parts, truth
from .identity import Identity, kind_by_code
from .register import areas_of
from .tables import latest, texts

KEY = ["task", "entity"]
DATES = ("drawn_on", "inspected_on", "entered_on", "reviewed_on", "verified_on")
WORDS = (
    "name",
    "station",
    "county",
    "city",
    "check_office",
    "moved_to",
)
CODED = {
    "class_at_draw": words.CLASSES,
    "list_method": words.METHODS,
    "entry_state": words.ENTRY_STATES,
}
COLLECTED = "已归集"
PUBLICITY_DATES = ("published_on", "closed_on", "collected_on", "verified_on")


def read_items(raw: pd.DataFrame, identity: Identity, tasks: pd.DataFrame) -> pd.DataFrame:
    """One row per task, entity and item."""
    keys = [task_key(text) for text in raw["task_no"]]
    systems = systems_of(raw, keys, tasks)
    cells = zip(texts(raw, "item_code"), texts(raw, "item_name"), strict=True)
    frame = pd.DataFrame(
        {
            "task": keys,
            "entity": [identity.find(row) for row in raw.to_dict("records")],
            "item": [code or name.split(".")[0].strip() for code, name in cells],
            "checked": [truth(text) for text in texts(raw, "checked")],
            "item_results": results_by(texts(raw, "item_result"), systems),
            "object_results": results_by(texts(raw, "object_result"), systems),
            "exported_on": raw["exported_on"],
        }
        | {name: texts(raw, name) for name in WORDS}
        | {
            name: [words.word(text, known) for text in texts(raw, name)]
            for name, known in CODED.items()
        }
        | {name: [day(text) for text in texts(raw, name)] for name in DATES}
    )
    return chosen_items(frame.assign(file=pd.factorize(raw["source_file"])[0])[frame["task"] != ""])


def chosen_items(frame: pd.DataFrame) -> pd.DataFrame:
    """Of each task row the items of its last export; of one file the later inspection."""
    last = frame.groupby(KEY)["exported_on"].transform("max")
    frame = frame[frame["exported_on"] == last]
    days = [
        day if isinstance(day, date) and day == day else date.min for day in frame["inspected_on"]
    ]
    ordered = frame.assign(day=days).sort_values(["file", "day"], kind="stable")
    return ordered.drop_duplicates([*KEY, "item"], keep="last").sort_index()


def systems_of(raw: pd.DataFrame, keys: list[str], tasks: pd.DataFrame) -> list[str]:
    """The source system of each row: its own cell's, else its task's."""
    own = [words.word(text, words.SYSTEMS) for text in texts(raw, "source_system")]
    by_task = tasks["source_system"].to_dict()
    return [system or by_task.get(key, "") for system, key in zip(own, keys, strict=True)]


def results_by(cells: pd.Series, systems: list[str]) -> list[frozenset[str]]:
    """The results of each cell, read with the codes of its system."""
    return [words.results(text, system) for text, system in zip(cells, systems, strict=True)]


def read_rows(items: pd.DataFrame) -> pd.DataFrame:
    """Items condensed to task rows: dates and results as the metrics define them."""
    groups = items.groupby(KEY, sort=False)
    rows = groups[[*WORDS, *CODED, "drawn_on"]].agg(first_filled)
    checked = items[items["checked"].ne(False)]
    rows["inspected_on"] = checked.groupby(KEY)["inspected_on"].agg(last_day)
    for name in ("entered_on", "reviewed_on", "verified_on"):
        rows[name] = groups[name].agg(last_day)
    rows["exported_on"] = groups["exported_on"].max()
    for name in ("item_results", "object_results"):
        rows[name] = groups[name].agg(lambda sets: frozenset().union(*sets))
    rows["results"] = rows["object_results"].where(
        rows["object_results"].map(bool), rows["item_results"]
    )
    return rows.reset_index()


def moved(rows: pd.DataFrame) -> list[bool]:
    """Which rows wait in a task whose 指派去向 leads to another task that holds the entity."""
    held = set(rows[KEY].itertuples(index=False, name=None))
    done = rows["inspected_on"].notna() | rows["results"].map(bool)
    cells = zip(rows["task"], rows["entity"], rows["moved_to"].fillna(""), done, strict=True)
    leads = {
        (task, entity): (task_key(text), entity)
        for task, entity, text, is_done in cells
        if text and not is_done and (task_key(text), entity) in held - {(task, entity)}
    }
    return [arrives(leads, key) for key in rows[KEY].itertuples(index=False, name=None)]


def arrives(leads: dict[tuple, tuple], start: tuple) -> bool:
    """Whether a row leads away, and its way ends: rows that lead round stay."""
    passed, here = [start], start
    while (here := leads.get(here, here)) not in passed:
        passed.append(here)
    return len(passed) > 1 and here == passed[-1]


def first_filled(cells: pd.Series) -> object:
    """The first cell that says something."""
    return next(
        (cell for cell in cells if (isinstance(cell, str) and cell) or (cell == cell and cell)),
        None,
    )


def last_day(cells: pd.Series) -> object:
    """The latest of the days given."""
    return max((cell for cell in cells if cell == cell and cell), default=None)


def place_rows(rows: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Unit and county of each row: its own, else the register's, else the inspecting office's."""
    known = register[["unit", "county"]].reindex(rows["entity"])
    registered = [Area(*pair) for pair in known.fillna("").itertuples(index=False)]
    own = areas_of(rows, ("station", "county", "city"))
    names = zip(rows["check_office"], rows["moved_to"], rows["is_moved"], strict=True)
    offices = [locate(own or ("" if gone else other) or "") for own, other, gone in names]
    chosen = [choose(*areas) for areas in zip(own, registered, offices, strict=True)]
    return rows.assign(
        unit=[area.unit or UNMAPPED for area in chosen],
        county=[area.county for area in chosen],
        is_provincial=[office.unit == PROVINCE_OFFICE for office in offices],
    )


def choose(own: Area, registered: Area, office: Area) -> Area:
    """The first area that names a unit; the provincial bureau is no jurisdiction."""
    return next(
        (area for area in (own, registered, office) if area.unit not in ("", PROVINCE_OFFICE)),
        Area(),
    )


def read_publicity(raw: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    """One row per task and entity: publication, follow-up, collection."""
    frame = pd.DataFrame(
        {
            "task": [task_key(text) for text in raw["task_no"]],
            "entity": [identity.find(row) for row in raw.to_dict("records")],
            "pub_state": [words.word(text, words.PUBLICITY) for text in texts(raw, "pub_state")],
            "not_public_reason": texts(raw, "not_public_reason"),
            "disposals": [frozenset(parts(text)) for text in texts(raw, "disposal")],
            "disposal_state": [
                words.word(text, words.DISPOSAL_STATES) for text in texts(raw, "disposal_state")
            ],
            "is_collected": [text == COLLECTED for text in texts(raw, "collected")],
            "is_case_filed": [truth(text) for text in texts(raw, "case_filed")],
            "exported_on": raw["exported_on"],
        }
        | {name: [day(text) for text in texts(raw, name)] for name in PUBLICITY_DATES}
    )
    return latest(frame, KEY).rename(
        columns={"exported_on": "publicity_exported_on", "verified_on": "found_out_on"}
    )


def kinds_of_rows(rows: pd.DataFrame, register: pd.DataFrame) -> list[str]:
    """The kind of each row's entity: the register's, else what its code tells."""
    known = register["kind"].to_dict()
    return [known.get(key) or kind_by_code(key) for key in rows["entity"]]
