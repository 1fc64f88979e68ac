"""How often the most frequent pair of a team is drawn, and what chance alone would bring.

Null model: every row draws one of the team's possible pairs, each equally likely,
independently of the others. The largest of the counts is then the largest cell of
an equiprobable multinomial; its distribution is computed exactly (Levin, Annals of
Statistics 9 (1981), 1123-1126: truncated Poisson counts, given their sum), no
simulation. Figures of work, never of a person.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa

# Two-sided interval of the largest share under random pairing.
LOW, HIGH = 0.025, 0.975
# Probabilities below this are not told apart.
NEGLIGIBLE = 1e-8
MAX_CACHED = 4_000


class Chance(NamedTuple):
    """The largest count of `cells` after `rows` draws: P(largest <= first + i) = cdf[i]."""

    first: int
    cdf: np.ndarray

    def at_most(self, count: int) -> float:
        """P(largest <= count)."""
        if count < self.first:
            return 0.0
        return float(self.cdf[min(count - self.first, len(self.cdf) - 1)])

    def quantile(self, level: float) -> int:
        """The least count with at least this probability at or below it."""
        return self.first + int(np.searchsorted(self.cdf, level))

    def mean(self) -> float:
        """Expected largest count."""
        return self.first + float((1 - self.cdf).sum())


def with_expectation(teams: pa.Table) -> pa.Table:
    """Rows of `pair_concentration` with what random pairing would give beside them.

    Adds expected_share, low_share, high_share (95 %) and chance_rate, the
    probability of a top pair at least as frequent; null for teams of two and hidden counts. The
    least likely team comes first.
    """
    found = [_compare(**team) for team in teams.select(list(COUNTS)).to_pylist()]
    for at, name in enumerate(ADDED):
        teams = teams.append_column(name, pa.array([row[at] for row in found], pa.float64()))
    return teams.sort_by([("chance_rate", "ascending"), ("top_pair_share", "descending")])


COUNTS = ("possible_pair_count", "row_count", "top_pair_count")
ADDED = ("expected_share", "low_share", "high_share", "chance_rate")


def _compare(
    possible_pair_count: int | None, row_count: int | None, top_pair_count: int | None
) -> tuple:
    if not possible_pair_count or possible_pair_count < 2 or not row_count or not top_pair_count:
        return (None,) * len(ADDED)
    chance = largest_count(row_count, possible_pair_count)
    counts = chance.mean(), chance.quantile(LOW), chance.quantile(HIGH)
    return (*(count / row_count for count in counts), 1 - chance.at_most(top_pair_count - 1))


@lru_cache(maxsize=MAX_CACHED)
def largest_count(rows: int, cells: int) -> Chance:
    """Distribution of the largest of `cells` equally likely counts that sum to `rows`."""
    pmf = _poisson(rows / cells, rows)
    at_sum = _poisson(rows, rows)[rows]
    bound = np.cumsum(pmf) ** cells
    first = int(np.searchsorted(bound, NEGLIGIBLE * at_sum))
    cdf: list[float] = []
    while not cdf or cdf[-1] < 1 - NEGLIGIBLE:
        cdf.append(min(_coefficient(pmf[: first + len(cdf) + 1], rows, cells) / at_sum, 1.0))
    return Chance(first, np.maximum.accumulate(np.clip(cdf, 0, 1)))


def _poisson(mean: float, last: int) -> np.ndarray:
    """Poisson probabilities of 0 … last."""
    counts = np.arange(1, last + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(mean) - np.log(counts))])
    return np.exp(logs - mean)


def _coefficient(terms: np.ndarray, place: int, times: int) -> float:
    """The coefficient of x^place in (terms[0] + terms[1] x + …)^times.

    By a discrete Fourier transform; the sum of Poisson counts reaches no further
    than twelve standard deviations beyond `place` in double precision.
    """
    reach = (len(terms) - 1) * times
    if reach < place:
        return 0.0
    size = 1 << int(min(reach, place + 12 * place**0.5 + 60)).bit_length()
    values = _power(np.fft.rfft(terms, size), times)
    return float(np.fft.irfft(values, size)[place])


def _power(values: np.ndarray, times: int) -> np.ndarray:
    """Each value to a whole power, by repeated squaring."""
    result = np.ones_like(values)
    while times:
        if times & 1:
            result = result * values
        values = values * values
        times >>= 1
    return result
