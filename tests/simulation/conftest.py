"""Populations small enough to count by eye."""

import numpy as np
import pytest

from inspection.simulation.rates import NOTHING, Rates
from inspection.simulation.shrinkage import NODES, Shrunk
from inspection.simulation.strata import Strata, strata


@pytest.fixture
def tiny() -> Strata:
    """Two counties of one unit and one of another; six entities, three violators, three drawn."""
    return strata(
        unit=["福州", "福州", "平潭"],
        county_code=["350102", "350103", "350128"],
        risk_class=["A", "A", "D"],
        stock_count=[3, 2, 1],
        violator_count=[1, 1, 1],
        drawn_count=[1, 1, 1],
    )


@pytest.fixture
def uniform_rates():
    """Cells of one class whose rates are uniform and have nothing in common."""

    def build(grain: str, place: list[str]) -> Rates:
        nothing, one = np.zeros(len(place), dtype=int), np.ones(len(place))
        node = np.ones((NODES, len(place)))
        posterior = Shrunk(one, one, one * 0, node, node, node / NODES)
        basis = np.full(len(place), NOTHING)
        return Rates(
            grain, np.asarray(place), np.full(len(place), "A"), nothing, nothing, basis, posterior
        )

    return build
