"""Populations small enough to count by eye."""

import pytest

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
