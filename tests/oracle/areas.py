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
    return next((area for name, area in place_names() if stands_in(name, plain)), Area())


@cache
def formal_names() -> frozenset[str]:
    """Names of areas with 县, 市 or 区."""
    return frozenset(
        [
            *(squeezed(row["county"]) for row in reference.rows("counties")),
            *(squeezed(row["full_name"]) for row in reference.rows("units")),
        ]
    )


def stands_in(name: str, text: str) -> bool:
    """Whether a text speaks of a place by that name: not behind a place elsewhere."""
    place = text.find(name)
    if place <= 0:
        return place == 0
    before = text[:place]
    is_ours = any(text.startswith(known) for known, _ in place_names()) or before.startswith("福建")
    if name in formal_names():
        return is_ours or not re.search(r"\w{2}[市县省]", before)
    return is_ours or before.strip("原旧(_") == ""


def first_area(*texts: str) -> Area:
    """The most precise area of several cells: the first county, else the first unit."""
    found = [area for area in map(locate, texts) if area.unit]
    return next((area for area in found if area.county), found[0] if found else Area())
