"""Synthetic exports: files as supervision platforms would export them, and the truth about them."""

from inspection.demo.world.year_calendar import known_years
from inspection.demo.writing import write_demo

__all__ = ["known_years", "write_demo"]
