"""Who reads, and what they may see and do: decided here, on the server, from identity alone.

A scope is an argument of every query and part of every cache key. A link can
narrow what is shown but never widen it. Each right has one name, and nobody
else asks for a role.
"""

from dataclasses import dataclass, replace
from getpass import getuser
from ipaddress import ip_address

from inspection.settings import settings


@dataclass(frozen=True)
class Scope:
    """What one reader may see.

    `units` None means the whole province. Names are those of entities and
    persons; a class is one beside a named enterprise.
    """

    role: str
    units: tuple[str, ...] | None = None
    may_see_names: bool = True
    may_see_class: bool = True

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

    def may_report_on(self, unit: str | None) -> bool:
        """Whether a report of this unit, None the province, is this reader's."""
        return self.may_report and (self.units is None or unit in self.units)

    @property
    def may_draw(self) -> bool:
        """Whether a trial may be drawn: its frame holds enterprises with their classes."""
        return self.may_name_class

    @property
    def may_open_full_package(self) -> bool:
        """Whether the full package of a draw may be taken away: it opens every class."""
        return self.role in AUDITORS

    @property
    def may_roll_back(self) -> bool:
        """Whether an earlier snapshot may be put back in service."""
        return self.role == AT_HOME

    @property
    def may_import(self) -> bool:
        """Whether files may be uploaded, tried, mapped and published, and names assigned."""
        return self.role == AT_HOME

    @property
    def may_copy_local_link(self) -> bool:
        """Whether the address of a view is one of this machine alone."""
        return self.role == AT_HOME

    @property
    def logged_as(self) -> str:
        """What the log calls this reader."""
        return self.role

    @property
    def signs_as(self) -> str:
        """Who decides, as kept with a decision: the user of this computer."""
        return getuser()


AT_HOME = "local"
AUDITORS = (AT_HOME, "auditor")
LOCAL = Scope(AT_HOME)
VISITOR = Scope("visitor", None, may_see_names=False, may_see_class=False)


def current_user(address: str | None = None) -> Scope:
    """The scope of the reader at this network address; None is this machine.

    Whoever comes over the network, or through `serve --lan`, is a visitor.
    """
    return LOCAL if is_this_machine(address) and not settings().lan else VISITOR


def for_reckoning(scope: Scope) -> Scope:
    """The same units with every right: for rows that are summed on the server and never shown.

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
