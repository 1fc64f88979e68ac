"""Which unit and county a text about a place belongs to: code, exact alias, longest place name."""

import re
from functools import cache
from typing import NamedTuple

from . import reference
from .cells import squeezed

PROVINCE_OFFICE = "省局本级"
UNMAPPED = "未映射"


class Area(NamedTuple):
    """A place; the county is empty where only the unit is known."""

    unit: str = ""
    county: str = ""


@cache
def counties() -> dict[str, Area]:
    """County code to area, abolished codes included."""
    known = {
        row["county_code"]: Area(row["unit"], row["county_code"])
        for row in reference.rows("counties")
    }
    old = {row["old_code"]: known[row["county_code"]] for row in reference.rows("county_codes")}
    return known | old


@cache
def aliases() -> dict[str, Area]:
    """Exact names of offices and places."""
    return {
        squeezed(row["alias"]): Area(row["unit"], row["county_code"])
        for row in reference.rows("office_aliases")
    }


@cache
def place_names() -> list[tuple[str, Area]]:
    """Place names, the longest first, so that a county wins over its city."""
    names = {
        squeezed(row["county"]): Area(row["unit"], row["county_code"])
        for row in reference.rows("counties")
    }
    names |= {row["unit"]: Area(row["unit"]) for row in reference.rows("units")}
    return sorted((names | aliases()).items(), key=lambda entry: -len(entry[0]))


@cache
def locate(text: str) -> Area:
    """The area a cell names; an empty one where nothing fits."""
    plain = squeezed(text)
    if re.fullmatch(r"\d{6}", plain) and plain in counties():
        return counties()[plain]
    if plain in aliases():
        return aliases()[plain]
    return next((area for name, area in place_names() if name in plain), Area())


def first_area(*texts: str) -> Area:
    """The most precise area of several cells: the first county, else the first unit."""
    found = [area for area in map(locate, texts) if area.unit]
    return next((area for area in found if area.county), found[0] if found else Area())
