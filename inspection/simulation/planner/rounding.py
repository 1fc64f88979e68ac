"""From the solver's fractions to ratios in ppm whose floors hold for every rounding of the draw.

Cutting down to the step keeps bounds, order and capacity; what the floors lose by it is raised
again, a few enterprises, where most is found and the rules leave room.
"""

import numpy as np

from inspection.simulation.planner.figures import expected_days, guaranteed_counts
from inspection.simulation.planner.model import Problem, Ratios
from inspection.simulation.strata import PPM

# The solver meets its bounds to about 1e-7 of a ratio; that much of a step counts as reached.
NEARLY = 1e-3


def round_ratios(problem: Problem, fractions: np.ndarray) -> Ratios:
    """Multiples of the step; floors are met unless no rule leaves room for it."""
    step = problem.step_ppm
    ppm = np.floor(fractions.reshape(problem.stock.shape) * PPM / step + NEARLY).astype(np.int64)
    ppm = _in_order(problem, ppm * step)
    for number, unit in enumerate(problem.units):
        _raise_to(problem, ppm, np.s_[number : number + 1], unit.target_count)
    _raise_to(problem, ppm, np.s_[:], problem.province.target_count)
    return tuple(tuple(row) for row in ppm.tolist())


def rounding_loss(problem: Problem) -> np.ndarray:
    """Enterprises per unit that cutting down can cost at most: a step and a rest per class."""
    return problem.stock.sum(axis=1) * problem.step_ppm / PPM + len(problem.classes)


def _in_order(problem: Problem, ppm: np.ndarray) -> np.ndarray:
    """Undo a lost step of the order that comes from the solver's tolerance."""
    for c in range(len(problem.classes) - 1, 0, -1):
        ppm[:, c - 1] = np.minimum(ppm[:, c - 1], ppm[:, c] - problem.margin_ppm)
    return np.maximum(ppm, [rule.lower_ppm for rule in problem.classes])


def _raise_to(problem: Problem, ppm: np.ndarray, units: slice, target_count: int | None) -> None:
    """Raise ratios of `units` in place until they guarantee the target or no room is left."""
    while target_count is not None:
        missing = target_count - int(guaranteed_counts(problem, ppm)[units].sum())
        spare = _spare_visits(problem, ppm)
        place = _best_place(problem, ppm, spare, units) if missing > 0 else None
        if place is None:
            return
        more = int(min(missing, spare[place])) if spare[place] >= 1 else missing
        ppm[place] = min(_needed_ppm(problem, ppm, place, more), _ceiling(problem, ppm)[place])


def _needed_ppm(problem: Problem, ppm: np.ndarray, place: tuple[int, int], more: int) -> int:
    """Smallest multiple of the step that guarantees `more` enterprises in this cell."""
    count = int(guaranteed_counts(problem, ppm)[place]) + more
    exact = -(-count * PPM // int(problem.stock[place]))
    return -(-exact // problem.step_ppm) * problem.step_ppm


def _best_place(
    problem: Problem, ppm: np.ndarray, spare: np.ndarray, units: slice
) -> tuple[int, int] | None:
    """The cell with room that finds most per visit; cells with people to spare come first."""
    has_room = (ppm < _ceiling(problem, ppm)) & (problem.stock > 0)
    score = np.where(has_room, problem.choice_rate + (spare >= 1), -np.inf)[units]
    if not np.isfinite(score).any():
        return None
    u, c = np.unravel_index(int(np.argmax(score)), score.shape)
    return int(u) + (units.start or 0), int(c)


def _spare_visits(problem: Problem, ppm: np.ndarray) -> np.ndarray:
    """Visits that the people left could still make, if all were of one class."""
    days = [unit.capacity_days for unit in problem.units]
    known = np.asarray([np.inf if most is None else most for most in days])
    return (known - expected_days(problem, ppm))[:, None] / problem.visit_days


def _ceiling(problem: Problem, ppm: np.ndarray) -> np.ndarray:
    """How far each ratio may rise: its upper bound, and the class above less the margin."""
    ceiling = np.tile([rule.upper_ppm for rule in problem.classes], (len(ppm), 1))
    ceiling[:, :-1] = np.minimum(ceiling[:, :-1], ppm[:, 1:] - problem.margin_ppm)
    return ceiling
