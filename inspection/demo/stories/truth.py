"""truth.json: what the world holds, stated from the world and from nothing else."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np

from inspection.demo.dirt.rows import Added
from inspection.demo.exports.export import Export
from inspection.demo.exports.writers import Margin
from inspection.demo.stories.pace import (
    checked_by_deadline,
    checked_four_weeks_ago,
    overdue_rows,
)
from inspection.demo.stories.planted import tell_stories
from inspection.demo.world.ledger import Ledger
from inspection.demo.world.tasks import target_of
from inspection.demo.world.world import World


def state_truth(
    world: World, seed: int, until: date, files: dict[str, dict], clean: bool, effects: bool
) -> dict:
    """Counts per unit on the day, planted stories, rows of each file; `seed` as asked for."""
    ledger = Ledger(world, np.datetime64(until, "D"))
    return {
        "until": str(until),
        "seed": seed,
        "scale": world.scale,
        "clean": clean,
        "effects": effects,
        "counts": _counts(ledger),
        "stories": tell_stories(ledger, effects),
        "files": files,
    }


def describe_file(export: Export, margin: Margin, facts: int, added: Added) -> dict:
    """Rows of one file: `rows` beside the header, of these `facts` new, the rest by kind."""
    around = {"above": len(margin.above), "hints": len(margin.hints), "below": len(margin.below)}
    rows = export.row_count + sum(around.values())
    return {"table": export.kind, "rows": rows, "facts": facts, **around, **asdict(added)}


def describe_rules(path: Path) -> dict:
    """Rows of a rule file: one rule each; its comments are no rows."""
    lines = path.read_text(encoding="utf-8").splitlines()
    facts = sum(not line.startswith("#") for line in lines) - 1
    around = {"above": 0, "hints": 0, "below": 0}
    return {"table": path.stem, "rows": facts, "facts": facts, **around, **asdict(Added())}


def _counts(ledger: Ledger) -> dict:
    places, overdue = ledger.world.places, overdue_rows(ledger)
    units = {
        unit.name: {
            "stock": unit.stock,
            "target": target_of(places, at),
            **_stage_counts(ledger, at),
            "checked_four_weeks_ago": checked_four_weeks_ago(ledger, at),
            "checked_by_deadline": checked_by_deadline(ledger, at),
            "overdue_rows": int((overdue & (ledger.unit == at)).sum()),
        }
        for at, unit in enumerate(places.units)
    }
    stock = sum(unit.stock for unit in places.units)
    province = {
        "stock": stock,
        "target": (stock * places.floor_ppm + 999_999) // 1_000_000,
        "units_target": sum(unit["target"] for unit in units.values()),
        **_stage_counts(ledger, None),
    }
    return {"units": units, "province": province}


def _stage_counts(ledger: Ledger, unit: int | None) -> dict[str, int]:
    drawn, checked, published = ledger.counts(ledger.day, unit)
    return {"drawn": drawn, "checked": checked, "published": published}
