"""Readers who sign in but have fewer rights than the one at this machine."""

from inspection.data.access import Scope

# Sees aggregates of every page; no names of entities or persons, no classes.
NAMELESS = Scope("office", may_see_names=False, may_see_class=False)
