"""Publication, follow-up and collection of each row after its review."""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.cast import Cast
from inspection.demo.world.draws import Rows
from inspection.demo.world.inspections import R2A, R2B, R3, R4, R5, R6, R8, Inspections, has_problem
from inspection.demo.world.places import Places
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import OWN_SYSTEM, Task

CORRECT, ABNORMAL, CASE, HAND_OVER, NOTHING = range(5)
DISPOSALS = ("责令改正", "列入经营异常名录", "立案查处", "停止检查并反馈日常监管", "无需后续处置")
NOT_PUBLIC_REASONS = ("涉及商业秘密", "涉及国家安全")
NOT_PUBLIC_SHARE, UNPUBLISHED_SHARE, UNDATED_SHARE = 0.008, 0.01, 0.25
EARLY_EVERY = 20
NEVER_COLLECTED_EVERY = 60
# Working days from review to publication: lowest, highest; of the late unit.
USUAL_LAG, LATE_LAG = (1, 11), (8, 45)


@dataclass(frozen=True)
class Publicity:
    """Arrays over rows. `published_on` is known even where the export leaves it out."""

    published_on: np.ndarray
    is_undated: np.ndarray
    not_public: np.ndarray
    disposal: np.ndarray
    verified_on: np.ndarray
    closed_on: np.ndarray
    is_case_filed: np.ndarray
    collected_on: np.ndarray


def publish_rows(
    rows: Rows, tasks: list[Task], inspections: Inspections, places: Places, cast: Cast, seed: int
) -> Publicity:
    """What happens after review."""
    rng = stream(seed, "publicity")
    unit = places.county_units()[rows.county]
    published = _publication_days(rng, inspections, unit, cast)
    count = len(rows)
    disposal = _disposals(inspections.results)
    has_work = has_problem(inspections.results) & (disposal != NOTHING)
    closed = days.add_workdays(inspections.reviewed_on, rng.integers(3, 60, count))
    open_end = rng.random(count) < 0.06
    verified = days.add_workdays(inspections.inspected_on, rng.integers(0, 6, count))
    knows_day = (disposal == ABNORMAL) & (rng.random(count) < 0.85)
    return Publicity(
        published_on=published,
        is_undated=(unit == cast.undated_publicity) & (rng.random(count) < UNDATED_SHARE),
        not_public=np.where(
            rng.random(count) < NOT_PUBLIC_SHARE, rng.integers(0, 2, count), -1
        ).astype(np.int8),
        disposal=disposal.astype(np.int8),
        verified_on=np.where(knows_day, verified, days.NO_DAY),
        closed_on=np.where(has_work & ~open_end, closed, days.NO_DAY),
        is_case_filed=disposal == CASE,
        collected_on=_collection_days(rng, rows, tasks, inspections),
    )


def _publication_days(
    rng: np.random.Generator, inspections: Inspections, unit: np.ndarray, cast: Cast
) -> np.ndarray:
    """Some days after review; in one unit late, in one now and then before the visit."""
    count = len(unit)
    lag = rng.integers(*USUAL_LAG, count)
    lag = np.where(unit == cast.late_publicity, rng.integers(*LATE_LAG, count), lag)
    published = days.add_workdays(inspections.reviewed_on, lag)
    early = days.add_workdays(inspections.inspected_on, -rng.integers(2, 8, count))
    is_early = _every(np.flatnonzero(unit == cast.early_publicity), inspections, count)
    published = np.where(is_early, early, published)
    return np.where(rng.random(count) < UNPUBLISHED_SHARE, days.NO_DAY, published)


def _every(chosen: np.ndarray, inspections: Inspections, count: int) -> np.ndarray:
    """One of EARLY_EVERY rows in the order of their inspection, from the first ones on."""
    order = chosen[np.argsort(inspections.inspected_on[chosen], kind="stable")]
    picked = np.zeros(count, dtype=bool)
    picked[order[3::EARLY_EVERY]] = True
    return picked


def _disposals(results: np.ndarray) -> np.ndarray:
    """The follow-up of the gravest result."""

    def has(*chosen: int) -> np.ndarray:
        return (results & sum(1 << one for one in chosen)) > 0

    return np.select(
        [has(R6, R3), has(R4), has(R2A, R2B, R5), has(R8)],
        [CASE, ABNORMAL, CORRECT, HAND_OVER],
        default=NOTHING,
    )


def _collection_days(
    rng: np.random.Generator, rows: Rows, tasks: list[Task], inspections: Inspections
) -> np.ndarray:
    """Days on which own-system rows reach the platform; long after entry, a few never."""
    count = len(rows)
    is_own = np.array([task.system == OWN_SYSTEM for task in tasks])[rows.task]
    delay = np.minimum(rng.geometric(0.07, count) + 3, 70).astype("timedelta64[D]")
    never = np.zeros(count, dtype=bool)
    never[np.flatnonzero(is_own)[::NEVER_COLLECTED_EVERY]] = True
    collected = inspections.entered_on + delay
    return np.where(is_own & ~never, collected, days.NO_DAY)
