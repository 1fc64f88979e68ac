"""Which entities a snapshot of a day holds, and their numbers."""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.world.view_on import stages_on
from inspection.demo.world.world import World

# The number of an entity that the snapshot does not hold.
NOBODY = 0


class Keys(NamedTuple):
    """Over all entities of a world: the number of each, and whether the register holds it."""

    numbers: np.ndarray
    in_register: np.ndarray


def keys_on(world: World, until: np.datetime64) -> Keys:
    """Numbers as an import gives them: from 1 in the order of the codes.

    Two entities with the same old number are one, of which the register holds the first.
    """
    in_register = world.population.established_on <= until
    in_register[world.absent] = False
    held = in_register.copy()
    held[world.rows.entity[stages_on(world, until).is_visible]] = True
    chosen = np.flatnonzero(held).astype(np.int32)
    order = pc.sort_indices(world.population.ids.take(pa.array(chosen))).to_numpy()
    chosen = chosen[order]
    is_new = _differs(world.population.ids.take(pa.array(chosen)))
    numbers = np.zeros(len(held), np.int32)
    numbers[chosen] = np.cumsum(is_new, dtype=np.int32)
    in_register[chosen[~is_new]] = False
    return Keys(numbers, in_register)


def _differs(codes: pa.StringArray) -> np.ndarray:
    """Whether each sorted code is another than the one before."""
    differs = np.ones(len(codes), dtype=bool)
    differs[1:] = pc.not_equal(codes[1:], codes[:-1]).to_numpy(zero_copy_only=False)
    return differs
