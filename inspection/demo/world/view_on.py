"""How far every row has come on a day: what an export of that day can know."""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world.draws import NOT_MOVED
from inspection.demo.world.world import World

NOT_ENTERED, IN_REVIEW, RETURNED, ENTERED, PUBLISHED = range(5)


@dataclass(frozen=True)
class Stages:
    """Flags over rows on the day `until`. An inspection is known once it is entered."""

    until: np.datetime64
    is_visible: np.ndarray
    is_moved: np.ndarray
    is_entered: np.ndarray
    is_reviewed: np.ndarray
    is_published: np.ndarray
    is_refused: np.ndarray
    is_closed: np.ndarray
    is_collected: np.ndarray
    state: np.ndarray


def stages_on(world: World, until: np.datetime64) -> Stages:
    """Stages of all rows on a day. Comparisons with NaT are false."""
    rows, found, after = world.rows, world.inspections, world.publicity
    is_entered = found.entered_on <= until
    is_reviewed = found.reviewed_on <= until
    is_refused = is_reviewed & (after.not_public >= 0)
    is_published = (after.published_on <= until) & (after.not_public < 0)
    waiting = np.where(found.returned, RETURNED, IN_REVIEW)
    state = np.where(is_entered, np.where(is_reviewed, ENTERED, waiting), NOT_ENTERED)
    return Stages(
        until=until,
        is_visible=rows.visible_from <= until,
        is_moved=(rows.moved_to != NOT_MOVED) & (rows.moved_on <= until),
        is_entered=is_entered,
        is_reviewed=is_reviewed,
        is_published=is_published,
        is_refused=is_refused,
        is_closed=is_entered & (after.closed_on <= until),
        is_collected=after.collected_on <= until,
        state=np.where(is_published & is_entered, PUBLISHED, state),
    )
