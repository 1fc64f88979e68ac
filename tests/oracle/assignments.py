"""Plans and tasks as exported, coded cells resolved."""

import re

import pandas as pd

from . import words
from .areas import Area, first_area, locate
from .cells import code, day, parts, squeezed, truth, whole
from .tables import latest, texts

CLASSES = "abcd"


def read_tasks(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per task, by its number."""
    systems = [words.word(text, words.SYSTEMS) for text in texts(raw, "source_system")]
    names = ("county", "city", "exec_office", "lead_office")
    areas = [task_area(*cells) for cells in zip(*(texts(raw, name) for name in names), strict=True)]
    frame = pd.DataFrame(
        {
            "task": [task_key(text) for text in raw["task_no"]],
            "plan": [task_key(text) for text in texts(raw, "plan_no")],
            "lead_office": texts(raw, "lead_office"),
            "exec_office": texts(raw, "exec_office"),
            "unit": [area.unit for area in areas],
            "county": [area.county for area in areas],
            "drawn_on": [day(text) for text in texts(raw, "drawn_on")],
            "window_from": [day(text) for text in texts(raw, "window_from")],
            "window_to": [day(text) for text in texts(raw, "window_to")],
            "source_system": systems,
            "draw_kind": draw_kinds(texts(raw, "draw_kind"), systems),
            "joint": [words.word(text, words.JOINT) for text in texts(raw, "task_kind")],
            "kinds": [kinds_of(text) for text in texts(raw, "object_kinds")],
            "class_used": [truth(text) for text in texts(raw, "class_used")],
            "draw_method": [words.word(text, words.METHODS) for text in texts(raw, "draw_method")],
            "pool_count": [whole(text) for text in texts(raw, "pool_count")],
            "target_count": [whole(text) for text in texts(raw, "target_count")],
            "exempt_field": texts(raw, "exempt_field"),
            "exempt_reason": texts(raw, "exempt_reason"),
            "exempt_office": texts(raw, "exempt_office"),
            "exempt_on": [day(text) for text in texts(raw, "exempt_on")],
            "one_plus_x": [truth(text) for text in texts(raw, "one_plus_x")],
            "state": texts(raw, "state"),
            "level": levels(texts(raw, "level")),
            "fields": [frozenset(parts(text)) for text in texts(raw, "risk_fields")],
            "exported_on": raw["exported_on"],
        }
        | {f"pool_{c}": [whole(text) for text in texts(raw, f"pool_{c}")] for c in CLASSES}
        | {f"drawn_{c}": [whole(text) for text in texts(raw, f"drawn_{c}")] for c in CLASSES}
    )
    return latest(frame[frame["task"] != ""], ["task"]).set_index("task")


def read_plans(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per plan: whom it binds, how many it means to draw, and when."""
    areas = [
        first_area(*cells) for cells in zip(texts(raw, "county"), texts(raw, "city"), strict=True)
    ]
    frame = pd.DataFrame(
        {
            "plan": [task_key(text) for text in raw["plan_no"]],
            "plan_year": [whole(text) for text in texts(raw, "plan_year")],
            "name": texts(raw, "plan_name"),
            "root": [task_key(text) for text in texts(raw, "root_no")],
            "level": levels(texts(raw, "level")),
            "lead_office": texts(raw, "lead_office"),
            "joint": [words.word(text, words.JOINT) for text in texts(raw, "plan_kind")],
            "draw_kind": [words.word(text, words.DRAW_KINDS) for text in texts(raw, "draw_kind")],
            "unit": [area.unit for area in areas],
            "county": [area.county for area in areas],
            "is_of_enterprises": [
                all(words.word(part, words.KINDS) == "企业" for part in parts(text))
                for text in texts(raw, "object_scope")
            ],
            "target_count": [counted(text) for text in texts(raw, "target")],
            "window_from": [day(text) for text in texts(raw, "window_from")],
            "window_to": [day(text) for text in texts(raw, "window_to")],
            "exported_on": raw["exported_on"],
        }
    )
    return latest(frame[frame["plan"] != ""], ["plan"]).set_index("plan")


def levels(cells: pd.Series) -> list[str]:
    """Who inspects: the province, a city, a county or a station."""
    return [words.word(text, words.LEVELS) for text in cells]


def counted(text: str) -> int | None:
    """The number before 户, whatever is said about it."""
    found = re.match(r"约?(\d+)户?([(].*)?$", squeezed(text))
    return int(found[1]) if found else None


def task_key(text: str) -> str:
    """A task or plan number for joining: no spaces, one style of brackets."""
    plain = code(text)
    for bracket in "〔[【(﹝":
        plain = plain.replace(bracket, "(")
    for bracket in "〕]】)﹞":
        plain = plain.replace(bracket, ")")
    return plain


def draw_kinds(cells: pd.Series, systems: list[str]) -> list[str]:
    """定向 or 不定向 of each task, by the codes of its system."""
    return [words.draw_kind(text, system) for text, system in zip(cells, systems, strict=True)]


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of entities that a task inspects."""
    return frozenset(words.word(part, words.KINDS) for part in parts(text)) - {""}


def task_area(county: str, city: str, exec_office: str, lead_office: str) -> Area:
    """Where a task is carried out: its own area, else the executing office, else the lead."""
    own = first_area(county, city)
    return (
        own
        if own.unit
        else first_area(exec_office)
        if locate(exec_office).unit
        else locate(lead_office)
    )
