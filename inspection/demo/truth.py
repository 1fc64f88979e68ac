"""truth.json: what the world holds, stated from the world and from nothing else."""

from datetime import date

import numpy as np

from inspection.demo.counting import count_rows
from inspection.demo.tasks import target_of
from inspection.demo.world import World


def state_truth(world: World, until: date, files: dict[str, dict], clean: bool) -> dict:
    """Counts per unit on the day, planted stories, rows of each file."""
    day = np.datetime64(until, "D")
    return {
        "until": str(until),
        "seed": world.seed,
        "scale": world.scale,
        "clean": clean,
        "counts": _counts(world, day),
        "stories": [],
        "files": files,
    }


def _counts(world: World, day: np.datetime64) -> dict:
    units = {unit.name: _unit_counts(world, day, at) for at, unit in enumerate(world.places.units)}
    stock = sum(unit.stock for unit in world.places.units)
    drawn, checked, published = count_rows(world, day, day)
    province = {
        "stock": stock,
        "target": (stock * 35_000 + 999_999) // 1_000_000,
        "units_target": sum(unit["target"] for unit in units.values()),
        "drawn": drawn,
        "checked": checked,
        "published": published,
    }
    return {"units": units, "province": province}


def _unit_counts(world: World, day: np.datetime64, at: int) -> dict:
    drawn, checked, published = count_rows(world, day, day, at)
    return {
        "stock": world.places.units[at].stock,
        "target": target_of(world.places, at),
        "drawn": drawn,
        "checked": checked,
        "published": published,
    }
