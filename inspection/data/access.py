"""What one reader may see and do: a scope, the rows it reaches, and one name per right.

A scope is an argument of every query and part of every cache key. A link can
narrow what is shown but never widen it. Each right has one name, and nobody
else asks for a role. Who reads is decided in `inspection/access/`, which makes
the scopes from roles and the table of users.
"""

from dataclasses import dataclass, replace
from getpass import getuser
from ipaddress import ip_address
from typing import NamedTuple

# What may be done, beside what may be seen: columns of `data/access/roles.csv`.
ACTS = frozenset(
    {
        "see_reviewed_map",
        "open_package",
        "import_files",
        "roll_back",
        "read_audit",
        "manage_users",
        "manage_own_unit",
        "copy_local_link",
    }
)


class Reach(NamedTuple):
    """The rows that answer a reader: of these units, counties (codes) and offices; None is all."""

    units: tuple[str, ...] | None = None
    counties: tuple[str, ...] | None = None
    offices: tuple[str, ...] | None = None


EVERYTHING = Reach()


@dataclass(frozen=True)
class Scope:
    """What one reader may see and do.

    `units` None means the whole province, `counties` (codes) None every county of the
    units, `offices` None the tasks of every office. Names are those of entities and
    persons; a class is one beside a named enterprise. `acts` are the rights to do
    something; `user` is the id of who signed in, empty where nobody did.
    """

    role: str
    units: tuple[str, ...] | None = None
    may_see_names: bool = True
    may_see_class: bool = True
    counties: tuple[str, ...] | None = None
    offices: tuple[str, ...] | None = None
    acts: frozenset[str] = frozenset()
    user: str = ""
    # The provinces of the warehouse whose rows answer this reader; None is the whole country.
    provinces: tuple[str, ...] | None = None
    # Whether this reader gets the bulletin and nothing else: no query, no filter, no day.
    reads_bulletin: bool = False

    @property
    def reach(self) -> Reach:
        """The rows that answer this reader: part of the key of every answer."""
        return Reach(self.units, self.counties, self.offices)

    @property
    def sight(self) -> tuple[object, ...]:
        """All of the reader that an answer depends on: part of the key of whatever is kept."""
        rights = self.may_see_names, self.may_see_class, self.reads_bulletin
        return self.reach, *rights, self.provinces

    def reads_province(self, name: str) -> bool:
        """Whether rows of this province answer this reader."""
        return self.provinces is None or name in self.provinces

    @property
    def is_of_province(self) -> bool:
        """Whether rows of every unit answer this reader."""
        return self.units is None

    def may_see_names_of(self, unit: str) -> bool:
        """Whether firms and persons of this unit are named to this reader."""
        return self.may_see_names and (self.units is None or unit in self.units)

    @property
    def may_see_reviewed_map(self) -> bool:
        """Whether geometry that the bureau had reviewed is drawn and served."""
        return "see_reviewed_map" in self.acts

    @property
    def may_name_class(self) -> bool:
        """Whether a class may stand beside a named enterprise."""
        return self.may_see_names and self.may_see_class

    def may_ask(self, access: str) -> bool:
        """Whether a question of this access answers this reader."""
        allowed = {
            "aggregate": True,
            "named": self.may_see_names,
            "class": self.may_name_class,
        }
        return allowed[access]

    @property
    def may_see_small_cells(self) -> bool:
        """Whether counts of very few firms are shown."""
        return self.may_see_names

    @property
    def may_report(self) -> bool:
        """Whether reports are made and taken away: papers for work inside the house."""
        return self.may_see_names

    def may_report_on(self, unit: str | None, office: str | None = None) -> bool:
        """Whether a report of this unit, of this office, else of the province is this reader's.

        Who reaches but a part of it has none: its figures would be those of the part.
        """
        if not self.may_report or self.counties is not None:
            return False
        if office:
            return self.units is None and (self.offices is None or office in self.offices)
        return self.offices is None and (self.units is None or unit in self.units)

    @property
    def may_draw(self) -> bool:
        """Whether a trial may be drawn: its frame holds enterprises with their classes."""
        return self.may_name_class

    @property
    def may_open_full_package(self) -> bool:
        """Whether the full package of a draw may be taken away: it opens every class."""
        return "open_package" in self.acts

    @property
    def may_roll_back(self) -> bool:
        """Whether an earlier snapshot may be put back in service."""
        return "roll_back" in self.acts and self.reach == EVERYTHING

    @property
    def may_import(self) -> bool:
        """Whether files may be tried, mapped and published: only by who sees every row."""
        return "import_files" in self.acts and self.reach == EVERYTHING

    @property
    def may_read_audit(self) -> bool:
        """Whether the audit trail may be searched: it is one for all provinces."""
        return "read_audit" in self.acts and self.provinces is None

    @property
    def may_manage_users(self) -> bool:
        """Whether users of the whole bureau may be added and disabled."""
        return "manage_users" in self.acts and self.provinces is None

    def may_manage_users_of(self, units: tuple[str, ...] | None) -> bool:
        """Whether users who reach these units may be added and disabled."""
        if self.may_manage_users or "manage_own_unit" not in self.acts or self.provinces:
            return self.may_manage_users
        return units is not None and set(units) <= set(self.units or ())

    @property
    def may_copy_local_link(self) -> bool:
        """Whether the address of a view is one of this machine alone."""
        return "copy_local_link" in self.acts

    @property
    def is_signed_in(self) -> bool:
        """Whether this reader is somebody we know."""
        return bool(self.user)

    @property
    def is_watermarked(self) -> bool:
        """Whether pages bear the name of their reader: all but the one at this machine."""
        return self.role != AT_HOME

    @property
    def known_as(self) -> str:
        """The name of the reader in trail and watermark; of nobody signed in the role."""
        return self.user or (getuser() if self.role == AT_HOME else self.role)

    @property
    def logged_as(self) -> str:
        """What the log calls this reader."""
        return f"{self.role}:{self.user}" if self.user else self.role

    @property
    def signs_as(self) -> str:
        """Who decides, as kept with a decision: who signed in, else the user of this computer."""
        return self.user or getuser()


AT_HOME = "local"
LOCAL = Scope(AT_HOME, acts=ACTS)
# Who has not signed in has no name.
NOT_SIGNED_IN = "visitor"
VISITOR = Scope(NOT_SIGNED_IN, None, may_see_names=False, may_see_class=False, reads_bulletin=True)


def as_visitor(scope: Scope) -> Scope:
    """What a visitor sees, for this reader, whom trail and exports name."""
    return replace(VISITOR, role=scope.role, user=scope.user)


def for_reckoning(scope: Scope) -> Scope:
    """The same rows with every right: for rows that are summed on the server and never shown.

    What is made of them is withheld by the reader's own scope.
    """
    return replace(scope, may_see_names=True, may_see_class=True)


def is_this_machine(address: str | None) -> bool:
    """Whether an address is the loopback; one that cannot be read is not."""
    if address is None:
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
