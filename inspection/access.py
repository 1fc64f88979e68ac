"""Who reads, and what they may see: decided here, on the server, from identity alone.

A scope is an argument of every query and part of every cache key. A link can
narrow what is shown but never widen it.
"""

from dataclasses import dataclass


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
