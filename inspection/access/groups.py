"""Groups of the bureau's sign-in, mapped to roles and places by `groups.csv`.

The file lies beside the table of users, or where it ships in `data/access/`: one line per
group. Whoever belongs to one is kept as a user at the first sign-in, so that each can be
listed and disabled; who belongs to several gets the first line that fits.
"""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from inspection.access.store import FOLDER, User, changing
from inspection.access.users import add_user, county_code, of_subject, users
from inspection.data import reference
from inspection.provinces import within
from inspection.settings import ROOT, house

NAME = "groups.csv"
PLACES = ("units", "counties", "offices")
# A column that a warehouse of several provinces needs.
PROVINCES = "provinces"
BETWEEN = "、"


class Mapped(NamedTuple):
    """What a group gives."""

    role: str
    units: tuple[str, ...]
    counties: tuple[str, ...]
    offices: tuple[str, ...]
    provinces: tuple[str, ...] = ()


def mapped(groups: Collection[str]) -> Mapped | None:
    """The first line of the file for one of these groups."""
    path = house().data / FOLDER / NAME
    path = path if path.is_file() else ROOT / "data" / "access" / NAME
    for row in _rows(path):
        if row["group"] in groups:
            units, counties, offices = (tuple(_listed(row[one])) for one in PLACES)
            provinces = tuple(_listed(row.get(PROVINCES)))
            with within(provinces[0] if provinces else ""):
                codes = tuple(map(county_code, counties))
            return Mapped(row["role"], units, codes, offices, provinces)
    return None


def enrolled(subject: str, name: str, groups: Collection[str], now: datetime) -> User | None:
    """The user of this sign-in; one of a mapped group is kept at the first time."""
    known = of_subject(subject)
    given = mapped(groups)
    if known is None and given is not None:
        return add_user(
            _free_name(name or subject, subject),
            given.role,
            now,
            units=given.units,
            counties=given.counties,
            offices=given.offices,
            subject=subject,
            by_groups=True,
            provinces=given.provinces,
        )
    if known is None or not known.by_groups:
        return known
    return _followed(known, given)


def _followed(known: User, given: Mapped | None) -> User | None:
    """Who came by a group keeps what the groups give now; nothing where they give nothing."""
    if given is None:
        return None
    places = known.units, known.counties, known.offices, known.provinces
    now_ = (known.role, *map(tuple, places))
    if now_ == tuple(given):
        return known
    with changing() as table:
        user = next(one for one in table.users if one.name == known.name)
        user.role = given.role
        user.units, user.counties = list(given.units), list(given.counties)
        user.offices, user.provinces = list(given.offices), list(given.provinces)
    return user


def _free_name(name: str, subject: str) -> str:
    taken = {one.name for one in users()}
    return name if name not in taken else f"{name}（{subject}）"


def _listed(cell: str | None) -> list[str]:
    return [one for one in (cell or "").split(BETWEEN) if one]


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return reference.parse(lines, path.name).to_pylist()
