"""Who reads, and what they may see: decided here, on the server, from identity alone.

A scope is an argument of every query and part of every cache key. A link can
narrow what is shown but never widen it.
"""

from dataclasses import dataclass
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


LOCAL = Scope("local")
VISITOR = Scope("visitor", None, may_see_names=False, may_see_class=False)


def current_user(address: str | None = None) -> Scope:
    """The scope of the reader at this network address; None is this machine.

    Whoever comes over the network, or through `serve --lan`, is a visitor.
    """
    return LOCAL if is_this_machine(address) and not settings().lan else VISITOR


def is_this_machine(address: str | None) -> bool:
    """Whether an address is the loopback; one that cannot be read is not."""
    if address is None:
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
