"""Inspectors of the roster, and the rows that name them."""

from collections import Counter

import pandas as pd

from . import words
from .areas import UNMAPPED, Area, locate
from .assignments import task_key
from .cells import clean, day, parts
from .identity import Identity
from .tables import latest, texts

EMPLOYMENT = ("county", "employer", "city", "office")


def read_inspectors(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per unit and number: home, name, end of the certificate, state."""
    cells = zip(*(texts(raw, name) for name in EMPLOYMENT), strict=True)
    areas = [home_of(*map(locate, row)) for row in cells]
    frame = pd.DataFrame(
        {
            "unit": [area.unit or UNMAPPED for area in areas],
            "county": [area.county for area in areas],
            "number": [clean(text) for text in texts(raw, "number")],
            "person": [clean(text) for text in texts(raw, "person")],
            "valid_to": [day(text) for text in texts(raw, "valid_to")],
            "state": [
                words.word(text, words.INSPECTOR_STATES) or "有效" for text in texts(raw, "state")
            ],
            "exported_on": raw["exported_on"],
        }
    )
    found = latest(frame[frame["number"] != ""], ["unit", "number"])
    return found.assign(inspector=found["unit"] + "-" + found["number"]).set_index("inspector")


def home_of(county: Area, employer: Area, city: Area, office: Area) -> Area:
    """The unit of the first cell that names one; a county of the first two."""
    unit = next((area.unit for area in (county, employer, city, office) if area.unit), "")
    return Area(unit, county.county or employer.county)


def read_visits(raw: pd.DataFrame, identity: Identity, roster: pd.DataFrame) -> pd.DataFrame:
    """One row per inspector of a task row, where one person of the office bears the name."""
    people = {key: one for key, one in homes(roster).items() if one is not None}
    found = {
        (task_key(row["task_no"]), identity.find(row), inspector)
        for row in raw.to_dict("records")
        for person in parts(row["inspectors"] if isinstance(row["inspectors"], str) else "")
        if (inspector := known(people, locate(row["check_office"]), person))
    }
    return pd.DataFrame(sorted(found), columns=["task", "entity", "inspector"])


def homes(roster: pd.DataFrame) -> dict[tuple, str | None]:
    """Inspector by county and name, and by unit and name; None where several bear it."""
    rows = roster.reset_index().to_dict("records")
    keys = [(row["unit"], row["county"], row["person"]) for row in rows]
    wide = [(row["unit"], row["person"]) for row in rows]
    counts = Counter([*keys, *wide])
    numbers = [row["inspector"] for row in rows] * 2
    pairs = zip([*keys, *wide], numbers, strict=True)
    return {key: number if counts[key] == 1 else None for key, number in pairs}


def known(people: dict[tuple, str], office: Area, person: str) -> str | None:
    """Whom an office means by a name."""
    own = people.get((office.unit, office.county, person))
    return own or people.get((office.unit, person))
