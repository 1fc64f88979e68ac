"""Which counts of published tables are withheld, so that none of them can be reckoned.

A count is a measure of a key: `checked_count` of {unit: 福州}, of {week_on: …}, of {} for
the whole. Counts over one more dimension add up to the count without it; one measure may be
no more than another; and the edition published before says things of the same counts. All of
that is one system of equations in whole numbers. A count from 1 to below the limit is
withheld, and with it as many others as it takes: for every withheld count another solution of
the whole system is found in which it differs by a few. A zero is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import scipy

# How far a withheld count is made to differ; the next where the data leave no room for it.
MOVES = (3, 2, 1, -1)
# What withholding costs: of the whole, of a count of one dimension, of two.
COSTS = (400.0, 20.0, 1.0)
# Moving a count that is withheld already costs next to nothing.
FREE = 1e-3
# Solutions looked for that move many counts at once.
SHAKES, SEED = 6, 16
# The tables do not show a zero as withheld, so everybody knows that a withheld count is at least 1.
LEAST_WITHHELD = 1


class Cell(NamedTuple):
    """One count: what is counted, and of what: pairs of dimension and value, sorted."""

    measure: str
    key: tuple[tuple[str, str], ...]


Counts = Mapping[Cell, int]
# Two measures of one key, the first no more than the second.
Below = tuple[str, str]


class Edition(NamedTuple):
    """The counts of one publication, and which of them are withheld."""

    counts: Counts
    withheld: frozenset[Cell]


NOTHING = Edition({}, frozenset())


class NoWay(Exception):
    """Some count would be known whatever else is withheld."""


def withhold(
    own: Counts, below: Sequence[Below], least: int, before: Edition = NOTHING
) -> frozenset[Cell]:
    """The counts to withhold, given the edition before; all of them where nothing less will do."""
    small = frozenset(cell for cell, value in own.items() if 0 < value < least)
    if not small and not before.withheld:
        return small
    try:
        return _System(Edition(own, small), below, before).cover()
    except NoWay:
        return frozenset(own)


def sums(counts: Counts) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every count with those of one more dimension that add up to it."""
    parts: dict[tuple[Cell, str], list[Cell]] = {}
    for cell in counts:
        for pair in cell.key:
            rest = Cell(cell.measure, tuple(one for one in cell.key if one != pair))
            if rest in counts:
                parts.setdefault((rest, pair[0]), []).append(cell)
    for (whole, _), found in parts.items():
        yield whole, found


class _System:
    """Unknowns, equations between them, and which of them are withheld so far."""

    def __init__(self, own: Edition, below: Sequence[Below], before: Edition) -> None:
        self.values: list[int] = []
        # How far an unknown can fall, and whether it is known to everybody.
        self.falls: list[int] = []
        self.costs: list[float] = []
        self.hidden: list[bool] = []
        self.lines: list[dict[int, int]] = []
        self.old = {cell: self._count(cell, value) for cell, value in before.counts.items()}
        self.new = {
            cell: self.old[cell] if before.counts.get(cell) == value else self._count(cell, value)
            for cell, value in own.counts.items()
        }
        for places, edition in ((self.old, before), (self.new, own)):
            for cell in edition.withheld:
                self.hidden[places[cell]] = True
            self._sum_up(edition.counts, places)
            self._order(edition.counts, places, below)
        self._grow()
        shown = {at for cell, at in self.old.items() if cell not in before.withheld}
        self.fixed = np.array(
            [
                at in shown or (value == 0 and not self.hidden[at])
                for at, value in enumerate(self.values)
            ]
        )

    def _add(self, value: int, fall: int, cost: float, *, is_hidden: bool) -> int:
        self.values.append(value)
        self.falls.append(fall)
        self.costs.append(cost)
        self.hidden.append(is_hidden)
        return len(self.values) - 1

    def _count(self, cell: Cell, value: int) -> int:
        cost = COSTS[min(len(cell.key), len(COSTS) - 1)] * (1 + np.log2(1 + value))
        return self._add(value, max(value - LEAST_WITHHELD, 0), float(cost), is_hidden=False)

    def _open(self, value: int) -> int:
        """What lies between two sides: an unknown from 0 up that no table shows."""
        return self._add(value, value, FREE, is_hidden=True)

    def _sum_up(self, counts: Counts, places: Mapping[Cell, int]) -> None:
        """Parts make the whole; with firms of two units they do so by something open."""
        for whole, parts in sums(counts):
            gap = sum(counts[cell] for cell in parts) - counts[whole]
            line = {places[cell]: 1 for cell in parts} | {places[whole]: -1}
            if gap:
                line[self._open(abs(gap))] = -1 if gap > 0 else 1
            self.lines.append(line)

    def _order(self, counts: Counts, places: Mapping[Cell, int], below: Sequence[Below]) -> None:
        """One measure is no more than another, where it is not."""
        for low, high in below:
            for cell in [one for one in counts if one.measure == low]:
                other = Cell(high, cell.key)
                if counts[cell] <= counts.get(other, -1):
                    rest = self._open(counts[other] - counts[cell])
                    self.lines.append({places[other]: 1, places[cell]: -1, rest: -1})

    def _grow(self) -> None:
        """Since the edition before counts only grew, where they did."""
        for cell in sorted(self.new.keys() & self.old.keys()):
            last, first = self.new[cell], self.old[cell]
            growth = self.values[last] - self.values[first]
            if growth > 0:
                self.lines.append({last: 1, first: -1, self._open(growth): -1})

    def cover(self) -> frozenset[Cell]:
        """Withhold more until every withheld count has another solution. Raises NoWay."""
        self._prepare()
        self._shake()
        counted = sorted({*self.old.values(), *self.new.values()})
        tried: set[int] = set()
        while waiting := [at for at in counted if at not in tried and self._is_tight(at)]:
            tried.add(waiting[0])
            self._free(waiting[0])
        return frozenset(cell for cell, at in self.new.items() if self.hidden[at])

    def _prepare(self) -> None:
        """The equations as a matrix, and how far each unknown is known to move."""
        at = [(row, place) for row, line in enumerate(self.lines) for place in line]
        signs = [sign for line in self.lines for sign in line.values()]
        rows, places = zip(*at, strict=True) if at else ((), ())
        shape = (len(self.lines), len(self.values))
        self.matrix = scipy.sparse.coo_array((signs, (rows, places)), shape=shape).tocsr()
        self.low, self.high = np.zeros(shape[1]), np.zeros(shape[1])

    def _is_tight(self, at: int) -> bool:
        return self.hidden[at] and self.high[at] - self.low[at] < MOVES[0]

    def _shake(self) -> None:
        """Solutions in which many withheld counts move at once."""
        chance = np.random.default_rng(SEED)
        is_still = self.fixed | ~np.array(self.hidden)
        most = np.where(is_still, 0, MOVES[0])
        least = -np.minimum(most, self.falls)
        for _ in range(SHAKES):
            found = _solve(chance.normal(size=len(most)), self.matrix, least, most)
            if found is not None:
                self._learn(found)

    def _free(self, at: int) -> None:
        """Withhold what it takes to let one count move. Raises NoWay."""
        for move in MOVES:
            moved = self._cheapest(at, move) if -move <= self.falls[at] else None
            if moved is not None:
                self.hidden = list(np.array(self.hidden) | (moved != 0))
                self._learn(moved)
                return
        raise NoWay

    def _cheapest(self, at: int, move: int) -> np.ndarray | None:
        """The solution that moves one count so far and withholds least for it."""
        count = len(self.values)
        rise = np.where(self.fixed, 0, np.inf)
        fall = np.where(self.fixed, 0, self.falls).astype(float)
        rise[at], fall[at] = max(move, 0), max(-move, 0)
        least = np.zeros(2 * count)
        least[at], least[count + at] = rise[at], fall[at]
        cost = np.tile(np.where(self.hidden, FREE, self.costs), 2)
        both = scipy.sparse.hstack([self.matrix, -self.matrix])
        found = _solve(cost, both, least, np.append(rise, fall))
        return None if found is None else found[:count] - found[count:]

    def _learn(self, moved: np.ndarray) -> None:
        assert not (self.matrix @ moved).any(), "a solution that is none"
        self.low, self.high = np.minimum(self.low, moved), np.maximum(self.high, moved)


def _solve(
    cost: np.ndarray, matrix: "scipy.sparse.sparray", least: np.ndarray, most: np.ndarray
) -> np.ndarray | None:
    """The cheapest solution in whole numbers within these limits; none where there is none."""
    found = scipy.optimize.milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=scipy.optimize.Bounds(least, most),
        constraints=scipy.optimize.LinearConstraint(matrix, 0, 0),
    )
    return None if found.x is None else np.rint(found.x)
