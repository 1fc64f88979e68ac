"""Rows that the export of a day no longer holds, though that of the week before did."""

from dataclasses import fields

import numpy as np

from inspection.demo.world.view_on import stages_on
from inspection.demo.world.world import World

WEEK = np.timedelta64(7, "D")


def withdrawn_rows(world: World, until: np.datetime64) -> np.ndarray:
    """At most one row: published a week before, nothing new since, others of its task stay."""
    now, before = stages_on(world, until), stages_on(world, until - WEEK)
    tasks = world.rows.task
    fit = before.is_published & ~now.is_moved
    for flag in fields(now):
        if flag.name != "until":
            fit &= getattr(now, flag.name) == getattr(before, flag.name)
    fit &= np.bincount(tasks[now.is_visible], minlength=len(world.tasks))[tasks] > 1
    fit &= np.array([not task.role for task in world.tasks])[tasks]
    return np.flatnonzero(fit & now.is_visible)[:1]
