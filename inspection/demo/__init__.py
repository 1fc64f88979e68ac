"""Synthetic exports: files as supervision platforms would export them, and the truth about them."""

from inspection.demo.canonical.writing import (
    DIRECT_FROM,
    one_world,
    write_canonical,
    write_small,
)
from inspection.demo.world.year_calendar import known_years
from inspection.demo.writing import last_day, write_demo

__all__ = [
    "DIRECT_FROM",
    "known_years",
    "last_day",
    "one_world",
    "write_canonical",
    "write_demo",
    "write_small",
]
