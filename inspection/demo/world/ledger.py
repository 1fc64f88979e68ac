"""The world as an export of one day knows it: masks over rows, counted by the metrics' definitions.

Rows handed to another task are no rows. A row published before its inspection
counts as published from the inspection on.
"""

from functools import cached_property

import numpy as np
import pyarrow as pa

from inspection.demo.world.inspections import has_problem, is_applicable
from inspection.demo.world.lists import ENTERPRISE
from inspection.demo.world.view_on import Stages, stages_on
from inspection.demo.world.world import World


class Ledger:
    """Rows of the world known on a day."""

    def __init__(self, world: World, known_on: np.datetime64) -> None:
        self.world, self.day = world, known_on
        self.year_start = world.places.calendar.starts_on
        self.stages: Stages = stages_on(world, known_on)
        self.drawn_on = np.array([task.drawn_on for task in world.tasks])[world.rows.task]
        self.unit = world.places.county_units()[world.rows.county]

    @cached_property
    def is_row(self) -> np.ndarray:
        """Task rows: visible and not handed on."""
        return self.stages.is_visible & ~self.stages.is_moved

    @cached_property
    def is_inspected(self) -> np.ndarray:
        """Rows with a result entered by the day, whatever the year of inspection."""
        return self.is_row & self.stages.is_entered

    @cached_property
    def is_enterprise(self) -> np.ndarray:
        """Rows of enterprises."""
        return self.world.population.kind[self.world.rows.entity] == ENTERPRISE

    @cached_property
    def has_problem(self) -> np.ndarray:
        """Inspected rows with a problem."""
        return self.is_inspected & has_problem(self.world.inspections.results)

    @cached_property
    def is_applicable(self) -> np.ndarray:
        """Inspected rows with a result other than R7, R9, R10."""
        return self.is_inspected & is_applicable(self.world.inspections.results)

    def is_drawn(self, as_of: np.ndarray | np.datetime64) -> np.ndarray:
        """Rows drawn in the year by a day."""
        return self.is_row & (self.drawn_on >= self.year_start) & (self.drawn_on <= as_of)

    def is_checked(self, as_of: np.datetime64) -> np.ndarray:
        """Rows inspected in the year by a day."""
        inspected_on = self.world.inspections.inspected_on
        return self.is_inspected & (inspected_on >= self.year_start) & (inspected_on <= as_of)

    def is_published(self, as_of: np.datetime64) -> np.ndarray:
        """Rows inspected and published by a day; without a date, from the export on."""
        after = self.world.publicity
        published_on = np.where(after.is_undated, self.day, after.published_on)
        is_public = self.stages.is_published & (published_on <= as_of)
        return self.is_checked(as_of) & is_public

    def firms(self, wanted: np.ndarray) -> int:
        """Distinct enterprises among the wanted rows."""
        return len(np.unique(self.world.rows.entity[wanted & self.is_enterprise]))

    def ids(self, entities: np.ndarray) -> list[str]:
        """Identifiers of entities, sorted."""
        return sorted(self.world.population.ids.take(pa.array(entities)).to_pylist())

    def row_keys(self, wanted: np.ndarray) -> list[list[str]]:
        """[task number, identifier] of the wanted rows."""
        rows = self.world.rows
        places = np.flatnonzero(wanted)
        ids = self.world.population.ids.take(pa.array(rows.entity[places])).to_pylist()
        numbers = [self.world.tasks[at].number for at in rows.task[places].tolist()]
        return sorted([number, identifier] for number, identifier in zip(numbers, ids, strict=True))

    def counts(self, as_of: np.datetime64, unit: int | None = None) -> tuple[int, int, int]:
        """Enterprises drawn, inspected, published by a day; of one unit or the province."""
        mine = np.ones_like(self.is_row) if unit is None else self.unit == unit
        drawn, checked = self.is_drawn(as_of), self.is_checked(as_of)
        published = self.is_published(as_of)
        return self.firms(drawn & mine), self.firms(checked & mine), self.firms(published & mine)
