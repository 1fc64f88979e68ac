"""Roles as data: `data/access/roles.csv` says what each may see and do.

Nothing else in the program knows the name of a role but that of a visitor.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from inspection.data import reference
from inspection.data.access import ACTS, VISITOR, Scope
from inspection.errors import BadInput
from inspection.settings import ROOT

PATH = ROOT / "data" / "access" / "roles.csv"
YES = "是"
# How far a role reaches, and what a user of it must and may be given.
PROVINCE, OFFICE, UNIT, COUNTY = REACHES = ("province", "office", "unit", "county")


class Role(NamedTuple):
    """One row of the table."""

    name: str
    name_en: str
    reach: str
    may_see_names: bool
    may_see_class: bool
    acts: frozenset[str]

    @property
    def rights(self) -> tuple[str, ...]:
        """Every right by the name of its column."""
        seen = [name for name in SEEN if getattr(self, name)]
        return (*seen, *sorted(self.acts))


SEEN = ("may_see_names", "may_see_class")


def roles() -> dict[str, Role]:
    """Every role by name, in the order of the table."""
    return _read(PATH, PATH.stat().st_mtime_ns)


def role_named(name: str) -> Role:
    """The role of this name. Raises BadInput."""
    if name not in roles():
        raise BadInput(f"没有角色 {name}", str(PATH), f"可用：{'、'.join(roles())}")
    return roles()[name]


def scope_of(
    role: Role,
    user: str,
    units: tuple[str, ...],
    counties: tuple[str, ...],
    offices: tuple[str, ...],
    provinces: tuple[str, ...] = (),
) -> Scope:
    """What a user of this role may see and do; without a place of his own nothing.

    Who has no right at all gets the bulletin: of tables that can be filtered, what is withheld
    in one could be reckoned from others.
    """
    if not role.rights:
        return replace(VISITOR, role=role.name, user=user, provinces=provinces or None)
    return Scope(
        role.name,
        None if role.reach in (PROVINCE, OFFICE) else units,
        may_see_names=role.may_see_names,
        may_see_class=role.may_see_class,
        counties=counties if role.reach == COUNTY and counties else None,
        offices=offices if role.reach == OFFICE else None,
        acts=role.acts,
        user=user,
        provinces=provinces or None,
    )


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> dict[str, Role]:
    rows = reference.parse(path.read_text(encoding="utf-8-sig").splitlines(), path.name)
    return {row["role"]: _role(row) for row in rows.to_pylist()}


def _role(row: dict[str, str]) -> Role:
    if row["reach"] not in REACHES:
        said = f"角色 {row['role']} 的范围 {row['reach']} 无法识别"
        raise BadInput(said, str(PATH), f"写成 {'、'.join(REACHES)} 之一")
    acts = frozenset(name for name in ACTS if row.get(name) == YES)
    names, classes = (row[name] == YES for name in SEEN)
    return Role(row["role"], row["name_en"], row["reach"], names, classes, acts)
