"""Entities, their classes and the base: the tables about who exists."""

from datetime import date

import pandas as pd

from . import reference, words
from .areas import PROVINCE_OFFICE, Area, first_area
from .cells import day, squeezed, whole
from .identity import Identity, kind_by_code
from .tables import latest, texts

ENTERPRISE = "企业"
PLACES = ("station", "county", "city")


def read_register(raw: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    """One row per entity of the register: key, kind, state, unit, county."""
    areas = areas_of(raw, PLACES)
    raw = raw.assign(
        placed_unit=[area.unit for area in areas], placed_county=[area.county for area in areas]
    )
    raw = raw[(texts(raw, "name") != "") | has_identifier(raw)]
    frame = pd.DataFrame(
        {
            "entity": identity.learn(raw),
            "name": texts(raw, "name"),
            "kind": [words.word(text, words.KINDS) for text in texts(raw, "kind")],
            "state": [words.word(text, words.STATES) for text in texts(raw, "status")],
            "established_on": [day(text) for text in texts(raw, "established")],
            "industry": [squeezed(text).upper()[:1] for text in texts(raw, "industry")],
            "unit": raw["placed_unit"],
            "county": raw["placed_county"],
            "exported_on": raw["exported_on"],
        }
    )
    inferred = frame["entity"].map(kind_by_code)
    frame["kind"] = frame["kind"].where(frame["kind"] != "", inferred)
    return latest(frame, ["entity"]).set_index("entity")


def areas_of(raw: pd.DataFrame, columns: tuple[str, ...]) -> list[Area]:
    """The area of each raw row, from the first cell that names a county, else a unit."""
    return [
        first_area(*cells) for cells in zip(*(texts(raw, name) for name in columns), strict=True)
    ]


def has_identifier(raw: pd.DataFrame) -> pd.Series:
    """Which raw rows carry any code or number at all."""
    return (texts(raw, "id_raw") + texts(raw, "uscc") + texts(raw, "reg_no")) != ""


def read_classes(raw: pd.DataFrame, identity: Identity) -> pd.DataFrame:
    """Class of an entity from a day on, changes only, in order of days."""
    frame = pd.DataFrame(
        {
            "entity": [identity.find(row) for row in raw.to_dict("records")],
            "valid_from": [day(text) for text in texts(raw, "class_on")],
            "risk_class": [words.word(text, words.CLASSES) for text in texts(raw, "risk_class")],
            "exported_on": raw["exported_on"],
        }
    )
    frame = frame[frame["valid_from"].notna() & (frame["risk_class"] != "")]
    frame = latest(frame, ["entity", "valid_from"]).sort_values(["entity", "valid_from"])
    return frame[frame.groupby("entity")["risk_class"].shift() != frame["risk_class"]]


def read_stock(raw: pd.DataFrame | None, reached: set[str]) -> pd.DataFrame:
    """The base per county: of the exported table, and of the reference data where it is partial.

    It is partial for a day where it lacks a supervised county that enterprises of it
    are drawn or inspected in (`reached`), and there it replaces only its counties.
    """
    assumed = reference_stock()
    if raw is None:
        return assumed
    given = exported_stock(raw)
    parts = [given]
    for day_on, rest in assumed.groupby("year_end"):
        own = given[given["year_end"] == day_on]
        if own.empty or lacks(own, reached):
            parts.append(rest[[not is_held(own, row) for row in rest.to_dict("records")]])
    return pd.concat(parts)


def is_held(given: pd.DataFrame, row: dict) -> bool:
    """Whether a base has the county of a row, or its unit as a whole."""
    same = given[(given["kind"] == row["kind"]) & (given["unit"] == row["unit"])]
    return bool(same["county"].isin(["", row["county"]]).any())


def exported_stock(raw: pd.DataFrame) -> pd.DataFrame:
    """One count per day, county and kind; a unit's own where no county of it is given."""
    places = [
        first_area(*cells)
        for cells in zip(*(texts(raw, c) for c in ("county", "unit")), strict=True)
    ]
    frame = pd.DataFrame(
        {
            "year_end": [day(text) or year_end(text) for text in raw["year_end"]],
            "unit": [area.unit for area in places],
            "county": [area.county for area in places],
            "kind": [words.word(text, words.KINDS) for text in raw["kind"]],
            "stock_count": [whole(text) for text in raw["stock_count"]],
            "exported_on": raw["exported_on"],
        }
    )
    frame = latest(frame, ["year_end", "unit", "county", "kind"])
    frame = frame[(frame["unit"] != "") & (frame["unit"] != PROVINCE_OFFICE)]
    key = [frame[name] for name in ("year_end", "unit", "kind")]
    has_counties = (frame["county"] != "").groupby(key).transform("any")
    return frame[(frame["county"] != "") | ~has_counties]


def lacks(given: pd.DataFrame, reached: set[str]) -> bool:
    """Whether the base of a day has nothing of a county that is reached."""
    own = given[given["kind"] == ENTERPRISE]
    whole_units = set(own[own["county"] == ""]["unit"])
    units = {row["county_code"]: row["unit"] for row in reference.rows("counties")}
    return any(units[county] not in whole_units for county in reached - set(own["county"]))


def year_end(text: str) -> date | None:
    """The last day of a year that stands alone in a cell."""
    digits = "".join(character for character in text if character.isdigit())
    return date(int(digits), 12, 31) if len(digits) == 4 else None


def reference_stock() -> pd.DataFrame:
    """The assumed base."""
    frame = pd.DataFrame(reference.rows("stock"))
    return pd.DataFrame(
        {
            "year_end": [date.fromisoformat(text) for text in frame["year_end_on"]],
            "unit": frame["unit"],
            "county": frame["county_code"],
            "kind": frame["entity_kind"],
            "stock_count": frame["stock_count"].astype(int),
        }
    )
